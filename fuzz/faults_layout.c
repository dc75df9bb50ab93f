/* faults_layout.c: see faults.h. What extraction does to a table as a whole: glued cells, blanks that vanish, words
 * broken around numbers, tables cut off. */
#include <string.h>

#include "faults.h"

/* ---- glued ---- */

static void glue_line(fuzz_choice *choice, fuzz_line *line, unsigned how)
{
    unsigned first = fault_first_number(line), end = first + fault_numbers(line);
    for (unsigned i = first; i + 1 < end; i++)
        if (how != GLUE_PARTLY || i == first || fuzz_pick(choice, 2)) line->slot[i].behind = FUZZ_JOINED;
    if (how == GLUE_NEXT || how == GLUE_TABLE)
        line->slot[line->count - 1].behind = line->slot[end - 1].behind = FUZZ_JOINED;
    if (how == GLUE_TABLE)
        for (unsigned i = 0; i < line->count; i++) line->slot[i].behind = FUZZ_JOINED;
}

int glue(fuzz_choice *choice, fuzz_document *d, unsigned how)
{
    int l = fault_row(choice, d, SEVERAL | (how == GLUE_NEXT ? NOT_LAST : 0));
    unsigned table;
    if (l < 0) return 0;
    table = d->line[l].table;
    if (how != GLUE_TABLE) glue_line(choice, &d->line[l], how);
    for (unsigned i = 0; how == GLUE_TABLE && i < d->lines; i++)
        if (d->line[i].table == table && d->line[i].kind == FUZZ_ROW) glue_line(choice, &d->line[i], how);
    return 1;
}

/* ---- blank cells of table three that leave nothing behind ---- */

static int vanish_slot(const fuzz_document *d, unsigned nth, unsigned count, unsigned field, unsigned what)
{
    switch (what) {
    case VANISH_ORGANISATIONS: return nth > 0 && nth + 1 < count;
    case VANISH_TOTALS: return nth + 1 == count;
    default: return d->truth.value[field].digits == 0;
    }
}

/* A body without applicants but natural persons. */
static void vanish_figures(fuzz_document *d)
{
    for (unsigned i = 0; i < d->form->field_count; i++) {
        const gk_row *row = &gk_rows[gk_fields[d->form->first_field + i].row];
        unsigned nth = d->form->first_field + i - row->first_field;
        if (gk_tables[row->table].group_count && nth > 0) d->truth.value[i].digits = 0;
    }
    fuzz_balance(d);
    for (unsigned l = 0; l < d->lines; l++)
        for (unsigned i = 0; i < d->line[l].count; i++) {
            fuzz_slot *slot = &d->line[l].slot[i];
            char text[40];
            if (slot->field >= 0) fuzz_set_text(d, slot, text, gknb_format_decimal(d->truth.value[slot->field], text));
        }
}

int vanish(fuzz_choice *choice, fuzz_document *d, unsigned what)
{
    unsigned gone = 0;
    (void)choice;
    if (what == VANISH_ORGANISATIONS) vanish_figures(d);
    for (unsigned l = 0; l < d->lines; l++) {
        fuzz_line *line = &d->line[l];
        unsigned first, count, nth = 0;
        if (line->kind != FUZZ_ROW || !fault_grouped(line) || !fault_numbers(line)) continue;
        first = fault_first_number(line);
        count = fault_numbers(line);
        for (unsigned i = first; nth < count; nth++) {
            if (!vanish_slot(d, nth, count, (unsigned)line->slot[i].field, what)) {
                i++;
                continue;
            }
            fault_lose(d, &line->slot[i]);
            fuzz_drop_slot(line, i);
            gone++;
        }
    }
    return gone > 0;
}

/* ---- words of a table broken by the lines of a page ---- */

