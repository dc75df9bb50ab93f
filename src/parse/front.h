/* front.h: what the prose around a report says of it: title, issuer, year, period, publication (SPEC S4).
 *
 * In: the report's sections and bytes. Out: gknb_report.header. Reads no tables. */
#ifndef GK_FRONT_H
#define GK_FRONT_H

#include "../model/report.h"

typedef enum {
    GK_FACT_NONE,
    GK_FACT_TITLE,     /* the fixed words a title ends with */
    GK_FACT_PERIOD,    /* one date to another */
    GK_FACT_PUBLISHED, /* a date said to be that of publication */
    GK_FACT_DATED,     /* a date said to be a date */
    GK_FACT_WRITTEN,   /* a date said to be that of writing */
    GK_FACT_DATE       /* a bare date */
} gk_fact;

typedef struct {
    const uint8_t *start, *end;
} gk_fact_span;

/* The next fact at or behind `start` (grammar/front.re). */
gk_fact gk_front_next(const uint8_t *start, const uint8_t *end, gk_fact_span *span);

/* Fills in the header; a lack of memory is left in report->no_memory. */
void gk_read_front(gknb_report *report);

/* How many titles of reports, with body and year, stand in what is no report, and where the first. */
void gk_count_titles(gknb_report *report);

#endif
