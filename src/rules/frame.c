/* frame.c: sections, tables, heads, groups and the wording of labels (SPEC S2-label, S3, S4). */
#include <string.h>

#include "../base/limits.h"
#include "../lex/fold.h"
#include "finding.h"
#include "rules.h"

static const char *frame_title(unsigned section)
{
    for (unsigned l = 1; l < gk_label_count; l++)
        if (gk_labels[l].section == section) return gk_wordings[gk_labels[l].wording].text;
    return "";
}

/* A heading's wording without ordinal and mark: two characters. */
static const char *frame_behind(const char *text)
{
    for (int skip = 0; skip < 2 && *text; skip++)
        for (text++; ((unsigned char)*text & 0xc0) == 0x80; text++) {}
    return text;
}

static const char *frame_words(unsigned section) { return frame_behind(frame_title(section)); }

static int frame_same(const char *title, const char *words)
{
    return title && gk_fold_same((const uint8_t *)title, (const uint8_t *)title + strlen(title), words);
}

/* A heading is worded as in the law: not as in the form, and not wrong. */
static int frame_is_law(const gk_section *s)
{
    for (unsigned w = 0; s->ordinal && w < gk_wording_count; w++)
        if (gk_wordings[w].variant == 2 && gk_labels[gk_wordings[w].label].section == s->number &&
            frame_same(s->title, frame_behind(gk_wordings[w].text)))
            return 1;
    return 0;
}

static void frame_add_section(gknb_report *report, gk_finding *finding, unsigned section)
{
    gk_say_number(report, finding, section);
    if (finding) finding->section = (uint8_t)section;
    gk_say_names(report, finding, frame_words(section), frame_words(section));
}

/* The section the form has with this number, or NULL. */
static const gk_section *frame_find(const gknb_report *report, unsigned number)
{
    for (uint32_t i = 0; i < report->sections; i++)
        if (report->section[i].number == number) return &report->section[i];
    return NULL;
}

static int frame_says_nothing(const gknb_report *report, const gk_section *s)
{
    uint8_t size;
    uint32_t p = s->body.start;
    while (p < s->body.end && gk_fold(report->bytes + p, report->bytes + s->body.end, &size) == GK_FOLD_BLANK)
        p += size;
    return p >= s->body.end;
}

/* Which sections stand in order: the most that do, of each number the first; of one whose heading comes twice in a row
 * the one that has the text. The others are out of place. */
static void frame_order(const gknb_report *report, uint8_t *in_order)
{
    uint32_t last[7], before[GK_MAX_SECTIONS], longest = 0;
    unsigned length[7] = {0};
    for (uint32_t i = 0; i < report->sections; i++) {
        unsigned number = report->section[i].number, under = 0;
        in_order[i] = 0;
        for (unsigned n = 1; n < number; n++)
            if (length[n] && length[n] >= length[under]) under = n;
        if (length[under] + 1 <= length[number]) continue;
        length[number] = length[under] + 1;
        before[i] = under ? last[under] : i;
        last[number] = i;
    }
    for (unsigned n = 1; n <= 6; n++)
        if (length[n] && length[n] >= length[longest]) longest = n;
    if (!longest) return; /* no section at all */
    for (uint32_t i = last[longest];; i = before[i]) {
        uint32_t has_text = i;
        while (has_text + 1 < report->sections && report->section[has_text + 1].number == report->section[i].number &&
               frame_says_nothing(report, &report->section[has_text]))
            has_text++;
        in_order[has_text] = 1;
        if (before[i] == i) return;
    }
}

/* The section that stands for a number where it comes more than once: the one in order, else the first. */
static uint32_t frame_stands(const gknb_report *report, const uint8_t *in_order, unsigned number)
{
    uint32_t found = report->sections;
    for (uint32_t i = 0; i < report->sections; i++)
        if (report->section[i].number == number && (found == report->sections || in_order[i])) found = i;
    return found;
}

/* Out of order: behind one that should come later, else before one that should come earlier. */
static void frame_out_of_order(gknb_report *report, const uint8_t *in_order, uint32_t at)
{
    const gk_section *s = &report->section[at];
    gk_finding *finding = gk_find(report, GK_RULE_SECTION_OUT_OF_ORDER, s->span);
    uint32_t other = at;
    for (uint32_t i = 0; i < report->sections; i++) {
        if (!in_order[i]) continue;
        if (i < at && report->section[i].number > s->number) other = i;
        if (i > at && other == at) other = i; /* it is in order: what is first behind this one is due before it */
    }
    frame_add_section(report, finding, s->number);
    gk_say_word(report, finding, other < at ? GK_WORD_BEHIND : GK_WORD_BEFORE);
    gk_say_number(report, finding, report->section[other].number);
    gk_add_related(report, finding, report->section[other].span, (size_t)-1);
}

