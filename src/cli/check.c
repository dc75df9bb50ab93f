/* check.c: the commands check and parse: a file is read, judged and handed to the output. */
#include <stdlib.h>
#include <string.h>

#include "bodies.h"

/* Whether the report makes the status 1. */
static int check_fails(const gk_cli *cli, const gknb_report *report)
{
    if (gknb_get_verdict(report) != GKNB_VERDICT_CONFORMS) return 1;
    for (size_t i = 0; cli->werror && i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        if (f.level == GKNB_LEVEL_WARNING) return 1;
    }
    return 0;
}

/* Compares with last year's report when there is one; 0 when it cannot be read and it has said so. */
static int check_years(gk_cli *cli, size_t operand, gknb_report *report)
{
    const char *previous = cli->previous;
    gk_input last;
    gknb_status status;
    if (cli->series && cli->series[operand]) previous = cli->operands[cli->series[operand] - 1];
    if (!previous) return 1;
    if (!gk_read_report(cli, previous, &last)) return 0;
    status = gknb_compare(report, last.report);
    gk_close_input(&last);
    if (status != GKNB_OK) gk_cli_error(cli, GK_CLI_NO_MEMORY, cli->operands[operand], NULL);
    return status == GKNB_OK;
}

static gk_outcome check_file(gk_cli *cli, size_t operand)
{
    const char *file = cli->operands[operand];
    gk_outcome outcome = {GK_CLI_FAILED, -1};
    gk_input input;
    if (!gk_read_report(cli, file, &input)) return outcome;
    if (!check_years(cli, operand, input.report)) {
        gk_close_input(&input);
        return outcome;
    }
    cli->output->document(&cli->out, file, input.report);
    outcome.status = check_fails(cli, input.report) ? GK_CLI_NONCONFORMING : GK_CLI_FINE;
    outcome.verdict = gk_sum_of(input.report);
    gk_close_input(&input);
    return outcome;
}

/* Finds last year's report of each among the others; 0 when that failed and it has said so. */
static int check_series(gk_cli *cli)
{
    gk_filed *filed;
    if (cli->previous || cli->operand_count < 2) return 1;
    if (!(filed = gk_file_bodies(cli))) return 0;
    cli->series = gk_pair_years(filed, cli->operand_count);
    cli->options.same_body = 1;
    gk_free_filed(filed, cli->operand_count);
    return 1;
}

int gk_run_check(gk_cli *cli)
{
    int parse = !strcmp(cli->command->name, "parse"), status;
    gknb_options options = cli->options;
    if (!cli->output) cli->output = gk_find_output(parse ? "json" : "text");
    if (!cli->operand_count) return gk_no_files(cli);
    if (cli->config_file && !gk_configure(cli, cli->config_file, &options)) return GK_CLI_FAILED;
    if (!gk_list_files(cli) || !gk_open_output(cli)) return GK_CLI_FAILED;
    if (!parse && !check_series(cli)) return GK_CLI_FAILED;
    status = gk_run_batch(cli, check_file);
    free(cli->series);
    return gk_close_output(cli) ? status : GK_CLI_FAILED;
}
