/* memory.c: see memory.h. */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { MEMORY_FIRST = 65536 };

static int memory_need(gk_memory *m, size_t size)
{
    size_t room = m->room ? m->room : MEMORY_FIRST;
    char *grown;
    if (size <= m->room) return 1;
    while (room < size) room = room > (size_t)-1 / 2 ? size : room * 2;
    if (!(grown = (char *)realloc(m->text, room))) {
        m->failed = 1;
        return 0;
    }
    m->text = grown;
    m->room = room;
    return 1;
}

void gk_memory_write(void *memory, const char *text, size_t size)
{
    gk_memory *m = (gk_memory *)memory;
    if (m->failed || !memory_need(m, m->size + size)) return;
    memcpy(m->text + m->size, text, size);
    m->size += size;
}

int gk_memory_resize(gk_memory *m, size_t size)
{
    if (!memory_need(m, size)) return 0;
    m->size = size;
    return 1;
}

int gk_memory_end(gk_memory *m)
{
    if (!memory_need(m, m->size + 1)) return 0;
    m->text[m->size] = 0;
    return 1;
}
