/* agree.h: judges claims: against one another and against the tables. In: claims. Out: findings. */
#ifndef GK_AGREE_H
#define GK_AGREE_H

#include "claims.h"

void gk_check_claims(gknb_report *report, const gk_claims *claims);

#endif
