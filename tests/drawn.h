/* drawn.h: a report made up from a seed, its tables drawn as the tables of a page.
 *
 * In: a seed. Out: the page, and whether a reading of it has every cell as it was put in. */
#ifndef TEST_DRAWN_H
#define TEST_DRAWN_H

#include "pages.h"

/* The one that the others speak of. */
void drawn_make(uint64_t seed);
void drawn_write(text *out, page_style style);
/* The first cell that is not as put in, or NULL. */
const char *drawn_untrue(const gknb_report *report);

#endif
