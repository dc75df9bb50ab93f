/* rows.c: the rows of a repaired stream, and the items each one's numbers stand in. */
#include "../base/limits.h"
#include "mended.h"

#include <string.h>

static gk_open_row *mend_new_row(gk_mend_run *m)
{
    if (m->rows == m->row_room) {
        uint32_t room = m->row_room ? m->row_room * 2 : 64;
        gk_open_row *grown = (gk_open_row *)gk_arena_take_raw(m->arena, room * sizeof *grown);
        if (!grown) {
            m->no_memory = 1;
            return NULL;
        }
        if (m->rows) memcpy(grown, m->row, m->rows * sizeof *grown);
        m->row = grown;
        m->row_room = room;
    }
    memset(&m->row[m->rows], 0, sizeof *m->row);
    return &m->row[m->rows++];
}

static unsigned mend_field(const gk_mend_run *m, unsigned kind)
{
    return (unsigned)gk_rows[m->build->form->after[kind].row].first_field - m->build->form->first_field;
}

static void mend_row(gk_mend_run *m, uint32_t label, unsigned due)
{
    gk_open_row *row = mend_new_row(m);
    uint32_t e = label, next;
    if (!row) return;
    row->kind = m->entry[label].kind;
    row->label = m->entry[label].token;
    row->due = (uint8_t)due;
    row->field = (uint16_t)mend_field(m, row->kind);
    row->from = row->label != GK_REPAIR_NONE ? row->label + 1 : GK_NO_ITEM;
    row->to = GK_NO_ITEM;
    for (e++; e < m->entries; e++) {
        if (m->entry[e].token == GK_REPAIR_NONE) continue;
        if (row->from == GK_NO_ITEM) row->from = m->entry[e].token;
        if (e - label > due) break;
        row->to = m->entry[e].token + 1;
    }
    if (row->label == GK_REPAIR_NONE &&
        e == label + due + 1) /* taken for prose: it has no label to tell it from that */
        for (; e < m->entries && m->entry[e].token == row->to && gk_is_cell(m->entry[e].kind); e++) row->to++;
    while (e < m->entries && m->entry[e].token == GK_REPAIR_NONE) e++; /* what was put in stands nowhere */
    next = e < m->entries ? m->entry[e].token : m->items->count;
    if (row->from == GK_NO_ITEM) row->from = next;
    if (row->to == GK_NO_ITEM) row->to = row->from;
    while (row->to < next && gk_is_cell(m->items->terminal[row->to])) row->to++; /* numbers too many */
    for (uint32_t i = row->from, cells = 0; i < row->to; i++) {
        unsigned terminal = m->items->terminal[i];
        if (gk_is_cell(terminal)) cells++;
        else if (cells >= due || (terminal < GK_LABELS && m->build->form->after[terminal].cells)) row->to = i;
    }
}

static uint32_t mend_cells_behind(const gk_mend_run *m, uint32_t label)
{
    uint32_t end = label + 1;
    while (end < m->items->count && gk_is_cell(m->items->terminal[end])) end++;
    return end;
}

/* The item stands on the line of the one before. */
static int mend_on_line(const gk_mend_run *m, uint32_t item)
{
    uint32_t token = m->items->item[item] & GK_ITEM_TOKEN, before = m->items->item[item - 1] & GK_ITEM_TOKEN;
    while (token > before && gk_token_kind(m->items->tokens, token) != GK_KIND_NEWLINE) token--;
    return token <= before;
}

/* Numbers at the end of a row's line are not those of the next, which has no label, if it has enough behind them. */
static void mend_overrun(gk_mend_run *m)
{
    for (uint32_t r = 1; r < m->rows; r++) {
        gk_open_row *before = &m->row[r - 1], *row = &m->row[r];
        uint32_t end = row->from, from, cells = 0;
        if (row->label != GK_NO_ITEM || before->to != row->from) continue;
        while (end && end < row->to && gk_is_cell(m->items->terminal[end]) && mend_on_line(m, end)) end++;
        for (from = end; from < row->to && !gk_is_cell(m->items->terminal[from]);) from++;
        for (uint32_t i = from; i < row->to; i++) cells += (uint32_t)gk_is_cell(m->items->terminal[i]);
        if (cells < row->due) continue;
        before->to = end;
        row->from = from;
    }
}

/* An item stands between the rows before and behind row r. */
static int mend_in_order(const gk_mend_run *m, uint32_t r, uint32_t item)
{
    uint32_t before = r, behind = r + 1;
    while (before > 0 && m->row[before - 1].label == GK_NO_ITEM) before--;
    while (behind < m->rows && m->row[behind].label == GK_NO_ITEM) behind++;
    return (!before || m->row[before - 1].label < item) && (behind == m->rows || item < m->row[behind].label);
}

