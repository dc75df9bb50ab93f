/* batch.c: see batch.h.
 *
 * Worker k of N reads files k, k + N, ... and sends each one's outcome and texts down its pipe; the parent takes them
 * in the order of the files. A pipe holds some 64 KB, so no worker runs far ahead, and memory does not grow with the
 * number of files. A worker that dies names its file; another goes on behind it. One file alone is read here. */
#include "batch.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "progress.h"

enum { BATCH_MOST_JOBS = 64 };

typedef struct {
    gk_outcome outcome;
    size_t out_size, err_size;
} batch_head;

typedef struct {
    pid_t pid;
    int pipe; /* to read from */
} batch_worker;

typedef struct {
    gk_cli *cli;
    gk_file_run *run;
    gk_memory out, err; /* of the file at hand */
    batch_worker worker[BATCH_MOST_JOBS];
    size_t jobs;
} batch;

/* ---- one file ---- */

static void batch_memory(gk_out *to, gk_memory *memory)
{
    memory->size = 0;
    to->write = gk_memory_write;
    to->user = memory;
}

/* Runs with both streams in memory. */
static gk_outcome batch_run(batch *b, size_t operand)
{
    gk_cli *cli = b->cli;
    gk_outcome outcome;
    gk_out out = cli->out, err = cli->err;
    batch_memory(&cli->out, &b->out);
    batch_memory(&cli->err, &b->err);
    outcome = b->run(cli, operand);
    gk_flush(&cli->out);
    gk_flush(&cli->err);
    cli->out = out;
    cli->err = err;
    return outcome;
}

/* ---- workers ---- */

static int batch_write(int to, const void *bytes, size_t size)
{
    const char *at = (const char *)bytes;
    while (size) {
        ssize_t written = write(to, at, size);
        if (written < 0 && errno != EINTR) return 0;
        if (written <= 0) continue;
        at += written;
        size -= (size_t)written;
    }
    return 1;
}

static int batch_read(int from, void *bytes, size_t size)
{
    char *at = (char *)bytes;
    while (size) {
        ssize_t got = read(from, at, size);
        if (!got || (got < 0 && errno != EINTR)) return 0;
        if (got < 0) continue;
        at += got;
        size -= (size_t)got;
    }
    return 1;
}

static void batch_work(batch *b, size_t first, int to)
{
    for (size_t i = first; i < b->cli->operand_count; i += b->jobs) {
        batch_head head;
        memset(&head, 0, sizeof head);
        head.outcome = batch_run(b, i);
        head.out_size = b->out.size;
        head.err_size = b->err.size;
        if (!batch_write(to, &head, sizeof head) || !batch_write(to, b->out.text, b->out.size) ||
            !batch_write(to, b->err.text, b->err.size))
            return;
    }
}

