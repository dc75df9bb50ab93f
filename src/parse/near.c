/* near.c: see near.h. Most pairs of text and wording are told apart by their lengths and their characters alone. */
#include "near.h"

#include "../base/limits.h"
#include "../lex/fold.h"

#include <string.h>

enum { NEAR_PREFIX = 4 };

static unsigned near_fold(const uint8_t *p, const uint8_t *end, uint16_t *out, unsigned room)
{
    unsigned n = 0;
    while (p < end && n < room) {
        uint8_t size;
        uint16_t ch = gk_fold(p, end, &size);
        if (ch != GK_FOLD_BLANK) out[n++] = ch ? ch : 0xfffe; /* alike to nothing */
        p += size;
        while (!ch && p < end && (*p & 0xc0) == 0x80) p++;
    }
    return p < end ? room + 1 : n;
}

static unsigned near_bits(uint64_t set)
{
    unsigned n = 0;
    for (; set; set &= set - 1) n++;
    return n;
}

/* The edit distance, or more than `most`. */
static unsigned near_edits(const uint16_t *a, unsigned a_size, const uint16_t *b, unsigned b_size, unsigned most)
{
    uint8_t row[GK_MAX_NEAR + 1];
    for (unsigned k = 0; k <= b_size; k++) row[k] = (uint8_t)k;
    for (unsigned i = 0; i < a_size; i++) {
        unsigned corner = row[0], least;
        row[0] = (uint8_t)(i + 1);
        least = row[0];
        for (unsigned k = 0; k < b_size; k++) {
            unsigned change = corner + (a[i] != b[k]), other = (row[k] < row[k + 1] ? row[k] : row[k + 1]) + 1u;
            corner = row[k + 1];
            row[k + 1] = (uint8_t)(change < other ? change : other);
            if (row[k + 1] < least) least = row[k + 1];
        }
        if (least > most) return least;
    }
    return row[b_size];
}

void gk_near_text(const uint8_t *text, const uint8_t *end, uint8_t *distance, uint8_t *best, uint8_t mark)
{
    uint16_t chars[GK_MAX_NEAR];
    uint64_t seen = 0;
    unsigned size = near_fold(text, end, chars, GK_MAX_NEAR);
    if (!size || size > GK_MAX_NEAR) return;
    for (unsigned i = 0; i < size; i++) seen |= GK_NEAR_BIT(chars[i]);
    for (unsigned w = 0; w < gk_wording_count; w++) {
        const uint16_t *wording = gk_near_chars + gk_near_wordings[w].first;
        unsigned length = gk_near_wordings[w].size, longer = length > size ? length : size;
        unsigned most = longer * (unsigned)gk_settings.far / 100, label = gk_wordings[w].label, found;
        if (size >= NEAR_PREFIX && size < length && !memcmp(chars, wording, size * sizeof *chars)) {
            found = 1;
        } else {
            if (size + most < length || length + most < size || near_bits(seen & ~gk_near_wordings[w].seen) > most)
                continue;
            found = near_edits(chars, size, wording, length, most);
            if (found > most) continue;
        }
        found = found * 100 / longer;
        if (found >= distance[label]) continue;
        distance[label] = (uint8_t)found;
        best[label] = mark;
    }
}
