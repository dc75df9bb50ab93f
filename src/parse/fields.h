/* fields.h: from the bytes of a cell to its exact value and state; ordinals of headings (SPEC S5). */
#ifndef GK_FIELDS_H
#define GK_FIELDS_H

#include "../model/report.h"
#include "items.h"

/* Reads the item as cell `field` of the report's form. */
void gk_read_cell(const gknb_report *report, unsigned field, const gk_items *items, uint32_t item, gk_cell *cell);

/* Reads the number that the span is, or part of an item is, as cell `field`: given, or unreadable. */
void gk_read_number(const gknb_report *report, unsigned field, gknb_span span, gk_cell *cell);

/* A cell of its type may hold the number that the span is: only a change has a sign, only money has decimals. */
int gk_fits_field(const gknb_report *report, unsigned field, gknb_span span);

/* Cuts an ordinal and its mark off the front of a heading: 1 to 10, 0 when there is none. */
uint8_t gk_read_ordinal(const uint8_t *bytes, gknb_span *heading);

/* What an item gives a sum: itself, nothing, or (0) what is not known. */
int gk_item_value(const gknb_report *report, const gk_items *items, uint32_t item, int64_t *value);

#endif
