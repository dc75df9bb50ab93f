/* tokens.c: every token, its place, its kind, its bytes. */
#include "dump.h"

void gk_dump_tokens(const gknb_report *report, gk_sink sink)
{
    for (uint32_t i = 0; i < report->tokens.count; i++) {
        uint32_t start = gk_token_start(&report->tokens, i), end = gk_token_end(&report->tokens, i);
        uint16_t kind = gk_token_kind(&report->tokens, i);
        gk_sink_number(sink, start);
        gk_sink_text(sink, " ");
        gk_sink_number(sink, end);
        gk_sink_text(sink, " ");
        gk_sink_text(sink, kind < GK_KIND_LABEL ? gk_kind_name(kind) : gk_labels[kind - GK_KIND_LABEL].id);
        gk_sink_text(sink, " ");
        gk_sink_bytes(sink, report->bytes + start, end - start);
        gk_sink_text(sink, "\n");
    }
}
