/* tree.c: what the grammar saw: a label and its cells a line, headings at the margin. */
#include "../parse/parse.h"
#include "dump.h"

gknb_status gk_dump_tree(gknb_report *report, gk_sink sink)
{
    gk_items items;
    gknb_status status = gk_parse_items(report, &items);
    int open = 0;
    if (status != GKNB_OK) return status;
    for (uint32_t i = 0; i < items.count; i++) {
        int terminal = items.terminal[i];
        gknb_span span = gk_item_span(&items, i);
        if (terminal > 0 && terminal < GK_LABELS) {
            int heading = gk_labels[terminal].label_class == GK_CLASS_section;
            if (open) gk_sink_text(sink, "\n");
            gk_sink_text(sink, heading ? "" : "  ");
            gk_sink_text(sink, gk_labels[terminal].id);
            open = 1;
        } else if (gk_item_is_text(&items, i)) {
            if (open) gk_sink_text(sink, "\n");
            gk_sink_text(sink, "  text");
            open = 1;
        } else if (items.item[i] & GK_ITEM_EMPTY) {
            gk_sink_text(sink, " _");
        } else {
            gk_sink_text(sink, " ");
            gk_sink_bytes(sink, report->bytes + span.start, span.end - span.start);
        }
    }
    if (open) gk_sink_text(sink, "\n");
    return GKNB_OK;
}
