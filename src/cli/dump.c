/* dump.c: the command dump: shows what one stage made of a file. */
#include "../dump/dump.h"

#include <string.h>

#include "cli.h"

static void dump_write(void *user, const char *text, size_t size) { gk_put_bytes((gk_out *)user, text, size); }

static gknb_status dump_text(gknb_report *report, gk_sink sink) { return gk_dump_text(report, sink), GKNB_OK; }
static gknb_status dump_tokens(gknb_report *report, gk_sink sink) { return gk_dump_tokens(report, sink), GKNB_OK; }
static gknb_status dump_model(gknb_report *report, gk_sink sink) { return gk_dump_model(report, sink), GKNB_OK; }
static gknb_status dump_findings(gknb_report *report, gk_sink sink) { return gk_dump_findings(report, sink), GKNB_OK; }

static const struct {
    const char *name;
    gknb_status (*dump)(gknb_report *report, gk_sink sink);
} dump_stages[] = {{"text", dump_text},          {"tokens", dump_tokens}, {"tree", gk_dump_tree},
                   {"repairs", gk_dump_repairs}, {"model", dump_model},   {"findings", dump_findings}};

enum { STAGES = sizeof dump_stages / sizeof *dump_stages };

const char *gk_stage_name(size_t index) { return index < STAGES ? dump_stages[index].name : NULL; }

int gk_run_dump(gk_cli *cli)
{
    gk_sink sink = {dump_write, &cli->out};
    gk_input input;
    char stages[GK_LIST_ROOM];
    size_t stage = 0;
    int fine;
    while (stage < STAGES && (!cli->stage || strcmp(cli->stage, dump_stages[stage].name) != 0)) stage++;
    if (stage == STAGES) return gk_usage_error(cli, GK_CLI_NO_STAGE, gk_put_list(gk_stage_name, stages), NULL);
    if (!cli->operand_count) return gk_no_files(cli);
    if (cli->operand_count > 1) return gk_usage_error(cli, GK_CLI_EXTRA_OPERAND, cli->command->name, cli->operands[1]);
    if (!gk_read_report(cli, cli->operands[0], &input)) return GK_CLI_FAILED;
    fine = dump_stages[stage].dump(input.report, sink) == GKNB_OK;
    if (!fine) gk_cli_error(cli, GK_CLI_NO_MEMORY, cli->operands[0], NULL);
    gk_close_input(&input);
    return fine ? GK_CLI_FINE : GK_CLI_FAILED;
}
