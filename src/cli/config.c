/* config.c: levels of rules from a file, each with a reason and, if need be, a last day. docs/config.md says what may
 * stand in it: a small part of TOML, read exactly; whatever else is an error at its line and column.
 *
 * In: the file given with --config, or the .gknb.toml nearest to the input, in its folder or above. Out: the options
 * with its levels before those of the command line, which win. */
#define _XOPEN_SOURCE 700 /* realpath */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

enum { CONFIG_MOST = 1 << 20, CONFIG_NAME = 64 };

struct gk_config {
    char *path;   /* of the file; NULL: there is none */
    char *folder; /* it was looked for from */
    gknb_override *overrides;
    size_t count; /* the command line's among them */
    int broken;
};

typedef struct {
    gk_cli *cli;
    gk_config *config;
    const char *path;
    const char *start, *at, *end; /* of the line */
    size_t line;
    size_t rule; /* the table we are in; (size_t)-1: none yet */
    const char *rule_at;
    size_t rule_line;
    int level; /* -1: not said */
    int has_reason, has_until, expired;
    unsigned char *seen; /* by rule */
} reader;

/* ---- what is wrong ---- */

static int config_fail_at(reader *r, size_t line, const char *start, const char *at, gk_cli_text_id id,
                          const char *what)
{
    size_t column = 1, size = strlen(r->path) + 48;
    char *place = (char *)malloc(size);
    for (const char *p = start; p < at; p++) column += ((unsigned char)*p & 0xc0) != 0x80;
    if (place) snprintf(place, size, "%s:%zu:%zu", r->path, line, column);
    gk_cli_error(r->cli, id, place ? place : r->path, what);
    free(place);
    return 0;
}

static int config_fail(reader *r, gk_cli_text_id id, const char *what)
{
    return config_fail_at(r, r->line, r->start, r->at, id, what);
}

/* ---- one line ---- */

static void config_blanks(reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t')) r->at++;
}

/* Nothing but a comment may follow. */
static int config_ended(reader *r)
{
    config_blanks(r);
    return r->at == r->end || *r->at == '#' || config_fail(r, GK_CLI_CONFIG_LINE, NULL);
}

static int config_take(reader *r, const char *word)
{
    size_t size = strlen(word);
    if ((size_t)(r->end - r->at) < size || memcmp(r->at, word, size) != 0) return 0;
    r->at += size;
    return 1;
}

/* A bare key: letters, digits, - and _. */
static size_t config_key(reader *r, char *out)
{
    size_t n = 0;
    while (r->at + n < r->end && n + 1 < CONFIG_NAME) {
        char c = r->at[n];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            break;
        out[n++] = c;
    }
    out[n] = 0;
    return n;
}

/* A string in double quotes, with \" and \\ in it; what is kept of it is its beginning. */
static int config_string(reader *r, char *out, size_t room)
{
    size_t n = 0;
    if (!config_take(r, "\"")) return 0;
    for (; r->at < r->end && *r->at != '"'; r->at++) {
        if ((unsigned char)*r->at < ' ' && *r->at != '\t') return 0;
        if (*r->at == '\\' && (++r->at == r->end || (*r->at != '"' && *r->at != '\\'))) return 0;
        if (n + 1 < room) out[n++] = *r->at;
    }
    out[n] = 0;
    return config_take(r, "\"");
}

static int config_close_table(reader *r)
{
    gknb_rule rule;
    if (r->rule == (size_t)-1) return 1;
    gknb_get_rule(r->rule, &rule);
    if (r->level < 0 || !r->has_reason)
        return config_fail_at(r, r->rule_line, r->rule_at, r->rule_at, GK_CLI_CONFIG_LACKS, rule.id);
    if (r->expired) return 1;
    r->config->overrides[r->config->count].id = rule.id;
    r->config->overrides[r->config->count++].level = (gknb_level)r->level;
    return 1;
}