/* The numbers stand at the height of the middle of a label of two lines. */
int wrap_label(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    for (int tries = 0; tries < 60; tries++) {
        int l = fault_row(choice, d, GROUPED | WITH_LABEL), at;
        fuzz_line *line = &d->line[l < 0 ? 0 : l];
        fuzz_slot *second;
        size_t half = 0;
        (void)arg;
        if (l < 0) return 0;
        at = fault_label(line);
        if (line->slot[at].size < 30) continue;
        while (half < line->slot[at].size / 2u) half += fuzz_char(d->text[line->slot[at].text + half]);
        second = fuzz_add_slot(line, line->count, FUZZ_LABEL);
        if (!second) return 0;
        second->label = line->slot[at].label;
        second->text = (uint16_t)(line->slot[at].text + half);
        second->size = (uint16_t)(line->slot[at].size - half);
        line->slot[at].size = (uint16_t)half;
        line->slot[at].behind = second[-1].behind = FUZZ_BROKEN;
        return 1;
    }
    return 0;
}

/* A row with a group label beside its own; the slot of the group label. */
static int group_row(fuzz_choice *choice, fuzz_document *d, fuzz_slot **group)
{
    for (int tries = 0; tries < 60; tries++) {
        int l = fault_row(choice, d, GROUPED | NOT_LAST);
        if (l < 0) return -1;
        for (unsigned i = 0; i < d->line[l].count; i++) {
            fuzz_slot *slot = &d->line[l].slot[i];
            if (slot->kind != FUZZ_LABEL || gk_labels[slot->label].label_class != GK_CLASS_group) continue;
            *group = slot;
            return l;
        }
    }
    return -1;
}

/* A group label of one character a line, above its first row. */
int upright_group(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    fuzz_slot *group;
    char text[128];
    size_t size = 0;
    (void)arg;
    if (group_row(choice, d, &group) < 0) return 0;
    for (size_t i = 0; i < group->size;) {
        size_t n = fuzz_char(d->text[group->text + i]);
        if (i) text[size++] = '\n';
        memcpy(text + size, d->text + group->text + i, n);
        size += n;
        i += n;
    }
    fuzz_set_text(d, group, text, size);
    group->behind = FUZZ_BROKEN;
    return 1;
}

/* The characters of a group label, in pieces of one to three, between the rows it stands beside. */
int scatter_group(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    fuzz_slot *group, copy;
    int l = group_row(choice, d, &group);
    unsigned at = (unsigned)l;
    (void)arg;
    if (l < 0) return 0;
    copy = *group;
    group->kind = FUZZ_COVERED;
    group->size = 0;
    for (size_t i = 0; i < copy.size; at++) {
        fuzz_line *line = fuzz_add_line(d, at, FUZZ_STRAY, d->line[l].table);
        fuzz_slot *slot = line ? fuzz_add_slot(line, 0, FUZZ_NOISE) : NULL;
        size_t n = 0, characters = 1 + fuzz_pick(choice, 3);
        if (!slot) return 0;
        while (characters-- && i + n < copy.size) n += fuzz_char(d->text[copy.text + i + n]);
        fuzz_set_text(d, slot, d->text + copy.text + i, n);
        i += n;
        if (fuzz_pick(choice, 3) && at + 2 < d->lines && d->line[at + 1].kind == FUZZ_ROW &&
            d->line[at + 1].table == d->line[at + 2].table)
            at++;
    }
    return 1;
}

/* The group label again, as behind a page break. */
int repeat_group(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    fuzz_slot *group, copy;
    int l = group_row(choice, d, &group);
    fuzz_line *line;
    (void)arg;
    if (l < 0) return 0;
    copy = *group;
    line = fuzz_add_line(d, (unsigned)l + 1, FUZZ_STRAY, d->line[l].table);
    if (!line || !fuzz_add_slot(line, 0, FUZZ_LABEL)) return 0;
    line->slot[0] = copy;
    return 1;
}

