/* fault.c: where a table breaks off: which row, how many numbers were due, what stands there instead. */
#include "../../gen/parser.h"
#include "../rules/finding.h"
#include "build.h"

/* What stands at an item, for a message. */
static void fault_what(gk_build *build, gk_finding *finding, uint32_t item)
{
    if (item >= build->items->count) gk_say_word(build->report, finding, GK_WORD_END);
    else if (build->items->item[item] & GK_ITEM_EMPTY) gk_say_word(build->report, finding, GK_WORD_EMPTY_CELL);
    else gk_say_quoted(build->report, finding, gk_item_span(build->items, item));
}

/* Of some labels of the form the one that is printed last before another, in its table; 0: none. */
static unsigned fault_before(const gk_build *build, unsigned label, const uint16_t *some, unsigned count)
{
    unsigned before = 0, table = gk_table_count;
    for (unsigned i = 0; i < gk_box_count; i++) {
        const gk_box *box = &gk_boxes[i];
        if (box->form != build->report->form_index || !box->label) continue;
        if (box->table != table) before = 0;
        table = box->table;
        if (box->label == label) return before;
        for (unsigned k = 0; k < count; k++)
            if (some[k] == box->label) before = box->label;
    }
    return 0;
}

/* Of the labels that could stand at an item those that say what is due: rows and the heads of blocks; where a piece of
 * a table stands outside it, the one it should be behind. */
static unsigned fault_due(const gk_build *build, uint32_t item, const uint16_t *expected, unsigned count, uint16_t *due)
{
    unsigned n = 0, before;
    for (unsigned i = 0; i < count; i++)
        if (gk_names_row(build->form, expected[i]) || gk_labels[expected[i]].label_class == GK_CLASS_article)
            due[n++] = expected[i];
    for (unsigned i = 0; i < count && !n; i++) due[i] = expected[i];
    if (!n) return count;
    before = item < build->items->count ? fault_before(build, build->items->terminal[item], due, n) : 0;
    if (!before) return n;
    due[0] = (uint16_t)before;
    return 1;
}

/* The label is another form's. */
static int fault_is_foreign(const gk_build *build, uint32_t item)
{
    unsigned label = item < build->items->count ? build->items->terminal[item] : 0;
    return label < GK_LABELS && gk_labels[label].form && gk_labels[label].form != build->report->form_index + 1;
}

void gk_say_row(const gk_build *build, gk_finding *finding, unsigned label)
{
    const gk_form_row *after = &build->form->after[label];
    if (after->cells > gk_rows[after->row].columns) gk_say_table(build->report, finding, gk_rows[after->row].table);
    else gk_say_label(build->report, finding, label);
}

void gk_report_fault(gk_build *build, uint32_t item, const uint16_t *expected, unsigned count)
{
    gknb_report *report = build->report;
    const gk_items *items = build->items;
    uint32_t back = item;
    unsigned cells = 0, label = 0, due = 0;
    gknb_span here = {report->size, report->size};
    gk_finding *finding;
    if (item < items->count) here = gk_item_span(items, item);
    while (back > 0 && gk_is_cell(items->terminal[back - 1])) {
        back--;
        cells++;
    }
    if (back > 0) {
        unsigned terminal = items->terminal[back - 1];
        label = terminal < GK_LABELS ? terminal : 0;
        due = build->form->after[label].cells;
    }
    if (due && !report->second_report && (cells || gk_labels[label].label_class == GK_CLASS_row))
        gk_build_table(build, back - 1);
    if (report->second_report) return;
    if (due && cells < due && (cells || gk_labels[label].label_class == GK_CLASS_row) &&
        (item >= items->count || !gk_is_cell(items->terminal[item]))) {
        gknb_span row = gk_item_span(items, back - 1);
        finding = gk_find(report, GK_RULE_ROW_SHORT, row);
        gk_say_row(build, finding, label);
        gk_say_number(report, finding, due);
        gk_say_number(report, finding, cells);
        fault_what(build, finding, item);
        gk_say_number(report, finding, cells + 1);
        gk_add_related(report, finding, here, (size_t)-1);
    } else if (due && cells >= due && item < items->count && gk_is_cell(items->terminal[item])) {
        finding = gk_find(report, GK_RULE_ROW_LONG, here);
        gk_say_row(build, finding, label);
        gk_say_number(report, finding, due);
        fault_what(build, finding, item);
        gk_add_related(report, finding, gk_item_span(items, back - 1), (size_t)-1);
    } else {
        uint16_t kept[GK_LABELS];
        unsigned n = fault_due(build, item, expected, count, kept);
        finding = gk_find(report, GK_RULE_ROW_UNEXPECTED, here);
        fault_what(build, finding, item);
        gk_say_labels(report, finding, kept, n);
        if (fault_is_foreign(build, item)) gk_say_word(report, finding, GK_WORD_FOREIGN);
    }
}
