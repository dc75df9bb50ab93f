/* charset.c: see charset.h. Each candidate is tried; none is believed that does not decode. */
#include "charset.h"

#include <iconv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#ifdef GK_CHARSET
#include <uchardet/uchardet.h>
#endif

#include "../base/limits.h"

/* How long the character at p is in bytes; `size` is at least 1. */
typedef size_t charset_step(const uint8_t *p, size_t size);

static size_t charset_step_gb(const uint8_t *p, size_t size)
{
    if (*p < 0x80 || size < 2) return 1;
    return p[1] >= '0' && p[1] <= '9' && size >= 4 ? 4 : 2;
}

static size_t charset_step_big5(const uint8_t *p, size_t size) { return *p < 0x80 || size < 2 ? 1 : 2; }

static size_t charset_step_utf16le(const uint8_t *p, size_t size)
{
    if (size < 2) return 1;
    return (p[1] & 0xfc) == 0xd8 && size >= 4 ? 4 : 2;
}

static size_t charset_step_utf16be(const uint8_t *p, size_t size)
{
    if (size < 2) return 1;
    return (p[0] & 0xfc) == 0xd8 && size >= 4 ? 4 : 2;
}

static size_t charset_step_utf8(const uint8_t *p, size_t size)
{
    size_t step = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
    return step <= size ? step : 1;
}

typedef struct {
    const char *name, *iconv;
    charset_step *step;
} charset_kind;

static const charset_kind charset_utf8 = {"UTF-8", NULL, charset_step_utf8};
static const charset_kind charset_gb18030 = {"GB18030", "GB18030", charset_step_gb};
static const charset_kind charset_big5 = {"Big5", "BIG5", charset_step_big5};
static const charset_kind charset_utf16le = {"UTF-16LE", "UTF-16LE", charset_step_utf16le};
static const charset_kind charset_utf16be = {"UTF-16BE", "UTF-16BE", charset_step_utf16be};

/* By a name found in a document. */
static const charset_kind *charset_named(const char *name, size_t size)
{
    static const struct {
        const char *name;
        const charset_kind *kind;
    } known[] = {{"utf-8", &charset_utf8},      {"utf8", &charset_utf8},        {"gb2312", &charset_gb18030},
                 {"gbk", &charset_gb18030},     {"gb18030", &charset_gb18030},  {"gb_2312-80", &charset_gb18030},
                 {"x-gbk", &charset_gb18030},   {"cp936", &charset_gb18030},    {"big5", &charset_big5},
                 {"big5-hkscs", &charset_big5}, {"utf-16le", &charset_utf16le}, {"utf-16be", &charset_utf16be}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t k = 0;
        while (k < size && known[i].name[k] &&
               (name[k] >= 'A' && name[k] <= 'Z' ? name[k] + 32 : name[k]) == known[i].name[k])
            k++;
        if (k == size && !known[i].name[k]) return known[i].kind;
    }
    return NULL;
}

size_t gk_charset_sequence(const uint8_t *p, size_t left)
{
    size_t step = charset_step_utf8(p, left);
    if (*p < 0x80) return *p != 0;
    if (*p < 0xc2 || *p > 0xf4 || step == 1) return 0;
    for (size_t i = 1; i < step; i++)
        if ((p[i] & 0xc0) != 0x80) return 0;
    if ((*p == 0xe0 && p[1] < 0xa0) || (*p == 0xed && p[1] > 0x9f)) return 0;
    if ((*p == 0xf0 && p[1] < 0x90) || (*p == 0xf4 && p[1] > 0x8f)) return 0;
    return step;
}

/* What UTF-8 makes of the bytes: sequences of more than a byte, and what is malformed. */
static void charset_count(const uint8_t *p, size_t size, size_t *wide, size_t *broken)
{
    *wide = *broken = 0;
    for (size_t i = 0; i < size;) {
        size_t step = p[i] < 0x80 && p[i] ? 1 : gk_charset_sequence(p + i, size - i);
        *broken += !step;
        *wide += step > 1;
        i += step ? step : 1;
    }
}

