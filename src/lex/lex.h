/* lex.h: tokens.
 *
 * In: the bytes of a report. Out: a vector of tokens that tile the bytes: a token begins where the one before
 * it ends, so only beginnings are stored. Blanks are tokens too. Nothing here knows what a form asks for. */
#ifndef GK_LEX_H
#define GK_LEX_H

#include <stddef.h>
#include <stdint.h>

#include "../base/arena.h"
#include "../base/limits.h"
#include "../gknb.h"

/* What raw bytes look like (grammar/lexer.re). */
typedef enum {
    GK_SHAPE_OTHER,
    GK_SHAPE_BLANK,
    GK_SHAPE_TAB,
    GK_SHAPE_NEWLINE,
    GK_SHAPE_BAR,
    GK_SHAPE_NUMBER,
    GK_SHAPE_NA,
    GK_SHAPE_PAGE,
    GK_SHAPE_RULE,
    GK_SHAPE_MARK
} gk_shape;

/* Kinds of tokens. From GK_KIND_LABEL on a kind is GK_KIND_LABEL + the label. */
enum {
    GK_KIND_BLANK,   /* blanks within a line */
    GK_KIND_TAB,     /* blanks within a line, a tabulator among them */
    GK_KIND_NEWLINE, /* blanks with a line break among them */
    GK_KIND_BAR,     /* ends a cell */
    GK_KIND_RULE,    /* a markdown table's line of dashes */
    GK_KIND_MARK,    /* a markdown mark */
    GK_KIND_TEXT,    /* anything else */
    GK_KIND_NOTE,    /* brackets directly behind a label or a number */
    GK_KIND_NUMBER,
    GK_KIND_NA, /* a dash or slash that fills a cell: not applicable */
    GK_KIND_LABEL
};

/* A chunked vector of tokens: growing copies nothing, so memory never doubles. */
#define GK_CHUNK_BITS 12
#define GK_CHUNK (1u << GK_CHUNK_BITS)
typedef struct {
    uint32_t start[GK_CHUNK];
    uint16_t kind[GK_CHUNK];
} gk_token_chunk;

typedef struct {
    gk_token_chunk **chunk;
    uint32_t count;
    uint32_t chunks, room;
    uint32_t size; /* of the input: where the last token ends */
} gk_tokens;

static inline uint32_t gk_token_start(const gk_tokens *t, uint32_t i)
{
    return i < t->count ? t->chunk[i >> GK_CHUNK_BITS]->start[i & (GK_CHUNK - 1)] : t->size;
}
static inline uint32_t gk_token_end(const gk_tokens *t, uint32_t i) { return gk_token_start(t, i + 1); }
static inline uint16_t gk_token_kind(const gk_tokens *t, uint32_t i)
{
    return t->chunk[i >> GK_CHUNK_BITS]->kind[i & (GK_CHUNK - 1)];
}

/* Lexes `size` bytes. Fails only with GKNB_NO_MEMORY. The tokens live in `arena`. */
gknb_status gk_lex(gk_arena *arena, const uint8_t *bytes, uint32_t size, gk_tokens *out) GKNB_MUST_CHECK;

/* The name of a kind below GK_KIND_LABEL, for dumps. */
const char *gk_kind_name(uint16_t kind);

/* The machines of gen/lexer.c. `*after` is `p` when nothing was read. */
gk_shape gk_shape_at(const uint8_t *p, const uint8_t *end, const uint8_t **after);
/* The label at `start`, 0 for none; GK_LABEL_BARE is set on a heading without its ordinal. */
#define GK_LABEL_BARE 0x4000u
uint16_t gk_label_at(const uint8_t *start, const uint8_t *end, const uint8_t **after);

#endif
