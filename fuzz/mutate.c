/* mutate.c: see generate.h. Changes to bytes that need no parser: lines, words, characters, numbers. What they do to
 * the meaning nobody says, but that PRESERVE does nothing. */
#include <string.h>

#include "generate.h"

typedef struct {
    fuzz_choice *choice;
    uint8_t *bytes;
    size_t size, room;
    const uint8_t *other;
    size_t other_size;
} mutation;

/* bytes[at..at+gone) become text[0..size). */
static void put(mutation *m, size_t at, size_t gone, const void *text, size_t size)
{
    if (m->size - gone + size > m->room) return;
    memmove(m->bytes + at + size, m->bytes + at + gone, m->size - at - gone);
    memmove(m->bytes + at, text, size);
    m->size = m->size - gone + size;
}

static size_t any(mutation *m) { return fuzz_pick(m->choice, (uint32_t)m->size + 1); }

static size_t line_start(const uint8_t *bytes, size_t at)
{
    while (at > 0 && bytes[at - 1] != '\n') at--;
    return at;
}

static size_t line_end(const uint8_t *bytes, size_t size, size_t at)
{
    while (at < size && bytes[at] != '\n') at++;
    return at < size ? at + 1 : at;
}

/* The first place at or behind a chosen one, then from the beginning, where `is` holds; the size when none. */
static size_t find(mutation *m, int (*is)(const uint8_t *bytes, size_t at))
{
    size_t from = any(m);
    for (size_t i = 0; i < m->size; i++) {
        size_t at = (from + i) % m->size;
        if (is(m->bytes, at)) return at;
    }
    return m->size;
}

static int is_newline(const uint8_t *bytes, size_t at)
{
    return bytes[at] == '\n' && (at == 0 || bytes[at - 1] != '\r');
}

static int is_digit(const uint8_t *bytes, size_t at) { return bytes[at] >= '0' && bytes[at] <= '9'; }

static int is_bracket(const uint8_t *bytes, size_t at) { return bytes[at] == '(' || bytes[at] == ')'; }

/* ---- what must not matter ---- */

static void more_blank_lines(mutation *m)
{
    size_t at = find(m, is_newline);
    if (at < m->size) put(m, at, 0, "\n\n", 1 + fuzz_pick(m->choice, 2));
}

static void carriage_return(mutation *m)
{
    size_t at = find(m, is_newline);
    if (at < m->size) put(m, at, 0, "\r", 1);
}

static void trailing_blanks(mutation *m)
{
    static const char *const blanks[] = {" ", "  ", "\xe3\x80\x80", "\xc2\xa0"};
    const char *blank = blanks[fuzz_pick(m->choice, 4)];
    size_t at = find(m, is_newline);
    if (at < m->size) put(m, at, 0, blank, strlen(blank));
}

static void wide_digit(mutation *m)
{
    size_t at = find(m, is_digit);
    uint8_t wide[3] = {0xef, 0xbc, 0};
    if (at == m->size) return;
    wide[2] = (uint8_t)(m->bytes[at] - '0' + 0x90);
    put(m, at, 1, wide, 3);
}

static void wide_bracket(mutation *m)
{
    size_t at = find(m, is_bracket);
    if (at < m->size) put(m, at, 1, m->bytes[at] == '(' ? "\xef\xbc\x88" : "\xef\xbc\x89", 3);
}

/* ---- lines and words ---- */

static void drop_line(mutation *m)
{
    size_t at = line_start(m->bytes, any(m));
    put(m, at, line_end(m->bytes, m->size, at) - at, "", 0);
}

/* A line again, here or elsewhere. */
static void copy_line(mutation *m)
{
    uint8_t line[512];
    size_t at = line_start(m->bytes, any(m)), size = line_end(m->bytes, m->size, at) - at;
    if (size > sizeof line) size = sizeof line;
    memcpy(line, m->bytes + at, size);
    if (fuzz_pick(m->choice, 2)) at = line_start(m->bytes, any(m));
    put(m, at, 0, line, size);
}

static void swap_lines(mutation *m)
{
    uint8_t line[512];
    size_t at = line_start(m->bytes, any(m)), size = line_end(m->bytes, m->size, at) - at;
    if (size > sizeof line) return;
    memcpy(line, m->bytes + at, size);
    put(m, at, size, "", 0);
    put(m, line_end(m->bytes, m->size, at), 0, line, size);
}

static void join_lines(mutation *m)
{
    size_t at = find(m, is_newline);
    if (at < m->size) put(m, at, 1, "", 0);
}

static void break_line(mutation *m) { put(m, any(m), 0, "\n", 1); }

static void drop_character(mutation *m)
{
    size_t at = any(m), size = 1;
    while (at > 0 && at < m->size && (m->bytes[at] & 0xc0) == 0x80) at--;
    while (at + size < m->size && (m->bytes[at + size] & 0xc0) == 0x80) size++;
    if (at < m->size) put(m, at, size, "", 0);
}

static void change_number(mutation *m)
{
    size_t at = find(m, is_digit), end = at;
    char text[40];
    while (end < m->size && is_digit(m->bytes, end)) end++;
    put(m, at, end - at, text, gknb_format_decimal((gknb_decimal){fuzz_pick(m->choice, 100000), 0}, text));
}

