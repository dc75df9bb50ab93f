/* json.c: the output `json`: everything gknb.h knows of a report as one object.
 *
 * The tables are nested by the segments of the cells' paths; that cells of one row, and rows of one group, stand
 * together in the form's order is what it relies on. */
#include "json.h"

#include <string.h>

#include "place.h"
#include "write.h"

typedef struct {
    gk_json json;
    const gknb_report *report;
    gk_out *out;
    gk_places places;
} json_document;

static void json_span(json_document *d, const char *key, gknb_span span)
{
    gknb_place place = gk_place_of(&d->places, span.start);
    gknb_span given = gknb_span_given(d->report, span);
    gknb_spot spot;
    gk_json_inline(&d->json, key, '{');
    gk_json_number(&d->json, "start", given.start);
    gk_json_number(&d->json, "end", given.end);
    gk_json_number(&d->json, "line", place.line);
    gk_json_number(&d->json, "column", place.column);
    if (gknb_get_spot(d->report, span.start, &spot)) {
        if (spot.page) gk_json_number(&d->json, "page", spot.page);
        if (spot.table) gk_json_number(&d->json, "table", spot.table);
        if (spot.table) gk_json_number(&d->json, "row", spot.row);
        if (spot.table) gk_json_number(&d->json, "cell", spot.cell);
    }
    gk_json_close(&d->json, '}');
}

/* What the file was, when it was no plain UTF-8 text. */
static void json_source(json_document *d)
{
    const gknb_source *source = gknb_get_source(d->report);
    if (!source) return;
    gk_json_text(&d->json, "container", source->container);
    if (!source->encoding) return;
    gk_json_inline(&d->json, "encoding", '{');
    gk_json_text(&d->json, "name", source->encoding);
    gk_json_text(&d->json, "evidence", source->evidence);
    gk_json_close(&d->json, '}');
}

static void json_date(json_document *d, const char *key, gknb_date date)
{
    char text[] = "0000-00-00";
    int parts[] = {date.year / 100, date.year % 100, date.month, date.day};
    static const int at[] = {0, 2, 5, 8};
    for (int i = 0; i < 4; i++) {
        text[at[i]] = (char)('0' + parts[i] / 10 % 10);
        text[at[i] + 1] = (char)('0' + parts[i] % 10);
    }
    gk_json_text(&d->json, key, date.year ? text : NULL);
}

static void json_header(json_document *d)
{
    gknb_header h;
    gknb_get_header(d->report, &h);
    gk_json_text(&d->json, "form", h.form);
    gk_json_text(&d->json, "layout", h.layout);
    gk_json_text(&d->json, "title", h.title);
    gk_json_text(&d->json, "issuer", h.issuer);
    if (h.year) gk_json_number(&d->json, "year", h.year);
    else gk_json_null(&d->json, "year");
    if (h.from.year) {
        gk_json_inline(&d->json, "period", '{');
        json_date(d, "from", h.from);
        json_date(d, "to", h.to);
        gk_json_close(&d->json, '}');
    } else {
        gk_json_null(&d->json, "period");
    }
    json_date(d, "published", h.published);
}

static void json_sections(json_document *d)
{
    gk_json_open(&d->json, "sections", '[');
    for (size_t i = 0; i < gknb_section_count(d->report); i++) {
        gknb_section s;
        gknb_get_section(d->report, i, &s);
        gk_json_inline(&d->json, NULL, '{');
        gk_json_number(&d->json, "number", s.number);
        gk_json_text(&d->json, "title", s.title);
        json_span(d, "span", s.span);
        json_span(d, "body", s.body);
        gk_json_close(&d->json, '}');
    }
    gk_json_close(&d->json, ']');
}

/* The number of bytes up to and with the n-th dot that both begin with, on whole segments; `count` gets n. */
static size_t json_shared(const char *a, const char *b, int *count)
{
    size_t shared = 0;
    *count = 0;
    for (size_t i = 0; a[i] && a[i] == b[i]; i++) {
        if (a[i] != '.') continue;
        shared = i + 1;
        ++*count;
    }
    return shared;
}

/* The cells whose path begins with `table`, nested; null when the form has none. */
static void json_table(json_document *d, const char *table)
{
    size_t size = strlen(table);
    const char *before = "";
    int open = 0;
    for (size_t i = 0; i < gknb_cell_count(d->report); i++) {
        gknb_cell cell;
        const char *rest, *dot;
        int keep;
        gknb_get_cell(d->report, i, &cell);
        if (strncmp(cell.path, table, size) || cell.path[size] != '.') continue;
        rest = cell.path + json_shared(before, cell.path, &keep);
        while (open > keep) {
            gk_json_close(&d->json, '}');
            open--;
        }
        for (; (dot = strchr(rest, '.')); rest = dot + 1, open++) {
            char key[64] = "";
            size_t length = (size_t)(dot - rest) < sizeof key ? (size_t)(dot - rest) : sizeof key - 1;
            memcpy(key, rest, length);
            if (strchr(dot + 1, '.')) gk_json_open(&d->json, key, '{');
            else gk_json_inline(&d->json, key, '{');
        }
        if (cell.has_value) gk_json_decimal(&d->json, rest, cell.value);
        else gk_json_null(&d->json, rest);
        before = cell.path;
    }
    if (!open) gk_json_null(&d->json, table);
    while (open--) gk_json_close(&d->json, '}');
}

