/* report.h: the report as read: what gknb_report holds. Filled by parse, judged by rules, shown by gknb.c. */
#ifndef GK_REPORT_H
#define GK_REPORT_H

#include "../base/arena.h"
#include "../lex/lex.h"
#include "tables.h"

typedef struct {
    gknb_span span;
    gknb_decimal value;
    gknb_decimal inferred;
    uint8_t state; /* gknb_state */
    uint8_t has_value, has_inferred;
    uint8_t unit; /* 1 + the index in gk_units of what stands behind the number; 0: nothing */
    uint8_t alternatives;
    uint8_t or_none;           /* one of its readings has no number here */
    gknb_decimal *alternative; /* of an ambiguous cell, ascending */
} gk_cell;

/* The readings of a row that nothing tells apart: the numbers of each, cell by cell; 0 where a cell is empty. */
typedef struct {
    uint16_t field, due, count;
    const int64_t *number; /* due * count */
} gk_ways;

/* A label as it stands in a table or over one. */
typedef struct {
    gknb_span span;
    uint16_t label;
    uint16_t section; /* of the heading before it; 0: none */
} gk_mark;

typedef struct {
    gk_mark *mark;
    uint32_t count, room;
} gk_marks;

typedef struct {
    uint8_t number;
    uint8_t ordinal;  /* as printed; 0: none */
    uint8_t repaired; /* a text was taken for the heading */
    char *title;
    gknb_span span, body;
} gk_section;

/* One table as it was met: where, under which heading. */
typedef struct {
    uint16_t table;
    uint16_t section;
    uint32_t first_head, first_group; /* in heads, groups */
    uint32_t heads, groups;
    int regrouped;  /* labels of groups stand where the grammar has none */
    gknb_span span; /* of its first row label */
} gk_table_seen;

typedef enum {
    GK_ARG_TEXT,
    GK_ARG_NUMBER,
    GK_ARG_DECIMAL,
    GK_ARG_SPAN,
    GK_ARG_QUOTED,
    GK_ARG_DATE,
    GK_ARG_SUM,
    GK_ARG_LABELS
} gk_arg_type;

typedef struct {
    gk_arg_type type;
    union {
        struct {
            const char *zh, *en;
        } text;
        int64_t number;
        gknb_decimal decimal;
        gknb_span span;
        gknb_date date;
        struct {
            uint16_t first, count;
        } sum; /* terms of an equation */
        struct {
            const uint16_t *label;
            uint32_t count;
        } labels;
    } as;
} gk_arg;

typedef struct {
    uint16_t rule;
    uint8_t level;
    gknb_span span;
    uint16_t cells, related, args, edits;
    uint8_t unsafe;  /* an edit changes more than wording */
    uint8_t table;   /* the one it is about, counted from 1; 0: none, or that of its cells */
    uint8_t section; /* the one it is about; 0: none */
    uint16_t *cell;
    gknb_related *other;
    gk_arg *arg;
    gknb_edit *edit;
    uint32_t serial; /* in the order found */
    uint32_t group;  /* the serial of the finding it follows from; once sorted, its index */
    uint32_t place;  /* where that one starts */
} gk_finding;

struct gknb_report {
    gk_arena arena;
    gknb_allocator allocator;
    const uint8_t *bytes; /* the text */
    uint32_t size;
    const gknb_source *source; /* where it stands in the document; NULL: it is the document */
    int strict, same_body;
    int no_memory;
    const gknb_override *overrides;
    size_t override_count;

    gk_tokens tokens;
    const gk_form *form; /* NULL: none */
    int form_index;
    uint8_t layout;
    int is_report;
    uint32_t titles;       /* of reports, where there is no report */
    gknb_span first_title; /* of these */
    int unknown_form;      /* of a year before the first form, and without its tables */

    gknb_header header;
    int title_doubled; /* the title says 年度 where the form says 年 */
    gk_section *section;
    uint32_t sections;
    gk_cell *cell;       /* form->field_count */
    gk_ways *ways;       /* of rows with ambiguous cells, as far as there is room */
    int64_t *way_number; /* of all; NULL: there are none */
    uint32_t way_count, way_numbers;
    gk_marks labels; /* every label of a table, for its wording */
    gk_marks heads, groups;
    gk_marks notes; /* in brackets beside a label or a number; `label`: the end of that label, in other words */
    gk_table_seen *seen;
    uint32_t seen_count, seen_room;
    uint32_t second_report; /* where another report begins; 0: none */

    gk_finding *finding;
    uint32_t findings, finding_room;
    size_t hidden;
    int errors; /* findings of level error, hidden ones too */
};

/* Appends; on lack of memory sets no_memory. */
void gk_marks_add(gknb_report *report, gk_marks *marks, gk_mark mark);

/* The text of a span without blanks and line breaks, in the report's memory; NULL: no memory. */
char *gk_squeeze(gknb_report *report, gknb_span span);

#endif
