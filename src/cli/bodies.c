/* bodies.c: see bodies.h (SPEC S10-series).
 *
 * In: operands, and aliases: lines `NAME = NAME`, the one before for the one behind. Every operand is read once for its
 * name and year, so a batch of a hundred thousand keeps some bytes of each. */
#include "bodies.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A document with fewer sections and fewer numbers speaks of reports, as a list of them does. */
enum { BODIES_LEAST_SECTIONS = 2, BODIES_LEAST_NUMBERS = 7 };

enum { BODIES_NAME = 512, BODIES_ALIASES = 4096, BODIES_DEEPEST = 16 };

/* What a worker sends of a report; the issuer and the cells follow. The form's name lives for ever. */
typedef struct {
    int year;
    int sum;
    const char *form;
    size_t read, issuer, cells;
} bodies_wire;

typedef struct {
    gk_cli *cli;
    gk_filed *filed;
    struct {
        char *name, *as;
    } * aliases;
    size_t alias_count;
    int no_memory;
} bodies;

/* ---- aliases ---- */

static char *bodies_copy(const char *text, size_t size)
{
    char *copy = (char *)malloc(size + 1);
    if (!copy) return NULL;
    memcpy(copy, text, size);
    copy[size] = 0;
    return copy;
}

/* The key of a name without the blanks around it; NULL: no memory. */
static char *bodies_key(const char *name, size_t size)
{
    char key[BODIES_NAME], *copy;
    while (size && strchr(" \t\r", *name)) name++, size--;
    while (size && strchr(" \t\r", name[size - 1])) size--;
    if (!(copy = bodies_copy(name, size))) return NULL;
    gknb_body_key(copy, key, sizeof key);
    if (!*key) return copy;
    free(copy);
    return bodies_copy(key, strlen(key));
}

/* One line of the file; 0 when it is none and it has said so. */
static int bodies_alias(bodies *b, const char *line, size_t size, size_t number)
{
    const char *equals = (const char *)memchr(line, '=', size);
    size_t left = equals ? (size_t)(equals - line) : 0, blanks = 0;
    gknb_decimal at = {(int64_t)number, 0};
    char text[40];
    while (blanks < size && strchr(" \t\r", line[blanks])) blanks++;
    if (blanks == size || line[blanks] == '#') return 1;
    if (equals && b->alias_count < BODIES_ALIASES) {
        char *name = b->aliases[b->alias_count].name = bodies_key(line, left);
        char *as = b->aliases[b->alias_count++].as = bodies_key(equals + 1, size - left - 1);
        if (!name || !as) return b->no_memory = 1, 0;
        if (*name && *as) return 1;
    }
    gknb_format_decimal(at, text);
    gk_cli_error(b->cli, GK_CLI_BAD_ALIAS, b->cli->aliases, text);
    return 0;
}

static int bodies_read_aliases(bodies *b)
{
    uint8_t *bytes;
    size_t size, line = 0, number = 1;
    int fine = 1;
    if (!b->cli->aliases) return 1;
    if (!gk_read_file(b->cli, b->cli->aliases, &bytes, &size)) return 0;
    b->aliases = calloc(BODIES_ALIASES, sizeof *b->aliases);
    if (!b->aliases) b->no_memory = 1;
    for (size_t i = 0; b->aliases && fine && i <= size; i++) {
        if (i < size && bytes[i] != '\n') continue;
        fine = bodies_alias(b, (const char *)bytes + line, i - line, number++);
        line = i + 1;
    }
    free(bytes);
    return fine && !b->no_memory;
}

static void bodies_free_aliases(bodies *b)
{
    for (size_t i = 0; i < b->alias_count; i++) {
        free(b->aliases[i].name);
        free(b->aliases[i].as);
    }
    free(b->aliases);
}

