/* html.c: the output `html`: one page that needs nothing else: no script, no font, no picture.
 *
 * For each document: the verdict; the findings with the lines they cite; the tables as on the form, a wrong cell marked
 * and saying why when it is pointed at or has the focus. Several documents fold. The styles are html.css. */
#include <string.h>

#include "escape.h"
#include "html_cell.h"
#include "place.h"
#include "texts.h"

/* Lines: a C compiler need not take a string as long as the whole. */
static const char *const html_style[] = {
#include "html_css.inc"
};

static void html_text(gk_out *out, gk_text_id id) { gk_put_xml_text(out, gk_text(id, out->lang)); }

static void html_begin(gk_out *out)
{
    gk_put_text(out, "<!doctype html>\n<html lang=\"");
    gk_put_text(out, out->lang == GKNB_LANG_ZH ? "zh-CN" : "en");
    gk_put_text(out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" "
                     "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                     "<meta name=\"generator\" content=\"gknb " GKNB_VERSION "\">\n<title>");
    html_text(out, GK_TEXT_PAGE_TITLE);
    gk_put_text(out, "</title>\n<style>\n");
    for (size_t i = 0; i < sizeof html_style / sizeof *html_style; i++) gk_put_text(out, html_style[i]);
    gk_put_text(out, "</style>\n</head>\n<body>\n<main>\n");
}

/* ---- the findings ---- */

enum { HTML_BEFORE = 90, HTML_AFTER = 120 };

/* The line of the document that the span begins on, cut to what is near it. */
static void html_excerpt(gk_out *out, const gknb_report *report, gknb_span span, const gknb_place *place)
{
    size_t size;
    const uint8_t *bytes = gknb_bytes(report, &size);
    uint32_t from = place->line_start, to, end = span.start;
    while (end < size && bytes[end] != '\n' && bytes[end] != '\r' && end < span.start + HTML_BEFORE * 4) end++;
    to = span.end < end ? span.end : end;
    if (span.start - from > HTML_BEFORE)
        for (from = span.start - HTML_BEFORE; from < span.start && (bytes[from] & 0xc0) == 0x80;) from++;
    if (end - to > HTML_AFTER)
        for (end = to + HTML_AFTER; end < size && (bytes[end] & 0xc0) == 0x80;) end++;
    if (from == end) return;
    gk_put_text(out, "<pre class=\"source\"><span class=\"line\">");
    gk_put_number(out, place->line);
    gk_put_text(out, "</span>");
    if (from > place->line_start) gk_put_text(out, "…");
    gk_put_xml(out, bytes + from, span.start - from);
    gk_put_text(out, "<mark>");
    gk_put_xml(out, bytes + span.start, to - span.start);
    gk_put_text(out, "</mark>");
    gk_put_xml(out, bytes + to, end - to);
    if (end < size && bytes[end] != '\n' && bytes[end] != '\r') gk_put_text(out, "…");
    gk_put_text(out, "</pre>\n");
}

static void html_related(gk_out *out, const gknb_report *report, const gk_places *places, size_t index, size_t count)
{
    char text[GK_OUT_MESSAGE];
    if (!count) return;
    gk_put_text(out, "<details class=\"related\"><summary>");
    gk_put_counted(out, GK_TEXT_PAGE_RELATED, count);
    gk_put_text(out, "</summary>\n<ul>\n");
    for (size_t n = 0; n < count; n++) {
        gknb_related r;
        gknb_place place;
        gknb_get_related(report, index, n, &r);
        gknb_format_related(report, index, n, out->lang, text, sizeof text);
        place = gk_place_of(places, r.span.start);
        gk_put_text(out, "<li><span class=\"line\">");
        gk_put_number(out, place.line);
        gk_put_text(out, "</span>");
        gk_put_xml_text(out, text);
        gk_put_text(out, "</li>\n");
    }
    gk_put_text(out, "</ul>\n</details>\n");
}

