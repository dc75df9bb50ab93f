/* stream.c: where output goes: standard output, a file, a store; and what is said on standard error. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static void stream_write(int to, const char *text, size_t size, int *error)
{
    while (size && !*error) {
        ssize_t written = write(to, text, size);
        if (written < 0 && errno != EINTR) *error = errno;
        if (written <= 0) continue;
        text += written;
        size -= (size_t)written;
    }
}

/* A store says what went wrong in its own words; once is enough. */
static int stream_check(gk_cli *cli, const char *wrong)
{
    if (!wrong) return 1;
    if (!cli->out_error) gk_cli_error(cli, GK_CLI_NOT_WRITTEN, cli->output_file, wrong);
    cli->out_error = EPIPE; /* it has been said */
    return 0;
}

void gk_emit(gk_cli *cli, const char *text, size_t size)
{
    if (!size || cli->out_error) return;
    if (cli->store) stream_check(cli, cli->output->store->write(cli->store, text, size));
    else stream_write(cli->output_fd, text, size, &cli->out_error);
}

void gk_emit_error(const char *text, size_t size)
{
    int error = 0;
    stream_write(STDERR_FILENO, text, size, &error);
}

void gk_write_out(void *user, const char *text, size_t size) { gk_emit((gk_cli *)user, text, size); }

void gk_write_error(void *user, const char *text, size_t size)
{
    gk_flush(&((gk_cli *)user)->out);
    gk_emit_error(text, size);
}

int gk_open_output(gk_cli *cli)
{
    const gk_store *store = cli->output ? cli->output->store : NULL; /* of series there is none */
    if (store && !cli->output_file) {
        gk_usage_error(cli, GK_CLI_NEEDS_OUTPUT, cli->output->name, NULL);
        return 0;
    }
    if (store) return stream_check(cli, store->open(cli->output_file, &cli->store));
    if (!cli->output_file) return 1;
    cli->output_fd = open(cli->output_file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return cli->output_fd >= 0 || stream_check(cli, strerror(errno));
}

int gk_close_output(gk_cli *cli)
{
    int fine = 1;
    if (cli->store) fine = stream_check(cli, cli->output->store->close(cli->store));
    else if (cli->output_file && close(cli->output_fd)) fine = stream_check(cli, strerror(errno));
    cli->store = NULL;
    cli->output_fd = STDOUT_FILENO;
    return fine;
}
