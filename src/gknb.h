/* gknb.h: the public interface of gknb.
 *
 * gknb reads China's annual reports on the disclosure of government information (政府信息公开工作年度报告), cell by
 * cell, and checks them against the statutory form. SPEC.md is the norm; a clause is cited by its name, as S6-balance.
 *
 *     gknb_report *report;
 *     if (gknb_parse(bytes, size, NULL, &report) == GKNB_OK) {
 *         for (size_t i = 0; i < gknb_cell_count(report); i++) {
 *             gknb_cell cell;
 *             gknb_get_cell(report, i, &cell);
 *             ...
 *         }
 *         gknb_free(report);
 *     }
 *
 * The library keeps no globals, calls no stdio, locale, time or abort, and takes memory only from the caller's
 * allocator. A report may be read from many threads at once. Strings it returns are UTF-8, live as long as the
 * report (or, where said, for ever) and are never NULL unless said. An error is ours and is a gknb_status; a
 * finding is the document's and is data. */
#ifndef GKNB_H
#define GKNB_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GKNB_VERSION "0.1.0"
#define GKNB_SCHEMA 1 /* of the JSON; changes only when something is removed or changes its meaning */

#if defined(__GNUC__) || defined(__clang__)
#define GKNB_MUST_CHECK __attribute__((warn_unused_result))
#else
#define GKNB_MUST_CHECK
#endif

typedef enum {
    GKNB_OK = 0,
    GKNB_NO_MEMORY, /* the allocator returned NULL */
    GKNB_TOO_LARGE, /* more bytes than the cap of the options (S8-size) */
    GKNB_CONTAINER, /* the document is HTML, Word, PDF, ...: the core reads plain text (S1-containers) */
    GKNB_MISUSE     /* a NULL where none may be, an unknown form */
} gknb_status;

/* A status in a few words, for ever. */
const char *gknb_status_text(gknb_status status);

/* What kind of document the bytes are, by their content: "text", "html", "mhtml", "zip" (a .docx is one), "pdf", "ole"
 * (a .doc or .wps is one), "utf-16". For ever. */
const char *gknb_container(const void *bytes, size_t size);

/* Where memory comes from. `allocate` returns NULL when there is none and else memory aligned for any type;
 * `release` gets what `allocate` returned and the same size. */
typedef struct {
    void *(*allocate)(void *user, size_t size);
    void (*release)(void *user, void *memory, size_t size);
    void *user;
} gknb_allocator;

typedef enum { GKNB_LANG_ZH, GKNB_LANG_EN } gknb_lang;
typedef enum { GKNB_LEVEL_OFF, GKNB_LEVEL_NOTE, GKNB_LEVEL_WARNING, GKNB_LEVEL_ERROR } gknb_level;

/* "note", "warning", "error", "off", for ever. */
const char *gknb_level_name(gknb_level level);

/* A change of level for one rule: `id` as in gknb_rule. */
typedef struct {
    const char *id;
    gknb_level level;
} gknb_override;

/* ---- documents that are not plain text ----
 * What reads a container (src/adapt/adapt.h, or the caller's own reader) makes of it a text, in which U+001F ends a
 * cell and U+001E a row, and says where each stretch of it stands. With it in the options, every span and place the
 * library gives is one of the document, not of the text. */

/* A stretch of a text and the bytes [start, end) it was made of; it reaches to the next one's `text`. Both ascend.
 * Offsets inside are in proportion: a stretch of bytes kept, or of characters of one width, is exact at each. */
typedef struct {
    uint32_t text, start, end;
} gknb_stretch;

/* Where people find a place: numbers count from 1, 0 is none. Holds up to the next spot. */
typedef struct {
    uint32_t start; /* offset into the document */
    uint32_t page, table, row, cell;
} gknb_spot;

