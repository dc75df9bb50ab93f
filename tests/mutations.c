/* mutations.c: every single number changed in a report that holds is found; comparing two years survives every failing
 * allocation.
 *
 * In: reports of each form that hold, their tables three and four dense: the valid template and, from seeds, others.
 * Out: what changes no equation finds; whether docs/mutations.md says what was counted, which `mutations --page`
 * writes; then counts. Each number is changed in turn: one more, one less, tenfold, 0, its last two digits exchanged.
 */
#include <stdlib.h>
#include <string.h>

#include "../src/model/tables.h"
#include "memory.h"
#include "support.h"

enum { SEEDS = 12, FORMS = 4, TABLES = 3 }; /* FORMS: the most there may be */

typedef struct {
    unsigned long numbers, changes, found, named; /* found: by any rule; named: the finding names the number */
} tally;

static const char *const table_names[TABLES] = {"two", "three", "four"};
static unsigned long passed, failed;
static tally counts[FORMS][TABLES], chained[TABLES]; /* chained: beside last year's report */
static text document;

static int64_t one_more(int64_t n) { return n + 1; }
static int64_t one_less(int64_t n) { return n - (n > 0); }
static int64_t tenfold(int64_t n) { return n * 10; }
static int64_t nothing(int64_t n) { return n - n; }
static int64_t exchanged(int64_t n) { return n / 100 * 100 + n % 10 * 10 + n / 10 % 10; }

typedef struct {
    const char *name;
    int64_t (*of)(int64_t);
} change;

static const change changes[] = {
    {"one more", one_more}, {"one less", one_less}, {"tenfold", tenfold}, {"0", nothing}, {"12 for 21", exchanged}};

/* The document with one number written anew. */
static void write_number(const text *in, gknb_span span, gknb_decimal value, text *out)
{
    char digits[40];
    size_t size = gknb_format_decimal(value, digits);
    out->size = 0;
    text_add(out, text_of(in), span.start);
    text_add(out, digits, size);
    text_add(out, text_of(in) + span.end, in->size - span.end);
}

static int names_cell(const gknb_report *report, size_t finding, const gknb_finding *f, size_t cell)
{
    for (size_t n = 0; n < f->cell_count; n++)
        if (gknb_get_finding_cell(report, finding, n) == cell) return 1;
    for (size_t n = 0; n < f->related_count; n++) {
        gknb_related related;
        gknb_get_related(report, finding, n, &related);
        if (related.cell == cell) return 1;
    }
    return 0;
}

/* Errors and warnings on numbers: of a report that holds, none. */
static size_t on_numbers(const gknb_report *report)
{
    size_t many = 0;
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        many += f.level > GKNB_LEVEL_NOTE && (f.cell_count || f.level == GKNB_LEVEL_ERROR);
    }
    return many;
}

/* One change: whether anything is found, and whether that names the number. `last`: last year's report, or NULL. */
static void try_change(size_t index, const gknb_cell *cell, const change *by, const gknb_report *last, tally *t)
{
    text made = {NULL, 0, 0};
    gknb_decimal value = {by->of(cell->value.digits), cell->value.scale};
    gknb_report *report;
    int named = 0;
    if (value.digits == cell->value.digits) return;
    write_number(&document, cell->span, value, &made);
    if (gknb_parse(text_of(&made), made.size, NULL, &report) != GKNB_OK) exit(2);
    if (last && gknb_compare(report, last) != GKNB_OK) exit(2);
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        named |= f.level > GKNB_LEVEL_NOTE && names_cell(report, i, &f, index);
    }
    t->changes++;
    t->found += on_numbers(report) != 0;
    t->named += (unsigned long)named;
    if (!on_numbers(report) && strncmp(cell->path, "disclosure", 10) != 0)
        failed++, printf("%s: %s for %ld is not found\n", cell->path, by->name, (long)cell->value.digits);
    gknb_free(report);
    text_free(&made);
}

static unsigned table_of(const char *path) { return *path == 'd' ? 0 : strncmp(path, "requests", 8) ? 2 : 1; }