/* What the aliases make of a key, step by step; takes it over. */
static char *bodies_resolve(bodies *b, char *key)
{
    for (int step = 0; key && step < BODIES_DEEPEST; step++) {
        size_t i = 0;
        while (i < b->alias_count && strcmp(b->aliases[i].name, key) != 0) i++;
        if (i == b->alias_count) break;
        free(key);
        key = bodies_copy(b->aliases[i].as, strlen(b->aliases[i].as));
    }
    return key;
}

/* ---- one report ---- */

/* Whether series shows a cell: one of the keys asked for, or in one; without any, the last of each row. */
static int bodies_keep(const gk_cli *cli, const gknb_report *report, size_t index)
{
    gknb_cell c, next;
    gknb_get_cell(report, index, &c);
    for (size_t i = 0; i < cli->key_count; i++) {
        size_t size = strlen(cli->keys[i]);
        if (!strncmp(c.path, cli->keys[i], size) && (!c.path[size] || c.path[size] == '.')) return 1;
    }
    if (cli->key_count || index + 1 == gknb_cell_count(report)) return !cli->key_count;
    gknb_get_cell(report, index + 1, &next);
    return strcmp(c.row_path, next.row_path) != 0;
}

static void bodies_send_cell(gk_cli *cli, const gknb_report *report, size_t index)
{
    int zh = cli->out.lang == GKNB_LANG_ZH;
    gk_series_cell kept;
    gknb_cell c;
    gknb_get_cell(report, index, &c);
    memset(&kept, 0, sizeof kept);
    kept.path = c.path;
    kept.row = zh ? c.row_label : c.row_name;
    kept.column = zh ? c.column_label : c.column_name;
    kept.state = c.state;
    kept.has_value = c.has_value;
    kept.value = c.value;
    kept.has_inferred = c.has_inferred;
    kept.inferred = c.inferred;
    gk_put_bytes(&cli->out, &kept, sizeof kept);
}

static void bodies_send(gk_cli *cli, const gknb_report *report)
{
    gknb_header h;
    bodies_wire wire;
    gknb_cell c;
    gknb_get_header(report, &h);
    memset(&wire, 0, sizeof wire);
    wire.year = h.year;
    wire.sum = gk_sum_of(report);
    wire.form = h.form;
    wire.issuer = h.issuer ? strlen(h.issuer) : 0;
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_get_cell(report, i, &c);
        wire.read += (size_t)c.has_value;
        wire.cells += cli->series_output && bodies_keep(cli, report, i);
    }
    gk_put_bytes(&cli->out, &wire, sizeof wire);
    gk_put_bytes(&cli->out, h.issuer ? h.issuer : "", wire.issuer);
    for (size_t i = 0; wire.cells && i < gknb_cell_count(report); i++)
        if (bodies_keep(cli, report, i)) bodies_send_cell(cli, report, i);
}

static int bodies_is_report(const gknb_report *report)
{
    size_t numbers = 0;
    if (gknb_section_count(report) >= BODIES_LEAST_SECTIONS) return 1;
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_cell c;
        gknb_get_cell(report, i, &c);
        numbers += (size_t)c.has_value;
    }
    return numbers >= BODIES_LEAST_NUMBERS;
}

static gk_outcome bodies_run(gk_cli *cli, size_t operand)
{
    const char *file = cli->operands[operand];
    gk_outcome outcome = {GK_CLI_FAILED, -1};
    gk_input input;
    if (!cli->series_output && !gk_is_file(file)) return outcome; /* a pipe is read once */
    if (!gk_read_report(cli, file, &input)) return outcome;
    outcome.status = GK_CLI_FINE;
    outcome.verdict = (int)gknb_get_verdict(input.report);
    if (bodies_is_report(input.report)) bodies_send(cli, input.report);
    else outcome.verdict = GKNB_VERDICT_UNREADABLE;
    gk_close_input(&input);
    return outcome;
}

