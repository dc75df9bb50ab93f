/* csv.c: the outputs `csv`, a row for each cell of each document, and `csv-findings`, a row for each finding; and a
 * series, a row for each key and year.
 *
 * RFC 4180: one line of heads, CRLF, quotes where they are needed. The heads are keys and the same in every language.
 */
#include <string.h>

#include "glyph.h"
#include "place.h"
#include "series.h"

static void csv_begin_row(int *any) { *any = 0; }

static void csv_bytes(gk_out *out, int *any, const void *bytes, size_t size)
{
    const uint8_t *p = (const uint8_t *)bytes;
    int quoted = size && (p[0] == ' ' || p[size - 1] == ' ');
    for (size_t i = 0; i < size && !quoted; i++) quoted = p[i] == ',' || p[i] == '"' || p[i] < ' ';
    if ((*any)++) gk_put_text(out, ",");
    if (quoted) gk_put_text(out, "\"");
    for (size_t i = 0, length; i < size; i += length) {
        uint32_t code = 0;
        length = gk_decode(p + i, size - i, &code);
        if (p[i] == '"') gk_put_text(out, "\"\"");
        else if (length && code) gk_put_bytes(out, p + i, length);
        else gk_put_text(out, "\xef\xbf\xbd");
        if (!length) length = 1;
    }
    if (quoted) gk_put_text(out, "\"");
}

static void csv_text(gk_out *out, int *any, const char *text)
{
    csv_bytes(out, any, text ? text : "", text ? strlen(text) : 0);
}

static void csv_number(gk_out *out, int *any, int64_t number)
{
    if ((*any)++) gk_put_text(out, ",");
    gk_put_number(out, number);
}

static void csv_decimal(gk_out *out, int *any, int given, gknb_decimal value)
{
    if ((*any)++) gk_put_text(out, ",");
    if (given) gk_put_decimal(out, value);
}

static void csv_end_row(gk_out *out) { gk_put_text(out, "\r\n"); }

/* start,end,line,column */
static void csv_span(gk_out *out, int *any, const gknb_report *report, const gk_places *places, gknb_span span)
{
    gknb_place place = gk_place_of(places, span.start);
    gknb_span given = gknb_span_given(report, span);
    csv_number(out, any, given.start);
    csv_number(out, any, given.end);
    csv_number(out, any, place.line);
    csv_number(out, any, place.column);
}

static void csv_cells_begin(gk_out *out)
{
    gk_put_text(out,
                "file,issuer,year,form,path,row,head,state,value,inferred,alternatives,raw,start,end,line,column\r\n");
}

static void csv_alternatives(gk_out *out, int *any, const gknb_report *report, size_t index, size_t count)
{
    if ((*any)++) gk_put_text(out, ",");
    for (size_t n = 0; n < count; n++) {
        if (n) gk_put_text(out, " ");
        gk_put_decimal(out, gknb_get_alternative(report, index, n));
    }
}

static void csv_cells(gk_out *out, const char *file, const gknb_report *report)
{
    gk_places places;
    gknb_header h;
    gk_mark_places(&places, report);
    gknb_get_header(report, &h);
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_cell c;
        int any, zh = out->lang == GKNB_LANG_ZH;
        gknb_get_cell(report, i, &c);
        csv_begin_row(&any);
        csv_text(out, &any, file);
        csv_text(out, &any, h.issuer);
        if (h.year) csv_number(out, &any, h.year);
        else csv_text(out, &any, NULL);
        csv_text(out, &any, h.form);
        csv_text(out, &any, c.path);
        csv_text(out, &any, zh ? c.row_label : c.row_name);
        csv_text(out, &any, zh ? c.column_label : c.column_name);
        csv_text(out, &any, gknb_state_name(c.state));
        csv_decimal(out, &any, c.has_value, c.value);
        csv_decimal(out, &any, c.has_inferred, c.inferred);
        csv_alternatives(out, &any, report, i, c.alternative_count);
        if (c.state == GKNB_STATE_ABSENT) {
            gk_put_text(out, ",,,,,");
        } else {
            size_t size;
            const uint8_t *raw = gknb_get_raw(report, i, &size);
            csv_bytes(out, &any, raw, size);
            csv_span(out, &any, report, &places, c.span);
        }
        csv_end_row(out);
    }
}