/* A row that was put in and one of its kind that was taken out are one that stands out of order. */
static void mend_moved(gk_mend_run *m)
{
    uint32_t taken[GK_LABELS] = {0}; /* 1 + the first label of a kind that was taken out */
    for (uint32_t x = 0; x < m->result.error_count; x++) {
        const gk_repair_candidate *chosen = &m->result.errors[x].candidates[m->choice[x]];
        for (uint32_t k = 0; k < chosen->count; k++) {
            const gk_repair_edit *edit = &chosen->edits[k];
            unsigned kind = edit->op == GK_REPAIR_DELETE ? m->items->terminal[edit->token] : 0;
            if (kind && kind < GK_LABELS && !taken[kind]) taken[kind] = edit->token + 1;
        }
    }
    for (uint32_t r = 0; r < m->rows; r++) {
        gk_open_row *row = &m->row[r];
        if (row->label != GK_NO_ITEM || row->from < row->to || !taken[row->kind]) continue;
        row->label = taken[row->kind] - 1;
        row->from = row->label + 1;
        row->to = mend_cells_behind(m, row->label);
        row->moved = !mend_in_order(m, r, row->label);
        taken[row->kind] = 0;
    }
}

/* A row that was put in beside its own label, which the grammar took for something else: a group of another form, if
 * the row has no numbers; or a head, and the row its numbers. */
static void mend_bare(gk_mend_run *m)
{
    for (uint32_t r = 0; r < m->rows; r++) {
        gk_open_row *row = &m->row[r];
        uint32_t at = row->from;
        if (row->label == GK_NO_ITEM && at && at < row->to && m->items->terminal[at - 1] == row->kind)
            row->label = at - 1;
        if (row->label != GK_NO_ITEM || at < row->to || gk_labels[row->kind].label_class != GK_CLASS_group) continue;
        if (at == m->items->count || m->items->terminal[at] != row->kind) at--; /* or before it */
        if (at >= m->items->count || m->items->terminal[at] != row->kind) continue;
        row->label = at;
        row->from = row->to = at + 1;
    }
}

/* Takes out rows that were put in though one of their kind stands elsewhere: that one is out of order. */
static void mend_doubles(gk_mend_run *m)
{
    uint32_t kept = 0, stands[GK_LABELS] = {0}; /* 1 + the last row of a kind that has its label */
    for (uint32_t r = 0; r < m->rows; r++)
        if (m->row[r].label != GK_NO_ITEM) stands[m->row[r].kind] = r + 1;
    for (uint32_t r = 0; r < m->rows; r++) {
        const gk_open_row *row = &m->row[r];
        if (row->label == GK_NO_ITEM && row->from >= row->to && stands[row->kind])
            m->row[stands[row->kind] - 1].moved = 1;
    }
    for (uint32_t r = 0; r < m->rows; r++) {
        const gk_open_row *row = &m->row[r];
        if (row->label != GK_NO_ITEM || row->from < row->to || !stands[row->kind]) m->row[kept++] = *row;
    }
    m->rows = kept;
}

static int mend_put_in(const gk_mend_run *m, uint32_t r) { return r < m->rows && m->row[r].label == GK_NO_ITEM; }

/* Numbers directly behind a group label, where the form has several rows that are not there, are a row of another form:
 * they are none of these rows'. */
static void mend_foreign(gk_mend_run *m)
{
    for (uint32_t r = 0; r < m->rows; r++) {
        gk_open_row *row = &m->row[r];
        unsigned before;
        if (row->label != GK_NO_ITEM || row->from >= row->to || !row->from) continue;
        before = m->items->terminal[row->from - 1];
        if (before >= GK_LABELS || gk_labels[before].label_class != GK_CLASS_group ||
            m->build->form->after[before].cells)
            continue;
        if (!mend_put_in(m, r + 1) && !(r && mend_put_in(m, r - 1))) continue;
        row->foreign = 1;
        row->to = row->from;
    }
}

void gk_mend_has(const gk_mend_run *m, uint8_t *has)
{
    for (uint32_t r = 0; r < m->rows; r++) {
        const gk_open_row *row = &m->row[r];
        if (!row->foreign && (row->label != GK_NO_ITEM || row->from < row->to)) memset(has + row->field, 1, row->due);
    }
}

/* How often each label stands before exactly one part of its row, where the row has several. */
static void mend_parts(const gk_mend_run *m, uint16_t *parts)
{
    for (uint32_t i = 0; i < m->items->count; i++) {
        unsigned kind = m->items->terminal[i], due = kind < GK_LABELS ? m->build->form->after[kind].cells : 0;
        unsigned columns = due ? gk_rows[m->build->form->after[kind].row].columns : 0;
        if (columns < due && mend_cells_behind(m, i) - i - 1 == columns && parts[kind] < 0xffff) parts[kind]++;
    }
}

