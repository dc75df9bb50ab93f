/* progress.h: how far a batch is, as a bar on standard error when that is a terminal; nothing when it is not. */
#ifndef GK_CLI_PROGRESS_H
#define GK_CLI_PROGRESS_H

#include <stddef.h>
#include <time.h>

typedef struct {
    size_t done, all;
    int on;
    int shown;
    struct timespec due; /* when it is drawn next */
} gk_progress;

void gk_progress_begin(gk_progress *progress, size_t all);
/* Takes the bar away, so that other text may be written. */
void gk_progress_hide(gk_progress *progress);
/* One more is done. */
void gk_progress_step(gk_progress *progress);

#endif
