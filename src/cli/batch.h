/* batch.h: many files through one output, each read by a process of its own kind, shown in the order given. */
#ifndef GK_CLI_BATCH_H
#define GK_CLI_BATCH_H

#include "cli.h"

/* What became of a file. */
typedef struct {
    int status;  /* GK_CLI_... */
    int verdict; /* of a report; -1: the file was not read */
} gk_outcome;

/* Reads and judges a file, writes it to cli->out, what is wrong with reading it to cli->err. */
typedef gk_outcome gk_file_run(gk_cli *cli, const char *file);

/* Runs every operand through the output of cli; the exit status. */
int gk_run_batch(gk_cli *cli, gk_file_run *run);

#endif
