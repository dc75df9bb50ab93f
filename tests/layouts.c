/* layouts.c: the same figures in every layout give the same cells.
 *
 * In: the figures of three reports (tests/figures/), and figures from seeds; fuzz/ renders them into every layout a
 * scraper leaves (lines, pipes, …) in every dress (width, line ends, padding, broken labels, traditional characters,
 * the page around it). Out: every value and state must be the ones put in, and no finding an error.
 *
 *     build/tests/layouts [--keep DIR]      keeps the first failing documents of each layout in DIR */
#include <stdlib.h>
#include <string.h>

#include "../fuzz/generate.h"
#include "../src/base/decimal.h"
#include "figures.h"
#include "support.h"

enum { ROOM = 1 << 18, SHOWN = 3 }; /* failures of one layout */

static unsigned long tried, failed;
static const char *keep;
static fuzz_document document;
static uint8_t bytes[ROOM];

/* The first thing wrong, or NULL. */
static const char *wrong(const gknb_report *report)
{
    static char why[1024];
    gknb_finding finding;
    for (unsigned i = 0; i < document.form->field_count; i++) {
        const char *path = gk_fields[document.form->first_field + i].path;
        int blank = document.truth.fate[i] == FUZZ_BLANK;
        size_t index = gknb_find_cell(report, path);
        gknb_cell cell;
        char is[40] = "", due[40] = "";
        if (index == (size_t)-1) {
            snprintf(why, sizeof why, "no cell %.80s", path);
            return why;
        }
        gknb_get_cell(report, index, &cell);
        gknb_format_decimal(document.truth.value[i], due);
        if (cell.has_value) gknb_format_decimal(cell.value, is);
        if (blank ? cell.state == GKNB_STATE_BLANK : cell.state == GKNB_STATE_GIVEN && !strcmp(is, due)) continue;
        snprintf(why, sizeof why, "%.80s is %s %s, due %s", path, gknb_state_name(cell.state), is,
                 blank ? "blank" : due);
        return why;
    }
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        char message[400];
        gknb_get_finding(report, i, &finding);
        if (finding.level != GKNB_LEVEL_ERROR) continue;
        gknb_format_finding(report, i, GKNB_LANG_EN, message, sizeof message);
        snprintf(why, sizeof why, "%s at byte %u: %s", finding.id, finding.span.start, message);
        return why;
    }
    return NULL;
}

/* Zeros become blank cells. With slots that are no cells, a row with blanks can be read only when a row without them
 * shows where cells stand: the first of its table that is as wide does. */
static void blank_zeros(const fuzz_layout *layout, int all, fuzz_choice *choice)
{
    for (unsigned i = 0; i < document.form->field_count; i++) {
        const gk_row *row = &gk_rows[gk_fields[document.form->first_field + i].row];
        int first = row->columns > 1;
        for (const gk_row *r = &gk_rows[document.form->first_row]; r < row; r++)
            first &= r->table != row->table || r->columns != row->columns;
        int may = all && !layout->spans && !layout->trail ? 1 : !first && fuzz_pick(choice, 2);
        document.truth.fate[i] = may && !document.truth.value[i].digits ? FUZZ_BLANK : FUZZ_STANDS;
    }
}

/* `blanks`: 0 none, 1 some, 2 all zeros. */
static void check(const char *set, const fuzz_layout *layout, const fuzz_dress *d, int blanks, uint64_t seed)
{
    static unsigned long failed_in_layout[64];
    fuzz_choice choice;
    gknb_report *report;
    const char *why;
    size_t size;
    fuzz_seed(&choice, seed);
    memset(document.truth.fate, FUZZ_STANDS, sizeof document.truth.fate);
    if (blanks) blank_zeros(layout, blanks == 2, &choice);
    size = fuzz_render(&choice, &document, layout, d, bytes, ROOM, NULL);
    tried++;
    why = "not parsed";
    if (gknb_parse(bytes, size, NULL, &report) == GKNB_OK) {
        why = wrong(report);
        gknb_free(report);
    }
    if (!why) return;
    failed++;
    if (failed_in_layout[layout - fuzz_layouts]++ >= SHOWN) return;
    printf(
        "layouts: %s in %s (wide %d crlf %d bom %d padding %d broken %d traditional %d chrome %d blanks %d seed %lu)\n"
        "    %s\n",
        set, layout->name, d->wide, d->crlf, d->bom, d->padding, d->broken, d->traditional, d->chrome, blanks,
        (unsigned long)seed, why);
    if (keep) {
        char path[512];
        text copy = {NULL, 0, 0};
        snprintf(path, sizeof path, "%s/%02d-%lu.txt", keep, (int)(layout - fuzz_layouts),
                 failed_in_layout[layout - fuzz_layouts]);
        text_add(&copy, (const char *)bytes, size);
        file_write(path, &copy);
        text_free(&copy);
    }
}