/* Every number of the document, which is no subject unless it holds. */
static int try_document(const gknb_report *last, tally *tables)
{
    gknb_report *report;
    size_t findings;
    if (gknb_parse(text_of(&document), document.size, NULL, &report) != GKNB_OK) exit(2);
    if (last && gknb_compare(report, last) != GKNB_OK) exit(2);
    findings = on_numbers(report);
    for (size_t i = 0; !findings && i < gknb_cell_count(report); i++) {
        gknb_cell cell;
        tally *t;
        gknb_get_cell(report, i, &cell);
        t = &tables[table_of(cell.path)];
        t->numbers++;
        for (size_t n = 0; n < sizeof changes / sizeof *changes; n++) try_change(i, &cell, &changes[n], last, t);
    }
    gknb_free(report);
    return !findings;
}

static void read_template(const char *form)
{
    text path = {NULL, 0, 0};
    text_format(&path, "tests/templates/valid-%s.txt", form);
    if (!file_read(text_of(&path), &document)) exit(2);
    text_free(&path);
}

/* Other numbers for the template's tables three and four, which hold: the sums are made, the others drawn. */
static void generate(const char *form, uint64_t seed)
{
    enum { COLUMNS = 7, OUTCOMES = 5, SUITS = 3, MOST = 300 };
    int64_t value[MOST] = {0};
    text next = {NULL, 0, 0};
    gknb_report *report;
    gknb_cell cell;
    size_t count, first = 0, rows, results;
    read_template(form);
    if (gknb_parse(text_of(&document), document.size, NULL, &report) != GKNB_OK) exit(2);
    count = gknb_cell_count(report);
    while (gknb_get_cell(report, first, &cell), table_of(cell.path) == 0) first++;
    rows = (count - first - OUTCOMES * SUITS) / COLUMNS; /* new, carried in, results, their total, carried out */
    results = rows - 2;
    for (size_t c = 0; c + 1 < COLUMNS; c++) {
        int64_t *column = value + first + c, sum = 0;
        for (size_t r = 2; r < results; r++) sum += column[r * COLUMNS] = 1 + chance(&seed, 900);
        column[results * COLUMNS] = sum;
        column[COLUMNS] = 1 + chance(&seed, 90);
        column[(rows - 1) * COLUMNS] = 1 + chance(&seed, 90);
        column[0] = sum + column[(rows - 1) * COLUMNS] - column[COLUMNS];
    }
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c + 1 < COLUMNS; c++)
            value[first + r * COLUMNS + COLUMNS - 1] += value[first + r * COLUMNS + c];
    for (size_t i = 0, at = first + rows * COLUMNS; i < OUTCOMES * SUITS; i++) {
        size_t total = at + i / OUTCOMES * OUTCOMES + OUTCOMES - 1;
        if (at + i != total) value[total] += value[at + i] = 1 + chance(&seed, 90);
    }
    for (size_t i = count; i-- > first;) { /* from the end: the places before stay */
        gknb_decimal number = {value[i], 0};
        gknb_get_cell(report, i, &cell);
        write_number(&document, cell.span, number, &next);
        document.size = 0;
        text_add(&document, text_of(&next), next.size);
    }
    gknb_free(report);
    text_free(&next);
}

/* A report of last year that the template of 2021 follows from: its numbers in force and carried out. `last`: its
 * bytes, which it reads until it is freed. */
static gknb_report *last_year(text *last)
{
    static const char *const set[][3] = {
        {"disclosure.regulations.in_force", "disclosure.regulations.made", "disclosure.regulations.repealed"},
        {"disclosure.normative_documents.in_force", "disclosure.normative_documents.made",
         "disclosure.normative_documents.repealed"}};
    text next = {NULL, 0, 0};
    gknb_report *report, *now;
    gknb_cell cell, other;
    if (gknb_parse(text_of(&document), document.size, NULL, &now) != GKNB_OK) exit(2);
    text_add(last, text_of(&document), document.size);
    for (size_t i = gknb_cell_count(now); i-- > 0;) { /* from the end: the places before stay */
        gknb_decimal value;
        text path = {NULL, 0, 0};
        gknb_get_cell(now, i, &cell);
        value = cell.value;
        if (!strncmp(cell.path, "requests.carried_out.", 21)) {
            text_format(&path, "requests.carried_in.%s", cell.path + 21);
            gknb_get_cell(now, gknb_find_cell(now, text_of(&path)), &other);
            value = other.value;
        }
        for (size_t n = 0; n < sizeof set / sizeof *set; n++) {
            if (strcmp(cell.path, set[n][0]) != 0) continue;
            gknb_get_cell(now, gknb_find_cell(now, set[n][1]), &other);
            value.digits -= other.value.digits;
            gknb_get_cell(now, gknb_find_cell(now, set[n][2]), &other);
            value.digits += other.value.digits;
        }
        write_number(last, cell.span, value, &next);
        last->size = 0;
        text_add(last, text_of(&next), next.size);
        text_free(&path);
    }
    text_replace(last, "2023", 4, "2022", 4, 0);
    if (gknb_parse(text_of(last), last->size, NULL, &report) != GKNB_OK) exit(2);
    gknb_free(now);
    text_free(&next);
    return report;
}

