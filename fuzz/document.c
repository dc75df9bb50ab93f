/* document.c: see generate.h. The figures of a report, and the grid they stand in: heads, groups and rows with the
 * spans of the printed form, all from the tables of gen/. */
#include <string.h>

#include "generate.h"

/* ---- figures ---- */

static int64_t document_figure(fuzz_choice *choice, unsigned density)
{
    static const uint32_t below[] = {9, 9, 99, 999, 9999};
    if (fuzz_pick(choice, 100) >= density) return 0;
    return 1 + (int64_t)fuzz_pick(choice, below[fuzz_pick(choice, 5)]);
}

void fuzz_figures(fuzz_choice *choice, fuzz_document *document, unsigned form, unsigned density)
{
    memset(&document->truth, 0, sizeof document->truth);
    document->form = &gk_forms[form];
    for (unsigned i = 0; i < document->form->field_count; i++) {
        const gk_field *field = &gk_fields[document->form->first_field + i];
        gknb_decimal *value = &document->truth.value[i];
        value->digits = document_figure(choice, density);
        if (gk_is_money(field) && value->digits && fuzz_pick(choice, 2)) {
            value->scale = (uint8_t)(1 + fuzz_pick(choice, 6));
            value->digits = value->digits * 10 + 1 + fuzz_pick(choice, 9);
        }
    }
    fuzz_balance(document);
}

static int64_t document_sum(const fuzz_document *document, unsigned first, unsigned count)
{
    int64_t sum = 0;
    for (unsigned i = first; i < first + count; i++) sum += document->truth.value[gk_terms[i] & ~GK_TERM_ADDEND].digits;
    return sum;
}

/* The first term of the left side, by the others. What would be below 0 takes what was subtracted away. */
static int document_solve(fuzz_document *document, const gk_equation *e)
{
    int64_t right = document_sum(document, e->first_term + e->left, e->right);
    int64_t rest = document_sum(document, e->first_term + 1u, e->left - 1u);
    gknb_decimal *value = &document->truth.value[gk_terms[e->first_term] & ~GK_TERM_ADDEND];
    int changed;
    if (right < rest) {
        for (unsigned i = 1; i < e->left; i++)
            document->truth.value[gk_terms[e->first_term + i] & ~GK_TERM_ADDEND].digits = 0;
        rest = 0;
    }
    changed = value->digits != right - rest;
    value->digits = right - rest;
    return changed;
}

int fuzz_balance(fuzz_document *document)
{
    for (int pass = 0; pass < 8; pass++) {
        int changed = 0;
        for (unsigned i = 0; i < gk_equation_count; i++)
            if (&gk_forms[gk_equations[i].form] == document->form)
                changed |= document_solve(document, &gk_equations[i]);
        if (!changed) return 1;
    }
    return 0;
}

/* ---- the grid ---- */

size_t fuzz_char(char lead)
{
    uint8_t b = (uint8_t)lead;
    return b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
}

void fuzz_set_text(fuzz_document *document, fuzz_slot *slot, const char *text, size_t size)
{
    if (document->text_size + size > FUZZ_TEXTS) size = FUZZ_TEXTS - document->text_size;
    memmove(document->text + document->text_size, text, size);
    slot->text = (uint16_t)document->text_size;
    slot->size = (uint16_t)size;
    document->text_size += (unsigned)size;
}

fuzz_line *fuzz_add_line(fuzz_document *document, unsigned at, fuzz_line_kind kind, unsigned table)
{
    fuzz_line *line = &document->line[at];
    if (document->lines == FUZZ_LINES) return NULL;
    memmove(line + 1, line, (document->lines - at) * sizeof *line);
    document->lines++;
    memset(line, 0, sizeof *line);
    line->kind = (uint8_t)kind;
    line->table = (uint8_t)table;
    return line;
}

fuzz_slot *fuzz_add_slot(fuzz_line *line, unsigned at, fuzz_slot_kind kind)
{
    fuzz_slot *slot = &line->slot[at];
    if (line->count == FUZZ_SLOTS) return NULL;
    memmove(slot + 1, slot, (line->count - at) * sizeof *slot);
    line->count++;
    memset(slot, 0, sizeof *slot);
    slot->kind = (uint8_t)kind;
    slot->field = -1;
    return slot;
}

void fuzz_drop_line(fuzz_document *document, unsigned at)
{
    document->lines--;
    memmove(&document->line[at], &document->line[at + 1], (document->lines - at) * sizeof *document->line);
}

void fuzz_drop_slot(fuzz_line *line, unsigned at)
{
    line->count--;
    memmove(&line->slot[at], &line->slot[at + 1], (size_t)(line->count - at) * sizeof *line->slot);
}

static fuzz_line *document_line(fuzz_document *document, fuzz_line_kind kind, unsigned table)
{
    return fuzz_add_line(document, document->lines, kind, table);
}

