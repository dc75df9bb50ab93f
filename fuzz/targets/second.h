/* second.h: a second opinion on canonical reports: no lexer and no grammar, but the printed form held against the
 * text, line by line. It reads few documents; of those it reads, nobody else may read other numbers in silence. */
#ifndef FUZZ_SECOND_H
#define FUZZ_SECOND_H

#include <stddef.h>
#include <stdint.h>

#include "../../src/gknb.h"
#include "../generate.h"

/* 1: each line of the form's tables stands in the text in its order, and `value` has the numbers; 0: no opinion. */
int second_read(const uint8_t *bytes, size_t size, unsigned form, gknb_decimal *value);
/* SECOND: where it has an opinion, the report has the same numbers, or an error says that it has not. */
void second_agrees(const uint8_t *bytes, size_t size, const gknb_report *report);

#endif
