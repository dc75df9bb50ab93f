/* pinyin.c: pinyin behind the characters of a text, as a copied annotated page has it, taken out where that is certain
 * (SPEC S1-pinyin): three characters in a row have theirs.
 *
 * In: a linear text that is at its end. Out: the same without it; stretches and spots for what is left. */
#include <stdlib.h>
#include <string.h>

#include "../base/map.h"
#include "charset.h"
#include "linear.h"

enum { PINYIN_CERTAIN = 3 };

/* An ideograph. */
static int pinyin_is_character(const uint8_t *p, size_t left)
{
    return left > 3 && *p >= 0xe4 && *p <= 0xe9 && gk_charset_sequence(p, left) == 3;
}

/* A vowel, with its tone or without: its bytes. */
static size_t pinyin_vowel(const uint8_t *p, size_t left)
{
    if (left && *p && strchr("aeiouv", *p)) return 1;
    return left > 1 && (*p == 0xc3 || *p == 0xc4 || *p == 0xc5 || *p == 0xc7) && (p[1] & 0xc0) == 0x80 ? 2 : 0;
}

/* A syllable: initial, one to three vowels, n, ng or r. */
static size_t pinyin_syllable(const uint8_t *p, size_t left)
{
    size_t n = 0, vowels = 0, step;
    if (left && *p >= 'b' && *p <= 'z' && !pinyin_vowel(p, left)) n++;
    if (n && left > n && p[n] == 'h' && strchr("zcs", p[0])) n++;
    for (; vowels < 3 && (step = pinyin_vowel(p + n, left - n)) > 0; vowels++) n += step;
    if (!vowels) return 0;
    if (left > n && (p[n] == 'n' || p[n] == 'r')) n++;
    if (left > n && p[n] == 'g' && p[n - 1] == 'n') n++;
    return left > n && ((p[n] >= 'a' && p[n] <= 'z') || pinyin_vowel(p + n, left - n)) ? 0 : n;
}

static size_t pinyin_bracket(const uint8_t *p, size_t left, char ascii)
{
    if (left && *p == (uint8_t)ascii) return 1;
    return left > 2 && p[0] == 0xef && p[1] == 0xbc && p[2] == (uint8_t)(ascii + 0x60) ? 3 : 0;
}

/* The bytes at p of the pinyin of the character before, in brackets or not. */
static size_t pinyin_at(const uint8_t *p, size_t left)
{
    size_t open = pinyin_bracket(p, left, '('), n = pinyin_syllable(p + open, left - open), close;
    if (!n || !open) return n;
    close = pinyin_bracket(p + open + n, left - open - n, ')');
    return close ? open + n + close : 0;
}

/* The next character that has its pinyin, from `at` on; its end, or `size`. `*wide`: the bytes of its pinyin. */
static size_t pinyin_next(const uint8_t *text, size_t size, size_t at, size_t *wide)
{
    for (; at < size; at++) {
        if (!pinyin_is_character(text + at, size - at)) continue;
        *wide = pinyin_at(text + at + 3, size - at - 3);
        if (*wide) return at + 3;
        at += 2;
    }
    return size;
}

int gk_has_pinyin(const uint8_t *text, size_t size)
{
    size_t wide = 0, past = 0, run = 0;
    for (size_t at = 0; (at = pinyin_next(text, size, at, &wide)) < size; at += wide, past = at) {
        run = run && at == past + 3 ? run + 1 : 1;
        if (run == PINYIN_CERTAIN) return 1;
    }
    return 0;
}

/* The text [from, to) stays. */
static void pinyin_keep(gk_linear *l, gk_linear *made, size_t from, size_t to)
{
    const gknb_stretch *run = l->stretch;
    if (l->own) gk_linear_raw(made, l->text + from, to - from, 0, (uint32_t)(to - from));
    for (size_t i = 0; !l->own && i + 1 < l->stretches; i++) {
        gknb_span piece = {(uint32_t)from, (uint32_t)to}, there;
        if (run[i].text > from) piece.start = run[i].text;
        if (run[i + 1].text < to) piece.end = run[i + 1].text;
        if (piece.start >= piece.end) continue;
        there = gk_map_span(run, l->stretches, piece);
        gk_linear_raw(made, l->text + piece.start, piece.end - piece.start, there.start, there.end);
    }
}

void gk_linear_drop_pinyin(gk_linear *l)
{
    gk_linear made;
    size_t wide = 0, past = 0, spot = 0;
    if (l->status != GKNB_OPEN_OK || !gk_has_pinyin(l->text, l->size)) return;
    memset(&made, 0, sizeof made);
    made.cap = l->cap;
    made.own = l->own;
    for (size_t at = 0; at < l->size; past = at) {
        at = pinyin_next(l->text, l->size, past, &wide);
        for (; l->own && spot < l->spots && l->spot[spot].start <= at; spot++)
            l->spot[spot].start -= (uint32_t)(past - made.size);
        pinyin_keep(l, &made, past, at);
        if (at < l->size && !l->pinyin++) l->pinyin_start = (uint32_t)made.size;
        if (at < l->size) at += wide;
    }
    for (; l->own && spot < l->spots; spot++) l->spot[spot].start = (uint32_t)made.size;
    gk_linear_end(&made, l->own ? 0 : l->stretch[l->stretches - 1].end);
    free(l->text);
    free(l->stretch);
    l->text = made.text;
    l->size = made.size;
    l->room = made.room;
    l->stretch = made.stretch;
    l->stretches = made.stretches;
    l->stretch_room = made.stretch_room;
    if (made.status != GKNB_OPEN_OK) l->status = made.status;
}
