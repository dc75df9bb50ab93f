/* memory.h: an allocator that counts, and fails when it is told to. */
#ifndef TEST_MEMORY_H
#define TEST_MEMORY_H

#include <stddef.h>

#include "../src/gknb.h"

typedef struct {
    size_t calls, live, bytes; /* blocks and bytes given and not taken back */
    size_t peak;               /* the most bytes at a time */
    size_t fail_at;            /* the call that fails, from 1; 0: none */
    int for_ever;              /* and every later call */
    int untouched;             /* blocks are not filled with rubbish: a clock runs */
    size_t wrong;              /* releases with another size than was asked for */
} counter;

/* `count`, zeroed, must outlive the allocator. */
gknb_allocator counting_allocator(counter *count);

#endif
