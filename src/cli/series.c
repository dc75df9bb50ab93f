/* series.c: the command series: the reports of each body, year by year; what does not follow from the year before; the
 * numbers of any key.
 *
 * In: operands; a directory stands for its files. Out: one of the outputs of out/series.h. Files are read once to file
 * them by body and year, and again, each beside the year before, for what breaks the chain. */
#include <stdlib.h>
#include <string.h>

#include "../out/glyph.h"
#include "../out/texts.h"
#include "bodies.h"

/* What series_take needs. */
typedef struct {
    gk_filed **of; /* by operand */
    int status;
} series_breaks;

static void series_finding(gk_cli *cli, const char *file, const gknb_report *report, size_t index)
{
    gk_out *out = &cli->out;
    char text[GK_OUT_MESSAGE];
    gknb_place place = {0, 0, 0, 0};
    gknb_finding f;
    gknb_get_finding(report, index, &f);
    gknb_locate(report, f.span.start, &place);
    gknb_format_finding(report, index, out->lang, text, sizeof text);
    gk_put_text(out, "        ");
    gk_put_text(out, gk_level_color(out, f.level));
    gk_put_text(out, gk_level_text(f.level, out->lang));
    gk_put_text(out, "[");
    gk_put_text(out, f.id);
    gk_put_text(out, "]");
    gk_put_text(out, gk_plain(out));
    gk_put_text(out, ": ");
    gk_put_shown(out, text);
    gk_put_text(out, "  ");
    gk_put_shown(out, file);
    gk_put_text(out, ":");
    gk_put_number(out, place.line);
    gk_put_text(out, ":");
    gk_put_number(out, place.column);
    gk_put_text(out, "\n");
}

/* A report beside its body's report on the year before: the findings that the comparison adds are those behind
 * `alone`; they begin with Y, which is what grammar/rules/years.rules begins its ids with. */
static gk_outcome series_run(gk_cli *cli, size_t operand)
{
    const char *file = cli->operands[operand];
    gk_outcome outcome = {GK_CLI_FINE, 0};
    gk_input now, last;
    gknb_finding f;
    if (!cli->series[operand] || !gk_read_report(cli, file, &now)) return outcome;
    if (gk_read_report(cli, cli->operands[cli->series[operand] - 1], &last)) {
        if (gknb_compare(now.report, last.report) != GKNB_OK) outcome.status = GK_CLI_FAILED;
        gk_close_input(&last);
    }
    for (size_t i = 0; i < gknb_finding_count(now.report); i++) {
        gknb_get_finding(now.report, i, &f);
        if (*f.id != 'Y') continue;
        series_finding(cli, file, now.report, i);
        if (f.level == GKNB_LEVEL_ERROR || (f.level == GKNB_LEVEL_WARNING && cli->werror))
            outcome.status = GK_CLI_NONCONFORMING;
    }
    gk_close_input(&now);
    return outcome;
}

static void series_take(void *user, size_t operand, gk_outcome outcome, gk_memory *out, gk_memory *err)
{
    series_breaks *b = (series_breaks *)user;
    gk_filed *f = b->of[operand];
    (void)err; /* said when it was read first */
    if (outcome.status > b->status) b->status = outcome.status;
    if (!out->size || f->breaks || !(f->breaks = (char *)malloc(out->size + 1))) return;
    memcpy(f->breaks, out->text, out->size);
    f->breaks[out->size] = 0;
    f->report.breaks = f->breaks;
}

/* What does not follow from the year before, of every report; the status. */
static int series_compare(gk_cli *cli, gk_filed *filed)
{
    series_breaks b = {NULL, GK_CLI_FINE};
    b.of = (gk_filed **)calloc(cli->operand_count + 1, sizeof *b.of);
    cli->series = gk_pair_years(filed, cli->operand_count);
    cli->options.same_body = 1;
    if (!b.of || !cli->series) {
        gk_cli_error(cli, GK_CLI_NO_MEMORY, "gknb", NULL);
        b.status = GK_CLI_FAILED;
    }
    for (size_t i = 0; i < cli->operand_count; i++) {
        if (b.of) b.of[filed[i].operand] = &filed[i];
        if (cli->series && !gk_is_file(filed[i].report.file)) cli->series[filed[i].operand] = 0;
    }
    if (!b.status) gk_each_file(cli, series_run, series_take, &b);
    free(b.of);
    free(cli->series);
    return b.status;
}

