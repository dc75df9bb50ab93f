/* corpus.c: reads every document of corpus/ (corpus/README.md says what lies there).
 *
 * In: the folders of corpus/. Out: what differs from their `model`, `findings` and `meta`, from corpus/results.csv,
 * and what breaks a law that holds for every document; then counts.
 *
 *     build/tests/corpus [CORPUS]               compares
 *     build/tests/corpus --bless [CORPUS]       writes models, findings and results; findings' ids must stay the same
 *     build/tests/corpus --bless-ids [CORPUS]   whatever the ids are */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "laws.h"
#include "render.h"

enum { BLESS_NOT, BLESS_DRAWINGS, BLESS_IDS };
enum { NAMES = 1024, CUT_BYTES = 400000 };

static int bless;
static unsigned long passed, failed;
static const char *corpus = "corpus";

/* ---- what is said of a document ---- */

/* The folder's file of this name; 0 when it is not there. */
static int read_part(const char *document, const char *name, text *out)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s/%s", corpus, document, name);
    return file_read(path, out);
}

static void write_part(const char *document, const char *name, const text *in)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s/%s", corpus, document, name);
    if (file_write(path, in)) return;
    printf("%s: cannot be written\n", path);
    failed++;
}

/* The lines of two texts that differ, with their sign. */
static void differ(const char *due, const char *now, text *wrong)
{
    while (*due || *now) {
        size_t a = strcspn(due, "\n"), b = strcspn(now, "\n");
        if (a != b || memcmp(due, now, a)) {
            if (*due) text_format(wrong, "    - %.*s\n", (int)a, due);
            if (*now) text_format(wrong, "    + %.*s\n", (int)b, now);
        }
        due += a + (due[a] == '\n');
        now += b + (now[b] == '\n');
    }
}

static void compare(const char *document, const char *name, const text *now, text *wrong)
{
    text due = {NULL, 0, 0};
    if (!read_part(document, name, &due)) text_format(wrong, "    no %s\n", name);
    else if (!text_same(&due, now)) {
        text_format(wrong, "    %s differs\n", name);
        differ(text_of(&due), text_of(now), wrong);
    }
    text_free(&due);
}

/* The ids of findings are written by people: blessing never changes them unasked. */
static int may_bless(const char *document, const text *now)
{
    text due = {NULL, 0, 0}, due_ids = {NULL, 0, 0}, now_ids = {NULL, 0, 0};
    int may = bless == BLESS_IDS || !read_part(document, "findings", &due);
    render_ids(text_of(&due), due.size, &due_ids);
    render_ids(text_of(now), now->size, &now_ids);
    may = may || text_same(&due_ids, &now_ids);
    text_free(&due);
    text_free(&due_ids);
    text_free(&now_ids);
    return may;
}

/* The meta says the layout, and where the words and figures come from. */
static void check_meta(const char *document, const gknb_header *header, text *wrong)
{
    text meta = {NULL, 0, 0};
    const char *layout, *due = header->layout ? header->layout : "-";
    size_t size = strlen(due);
    read_part(document, "meta", &meta);
    layout = strstr(text_of(&meta), "layout: ");
    if (!layout || strncmp(layout + 8, due, size) || !strchr(" \n;", layout[8 + size]))
        text_format(wrong, "    meta does not say layout: %s\n", due);
    if (!strstr(text_of(&meta), "origin: ")) text_puts(wrong, "    meta does not say the origin\n");
    if (!strstr(text_of(&meta), "oddity: ")) text_puts(wrong, "    meta does not say the oddity\n");
    text_free(&meta);
}

/* ---- results.csv ---- */

static const char HEAD[] = "document,form,layout,values,given,split,moved,blank,not_applicable,missing,ambiguous,"
                           "unreadable,absent,errors,warnings,notes,hidden,verdict,exit\n";

