/* finding.h: findings: made, given arguments, sorted, put into words.
 *
 * Whoever finds something calls gk_find and says the arguments in the order of the rule's `args` line. When the
 * finding is switched off or over the cap, gk_find returns NULL and the gk_say and gk_add functions do nothing. */
#ifndef GK_FINDING_H
#define GK_FINDING_H

#include "../model/report.h"

gk_finding *gk_find(gknb_report *report, unsigned rule, gknb_span span);

/* A word of grammar/words.def: GK_WORD_... */
void gk_say_word(gknb_report *report, gk_finding *finding, unsigned word);
void gk_say_names(gknb_report *report, gk_finding *finding, const char *zh, const char *en);
void gk_say_number(gknb_report *report, gk_finding *finding, int64_t number);
void gk_say_decimal(gknb_report *report, gk_finding *finding, gknb_decimal number);
void gk_say_span(gknb_report *report, gk_finding *finding, gknb_span span);
void gk_say_quoted(gknb_report *report, gk_finding *finding, gknb_span span); /* in quotation marks */
void gk_say_date(gknb_report *report, gk_finding *finding, gknb_date date);
void gk_say_label(gknb_report *report, gk_finding *finding, unsigned label); /* the form's wording */
void gk_say_labels(gknb_report *report, gk_finding *finding, const uint16_t *labels, unsigned count);
void gk_say_table(gknb_report *report, gk_finding *finding, unsigned table); /* and that it is about it */
void gk_say_sum(gknb_report *report, gk_finding *finding, unsigned first_term, unsigned count);

/* A cell judged, by its index in the report. */
void gk_add_cell(gknb_report *report, gk_finding *finding, size_t cell);
/* Another place; `cell` is (size_t)-1 when it is none. */
void gk_add_related(gknb_report *report, gk_finding *finding, gknb_span span, size_t cell);

/* What to write instead of a span; the edits of a finding are one fix. `safe`: it changes wording, no number. A span
 * over a line break, a tab, a bar or a tag is part of the layout: its finding gets no fix. */
void gk_add_edit(gknb_report *report, gk_finding *finding, gknb_span span, const char *text, int safe);
void gk_add_number_edit(gknb_report *report, gk_finding *finding, gknb_span span, gknb_decimal value, int safe);

/* The finding, and what follows from it, follows from another: it is shown behind it. Both by their `serial`, which
 * is their index until they are sorted. */
void gk_follow(gknb_report *report, uint32_t finding, uint32_t cause);

/* Finds, among all findings of a report, which follow from which (SPEC S7-findings). */
void gk_group_findings(gknb_report *report);

/* By place, what follows from a cause behind it, then in the order found. */
void gk_sort_findings(gknb_report *report);
/* Makes sorted findings ready for more, and for sorting again. */
void gk_reopen_findings(gknb_report *report);

#endif
