/* items.h: what the parser sees of the tokens.
 *
 * In: tokens. Out: items, the terminals of the grammar: labels, numbers, text, and a blank cell for every slot
 * that separators show empty where a row is due. Separators themselves are gone: every layout is one here. */
#ifndef GK_ITEMS_H
#define GK_ITEMS_H

#include "../lex/lex.h"
#include "../model/tables.h"

/* An item is the index of a token, with a bit when it is something else than its token: a blank cell (the token is
 * the separator that ends it) or text (the first of several tokens, or a heading that is only spoken of). */
#define GK_ITEM_BLANK 0x80000000u
#define GK_ITEM_TEXT 0x40000000u
#define GK_ITEM_TOKEN 0x3fffffffu

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

typedef struct {
    const gk_tokens *tokens;
    uint32_t *item;
    uint32_t count;
    gk_layout layout; /* of most rows */
} gk_items;

/* Makes the items of `tokens` for the rows of `form`. Fails only with GKNB_NO_MEMORY. */
gknb_status gk_make_items(gk_arena *arena, const gk_tokens *tokens, const uint8_t *bytes, const gk_form *form,
                          gk_items *out) GKNB_MUST_CHECK;

/* The terminal of an item (gen/parser.h); a label's terminal is its index in gk_labels. */
int gk_item_terminal(const gk_items *items, uint32_t i);
/* The bytes of an item; of a blank cell, the empty slot. */
gknb_span gk_item_span(const gk_items *items, uint32_t i);

/* "lines", ...; NULL for none. For ever. */
const char *gk_layout_name(gk_layout layout);

#endif
