/* file.c: reads a file into memory: at once into a buffer of its size when it has one, else growing up to the cap.
 *
 * In: a name, "-" for standard input. Out: all its bytes, or an error said. Never more than the cap and a byte. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

enum { FILE_CAP = 64 << 20 /* S8-size */, FILE_FIRST = 65536 };

static int file_fail(gk_cli *cli, const char *file, int error)
{
    if (error == ENOENT) gk_cli_error(cli, GK_CLI_NO_FILE, file, NULL);
    else if (error == EACCES) gk_cli_error(cli, GK_CLI_NO_ACCESS, file, NULL);
    else if (error == EISDIR) gk_cli_error(cli, GK_CLI_IS_DIRECTORY, file, NULL);
    else if (error == ENOMEM) gk_cli_error(cli, GK_CLI_NO_MEMORY, file, NULL);
    else gk_cli_error(cli, GK_CLI_READ_FAILED, file, strerror(error));
    return 0;
}

static size_t file_cap(const gk_cli *cli) { return cli->options.max_size ? cli->options.max_size : FILE_CAP; }

static int file_too_large(gk_cli *cli, const char *file)
{
    gknb_decimal cap = {(int64_t)file_cap(cli), 0};
    char text[40];
    gknb_format_decimal(cap, text);
    gk_cli_error(cli, GK_CLI_TOO_LARGE, file, text);
    return 0;
}

/* Reads until the end, or one byte behind the cap; 0 or an errno. `*bytes` may be set in both cases. */
static int file_slurp(int fd, size_t room, size_t cap, uint8_t **bytes, size_t *size)
{
    *size = 0;
    *bytes = (uint8_t *)malloc(room);
    if (!*bytes) return ENOMEM;
    while (*size <= cap) {
        ssize_t got;
        if (*size == room) {
            uint8_t *grown;
            room = room > cap / 2 ? cap + 1 : room * 2;
            if (!(grown = (uint8_t *)realloc(*bytes, room))) return ENOMEM;
            *bytes = grown;
        }
        got = read(fd, *bytes + *size, room - *size);
        if (!got) return 0;
        if (got < 0 && errno != EINTR) return errno;
        if (got > 0) *size += (size_t)got;
    }
    return 0;
}

int gk_read_file(gk_cli *cli, const char *file, uint8_t **bytes, size_t *size)
{
    size_t cap = file_cap(cli), room = FILE_FIRST;
    struct stat about;
    int error, fd = !strcmp(file, "-") ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
    *bytes = NULL;
    if (fd < 0 || fstat(fd, &about)) {
        error = errno;
        if (fd > STDIN_FILENO) close(fd);
        return file_fail(cli, file, error);
    }
    if (S_ISREG(about.st_mode) && about.st_size > 0) {
        if ((uintmax_t)about.st_size > cap) {
            if (fd != STDIN_FILENO) close(fd);
            return file_too_large(cli, file);
        }
        room = (size_t)about.st_size + 1; /* the last byte tells that nothing follows */
    }
    error = file_slurp(fd, room > cap ? cap + 1 : room, cap, bytes, size);
    if (fd != STDIN_FILENO) close(fd);
    if (!error && *size <= cap) return 1;
    free(*bytes);
    *bytes = NULL;
    return error ? file_fail(cli, file, error) : file_too_large(cli, file);
}

static int file_not_open(gk_cli *cli, const char *file, gknb_open_status status)
{
    static const gk_cli_text_id texts[GKNB_OPEN_STATUSES] = {0,
                                                             GK_CLI_NO_MEMORY,
                                                             GK_CLI_OPEN_TOO_LARGE,
                                                             GK_CLI_OPEN_TOO_DEEP,
                                                             GK_CLI_OPEN_TOO_MANY,
                                                             GK_CLI_OPEN_DAMAGED,
                                                             GK_CLI_OPEN_LOCKED,
                                                             GK_CLI_OPEN_NO_TEXT,
                                                             GK_CLI_OPEN_OLD_WORD,
                                                             GK_CLI_OPEN_OFD,
                                                             GK_CLI_OPEN_OTHER_ZIP,
                                                             GK_CLI_OPEN_NO_HTML,
                                                             GK_CLI_OPEN_NO_DOCX,
                                                             GK_CLI_OPEN_NO_PDF};
    gk_cli_error(cli, texts[status], file, NULL);
    return 0;
}

int gk_open_bytes(gk_cli *cli, const char *file, gk_input *input)
{
    gknb_open_status status;
    gk_guard(cli, file);
    status = gknb_open(input->bytes, input->size, cli->options.max_size, &input->document);
    gk_unguard();
    return status == GKNB_OPEN_OK || file_not_open(cli, file, status);
}

int gk_open_input(gk_cli *cli, const char *file, gk_input *input)
{
    memset(input, 0, sizeof *input);
    if (!gk_read_file(cli, file, &input->bytes, &input->size)) return 0;
    if (gk_open_bytes(cli, file, input)) return 1;
    gk_close_input(input);
    return 0;
}

int gk_judge(gk_cli *cli, const char *file, gk_input *input)
{
    gknb_options options = cli->options;
    gknb_status status;
    if (!gk_configure(cli, file, &options)) return 0;
    options.source = input->document.source;
    status = gknb_parse(input->document.text, input->document.size, &options, &input->report);
    if (status == GKNB_OK) return 1;
    if (status == GKNB_TOO_LARGE) return file_too_large(cli, file);
    if (status == GKNB_NO_MEMORY) return file_fail(cli, file, ENOMEM);
    gk_cli_error(cli, GK_CLI_READ_FAILED, file, gknb_status_text(status));
    return 0;
}

int gk_read_report(gk_cli *cli, const char *file, gk_input *input)
{
    if (!gk_open_input(cli, file, input)) return 0;
    if (gk_judge(cli, file, input)) return 1;
    gk_close_input(input);
    return 0;
}

void gk_close_input(gk_input *input)
{
    gknb_free(input->report);
    gknb_close(&input->document);
    free(input->bytes);
    memset(input, 0, sizeof *input);
}
