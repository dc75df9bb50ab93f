/* series.c: reports of one body among the operands, year by year (SPEC S10-series).
 *
 * In: operands. Out: for each the operand that is its last year's report. Every operand is read once more for that, so
 * it is done for up to SERIES_MOST of them. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

enum { SERIES_MOST = 256 };

typedef struct {
    char *issuer;
    int year;
} series_head;

static void series_nothing(void *user, const char *text, size_t size) { (void)user, (void)text, (void)size; }

/* Issuer and year of a file; what cannot be read has none. */
static series_head series_read(gk_cli *cli, const char *file)
{
    series_head head = {NULL, 0};
    gknb_header header;
    gk_input input;
    struct stat about;
    if (stat(file, &about) || !S_ISREG(about.st_mode)) return head; /* a pipe is read once */
    if (!gk_read_report(cli, file, &input)) return head;
    gknb_get_header(input.report, &header);
    if (header.issuer && header.year && (head.issuer = (char *)malloc(strlen(header.issuer) + 1))) {
        memcpy(head.issuer, header.issuer, strlen(header.issuer) + 1);
        head.year = header.year;
    }
    gk_close_input(&input);
    return head;
}

void gk_find_series(gk_cli *cli)
{
    size_t count = cli->operand_count;
    series_head *heads;
    gk_out err;
    if (count < 2 || count > SERIES_MOST) return;
    heads = (series_head *)calloc(count, sizeof *heads);
    cli->series = (const char **)calloc(count, sizeof *cli->series);
    gk_flush(&cli->err);
    err = cli->err;
    cli->err.write = series_nothing;
    for (size_t i = 0; heads && cli->series && i < count; i++) heads[i] = series_read(cli, cli->operands[i]);
    gk_flush(&cli->err);
    cli->err = err;
    for (size_t i = 0; heads && cli->series && i < count; i++)
        for (size_t k = 0; k < count && heads[i].issuer; k++)
            if (heads[k].issuer && heads[k].year == heads[i].year - 1 && !strcmp(heads[k].issuer, heads[i].issuer))
                cli->series[i] = cli->operands[k];
    for (size_t i = 0; heads && i < count; i++) free(heads[i].issuer);
    free(heads);
}

const char *gk_previous_of(const gk_cli *cli, const char *file)
{
    if (cli->previous) return cli->previous;
    for (size_t i = 0; cli->series && i < cli->operand_count; i++)
        if (cli->operands[i] == file) return cli->series[i];
    return NULL;
}
