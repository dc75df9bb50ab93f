/* equations.c: the identities of the form, evaluated exactly (SPEC S6), and the one cell that mends those broken.
 *
 * In: the cells. Out: a finding for each broken equation. Where another number in one single cell would make every
 * broken equation it stands in hold, and break none, the findings are one group and the first suggests that number. */
#include "equations.h"

#include <string.h>

#include "../base/decimal.h"
#include "finding.h"
#include "rules.h"

/* Adds up one side. 0 when a cell of it cannot be known, or is below none where the sum does not fit. */
static int equation_side(const gknb_report *report, unsigned first, unsigned count, gknb_decimal *sum, uint8_t *vast)
{
    int below = 0;
    sum->digits = 0;
    sum->scale = 0;
    for (unsigned i = first; i < first + count; i++) {
        const gk_cell *cell = &report->cell[gk_terms[i] & ~GK_TERM_ADDEND];
        if (cell->has_value) { /* most are 0 */
            if (!cell->value.digits) continue;
            below |= cell->value.digits < 0;
            *vast |= !*vast && !gk_add_decimal(sum, cell->value);
        } else if (cell->state != GKNB_STATE_BLANK && cell->state != GKNB_STATE_NOT_APPLICABLE) {
            return 0;
        }
    }
    return !(*vast && below);
}

/* A side of nothing but blanks says nothing. */
static int equation_says(const gknb_report *report, unsigned first, unsigned count)
{
    for (unsigned i = first; i < first + count; i++)
        if (report->cell[gk_terms[i] & ~GK_TERM_ADDEND].has_value) return 1;
    return 0;
}

/* The total stands alone on the left; of a balance, the first total of the right is shown first. */
static unsigned equation_at(const gk_equation *e)
{
    return e->left == 1 ? e->first_term : (unsigned)e->first_term + e->left;
}

static void equation_say(gknb_report *report, gk_finding *finding, gknb_decimal number, int vast)
{
    if (vast) gk_say_word(report, finding, GK_WORD_VAST);
    else gk_say_decimal(report, finding, number);
}

