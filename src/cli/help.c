/* help.c: the command help. */
#include "../out/texts.h"
#include "cli.h"

int gk_run_help(gk_cli *cli)
{
    const gk_command *of = cli->help ? cli->command : NULL;
    if (!cli->help && cli->operand_count > 1)
        return gk_usage_error(cli, GK_CLI_EXTRA_OPERAND, cli->command->name, cli->operands[1]);
    if (!cli->help && cli->operand_count) {
        of = gk_find_command(cli->operands[0]);
        if (!of) {
            cli->command = NULL;
            return gk_unknown_command(cli, cli->operands[0]);
        }
    }
    if (of) {
        gk_put_text(&cli->out, gk_cli_text(of->help, cli->out.lang));
        gk_put_options(cli, of);
    } else {
        gk_put_template(&cli->out, gk_cli_text(GK_CLI_HELP_MAIN, cli->out.lang), GKNB_VERSION, NULL);
    }
    return GK_CLI_FINE;
}
