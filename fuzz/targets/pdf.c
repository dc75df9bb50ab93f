/* pdf.c: a PDF, opened and read. */
#include "opened.h"
#include "oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    opened_check_if(bytes, size, "pdf");
    return 0;
}