static void html_finding(gk_out *out, const html_document *d, size_t index)
{
    char text[GK_OUT_MESSAGE];
    gknb_finding f;
    gknb_rule rule;
    gknb_place place;
    size_t size;
    gknb_get_finding(d->report, index, &f);
    gknb_get_rule(gknb_find_rule(f.id), &rule);
    place = gk_place_of(d->places, f.span.start);
    gk_put_text(out, "<li class=\"");
    gk_put_text(out, gknb_level_name(f.level));
    if (f.group != index) gk_put_text(out, " follows");
    gk_put_text(out, "\" id=\"");
    gk_put_html_id(out, d, "f", index);
    gk_put_text(out, "\">\n<p><span class=\"level\">");
    gk_put_xml_text(out, gk_level_text(f.level, out->lang));
    gk_put_text(out, "</span> <span class=\"id\" title=\"");
    gk_put_xml_text(out, out->lang == GKNB_LANG_ZH ? rule.title_zh : rule.title_en);
    gk_put_text(out, "\">");
    gk_put_text(out, f.id);
    gk_put_text(out, "</span> ");
    gknb_format_finding(d->report, index, out->lang, text, sizeof text);
    gk_put_xml_text(out, text);
    gk_put_text(out, "</p>\n");
    gknb_bytes(d->report, &size);
    if (size) html_excerpt(out, d->report, f.span, &place);
    html_related(out, d->report, d->places, index, f.related_count);
    if (f.edit_count) {
        gknb_format_fix(d->report, index, out->lang, text, sizeof text);
        gk_put_text(out, "<p class=\"fix\"><span>");
        html_text(out, GK_TEXT_FIX);
        gk_put_text(out, "</span> ");
        gk_put_xml_text(out, text);
        gk_put_text(out, "</p>\n");
    }
    gk_put_text(out, "</li>\n");
}

static void html_findings(gk_out *out, const html_document *d)
{
    size_t count = gknb_finding_count(d->report), hidden = gknb_findings_hidden(d->report);
    if (!count) return;
    gk_put_text(out, "<section class=\"findings\">\n<h2>");
    html_text(out, GK_TEXT_PAGE_FINDINGS);
    gk_put_text(out, "</h2>\n<ol>\n");
    for (size_t i = 0; i < count; i++) html_finding(out, d, i);
    gk_put_text(out, "</ol>\n");
    if (hidden) {
        gk_put_text(out, "<p>");
        gk_put_counted(out, GK_TEXT_PAGE_HIDDEN, hidden);
        gk_put_text(out, "</p>\n");
    }
    gk_put_text(out, "</section>\n");
}

/* ---- the tables ---- */

static int html_line_has_cells(const gknb_report *report, size_t index)
{
    gknb_box box;
    for (size_t i = index; i < gknb_box_count(report); i++) {
        gknb_get_box(report, i, &box);
        if (i > index && box.first) break;
        if (!box.label) return 1;
    }
    return 0;
}

static void html_size(gk_out *out, const char *name, unsigned count)
{
    if (count == 1) return;
    gk_put_text(out, " ");
    gk_put_text(out, name);
    gk_put_text(out, "=\"");
    gk_put_number(out, count);
    gk_put_text(out, "\"");
}

static void html_box(gk_out *out, html_document *d, const gknb_box *box, int row)
{
    gk_put_text(out, box->label ? "<th scope=\"" : "<td");
    if (box->label) {
        gk_put_text(out, row ? "row" : "col");
        gk_put_text(out, box->rows > 1 && row ? "group\"" : "\"");
    }
    html_size(out, "colspan", box->columns);
    html_size(out, "rowspan", box->rows);
    if (box->label) {
        gk_put_text(out, ">");
        gk_put_xml_text(out, box->label);
        gk_put_text(out, "</th>");
    } else {
        gk_put_html_cell(out, d, box->cell);
        gk_put_text(out, "</td>");
    }
}

static void html_tables(gk_out *out, html_document *d)
{
    size_t count = gknb_box_count(d->report);
    const char *table = NULL;
    int row = 0;
    if (!count) return;
    gk_put_text(out, "<section class=\"tables\">\n<h2>");
    html_text(out, GK_TEXT_PAGE_TABLES);
    gk_put_text(out, "</h2>\n");
    for (size_t i = 0; i < count; i++) {
        gknb_box box;
        gknb_get_box(d->report, i, &box);
        if (box.table_zh != table) {
            gk_put_text(out, table ? "</tr>\n</table></div>\n" : "");
            gk_put_text(out, "<div class=\"sheet\"><table>\n<caption>");
            gk_put_xml_text(out, out->lang == GKNB_LANG_ZH ? box.table_zh : box.table_en);
            gk_put_text(out, "</caption>\n");
        } else if (box.first) {
            gk_put_text(out, "</tr>\n");
        }
        if (box.first) {
            row = html_line_has_cells(d->report, i);
            gk_put_text(out, row ? "<tr>" : "<tr class=\"heads\">");
        }
        html_box(out, d, &box, row);
        table = box.table_zh;
    }
    gk_put_text(out, "</tr>\n</table></div>\n");
    gk_put_html_legend(out, d);
    gk_put_text(out, "</section>\n");
}

