/* faults.c: see generate.h. Each fault changes the grid and keeps the truth: which cells lost their number. A fault is
 * done to a row that has none yet, so several may be done to one document. Here: the table of faults, and how a row is
 * chosen. */
#include "faults.h"

#include <string.h>

/* ---- choosing ---- */

unsigned fault_numbers(const fuzz_line *line)
{
    unsigned n = 0;
    for (unsigned i = 0; i < line->count; i++) n += line->slot[i].kind == FUZZ_NUMBER;
    return n;
}

unsigned fault_first_number(const fuzz_line *line)
{
    unsigned at = 0;
    while (line->slot[at].kind != FUZZ_NUMBER) at++;
    return at;
}

int fault_label(const fuzz_line *line)
{
    for (int i = (int)line->count - 1; i >= 0; i--)
        if (line->slot[i].kind == FUZZ_LABEL) return i;
    return -1;
}

int fault_grouped(const fuzz_line *line) { return line->table && gk_tables[line->table - 1].group_count > 0; }

static int fault_suits(const fuzz_document *d, unsigned l, unsigned wants)
{
    const fuzz_line *line = &d->line[l], *next = l + 1 < d->lines ? line + 1 : NULL;
    int next_row =
        next && next->kind == FUZZ_ROW && next->table == line->table && !next->hurt && fault_label(next) >= 0;
    if (line->kind != FUZZ_ROW || line->hurt || !fault_numbers(line)) return 0;
    if (wants & WITH_LABEL && fault_label(line) < 0) return 0;
    if (wants & GROUPED && !fault_grouped(line)) return 0;
    if (wants & SEVERAL && fault_numbers(line) < 3) return 0;
    return !(wants & NOT_LAST) || next_row;
}

int fault_row(fuzz_choice *choice, fuzz_document *d, unsigned wants)
{
    unsigned suits = 0, nth;
    for (unsigned l = 0; l < d->lines; l++) suits += (unsigned)fault_suits(d, l, wants);
    if (!suits) return -1;
    nth = fuzz_pick(choice, suits);
    for (unsigned l = 0; l < d->lines; l++)
        if (fault_suits(d, l, wants) && !nth--) {
            d->line[l].hurt = 1;
            return (int)l;
        }
    return -1;
}

void fault_lose(fuzz_document *d, const fuzz_slot *slot)
{
    if (slot->kind == FUZZ_NUMBER && slot->field >= 0) d->truth.fate[slot->field] = FUZZ_LOST;
}

void fault_lose_line(fuzz_document *d, const fuzz_line *line)
{
    for (unsigned i = 0; i < line->count; i++) fault_lose(d, &line->slot[i]);
}

void fault_text(fuzz_document *d, fuzz_slot *slot, const char *text) { fuzz_set_text(d, slot, text, strlen(text)); }

/* ---- the table ---- */

static const struct {
    fault_apply *apply;
    unsigned arg;
} MIXED[] = {{lose_numbers, 1},          {lose_numbers, 1}, {extra_number, 0}, {garble_label, GARBLE_REPLACE},
             {garble_label, GARBLE_CUT}, {lose_label, 0},   {put_footer, 0},   {put_footer, 1}};

/* Faults of several kinds, each in a row of its own. */
int several(fuzz_choice *choice, fuzz_document *d, unsigned count)
{
    while (count--) {
        unsigned kind = fuzz_pick(choice, sizeof MIXED / sizeof *MIXED);
        if (!MIXED[kind].apply(choice, d, MIXED[kind].arg)) return 0;
    }
    return 1;
}

static int nothing(fuzz_choice *choice, fuzz_document *d, unsigned arg) { return (void)choice, (void)d, (void)arg, 1; }

