/* mended.c: see mended.h. */
#include "mended.h"

#include "../../gen/parser.h"
#include "../base/limits.h"
#include "../lex/fold.h"
#include "../rules/finding.h"

#include <string.h>

enum { MENDED_LABELS = 64 };

/* ---- places and names ---- */

static gknb_span mended_span(const gk_mend_run *m, uint32_t item)
{
    gknb_span end = {m->build->report->size, m->build->report->size};
    return item < m->items->count ? gk_item_span(m->items, item) : end;
}

/* From an item to the last of a run; a blank stands at the mark behind it, and so may stand behind the last. */
static gknb_span mended_range(const gk_mend_run *m, uint32_t from, uint32_t to)
{
    gknb_span span = mended_span(m, from);
    if (to > from + 1 && mended_span(m, to - 1).end > span.end) span.end = mended_span(m, to - 1).end;
    return span;
}

/* The table whose section an item stands in; the first of the form when it stands in none. */
static unsigned mended_table_at(const gk_mend_run *m, uint32_t item)
{
    unsigned section = gk_mend_section(m, item), first = 0;
    for (unsigned t = gk_table_count; t-- > 0;) {
        if (gk_tables[t].form != m->build->report->form_index) continue;
        first = t;
        if (gk_tables[t].section == section) return t;
    }
    return first;
}

static unsigned mended_table_of(const gk_mend_run *m, const gk_open_row *row)
{
    return gk_rows[m->build->form->after[row->kind].row].table;
}

static gknb_span mended_row_span(const gk_mend_run *m, const gk_open_row *row)
{
    return mended_span(m, row->label != GK_NO_ITEM ? row->label : row->from);
}

/* The numbers of a row as they stand. */
static gknb_span mended_numbers(const gk_mend_run *m, const gk_open_row *row)
{
    uint32_t from = row->from, to = row->to;
    while (from < to && !gk_is_cell(m->items->terminal[from])) from++;
    while (to > from && !gk_is_cell(m->items->terminal[to - 1])) to--;
    return mended_range(m, from, to);
}

/* A label that was taken out, and the numbers behind it with it. */
static uint32_t mended_surplus(gk_mend_run *m, uint32_t item)
{
    gknb_report *report = m->build->report;
    uint32_t end = item + 1;
    gk_finding *finding;
    while (end < m->items->count && gk_is_cell(m->items->terminal[end])) end++;
    finding = gk_find(report, GK_RULE_ROW_SURPLUS, mended_range(m, item, end));
    gk_say_span(report, finding, mended_span(m, item));
    return end;
}

/* ---- rows ---- */

static void mended_name(gk_mend_run *m, gk_finding *finding, unsigned field, int shown)
{
    gknb_report *report = m->build->report;
    m->told[field] = 1;
    gk_add_cell(report, finding, field);
    if (shown) gk_add_related(report, finding, report->cell[field].span, field);
}

/* Says the columns of the cells that are ambiguous, or in another state too, and names these cells. */
static void mended_columns(gk_mend_run *m, gk_finding *finding, unsigned field, unsigned due, gknb_state too)
{
    gknb_report *report = m->build->report;
    uint16_t label[GK_MOST_CELLS] = {0};
    unsigned n = 0;
    for (unsigned i = field; i < field + due; i++) {
        const gk_cell *cell = &report->cell[i];
        if (cell->state != GKNB_STATE_AMBIGUOUS && cell->state != too) continue;
        label[n++] = gk_columns[gk_fields[m->build->form->first_field + i].column].label;
    }
    gk_say_labels(report, finding, label, n);
    for (unsigned i = field; i < field + due; i++) {
        const gk_cell *cell = &report->cell[i];
        if (cell->state == GKNB_STATE_AMBIGUOUS || cell->state == too)
            mended_name(m, finding, i, cell->has_inferred || cell->alternatives);
    }
}

