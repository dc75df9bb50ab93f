/* parse.c: see parse.h. Reads like the flow: tokens, form, items, tables, frame, front. */
#include "parse.h"

#include <string.h>

#include "../../gen/parser.h"
#include "build.h"
#include "front.h"
#include "mend.h"

/* The form most of whose own labels and rows stand there, the newest when none do. */
static int parse_form(const gk_survey *survey)
{
    int best = (int)gk_form_count - 1;
    for (int f = 0; f < (int)gk_form_count; f++)
        if (survey->votes[f] > survey->votes[best]) best = f;
    return best;
}

static void parse_notes(gknb_report *report)
{
    const gk_tokens *tokens = &report->tokens;
    for (uint32_t i = 0; i < tokens->count; i++) {
        gk_mark note = {{gk_token_start(tokens, i), gk_token_end(tokens, i)}, 0, 0};
        if (gk_token_kind(tokens, i) == GK_KIND_NOTE) gk_marks_add(report, &report->notes, note);
    }
}

/* How much stands between a heading and the next: bytes that are no blanks, dots or digits. */
static uint32_t parse_weight(const gknb_report *report, gknb_span body)
{
    uint32_t weight = 0;
    for (uint32_t i = body.start; i < body.end && weight < 64; i++) {
        uint8_t b = report->bytes[i];
        weight += b >= 0x80 || (b >= 'A' && b <= 'z');
    }
    return weight;
}

/* A table of contents: headings with nothing under them that come again later, and not at once: those stand twice. They
 * are no sections. Behind the last of them the report itself may stand. */
static void parse_drop_contents(gknb_report *report)
{
    uint32_t kept = 0, dropped = 0; /* the number of the heading before, when it was dropped */
    for (uint32_t i = 0; i < report->sections; i++) {
        const gk_section *s = &report->section[i];
        int again = 0, twice = i + 1 < report->sections && s[1].number == s->number;
        if (i + 1 < report->sections &&
            ((!twice && parse_weight(report, s->body) < 12) || (dropped && s->number > dropped)))
            for (uint32_t k = i + 1; k < report->sections; k++) again |= report->section[k].number == s->number;
        dropped = again ? s->number : 0;
        if (!again) report->section[kept++] = *s;
    }
    report->sections = kept;
}

gknb_status gk_parse_items(gknb_report *report, gk_items *items)
{
    gk_survey survey;
    gk_survey_tokens(&report->tokens, report->bytes, &survey);
    return gk_make_items(&report->arena, &report->tokens, report->bytes, report->form, &survey, items);
}

/* A row of the form was not read. */
static int parse_lacks(const gknb_report *report)
{
    for (unsigned i = 0; i < report->form->field_count; i++)
        if (report->cell[i].state == GKNB_STATE_ABSENT) return 1;
    return 0;
}

/* What the grammar takes as it stands is read as it stands; the rest is mended, or (strict) refused. */
static gknb_status parse_items(gk_build *build, int start, gk_mend_look look, void *user)
{
    gknb_report *report = build->report;
    int whole;
    if (report->strict) {
        gk_drive(build, start);
        return GKNB_OK;
    }
    whole = gk_drive_once(build, start);
    if (whole && !build->loose && !parse_lacks(report)) return GKNB_OK;
    return gk_mend(build, start, look, user);
}

/* Tokens to cells: report->form and report->tokens are there. */
static gknb_status parse_tables(gknb_report *report, const gk_survey *survey, gk_mend_look look, void *user)
{
    gk_items items;
    gk_build build;
    gknb_status status;
    report->cell = (gk_cell *)gk_arena_take(&report->arena, report->form->field_count * sizeof *report->cell);
    report->section = (gk_section *)gk_arena_take_raw(&report->arena, GK_MAX_SECTIONS * sizeof *report->section);
    if (!report->cell || !report->section) return GKNB_NO_MEMORY;
    status = gk_make_items(&report->arena, &report->tokens, report->bytes, report->form, survey, &items);
    if (status != GKNB_OK) return status;
    report->layout = (uint8_t)items.layout;
    memset(&build, 0, sizeof build);
    build.report = report;
    build.items = &items;
    build.form = report->form;
    return parse_items(&build, GK_LABELS + report->form_index, look, user); /* the forms' terminals follow the labels */
}

gknb_status gk_parse_repairs(const gknb_report *report, gk_mend_look look, void *user)
{
    gknb_report again;
    gk_survey survey;
    gknb_status status;
    memset(&again, 0, sizeof again);
    again.allocator = report->allocator;
    gk_arena_init(&again.arena, &again.allocator);
    again.bytes = report->bytes;
    again.size = report->size;
    again.tokens = report->tokens;
    again.form = report->form;
    again.form_index = report->form_index;
    gk_survey_tokens(&again.tokens, again.bytes, &survey);
    status = parse_tables(&again, &survey, look, user);
    gk_arena_free(&again.arena);
    return status;
}

gknb_status gk_parse(gknb_report *report, int form)
{
    gk_survey survey;
    gknb_status status = gk_lex(&report->arena, report->bytes, report->size, &report->tokens);
    if (status != GKNB_OK) return status;
    gk_survey_tokens(&report->tokens, report->bytes, &survey);
    if (survey.notes) parse_notes(report);
    report->form_index = form >= 0 ? form : parse_form(&survey);
    report->form = &gk_forms[report->form_index];
    status = parse_tables(report, &survey, NULL, NULL);
    if (status != GKNB_OK) return status;
    parse_drop_contents(report);
    report->is_report = report->sections > 0 || report->seen_count > 0;
    if (report->is_report) gk_read_front(report);
    else gk_count_titles(report);
    report->unknown_form = report->header.year && report->header.year < gk_forms[0].since && !survey.own_labels;
    return report->no_memory ? GKNB_NO_MEMORY : GKNB_OK;
}
