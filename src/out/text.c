/* text.c: the output `text`: findings for people, each with its line of the document, then the verdict.
 *
 * Other places are marked on that line when they stand there; else they get their own when there are few of them. */
#include <string.h>

#include "excerpt.h"
#include "glyph.h"
#include "place.h"
#include "tables.h"
#include "texts.h"

enum { TEXT_MOST_EXCERPTS = 4, TEXT_MOST_MARKS = 32 };

/* FILE:LINE:COLUMN: LEVEL[ID]: MESSAGE */
static void text_head(gk_out *out, const char *file, const gknb_place *place, const char *level, const char *color,
                      const char *id, const char *message)
{
    gk_put_text(out, gk_bold(out));
    gk_put_shown(out, file);
    gk_put_text(out, ":");
    gk_put_number(out, place->line);
    gk_put_text(out, ":");
    gk_put_number(out, place->column);
    gk_put_text(out, ": ");
    gk_put_text(out, gk_plain(out));
    gk_put_text(out, color);
    gk_put_text(out, level);
    if (id) {
        gk_put_text(out, "[");
        gk_put_text(out, id);
        gk_put_text(out, "]");
    }
    gk_put_text(out, *color ? gk_plain(out) : "");
    gk_put_text(out, ": ");
    gk_put_shown(out, message);
    gk_put_text(out, "\n");
}

static int text_is_shown(gknb_span shown, gknb_span span) { return span.start >= shown.start && span.end <= shown.end; }

/* The other places of a finding; those that are not shown yet with their line of the document when there are few. */
static void text_related(gk_out *out, const char *file, const gknb_report *report, size_t index,
                         const gk_places *places, gknb_span shown)
{
    char text[GK_OUT_MESSAGE];
    size_t hidden = 0;
    gknb_related r;
    gknb_finding f;
    gknb_get_finding(report, index, &f);
    for (size_t n = 0; n < f.related_count; n++) {
        gknb_get_related(report, index, n, &r);
        hidden += !text_is_shown(shown, r.span);
    }
    for (size_t n = 0; n < f.related_count; n++) {
        gknb_place place;
        gknb_get_related(report, index, n, &r);
        place = gk_place_of(places, r.span.start);
        gknb_format_related(report, index, n, out->lang, text, sizeof text);
        text_head(out, file, &place, gk_text(GK_TEXT_RELATED, out->lang), gk_bold(out), NULL, text);
        if (hidden <= TEXT_MOST_EXCERPTS && !text_is_shown(shown, r.span))
            gk_put_excerpt(out, report, r.span, &place, NULL, 0, gk_bold(out));
    }
}

/* Where people find the place in a page or a PDF: = page 4, table 2, row 9, cell 1 */
static void text_spot(gk_out *out, const gknb_report *report, uint32_t offset)
{
    gknb_spot spot;
    if (!gknb_get_spot(report, offset, &spot)) return;
    gk_put_text(out, "       = ");
    if (spot.page) gk_put_counted(out, GK_TEXT_SPOT_PAGE, spot.page);
    if (spot.page && spot.table) gk_put_filled(out, GK_TEXT_COMMA, NULL, NULL);
    if (spot.table) {
        gk_put_counted(out, GK_TEXT_SPOT_TABLE, spot.table);
        gk_put_counted(out, GK_TEXT_SPOT_ROW, spot.row);
        gk_put_counted(out, GK_TEXT_SPOT_CELL, spot.cell);
    }
    gk_put_text(out, "\n");
}

static void text_finding(gk_out *out, const char *file, const gknb_report *report, size_t index,
                         const gk_places *places)
{
    char text[GK_OUT_MESSAGE];
    gknb_span others[TEXT_MOST_MARKS], shown = {0, 0};
    gknb_place place;
    gknb_finding f;
    gknb_edit edit;
    size_t size, count = 0;
    gknb_get_finding(report, index, &f);
    place = gk_place_of(places, f.span.start);
    gknb_format_finding(report, index, out->lang, text, sizeof text);
    text_head(out, file, &place, gk_level_text(f.level, out->lang), gk_level_color(out, f.level), f.id, text);
    for (; count < f.related_count && count < TEXT_MOST_MARKS; count++) {
        gknb_related r;
        gknb_get_related(report, index, count, &r);
        others[count] = r.span;
    }
    gknb_bytes(report, &size);
    if (size) shown = gk_put_excerpt(out, report, f.span, &place, others, count, gk_level_color(out, f.level));
    text_spot(out, report, f.span.start);
    text_related(out, file, report, index, places, shown);
    if (!f.edit_count || f.safe) return; /* of wording, the message says it */
    gknb_get_edit(report, index, 0, &edit);
    place = gk_place_of(places, edit.span.start);
    gknb_format_fix(report, index, out->lang, text, sizeof text);
    text_head(out, file, &place, gk_text(GK_TEXT_FIX, out->lang), gk_good(out), NULL, text);
}

