/* fold.c: see fold.h. Out of line: the label machine steps in two thousand places. */
#include "fold.h"

#include <stddef.h>
#include <string.h>

#include "../base/limits.h"

void gk_char_look(gk_char_cursor *cursor)
{
    const uint8_t *p = cursor->at;
    size_t left = (size_t)(cursor->end - p);
    cursor->size = 1;
    cursor->ch = 0xfffd;
    if (gk_is_three(p, cursor->end)) {
        cursor->size = 3;
        cursor->ch = gk_three(p);
    } else if (!left) {
        cursor->size = 0;
        cursor->ch = 0;
    } else if (*p < 0x80) {
        cursor->ch = *p;
    } else if (*p >= 0xc2 && *p < 0xe0 && left >= 2 && (p[1] & 0xc0) == 0x80) {
        cursor->size = 2;
        cursor->ch = (uint16_t)((p[0] & 31) << 6 | (p[1] & 63));
    }
}

/* Likewise, over blanks and whatever is not three bytes. */
static void fold_next_any(gk_fold_cursor *cursor)
{
    const uint8_t *at = cursor->next;
    const uint8_t *end = cursor->end;
    const uint8_t *stop = (uint32_t)(end - at) > GK_MAX_LABEL_GAP ? at + GK_MAX_LABEL_GAP : end;
    cursor->past = at;
    cursor->ch = 0;
    while (at < stop) {
        uint8_t size;
        uint16_t ch = gk_fold(at, end, &size);
        at += size;
        if (ch == GK_FOLD_BLANK) continue;
        cursor->ch = ch;
        cursor->next = at;
        return;
    }
    cursor->next = at;
}

void gk_fold_next(gk_fold_cursor *cursor)
{
    const uint8_t *at = cursor->next;
    if (gk_is_three(at, cursor->end)) {
        uint16_t ch = gk_fold_three(at);
        if (ch != GK_FOLD_BLANK) {
            cursor->past = at;
            cursor->next = at + 3;
            cursor->ch = ch;
            return;
        }
    }
    fold_next_any(cursor);
}

int gk_fold_same(const uint8_t *a, const uint8_t *a_end, const char *text)
{
    const uint8_t *b = (const uint8_t *)text, *b_end = b + strlen(text);
    if (a_end - a == b_end - b && !memcmp(a, b, (size_t)(a_end - a))) return 1;
    for (;;) {
        uint8_t a_size = 0, b_size = 0;
        uint16_t ca = 0, cb = 0;
        while (a < a_end && (ca = gk_fold(a, a_end, &a_size)) == GK_FOLD_BLANK) a += a_size;
        while (b < b_end && (cb = gk_fold(b, b_end, &b_size)) == GK_FOLD_BLANK) b += b_size;
        if (a >= a_end || b >= b_end) return a >= a_end && b >= b_end;
        if (ca != cb) return 0;
        a += a_size;
        b += b_size;
    }
}
