/* say.c: errors of ours, on standard error; and the word most like a mistyped one. */
#include <string.h>

#include "../out/texts.h"
#include "cli.h"

void gk_cli_error(gk_cli *cli, gk_cli_text_id id, const char *first, const char *second)
{
    gk_put_text(&cli->err, "gknb: ");
    gk_put_template(&cli->err, gk_cli_text(id, cli->err.lang), first, second);
    gk_put_text(&cli->err, "\n");
    gk_flush(&cli->err);
}

int gk_usage_error(gk_cli *cli, gk_cli_text_id id, const char *first, const char *second)
{
    gk_cli_error(cli, id, first, second);
    gk_cli_error(cli, cli->command ? GK_CLI_SEE_HELP_OF : GK_CLI_SEE_HELP, cli->command ? cli->command->name : NULL,
                 NULL);
    return GK_CLI_FAILED;
}

const char *gk_put_list(const char *(*at)(size_t index), char out[GK_LIST_ROOM])
{
    const char *name;
    size_t used = 0;
    for (size_t i = 0; (name = at(i)); i++) {
        size_t size = strlen(name);
        if (used + size + 2 > GK_LIST_ROOM) break;
        if (used) out[used++] = ' ';
        memcpy(out + used, name, size);
        used += size;
    }
    out[used] = 0;
    return out;
}

enum { SAY_MOST = 48 };

static char say_small(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

/* How many characters to add, drop or change (Levenshtein); case does not count. */
static unsigned say_distance(const char *a, const char *b)
{
    size_t a_size = strlen(a), b_size = strlen(b);
    unsigned row[SAY_MOST + 1];
    if (a_size > SAY_MOST) a_size = SAY_MOST;
    if (b_size > SAY_MOST) b_size = SAY_MOST;
    for (size_t j = 0; j <= b_size; j++) row[j] = (unsigned)j;
    for (size_t i = 1; i <= a_size; i++) {
        unsigned corner = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_size; j++) {
            unsigned best = corner + (say_small(a[i - 1]) != say_small(b[j - 1]));
            corner = row[j];
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b_size];
}

/* How many characters both begin with: of words equally far, the one that begins alike is meant. */
static unsigned say_shared(const char *a, const char *b)
{
    unsigned shared = 0;
    while (shared + 1 < SAY_MOST && a[shared] && say_small(a[shared]) == say_small(b[shared])) shared++;
    return shared;
}

size_t gk_nearest(const char *word, const char *(*at)(size_t index), size_t count)
{
    size_t nearest = 0;
    unsigned least = ~0u;
    for (size_t i = 0; i < count; i++) {
        unsigned distance = say_distance(word, at(i)) * SAY_MOST + SAY_MOST - say_shared(word, at(i));
        if (distance >= least) continue;
        least = distance;
        nearest = i;
    }
    return nearest;
}