/* The heads of the columns in lines of one character of each. */
int stack_heads(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    unsigned last = 0, nth = 1 + fuzz_pick(choice, 2);
    fuzz_line heads;
    (void)arg;
    for (unsigned l = 0; l + 1 < d->lines && nth; l++)
        if (d->line[l].kind == FUZZ_HEADS && d->line[l + 1].kind == FUZZ_ROW && d->line[l].table > 1) last = l, nth--;
    if (nth) return 0;
    heads = d->line[last];
    fuzz_drop_line(d, last);
    for (unsigned character = 0;; character++) {
        fuzz_line *line = fuzz_add_line(d, last + character, FUZZ_STRAY, heads.table);
        if (!line) return 0;
        for (unsigned i = 0; i < heads.count; i++) {
            const char *text = d->text + heads.slot[i].text;
            size_t at = 0;
            fuzz_slot *slot;
            if (heads.slot[i].kind != FUZZ_LABEL) continue;
            for (unsigned c = 0; c < character && at < heads.slot[i].size; c++) at += fuzz_char(text[at]);
            if (at >= heads.slot[i].size) continue;
            slot = fuzz_add_slot(line, line->count, FUZZ_NOISE);
            if (!slot) return 0;
            fuzz_set_text(d, slot, text + at, fuzz_char(text[at]));
        }
        if (line->count) continue;
        fuzz_drop_line(d, last + character);
        return character > 0;
    }
}

/* ---- tables of which a part is not there, or is another's ---- */

/* The rows below the last group label become one row of their sums, as in the form of 2019. */
int other_form(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    unsigned first = 0, end;
    int64_t sums[FUZZ_SLOTS] = {0};
    fuzz_line *line;
    (void)choice;
    (void)arg;
    for (unsigned l = 0; l < d->lines; l++)
        for (unsigned i = 0; fault_grouped(&d->line[l]) && i < d->line[l].count; i++)
            if (d->line[l].slot[i].kind == FUZZ_LABEL &&
                gk_labels[d->line[l].slot[i].label].label_class == GK_CLASS_group)
                first = l;
    if (!first) return 0;
    for (end = first; fault_label(&d->line[end]) > 1 || end == first; end++) {
        unsigned at = fault_first_number(&d->line[end]);
        for (unsigned c = 0; c < fault_numbers(&d->line[end]); c++)
            sums[c] += d->truth.value[d->line[end].slot[at + c].field].digits;
        fault_lose_line(d, &d->line[end]);
    }
    if (end < first + 2) return 0;
    while (end-- > first + 1) fuzz_drop_line(d, first + 1);
    line = &d->line[first];
    line->hurt = 1;
    fuzz_drop_slot(line, (unsigned)fault_label(line));
    for (unsigned at = fault_first_number(line), c = 0; at + c < line->count; c++) {
        char text[40];
        line->slot[at + c].field = -1;
        fuzz_set_text(d, &line->slot[at + c], text, gknb_format_decimal((gknb_decimal){sums[c], 0}, text));
    }
    return 1;
}

/* From a number on nothing is left of the table, or of the document. */
static int cut(fuzz_choice *choice, fuzz_document *d, int whole)
{
    int l = fault_row(choice, d, SEVERAL);
    fuzz_line *line = &d->line[l < 0 ? 0 : l];
    unsigned at, table = line->table;
    if (l < 0) return 0;
    at = fault_first_number(line) + fuzz_pick(choice, fault_numbers(line));
    while (line->count > at) {
        fault_lose(d, &line->slot[line->count - 1]);
        fuzz_drop_slot(line, line->count - 1u);
    }
    while ((unsigned)l + 1 < d->lines && (whole || line[1].table == table)) {
        fault_lose_line(d, line + 1);
        fuzz_drop_line(d, (unsigned)l + 1);
    }
    return 1;
}

int cut_table(fuzz_choice *choice, fuzz_document *d, unsigned arg) { return (void)arg, cut(choice, d, 0); }

int cut_document(fuzz_choice *choice, fuzz_document *d, unsigned arg) { return (void)arg, cut(choice, d, 1); }

/* A heading and all that stands under it. */
int lose_section(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    unsigned nth = 1 + fuzz_pick(choice, 3), at = 0;
    (void)arg;
    while (at < d->lines && !(d->line[at].kind == FUZZ_HEADING && !nth--)) at++;
    if (at == d->lines) return 0;
    do {
        fault_lose_line(d, &d->line[at]);
        fuzz_drop_line(d, at);
    } while (at < d->lines && d->line[at].kind != FUZZ_HEADING);
    return 1;
}
