/* mend.c: see mend.h. */
#include "mend.h"

#include "../../gen/parser.h"
#include "../base/limits.h"

#include <string.h>

/* ---- what edits cost ---- */

static const gk_repair_cost *mend_cost(unsigned kind)
{
    if (kind < GK_LABELS) return &gk_repair_costs[gk_labels[kind].label_class];
    if (kind == T_NUMBER) return &gk_repair_costs[GK_COST_number];
    if (kind == T_TEXT) return &gk_repair_costs[GK_COST_text];
    return gk_is_cell(kind) ? &gk_repair_costs[GK_COST_blank] : NULL;
}

static int mend_insert(void *user, unsigned kind, gk_repair_run run)
{
    const gk_repair_cost *cost = mend_cost(kind);
    (void)user;
    return cost ? cost->insert[run] : -1;
}

static int mend_remove(void *user, uint32_t item, unsigned kind, gk_repair_run run)
{
    const gk_repair_cost *cost = mend_cost(kind);
    (void)user;
    (void)item;
    return cost ? cost->remove[run] : -1;
}

static unsigned mend_anchor(void *user, unsigned kind)
{
    (void)user;
    if (kind >= GK_LABELS) return 0;
    switch (gk_labels[kind].label_class) {
    case GK_CLASS_section:
    case GK_CLASS_article:
    case GK_CLASS_row: return 2;
    case GK_CLASS_head:
    case GK_CLASS_group: return 1;
    default: return 0;
    }
}

/* ---- texts that may be labels ---- */

int gk_mend_text(const gk_mend_run *m, uint32_t item, unsigned part, gknb_span *span)
{
    const gk_tokens *tokens = m->items->tokens;
    uint32_t token = m->items->item[item] & GK_ITEM_TOKEN, n = part / 2;
    uint32_t end = item + 1 < m->items->count ? m->items->item[item + 1] & GK_ITEM_TOKEN : tokens->count;
    uint32_t last = token;
    for (uint32_t seen = 0;; token++) {
        if (token >= end) return 0;
        if (gk_token_kind(tokens, token) == GK_KIND_TEXT && seen++ == n) break;
        if (seen > n) break;
    }
    span->start = gk_token_start(tokens, token);
    span->end = gk_token_end(tokens, token);
    if (!(part & 1)) return 1;
    for (uint32_t i = token; i < end && gk_token_start(tokens, i) - span->start < 4 * GK_MAX_NEAR; i++)
        if (gk_token_kind(tokens, i) == GK_KIND_TEXT) last = i;
    if (last <= token) return 0;
    span->end = gk_token_end(tokens, last);
    return 1;
}

enum {
    MEND_PARTS = 12, /* of a text */
    MEND_RUN = 5     /* so many numbers in a row are no prose */
};

/* Distances of a text to all labels; NULL when it is not to be compared. */
static const uint8_t *mend_compare(gk_mend_run *m, uint32_t item)
{
    uint8_t *made = m->compared[item];
    if (made || m->texts >= GK_MAX_NEAR_TEXTS) return made;
    made = (uint8_t *)gk_arena_take_raw(m->arena, 2 * GK_LABELS);
    if (!made) {
        m->no_memory = 1;
        return NULL;
    }
    m->texts++;
    memset(made, GK_NEAR_NONE, 2 * GK_LABELS);
    for (unsigned part = 0; part < MEND_PARTS; part++) {
        gknb_span span;
        const uint8_t *bytes = m->build->report->bytes;
        if (!gk_mend_text(m, item, part, &span)) continue;
        if (span.end - span.start <= 4 * GK_MAX_NEAR)
            gk_near_text(&m->near, bytes + span.start, bytes + span.end, made, made + GK_LABELS, (uint8_t)part);
    }
    m->compared[item] = made;
    return made;
}

static int mend_substitute(void *user, uint32_t item, unsigned kind, unsigned want)
{
    gk_mend_run *m = (gk_mend_run *)user;
    const uint8_t *distance;
    if (kind != T_TEXT || want >= GK_LABELS) return -1;
    distance = mend_compare(m, item);
    if (!distance) return -1;
    if (!want) {
        for (unsigned i = 1; i < GK_LABELS; i++)
            if (distance[i] != GK_NEAR_NONE) return 0;
        return -1;
    }
    if (distance[want] == GK_NEAR_NONE) return -1;
    return distance[want] <= (unsigned)gk_settings.near ? gk_settings.substitute : gk_settings.substitute_far;
}

