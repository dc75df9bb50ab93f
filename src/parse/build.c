/* build.c: the grammar's actions: cells, sections, heads and groups of the report under way. */
#include "build.h"

#include <string.h>

#include "../../gen/parser.h"
#include "../base/decimal.h"
#include "../lex/fold.h"
#include "../rules/finding.h"
#include "fields.h"

void gk_marks_add(gknb_report *report, gk_marks *marks, gk_mark mark)
{
    if (marks->count == marks->room) {
        uint32_t room = marks->room ? marks->room * 2 : 64;
        gk_mark *grown = (gk_mark *)gk_arena_take(&report->arena, room * sizeof *grown);
        if (!grown) {
            report->no_memory = 1;
            return;
        }
        if (marks->count) memcpy(grown, marks->mark, marks->count * sizeof *grown);
        marks->mark = grown;
        marks->room = room;
    }
    marks->mark[marks->count++] = mark;
}

char *gk_squeeze(gknb_report *report, gknb_span span)
{
    char *text = (char *)gk_arena_take(&report->arena, (size_t)(span.end - span.start) + 1);
    const uint8_t *p = report->bytes + span.start, *end = report->bytes + span.end;
    size_t n = 0;
    if (!text) {
        report->no_memory = 1;
        return NULL;
    }
    while (p < end) {
        uint8_t size;
        uint16_t ch = gk_fold(p, end, &size);
        if (ch != GK_FOLD_BLANK) {
            memcpy(text + n, p, size);
            n += size;
        }
        p += size;
    }
    text[n] = 0;
    return text;
}

static gk_mark build_mark(const gk_build *build, uint32_t item)
{
    const gknb_report *report = build->report;
    gk_mark mark = {gk_item_span(build->items, item), 0, 0};
    mark.label = (uint16_t)build->items->terminal[item];
    if (report->sections) mark.section = report->section[report->sections - 1].number;
    return mark;
}

/* The label stands there as itself, and no repair put it there. */
static int build_stands(const gk_build *build, uint32_t item, gk_mark mark)
{
    uint32_t ref = build->items->item[item];
    return !(ref & GK_ITEM_EMPTY) && gk_token_kind(build->items->tokens, ref) == GK_KIND_LABEL + mark.label;
}

/* Keeps a label for its wording, when it stands there as a label at all: a repair may have put it in. */
static void build_wording(gk_build *build, uint32_t item, gk_mark mark)
{
    if (build_stands(build, item, mark)) gk_marks_add(build->report, &build->report->labels, mark);
}

/* A heading of the first section behind the tables of another report. */
static int build_is_second(const gknb_report *report, unsigned number)
{
    int last = 0;
    if (number != 1 || !report->seen_count) return 0;
    for (uint32_t i = 0; i < report->sections; i++) last |= report->section[i].number > number + 3;
    return last;
}

void gk_build_section(gk_build *build, uint32_t item)
{
    gknb_report *report = build->report;
    gk_mark mark = build_mark(build, item);
    gk_section *made;
    gknb_span words = mark.span;
    if (report->second_report) return;
    if (report->sections) report->section[report->sections - 1].body.end = mark.span.start;
    if (build_is_second(report, gk_labels[mark.label].section)) {
        report->second_report = mark.span.start;
        return;
    }
    if (report->sections == GK_MAX_SECTIONS) return;
    made = &report->section[report->sections++];
    memset(made, 0, sizeof *made);
    made->number = gk_labels[mark.label].section;
    made->ordinal = gk_read_ordinal(report->bytes, &words);
    made->repaired = (uint8_t)!build_stands(build, item, mark);
    made->span = mark.span;
    made->body.start = mark.span.end;
    made->body.end = report->size;
    made->title = gk_squeeze(report, words);
}

void gk_build_head(gk_build *build, uint32_t item)
{
    gk_mark mark = build_mark(build, item);
    if (build->report->second_report) return;
    gk_marks_add(build->report, &build->report->heads, mark);
    build_wording(build, item, mark);
}

void gk_build_group(gk_build *build, uint32_t item)
{
    gk_mark mark = build_mark(build, item);
    if (build->report->second_report) return;
    gk_marks_add(build->report, &build->report->groups, mark);
    build_wording(build, item, mark);
}

