/* mhtml.c: a page saved as one file, or any other bytes as the page of one, in one of the encodings a part may have. */
#include "../../tests/support.h"
#include "opened.h"
#include "oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const encodings[] = {"8bit", "quoted-printable", "base64"};
    text file = {NULL, 0, 0};
    opened_check_if(bytes, size, "mhtml");
    text_puts(&file, "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n");
    text_format(&file, "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: %s\n\n",
                encodings[size % 3]);
    text_add(&file, (const char *)bytes, size);
    text_puts(&file, "\n--b--\n");
    opened_check((const uint8_t *)file.at, file.size);
    text_free(&file);
    return 0;
}