/* The paths that any of the reports has: in the order of the newest, then what only earlier forms have. */
static int series_keys(gk_series *s, const gk_series_report *reports)
{
    size_t room = 0;
    for (size_t i = 0; i < s->count; i++) room += reports[i].cell_count;
    s->keys = (const gk_series_cell **)calloc(room + 1, sizeof *s->keys);
    for (size_t i = s->count; s->keys && i-- > 0;) {
        const gk_series_report *r = &reports[i];
        if (i + 1 < s->count && r->form == reports[i + 1].form) continue;
        for (size_t c = 0; c < r->cell_count; c++) {
            size_t k = 0;
            while (k < s->key_count && strcmp(s->keys[k]->path, r->cells[c].path) != 0) k++;
            if (k == s->key_count) s->keys[s->key_count++] = &r->cells[c];
        }
    }
    return s->keys != NULL;
}

/* Writes all bodies; 0: no memory. */
static int series_write(gk_cli *cli, const gk_filed *filed)
{
    size_t count = cli->operand_count, bodies = 0;
    gk_series_report *reports = (gk_series_report *)calloc(count + 1, sizeof *reports);
    gk_series *series = (gk_series *)calloc(count + 1, sizeof *series);
    int fine = reports && series;
    for (size_t i = 0; fine && i < count && filed[i].body; i++) {
        gk_series *s = &series[bodies ? bodies - 1 : 0];
        reports[i] = filed[i].report;
        if (!i || !gk_same_body(&filed[i - 1], &filed[i])) {
            s = &series[bodies++];
            s->reports = &reports[i];
            s->all = cli->key_count > 0;
        }
        s->count++;
    }
    for (size_t i = 0; fine && i < bodies; i++) fine = series_keys(&series[i], series[i].reports);
    if (fine) cli->series_output(&cli->out, series, bodies);
    for (size_t i = 0; series && i < bodies; i++) free(series[i].keys);
    free(series);
    free(reports);
    return fine;
}

/* Names what belongs to no body; the status of reading all of them. */
static int series_left(gk_cli *cli, const gk_filed *filed)
{
    int status = GK_CLI_FINE;
    for (size_t i = 0; i < cli->operand_count; i++) {
        const gk_filed *f = &filed[i];
        if (f->outcome.status > status) status = f->outcome.status;
        if (f->body || f->outcome.verdict < 0) continue;
        gk_cli_error(cli, f->outcome.verdict == GKNB_VERDICT_UNREADABLE ? GK_CLI_NO_REPORT : GK_CLI_NO_BODY,
                     f->report.file, NULL);
        if (status < GK_CLI_NONCONFORMING) status = GK_CLI_NONCONFORMING;
    }
    return status;
}

/* Whether each key asked for is one of some report; a key that is none is named. */
static int series_keys_exist(gk_cli *cli, const gk_filed *filed)
{
    for (size_t k = 0; k < cli->key_count; k++) {
        size_t size = strlen(cli->keys[k]);
        int found = 0;
        for (size_t i = 0; i < cli->operand_count; i++)
            for (size_t c = 0; c < filed[i].report.cell_count && !found; c++)
                found = !strncmp(filed[i].report.cells[c].path, cli->keys[k], size);
        if (!found) return gk_usage_error(cli, GK_CLI_UNKNOWN_KEY, cli->keys[k], NULL), 0;
    }
    return 1;
}

int gk_run_series(gk_cli *cli)
{
    gknb_options options = cli->options;
    gk_filed *filed;
    int status, worst;
    if (!cli->series_output) cli->series_output = gk_put_series_text;
    if (!cli->operand_count) return gk_no_files(cli);
    if (cli->config_file && !gk_configure(cli, cli->config_file, &options)) return GK_CLI_FAILED;
    cli->recursive = 1;
    if (!gk_list_files(cli)) return GK_CLI_FAILED;
    if (!(filed = gk_file_bodies(cli))) return GK_CLI_FAILED;
    status = series_left(cli, filed);
    if (!series_keys_exist(cli, filed)) {
        gk_free_filed(filed, cli->operand_count);
        return GK_CLI_FAILED;
    }
    worst = series_compare(cli, filed);
    if (worst > status) status = worst;
    if (!gk_open_output(cli)) status = GK_CLI_FAILED;
    else if (!series_write(cli, filed)) gk_cli_error(cli, GK_CLI_NO_MEMORY, "gknb", NULL);
    gk_flush(&cli->out);
    gk_free_filed(filed, cli->operand_count);
    return gk_close_output(cli) ? status : GK_CLI_FAILED;
}