static void add_result(const char *document, const gknb_report *report, const gknb_header *header, text *results)
{
    static const gknb_state order[] = {GKNB_STATE_GIVEN,     GKNB_STATE_SPLIT,          GKNB_STATE_MOVED,
                                       GKNB_STATE_BLANK,     GKNB_STATE_NOT_APPLICABLE, GKNB_STATE_MISSING,
                                       GKNB_STATE_AMBIGUOUS, GKNB_STATE_UNREADABLE,     GKNB_STATE_ABSENT};
    unsigned values = 0, states[GKNB_STATE_UNREADABLE + 1] = {0}, levels[GKNB_LEVEL_ERROR + 1] = {0};
    gknb_verdict verdict = gknb_get_verdict(report);
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_cell cell;
        gknb_get_cell(report, i, &cell);
        values += cell.has_value != 0;
        states[cell.state]++;
    }
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding finding;
        gknb_get_finding(report, i, &finding);
        levels[finding.level]++;
    }
    text_format(results, "%s,%s,%s,%u", document, header->form ? header->form : "",
                header->layout ? header->layout : "", values);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) text_format(results, ",%u", states[order[i]]);
    text_format(results, ",%u,%u,%u,%zu,%s,%d\n", levels[GKNB_LEVEL_ERROR], levels[GKNB_LEVEL_WARNING],
                levels[GKNB_LEVEL_NOTE], gknb_findings_hidden(report), gknb_verdict_name(verdict),
                verdict != GKNB_VERDICT_CONFORMS);
}

static void check_results(const text *results)
{
    text due = {NULL, 0, 0}, wrong = {NULL, 0, 0};
    char path[512];
    snprintf(path, sizeof path, "%s/results.csv", corpus);
    if (bless) {
        if (!file_write(path, results)) printf("%s: cannot be written\n", path);
        return;
    }
    file_read(path, &due);
    if (text_same(&due, results)) {
        passed++;
    } else {
        failed++;
        differ(text_of(&due), text_of(results), &wrong);
        printf("%s differs (make bless writes it anew)\n%s", path, text_of(&wrong));
    }
    text_free(&due);
    text_free(&wrong);
}

/* ---- a document ---- */

static void check(const char *document, text *results)
{
    text bytes = {NULL, 0, 0}, model = {NULL, 0, 0}, findings = {NULL, 0, 0}, wrong = {NULL, 0, 0};
    gknb_header header;
    gknb_report *report;
    if (!read_part(document, "report.txt", &bytes)) text_puts(&wrong, "    no report.txt\n");
    else if (gknb_parse(text_of(&bytes), bytes.size, NULL, &report) != GKNB_OK) text_puts(&wrong, "    not parsed\n");
    else {
        gknb_get_header(report, &header);
        dump_model(report, &model);
        render_findings(report, &findings);
        add_result(document, report, &header, results);
        check_meta(document, &header, &wrong);
        gknb_free(report);
        if (!bless) {
            compare(document, "model", &model, &wrong);
            compare(document, "findings", &findings, &wrong);
            laws_check(text_of(&bytes), bytes.size, NULL, CUT_BYTES, passed, &wrong);
        } else if (may_bless(document, &findings)) {
            write_part(document, "model", &model);
            write_part(document, "findings", &findings);
        } else {
            compare(document, "findings", &findings, &wrong);
        }
    }
    if (wrong.size) printf("%s/%s\n%s", corpus, document, text_of(&wrong));
    if (wrong.size) failed++;
    else passed++;
    text_free(&bytes);
    text_free(&model);
    text_free(&findings);
    text_free(&wrong);
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* The folders that hold a report.txt, by name. */
static size_t list(char *names[NAMES])
{
    DIR *folder = opendir(corpus);
    struct dirent *entry;
    size_t count = 0;
    while (folder && (entry = readdir(folder))) {
        text path = {NULL, 0, 0};
        text_format(&path, "%s/%s/report.txt", corpus, entry->d_name);
        if (*entry->d_name != '.' && file_exists(text_of(&path)) && count < NAMES)
            names[count++] = strdup(entry->d_name);
        text_free(&path);
    }
    if (folder) closedir(folder);
    qsort(names, count, sizeof *names, by_name);
    return count;
}

int main(int argc, char **argv)
{
    static char *names[NAMES];
    text results = {NULL, 0, 0};
    size_t count;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--bless")) bless = BLESS_DRAWINGS;
        else if (!strcmp(argv[i], "--bless-ids")) bless = BLESS_IDS;
        else corpus = argv[i];
    }
    count = list(names);
    if (!count) printf("%s: no documents\n", corpus);
    text_puts(&results, HEAD);
    for (size_t i = 0; i < count; i++) {
        check(names[i], &results);
        free(names[i]);
    }
    check_results(&results);
    text_free(&results);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed || !count;
}
