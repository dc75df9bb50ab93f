/* adapters.h: the readers of containers, one file each; a build may leave each out, which is a status too. */
#ifndef GK_ADAPTERS_H
#define GK_ADAPTERS_H

#include "linear.h"

/* Each adds the text of a document to `linear` and returns linear->status or what else went wrong. */

/* `bytes`: the page in clean UTF-8. */
gknb_open_status gk_read_html(const uint8_t *bytes, size_t size, gk_linear *linear) GKNB_MUST_CHECK;
/* `part`: of an MHTML message the bytes of its page, with their stretches in the message. */
gknb_open_status gk_read_mhtml(const uint8_t *bytes, size_t size, gk_linear *part) GKNB_MUST_CHECK;
gknb_open_status gk_read_docx(const uint8_t *bytes, size_t size, gk_linear *linear) GKNB_MUST_CHECK;
gknb_open_status gk_read_pdf(const uint8_t *bytes, size_t size, gk_linear *linear) GKNB_MUST_CHECK;

#endif
