/* body.c: what follows from the body that publishes: its deadline, what it can make, whom the preamble names, and the
 * basis in law the preamble cites (SPEC S10-deadline … S10-issuer); and when two names are one body's (S10-series). */
#include <string.h>

#include "../lex/fold.h"
#include "finding.h"
#include "prose.h"
#include "rules.h"
#include "years.h"

typedef struct {
    unsigned level;      /* GK_PROSE_TOWN to _PROVINCE: the last unit of its name; 0: none */
    const uint8_t *unit; /* behind that unit */
    int government;      /* the name ends with what a government is called, or with the unit itself */
} body_kind;

static body_kind body_of(const uint8_t *name, const uint8_t *end)
{
    body_kind kind = {0, NULL, 0};
    gk_prose_token t;
    for (t.end = name;;) {
        gk_prose_next(GK_PROSE_body, t.end, end, &t);
        if (t.kind == GK_PROSE_NOTHING) return kind;
        if (t.kind <= GK_PROSE_PROVINCE) {
            kind.level = t.kind;
            kind.unit = t.end;
        }
        kind.government = t.end == end;
    }
}

/* Art. 49: 31 January of the next year; a government's own report 31 March. */
static void body_deadline(gknb_report *report, body_kind kind)
{
    const gknb_header *h = &report->header;
    int own = kind.government && kind.level != GK_PROSE_TOWN;
    gknb_date due = {h->year + 1, own ? 3 : 1, 31};
    gk_finding *finding;
    if (!h->year || !h->issuer || h->published.year <= h->year) return;
    if (h->published.year == due.year && h->published.month <= due.month) return;
    finding = gk_find(report, GK_RULE_PUBLISHED_LATE, h->published_span);
    gk_say_date(report, finding, h->published);
    gk_say_date(report, finding, due);
    gk_say_word(report, finding, own ? GK_WORD_MARCH : GK_WORD_JANUARY);
}

/* Below a city with districts nobody makes regulations. */
static void body_regulations(gknb_report *report, body_kind kind)
{
    gk_finding *finding = NULL;
    if (kind.level != GK_PROSE_TOWN && kind.level != GK_PROSE_COUNTY) return;
    for (unsigned i = 0; i < gk_reading_count; i++) {
        const gk_reading *r = &gk_readings[i];
        unsigned cell = gk_terms[r->first_term] & ~GK_TERM_ADDEND;
        if (r->form != report->form_index || r->count < GK_PROSE_REGULATIONS_MADE ||
            r->count > GK_PROSE_REGULATIONS_IN_FORCE)
            continue;
        if (!report->cell[cell].has_value || !report->cell[cell].value.digits) continue;
        if (!finding) {
            finding = gk_find(report, GK_RULE_REGULATIONS_IMPOSSIBLE, report->cell[cell].span);
            gk_say_names(report, finding, report->header.issuer, report->header.issuer);
            gk_say_span(report, finding, report->cell[cell].span);
        } else {
            gk_add_related(report, finding, report->cell[cell].span, cell);
        }
        gk_add_cell(report, finding, cell);
    }
}

static const gk_form *body_form(int year)
{
    for (unsigned f = 0; f < gk_form_count; f++)
        if (year >= gk_forms[f].since && (!gk_forms[f].until || year <= gk_forms[f].until)) return &gk_forms[f];
    return NULL;
}

/* Two names speak of different bodies when both name a town, or both a county, and neither ends with the other. */
int gk_bodies_differ(const char *a, const char *b)
{
    body_kind ka = body_of((const uint8_t *)a, (const uint8_t *)a + strlen(a));
    body_kind kb = body_of((const uint8_t *)b, (const uint8_t *)b + strlen(b));
    size_t na, nb, n;
    if (ka.level != kb.level || (ka.level != GK_PROSE_TOWN && ka.level != GK_PROSE_COUNTY)) return 0;
    na = (size_t)(ka.unit - (const uint8_t *)a);
    nb = (size_t)(kb.unit - (const uint8_t *)b);
    n = na < nb ? na : nb;
    if (n < 9) return 0; /* less than two characters and the unit: “our county” */
    if (n > 9) n = 9;
    return memcmp(a + na - n, b + nb - n, n) != 0;
}

size_t gknb_body_key(const char *issuer, char *out, size_t room)
{
    const char *at = issuer ? issuer : "", *as;
    size_t size = 0;
    while (*at) {
        unsigned i = 0;
        while (i < gk_body_word_count && strncmp(at, gk_body_words[i].text, strlen(gk_body_words[i].text)) != 0) i++;
        if (i == gk_body_word_count) {
            if (size + 1 < room) out[size] = *at;
            at++, size++;
            continue;
        }
        for (as = gk_body_words[i].as; *as; as++, size++)
            if (size + 1 < room) out[size] = *as;
        at += strlen(gk_body_words[i].text);
    }
    if (room) out[size < room ? size : room - 1] = 0;
    return size;
}

static void body_named(gknb_report *report, const uint8_t *start, const uint8_t *end)
{
    gknb_span span = {(uint32_t)(start - report->bytes), (uint32_t)(end - report->bytes)};
    char *name = gk_squeeze(report, span);
    gk_finding *finding;
    if (!name || !report->header.issuer || !gk_bodies_differ(name, report->header.issuer)) return;
    finding = gk_find(report, GK_RULE_BODY_DISAGREES, span);
    gk_say_span(report, finding, span);
    gk_say_names(report, finding, report->header.issuer, report->header.issuer);
    gk_add_related(report, finding, report->header.title_span, (size_t)-1);
}

/* The preamble: what it cites, whom it names. */
static void body_preamble(gknb_report *report)
{
    enum { MOST_NAME = 90 };
    const gk_form *due = body_form(report->header.year);
    uint32_t stop = report->sections ? report->section[0].span.start : 0;
    const uint8_t *end = report->bytes + stop, *name = NULL;
    gknb_span wrong = {0, 0};
    unsigned opened = 0;
    int right = 0;
    gk_prose_token t;
    if (report->header.title_span.end >= stop) return;
    for (t.end = report->bytes + report->header.title_span.end;;) {
        gk_prose_next(GK_PROSE_front, t.end, end, &t);
        if (t.kind == GK_PROSE_NOTHING) break;
        if (t.kind == GK_PROSE_BASIS) {
            if (due && gk_fold_same(t.start, t.end, due->source)) right = 1;
            else if (!wrong.end) {
                wrong.start = (uint32_t)(t.start - report->bytes);
                wrong.end = (uint32_t)(t.end - report->bytes);
            }
        } else if (t.kind == GK_PROSE_CONTACT || t.kind == GK_PROSE_COMPILED) {
            opened = t.kind;
            name = t.end;
        } else {
            if (opened == t.kind - 1u && t.start - name <= MOST_NAME) body_named(report, name, t.start);
            opened = 0;
        }
    }
    if (wrong.end && due && !right) {
        gk_finding *finding = gk_find(report, GK_RULE_BASIS_WRONG, wrong);
        gk_say_span(report, finding, wrong);
        gk_say_number(report, finding, report->header.year);
        gk_say_names(report, finding, due->source, due->source);
    }
}

void gk_check_body(gknb_report *report)
{
    const char *issuer = report->header.issuer ? report->header.issuer : "";
    body_kind kind;
    kind = body_of((const uint8_t *)issuer, (const uint8_t *)issuer + strlen(issuer));
    body_deadline(report, kind);
    body_regulations(report, kind);
    body_preamble(report);
}
