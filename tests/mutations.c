/* mutations.c: every single number changed in a report that holds is found; comparing two years survives every failing
 * allocation.
 *
 * In: the valid template, whose tables three and four are dense. Out: what no equation finds; then counts. Each number
 * of the two tables is made greater by one, less by one, ten times as much, and 0 in turn. */
#include <stdlib.h>
#include <string.h>

#include "support.h"

static unsigned long passed, failed;
static text document;

/* The document with one cell written anew. */
static void write_cell(gknb_span span, int64_t value, text *out)
{
    gknb_decimal number = {value, 0};
    char digits[40];
    size_t size = gknb_format_decimal(number, digits);
    out->size = 0;
    text_add(out, text_of(&document), span.start);
    text_add(out, digits, size);
    text_add(out, text_of(&document) + span.end, document.size - span.end);
}

/* Whether an equation names the cell, as the one judged or as one of its terms. */
static int names_cell(const gknb_report *report, size_t cell)
{
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        if (*f.id != 'T') continue;
        for (size_t n = 0; n < f.cell_count; n++)
            if (gknb_get_finding_cell(report, i, n) == cell) return 1;
        for (size_t n = 0; n < f.related_count; n++) {
            gknb_related related;
            gknb_get_related(report, i, n, &related);
            if (related.cell == cell) return 1;
        }
    }
    return 0;
}

static void check_value(size_t index, const gknb_cell *cell, int64_t value)
{
    text made = {NULL, 0, 0};
    gknb_report *report;
    if (value == cell->value.digits) return;
    write_cell(cell->span, value, &made);
    if (gknb_parse(text_of(&made), made.size, NULL, &report) != GKNB_OK) exit(2);
    if (names_cell(report, index)) {
        passed++;
    } else if (!value) { /* an equation names no term that is 0: some equation is broken all the same */
        int any = 0;
        for (size_t i = 0; i < gknb_finding_count(report); i++) {
            gknb_finding f;
            gknb_get_finding(report, i, &f);
            any |= *f.id == 'T';
        }
        if (any) passed++;
        else failed++, printf("%s: 0 is not found\n", cell->path);
    } else {
        failed++;
        printf("%s: %ld is not found\n", cell->path, (long)value);
    }
    gknb_free(report);
    text_free(&made);
}

static void check_cells(void)
{
    gknb_report *report;
    if (gknb_parse(text_of(&document), document.size, NULL, &report) != GKNB_OK) exit(2);
    if (gknb_finding_count(report)) failed++, printf("the template has findings\n");
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_cell cell;
        gknb_get_cell(report, i, &cell);
        if (!strncmp(cell.path, "disclosure", 10)) continue;
        check_value(i, &cell, cell.value.digits + 1);
        check_value(i, &cell, cell.value.digits * 10);
        check_value(i, &cell, 0);
        if (cell.value.digits > 0) check_value(i, &cell, cell.value.digits - 1);
    }
    gknb_free(report);
}

/* Every allocation of a comparison fails once; what was read is still there. */
static void check_compare(void)
{
    text last = {NULL, 0, 0};
    counter count = {0, 0, 0, 0, 0, 0};
    gknb_report *previous, *report;
    gknb_status status = GKNB_NO_MEMORY;
    text_add(&last, text_of(&document), document.size);
    text_replace(&last, "2023", 4, "2022", 4, 0);
    if (gknb_parse(text_of(&last), last.size, NULL, &previous) != GKNB_OK) exit(2);
    for (size_t nth = 1; status == GKNB_NO_MEMORY && nth < 200; nth++) {
        gknb_allocator allocator = counting_allocator(&count);
        gknb_options options;
        memset(&options, 0, sizeof options);
        options.allocator = &allocator;
        memset(&count, 0, sizeof count);
        if (gknb_parse(text_of(&document), document.size, &options, &report) != GKNB_OK) exit(2);
        count.fail_at = count.calls + nth;
        status = gknb_compare(report, previous);
        if (status == GKNB_OK && !gknb_finding_count(report)) failed++, printf("nothing found\n");
        gknb_free(report);
        if (count.live || count.wrong) failed++, printf("allocation %zu: memory left\n", nth);
        else passed++;
    }
    if (status != GKNB_OK) failed++, printf("no comparison ends well\n");
    if (gknb_compare(NULL, previous) == GKNB_MISUSE) passed++;
    else failed++, printf("NULL is no report\n");
    gknb_free(previous);
    text_free(&last);
}

int main(void)
{
    if (!file_read("tests/templates/valid-2021.txt", &document)) return 2;
    check_cells();
    check_compare();
    text_free(&document);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
