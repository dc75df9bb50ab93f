/* claims.c: see claims.h. Sentence by sentence; a sentence without a number or a word on disputes costs one look per
 * character. What words and numbers do inside a clause is in clause.c. */
#include "claims.h"

#include <string.h>

#include "../lex/fold.h"
#include "clause.h"

enum { YEAR_BYTES = 7 };

gknb_span gk_claim_span(const reader *r, const uint8_t *start, const uint8_t *end)
{
    gknb_span made = {(uint32_t)(start - r->report->bytes), (uint32_t)(end - r->report->bytes)};
    return made;
}

/* Room for one more in a list that doubles from 16. */
static int claim_room(gknb_report *report, void **list, unsigned count, size_t size)
{
    void *grown;
    if (report->no_memory) return 0;
    if (count >= 16 ? (count & (count - 1)) != 0 : count != 0) return 1;
    if (count >= 0x4000) return 0;
    grown = gk_arena_take_raw(&report->arena, (count ? count * 2 : 16) * size);
    if (!grown) report->no_memory = 1;
    else if (count) memcpy(grown, *list, count * size);
    if (grown) *list = grown;
    return grown != NULL;
}

/* ---- lists of parts ---- */

void gk_list_close(reader *r, unsigned depth)
{
    for (unsigned d = depth; d <= MOST_NESTED; d++) r->open_list[d] = 0;
}

void gk_list_open(reader *r, int of_outer)
{
    gk_claim_list *made;
    unsigned first = r->out->claims, since = first > r->sentence_first ? r->sentence_first : r->sentence_before;
    int unsure;
    if (!first || first == since || r->depth > MOST_NESTED) return; /* deeper brackets hold no lists */
    unsure = r->open_list[r->depth] != 0 || r->enumerated;
    if (!r->out->claim[first - 1].what) r->unnamed = 1;
    if (!claim_room(r->report, (void **)&r->out->list, r->out->lists, sizeof *made)) return;
    made = &r->out->list[r->out->lists++];
    made->first = made->past = (uint16_t)first;
    made->since = (uint16_t)since;
    made->depth = (uint8_t)(r->depth - (of_outer ? 1u : 0u));
    made->unsure = (uint8_t)unsure;
    made->act = 0xff;
    gk_list_close(r, r->depth);
    r->open_list[r->depth] = (uint8_t)(r->out->lists < 0xff ? r->out->lists : 0);
}

/* The list a number stands in as a part; 1 + its index, 0: none. */
unsigned gk_list_here(const reader *r)
{
    for (unsigned d = r->depth < MOST_NESTED ? r->depth + 1 : MOST_NESTED + 1; d-- > 0;)
        if (r->open_list[d]) return r->open_list[d];
    return 0;
}

/* ---- clauses ---- */

void gk_remark_flush(reader *r)
{
    clause *c = &r->c;
    gk_remark *made;
    uint16_t what = c->outcome;
    c->outcome = 0;
    if (!what || !r->kinds || c->intended || c->compared || r->elsewhen || r->former) return;
    if (!claim_room(r->report, (void **)&r->out->remark, r->out->remarks, sizeof *made)) return;
    made = &r->out->remark[r->out->remarks++];
    made->span = c->outcome_span;
    made->what = what;
    made->kinds = (uint8_t)(c->none && c->dispute ? c->dispute : c->all ? r->kinds : r->recent);
    made->none = c->none;
    made->all = c->all;
}

static void place_add(reader *r, unsigned what, const uint8_t *start, const uint8_t *end)
{
    gk_remark *made;
    if (!claim_room(r->report, (void **)&r->out->remark, r->out->remarks, sizeof *made)) return;
    made = &r->out->remark[r->out->remarks++];
    memset(made, 0, sizeof *made);
    made->span = gk_claim_span(r, start, end);
    made->what = (uint16_t)what;
}

