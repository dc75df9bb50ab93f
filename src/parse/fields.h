/* fields.h: from the bytes of a cell to its exact value and state; ordinals of headings (SPEC S5). */
#ifndef GK_FIELDS_H
#define GK_FIELDS_H

#include "../model/report.h"
#include "items.h"

/* Reads the item as cell `field` of the report's form. */
void gk_read_cell(const gknb_report *report, unsigned field, const gk_items *items, uint32_t item, gk_cell *cell);

/* Cuts an ordinal and its mark off the front of a heading: 1 to 10, 0 when there is none. */
uint8_t gk_read_ordinal(const uint8_t *bytes, gknb_span *heading);

#endif
