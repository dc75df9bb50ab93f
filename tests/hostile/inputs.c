/* inputs.c: see inputs.h. The words come from the form's own tables. */
#include "inputs.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "../../gen/parser.h"
#include "../../src/model/tables.h"

static const gk_form *newest(void) { return &gk_forms[gk_form_count - 1]; }

static size_t put(char *out, size_t at, const char *text)
{
    size_t size = strlen(text);
    memcpy(out + at, text, size);
    return at + size;
}

static size_t put_label(char *out, size_t at, unsigned label) { return put(out, at, gk_label_text(newest(), label)); }

static size_t put_line(char *out, size_t at, unsigned label) { return put(out, put_label(out, at, label), "\n"); }

static size_t put_number(char *out, size_t at, unsigned number, const char *behind)
{
    return at + (size_t)sprintf(out + at, "%u%s", number, behind);
}

/* A row: its label, `many` numbers that add up to the last, each with something behind it. */
static size_t put_row(char *out, size_t at, unsigned label, unsigned many, const char *behind)
{
    at = put(out, put_label(out, at, label), behind);
    for (unsigned i = 0; i < many; i++) at = put_number(out, at, i + 1 < many ? i % 3 : 5, behind);
    return put(out, at, "\n");
}

static uint32_t chance_of(unsigned n)
{
    uint64_t x = (n + 1) * UINT64_C(0x9e3779b97f4a7c15);
    x ^= x >> 29;
    x *= UINT64_C(0xbf58476d1ce4e5b9);
    return (uint32_t)(x >> 32);
}

/* The n-th row or head of a table of the form. */
static unsigned label_of(unsigned n) { return 1 + n % (GK_LABELS - 1); }

/* A label with the bytes of a character left out. */
static size_t put_near(char *out, size_t at, unsigned label, unsigned without)
{
    const char *text = gk_label_text(newest(), label);
    unsigned ch = 0;
    for (; *text; text++) {
        ch += ((unsigned char)*text & 0xc0) != 0x80;
        if (ch != without) out[at++] = *text;
    }
    return at;
}

/* The whole form, each row with its numbers but `less`. */
static size_t put_report(char *out, unsigned less, const char *behind)
{
    const gk_form *form = newest();
    size_t at = 0;
    for (unsigned section = 1; section <= 6; section++) {
        for (unsigned l = 1; l < GK_LABELS; l++)
            if (gk_labels[l].section == section) at = put_line(out, at, l);
        for (unsigned r = form->first_row; r < (unsigned)form->first_row + form->row_count; r++)
            if (gk_tables[gk_rows[r].table].section == section && gk_names_row(form, gk_rows[r].label))
                at = put_row(out, at, gk_rows[r].label, gk_rows[r].columns - less, behind);
    }
    return at;
}

static size_t headings(unsigned n, char *out) { return (void)n, put_line(out, 0, T_SECTION_3); }
static size_t all_headings(unsigned n, char *out) { return put_line(out, 0, T_SECTION_1 + n % 6); }
static size_t one_label(unsigned n, char *out) { return (void)n, put_line(out, 0, T_NEW); }
static size_t one_head(unsigned n, char *out) { return (void)n, put_line(out, 0, T_TOTAL); }
static size_t labels(unsigned n, char *out) { return put_line(out, 0, label_of(n)); }
static size_t numbers(unsigned n, char *out) { return put_number(out, 0, n % 1000, "\n"); }
static size_t digits(unsigned n, char *out) { return put_number(out, 0, n % 1000000, ""); }
static size_t row_and_number(unsigned n, char *out) { return put_row(out, 0, n % 2 ? T_CARRIED_IN : T_NEW, 1, "\n"); }
static size_t one_row(unsigned n, char *out) { return (void)n, put_row(out, 0, T_GRANTED, 7, "\n"); }
static size_t first_rows(unsigned n, char *out) { return (void)n, put_row(out, 0, T_NEW, 7, "\t"); }
static size_t glued_rows(unsigned n, char *out)
{
    return put_row(out, 0, gk_rows[newest()->first_row + n % 25].label, 7, "");
}
static size_t total_numbers(unsigned n, char *out) { return put_row(out, 0, T_TOTAL, 1 + n % 16, " "); }
static size_t reports(unsigned n, char *out) { return (void)n, put_report(out, 0, "\n"); }
static size_t short_reports(unsigned n, char *out) { return (void)n, put_report(out, 1, "\n"); }
static size_t glued_reports(unsigned n, char *out)
{
    size_t size = put_report(out, 0, ""), kept = 0;
    (void)n;
    for (size_t i = 0; i < size; i++)
        if (out[i] != '\n') out[kept++] = out[i];
    return kept;
}

