/* printed.c: reports printed to PDF, or saved to MHTML, by other programs.
 *
 * In: the files of tests/printed/prints/, or of a folder. STEM.PROGRAM.pdf (or .mhtml) is the document of corpus/ that
 * is called STEM, or, where STEM is a number, the report made up from that seed, printed by PROGRAM. Out: it must say
 * what its plain twin says, or its page; of the second every cell must be the one put in. PROGRAM also says how: 18pt
 * so large that pages cut rows, light and boxes by their lines, columns in two, turned and rotated on their side
 * (qpdf). `printed
 * --draw FOLDER` writes what is to be printed; `make pdf-twins` prints it. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "drawn.h"
#include "twin.h"

enum { PRINTED_SEEDS = 12 };

static unsigned long passed, failed, skipped;

static void write_as(const text *page, const char *folder, const char *stem, const char *ending)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.%s", folder, stem, ending);
    if (!file_write(path, page)) {
        fprintf(stderr, "printed: %s cannot be written\n", path);
        exit(2);
    }
}

/* Pages for a browser, DOCX for a word processor. */
static int draw_all(const char *folder)
{
    DIR *corpus = opendir("corpus");
    struct dirent *entry;
    text plain = {NULL, 0, 0}, page = {NULL, 0, 0};
    while (corpus && (entry = readdir(corpus))) {
        char path[512];
        snprintf(path, sizeof path, "corpus/%s/report.txt", entry->d_name);
        if (entry->d_name[0] == '.' || !file_read(path, &plain)) continue;
        twin_wrap(&plain, PAGE_CLEAN, &page);
        write_as(&page, folder, entry->d_name, "html");
        twin_wrap(&plain, PAGE_DOCX, &page);
        write_as(&page, folder, entry->d_name, "docx");
    }
    if (corpus) closedir(corpus);
    for (uint64_t seed = 1; seed <= PRINTED_SEEDS; seed++) {
        char stem[32];
        snprintf(stem, sizeof stem, "%lu", (unsigned long)seed);
        drawn_make(seed);
        drawn_write(&page, PAGE_WORD);
        write_as(&page, folder, stem, "html");
        drawn_write(&page, PAGE_DOCX);
        write_as(&page, folder, stem, "docx");
    }
    text_free(&plain);
    text_free(&page);
    return 0;
}

static void check(const char *folder, const char *name)
{
    char path[512];
    text file = {NULL, 0, 0}, plain = {NULL, 0, 0};
    uint64_t seed = strtoull(name, NULL, 10);
    const char *why = "cannot be read";
    snprintf(path, sizeof path, "corpus/%.*s/report.txt", (int)strcspn(name, "."), name);
    if (name[strspn(name, "0123456789")] != '.') seed = 0;
    if (seed || file_read(path, &plain)) {
        twin printed, other = {{NULL, 0, NULL, NULL}, NULL, GKNB_OPEN_OK};
        snprintf(path, sizeof path, "%s/%s", folder, name);
        if (!file_read(path, &file)) exit(2);
        printed = twin_open(&file);
        if (seed) drawn_make(seed);
        if (seed) drawn_write(&plain, PAGE_CLEAN);
        other = twin_open(&plain);
        why = !printed.report ? "not opened" : seed ? drawn_untrue(printed.report) : NULL;
        if (!why && other.report) why = twin_differs(other.report, printed.report, NULL);
        if (twin_is_left_out(&printed)) skipped++;
        else if (why) failed++;
        else passed++;
        if (twin_is_left_out(&printed)) why = NULL;
        twin_close(&printed);
        twin_close(&other);
    } else {
        failed++;
    }
    if (why) printf("printed: %s: %s\n", name, why);
    text_free(&file);
    text_free(&plain);
}

int main(int argc, char **argv)
{
    const char *folder = argc == 2 ? argv[1] : "tests/printed/prints";
    DIR *prints;
    struct dirent *entry;
    if (argc == 3 && !strcmp(argv[1], "--draw")) return draw_all(argv[2]);
    prints = opendir(folder);
    while (prints && (entry = readdir(prints))) {
        const char *ending = strrchr(entry->d_name, '.');
        if (ending && (!strcmp(ending, ".pdf") || !strcmp(ending, ".mhtml"))) check(folder, entry->d_name);
    }
    if (prints) closedir(prints);
    if (skipped) printf("printed: %lu not tried: this build does not read them\n", skipped);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0 || passed + skipped == 0;
}
