/* fix.c: the command fix: makes the edits that findings suggest, and shows or keeps the result.
 *
 * In: a file. Out: the file with its safe edits made, on standard output, as a diff, or in its place. It is judged as
 * it stands before anything is changed, and judged anew after: an edit may uncover another. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "diff.h"

enum { FIX_MOST_PASSES = 8 };

typedef struct {
    uint8_t *bytes;
    size_t size;
    size_t made;  /* edits */
    size_t asked; /* fixes that are not safe and were left alone */
} fixed;

static int fix_compare(const void *a, const void *b)
{
    const gknb_edit *left = (const gknb_edit *)a, *right = (const gknb_edit *)b;
    if (left->span.start != right->span.start) return left->span.start < right->span.start ? -1 : 1;
    return left->span.end < right->span.end ? 1 : left->span.end > right->span.end ? -1 : 0;
}

/* The edits to make, in order, none over another; NULL: no memory. Counts the fixes not made. */
static gknb_edit *fix_edits(const gk_cli *cli, const gknb_report *report, size_t *count, size_t *asked)
{
    gknb_edit *edits = NULL;
    size_t room = 1, kept = 0;
    *count = *asked = 0;
    for (int pass = 0;; pass++) {
        if (pass && !(edits = (gknb_edit *)malloc(room * sizeof *edits))) return NULL;
        for (size_t i = 0; i < gknb_finding_count(report); i++) {
            gknb_finding f;
            gknb_get_finding(report, i, &f);
            if (!f.safe && !cli->unsafe) {
                *asked += !pass && f.edit_count;
                continue;
            }
            if (!pass) room += f.edit_count;
            for (size_t n = 0; pass && n < f.edit_count; n++) gknb_get_edit(report, i, n, &edits[(*count)++]);
        }
        if (pass) break;
    }
    qsort(edits, *count, sizeof *edits, fix_compare);
    for (size_t i = 0; i < *count; i++)
        if (!kept || edits[i].span.start >= edits[kept - 1].span.end) edits[kept++] = edits[i];
    *count = kept;
    return edits;
}

/* The bytes with the edits made; NULL: no memory. */
static uint8_t *fix_apply(const uint8_t *bytes, size_t size, const gknb_edit *edits, size_t count, size_t *new_size)
{
    size_t room = size + 1, from = 0, to = 0;
    uint8_t *made;
    for (size_t i = 0; i < count; i++) room += strlen(edits[i].text);
    if (!(made = (uint8_t *)malloc(room))) return NULL;
    for (size_t i = 0; i <= count; i++) {
        size_t upto = i < count ? edits[i].span.start : size;
        memcpy(made + to, bytes + from, upto - from);
        to += upto - from;
        if (i == count) break;
        memcpy(made + to, edits[i].text, strlen(edits[i].text));
        to += strlen(edits[i].text);
        from = edits[i].span.end;
    }
    *new_size = to;
    return made;
}

/* Whether edits of the text are edits of the file: it is text or a page, and was not recoded to be read. */
static int fix_is_text(const gknb_report *report)
{
    const gknb_source *source = gknb_get_source(report);
    return !source || (!source->given_count && (!source->container || !strcmp(source->container, "html")));
}

/* Judges the bytes as they stand and makes the edits; how many, -1 when that failed and it has said so. */
static long fix_pass(gk_cli *cli, const char *file, gk_input *input, fixed *f)
{
    size_t count = 0;
    gknb_edit *edits = NULL;
    uint8_t *made = NULL;
    if (!gk_open_bytes(cli, file, input) || !gk_judge(cli, file, input)) return -1;
    if (!fix_is_text(input->report)) return gk_cli_error(cli, GK_CLI_FIX_NOT_TEXT, file, NULL), -1;
    edits = fix_edits(cli, input->report, &count, &f->asked);
    made = edits ? fix_apply(input->bytes, input->size, edits, count, &f->size) : NULL;
    free(edits);
    if (!made) return gk_cli_error(cli, GK_CLI_NO_MEMORY, file, NULL), -1;
    f->bytes = made;
    return (long)count;
}