const fuzz_fault fuzz_faults[] = {
    {"no fault", nothing, 0, 0, 0},
    {"number missing", lose_numbers, 1, 1, 0},
    {"number too many", extra_number, 0, 1, 0},
    {"numbers swapped in a row", swap_numbers, 0, 0, 0},
    {"text beside a number in its cell", note_in_cell, 0, 0, 0},
    {"1 wrong number in the document", wrong_numbers, 1, 0, 0},
    {"2 wrong numbers in the document", wrong_numbers, 2, 0, 0},
    {"4 wrong numbers in the document", wrong_numbers, 4, 0, 0},
    {"label garbled: another character", garble_label, GARBLE_REPLACE, 1, 0},
    {"label garbled: a character lost", garble_label, GARBLE_DROP, 1, 0},
    {"label shortened", garble_label, GARBLE_CUT, 1, 0},
    {"label missing", lose_label, 0, 1, 0},
    {"heading garbled: another character", garble_heading, GARBLE_REPLACE, 1, 0},
    {"heading garbled: a character lost", garble_heading, GARBLE_DROP, 1, 0},
    {"heading shortened", garble_heading, GARBLE_CUT, 1, 0},
    {"heading missing", lose_heading, 0, 1, 0},
    {"heading doubled", double_heading, 0, 1, 0},
    {"row missing", lose_row, 0, 1, 0},
    {"row doubled", double_row, 0, 1, 0},
    {"rows swapped", swap_rows, 0, 1, 0},
    {"footer between rows", put_footer, 0, 1, 0},
    {"footer inside a row", put_footer, 1, 1, 0},
    {"page number between rows", put_page, 0, 1, 0},
    {"page number inside a row", put_page, 1, 1, 0},
    {"heads repeated", repeat_heads, 0, 1, FUZZ_NEEDS_HEADS},
    {"2 numbers missing in a row", lose_numbers, 2, 1, 0},
    {"2 numbers missing anywhere", lose_numbers_anywhere, 2, 2, 0},
    {"number missing, next label garbled", lose_and_garble, GARBLE_REPLACE, 2, 0},
    {"number missing, one too many in the row", lose_and_stray, 0, 1, 0},
    {"number missing, footer, heads repeated", lose_and_page_break, 0, 3, FUZZ_NEEDS_HEADS},
    {"row glued", glue, GLUE_ROW, 1, FUZZ_NEEDS_NO_BARS},
    {"row glued to the next label", glue, GLUE_NEXT, 1, FUZZ_NEEDS_NO_BARS},
    {"row partly glued", glue, GLUE_PARTLY, 1, FUZZ_NEEDS_NO_BARS},
    {"table glued", glue, GLUE_TABLE, 1, FUZZ_NEEDS_NO_BARS},
    {"report glued", nothing, 0, 1, FUZZ_NEEDS_GLUED},
    {"organisations blank and gone", vanish, VANISH_ORGANISATIONS, 1, FUZZ_NEEDS_NO_SLOTS},
    {"zeros blank and gone", vanish, VANISH_ZEROS, 1, FUZZ_NEEDS_NO_SLOTS},
    {"totals blank and gone", vanish, VANISH_TOTALS, 1, FUZZ_NEEDS_NO_SLOTS},
    {"numbers inside a wrapped label", wrap_label, 0, 1, FUZZ_NEEDS_NO_BARS},
    {"group label upright", upright_group, 0, 0, FUZZ_NEEDS_NO_BARS},
    {"group label scattered between rows", scatter_group, 0, 1, FUZZ_NEEDS_NO_BARS},
    {"group label repeated", repeat_group, 0, 1, 0},
    {"heads stacked", stack_heads, 0, 1, FUZZ_NEEDS_HEADS | FUZZ_NEEDS_NO_BARS},
    {"a row of the other form", other_form, 0, 1, 0},
    {"table cut off", cut_table, 0, 1, 0},
    {"document cut off", cut_document, 0, 1, 0},
    {"section missing", lose_section, 0, 1, 0},
    {"1 fault", several, 1, 1, 0},
    {"2 faults", several, 2, 2, 0},
    {"3 faults", several, 3, 3, 0},
    {"5 faults", several, 5, 5, 0},
    {"10 faults", several, 10, 10, 0},
};
const unsigned fuzz_fault_count = sizeof fuzz_faults / sizeof *fuzz_faults;

int fuzz_fault_fits(const fuzz_fault *fault, const fuzz_layout *layout)
{
    int bars =
        layout->shape != FUZZ_SHAPE_LINES && layout->shape != FUZZ_SHAPE_SPACES && layout->shape != FUZZ_SHAPE_TABS;
    int glued = layout->shape == FUZZ_SHAPE_GLUED;
    if (fault->needs & FUZZ_NEEDS_GLUED || glued) return fault->needs & FUZZ_NEEDS_GLUED && glued;
    if (fault->needs & FUZZ_NEEDS_NO_SLOTS && layout->slots) return 0;
    if (fault->needs & FUZZ_NEEDS_NO_BARS && (bars || layout->spans)) return 0;
    return !(fault->needs & FUZZ_NEEDS_HEADS && layout->shape == FUZZ_SHAPE_MARKDOWN);
}