/* ---- numbers that may be several ---- */

static unsigned mend_pieces(void *user, uint32_t item, unsigned kind)
{
    (void)kind;
    return ((gk_mend_run *)user)->pieces[item];
}

static int mend_split(void *user, uint32_t item, unsigned kind, int again)
{
    (void)user;
    (void)item;
    (void)kind;
    return again ? 0 : gk_settings.split;
}

/* How many digits a number has that is nothing but digits. */
static unsigned mend_digits(const gk_mend_run *m, uint32_t item)
{
    gknb_span span = gk_item_span(m->items, item);
    const uint8_t *bytes = m->build->report->bytes;
    unsigned n = 0;
    for (uint32_t i = span.start; i < span.end && n < 200; i++) {
        if (bytes[i] >= '0' && bytes[i] <= '9') n++;
        else if (bytes[i] == 0xef && i + 2 < span.end && bytes[i + 1] == 0xbc && bytes[i + 2] >= 0x90 && bytes[i + 2] <= 0x99) n++, i += 2;
        else return 1;
    }
    return n;
}

/* Runs of cells: a number of a row with too few may be several; and in a section of tables the words and numbers of a
 * table are not prose. */
static void mend_mark(gk_mend_run *m)
{
    const gk_items *items = m->items;
    int in_table = 0;
    for (uint32_t i = 0; i < items->count;) {
        unsigned terminal = items->terminal[i], label = 0, due;
        uint32_t end = i, numbers = 0;
        if (terminal < GK_LABELS) {
            label = terminal;
            if (gk_labels[label].label_class == GK_CLASS_section) {
                in_table = 0;
                for (unsigned t = 0; t < gk_table_count; t++) in_table |= gk_tables[t].section == gk_labels[label].section;
            }
            m->firm[i] = (uint8_t)in_table;
            end = ++i;
        } else if (!gk_is_cell(terminal)) {
            i++;
            continue;
        }
        due = label ? m->build->form->after[label].cells : GK_MOST_CELLS;
        while (end < items->count && gk_is_cell(items->terminal[end])) end++;
        for (uint32_t k = i; k < end; k++) numbers += items->terminal[k] == T_NUMBER;
        for (uint32_t k = i; k < end; k++) {
            m->firm[k] = in_table && numbers >= MEND_RUN;
            m->pieces[k] = (uint8_t)(items->terminal[k] == T_NUMBER && end - i < due ? mend_digits(m, k) : 1);
        }
        i = end;
    }
}

/* ---- rows of the repaired stream ---- */

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
    for (uint32_t r = 0; r < m->rows; r++) {
        gk_open_row *row = &m->row[r];
        int found = 0;
        if (row->label != GK_NO_ITEM || row->from < row->to) continue;
        for (uint32_t x = 0; x < m->result.error_count && !found; x++) {
            const gk_repair_candidate *chosen = &m->result.errors[x].candidates[m->choice[x]];
            for (uint32_t k = 0; k < chosen->count; k++) {
                const gk_repair_edit *edit = &chosen->edits[k];
                if (edit->op != GK_REPAIR_DELETE || m->items->terminal[edit->token] != row->kind) continue;
                row->label = edit->token;
                row->from = edit->token + 1;
                row->to = mend_cells_behind(m, edit->token);
                row->moved = !mend_in_order(m, r, edit->token);
                found = 1;
                break;
            }
        }
    }
}

/* Takes out rows that were put in though one of their kind stands elsewhere: that one is out of order. */
static void mend_doubles(gk_mend_run *m)
{
    uint32_t kept = 0;
    for (uint32_t r = 0; r < m->rows; r++) {
        const gk_open_row *row = &m->row[r];
        gk_open_row *other = NULL;
        for (uint32_t k = 0; k < m->rows && row->label == GK_NO_ITEM && row->from >= row->to; k++)
            if (m->row[k].kind == row->kind && m->row[k].label != GK_NO_ITEM) other = &m->row[k];
        if (other) other->moved = 1;
        else m->row[kept++] = *row;
    }
    m->rows = kept;
}

