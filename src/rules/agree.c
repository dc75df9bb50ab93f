/* agree.c: do the claims of the prose agree with one another and with the tables (SPEC S10-parts … S10-fees).
 *
 * In: claims. Out: findings that show both places. What cannot be known, a cell that is missing or of two readings,
 * contradicts nothing. */
#include "agree.h"

#include <string.h>

#include "../base/decimal.h"
#include "finding.h"
#include "tally.h"

/* ---- lists ---- */

/* The whole of a list for numbers of a family; NULL: none. */
static const gk_claim *agree_whole(const gk_claims *claims, const gk_claim_list *list, unsigned family)
{
    for (unsigned i = list->first; i-- > list->since;) {
        const gk_claim *c = &claims->claim[i];
        if (c->depth != list->depth || c->family != family || c->flags & GK_CLAIM_NONE) continue;
        return c->flags & (GK_CLAIM_ABOUT | GK_CLAIM_ELSEWHEN) ? NULL : c;
    }
    return NULL;
}

/* ---- what the tables say ---- */

static int agree_same(gknb_decimal a, gknb_decimal b)
{
    gknb_decimal diff;
    return gk_subtract_decimal(a, b, &diff) && !diff.digits;
}

static const gk_reading *agree_find(const gknb_report *report, unsigned what, unsigned nth)
{
    for (unsigned i = 0; i < gk_reading_count; i++)
        if (gk_readings[i].count == what && gk_readings[i].form == report->form_index && !nth--) return &gk_readings[i];
    return NULL;
}

static void agree_related(gknb_report *report, gk_finding *finding, const gk_reading *reading)
{
    for (unsigned i = reading->first_term; i < (unsigned)reading->first_term + reading->terms; i++) {
        unsigned at = gk_terms[i] & ~GK_TERM_ADDEND;
        gk_add_cell(report, finding, at);
        gk_add_related(report, finding, report->cell[at].span, at);
    }
}

static void agree_say_count(gknb_report *report, gk_finding *finding, unsigned what)
{
    gk_say_names(report, finding, gk_counts[what][0], gk_counts[what][1]);
}

/* What the tables have, and behind it, when it is a sum, its addends in brackets. */
static void agree_say_due(gknb_report *report, gk_finding *finding, gknb_decimal due, const gk_reading *reading)
{
    char *text = (char *)gk_arena_take(&report->arena, reading->terms * 36u + 4), *p = text;
    gk_say_decimal(report, finding, due);
    if (!text) {
        report->no_memory = 1;
        return;
    }
    for (unsigned i = 0; i < reading->terms && reading->terms > 1; i++) {
        const gk_cell *cell = &report->cell[gk_terms[reading->first_term + i] & ~GK_TERM_ADDEND];
        if (!cell->has_value) continue;
        p = (char *)memcpy(p, p > text ? " + " : " (", 3) + (p > text ? 3 : 2);
        p += gknb_format_decimal(cell->value, p);
    }
    if (p > text) *p++ = ')';
    *p = 0;
    gk_say_names(report, finding, text, text);
}

/* ---- counts against tables ---- */

typedef enum { AGREE_YES, AGREE_NO, AGREE_UNKNOWN } agreement;

/* `*shown` is the reading to show when none holds. */
static agreement agree_with_table(const gknb_report *report, const gk_claim *claim, const gk_reading **shown,
                                  gknb_decimal *due)
{
    const gk_reading *reading;
    *shown = NULL;
    for (unsigned n = 0; (reading = agree_find(report, claim->what, n)); n++) {
        gknb_decimal sum;
        if (claim->kinds && !(claim->kinds >> n & 1)) continue;
        if (!gk_add_up(report, reading, &sum)) return AGREE_UNKNOWN;
        if (agree_same(sum, claim->value)) return AGREE_YES;
        if (*shown) continue;
        *shown = reading;
        *due = sum;
    }
    return *shown ? AGREE_NO : AGREE_UNKNOWN;
}

/* Which claims hold: by what they count, a bit for each kind of dispute they are of. Beside one that holds another of
 * its kind speaks of something else, of a part of the body, say. */
typedef struct {
    uint8_t kinds[GK_COUNTS];
} agree_held;

