/* report.c: see report.h. */
#include "report.h"

size_t engine_report(fuzz_choice *choice, uint8_t *bytes, size_t room)
{
    static fuzz_document document;
    fuzz_dress dress = {0, 0, 0, 0, 0, 0, 0};
    const fuzz_fault *fault = &fuzz_faults[fuzz_pick(choice, fuzz_fault_count)];
    const fuzz_layout *layout = &fuzz_layouts[fuzz_pick(choice, fuzz_layout_count)];
    unsigned form = fuzz_pick(choice, gk_form_count), dense = fuzz_pick(choice, 100);
    fuzz_figures(choice, &document, form, dense);
    fuzz_lay_out(choice, &document);
    if (fuzz_pick(choice, 8) == 0) /* as printed, for the second opinion */
        return fuzz_render(choice, &document, &fuzz_layouts[1], &dress, bytes, room, NULL);
    if (!fault->apply(choice, &document, fault->arg)) return 0;
    dress.wide = (uint8_t)fuzz_pick(choice, 2);
    dress.broken = (uint8_t)fuzz_pick(choice, 2);
    dress.padding = (uint8_t)fuzz_pick(choice, 4);
    return fuzz_render(choice, &document, layout, &dress, bytes, room, NULL);
}
