/* render.h: findings as people see them in cases and goldens: the cited line, carets under the place, id, level, line,
 * column, message; below, the other places of the finding. The last line is `no other findings`. */
#ifndef TEST_RENDER_H
#define TEST_RENDER_H

#include "support.h"

void render_findings(const gknb_report *report, text *out);

/* The ids in a rendering, or in lines that hold nothing but ids; each followed by a blank, in their order. */
void render_ids(const char *rendering, size_t size, text *out);

/* The columns a terminal gives a character: 0, 1 or 2. */
unsigned render_width(uint32_t character);

#endif