static int mend_put_in(const gk_mend_run *m, uint32_t r)
{
    return r < m->rows && m->row[r].label == GK_NO_ITEM;
}

/* Numbers directly behind a group label, where the form has several rows that are not there, are a row of another form:
 * they are none of these rows'. */
static void mend_foreign(gk_mend_run *m)
{
    for (uint32_t r = 0; r < m->rows; r++) {
        gk_open_row *row = &m->row[r];
        unsigned before;
        if (row->label != GK_NO_ITEM || row->from >= row->to || !row->from) continue;
        before = m->items->terminal[row->from - 1];
        if (before >= GK_LABELS || gk_labels[before].label_class != GK_CLASS_group) continue;
        if (!mend_put_in(m, r + 1) && !(r && mend_put_in(m, r - 1))) continue;
        row->foreign = 1;
        row->to = row->from;
    }
}

/* A row of the list has the field. */
static int mend_has(const gk_mend_run *m, unsigned field)
{
    for (uint32_t r = 0; r < m->rows; r++)
        if (field >= m->row[r].field && field < (unsigned)m->row[r].field + m->row[r].due && !m->row[r].foreign &&
            (m->row[r].label != GK_NO_ITEM || m->row[r].from < m->row[r].to))
            return 1;
    return 0;
}

/* How often the label stands before exactly so many cells. */
static unsigned mend_count(const gk_mend_run *m, unsigned kind, unsigned cells)
{
    unsigned n = 0;
    for (uint32_t i = 0; i < m->items->count; i++)
        n += m->items->terminal[i] == kind && mend_cells_behind(m, i) - i - 1 == cells;
    return n;
}

/* A row that carries its label is read wherever it stands, if it was not yet: the table around it may be lost. A row of
 * several parts (all outcomes of table four) may stand part by part. */
static void mend_adopt(gk_mend_run *m)
{
    for (uint32_t i = 0; i < m->items->count && !m->no_memory; i++) {
        unsigned kind = m->items->terminal[i], due, columns, part = 0;
        uint32_t end;
        gk_open_row *row;
        if (kind >= GK_LABELS || !(due = m->build->form->after[kind].cells)) continue;
        end = mend_cells_behind(m, i);
        columns = gk_rows[m->build->form->after[kind].row].columns;
        if (end - i - 1 != due) {
            if (columns == due || end - i - 1 != columns || mend_count(m, kind, columns) != due / columns) continue;
            while (part < due && mend_has(m, mend_field(m, kind) + part)) part += columns;
            due = columns;
        }
        if (mend_has(m, mend_field(m, kind) + part) || !(row = mend_new_row(m))) continue;
        row->label = i;
        row->kind = (uint16_t)kind;
        row->field = (uint16_t)(mend_field(m, kind) + part);
        row->due = (uint8_t)due;
        row->from = i + 1;
        row->to = end;
        row->adopted = 1;
    }
}

static void mend_rows(gk_mend_run *m)
{
    m->rows = 0;
    for (uint32_t e = 0; e + 1 < m->entries && !m->no_memory; e++) {
        unsigned kind = m->entry[e].kind, due = kind < GK_LABELS ? m->build->form->after[kind].cells : 0;
        if (due && gk_is_cell(m->entry[e + 1].kind)) mend_row(m, e, due);
    }
    mend_moved(m);
    mend_doubles(m);
    mend_foreign(m);
    mend_adopt(m);
}

/* ---- which repair ---- */

/* What a repair does to labels; how it spreads numbers over cells is the resolver's. */
static uint32_t mend_shape(const gk_repair_candidate *candidate)
{
    uint32_t hash = 0;
    for (uint32_t i = 0; i < candidate->count; i++) {
        const gk_repair_edit *edit = &candidate->edits[i];
        if (gk_is_cell(edit->kind)) continue;
        hash = (hash ^ edit->token) * 2654435761u;
        hash = (hash ^ (uint32_t)edit->kind << 4 ^ edit->op) * 2246822519u;
    }
    return hash;
}

static gknb_status mend_apply(gk_mend_run *m)
{
    return gk_repair_apply(m->arena, m->items->terminal, m->items->count, &m->result, m->choice, &m->entry, &m->entries);
}

