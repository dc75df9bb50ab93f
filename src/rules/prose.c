/* prose.c: see prose.h. Most characters begin nothing that is looked for: they cost one table look-up. */
#include "prose.h"

#include "../base/decimal.h"
#include "../lex/fold.h"

/* What prose.def says of the character at p; `*size` is its bytes. */
static uint32_t prose_look(const uint8_t *p, const uint8_t *end, uint8_t *size)
{
    unsigned c = *p;
    if (gk_is_three(p, end)) {
        *size = 3;
        return gk_prose_table[gk_prose_page[(c & 15) << 6 | (p[1] & 63)] & 255][p[2] & 63];
    }
    *size = 1;
    if (c < 0x80) return gk_prose_table[gk_prose_page[c >> 6] & 255][c & 63];
    if (c >= 0xc2 && c < 0xe0 && end - p >= 2 && (p[1] & 0xc0) == 0x80) {
        *size = 2;
        return gk_prose_table[gk_prose_page[c & 31] & 255][p[1] & 63];
    }
    return 0;
}

void gk_prose_step(gk_prose_cursor *cursor)
{
    const uint8_t *at = cursor->next, *end = cursor->end;
    uint32_t seen = 0;
    uint8_t size = 0;
    cursor->past = at;
    while (at < end && (uint16_t)(seen = prose_look(at, end, &size)) == 0xffff) at += size;
    if (at >= end) seen = size = 0;
    cursor->seen = seen;
    cursor->ch = (uint16_t)seen;
    cursor->at = at;
    cursor->next = at + size;
}

void gk_prose_next(gk_prose_condition condition, const uint8_t *from, const uint8_t *end, gk_prose_token *token)
{
    unsigned wanted = 1u << condition;
    uint8_t gap = 0;
    while (from < end) {
        unsigned c = *from, size = 1, page, first, last = c & 63;
        if (gk_is_three(from, end)) {
            size = 3;
            last = from[2] & 63;
            page = gk_prose_page[(c & 15) << 6 | (from[1] & 63)];
            if (!(page & wanted << 8)) {
                gap = 1;
                from += 3;
                continue;
            }
            first = gk_prose_first[page & 255][last];
        } else {
            if (c >= 0xc2 && c < 0xe0 && end - from >= 2 && (from[1] & 0xc0) == 0x80) {
                size = 2;
                last = from[1] & 63;
            }
            page = gk_prose_page[size == 2 ? c & 31 : c < 0x80 ? c >> 6 : 1023];
            first = gk_prose_first[page & 255][last];
        }
        if (first & wanted) {
            uint32_t seen = gk_prose_table[page & 255][last];
            gk_prose_cursor cursor = {from, from, from + size, end, seen, (uint16_t)seen};
            token->gap = gap;
            if (gk_prose_at(condition, &cursor, token)) return;
        }
        gap |= !(first & 0x80);
        from += size;
    }
    token->gap = gap;
    token->kind = GK_PROSE_NOTHING;
    token->start = token->end = end;
}

static int prose_times_ten(int64_t *value, int power)
{
    for (; power > 0; power--) {
        if (*value > INT64_MAX / 10) return 0;
        *value *= 10;
    }
    return 1;
}

/* A Chinese numeral: 二十九 is 2*10 + 9; a bare 十 is ten. `*rest` is what stands before the next multiplier. */
static int prose_numeral(uint16_t ch, int64_t *sum, int64_t *rest)
{
    for (unsigned i = 0; i < gk_numeral_count; i++) {
        const gk_numeral *n = &gk_numerals[i];
        if (n->ch != ch) continue;
        if (!n->power) {
            *rest = n->value;
        } else if (n->power < 4) {
            int64_t unit = *rest ? *rest : 1;
            if (!prose_times_ten(&unit, n->power)) return 0;
            *sum += unit;
            *rest = 0;
        } else {
            *sum += *rest;
            *rest = 0;
            if (!prose_times_ten(sum, n->power)) return 0;
        }
        return 1;
    }
    return -1;
}

int gk_prose_value(gk_prose_token *token, gknb_decimal *value)
{
    gk_prose_cursor c = {token->start, token->start, token->start, token->end, 0, 0};
    int64_t digits = 0, sum = 0, rest = 0;
    int scale = 0, pointed = 0, seen = 0;
    for (gk_prose_step(&c); c.at < token->end; gk_prose_step(&c)) {
        token->about |= (c.seen & GK_PROSE_ABOUT) != 0;
        if (c.ch >= '0' && c.ch <= '9') {
            if (digits > (INT64_MAX - 9) / 10 || scale > 12) return 0;
            digits = digits * 10 + (c.ch - '0');
            scale += pointed;
            seen = 1;
        } else if (c.ch == '.') {
            pointed = 1;
        } else if (seen && c.ch != ',') {
            int64_t unit = 0, one = 1;
            if (prose_numeral(c.ch, &unit, &one) == 1)
                for (; unit > 1; unit /= 10) {
                    if (scale) scale--;
                    else if (!prose_times_ten(&digits, 1)) return 0;
                }
        } else if (!seen && prose_numeral(c.ch, &sum, &rest) == 0) {
            return 0;
        }
    }
    token->plain = (uint8_t)seen;
    if (!seen) digits = sum + rest;
    value->digits = digits;
    value->scale = (uint8_t)scale;
    return 1;
}