/* A section that is missing: at the heading it belongs before, else at the last one. */
static void frame_missing(gknb_report *report, unsigned number)
{
    const gk_section *beside = NULL;
    gknb_span end = {report->size, report->size}, like;
    gk_finding *finding;
    for (uint32_t i = 0; i < report->sections && (!beside || beside->number < number); i++)
        beside = &report->section[i];
    finding = gk_find(report, GK_RULE_SECTION_MISSING, beside ? beside->span : end);
    frame_add_section(report, finding, number);
    if (gk_find_like(report, frame_title(number), &like)) gk_add_related(report, finding, like, (size_t)-1);
    if (!beside) return;
    gk_say_word(report, finding, beside->number < number ? GK_WORD_DUE_BEHIND : GK_WORD_DUE_BEFORE);
    gk_say_span(report, finding, beside->span);
    gk_say_word(report, finding, beside->number < number ? GK_WORD_DUE_ENDS_BEHIND : GK_WORD_DUE_ENDS_BEFORE);
}

static void frame_sections(gknb_report *report)
{
    uint8_t in_order[GK_MAX_SECTIONS];
    frame_order(report, in_order);
    for (unsigned n = 1; n <= 6; n++)
        if (!frame_find(report, n)) frame_missing(report, n);
    for (uint32_t i = 0; i < report->sections; i++) {
        const gk_section *s = &report->section[i];
        uint32_t first = frame_stands(report, in_order, s->number);
        if (first != i) {
            gk_finding *finding = gk_find(report, GK_RULE_SECTION_DOUBLED, s->span);
            frame_add_section(report, finding, s->number);
            gk_add_related(report, finding, report->section[first].span, (size_t)-1);
        } else if (!in_order[i]) {
            frame_out_of_order(report, in_order, i);
        }
        if (s->ordinal && s->ordinal != s->number) {
            gk_finding *finding = gk_find(report, GK_RULE_SECTION_MISNUMBERED, s->span);
            gknb_span printed = {s->span.start, s->span.start + 3};
            char ordinal[4] = "";
            memcpy(ordinal, frame_title(s->number), 3); /* as long as `printed`: three bytes */
            frame_add_section(report, finding, s->number);
            gk_say_span(report, finding, printed);
            gk_add_edit(report, finding, printed, ordinal, 1);
        }
        if (!s->ordinal || (s->title && !frame_same(s->title, frame_words(s->number)))) {
            unsigned rule = frame_is_law(s) ? GK_RULE_HEADING_OF_LAW : GK_RULE_HEADING_REWORDED;
            gk_finding *finding = gk_find(report, rule, s->span);
            gk_say_span(report, finding, s->span);
            gk_say_names(report, finding, frame_title(s->number), frame_title(s->number));
            gk_add_edit(report, finding, s->span, frame_title(s->number), !s->repaired);
        }
    }
}

static void frame_empty(gknb_report *report)
{
    for (uint32_t i = 0; i < report->sections; i++) {
        const gk_section *s = &report->section[i];
        int again = i + 1 < report->sections && report->section[i + 1].number == s->number; /* doubled: F102 says it */
        if (again || !frame_says_nothing(report, s)) continue;
        frame_add_section(report, gk_find(report, GK_RULE_SECTION_EMPTY, s->span), s->number);
    }
}

/* ---- tables ---- */

static int frame_has_table(const gknb_report *report, unsigned table)
{
    for (uint32_t i = 0; i < report->seen_count; i++)
        if (report->seen[i].table == table) return 1;
    return 0;
}

static void frame_missing_table(gknb_report *report, unsigned table)
{
    const gk_section *s = frame_find(report, gk_tables[table].section);
    gknb_span here = {report->size, report->size};
    gk_finding *finding;
    if (s) here = s->span;
    else if (report->sections) here = report->section[report->sections - 1].span;
    finding = gk_find(report, GK_RULE_TABLE_MISSING, here);
    gk_say_table(report, finding, table);
    if (finding) finding->section = gk_tables[table].section;
    for (unsigned i = 0; i < report->form->field_count; i++)
        if (gk_rows[gk_fields[report->form->first_field + i].row].table == table) gk_add_cell(report, finding, i);
}

