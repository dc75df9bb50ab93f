/* bytes.c: is the document text at all: UTF-8, NUL bytes, lost and garbled characters (SPEC S2-bytes). */
#include <string.h>

#include "finding.h"
#include "rules.h"

/* The bytes of the well-formed sequence at p; 0 when it is malformed (Unicode 15, table 3-7). */
static size_t bytes_sequence(const uint8_t *p, size_t left)
{
    uint8_t b = *p;
    if (b < 0x80) return 1;
    if (b < 0xc2 || b > 0xf4) return 0;
    if (left < 2 || (p[1] & 0xc0) != 0x80) return 0;
    if (b < 0xe0) return 2;
    if ((b == 0xe0 && p[1] < 0xa0) || (b == 0xed && p[1] > 0x9f)) return 0;
    if ((b == 0xf0 && p[1] < 0x90) || (b == 0xf4 && p[1] > 0x8f)) return 0;
    if (left < 3 || (p[2] & 0xc0) != 0x80) return 0;
    if (b < 0xf0) return 3;
    return left >= 4 && (p[3] & 0xc0) == 0x80 ? 4 : 0;
}

/* How many bytes of ASCII or of common three-byte characters lie at p, a word at a time. */
static size_t bytes_plain(const uint8_t *p, size_t left)
{
    static const uint8_t mask_bytes[8] = {0xf0, 0xc0, 0xc0, 0xf0, 0xc0, 0xc0}, one_bytes[8] = {0xf0, 0xc0, 0xc0},
                         want_bytes[8] = {0xe0, 0x80, 0x80, 0xe0, 0x80, 0x80};
    uint64_t mask, want, one, word;
    size_t n = 0;
    memcpy(&mask, mask_bytes, 8);
    memcpy(&one, one_bytes, 8);
    memcpy(&want, want_bytes, 8);
    while (left - n >= 8) {
        memcpy(&word, p + n, 8);
        if ((word & mask) == want && p[n] != 0xe0 && p[n] != 0xed && p[n + 3] != 0xe0 && p[n + 3] != 0xed) n += 6;
        else if (!(word & 0x8080808080808080u)) n += 8;
        else if (p[n] < 0x80) n += p[n + 1] < 0x80 ? 2 : 1;
        else if ((word & one) == (want & one) && p[n] != 0xe0 && p[n] != 0xed) n += 3;
        else break;
    }
    return n;
}

/* Finds what stands `count` times, first at `first`, in `size` bytes. */
static void bytes_say(gknb_report *report, unsigned rule, uint32_t first, uint32_t size, int64_t count)
{
    gknb_span here = {first, first + size};
    gk_say_number(report, gk_find(report, rule, here), count);
}

/* U+FFFD stands where a character was lost. */
static void bytes_check_lost(gknb_report *report)
{
    const uint8_t *end = report->bytes + report->size, *p = report->bytes, *first = NULL;
    int64_t lost = 0;
    while (end - p > 2 && (p = (const uint8_t *)memchr(p + 1, 0xbf, (size_t)(end - p) - 2))) {
        if (p[-1] != 0xef || p[1] != 0xbd) continue;
        if (!lost++) first = p - 1;
    }
    if (lost) bytes_say(report, GK_RULE_CHARACTERS_LOST, (uint32_t)(first - report->bytes), 3, lost);
}

/* Characters of `gk_garbled`, all of one lead byte, from the beginning; three tell that the whole is garbled. */
static void bytes_check_garbled(gknb_report *report)
{
    uint8_t lead = (uint8_t)(0xe0 | gk_garbled[0] >> 12);
    const uint8_t *stop = report->bytes + report->size, *p = report->bytes, *first = NULL;
    int64_t count = 0;
    if (report->size > GK_MAX_SAMPLE) stop = report->bytes + GK_MAX_SAMPLE;
    for (; p + 2 < stop && (p = (const uint8_t *)memchr(p, lead, (size_t)(stop - p) - 2)); p++) {
        unsigned ch = (lead & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
        for (size_t i = 0; i < sizeof gk_garbled / sizeof *gk_garbled; i++) {
            if (ch != gk_garbled[i]) continue;
            if (!count++) first = p;
        }
    }
    if (count > 2) bytes_say(report, GK_RULE_WRONG_ENCODING, (uint32_t)(first - report->bytes), 3, count);
}

void gk_check_bytes(gknb_report *report)
{
    const uint8_t *bytes = report->bytes;
    uint32_t size = report->size, first = 0;
    int64_t broken = 0, nul = 0;
    for (uint32_t i = 0; i < size;) {
        size_t step = bytes_plain(bytes + i, size - i);
        i += (uint32_t)step;
        if (i == size) break;
        step = bytes_sequence(bytes + i, size - i);
        if (!step && !broken++) first = i;
        i += step ? (uint32_t)step : 1;
    }
    if (broken) bytes_say(report, GK_RULE_ENCODING_BROKEN, first, 1, broken);
    if (size && memchr(bytes, 0, size)) {
        uint32_t at = (uint32_t)((const uint8_t *)memchr(bytes, 0, size) - bytes);
        for (uint32_t i = at; i < size; i++) nul += !bytes[i];
        bytes_say(report, GK_RULE_BINARY, at, 1, nul);
    }
    bytes_check_lost(report);
    bytes_check_garbled(report);
    if (report->source && report->source->evidence && !strcmp(report->source->evidence, "mended"))
        bytes_say(report, GK_RULE_ENCODING_MENDED, 0, report->size ? 1 : 0, 0);
}