/* Names the cells of rows that another reading has, when their numbers may be this row's. */
static void mended_others(gk_mend_run *m, gk_finding *finding, const gk_open_row *row)
{
    const gknb_report *report = m->build->report;
    gknb_span numbers = mended_numbers(m, row);
    uint8_t has[GK_MOST_FIELDS] = {0};
    gk_mend_has(m, has);
    for (unsigned i = 0; i < report->form->field_count; i++) {
        const gk_cell *cell = &report->cell[i];
        if (has[i] || cell->state != GKNB_STATE_AMBIGUOUS) continue;
        if (cell->span.start >= numbers.start && cell->span.end <= numbers.end) mended_name(m, finding, i, 1);
    }
}

/* A row of the form that another reading alone has. */
static void mended_elsewhere(gk_mend_run *m, unsigned row)
{
    gknb_report *report = m->build->report;
    unsigned field = (unsigned)gk_rows[row].first_field - report->form->first_field;
    gknb_span numbers = {0, 0};
    gk_finding *finding;
    for (unsigned i = field; i < field + gk_rows[row].columns; i++) {
        const gk_cell *cell = &report->cell[i];
        if (cell->state != GKNB_STATE_AMBIGUOUS || m->told[i]) continue;
        if (!numbers.end) numbers.start = cell->span.start;
        if (cell->span.end > numbers.end) numbers.end = cell->span.end;
    }
    if (!numbers.end) return;
    finding = gk_find(report, GK_RULE_READING_AMBIGUOUS, numbers);
    gk_say_label(report, finding, gk_rows[row].shown);
    gk_say_span(report, finding, numbers);
    mended_columns(m, finding, field, gk_rows[row].columns, GKNB_STATE_AMBIGUOUS);
}

static void mended_row(gk_mend_run *m, const gk_open_row *row)
{
    gknb_report *report = m->build->report;
    gk_finding *finding;
    if (row->moved) gk_say_row(m->build, gk_find(report, GK_RULE_ROW_MOVED, mended_row_span(m, row)), row->kind);
    if (row->label == GK_NO_ITEM) {
        finding = gk_find(report, GK_RULE_ROW_UNLABELLED, mended_numbers(m, row));
        gk_say_number(report, finding, row->numbers);
        gk_say_row(m->build, finding, row->kind);
    }
    if (row->numbers && report->cell[row->field].state == GKNB_STATE_UNREADABLE &&
        report->cell[row->field].span.start == report->cell[row->field].span.end) {
        finding = gk_find(report, GK_RULE_ROW_UNREADABLE, mended_row_span(m, row));
        gk_say_row(m->build, finding, row->kind);
        gk_say_span(report, finding, mended_numbers(m, row));
        for (unsigned i = 0; i < row->due; i++) gk_add_cell(report, finding, row->field + i);
    } else if (row->missing) {
        finding = gk_find(report, GK_RULE_NUMBER_MISSING, mended_row_span(m, row));
        gk_say_row(m->build, finding, row->kind);
        gk_say_number(report, finding, row->due);
        gk_say_number(report, finding, row->numbers);
        mended_columns(m, finding, row->field, row->due, GKNB_STATE_MISSING);
        mended_others(m, finding, row);
    } else if (row->ambiguous && !row->surplus) {
        finding = gk_find(report, GK_RULE_READING_AMBIGUOUS, mended_row_span(m, row));
        gk_say_row(m->build, finding, row->kind);
        gk_say_span(report, finding, mended_numbers(m, row));
        mended_columns(m, finding, row->field, row->due, GKNB_STATE_AMBIGUOUS);
        mended_others(m, finding, row);
    }
    if (row->surplus) {
        finding = gk_find(report, GK_RULE_NUMBER_SURPLUS, mended_row_span(m, row));
        gk_say_row(m->build, finding, row->kind);
        gk_say_number(report, finding, row->due);
        gk_say_number(report, finding, row->numbers);
        for (unsigned i = 0; i < row->due; i++)
            if (report->cell[row->field + i].state == GKNB_STATE_AMBIGUOUS) mended_name(m, finding, row->field + i, 0);
        mended_others(m, finding, row);
    }
}

