/* rules.c: the commands explain and rules: the rule book for people. */
#include <string.h>

#include "../out/glyph.h"
#include "../out/texts.h"
#include "../out/wrap.h"
#include "cli.h"

enum { RULES_EDGE = 100, RULES_INDENT = 8, RULES_NAME = 27 };

static void rules_column(gk_cli *cli, const char *text, size_t width)
{
    size_t used = gk_text_width(text);
    gk_put_text(&cli->out, text);
    gk_put_blanks(&cli->out, used < width ? width - used : 1);
}

/* Ids first, then names. */
static const char *rules_word(size_t index)
{
    size_t count = gknb_rule_count();
    gknb_rule rule;
    gknb_get_rule(index % count, &rule);
    return index < count ? rule.id : rule.name;
}

size_t gk_rule_of(gk_cli *cli, const char *id)
{
    size_t found = gknb_find_rule(id), count = 2 * gknb_rule_count();
    if (found == (size_t)-1)
        gk_usage_error(cli, GK_CLI_UNKNOWN_RULE, id, rules_word(gk_nearest(id, rules_word, count)));
    return found;
}

static void rules_row(gk_cli *cli, gk_cli_text_id name, const char *text)
{
    if (!*text) return;
    rules_column(cli, gk_cli_text(name, cli->out.lang), RULES_INDENT);
    gk_put_wrapped(&cli->out, text, RULES_INDENT, RULES_EDGE);
}

/* Examples have a line for each of their parts. */
static void rules_example(gk_cli *cli, gk_cli_text_id name, const char *text)
{
    if (!*text) return;
    rules_column(cli, gk_cli_text(name, cli->out.lang), RULES_INDENT);
    for (const char *next; (next = strstr(text, "; ")); text = next + 2) {
        gk_put_bytes(&cli->out, text, (size_t)(next - text));
        gk_put_text(&cli->out, "\n");
        gk_put_blanks(&cli->out, RULES_INDENT);
    }
    gk_put_text(&cli->out, text);
    gk_put_text(&cli->out, "\n");
}

int gk_run_explain(gk_cli *cli)
{
    int zh = cli->out.lang == GKNB_LANG_ZH;
    gknb_rule rule;
    size_t index;
    if (!cli->operand_count) return gk_usage_error(cli, GK_CLI_NO_RULE, NULL, NULL);
    if (cli->operand_count > 1) return gk_usage_error(cli, GK_CLI_EXTRA_OPERAND, cli->command->name, cli->operands[1]);
    index = gk_rule_of(cli, cli->operands[0]);
    if (index == (size_t)-1) return GK_CLI_FAILED;
    gknb_get_rule(index, &rule);
    gk_put_text(&cli->out, gk_bold(&cli->out));
    gk_put_text(&cli->out, rule.id);
    gk_put_text(&cli->out, " ");
    gk_put_text(&cli->out, rule.name);
    gk_put_text(&cli->out, gk_plain(&cli->out));
    gk_put_text(&cli->out, "\n");
    gk_put_wrapped(&cli->out, zh ? rule.title_zh : rule.title_en, 0, RULES_EDGE);
    gk_put_text(&cli->out, "\n");
    rules_row(cli, GK_CLI_ROW_LEVEL, gk_level_text(rule.level, cli->out.lang));
    rules_row(cli, GK_CLI_ROW_FORMS, rule.forms);
    rules_row(cli, GK_CLI_ROW_CLAUSE, rule.clause);
    rules_row(cli, GK_CLI_ROW_SOURCE, zh ? rule.source_zh : rule.source_en);
    rules_row(cli, GK_CLI_ROW_CURE, zh ? rule.cure_zh : rule.cure_en);
    rules_example(cli, GK_CLI_ROW_GOOD, rule.good);
    rules_example(cli, GK_CLI_ROW_BAD, rule.bad);
    return GK_CLI_FINE;
}

/* How much of the rule book and of the tables a form has. */
static void rules_form(gk_cli *cli, size_t index)
{
    static const gk_cli_text_id names[] = {GK_CLI_COUNT_RULES, GK_CLI_COUNT_ROWS, GK_CLI_COUNT_NUMBERS};
    unsigned counts[3];
    gknb_form form;
    gknb_get_form(index, &form);
    counts[0] = form.rules;
    counts[1] = form.rows;
    counts[2] = form.numbers;
    gk_put_blanks(&cli->out, 6);
    gk_put_text(&cli->out, form.id);
    for (int k = 0; k < 3; k++) {
        gk_put_blanks(&cli->out, 2);
        gk_put_number(&cli->out, counts[k]);
        gk_put_text(&cli->out, " ");
        gk_put_text(&cli->out, gk_cli_text(names[k], cli->out.lang));
    }
    gk_put_text(&cli->out, "\n");
}

int gk_run_rules(gk_cli *cli)
{
    gknb_rule rule;
    size_t forms = 0;
    if (cli->operand_count) return gk_usage_error(cli, GK_CLI_EXTRA_OPERAND, cli->command->name, cli->operands[0]);
    for (size_t i = 0; i < gknb_rule_count(); i++) {
        gknb_get_rule(i, &rule);
        if (strlen(rule.forms) > forms) forms = strlen(rule.forms);
    }
    for (size_t i = 0; i < gknb_rule_count(); i++) {
        gknb_get_rule(i, &rule);
        rules_column(cli, rule.id, 6);
        gk_put_text(&cli->out, gk_level_color(&cli->out, rule.level));
        rules_column(cli, gk_level_text(rule.level, cli->out.lang), cli->out.lang == GKNB_LANG_ZH ? 6 : 9);
        gk_put_text(&cli->out, gk_plain(&cli->out));
        rules_column(cli, rule.forms, forms + 2);
        rules_column(cli, rule.name, RULES_NAME);
        gk_put_text(&cli->out, cli->out.lang == GKNB_LANG_ZH ? rule.title_zh : rule.title_en);
        gk_put_text(&cli->out, "\n");
    }
    gk_put_text(&cli->out, "\n");
    for (size_t i = 0; i < gknb_form_count(); i++) rules_form(cli, i);
    return GK_CLI_FINE;
}