static void agree_hold(const gknb_report *report, const gk_claims *claims, agree_held *held)
{
    memset(held, 0, sizeof *held);
    for (unsigned i = 0; i < claims->claims; i++) {
        const gk_claim *c = &claims->claim[i];
        const gk_reading *shown;
        gknb_decimal due;
        if (!c->what || c->flags & GK_CLAIM_NONE || held->kinds[c->what] >> c->kinds & 1) continue;
        if (agree_with_table(report, c, &shown, &due) == AGREE_YES) held->kinds[c->what] |= (uint8_t)(1u << c->kinds);
    }
}

static void agree_count(gknb_report *report, const agree_held *held, const gk_claim *claim)
{
    const gk_reading *shown;
    gknb_decimal due;
    int none = claim->flags & GK_CLAIM_NONE;
    int table = claim->what >= GK_PROSE_REGULATIONS_MADE;
    gk_finding *finding;
    if (!none && held->kinds[claim->what] >> claim->kinds & 1) return;
    if (agree_with_table(report, claim, &shown, &due) != AGREE_NO) return;
    if (table && claim->flags & GK_CLAIM_PART) return; /* “1200 entries, of which licences 800” */
    finding = gk_find(report,
                      none    ? GK_RULE_PROSE_DENIES
                      : table ? GK_RULE_PROSE_AGAINST_DISCLOSURE
                              : GK_RULE_PROSE_AGAINST_TABLE,
                      claim->span);
    agree_say_count(report, finding, claim->what);
    gk_say_decimal(report, finding, claim->value);
    agree_say_due(report, finding, due, shown);
    agree_related(report, finding, shown);
}

/* ---- money ---- */

/* Fees in yuan against the cell in its own unit, at the exactness of the prose. */
static void agree_fees(gknb_report *report, const gk_claim *claim)
{
    const gk_reading *reading = agree_find(report, GK_PROSE_FEES, 0);
    gknb_decimal cell, yuan, diff;
    gk_finding *finding;
    int handling = claim->what == GK_PROSE_HANDLING_FEE, slip, over;
    if (!reading || !gk_add_up(report, reading, &cell) || !gk_shift_decimal(cell, 4, &yuan)) return;
    if (!gk_subtract_decimal(claim->value, yuan, &diff)) return;
    slip = claim->value.digits && agree_same(claim->value, cell);
    over = handling ? diff.digits > 0 && claim->value.digits > 0 : diff.digits != 0;
    if (!over) return;
    if (!slip && !handling) { /* rounded in the prose: less than one of its last place, at most a hundredth of 万元 */
        gknb_decimal one = {100, 0};
        if (diff.digits < 0) diff.digits = -diff.digits;
        (void)gk_subtract_decimal(diff, one, &diff); /* fits: the scales of both are small */
        if (diff.digits < 0) return;
    }
    finding = gk_find(report,
                      slip       ? GK_RULE_UNIT_SLIP
                      : handling ? GK_RULE_FEE_NOT_CONTAINED
                                 : GK_RULE_PROSE_AGAINST_DISCLOSURE,
                      claim->span);
    agree_say_count(report, finding, claim->what);
    gk_say_decimal(report, finding, claim->value);
    gk_say_decimal(report, finding, slip || handling ? cell : yuan);
    agree_related(report, finding, reading);
}

/* ---- how disputes ended ---- */

enum { AGREE_UPHELD, AGREE_CORRECTED, AGREE_OTHER, AGREE_PENDING };

/* An outcome over the kinds. */
static const gk_reading *agree_outcome_reading(const gknb_report *report, unsigned outcome, unsigned kinds)
{
    unsigned nth = kinds == GK_OF_REVIEWS ? 0 : kinds == GK_OF_SUITS ? 1 : 2;
    return agree_find(report, GK_PROSE_UPHELD + outcome, nth);
}

/* Its sum; 0 when it is not known. */
static int agree_outcome(const gknb_report *report, unsigned outcome, unsigned kinds, gknb_decimal *sum,
                         const gk_reading **reading)
{
    *reading = agree_outcome_reading(report, outcome, kinds);
    return *reading && gk_add_up(report, *reading, sum);
}

static void agree_say_kinds(gknb_report *report, gk_finding *finding, unsigned kinds)
{
    gk_say_word(report, finding,
                kinds == GK_OF_REVIEWS ? GK_WORD_REVIEWS
                : kinds == GK_OF_SUITS ? GK_WORD_SUITS
                                       : GK_WORD_DISPUTES);
}

