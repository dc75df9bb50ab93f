/* text.c: what the prose must say and must not: topics, problems and improvements, the statement on fees, template
 * text, numbers left out, last year's sentences (SPEC S10-topics … S10-left-in). */
#include <string.h>

#include "agree.h"
#include "finding.h"
#include "rules.h"

/* Which words of a condition stand in a section, as bits from `first`; stops when all `due` do. */
static unsigned text_words(const gknb_report *report, const gk_section *s, gk_prose_condition condition, unsigned first,
                           unsigned due)
{
    const uint8_t *end = report->bytes + s->body.end;
    gk_prose_token t;
    unsigned seen = 0;
    for (t.end = report->bytes + s->body.start; seen != due;) {
        gk_prose_next(condition, t.end, end, &t);
        if (t.kind == GK_PROSE_NOTHING) break;
        seen |= 1u << (t.kind - first);
    }
    return seen;
}

static int text_is_empty(const gknb_report *report, const gk_section *s)
{
    const uint8_t *p = report->bytes + s->body.start;
    gk_prose_cursor c = {p, p, p, report->bytes + s->body.end, 0, 0};
    gk_prose_step(&c);
    return c.at >= c.end;
}

/* The same of all that stands under the headings of one number: one may stand twice. The first with anything under it,
 * or NULL. */
static const gk_section *text_said(const gknb_report *report, unsigned number, gk_prose_condition condition,
                                   unsigned first, unsigned due, unsigned *seen)
{
    const gk_section *found = NULL;
    *seen = 0;
    for (uint32_t i = 0; i < report->sections; i++) {
        const gk_section *s = &report->section[i];
        if (s->number != number || text_is_empty(report, s)) continue;
        if (!found) found = s;
        *seen |= text_words(report, s, condition, first, due);
    }
    return found;
}

/* The topics missing, joined, in one language. */
static char *text_join(gknb_report *report, unsigned missing, int lang)
{
    enum { ROOM = 200 };
    char *text = (char *)gk_arena_take(&report->arena, ROOM), *p = text;
    if (!text) report->no_memory = 1;
    for (unsigned i = 0; text && i < 5; i++) {
        const char *words[2] = {p > text ? gk_words[GK_WORD_AND][lang] : "", gk_words[GK_WORD_TOPIC_1 + i][lang]};
        if (!(missing >> i & 1)) continue;
        for (unsigned w = 0; w < 2; w++) {
            size_t size = strlen(words[w]);
            if ((size_t)(p - text) + size + 1 > ROOM) break;
            p = (char *)memcpy(p, words[w], size) + size;
        }
    }
    if (text) *p = 0;
    return text;
}

static void text_topics(gknb_report *report)
{
    unsigned seen;
    const gk_section *s = text_said(report, 1, GK_PROSE_topics, GK_PROSE_OWN_INITIATIVE, 31, &seen);
    char *zh, *en;
    if (!s || seen == 31) return;
    zh = text_join(report, ~seen, GKNB_LANG_ZH);
    en = text_join(report, ~seen, GKNB_LANG_EN);
    if (zh && en) gk_say_names(report, gk_find(report, GK_RULE_TOPIC_MISSING, s->span), zh, en);
}

static void text_problems(gknb_report *report)
{
    unsigned seen;
    const gk_section *s = text_said(report, 5, GK_PROSE_five, GK_PROSE_PROBLEM, 3, &seen);
    if (s && seen != 3)
        gk_say_word(report, gk_find(report, GK_RULE_PROBLEMS_MISSING, s->span),
                    seen == 0   ? GK_WORD_NEITHER
                    : seen == 1 ? GK_WORD_IMPROVEMENTS
                                : GK_WORD_PROBLEMS);
}

static void text_fee(gknb_report *report)
{
    enum { SINCE = 2021 };
    unsigned seen;
    const gk_section *s;
    if (report->header.year < SINCE) return;
    s = text_said(report, 6, GK_PROSE_six, GK_PROSE_FEE_SAID, 1, &seen);
    if (s && !seen) gk_find(report, GK_RULE_FEE_UNSAID, s->span);
}

/* Where the words under a heading end: at the first table that stands there. */
static uint32_t text_end(const gknb_report *report, const gk_section *s)
{
    uint32_t end = s->body.end;
    for (uint32_t i = 0; i < report->seen_count; i++) {
        uint32_t at = report->seen[i].span.start;
        if (at >= s->body.start && at < end) end = at;
    }
    return end;
}

/* Template text between a heading and its table. */
static void text_template(gknb_report *report, const gk_section *s)
{
    uint32_t end = text_end(report, s);
    gk_prose_token t;
    for (t.end = report->bytes + s->body.start;;) {
        gknb_span span;
        gk_prose_next(GK_PROSE_blank, t.end, report->bytes + end, &t);
        if (t.kind == GK_PROSE_NOTHING) return;
        span.start = (uint32_t)(t.start - report->bytes);
        span.end = (uint32_t)(t.end - report->bytes);
        gk_say_span(report, gk_find(report, GK_RULE_TEMPLATE_LEFT, span), span);
    }
}

static void text_remark(gknb_report *report, const gk_remark *remark, unsigned section)
{
    gk_finding *finding;
    unsigned rule = remark->what == GK_PROSE_TEMPLATE  ? GK_RULE_TEMPLATE_LEFT
                    : remark->what == GK_PROSE_COUNTER ? GK_RULE_NUMBER_LEFT_OUT
                                                       : GK_RULE_YEAR_LEFT;
    if (rule == GK_RULE_YEAR_LEFT && section == 5) return; /* last year's problems are its subject */
    finding = gk_find(report, rule, remark->span);
    gk_say_span(report, finding, remark->span);
    gk_say_number(report, finding, report->header.year);
}

void gk_check_text(gknb_report *report)
{
    text_topics(report);
    text_problems(report);
    text_fee(report);
    for (uint32_t i = 0; i < report->sections; i++) {
        const gk_section *s = &report->section[i];
        gk_claims claims = {NULL, NULL, NULL, 0, 0, 0};
        gknb_span words = {s->body.start, text_end(report, s)};
        if (s->number > 1 && s->number < 5) {
            text_template(report, s);
            continue;
        }
        gk_read_claims(report, words, &claims);
        for (unsigned k = 0; k < claims.remarks; k++)
            if (claims.remark[k].what >= GK_PROSE_TEMPLATE) text_remark(report, &claims.remark[k], s->number);
        if (s->number == 5) claims.remarks = 0; /* how disputes might end */
        gk_check_claims(report, &claims);
    }
}
