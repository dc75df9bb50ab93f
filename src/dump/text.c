/* text.c: the document as the lexer is given it: a numbered line each, what is invisible made visible. */
#include "dump.h"

void gk_dump_text(const gknb_report *report, gk_sink sink)
{
    uint32_t start = 0, line = 0;
    while (start < report->size) {
        uint32_t end = start;
        while (end < report->size && report->bytes[end] != '\n') end++;
        gk_sink_number(sink, ++line);
        gk_sink_text(sink, "\t");
        gk_sink_bytes(sink, report->bytes + start, end - start);
        gk_sink_text(sink, "\n");
        start = end + 1;
    }
}
