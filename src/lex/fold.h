/* fold.h: one character of UTF-8, folded: width, traditional form and punctuation variants become one
 * character, what stands in no label becomes 0, blanks become GK_FOLD_BLANK (SPEC S2-fold). */
#ifndef GK_FOLD_H
#define GK_FOLD_H

#include <stdint.h>
#include <string.h>

#include "../model/tables.h"

#define GK_FOLD_BLANK 0xffffu

/* A sequence of three bytes stands at p, as most characters of a report are. */
static inline int gk_is_three(const uint8_t *p, const uint8_t *end)
{
    static const uint8_t mask_bytes[4] = {0xf0, 0xc0, 0xc0}, want_bytes[4] = {0xe0, 0x80, 0x80};
    uint32_t word, mask, want;
    if (end - p < 4) return end - p == 3 && (p[0] & 0xf0) == 0xe0 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80;
    memcpy(&word, p, 4);
    memcpy(&mask, mask_bytes, 4);
    memcpy(&want, want_bytes, 4);
    return (word & mask) == want;
}

static inline uint16_t gk_three(const uint8_t *p)
{
    return (uint16_t)((p[0] & 15) << 12 | (p[1] & 63) << 6 | (p[2] & 63));
}

static inline uint16_t gk_fold_three(const uint8_t *p)
{
    return gk_fold_table[gk_fold_page[(p[0] & 15) << 6 | (p[1] & 63)]][p[2] & 63];
}

/* p < end. `*size` is at least 1; malformed bytes fold to 0 one by one. */
static inline uint16_t gk_fold(const uint8_t *p, const uint8_t *end, uint8_t *size)
{
    unsigned c = *p;
    if (gk_is_three(p, end)) {
        *size = 3;
        return gk_fold_three(p);
    }
    if (c < 0x80) {
        *size = 1;
        return gk_fold_table[gk_fold_page[c >> 6]][c & 63];
    }
    if (c >= 0xc2 && c < 0xe0 && end - p >= 2 && (p[1] & 0xc0) == 0x80) {
        *size = 2;
        return gk_fold_table[gk_fold_page[c & 31]][p[1] & 63];
    }
    *size = 1;
    return 0;
}

/* A cursor over the folded alphabet, one character ahead. */
typedef struct {
    const uint8_t *past; /* behind the last character taken, before any blanks */
    const uint8_t *next; /* behind the character looked at */
    const uint8_t *end;
    uint16_t ch; /* the character looked at; 0: stands in no label, or the end */
} gk_fold_cursor;

/* Takes the character looked at and looks at the next that is no blank. More than GK_MAX_LABEL_GAP bytes of
 * blanks end a label. */
void gk_fold_next(gk_fold_cursor *cursor);

/* The bytes [a, a_end) are `text`, but for what folds alike. Both in the folded alphabet. */
int gk_fold_same(const uint8_t *a, const uint8_t *a_end, const char *text);

/* A cursor over characters as they stand; those outside the basic plane, and malformed bytes, are 0xfffd. */
typedef struct {
    const uint8_t *at; /* the character looked at */
    const uint8_t *end;
    uint16_t ch; /* 0 at the end */
    uint8_t size;
} gk_char_cursor;

void gk_char_look(gk_char_cursor *cursor);

static inline void gk_char_next(gk_char_cursor *cursor)
{
    const uint8_t *p = cursor->at += cursor->size;
    if (p < cursor->end && *p < 0x80) {
        cursor->ch = *p;
        cursor->size = 1;
    } else if (gk_is_three(p, cursor->end)) {
        cursor->size = 3;
        cursor->ch = gk_three(p);
    } else {
        gk_char_look(cursor);
    }
}

#endif