static void equation_find(gknb_report *report, gk_judged *judged)
{
    const gk_equation *e = judged->of;
    unsigned at = equation_at(e), cell = gk_terms[at] & ~GK_TERM_ADDEND;
    const gk_field *field = &gk_fields[report->form->first_field + cell];
    gk_finding *finding = gk_find(report, e->rule, report->cell[cell].span);
    gknb_decimal diff = judged->excess;
    if (diff.digits < 0) diff.digits = -diff.digits;
    judged->finding = finding ? finding->serial : EQUATION_NO_FINDING;
    gk_say_names(report, finding, gk_label_text(report->form, gk_rows[field->row].shown), gk_rows[field->row].name);
    gk_say_names(report, finding, gk_label_text(report->form, gk_columns[field->column].label),
                 gk_columns[field->column].name);
    equation_say(report, finding, judged->left, judged->vast[0]);
    equation_say(report, finding, judged->right, judged->vast[1]);
    equation_say(report, finding, diff, judged->vast[2]);
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

static void equation_judge(const gknb_report *report, gk_judged *judged)
{
    const gk_equation *e = judged->of;
    unsigned right = (unsigned)e->first_term + e->left;
    if (!equation_side(report, e->first_term, e->left, &judged->left, &judged->vast[0])) return;
    if (!equation_side(report, right, e->right, &judged->right, &judged->vast[1])) return;
    if (!equation_says(report, e->first_term, e->left) || !equation_says(report, right, e->right)) return;
    judged->state = EQUATION_BROKEN;
    judged->vast[2] =
        judged->vast[0] || judged->vast[1] || !gk_subtract_decimal(judged->left, judged->right, &judged->excess);
    if (!judged->vast[2] && !judged->excess.digits) judged->state = EQUATION_HOLDS;
}

/* ---- the cell that explains ---- */

int gk_equation_side(const gk_equation *e, unsigned cell)
{
    for (unsigned i = 0; i < (unsigned)e->left + e->right; i++)
        if ((gk_terms[e->first_term + i] & ~GK_TERM_ADDEND) == cell) return i < e->left ? 1 : -1;
    return 0;
}

/* The number with which every judged equation of the cell would hold, all of them being broken now. */
static int equation_mends(const gknb_report *report, const gk_judged *all, unsigned count, unsigned cell,
                          gknb_decimal *due)
{
    const gk_cell *c = &report->cell[cell];
    unsigned broken = 0;
    if (c->state != GKNB_STATE_GIVEN || c->unit) return 0;
    for (unsigned i = 0; i < count; i++) {
        int sign = all[i].state == EQUATION_UNJUDGED ? 0 : gk_equation_side(all[i].of, cell);
        gknb_decimal excess = all[i].excess, number = c->value, differs;
        if (!sign) continue;
        if (all[i].state == EQUATION_HOLDS || all[i].vast[2]) return 0;
        if (sign < 0) excess.digits = -excess.digits;
        if (!gk_subtract_decimal(number, excess, &number) || number.digits < 0) return 0;
        if (broken++ && (!gk_subtract_decimal(number, *due, &differs) || differs.digits)) return 0;
        *due = number;
    }
    return broken >= EQUATION_LEAST_BROKEN;
}

/* The only cell of a broken equation that mends it and with it all it stands in; -1: there is none, or a choice. */
static int equation_cell(const gknb_report *report, const gk_judged *all, unsigned count, const gk_judged *broken,
                         gknb_decimal *due)
{
    int found = -1;
    for (unsigned i = 0; i < (unsigned)broken->of->left + broken->of->right; i++) {
        unsigned cell = gk_terms[broken->of->first_term + i] & ~GK_TERM_ADDEND;
        gknb_decimal number;
        if (!equation_mends(report, all, count, cell, &number)) continue;
        if (found >= 0) return -1;
        found = (int)cell;
        *due = number;
    }
    return found;
}

/* The finding that stands at the cell, else the first in the document. */
static uint32_t equation_cause(const gknb_report *report, const gk_judged *all, unsigned count, unsigned cell)
{
    uint32_t cause = EQUATION_NO_FINDING;
    for (unsigned i = 0; i < count; i++) {
        const gk_equation *e = all[i].of;
        if (all[i].state != EQUATION_BROKEN || all[i].finding == EQUATION_NO_FINDING || !gk_equation_side(e, cell))
            continue;
        if ((gk_terms[equation_at(e)] & ~GK_TERM_ADDEND) == cell) return all[i].finding;
        if (cause == EQUATION_NO_FINDING ||
            report->finding[all[i].finding].span.start < report->finding[cause].span.start)
            cause = all[i].finding;
    }
    return cause;
}

static void equation_explain(gknb_report *report, gk_judged *all, unsigned count, unsigned cell, gknb_decimal due)
{
    uint32_t cause = equation_cause(report, all, count, cell);
    for (unsigned i = 0; i < count; i++) {
        if (all[i].state != EQUATION_BROKEN || !gk_equation_side(all[i].of, cell)) continue;
        all[i].explained = (uint16_t)(1 + cell);
        all[i].due = due;
        if (all[i].finding != EQUATION_NO_FINDING) gk_follow(report, all[i].finding, cause);
    }
    if (cause != EQUATION_NO_FINDING)
        gk_add_number_edit(report, &report->finding[cause], report->cell[cell].span, due, 0);
}

int gk_equation_shares(const gk_equation *a, const gk_equation *b)
{
    for (unsigned i = 0; i < (unsigned)a->left + a->right; i++)
        if (gk_equation_side(b, gk_terms[a->first_term + i] & ~GK_TERM_ADDEND)) return 1;
    return 0;
}

/* No broken equation that the cell does not mend shares a cell with one it mends: there may be another cause. */
static int equation_is_whole(const gk_judged *all, unsigned count, unsigned cell)
{
    for (unsigned i = 0; i < count; i++) {
        if (all[i].state != EQUATION_BROKEN || !gk_equation_side(all[i].of, cell)) continue;
        for (unsigned k = 0; k < count; k++)
            if (all[k].state == EQUATION_BROKEN && !gk_equation_side(all[k].of, cell) &&
                gk_equation_shares(all[i].of, all[k].of))
                return 0;
    }
    return 1;
}

void gk_check_equations(gknb_report *report)
{
    gk_judged all[GK_MOST_EQUATIONS];
    unsigned count = 0, broken = 0;
    memset(all, 0, sizeof all);
    for (unsigned i = 0; i < gk_equation_count; i++) {
        if (gk_equations[i].form != report->form_index) continue;
        all[count].of = &gk_equations[i];
        equation_judge(report, &all[count]);
        if (all[count].state == EQUATION_BROKEN) {
            equation_find(report, &all[count]);
            broken++;
        }
        count++;
    }
    for (unsigned i = 0; i < count && broken && !report->no_memory; i++) {
        gknb_decimal due;
        int cell;
        if (all[i].state != EQUATION_BROKEN || all[i].explained) continue;
        cell = equation_cell(report, all, count, &all[i], &due);
        if (cell >= 0 && equation_is_whole(all, count, (unsigned)cell))
            equation_explain(report, all, count, (unsigned)cell, due);
    }
    if (broken && !report->no_memory) gk_find_slips(report, all, count);
}
