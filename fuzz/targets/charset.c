/* charset.c: text in any encoding, opened and read. */
#include "opened.h"
#include "oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    opened_check_if(bytes, size, "text");
    opened_check_if(bytes, size, "utf-16");
    return 0;
}
