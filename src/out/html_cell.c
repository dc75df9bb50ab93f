/* html_cell.c: see html_cell.h. */
#include "html_cell.h"

#include "escape.h"
#include "texts.h"

enum { CELL_INFERRED = 16 }; /* a bit behind those of the states */

void gk_html_open(html_document *d, const char *file)
{
    d->key = 2166136261u; /* FNV-1a */
    for (; *file; file++) d->key = (d->key ^ (uint8_t)*file) * 16777619u;
}

void gk_put_html_id(gk_out *out, const html_document *d, const char *kind, size_t index)
{
    gk_put_text(out, kind);
    gk_put_number(out, d->key);
    gk_put_text(out, "-");
    gk_put_number(out, (int64_t)index);
}

static int cell_is_judged(const gknb_report *report, size_t finding, const gknb_finding *f, size_t cell)
{
    for (size_t n = 0; n < f->cell_count; n++)
        if (gknb_get_finding_cell(report, finding, n) == cell) return 1;
    for (size_t n = 0; n < f->edit_count && f->cell_count == 1; n++) {
        gknb_edit edit;
        gknb_cell c;
        gknb_get_edit(report, finding, n, &edit);
        gknb_get_cell(report, cell, &c);
        if (c.state != GKNB_STATE_ABSENT && edit.span.start == c.span.start && edit.span.end == c.span.end) return 1;
    }
    return 0;
}

/* The findings that judge a cell, or would edit it: their number, and the highest level. */
static size_t cell_findings(const gknb_report *report, size_t cell, gknb_level *level)
{
    size_t count = 0;
    *level = GKNB_LEVEL_OFF;
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        if (!cell_is_judged(report, i, &f, cell)) continue;
        count++;
        if (f.level > *level) *level = f.level;
    }
    return count;
}

static void cell_said(gk_out *out, const html_document *d, size_t cell)
{
    char text[GK_OUT_MESSAGE];
    gk_put_text(out, "<span class=\"said\" role=\"tooltip\" id=\"");
    gk_put_html_id(out, d, "c", cell);
    gk_put_text(out, "\">");
    for (size_t i = 0, any = 0; i < gknb_finding_count(d->report); i++) {
        gknb_finding f;
        gknb_get_finding(d->report, i, &f);
        if (!cell_is_judged(d->report, i, &f, cell)) continue;
        if (any++) gk_put_text(out, "<br>");
        gknb_format_finding(d->report, i, out->lang, text, sizeof text);
        gk_put_text(out, "<b>");
        gk_put_text(out, f.id);
        gk_put_text(out, "</b> ");
        gk_put_xml_text(out, text);
        if (!f.edit_count) continue;
        gknb_format_fix(d->report, i, out->lang, text, sizeof text);
        gk_put_text(out, " <i>");
        gk_put_xml_text(out, gk_text(GK_TEXT_FIX, out->lang));
        gk_put_text(out, " ");
        gk_put_xml_text(out, text);
        gk_put_text(out, "</i>");
    }
    gk_put_text(out, "</span>");
}

/* Line, column and the document's own words. */
static void cell_title(gk_out *out, const html_document *d, size_t index, const gknb_cell *cell)
{
    gknb_place place = gk_place_of(d->places, cell->span.start);
    size_t size;
    const uint8_t *raw = gknb_get_raw(d->report, index, &size);
    if (cell->state == GKNB_STATE_ABSENT) return;
    gk_put_text(out, " title=\"");
    gk_put_counted(out, GK_TEXT_PAGE_LINE, place.line);
    if (size && size < 200) gk_put_text(out, " ");
    if (size < 200) gk_put_xml(out, raw, size);
    gk_put_text(out, "\"");
}