static void csv_findings_begin(gk_out *out)
{
    gk_put_text(out, "file,id,name,level,message,paths,start,end,line,column,group,fix,safe\r\n");
}

static void csv_finding(gk_out *out, const char *file, const gknb_report *report, const gk_places *places, size_t index)
{
    char text[GK_OUT_MESSAGE];
    gknb_finding f;
    gknb_rule rule;
    int any;
    gknb_get_finding(report, index, &f);
    gknb_get_rule(gknb_find_rule(f.id), &rule);
    csv_begin_row(&any);
    csv_text(out, &any, file);
    csv_text(out, &any, f.id);
    csv_text(out, &any, rule.name);
    csv_text(out, &any, gknb_level_name(f.level));
    gknb_format_finding(report, index, out->lang, text, sizeof text);
    csv_text(out, &any, text);
    gk_put_text(out, ",");
    for (size_t n = 0; n < f.cell_count; n++) {
        gknb_cell c;
        gknb_get_cell(report, gknb_get_finding_cell(report, index, n), &c);
        if (n) gk_put_text(out, " ");
        gk_put_text(out, c.path);
    }
    csv_span(out, &any, report, places, f.span);
    csv_number(out, &any, (int64_t)f.group);
    gknb_format_fix(report, index, out->lang, text, sizeof text);
    csv_text(out, &any, f.edit_count ? text : NULL);
    csv_text(out, &any, !f.edit_count ? NULL : f.safe ? "true" : "false");
    csv_end_row(out);
}

static void csv_findings(gk_out *out, const char *file, const gknb_report *report)
{
    gk_places places;
    gk_mark_places(&places, report);
    for (size_t i = 0; i < gknb_finding_count(report); i++) csv_finding(out, file, report, &places, i);
}

static void csv_series_year(gk_out *out, const gk_series *s, const gk_series_cell *key, int year)
{
    const gk_series_report *report = gk_series_of_year(s, year);
    const gk_series_cell *cell = report ? gk_series_find(report, key->path) : NULL;
    int any;
    csv_begin_row(&any);
    csv_text(out, &any, s->reports[s->count - 1].issuer);
    csv_text(out, &any, key->path);
    csv_text(out, &any, key->row);
    csv_text(out, &any, key->column);
    csv_number(out, &any, year);
    csv_text(out, &any, report ? report->form : NULL);
    csv_text(out, &any, !report ? "no_report" : gknb_state_name(cell ? cell->state : GKNB_STATE_ABSENT));
    csv_decimal(out, &any, cell && cell->has_value, cell ? cell->value : (gknb_decimal){0, 0});
    csv_decimal(out, &any, cell && cell->has_inferred, cell ? cell->inferred : (gknb_decimal){0, 0});
    csv_text(out, &any, report ? report->file : NULL);
    csv_end_row(out);
}

void gk_put_series_csv(gk_out *out, const gk_series *series, size_t count)
{
    gk_put_text(out, "issuer,path,row,head,year,form,state,value,inferred,file\r\n");
    for (size_t i = 0; i < count; i++) {
        const gk_series *s = &series[i];
        for (size_t k = 0; k < s->key_count; k++)
            for (int year = s->reports[0].year; year <= s->reports[s->count - 1].year; year++)
                csv_series_year(out, s, s->keys[k], year);
    }
}

const gk_output gk_output_csv = {.name = "csv", .model = 1, .begin = csv_cells_begin, .document = csv_cells};
const gk_output gk_output_csv_findings = {
    .name = "csv-findings", .begin = csv_findings_begin, .document = csv_findings};