/* All were upheld, says the prose; however table four is read, so many ended otherwise or not yet. */
static void agree_elsewhere(gknb_report *report, const gk_remark *remark)
{
    uint16_t field[32];
    unsigned count = 0;
    const gk_ways *ways = NULL;
    gk_finding *finding;
    int64_t least;
    int same;
    for (unsigned o = AGREE_CORRECTED; o <= AGREE_PENDING; o++) {
        const gk_reading *reading = agree_outcome_reading(report, o, remark->kinds);
        for (unsigned i = 0; reading && i < reading->terms && count < sizeof field / sizeof *field; i++)
            field[count++] = gk_terms[reading->first_term + i] & (uint16_t)~GK_TERM_ADDEND;
    }
    for (unsigned i = 0; i < count; i++) {
        const gk_ways *of = gk_find_ways(report, field[i]);
        if (!ways) ways = of;
        if (!of || of != ways) return; /* what can be known is said outcome by outcome */
    }
    least = ways ? gk_least_of(report, ways, field, count, &same) : 0;
    if (least <= 0) return;
    finding = gk_find(report, GK_RULE_OUTCOME_WORDS, remark->span);
    gk_say_span(report, finding, remark->span);
    gk_say_word(report, finding, GK_WORD_NOT_UPHELD);
    gk_say_word(report, finding, same ? GK_WORD_IS : GK_WORD_AT_LEAST);
    gk_say_number(report, finding, least);
    agree_say_kinds(report, finding, remark->kinds);
    gk_add_related(report, finding, report->cell[field[0]].span,
                   field[0]); /* their readings are told where they are read */
}

static void agree_remark_finding(gknb_report *report, const gk_remark *remark, unsigned outcome, gknb_decimal sum,
                                 const gk_reading *reading)
{
    gk_finding *finding = gk_find(report, GK_RULE_OUTCOME_WORDS, remark->span);
    unsigned kinds = remark->kinds;
    gk_say_span(report, finding, remark->span);
    agree_say_count(report, finding, GK_PROSE_UPHELD + outcome);
    gk_say_word(report, finding, GK_WORD_IS);
    gk_say_decimal(report, finding, sum);
    agree_say_kinds(report, finding, kinds);
    agree_related(report, finding, reading);
    for (unsigned o = AGREE_UPHELD; o <= AGREE_PENDING && !sum.digits; o++) { /* where the cases stand instead */
        gknb_decimal other;
        const gk_reading *there;
        if (o == outcome || !agree_outcome(report, o, kinds, &other, &there) || !other.digits) continue;
        for (unsigned i = there->first_term; i < (unsigned)there->first_term + there->terms; i++) {
            unsigned at = gk_terms[i] & ~GK_TERM_ADDEND;
            if (report->cell[at].has_value && report->cell[at].value.digits)
                gk_add_related(report, finding, report->cell[at].span, at);
        }
    }
}

static void agree_remark(gknb_report *report, const gk_remark *remark)
{
    unsigned what = remark->what, outcome;
    int told = 0;
    gknb_decimal sum, more;
    const gk_reading *reading, *second;
    if (what >= GK_PROSE_TEMPLATE) return; /* no outcome */
    outcome = what == GK_PROSE_WITHDRAWN  ? AGREE_OTHER
              : what == GK_PROSE_REJECTED ? AGREE_UPHELD
                                          : what - (unsigned)GK_PROSE_UPHELD;
    if (remark->all && outcome == AGREE_UPHELD && !remark->none) {  /* all upheld: nothing corrected or pending */
        for (unsigned o = AGREE_CORRECTED; o <= AGREE_PENDING; o++) /* what is dismissed may count as another outcome */
            if ((o != AGREE_OTHER || what == GK_PROSE_UPHELD) &&
                agree_outcome(report, o, remark->kinds, &sum, &reading) && sum.digits) {
                agree_remark_finding(report, remark, o, sum, reading);
                told = 1;
            }
        if (what == GK_PROSE_UPHELD && !told) agree_elsewhere(report, remark);
        return;
    }
    if (!agree_outcome(report, outcome, remark->kinds, &sum, &reading)) return;
    if (remark->none) {
        if (outcome == AGREE_CORRECTED && sum.digits) agree_remark_finding(report, remark, outcome, sum, reading);
        return;
    }
    if (what == GK_PROSE_REJECTED && agree_outcome(report, AGREE_OTHER, remark->kinds, &more, &second) && more.digits)
        return;
    if (!sum.digits) agree_remark_finding(report, remark, outcome, sum, reading);
}

