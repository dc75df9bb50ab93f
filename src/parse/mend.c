/* mend.c: see mend.h. */
#include "mend.h"

#include "../../gen/parser.h"
#include "../base/limits.h"

#include <string.h>

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
    return gk_repair_apply(m->arena, m->items->terminal, m->items->count, &m->result, m->choice, &m->entry,
                           &m->entries);
}

/* A row that was put in, with neither label nor numbers. */
static int mend_is_bare(const gk_mend_run *m, uint32_t r)
{
    return r < m->rows && m->row[r].label == GK_NO_ITEM && m->row[r].from >= m->row[r].to;
}

static void mend_swap(gk_open_row *a, gk_open_row *b)
{
    uint16_t kind = a->kind, field = a->field;
    a->kind = b->kind;
    a->field = b->field;
    b->kind = kind;
    b->field = field;
}

/* Reads the document as the choice has it. */
static gknb_status mend_try(gk_mend_run *m, gk_cell *cell, int64_t *score)
{
    gknb_report *report = m->build->report;
    gknb_status status = mend_apply(m);
    if (status != GKNB_OK) return status;
    gk_mend_rows(m);
    if (m->no_memory) return GKNB_NO_MEMORY;
    if (m->swap[0] != m->swap[1]) mend_swap(&m->row[m->swap[0]], &m->row[m->swap[1]]);
    memset(cell, 0, report->form->field_count * sizeof *cell);
    return gk_resolve(report, m->items, m->row, m->rows, m->items->layout == GK_LAYOUT_GLUED, cell, score);
}

/* There are more readings than the rows of the choice have. */
static void mend_tied(gk_mend_run *m)
{
    gknb_report *report = m->build->report;
    report->way_count = 0;
    for (uint32_t r = 0; r < m->rows; r++) {
        gk_open_row *row = &m->row[r];
        row->ambiguous = 0;
        for (unsigned i = 0; i < row->due; i++)
            if (report->cell[row->field + i].state == GKNB_STATE_AMBIGUOUS) row->ambiguous++;
    }
}

typedef struct {
    gk_cell *other; /* of a trial */
    int64_t best;
    unsigned trials;
    int tied;
} mend_trials;

/* One trial: the best stands, and what equally good ones read otherwise is ambiguous. `*better`: it is the best. */
static gknb_status mend_trial(gk_mend_run *m, mend_trials *t, int *better)
{
    gknb_report *report = m->build->report;
    int64_t score;
    gknb_status status = mend_try(m, t->other, &score);
    t->trials++;
    *better = status == GKNB_OK && score < t->best;
    if (*better) {
        t->tied = 0;
        t->best = score;
        memcpy(report->cell, t->other, report->form->field_count * sizeof *t->other);
    } else if (status == GKNB_OK && score == t->best) {
        t->tied = 1;
        for (unsigned i = 0; i < report->form->field_count; i++) gk_merge_cells(report, &report->cell[i], &t->other[i]);
    }
    return status;
}

/* The shapes each error has. */
static gknb_status mend_shapes(gk_mend_run *m, mend_trials *t)
{
    gknb_status status = GKNB_OK;
    for (uint32_t x = 0; x < m->result.error_count; x++) {
        const gk_repair_error *error = &m->result.errors[x];
        uint32_t seen[GK_MAX_STRUCTURES], shapes = 1, kept = 0;
        seen[0] = mend_shape(&error->candidates[0]);
        for (uint32_t k = 1; k < error->count && shapes < GK_MAX_STRUCTURES && t->trials < GK_MAX_TRIALS; k++) {
            uint32_t shape = mend_shape(&error->candidates[k]), known = 0;
            int better;
            for (uint32_t i = 0; i < shapes; i++) known |= seen[i] == shape;
            if (known) continue;
            seen[shapes++] = shape;
            m->choice[x] = k;
            if ((status = mend_trial(m, t, &better)) != GKNB_OK) return status;
            if (better) kept = k;
        }
        m->choice[x] = kept;
    }
    return status;
}

/* The rows that numbers without a label may be of: those beside theirs that have nothing. */
static gknb_status mend_swaps(gk_mend_run *m, mend_trials *t)
{
    gknb_status status = GKNB_OK;
    int better;
    for (uint32_t r = 0; r < m->rows; r++) {
        uint32_t s = r;
        if (m->row[r].label != GK_NO_ITEM || m->row[r].from >= m->row[r].to) continue;
        while (s > 0 && mend_is_bare(m, s - 1)) s--;
        for (; s == r || mend_is_bare(m, s); s++) {
            if (s == r || m->row[s].due != m->row[r].due) continue;
            if (t->trials == GK_MAX_TRIALS) return GKNB_OK;
            m->swap[0] = r;
            m->swap[1] = s;
            status = mend_trial(m, t, &better);
            if (status != GKNB_OK || better) return status; /* one is enough */
            mend_swap(&m->row[r], &m->row[s]);
            m->swap[1] = r;
        }
    }
    return status;
}

