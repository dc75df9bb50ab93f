/* excerpt.c: see excerpt.h. Looks at no more of a line than it shows. */
#include "excerpt.h"

#include <string.h>

#include "glyph.h"

enum {
    EXCERPT_ROOM = 88,  /* columns of the document: with number and margin they make 97 */
    EXCERPT_GUTTER = 6, /* columns for the line number */
    EXCERPT_LEFT = 30   /* columns before the place when the line is cut */
};

typedef struct {
    uint32_t start, end; /* the bytes shown */
    int cut_start, cut_end;
} excerpt_window;

static int excerpt_ends(const uint8_t *bytes, uint32_t at, uint32_t size)
{
    return at >= size || bytes[at] == '\n' || (bytes[at] == '\r' && (at + 1 == size || bytes[at + 1] == '\n'));
}

/* Forward from `at` while the characters fit in `room`; the columns used are added to `width`. */
static uint32_t excerpt_forward(const uint8_t *bytes, uint32_t at, uint32_t size, unsigned room, unsigned *width)
{
    uint32_t most = at + 16 * EXCERPT_ROOM; /* so many bytes without a column are enough */
    while (!excerpt_ends(bytes, at, size) && at < most) {
        gk_glyph glyph = gk_next_glyph(bytes + at, size - at);
        if (*width + glyph.width > room) break;
        *width += glyph.width;
        at += glyph.size;
    }
    return at;
}

/* Back from `at`, not before `start`, as far as `room` columns go. */
static uint32_t excerpt_back(const uint8_t *bytes, uint32_t at, uint32_t start, unsigned room, unsigned *width)
{
    uint32_t most = at - start > 16 * EXCERPT_ROOM ? at - 16 * EXCERPT_ROOM : start;
    while (at > most) {
        uint32_t before = at - 1;
        gk_glyph glyph;
        while (before > most && at - before < 4 && (bytes[before] & 0xc0) == 0x80) before--;
        glyph = gk_next_glyph(bytes + before, at - before);
        if (glyph.size != at - before) { /* no UTF-8: a byte is a character */
            before = at - 1;
            glyph = gk_next_glyph(bytes + before, 1);
        }
        if (*width + glyph.width > room) break;
        *width += glyph.width;
        at = before;
    }
    return at;
}

/* The whole line when it fits; else what is left of the place gives way first, then what is right of it. */
static excerpt_window excerpt_choose(const uint8_t *bytes, uint32_t size, uint32_t line, uint32_t at)
{
    excerpt_window w;
    unsigned left = 0, right = 0;
    int whole;
    w.start = excerpt_back(bytes, at, line, EXCERPT_ROOM, &left);
    w.end = excerpt_forward(bytes, at, size, EXCERPT_ROOM, &right);
    whole = excerpt_ends(bytes, w.end, size);
    if (!whole || w.start > line || left + right > EXCERPT_ROOM) {
        if (left > EXCERPT_LEFT) {
            unsigned keep = whole && right < EXCERPT_ROOM - 1 - EXCERPT_LEFT ? EXCERPT_ROOM - 1 - right : EXCERPT_LEFT;
            left = 0;
            w.start = excerpt_back(bytes, at, line, keep, &left);
        }
        left += w.start > line;
        w.end = excerpt_forward(bytes, at, size, EXCERPT_ROOM - 1, &left);
    }
    w.cut_start = w.start > line;
    w.cut_end = !excerpt_ends(bytes, w.end, size);
    return w;
}

static int excerpt_meets(gknb_span span, uint32_t start, uint32_t end)
{
    return span.start == span.end ? span.start >= start && span.start < end : span.start < end && span.end > start;
}

static char excerpt_mark(gknb_span span, const gknb_span *others, size_t count, uint32_t start, uint32_t end)
{
    if (excerpt_meets(span, start, end)) return '^';
    for (size_t i = 0; i < count; i++)
        if (excerpt_meets(others[i], start, end)) return '-';
    return ' ';
}

static void excerpt_gutter(gk_out *out, uint32_t line)
{
    char text[40] = "";
    gknb_decimal number = {line, 0};
    size_t size = line ? gknb_format_decimal(number, text) : 0;
    if (size < EXCERPT_GUTTER) gk_put_blanks(out, EXCERPT_GUTTER - size);
    gk_put_bytes(out, text, size);
    gk_put_text(out, " |");
}

gknb_span gk_put_excerpt(gk_out *out, const gknb_report *report, gknb_span span, const gknb_place *place,
                         const gknb_span *others, size_t count, const char *color)
{
    char marks[EXCERPT_ROOM + 4];
    size_t size, column = 0, last;
    gknb_span shown;
    const uint8_t *bytes = gknb_bytes(report, &size);
    excerpt_window w = excerpt_choose(bytes, (uint32_t)size, place->line_start, span.start);
    memset(marks, ' ', sizeof marks);
    excerpt_gutter(out, place->line);
    if (w.start < w.end) gk_put_text(out, " ");
    if (w.cut_start) column = 1, gk_put_text(out, "…");
    for (uint32_t at = w.start; at < w.end;) {
        gk_glyph glyph = gk_next_glyph(bytes + at, w.end - at);
        char mark = excerpt_mark(span, others, count, at, at + glyph.size);
        size_t wide = span.start == span.end && mark == '^' ? 1 : glyph.width ? glyph.width : 1;
        if (mark != ' ') memset(marks + column, mark, wide);
        gk_put_bytes(out, glyph.text, glyph.drawn);
        column += glyph.width;
        at += glyph.size;
    }
    if (w.cut_end) gk_put_text(out, "…");
    gk_put_text(out, "\n");
    if (!memchr(marks, '^', sizeof marks)) marks[column] = '^'; /* behind the last character */
    for (last = sizeof marks; marks[last - 1] == ' ';) last--;
    excerpt_gutter(out, 0);
    gk_put_text(out, " ");
    gk_put_text(out, color);
    gk_put_bytes(out, marks, last);
    gk_put_text(out, gk_plain(out));
    gk_put_text(out, "\n");
    shown.start = w.start;
    shown.end = w.end;
    return shown;
}
