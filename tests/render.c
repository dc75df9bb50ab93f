/* render.c: see render.h. */
#include "render.h"

#include <string.h>

unsigned render_width(uint32_t c)
{
    static const uint32_t wide[][2] = {{0x1100, 0x115f},  {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf},
                                       {0x4e00, 0x9fff},  {0xa000, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff},
                                       {0xfe30, 0xfe6f},  {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f64f},
                                       {0x20000, 0x3fffd}};
    if (c >= 0x300 && c <= 0x36f) return 0;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (c >= wide[i][0] && c <= wide[i][1]) return 2;
    return 1;
}

/* The character at p; 0 bytes are read where there is none. */
static size_t render_decode(const uint8_t *p, size_t left, uint32_t *c)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size = *p < 0x80                 ? 1
                  : *p >= 0xc2 && *p < 0xe0 ? 2
                  : *p >= 0xe0 && *p < 0xf0 ? 3
                  : *p >= 0xf0 && *p < 0xf5 ? 4
                                            : 0;
    if (!size || size > left) return 0;
    *c = size == 1 ? *p : *p & (0xffu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((p[i] & 0xc0) != 0x80) return 0;
        *c = *c << 6 | (p[i] & 0x3f);
    }
    return *c < least[size] || *c > 0x10ffff || (*c >= 0xd800 && *c < 0xe000) ? 0 : size;
}

static int render_is_hidden(uint32_t c)
{
    return c < 0x20 || c == 0x7f || c == '\\' || c == 0x85 || c == 0xa0 || c == 0xad || (c >= 0x2000 && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202f) || c == 0x205f || c == 0x2060 || c == 0x3000 || c == 0xfeff;
}

/* One character, what is invisible as an escape; its bytes. `width` grows. */
static size_t render_char(const uint8_t *p, size_t left, text *out, size_t *width)
{
    uint32_t c;
    size_t size = render_decode(p, left, &c), before = out->size;
    if (!size) text_format(out, "\\x%02X", *p);
    else if (c == '\t') text_puts(out, "\\t");
    else if (c == '\r') text_puts(out, "\\r");
    else if (render_is_hidden(c)) text_format(out, "\\u{%04X}", (unsigned)c);
    else text_add(out, (const char *)p, size);
    *width += size && !render_is_hidden(c) ? render_width(c) : out->size - before;
    return size ? size : 1;
}

static void render_finding(const gknb_report *report, size_t index, text *out)
{
    size_t size, from, to, end, before = 0, under = 0;
    const uint8_t *bytes = gknb_bytes(report, &size);
    gknb_finding f;
    gknb_place place = {0, 0, 0, 0};
    char message[8192];
    gknb_get_finding(report, index, &f);
    gknb_locate(report, f.span.start, &place);
    from = place.line_start;
    for (end = f.span.start; end < size && bytes[end] != '\n'; end++) {}
    to = f.span.end < end ? f.span.end : end;
    for (size_t i = from; i < end;) {
        size_t *width = i < f.span.start ? &before : &under, ignored = 0;
        if (i >= to) width = &ignored;
        i += render_char(bytes + i, end - i, out, width);
    }
    text_puts(out, "\n");
    for (size_t i = 0; i < before; i++) text_puts(out, " ");
    for (size_t i = 0; i < (under ? under : 1); i++) text_puts(out, "^");
    gknb_format_finding(report, index, GKNB_LANG_ZH, message, sizeof message);
    text_format(out, " %s %s %u:%u: %s\n", f.id, gknb_level_name(f.level), place.line, place.column, message);
    for (size_t i = 0; i < f.related_count; i++) {
        gknb_related r;
        gknb_place there = {0, 0, 0, 0};
        gknb_get_related(report, index, i, &r);
        gknb_locate(report, r.span.start, &there);
        gknb_format_related(report, index, i, GKNB_LANG_ZH, message, sizeof message);
        text_format(out, "    %u:%u %s\n", there.line, there.column, message);
    }
}

void render_findings(const gknb_report *report, text *out)
{
    for (size_t i = 0; i < gknb_finding_count(report); i++) render_finding(report, i, out);
    if (gknb_findings_hidden(report)) text_format(out, "%zu findings hidden\n", gknb_findings_hidden(report));
    text_puts(out, "no other findings\n");
}

static size_t render_id(const char *p, const char *end)
{
    size_t n = 0;
    while (p + n < end && p[n] >= 'A' && p[n] <= 'Z') n++;
    if (!n || n > 2 || end - p < (long)n + 3) return 0;
    for (size_t i = 0; i < 3; i++)
        if (p[n + i] < '0' || p[n + i] > '9') return 0;
    n += 3;
    return p + n == end || p[n] == ' ' || p[n] == '\n' ? n : 0;
}

void render_ids(const char *rendering, size_t size, text *out)
{
    const char *p = rendering, *stop = rendering + size;
    while (p < stop) {
        const char *end = (const char *)memchr(p, '\n', (size_t)(stop - p)), *q = p;
        size_t n;
        if (!end) end = stop;
        while (q < end && *q == ' ') q++;
        if (q < end && *q == '^') {
            while (q < end && *q == '^') q++;
            if (q < end && *q == ' ') q++;
            if ((n = render_id(q, end))) {
                text_add(out, q, n);
                text_puts(out, " ");
            }
        } else if (q == p) {
            while ((n = render_id(q, end))) {
                text_add(out, q, n);
                text_puts(out, " ");
                q += n;
                while (q < end && *q == ' ') q++;
            }
        }
        p = end < stop ? end + 1 : stop;
    }
}
