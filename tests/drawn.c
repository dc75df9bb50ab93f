/* drawn.c: see drawn.h. */
#include "drawn.h"

#include <string.h>

#include "../fuzz/generate.h"

static fuzz_document made_up;

void drawn_make(uint64_t seed)
{
    static const unsigned densities[] = {0, 4, 30, 60, 95};
    fuzz_choice choice;
    unsigned form = (unsigned)((seed + 1) % gk_form_count); /* the last for even seeds, as printed */
    fuzz_seed(&choice, seed);
    fuzz_figures(&choice, &made_up, form, densities[seed % 5]);
    fuzz_lay_out(&choice, &made_up);
    for (unsigned i = 0; i < made_up.form->field_count; i++)
        if (seed % 3 && !made_up.truth.value[i].digits && fuzz_pick(&choice, 2)) made_up.truth.fate[i] = FUZZ_BLANK;
}

/* What a covered slot is covered by: from above, or by the slot before it. */
static int drawn_from_above(unsigned at, unsigned slot)
{
    const fuzz_line *l = &made_up.line[at], *above = l - 1;
    int numbers = 0;
    if (!at || above->table != l->table || l->slot[slot].kind != FUZZ_COVERED || slot >= above->count) return 0;
    for (unsigned i = 0; i < l->count; i++) numbers |= l->slot[i].kind == FUZZ_NUMBER;
    if (slot && !drawn_from_above(at, slot - 1) && (numbers || l->slot[slot - 1].kind == FUZZ_COVERED)) return 0;
    if (slot && drawn_from_above(at, slot - 1) && above->slot[slot].kind == FUZZ_COVERED) return 1;
    return above->slot[slot].kind != FUZZ_COVERED || drawn_from_above(at - 1, slot);
}

/* The cell that stands in a slot: its own, or the one that covers it. */
static unsigned drawn_owner(unsigned at, unsigned slot)
{
    for (;;) {
        if (drawn_from_above(at, slot)) at--;
        else if (slot && made_up.line[at].slot[slot].kind == FUZZ_COVERED) slot--;
        else return at * FUZZ_SLOTS + slot;
    }
}

static void drawn_row(text *out, page_style style, unsigned at)
{
    static text words[FUZZ_SLOTS];
    const fuzz_line *l = &made_up.line[at];
    page_cell cells[FUZZ_SLOTS];
    int count = 0;
    for (unsigned i = 0; i < l->count; i++) {
        const fuzz_slot *slot = &l->slot[i];
        page_cell *c = &cells[count];
        int above = drawn_from_above(at, i);
        if (slot->kind == FUZZ_COVERED && count && (!above || (i && drawn_owner(at, i) == drawn_owner(at, i - 1)))) {
            cells[count - 1].columns++;
            continue;
        }
        words[i].size = 0;
        text_add(&words[i], made_up.text + slot->text, slot->size);
        if (slot->kind == FUZZ_NUMBER && made_up.truth.fate[slot->field] == FUZZ_BLANK) words[i].size = 0;
        c->text = words[i].size ? (words[i].at[words[i].size] = 0, words[i].at) : NULL;
        c->columns = c->rows = 1;
        c->from_above = above;
        while (!above && at + (unsigned)c->rows < made_up.lines && drawn_from_above(at + (unsigned)c->rows, i))
            c->rows++;
        count++;
    }
    page_row(out, style, cells, count);
}

void drawn_write(text *out, page_style style)
{
    unsigned table = 0;
    out->size = 0;
    page_begin(out, style);
    for (unsigned i = 0; i < made_up.lines; i++) {
        const fuzz_line *l = &made_up.line[i];
        unsigned now = l->kind == FUZZ_HEADS || l->kind == FUZZ_ROW ? l->table : 0;
        if (table && now != table) page_table_end(out, style);
        if (now && now != table) page_table_begin(out, style);
        table = now;
        if (now) drawn_row(out, style, i);
        else page_line(out, style, made_up.text + l->slot[0].text, l->slot[0].size);
    }
    if (table) page_table_end(out, style);
    page_end(out, style);
}

const char *drawn_untrue(const gknb_report *report)
{
    static char why[200];
    if (gknb_cell_count(report) != made_up.form->field_count) return "another form";
    for (unsigned i = 0; i < made_up.form->field_count; i++) {
        gknb_cell cell;
        gknb_decimal due = made_up.truth.value[i];
        int blank = made_up.truth.fate[i] == FUZZ_BLANK;
        gknb_get_cell(report, i, &cell);
        if (blank ? cell.state == GKNB_STATE_BLANK
                  : cell.state == GKNB_STATE_GIVEN && cell.value.digits == due.digits && cell.value.scale == due.scale)
            continue;
        snprintf(why, sizeof why, "%s is %s", cell.path, gknb_state_name(cell.state));
        return why;
    }
    return NULL;
}
