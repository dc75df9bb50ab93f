/* reading.c: what of the form was not read: the last words of a document not read whole (SPEC S7-not-read). */
#include "finding.h"
#include "rules.h"

static int reading_is_whole(const gk_cell *cell)
{
    return cell->has_value || cell->state == GKNB_STATE_BLANK || cell->state == GKNB_STATE_NOT_APPLICABLE;
}

/* The first finding that judges a cell of the table that was not read; NULL: there is none. */
static const gk_finding *reading_cause(const gknb_report *report, unsigned table)
{
    const gk_finding *first = NULL;
    for (uint32_t i = 0; i < report->findings; i++) {
        const gk_finding *f = &report->finding[i];
        int about = 0;
        for (unsigned k = 0; k < f->cells && !about; k++)
            about = !reading_is_whole(&report->cell[f->cell[k]]) &&
                    gk_rows[gk_fields[report->form->first_field + f->cell[k]].row].table == table;
        if (about && (!first || f->span.start < first->span.start)) first = f;
    }
    return first;
}

static void reading_table(gknb_report *report, unsigned table, const gk_table_seen *seen)
{
    uint16_t labels[64];
    unsigned count = 0, rows = 0;
    const gk_finding *cause;
    uint32_t follows;
    gk_finding *finding;
    gknb_span place = {0, 0}; /* of the first cell that was not read and stands somewhere */
    if (!seen) return;        /* F105 says it */
    for (unsigned r = report->form->first_row; r < (unsigned)report->form->first_row + report->form->row_count; r++) {
        const gk_row *row = &gk_rows[r];
        unsigned first = (unsigned)row->first_field - report->form->first_field, absent = 0;
        if (row->table != table) continue;
        for (unsigned i = first; i < first + row->columns; i++) {
            if (reading_is_whole(&report->cell[i])) continue;
            absent++;
            if (!place.end) place = report->cell[i].span;
        }
        if (absent) labels[rows++] = row->shown;
        count += absent;
    }
    if (!count) return;
    cause = reading_cause(report, table);
    follows = cause ? cause->serial : 0;
    finding = gk_find(report, GK_RULE_NOT_READ, cause ? cause->span : place.end ? place : seen->span);
    if (cause && finding) gk_follow(report, finding->serial, follows);
    gk_say_number(report, finding, count);
    gk_say_table(report, finding, table);
    gk_say_labels(report, finding, labels, rows);
}

void gk_check_reading(gknb_report *report)
{
    for (unsigned t = 0; t < gk_table_count; t++) {
        const gk_table_seen *seen = NULL;
        if (gk_tables[t].form != report->form_index) continue;
        for (uint32_t i = 0; i < report->seen_count; i++)
            if (!seen && report->seen[i].table == t) seen = &report->seen[i];
        reading_table(report, t, seen);
    }
}