/* A piece of another input, or of this one. */
static void splice(mutation *m)
{
    uint8_t piece[2048];
    const uint8_t *from = m->other ? m->other : m->bytes;
    size_t size = m->other ? m->other_size : m->size, at = line_start(from, fuzz_pick(m->choice, (uint32_t)size + 1));
    size_t end = at, lines = 1 + fuzz_pick(m->choice, 12);
    while (lines-- && end < size) end = line_end(from, size, end);
    if (end - at > sizeof piece) end = at + sizeof piece;
    memcpy(piece, from + at, end - at);
    put(m, line_start(m->bytes, any(m)), 0, piece, end - at);
}

/* A label of the tables, whole. */
static void put_label(mutation *m)
{
    const char *label = gk_wordings[fuzz_pick(m->choice, gk_wording_count)].text;
    put(m, any(m), 0, label, strlen(label));
}

/* ---- bytes ---- */

static void odd_character(mutation *m)
{
    static const uint32_t from[] = {0x20,   0xa0,   0x300,  0x2000, 0x2028,  0x2f00,  0x3000,
                                    0x4e00, 0xe000, 0xfe30, 0xff00, 0x1f300, 0x20000, 0xe0000};
    uint32_t c = from[fuzz_pick(m->choice, sizeof from / sizeof *from)] + fuzz_pick(m->choice, 0x60);
    uint8_t text[4];
    size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const uint8_t lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = size; i-- > 1; c >>= 6) text[i] = (uint8_t)(0x80 | (c & 0x3f));
    text[0] = (uint8_t)(lead[size] | c);
    put(m, any(m), 0, text, size);
}

static void broken_byte(mutation *m)
{
    static const uint8_t bytes[] = {0xff, 0xc0, 0xed, 0xf5, 0x80, 0xe4, 0x00, 0x1b, 0x7f};
    size_t at = any(m);
    put(m, at, at < m->size && fuzz_pick(m->choice, 2), &bytes[fuzz_pick(m->choice, sizeof bytes)], 1);
}

static void flip(mutation *m)
{
    size_t at = any(m);
    if (at < m->size) m->bytes[at] ^= (uint8_t)(1u << fuzz_pick(m->choice, 8));
}

static void truncate(mutation *m) { m->size = any(m); }

/* ---- bombs ---- */

static void huge_number(mutation *m)
{
    static const char *const numbers[] = {"9223372036854775807",
                                          "9223372036854775808",
                                          "18446744073709551616",
                                          "99999999999999999999999999",
                                          "-1",
                                          "1,234",
                                          "12\xe4\xb8\x87",
                                          "0.0",
                                          "0.1",
                                          "1e9",
                                          "1234567890.123456789",
                                          "00",
                                          "+19",
                                          "0/0"};
    const char *number = numbers[fuzz_pick(m->choice, sizeof numbers / sizeof *numbers)];
    size_t at = find(m, is_digit), end = at;
    while (end < m->size && is_digit(m->bytes, end)) end++;
    put(m, at, end - at, number, strlen(number));
}

static void repeat_piece(mutation *m)
{
    uint8_t piece[64];
    size_t at = any(m), size = 1 + fuzz_pick(m->choice, sizeof piece), times = (size_t)4 << fuzz_pick(m->choice, 8);
    if (size > m->size - at) size = m->size - at;
    memcpy(piece, m->bytes + at, size);
    while (times-- && size && m->size + size <= m->room) put(m, at, 0, piece, size);
}

static const struct {
    void (*apply)(mutation *m);
    unsigned of;
} CHANGES[] = {
    {more_blank_lines, FUZZ_PRESERVE},
    {carriage_return, FUZZ_PRESERVE},
    {trailing_blanks, FUZZ_PRESERVE},
    {wide_digit, FUZZ_PRESERVE},
    {wide_bracket, FUZZ_PRESERVE},
    {drop_line, FUZZ_DAMAGE},
    {copy_line, FUZZ_DAMAGE},
    {swap_lines, FUZZ_DAMAGE},
    {join_lines, FUZZ_DAMAGE},
    {break_line, FUZZ_DAMAGE},
    {drop_character, FUZZ_DAMAGE},
    {change_number, FUZZ_DAMAGE},
    {splice, FUZZ_DAMAGE},
    {put_label, FUZZ_DAMAGE},
    {odd_character, FUZZ_BYTES},
    {broken_byte, FUZZ_BYTES},
    {flip, FUZZ_BYTES},
    {truncate, FUZZ_BYTES},
    {huge_number, FUZZ_BOMB},
    {repeat_piece, FUZZ_BOMB},
};
enum { CHANGE_COUNT = sizeof CHANGES / sizeof *CHANGES };

size_t fuzz_mutate(fuzz_choice *choice, unsigned classes, uint8_t *bytes, size_t size, size_t room,
                   const uint8_t *other, size_t other_size)
{
    mutation m = {choice, bytes, size, room, other_size ? other : NULL, other_size};
    unsigned kinds[CHANGE_COUNT], count = 0;
    for (unsigned i = 0; i < CHANGE_COUNT; i++)
        if (CHANGES[i].of & classes) kinds[count++] = i;
    if (!count) return size;
    for (unsigned n = 1 + fuzz_pick(choice, 8); n; n--) CHANGES[kinds[fuzz_pick(choice, count)]].apply(&m);
    return m.size;
}
