/* costs.c: what each edit of a document costs the repair engine (grammar/repairs.def, SPEC S9-repair). */
#include "../../gen/parser.h"
#include "../base/limits.h"
#include "mended.h"

#include <string.h>

/* ---- what edits cost ---- */

static const gk_repair_cost *mend_cost(unsigned kind)
{
    if (kind < GK_LABELS) return &gk_repair_costs[gk_labels[kind].label_class];
    if (kind == T_NUMBER) return &gk_repair_costs[GK_COST_number];
    if (kind == T_TEXT) return &gk_repair_costs[GK_COST_text];
    return gk_is_cell(kind) ? &gk_repair_costs[GK_COST_blank] : NULL;
}

enum { MEND_HOLLOW = 4, MEND_BARE = 1, MEND_FULL = 2 };

static int mend_insert(void *user, unsigned kind, gk_repair_run run)
{
    const gk_repair_cost *cost = mend_cost(kind);
    if (kind == T_NUMBER && run == GK_RUN_PLAIN && ((const gk_mend_run *)user)->hollow >= MEND_HOLLOW)
        run = GK_RUN_ANCHOR; /* a row without numbers is a row whose cells were left empty */
    return cost ? cost->insert[run == GK_RUN_ANCHOR] : -1;
}

/* A row of a table belongs under the heading of its table. */
static int mend_place(void *user, uint32_t item, unsigned kind)
{
    const gk_mend_run *m = (const gk_mend_run *)user;
    const gk_form_row *row = &m->build->form->after[kind];
    unsigned section = item ? gk_mend_section(m, item - 1) : 0;
    return row->cells && section && section != gk_tables[gk_rows[row->row].table].section ? gk_settings.elsewhere : 0;
}

static int mend_remove(void *user, uint32_t item, unsigned kind, gk_repair_run run)
{
    (void)user;
    (void)item;
    /* what stands there has a cost; only what begins a form has none */
    return mend_cost(kind)->remove[run == GK_RUN_ANCHOR];
}

static unsigned mend_anchor(void *user, unsigned kind)
{
    (void)user;
    if (kind >= GK_LABELS) return 0;
    return gk_labels[kind].label_class == GK_CLASS_head || gk_labels[kind].label_class == GK_CLASS_group ? 1 : 2;
}

/* ---- texts that may be labels ---- */

/* A text, and no piece of a label that stands in pieces. */
static int mend_is_text(const gk_mend_run *m, uint32_t token)
{
    return gk_token_kind(m->items->tokens, token) == GK_KIND_TEXT && !(m->joined && m->joined[token]);
}

int gk_mend_text(const gk_mend_run *m, uint32_t item, unsigned part, gknb_span *span)
{
    const gk_tokens *tokens = m->items->tokens;
    uint32_t token = m->items->item[item] & GK_ITEM_TOKEN, n = part / 2;
    uint32_t end = item + 1 < m->items->count ? m->items->item[item + 1] & GK_ITEM_TOKEN : tokens->count;
    uint32_t last = token;
    for (uint32_t seen = 0;; token++) {
        if (token >= end) return 0;
        if (mend_is_text(m, token) && seen++ == n) break;
    }
    span->start = gk_token_start(tokens, token);
    span->end = gk_token_end(tokens, token);
    if (!(part & 1)) return 1;
    for (uint32_t i = token; i < end && gk_token_start(tokens, i) - span->start < 4 * GK_MAX_NEAR; i++)
        if (mend_is_text(m, i)) last = i;
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
            gk_near_text(bytes + span.start, bytes + span.end, made, made + GK_LABELS, (uint8_t)part);
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
        else if (bytes[i] == 0xef && bytes[i + 2] >= 0x90)
            n++, i += 2; /* a full-width digit: signs and points stand below */
        else return 1;
    }
    return n;
}

/* Numbers [from, to) of a row of `due` may be several each: they touch each other or their label, or fewer than half of
 * the row stand there, between bars one. Elsewhere a number too few is lost. */
static int mend_is_run_together(const gk_mend_run *m, uint32_t from, uint32_t to, unsigned due)
{
    if (to - from >= due) return 0;
    if (m->items->layout == GK_LAYOUT_GLUED) return 1;
    if (gk_has_bars(m->items->layout) ? to - from == 1 : (to - from) * 2 < due) return 1;
    for (uint32_t k = from; k < to; k++)
        if (k && gk_item_span(m->items, k - 1).end == gk_item_span(m->items, k).start) return 1;
    return 0;
}

/* The cells due behind the label of a row that stands at an item with numbers behind it; 0: none does. */
static unsigned mend_stands(const gk_mend_run *m, uint32_t item)
{
    unsigned terminal = m->items->terminal[item];
    if (terminal >= GK_LABELS || item + 1 >= m->items->count || !gk_is_cell(m->items->terminal[item + 1])) return 0;
    return m->build->form->after[terminal].cells;
}

/* What is due where numbers up to `end` stand: by their label, or, without one, as much as in the wider of the rows
 * before and behind them. `*next`, from 0 on, is the label of the one behind. */
static unsigned mend_due(const gk_mend_run *m, unsigned label, unsigned before, uint32_t end, uint32_t *next)
{
    unsigned due = before;
    if (label) return m->build->form->after[label].cells;
    while (*next < m->items->count && (*next < end || !mend_stands(m, *next))) ++*next;
    if (*next < m->items->count && mend_stands(m, *next) > due) due = mend_stands(m, *next);
    return due ? due : GK_MOST_CELLS;
}

/* Runs of cells: a number of a row with too few may be several; and in a section of tables the words and numbers of a
 * table are not prose. */
static void mend_mark(gk_mend_run *m)
{
    const gk_items *items = m->items;
    uint8_t stands[GK_LABELS] = {0};
    uint32_t next = 0;
    unsigned before = 0; /* what the row before is due */
    int in_table = 0;
    for (uint32_t i = 0; i < items->count;) {
        unsigned terminal = items->terminal[i], label = 0, due;
        uint32_t end = i, numbers = 0;
        int together;
        if (terminal < GK_LABELS) {
            label = terminal;
            if (gk_labels[label].label_class == GK_CLASS_section) {
                in_table = 0;
                for (unsigned t = 0; t < gk_table_count; t++)
                    in_table |= gk_tables[t].section == gk_labels[label].section;
            }
            m->firm[i] = (uint8_t)in_table;
            end = ++i;
        } else if (!gk_is_cell(terminal)) {
            i++;
            continue;
        }
        while (end < items->count && gk_is_cell(items->terminal[end])) end++;
        due = mend_due(m, label, before, end, &next);
        if (label && end > i) before = due;
        if (due > 1 && label) stands[label] |= end == i ? MEND_BARE : MEND_FULL;
        together = mend_is_run_together(m, i, end, due);
        for (uint32_t k = i; k < end; k++) numbers += items->terminal[k] == T_NUMBER;
        for (uint32_t k = i; k < end; k++) {
            m->firm[k] = (in_table && numbers >= MEND_RUN) || (label && due && k - i >= due);
            m->pieces[k] = (uint8_t)(items->terminal[k] == T_NUMBER && together ? mend_digits(m, k) : 1);
        }
        i = end;
    }
    for (unsigned label = 0; label < GK_LABELS; label++) m->hollow += stands[label] == MEND_BARE;
}

void gk_mend_params(gk_mend_run *m, gk_repair_params *params)
{
    const gk_repair_params made = {m,
                                   mend_insert,
                                   mend_place,
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
    mend_mark(m);
    *params = made;
}
