/* laws.h: what holds for every document, whatever it says. In: bytes. Out: what was broken, a line each. */
#ifndef TEST_LAWS_H
#define TEST_LAWS_H

#include "support.h"

/* Tokens tile the bytes; spans lie inside and in order; two readings are one; cut anywhere nothing breaks (about
 * `cut_bytes` are read for this, beginning at cut `phase`); every allocation may fail. Appends to `broken`. */
void laws_check(const void *bytes, size_t size, const gknb_options *options, size_t cut_bytes, size_t phase,
                text *broken);

#endif