static void bodies_take(void *user, size_t operand, gk_outcome outcome, gk_memory *out, gk_memory *err)
{
    bodies *b = (bodies *)user;
    gk_filed *f = &b->filed[operand];
    bodies_wire wire;
    f->operand = operand;
    f->outcome = outcome;
    f->report.file = b->cli->operands[operand];
    if (b->cli->series_output && err->size) gk_emit_error(err->text, err->size);
    if (out->size < sizeof wire) return;
    memcpy(&wire, out->text, sizeof wire);
    f->read = wire.read;
    f->report.year = wire.year;
    f->report.form = wire.form;
    f->report.sum = wire.sum;
    if (!wire.year || !wire.issuer) return;
    f->cells = (gk_series_cell *)malloc(wire.cells * sizeof *f->cells + 1);
    f->report.issuer = f->issuer = bodies_copy(out->text + sizeof wire, wire.issuer);
    f->body = f->issuer ? bodies_resolve(b, bodies_key(f->issuer, wire.issuer)) : NULL;
    if (!f->cells || !f->body) {
        b->no_memory = 1;
        return;
    }
    memcpy(f->cells, out->text + sizeof wire + wire.issuer, wire.cells * sizeof *f->cells);
    f->report.cells = f->cells;
    f->report.cell_count = wire.cells;
}

/* ---- all of them ---- */

int gk_is_file(const char *file)
{
    struct stat about;
    return !stat(file, &about) && S_ISREG(about.st_mode);
}

static int bodies_compare(const void *left, const void *right)
{
    const gk_filed *a = (const gk_filed *)left, *b = (const gk_filed *)right;
    int order = a->body && b->body ? strcmp(a->body, b->body) : !a->body - !b->body;
    if (order) return order;
    if (a->report.year != b->report.year) return a->report.year < b->report.year ? -1 : 1;
    if (a->read != b->read) return a->read > b->read ? -1 : 1;
    return a->operand < b->operand ? -1 : a->operand > b->operand;
}

int gk_same_body(const gk_filed *a, const gk_filed *b) { return a->body && b->body && !strcmp(a->body, b->body); }

gk_filed *gk_file_bodies(gk_cli *cli)
{
    bodies b = {cli, NULL, NULL, 0, 0};
    size_t count = cli->operand_count;
    int fine = bodies_read_aliases(&b);
    if (fine) b.filed = (gk_filed *)calloc(count + 1, sizeof *b.filed);
    if (b.filed) gk_each_file(cli, bodies_run, bodies_take, &b);
    if (b.no_memory || (fine && !b.filed)) gk_cli_error(cli, GK_CLI_NO_MEMORY, "gknb", NULL);
    bodies_free_aliases(&b);
    if (b.no_memory && b.filed) {
        gk_free_filed(b.filed, count);
        return NULL;
    }
    if (!b.filed) return NULL;
    qsort(b.filed, count, sizeof *b.filed, bodies_compare);
    for (size_t i = 1; i < count; i++)
        b.filed[i].report.spare =
            gk_same_body(&b.filed[i - 1], &b.filed[i]) && b.filed[i - 1].report.year == b.filed[i].report.year;
    return b.filed;
}

void gk_free_filed(gk_filed *filed, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(filed[i].issuer);
        free(filed[i].breaks);
        free(filed[i].body);
        free(filed[i].cells);
    }
    free(filed);
}

size_t *gk_pair_years(const gk_filed *filed, size_t count)
{
    size_t *previous = (size_t *)calloc(count + 1, sizeof *previous), year = 0, before = 0;
    for (size_t i = 0; previous && i < count; i++) {
        if (!filed[i].report.spare) {
            before = year; /* where the reports of the year before begin */
            year = i;
        }
        if (year > before && gk_same_body(&filed[before], &filed[i]) &&
            filed[before].report.year == filed[i].report.year - 1)
            previous[filed[i].operand] = filed[before].operand + 1;
    }
    return previous;
}
