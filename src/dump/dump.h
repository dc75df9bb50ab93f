/* dump.h: every stage as text, to see it (SPEC, CONTRIBUTING “bisect with dumps”).
 *
 * In: a report. Out: lines through `write`. The format is for people and goldens, not for programs. */
#ifndef GK_DUMP_H
#define GK_DUMP_H

#include "../model/report.h"

typedef struct {
    void (*write)(void *user, const char *text, size_t size);
    void *user;
} gk_sink;

void gk_dump_text(const gknb_report *report, gk_sink sink);     /* the bytes, what is invisible made visible */
void gk_dump_tokens(const gknb_report *report, gk_sink sink);   /* every token: place, kind, text */
gknb_status gk_dump_tree(gknb_report *report, gk_sink sink);    /* the items the grammar saw */
gknb_status gk_dump_repairs(gknb_report *report, gk_sink sink); /* faults, repairs, readings of damaged rows */
void gk_dump_model(const gknb_report *report, gk_sink sink);    /* header, sections, rows */
void gk_dump_findings(const gknb_report *report, gk_sink sink); /* id, level, place, arguments' message */

void gk_sink_text(gk_sink sink, const char *text);
void gk_sink_number(gk_sink sink, int64_t number);
/* Bytes with line breaks and control characters as escapes. */
void gk_sink_bytes(gk_sink sink, const uint8_t *bytes, size_t size);

#endif
