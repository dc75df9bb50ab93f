/* mend.h: a report that the grammar refuses, read all the same (SPEC S9).
 *
 * In: items. Out: sections, heads and cells of the report, and a finding for each repair. The repair engine says which
 * labels stand where, the resolver which number is whose. Nothing is mended before it is judged: rules see what stands
 * there, and a number that had to be worked out is `inferred`, never a value. */
#ifndef GK_MEND_H
#define GK_MEND_H

#include "mended.h"

typedef void (*gk_mend_look)(void *user, const gk_mend_run *run);

/* Fills in `build->report` anew; when there is nothing to repair it stays as it was. `look` (NULL: none) is shown the
 * run before it is forgotten. Fails only with GKNB_NO_MEMORY. */
gknb_status gk_mend(gk_build *build, int start, gk_mend_look look, void *user) GKNB_MUST_CHECK;

/* Forgets what was built but for cells: sections, heads, groups. */
void gk_build_reset(gk_build *build);

#endif
