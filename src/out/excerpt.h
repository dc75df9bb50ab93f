/* excerpt.h: the line of the document a finding is about, with marks under the exact characters.
 *
 * In: a place and spans. Out: a line with its number and a line of marks; of a long line, a window around the place. */
#ifndef GK_EXCERPT_H
#define GK_EXCERPT_H

#include "out.h"

/* Marks `span` with ^ and what is shown of the `others` with -. `color` is the escape for the marks. Returns the bytes
 * shown. */
gknb_span gk_put_excerpt(gk_out *out, const gknb_report *report, gknb_span span, const gknb_place *place,
                         const gknb_span *others, size_t count, const char *color);

#endif
