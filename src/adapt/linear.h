/* linear.h: the text an adapter makes, and the map that comes with it.
 *
 * In: pieces of text in reading order, each with its place in the document; breaks; tables, rows and cells. Out: one
 * linear text: blanks run together, blocks on lines of their own, a cell ended by U+001F, a row by U+001E and a line
 * break; stretches and spots for all of it. A table that lays out a page is told from one of data here. Knows no
 * container and no library. */
#ifndef GK_LINEAR_H
#define GK_LINEAR_H

#include "adapt.h"

enum { GK_LINEAR_COLUMNS = 64 }; /* so many are followed from row to row; the widest table of a report has 15 */

typedef struct {
    uint32_t text, marks, spots; /* where it begins */
    uint32_t row_text, row_marks;
    uint32_t row, column, widest;
    uint32_t cell_text, columns, rows; /* the cell under way and what it spans */
    uint8_t in_row, in_cell, is_prose, is_data;
    uint16_t below[GK_LINEAR_COLUMNS]; /* by column: the rows that a cell above still covers */
    uint8_t begins[GK_LINEAR_COLUMNS]; /* the last label over it begins here */
    uint8_t blank[GK_LINEAR_COLUMNS];  /* of them: with empty cells, as a number spans */
} gk_linear_table;

typedef struct {
    uint8_t *text;
    size_t size, room;
    gknb_stretch *stretch;
    size_t stretches, stretch_room;
    gknb_spot *spot;
    size_t spots, spot_room;
    gk_linear_table *table; /* from the outermost in */
    size_t tables, table_room;
    uint32_t *mark; /* the marks of cells of the rows under way */
    size_t marks, mark_room;
    uint32_t cells, numbered; /* so far: cells, tables of data */
    uint32_t page;
    uint32_t at;                   /* the end of what was last taken from the document */
    uint32_t blank_end;            /* of the blanks from `at` on that are not yet written */
    char pending;                  /* 0, ' ' or '\n' */
    int own;                       /* the text is the document: places count in it */
    uint32_t pinyin, pinyin_start; /* see gknb_source */
    size_t cap;
    gknb_open_status status; /* the first that went wrong: all calls then do nothing */
} gk_linear;

/* `linear` is all zeroes but for `cap` and `own` to begin with. */
void gk_linear_free(gk_linear *linear);

/* Bytes as they are, of which [start, end) of the document are made. */
void gk_linear_raw(gk_linear *linear, const void *bytes, size_t size, uint32_t start, uint32_t end);
/* Text in UTF-8 as it stands at [start, end) of the document; blanks run together. */
void gk_linear_text(gk_linear *linear, const uint8_t *bytes, size_t size, uint32_t start, uint32_t end);
/* The same, every blank and line break kept. */
void gk_linear_verbatim(gk_linear *linear, const uint8_t *bytes, size_t size, uint32_t start, uint32_t end);
/* A block begins or ends here. */
void gk_linear_break(gk_linear *linear);

/* A page begins. */
void gk_linear_page(gk_linear *linear, uint32_t number);

/* Ends may be left out, cells may stand outside of rows. */
void gk_linear_table_begin(gk_linear *linear);
void gk_linear_row_begin(gk_linear *linear);
void gk_linear_cell_begin(gk_linear *linear, uint32_t columns, uint32_t rows);
/* Here stands only what a cell above covers. */
void gk_linear_cell_covered(gk_linear *linear, uint32_t columns);
void gk_linear_cell_end(gk_linear *linear);
void gk_linear_row_end(gk_linear *linear);
void gk_linear_table_end(gk_linear *linear);

/* Instead of the end of a row of which all text was moved. */
void gk_linear_row_drop(gk_linear *linear);

/* Moves the last `size` bytes of the text, which end the cell that was last ended, to `to`: they go on a cell before.
 */
void gk_linear_move(gk_linear *linear, size_t size, uint32_t to);

/* All is in; the document has `size` bytes. */
void gk_linear_end(gk_linear *linear, uint32_t size);

/* Whether characters have their pinyin behind them; then it is taken out of a text that is at its end (pinyin.c). */
int gk_has_pinyin(const uint8_t *text, size_t size);
void gk_linear_drop_pinyin(gk_linear *linear);

#endif