/* Judges and edits until there is nothing to do; 0 when that failed and it has said so. */
static int fix_bytes(gk_cli *cli, const char *file, uint8_t *bytes, size_t size, fixed *f)
{
    memset(f, 0, sizeof *f);
    for (int pass = 0; pass < FIX_MOST_PASSES; pass++) {
        gk_input input;
        long count;
        memset(&input, 0, sizeof input);
        input.bytes = pass ? f->bytes : bytes;
        input.size = pass ? f->size : size;
        f->bytes = NULL;
        count = fix_pass(cli, file, &input, f);
        if (!pass) input.bytes = NULL; /* the caller's */
        gk_close_input(&input);
        if (count < 0) return 0;
        f->made += (size_t)count;
        if (!count) break;
    }
    return 1;
}

/* A new file beside it takes its name: a reader sees the old one or the new one, never a half. */
static int fix_replace(gk_cli *cli, const char *file, const fixed *f)
{
    size_t size = strlen(file) + 8, done = 0;
    char *temporary = (char *)malloc(size);
    struct stat about;
    int fd, fine = 0, error;
    if (!temporary) return gk_cli_error(cli, GK_CLI_NO_MEMORY, file, NULL), 0;
    snprintf(temporary, size, "%s.XXXXXX", file);
    fd = mkstemp(temporary);
    if (fd >= 0) {
        fine = !stat(file, &about) && !fchmod(fd, about.st_mode & 07777);
        while (fine && done < f->size) {
            ssize_t written = write(fd, f->bytes + done, f->size - done);
            if (written > 0) done += (size_t)written;
            else if (written < 0 && errno != EINTR) fine = 0;
        }
        error = errno;
        if (close(fd) && fine) fine = 0, error = errno;
        if (fine && rename(temporary, file)) fine = 0, error = errno;
        if (!fine) unlink(temporary);
    } else {
        error = errno;
    }
    if (!fine) gk_cli_error(cli, GK_CLI_NOT_WRITTEN, file, strerror(error));
    free(temporary);
    return fine;
}

static void fix_say(gk_cli *cli, const char *file, gk_cli_text_id id, size_t count)
{
    gknb_decimal number = {(int64_t)count, 0};
    char text[40];
    gknb_format_decimal(number, text);
    gk_cli_error(cli, id, file, text);
}

static int fix_file(gk_cli *cli, const char *file)
{
    uint8_t *bytes;
    size_t size;
    fixed f = {NULL, 0, 0, 0};
    int fine = 0;
    if (!gk_read_file(cli, file, &bytes, &size)) return 0;
    if (fix_bytes(cli, file, bytes, size, &f)) {
        fine = 1;
        if (cli->diff) gk_put_diff(&cli->out, file, bytes, size, f.bytes, f.size);
        else if (!cli->in_place) gk_put_bytes(&cli->out, f.bytes, f.size);
        if (cli->in_place && f.made) fine = fix_replace(cli, file, &f);
        if (fine) fix_say(cli, file, f.made ? GK_CLI_FIX_MADE : GK_CLI_FIX_NOTHING, f.made);
        if (fine && f.asked) fix_say(cli, file, GK_CLI_FIX_ASKED, f.asked);
    }
    free(f.bytes);
    free(bytes);
    return fine;
}

int gk_run_fix(gk_cli *cli)
{
    int status = GK_CLI_FINE;
    if (!cli->operand_count) return gk_no_files(cli);
    if (cli->operand_count > 1 && !cli->in_place && !cli->diff)
        return gk_usage_error(cli, GK_CLI_FIX_SEVERAL, NULL, NULL);
    for (size_t i = 0; i < cli->operand_count && !cli->out_error; i++) {
        if (cli->in_place && !strcmp(cli->operands[i], "-")) return gk_usage_error(cli, GK_CLI_FIX_STDIN, NULL, NULL);
        if (!fix_file(cli, cli->operands[i])) status = GK_CLI_FAILED;
    }
    return status;
}
