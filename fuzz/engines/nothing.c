/* nothing.c: a target that does nothing: how fast the engine alone is. */
#include "../targets/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static volatile uint8_t last;
    if (size) last = bytes[size - 1];
    return 0;
}
