/* diff.h: a unified diff of two texts with the same number of lines. */
#ifndef GK_CLI_DIFF_H
#define GK_CLI_DIFF_H

#include "../out/out.h"

/* Writes nothing when the texts are the same. */
void gk_put_diff(gk_out *out, const char *file, const uint8_t *before, size_t before_size, const uint8_t *after,
                 size_t after_size);

#endif