/* charset=NAME of a <meta>, or encoding="NAME" of an XML declaration. */
static const charset_kind *charset_declared(const uint8_t *bytes, size_t size)
{
    static const char *const words[] = {"charset", "encoding"};
    size_t stop = size < GK_MAX_DECLARATION ? size : GK_MAX_DECLARATION;
    for (size_t i = 0; i + 10 < stop; i++) {
        for (size_t w = 0; w < 2; w++) {
            size_t length = strlen(words[w]), k = 0, from;
            while (k < length && (bytes[i + k] | 32) == words[w][k]) k++;
            if (k < length) continue;
            for (k = i + length;
                 k < stop && (bytes[k] == ' ' || bytes[k] == '=' || bytes[k] == '"' || bytes[k] == '\''); k++) {}
            for (from = k; k < stop && (bytes[k] == '-' || bytes[k] == '_' || (bytes[k] >= '0' && bytes[k] <= '9') ||
                                        ((bytes[k] | 32) >= 'a' && (bytes[k] | 32) <= 'z'));
                 k++) {}
            if (charset_named((const char *)bytes + from, k - from))
                return charset_named((const char *)bytes + from, k - from);
        }
    }
    return NULL;
}

static const charset_kind *charset_detected(const uint8_t *bytes, size_t size)
{
    const charset_kind *kind = NULL;
#ifdef GK_CHARSET
    uchardet_t detector = uchardet_new();
    if (!detector) return NULL;
    if (!uchardet_handle_data(detector, (const char *)bytes, size < GK_MAX_DETECTION ? size : GK_MAX_DETECTION)) {
        const char *name;
        uchardet_data_end(detector);
        name = uchardet_get_charset(detector);
        kind = charset_named(name, strlen(name));
    }
    uchardet_delete(detector);
#else
    (void)bytes, (void)size;
#endif
    return kind;
}

/* ---- decoding ---- */

typedef struct {
    gk_charset *out;
    size_t room, stretch_room, cap;
    gknb_open_status status;
} charset_maker;

static int charset_room(charset_maker *m, size_t more)
{
    size_t want = m->room ? m->room : 4096;
    uint8_t *grown;
    if (m->out->size + more > m->cap) m->status = GKNB_OPEN_TOO_LARGE;
    if (m->status != GKNB_OPEN_OK) return 0;
    if (m->out->size + more <= m->room) return 1;
    while (want < m->out->size + more) want *= 2;
    if (!(grown = (uint8_t *)realloc(m->out->made, want))) {
        m->status = GKNB_OPEN_NO_MEMORY;
        return 0;
    }
    m->out->made = grown;
    m->room = want;
    return 1;
}

/* A stretch of characters that are all `from` bytes there and `to` bytes here begins. */
static void charset_stretch(charset_maker *m, size_t text, size_t start, size_t from, size_t to, size_t *last_from,
                            size_t *last_to)
{
    gknb_stretch made = {(uint32_t)text, (uint32_t)start, (uint32_t)start};
    if (from == *last_from && to == *last_to) return;
    if (m->out->stretches == m->stretch_room) {
        size_t want = m->stretch_room ? m->stretch_room * 2 : 256;
        gknb_stretch *grown = (gknb_stretch *)realloc(m->out->stretch, want * sizeof *grown);
        if (!grown) {
            m->status = GKNB_OPEN_NO_MEMORY;
            return;
        }
        m->out->stretch = grown;
        m->stretch_room = want;
    }
    if (m->out->stretches) m->out->stretch[m->out->stretches - 1].end = (uint32_t)start;
    m->out->stretch[m->out->stretches++] = made;
    *last_from = from;
    *last_to = to;
}

