/* dump.c: the command dump: shows what one stage made of a file. */
#include "../dump/dump.h"

#include <string.h>

#include "cli.h"

static void dump_write(void *user, const char *text, size_t size) { gk_put_bytes((gk_out *)user, text, size); }

static int dump_stage(gknb_report *report, const char *stage, gk_sink sink)
{
    if (!strcmp(stage, "text")) gk_dump_text(report, sink);
    else if (!strcmp(stage, "tokens")) gk_dump_tokens(report, sink);
    else if (!strcmp(stage, "tree")) return gk_dump_tree(report, sink) == GKNB_OK;
    else if (!strcmp(stage, "repairs")) return gk_dump_repairs(report, sink) == GKNB_OK;
    else if (!strcmp(stage, "model")) gk_dump_model(report, sink);
    else gk_dump_findings(report, sink);
    return 1;
}

int gk_run_dump(gk_cli *cli)
{
    static const char stages[] = " text tokens tree repairs model findings ";
    gk_sink sink = {dump_write, &cli->out};
    gk_input input;
    const char *found = cli->stage && *cli->stage ? strstr(stages, cli->stage) : NULL;
    int fine;
    if (!found || found[-1] != ' ' || found[strlen(cli->stage)] != ' ')
        return gk_usage_error(cli, GK_CLI_NO_STAGE, NULL, NULL);
    if (!cli->operand_count) return gk_no_files(cli);
    if (cli->operand_count > 1) return gk_usage_error(cli, GK_CLI_EXTRA_OPERAND, cli->command->name, cli->operands[1]);
    if (!gk_read_report(cli, cli->operands[0], &input)) return GK_CLI_FAILED;
    fine = dump_stage(input.report, cli->stage, sink);
    if (!fine) gk_cli_error(cli, GK_CLI_NO_MEMORY, cli->operands[0], NULL);
    gk_close_input(&input);
    return fine ? GK_CLI_FINE : GK_CLI_FAILED;
}
