/* strict.c: the grammar alone: what it takes without repairs the whole reader reads alike; figures drawn anew are read
 * again; a reader that knows nothing of grammars says the same. */
#include "oracle.h"
#include "second.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    gknb_report *report;
    if (gknb_parse(bytes, size, NULL, &report) != GKNB_OK) return 0;
    oracle_strict(bytes, size, report);
    oracle_round(report);
    second_agrees(bytes, size, report);
    gknb_free(report);
    return 0;
}