/* The cells behind the label are its row: all, or some of them under its own heading, or in a piece of a report that
 * has no headings; 0, if they are not. */
static int mend_some(const gk_mend_run *m, uint32_t label, uint32_t cells, unsigned due)
{
    const gk_row *row = &gk_rows[m->build->form->after[m->items->terminal[label]].row];
    if (cells == due) return 1;
    return cells > 1 && cells < due &&
           (gk_mend_section(m, label) == gk_tables[row->table].section || !gk_mend_section(m, m->items->count - 1));
}

/* A row that carries its label is read wherever it stands, if it was not yet: the table around it may be lost. A row of
 * several parts (all outcomes of table four) may stand part by part. */
static void mend_adopt(gk_mend_run *m)
{
    uint8_t has[GK_MOST_FIELDS] = {0};
    uint16_t parts[GK_LABELS] = {0};
    gk_mend_has(m, has);
    mend_parts(m, parts);
    for (uint32_t i = 0; i < m->items->count && !m->no_memory; i++) {
        unsigned kind = m->items->terminal[i], due, columns, part = 0;
        uint32_t end;
        gk_open_row *row;
        if (kind >= GK_LABELS || !(due = m->build->form->after[kind].cells)) continue;
        end = mend_cells_behind(m, i);
        columns = gk_rows[m->build->form->after[kind].row].columns;
        if (columns < due && end - i - 1 == columns && parts[kind] == due / columns) {
            while (part < due && has[mend_field(m, kind) + part]) part += columns;
            if (part == due) continue;
            due = columns;
        } else if (!mend_some(m, i, end - i - 1, due)) {
            continue;
        }
        if (has[mend_field(m, kind) + part] || !(row = mend_new_row(m))) continue;
        row->label = i;
        row->kind = (uint16_t)kind;
        row->field = (uint16_t)(mend_field(m, kind) + part);
        row->due = (uint8_t)due;
        row->from = i + 1;
        row->to = end;
        row->adopted = 1;
        memset(has + row->field, 1, due);
    }
}

/* No item is in two rows: what stands behind a row's own label is that row's. */
static void mend_apart(gk_mend_run *m)
{
    memset(m->taken, 0, m->items->count);
    for (int labelled = 1; labelled >= 0; labelled--) {
        for (uint32_t r = 0; r < m->rows; r++) {
            gk_open_row *row = &m->row[r];
            uint32_t end;
            if ((row->label != GK_NO_ITEM) != labelled) continue;
            while (row->from < row->to && m->taken[row->from]) row->from++;
            for (end = row->from; end < row->to && !m->taken[end]; end++) m->taken[end] = 1;
            row->to = end;
        }
    }
}

/* A row in which the document breaks off, or its table, of which nothing stands behind it. */
static void mend_cut(gk_mend_run *m)
{
    const gk_form *form = m->build->report->form;
    uint32_t end = m->items->count;           /* of the document: behind its last label */
    uint8_t stands[GK_MOST_FIELDS + 1] = {0}; /* by field: a row of its table begins there or behind it */
    while (end && m->items->terminal[end - 1] >= GK_LABELS) end--;
    for (uint32_t r = 0; r < m->rows; r++)
        stands[m->row[r].field] |= m->row[r].label != GK_NO_ITEM || m->row[r].from < m->row[r].to;
    for (unsigned i = form->field_count - 1u; i-- > 0;) {
        const gk_field *field = &gk_fields[form->first_field + i];
        if (gk_rows[field[0].row].table == gk_rows[field[1].row].table) stands[i] |= stands[i + 1];
    }
    for (uint32_t r = 0; r < m->rows; r++) {
        gk_open_row *row = &m->row[r];
        unsigned behind = row->to < m->items->count ? m->items->terminal[row->to] : 0, next = row->field + row->due;
        const gk_field *field = &gk_fields[form->first_field + row->field];
        int last = next >= form->field_count || gk_rows[field[row->due].row].table != gk_rows[field[0].row].table;
        if (!last && stands[next]) continue;
        row->cut = (uint8_t)(row->to >= end ||
                             (!last && behind < GK_LABELS && gk_labels[behind].label_class == GK_CLASS_section));
    }
}

void gk_mend_rows(gk_mend_run *m)
{
    m->rows = 0;
    for (uint32_t e = 0; e + 1 < m->entries && !m->no_memory; e++) {
        unsigned kind = m->entry[e].kind, due = kind < GK_LABELS ? m->build->form->after[kind].cells : 0;
        if (due && gk_is_cell(m->entry[e + 1].kind)) mend_row(m, e, due);
    }
    mend_overrun(m);
    mend_moved(m);
    mend_bare(m);
    mend_doubles(m);
    mend_foreign(m);
    mend_adopt(m);
    mend_apart(m);
    mend_cut(m);
}
