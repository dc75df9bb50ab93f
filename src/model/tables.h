/* tables.h: the shape of what grammar/mk writes to gen/tables.c: labels, fields and rules as data. */
#ifndef GK_TABLES_H
#define GK_TABLES_H

#include <stdint.h>

#include "../../gen/names.h"
#include "../gknb.h"

enum {
    GK_CLASS_section = 1, /* a heading */
    GK_CLASS_article,     /* the head of a block of table two */
    GK_CLASS_head,
    GK_CLASS_group,
    GK_CLASS_row,
    GK_CLASS_fragment
};

/* Index 0 is no label; the index of a label is its terminal in the grammar. */
typedef struct {
    const char *id;
    uint8_t label_class;
    uint8_t section;  /* of a heading */
    uint8_t form;     /* 1 + the only form it stands in; 0: in several */
    uint16_t wording; /* the form's own */
} gk_label;

typedef struct {
    uint16_t label;
    uint16_t variant; /* 0: the form's own wording; 1: another; 2: that of the law (L106) */
    const char *text;
    uint8_t size; /* in bytes */
} gk_wording;

/* A wording as texts are compared with it (S9-near): folded, and which characters it has, by hash. */
typedef struct {
    uint16_t first; /* in gk_near_chars */
    uint8_t size;
    uint64_t seen;
} gk_near_wording;

#define GK_NEAR_BIT(ch) ((uint64_t)1 << ((ch)*40503u >> 4 & 63))

typedef struct {
    const char *key;
    uint16_t label;
    const char *name;
} gk_column;

typedef struct {
    const char *key, *zh, *en;
    uint8_t form, section;
    uint16_t heads[40]; /* in the form's order */
    uint8_t head_count;
    uint16_t groups[16];
    uint8_t group_count;
} gk_table;

typedef struct {
    const char *path, *name;
    uint16_t label; /* before its cells */
    uint16_t shown; /* what people call it: its label, unless that is not its own */
    uint16_t table;
    uint16_t first_field; /* in gk_fields */
    uint8_t columns;
} gk_row;

/* What a cell counts. */
enum {
    GK_TYPE_COUNT,  /* whole, not negative */
    GK_TYPE_CHANGE, /* whole, of either sign */
    GK_TYPE_MONEY,  /* in the unit that the head names */
    GK_TYPE_AMOUNT  /* money whose unit stands in the cell: the head names none */
};

typedef struct {
    const char *path, *unit; /* unit: of money, else "" */
    uint16_t row, column;
    uint8_t type;
} gk_field;

/* A label in a form: how the form words it, and what follows it. */
typedef struct {
    uint16_t row;   /* the first row behind the label */
    uint16_t cells; /* how many cells follow it; 0: none */
    uint16_t wording;
    uint16_t behind; /* the label printed behind its cells; 0: none */
    uint16_t column; /* of its table as printed, from 0 */
} gk_form_row;

typedef struct {
    const char *id, *source;
    uint16_t since, until; /* report years; until 0: still in force */
    uint16_t first_field, field_count, first_row, row_count;
    gk_form_row after[GK_LABELS];
} gk_form;

typedef struct {
    gknb_rule public_part;
    const char *zh, *en;         /* templates: \001 and an argument's place from 1 */
    const char *see_zh, *see_en; /* what to say at the other places */
} gk_rule;

#define GK_TERM_ADDEND 0x8000u /* on the first term of an addend */

/* Sum of the left terms = sum of the right terms. A term is a field of the form, from 0. */
typedef struct {
    uint16_t rule, form, first_term;
    uint8_t left, right;
} gk_equation;

/* A unit behind a number: its canonical form, and the power of ten of the yuan it counts in; -1: a unit of counting. */
typedef struct {
    const char *text, *unit;
    int power;
} gk_unit;

/* A word that names of one body have or lack, or write in another way; `as` may be empty. */
typedef struct {
    const char *text, *as;
} gk_body_word;

/* A word that says how a number changed: behind it a number, or, at sign 0, nothing. */
typedef struct {
    const char *text;
    int sign;
} gk_change;

/* What a count of the prose must be in a form: a sum of terms. A count may have several; one must hold. */
typedef struct {
    uint16_t count, form, first_term, terms;
} gk_reading;

/* A Chinese numeral: a digit's value, or the power of ten of a multiplier. */
typedef struct {
    uint16_t ch;
    uint8_t value, power;
} gk_numeral;

