/* main.c: arguments in, exit status out. */
#include <errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

/* The first of the three that is set speaks; what is not English is Chinese. */
static gknb_lang main_lang(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return !strncmp(value, "en", 2) ? GKNB_LANG_EN : GKNB_LANG_ZH;
    }
    return GKNB_LANG_ZH;
}

/* On a terminal, unless it is asked not to: by TERM=dumb or https://no-color.org. */
static int main_color(void)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return !(no && *no) && !(term && !strcmp(term, "dumb")) && isatty(STDOUT_FILENO);
}

/* The library is told the date, it does not ask. */
static gknb_date main_today(void)
{
    time_t now = time(NULL);
    struct tm day;
    gknb_date today = {0, 0, 0};
    if (!localtime_r(&now, &day)) return today;
    today.year = day.tm_year + 1900;
    today.month = day.tm_mon + 1;
    today.day = day.tm_mday;
    return today;
}

static int main_run(gk_cli *cli, int argc, char **argv)
{
    if (!gk_read_arguments(cli, argc, argv)) return GK_CLI_FAILED;
    if (cli->version) {
        gk_put_text(&cli->out, "gknb " GKNB_VERSION "\n");
        return GK_CLI_FINE;
    }
    if (cli->help) return gk_run_help(cli);
    if (!cli->command) return gk_usage_error(cli, GK_CLI_NO_COMMAND, NULL, NULL);
    return cli->command->run(cli);
}

int main(int argc, char **argv)
{
    static gk_cli cli;
    int status;
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, 64 << 20); /* what one document took serves the next: new pages are slower than reading */
#endif
    cli.out.write = gk_write_out;
    cli.err.write = gk_write_error;
    cli.output_fd = STDOUT_FILENO;
    cli.today = main_today();
    cli.out.user = cli.err.user = &cli;
    cli.out.lang = cli.err.lang = main_lang();
    cli.out.color = main_color();
    status = main_run(&cli, argc, argv);
    gk_flush(&cli.out);
    if (cli.out_error && cli.out_error != EPIPE) gk_cli_error(&cli, GK_CLI_WRITE_FAILED, strerror(cli.out_error), NULL);
    if (cli.out_error) status = GK_CLI_FAILED;
    free(cli.overrides);
    free(cli.keys);
    gk_free_files(&cli);
    gk_free_config(&cli);
    return status;
}