/* The first row of a table begins its record: the heads behind the last table are its own. */
void gk_build_table(gk_build *build, uint32_t item)
{
    gknb_report *report = build->report;
    gk_mark mark = build_mark(build, item);
    unsigned table = gk_rows[build->form->after[mark.label].row].table;
    gk_table_seen *last = report->seen_count ? &report->seen[report->seen_count - 1] : NULL;
    gk_table_seen *made;
    if (last && last->table == table) {
        last->groups = report->groups.count - last->first_group;
        return;
    }
    if (!report->seen || report->seen_count == report->seen_room) {
        uint32_t room = report->seen_room ? report->seen_room * 2 : 8;
        gk_table_seen *grown = (gk_table_seen *)gk_arena_take(&report->arena, room * sizeof *grown);
        if (!grown) {
            report->no_memory = 1;
            return;
        }
        if (last) memcpy(grown, report->seen, report->seen_count * sizeof *grown);
        report->seen = grown;
        report->seen_room = room;
        last = report->seen_count ? &report->seen[report->seen_count - 1] : NULL;
    }
    made = &report->seen[report->seen_count++];
    made->table = (uint16_t)table;
    made->section = mark.section;
    made->first_head = last ? last->first_head + last->heads : 0;
    made->heads = report->heads.count - made->first_head;
    made->first_group = last ? last->first_group + last->groups : 0;
    made->groups = report->groups.count - made->first_group;
    made->span = mark.span;
}

/* A row that was read already: the first reading stands, and other numbers are said. */
static void build_again(gk_build *build, gk_mark mark, unsigned field, uint32_t first_cell, unsigned cells)
{
    gknb_report *report = build->report;
    gknb_span first = report->cell[field].span;
    int same = 1;
    for (unsigned i = 0; i < cells; i++) {
        gk_cell was = report->cell[field + i], *now = &report->cell[field + i];
        gknb_decimal difference;
        memset(now, 0, sizeof *now);
        gk_read_cell(report, field + i, build->items, first_cell + i, now);
        same = same && now->state == was.state;
        same =
            same && (!was.has_value || (gk_subtract_decimal(now->value, was.value, &difference) && !difference.digits));
        *now = was;
    }
    if (!same) {
        gk_finding *finding = gk_find(report, GK_RULE_ROW_DOUBLED, mark.span);
        const gk_table *table = &gk_tables[gk_rows[build->form->after[mark.label].row].table];
        if (gk_names_row(build->form, mark.label)) gk_say_label(report, finding, mark.label);
        else gk_say_names(report, finding, table->zh, table->en);
        gk_add_related(report, finding, first, (size_t)-1);
    }
}

/* A number more than the row has cells: where prose may follow the row the grammar would take it for a word. */
static int build_is_long(const gk_build *build, uint32_t behind)
{
    int terminal = behind < build->items->count ? build->items->terminal[behind] : 0;
    return !build->resolved && (terminal == T_NUMBER || terminal == T_NA);
}

void gk_build_row(gk_build *build, uint32_t label, uint32_t first_cell, unsigned cells)
{
    gknb_report *report = build->report;
    gk_mark mark = build_mark(build, label);
    unsigned row = build->form->after[mark.label].row;
    unsigned field = (unsigned)gk_rows[row].first_field - build->form->first_field;
    if (report->second_report) return;
    if (build_is_long(build, first_cell + cells)) {
        gk_build_fault(build, T_NUMBER, first_cell + cells);
        return;
    }
    gk_build_table(build, label);
    if (gk_names_row(build->form, mark.label)) build_wording(build, label, mark);
    if (build->resolved) return;
    if (report->cell[field].state != GKNB_STATE_ABSENT) {
        build_again(build, mark, field, first_cell, cells);
        return;
    }
    for (unsigned i = 0; i < cells; i++)
        gk_read_cell(report, field + i, build->items, first_cell + i, &report->cell[field + i]);
}

void gk_build_text(gk_build *build, uint32_t item)
{
    unsigned terminal = build->items->terminal[item];
    if (!build->report->second_report && terminal < GK_LABELS && build->form->after[terminal].cells &&
        item + 1 < build->items->count && gk_is_cell(build->items->terminal[item + 1]))
        build->loose = 1;
}

void gk_build_fault(gk_build *build, int terminal, uint32_t item)
{
    (void)terminal;
    build->fault = 1;
    build->fault_item = item;
}
