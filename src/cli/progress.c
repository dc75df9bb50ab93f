/* progress.c: see progress.h. The first bar comes after a third of a second: a short batch shows none. */
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROGRESS_WIDTH = 32, PROGRESS_FIRST_MS = 300, PROGRESS_EVERY_MS = 100 };

static void progress_due(gk_progress *p, long ms)
{
    clock_gettime(CLOCK_MONOTONIC, &p->due);
    p->due.tv_nsec += ms * 1000000;
    p->due.tv_sec += p->due.tv_nsec / 1000000000;
    p->due.tv_nsec %= 1000000000;
}

static int progress_is_due(const gk_progress *p)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec != p->due.tv_sec ? now.tv_sec > p->due.tv_sec : now.tv_nsec >= p->due.tv_nsec;
}

static void progress_write(const char *text, size_t size)
{
    ssize_t written = write(STDERR_FILENO, text, size);
    (void)written; /* a bar that cannot be drawn is no error */
}

void gk_progress_begin(gk_progress *p, size_t all)
{
    const char *term = getenv("TERM");
    memset(p, 0, sizeof *p);
    p->all = all;
    p->on = all > 1 && isatty(STDERR_FILENO) && !(term && !strcmp(term, "dumb"));
    if (p->on) progress_due(p, PROGRESS_FIRST_MS);
}

void gk_progress_hide(gk_progress *p)
{
    if (p->shown) progress_write("\r\033[K", 4);
    p->shown = 0;
}

void gk_progress_step(gk_progress *p)
{
    char text[PROGRESS_WIDTH * 3 + 80];
    size_t filled, used;
    p->done++;
    if (!p->on || !progress_is_due(p)) return;
    filled = p->done * PROGRESS_WIDTH / p->all;
    used = (size_t)snprintf(text, sizeof text, "\r");
    for (size_t i = 0; i < PROGRESS_WIDTH; i++, used += 3) memcpy(text + used, i < filled ? "\u2501" : "\u2508", 3);
    used +=
        (size_t)snprintf(text + used, sizeof text - used, " %3zu%%  %zu/%zu", p->done * 100 / p->all, p->done, p->all);
    progress_write(text, used);
    p->shown = 1;
    progress_due(p, PROGRESS_EVERY_MS);
}
