/* resolve.h: the identities of the form decide what damaged rows hold (SPEC S9-resolve).
 *
 * In: rows, each with the items its numbers stand in, which may be too few, too many, or run together. Out: cells. A
 * row has a reading for each way to spread its digits over its cells; the readings are weighed by the identities within
 * the row, then together by those across rows. Where several weigh the same, their cells are ambiguous. Nothing here
 * requires that an identity holds: a document's own wrong sums do not bend the reading of another row. */
#ifndef GK_RESOLVE_H
#define GK_RESOLVE_H

#include "../model/report.h"
#include "items.h"

typedef struct {
    uint32_t from, to; /* the items its numbers stand in */
    uint32_t label;    /* the item of its label; GK_NO_ITEM: it has none */
    uint16_t kind;     /* the terminal of its label */
    uint16_t field;    /* its first cell in the report */
    uint8_t due;       /* cells */
    uint8_t moved;     /* it stands out of order */
    uint8_t adopted;   /* it carries its label, but the table around it is not there */
    uint8_t cut;       /* the document breaks off in it, or its table */
    uint8_t foreign;   /* put in where another form has one row: what stands there is not its own */
    /* what the reading taken does: */
    uint8_t numbers;                           /* items that hold something */
    uint8_t missing, surplus, split, vanished; /* cells without a number, numbers without a cell, runs taken apart */
    uint8_t ambiguous;                         /* cells that have several readings */
    uint8_t apart;                             /* they were too many to be weighed with the other rows, or to be kept */
} gk_open_row;

#define GK_NO_ITEM 0xffffffffu

/* One label stands before several rows of the form, side by side: all outcomes of table four. */
static inline int gk_row_has_parts(const gknb_report *report, const gk_open_row *row)
{
    return row->due > gk_rows[gk_fields[report->form->first_field + row->field].row].columns;
}

/* Fills in cell[0 .. form->field_count), which are all absent, for the rows. `glued`: cells of the document are not set
 * off from each other. `*score`: what speaks against the reading; less is better. Fails only with GKNB_NO_MEMORY. */
gknb_status gk_resolve(gknb_report *report, const gk_items *items, gk_open_row *rows, uint32_t count, int glued,
                       gk_cell *cell, int64_t *score) GKNB_MUST_CHECK;

/* Another reading weighs the same: what differs becomes ambiguous. */
void gk_merge_cells(gknb_report *report, gk_cell *cell, const gk_cell *other);

/* Gives every cell without a value the number that the identities leave for it, where they leave one. */
void gk_infer(gknb_report *report);

#endif
