/* front.c: see front.h. A title is found by its last words and read backwards; of several, the one that stands
 * most like a title wins, and of equals the last: links to other reports stand before it on a page. */
#include "front.h"

#include <string.h>

#include "../lex/fold.h"

/* The character that ends at `p`; its beginning is returned. */
static const uint8_t *front_back(const uint8_t *p, const uint8_t *floor, gk_char_cursor *c, const uint8_t *end)
{
    const uint8_t *at = p - 1;
    while (at > floor && p - at < 4 && (*at & 0xc0) == 0x80) at--;
    c->at = at;
    c->end = end;
    gk_char_look(c);
    return at;
}

enum { FRONT_TEN = 10 };

/* A digit, also in words; FRONT_TEN for the word of ten; -1: neither. */
static int front_digit(uint16_t ch)
{
    if (ch >= '0' && ch <= '9') return ch - '0';
    if (ch >= 0xff10 && ch <= 0xff19) return ch - 0xff10;
    for (unsigned i = 0; i < gk_numeral_count; i++)
        if (gk_numerals[i].ch == ch)
            return !gk_numerals[i].power ? gk_numerals[i].value : gk_numerals[i].power == 1 ? FRONT_TEN : -1;
    return ch == 0x25cb || ch == 'O' || ch == 0xff2f ? 0 : -1; /* a circle, and a letter, for the round nought */
}

/* A character of a body's name: an ideograph, a radical, a bracket. */
static int front_is_name(uint16_t ch)
{
    return (ch >= 0x4e00 && ch <= 0x9fff) || (ch >= 0x2e80 && ch <= 0x2fdf) || (ch >= 0x3400 && ch <= 0x4dbf) ||
           ch == '(' || ch == ')' || ch == 0xff08 || ch == 0xff09 || ch == 0x3014 || ch == 0x3015 || ch == 0xb7;
}

/* As the dates of grammar/front.re have them. */
static int front_is_blank(uint16_t ch)
{
    return ch == ' ' || ch == '\t' || ch == 0xa0 || ch == 0x2002 || ch == 0x2003 || ch == 0x200b || ch == 0x3000;
}

static int front_is_break(uint16_t ch) { return ch == '\n' || ch == '\r'; }

/* The digits in [p, end), as numbers one behind the other: how many were found, at most `most`. In words ten stands
 * between tens and ones, and may lack both. */
static int front_numbers(const uint8_t *p, const uint8_t *end, int *out, int most)
{
    gk_char_cursor c = {p, end, 0, 0};
    int count = 0, running = 0, tens = 0;
    for (gk_char_look(&c); c.at < end; gk_char_next(&c)) {
        int digit = front_digit(c.ch);
        if (digit >= 0) {
            if (!running && count == most) return count;
            if (!running) out[count++] = tens = 0;
            if (digit == FRONT_TEN) out[count - 1] = (running ? out[count - 1] : 1) * 10;
            else if (tens) out[count - 1] += digit;
            else out[count - 1] = out[count - 1] * 10 + digit; /* at most four: grammar/front.re */
            running = 1;
            tens = digit == FRONT_TEN;
        } else if (!front_is_blank(c.ch) && !front_is_break(c.ch)) {
            running = 0;
        }
    }
    return count;
}

