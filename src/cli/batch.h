/* batch.h: many files, read by processes of their own, taken in the order given; and through one output. */
#ifndef GK_CLI_BATCH_H
#define GK_CLI_BATCH_H

#include "cli.h"
#include "memory.h"

/* What became of a file. */
typedef struct {
    int status;  /* GK_CLI_... */
    int verdict; /* of a report, or GK_SUM_UNJUDGED; -1: the file was not read */
} gk_outcome;

/* Reads an operand, writes what is made of it to cli->out, what is wrong with reading it to cli->err. */
typedef gk_outcome gk_file_run(gk_cli *cli, size_t operand);

/* Takes what became of operand `index`, and what was written to the two streams; both may be written to. */
typedef void gk_file_take(void *user, size_t index, gk_outcome outcome, gk_memory *out, gk_memory *err);

/* Runs every operand, up to cli->jobs at a time, and hands them over in their order. */
void gk_each_file(gk_cli *cli, gk_file_run *run, gk_file_take *take, void *user);

/* Runs every operand through the output of cli; the exit status. */
int gk_run_batch(gk_cli *cli, gk_file_run *run);

#endif
