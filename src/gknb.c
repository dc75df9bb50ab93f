/* gknb.c: the pipeline, one call per arrow, and the public interface over what it made. */
#include "gknb.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "model/report.h"
#include "parse/items.h"
#include "parse/parse.h"
#include "rules/finding.h"
#include "rules/message.h"
#include "rules/rules.h"
#include "rules/years.h"

static void *gknb_default_allocate(void *user, size_t size)
{
    (void)user;
    return malloc(size);
}

static void gknb_default_release(void *user, void *memory, size_t size)
{
    (void)user;
    (void)size;
    free(memory);
}

static int gknb_form_index(const char *id)
{
    if (!id || !strcmp(id, "auto")) return -1;
    for (unsigned f = 0; f < gk_form_count; f++)
        if (!strcmp(gk_forms[f].id, id)) return (int)f;
    return -2;
}

static gknb_status gknb_run(gknb_report *report, int form)
{
    gknb_status status;
    uint32_t findings;
    int errors;
    gk_check_bytes(report);
    findings = report->findings;
    errors = report->errors;
    status = gk_parse(report, form);
    if (status != GKNB_OK) return status;
    if (report->unknown_form || !report->is_report) { /* what another form, or a page of links, looked like */
        report->findings = findings;
        report->errors = errors;
    }
    if (report->is_report && !report->unknown_form && gk_check_empty(report)) {
        gk_sort_findings(report);
        return report->no_memory ? GKNB_NO_MEMORY : GKNB_OK;
    }
    gk_check_header(report);
    if (!report->unknown_form) gk_check_frame(report);
    if (report->is_report && !report->unknown_form) {
        gk_check_cells(report);
        gk_check_changes(report);
        gk_check_equations(report);
        gk_check_body(report);
        gk_check_text(report);
        gk_check_reading(report);
        gk_group_findings(report);
    }
    gk_sort_findings(report);
    return report->no_memory ? GKNB_NO_MEMORY : GKNB_OK;
}

gknb_status gknb_parse(const void *bytes, size_t size, const gknb_options *options, gknb_report **out)
{
    static const gknb_allocator standard = {gknb_default_allocate, gknb_default_release, NULL};
    static const gknb_options defaults = {NULL, NULL, 0, NULL, 0, 0, NULL, 0};
    const gknb_options *o = options ? options : &defaults;
    const gknb_allocator *allocator = o->allocator ? o->allocator : &standard;
    size_t cap = o->max_size ? o->max_size : GK_DEFAULT_MAX_SIZE;
    int form = gknb_form_index(o->form);
    gknb_report *report;
    gknb_status status;
    if (!out || (!bytes && size) || form == -2 || (o->override_count && !o->overrides)) return GKNB_MISUSE;
    if (size > cap || size > GK_MAX_SIZE) return GKNB_TOO_LARGE;
    if (!o->source && strcmp(gknb_container(bytes, size), "text")) return GKNB_CONTAINER;
    report = (gknb_report *)allocator->allocate(allocator->user, sizeof *report);
    if (!report) return GKNB_NO_MEMORY;
    memset(report, 0, sizeof *report);
    report->allocator = *allocator;
    gk_arena_init(&report->arena, &report->allocator);
    report->bytes = size ? (const uint8_t *)bytes : (const uint8_t *)"";
    report->size = (uint32_t)size;
    report->source = o->source;
    report->strict = o->strict;
    report->same_body = o->same_body;
    report->overrides = o->overrides;
    report->override_count = o->override_count;
    status = gknb_run(report, form);
    if (status != GKNB_OK) {
        gknb_free(report);
        return status;
    }
    *out = report;
    return GKNB_OK;
}

gknb_status gknb_compare(gknb_report *report, const gknb_report *previous)
{
    if (!report || !previous) return GKNB_MISUSE;
    gk_reopen_findings(report);
    gk_check_years(report, previous);
    gk_sort_findings(report);
    return report->no_memory ? GKNB_NO_MEMORY : GKNB_OK;
}

void gknb_free(gknb_report *report)
{
    gknb_allocator allocator;
    if (!report) return;
    allocator = report->allocator;
    gk_arena_free(&report->arena);
    allocator.release(allocator.user, report, sizeof *report);
}

/* ---- names ---- */

const char *gknb_status_text(gknb_status status)
{
    static const char *const texts[] = {"ok", "no memory", "the document is larger than the cap",
                                        "the document is no plain text", "wrong use of the library"};
    return texts[status];
}

const char *gknb_level_name(gknb_level level)
{
    static const char *const names[] = {"off", "note", "warning", "error"};
    return names[level];
}

const char *gknb_verdict_name(gknb_verdict verdict)
{
    static const char *const names[] = {"conforms", "nonconforming", "unreadable"};
    return names[verdict];
}

const char *gknb_state_name(gknb_state state)
{
    static const char *const names[] = {"absent",         "given",   "split",     "moved",     "blank",
                                        "not_applicable", "missing", "ambiguous", "unreadable"};
    return names[state];
}

