/* guard.c: what the libraries that read containers may do. They talk to standard error, of each damaged font for one;
 * what is wrong with a file we say ourselves. And a PDF of two thousand bytes whose forms draw each other keeps one
 * busy for days: the kernel counts the time. In a worker its signal ends the process, and the parent says why; a
 * program that reads by itself says so and ends. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../base/limits.h"
#include "cli.h"
#include "memory.h"

static int guard_error = -1;       /* standard error as it was */
static struct rlimit guard_before; /* the limit as it was */
static gk_memory guard_words;      /* what is said when the time is up */

static void guard_late(int signal)
{
    (void)signal;
    if (write(guard_error < 0 ? STDERR_FILENO : guard_error, guard_words.text, guard_words.size) < 0) {}
    _exit(GK_CLI_FAILED);
}

static void guard_hush(void)
{
    int none = open("/dev/null", O_WRONLY | O_CLOEXEC);
    guard_error = none < 0 ? -1 : dup(STDERR_FILENO);
    if (guard_error >= 0) dup2(none, STDERR_FILENO);
    if (none >= 0) close(none);
}

/* A limit that ends sooner stands. */
static void guard_time(void)
{
    struct rlimit limit;
    struct rusage used;
    rlim_t due;
    getrusage(RUSAGE_SELF, &used);
    due = (rlim_t)used.ru_utime.tv_sec + (rlim_t)used.ru_stime.tv_sec + GK_MAX_SECONDS + 2; /* two begun ones */
    getrlimit(RLIMIT_CPU, &guard_before);
    limit = guard_before;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > due) limit.rlim_cur = due;
    setrlimit(RLIMIT_CPU, &limit);
}

void gk_guard(gk_cli *cli, const char *file)
{
    gk_out err = cli->err;
    guard_hush();
    guard_time();
    if (cli->worker) return;
    cli->err.write = gk_memory_write;
    cli->err.user = &guard_words;
    gk_cli_error(cli, GK_CLI_TOO_LONG, file, NULL);
    cli->err = err;
    signal(SIGXCPU, guard_late);
}

void gk_unguard(void)
{
    signal(SIGXCPU, SIG_DFL);
    setrlimit(RLIMIT_CPU, &guard_before);
    if (guard_error >= 0) {
        dup2(guard_error, STDERR_FILENO);
        close(guard_error);
    }
    guard_error = -1;
    free(guard_words.text);
    memset(&guard_words, 0, sizeof guard_words);
}
