/* cells.c: what each cell holds (SPEC S5): type, unit, writing, and the states that are no number. */
#include "finding.h"

#include <string.h>

#include "../base/decimal.h"
#include "rules.h"

static void cell_names(gknb_report *report, gk_finding *finding, unsigned cell)
{
    const gk_field *field = &gk_fields[report->form->first_field + cell];
    const gk_row *row = &gk_rows[field->row];
    const gk_column *column = &gk_columns[field->column];
    gk_say_names(report, finding, gk_label_text(report->form, row->shown), row->name);
    gk_say_names(report, finding, gk_label_text(report->form, column->label), column->name);
}

static gk_finding *cell_finding(gknb_report *report, unsigned rule, unsigned cell)
{
    gk_finding *finding = gk_find(report, rule, report->cell[cell].span);
    cell_names(report, finding, cell);
    gk_say_span(report, finding, report->cell[cell].span);
    gk_add_cell(report, finding, cell);
    return finding;
}

/* Of a row that could not be told apart no cell has a place of its own: R115 says it. */
static int cell_is_there(const gk_cell *cell) { return cell->span.end > cell->span.start; }

/* How many bytes of the cell are its number. */
static uint32_t cell_digits(const gknb_report *report, const gk_cell *cell, gknb_decimal *number)
{
    return (uint32_t)gk_read_decimal(report->bytes + cell->span.start, cell->span.end - cell->span.start, number);
}

static gknb_span cell_unit_span(const gknb_report *report, const gk_cell *cell)
{
    gknb_decimal number;
    gknb_span span = cell->span;
    span.start += cell_digits(report, cell, &number);
    return span;
}

/* Digits of full width, or marks between thousands. */
static int cell_is_wide(const gknb_report *report, const gk_cell *cell, gknb_span *digits, gknb_decimal *number)
{
    if (cell->state != GKNB_STATE_GIVEN) return 0;
    *digits = cell->span;
    digits->end = digits->start + cell_digits(report, cell, number);
    for (uint32_t i = digits->start; i < digits->end; i++)
        if (report->bytes[i] >= 0x80 || report->bytes[i] == ',') return 1;
    return 0;
}

/* One finding for all numbers of a table, with an edit for each. */
static void cell_writing(gknb_report *report, unsigned table)
{
    gk_finding *finding = NULL;
    gknb_span digits;
    gknb_decimal number;
    for (unsigned i = 0; i < report->form->field_count; i++) {
        const gk_row *row = &gk_rows[gk_fields[report->form->first_field + i].row];
        if (row->table != table || !cell_is_wide(report, &report->cell[i], &digits, &number)) continue;
        if (!finding) {
            finding = gk_find(report, GK_RULE_NUMBER_WRITING, digits);
            if (!finding) return;
            gk_say_table(report, finding, table);
            gk_say_span(report, finding, digits);
            gk_say_decimal(report, finding, number);
        }
        gk_add_cell(report, finding, i);
        gk_add_number_edit(report, finding, digits, number, 1);
    }
}

static void cell_value(gknb_report *report, unsigned index, const gk_field *field)
{
    const gk_cell *cell = &report->cell[index];
    const gk_unit *unit = cell->unit ? &gk_units[cell->unit - 1] : NULL;
    if (!gk_is_money(field) && cell->value.scale) cell_finding(report, GK_RULE_COUNT_NOT_WHOLE, index);
    if (cell->value.digits < 0 && field->type != GK_TYPE_CHANGE) cell_finding(report, GK_RULE_NUMBER_NEGATIVE, index);
    if (!unit || field->type == GK_TYPE_AMOUNT) return;
    if (gk_is_money(field) && strcmp(unit->unit, field->unit)) {
        gknb_span own = cell_unit_span(report, cell);
        gk_finding *finding = cell_finding(report, GK_RULE_UNIT_CONVERTED, index);
        gk_say_decimal(report, finding, cell->value);
        gk_say_names(report, finding, field->unit, field->unit);
        if (own.end > own.start) gk_add_number_edit(report, finding, cell->span, cell->value, 0); /* else the head's */
    } else {
        gk_finding *finding = cell_finding(report, GK_RULE_UNIT_IN_CELL, index);
        gk_say_names(report, finding, unit->text, unit->text);
        gk_add_edit(report, finding, cell_unit_span(report, cell), "", !gk_is_money(field));
    }
}

/* One finding for all cells of a table in one state. */
static void cell_state(gknb_report *report, unsigned rule, gknb_state state, unsigned table)
{
    gk_finding *finding = NULL;
    unsigned count = 0, first = 0;
    for (unsigned i = 0; i < report->form->field_count; i++) {
        if (gk_rows[gk_fields[report->form->first_field + i].row].table != table || report->cell[i].state != state)
            continue;
        if (!count++) first = i;
    }
    if (!count) return;
    finding = gk_find(report, rule, report->cell[first].span);
    gk_say_table(report, finding, table);
    gk_say_number(report, finding, count);
    {
        const gk_row *row = &gk_rows[gk_fields[report->form->first_field + first].row];
        gk_say_names(report, finding, gk_label_text(report->form, row->shown), row->name);
    }
    for (unsigned i = first; i < report->form->field_count; i++) {
        if (gk_rows[gk_fields[report->form->first_field + i].row].table != table || report->cell[i].state != state)
            continue;
        gk_add_cell(report, finding, i);
    }
}

void gk_check_cells(gknb_report *report)
{
    unsigned states = 0, wide = 0; /* bits: states; tables */
    gknb_span digits;
    gknb_decimal number;
    for (unsigned i = 0; i < report->form->field_count; i++) {
        const gk_field *field = &gk_fields[report->form->first_field + i];
        states |= 1u << report->cell[i].state;
        if (report->cell[i].span.end - report->cell[i].span.start > 1 && /* most cells are one digit */
            cell_is_wide(report, &report->cell[i], &digits, &number))
            wide |= 1u << gk_rows[field->row].table;
        if (report->cell[i].has_value) cell_value(report, i, field);
        else if (report->cell[i].state == GKNB_STATE_UNREADABLE && cell_is_there(&report->cell[i]))
            cell_finding(report, GK_RULE_NUMBER_UNREADABLE, i);
    }
    for (unsigned t = 0; t < gk_table_count; t++) {
        if (gk_tables[t].form != report->form_index) continue;
        if (wide >> t & 1) cell_writing(report, t);
        if (!(states & (1u << GKNB_STATE_BLANK | 1u << GKNB_STATE_NOT_APPLICABLE))) continue;
        cell_state(report, GK_RULE_CELLS_BLANK, GKNB_STATE_BLANK, t);
        cell_state(report, GK_RULE_CELLS_NOT_APPLICABLE, GKNB_STATE_NOT_APPLICABLE, t);
    }
    for (uint32_t i = 0; i < report->notes.count; i++) {
        gknb_span span = report->notes.mark[i].span;
        if (report->notes.mark[i].label) continue; /* L101 says it */
        gk_say_span(report, gk_find(report, GK_RULE_NOTE_BESIDE, span), span);
    }
}

int gk_check_empty(gknb_report *report)
{
    gknb_span whole = {0, report->size};
    for (unsigned i = 0; i < report->form->field_count; i++)
        if (report->cell[i].state != GKNB_STATE_BLANK) return 0;
    if (report->header.title) return 0;
    gk_say_number(report, gk_find(report, GK_RULE_EMPTY_FORM, whole), report->form->field_count);
    return 1;
}
