/* pairs.h: of every rule there are two cases that differ in one place only; one has its finding, the other has not, and
 * has none that the first is without.
 *
 * One place: in a line something stands instead of something else, or something stands in one case only, or elsewhere;
 * at least a third of the longer case is common to both. In: the cases as they were run. Out: the rules without such a
 * pair, in lines. */
#ifndef TEST_PAIRS_H
#define TEST_PAIRS_H

#include "support.h"

/* A case: what was read, last year's report (empty: none), its options as text, the ids found, each behind a blank. */
void pairs_add(const char *where, const text *input, const text *previous, const char *options, const text *ids);

/* The number of rules with a pair; of the others a line each. `show`: the pairs too. */
size_t pairs_check(int show, text *lacking);

#endif