/* One finding for all rows of a table whose cells ran together, or vanished. */
static void mended_rows_of(gk_mend_run *m, unsigned table, unsigned rule)
{
    gknb_report *report = m->build->report;
    const gk_open_row *first = NULL;
    gk_finding *finding;
    unsigned count = 0;
    for (uint32_t r = 0; r < m->rows; r++) {
        const gk_open_row *row = &m->row[r];
        if (mended_table_of(m, row) != table ||
            !(rule == GK_RULE_CELLS_GLUED ? row->split && !row->ambiguous : row->vanished))
            continue;
        if (!count++) first = row;
    }
    if (!first) return;
    finding = gk_find(report, rule, mended_row_span(m, first));
    gk_say_table(report, finding, table);
    gk_say_number(report, finding, count);
    if (rule == GK_RULE_CELLS_GLUED) gk_say_span(report, finding, mended_numbers(m, first));
    else gk_say_number(report, finding, first->due);
    for (uint32_t r = 0; r < m->rows; r++) { /* cells whose column was told by others */
        if (mended_table_of(m, &m->row[r]) != table || !m->row[r].vanished || rule == GK_RULE_CELLS_GLUED) continue;
        for (unsigned i = 0; i < m->row[r].due; i++)
            if (report->cell[m->row[r].field + i].has_value) gk_add_cell(report, finding, m->row[r].field + i);
    }
}

/* The item before which a row of the form would stand: the next row that is there, or what follows the last. */
static uint32_t mended_place(const gk_mend_run *m, unsigned row)
{
    const gk_form *form = m->build->form;
    uint32_t place = m->items->count, last = 0;
    unsigned field = (unsigned)gk_rows[row].first_field - form->first_field;
    for (uint32_t r = 0; r < m->rows; r++) {
        const gk_open_row *other = &m->row[r];
        uint32_t at = other->label != GK_NO_ITEM ? other->label : other->from;
        if (mended_table_of(m, other) != gk_rows[row].table || other->from >= other->to) continue;
        if (other->field > field && at < place) place = at;
        if (other->to > last) last = other->to;
    }
    return place < m->items->count ? place : last;
}

/* Where rows are missing: at what they belong before; at the row they belong behind, when that is no part of the form.
 */
static gknb_span mended_gap(const gk_mend_run *m, unsigned row)
{
    const gk_open_row *behind = NULL;
    uint32_t place = mended_place(m, row);
    if (place < m->items->count && !gk_item_is_text(m->items, place)) return mended_span(m, place);
    for (uint32_t r = 0; r < m->rows; r++)
        if (mended_table_of(m, &m->row[r]) == gk_rows[row].table && m->row[r].from < m->row[r].to &&
            (!behind || m->row[r].to > behind->to))
            behind = &m->row[r];
    return behind ? mended_row_span(m, behind) : mended_span(m, place);
}

static int mended_met(const gk_mend_run *m, unsigned table)
{
    for (uint32_t r = 0; r < m->rows; r++)
        if (mended_table_of(m, &m->row[r]) == table && m->row[r].numbers) return 1;
    return 0;
}

/* Rows of a table that are not there: those that follow each other are one finding. The next row of the form. */
static unsigned mended_missing(gk_mend_run *m, unsigned row)
{
    gknb_report *report = m->build->report;
    const gk_form *form = m->build->form;
    unsigned end = row, table = gk_rows[row].table, n = 0;
    uint16_t label[MENDED_LABELS];
    gk_finding *finding;
    while (end < (unsigned)form->first_row + form->row_count && gk_rows[end].table == table && n < MENDED_LABELS &&
           report->cell[gk_rows[end].first_field - form->first_field].state == GKNB_STATE_ABSENT)
        label[n++] = gk_rows[end++].shown;
    if (!n) return row + 1;
    if (!mended_met(m, table)) return end; /* the whole table is not there: F105 */
    finding = gk_find(report, GK_RULE_ROW_MISSING, mended_gap(m, row));
    gk_say_table(report, finding, table);
    gk_say_number(report, finding, n);
    gk_say_labels(report, finding, label, n);
    for (unsigned r = row; r < end; r++)
        for (unsigned i = 0; i < gk_rows[r].columns; i++)
            gk_add_cell(report, finding, (size_t)(gk_rows[r].first_field - form->first_field) + i);
    return end;
}

