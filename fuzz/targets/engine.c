/* engine.c: what libFuzzer asks for: changes to an input, three of four ours; and a new report now and then. */
#include <string.h>

#include "../generate.h"
#include "oracle.h"

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t room);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t room, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *two, size_t two_size, uint8_t *out,
                                 size_t room, unsigned seed);

/* A report with a fault, or none. */
static size_t engine_report(fuzz_choice *choice, uint8_t *bytes, size_t room)
{
    static fuzz_document document;
    fuzz_dress dress = {0, 0, 0, 0, 0, 0, 0};
    const fuzz_fault *fault = &fuzz_faults[fuzz_pick(choice, fuzz_fault_count)];
    const fuzz_layout *layout = &fuzz_layouts[fuzz_pick(choice, fuzz_layout_count)];
    fuzz_figures(choice, &document, fuzz_pick(choice, gk_form_count), fuzz_pick(choice, 100));
    fuzz_lay_out(choice, &document);
    if (!fault->apply(choice, &document, fault->arg)) return 0;
    dress.wide = (uint8_t)fuzz_pick(choice, 2);
    dress.broken = (uint8_t)fuzz_pick(choice, 2);
    dress.padding = (uint8_t)fuzz_pick(choice, 4);
    return fuzz_render(choice, &document, layout, &dress, bytes, room, NULL);
}

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
