/* place.h: lines and columns for many offsets in any order.
 *
 * In: a report, then offsets. Out: what gknb_locate says of each, but in steps: one pass sets marks over the document,
 * and a look-up counts from the nearest mark. A document of one line of 64 MB is no slower than any other. */
#ifndef GK_OUT_PLACE_H
#define GK_OUT_PLACE_H

#include "../gknb.h"

enum { GK_PLACE_MARKS = 1024 };

typedef struct {
    const uint8_t *bytes;
    uint32_t size, step; /* bytes from mark to mark */
    gknb_place marks[GK_PLACE_MARKS];
} gk_places;

void gk_mark_places(gk_places *places, const gknb_report *report);
gknb_place gk_place_of(const gk_places *places, uint32_t offset);

#endif
