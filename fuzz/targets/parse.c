/* parse.c: bytes to report, whole, twice, and without repairs. */
#include "oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    gknb_report *one, *two;
    gknb_status status = gknb_parse(bytes, size, NULL, &one);
    ORACLE(status == GKNB_OK || status == GKNB_CONTAINER);
    if (status != GKNB_OK) return 0;
    oracle_spans(one);
    oracle_states(one);
    ORACLE(gknb_parse(bytes, size, NULL, &two) == GKNB_OK);
    oracle_same(one, two);
    gknb_free(two);
    oracle_strict(bytes, size, one);
    oracle_round(one);
    gknb_free(one);
    return 0;
}
