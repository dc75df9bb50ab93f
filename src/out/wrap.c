/* wrap.c: see wrap.h. */
#include "wrap.h"

#include <string.h>

#include "glyph.h"

/* ! , . : ; ? and closing brackets and quotes, halfwidth and fullwidth. */
static int wrap_closes(uint32_t code)
{
    static const uint32_t closing[] = {'!',    ')',    ',',    '.',    ':',    ';',    '?',    ']',    '}',
                                       0x2019, 0x201d, 0x2026, 0x3001, 0x3002, 0x3009, 0x300b, 0x300d, 0x300f,
                                       0x3011, 0xff01, 0xff09, 0xff0c, 0xff1a, 0xff1b, 0xff1f};
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
        if (closing[i] == code) return 1;
    return 0;
}

/* Opening brackets and quotes. */
static int wrap_opens(uint32_t code)
{
    static const uint32_t opening[] = {'(', '[', '{', 0x2018, 0x201c, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0xff08};
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
        if (opening[i] == code) return 1;
    return 0;
}

static int wrap_may_break(gk_glyph before, gk_glyph behind)
{
    if (behind.code == ' ' || wrap_closes(behind.code) || wrap_opens(before.code)) return 0;
    return before.code == ' ' || before.code == '-' || before.width == 2 || behind.width == 2;
}

/* The bytes that make the first line. */
static size_t wrap_size(const char *text, size_t room)
{
    size_t size = strlen(text), width = 0, good = 0;
    gk_glyph before = {0, 0, 0, 0, {0, 0, 0, 0}};
    for (size_t at = 0; at < size; at += before.size) {
        gk_glyph glyph = gk_next_glyph((const uint8_t *)text + at, size - at);
        if (at && wrap_may_break(before, glyph)) good = at;
        if (width + glyph.width > room && glyph.code != ' ' && at) return good ? good : at;
        width += glyph.width;
        before = glyph;
    }
    return size;
}

size_t gk_widest_word(const char *text)
{
    size_t size = strlen(text), width = 0, widest = 0;
    gk_glyph before = {0, 0, 0, 0, {0, 0, 0, 0}};
    for (size_t at = 0; at < size; at += before.size) {
        gk_glyph glyph = gk_next_glyph((const uint8_t *)text + at, size - at);
        if (at && wrap_may_break(before, glyph)) width = 0;
        if (glyph.code != ' ') width += glyph.width;
        if (width > widest) widest = width;
        before = glyph;
    }
    return widest;
}

const char *gk_wrap_line(const char *text, size_t room, size_t n, size_t *size)
{
    while (*size = wrap_size(text, room), n--) {
        text += *size;
        if (!*text) return NULL;
    }
    while (*size && text[*size - 1] == ' ') --*size;
    return text;
}

void gk_put_wrapped(gk_out *out, const char *text, size_t indent, size_t edge)
{
    const char *line;
    size_t size;
    for (size_t n = 0; (line = gk_wrap_line(text, edge - indent, n, &size)); n++) {
        gk_put_blanks(out, n ? indent : 0);
        gk_put_bytes(out, line, size);
        gk_put_text(out, "\n");
    }
}
