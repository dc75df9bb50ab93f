/* arena.h: memory that is freed all at once.
 *
 * In: the caller's allocator. Out: blocks that live until gk_arena_free. */
#ifndef GK_ARENA_H
#define GK_ARENA_H

#include "../gknb.h"

typedef struct gk_arena_block gk_arena_block;

typedef struct {
    const gknb_allocator *allocator;
    gk_arena_block *newest;
    size_t used, room; /* of the newest block */
} gk_arena;

void gk_arena_init(gk_arena *arena, const gknb_allocator *allocator);
/* Zeroed, aligned for any type of ours; NULL when there is no memory. */
void *gk_arena_take(gk_arena *arena, size_t size);
/* The same, not zeroed: for what is written before it is read. */
void *gk_arena_take_raw(gk_arena *arena, size_t size);
void gk_arena_free(gk_arena *arena);

#endif
