/* memory.h: text in memory that grows as it is written. */
#ifndef GK_CLI_MEMORY_H
#define GK_CLI_MEMORY_H

#include <stddef.h>

/* Zero it before use; free `text` in the end. */
typedef struct {
    char *text;
    size_t size, room;
    int failed; /* there was no memory: something is lacking */
} gk_memory;

/* The `write` of a gk_out whose user is a gk_memory. */
void gk_memory_write(void *memory, const char *text, size_t size);
/* Makes it `size` bytes, the new ones unset; 0: no memory. */
int gk_memory_resize(gk_memory *memory, size_t size);
/* Puts a NUL behind it; 0: no memory. */
int gk_memory_end(gk_memory *memory);

#endif