/* code point >> 6 -> in the low byte the page of gk_prose_table; above it a bit for each condition a word may begin
 * with a character of the page in, or a blank stands in it, and one for what begins or ends what is worth reading */
extern const uint16_t gk_prose_page[1024];
extern const uint32_t
    gk_prose_table[][64]; /* low half: the character to prose, 0 none, 0xffff blank; above: GK_PROSE_IN_... */
/* The same, small: a bit for each condition a word may begin with the character in; 0x80: a blank. */
extern const uint8_t gk_prose_first[][64];
extern const char *const gk_counts[][2]; /* GK_PROSE_...; Chinese, English */
extern const gk_reading gk_readings[];
extern const gk_numeral gk_numerals[];
extern const unsigned gk_reading_count, gk_numeral_count;

/* A box of a form's table as it is printed, in reading order. */
typedef struct {
    uint8_t form;
    uint16_t table, label; /* label 0: a cell */
    uint16_t field;        /* of the form, from 0; 0xffff: a label */
    uint8_t columns, rows; /* it takes */
    uint8_t first;         /* of its line */
} gk_box;

extern const gk_box gk_boxes[];
extern const unsigned gk_box_count;

/* What an edit costs (grammar/repairs.def): alone, in a run with a label; -1: never. Indexed by the class of a label,
 * or one of these. */
enum { GK_COST_text = GK_CLASS_fragment + 1, GK_COST_number, GK_COST_blank, GK_COSTS };

typedef struct {
    int8_t insert[2], remove[2];
} gk_repair_cost;

typedef struct {
    int substitute, substitute_far; /* a text for a label that is near, or farther off */
    int near, far;                  /* in hundredths of its length */
    int split, orphan, elsewhere, most, shifts, rollback;
    int reading_missing, reading_surplus, reading_split, reading_violated;
} gk_repair_settings;

extern const gk_repair_cost gk_repair_costs[GK_COSTS];
/* The folded alphabet: code point >> 6 -> a page -> the canonical character; 0: in no label (SPEC S2-fold). */
extern const uint8_t gk_fold_page[1024];
extern const uint16_t gk_fold_table[][64];
extern const gk_repair_settings gk_settings;
extern const gk_unit gk_units[];
extern const unsigned gk_unit_count;
extern const gk_body_word gk_body_words[];
extern const unsigned gk_body_word_count;
extern const gk_change gk_changes[];
extern const unsigned gk_change_count;
extern const uint16_t gk_ordinals[10];  /* canonical characters */
extern const uint16_t gk_ordinal_mark;  /* between a heading's ordinal and its words */
extern const uint16_t gk_year_marks[2]; /* behind the number of a year: the mark, and what may follow it */
extern const uint16_t gk_garbled[4];    /* what UTF-8 read as GBK shows for its punctuation */
extern const char gk_title_words[];     /* what a title ends with */
extern const char *const gk_words[][2]; /* GK_WORD_...; Chinese, English */
extern const gk_label gk_labels[];
extern const gk_wording gk_wordings[];
extern const uint16_t gk_near_chars[];
extern const gk_near_wording gk_near_wordings[]; /* as many */
/* Wordings that are no headings and begin no longer one, by GK_EXACT_KEY of their first GK_EXACT_BYTES bytes: from
 * gk_exact_at[key] on, up to a 0, 1 + the wording. */
extern const uint16_t gk_exact_at[];
extern const uint16_t gk_exact[];
extern const gk_column gk_columns[];
extern const gk_table gk_tables[];
extern const gk_row gk_rows[];
extern const gk_field gk_fields[];
extern const gk_form gk_forms[];
extern const gk_rule gk_rules[];
extern const uint16_t gk_terms[];
extern const gk_equation gk_equations[];
extern const unsigned gk_label_count, gk_wording_count, gk_table_count, gk_form_count, gk_equation_count;

/* How a form words a label. */
static inline const char *gk_label_text(const gk_form *form, unsigned label)
{
    return gk_wordings[form->after[label].wording].text;
}

static inline int gk_is_money(const gk_field *field) { return field->type >= GK_TYPE_MONEY; }

/* Numbers follow the label and it is no head: it names their row. */
static inline int gk_names_row(const gk_form *form, unsigned label)
{
    unsigned label_class = gk_labels[label].label_class;
    return label_class == GK_CLASS_row || (label_class == GK_CLASS_group && form->after[label].cells);
}

#endif
