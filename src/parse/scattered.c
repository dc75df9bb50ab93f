/* scattered.c: labels of groups that stand in pieces between the rows beside them, as a narrow cell leaves them in the
 * text of a page (SPEC S9-scattered). A piece is one token: a text, or a word of the form. */
#include "../../gen/parser.h"
#include "../lex/fold.h"
#include "../rules/finding.h"
#include "mended.h"

#include <string.h>

enum {
    SCATTERED_PIECES = 16,
    SCATTERED_REACH = 160, /* items and texts: the rows of the longest group */
    SCATTERED_OTHERS = 24  /* pieces that are of no label, or of another that stands in pieces beside it */
};

typedef struct {
    uint32_t token;
    uint16_t terminal; /* of its item */
    uint16_t label;    /* that begins there; 0: none */
    uint8_t gone;      /* a piece of one that begins before it */
} scattered_bit;

typedef struct {
    const gk_mend_run *run;
    scattered_bit *bit; /* items, and of texts their tokens one by one */
    uint32_t count;
} scattered;

/* Takes a token off the beginning of a wording. 0: it is anything else. */
static int scattered_take(const scattered *s, uint32_t token, const char **due)
{
    const gk_tokens *tokens = s->run->items->tokens;
    const uint8_t *bytes = s->run->build->report->bytes;
    const uint8_t *p = bytes + gk_token_start(tokens, token), *end = bytes + gk_token_end(tokens, token);
    const char *rest = *due;
    while (p < end) {
        const uint8_t *want = (const uint8_t *)rest;
        uint8_t size, due_size;
        uint16_t ch = gk_fold(p, end, &size);
        p += size;
        if (ch == GK_FOLD_BLANK) continue;
        if (!ch || !*want || ch != gk_fold(want, want + strlen(rest), &due_size)) return 0;
        rest += due_size;
    }
    *due = rest;
    return 1;
}

static unsigned scattered_class(const scattered_bit *bit)
{
    return bit->terminal < GK_LABELS ? gk_labels[bit->terminal].label_class : 0;
}

/* The pieces of a label from one on: how many; 0: it does not stand there in pieces. */
static unsigned scattered_pieces(const scattered *s, uint32_t from, unsigned label, uint32_t *piece)
{
    const char *due = gk_label_text(s->run->build->form, label);
    unsigned n = 0, others = 0;
    for (uint32_t i = from; i < s->count && i < from + SCATTERED_REACH && *due; i++) {
        const scattered_bit *bit = &s->bit[i];
        unsigned label_class = scattered_class(bit);
        if (gk_is_cell(bit->terminal) || label_class == GK_CLASS_row || bit->gone) continue;
        if (n < SCATTERED_PIECES && scattered_take(s, bit->token, &due)) {
            piece[n++] = i;
            continue;
        }
        if (!n || others++ == SCATTERED_OTHERS) return 0;
        if (bit->terminal != T_TEXT && label_class != GK_CLASS_group) return 0;
    }
    return n > 1 && !*due ? n : 0;
}

static void scattered_say(const scattered *s, unsigned label, const uint32_t *piece, unsigned n)
{
    gknb_report *report = s->run->build->report;
    gk_finding *finding = NULL;
    for (unsigned i = 0; i < n; i++) {
        uint32_t token = s->bit[piece[i]].token;
        gknb_span span = {gk_token_start(s->run->items->tokens, token), gk_token_end(s->run->items->tokens, token)};
        if (i) {
            gk_add_related(report, finding, span, (size_t)-1);
            continue;
        }
        finding = gk_find(report, GK_RULE_LABEL_SCATTERED, span);
        gk_say_label(report, finding, label);
        gk_say_number(report, finding, n);
        gk_say_span(report, finding, span);
    }
}

/* Finds the labels that begin at a piece. 0: none. */
static int scattered_find(scattered *s, uint32_t at)
{
    uint32_t piece[SCATTERED_PIECES];
    scattered_bit *bit = &s->bit[at];
    if (bit->gone || (bit->terminal != T_TEXT && scattered_class(bit) != GK_CLASS_group)) return 0;
    for (unsigned label = 1; label < GK_LABELS; label++) {
        unsigned n;
        if (gk_labels[label].label_class != GK_CLASS_group) continue;
        if (bit->terminal != T_TEXT && bit->terminal != label) continue;
        n = scattered_pieces(s, at, label, piece);
        if (!n) continue;
        scattered_say(s, label, piece, n);
        bit->label = (uint16_t)label;
        for (unsigned k = 1; k < n; k++) s->bit[piece[k]].gone = 1;
        return 1;
    }
    return 0;
}

/* The items, texts cut into their tokens: counted first, then put. 0: no memory. */
static int scattered_cut(scattered *s, gk_arena *arena)
{
    const gk_items *items = s->run->items;
    for (int put = 0;; put++) {
        s->count = 0;
        for (uint32_t i = 0; i < items->count; i++) {
            uint32_t token = items->item[i] & GK_ITEM_TOKEN, end = token + 1;
            int is_text = items->terminal[i] == T_TEXT;
            if (is_text) end = i + 1 < items->count ? items->item[i + 1] & GK_ITEM_TOKEN : items->tokens->count;
            for (uint32_t t = token; t < end; t++) {
                if (t > token && gk_token_kind(items->tokens, t) != GK_KIND_TEXT) continue;
                if (put) {
                    s->bit[s->count].token = is_text ? t : items->item[i];
                    s->bit[s->count].terminal = items->terminal[i];
                }
                s->count++;
            }
        }
        if (put) return 1;
        s->bit = (scattered_bit *)gk_arena_take(arena, (s->count + 1u) * sizeof *s->bit);
        if (!s->bit) return 0;
    }
}

int gk_join_labels(gk_mend_run *m, gk_items *out)
{
    scattered s = {m, NULL, 0};
    int joined = 0;
    if (!scattered_cut(&s, m->arena)) {
        m->no_memory = 1;
        return 0;
    }
    for (uint32_t i = 0; i < s.count; i++) joined |= scattered_find(&s, i);
    if (!joined) return 0;
    *out = *m->items;
    out->item = (uint32_t *)gk_arena_take_raw(m->arena, (s.count + 1u) * sizeof *out->item);
    out->terminal = (uint16_t *)gk_arena_take_raw(m->arena, (s.count + 1u) * sizeof *out->terminal);
    out->count = 0;
    m->joined = (uint8_t *)gk_arena_take(m->arena, m->items->tokens->count + 1u);
    if (!out->item || !out->terminal || !m->joined) {
        m->no_memory = 1;
        return 0;
    }
    for (uint32_t i = 0; i < s.count; i++) {
        unsigned terminal = s.bit[i].label ? s.bit[i].label : s.bit[i].terminal;
        if (s.bit[i].gone || s.bit[i].label) m->joined[s.bit[i].token] = 1;
        if (s.bit[i].gone) continue;
        if (terminal == T_TEXT && out->count && out->terminal[out->count - 1] == T_TEXT) continue; /* one text */
        out->item[out->count] = s.bit[i].token;
        out->terminal[out->count++] = (uint16_t)terminal;
    }
    return 1;
}
