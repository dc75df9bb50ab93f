/* arena.c: see arena.h. Blocks are chained, newest first; a request larger than a block gets its own. */
#include "arena.h"

#include <string.h>

/* Watched by ASan, what was taken ends where it was said to end, and is not zero by chance. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define ARENA_WATCHED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_WATCHED
#endif
#ifdef ARENA_WATCHED
#include <sanitizer/asan_interface.h>
enum { ARENA_GAP = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(memory, size) ((void)(memory), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(memory, size) ((void)(memory), (void)(size))
enum { ARENA_GAP = 0 };
#endif

struct gk_arena_block {
    gk_arena_block *older;
    size_t size; /* of the whole, as allocated */
};

enum { ARENA_ALIGN = 16, ARENA_BLOCK = 16 * 1024 };

static size_t arena_round(size_t size) { return (size + (ARENA_ALIGN - 1)) & ~(size_t)(ARENA_ALIGN - 1); }

void gk_arena_init(gk_arena *arena, const gknb_allocator *allocator)
{
    arena->allocator = allocator;
    arena->newest = NULL;
    arena->used = 0;
    arena->room = 0;
}

/* Puts a block with room for `size` bytes in front. */
static int arena_grow(gk_arena *arena, size_t size)
{
    size_t head = arena_round(sizeof(gk_arena_block));
    size_t room = size > ARENA_BLOCK - head ? size : ARENA_BLOCK - head;
    gk_arena_block *block = (gk_arena_block *)arena->allocator->allocate(arena->allocator->user, head + room);
    if (!block) return 0;
    block->older = arena->newest;
    block->size = head + room;
    arena->newest = block;
    arena->used = head;
    arena->room = head + room;
    return 1;
}

void *gk_arena_take_raw(gk_arena *arena, size_t size)
{
    char *memory;
    size_t whole = arena_round(size + ARENA_GAP);
    if (size > (size_t)-1 / 2) return NULL;
    if (whole > arena->room - arena->used && !arena_grow(arena, whole)) return NULL;
    memory = (char *)arena->newest + arena->used;
    arena->used += whole;
    ASAN_POISON_MEMORY_REGION(memory + size, whole - size);
    if (ARENA_GAP) memset(memory, 0xa5, size);
    return memory;
}

void *gk_arena_take(gk_arena *arena, size_t size)
{
    void *memory = gk_arena_take_raw(arena, size);
    if (memory) memset(memory, 0, size);
    return memory;
}

void gk_arena_free(gk_arena *arena)
{
    while (arena->newest) {
        gk_arena_block *older = arena->newest->older;
        ASAN_UNPOISON_MEMORY_REGION(arena->newest, arena->newest->size);
        arena->allocator->release(arena->allocator->user, arena->newest, arena->newest->size);
        arena->newest = older;
    }
    arena->used = 0;
    arena->room = 0;
}
