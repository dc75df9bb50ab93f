/* afl.c: what AFL++ asks of a custom mutator (AFL_CUSTOM_MUTATOR_LIBRARY): our changes to an input, with another one at
 * hand to take pieces from; and a new report now and then. AFL++ goes on with changes of its own. */
#include <stdlib.h>
#include <string.h>

#include "../generate.h"
#include "report.h"

typedef struct {
    fuzz_choice choice;
    uint8_t bytes[1 << 17];
} afl_mutator;

void *afl_custom_init(void *afl, unsigned seed);
void afl_custom_deinit(void *data);
size_t afl_custom_fuzz(void *data, uint8_t *bytes, size_t size, uint8_t **out, uint8_t *other, size_t other_size,
                       size_t most);

void *afl_custom_init(void *afl, unsigned seed)
{
    afl_mutator *m = (afl_mutator *)malloc(sizeof *m);
    (void)afl;
    if (m) fuzz_seed(&m->choice, seed);
    return m;
}

void afl_custom_deinit(void *data) { free(data); }

size_t afl_custom_fuzz(void *data, uint8_t *bytes, size_t size, uint8_t **out, uint8_t *other, size_t other_size,
                       size_t most)
{
    afl_mutator *m = (afl_mutator *)data;
    size_t room = most < sizeof m->bytes ? most : sizeof m->bytes;
    *out = m->bytes;
    if (size < 64 || fuzz_pick(&m->choice, 64) == 0) {
        size_t made = engine_report(&m->choice, m->bytes, room);
        if (made) return made;
    }
    if (size > room) size = room;
    memcpy(m->bytes, bytes, size);
    return fuzz_mutate(&m->choice, FUZZ_PRESERVE | FUZZ_DAMAGE | FUZZ_BYTES | FUZZ_BOMB, m->bytes, size, room, other,
                       other_size);
}
