/* options.c: see options.h. The table below is all there is to know of an option. */
#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "../out/texts.h"

static gk_option_set options_form, options_strict, options_format, options_stage, options_map, options_lang,
    options_level, options_werror, options_color, options_tables, options_in_place, options_diff, options_unsafe,
    options_max_size, options_output, options_recursive, options_jobs, options_config, options_today, options_previous,
    options_aliases, options_key, options_help, options_version;

enum { BATCH = GK_CHECK | GK_PARSE, READING = BATCH | GK_DUMP | GK_FIX | GK_SERIES };

static const gk_option options_all[] = {
    {"--form", READING, READING, GK_VALUE_DUE, GK_CLI_OPTION_FORM, options_form},
    {"--strict", READING, READING & ~GK_SERIES, GK_VALUE_NONE, GK_CLI_OPTION_STRICT, options_strict},
    {"--stage", GK_DUMP, GK_DUMP, GK_VALUE_DUE, GK_CLI_OPTION_STAGE, options_stage},
    {"--map", GK_EXTRACT, GK_EXTRACT, GK_VALUE_NONE, GK_CLI_OPTION_MAP, options_map},
    {"--format", BATCH | GK_SERIES, BATCH | GK_SERIES, GK_VALUE_DUE, GK_CLI_OPTION_FORMAT, options_format},
    {"--lang", GK_ANY, GK_ANY, GK_VALUE_DUE, GK_CLI_OPTION_LANG, options_lang},
    {"--level", READING, READING, GK_VALUE_DUE, GK_CLI_OPTION_LEVEL, options_level},
    {"--werror", BATCH | GK_SERIES, BATCH | GK_SERIES, GK_VALUE_NONE, GK_CLI_OPTION_WERROR, options_werror},
    {"--previous", GK_CHECK, GK_CHECK, GK_VALUE_DUE, GK_CLI_OPTION_PREVIOUS, options_previous},
    {"--aliases", GK_CHECK | GK_SERIES, GK_CHECK | GK_SERIES, GK_VALUE_DUE, GK_CLI_OPTION_ALIASES, options_aliases},
    {"--key", GK_SERIES, GK_SERIES, GK_VALUE_DUE, GK_CLI_OPTION_KEY, options_key},
    {"--tables", GK_CHECK, GK_CHECK, GK_VALUE_NONE, GK_CLI_OPTION_TABLES, options_tables},
    {"--in-place", GK_FIX, GK_FIX, GK_VALUE_NONE, GK_CLI_OPTION_IN_PLACE, options_in_place},
    {"--diff", GK_FIX, GK_FIX, GK_VALUE_NONE, GK_CLI_OPTION_DIFF, options_diff},
    {"--unsafe", GK_FIX, GK_FIX, GK_VALUE_NONE, GK_CLI_OPTION_UNSAFE, options_unsafe},
    {"--color", GK_ANY, GK_CHECK | GK_SERIES | GK_EXPLAIN | GK_RULES, GK_VALUE_DUE, GK_CLI_OPTION_COLOR, options_color},
    {"--max-size", READING | GK_EXTRACT, READING | GK_EXTRACT, GK_VALUE_DUE, GK_CLI_OPTION_MAX_SIZE, options_max_size},
    {"--output", BATCH | GK_SERIES, BATCH | GK_SERIES, GK_VALUE_DUE, GK_CLI_OPTION_OUTPUT, options_output},
    {"--recursive", BATCH | GK_SERIES, BATCH, GK_VALUE_NONE, GK_CLI_OPTION_RECURSIVE, options_recursive},
    {"-r", BATCH | GK_SERIES, 0, GK_VALUE_NONE, -1, options_recursive},
    {"--jobs", BATCH | GK_SERIES, BATCH | GK_SERIES, GK_VALUE_DUE, GK_CLI_OPTION_JOBS, options_jobs},
    {"--config", READING, READING, GK_VALUE_DUE, GK_CLI_OPTION_CONFIG, options_config},
    {"--today", READING, READING, GK_VALUE_DUE, GK_CLI_OPTION_TODAY, options_today},
    {"--help", GK_ANY, 0, GK_VALUE_NONE, -1, options_help},
    {"-h", GK_ANY, 0, GK_VALUE_NONE, -1, options_help},
    {"--version", GK_ANY, 0, GK_VALUE_NONE, -1, options_version},
};