gk_claim *gk_claim_add(reader *r, const gk_prose_token *t, unsigned what)
{
    gk_claim *made;
    if (!claim_room(r->report, (void **)&r->out->claim, r->out->claims, sizeof *made)) return NULL;
    made = &r->out->claim[r->out->claims];
    memset(made, 0, sizeof *made);
    made->what = (uint16_t)what;
    made->number = made->span = gk_claim_span(r, t->start, t->end);
    made->depth = (uint8_t)r->depth;
    made->family = t->family;
    if (r->elsewhen || r->former || r->c.compared) made->flags |= GK_CLAIM_ELSEWHEN;
    if (r->c.intended) made->flags |= GK_CLAIM_AIM;
    if (t->about) made->flags |= GK_CLAIM_ABOUT;
    if (r->unnamed) made->flags |= GK_CLAIM_PART;
    if (r->c.rest) made->flags |= GK_CLAIM_REST;
    made->part = r->c.part;
    r->out->claims++;
    return made;
}

/* A clause that denies: “no suits”, “no requests were received”. */
static void none_flush(reader *r)
{
    static const uint16_t disputes[2] = {GK_PROSE_REVIEW, GK_PROSE_SUIT};
    clause *c = &r->c;
    gk_prose_token at;
    if (!c->none || !c->near_none || c->intended) return;
    memset(&at, 0, sizeof at);
    at.start = r->report->bytes + c->from.start;
    at.end = r->report->bytes + c->from.end;
    at.family = GK_FAMILY_COUNT;
    if (c->dispute && !c->ended) {
        for (unsigned k = 0; k < 2; k++) {
            gk_claim *made = c->dispute & 1u << k ? gk_claim_add(r, &at, disputes[k]) : NULL;
            if (made) made->flags |= GK_CLAIM_NONE;
        }
    } else if (c->received && c->requested && !c->dispute) {
        gk_claim *made = gk_claim_add(r, &at, GK_PROSE_RECEIVED);
        if (made) made->flags |= GK_CLAIM_NONE;
    }
}

void gk_clause_end(reader *r, int whole)
{
    clause kept = r->c;
    none_flush(r);
    gk_remark_flush(r);
    memset(&r->c, 0, sizeof r->c);
    r->loose = r->enumerating = 0;
    r->year_aside = 0;
    if (whole) return;
    r->c.received = r->c.kept = kept.received; /* “received requests, 29 in all” */
    r->c.requested = kept.requested;
    r->c.near_request = kept.received && kept.requested;
    r->c.make = kept.make;
}

static void sentence_end(reader *r)
{
    const uint8_t *bytes = r->report->bytes;
    gk_clause_end(r, 1);
    if (r->opening.end) place_add(r, GK_PROSE_YEAR, bytes + r->opening.start, bytes + r->opening.end);
    r->opening.end = 0;
    r->last = GK_PROSE_NOTHING;
    gk_list_close(r, 0);
    r->depth = 0;
    r->elsewhen = r->former = r->in_book = r->unnamed = r->enumerated = 0;
    r->documents = 0;
    r->kinds = r->recent = 0;
    r->names = r->dues = 0;
    r->sentence_before = r->sentence_first;
    r->sentence_first = r->out->claims;
}

/* ---- sentences ---- */

static void token(reader *r, gk_prose_token *t)
{
    clause *c = &r->c;
    if (t->kind == GK_PROSE_BOOK) r->in_book = 1;
    if (t->kind == GK_PROSE_BOOK_END) r->in_book = 0;
    if (t->kind == GK_PROSE_TEMPLATE) place_add(r, GK_PROSE_TEMPLATE, t->start, t->end);
    if (r->in_book || t->kind == GK_PROSE_BOOK_END || t->kind == GK_PROSE_TEMPLATE) {
        c->near_subject = c->near_request = c->near_handle = c->near_document = c->near_none = 0;
        r->loose = 0;
        return;
    }
    if (t->gap) {
        c->near_subject = c->near_request = c->near_handle = c->near_document = c->near_none = 0;
        r->loose = 0;
    }
    if (r->last == GK_PROSE_YEAR && t->kind != GK_PROSE_COMMA) r->opening.end = 0;
    if (!c->from.end || t->kind == GK_PROSE_NONE) c->from = gk_claim_span(r, t->start, t->end);
    else if (c->none) c->from.end = (uint32_t)(t->end - r->report->bytes);
    gk_clause_take(r, t);
    if (t->gap || (t->kind != GK_PROSE_NUMBER && t->kind != GK_PROSE_COMMA && t->kind != GK_PROSE_OPEN &&
                   t->kind != GK_PROSE_SHARE))
        r->behind = 0;
    if (t->kind != GK_PROSE_YEAR && t->kind != GK_PROSE_FILL) r->year_aside = 0;
    r->last = t->kind;
}