static void mended_rows(gk_mend_run *m)
{
    const gk_form *form = m->build->form;
    for (uint32_t r = 0; r < m->rows; r++)
        if (m->row[r].foreign) mended_surplus(m, m->row[r].from - 1);
    for (uint32_t r = 0; r < m->rows; r++)
        if (m->row[r].label != GK_NO_ITEM || m->row[r].numbers) mended_row(m, &m->row[r]);
    for (unsigned row = form->first_row; row < (unsigned)form->first_row + form->row_count; row++)
        mended_elsewhere(m, row);
    for (unsigned row = form->first_row; row < (unsigned)form->first_row + form->row_count;)
        row = mended_missing(m, row);
    for (unsigned t = 0; t < gk_table_count; t++) {
        if (gk_tables[t].form != m->build->report->form_index) continue;
        mended_rows_of(m, t, GK_RULE_CELLS_GLUED);
        mended_rows_of(m, t, GK_RULE_BLANKS_VANISHED);
    }
}

/* ---- labels and texts ---- */

/* An item is among the numbers of a row, or is its label. */
static const gk_open_row *mended_row_at(const gk_mend_run *m, uint32_t item)
{
    uint32_t row = item < m->items->count ? m->row_of[item] : 0;
    return row ? &m->row[row - 1] : NULL;
}

static void mended_index(gk_mend_run *m)
{
    for (uint32_t r = m->rows; r-- > 0;) {
        for (uint32_t i = m->row[r].from; i < m->row[r].to && i < m->items->count; i++) m->row_of[i] = r + 1;
        if (m->row[r].label < m->items->count) m->row_of[m->row[r].label] = r + 1;
    }
}

/* A label in pieces is told once. */
static int mended_again(const gk_mend_run *m, const gk_repair_edit *last, const gk_repair_edit *edit)
{
    for (uint32_t i = edit->token; i-- > 0 && i + 12 > edit->token;) {
        if (m->items->terminal[i] == edit->kind) return 1;
        if (m->items->terminal[i] < GK_LABELS &&
            gk_labels[m->items->terminal[i]].label_class == gk_labels[edit->kind].label_class)
            return 0;
        if (last && last->token == i) return last->kind == edit->kind;
    }
    return 0;
}

static void mended_substitute(gk_mend_run *m, const gk_repair_edit *edit)
{
    gknb_report *report = m->build->report;
    gknb_span span = mended_span(m, edit->token);
    gk_finding *finding;
    gk_mend_text(m, edit->token, m->compared[edit->token][GK_LABELS + edit->kind] & 1u, &span); /* it begins there */
    finding = gk_find(report, GK_RULE_LABEL_DAMAGED, span);
    gk_say_span(report, finding, span);
    gk_say_label(report, finding, edit->kind);
}

/* Labels without numbers that were put in at one place. Rows are told with their cells. */
static uint32_t mended_inserts(gk_mend_run *m, const gk_repair_candidate *chosen, uint32_t k)
{
    gknb_report *report = m->build->report;
    uint16_t label[MENDED_LABELS];
    uint32_t token = chosen->edits[k].token, end = k;
    unsigned n = 0;
    const gk_open_row *row;
    gk_finding *finding;
    for (; end < chosen->count && chosen->edits[end].op == GK_REPAIR_INSERT && chosen->edits[end].token == token;
         end++) {
        unsigned kind = chosen->edits[end].kind;
        if (kind < GK_LABELS && !m->build->form->after[kind].cells && n < MENDED_LABELS) label[n++] = (uint16_t)kind;
    }
    row = mended_row_at(m, token);
    if (!n || (row && ((row->moved && row->label == token) || (row->from == token && row->label + 1 == token))))
        return end; /* they only led to it */
    finding = gk_find(report, GK_RULE_LABEL_MISSING, mended_span(m, token));
    gk_say_labels(report, finding, label, n);
    return end;
}

