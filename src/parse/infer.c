/* infer.c: the numbers the identities leave for cells that have none (SPEC S9-resolve). */
#include "weigh.h"

/* The one term of an equation that has no number, and the number left for it, which may be less than none can be. 0:
 * there is none, or more than one. */
static int infer_term(const gknb_report *report, const gk_equation *e, unsigned *field, int64_t *value)
{
    int64_t rest = 0;
    int unknown = 0, side = 0;
    for (unsigned i = 0; i < (unsigned)e->left + e->right; i++) {
        unsigned at = gk_equation_field(e, i);
        const gk_cell *c = &report->cell[at];
        int sign = gk_equation_sign(e, i);
        if (c->has_value || c->has_inferred) {
            const gknb_decimal *known = c->has_value ? &c->value : &c->inferred;
            if (known->scale || known->digits > GK_MAX_ADDEND) return 0;
            rest += sign * known->digits;
        } else if (c->state == GKNB_STATE_BLANK || c->state == GKNB_STATE_NOT_APPLICABLE) {
            if (e->left == 1 && !i) return 0; /* a sum that is not given tells of no part */
        } else if (unknown++) {
            return 0;
        } else {
            *field = at;
            side = sign;
        }
    }
    *value = -side * rest;
    return unknown;
}

static int infer_has(const gk_equation *e, unsigned field)
{
    for (unsigned i = 0; i < (unsigned)e->left + e->right; i++)
        if (gk_equation_field(e, i) == field) return 1;
    return 0;
}

/* No equation of this field objects to the number: each that leaves one for it leaves that, and what one leaves with it
 * for a neighbour is a number; of a row of several readings, one that no equation of the neighbour objects to. */
static int infer_agrees(gknb_report *report, unsigned field, int64_t value, int neighbours)
{
    gk_cell *c = &report->cell[field], had = *c;
    int agrees = value >= 0;
    for (unsigned k = 0; k < gk_equation_count && agrees; k++) {
        unsigned other;
        int64_t left;
        if (gk_equations[k].form != report->form_index || !infer_has(&gk_equations[k], field)) continue;
        c->has_inferred = 0;
        if (infer_term(report, &gk_equations[k], &other, &left)) agrees = other != field || left == value;
        c->has_inferred = 1;
        c->inferred.digits = value;
        c->inferred.scale = 0;
        if (agrees && neighbours && infer_term(report, &gk_equations[k], &other, &left))
            agrees = had.state == GKNB_STATE_AMBIGUOUS ? infer_agrees(report, other, left, 0) : left >= 0;
    }
    *c = had;
    return agrees;
}

void gk_infer(gknb_report *report)
{
    uint8_t doubtful[GK_MOST_FIELDS] = {0};
    for (unsigned i = 0; i < report->form->field_count; i++) /* what the readings of a row come to */
        if (report->cell[i].has_inferred && !infer_agrees(report, i, report->cell[i].inferred.digits, 1)) {
            report->cell[i].has_inferred = 0;
            doubtful[i] = 1;
        }
    for (int any = 1; any;) {
        any = 0;
        for (unsigned k = 0; k < gk_equation_count; k++) {
            unsigned field;
            int64_t value;
            gk_cell *c;
            if (gk_equations[k].form != report->form_index || !infer_term(report, &gk_equations[k], &field, &value))
                continue;
            c = &report->cell[field];
            if (doubtful[field]) continue;
            doubtful[field] = !infer_agrees(report, field, value, 1); /* the identities must agree */
            if (doubtful[field]) continue;
            c->has_inferred = 1;
            c->inferred.digits = value;
            c->inferred.scale = 0;
            any = 1;
        }
    }
}