/* ---- places ---- */

const uint8_t *gknb_bytes(const gknb_report *report, size_t *size)
{
    const gknb_source *source = report->source;
    if (size) *size = source ? source->size : report->size;
    return source ? (const uint8_t *)source->bytes : report->bytes;
}

const gknb_source *gknb_get_source(const gknb_report *report) { return report->source; }

void gknb_locate(const gknb_report *report, uint32_t offset, gknb_place *place)
{
    size_t size;
    const uint8_t *bytes = gknb_bytes(report, &size), *newline;
    uint32_t line, start, column = 1;
    if (offset > size) offset = (uint32_t)size;
    line = place->line && place->line_start <= offset ? place->line : 1;
    start = line > 1 ? place->line_start : 0;
    while ((newline = (const uint8_t *)memchr(bytes + start, '\n', offset - start))) {
        start = (uint32_t)(newline - bytes) + 1;
        line++;
    }
    for (uint32_t i = start; i < offset; i++) column += (bytes[i] & 0xc0) != 0x80;
    place->offset = offset;
    place->line = line;
    place->line_start = start;
    place->column = column;
}

gknb_span gknb_span_document(const gknb_report *report, gknb_span span)
{
    const gknb_source *source = report->source;
    return source ? gk_map_span(source->runs, source->run_count, span) : span;
}

gknb_span gknb_span_given(const gknb_report *report, gknb_span span)
{
    const gknb_source *source = report->source;
    return source ? gk_map_span(source->given, source->given_count, span) : span;
}

int gknb_get_spot(const gknb_report *report, uint32_t offset, gknb_spot *spot)
{
    const gknb_source *source = report->source;
    size_t low = 0, high = source ? source->spot_count : 0;
    while (low < high) { /* the first spot behind it */
        size_t middle = low + (high - low) / 2;
        if (source->spots[middle].start <= offset) low = middle + 1;
        else high = middle;
    }
    if (!low) return 0;
    *spot = source->spots[low - 1];
    return spot->page || spot->table;
}

/* ---- the report ---- */

gknb_verdict gknb_get_verdict(const gknb_report *report)
{
    if (!report->is_report) return GKNB_VERDICT_UNREADABLE;
    return report->errors ? GKNB_VERDICT_NONCONFORMING : GKNB_VERDICT_CONFORMS;
}

/* The form in force for the year reported on, or NULL. */
static const char *gknb_form_of_year(int year)
{
    for (unsigned f = 0; f < gk_form_count && year; f++)
        if (year >= gk_forms[f].since && (!gk_forms[f].until || year <= gk_forms[f].until)) return gk_forms[f].id;
    return NULL;
}

void gknb_get_header(const gknb_report *report, gknb_header *header)
{
    static const char *const layouts[GK_LAYOUTS] = {NULL,          "cells",    "lines", "pipes",  "pipe-lines",
                                                    "bar-between", "markdown", "tabs",  "spaces", "glued"};
    *header = report->header;
    if (report->unknown_form) header->form = NULL;
    else header->form = report->seen_count ? report->form->id : gknb_form_of_year(header->year);
    header->layout = report->seen_count ? layouts[report->layout] : NULL;
    header->title_span = gknb_span_document(report, header->title_span);
    header->year_span = gknb_span_document(report, header->year_span);
    header->period_span = gknb_span_document(report, header->period_span);
    header->published_span = gknb_span_document(report, header->published_span);
}

size_t gknb_section_count(const gknb_report *report) { return report->sections; }

void gknb_get_section(const gknb_report *report, size_t index, gknb_section *section)
{
    const gk_section *s = &report->section[index];
    section->number = s->number;
    section->title = s->title;
    section->span = gknb_span_document(report, s->span);
    section->body = gknb_span_document(report, s->body);
}

/* ---- cells ---- */

size_t gknb_cell_count(const gknb_report *report)
{
    return report->is_report && !report->unknown_form ? report->form->field_count : 0;
}

void gknb_get_cell(const gknb_report *report, size_t index, gknb_cell *cell)
{
    const gk_cell *c = &report->cell[index];
    const gk_field *field = &gk_fields[report->form->first_field + index];
    const gk_row *row = &gk_rows[field->row];
    cell->path = field->path;
    cell->row_path = row->path;
    cell->row_label = gk_label_text(report->form, row->shown);
    cell->row_name = row->name;
    cell->column_label = gk_label_text(report->form, gk_columns[field->column].label);
    cell->column_name = gk_columns[field->column].name;
    cell->state = (gknb_state)c->state;
    cell->has_value = c->has_value;
    cell->value = c->value;
    cell->span = gknb_span_document(report, c->span);
    cell->has_inferred = c->has_inferred;
    cell->inferred = c->inferred;
    cell->alternative_count = c->alternatives;
    cell->or_none = c->or_none;
}

