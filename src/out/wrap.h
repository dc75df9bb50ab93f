/* wrap.h: breaks a text into lines of so many columns: behind blanks, hyphens and wide characters, not before a
 * closing mark, not behind an opening one. */
#ifndef GK_OUT_WRAP_H
#define GK_OUT_WRAP_H

#include "out.h"

/* The n-th line and its size without the blanks at its end, or NULL behind the last. `room` is at least 2. */
const char *gk_wrap_line(const char *text, size_t room, size_t n, size_t *size);
/* The columns of the longest part that is not broken. */
size_t gk_widest_word(const char *text);
/* The whole text from column `indent` to `edge`, with a line break behind it; it begins where the output stands. */
void gk_put_wrapped(gk_out *out, const char *text, size_t indent, size_t edge);

#endif
