/* parse.h: from bytes to the report as read.
 *
 * In: report->bytes. Out: the rest of gknb_report but for what rules find. */
#ifndef GK_PARSE_H
#define GK_PARSE_H

#include "../model/report.h"
#include "mend.h"

/* `form`: an index of gk_forms, or -1 to tell by the tables' words. */
gknb_status gk_parse(gknb_report *report, int form) GKNB_MUST_CHECK;

/* The items the parser was given, made anew: for dumps. */
gknb_status gk_parse_items(gknb_report *report, gk_items *items) GKNB_MUST_CHECK;

/* Shows how the report was repaired: the run, made anew. Nothing when nothing was. Fails only with GKNB_NO_MEMORY. */
gknb_status gk_parse_repairs(const gknb_report *report, gk_mend_look look, void *user) GKNB_MUST_CHECK;

#endif
