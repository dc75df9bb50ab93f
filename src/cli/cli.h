/* cli.h: what the parts of the command line share: the arguments as understood, the two streams, the commands.
 *
 * A command returns the exit status: 0 all conform, 1 one does not, 2 one could not be read or the usage was wrong. */
#ifndef GK_CLI_H
#define GK_CLI_H

#include "../adapt/adapt.h"
#include "../out/out.h"
#include "../out/series.h"
#include "texts.h"

enum { GK_CLI_FINE = 0, GK_CLI_NONCONFORMING = 1, GK_CLI_FAILED = 2 };

typedef struct gk_cli gk_cli;
typedef struct gk_config gk_config;

typedef struct {
    const char *name;
    gk_cli_text_id help;
    int (*run)(gk_cli *cli);
} gk_command;

struct gk_cli {
    gk_out out, err; /* standard output and standard error */
    int out_error;   /* errno of the write that failed, or 0 */
    const gk_command *command;
    char **operands; /* behind the command; among the program's own arguments */
    size_t operand_count;
    const gk_output *output;
    const char *output_file; /* NULL: standard output */
    int output_fd;
    void *store;   /* of the output, when it has one */
    char **listed; /* names that operands points into, when directories were read */
    size_t listed_count;
    size_t jobs; /* 0: as many as there are cores */
    int worker;  /* this process reads for another, which says what became of it */
    int recursive;
    const char *config_file; /* NULL: looked for */
    gk_config *config;       /* the last in use */
    gknb_date today;
    gknb_options options;
    gknb_override *overrides;
    const char *stage;
    int help, version, werror;
    const char *previous;     /* last year's report of every operand; NULL: none given */
    size_t *series;           /* of each operand, the operand plus one that is last year's, or 0; NULL: none */
    const char *took, *taken; /* the last option whose value was the next word, and the word; NULL: none */
    const char *aliases;      /* the file of old and new names; NULL: none */
    const char **keys;        /* asked for, of series */
    size_t key_count;
    gk_series_output *series_output;
    int map;                    /* of extract */
    int in_place, diff, unsafe; /* of fix */
};

/* By name, or NULL. */
const gk_command *gk_find_command(const char *name);
/* Says that there is none, and which is nearest, or due for a file. */
int gk_unknown_command(gk_cli *cli, const char *name);

/* Reads the arguments; 0 when they were wrong and it has said so. */
int gk_read_arguments(gk_cli *cli, int argc, char **argv);
enum { GK_LIST_ROOM = 200 };
/* The names that `at` gives up to NULL, with blanks between; returns `out`. */
const char *gk_put_list(const char *(*at)(size_t index), char out[GK_LIST_ROOM]);
/* Of dump; NULL behind the last. */
const char *gk_stage_name(size_t index);
/* The option lines of a command's help. */
void gk_put_options(gk_cli *cli, const gk_command *command);

/* Where output goes: cli->output_file, else standard output; 0 when it cannot and it has said so. */
int gk_open_output(gk_cli *cli);
int gk_close_output(gk_cli *cli);
void gk_emit(gk_cli *cli, const char *text, size_t size);
void gk_emit_error(const char *text, size_t size);
/* The `write` of cli->out and cli->err. */
void gk_write_out(void *cli, const char *text, size_t size);
void gk_write_error(void *cli, const char *text, size_t size);

/* With --recursive, puts the files of a directory in its place among the operands; 0 when that failed and it has said
 * so. */
int gk_list_files(gk_cli *cli);
void gk_free_files(gk_cli *cli);

/* The options for a file: with the levels of its .gknb.toml; 0 when that is wrong and it has said so. */
int gk_configure(gk_cli *cli, const char *file, gknb_options *options);
void gk_free_config(gk_cli *cli);
/* YYYY-MM-DD; 0 when it is no day. */
int gk_read_date(const char *text, size_t size, gknb_date *date);

/* Says an error of ours on standard error. */
void gk_cli_error(gk_cli *cli, gk_cli_text_id id, const char *first, const char *second);
/* The same, and where to read more; returns GK_CLI_FAILED. */
int gk_usage_error(gk_cli *cli, gk_cli_text_id id, const char *first, const char *second);

/* Says that files are wanted, and which option took the last word for its value; returns GK_CLI_FAILED. */
int gk_no_files(gk_cli *cli);

/* Reads a file, "-" for standard input; 0 when it cannot be and it has said so. Free `*bytes`. */
int gk_read_file(gk_cli *cli, const char *file, uint8_t **bytes, size_t *size);

/* A file, what its container holds, and the report in it. */
typedef struct {
    uint8_t *bytes;
    size_t size;
    gknb_document document;
    gknb_report *report;
} gk_input;

/* What runs between the two says nothing on standard error, and has a limit of time: beyond it `file` is said to take
 * too long, and the program ends. */
void gk_guard(gk_cli *cli, const char *file);
void gk_unguard(void);

/* Opens input->bytes as what they are; 0 when it cannot be and it has said so. */
int gk_open_bytes(gk_cli *cli, const char *file, gk_input *input);
/* Reads a file and opens it; 0 when it cannot be and it has said so. */
int gk_open_input(gk_cli *cli, const char *file, gk_input *input);
/* Parses what was opened; 0 when it cannot be and it has said so. It stays open. */
int gk_judge(gk_cli *cli, const char *file, gk_input *input);
/* The two. */
int gk_read_report(gk_cli *cli, const char *file, gk_input *input);
void gk_close_input(gk_input *input);

/* The rule of an id or a name; (size_t)-1 when there is none and it has said so. */
size_t gk_rule_of(gk_cli *cli, const char *id);
/* Of `count` words, the index of the one most like `word`. */
size_t gk_nearest(const char *word, const char *(*at)(size_t index), size_t count);

int gk_run_check(gk_cli *cli); /* and parse */
int gk_run_dump(gk_cli *cli);
int gk_run_extract(gk_cli *cli);
int gk_run_explain(gk_cli *cli);
int gk_run_rules(gk_cli *cli);
int gk_run_fix(gk_cli *cli);
int gk_run_series(gk_cli *cli);
int gk_run_help(gk_cli *cli);

#endif