enum { OPTIONS = sizeof options_all / sizeof *options_all };

static const char *options_name(size_t index) { return options_all[index].name; }

static const char *options_model_format(size_t index)
{
    const gk_output *output;
    for (size_t i = 0; (output = gk_output_at(i)); i++)
        if (output->model && !index--) return output->name;
    return NULL;
}

static const char *options_any_format(size_t index)
{
    const gk_output *output = gk_output_at(index);
    return output ? output->name : NULL;
}

/* The formats of a command, with blanks between. */
static const char *options_formats(const gk_command *command, char *room)
{
    if (gk_command_bit(command) == GK_SERIES) return gk_series_formats;
    return gk_put_list(gk_command_bit(command) == GK_PARSE ? options_model_format : options_any_format, room);
}

void gk_put_options(gk_cli *cli, const gk_command *command)
{
    char formats[GK_LIST_ROOM], forms[GK_LIST_ROOM], stages[GK_LIST_ROOM];
    unsigned bit = gk_command_bit(command);
    const char *of_form = gk_put_list(gknb_form_id, forms), *of_stage = gk_put_list(gk_stage_name, stages);
    const char *of_format = options_formats(command, formats);
    if (!(bit & ~(unsigned)GK_OTHER)) return;
    gk_put_text(&cli->out, gk_cli_text(GK_CLI_HELP_OPTIONS, cli->out.lang));
    for (size_t i = 0; i < OPTIONS; i++) {
        const gk_option *o = &options_all[i];
        if (!(o->shown & bit)) continue;
        gk_put_template(&cli->out, gk_cli_text((gk_cli_text_id)o->help, cli->out.lang),
                        o->set == options_form    ? of_form
                        : o->set == options_stage ? of_stage
                                                  : of_format,
                        NULL);
    }
}

/* ---- what each option does; 0 when it said that the value is wrong ---- */

static int options_bad(gk_cli *cli, const char *name, const char *value)
{
    gk_usage_error(cli, GK_CLI_BAD_VALUE, name, value);
    return 0;
}

static int options_form(gk_cli *cli, const char *name, const char *value)
{
    gknb_options only = {NULL, value, 0, NULL, 0, 0, NULL, 0};
    gknb_report *empty = NULL;
    gknb_status status = gknb_parse(NULL, 0, &only, &empty);
    char forms[GK_LIST_ROOM];
    (void)name;
    gknb_free(empty);
    if (status == GKNB_MISUSE) gk_usage_error(cli, GK_CLI_BAD_FORM, value, gk_put_list(gknb_form_id, forms));
    cli->options.form = value;
    return status != GKNB_MISUSE;
}

static int options_strict(gk_cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    return cli->options.strict = 1;
}

static int options_format(gk_cli *cli, const char *name, const char *value)
{
    char formats[GK_LIST_ROOM];
    (void)name;
    if (gk_command_bit(cli->command) == GK_SERIES) {
        if ((cli->series_output = gk_find_series_output(value))) return 1;
    } else {
        cli->output = gk_find_output(value);
        if (cli->output && (cli->output->model || gk_command_bit(cli->command) != GK_PARSE)) return 1;
    }
    gk_usage_error(cli, GK_CLI_BAD_FORMAT, value, options_formats(cli->command, formats));
    return 0;
}

static int options_stage(gk_cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->stage = value;
    return 1;
}

static int options_map(gk_cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    return cli->map = 1;
}

static int options_lang(gk_cli *cli, const char *name, const char *value)
{
    int zh = !strcmp(value, "zh"), en = !strcmp(value, "en");
    if (!zh && !en) return options_bad(cli, name, value);
    cli->out.lang = cli->err.lang = zh ? GKNB_LANG_ZH : GKNB_LANG_EN;
    return 1;
}

