/* page.h: a page as it is drawn: characters and ruling lines by position, in points from the top left.
 *
 * In: what pdf.c found on a page. Out: its text in reading order, its ruled tables as rows and cells. The order in
 * which the file draws them does not matter. */
#ifndef GK_PAGE_H
#define GK_PAGE_H

#include "linear.h"

typedef struct {
    float left, top, right, bottom;
    uint32_t code;
} gk_page_char;

/* A ruling line: at y from x to x, or at x from y to y. */
typedef struct {
    float at, from, to;
} gk_ruling;

typedef struct {
    float width, height;
    unsigned turns; /* quarters to the left by which it was turned: its text ran down, backwards or up */
    gk_page_char *chars;
    size_t char_count;
    gk_ruling *across, *down;
    size_t across_count, down_count;
} gk_page;

/* To sort characters from the top down; then the first line of `count` is so many, which are sorted along it. */
float gk_page_middle(const gk_page_char *c);
int gk_page_down(const void *a, const void *b);
size_t gk_page_line(gk_page_char *chars, size_t count);

/* Takes the head and foot lines off that run through the pages of a document. */
gknb_open_status gk_drop_running(gk_page *pages, size_t count) GKNB_MUST_CHECK;

/* A ruled table. Cell (row, column) is part of the cell whose first (row * columns + column) stands in `root`. */
typedef struct {
    float *xs, *ys; /* columns + 1, rows + 1 */
    uint32_t columns, rows;
    uint32_t *root;
} gk_grid;

/* The tables of a page from the top down, at most `most`; GKNB_OPEN_NO_MEMORY is the only failure. */
gknb_open_status gk_find_grids(const gk_page *page, gk_grid *grids, size_t most, size_t *count) GKNB_MUST_CHECK;
void gk_free_grid(gk_grid *grid);

/* Whether a line is drawn above the row, or at row `rows` below the last. */
int gk_is_ruled(const gk_page *page, const gk_grid *grid, uint32_t row, uint32_t column);

/* The row goes to the one above it. */
void gk_drop_grid_row(gk_grid *grid, uint32_t row);

/* The last cell of a column. */
typedef struct {
    float left;      /* of the column */
    float right;     /* of the cell */
    float line;      /* how wide its last line is */
    uint32_t end;    /* of its text; 0: there is no such cell */
    uint8_t figures; /* it is a number */
    uint8_t blank;
    uint8_t open; /* no line is drawn below it on its page, nor above it on the next */
} gk_page_column;

/* What is carried from page to page. */
typedef struct {
    int in_table, in_paragraph;
    uint32_t last_code; /* of the line before */
    float widest;       /* the right end of the longest line so far */
    float left, right;  /* of the table */
    int goes_on;        /* it began on a page before */
    uint32_t columns;
    gk_page_column column[GK_LINEAR_COLUMNS];
} gk_page_state;

gknb_open_status gk_write_page(gk_page *page, gk_page_state *state, gk_linear *linear) GKNB_MUST_CHECK;

/* Whether a page is set in two columns, which part at `x` below `y`. */
int gk_find_gutter(gk_page *page, float *x, float *y);
gknb_open_status gk_write_columns(gk_page *page, float x, float y, gk_page_state *state,
                                  gk_linear *linear) GKNB_MUST_CHECK;

#endif
