/* resolve.c: reports whose truth is known: the bytes choose figures, layout, dress and fault. Whole, every number is
 * read at its cell; with the fault, no number is another one in silence. */
#include <string.h>

#include "../../tests/subject.h"
#include "oracle.h"

static subject s;

static int resolve_draw(fuzz_choice *choice)
{
    fuzz_choice again;
    unsigned form, dense, layout; /* picked one by one: compilers differ in which argument they make first */
    s.fault = &fuzz_faults[fuzz_pick(choice, fuzz_fault_count)];
    form = fuzz_pick(choice, gk_form_count);
    dense = fuzz_pick(choice, 100);
    fuzz_figures(choice, &s.whole, form, dense);
    fuzz_lay_out(choice, &s.whole);
    layout = fuzz_pick(choice, fuzz_layout_count);
    for (unsigned n = 0; n < fuzz_layout_count && !fuzz_fault_fits(s.fault, &fuzz_layouts[layout]); n++)
        layout = (layout + 1) % fuzz_layout_count;
    s.layout = &fuzz_layouts[layout];
    memset(&s.dress, 0, sizeof s.dress);
    s.dress.wide = (uint8_t)fuzz_pick(choice, 2);
    s.dress.crlf = (uint8_t)fuzz_pick(choice, 2);
    s.dress.broken = (uint8_t)fuzz_pick(choice, 2);
    s.dress.chrome = (uint8_t)fuzz_pick(choice, 2);
    s.damaged = s.whole;
    if (!s.fault->apply(choice, &s.damaged, s.fault->arg)) return 0;
    again = *choice;
    s.size[0] = fuzz_render(&again, &s.whole, s.layout, &s.dress, s.bytes[0], SUBJECT_ROOM, NULL);
    s.size[1] = fuzz_render(choice, &s.damaged, s.layout, &s.dress, s.bytes[1], SUBJECT_ROOM, &s.places);
    return s.size[0] && s.size[1];
}

/* The report's cell of a field; nothing when its form is another one. */
static gknb_cell resolve_cell(const gknb_report *report, unsigned field)
{
    static const gknb_cell nothing;
    gknb_cell cell = nothing;
    gknb_header header;
    gknb_get_header(report, &header);
    if (header.form && !strcmp(header.form, s.whole.form->id)) gknb_get_cell(report, field, &cell);
    return cell;
}

/* TRUTH */
static void resolve_whole(void)
{
    gknb_report *report;
    ORACLE(gknb_parse(s.bytes[0], s.size[0], NULL, &report) == GKNB_OK);
    for (unsigned i = 0; s.layout->shape != FUZZ_SHAPE_GLUED && i < s.whole.form->field_count; i++) {
        gknb_cell cell = resolve_cell(report, i);
        ORACLE(cell.state == GKNB_STATE_GIVEN);
        ORACLE(same_number(cell.value, s.whole.truth.value[i]));
    }
    gknb_free(report);
}

/* Where a row lost its number and the next one its label, the document is that of a report which lacks the next row,
 * and that is said of it. */
static int resolve_is_next(const gknb_report *report, unsigned field, gknb_cell cell)
{
    unsigned next = field + 1;
    if (next >= s.damaged.form->field_count || !same_number(cell.value, s.damaged.truth.value[next])) return 0;
    return resolve_cell(report, next).state == GKNB_STATE_ABSENT;
}

/* A number lost before a cell that is left empty makes the number behind it the first: the empty cell of the row is
 * told, among others. */
static int resolve_is_shifted(const gknb_report *report, unsigned field)
{
    const gk_field *fields = gk_fields + s.damaged.form->first_field;
    for (unsigned i = 0; i < s.damaged.form->field_count && s.fault->faults > 1; i++)
        if (fields[i].row == fields[field].row && resolve_cell(report, i).state == GKNB_STATE_BLANK &&
            oracle_told(report, i))
            return 1;
    return 0;
}

/* LOCAL */
static void resolve_damaged(void)
{
    gknb_report *report;
    ORACLE(gknb_parse(s.bytes[1], s.size[1], NULL, &report) == GKNB_OK);
    oracle_spans(report);
    oracle_states(report);
    for (unsigned i = 0; i < s.damaged.form->field_count; i++) {
        gknb_cell cell = resolve_cell(report, i);
        int other = cell.has_value && !same_number(cell.value, s.damaged.truth.value[i]);
        int blank = cell.state == GKNB_STATE_BLANK && s.damaged.truth.fate[i] == FUZZ_STANDS;
        ORACLE((!other && !blank) || subject_flagged(report, &s, i) ||
               (other && (resolve_is_shifted(report, i) || resolve_is_next(report, i, cell))));
    }
    gknb_free(report);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_choice choice;
    fuzz_bytes(&choice, bytes, size);
    if (!resolve_draw(&choice)) return 0;
    resolve_whole();
    resolve_damaged();
    return 0;
}
