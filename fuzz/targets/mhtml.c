/* mhtml.c: a page saved as one file, opened and read. */
#include "opened.h"
#include "oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    opened_check_if(bytes, size, "mhtml");
    return 0;
}