static void json_cell(json_document *d, size_t index)
{
    gknb_cell cell;
    gknb_get_cell(d->report, index, &cell);
    gk_json_inline(&d->json, NULL, '{');
    gk_json_text(&d->json, "path", cell.path);
    gk_json_text(&d->json, "state", gknb_state_name(cell.state));
    if (cell.has_value) gk_json_decimal(&d->json, "value", cell.value);
    else gk_json_null(&d->json, "value");
    if (cell.alternative_count) {
        gk_json_inline(&d->json, "alternatives", '[');
        for (size_t n = 0; n < cell.alternative_count; n++)
            gk_json_decimal(&d->json, NULL, gknb_get_alternative(d->report, index, n));
        gk_json_close(&d->json, ']');
    }
    if (cell.or_none) gk_json_bool(&d->json, "or_none", 1);
    if (cell.has_inferred) gk_json_decimal(&d->json, "inferred", cell.inferred);
    if (cell.state != GKNB_STATE_ABSENT) {
        size_t size;
        const uint8_t *raw = gknb_get_raw(d->report, index, &size);
        gk_json_bytes(&d->json, "raw", raw, size);
        json_span(d, "span", cell.span);
    }
    gk_json_close(&d->json, '}');
}

static void json_related(json_document *d, size_t finding, size_t n)
{
    char text[GK_OUT_MESSAGE];
    gknb_related related;
    gknb_cell cell;
    gknb_get_related(d->report, finding, n, &related);
    gk_json_inline(&d->json, NULL, '{');
    if (related.cell == (size_t)-1) {
        gk_json_null(&d->json, "path");
    } else {
        gknb_get_cell(d->report, related.cell, &cell);
        gk_json_text(&d->json, "path", cell.path);
    }
    json_span(d, "span", related.span);
    gknb_format_related(d->report, finding, n, d->out->lang, text, sizeof text);
    gk_json_text(&d->json, "message", text);
    gk_json_close(&d->json, '}');
}

static void json_fix(json_document *d, size_t index, const gknb_finding *f)
{
    char text[GK_OUT_MESSAGE];
    gknb_format_fix(d->report, index, d->out->lang, text, sizeof text);
    gk_json_inline(&d->json, NULL, '{');
    gk_json_text(&d->json, "description", text);
    gk_json_bool(&d->json, "safe", f->safe);
    gk_json_open(&d->json, "edits", '[');
    for (size_t n = 0; n < f->edit_count; n++) {
        gknb_edit edit;
        gknb_get_edit(d->report, index, n, &edit);
        gk_json_open(&d->json, NULL, '{');
        json_span(d, "span", edit.span);
        gk_json_text(&d->json, "text", edit.text);
        gk_json_close(&d->json, '}');
    }
    gk_json_close(&d->json, ']');
    gk_json_close(&d->json, '}');
}

static void json_finding(json_document *d, size_t index)
{
    char text[GK_OUT_MESSAGE];
    gknb_finding f;
    gknb_get_finding(d->report, index, &f);
    gknb_format_finding(d->report, index, d->out->lang, text, sizeof text);
    gk_json_open(&d->json, NULL, '{');
    gk_json_text(&d->json, "id", f.id);
    gk_json_text(&d->json, "level", gknb_level_name(f.level));
    gk_json_text(&d->json, "message", text);
    gk_json_inline(&d->json, "paths", '[');
    for (size_t n = 0; n < f.cell_count; n++) {
        gknb_cell cell;
        gknb_get_cell(d->report, gknb_get_finding_cell(d->report, index, n), &cell);
        gk_json_text(&d->json, NULL, cell.path);
    }
    gk_json_close(&d->json, ']');
    json_span(d, "span", f.span);
    gk_json_open(&d->json, "related", '[');
    for (size_t n = 0; n < f.related_count; n++) json_related(d, index, n);
    gk_json_close(&d->json, ']');
    gk_json_open(&d->json, "fixes", '[');
    if (f.edit_count) json_fix(d, index, &f);
    gk_json_close(&d->json, ']');
    gk_json_number(&d->json, "group", (int64_t)f.group);
    gk_json_close(&d->json, '}');
}

void gk_put_document(gk_out *out, const char *file, const gknb_report *report, int pretty)
{
    json_document d;
    memset(&d.json, 0, sizeof d.json);
    d.json.out = d.out = out;
    d.json.pretty = pretty;
    d.report = report;
    gk_mark_places(&d.places, report);
    gk_json_open(&d.json, NULL, '{');
    gk_json_text(&d.json, "gknb", GKNB_VERSION);
    gk_json_number(&d.json, "schema", GKNB_SCHEMA);
    gk_json_text(&d.json, "file", file);
    gk_json_text(&d.json, "verdict", gknb_verdict_name(gknb_get_verdict(report)));
    json_source(&d);
    json_header(&d);
    json_sections(&d);
    json_table(&d, "disclosure");
    json_table(&d, "requests");
    json_table(&d, "review_litigation");
    gk_json_open(&d.json, "cells", '[');
    for (size_t i = 0; i < gknb_cell_count(report); i++) json_cell(&d, i);
    gk_json_close(&d.json, ']');
    gk_json_open(&d.json, "findings", '[');
    for (size_t i = 0; i < gknb_finding_count(report); i++) json_finding(&d, i);
    gk_json_close(&d.json, ']');
    if (gknb_findings_hidden(report)) gk_json_number(&d.json, "findings_hidden", (int64_t)gknb_findings_hidden(report));
    gk_json_close(&d.json, '}');
    gk_put_text(out, "\n");
}

static void json_one(gk_out *out, const char *file, const gknb_report *report)
{
    gk_put_document(out, file, report, out->files == 1);
}

const gk_output gk_output_json = {.name = "json", .model = 1, .document = json_one};