static void make(uint64_t seed, unsigned density)
{
    fuzz_choice choice;
    fuzz_seed(&choice, seed);
    fuzz_figures(&choice, &document, fuzz_pick(&choice, gk_form_count), density);
    fuzz_lay_out(&choice, &document);
}

/* A document with the figures of a report on the 2021 form. */
static void make_report(const char *name)
{
    static figure given[FIGURES];
    fuzz_choice choice;
    unsigned form = 0;
    figures_read(name, given);
    while (strcmp(gk_forms[form].id, "2021")) form++;
    fuzz_seed(&choice, 1);
    fuzz_figures(&choice, &document, form, 0);
    for (unsigned i = 0; i < FIGURES; i++) {
        const gk_row *row = &gk_rows[gk_fields[document.form->first_field + i].row];
        const char *value = given[i].value;
        if (document.form->field_count != FIGURES || strcmp(row->path, given[i].path) ||
            !gk_read_decimal((const uint8_t *)value, strlen(value), &document.truth.value[i])) {
            printf("layouts: %s: %s %s stands for %s\n", name, given[i].path, value, row->path);
            exit(2);
        }
    }
    fuzz_lay_out(&choice, &document);
}

/* Every dress of a layout. */
static void check_all(const char *set, const fuzz_layout *layout)
{
    for (unsigned i = 0; i < 2 * 2 * 2 * 4 * 2 * 2 * 2 * 3; i++) {
        unsigned n = i;
        int blanks;
        fuzz_dress d;
        d.wide = n % 2, n /= 2;
        d.crlf = n % 2, n /= 2;
        d.bom = n % 2, n /= 2;
        d.padding = n % 4, n /= 4;
        d.broken = n % 2, n /= 2;
        d.traditional = n % 2, n /= 2;
        d.chrome = n % 2, n /= 2;
        blanks = (int)(n % 3);
        if ((d.broken && !layout->breaks) || (blanks && !layout->slots)) continue;
        check(set, layout, &d, blanks, i + 1);
    }
}

/* A dress of every layout. */
static void check_seed(uint64_t seed)
{
    static const unsigned densities[] = {0, 4, 30, 60, 95};
    char set[64];
    fuzz_choice choice;
    make(seed, densities[seed % 5]);
    fuzz_seed(&choice, seed);
    snprintf(set, sizeof set, "seed %lu (%u %% not 0)", (unsigned long)seed, densities[seed % 5]);
    for (unsigned l = 0; l < fuzz_layout_count; l++) {
        fuzz_dress d;
        uint32_t bits = fuzz_pick(&choice, 64);
        d.wide = bits & 1, d.crlf = bits >> 1 & 1, d.bom = bits >> 2 & 1;
        d.broken = bits >> 3 & 1, d.traditional = bits >> 4 & 1, d.chrome = bits >> 5 & 1;
        d.padding = (uint8_t)fuzz_pick(&choice, 4);
        if (fuzz_layouts[l].shape != FUZZ_SHAPE_GLUED)
            check(set, &fuzz_layouts[l], &d, fuzz_layouts[l].slots ? (int)fuzz_pick(&choice, 3) : 0, seed);
    }
}

int main(int argc, char **argv)
{
    static const char *const reports[] = {"chaisang-2023", "pingtan-2025", "huaian-2024"};
    for (int i = 1; i + 1 < argc; i++)
        if (!strcmp(argv[i], "--keep")) keep = argv[i + 1];
    for (unsigned l = 0; l < fuzz_layout_count; l++) {
        unsigned long before = failed, from = tried;
        if (fuzz_layouts[l].shape == FUZZ_SHAPE_GLUED) continue;
        for (unsigned r = 0; r < sizeof reports / sizeof *reports; r++) {
            make_report(reports[r]);
            check_all(reports[r], &fuzz_layouts[l]);
        }
        if (failed > before)
            printf("layouts: %s: %lu of %lu wrong\n", fuzz_layouts[l].name, failed - before, tried - from);
    }
    for (uint64_t seed = 1; seed <= 300; seed++) check_seed(seed);
    printf("%lu passed, %lu failed\n", tried - failed, failed);
    return failed != 0;
}
