/* tally.h: what cells of the tables come to, where a total is empty and where cells have several readings (SPEC
 * S10-agreement).
 *
 * In: the model. Out: sums, as far as every reading comes to the same. Judges nothing. */
#ifndef GK_TALLY_H
#define GK_TALLY_H

#include "../model/report.h"

/* What a reading of a count comes to. 0 when a cell of it cannot be known, or none says anything. */
int gk_add_up(const gknb_report *report, const gk_reading *reading, gknb_decimal *sum);

/* The readings of the row that an ambiguous cell is in; NULL: they are not known. */
const gk_ways *gk_find_ways(const gknb_report *report, unsigned cell);

/* The least that those of `count` fields come to that are ambiguous in one row; `*same`: whichever way it is read. */
int64_t gk_least_of(const gknb_report *report, const gk_ways *ways, const uint16_t *field, unsigned count, int *same);

#endif