/* ---- parts and shares ---- */

/* Results are parts of what was handled, whatever else stands between. */
static const gk_claim *agree_handled(const gk_claims *claims, const gk_claim_list *list)
{
    for (unsigned i = list->first; i-- > list->since;)
        if (claims->claim[i].what == GK_PROSE_HANDLED) return &claims->claim[i];
    return NULL;
}

/* Do these parts, all of one kind, make up the whole: a rest is named, or all there can be. */
static int agree_exhaustive(const gk_claims *claims, const gk_claim_list *list, unsigned nth, const gk_claim *whole,
                            unsigned part)
{
    unsigned seen = 0, rest = 0, last = 0;
    for (unsigned i = list->first; i < list->past; i++) {
        const gk_claim *c = &claims->claim[i];
        if (c->list != nth + 1 || c->family != whole->family) continue;
        last = i;
        if (c->what == GK_PROSE_NATURAL) seen |= 1;
        if (c->what == GK_PROSE_LEGAL) seen |= 2;
        if (part == GK_PART_OUTCOME && c->what >= GK_PROSE_UPHELD) seen |= 4u << (c->what - GK_PROSE_UPHELD);
    }
    rest = claims->claim[last].flags & GK_CLAIM_REST;
    if (part == GK_PART_PARTY) return seen == 3;
    if (part == GK_PART_OUTCOME) return seen == 60;
    return part == GK_PART_OTHER && rest;
}

/* The addends as text: 90 + 48. */
static char *agree_addends(gknb_report *report, const gk_claims *claims, const gk_claim_list *list, unsigned nth,
                           const gk_claim *whole, unsigned part)
{
    unsigned count = 0;
    char *text, *p;
    for (unsigned i = list->first; i < list->past; i++) count += claims->claim[i].list == nth + 1;
    text = p = (char *)gk_arena_take(&report->arena, count * 36 + 1);
    if (!text) {
        report->no_memory = 1;
        return NULL;
    }
    for (unsigned i = list->first; i < list->past; i++) {
        const gk_claim *c = &claims->claim[i];
        if (c->list != nth + 1 || c->family != whole->family || c->part != part) continue;
        if (p > text) p = (char *)memcpy(p, " + ", 3) + 3;
        p += gknb_format_decimal(c->value, p);
    }
    *p = 0;
    return text;
}

static void agree_parts(gknb_report *report, const gk_claims *claims, unsigned nth, unsigned family, unsigned part)
{
    const gk_claim_list *list = &claims->list[nth];
    const gk_claim *whole = agree_whole(claims, list, family);
    gknb_decimal sum = {0, 0}, diff;
    gk_finding *finding;
    unsigned count = 0, others = 0;
    const char *addends;
    if (part == GK_PART_RESULT && whole && whole->what) whole = agree_handled(claims, list);
    if (!whole || list->unsure) return;
    for (unsigned i = list->first; i < list->past; i++) {
        const gk_claim *c = &claims->claim[i];
        if (c->list != nth + 1 || c->family != family) continue;
        if (c->flags & (GK_CLAIM_ABOUT | GK_CLAIM_ELSEWHEN | GK_CLAIM_AIM)) return;
        if (c->part != part) {
            others++;
            continue;
        }
        count++;
        if (!gk_add_decimal(&sum, c->value) || agree_same(sum, whole->value)) return;
    }
    if (!gk_subtract_decimal(sum, whole->value, &diff)) return;
    if ((part == GK_PART_MEDIA || part == GK_PART_CHANNEL) && (count > 1 || diff.digits < 0)) return; /* they overlap */
    if (diff.digits < 0 && (others || !agree_exhaustive(claims, list, nth, whole, part))) return;
    if (diff.digits < 0) diff.digits = -diff.digits;
    addends = agree_addends(report, claims, list, nth, whole, part);
    finding = gk_find(report, GK_RULE_PARTS_AGAINST_WHOLE, whole->number);
    gk_say_span(report, finding, whole->number);
    gk_say_decimal(report, finding, sum);
    gk_say_names(report, finding, addends ? addends : "", addends ? addends : "");
    gk_say_decimal(report, finding, diff);
    for (unsigned i = list->first; i < list->past; i++) {
        const gk_claim *c = &claims->claim[i];
        if (c->list == nth + 1 && c->family == family && c->part == part)
            gk_add_related(report, finding, c->number, (size_t)-1);
    }
}

