/* finding.c: see finding.h. */
#include "finding.h"

#include <string.h>

#include "../base/decimal.h"
#include "../base/map.h"

static gknb_level finding_level(const gknb_report *report, const gknb_rule *rule)
{
    for (size_t i = report->override_count; i-- > 0;) {
        const gknb_override *o = &report->overrides[i];
        if (!strcmp(o->id, rule->id) || !strcmp(o->id, rule->name)) return o->level;
    }
    return rule->level;
}

gk_finding *gk_find(gknb_report *report, unsigned rule, gknb_span span)
{
    gknb_level level = finding_level(report, &gk_rules[rule].public_part);
    gk_finding *made;
    if (level == GKNB_LEVEL_OFF || report->no_memory) return NULL;
    report->errors += level == GKNB_LEVEL_ERROR;
    if (report->findings == GK_MAX_FINDINGS) {
        report->hidden++;
        return NULL;
    }
    if (report->findings == report->finding_room) {
        uint32_t room = report->finding_room ? report->finding_room * 2 : 16;
        gk_finding *grown = (gk_finding *)gk_arena_take_raw(&report->arena, room * sizeof *grown);
        if (!grown) {
            report->no_memory = 1;
            return NULL;
        }
        if (report->findings) memcpy(grown, report->finding, report->findings * sizeof *grown);
        report->finding = grown;
        report->finding_room = room;
    }
    made = &report->finding[report->findings];
    memset(made, 0, sizeof *made);
    made->rule = (uint16_t)rule;
    made->level = (uint8_t)level;
    made->span = span;
    made->place = span.start;
    made->serial = made->group = report->findings++;
    return made;
}

static gk_arg *finding_arg(gknb_report *report, gk_finding *finding, gk_arg_type type)
{
    gk_arg *arg;
    if (!finding) return NULL;
    if (!finding->arg) {
        finding->arg = (gk_arg *)gk_arena_take(&report->arena, GK_MAX_ARGS * sizeof *finding->arg);
        if (!finding->arg) {
            report->no_memory = 1;
            return NULL;
        }
    }
    if (finding->args == GK_MAX_ARGS) return NULL;
    arg = &finding->arg[finding->args++];
    arg->type = type;
    return arg;
}

void gk_say_names(gknb_report *report, gk_finding *finding, const char *zh, const char *en)
{
    gk_arg *arg = finding_arg(report, finding, GK_ARG_TEXT);
    if (!arg) return;
    arg->as.text.zh = zh;
    arg->as.text.en = en;
}

void gk_say_word(gknb_report *report, gk_finding *finding, unsigned word)
{
    gk_say_names(report, finding, gk_words[word][0], gk_words[word][1]);
}

void gk_say_number(gknb_report *report, gk_finding *finding, int64_t number)
{
    gk_arg *arg = finding_arg(report, finding, GK_ARG_NUMBER);
    if (arg) arg->as.number = number;
}

void gk_say_decimal(gknb_report *report, gk_finding *finding, gknb_decimal number)
{
    gk_arg *arg = finding_arg(report, finding, GK_ARG_DECIMAL);
    if (arg) arg->as.decimal = number;
}

void gk_say_span(gknb_report *report, gk_finding *finding, gknb_span span)
{
    gk_arg *arg = finding_arg(report, finding, GK_ARG_SPAN);
    if (arg) arg->as.span = span;
}

void gk_say_quoted(gknb_report *report, gk_finding *finding, gknb_span span)
{
    gk_arg *arg = finding_arg(report, finding, GK_ARG_QUOTED);
    if (arg) arg->as.span = span;
}

void gk_say_date(gknb_report *report, gk_finding *finding, gknb_date date)
{
    gk_arg *arg = finding_arg(report, finding, GK_ARG_DATE);
    if (arg) arg->as.date = date;
}

void gk_say_label(gknb_report *report, gk_finding *finding, unsigned label)
{
    const char *text = gk_label_text(report->form, label);
    gk_say_names(report, finding, text, text);
}

void gk_say_labels(gknb_report *report, gk_finding *finding, const uint16_t *labels, unsigned count)
{
    gk_arg *arg = finding_arg(report, finding, GK_ARG_LABELS);
    uint16_t *kept;
    if (!arg) return;
    kept = (uint16_t *)gk_arena_take(&report->arena, count * sizeof *kept);
    if (!kept) {
        report->no_memory = 1;
        return;
    }
    memcpy(kept, labels, count * sizeof *kept);
    arg->as.labels.label = kept;
    arg->as.labels.count = count;
}

void gk_say_table(gknb_report *report, gk_finding *finding, unsigned table)
{
    gk_say_names(report, finding, gk_tables[table].zh, gk_tables[table].en);
    if (finding) finding->table = (uint8_t)(table + 1);
}

void gk_say_sum(gknb_report *report, gk_finding *finding, unsigned first_term, unsigned count)
{
    gk_arg *arg = finding_arg(report, finding, GK_ARG_SUM);
    if (!arg) return;
    arg->as.sum.first = (uint16_t)first_term;
    arg->as.sum.count = (uint16_t)count;
}

/* Room for one more in a list that doubles from 8. */
static void *finding_grow(gknb_report *report, const void *list, unsigned count, size_t size)
{
    void *grown;
    if (count >= 8 ? (count & (count - 1)) != 0 : count != 0) return NULL;
    grown = gk_arena_take_raw(&report->arena, (count ? count * 2 : 8) * size);
    if (!grown) report->no_memory = 1;
    else if (count) memcpy(grown, list, count * size);
    return grown;
}

