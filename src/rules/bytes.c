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

enum { BYTES_ODD = 1, BYTES_GARBLED = 2 };

/* The first and the second of a character's three bytes. */
#define BYTES_LEAD(ch) ((uint8_t)(0xe0 | (ch) >> 12))
#define BYTES_NEXT(ch) ((uint8_t)(0x80 | ((ch) >> 6 & 63)))

#ifdef __GNUC__
typedef uint8_t bytes_lane __attribute__((vector_size(16)));
enum { LANE = sizeof(bytes_lane) };

/* What was seen, lane by lane: `fine`, every byte stands where its sequence has it; `odd`, lost characters, and first
 * bytes that are wrong or may be; `garbled`, the first two bytes of a character of `gk_garbled`. */
typedef struct {
    bytes_lane fine, odd, garbled;
} bytes_seen;

/* Sixteen bytes at p; two stand before them. */
static void bytes_look(const uint8_t *p, bytes_seen *seen)
{
    const uint16_t *of = gk_garbled;
    bytes_lane b, before, second;
    memcpy(&b, p, LANE);
    memcpy(&before, p - 1, LANE);
    memcpy(&second, p - 2, LANE);
    seen->fine &= (bytes_lane)((b & 0xc0) == 0x80) ^ (bytes_lane)((before <= 0xbf) & (second <= 0xdf));
    seen->fine &= (bytes_lane)((b <= 0xec) | (b == 0xef));
    seen->odd |= (bytes_lane)(((b & 0xdf) == 0xc0) | (b == 0xc1) | ((before == 0xef) & (b == 0xbf)));
    seen->garbled |=
        (bytes_lane)((before == BYTES_LEAD(of[0])) & ((b == BYTES_NEXT(of[0])) | (b == BYTES_NEXT(of[1])) |
                                                      (b == BYTES_NEXT(of[2])) | (b == BYTES_NEXT(of[3]))));
}

static int bytes_any(bytes_lane lane)
{
    uint64_t half[2];
    memcpy(half, &lane, sizeof half);
    return (half[0] | half[1]) != 0;
}

/* Tells of nearly every report that there is nothing to look for. */
static int bytes_screen(const uint8_t *bytes, size_t size)
{
    bytes_seen seen = {{0}, {0}, {0}};
    seen.fine = ~seen.fine;
    for (size_t at = 0; at <= size; at += LANE) {
        size_t left = size - at;
        const uint8_t *p = bytes + at;
        uint8_t edge[2 + LANE]; /* of the document, as if blanks lay around it */
        if (!at || left < LANE) {
            memset(edge, ' ', sizeof edge);
            if (at) memcpy(edge, p - 2, 2);
            memcpy(edge + 2, p, left < LANE ? left : (size_t)LANE);
            p = edge + 2;
        }
        bytes_look(p, &seen);
    }
    if (size && memchr(bytes, 0, size)) return BYTES_ODD | BYTES_GARBLED;
    return (bytes_any(seen.odd | ~seen.fine) ? BYTES_ODD : 0) | (bytes_any(seen.garbled) ? BYTES_GARBLED : 0);
}
#else
static int bytes_screen(const uint8_t *bytes, size_t size)
{
    return (void)bytes, (void)size, BYTES_ODD | BYTES_GARBLED;
}
#endif

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

/* Characters of `gk_garbled`, all of one lead byte, from the beginning; three tell that the whole or a passage is
 * garbled. */
static void bytes_check_garbled(gknb_report *report)
{
    uint8_t lead = BYTES_LEAD(gk_garbled[0]);
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

/* Sequences that are not well-formed, and NUL. */
static void bytes_check_broken(gknb_report *report)
{
    const uint8_t *bytes = report->bytes;
    uint32_t size = report->size, first = 0, first_nul = 0;
    int64_t broken = 0, nul = 0;
    for (uint32_t i = 0; i < size;) {
        size_t step = bytes_sequence(bytes + i, size - i);
        if (!step && !broken++) first = i;
        if (!bytes[i] && !nul++) first_nul = i;
        i += step ? (uint32_t)step : 1;
    }
    if (broken) bytes_say(report, GK_RULE_ENCODING_BROKEN, first, 1, broken);
    if (nul) bytes_say(report, GK_RULE_BINARY, first_nul, 1, nul);
}

void gk_check_bytes(gknb_report *report)
{
    int maybe = bytes_screen(report->bytes, report->size);
    if (maybe & BYTES_ODD) {
        bytes_check_broken(report);
        bytes_check_lost(report);
    }
    if (maybe & BYTES_GARBLED) bytes_check_garbled(report);
    if (report->source && report->source->evidence && !strcmp(report->source->evidence, "mended"))
        bytes_say(report, GK_RULE_ENCODING_MENDED, 0, report->size ? 1 : 0, 0);
    if (report->source && report->source->pinyin)
        bytes_say(report, GK_RULE_PINYIN, report->source->pinyin_start - 3, 3, report->source->pinyin);
}