static void document_covered(fuzz_line *line, unsigned count)
{
    while (count--) fuzz_add_slot(line, line->count, FUZZ_COVERED);
}

static void document_label(fuzz_document *document, fuzz_line *line, unsigned label)
{
    fuzz_slot *slot = fuzz_add_slot(line, line->count, FUZZ_LABEL);
    const char *text = gk_label_text(document->form, label);
    slot->label = (uint16_t)label;
    fuzz_set_text(document, slot, text, strlen(text));
}

static void document_numbers(fuzz_document *document, fuzz_line *line, const gk_row *row)
{
    for (unsigned c = 0; c < row->columns; c++) {
        unsigned field = (unsigned)row->first_field - document->form->first_field + c;
        fuzz_slot *slot = fuzz_add_slot(line, line->count, FUZZ_NUMBER);
        char text[40];
        slot->field = (int16_t)field;
        fuzz_set_text(document, slot, text, gknb_format_decimal(document->truth.value[field], text));
    }
}

static unsigned document_find(const char *id)
{
    for (unsigned i = 1; i < gk_label_count; i++)
        if (!strcmp(gk_labels[i].id, id)) return i;
    return 0;
}

/* The blocks of table two: the row each begins with, its head. */
static const char *const BLOCKS[][2] = {{"disclosure.regulations", "ARTICLE_1"},
                                        {"disclosure.licensing", "ARTICLE_5"},
                                        {"disclosure.penalties", "ARTICLE_6"},
                                        {"disclosure.fees", "ARTICLE_8"},
                                        {"disclosure.procurement", "ARTICLE_9"}};

/* Table two: blocks of rows, each under its article and the heads of its columns. */
static void document_blocks(fuzz_document *document, unsigned table, unsigned first, unsigned end)
{
    unsigned widest = 0;
    for (unsigned r = first; r < end; r++)
        if (gk_rows[r].columns > widest) widest = gk_rows[r].columns;
    for (unsigned r = first; r < end; r++) {
        const gk_row *row = &gk_rows[r];
        fuzz_line *line;
        for (size_t b = 0; b < sizeof BLOCKS / sizeof *BLOCKS; b++) {
            if (strcmp(BLOCKS[b][0], row->path)) continue;
            line = document_line(document, FUZZ_HEADS, table + 1);
            document_label(document, line, document_find(BLOCKS[b][1]));
            document_covered(line, widest);
            line = document_line(document, FUZZ_HEADS, table + 1);
            document_label(document, line, document_find("CONTENT"));
            for (unsigned c = 0; c < row->columns; c++)
                document_label(document, line, gk_columns[gk_fields[row->first_field + c].column].label);
            document_covered(line, widest - row->columns);
        }
        line = document_line(document, FUZZ_ROW, table + 1);
        document_label(document, line, row->label);
        document_numbers(document, line, row);
        document_covered(line, widest - row->columns);
    }
}

/* Groups of columns under heads, in lines that go from left to right; then the numbers. `row` is the first of
 * `groups` rows with the same columns: one row of seven under each other, or three groups of five in one line. */
static void document_heads(fuzz_document *document, unsigned table, unsigned row, unsigned groups, unsigned margin)
{
    const gk_table *t = &gk_tables[table];
    unsigned columns = gk_rows[row].columns, width = groups * columns, used[64] = {0};
    fuzz_line *line = NULL;
    unsigned at = width;
    for (unsigned h = 0; h < t->head_count; h++) {
        unsigned place = width, label = t->heads[h];
        for (unsigned g = 0; g < groups; g++) {
            if (groups > 1 && gk_rows[row + g].shown == label) place = g * columns;
            for (unsigned c = 0; c < columns && place == width; c++)
                if (gk_columns[gk_fields[gk_rows[row].first_field + c].column].label == label &&
                    !used[g * columns + c]) {
                    place = g * columns + c;
                    used[place] = 1;
                }
        }
        if (place == width) place = h && line && at < width ? (groups > 1 ? columns : at) : 0;
        if (h == 0 && margin) {
            line = document_line(document, FUZZ_HEADS, table + 1);
            document_label(document, line, label);
            document_covered(line, margin - 1);
            at = 0;
            continue;
        }
        if (!line || place < at) {
            if (line) document_covered(line, width - at);
            line = document_line(document, FUZZ_HEADS, table + 1);
            document_covered(line, margin);
            at = 0;
        }
        document_covered(line, place - at);
        document_label(document, line, label);
        at = place + 1;
    }
    if (line) document_covered(line, width - at);
}

/* How deep a row's path lies under its table. */
static unsigned document_depth(const char *path)
{
    unsigned dots = 0;
    for (; *path; path++) dots += *path == '.';
    return dots ? dots - 1 : 0;
}

