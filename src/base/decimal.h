/* decimal.h: exact numbers as documents write them. No floating point anywhere. */
#ifndef GK_DECIMAL_H
#define GK_DECIMAL_H

#include "../gknb.h"

/* A number at the beginning of text[0..size): an optional sign, digits of either width with marks between
 * thousands, an optional decimal part. Returns the bytes read; 0 when there is no number or it has more than 18
 * digits. */
size_t gk_read_decimal(const uint8_t *text, size_t size, gknb_decimal *out);

/* value * 10^shift without loss; 0 when it does not fit. */
int gk_shift_decimal(gknb_decimal value, int shift, gknb_decimal *out);

/* sum += value, exactly; 0 when it does not fit. */
int gk_add_decimal(gknb_decimal *sum, gknb_decimal value);

/* a - b; 0 when it does not fit. */
int gk_subtract_decimal(gknb_decimal a, gknb_decimal b, gknb_decimal *out);

#endif
