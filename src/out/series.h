/* series.h: the reports of one body, year by year, as a table with small plots, as CSV, as SVG.
 *
 * In: what was kept of each report, in the order of their years. Out: bytes. Years without a report are shown as such,
 * and what is no number by its sign. */
#ifndef GK_OUT_SERIES_H
#define GK_OUT_SERIES_H

#include "out.h"

enum { GK_SERIES_YEARS = 210 }; /* a report is on 1990 to 2199 */

/* What is kept of a cell; the texts live for ever. */
typedef struct {
    const char *path, *row, *column;
    gknb_state state;
    int has_value, has_inferred;
    gknb_decimal value, inferred;
} gk_series_cell;

typedef struct {
    const char *file;
    const char *issuer;
    const char *form; /* NULL: of no known form */
    int year;
    int sum; /* gk_sum_of the report */
    const gk_series_cell *cells;
    size_t cell_count;
    const char *breaks; /* lines on what does not follow from the report before, or NULL */
    int spare;          /* another report on the same year, read more wholly, stands before it */
} gk_series_report;

typedef struct {
    const gk_series_report *reports; /* at least one */
    size_t count;
    const gk_series_cell **keys; /* a cell of each path there is */
    size_t key_count;
    int all; /* the keys were asked for: those that are 0 in every year are shown too */
} gk_series;

typedef void gk_series_output(gk_out *out, const gk_series *series, size_t count);

/* By the name of its format, or NULL; the names, with blanks between. */
gk_series_output *gk_find_series_output(const char *name);
extern const char gk_series_formats[];

/* For the outputs: the cell of a path, or NULL; whether a key is 0, blank or not there in every year. */
const gk_series_cell *gk_series_find(const gk_series_report *report, const char *path);
int gk_series_is_nil(const gk_series *series, const char *path);
/* The report that speaks for a year, or NULL. */
const gk_series_report *gk_series_of_year(const gk_series *series, int year);
/* The number a plot shows; 0: none. */
int gk_series_number(const gk_series *series, int year, const char *path, double *number);

gk_series_output gk_put_series_csv, gk_put_series_svg, gk_put_series_text;

#endif