static size_t near_labels(unsigned n, char *out)
{
    return put(out, put_near(out, 0, n % 2 ? T_PROHIBITED : T_SECURITY, 3 + n % 5), "\n");
}

static size_t damaged_labels(unsigned n, char *out)
{
    return put(out, put_near(out, 0, label_of(n), 1 + n % 7), n % 3 ? "\n" : "\n7\n");
}

static size_t wrapped_labels(unsigned n, char *out)
{
    const char *text = gk_label_text(newest(), label_of(n));
    size_t at = 0;
    for (; *text; text++) {
        if (at && ((unsigned char)*text & 0xc0) != 0x80) out[at++] = '\n';
        out[at++] = *text;
    }
    return put(out, at, "\n");
}

static size_t random_tokens(unsigned n, char *out)
{
    uint32_t what = chance_of(n);
    size_t at = what % 5 < 2   ? put_number(out, 0, what >> 8 & 0xfff, "")
                : what % 5 < 4 ? put_label(out, 0, label_of(what >> 8))
                               : put_near(out, 0, label_of(what >> 8), 2);
    return put(out, at, what >> 7 & 1 ? "\n" : " ");
}

static size_t random_bytes(unsigned n, char *out) { return *out = (char)chance_of(n), 1; }
static size_t open_brackets(unsigned n, char *out) { return (void)n, put(out, 0, "("); }
static size_t brackets(unsigned n, char *out) { return put(out, 0, n / 64 % 2 ? ")" : "("); }
static size_t nulls(unsigned n, char *out) { return (void)n, *out = 0, 1; }
static size_t blanks(unsigned n, char *out) { return (void)n, put(out, 0, " "); }
static size_t lines(unsigned n, char *out) { return (void)n, put(out, 0, "\n"); }
static size_t bars(unsigned n, char *out) { return put(out, 0, n % 9 ? "| " : "\n"); }
static size_t label_and_bars(unsigned n, char *out) { return n % 40 ? put(out, 0, "|\t") : put_line(out, 0, T_NEW); }
static size_t one_text(unsigned n, char *out) { return (void)n, put_label(out, 0, T_APPLICANT); }
static size_t prose(unsigned n, char *out)
{
    return (size_t)sprintf(out, "收到申请%u件,其中自然人%u件,占%u.%u%%,", n % 97, n % 31, n % 100, n % 10);
}
static size_t dates(unsigned n, char *out)
{
    return (size_t)sprintf(out, "%u年%u月%u日", 2000 + n % 30, n % 12 + 1, n % 28 + 1);
}

const hostile_input hostile_inputs[] = {
    {"one heading", headings},
    {"six headings", all_headings},
    {"one row label", one_label},
    {"one head", one_head},
    {"all labels", labels},
    {"numbers", numbers},
    {"digits", digits},
    {"two row labels, a number each", row_and_number},
    {"one row", one_row},
    {"the first row", first_rows},
    {"glued rows", glued_rows},
    {"totals and numbers", total_numbers},
    {"whole reports", reports},
    {"reports, a number short in each row", short_reports},
    {"reports without a blank", glued_reports},
    {"two labels, damaged", near_labels},
    {"all labels, damaged", damaged_labels},
    {"labels, a character a line", wrapped_labels},
    {"random tokens", random_tokens},
    {"random bytes", random_bytes},
    {"open brackets", open_brackets},
    {"brackets", brackets},
    {"NUL bytes", nulls},
    {"blanks", blanks},
    {"empty lines", lines},
    {"bars", bars},
    {"a label and bars", label_and_bars},
    {"one text without an end", one_text},
    {"prose thick with numbers", prose},
    {"dates", dates},
};
const unsigned hostile_input_count = sizeof hostile_inputs / sizeof *hostile_inputs;

void hostile_make(const hostile_input *input, char *out, size_t size)
{
    static char piece[HOSTILE_PIECE];
    size_t made = put_line(out, 0, T_SECTION_1); /* a report */
    for (unsigned n = 0; made < size; n++) {
        size_t more = input->piece(n, piece);
        if (more > size - made) more = size - made;
        memcpy(out + made, piece, more);
        made += more;
    }
}