static void try_all(void)
{
    text bytes = {NULL, 0, 0};
    gknb_report *last;
    for (unsigned form = 0; form < gk_form_count; form++) {
        unsigned tried;
        read_template(gk_forms[form].id);
        tried = (unsigned)try_document(NULL, counts[form]);
        for (uint64_t seed = 1; seed < SEEDS; seed++) {
            generate(gk_forms[form].id, seed);
            tried += (unsigned)try_document(NULL, counts[form]);
        }
        if (tried < SEEDS) failed++, printf("%s: %u of %d documents hold\n", gk_forms[form].id, tried, SEEDS);
    }
    read_template("2021");
    last = last_year(&bytes);
    if (!try_document(last, chained)) failed++, printf("last year's report does not go with the template\n");
    gknb_free(last);
    text_free(&bytes);
}

/* ---- the page ---- */

static const char head[] =
    "# What single changes are found\n\n"
    "Reports of each form that hold, their tables dense: the tests' template and others made from seeds. Each number "
    "is\n"
    "changed in turn, to one more, one less, ten times as much, 0, its last two digits exchanged; `tests/mutations.c`\n"
    "counts what is found (errors and warnings), and how often a finding names the number that was changed. Written "
    "by\n"
    "`mutations --page`.\n\n"
    "| form | table | numbers | changes | found | share | the number is named |\n|---|---|---|---|---|---|---|\n";

static const char foot[] = "\nThe rest is table two: the form has no equation for its numbers, so a wrong one can only "
                           "be told from the prose, when\n"
                           "it says the number (N105 to N107), from what the body may have (C110), from last year's "
                           "report (Y102) and, in the form\n"
                           "of 2019, from the other numbers of its row (T201 to T203).\n";

static void row(const char *form, unsigned table, const tally *t, text *out)
{
    char share[16];
    snprintf(share, sizeof share, "%lu.%02lu %%", t->found * 100 / t->changes, t->found * 10000 / t->changes % 100);
    text_format(out, "| %s | %s | %lu | %lu | %lu | %s | %lu |\n", form, table_names[table], t->numbers, t->changes,
                t->found, share, t->named);
}

static void write_page(text *out)
{
    text_puts(out, head);
    for (unsigned form = 0; form < gk_form_count; form++)
        for (unsigned table = TABLES; table-- > 0;) row(gk_forms[form].id, table, &counts[form][table], out);
    for (unsigned table = TABLES; table-- > 0;) row("2021, beside last year's", table, &chained[table], out);
    text_puts(out, foot);
}

/* Every allocation of a comparison fails once; what was read is still there. */
static void check_compare(void)
{
    text last = {NULL, 0, 0};
    counter count = {0};
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

int main(int argc, char **argv)
{
    text page = {NULL, 0, 0}, due = {NULL, 0, 0};
    try_all();
    write_page(&page);
    if (argc > 1 && !strcmp(argv[1], "--page")) return fputs(text_of(&page), stdout), failed != 0;
    for (unsigned form = 0; form < gk_form_count; form++)
        for (unsigned table = 1; table < TABLES; table++) passed += counts[form][table].found;
    if (!file_read("docs/mutations.md", &due) || !text_same(&page, &due))
        failed++, printf("docs/mutations.md is stale: build/tests/mutations --page > docs/mutations.md\n");
    read_template("2021");
    check_compare();
    text_free(&document);
    text_free(&page);
    text_free(&due);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