/* How often a label stands in a list of labels. */
static unsigned frame_count(const uint16_t *list, unsigned count, unsigned label)
{
    unsigned n = 0;
    for (unsigned i = 0; i < count; i++) n += list[i] == label;
    return n;
}

static unsigned frame_count_marks(const gk_mark *mark, unsigned count, unsigned label)
{
    unsigned n = 0;
    for (unsigned i = 0; i < count; i++) n += mark[i].label == label;
    return n;
}

/* The labels of `due` that `found` has too few of, each once. */
static unsigned frame_lacking(const uint16_t *due, unsigned due_count, const gk_mark *found, unsigned found_count,
                              uint16_t *out)
{
    unsigned n = 0, same = 0;
    while (found && same < due_count && same < found_count && found[same].label == due[same]) same++;
    if (same == due_count) return 0; /* as the form has them */
    for (unsigned i = 0; i < due_count; i++) {
        if (frame_count(due, i, due[i])) continue;
        if (frame_count_marks(found, found_count, due[i]) < frame_count(due, due_count, due[i])) out[n++] = due[i];
    }
    return n;
}

/* Heads must rise as in the form; a head that stands in the form before the one it follows does not. Heads that the
 * form has in two lines of the table may come in either order, so only columns are compared. */
static void frame_head_order(gknb_report *report, const gk_table_seen *seen, const gk_mark *head, unsigned heads)
{
    const gk_row *row = &gk_rows[report->form->first_row];
    int last = -1;
    unsigned last_label = 0;
    while (row->table != seen->table) row++;
    if (row->label != row->shown) return;
    for (unsigned i = 0; i < heads; i++) {
        int at = -1;
        for (int c = 0; c + 1 < row->columns; c++)
            if (gk_columns[gk_fields[row->first_field + c].column].label == head[i].label) at = c;
        if (at < 0) continue;
        if (at < last) {
            gk_finding *finding = gk_find(report, GK_RULE_HEADS_OUT_OF_ORDER, head[i].span);
            gk_say_table(report, finding, seen->table);
            gk_say_label(report, finding, head[i].label);
            gk_say_label(report, finding, last_label);
            return;
        }
        last = at;
        last_label = head[i].label;
    }
}

/* Every number of a table was met: what is lacking in it is lacking, and not only unread. */
static int frame_is_whole(const gknb_report *report, unsigned table)
{
    for (unsigned i = 0; i < report->form->field_count; i++)
        if (gk_rows[gk_fields[report->form->first_field + i].row].table == table &&
            report->cell[i].state == GKNB_STATE_ABSENT)
            return 0;
    return 1;
}

static void frame_table(gknb_report *report, const gk_table_seen *seen)
{
    const gk_table *table = &gk_tables[seen->table];
    const gk_mark *head = seen->heads ? report->heads.mark + seen->first_head : NULL;
    const gk_mark *group = seen->groups ? report->groups.mark + seen->first_group : NULL;
    uint16_t lacking[64];
    unsigned n;
    gknb_span place = seen->span;
    gk_finding *finding;
    for (unsigned i = seen->heads; i-- > 0;)
        if (frame_count(table->heads, table->head_count, head[i].label)) place = head[i].span;
    if (seen->section != table->section) {
        finding = gk_find(report, GK_RULE_TABLE_MISPLACED, seen->span);
        gk_say_table(report, finding, seen->table);
        gk_say_number(report, finding, table->section);
    }
    n = frame_lacking(table->heads, table->head_count, head, seen->heads, lacking);
    if (n) {
        finding = gk_find(report, GK_RULE_HEADS_INCOMPLETE, place);
        gk_say_table(report, finding, seen->table);
        gk_say_labels(report, finding, lacking, n);
    }
    if (table->head_count) frame_head_order(report, seen, head, seen->heads);
    if (seen->regrouped) return;
    n = frame_lacking(table->groups, table->group_count, group, seen->groups, lacking);
    if (n && frame_is_whole(report, seen->table)) {
        finding = gk_find(report, GK_RULE_GROUPS_INCOMPLETE, seen->span);
        gk_say_table(report, finding, seen->table);
        gk_say_labels(report, finding, lacking, n);
    }
}

/* A head that names the unit of an amount: another wording of it may mean another unit. */
static int frame_names_unit(const gknb_report *report, unsigned label)
{
    const gk_field *field = &gk_fields[report->form->first_field], *end = field + report->form->field_count;
    for (; field < end; field++)
        if (field->type == GK_TYPE_MONEY && gk_columns[field->column].label == label) return 1;
    return 0;
}

