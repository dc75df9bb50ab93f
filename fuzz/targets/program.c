/* program.c: the whole program, but for main: a file checked, parsed, dumped and fixed. Its exit status is what the
 * library says of the file, and the same command says the same again. */
#define _GNU_SOURCE /* memfd_create */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../src/cli/cli.h"
#include "../../tests/support.h"
#include "oracle.h"

static void program_write(void *user, const char *bytes, size_t size) { text_add((text *)user, bytes, size); }

static const char *const COMMANDS[][4] = {{"check", "--jobs=1", "--lang=en"},
                                          {"check", "--jobs=1", "--strict"},
                                          {"check", "--jobs=1", "--tables"},
                                          {"check", "--jobs=1", "--format=sarif"},
                                          {"parse", "--jobs=1"},
                                          {"dump", "--stage=tree"},
                                          {"dump", "--stage=findings"},
                                          {"dump", "--stage=tokens"}};

/* A file that nothing but its number names. */
static int program_file(const char *bytes, size_t size, int file)
{
    if (file < 0) file = memfd_create("program", 0);
    ORACLE(ftruncate(file, 0) == 0 && pwrite(file, bytes, size, 0) == (ssize_t)size && lseek(file, 0, SEEK_SET) == 0);
    return file;
}

static int program_run(const char *const *command, char *file, text *out)
{
    static gk_cli cli;
    static int output = -1;
    static char written[4096], words[8][32];
    ssize_t size;
    char *argv[8] = {(char *)"gknb"};
    int argc = 1, status = GK_CLI_FAILED;
    memset(&cli, 0, sizeof cli);
    for (; command[argc - 1]; argc++) argv[argc] = strcpy(words[argc], command[argc - 1]); /* they are written to */
    argv[argc++] = file;
    cli.out.write = cli.err.write = program_write;
    cli.out.user = cli.err.user = out;
    cli.output_fd = output = program_file("", 0, output);
    if (gk_read_arguments(&cli, argc, argv)) status = cli.command->run(&cli);
    gk_flush(&cli.out);
    gk_flush(&cli.err);
    ORACLE(lseek(output, 0, SEEK_SET) == 0);
    while ((size = read(output, written, sizeof written)) > 0) text_add(out, written, (size_t)size);
    free(cli.overrides);
    gk_free_files(&cli);
    gk_free_config(&cli);
    return status;
}

/* What the exit status of a check must be. */
static int program_due(const uint8_t *bytes, size_t size, int strict)
{
    gknb_document document;
    gknb_options options;
    gknb_report *report;
    int due = GK_CLI_FAILED;
    if (gknb_open(bytes, size, 0, &document) != GKNB_OPEN_OK) return due;
    memset(&options, 0, sizeof options);
    options.source = document.source;
    options.strict = strict;
    if (gknb_parse(document.text, document.size, &options, &report) == GKNB_OK) {
        due = gknb_get_verdict(report) == GKNB_VERDICT_CONFORMS ? GK_CLI_FINE : GK_CLI_NONCONFORMING;
        gknb_free(report);
    }
    gknb_close(&document);
    return due;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static int file = -1;
    char path[64];
    const char *const *command = COMMANDS[size % (sizeof COMMANDS / sizeof *COMMANDS)];
    text one = {NULL, 0, 0}, two = {NULL, 0, 0};
    int status;
    file = program_file((const char *)bytes, size, file);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    status = program_run(command, path, &one);
    ORACLE(status >= GK_CLI_FINE && status <= GK_CLI_FAILED);
    ORACLE(status == program_run(command, path, &two) && text_same(&one, &two));
    if (*command[0] == 'c') ORACLE(status == program_due(bytes, size, !strcmp(command[2], "--strict")));
    text_free(&one);
    text_free(&two);
    return 0;
}
