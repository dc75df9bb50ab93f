/* items.h: what the parser sees of the tokens.
 *
 * In: tokens. Out: items, the terminals of the grammar: labels, numbers, text, and a blank cell for every slot
 * that separators show empty where a row is due. Separators themselves are gone: every layout is one here. */
#ifndef GK_ITEMS_H
#define GK_ITEMS_H

#include "../model/tables.h"
#include "survey.h"

/* An item is the index of a token, with a bit when nothing of its token is its own: a blank cell (the token is the
 * separator that ends it), or what a repair put before the token. */
#define GK_ITEM_EMPTY 0x80000000u
#define GK_ITEM_TOKEN 0x7fffffffu

typedef enum {
    GK_LAYOUT_NONE,
    GK_LAYOUT_CELLS, /* of a container that has tables */
    GK_LAYOUT_LINES,
    GK_LAYOUT_PIPES,
    GK_LAYOUT_PIPE_LINES,
    GK_LAYOUT_BAR_BETWEEN,
    GK_LAYOUT_MARKDOWN,
    GK_LAYOUT_TABS,
    GK_LAYOUT_SPACES,
    GK_LAYOUT_GLUED,
    GK_LAYOUTS
} gk_layout;

/* Something stands between any two cells. */
static inline int gk_has_bars(gk_layout layout) { return layout != GK_LAYOUT_LINES && layout < GK_LAYOUT_TABS; }

typedef struct {
    const gk_tokens *tokens;
    uint32_t *item;
    uint16_t *terminal; /* of the grammar (gen/parser.h); a label's is its index in gk_labels */
    uint32_t count;
    gk_layout layout; /* of most rows */
} gk_items;

/* Makes the items of `tokens` for the rows of `form`. Fails only with GKNB_NO_MEMORY. */
gknb_status gk_make_items(gk_arena *arena, const gk_tokens *tokens, const uint8_t *bytes, const gk_form *form,
                          const gk_survey *survey, gk_items *out) GKNB_MUST_CHECK;

/* A number, or what stands in a cell instead of one. */
int gk_is_cell(unsigned terminal);

/* The bytes of an item, of a text the first of its tokens; of an empty item, the place. */
static inline gknb_span gk_item_span(const gk_items *items, uint32_t i)
{
    uint32_t ref = items->item[i] & GK_ITEM_TOKEN;
    gknb_span span = {gk_token_start(items->tokens, ref), 0};
    span.end = items->item[i] & GK_ITEM_EMPTY ? span.start : gk_token_end(items->tokens, ref);
    return span;
}

/* A text, or a heading that is only spoken of. */
int gk_item_is_text(const gk_items *items, uint32_t i);

#endif
