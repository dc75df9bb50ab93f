/* readings.h: every way to spread the numbers of one row over its cells.
 *
 * In: a row and the items its numbers stand in. Out: readings, those that break the fewest of the row's own identities,
 * the cheapest first. Looks at no other row. */
#ifndef GK_READINGS_H
#define GK_READINGS_H

#include "resolve.h"

typedef enum {
    GK_PIECE_MISSING,  /* no number stands there; `known`: the row's identity leaves one */
    GK_PIECE_VANISHED, /* an empty cell that the document does not show */
    GK_PIECE_WHOLE,    /* an item as it stands; `known`: a whole number */
    GK_PIECE_PART      /* some digits of an item */
} gk_piece_kind;

typedef struct {
    int64_t value;
    uint32_t item;
    uint16_t from, to; /* bytes of the item */
    uint8_t kind, known;
} gk_piece;

/* What a cell without a number is held to be. */
typedef enum {
    GK_EMPTY_MISSING,
    GK_EMPTY_BLANK,      /* empty in the document, which does not show it */
    GK_EMPTY_BUT_TOTALS, /* the same, but a row that has numbers has its total */
    GK_EMPTY_OF_PARTS,   /* the same, but rows that another adds up have none */
    GK_EMPTY_AND_TOTALS  /* and so are all totals */
} gk_empty;

typedef struct {
    gk_piece piece[GK_MOST_CELLS];
    int cost;
    uint8_t missing, surplus, split, vanished, violated;
} gk_row_reading;

typedef struct {
    gk_row_reading *reading;
    uint32_t count;
    int truncated; /* there are more */
} gk_row_readings;

/* The bytes of a piece of an item. */
gknb_span gk_piece_span(const gk_items *items, const gk_piece *piece);

/* out->reading has room for GK_MAX_READINGS + 1. `worse`: also the readings that break one identity more than the best.
 */
void gk_read_row(const gknb_report *report, const gk_items *items, const gk_open_row *row, int glued, gk_empty empty,
                 int worse, gk_row_readings *out);

/* The equation lies within the row. */
int gk_equation_in_row(const gk_equation *equation, const gk_open_row *row);

#endif