/* Table three: a group label stands before the first row of a path that is new. */
static void document_groups(fuzz_document *document, unsigned table, unsigned first, unsigned end)
{
    const gk_table *t = &gk_tables[table];
    unsigned deepest = 0, group = 0;
    for (unsigned r = first; r < end; r++)
        if (document_depth(gk_rows[r].path) > deepest) deepest = document_depth(gk_rows[r].path);
    document_heads(document, table, first, 1, deepest + 1);
    for (unsigned r = first; r < end; r++) {
        const gk_row *row = &gk_rows[r];
        fuzz_line *line = document_line(document, FUZZ_ROW, table + 1);
        unsigned depth = document_depth(row->path);
        size_t parent = (size_t)(strrchr(row->path, '.') - row->path);
        int again = 0;
        for (unsigned k = first; k < r; k++) again |= !strncmp(gk_rows[k].path, row->path, parent + 1);
        document_covered(line, depth);
        if (!again && depth && group < t->group_count) {
            const char *text = gk_label_text(document->form, t->groups[group]);
            line->slot[depth - 1].kind = FUZZ_LABEL;
            line->slot[depth - 1].label = t->groups[group++];
            fuzz_set_text(document, &line->slot[depth - 1], text, strlen(text));
        }
        document_label(document, line, row->label);
        document_covered(line, deepest - depth);
        document_numbers(document, line, row);
    }
}

static void document_prose(fuzz_document *document, fuzz_line_kind kind, const char *text)
{
    fuzz_line *line = document_line(document, kind, 0);
    fuzz_slot *slot = fuzz_add_slot(line, 0, FUZZ_NOISE);
    fuzz_set_text(document, slot, text, strlen(text));
}

static void document_table(fuzz_document *document, unsigned table)
{
    unsigned first = document->form->first_row, end = first + document->form->row_count;
    while (first < end && gk_rows[first].table != table) first++;
    while (end > first && gk_rows[end - 1].table != table) end--;
    if (gk_tables[table].group_count) {
        document_groups(document, table, first, end);
    } else if (gk_tables[table].head_count) {
        fuzz_line *line;
        document_heads(document, table, first, end - first, 0);
        line = document_line(document, FUZZ_ROW, table + 1);
        for (unsigned r = first; r < end; r++) document_numbers(document, line, &gk_rows[r]);
    } else {
        document_blocks(document, table, first, end);
    }
}

static const char *const PROSE[] = {
    "本年度持续做好主动公开和依申请公开各项工作,更新公开指南,办理过程留痕。",
    "完善信息发布审核制度,规范公开属性认定,定期检查栏目更新情况。",
    "存在的问题:解读形式不够丰富,栏目之间衔接不够。改进情况:增加图解和问答,合并重复栏目。",
    "业务培训的覆盖面有待扩大。下一步将把培训列入年度计划,提高答复的规范性。",
    "本年度没有收取信息处理费。除上述情况外,没有其他需要报告的事项。",
};

/* The heading of a section, with two lines of prose at most. */
static void document_section(fuzz_choice *choice, fuzz_document *document, unsigned section)
{
    int has_table = 0;
    for (unsigned i = 1; i < gk_label_count; i++) {
        fuzz_line *line;
        if (gk_labels[i].section != section) continue;
        line = document_line(document, FUZZ_HEADING, 0);
        document_label(document, line, i);
        break;
    }
    for (unsigned t = 0; t < gk_table_count; t++) {
        if (&gk_forms[gk_tables[t].form] != document->form || gk_tables[t].section != section) continue;
        document_table(document, t);
        has_table = 1;
    }
    if (has_table) return;
    if (section == 1) document_prose(document, FUZZ_PROSE, PROSE[fuzz_pick(choice, 2)]);
    else if (section == 5) document_prose(document, FUZZ_PROSE, PROSE[2 + fuzz_pick(choice, 1)]);
    else document_prose(document, FUZZ_PROSE, PROSE[4]);
    if (fuzz_pick(choice, 2)) document_prose(document, FUZZ_PROSE, PROSE[section == 5 ? 3 : fuzz_pick(choice, 2)]);
}

void fuzz_lay_out(fuzz_choice *choice, fuzz_document *document)
{
    char title[160], period[240], year[12];
    int until = document->form->until ? document->form->until : document->form->since + 3;
    document->lines = document->text_size = 0;
    document->year = until;
    year[gknb_format_decimal((gknb_decimal){until, 0}, year)] = 0;
    strcpy(title, "某某市水利局");
    strcat(strcat(strcat(title, year), "年"), gk_title_words);
    strcpy(period, "根据《中华人民共和国政府信息公开条例》编制。本报告所列数据的统计期限自");
    strcat(strcat(strcat(strcat(strcat(period, year), "年1月1日至"), year), "年12月31日"), "止。");
    document_prose(document, FUZZ_PROSE, title);
    document_prose(document, FUZZ_PROSE, period);
    for (unsigned section = 1; section <= 6; section++) document_section(choice, document, section);
}
