/* subject.h: documents with a fault, for whoever measures what is read of them.
 *
 * In: a class of faults, a seed. Out: the document whole and damaged, in a layout and dress the seed chooses, with the
 * truth of its cells; figures come from seeds and from corpus/. */
#ifndef TEST_SUBJECT_H
#define TEST_SUBJECT_H

#include "../fuzz/generate.h"
#include "../src/gknb.h"

enum { SUBJECT_ROOM = 1 << 18 };

typedef struct {
    uint64_t seed;
    const fuzz_fault *fault;
    const fuzz_layout *layout;
    fuzz_dress dress;
    fuzz_document whole, damaged;
    fuzz_places places;
    uint8_t bytes[2][SUBJECT_ROOM]; /* whole, damaged */
    size_t size[2];
} subject;

/* Once, before the first: takes the figures of the corpus whose tables are whole and right. */
void corpus_read(void);

/* The `seed`-th document of a class; 0: the fault cannot be done to it. */
int subject_make(subject *s, const fuzz_fault *fault, uint64_t seed);

/* Where the row of a field stands, as far as anything of it does. */
gknb_span subject_row(const subject *s, unsigned field);

/* A finding names the cell, or its row and no other. */
int subject_flagged(const gknb_report *report, const subject *s, unsigned field);

/* The numbers are the same. */
int same_number(gknb_decimal a, gknb_decimal b);

#endif
