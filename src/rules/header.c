/* header.c: title, year, period and generation of the form (SPEC S4-title … S4-period, S1-forms). */
#include <string.h>

#include "../lex/fold.h"
#include "finding.h"
#include "rules.h"

static void header_title(gknb_report *report)
{
    const gknb_header *h = &report->header;
    int named = h->issuer && strlen(h->issuer) > 3; /* more than one character */
    gk_finding *finding;
    size_t due = strlen(gk_title_words), have;
    if (!h->title) {
        gknb_span start = {0, 0};
        gk_find(report, GK_RULE_TITLE_MISSING, start);
        return;
    }
    have = strlen(h->title);
    if (have >= due && !report->title_doubled && named && h->year_span.end &&
        gk_fold_same((const uint8_t *)h->title + have - due, (const uint8_t *)h->title + have, gk_title_words))
        return;
    finding = gk_find(report, GK_RULE_TITLE_WORDING, h->title_span);
    gk_say_span(report, finding, h->title_span);
    if (named) gk_say_names(report, finding, h->issuer, h->issuer);
    else gk_say_word(report, finding, GK_WORD_SOME_BODY);
    if (h->year) gk_say_number(report, finding, h->year);
    else gk_say_word(report, finding, GK_WORD_SOME_YEAR);
    gk_say_word(report, finding, GK_WORD_YEAR);
    gk_say_names(report, finding, gk_title_words, gk_title_words);
}

static void header_period(gknb_report *report)
{
    const gknb_header *h = &report->header;
    gk_finding *finding;
    if (!h->from.year) {
        gknb_span place = {0, 0};
        if (h->title) place = h->title_span;
        gk_find(report, GK_RULE_PERIOD_MISSING, place);
        return;
    }
    if (h->from.year != h->to.year || h->from.month != 1 || h->from.day != 1 || h->to.month != 12 || h->to.day != 31) {
        finding = gk_find(report, GK_RULE_PERIOD_NOT_WHOLE_YEAR, h->period_span);
        gk_say_date(report, finding, h->from);
        gk_say_date(report, finding, h->to);
    }
    if (h->year_span.end && h->year != h->to.year) {
        finding = gk_find(report, GK_RULE_YEAR_DISAGREES, h->year_span);
        gk_say_number(report, finding, h->year);
        gk_say_number(report, finding, h->to.year);
        gk_add_related(report, finding, h->period_span, (size_t)-1);
    }
}

static void header_generation(gknb_report *report)
{
    const gknb_header *h = &report->header;
    const gk_form *form = report->form;
    const gk_form *due = NULL;
    gk_finding *finding;
    if (!h->year || !report->seen_count) return;
    if (h->year >= form->since && (!form->until || h->year <= form->until)) return;
    for (unsigned f = 0; f < gk_form_count; f++)
        if (h->year >= gk_forms[f].since && (!gk_forms[f].until || h->year <= gk_forms[f].until)) due = &gk_forms[f];
    finding = gk_find(report, GK_RULE_GENERATION_DISAGREES, report->seen[0].span);
    gk_say_number(report, finding, h->year);
    gk_say_names(report, finding, form->id, form->id);
    if (due) gk_say_names(report, finding, due->id, due->id);
    else gk_say_word(report, finding, GK_WORD_EARLIER);
}

void gk_check_header(gknb_report *report)
{
    if (!report->is_report) return;
    if (report->unknown_form) {
        gknb_span place = report->header.year_span;
        gk_say_number(report, gk_find(report, GK_RULE_FORM_UNKNOWN, place), report->header.year);
        return;
    }
    header_title(report);
    header_period(report);
    header_generation(report);
}