/* ---- a document ---- */

static void html_fact(gk_out *out, const char *text)
{
    if (!text) return;
    gk_put_text(out, "<li>");
    gk_put_xml_text(out, text);
    gk_put_text(out, "</li>\n");
}

static void html_facts(gk_out *out, const char *file, const gknb_report *report)
{
    size_t counts[GKNB_LEVEL_ERROR + 1] = {0};
    gknb_header h;
    gknb_get_header(report, &h);
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        counts[f.level]++;
    }
    gk_put_text(out, "<ul class=\"facts\">\n");
    html_fact(out, file);
    html_fact(out, h.issuer);
    if (h.year) {
        gk_put_text(out, "<li>");
        gk_put_counted(out, GK_TEXT_FACT_YEAR, (size_t)h.year);
        gk_put_text(out, "</li>\n");
    }
    if (h.form) {
        gk_put_text(out, "<li>");
        gk_put_filled(out, GK_TEXT_FACT_FORM, h.form, NULL);
        gk_put_text(out, "</li>\n");
    }
    for (int level = GKNB_LEVEL_ERROR; level > GKNB_LEVEL_OFF; level--) {
        if (!counts[level]) continue;
        gk_put_text(out, "<li class=\"");
        gk_put_text(out, gknb_level_name((gknb_level)level));
        gk_put_text(out, "\">");
        gk_put_level_count(out, (gknb_level)level, counts[level]);
        gk_put_text(out, "</li>\n");
    }
    gk_put_text(out, "</ul>\n");
}

static void html_verdict(gk_out *out, const char *class_name, const char *word, const char *title)
{
    gk_put_text(out, "<span class=\"verdict ");
    gk_put_text(out, class_name);
    gk_put_text(out, "\">");
    gk_put_xml_text(out, word);
    gk_put_text(out, "</span> <span class=\"title\">");
    gk_put_xml_text(out, title);
    gk_put_text(out, "</span>");
}

static void html_document_put(gk_out *out, const char *file, const gknb_report *report)
{
    gknb_verdict verdict = gknb_get_verdict(report);
    int several = out->files > 1;
    gk_places places;
    gknb_header h;
    html_document d = {report, &places, 0, 0};
    gk_html_open(&d, file);
    gk_mark_places(&places, report);
    gknb_get_header(report, &h);
    gk_put_text(out, several ? "<details class=\"report\">\n<summary>" : "<article class=\"report\">\n<h1>");
    html_verdict(out, gknb_verdict_name(verdict), gk_sum_text(gk_sum_of(report), out->lang), h.title ? h.title : file);
    gk_put_text(out, several ? "</summary>\n" : "</h1>\n");
    html_facts(out, file, report);
    gk_put_text(out, "<div class=\"body\">\n");
    html_findings(out, &d);
    html_tables(out, &d);
    gk_put_text(out, several ? "</div>\n</details>\n" : "</div>\n</article>\n");
}

static void html_failed(gk_out *out, const char *file, const char *why)
{
    gk_put_text(out, "<details class=\"report\" open>\n<summary>");
    html_verdict(out, "unread", gk_text(GK_TEXT_PAGE_UNREAD, out->lang), file);
    gk_put_text(out, "</summary>\n<p>");
    gk_put_xml_text(out, why);
    gk_put_text(out, "</p>\n</details>\n");
}

static void html_end(gk_out *out)
{
    if (out->files > 1) {
        gk_put_text(out, "<header class=\"sum\">\n<h1>");
        html_text(out, GK_TEXT_PAGE_TITLE);
        gk_put_text(out, "</h1>\n<ul class=\"facts\">\n<li>");
        gk_put_counted(out, GK_TEXT_PAGE_FILES, out->files);
        gk_put_text(out, "</li>\n");
        for (int sum = 0; sum < GK_SUMS; sum++) {
            if (!out->sums[sum]) continue;
            gk_put_text(out, "<li>");
            gk_put_sum(out, sum);
            gk_put_text(out, "</li>\n");
        }
        if (out->failed) {
            gk_put_text(out, "<li>");
            gk_put_counted(out, GK_TEXT_SUM_FAILED, out->failed);
            gk_put_text(out, "</li>\n");
        }
        gk_put_text(out, "</ul>\n</header>\n");
    }
    gk_put_text(out, "</main>\n</body>\n</html>\n");
}

const gk_output gk_output_html = {.name = "html",
                                  .model = 1,
                                  .begin = html_begin,
                                  .document = html_document_put,
                                  .failed = html_failed,
                                  .end = html_end};