/* Reads the document as the choice has it. */
static gknb_status mend_try(gk_mend_run *m, gk_cell *cell, int64_t *score)
{
    gknb_report *report = m->build->report;
    gknb_status status = mend_apply(m);
    if (status != GKNB_OK) return status;
    mend_rows(m);
    if (m->no_memory) return GKNB_NO_MEMORY;
    memset(cell, 0, report->form->field_count * sizeof *cell);
    return gk_resolve(report, m->items, m->row, m->rows, m->items->layout == GK_LAYOUT_GLUED, cell, score);
}

/* Tries the shapes each error has; the best stands, and what equally good ones read otherwise is ambiguous. */
static gknb_status mend_choose(gk_mend_run *m)
{
    gknb_report *report = m->build->report;
    size_t size = report->form->field_count * sizeof(gk_cell);
    gk_cell *other = (gk_cell *)gk_arena_take_raw(m->arena, size);
    int64_t best, score;
    unsigned trials = 0;
    gknb_status status;
    if (!other) return GKNB_NO_MEMORY;
    status = mend_try(m, report->cell, &best);
    for (uint32_t x = 0; x < m->result.error_count && status == GKNB_OK; x++) {
        const gk_repair_error *error = &m->result.errors[x];
        uint32_t seen[GK_MAX_STRUCTURES], shapes = 1, kept = 0;
        seen[0] = mend_shape(&error->candidates[0]);
        for (uint32_t k = 1; k < error->count && shapes < GK_MAX_STRUCTURES && trials < GK_MAX_TRIALS; k++) {
            uint32_t shape = mend_shape(&error->candidates[k]), known = 0;
            for (uint32_t i = 0; i < shapes; i++) known |= seen[i] == shape;
            if (known) continue;
            seen[shapes++] = shape;
            trials++;
            m->choice[x] = k;
            if ((status = mend_try(m, other, &score)) != GKNB_OK) return status;
            if (score < best) {
                best = score;
                kept = k;
                memcpy(report->cell, other, size);
            } else if (score == best) {
                for (unsigned i = 0; i < report->form->field_count; i++) gk_merge_cells(report, &report->cell[i], &other[i]);
            }
        }
        m->choice[x] = kept;
    }
    if (status == GKNB_OK && trials) status = mend_try(m, other, &score); /* the entries and rows of the choice */
    return status;
}

/* ---- the report ---- */

/* The repaired stream as items. */
static gknb_status mend_items(gk_mend_run *m, gk_items *out)
{
    *out = *m->items;
    out->count = m->entries;
    out->item = (uint32_t *)gk_arena_take_raw(m->arena, ((size_t)m->entries + 1) * sizeof *out->item);
    out->terminal = (uint16_t *)gk_arena_take_raw(m->arena, ((size_t)m->entries + 1) * sizeof *out->terminal);
    if (!out->item || !out->terminal) return GKNB_NO_MEMORY;
    for (uint32_t e = m->entries, next = m->items->tokens->count; e-- > 0;) {
        const gk_repair_entry *entry = &m->entry[e];
        if (entry->token == GK_REPAIR_NONE) {
            out->item[e] = next | GK_ITEM_EMPTY;
        } else {
            out->item[e] = m->items->item[entry->token];
            next = out->item[e] & GK_ITEM_TOKEN;
        }
        out->terminal[e] = entry->kind;
    }
    return GKNB_OK;
}

unsigned gk_mend_section(const gk_mend_run *m, uint32_t item)
{
    unsigned section = 0;
    for (uint32_t i = item < m->items->count ? item + 1 : m->items->count; i-- > 0 && !section;)
        if (m->items->terminal[i] < GK_LABELS) section = gk_labels[m->items->terminal[i]].section;
    return section;
}

/* Tables of which nothing but adopted rows was met. */
static void mend_seen(gk_mend_run *m)
{
    gknb_report *report = m->build->report;
    for (uint32_t r = 0; r < m->rows; r++) {
        unsigned table = gk_rows[m->build->form->after[m->row[r].kind].row].table;
        int known = !m->row[r].adopted;
        for (uint32_t i = 0; i < report->seen_count; i++) known |= report->seen[i].table == table;
        if (known) continue;
        gk_build_table(m->build, m->row[r].label);
        if (report->seen_count) report->seen[report->seen_count - 1].section = (uint16_t)gk_mend_section(m, m->row[r].label);
    }
}

