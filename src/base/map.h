/* map.h: from offsets into a text to offsets into what it was made of.
 *
 * In: runs in ascending order (gknb.h). Out: a span there; without runs, the same one. */
#ifndef GK_MAP_H
#define GK_MAP_H

#include "../gknb.h"

gknb_span gk_map_span(const gknb_stretch *runs, size_t count, gknb_span span);

#endif