typedef struct {
    const void *bytes; /* the document as people see it, in UTF-8: lines and columns count here */
    size_t size;
    const gknb_stretch *runs; /* from the text to it; none: it is the text */
    size_t run_count;
    const gknb_stretch *given; /* from it to the file as given; none: the same bytes */
    size_t given_count;
    const gknb_spot *spots;
    size_t spot_count;
    const char *container; /* "html", ... */
    const char *encoding;  /* "UTF-8", "GB18030", ...; NULL: the container has none of its own */
    const char *evidence;  /* what told the encoding: "bom", "declared", "valid", "detected", "mended" */
    uint32_t pinyin;       /* so many characters had their pinyin behind them, which is not in the text */
    uint32_t pinyin_start; /* where in the text the first was */
} gknb_source;

typedef struct {
    const gknb_allocator *allocator; /* NULL: malloc and free */
    const char *form;                /* NULL or "auto": by the tables' own words; else a gknb_form_id (S1-forms) */
    size_t max_size;                 /* 0: the default of S8-size */
    const gknb_override *overrides;
    size_t override_count;
    int strict;                /* no repairs: the first syntax fault of a table is its verdict */
    const gknb_source *source; /* NULL: the bytes are the document; else stays as it is until gknb_free */
    int same_body;             /* gknb_compare takes two names for one body's: the caller knows it was renamed */
} gknb_options;

typedef struct gknb_report gknb_report;

/* Reads and judges one document.
 * `bytes` (may be NULL when size is 0) must stay unchanged until gknb_free: spans and raw texts point into it.
 * `options` may be NULL. `*report` is written only with GKNB_OK; free it with gknb_free.
 * Whatever the bytes are, the result is GKNB_OK or a status that says why not; a document that is no report
 * gives a report with a finding that says so. Fails with GKNB_NO_MEMORY, GKNB_TOO_LARGE,
 * GKNB_CONTAINER, GKNB_MISUSE. */
gknb_status gknb_parse(const void *bytes, size_t size, const gknb_options *options,
                       gknb_report **report) GKNB_MUST_CHECK;

/* Compares a report with last year's of the same body (S10-series) and adds what does not follow from it to its
 * findings, which get new places; once for a report. `previous` is read and may be freed behind the call. Fails with
 * GKNB_NO_MEMORY, GKNB_MISUSE; the report then is as good as before. */
gknb_status gknb_compare(gknb_report *report, const gknb_report *previous) GKNB_MUST_CHECK;

/* The name of a body as names are compared: without what titles have or lack, in one writing of the rest (S10-series).
 * NUL-terminated, cut at `room` bytes if need be; returns the length of the whole. `issuer` may be NULL. */
size_t gknb_body_key(const char *issuer, char *out, size_t room);

/* Frees everything that came with the report. NULL is allowed. */
void gknb_free(gknb_report *report);

/* ---- places ---- */

typedef struct {
    uint32_t start, end; /* byte offsets into the document; end is behind the last byte */
} gknb_span;

/* A place for people: line and column count from 1, a column is a character. Zero it before first use and
 * hand the same one in again: ascending offsets then cost one pass in all. */
typedef struct {
    uint32_t offset, line, column, line_start;
} gknb_place;

/* Fills in `place` for `offset` (at most the size of the document). */
void gknb_locate(const gknb_report *report, uint32_t offset, gknb_place *place);

/* The document. */
const uint8_t *gknb_bytes(const gknb_report *report, size_t *size);

/* What was handed in with the options, or NULL. */
const gknb_source *gknb_get_source(const gknb_report *report);
/* A span of the text, in the document. */
gknb_span gknb_span_document(const gknb_report *report, gknb_span span);
/* A span of the document, in the file as given: another one only where the document had to be recoded. */
gknb_span gknb_span_given(const gknb_report *report, gknb_span span);
/* Page, table, row and cell of an offset; 0 when none is known. */
int gknb_get_spot(const gknb_report *report, uint32_t offset, gknb_spot *spot);

/* ---- the report ---- */

typedef enum {
    GKNB_VERDICT_CONFORMS,      /* no finding of level error */
    GKNB_VERDICT_NONCONFORMING, /* at least one */
    GKNB_VERDICT_UNREADABLE     /* no report was found in it */
} gknb_verdict;