/* Starts worker k at a file; 0 when there is none to be had. */
static int batch_start(batch *b, size_t k, size_t first)
{
    int ends[2];
    b->worker[k].pid = -1;
    if (pipe(ends)) return 0;
    gk_flush(&b->cli->out);
    b->worker[k].pid = fork();
    if (b->worker[k].pid < 0) {
        close(ends[0]);
        close(ends[1]);
        return 0;
    }
    if (!b->worker[k].pid) {
        close(ends[0]);
        for (size_t i = 0; i < b->jobs; i++)
            if (i != k && b->worker[i].pid > 0) close(b->worker[i].pipe);
        b->cli->worker = 1;
        batch_work(b, first, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    b->worker[k].pipe = ends[0];
    return 1;
}

/* Waits for a worker; the signal that ended it, or 0. */
static int batch_end(batch_worker *worker)
{
    int how = 0;
    if (worker->pid <= 0) return 0;
    close(worker->pipe);
    while (waitpid(worker->pid, &how, 0) < 0 && errno == EINTR) {}
    worker->pid = -1;
    return WIFSIGNALED(how) ? WTERMSIG(how) : 0;
}

/* The file its worker died on. */
static gk_outcome batch_crashed(batch *b, const char *file, int signal)
{
    gk_outcome outcome = {GK_CLI_FAILED, -1};
    gknb_decimal number = {signal, 0};
    gk_out err = b->cli->err;
    char text[40];
    gknb_format_decimal(number, text);
    b->out.size = 0;
    batch_memory(&b->cli->err, &b->err);
    gk_cli_error(b->cli, signal == SIGXCPU ? GK_CLI_TOO_LONG : GK_CLI_CRASHED, file, text);
    b->cli->err = err;
    return outcome;
}

/* The outcome of file i, from its worker; texts in b->out and b->err. */
static gk_outcome batch_receive(batch *b, size_t i)
{
    batch_worker *worker = &b->worker[i % b->jobs];
    const char *file = b->cli->operands[i];
    batch_head head;
    int signal;
    if (worker->pid <= 0 && !batch_start(b, i % b->jobs, i)) return batch_run(b, i);
    if (batch_read(worker->pipe, &head, sizeof head) && gk_memory_resize(&b->out, head.out_size) &&
        batch_read(worker->pipe, b->out.text, head.out_size) && gk_memory_resize(&b->err, head.err_size) &&
        batch_read(worker->pipe, b->err.text, head.err_size))
        return head.outcome;
    signal = batch_end(worker); /* the next of its files starts another */
    return batch_crashed(b, file, signal);
}

static size_t batch_jobs(const gk_cli *cli)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t jobs = cli->jobs ? cli->jobs : cores > 1 ? (size_t)cores : 1;
    if (jobs > BATCH_MOST_JOBS) jobs = BATCH_MOST_JOBS;
    if (jobs > cli->operand_count) jobs = cli->operand_count;
    return jobs ? jobs : 1;
}

void gk_each_file(gk_cli *cli, gk_file_run *run, gk_file_take *take, void *user)
{
    batch b;
    size_t count = cli->operand_count;
    memset(&b, 0, sizeof b);
    b.cli = cli;
    b.run = run;
    b.jobs = batch_jobs(cli);
    for (size_t k = 0; k < b.jobs; k++) b.worker[k].pid = -1;
    for (size_t k = 0; k < b.jobs && count > 1; k++) batch_start(&b, k, k);
    for (size_t i = 0; i < count && !cli->out_error; i++) {
        gk_outcome outcome = count > 1 ? batch_receive(&b, i) : batch_run(&b, i);
        take(user, i, outcome, &b.out, &b.err);
    }
    for (size_t k = 0; k < b.jobs; k++) batch_end(&b.worker[k]);
    free(b.out.text);
    free(b.err.text);
}

/* ---- through an output ---- */

typedef struct {
    gk_cli *cli;
    gk_progress progress;
    int any;    /* a document wrote something */
    int status; /* the worst so far */
} batch_output;

/* What one call of the output writes, whole, to where it goes. */
static void batch_emit(gk_cli *cli, void (*call)(gk_out *out), const char *file, const char *why)
{
    gk_memory memory = {NULL, 0, 0, 0};
    gk_out out = cli->out;
    if (!call && !file) return;
    cli->out.write = gk_memory_write;
    cli->out.user = &memory;
    if (call) call(&cli->out);
    else cli->output->failed(&cli->out, file, why);
    gk_flush(&cli->out);
    out.kept = cli->out.kept;
    cli->out = out;
    gk_emit(cli, memory.text, memory.size);
    free(memory.text);
}

/* The error in words, without `gknb: FILE: ` before it. */
static void batch_failed(gk_cli *cli, const char *file, gk_memory *err)
{
    static const char ours[] = "gknb: ";
    char *text;
    size_t size = strlen(file);
    if (!cli->output->failed || !err->size || !gk_memory_end(err)) return;
    text = err->text;
    if (!strncmp(text, ours, sizeof ours - 1)) text += sizeof ours - 1;
    if (!strncmp(text, file, size) && text[size] == ':' && text[size + 1] == ' ') text += size + 2;
    text[strcspn(text, "\n")] = 0;
    batch_emit(cli, NULL, file, text);
}

static void batch_take(void *user, size_t index, gk_outcome outcome, gk_memory *out, gk_memory *err)
{
    batch_output *b = (batch_output *)user;
    gk_cli *cli = b->cli;
    gk_progress_hide(&b->progress);
    if (err->size) gk_emit_error(err->text, err->size);
    if (outcome.verdict < 0) {
        cli->out.failed++;
        batch_failed(cli, cli->operands[index], err);
    } else {
        cli->out.sums[outcome.verdict]++;
        if (out->size && b->any++ && cli->output->between)
            gk_emit(cli, cli->output->between, strlen(cli->output->between));
        if (out->size) gk_emit(cli, out->text, out->size);
    }
    if (outcome.status > b->status) b->status = outcome.status;
    gk_progress_step(&b->progress);
}

int gk_run_batch(gk_cli *cli, gk_file_run *run)
{
    batch_output b;
    memset(&b, 0, sizeof b);
    b.cli = cli;
    cli->out.files = cli->operand_count;
    gk_progress_begin(&b.progress, cli->operand_count);
    batch_emit(cli, cli->output->begin, NULL, NULL);
    gk_each_file(cli, run, batch_take, &b);
    gk_progress_hide(&b.progress);
    batch_emit(cli, cli->output->end, NULL, NULL);
    return b.status;
}
