/* bodies.h: operands sorted by the body that publishes and by the year reported on. */
#ifndef GK_CLI_BODIES_H
#define GK_CLI_BODIES_H

#include "../out/series.h"
#include "batch.h"

typedef struct {
    size_t operand;
    gk_outcome outcome;      /* of reading it */
    char *body;              /* one for all names of a body; NULL: no report, or none that tells body and year */
    size_t read;             /* numbers in it */
    gk_series_report report; /* its texts and cells are those below */
    char *issuer, *breaks;
    gk_series_cell *cells;
} gk_filed;

/* Reads every operand; sorted by body, year, and how much was read, most first. For the command series the cells it
 * shows are kept, and what cannot be read is said. NULL: no memory, or wrong aliases, and it has said so. */
gk_filed *gk_file_bodies(gk_cli *cli);
void gk_free_filed(gk_filed *filed, size_t count);
/* Whether it can be read twice. */
int gk_is_file(const char *file);
/* Whether two belong to one body. */
int gk_same_body(const gk_filed *a, const gk_filed *b);
/* For each operand, the operand plus one that is its body's report on the year before; 0: none. NULL: no memory. */
size_t *gk_pair_years(const gk_filed *filed, size_t count);

#endif
