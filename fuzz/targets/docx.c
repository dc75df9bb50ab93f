/* docx.c: a package as it is, or any other bytes as the main part of one. */
#include "../../tests/pages.h"
#include "opened.h"
#include "oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    text part = {NULL, 0, 0}, package = {NULL, 0, 0};
    opened_check_if(bytes, size, "zip");
    if (size && *bytes == '<') {
        text_add(&part, (const char *)bytes, size);
        page_package(&package, "word/document.xml", &part, 0, 0);
        opened_check((const uint8_t *)package.at, package.size);
    }
    text_free(&part);
    text_free(&package);
    return 0;
}