gknb_verdict gknb_get_verdict(const gknb_report *report);
/* "conforms", "nonconforming", "unreadable", for ever. */
const char *gknb_verdict_name(gknb_verdict verdict);

typedef struct {
    int year, month, day; /* year 0: not known */
} gknb_date;

typedef struct {
    const char *form;   /* "2021"; NULL: no table of a known form, and no year to tell by */
    const char *layout; /* "cells", "lines", "pipes", "pipe-lines", "bar-between", "markdown", "tabs", "spaces",
                           "glued"; NULL: no table */
    const char *title;  /* blanks and line breaks removed; NULL: none found */
    const char *issuer; /* NULL: none found */
    gknb_span title_span;
    int year; /* reported on; 0: not known */
    gknb_span year_span;
    gknb_date from, to; /* the period */
    gknb_span period_span;
    gknb_date published;
    gknb_span published_span;
} gknb_header;

void gknb_get_header(const gknb_report *report, gknb_header *header);

typedef struct {
    int number;        /* 1 to 6: of the form's section; the ordinal printed may differ */
    const char *title; /* as it stands, without its ordinal, blanks removed */
    gknb_span span;    /* the heading */
    gknb_span body;    /* what follows, up to the next heading or the end */
} gknb_section;

size_t gknb_section_count(const gknb_report *report);
void gknb_get_section(const gknb_report *report, size_t index, gknb_section *section);

/* ---- cells ---- */

/* S5: five ways of giving no number stay apart; none of them is 0. */
typedef enum {
    GKNB_STATE_ABSENT,         /* its row or table is not there */
    GKNB_STATE_GIVEN,          /* a number stands there */
    GKNB_STATE_SPLIT,          /* read out of a glued run: the only reading the identities allow */
    GKNB_STATE_MOVED,          /* read from a row out of order */
    GKNB_STATE_BLANK,          /* an empty slot */
    GKNB_STATE_NOT_APPLICABLE, /* a slash or a dash */
    GKNB_STATE_MISSING,        /* its row is there, the cell is not */
    GKNB_STATE_AMBIGUOUS,      /* more than one reading holds: see alternatives */
    GKNB_STATE_UNREADABLE      /* something stands there that is no number the form allows */
} gknb_state;

/* "given", "not_applicable", ..., for ever. */
const char *gknb_state_name(gknb_state state);

/* An exact decimal: digits / 10^scale. 5949.088667 is {5949088667, 6}. */
typedef struct {
    int64_t digits;
    uint8_t scale;
} gknb_decimal;

/* Writes a decimal (at most 32 bytes with the NUL) and returns its length. */
size_t gknb_format_decimal(gknb_decimal value, char *out);

typedef struct {
    const char *path;      /* "requests.new.natural_person", for ever */
    const char *row_path;  /* "requests.new", for ever */
    const char *row_label; /* the form's wording, for ever */
    const char *column_label;
    const char *row_name; /* English, for ever */
    const char *column_name;
    gknb_state state;
    int has_value;      /* only in the states given, split and moved */
    gknb_decimal value; /* in the unit of the field */
    gknb_span span;     /* of the cell; empty where nothing stands */
    int has_inferred;   /* the identities determine it; never a value */
    gknb_decimal inferred;
    size_t alternative_count;
    int or_none; /* of an ambiguous cell: by another of its readings no number is its own */
} gknb_cell;

/* The cells of the report's form, in the form's order; 0 when the form is not known. */
size_t gknb_cell_count(const gknb_report *report);
void gknb_get_cell(const gknb_report *report, size_t index, gknb_cell *cell);
/* What was read as the cell, as it stands in the text. */
const uint8_t *gknb_get_raw(const gknb_report *report, size_t index, size_t *size);
/* The n-th reading of an ambiguous cell. */
gknb_decimal gknb_get_alternative(const gknb_report *report, size_t index, size_t n);
/* The index of a path, or (size_t)-1. */
size_t gknb_find_cell(const gknb_report *report, const char *path);

