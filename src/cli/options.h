/* options.h: the options of the command line: their names, which commands take them, what each does. */
#ifndef GK_CLI_OPTIONS_H
#define GK_CLI_OPTIONS_H

#include "cli.h"

/* The commands as bits, for the options that go with them. */
enum {
    GK_CHECK = 1,
    GK_PARSE = 2,
    GK_DUMP = 4,
    GK_EXPLAIN = 8,
    GK_RULES = 16,
    GK_FIX = 32,
    GK_OTHER = 64,
    GK_EXTRACT = 128,
    GK_SERIES = 256,
    GK_ANY = 511
};

/* Takes the value (NULL when the option has none); 0 when it is wrong and that has been said. */
typedef int gk_option_set(gk_cli *cli, const char *name, const char *value);

enum { GK_VALUE_NONE, GK_VALUE_DUE, GK_VALUE_MAY };

typedef struct {
    const char *name;
    unsigned commands; /* that take it */
    unsigned shown;    /* commands whose help names it */
    int value;
    int help; /* the id of its line there, or -1 */
    gk_option_set *set;
} gk_option;

/* The option that `text` names, up to its end or `=`; or NULL. */
const gk_option *gk_find_option(const char *text);
/* The name most like `text`. */
const char *gk_nearest_option(const char *text);
/* The bit of a command; all of them for NULL. */
unsigned gk_command_bit(const gk_command *command);

#endif