void gk_build_reset(gk_build *build)
{
    gknb_report *report = build->report;
    report->sections = 0;
    report->labels.count = report->heads.count = report->groups.count = 0;
    report->seen_count = 0;
    report->second_report = 0;
    build->fault = 0;
}

/* Runs the parser over the repaired stream. */
static gknb_status mend_drive(gk_mend_run *m, int start)
{
    gk_items mended;
    gknb_status status = mend_items(m, &mended);
    if (status != GKNB_OK) return status;
    gk_build_reset(m->build);
    m->build->items = &mended;
    gk_drive_once(m->build, start);
    m->build->items = m->items;
    return GKNB_OK;
}

static gknb_status mend_document(gk_mend_run *m, int start, gk_mend_look look, void *user)
{
    gk_repair_params params = {m,
                               mend_insert,
                               mend_remove,
                               mend_substitute,
                               mend_pieces,
                               mend_split,
                               mend_anchor,
                               m->firm,
                               gk_settings.orphan,
                               gk_settings.most,
                               (unsigned)gk_settings.shifts,
                               (unsigned)gk_settings.rollback,
                               GK_MAX_REPAIR_STEPS,
                               GK_MAX_REPAIR_STEPS_DOCUMENT,
                               GK_MAX_REPAIRS,
                               GK_MAX_FAULTS};
    gk_build *build = m->build;
    gknb_status status;
    mend_mark(m);
    status = gk_repair(m->arena, m->items->terminal, m->items->count, (unsigned)start, &params, &m->result);
    if (status != GKNB_OK || m->no_memory) return status == GKNB_OK ? GKNB_NO_MEMORY : status;
    if (!m->result.error_count) return GKNB_OK;
    m->choice = (uint32_t *)gk_arena_take(m->arena, m->result.error_count * sizeof *m->choice);
    if (!m->choice) return GKNB_NO_MEMORY;
    build->resolved = 1;
    status = mend_apply(m);
    if (status == GKNB_OK) status = mend_drive(m, start); /* the heads, which may name a unit */
    if (status == GKNB_OK) status = mend_choose(m);
    if (status == GKNB_OK) status = mend_drive(m, start);
    if (status != GKNB_OK) return status;
    mend_seen(m);
    gk_infer(build->report);
    gk_say_mended(m);
    if (look) look(user, m);
    return m->no_memory ? GKNB_NO_MEMORY : GKNB_OK;
}

/* The items of the first report, when another begins at an offset. */
static uint32_t mend_first_report(const gk_items *items, uint32_t offset)
{
    uint32_t count = 0;
    while (count < items->count && gk_item_span(items, count).start < offset) count++;
    return count;
}

static gknb_status mend_run(gk_build *build, const gk_items *items, int start, gk_mend_look look, void *user)
{
    gk_arena run;
    gk_mend_run m;
    gknb_status status = GKNB_NO_MEMORY;
    memset(&m, 0, sizeof m);
    gk_arena_init(&run, &build->report->allocator);
    m.build = build;
    m.arena = &run;
    m.items = items;
    m.compared = (uint8_t **)gk_arena_take(&run, (items->count + 1u) * sizeof *m.compared);
    m.pieces = (uint8_t *)gk_arena_take(&run, items->count + 1u);
    m.firm = (uint8_t *)gk_arena_take(&run, items->count + 1u);
    if (m.compared && m.pieces && m.firm && gk_near_init(&m.near, &run) == GKNB_OK)
        status = mend_document(&m, start, look, user);
    gk_arena_free(&run);
    return status;
}

gknb_status gk_mend(gk_build *build, int start, gk_mend_look look, void *user)
{
    gknb_report *report = build->report;
    gk_items items = *build->items;
    uint32_t findings = report->findings, second = report->second_report;
    int errors = report->errors;
    gknb_status status;
    if (!second) {
        status = mend_run(build, &items, start, look, user);
        second = report->second_report;
        if (status != GKNB_OK || !second) return status;
    }
    items.count = mend_first_report(&items, second); /* another report behind it: this one is read by itself */
    report->findings = findings;
    report->errors = errors;
    status = mend_run(build, &items, start, look, user);
    report->second_report = second;
    return status;
}
