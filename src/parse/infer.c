/* infer.c: the numbers the identities leave for cells that have none (SPEC S9-resolve). */
#include "weigh.h"

/* The one term of an equation that has no number, and the number it must be. 0: there is none, or more than one. */
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
            continue;
        } else if (unknown++) {
            return 0;
        } else {
            *field = at;
            side = sign;
        }
    }
    *value = -side * rest;
    return unknown && *value >= 0;
}

/* Every equation that leaves a number for this field leaves that. */
static int infer_agrees(gknb_report *report, unsigned field, int64_t value)
{
    uint8_t *has = &report->cell[field].has_inferred, had = *has;
    int agrees = 1;
    *has = 0;
    for (unsigned k = 0; k < gk_equation_count && agrees; k++) {
        unsigned same = field;
        int64_t number = value;
        if (gk_equations[k].form != report->form_index) continue;
        if (infer_term(report, &gk_equations[k], &same, &number) && same == field) agrees = number == value;
    }
    *has = had;
    return agrees;
}

void gk_infer(gknb_report *report)
{
    uint8_t doubtful[GK_MOST_FIELDS] = {0};
    for (unsigned i = 0; i < report->form->field_count; i++) /* what the readings of a row come to */
        if (report->cell[i].has_inferred && !infer_agrees(report, i, report->cell[i].inferred.digits)) {
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
            doubtful[field] = !infer_agrees(report, field, value); /* the identities must agree */
            if (doubtful[field]) continue;
            c->has_inferred = 1;
            c->inferred.digits = value;
            c->inferred.scale = 0;
            any = 1;
        }
    }
}
