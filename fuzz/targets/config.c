/* config.c: .gknb.toml: it is taken or refused, alike however its lines end; what is taken names rules and levels, what
 * is refused is named by a place in the file. */
#define _GNU_SOURCE /* memfd_create */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../src/cli/cli.h"
#include "../../tests/support.h"
#include "oracle.h"

static void config_write(void *user, const char *bytes, size_t size) { text_add((text *)user, bytes, size); }

/* The levels taken, in words; 0 and what was said when the file was refused. */
static int config_take(const char *bytes, size_t size, text *out)
{
    static gk_cli cli;
    static char path[64];
    static int file = -1;
    gknb_options options;
    int taken;
    if (file < 0) file = memfd_create("config", 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    ORACLE(ftruncate(file, 0) == 0 && pwrite(file, bytes, size, 0) == (ssize_t)size);
    memset(&cli, 0, sizeof cli);
    memset(&options, 0, sizeof options);
    cli.out.write = cli.err.write = config_write;
    cli.out.user = cli.err.user = out;
    cli.today.year = 2026, cli.today.month = 6, cli.today.day = 15;
    cli.config_file = path;
    taken = gk_configure(&cli, "x.txt", &options);
    gk_flush(&cli.err);
    for (size_t i = 0; taken && i < options.override_count; i++) {
        ORACLE(gknb_find_rule(options.overrides[i].id) != (size_t)-1);
        ORACLE(options.overrides[i].level >= GKNB_LEVEL_OFF && options.overrides[i].level <= GKNB_LEVEL_ERROR);
        for (size_t k = 0; k < i; k++) ORACLE(strcmp(options.overrides[i].id, options.overrides[k].id));
        text_format(out, "%s=%s\n", options.overrides[i].id, gknb_level_name(options.overrides[i].level));
    }
    ORACLE(taken || out->size);
    gk_free_config(&cli);
    return taken;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    text one = {NULL, 0, 0}, two = {NULL, 0, 0}, other = {NULL, 0, 0};
    int taken = config_take((const char *)bytes, size, &one);
    size_t tables = 0;
    ORACLE(taken == config_take((const char *)bytes, size, &two) && text_same(&one, &two));
    text_free(&two);
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '\n' && !(i && bytes[i - 1] == '\r')) text_puts(&other, "\r");
        text_add(&other, (const char *)bytes + i, 1);
        tables += bytes[i] == '[';
    }
    if (size < (1u << 16))
        ORACLE(taken == config_take(text_of(&other), other.size, &two) && (!taken || text_same(&one, &two)));
    for (size_t i = 0; taken && i < one.size; i++) tables -= one.at[i] == '\n';
    ORACLE(!taken || tables < (size_t)-1 / 2); /* no level without its table */
    text_free(&one);
    text_free(&two);
    text_free(&other);
    return 0;
}
