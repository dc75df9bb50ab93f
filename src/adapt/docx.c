/* docx.c */
#include "adapters.h"

gknb_open_status gk_read_docx(const uint8_t *bytes, size_t size, gk_linear *linear)
{
    (void)bytes, (void)size, (void)linear;
    return GKNB_OPEN_NO_DOCX;
}
