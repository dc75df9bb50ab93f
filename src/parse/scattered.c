/* scattered.c: labels of groups that stand in pieces between the rows beside them, as a narrow cell leaves them in the
 * text of a page (SPEC S9-scattered). */
#include "../../gen/parser.h"
#include "../lex/fold.h"
#include "../rules/finding.h"
#include "mended.h"

#include <string.h>

enum { SCATTERED_PIECES = 16, SCATTERED_REACH = 128 /* items: the rows of the longest group */ };

/* Takes what a token holds off the beginning of a wording. 0: it holds anything else. */
static int scattered_token(const gk_mend_run *m, uint32_t token, const char **due)
{
    const uint8_t *p = m->build->report->bytes + gk_token_start(m->items->tokens, token);
    const uint8_t *end = m->build->report->bytes + gk_token_end(m->items->tokens, token);
    while (p < end) {
        const uint8_t *want = (const uint8_t *)*due;
        uint8_t size, due_size;
        uint16_t ch = gk_fold(p, end, &size);
        p += size;
        if (ch == GK_FOLD_BLANK) continue;
        if (!ch || !*want || ch != gk_fold(want, want + strlen(*due), &due_size)) return 0;
        *due += due_size;
    }
    return 1;
}

/* Likewise what an item holds: a label, or texts one behind the other. */
static int scattered_item(const gk_mend_run *m, uint32_t item, const char **due)
{
    const gk_items *items = m->items;
    uint32_t token = items->item[item] & GK_ITEM_TOKEN;
    uint32_t end = item + 1 < items->count ? items->item[item + 1] & GK_ITEM_TOKEN : items->tokens->count;
    if (items->terminal[item] != T_TEXT) return scattered_token(m, token, due);
    for (; token < end; token++)
        if (gk_token_kind(items->tokens, token) == GK_KIND_TEXT && !scattered_token(m, token, due)) return 0;
    return 1;
}

/* The pieces of a label from an item on: how many; 0: it does not stand there in pieces. */
static unsigned scattered_pieces(const gk_mend_run *m, uint32_t from, unsigned label, uint32_t *piece)
{
    const char *due = gk_label_text(m->build->form, label);
    unsigned n = 0;
    for (uint32_t i = from; i < m->items->count && i < from + SCATTERED_REACH && *due; i++) {
        unsigned terminal = m->items->terminal[i];
        if (n == SCATTERED_PIECES) return 0;
        if (terminal == T_TEXT || terminal == label) {
            if (!scattered_item(m, i, &due)) return 0;
            piece[n++] = i;
        } else if (!gk_is_cell(terminal) && gk_labels[terminal].label_class != GK_CLASS_row &&
                   gk_labels[terminal].label_class != GK_CLASS_group) {
            if (!n || !scattered_item(m, i, &due)) return 0; /* a head, but for a word of this label */
            piece[n++] = i;
        }
    }
    return n > 1 && !*due ? n : 0;
}

static void scattered_say(gk_mend_run *m, unsigned label, const uint32_t *piece, unsigned n)
{
    gknb_report *report = m->build->report;
    gknb_span first = gk_item_span(m->items, piece[0]);
    gk_finding *finding = gk_find(report, GK_RULE_LABEL_SCATTERED, first);
    gk_say_label(report, finding, label);
    gk_say_number(report, finding, n);
    gk_say_span(report, finding, first);
    for (unsigned i = 1; i < n; i++) gk_add_related(report, finding, gk_item_span(m->items, piece[i]), (size_t)-1);
}

/* The label that begins in pieces at an item; 0: none. */
static unsigned scattered_label(const gk_mend_run *m, uint32_t item, uint32_t *piece, unsigned *n)
{
    unsigned terminal = m->items->terminal[item];
    for (unsigned label = 1; label < GK_LABELS; label++)
        if ((terminal == T_TEXT || terminal == label) && gk_labels[label].label_class == GK_CLASS_group &&
            (*n = scattered_pieces(m, item, label, piece)) > 0)
            return label;
    return 0;
}

int gk_join_labels(gk_mend_run *m, gk_items *out)
{
    const gk_items *items = m->items;
    uint32_t piece[SCATTERED_PIECES], joined = 0;
    unsigned n;
    uint8_t *gone = (uint8_t *)gk_arena_take(m->arena, items->count + 1u);
    *out = *items;
    out->item = (uint32_t *)gk_arena_take_raw(m->arena, (items->count + 1u) * sizeof *out->item);
    out->terminal = (uint16_t *)gk_arena_take_raw(m->arena, (items->count + 1u) * sizeof *out->terminal);
    if (!gone || !out->item || !out->terminal) {
        m->no_memory = 1;
        return 0;
    }
    out->count = 0;
    for (uint32_t i = 0; i < items->count; i++) {
        unsigned label = gone[i] ? 0 : scattered_label(m, i, piece, &n);
        if (gone[i]) continue;
        if (label) {
            scattered_say(m, label, piece, n);
            for (unsigned k = 1; k < n; k++) gone[piece[k]] = 1;
            joined++;
        }
        out->item[out->count] = items->item[i];
        out->terminal[out->count++] = label ? (uint16_t)label : items->terminal[i];
    }
    return joined > 0;
}