/* Tries what may be meant: the shapes of the repairs, then whose numbers without a label are. */
static gknb_status mend_choose(gk_mend_run *m)
{
    gknb_report *report = m->build->report;
    mend_trials t = {NULL, 0, 0, 0};
    int64_t score;
    gknb_status status;
    t.other = (gk_cell *)gk_arena_take_raw(m->arena, report->form->field_count * sizeof *t.other);
    if (!t.other) return GKNB_NO_MEMORY;
    status = mend_try(m, report->cell, &t.best);
    if (status == GKNB_OK) status = mend_shapes(m, &t);
    if (status == GKNB_OK && t.trials) status = mend_try(m, t.other, &score); /* the rows of the choice */
    if (status == GKNB_OK) status = mend_swaps(m, &t);
    if (status == GKNB_OK && t.trials) status = mend_try(m, t.other, &score); /* and as they stand in the end */
    if (t.tied) mend_tied(m);
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

unsigned gk_mend_section(const gk_mend_run *m, uint32_t item) { return m->section[item]; }

static void mend_sections(gk_mend_run *m)
{
    unsigned section = 0;
    for (uint32_t i = 0; i < m->items->count; i++) {
        unsigned terminal = m->items->terminal[i];
        if (terminal < GK_LABELS && gk_labels[terminal].section) section = gk_labels[terminal].section;
        m->section[i] = (uint8_t)section;
    }
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
        if (gk_labels[m->row[r].kind].label_class == GK_CLASS_head) gk_build_head(m->build, m->row[r].label);
        gk_build_table(m->build, m->row[r].label);
        if (report->seen_count)
            report->seen[report->seen_count - 1].section = (uint16_t)gk_mend_section(m, m->row[r].label);
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

/* A text that was taken for a label stands where that part of it does which is near the label: its item moves there. */
static void mend_stand(gk_mend_run *m)
{
    for (uint32_t x = 0; x < m->result.error_count; x++) {
        const gk_repair_candidate *chosen = &m->result.errors[x].candidates[m->choice[x]];
        for (uint32_t k = 0; k < chosen->count; k++) {
            const gk_repair_edit *edit = &chosen->edits[k];
            uint32_t *item = &m->items->item[edit->token];
            gknb_span span = {0, 0};
            if (edit->op != GK_REPAIR_SUBSTITUTE) continue;
            gk_mend_text(m, edit->token, m->compared[edit->token][GK_LABELS + edit->kind], &span); /* it was compared */
            while (gk_token_start(m->items->tokens, *item) < span.start) ++*item;
        }
    }
}

static gknb_status mend_document(gk_mend_run *m, int start, gk_mend_look look, void *user)
{
    gk_repair_params params;
    gk_build *build = m->build;
    gknb_status status;
    gk_mend_params(m, &params);
    status = gk_repair(m->arena, m->items->terminal, m->items->count, (unsigned)start, &params, &m->result);
    if (status != GKNB_OK || m->no_memory) return status == GKNB_OK ? GKNB_NO_MEMORY : status;
    if (!m->result.error_count && !m->joined) return GKNB_OK;
    m->choice = (uint32_t *)gk_arena_take(m->arena, (m->result.error_count + 1u) * sizeof *m->choice);
    if (!m->choice) return GKNB_NO_MEMORY;
    build->resolved = 1;
    status = mend_apply(m);
    if (status == GKNB_OK) status = mend_drive(m, start); /* the heads, which may name a unit */
    if (status == GKNB_OK) status = mend_choose(m);
    if (status == GKNB_OK) mend_stand(m);
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
    gk_items whole;
    gknb_status status = GKNB_NO_MEMORY;
    memset(&m, 0, sizeof m);
    gk_arena_init(&run, &build->report->allocator);
    m.build = build;
    m.arena = &run;
    m.items = items;
    if (gk_join_labels(&m, &whole)) m.items = items = &whole;
    m.compared = (uint8_t **)gk_arena_take(&run, (items->count + 1u) * sizeof *m.compared);
    m.pieces = (uint8_t *)gk_arena_take(&run, items->count + 1u);
    m.firm = (uint8_t *)gk_arena_take(&run, items->count + 1u);
    m.taken = (uint8_t *)gk_arena_take_raw(&run, items->count + 1u);
    m.section = (uint8_t *)gk_arena_take_raw(&run, items->count + 1u);
    if (!m.no_memory && m.compared && m.pieces && m.firm && m.taken && m.section) {
        mend_sections(&m);
        status = mend_document(&m, start, look, user);
    }
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
