/* tables.c: linked to a test whose parser was built with YYCOVERAGE. Out: at the end, to the file that TABLES names,
 * lemon's own list of its states and tokens: each pair that has an action, and whether it was met. */
#include <stdio.h>
#include <stdlib.h>

int gk_lemonCoverage(FILE *out);

static void __attribute__((destructor)) tables_write(void)
{
    const char *path = getenv("TABLES");
    FILE *out = path ? fopen(path, "a") : NULL;
    if (!out) return;
    gk_lemonCoverage(out);
    fclose(out);
}
