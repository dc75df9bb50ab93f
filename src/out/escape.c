/* escape.c: see escape.h. */
#include "escape.h"

#include <string.h>

#include "glyph.h"

static const char *escape_xml(uint32_t code)
{
    switch (code) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\t':
    case '\n':
    case '\r': return NULL;
    default: return code < 0x20 || code == 0xfffe || code == 0xffff ? "\xef\xbf\xbd" : NULL;
    }
}

void gk_put_xml(gk_out *out, const void *bytes, size_t size)
{
    const uint8_t *p = (const uint8_t *)bytes;
    size_t done = 0;
    for (size_t i = 0; i < size;) {
        uint32_t code = 0;
        size_t length = gk_decode(p + i, size - i, &code);
        const char *instead = length ? escape_xml(code) : "\xef\xbf\xbd";
        if (instead) {
            gk_put_bytes(out, p + done, i - done);
            gk_put_text(out, instead);
            done = i + (length ? length : 1);
        }
        i += length ? length : 1;
    }
    gk_put_bytes(out, p + done, size - done);
}

void gk_put_xml_text(gk_out *out, const char *text) { gk_put_xml(out, text, strlen(text)); }

void gk_put_uri(gk_out *out, const char *file)
{
    static const char hex[] = "0123456789ABCDEF", plain[] = "-._~/";
    if (*file == '/') gk_put_text(out, "file://");
    for (; *file; file++) {
        uint8_t c = (uint8_t)*file;
        char escape[3] = {'%', hex[c >> 4], hex[c & 15]};
        int alone = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || strchr(plain, c);
        gk_put_bytes(out, alone ? file : escape, alone ? 1 : 3);
    }
}