/* Decodes [at, size) of `bytes`; the number of places that could not be in `*broken`. */
static void charset_make(charset_maker *m, const charset_kind *kind, const uint8_t *bytes, size_t size, size_t at,
                         size_t *broken)
{
    size_t last_from = 0, last_to = 0;
    iconv_t cd = kind->iconv ? iconv_open("UTF-8", kind->iconv) : (iconv_t)-1;
    *broken = 0;
    if (kind->iconv && cd == (iconv_t)-1) m->status = GKNB_OPEN_DAMAGED;
    while (at < size && m->status == GKNB_OPEN_OK) {
        size_t text = m->out->size, start = at, left = size - at < 65536 ? size - at : 65536, made;
        char *in = (char *)(uintptr_t)bytes + at, *to;
        if (!charset_room(m, left * 2 + 16)) break;
        to = (char *)m->out->made + text;
        if (kind->iconv) {
            size_t room = m->room - text;
            iconv(cd, &in, &left, &to, &room);
            made = (size_t)(to - (char *)m->out->made) - text;
            at = (size_t)((uint8_t *)in - bytes);
        } else {
            size_t step;
            while (at - start < left && (step = gk_charset_sequence(bytes + at, size - at)) > 0) at += step;
            made = at - start;
            memcpy(to, bytes + start, made);
        }
        m->out->size = text + made;
        while (start < at && m->status == GKNB_OPEN_OK) {
            size_t step = kind->step(bytes + start, size - start);
            size_t wide = charset_step_utf8(m->out->made + text, m->out->size - text);
            charset_stretch(m, text, start, step, wide, &last_from, &last_to);
            start += step;
            text += wide;
        }
        if (made || m->status != GKNB_OPEN_OK) continue;
        charset_stretch(m, text, at, 0, 3, &last_from, &last_to); /* nothing moved: this byte is broken */
        memcpy(m->out->made + text, "\xef\xbf\xbd", 3);
        m->out->size += 3;
        at++;
        ++*broken;
    }
    charset_stretch(m, m->out->size, size, 9, 9, &last_from, &last_to);
    if (cd != (iconv_t)-1) iconv_close(cd);
}

/* Tries a kind: whether hardly anything of it is broken. */
static int charset_try(charset_maker *m, const charset_kind *kind, const char *evidence, const uint8_t *bytes,
                       size_t size, size_t at)
{
    size_t broken;
    m->out->size = m->out->stretches = 0;
    charset_make(m, kind, bytes, size, at, &broken);
    if (m->status != GKNB_OPEN_OK || broken > 8 + size / 200) return 0;
    m->out->name = kind->name;
    m->out->evidence = evidence;
    m->out->bytes = m->out->made;
    return 1;
}

gknb_open_status gk_charset_decode(const uint8_t *bytes, size_t size, size_t cap, int declares, int clean,
                                   gk_charset *out)
{
    charset_maker m = {out, 0, 0, cap, GKNB_OPEN_OK};
    const charset_kind *declared = declares ? charset_declared(bytes, size) : NULL, *detected;
    size_t wide, broken, at = 0;
    memset(out, 0, sizeof *out);
    if (size >= 2 && (!memcmp(bytes, "\377\376", 2) || !memcmp(bytes, "\376\377", 2))) {
        const charset_kind *kind = *bytes == 0xff ? &charset_utf16le : &charset_utf16be;
        if (charset_try(&m, kind, "bom", bytes, size, 2) || m.status != GKNB_OPEN_OK) return m.status;
        return GKNB_OPEN_DAMAGED;
    }
    if (size >= 3 && !memcmp(bytes, "\357\273\277", 3)) at = 3;
    charset_count(bytes + at, size - at, &wide, &broken);
    if (broken > 8 + wide / 50 && !at) { /* hardly UTF-8 */
        if (declared && declared != &charset_utf8 && charset_try(&m, declared, "declared", bytes, size, at))
            return m.status;
        detected = charset_detected(bytes, size);
        if (detected && detected != &charset_utf8 && charset_try(&m, detected, "detected", bytes, size, at))
            return m.status;
        if (m.status != GKNB_OPEN_OK) return m.status;
        out->size = out->stretches = 0;
    }
    out->name = "UTF-8";
    out->evidence = at ? "bom" : declared == &charset_utf8 ? "declared" : wide && !broken ? "valid" : "none";
    if (broken && clean) {
        charset_make(&m, &charset_utf8, bytes, size, 0, &broken);
        out->bytes = out->made;
    } else {
        out->bytes = bytes;
        out->size = size;
    }
    return m.status;
}

void gk_charset_free(gk_charset *charset)
{
    free(charset->made);
    free(charset->stretch);
    memset(charset, 0, sizeof *charset);
}