/* What was passed over in a table: words, and numbers that are no row's. */
typedef struct {
    uint32_t texts, numbers, runs; /* runs: of numbers */
    gknb_span text[GK_MAX_RELATED + 1], number;
} mended_noise;

/* A text is the end of the label that was begun before the numbers. */
static int mended_is_rest(const gk_mend_run *m, uint32_t item, gknb_span span)
{
    const uint8_t *bytes = m->build->report->bytes;
    for (uint32_t i = item; i-- > 0 && i + 3 >= item;) {
        const gk_open_row *row = mended_row_at(m, i);
        const char *due;
        if (!row || row->to > item || row->to + 2 < item || row->label == GK_NO_ITEM ||
            m->items->terminal[row->label] != T_TEXT)
            continue;
        for (due = gk_label_text(m->build->form, row->kind); *due; due++)
            if ((*due & 0xc0) != 0x80 && gk_fold_same(bytes + span.start, bytes + span.end, due)) return 1;
    }
    return 0;
}

static void mended_text(const gk_mend_run *m, mended_noise *noise, uint32_t item, gknb_span span)
{
    const gk_open_row *row = mended_row_at(m, item);
    if (row && row->label != GK_NO_ITEM && m->items->terminal[row->label] == T_TEXT) return; /* the rest of its label */
    if (mended_is_rest(m, item, span)) return;
    if (noise->texts <= GK_MAX_RELATED) noise->text[noise->texts] = span;
    noise->texts++;
}

static uint32_t mended_deletes(gk_mend_run *m, mended_noise *noises, const gk_repair_candidate *chosen, uint32_t k)
{
    uint32_t item = chosen->edits[k].token, end = item + 1;
    unsigned terminal = m->items->terminal[item],
             label_class = terminal < GK_LABELS ? gk_labels[terminal].label_class : 0;
    mended_noise *noise = &noises[mended_table_at(m, item)];
    const gk_open_row *row = mended_row_at(m, item);
    int labelled = item > 0 && m->items->terminal[item - 1] < GK_LABELS;
    if (row && (row->moved || row->adopted || row->label == item)) {
        if (!row->moved && !row->adopted && item && !mended_row_at(m, item - 1)) /* it stood in the way of the row */
            mended_text(m, noise, item - 1, mended_span(m, item - 1));
        end = row->to > end ? row->to : end;
    } else if (label_class == GK_CLASS_row && end < m->items->count && gk_is_cell(m->items->terminal[end])) {
        end = mended_surplus(m, item);
    } else if (gk_is_cell(terminal) && !row && labelled &&
               gk_labels[m->items->terminal[item - 1]].label_class == GK_CLASS_group) {
        end = mended_surplus(m, item - 1);
    } else if (gk_is_cell(terminal) && !row) {
        while (end < m->items->count && gk_is_cell(m->items->terminal[end])) end++;
        if (!noise->numbers) noise->number = mended_range(m, item, end);
        noise->numbers += end - item;
        noise->runs++;
    } else if (!gk_is_cell(terminal)) {
        mended_text(m, noise, item, mended_span(m, item));
    }
    for (k++; k < chosen->count && chosen->edits[k].op == GK_REPAIR_DELETE && chosen->edits[k].token < end; k++) {}
    return k;
}

/* A label of a group that was taken out stands all the same. */
static int mended_is_group(const gk_mend_run *m, const gk_repair_edit *edit)
{
    unsigned terminal = m->items->terminal[edit->token];
    return edit->op == GK_REPAIR_DELETE && terminal < GK_LABELS && gk_labels[terminal].label_class == GK_CLASS_group;
}

