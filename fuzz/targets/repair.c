/* repair.c: the repair engine: its steps and faults stay below their caps, and changes that mean nothing (blank lines,
 * line ends, the width of digits) change no number in silence. */
#include <string.h>

#include "../../src/parse/parse.h"
#include "../generate.h"
#include "oracle.h"

enum { REPAIR_ROOM = 1 << 17 };

static void repair_look(void *user, const gk_mend_run *run)
{
    (void)user;
    ORACLE(run->result.nodes <= GK_MAX_REPAIR_STEPS_DOCUMENT + GK_MAX_REPAIR_STEPS);
    for (uint32_t i = 0; i < run->result.error_count; i++) {
        const gk_repair_error *e = &run->result.errors[i];
        ORACLE(e->start <= e->end && e->count >= 1 && e->count <= GK_MAX_REPAIRS);
        ORACLE(!i || e[-1].end <= e->start);
    }
}

/* META: with every line end doubled, or as CR LF, a number read is the same number, or it is not read. */
static void repair_redressed(const uint8_t *bytes, size_t size, const gknb_report *report)
{
    static uint8_t other[2 * REPAIR_ROOM];
    gknb_report *again;
    size_t n = 0;
    if (size > REPAIR_ROOM) return;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '\n' && (!i || bytes[i - 1] != '\r')) other[n++] = '\r';
        other[n++] = bytes[i];
    }
    ORACLE(gknb_parse(other, n, NULL, &again) == GKNB_OK);
    ORACLE(gknb_cell_count(again) == gknb_cell_count(report));
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_cell x, y;
        gknb_get_cell(report, i, &x);
        gknb_get_cell(again, i, &y);
        ORACLE(!x.has_value || !y.has_value || (x.value.digits == y.value.digits && x.value.scale == y.value.scale));
        ORACLE(x.has_value == y.has_value);
    }
    gknb_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    gknb_report *report;
    if (gknb_parse(bytes, size, NULL, &report) != GKNB_OK) return 0;
    ORACLE(gk_parse_repairs(report, repair_look, NULL) == GKNB_OK);
    oracle_spans(report);
    oracle_states(report);
    repair_redressed(bytes, size, report);
    gknb_free(report);
    return 0;
}
