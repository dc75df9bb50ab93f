/* like.c: the line that is most likely a heading that was not found: under its ordinal, in nearly its words. */
#include <string.h>

#include "../lex/fold.h"
#include "rules.h"

enum { LIKE_LONGEST = 48, LIKE_SHARE = 60 /* hundredths of the longer: so many characters are in both */ };

static unsigned like_fold(const uint8_t *p, const uint8_t *end, uint16_t *out)
{
    unsigned n = 0;
    while (p < end) {
        uint8_t size;
        uint16_t ch = gk_fold(p, end, &size);
        p += size;
        while (!ch && p < end && (*p & 0xc0) == 0x80) p++;
        if (ch == GK_FOLD_BLANK) continue;
        if (n == LIKE_LONGEST) return LIKE_LONGEST + 1;
        out[n++] = ch;
    }
    return n;
}

/* How many characters of one are in the other, each once. */
static unsigned like_shared(const uint16_t *a, unsigned a_size, const uint16_t *b, unsigned b_size)
{
    uint64_t used = 0;
    unsigned shared = 0;
    for (unsigned i = 0; i < a_size; i++)
        for (unsigned k = 0; k < b_size && a[i]; k++) {
            if (a[i] != b[k] || used >> k & 1) continue;
            used |= (uint64_t)1 << k;
            shared++;
            break;
        }
    return shared;
}

static int like_is_heading(const gknb_report *report, const uint8_t *p)
{
    for (uint32_t i = 0; i < report->sections; i++)
        if (report->bytes + report->section[i].span.start == p) return 1;
    return 0;
}

int gk_find_like(const gknb_report *report, const char *wording, gknb_span *span)
{
    uint16_t due[LIKE_LONGEST], line[LIKE_LONGEST];
    const uint8_t *end = report->bytes + report->size;
    unsigned size = like_fold((const uint8_t *)wording, (const uint8_t *)wording + strlen(wording), due), best = 0;
    for (const uint8_t *p = report->bytes; size > 2 && size <= LIKE_LONGEST && p < end;) {
        const uint8_t *start = p, *stop;
        unsigned n, longer, shared;
        while (start < end && (*start == ' ' || *start == '#' || *start == '*' || *start == '|')) start++;
        for (stop = start; stop < end && *stop >= ' ' && *stop != '|';) stop++;
        p = stop < end ? stop + 1 : end;
        n = like_fold(start, stop, line);
        if (n < 3 || n > LIKE_LONGEST || line[0] != due[0] || line[1] != due[1]) continue;
        longer = n > size ? n : size;
        shared = like_shared(line, n, due, size) * 100 / longer;
        if (shared < LIKE_SHARE || shared <= best || like_is_heading(report, start)) continue;
        best = shared;
        span->start = (uint32_t)(start - report->bytes);
        span->end = (uint32_t)(stop - report->bytes);
    }
    return best > 0;
}