static int frame_is_gap(uint8_t byte) { return byte <= ' ' || byte == '|'; }

/* Whether one of the pieces between blanks is the text. */
static int frame_has_piece(const uint8_t *at, const uint8_t *end, const char *text)
{
    while (at < end) {
        const uint8_t *piece = at;
        while (at < end && !frame_is_gap(*at)) at++;
        if (at > piece && gk_fold_same(piece, at, text)) return 1;
        while (at < end && frame_is_gap(*at)) at++;
    }
    return 0;
}

/* Whether a label is the form's, broken in two by the layout: what it lacks stands close by, behind or before it, in a
 * line or column of its own. */
static int frame_is_broken(const gknb_report *report, gknb_span span, const char *due)
{
    enum { NEAR = 160, LONGEST = 256 }; /* bytes; a wording's are counted in eight bits */
    const uint8_t *start = report->bytes + span.start, *end = report->bytes + span.end;
    uint32_t before = span.start < NEAR ? span.start : NEAR;
    uint32_t behind = report->size - span.end < NEAR ? report->size - span.end : NEAR;
    size_t size = strlen(due);
    char head[LONGEST];
    for (size_t k = size - 1; k > 0; k--) {
        if (((uint8_t)due[k] & 0xc0) == 0x80) continue;
        memcpy(head, due, k);
        head[k] = 0;
        if (gk_fold_same(start, end, head)) return frame_has_piece(end, end + behind, due + k);
        if (gk_fold_same(start, end, due + k)) return frame_has_piece(start - before, start, head);
    }
    return 0;
}

/* Nothing stands right before the label that an ordinal put there would belong to. */
static int frame_stands_free(const gknb_report *report, gknb_span span)
{
    const uint8_t *p = report->bytes + span.start;
    if (!span.start || p[-1] <= ' ' || p[-1] == '|') return 1;
    for (uint32_t n = 2; n <= 3 && n <= span.start; n++) {
        uint8_t size;
        if (gk_fold(p - n, p, &size) == GK_FOLD_BLANK && size == n) return 1;
    }
    return 0;
}

/* The brackets behind a label whose own wording ends in brackets are its end, in other words, and no note. */
static void frame_take_note(gknb_report *report, const char *due, gk_mark *label)
{
    size_t size = strlen(due);
    if (!size || due[size - 1] != ')' || report->bytes[label->span.end - 1] == ')') return;
    for (uint32_t i = 0; i < report->notes.count; i++) {
        gk_mark *note = &report->notes.mark[i];
        if (note->span.start < label->span.end || note->span.start > label->span.end + 1) continue;
        note->label = label->label;
        label->span.end = note->span.end;
        return;
    }
}

static void frame_wordings(gknb_report *report)
{
    for (uint32_t i = 0; i < report->labels.count; i++) {
        gk_mark m = report->labels.mark[i];
        const char *due = gk_label_text(report->form, m.label);
        gk_finding *finding;
        if (gk_fold_same(report->bytes + m.span.start, report->bytes + m.span.end, due)) continue;
        if (frame_is_broken(report, m.span, due)) continue;
        frame_take_note(report, due, &m);
        finding = gk_find(report, GK_RULE_LABEL_REWORDED, m.span);
        gk_say_span(report, finding, m.span);
        gk_say_names(report, finding, due, due);
        if (!frame_names_unit(report, m.label))
            gk_add_edit(report, finding, m.span, due, *due < '0' || *due > '9' || frame_stands_free(report, m.span));
    }
}

void gk_check_frame(gknb_report *report)
{
    if (!report->is_report) {
        gknb_span whole = {0, report->size};
        gk_finding *finding;
        if (!report->titles) {
            gk_find(report, GK_RULE_NO_REPORT, whole);
            return;
        }
        finding = gk_find(report, GK_RULE_REPORT_ELSEWHERE, report->first_title);
        gk_say_number(report, finding, report->titles);
        gk_say_span(report, finding, report->first_title);
        return;
    }
    frame_sections(report);
    frame_empty(report);
    for (unsigned t = 0; t < gk_table_count; t++)
        if (gk_tables[t].form == report->form_index && !frame_has_table(report, t)) frame_missing_table(report, t);
    for (uint32_t i = 0; i < report->seen_count; i++) frame_table(report, &report->seen[i]);
    frame_wordings(report);
    if (report->second_report) {
        gknb_span here = {report->second_report, report->second_report};
        gk_find(report, GK_RULE_SEVERAL_REPORTS, here);
    }
}
