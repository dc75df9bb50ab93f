/* equations.c: the identities of the form, evaluated exactly (SPEC S6). */
#include "finding.h"

#include "../base/decimal.h"
#include "rules.h"

/* Adds up one side. 0 when a cell of it cannot be known, or the sum does not fit. */
static int equation_side(const gknb_report *report, unsigned first, unsigned count, gknb_decimal *sum)
{
    sum->digits = 0;
    sum->scale = 0;
    for (unsigned i = first; i < first + count; i++) {
        const gk_cell *cell = &report->cell[gk_terms[i] & ~GK_TERM_ADDEND];
        if (cell->has_value) {
            if (!gk_add_decimal(sum, cell->value)) return 0;
        } else if (cell->state != GKNB_STATE_BLANK && cell->state != GKNB_STATE_NOT_APPLICABLE) {
            return 0;
        }
    }
    return 1;
}

/* A side of nothing but blanks says nothing. */
static int equation_says(const gknb_report *report, unsigned first, unsigned count)
{
    for (unsigned i = first; i < first + count; i++)
        if (report->cell[gk_terms[i] & ~GK_TERM_ADDEND].has_value) return 1;
    return 0;
}

static void equation_broken(gknb_report *report, const gk_equation *e, gknb_decimal left, gknb_decimal right)
{
    /* The total stands alone on the left; of a balance, the first total of the right is shown first. */
    unsigned at = e->left == 1 ? e->first_term : e->first_term + e->left;
    unsigned cell = gk_terms[at] & ~GK_TERM_ADDEND;
    const gk_field *field = &gk_fields[report->form->first_field + cell];
    gk_finding *finding = gk_find(report, e->rule, report->cell[cell].span);
    gknb_decimal diff;
    if (!gk_subtract_decimal(left, right, &diff)) diff.digits = diff.scale = 0;
    if (diff.digits < 0) diff.digits = -diff.digits;
    gk_say_names(report, finding, gk_wordings[gk_labels[gk_rows[field->row].shown].wording].text,
                 gk_rows[field->row].name);
    gk_say_names(report, finding, gk_wordings[gk_labels[gk_columns[field->column].label].wording].text,
                 gk_columns[field->column].name);
    gk_say_decimal(report, finding, left);
    gk_say_decimal(report, finding, right);
    gk_say_decimal(report, finding, diff);
    gk_say_sum(report, finding, e->first_term, e->left);
    gk_say_sum(report, finding, e->first_term + e->left, e->right);
    gk_add_cell(report, finding, cell);
    for (unsigned i = e->first_term; i < (unsigned)e->first_term + e->left + e->right; i++) {
        unsigned other = gk_terms[i] & ~GK_TERM_ADDEND;
        const gk_cell *c = &report->cell[other];
        if (i == at || (e->left + e->right > 8 && !(c->has_value && c->value.digits))) continue;
        gk_add_related(report, finding, c->span, other);
    }
}

void gk_check_equations(gknb_report *report)
{
    for (unsigned i = 0; i < gk_equation_count; i++) {
        const gk_equation *e = &gk_equations[i];
        gknb_decimal left, right, diff;
        if (e->form != report->form_index) continue;
        if (!equation_side(report, e->first_term, e->left, &left)) continue;
        if (!equation_side(report, e->first_term + e->left, e->right, &right)) continue;
        if (!equation_says(report, e->first_term, e->left) || !equation_says(report, e->first_term + e->left, e->right))
            continue;
        if (!gk_subtract_decimal(left, right, &diff) || diff.digits) equation_broken(report, e, left, right);
    }
}
