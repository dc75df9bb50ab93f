/* libfuzzer.c: what libFuzzer asks for: changes to an input, three of four ours; and a new report now and then. */
#include <string.h>

#include "../generate.h"
#include "report.h"

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t room);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t room, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *two, size_t two_size, uint8_t *out,
                                 size_t room, unsigned seed);

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t room, unsigned seed)
{
    fuzz_choice choice;
    fuzz_seed(&choice, seed);
    if (size < 64 || fuzz_pick(&choice, 64) == 0) {
        size_t made = engine_report(&choice, bytes, room);
        if (made) return made;
    }
    if (fuzz_pick(&choice, 4) == 0) return LLVMFuzzerMutate(bytes, size, room);
    return fuzz_mutate(&choice, FUZZ_PRESERVE | FUZZ_DAMAGE | FUZZ_BYTES | FUZZ_BOMB, bytes, size, room, NULL, 0);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *two, size_t two_size, uint8_t *out,
                                 size_t room, unsigned seed)
{
    fuzz_choice choice;
    size_t size = one_size < room ? one_size : room;
    fuzz_seed(&choice, seed);
    memcpy(out, one, size);
    return fuzz_mutate(&choice, FUZZ_DAMAGE, out, size, room, two, two_size);
}
