/* glyph.c: see glyph.h. The ranges are those of East_Asian_Width W and F and of the general categories Mn, Me and Cf,
 * brought down to what reports contain; ambiguous characters count one column, as terminals do. */
#include "glyph.h"

#include <string.h>

typedef struct {
    uint32_t first, last;
} glyph_range;

static const glyph_range glyph_wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec}, {0x2614, 0x2615}, {0x267f, 0x267f},
    {0x26a1, 0x26a1},   {0x2705, 0x2705},   {0x274c, 0x274c},   {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797},
    {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2e80, 0x2e99},   {0x2e9b, 0x2ef3}, {0x2f00, 0x2fd5}, {0x2ff0, 0x303e},
    {0x3041, 0x3247},   {0x3250, 0x4dbf},   {0x4e00, 0xa48c},   {0xa490, 0xa4c6}, {0xa960, 0xa97c}, {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6b},   {0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f64f},
    {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
};

static const glyph_range glyph_joining[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x064b, 0x065f}, {0x0e31, 0x0e31},
    {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20f0},
    {0x302a, 0x302d}, {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xe0100, 0xe01ef},
};

static const glyph_range glyph_invisible[] = {{0x00ad, 0x00ad}, {0x200b, 0x200d}, {0x2060, 0x2064}, {0xfeff, 0xfeff}};

static const glyph_range glyph_unsafe[] = {
    {0x0080, 0x009f}, {0x061c, 0x061c}, {0x200e, 0x200f}, {0x2028, 0x202e},
    {0x2066, 0x206f}, {0xfff9, 0xfffb}, {0xfffd, 0xfffd}, {0xe0000, 0xe007f},
};

#define GLYPH_IN(code, ranges) glyph_in(code, ranges, sizeof(ranges) / sizeof *(ranges))

static int glyph_in(uint32_t code, const glyph_range *ranges, size_t count)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code > ranges[middle].last) low = middle + 1;
        else if (code < ranges[middle].first) high = middle;
        else return 1;
    }
    return 0;
}

size_t gk_decode(const uint8_t *bytes, size_t size, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = bytes[0] < 0x80   ? 1
                    : bytes[0] < 0xc2 ? 0
                    : bytes[0] < 0xe0 ? 2
                    : bytes[0] < 0xf0 ? 3
                    : bytes[0] < 0xf5 ? 4
                                      : 0;
    *code = 0xfffd;
    if (!length || length > size) return 0;
    if (length > 1) {
        uint32_t made = bytes[0] & (0x7fu >> length);
        for (size_t i = 1; i < length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) return 0;
            made = made << 6 | (bytes[i] & 0x3fu);
        }
        if (made < least[length] || made > 0x10ffff || (made >= 0xd800 && made < 0xe000)) return 0;
        *code = made;
    } else {
        *code = bytes[0];
    }
    return length;
}

static void glyph_draw(gk_glyph *glyph, uint32_t code)
{
    glyph->drawn = 3;
    glyph->text[0] = (char)(0xe0 | code >> 12);
    glyph->text[1] = (char)(0x80 | (code >> 6 & 0x3f));
    glyph->text[2] = (char)(0x80 | (code & 0x3f));
}

gk_glyph gk_next_glyph(const uint8_t *bytes, size_t size)
{
    gk_glyph glyph = {0, 1, 1, 1, {' ', 0, 0, 0}};
    size_t length = gk_decode(bytes, size, &glyph.code);
    if (length) glyph.size = (uint8_t)length;
    if (glyph.code == '\t') return glyph;
    if (glyph.code < 0x20) {
        glyph_draw(&glyph, 0x2400 + glyph.code);
    } else if (glyph.code == 0x7f) {
        glyph_draw(&glyph, 0x2421);
    } else if (GLYPH_IN(glyph.code, glyph_unsafe)) {
        glyph_draw(&glyph, 0xfffd);
    } else if (GLYPH_IN(glyph.code, glyph_invisible)) {
        glyph.drawn = glyph.width = 0;
    } else {
        memcpy(glyph.text, bytes, length);
        glyph.drawn = (uint8_t)length;
        if (GLYPH_IN(glyph.code, glyph_wide)) glyph.width = 2;
        else if (GLYPH_IN(glyph.code, glyph_joining)) glyph.width = 0;
    }
    return glyph;
}

size_t gk_text_width(const char *text)
{
    size_t size = strlen(text), width = 0;
    for (size_t i = 0; i < size;) {
        gk_glyph glyph = gk_next_glyph((const uint8_t *)text + i, size - i);
        i += glyph.size;
        width += glyph.width;
    }
    return width;
}

void gk_put_shown(gk_out *out, const char *text)
{
    size_t size = strlen(text);
    for (size_t i = 0; i < size;) {
        gk_glyph glyph = gk_next_glyph((const uint8_t *)text + i, size - i);
        i += glyph.size;
        gk_put_bytes(out, glyph.text, glyph.drawn);
    }
}