static int front_is_date(int year, int month, int day)
{
    return year >= 1990 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

typedef struct {
    const uint8_t *start, *end;       /* the title */
    const uint8_t *name, *name_end;   /* the issuer */
    const uint8_t *name2, *name2_end; /* its beginning on the line before, or NULL */
    const uint8_t *year_at, *year_end;
    int year;
    int score;
} title;

/* Reads the year before `p` if one stands there: four digits, also in words, and 年, perhaps 年度. Returns its
 * beginning. */
static const uint8_t *front_year_back(const uint8_t *p, const uint8_t *floor, const uint8_t *end, int *year)
{
    gk_char_cursor c;
    const uint8_t *at = p;
    int value = 0, power = 1, digits = 0, marked = 0;
    *year = 0;
    while (at > floor) {
        const uint8_t *before = front_back(at, floor, &c, end);
        int digit = front_digit(c.ch);
        if (digit >= 0 && digit != FRONT_TEN && marked) {
            value += digit * power;
            power *= 10;
            digits++;
        } else if (!digits && (c.ch == gk_year_marks[0] || c.ch == gk_year_marks[1])) {
            marked |= c.ch == gk_year_marks[0];
        } else if (!front_is_blank(c.ch)) {
            break;
        }
        at = before;
        if (digits == 4) break;
    }
    if (digits == 4 && value >= 1990 && value < 2200) {
        *year = value;
        return at;
    }
    return p;
}

/* The run of name characters that ends at `p`. */
static const uint8_t *front_name_back(const uint8_t *p, const uint8_t *floor, const uint8_t *end)
{
    gk_char_cursor c;
    while (p > floor) {
        const uint8_t *before = front_back(p, floor, &c, end);
        if (!front_is_name(c.ch)) break;
        p = before;
    }
    return p;
}

static const uint8_t *front_blanks_back(const uint8_t *p, const uint8_t *floor, const uint8_t *end, int breaks)
{
    gk_char_cursor c;
    int across = breaks > 0;
    while (p > floor) {
        const uint8_t *before = front_back(p, floor, &c, end);
        if (front_is_break(c.ch) && (c.ch == '\r' ? across : breaks-- > 0)) p = before;
        else if (front_is_blank(c.ch)) p = before;
        else break;
    }
    return p;
}

/* How what stands at p ends a title: 0 not at all, 1 as a mark would, 4 by the line's end. */
static int front_ends(const uint8_t *p, const uint8_t *end)
{
    gk_char_cursor c = {p, end, 0, 0};
    gk_char_look(&c);
    if (front_is_name(c.ch) && c.ch != '(' && c.ch != 0xff08) return 0;
    while (c.at < end && front_is_blank(c.ch)) gk_char_next(&c);
    return c.at >= end || front_is_break(c.ch) ? 4 : 1;
}

static int front_line_start(const uint8_t *p, const uint8_t *floor, const uint8_t *end)
{
    p = front_blanks_back(p, floor, end, 0);
    while (p > floor && (p[-1] == '#' || p[-1] == '*')) p = front_blanks_back(p - 1, floor, end, 0);
    return p == floor || p[-1] == '\n' || p[-1] == '\r';
}

/* Reads a title backwards from its last words. */
static void front_title(const uint8_t *floor, const uint8_t *end, gk_fact_span words, title *out)
{
    const uint8_t *p = words.start, *at, *before;
    int ends = front_ends(words.end, end), starts;
    memset(out, 0, sizeof *out);
    if ((size_t)(p - floor) > GK_MAX_TITLE) floor = p - GK_MAX_TITLE;
    out->end = words.end;
    /* NAME YEAR words, or YEAR NAME words */
    p = front_blanks_back(p, floor, end, 1);
    at = front_year_back(p, floor, end, &out->year);
    if (out->year) {
        out->year_at = at;
        out->year_end = p;
        before = front_blanks_back(at, floor, end, 0);
        out->name_end = before;
        out->name = front_name_back(before, floor, end);
        if (out->name == before) { /* on the line before */
            before = front_blanks_back(at, floor, end, 2);
            out->name_end = before;
            out->name = front_name_back(before, floor, end);
            if (out->name < before && !front_line_start(out->name, floor, end)) out->name = before;
        }
        out->start = out->name < out->name_end ? out->name : at;
    } else {
        before = p;
        out->name_end = before;
        at = front_name_back(before, floor, end);
        out->name = at;
        out->start = at;
        before = front_year_back(front_blanks_back(at, floor, end, 0), floor, end, &out->year);
        if (!out->year) { /* the mark of the year was taken for the name's first character */
            gk_char_cursor c = {at, end, 0, 0};
            const uint8_t *name = at;
            for (gk_char_look(&c); c.at < p && (c.ch == gk_year_marks[0] || c.ch == gk_year_marks[1]); gk_char_next(&c))
                name = c.at + c.size;
            if (name > at) before = front_year_back(name, floor, end, &out->year);
            if (out->year) out->name = name;
        }
        if (out->year) {
            out->year_at = before;
            out->year_end = out->name;
            out->start = before;
        }
    }
    starts = front_line_start(out->start, floor, end);
    if (!ends && !(starts && out->year && out->name < out->name_end)) return;
    out->score = 1 + 4 * (out->year != 0) + 4 * (out->name < out->name_end) + 4 * starts + ends;
}

static int front_has(const uint8_t *p, const uint8_t *end, uint16_t ch)
{
    gk_char_cursor c = {p, end, 0, 0};
    for (gk_char_look(&c); c.at < end; gk_char_next(&c))
        if (c.ch == ch) return 1;
    return 0;
}

static void front_join(gknb_report *report, const title *t)
{
    gknb_header *h = &report->header;
    const uint8_t *bytes = report->bytes;
    h->title_span.start = (uint32_t)(t->start - bytes);
    h->title_span.end = (uint32_t)(t->end - bytes);
    h->title = gk_squeeze(report, h->title_span);
    if (t->name < t->name_end) {
        gknb_span name = {(uint32_t)(t->name - bytes), (uint32_t)(t->name_end - bytes)};
        h->issuer = gk_squeeze(report, name);
    }
    h->year = t->year;
    if (t->year) {
        h->year_span.start = (uint32_t)(t->year_at - bytes);
        h->year_span.end = (uint32_t)(t->year_end - bytes);
        report->title_doubled = front_has(t->year_at, t->year_end, gk_year_marks[1]);
    }
}

static gknb_span front_span(const gknb_report *report, gk_fact_span span)
{
    gknb_span made = {(uint32_t)(span.start - report->bytes), (uint32_t)(span.end - report->bytes)};
    return made;
}

static void front_period(gknb_report *report, gk_fact_span span)
{
    int n[6] = {0};
    int count = front_numbers(span.start, span.end, n, 6);
    gknb_header *h = &report->header;
    if (h->from.year) return;
    if (count == 5) { /* of the end the year is left out */
        n[5] = n[4];
        n[4] = n[3];
        n[3] = n[0];
    }
    if (!front_is_date(n[0], n[1], n[2]) || !front_is_date(n[3], n[4], n[5])) return;
    h->from.year = n[0];
    h->from.month = n[1];
    h->from.day = n[2];
    h->to.year = n[3];
    h->to.month = n[4];
    h->to.day = n[5];
    h->period_span = front_span(report, span);
}

/* A bare date is one of publication only when it stands alone on its line, perhaps in brackets. */
static int front_alone(const gknb_report *report, gk_fact_span span)
{
    const uint8_t *p = span.start, *end = report->bytes + report->size;
    gk_char_cursor c = {span.end, end, 0, 0};
    while (p > report->bytes) {
        gk_char_cursor b;
        const uint8_t *before = front_back(p, report->bytes, &b, end);
        if (front_is_break(b.ch)) break;
        if (!front_is_blank(b.ch) && b.ch != '(' && b.ch != 0xff08) return 0;
        p = before;
    }
    for (gk_char_look(&c); c.at < end && !front_is_break(c.ch); gk_char_next(&c))
        if (!front_is_blank(c.ch) && c.ch != ')' && c.ch != 0xff09) return 0;
    return 1;
}

static void front_published(gknb_report *report, gk_fact fact, gk_fact_span span, int *rank)
{
    int n[3] = {0};
    gknb_header *h = &report->header;
    int worth = fact == GK_FACT_PUBLISHED ? 4 : fact == GK_FACT_DATED ? 3 : fact == GK_FACT_WRITTEN ? 2 : 1;
    front_numbers(span.start, span.end, n, 3);
    if (worth <= *rank || !front_is_date(n[0], n[1], n[2])) return;
    if (fact == GK_FACT_DATE && !front_alone(report, span)) return;
    *rank = worth;
    h->published.year = n[0];
    h->published.month = n[1];
    h->published.day = n[2];
    h->published_span = front_span(report, span);
}

enum { FRONT_PARAGRAPH = 300 }; /* bytes: a line of links is shorter */

static int front_has_paragraph(const uint8_t *p, const uint8_t *end)
{
    for (const uint8_t *line = p; p < end; p++) {
        if (*p < ' ') line = p + 1;
        else if (p - line >= FRONT_PARAGRAPH) return 1;
    }
    return 0;
}

void gk_count_titles(gknb_report *report)
{
    const uint8_t *p = report->bytes, *end = p + report->size;
    gk_fact_span span;
    gk_fact fact;
    if (front_has_paragraph(p, end)) return; /* a text, and be it a report that is not known as one */
    while ((fact = gk_front_next(p, end, &span)) != GK_FACT_NONE) {
        title t;
        p = span.end;
        if (fact != GK_FACT_TITLE || !front_ends(span.end, end)) continue;
        front_title(report->bytes, end, span, &t);
        if (!t.year || t.name >= t.name_end || report->titles++) continue;
        report->first_title.start = (uint32_t)(t.start - report->bytes);
        report->first_title.end = (uint32_t)(t.end - report->bytes);
    }
}

void gk_read_front(gknb_report *report)
{
    const uint8_t *bytes = report->bytes, *end = bytes + report->size;
    uint32_t first = report->sections ? report->section[0].span.start : report->size;
    uint32_t last = report->sections ? report->section[report->sections - 1].span.end : report->size;
    uint32_t from = first > GK_MAX_FRONT ? first - GK_MAX_FRONT : 0;
    const uint8_t *stop = bytes + first, *p = bytes + from;
    title best;
    gk_fact_span span;
    gk_fact fact;
    int rank = 0;
    memset(&best, 0, sizeof best);
    while ((fact = gk_front_next(p, stop, &span)) != GK_FACT_NONE) {
        p = span.end;
        if (fact == GK_FACT_TITLE) {
            title t;
            front_title(bytes + from, end, span, &t);
            if (t.score && t.score >= best.score) best = t;
        } else if (fact == GK_FACT_PERIOD) {
            front_period(report, span);
        } else {
            front_published(report, fact, span, &rank);
        }
    }
    if (best.score) front_join(report, &best);
    if (!report->header.year) report->header.year = report->header.to.year;
    p = bytes + last;
    stop = end - p > (long)GK_MAX_BACK ? p + GK_MAX_BACK : end;
    while ((fact = gk_front_next(p, stop, &span)) != GK_FACT_NONE) {
        p = span.end;
        if (fact >= GK_FACT_PUBLISHED) front_published(report, fact, span, &rank);
    }
}
