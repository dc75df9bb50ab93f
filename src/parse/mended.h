/* mended.h: what was repaired, and the findings that tell it.
 *
 * In: the errors of the repair engine, the repair chosen of each, and the rows as the resolver read them. Out:
 * findings, one for each thing that is wrong: not one for each edit. */
#ifndef GK_MENDED_H
#define GK_MENDED_H

#include "build.h"
#include "near.h"
#include "repair.h"
#include "resolve.h"

typedef struct {
    gk_build *build;
    gk_arena *arena; /* of this run */
    const gk_items *items;
    uint8_t *joined;    /* of a token: a piece of a label that is whole in the items; NULL: there are none */
    uint8_t **compared; /* of a text: distances to all labels, then which part of it is that near; NULL: not yet */
    uint32_t texts;
    uint8_t *pieces, *firm; /* of an item */
    uint8_t *taken;         /* of an item: a row has it */
    uint32_t hollow;        /* rows whose label stands, but no number behind it */
    gk_repair_result result;
    uint32_t *choice;
    gk_repair_entry *entry;
    uint32_t entries;
    uint8_t *section; /* of an item: the number of the one it stands in; 0: none */
    gk_open_row *row;
    uint32_t rows, row_room;
    uint32_t swap[2];             /* two rows of which each has the other's numbers; twice the same: none */
    uint8_t told[GK_MOST_FIELDS]; /* of a cell: a finding on a row names it */
    uint32_t *row_of; /* of an item, once rows are told: 1 + the first row it is the label or a number of; 0: none */
    int no_memory;
} gk_mend_run;

/* Part `part` of a text: its tokens one by one (even), each also with all behind it (odd). 0: there is none. */
int gk_mend_text(const gk_mend_run *run, uint32_t item, unsigned part, gknb_span *span);

/* The number of the section an item stands in; 0: none. */
unsigned gk_mend_section(const gk_mend_run *run, uint32_t item);

/* The items with the labels of groups whole that stand in pieces between rows, each where its first piece does, and a
 * finding for each; tells `joined`. 0: there are none, or no memory. */
int gk_join_labels(gk_mend_run *run, gk_items *out);

/* What the engine is to know of the document. The run must stand still while it works. */
void gk_mend_params(gk_mend_run *run, gk_repair_params *params);

/* Finds the rows of the repaired stream, entry[0..entries). */
void gk_mend_rows(gk_mend_run *run);

/* Marks the fields that rows of the list have: rows with a label or with numbers. */
void gk_mend_has(const gk_mend_run *run, uint8_t *has);

void gk_say_mended(gk_mend_run *run);

#endif
