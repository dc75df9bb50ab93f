/* check.c: the commands check and parse: each file is read, judged and handed to the output. */
#include <string.h>

#include "cli.h"

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

int gk_run_check(gk_cli *cli)
{
    int parse = !strcmp(cli->command->name, "parse"), status = GK_CLI_FINE;
    if (!cli->output) cli->output = gk_find_output(parse ? "json" : "text");
    if (!cli->operand_count) return gk_usage_error(cli, GK_CLI_NO_FILES, cli->command->name, NULL);
    cli->out.files = cli->operand_count;
    cli->output->begin(&cli->out);
    for (size_t i = 0; i < cli->operand_count && !cli->out_error; i++) {
        gk_input input;
        if (!gk_read_report(cli, cli->operands[i], &input)) {
            cli->out.failed++;
            status = GK_CLI_FAILED;
            continue;
        }
        cli->output->document(&cli->out, cli->operands[i], input.report);
        if (status == GK_CLI_FINE && check_fails(cli, input.report)) status = GK_CLI_NONCONFORMING;
        gk_close_input(&input);
    }
    cli->output->end(&cli->out);
    return status;
}