const uint8_t *gknb_get_raw(const gknb_report *report, size_t index, size_t *size)
{
    gknb_span span = report->cell[index].span;
    *size = span.end - span.start;
    return report->bytes + span.start;
}

gknb_decimal gknb_get_alternative(const gknb_report *report, size_t index, size_t n)
{
    return report->cell[index].alternative[n];
}

size_t gknb_find_cell(const gknb_report *report, const char *path)
{
    for (size_t i = 0; i < gknb_cell_count(report); i++)
        if (!strcmp(gk_fields[report->form->first_field + i].path, path)) return i;
    return (size_t)-1;
}

size_t gknb_box_count(const gknb_report *report)
{
    size_t count = 0;
    for (unsigned i = 0; gknb_cell_count(report) && i < gk_box_count; i++)
        count += gk_boxes[i].form == report->form_index;
    return count;
}

void gknb_get_box(const gknb_report *report, size_t index, gknb_box *box)
{
    const gk_box *b = gk_boxes;
    while (b->form != report->form_index) b++; /* the boxes of a form stand together */
    b += index;
    box->table_zh = gk_tables[b->table].zh;
    box->table_en = gk_tables[b->table].en;
    box->label = b->label ? gk_label_text(report->form, b->label) : NULL;
    box->cell = b->label ? (size_t)-1 : b->field;
    box->columns = b->columns;
    box->rows = b->rows;
    box->first = b->first;
}

/* ---- findings ---- */

size_t gknb_finding_count(const gknb_report *report) { return report->findings; }

size_t gknb_findings_hidden(const gknb_report *report) { return report->hidden; }

void gknb_get_finding(const gknb_report *report, size_t index, gknb_finding *finding)
{
    const gk_finding *f = &report->finding[index];
    finding->id = gk_rules[f->rule].public_part.id;
    finding->level = (gknb_level)f->level;
    finding->span = gknb_span_document(report, f->span);
    finding->cell_count = f->cells;
    finding->related_count = f->related;
    finding->group = f->group;
    finding->edit_count = f->edits;
    finding->safe = f->edits && !f->unsafe;
}

size_t gknb_get_finding_cell(const gknb_report *report, size_t index, size_t n)
{
    return report->finding[index].cell[n];
}

void gknb_get_related(const gknb_report *report, size_t index, size_t n, gknb_related *related)
{
    *related = report->finding[index].other[n];
    related->span = gknb_span_document(report, related->span);
}

size_t gknb_format_finding(const gknb_report *report, size_t index, gknb_lang lang, char *out, size_t room)
{
    const gk_finding *f = &report->finding[index];
    gk_message m = {report, lang, out, room, 0};
    gk_message_template(&m, lang == GKNB_LANG_ZH ? gk_rules[f->rule].zh : gk_rules[f->rule].en, f);
    return gk_message_end(&m);
}

size_t gknb_format_related(const gknb_report *report, size_t index, size_t n, gknb_lang lang, char *out, size_t room)
{
    const gk_finding *f = &report->finding[index];
    const gknb_related *r = &f->other[n];
    const char *see = lang == GKNB_LANG_ZH ? gk_rules[f->rule].see_zh : gk_rules[f->rule].see_en;
    gk_message m = {report, lang, out, room, 0};
    if (r->cell != (size_t)-1) gk_message_cell(&m, r->cell);
    else if (see) gk_message_word(&m, see);
    return gk_message_end(&m);
}

void gknb_get_edit(const gknb_report *report, size_t index, size_t n, gknb_edit *edit)
{
    *edit = report->finding[index].edit[n];
    edit->span = gknb_span_document(report, edit->span);
}

size_t gknb_format_fix(const gknb_report *report, size_t index, gknb_lang lang, char *out, size_t room)
{
    gk_message m = {report, lang, out, room, 0};
    gk_message_fix(&m, &report->finding[index]);
    return gk_message_end(&m);
}

/* ---- the rule book ---- */

size_t gknb_form_count(void) { return gk_form_count; }
const char *gknb_form_id(size_t index) { return index < gk_form_count ? gk_forms[index].id : NULL; }

void gknb_get_form(size_t index, gknb_form *form)
{
    const gk_form *of = &gk_forms[index];
    memset(form, 0, sizeof *form);
    form->id = of->id;
    form->source = of->source;
    form->since = of->since;
    form->until = of->until;
    form->rows = of->row_count;
    form->numbers = of->field_count;
    for (unsigned i = 0; i < GK_RULES; i++) form->rules += strstr(gk_rules[i].public_part.forms, of->id) != NULL;
}

size_t gknb_rule_count(void) { return GK_RULES; }

void gknb_get_rule(size_t index, gknb_rule *rule) { *rule = gk_rules[index].public_part; }

size_t gknb_find_rule(const char *id)
{
    for (size_t i = 0; i < GK_RULES; i++)
        if (!strcmp(gk_rules[i].public_part.id, id) || !strcmp(gk_rules[i].public_part.name, id)) return i;
    return (size_t)-1;
}
