/* memory.c: see memory.h. */
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 16 }; /* before a block: its size; what follows is aligned as malloc's */

static void *count_allocate(void *user, size_t size)
{
    counter *count = (counter *)user;
    char *block;
    count->calls++;
    if (count->fail_at && (count->calls == count->fail_at || (count->for_ever && count->calls > count->fail_at)))
        return NULL;
    block = (char *)malloc(HEAD + size);
    if (!block) {
        fputs("test: out of memory\n", stderr);
        exit(2);
    }
    memcpy(block, &size, sizeof size);
    if (!count->untouched) memset(block + HEAD, 0xa5, size);
    count->live++;
    count->bytes += size;
    if (count->bytes > count->peak) count->peak = count->bytes;
    return block + HEAD;
}

static void count_release(void *user, void *memory, size_t size)
{
    counter *count = (counter *)user;
    char *block = (char *)memory - HEAD;
    size_t asked;
    memcpy(&asked, block, sizeof asked);
    if (asked != size) count->wrong++;
    count->live--;
    count->bytes -= asked;
    free(block);
}

gknb_allocator counting_allocator(counter *count)
{
    gknb_allocator made = {count_allocate, count_release, count};
    return made;
}
