/* work.c: work grows with the size: a piece of the input repeated four times as often takes no more than ten times the
 * processor's time and five times the memory. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../tests/memory.h"
#include "../../tests/support.h"
#include "oracle.h"

enum { WORK_PIECE = 96, WORK_FEW = 512, WORK_MANY = 2048, WORK_WHOLE = 4096, WORK_TRIES = 4 };

static double work_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Milliseconds to read the input with its piece repeated; the memory it took. */
static double work_cost(const uint8_t *bytes, size_t size, size_t from, size_t piece, unsigned times, size_t *memory)
{
    size_t room = size + piece * times, n = from;
    uint8_t *pumped = (uint8_t *)malloc(room + 1);
    counter count;
    gknb_allocator allocator;
    gknb_options options;
    gknb_report *report;
    double begun;
    memset(&count, 0, sizeof count);
    memset(&options, 0, sizeof options);
    count.untouched = 1;
    allocator = counting_allocator(&count);
    options.allocator = &allocator;
    memcpy(pumped, bytes, from);
    for (unsigned i = 0; i < times; i++, n += piece) memcpy(pumped + n, bytes + from, piece);
    memcpy(pumped + n, bytes + from, size - from);
    begun = work_now();
    if (gknb_parse(pumped, room, &options, &report) == GKNB_OK) {
        *memory = count.bytes;
        gknb_free(report);
    }
    begun = work_now() - begun;
    free(pumped);
    return begun;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    size_t from, piece, hash = size, few_memory = 0, many_memory = 0;
    if (!size || size > WORK_WHOLE) return 0;
    for (size_t i = 0; i < size; i++) hash = hash * 31 + bytes[i];
    from = hash % size;
    piece = 1 + hash / size % WORK_PIECE;
    if (piece > size - from) piece = size - from;
    for (int i = 0; i < WORK_TRIES; i++) { /* another process may have been in the way */
        double few = work_cost(bytes, size, from, piece, WORK_FEW, &few_memory);
        double many = work_cost(bytes, size, from, piece, WORK_MANY, &many_memory);
        ORACLE(many_memory <= 5 * few_memory + (1u << 20));
        if (many < 10 * few + 20) return 0;
    }
    oracle_fail("work that grows with the size", __FILE__, __LINE__);
    return 0;
}