static int options_level(gk_cli *cli, const char *name, const char *value)
{
    char *equals = strchr(value, '=');
    gknb_rule rule;
    size_t index;
    (void)name;
    for (int level = GKNB_LEVEL_OFF; equals && level <= GKNB_LEVEL_ERROR; level++) {
        if (strcmp(equals + 1, gknb_level_name((gknb_level)level)) != 0) continue;
        *equals = 0;
        if ((index = gk_rule_of(cli, value)) == (size_t)-1) return 0;
        gknb_get_rule(index, &rule);
        cli->overrides[cli->options.override_count].id = rule.id;
        cli->overrides[cli->options.override_count++].level = (gknb_level)level;
        return 1;
    }
    gk_usage_error(cli, GK_CLI_BAD_LEVEL, value, NULL);
    return 0;
}

static int options_werror(gk_cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    return cli->werror = 1;
}

static int options_in_place(gk_cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    return cli->in_place = 1;
}

static int options_diff(gk_cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    return cli->diff = 1;
}

static int options_unsafe(gk_cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    return cli->unsafe = 1;
}

static int options_color(gk_cli *cli, const char *name, const char *value)
{
    if (!strcmp(value, "always")) cli->out.color = 1;
    else if (!strcmp(value, "never")) cli->out.color = 0;
    else if (strcmp(value, "auto") != 0) return options_bad(cli, name, value);
    return 1;
}

static int options_tables(gk_cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    return cli->out.tables = 1;
}

static int options_max_size(gk_cli *cli, const char *name, const char *value)
{
    const size_t most = (size_t)1 << 30; /* the core's own cap */
    const char *p = value;
    size_t size = 0;
    (void)name;
    for (; *p >= '0' && *p <= '9' && size <= most; p++) size = size * 10 + (size_t)(*p - '0');
    if (*p && !p[1] && size <= most) {
        unsigned shift = *p == 'K' || *p == 'k' ? 10 : *p == 'M' || *p == 'm' ? 20 : *p == 'G' || *p == 'g' ? 30 : 0;
        if (shift) {
            size = size > most >> shift ? most + 1 : size << shift;
            p++;
        }
    }
    if (*p || !size || size > most) {
        gk_usage_error(cli, GK_CLI_BAD_SIZE, value, NULL);
        return 0;
    }
    cli->options.max_size = size;
    return 1;
}

static int options_output(gk_cli *cli, const char *name, const char *value)
{
    if (!*value) return options_bad(cli, name, value);
    cli->output_file = value;
    return 1;
}

static int options_recursive(gk_cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    return cli->recursive = 1;
}

static int options_jobs(gk_cli *cli, const char *name, const char *value)
{
    size_t jobs = 0;
    const char *p = value;
    for (; *p >= '0' && *p <= '9' && jobs < 1000; p++) jobs = jobs * 10 + (size_t)(*p - '0');
    if (*p || !jobs) return options_bad(cli, name, value);
    cli->jobs = jobs;
    return 1;
}

static int options_config(gk_cli *cli, const char *name, const char *value)
{
    if (!*value) return options_bad(cli, name, value);
    cli->config_file = value;
    return 1;
}

static int options_today(gk_cli *cli, const char *name, const char *value)
{
    return gk_read_date(value, strlen(value), &cli->today) || options_bad(cli, name, value);
}

static int options_help(gk_cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    return cli->help = 1;
}

static int options_version(gk_cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    return cli->version = 1;
}

static int options_previous(gk_cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->previous = value;
    return 1;
}

static int options_aliases(gk_cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->aliases = value;
    return 1;
}

static int options_key(gk_cli *cli, const char *name, const char *value)
{
    const char **grown;
    if (!*value) return options_bad(cli, name, value);
    grown = (const char **)realloc(cli->keys, (cli->key_count + 1) * sizeof *grown);
    if (!grown) return gk_cli_error(cli, GK_CLI_NO_MEMORY, "gknb", NULL), 0;
    cli->keys = grown;
    cli->keys[cli->key_count++] = value;
    return 1;
}

const gk_option *gk_find_option(const char *text)
{
    size_t size = strcspn(text, "=");
    for (size_t i = 0; i < OPTIONS; i++)
        if (strlen(options_all[i].name) == size && !memcmp(options_all[i].name, text, size)) return &options_all[i];
    return NULL;
}

const char *gk_nearest_option(const char *text) { return options_all[gk_nearest(text, options_name, OPTIONS)].name; }