static void cell_value(gk_out *out, html_document *d, size_t index, const gknb_cell *cell)
{
    size_t size;
    const uint8_t *raw = gknb_get_raw(d->report, index, &size);
    if (cell->state != GKNB_STATE_GIVEN) d->signs |= 1u << cell->state;
    if (cell->has_value) {
        gk_put_decimal(out, cell->value);
    } else if (cell->state == GKNB_STATE_NOT_APPLICABLE || cell->state == GKNB_STATE_UNREADABLE) {
        gk_put_xml(out, raw, size < 60 ? size : 60);
    } else if (cell->state == GKNB_STATE_AMBIGUOUS && !cell->has_inferred) {
        for (size_t n = 0; n < cell->alternative_count; n++) {
            if (n) gk_put_text(out, "<wbr>|");
            gk_put_decimal(out, gknb_get_alternative(d->report, index, n));
        }
        if (cell->or_none && cell->alternative_count) {
            gk_put_text(out, "<wbr>|");
            gk_put_text(out, gk_text(GK_TEXT_OR_LACKING, out->lang));
        }
        if (!cell->alternative_count) gk_put_text(out, "?");
    }
    if (cell->has_inferred) {
        d->signs |= 1u << CELL_INFERRED;
        gk_put_text(out, "<span class=\"inferred\">=");
        gk_put_decimal(out, cell->inferred);
        gk_put_text(out, "</span>");
    }
}

/* The number of the first finding, which is its number in the list. */
static void cell_mark(gk_out *out, const html_document *d, size_t cell)
{
    for (size_t i = 0; i < gknb_finding_count(d->report); i++) {
        gknb_finding f;
        gknb_get_finding(d->report, i, &f);
        if (!cell_is_judged(d->report, i, &f, cell)) continue;
        gk_put_text(out, "<a href=\"#");
        gk_put_html_id(out, d, "f", i);
        gk_put_text(out, "\" aria-describedby=\"");
        gk_put_html_id(out, d, "c", cell);
        gk_put_text(out, "\"><sup>");
        gk_put_number(out, (int64_t)i + 1);
        gk_put_text(out, "</sup></a>");
        return;
    }
}

void gk_put_html_cell(gk_out *out, html_document *d, size_t index)
{
    gknb_level level;
    gknb_cell cell;
    size_t count = cell_findings(d->report, index, &level);
    gknb_get_cell(d->report, index, &cell);
    gk_put_text(out, " class=\"");
    gk_put_text(out, gknb_state_name(cell.state));
    if (count) {
        gk_put_text(out, " ");
        gk_put_text(out, gknb_level_name(level));
    }
    gk_put_text(out, "\"");
    if (!count) cell_title(out, d, index, &cell);
    gk_put_text(out, ">");
    cell_value(out, d, index, &cell);
    if (!count) return;
    cell_mark(out, d, index);
    cell_said(out, d, index);
}

void gk_put_html_legend(gk_out *out, const html_document *d)
{
    static const gk_text_id words[] = {GK_TEXT_LEGEND_ABSENT,    GK_TEXT_OFF,
                                       GK_TEXT_LEGEND_SPLIT,     GK_TEXT_LEGEND_MOVED,
                                       GK_TEXT_LEGEND_BLANK,     GK_TEXT_LEGEND_NOT_APPLICABLE,
                                       GK_TEXT_LEGEND_MISSING,   GK_TEXT_LEGEND_AMBIGUOUS,
                                       GK_TEXT_LEGEND_UNREADABLE};
    if (!d->signs) return;
    gk_put_text(out, "<ul class=\"legend\">\n");
    for (unsigned state = 0; state < sizeof words / sizeof *words; state++) {
        if (!(d->signs >> state & 1)) continue;
        gk_put_text(out, "<li><span class=\"");
        gk_put_text(out, gknb_state_name((gknb_state)state));
        gk_put_text(out, "\"></span>");
        gk_put_xml_text(out, gk_text(words[state], out->lang));
        gk_put_text(out, "</li>\n");
    }
    if (d->signs >> CELL_INFERRED & 1) {
        gk_put_text(out, "<li><span class=\"inferred\">=</span>");
        gk_put_xml_text(out, gk_text(GK_TEXT_LEGEND_INFERRED, out->lang));
        gk_put_text(out, "</li>\n");
    }
    gk_put_text(out, "</ul>\n");
}
