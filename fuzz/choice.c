/* choice.c: see generate.h. */
#include <string.h>

#include "generate.h"

void fuzz_seed(fuzz_choice *choice, uint64_t seed)
{
    memset(choice, 0, sizeof *choice);
    choice->state = seed;
}

void fuzz_bytes(fuzz_choice *choice, const uint8_t *bytes, size_t size)
{
    choice->state = 0;
    choice->bytes = bytes;
    choice->end = bytes + size;
}

/* splitmix64 */
static uint32_t choice_next(fuzz_choice *choice)
{
    uint64_t z = choice->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ z >> 31) >> 32);
}

uint32_t fuzz_pick(fuzz_choice *choice, uint32_t below)
{
    uint32_t value = 0;
    if (below < 2) return 0;
    if (!choice->bytes) return choice_next(choice) % below;
    for (uint32_t reach = 1; reach && reach < below && choice->bytes < choice->end; reach <<= 8)
        value = value << 8 | *choice->bytes++;
    return value % below;
}
