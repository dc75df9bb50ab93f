/* arguments.c: the command line, understood.
 *
 * In: argc, argv. Out: gk_cli filled in. Options and operands may be mixed; behind `--` all are operands; a value
 * follows `=` or is the next argument. */
#include <stdlib.h>
#include <string.h>

#include "bodies.h"
#include "options.h"

static const struct {
    gk_command command;
    unsigned bit;
} arguments_commands[] = {
    {{"check", GK_CLI_HELP_CHECK, gk_run_check}, GK_CHECK},
    {{"parse", GK_CLI_HELP_PARSE, gk_run_check}, GK_PARSE},
    {{"dump", GK_CLI_HELP_DUMP, gk_run_dump}, GK_DUMP},
    {{"extract", GK_CLI_HELP_EXTRACT, gk_run_extract}, GK_EXTRACT},
    {{"explain", GK_CLI_HELP_EXPLAIN, gk_run_explain}, GK_EXPLAIN},
    {{"rules", GK_CLI_HELP_RULES, gk_run_rules}, GK_RULES},
    {{"fix", GK_CLI_HELP_FIX, gk_run_fix}, GK_FIX},
    {{"series", GK_CLI_HELP_SERIES, gk_run_series}, GK_SERIES},
    {{"help", GK_CLI_HELP_HELP, gk_run_help}, GK_OTHER},
};

enum { COMMANDS = sizeof arguments_commands / sizeof *arguments_commands };

const gk_command *gk_find_command(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (!strcmp(arguments_commands[i].command.name, name)) return &arguments_commands[i].command;
    return NULL;
}

static const char *arguments_name(size_t i) { return arguments_commands[i].command.name; }

int gk_unknown_command(gk_cli *cli, const char *name)
{
    const char *nearest = arguments_name(gk_nearest(name, arguments_name, COMMANDS));
    if (gk_is_file(name)) return gk_usage_error(cli, GK_CLI_FILE_NO_COMMAND, name, NULL);
    return gk_usage_error(cli, *name == *nearest ? GK_CLI_NEAREST_COMMAND : GK_CLI_UNKNOWN_COMMAND, name, nearest);
}

unsigned gk_command_bit(const gk_command *command)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (&arguments_commands[i].command == command) return arguments_commands[i].bit;
    return GK_ANY;
}

/* Cuts `text` at its `=`; what is behind it, or NULL. */
static char *arguments_value(char *text)
{
    char *equals = strchr(text, '=');
    if (equals) *equals = 0;
    return equals ? equals + 1 : NULL;
}

/* Takes the option at `*at`; 0 when it was wrong and it has said so. */
static int arguments_take(gk_cli *cli, int argc, char **argv, int *at)
{
    const gk_option *o = gk_find_option(argv[*at]);
    char *value = arguments_value(argv[*at]);
    if (!o) {
        gk_usage_error(cli, GK_CLI_NEAREST_OPTION, argv[*at], gk_nearest_option(argv[*at]));
        return 0;
    }
    if (value && o->value == GK_VALUE_NONE) {
        gk_usage_error(cli, GK_CLI_TAKES_NO_VALUE, o->name, NULL);
        return 0;
    }
    if (!cli->command && o->commands != GK_ANY) {
        gk_usage_error(cli, GK_CLI_EARLY_OPTION, o->name, NULL);
        return 0;
    }
    if (!(o->commands & gk_command_bit(cli->command))) {
        gk_usage_error(cli, GK_CLI_MISPLACED_OPTION, o->name, cli->command->name);
        return 0;
    }
    if (o->value == GK_VALUE_DUE && !value && *at + 1 < argc && strncmp(argv[*at + 1], "--", 2) != 0) {
        value = argv[++*at];
        cli->took = o->name;
        cli->taken = value;
    }
    if (o->value == GK_VALUE_DUE && !value) {
        gk_usage_error(cli, GK_CLI_LACKS_VALUE, o->name, NULL);
        return 0;
    }
    return o->set(cli, o->name, value);
}

int gk_no_files(gk_cli *cli)
{
    if (cli->took) gk_cli_error(cli, GK_CLI_TOOK_VALUE, cli->took, cli->taken);
    return gk_usage_error(cli, GK_CLI_NO_FILES, cli->command->name, NULL);
}

/* Errors should be in the language asked for, wherever it is asked for. */
static void arguments_peek_lang(gk_cli *cli, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (!strcmp(argv[i], "--lang=en")) cli->out.lang = cli->err.lang = GKNB_LANG_EN;
        if (!strcmp(argv[i], "--lang=zh")) cli->out.lang = cli->err.lang = GKNB_LANG_ZH;
    }
}

int gk_read_arguments(gk_cli *cli, int argc, char **argv)
{
    int only_operands = 0;
    cli->operands = argv; /* operands are moved to the front as they come */
    cli->overrides = (gknb_override *)calloc((size_t)argc + 1, sizeof *cli->overrides);
    cli->options.overrides = cli->overrides;
    if (!cli->overrides) {
        gk_cli_error(cli, GK_CLI_NO_MEMORY, "gknb", NULL);
        return 0;
    }
    arguments_peek_lang(cli, argc, argv);
    for (int i = 1; i < argc; i++) {
        if (!only_operands && !strcmp(argv[i], "--")) {
            only_operands = 1;
        } else if (!only_operands && argv[i][0] == '-' && argv[i][1]) {
            if (!arguments_take(cli, argc, argv, &i)) return 0;
        } else if (cli->command) {
            cli->operands[cli->operand_count++] = argv[i];
        } else if (!(cli->command = gk_find_command(argv[i]))) {
            gk_unknown_command(cli, argv[i]);
            return 0;
        }
    }
    return 1;
}