static int config_table(reader *r)
{
    char name[CONFIG_NAME];
    size_t size;
    if (!config_take(r, "[rules.")) return config_fail(r, GK_CLI_CONFIG_LINE, NULL);
    size = config_key(r, name);
    if (!size) return config_fail(r, GK_CLI_CONFIG_LINE, NULL);
    if (!config_close_table(r)) return 0;
    r->rule = gknb_find_rule(name);
    if (r->rule == (size_t)-1) return config_fail(r, GK_CLI_CONFIG_RULE, name);
    if (r->seen[r->rule]++) return config_fail(r, GK_CLI_CONFIG_TWICE, name);
    r->at += size;
    if (!config_take(r, "]")) return config_fail(r, GK_CLI_CONFIG_LINE, NULL);
    r->rule_at = r->start;
    r->rule_line = r->line;
    r->level = -1;
    r->has_reason = r->has_until = r->expired = 0;
    return config_ended(r);
}

static int config_level(reader *r)
{
    char word[CONFIG_NAME];
    const char *at = r->at;
    if (r->level >= 0) return config_fail_at(r, r->line, r->start, r->start, GK_CLI_CONFIG_TWICE, "level");
    if (config_string(r, word, sizeof word))
        for (int level = GKNB_LEVEL_OFF; level <= GKNB_LEVEL_ERROR; level++)
            if (!strcmp(word, gknb_level_name((gknb_level)level))) r->level = level;
    r->at = r->level < 0 ? at : r->at;
    return r->level >= 0 || config_fail(r, GK_CLI_CONFIG_LEVEL, NULL);
}

static int config_reason(reader *r)
{
    char word[CONFIG_NAME];
    const char *at = r->at;
    size_t blank;
    if (r->has_reason) return config_fail_at(r, r->line, r->start, r->start, GK_CLI_CONFIG_TWICE, "reason");
    r->has_reason = config_string(r, word, sizeof word);
    blank = strspn(word, " \t");
    if (r->has_reason && word[blank]) return 1;
    r->at = at;
    return config_fail(r, GK_CLI_CONFIG_REASON, NULL);
}

int gk_read_date(const char *text, size_t size, gknb_date *date)
{
    static const int most[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int parts[] = {0, 0, 0}, part = 0, days;
    if (size != 10) return 0;
    for (size_t i = 0; i < size; i++) {
        int dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return 0;
        if (dash) part++;
        else parts[part] = parts[part] * 10 + text[i] - '0';
    }
    date->year = parts[0];
    date->month = parts[1];
    date->day = parts[2];
    if (date->month < 1 || date->month > 12) return 0;
    days = most[date->month - 1];
    if (date->month == 2 && date->year % 4 == 0 && (date->year % 100 || date->year % 400 == 0)) days++;
    return date->day >= 1 && date->day <= days;
}

static int config_until(reader *r)
{
    const gknb_date *today = &r->cli->today;
    gknb_date date;
    if (r->has_until) return config_fail_at(r, r->line, r->start, r->start, GK_CLI_CONFIG_TWICE, "until");
    if (r->end - r->at < 10 || !gk_read_date(r->at, 10, &date)) return config_fail(r, GK_CLI_CONFIG_DATE, NULL);
    r->at += 10;
    r->has_until = 1;
    r->expired = date.year != today->year     ? date.year < today->year
                 : date.month != today->month ? date.month < today->month
                                              : date.day < today->day;
    return 1;
}

static int config_pair(reader *r)
{
    static const struct {
        const char *key;
        int (*read)(reader *r);
    } keys[] = {{"level", config_level}, {"reason", config_reason}, {"until", config_until}};
    char name[CONFIG_NAME];
    size_t size = config_key(r, name);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(name, keys[i].key) != 0 || r->rule == (size_t)-1) continue;
        r->at += size;
        config_blanks(r);
        if (!config_take(r, "=")) break;
        config_blanks(r);
        return keys[i].read(r) && config_ended(r);
    }
    return config_fail(r, GK_CLI_CONFIG_LINE, NULL);
}

