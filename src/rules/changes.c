/* changes.c: numbers that change: how many items there were, how many more or fewer, how many cases were decided
 * (SPEC S5-change).
 *
 * In: the rows of a form with a cell of type change, which stands behind the number that changes. Out: findings where
 * the three cannot be, or can hardly be, what their heads say. */
#include "finding.h"
#include "rules.h"

enum { CHANGE_TELLING = 10 }; /* items: of fewer, a likeness may be chance */

/* The change at `field`, and what it makes of the number before it; 0: one of the two is not known, or not whole. */
static int change_of(const gknb_report *report, unsigned field, gknb_decimal *after)
{
    const gk_cell *change = &report->cell[field], *items = change - 1;
    if (!change->has_value || !items->has_value || change->value.scale || items->value.scale) return 0;
    *after = items->value;
    after->digits += change->value.digits; /* of 18 digits each */
    return items->value.digits >= 0;
}

static gk_finding *change_finding(gknb_report *report, unsigned rule, unsigned field)
{
    const gk_row *row = &gk_rows[gk_fields[report->form->first_field + field].row];
    gk_finding *finding = gk_find(report, rule, report->cell[field].span);
    gk_say_names(report, finding, gk_label_text(report->form, row->shown), row->name);
    gk_add_cell(report, finding, field);
    return finding;
}

static int change_is_bare(const gknb_report *report, const gk_cell *change)
{
    uint8_t first = report->bytes[change->span.start];
    return first >= '0' && first <= '9';
}

static void change_judge(gknb_report *report, unsigned field, gknb_decimal after)
{
    const gk_cell *change = &report->cell[field], *items = change - 1;
    gk_finding *finding;
    if (after.digits < 0) {
        finding = change_finding(report, GK_RULE_ITEMS_NEGATIVE, field);
        gk_say_decimal(report, finding, items->value);
        gk_say_decimal(report, finding, change->value);
        gk_say_decimal(report, finding, after);
    } else if (items->value.digits >= CHANGE_TELLING && change->value.digits >= (items->value.digits + 1) / 2 &&
               change_is_bare(report, change)) {
        finding = change_finding(report, GK_RULE_CHANGE_HOLDS_TOTAL, field);
        gk_say_decimal(report, finding, change->value);
        gk_say_decimal(report, finding, items->value);
    } else {
        return;
    }
    gk_add_related(report, finding, items->span, field - 1);
}

/* The cell behind a change, when it is of the same row. */
static void change_decisions(gknb_report *report, unsigned field, gknb_decimal after)
{
    const gk_field *change = &gk_fields[report->form->first_field + field];
    const gk_cell *cell = &report->cell[field];
    gk_finding *finding;
    if (field + 1u == report->form->field_count || change[1].row != change->row || !cell[1].has_value) return;
    if (!cell->value.digits || after.digits < CHANGE_TELLING) return;
    if (cell[1].value.scale || cell[1].value.digits != after.digits) return;
    finding = change_finding(report, GK_RULE_DECISIONS_HOLD_ITEMS, field + 1);
    gk_say_decimal(report, finding, after);
    gk_say_decimal(report, finding, cell[-1].value);
    gk_say_decimal(report, finding, cell->value);
    gk_add_related(report, finding, cell[-1].span, field - 1);
    gk_add_related(report, finding, cell->span, field);
}

void gk_check_changes(gknb_report *report)
{
    const gk_field *field = &gk_fields[report->form->first_field];
    for (unsigned i = 1; i < report->form->field_count; i++) {
        gknb_decimal after;
        if (field[i].type != GK_TYPE_CHANGE) continue;
        if (!change_of(report, i, &after)) continue;
        change_judge(report, i, after);
        change_decisions(report, i, after);
    }
}
