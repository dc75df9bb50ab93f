/* parse.c: bytes to report, whole, twice: from where they are, and from a block of their own with another allocator. */
#include <stdlib.h>
#include <string.h>

#include "oracle.h"

/* Every block lies somewhere else than malloc would put it, and holds what nobody wrote. */
static void *parse_allocate(void *user, size_t size)
{
    char *memory = (char *)malloc(size + 64);
    (void)user;
    if (memory) memset(memory, 0xa5, size + 64);
    return memory ? memory + 64 : NULL;
}

static void parse_release(void *user, void *memory, size_t size)
{
    (void)user;
    (void)size;
    free((char *)memory - 64);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const gknb_allocator other = {parse_allocate, parse_release, NULL};
    gknb_options options;
    gknb_report *one, *two;
    uint8_t *copy;
    gknb_status status = gknb_parse(bytes, size, NULL, &one);
    ORACLE(status == GKNB_OK || status == GKNB_CONTAINER);
    if (status != GKNB_OK) return 0;
    oracle_spans(one);
    oracle_states(one);
    memset(&options, 0, sizeof options);
    options.allocator = &other;
    copy = (uint8_t *)malloc(size + !size);
    memcpy(copy, bytes, size);
    ORACLE(gknb_parse(copy, size, &options, &two) == GKNB_OK);
    oracle_same(one, two);
    gknb_free(two);
    free(copy);
    gknb_free(one);
    return 0;
}