static int config_lines(reader *r, const char *text, size_t size)
{
    const char *stop = text + size;
    for (const char *p = text; p < stop; p = r->end + (r->end < stop)) {
        const char *newline = (const char *)memchr(p, '\n', (size_t)(stop - p));
        r->start = r->at = p;
        r->end = newline ? newline : stop;
        r->line++;
        config_blanks(r);
        if (r->end > r->at && r->end[-1] == '\r') {
            const char *end = r->end--;
            if (r->at < r->end && *r->at != '#' && !(*r->at == '[' ? config_table(r) : config_pair(r))) return 0;
            r->end = end;
        } else if (r->at < r->end && *r->at != '#' && !(*r->at == '[' ? config_table(r) : config_pair(r))) {
            return 0;
        }
    }
    return config_close_table(r);
}

/* ---- finding and reading ---- */

static int config_read(gk_cli *cli, gk_config *config)
{
    reader r;
    uint8_t *text = NULL;
    size_t size;
    int fine = 0;
    memset(&r, 0, sizeof r);
    r.cli = cli;
    r.config = config;
    r.path = config->path;
    r.rule = (size_t)-1;
    r.seen = (unsigned char *)calloc(gknb_rule_count(), 1);
    if (!r.seen) gk_cli_error(cli, GK_CLI_NO_MEMORY, config->path, NULL);
    else if (gk_read_file(cli, config->path, &text, &size)) fine = config_lines(&r, (const char *)text, size);
    free(text);
    free(r.seen);
    return fine;
}

/* The nearest .gknb.toml from a folder upwards; NULL: none. */
static char *config_find(const char *folder)
{
    static const char name[] = "/.gknb.toml";
    char *real = realpath(folder, NULL), *path = NULL;
    size_t size = real ? strlen(real) : 0;
    if (real) path = (char *)malloc(size + sizeof name);
    while (path) {
        memcpy(path, real, size);
        memcpy(path + size, name, sizeof name);
        if (!access(path, R_OK)) break;
        while (size && real[size - 1] != '/') size--;
        if (!size) {
            free(path);
            path = NULL;
        } else {
            size--; /* the slash; of the root nothing is left, and its own is tried */
        }
    }
    free(real);
    return path;
}

static char *config_folder(const char *file)
{
    const char *slash = strrchr(file, '/');
    size_t size = slash ? (size_t)(slash - file) + 1 : 1;
    char *folder = (char *)malloc(size + 1);
    if (!folder) return NULL;
    memcpy(folder, slash ? file : ".", size);
    folder[size] = 0;
    return folder;
}

static gk_config *config_load(gk_cli *cli, const char *path, char *folder)
{
    gk_config *config = (gk_config *)calloc(1, sizeof *config);
    if (!config) {
        free(folder);
        return NULL;
    }
    config->folder = folder;
    config->path = path ? strdup(path) : config_find(folder);
    config->overrides =
        (gknb_override *)calloc(gknb_rule_count() + cli->options.override_count + 1, sizeof *config->overrides);
    if (!config->overrides) config->broken = 1;
    else if (config->path && !config_read(cli, config)) config->broken = 1;
    for (size_t i = 0; config->overrides && i < cli->options.override_count; i++)
        config->overrides[config->count++] = cli->options.overrides[i];
    return config;
}

void gk_free_config(gk_cli *cli)
{
    if (!cli->config) return;
    free(cli->config->path);
    free(cli->config->folder);
    free(cli->config->overrides);
    free(cli->config);
    cli->config = NULL;
}

int gk_configure(gk_cli *cli, const char *file, gknb_options *options)
{
    char *folder = cli->config_file ? NULL : config_folder(strcmp(file, "-") ? file : "");
    if (cli->config && (cli->config_file || (folder && !strcmp(folder, cli->config->folder)))) {
        free(folder);
    } else {
        gk_free_config(cli);
        cli->config = config_load(cli, cli->config_file, folder);
    }
    if (!cli->config) return gk_cli_error(cli, GK_CLI_NO_MEMORY, file, NULL), 0;
    if (cli->config->broken) return gk_cli_error(cli, GK_CLI_CONFIG_BROKEN, file, NULL), 0;
    options->overrides = cli->config->overrides;
    options->override_count = cli->config->count;
    return 1;
}
