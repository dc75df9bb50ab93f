/* inputs.h: documents that ask the most of a parser: of what a report is made of, and no report.
 *
 * In: a name, a size. Out: as many bytes, the same every time. */
#ifndef HOSTILE_INPUTS_H
#define HOSTILE_INPUTS_H

#include <stddef.h>

typedef struct {
    const char *name;
    /* Appends the n-th piece at `out`, which has HOSTILE_PIECE bytes of room; returns its size. */
    size_t (*piece)(unsigned n, char *out);
} hostile_input;

enum { HOSTILE_PIECE = 1 << 16 };

extern const hostile_input hostile_inputs[];
extern const unsigned hostile_input_count;

/* `out` has `size` bytes of room. */
void hostile_make(const hostile_input *input, char *out, size_t size);

#endif
