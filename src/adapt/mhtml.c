/* mhtml.c: a page saved as one file (MHTML): the parts that are HTML, decoded (SPEC S1-mhtml).
 *
 * In: the bytes of the message. Out: the page and behind it the pages in its frames, and their stretches in the
 * message. Pictures, styles and other parts are left out. */
#include <stdlib.h>
#include <string.h>

#include "adapters.h"

typedef struct {
    const uint8_t *at, *end;
} mhtml_part;

static int mhtml_small(int c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

/* Where `word` stands first, case aside; NULL when nowhere. */
static const uint8_t *mhtml_find(mhtml_part p, const char *word)
{
    size_t size = strlen(word), k;
    for (const uint8_t *at = p.at; (size_t)(p.end - at) >= size; at++) {
        for (k = 0; k < size && mhtml_small(at[k]) == word[k]; k++) {}
        if (k == size) return at;
    }
    return NULL;
}

/* The header at the beginning of `p`, which is left behind the empty line that ends it. */
static mhtml_part mhtml_header(mhtml_part *p)
{
    mhtml_part header = *p;
    for (const uint8_t *at = p->at; at < p->end; at++) {
        if (*at != '\n' || (at + 1 < p->end && at[1] != '\n' && !(at[1] == '\r' && at + 2 < p->end && at[2] == '\n')))
            continue;
        header.end = at;
        p->at = at + 1 < p->end ? at + (at[1] == '\r' ? 3 : 2) : p->end;
        return header;
    }
    p->at = p->end;
    return header;
}

/* The boundary between parts, quotes aside; its size, 0 for none. */
static size_t mhtml_boundary(mhtml_part header, const uint8_t **boundary)
{
    const uint8_t *at = mhtml_find(header, "boundary="), *stop;
    if (!at) return 0;
    at += 9;
    at += at < header.end && *at == '"';
    for (stop = at; stop < header.end && *stop != '"' && *stop > ' ' && *stop != ';'; stop++) {}
    *boundary = at;
    return (size_t)(stop - at);
}

/* The line that begins with -- and the boundary, from `at` on. */
static const uint8_t *mhtml_next(const uint8_t *at, const uint8_t *end, const uint8_t *boundary, size_t size)
{
    while (at < end && (size_t)(end - at) >= size + 2) {
        if (at[0] == '-' && at[1] == '-' && !memcmp(at + 2, boundary, size)) return at;
        at = (const uint8_t *)memchr(at, '\n', (size_t)(end - at));
        if (!at) return NULL;
        at++;
    }
    return NULL;
}

static int mhtml_hex(uint8_t c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = (uint8_t)mhtml_small(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* =E4 is a byte, = at the end of a line nothing. */
static void mhtml_quoted(mhtml_part p, const uint8_t *base, gk_linear *out)
{
    for (const uint8_t *at = p.at, *next; at < p.end; at = next) {
        uint8_t byte;
        next = at;
        while (next < p.end && *next != '=') next++;
        gk_linear_raw(out, at, (size_t)(next - at), (uint32_t)(at - base), (uint32_t)(next - base));
        at = next;
        if (p.end - at >= 3 && mhtml_hex(at[1]) >= 0 && mhtml_hex(at[2]) >= 0) {
            byte = (uint8_t)(mhtml_hex(at[1]) << 4 | mhtml_hex(at[2]));
            next = at + 3;
            gk_linear_raw(out, &byte, 1, (uint32_t)(at - base), (uint32_t)(next - base));
        } else if (at < p.end) {
            next = at + 1;
            while (next < p.end && (*next == '\r' || *next == ' ')) next++;
            if (next < p.end && *next == '\n') next++;
        }
    }
}

static int mhtml_six(uint8_t c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static void mhtml_base64(mhtml_part p, const uint8_t *base, gk_linear *out)
{
    unsigned bits = 0, held = 0;
    const uint8_t *from = p.at;
    for (const uint8_t *at = p.at; at < p.end && *at != '='; at++) {
        uint8_t byte;
        int six = mhtml_six(*at);
        if (six < 0) continue;
        if (!held) from = at;
        bits = (bits << 6 | (unsigned)six) & 0xffff;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        byte = (uint8_t)(bits >> held);
        gk_linear_raw(out, &byte, 1, (uint32_t)(from - base), (uint32_t)(at + 1 - base));
        from = at;
    }
}

static void mhtml_add(mhtml_part header, mhtml_part part, const uint8_t *base, gk_linear *out)
{
    uint32_t start = (uint32_t)(part.at - base), end = (uint32_t)(part.end - base);
    if (out->size) gk_linear_raw(out, "\n", 1, start, start);
    if (mhtml_find(header, "quoted-printable")) mhtml_quoted(part, base, out);
    else if (mhtml_find(header, "base64")) mhtml_base64(part, base, out);
    else gk_linear_raw(out, part.at, (size_t)(part.end - part.at), start, end);
}

gknb_open_status gk_read_mhtml(const uint8_t *bytes, size_t size, gk_linear *out)
{
    mhtml_part rest = {bytes, bytes + size}, header = mhtml_header(&rest), part;
    const uint8_t *boundary = NULL, *at = NULL, *line;
    size_t boundary_size = mhtml_boundary(header, &boundary);
    int pages = 0;
    if (!boundary_size) mhtml_add(header, rest, bytes, out);
    if (boundary_size) at = mhtml_next(rest.at, rest.end, boundary, boundary_size);
    while (at && (line = (const uint8_t *)memchr(at, '\n', (size_t)(rest.end - at)))) {
        part.at = line + 1;
        part.end = rest.end;
        header = mhtml_header(&part);
        at = mhtml_next(part.at, part.end, boundary, boundary_size);
        if (at) part.end = at;
        if (!mhtml_find(header, "text/html")) continue;
        mhtml_add(header, part, bytes, out);
        pages++;
    }
    return out->status == GKNB_OPEN_OK && boundary_size && !pages ? GKNB_OPEN_DAMAGED : out->status;
}
