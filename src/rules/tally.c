/* tally.c: see tally.h. */
#include "tally.h"

#include "../base/decimal.h"

const gk_ways *gk_find_ways(const gknb_report *report, unsigned cell)
{
    if (report->cell[cell].state != GKNB_STATE_AMBIGUOUS) return NULL;
    for (uint32_t i = 0; i < report->way_count; i++)
        if (cell >= report->ways[i].field && cell < (unsigned)report->ways[i].field + report->ways[i].due)
            return &report->ways[i];
    return NULL;
}

int64_t gk_least_of(const gknb_report *report, const gk_ways *ways, const uint16_t *field, unsigned count, int *same)
{
    int64_t least = 0;
    *same = 1;
    for (unsigned w = 0; w < ways->count; w++) {
        int64_t sum = 0;
        for (unsigned i = 0; i < count; i++) {
            unsigned at = field[i] & ~GK_TERM_ADDEND;
            if (gk_find_ways(report, at) == ways) sum += ways->number[w * ways->due + at - ways->field];
        }
        if (w && sum != least) *same = 0;
        if (!w || sum < least) least = sum;
    }
    return least;
}

/* Adds what the cell gives the sum of `count` fields, the nth of which it is: 1; 0: nothing; -1: what, is not known. Of
 * ambiguous cells of a row the first gives what all come to. */
static int tally_add(const gknb_report *report, const uint16_t *field, unsigned count, unsigned nth, gknb_decimal *sum)
{
    const gk_cell *cell = &report->cell[field[nth] & ~GK_TERM_ADDEND];
    const gk_ways *ways = gk_find_ways(report, field[nth] & ~GK_TERM_ADDEND);
    gknb_decimal value = cell->value;
    int same = 1;
    if (!cell->has_value && !ways)
        return cell->state == GKNB_STATE_BLANK || cell->state == GKNB_STATE_NOT_APPLICABLE ? 0 : -1;
    for (unsigned i = 0; ways && i < nth; i++)
        if (gk_find_ways(report, field[i] & ~GK_TERM_ADDEND) == ways) return 0;
    if (ways) {
        value.digits = gk_least_of(report, ways, field, count, &same);
        value.scale = 0;
    }
    return same && gk_add_decimal(sum, value) ? 1 : -1;
}

/* The sum of the other cells of its row when the cell is their total and blank; -1: one of them is not known. */
static int tally_total(const gknb_report *report, unsigned cell, gknb_decimal *value)
{
    const gk_field *field = &gk_fields[report->form->first_field + cell];
    for (unsigned i = 0; i < gk_equation_count; i++) {
        const gk_equation *e = &gk_equations[i];
        const uint16_t *addend = &gk_terms[e->first_term + 1u];
        int any = 0, added = 0;
        if (e->form != report->form_index || e->left != 1 || (gk_terms[e->first_term] & ~GK_TERM_ADDEND) != cell)
            continue;
        value->digits = value->scale = 0;
        for (unsigned t = 0; t < e->right; t++) {
            if (gk_fields[report->form->first_field + (addend[t] & ~GK_TERM_ADDEND)].row != field->row) break;
            added = tally_add(report, addend, e->right, t, value);
            if (added < 0) return -1;
            any |= added;
        }
        if (any) return 1;
    }
    return 0;
}

int gk_add_up(const gknb_report *report, const gk_reading *reading, gknb_decimal *sum)
{
    int any = 0;
    sum->digits = sum->scale = 0;
    for (unsigned i = 0; i < reading->terms; i++) {
        const uint16_t *field = &gk_terms[reading->first_term];
        gknb_decimal total;
        int added = tally_add(report, field, reading->terms, i, sum);
        if (!added && report->cell[field[i] & ~GK_TERM_ADDEND].state != GKNB_STATE_AMBIGUOUS) {
            added = tally_total(report, field[i] & ~GK_TERM_ADDEND, &total);
            if (added > 0 && !gk_add_decimal(sum, total)) return 0;
        }
        if (added < 0) return 0;
        any |= added;
    }
    return any;
}
