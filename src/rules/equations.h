/* equations.h: the identities of a report as they were judged. */
#ifndef GK_EQUATIONS_H
#define GK_EQUATIONS_H

#include "../model/report.h"

enum { EQUATION_UNJUDGED, EQUATION_HOLDS, EQUATION_BROKEN };

/* So many broken equations that one other number, or one slip, makes hold are no chance. */
enum { EQUATION_LEAST_BROKEN = 2 };

#define EQUATION_NO_FINDING 0xffffffffu

typedef struct {
    const gk_equation *of;
    gknb_decimal left, right, excess; /* left - right */
    gknb_decimal due;                 /* of the cell that mends it */
    uint32_t finding;                 /* its serial */
    uint16_t explained;               /* 1 + the one cell that mends it; 0: none */
    uint8_t state;
    uint8_t vast[3]; /* the left, the right side, what they differ by is beyond 64 bits: no number is as much */
} gk_judged;

/* 1: the cell stands on the left, -1: on the right, 0: on neither side. */
int gk_equation_side(const gk_equation *e, unsigned cell);

/* A cell stands in both. */
int gk_equation_shares(const gk_equation *a, const gk_equation *b);

/* Says by which one slip of whoever filled in the form a row breaks its identities (T304). */
void gk_find_slips(gknb_report *report, const gk_judged *all, unsigned count);

#endif