/* Tables whose groups were not all taken by the grammar. */
static void mended_groups(gk_mend_run *m)
{
    gknb_report *report = m->build->report;
    uint32_t tables = 0; /* bits */
    for (uint32_t x = 0; x < m->result.error_count; x++) {
        const gk_repair_candidate *chosen = &m->result.errors[x].candidates[m->choice[x]];
        for (uint32_t k = 0; k < chosen->count; k++)
            if (mended_is_group(m, &chosen->edits[k])) tables |= 1u << mended_table_at(m, chosen->edits[k].token);
    }
    for (uint32_t i = 0; i < report->seen_count; i++) report->seen[i].regrouped = tables >> report->seen[i].table & 1;
}

static void mended_panic(gk_mend_run *m, const gk_repair_error *error, const gk_repair_candidate *chosen)
{
    gknb_report *report = m->build->report;
    uint32_t deleted = 0;
    gk_finding *finding;
    for (uint32_t k = 0; k < chosen->count; k++)
        deleted += chosen->edits[k].op == GK_REPAIR_DELETE && !mended_is_group(m, &chosen->edits[k]) &&
                   !mended_row_at(m, chosen->edits[k].token);
    if (!deleted) return;
    finding = gk_find(report, GK_RULE_TABLE_BROKEN, mended_range(m, error->start, error->end));
    gk_say_table(report, finding, mended_table_at(m, error->token));
    gk_say_span(report, finding, mended_span(m, error->token));
}

static void mended_noises(gk_mend_run *m, const mended_noise *noise, unsigned table)
{
    gknb_report *report = m->build->report;
    gk_finding *finding;
    if (noise->texts) {
        finding = gk_find(report, GK_RULE_TEXT_SKIPPED, noise->text[0]);
        gk_say_table(report, finding, table);
        gk_say_number(report, finding, noise->texts);
        gk_say_span(report, finding, noise->text[0]);
        if (noise->texts > 1) gk_say_word(report, finding, GK_WORD_MORE);
        else gk_say_names(report, finding, "", "");
        for (uint32_t i = 1; i < noise->texts && i <= GK_MAX_RELATED; i++)
            gk_add_related(report, finding, noise->text[i], (size_t)-1);
    }
    if (noise->numbers) {
        finding = gk_find(report, GK_RULE_NUMBER_STRAY, noise->number);
        gk_say_table(report, finding, table);
        gk_say_number(report, finding, noise->numbers);
        gk_say_span(report, finding, noise->number);
        if (noise->runs > 1) gk_say_word(report, finding, GK_WORD_MORE);
        else gk_say_names(report, finding, "", "");
    }
}

void gk_say_mended(gk_mend_run *m)
{
    mended_noise *noise = (mended_noise *)gk_arena_take(m->arena, gk_table_count * sizeof *noise);
    const gk_repair_edit *last = NULL; /* the last text taken for a label */
    m->row_of = (uint32_t *)gk_arena_take(m->arena, (m->items->count + 1u) * sizeof *m->row_of);
    if (!noise || !m->row_of) {
        m->no_memory = 1;
        return;
    }
    mended_index(m);
    mended_rows(m);
    mended_groups(m);
    for (uint32_t x = 0; x < m->result.error_count; x++) {
        const gk_repair_error *error = &m->result.errors[x];
        const gk_repair_candidate *chosen = &error->candidates[m->choice[x]];
        int panic = (error->flags & GK_REPAIR_PANIC) != 0;
        if (panic) mended_panic(m, error, chosen);
        for (uint32_t k = 0; k < chosen->count;) {
            const gk_repair_edit *edit = &chosen->edits[k];
            if (edit->op == GK_REPAIR_INSERT) {
                k = mended_inserts(m, chosen, k);
                continue;
            }
            if (edit->op == GK_REPAIR_DELETE && !panic) {
                k = mended_deletes(m, noise, chosen, k);
                continue;
            }
            if (edit->op == GK_REPAIR_SUBSTITUTE) {
                if (!mended_again(m, last, edit)) mended_substitute(m, edit);
                last = edit;
            }
            k++;
        }
    }
    for (unsigned t = 0; t < gk_table_count; t++) mended_noises(m, &noise[t], t);
}