/* Is p% the share of v in w, at p's exactness, rounded or cut off? */
static int agree_is_share(gknb_decimal p, gknb_decimal v, gknb_decimal w)
{
    int64_t scaled = 100, off;
    if (p.scale > 4 || v.scale || w.scale || v.digits > 1000000000 || w.digits > 1000000000) return 1;
    for (unsigned i = 0; i < p.scale; i++) scaled *= 10;
    if (p.digits > 1000000) return 1;
    off = v.digits * scaled - p.digits * w.digits;
    return (off < 0 ? -off : off) < w.digits || (!w.digits && !v.digits);
}

/* The share of v in w, as exact as p. */
static gknb_decimal agree_share_of(gknb_decimal p, gknb_decimal v, gknb_decimal w)
{
    gknb_decimal share = {100, p.scale};
    for (unsigned i = 0; i < p.scale; i++) share.digits *= 10;
    share.digits = (v.digits * share.digits * 2 + w.digits) / (w.digits * 2);
    return share;
}

static void agree_share(gknb_report *report, const gk_claims *claims, const gk_claim *share)
{
    const gk_claim *part = &claims->claim[share->of - 1], *shown = NULL;
    gk_finding *finding;
    if (part->flags & (GK_CLAIM_ABOUT | GK_CLAIM_ELSEWHEN)) return;
    if (part->list) {
        shown = agree_whole(claims, &claims->list[part->list - 1], part->family);
        if (shown && agree_is_share(share->value, part->value, shown->value)) return;
    }
    for (const gk_claim *c = part; c-- > claims->claim && part - c < GK_MAX_LOOK_BACK;) {
        if (c->what != GK_PROSE_RECEIVED && c->what != GK_PROSE_HANDLED) continue;
        if (c->flags & (GK_CLAIM_ABOUT | GK_CLAIM_ELSEWHEN | GK_CLAIM_NONE)) continue;
        if (!part->list && (part->what < GK_PROSE_GRANTED_ANY || part->what > GK_PROSE_LEGAL_SERVICE)) continue;
        if (agree_is_share(share->value, part->value, c->value)) return;
        if (!shown) shown = c;
    }
    if (!shown || !shown->value.digits) return;
    finding = gk_find(report, GK_RULE_SHARE_WRONG, share->number);
    gk_say_span(report, finding, share->number);
    gk_say_decimal(report, finding, part->value);
    gk_say_decimal(report, finding, shown->value);
    gk_say_decimal(report, finding, agree_share_of(share->value, part->value, shown->value));
    gk_add_related(report, finding, part->number, (size_t)-1);
    gk_add_related(report, finding, shown->number, (size_t)-1);
}

/* The first part of its list, family and kind. */
static int agree_first_part(const gk_claims *claims, unsigned nth)
{
    const gk_claim *c = &claims->claim[nth];
    for (unsigned i = claims->list[c->list - 1].first; i < nth; i++) {
        const gk_claim *other = &claims->claim[i];
        if (other->list == c->list && other->family == c->family && other->part == c->part) return 0;
    }
    return 1;
}

void gk_check_claims(gknb_report *report, const gk_claims *claims)
{
    agree_held held;
    for (unsigned i = 0; i < claims->claims; i++) {
        const gk_claim *c = &claims->claim[i];
        if (c->list && agree_first_part(claims, i)) agree_parts(report, claims, c->list - 1u, c->family, c->part);
    }
    agree_hold(report, claims, &held);
    for (unsigned i = 0; i < claims->claims; i++) {
        const gk_claim *c = &claims->claim[i];
        if (c->flags & GK_CLAIM_SHARE) agree_share(report, claims, c);
        else if (!c->what || c->flags & (GK_CLAIM_ABOUT | GK_CLAIM_ELSEWHEN | GK_CLAIM_AIM)) continue;
        else if (c->what == GK_PROSE_FEES || c->what == GK_PROSE_HANDLING_FEE) agree_fees(report, c);
        else agree_count(report, &held, c);
    }
    for (unsigned i = 0; i < claims->remarks; i++) agree_remark(report, &claims->remark[i]);
}