/* A box of the form's tables as they are printed, in reading order: a label in the form's wording, or a cell. */
typedef struct {
    const char *table_zh, *table_en; /* the table's name, for ever; another pointer begins another table */
    const char *label;               /* NULL: a cell */
    size_t cell;                     /* its index, or (size_t)-1 */
    unsigned columns, rows;          /* it takes */
    int first;                       /* of its line */
} gknb_box;

/* 0 when the form is not known. */
size_t gknb_box_count(const gknb_report *report);
void gknb_get_box(const gknb_report *report, size_t index, gknb_box *box);

/* ---- findings ---- */

typedef struct {
    const char *id; /* "T302", for ever: see gknb_find_rule */
    gknb_level level;
    gknb_span span;    /* where to look first */
    size_t cell_count; /* the cells judged */
    size_t related_count;
    size_t group;      /* the index of the finding it follows from; its own index when it is a cause */
    size_t edit_count; /* of its fix; 0: none is suggested */
    int safe;          /* the fix changes wording or writing, no number */
} gknb_finding;

typedef struct {
    gknb_span span;
    size_t cell; /* index, or (size_t)-1 when the place is no cell */
} gknb_related;

/* S7-fixes: what to write instead of a span. The edits of a finding are one fix: made together, they mend it, and
 * what follows from it. A report is never changed; its findings are those of the document as it stands. */
typedef struct {
    gknb_span span;   /* empty: the text is put in */
    const char *text; /* empty: the span goes */
} gknb_edit;

/* In the order of their places, causes before what follows from them. */
size_t gknb_finding_count(const gknb_report *report);
/* How many more there were than are kept (S8-findings). */
size_t gknb_findings_hidden(const gknb_report *report);
void gknb_get_finding(const gknb_report *report, size_t index, gknb_finding *finding);
/* The n-th cell judged. */
size_t gknb_get_finding_cell(const gknb_report *report, size_t index, size_t n);
void gknb_get_related(const gknb_report *report, size_t index, size_t n, gknb_related *related);
/* The message, NUL-terminated, cut at `room` bytes if need be; returns the length of the whole. */
size_t gknb_format_finding(const gknb_report *report, size_t index, gknb_lang lang, char *out, size_t room);
/* What to do next, in the same way; an empty text when there is nothing to add. */
size_t gknb_format_related(const gknb_report *report, size_t index, size_t n, gknb_lang lang, char *out, size_t room);
/* The n-th edit of its fix, in the order of the document. */
void gknb_get_edit(const gknb_report *report, size_t index, size_t n, gknb_edit *edit);
/* The fix in words, in the same way; an empty text without one. */
size_t gknb_format_fix(const gknb_report *report, size_t index, gknb_lang lang, char *out, size_t room);

/* ---- the forms and the rule book ---- */

size_t gknb_form_count(void);
/* "2019", for ever; NULL when there is none of that index. */
const char *gknb_form_id(size_t index);

typedef struct {
    const char *id;
    const char *source;     /* the document that governs it */
    int since, until;       /* report years; until is 0 while it is in force */
    unsigned rows, numbers; /* of its tables */
    unsigned rules;         /* that apply to it: whose `forms` name it */
} gknb_form;

void gknb_get_form(size_t index, gknb_form *form);

typedef struct {
    const char *id, *name; /* "T302", "request-balance" */
    gknb_level level;      /* by default */
    const char *clause;    /* of SPEC.md: "S6-balance" */
    const char *forms;     /* "2021", or several with blanks between */
    const char *title_zh, *title_en;
    const char *source_zh, *source_en; /* in law or in the form */
    const char *cure_zh, *cure_en;     /* how to correct it */
    const char *good, *bad;            /* an example that passes and one that does not */
} gknb_rule;

size_t gknb_rule_count(void);
void gknb_get_rule(size_t index, gknb_rule *rule);
/* The index of a rule by id or name, or (size_t)-1. */
size_t gknb_find_rule(const char *id);

#ifdef __cplusplus
}
#endif
#endif
