/* memory.c: memory that runs out: whichever allocation fails, once or from then on, the status says so, nothing stays
 * behind, and what did not fail is read as ever. The n-th to fail is chosen by the bytes; the first and last always. */
#include <string.h>

#include "../../tests/memory.h"
#include "oracle.h"

static size_t memory_parse(const uint8_t *bytes, size_t size, counter *count, gknb_report **report, gknb_status *status)
{
    static gknb_allocator allocator;
    gknb_options options;
    allocator = counting_allocator(count);
    memset(&options, 0, sizeof options);
    options.allocator = &allocator;
    *status = gknb_parse(bytes, size, &options, report);
    return count->calls;
}

static void memory_fail(const uint8_t *bytes, size_t size, size_t at, int for_ever)
{
    counter count;
    gknb_report *report;
    gknb_status status;
    memset(&count, 0, sizeof count);
    count.fail_at = at;
    count.for_ever = for_ever;
    memory_parse(bytes, size, &count, &report, &status);
    ORACLE(status == GKNB_NO_MEMORY);
    ORACLE(count.live == 0 && count.bytes == 0 && count.wrong == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    counter count;
    gknb_report *report;
    gknb_status status;
    size_t calls, hash = size;
    memset(&count, 0, sizeof count);
    calls = memory_parse(bytes, size, &count, &report, &status);
    if (status != GKNB_OK) return 0;
    ORACLE(count.bytes <= (1u << 20) + 64 * size);
    gknb_free(report);
    ORACLE(count.live == 0 && count.bytes == 0 && count.wrong == 0);
    for (size_t i = 0; i < size; i++) hash = hash * 31 + bytes[i];
    for (size_t n = 1; n <= calls; n++)
        if (n <= 4 || n + 4 > calls || n % (calls / 8 + 1) == hash % (calls / 8 + 1))
            memory_fail(bytes, size, n, n % 2);
    return 0;
}