/* A counter behind a blank, where its number should stand: “主动公开政府信息  条”. */
static void left_out(reader *r, const gk_prose_token *t, const uint8_t *end)
{
    const uint8_t *p = t->end;
    gk_prose_cursor c = {p, p, p, end, 0, 0};
    gk_prose_token counter;
    if (t->kind >= GK_PROSE_WORDS || p >= end || (*p != ' ' && *p != '_' && *p != 0xe3 && *p != 0xc2)) return;
    while (p < end && (*p == '_' || *p == ' ')) p++;
    c.next = p;
    gk_prose_step(&c);
    if (c.at == t->end || !gk_prose_at(GK_PROSE_counter, &c, &counter)) return;
    for (p = t->end; p < counter.start; p++)
        if (*p == '\n' || *p == '\r') return; /* a line was broken */
    place_add(r, GK_PROSE_COUNTER, t->start, counter.end);
}

/* The year reported on as sentences write it, in YEAR_BYTES. */
static void year_words(const gknb_report *report, uint8_t *out)
{
    unsigned year = (unsigned)report->header.year, mark = gk_year_marks[0];
    for (unsigned i = 4; i-- > 0; year /= 10) out[i] = (uint8_t)('0' + year % 10);
    out[4] = (uint8_t)(0xe0 | mark >> 12);
    out[5] = (uint8_t)(0x80 | (mark >> 6 & 63));
    out[6] = (uint8_t)(0x80 | (mark & 63));
}

/* Where the paragraph at `from` ends: at a blank line. */
static const uint8_t *paragraph(const uint8_t *from, const uint8_t *end)
{
    while (from < end) {
        const uint8_t *at = (const uint8_t *)memchr(from, '\n', (size_t)(end - from));
        if (!at) return end;
        from = at + 1;
        if (from < end && (*from == '\n' || *from == '\r')) return from;
    }
    return end;
}

/* Passes over a sentence that has no number and no word on disputes; NULL: the one at `from` has. */
static const uint8_t *pass(const uint8_t *from, const uint8_t *end, const uint8_t *year)
{
    const uint8_t *begin = from;
    while (from < end) {
        unsigned c = *from;
        if (gk_is_three(from, end)) {
            unsigned page = gk_prose_page[(c & 15) << 6 | (from[1] & 63)];
            uint32_t seen;
            from += 3;
            if (!(page & 0x8000)) continue;
            seen = gk_prose_table[page & 255][from[-1] & 63];
            if (seen & GK_PROSE_START) return NULL;
            if (seen & GK_PROSE_ENDS) break;
        } else if (c == year[0] && end - from > YEAR_BYTES && !memcmp(from, year, YEAR_BYTES)) {
            from += YEAR_BYTES; /* “2023年” alone makes no sentence worth reading */
        } else {
            if (c < 0x80 && (gk_prose_table[gk_prose_page[c >> 6] & 255][c & 63] & GK_PROSE_START)) return NULL;
            if ((c == ' ' || c == '_') && from > begin && from[-1] >= 0x80) return NULL;
            from++;
        }
    }
    return from;
}

void gk_read_claims(gknb_report *report, gknb_span stretch, gk_claims *claims)
{
    const uint8_t *p = report->bytes + stretch.start, *end = report->bytes + stretch.end, *stop = p;
    uint8_t year[YEAR_BYTES];
    int skipped = 0;
    reader r;
    memset(&r, 0, sizeof r);
    r.report = report;
    r.out = claims;
    r.sentence_first = r.sentence_before = claims->claims;
    year_words(report, year);
    while (p < end) {
        gk_prose_token t;
        if (p >= stop) stop = paragraph(p, end);
        t.end = pass(p, stop, year);
        if (t.end) {
            p = t.end;
            if (++skipped == 3) r.topic = TOPIC_NONE;
            continue;
        }
        skipped = 0;
        for (t.end = p;;) {
            gk_prose_next(GK_PROSE_counts, t.end, stop, &t);
            if (t.kind == GK_PROSE_NOTHING || t.kind == GK_PROSE_STOP) break;
            token(&r, &t);
            left_out(&r, &t, stop);
        }
        sentence_end(&r);
        p = t.end;
    }
}
