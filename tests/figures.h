/* figures.h: the numbers of one report, by path, as a file of tests/figures/ has them. */
#ifndef TEST_FIGURES_H
#define TEST_FIGURES_H

#include <stddef.h>

enum { FIGURES = 200 }; /* of the form of 2021, which has the most */

typedef struct {
    char path[80];  /* of the row: "requests.new" */
    unsigned place; /* in the row, from 0 */
    char value[24];
} figure;

/* tests/figures/NAME.txt, and how many; ends the test when it cannot be read or has not all the figures of a form. */
size_t figures_read(const char *name, figure out[FIGURES]);

#endif
