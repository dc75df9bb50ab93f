/* rules.h: judges a report as read: everything of the rule book that is no syntax fault.
 *
 * In: the report. Out: findings. Sees the model, never tokens. */
#ifndef GK_RULES_H
#define GK_RULES_H

#include "../model/report.h"

void gk_check_bytes(gknb_report *report);     /* encoding (E) */
void gk_check_frame(gknb_report *report);     /* sections, tables, heads, groups, labels (F, L) */
void gk_check_header(gknb_report *report);    /* title, year, period, generation (H) */
void gk_check_cells(gknb_report *report);     /* types and states (C) */
int gk_check_empty(gknb_report *report);      /* 1: the form itself, not filled in: nothing else is judged (F111) */
void gk_check_changes(gknb_report *report);   /* numbers that change (T2) */
void gk_check_equations(gknb_report *report); /* identities (T) */
void gk_check_body(gknb_report *report);      /* what follows from who publishes, and when (H108 to H110, C110) */
void gk_check_text(gknb_report *report);      /* sections one, five and six (N) */
void gk_check_reading(gknb_report *report);   /* what was not read (P104) */

/* The line that begins with the ordinal of a heading's wording, has most of it, and is no heading; 0: there is none. */
int gk_find_like(const gknb_report *report, const char *wording, gknb_span *span);

#endif
