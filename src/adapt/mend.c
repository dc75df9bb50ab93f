/* mend.c: text that was opened in a wrong encoding and saved as UTF-8, taken back where that is certain (SPEC
 * S1-encodings): every character of it goes back, and what comes of it is well-formed UTF-8 again, to the last byte. */
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "charset.h"

enum {
    MEND_COMMON = 0x7684, /* the commonest character of Chinese; no sequence of UTF-8 looks like it */
    MEND_LEAST = 16       /* so many characters of more than a byte tell that it is no chance */
};

/* Text that has it was not garbled. */
static int mend_is_sound(const uint8_t *p, size_t size)
{
    static const uint8_t common[] = {0xe0 | MEND_COMMON >> 12, 0x80 | (MEND_COMMON >> 6 & 63),
                                     0x80 | (MEND_COMMON & 63)};
    size_t stop = size < GK_MAX_SAMPLE ? size : GK_MAX_SAMPLE;
    for (size_t i = 0; i + 2 < stop; i++)
        if (p[i] >= 0x80 && !memcmp(p + i, common, 3)) return 1;
    return 0;
}

/* A character at a time, each with its stretch; 0 when one does not go back. */
static int mend_back(const gk_charset *c, iconv_t cd, uint8_t *made, size_t *made_size, gknb_stretch *stretch,
                     size_t *count)
{
    size_t size = 0, n = 0, last = 0;
    for (size_t i = 0; i < c->size;) {
        size_t step = gk_charset_sequence(c->bytes + i, c->size - i), left = step, room = 4;
        char *in = (char *)(uintptr_t)c->bytes + i, *to = (char *)made + size;
        gknb_stretch here = {(uint32_t)size, (uint32_t)i, (uint32_t)(i + step)};
        if (!step || (step > 1 && iconv(cd, &in, &left, &to, &room))) return 0;
        if (step == 1) *to++ = *in;
        size = (size_t)(to - (char *)made);
        if (n && step == 1 && last == 1) stretch[n - 1].end = here.end;
        else stretch[n++] = here;
        last = step;
        i += step;
    }
    stretch[n].text = (uint32_t)size;
    stretch[n].start = stretch[n].end = (uint32_t)c->size;
    *made_size = size;
    *count = n + 1;
    return 1;
}

static int mend_is_whole(const uint8_t *p, size_t size)
{
    size_t wide = 0;
    for (size_t i = 0, step; i < size; i += step) {
        step = p[i] ? gk_charset_sequence(p + i, size - i) : 1;
        if (!step) return 0;
        wide += step > 2;
    }
    return wide >= MEND_LEAST;
}

gknb_open_status gk_charset_mend(gk_charset *c)
{
    static const char *const wrong[] = {"ISO-8859-1", "GB18030"};
    gknb_stretch *stretch;
    uint8_t *made;
    int fine = 0;
    size_t size = 0, count = 0;
    if (c->made || c->size > GK_MAX_MEND || mend_is_sound(c->bytes, c->size)) return GKNB_OPEN_OK;
    made = (uint8_t *)malloc(c->size * 2 + 8); /* two bytes may become four */
    stretch = (gknb_stretch *)malloc((c->size + 2) * sizeof *stretch);
    for (size_t i = 0; made && stretch && !fine && i < sizeof wrong / sizeof *wrong; i++) {
        iconv_t cd = iconv_open(wrong[i], "UTF-8");
        if (cd == (iconv_t)-1) continue;
        fine = mend_back(c, cd, made, &size, stretch, &count) && mend_is_whole(made, size);
        iconv_close(cd);
    }
    if (fine) {
        c->made = made;
        c->bytes = made;
        c->size = size;
        c->stretch = stretch;
        c->stretches = count;
        c->evidence = "mended";
        return GKNB_OPEN_OK;
    }
    free(made);
    free(stretch);
    return made && stretch ? GKNB_OPEN_OK : GKNB_OPEN_NO_MEMORY;
}