/* (2 errors, 1 warning) */
static void text_counts(gk_out *out, const size_t *counts)
{
    int any = 0;
    for (int level = GKNB_LEVEL_ERROR; level > GKNB_LEVEL_OFF; level--) {
        if (!counts[level]) continue;
        gk_put_filled(out, any++ ? GK_TEXT_COMMA : GK_TEXT_COUNTS_OPEN, NULL, NULL);
        gk_put_level_count(out, (gknb_level)level, counts[level]);
    }
    if (any) gk_put_filled(out, GK_TEXT_COUNTS_CLOSE, NULL, NULL);
}

/* · form 2021 · year 2023 · issuer · layout */
static void text_facts(gk_out *out, const gknb_report *report)
{
    gknb_header h;
    gknb_get_header(report, &h);
    if (h.form) {
        gk_put_text(out, " · ");
        gk_put_filled(out, GK_TEXT_FACT_FORM, h.form, NULL);
    }
    if (h.year) {
        gk_put_text(out, " · ");
        gk_put_counted(out, GK_TEXT_FACT_YEAR, (size_t)h.year);
    }
    if (h.issuer) {
        gk_put_text(out, " · ");
        gk_put_shown(out, h.issuer);
    }
    if (h.layout) {
        gk_put_text(out, " · ");
        gk_put_filled(out, GK_TEXT_FACT_LAYOUT, h.layout, NULL);
    }
}

static void text_verdict(gk_out *out, const char *file, const gknb_report *report, const size_t *counts)
{
    int sum = gk_sum_of(report);
    gk_put_text(out, gk_bold(out));
    gk_put_shown(out, file);
    gk_put_text(out, ": ");
    gk_put_text(out, gk_plain(out));
    gk_put_text(out, sum == GKNB_VERDICT_CONFORMS ? gk_good(out) : gk_level_color(out, GKNB_LEVEL_ERROR));
    gk_put_text(out, gk_sum_text(sum, out->lang));
    gk_put_text(out, gk_plain(out));
    text_counts(out, counts);
    text_facts(out, report);
    gk_put_text(out, "\n");
}

static void text_document(gk_out *out, const char *file, const gknb_report *report)
{
    size_t counts[GKNB_LEVEL_ERROR + 1] = {0};
    gk_places places;
    gk_mark_places(&places, report);
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        counts[f.level]++;
        text_finding(out, file, report, i, &places);
    }
    if (gknb_findings_hidden(report)) {
        gknb_decimal hidden = {(int64_t)gknb_findings_hidden(report), 0};
        char number[40];
        gknb_format_decimal(hidden, number);
        gk_put_filled(out, GK_TEXT_HIDDEN, file, number);
        gk_put_text(out, "\n");
    }
    if (out->tables) gk_put_tables(out, report);
    text_verdict(out, file, report, counts);
}

static void text_end(gk_out *out)
{
    int any = 0;
    if (out->files > 1) {
        gk_put_counted(out, GK_TEXT_SUM_FILES, out->files);
        for (int sum = 0; sum < GK_SUMS; sum++) {
            if (!out->sums[sum]) continue;
            if (any++) gk_put_filled(out, GK_TEXT_COMMA, NULL, NULL);
            gk_put_sum(out, sum);
        }
        if (out->failed) {
            if (any) gk_put_filled(out, GK_TEXT_COMMA, NULL, NULL);
            gk_put_counted(out, GK_TEXT_SUM_FAILED, out->failed);
        }
        gk_put_text(out, "\n");
    }
}

const gk_output gk_output_text = {.name = "text", .document = text_document, .end = text_end};
