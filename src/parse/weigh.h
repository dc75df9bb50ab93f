/* weigh.h: the readings of all damaged rows, weighed together by the identities across rows.
 *
 * In: rows with their readings, and the cells of the sound rows. Out: which readings are on a cheapest way through all
 * rows. A dynamic program over the rows: its state is what the equations still lack, so that however many rows are
 * damaged, every combination of readings is weighed, and so is every tie. */
#ifndef GK_WEIGH_H
#define GK_WEIGH_H

#include "../base/limits.h"
#include "readings.h"

typedef struct {
    uint16_t from, to;
    uint8_t reading;
} gk_resolve_edge;

/* One damaged row in the program. */
typedef struct {
    gk_open_row *row;
    gk_row_readings readings;
    uint8_t best[(GK_MAX_READINGS + 7) / 8]; /* readings on a cheapest path */
    gk_resolve_edge *edge;
    uint32_t edges;
    uint32_t more, less; /* equations that a later row can add to, or take from */
} gk_resolve_row;

/* What the equations lack after the rows so far, and what it cost. */
typedef struct {
    int64_t rest[GK_MAX_CROSS];
    uint32_t unknown; /* equations with a term that is not known */
    int cost;
    uint8_t good; /* on a cheapest path */
} gk_resolve_sum;

typedef struct {
    gknb_report *report;
    gk_arena *arena; /* of this run: nothing in it outlives it */
    const gk_items *items;
    gk_resolve_row open[GK_MAX_OPEN_ROWS];
    unsigned count;
    const gk_equation *cross[GK_MAX_CROSS];
    unsigned equations;
    uint32_t silent; /* of them: an empty total leaves them unknown */
    gk_resolve_sum base;
    gk_row_reading *scratch;
    int16_t row_of[GK_MOST_FIELDS]; /* of a field: -1 none, -2 read as it stands, else the damaged row */
    gk_resolve_sum *sum[2];         /* before and behind a row */
    uint16_t *slot;
    unsigned sum_room[2], slot_room;
    gk_empty empty; /* the rule for empty cells of tables that were left empty */
    int glued, hold, no_memory;
    int overflow; /* there were too many sums to weigh every combination */
    int apart;    /* each row's readings were taken by themselves */
} gk_resolver;

static inline int gk_equation_sign(const gk_equation *e, unsigned term) { return term < e->left ? 1 : -1; }

static inline unsigned gk_equation_field(const gk_equation *e, unsigned term)
{
    return gk_terms[e->first_term + term] & ~GK_TERM_ADDEND;
}

/* Finds the equations that tie damaged rows to others, and what the sound rows give them; puts the rows in the order of
 * the program. */
void gk_weigh_equations(gk_resolver *r, const gk_cell *cell);

/* Each equation by itself, over and over, takes the readings out that it rules out. */
void gk_weigh_filter(gk_resolver *r);

/* Runs the program; the cost of the best readings, which are marked, or -1. `hold`: all equations must. */
int64_t gk_weigh_run(gk_resolver *r, int hold);

#endif