void gk_add_cell(gknb_report *report, gk_finding *finding, size_t cell)
{
    void *grown;
    if (!finding) return;
    grown = finding_grow(report, finding->cell, finding->cells, sizeof *finding->cell);
    if (grown) finding->cell = (uint16_t *)grown;
    if (report->no_memory) return;
    finding->cell[finding->cells++] = (uint16_t)cell;
}

void gk_add_related(gknb_report *report, gk_finding *finding, gknb_span span, size_t cell)
{
    void *grown;
    if (!finding || finding->related == GK_MAX_RELATED) return;
    grown = finding_grow(report, finding->other, finding->related, sizeof *finding->other);
    if (grown) finding->other = (gknb_related *)grown;
    if (report->no_memory) return;
    finding->other[finding->related].span = span;
    finding->other[finding->related++].cell = cell;
}

/* An edit in what is layout would change more than its words. */
static int finding_is_layout(const gknb_report *report, gknb_span span)
{
    const gknb_source *source = report->source;
    const uint8_t *bytes = source ? (const uint8_t *)source->bytes : report->bytes;
    if (source) span = gk_map_span(source->runs, source->run_count, span);
    for (uint32_t i = span.start; i < span.end; i++)
        if (bytes[i] < ' ' || strchr("|<>&", bytes[i])) return 1;
    return 0;
}

static int finding_is_figure(char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; }

/* A text that begins or ends in figures, put behind or before figures, would make another number of them. */
static int finding_joins_before(const gknb_report *report, gknb_span span, const char *text)
{
    return span.start && finding_is_figure((char)report->bytes[span.start - 1]) && finding_is_figure(*text);
}

static int finding_joins_behind(const gknb_report *report, gknb_span span, const char *text, size_t size)
{
    return size && span.end < report->size && finding_is_figure((char)report->bytes[span.end]) &&
           finding_is_figure(text[size - 1]);
}

/* A label begins there: with its ordinal, where a figure does. */
static int finding_is_label(const gknb_report *report, uint32_t offset)
{
    uint32_t low = 0, high = report->tokens.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (gk_token_start(&report->tokens, middle) < offset) low = middle + 1;
        else high = middle;
    }
    return low < report->tokens.count && gk_token_start(&report->tokens, low) == offset &&
           gk_token_kind(&report->tokens, low) >= GK_KIND_LABEL;
}

void gk_add_edit(gknb_report *report, gk_finding *finding, gknb_span span, const char *text, int safe)
{
    void *grown;
    char *kept;
    unsigned at;
    size_t size = strlen(text);
    int apart = finding_joins_behind(report, span, text, size); /* only a blank keeps a label's ordinal off */
    if (!finding || finding_is_layout(report, span) || finding_joins_before(report, span, text)) return;
    if (apart && !finding_is_label(report, span.end)) return;
    grown = finding_grow(report, finding->edit, finding->edits, sizeof *finding->edit);
    if (grown) finding->edit = (gknb_edit *)grown;
    kept = report->no_memory ? NULL : (char *)gk_arena_take(&report->arena, size + 2);
    if (!kept) {
        report->no_memory = 1;
        return;
    }
    memcpy(kept, text, size + 1);
    if (apart) kept[size] = ' '; /* and the block is zeroed */
    for (at = finding->edits++; at > 0 && finding->edit[at - 1].span.start > span.start; at--)
        finding->edit[at] = finding->edit[at - 1]; /* in the order of the document */
    finding->edit[at].span = span;
    finding->edit[at].text = kept;
    finding->unsafe |= !safe;
}

void gk_add_number_edit(gknb_report *report, gk_finding *finding, gknb_span span, gknb_decimal value, int safe)
{
    char text[40];
    gknb_format_decimal(value, text);
    gk_add_edit(report, finding, span, text, safe);
}

void gk_follow(gknb_report *report, uint32_t finding, uint32_t cause)
{
    uint32_t from = report->finding[finding].group, to = report->finding[cause].group;
    if (from == to) return;
    for (uint32_t i = 0; i < report->findings; i++) {
        if (report->finding[i].group != from) continue;
        report->finding[i].group = to;
        report->finding[i].place = report->finding[to].span.start;
    }
}

static int finding_before(const gk_finding *a, const gk_finding *b)
{
    int last_a = a->rule == GK_RULE_NOT_READ, last_b = b->rule == GK_RULE_NOT_READ;
    if (last_a != last_b) return last_b;
    if (a->place != b->place) return a->place < b->place;
    if (a->group != b->group) return a->group < b->group;
    if ((a->serial == a->group) != (b->serial == b->group)) return a->serial == a->group;
    if (a->span.start != b->span.start) return a->span.start < b->span.start;
    return a->serial < b->serial;
}

void gk_reopen_findings(gknb_report *report)
{
    for (uint32_t i = 0; i < report->findings; i++)
        report->finding[i].group = report->finding[report->finding[i].group].serial;
}

/* Shell sort: in place, no recursion, at most GK_MAX_FINDINGS. */
void gk_sort_findings(gknb_report *report)
{
    for (uint32_t gap = report->findings / 2; gap > 0; gap /= 2) {
        for (uint32_t i = gap; i < report->findings; i++) {
            gk_finding moved = report->finding[i];
            uint32_t k = i;
            for (; k >= gap && finding_before(&moved, &report->finding[k - gap]); k -= gap)
                report->finding[k] = report->finding[k - gap];
            report->finding[k] = moved;
        }
    }
    for (uint32_t i = 0, cause = 0; i < report->findings; i++) {
        if (report->finding[i].serial == report->finding[i].group) cause = i;
        report->finding[i].group = cause;
    }
}
