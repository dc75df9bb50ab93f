/* findings.c: findings in one line each: place in bytes, level, id, message. */
#include "dump.h"

void gk_dump_findings(const gknb_report *report, gk_sink sink)
{
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        char text[4096];
        gknb_get_finding(report, i, &f);
        gk_sink_number(sink, f.span.start);
        gk_sink_text(sink, " ");
        gk_sink_number(sink, f.span.end);
        gk_sink_text(sink, " ");
        gk_sink_text(sink, gknb_level_name(f.level));
        gk_sink_text(sink, " ");
        gk_sink_text(sink, f.id);
        gk_sink_text(sink, " ");
        gknb_format_finding(report, i, GKNB_LANG_ZH, text, sizeof text);
        gk_sink_text(sink, text);
        gk_sink_text(sink, "\n");
    }
}
