/* years.h: a report against last year's of the same body. In: both, judged alone. Out: findings of the later. */
#ifndef GK_YEARS_H
#define GK_YEARS_H

#include "../model/report.h"

void gk_check_years(gknb_report *report, const gknb_report *previous);

/* Whether two names are of bodies of different towns, or of different counties. */
int gk_bodies_differ(const char *a, const char *b);

#endif
