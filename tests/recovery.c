/* recovery.c: what is read of damaged reports.
 *
 * In: nothing; documents come from seeds and from the figures of corpus/, faults from fuzz/, each with the truth of its
 * cells. Out: for each class of faults, how many of the surviving numbers are read at their cell, how many are wrong in
 * silence, and the rest below. Without arguments, few documents and floors that must hold: a test, of counts only.
 *
 *     build/tests/recovery                        the test
 *     build/tests/recovery --table N              N documents of each class, as a Markdown table
 *     build/tests/recovery --layouts N            the same by layout
 *     build/tests/recovery --wrong CLASS [N]      what goes wrong in a class, by number, and where
 *     build/tests/recovery --show CLASS SEED      that document; --what CLASS SEED: what was read of it */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../src/model/report.h"
#include "../src/parse/mend.h"
#include "../src/parse/parse.h"
#include "subject.h"
#include "support.h"

/* ---- what was read of one ---- */

typedef struct {
    unsigned surviving, right, known, wrong, silent; /* cells; wrong ones are flagged, silent ones not */
    unsigned tied, open;     /* among the readings: weighed with all other rows; of rows that were too many for that */
    unsigned misled;         /* no value, but a number inferred that is not so */
    unsigned unread, unsaid; /* of the surviving: no value, flagged or not */
    unsigned filled;         /* of the lost: has a value, and the right one */
    int exact, in_ties, table, findings;
    const char *first; /* what is wrong first; NULL: nothing */
    unsigned field;
} verdict;

static void say(verdict *v, const char *what, unsigned field)
{
    if (v->first) return;
    v->first = what;
    v->field = field;
}

static int among(const gknb_report *report, unsigned field, const gknb_cell *cell, gknb_decimal value)
{
    for (size_t n = 0; n < cell->alternative_count; n++)
        if (same_number(gknb_get_alternative(report, field, n), value)) return 1;
    return 0;
}

/* An identity of the form tells what the field is. */
static int is_watched(const gk_form *form, unsigned field)
{
    for (unsigned e = 0; e < gk_equation_count; e++)
        for (unsigned i = 0; i < (unsigned)gk_equations[e].left + gk_equations[e].right; i++)
            if (form == &gk_forms[gk_equations[e].form] &&
                (gk_terms[gk_equations[e].first_term + i] & ~GK_TERM_ADDEND) == field)
                return 1;
    return 0;
}

/* Marks the cells of rows whose readings were not weighed with those of the others. */
static void look(void *user, const gk_mend_run *run)
{
    uint8_t *apart = (uint8_t *)user;
    for (uint32_t r = 0; r < run->rows; r++) memset(apart + run->row[r].field, run->row[r].apart, run->row[r].due);
}

static void judge_cell(const gknb_report *report, const subject *s, unsigned field, const gknb_cell *cell, int apart,
                       verdict *v)
{
    gknb_decimal truth = s->damaged.truth.value[field];
    int stands = s->damaged.truth.fate[field] == FUZZ_STANDS;
    int right = cell->has_value && same_number(cell->value, truth);
    int known = cell->has_inferred && !cell->has_value && same_number(cell->inferred, truth);
    v->surviving += (unsigned)stands;
    if (!right && !known && is_watched(s->damaged.form, field)) v->table = 0;
    if (!known && !cell->has_value && cell->has_inferred) v->misled++, say(v, "inferred wrongly", field);
    if (cell->has_value != stands) v->exact = 0;
    if (right) {
        v->right += (unsigned)stands;
        v->filled += (unsigned)!stands;
        return;
    }
    v->exact &= !stands;
    if (cell->has_value) {
        int said = subject_flagged(report, s, field);
        v->in_ties = 0;
        if (said) v->wrong++, say(v, "wrong", field);
        else v->silent++, v->first = "wrong in silence", v->field = field;
    } else if (stands) {
        int said = subject_flagged(report, s, field);
        if (cell->state == GKNB_STATE_AMBIGUOUS && among(report, field, cell, truth)) {
            if (known) v->known++;
            else if (apart) v->open++;
            else v->tied++;
            return;
        }
        v->in_ties = 0;
        if (said) v->unread++;
        else v->unsaid++;
        if (!said && cell->state == GKNB_STATE_BLANK) v->silent++;
        say(v, said ? "not read" : "not read, in silence", field);
    }
}

/* A row that lost a number has a cell without one, or what it lost stands beside it. */
static int row_is_doubtful(const gknb_report *report, const subject *s, unsigned field)
{
    unsigned first = s->damaged.form->first_field, row = gk_fields[first + field].row;
    for (unsigned i = 0; i < s->damaged.form->field_count; i++) {
        gknb_cell cell;
        if (gk_fields[first + i].row != row) continue;
        gknb_get_cell(report, i, &cell);
        if (!cell.has_value) return 1;
    }
    return 0;
}

static int causes(const gknb_report *report)
{
    int n = 0;
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        n += f.group == i;
    }
    return n;
}

static void judge(const gknb_report *report, const subject *s, verdict *v)
{
    static const gknb_cell nothing;
    uint8_t apart[GK_MOST_FIELDS] = {0};
    gknb_header header;
    int readable;
    if (report->form && gk_parse_repairs(report, look, apart) != GKNB_OK) exit(2);
    memset(v, 0, sizeof *v);
    v->exact = v->in_ties = v->table = 1;
    v->findings = causes(report);
    gknb_get_header(report, &header);
    readable = header.form && !strcmp(header.form, s->damaged.form->id);
    for (unsigned i = 0; i < s->damaged.form->field_count; i++) {
        gknb_cell cell = nothing;
        if (readable) gknb_get_cell(report, i, &cell);
        judge_cell(report, s, i, &cell, apart[i], v);
        if (readable && s->damaged.truth.fate[i] == FUZZ_LOST && !row_is_doubtful(report, s, i)) v->in_ties = 0;
    }
}

/* ---- many ---- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* The best of a few runs, in microseconds. */
static double cost(const uint8_t *bytes, size_t size)
{
    double best = 1e9;
    for (int i = 0; i < 3; i++) {
        gknb_report *report;
        double from = now();
        if (gknb_parse(bytes, size, NULL, &report) != GKNB_OK) return 0;
        gknb_free(report);
        if (now() - from < best) best = now() - from;
    }
    return best;
}

enum { MOST = 4096 };

typedef struct {
    unsigned long documents, surviving, right, known, tied, open, wrong, silent, unread, unsaid, exact, in_ties, table;
    unsigned long faults, misled;
    long findings; /* more than the same document without its faults has */
    double micros[MOST];
    unsigned timed;
} tally;

static subject subject_now;

static int read_one(const fuzz_fault *fault, uint64_t seed, verdict *v, int *before)
{
    gknb_report *report;
    if (!subject_make(&subject_now, fault, seed)) return 0;
    if (gknb_parse(subject_now.bytes[0], subject_now.size[0], NULL, &report) != GKNB_OK) return 0;
    *before = causes(report);
    gknb_free(report);
    if (gknb_parse(subject_now.bytes[1], subject_now.size[1], NULL, &report) != GKNB_OK) return 0;
    judge(report, &subject_now, v);
    gknb_free(report);
    return 1;
}

static void add(tally *t, const verdict *v, const fuzz_fault *fault, int before, int timed)
{
    t->documents++;
    t->surviving += v->surviving;
    t->right += v->right;
    t->known += v->known;
    t->misled += v->misled;
    t->tied += v->tied;
    t->open += v->open;
    t->wrong += v->wrong;
    t->silent += v->silent;
    t->unread += v->unread;
    t->unsaid += v->unsaid;
    t->exact += v->exact != 0;
    t->in_ties += v->in_ties != 0;
    t->table += v->table != 0;
    t->faults += fault->faults;
    t->findings += v->findings - before;
    if (timed && fault->faults && t->timed < MOST)
        t->micros[t->timed++] =
            (cost(subject_now.bytes[1], subject_now.size[1]) - cost(subject_now.bytes[0], subject_now.size[0])) /
            fault->faults;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double of(unsigned long part, unsigned long whole) { return whole ? 100.0 * (double)part / (double)whole : 100; }

/* Of the numbers that the document tells from each other, those it was told. */
static double told(const tally *t) { return of(t->right + t->known, t->surviving - t->tied); }

static void print_head(const char *what)
{
    printf("| %s | documents | right %% | known %% | tied %% | open %% | told %% | wrong %% | silent %% | not read %% "
           "| exact %% | in ties "
           "%% | table "
           "%% | "
           "findings | µs | µs max |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
           what);
}

static void print_row(const char *name, tally *t)
{
    qsort(t->micros, t->timed, sizeof *t->micros, by_value);
    printf("| %s | %lu | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.3f | %.2f | %.1f | %.1f | %.1f | ", name,
           t->documents, of(t->right, t->surviving), of(t->known, t->surviving), of(t->tied, t->surviving),
           of(t->open, t->surviving), told(t), of(t->wrong, t->surviving), of(t->silent, t->surviving),
           of(t->unread + t->unsaid, t->surviving), of(t->exact, t->documents), of(t->in_ties, t->documents),
           of(t->table, t->documents));
    if (t->faults) printf("%.2f | ", (double)t->findings / (double)t->faults);
    else printf("%ld | ", t->findings);
    if (t->timed) printf("%.0f | %.0f |\n", t->micros[t->timed / 2], t->micros[t->timed - 1]);
    else printf(" | |\n");
}

/* `total` gathers what all classes with a fault to find have. */
static void run_class(const fuzz_fault *fault, unsigned documents, int timed, tally *t, tally *total)
{
    uint64_t seed = 1;
    memset(t, 0, sizeof *t);
    for (; t->documents < documents && seed < documents * 20u; seed++) {
        verdict v;
        int before = 0;
        if (!read_one(fault, seed, &v, &before)) continue;
        add(t, &v, fault, before, timed);
        if (fault->faults) add(total, &v, fault, before, 0);
    }
}

static void print_table(unsigned documents)
{
    static tally t, total;
    print_head("fault");
    for (unsigned i = 0; i < fuzz_fault_count; i++) {
        run_class(&fuzz_faults[i], documents, 1, &t, &total);
        print_row(fuzz_faults[i].name, &t);
    }
    print_row("**all with a fault**", &total);
}

static void print_layouts(unsigned documents)
{
    static tally tallies[32];
    print_head("layout");
    for (unsigned i = 0; i < fuzz_fault_count; i++)
        for (uint64_t seed = 1; seed <= documents; seed++) {
            verdict v;
            int before = 0;
            if (read_one(&fuzz_faults[i], seed, &v, &before))
                add(&tallies[subject_now.layout - fuzz_layouts], &v, &fuzz_faults[i], before, 0);
        }
    for (unsigned l = 0; l < fuzz_layout_count; l++) print_row(fuzz_layouts[l].name, &tallies[l]);
}

/* ---- one ---- */

static void print_wrong(unsigned fault, unsigned documents)
{
    printf("%s\n", fuzz_faults[fault].name);
    for (uint64_t seed = 1; seed <= documents; seed++) {
        verdict v;
        int before = 0;
        const fuzz_dress *d = &subject_now.dress;
        if (!read_one(&fuzz_faults[fault], seed, &v, &before) ||
            (!v.first && v.findings == before + (int)fuzz_faults[fault].faults))
            continue;
        printf("%4lu %-32s %s%s%s%s%s right %u tied %u wrong %u silent %u unread %u unsaid %u findings %d%s: %s %s\n",
               (unsigned long)seed, subject_now.layout->name, d->wide ? "w" : "-", d->crlf ? "c" : "-",
               d->broken ? "b" : "-", d->traditional ? "t" : "-", d->padding ? "p" : "-", v.right, v.tied, v.wrong,
               v.silent, v.unread, v.unsaid, v.findings - before, v.exact ? " exact" : "", v.first ? v.first : "",
               v.first ? gk_fields[subject_now.damaged.form->first_field + v.field].path : "");
    }
}

/* Every cell that is not as it should be, and the findings. */
static void print_what(void)
{
    static const char *const fates[] = {"", "blank", "lost"};
    gknb_report *report;
    text findings = {NULL, 0, 0};
    if (gknb_parse(subject_now.bytes[1], subject_now.size[1], NULL, &report) != GKNB_OK) return;
    for (unsigned i = 0; i < subject_now.damaged.form->field_count && i < gknb_cell_count(report); i++) {
        const fuzz_truth *t = &subject_now.damaged.truth;
        gknb_cell cell;
        char due[40] = "", is[40] = "", inferred[40] = "";
        gknb_get_cell(report, i, &cell);
        if (t->fate[i] == FUZZ_STANDS && cell.has_value && same_number(cell.value, t->value[i])) continue;
        gknb_format_decimal(t->value[i], due);
        if (cell.has_value) gknb_format_decimal(cell.value, is);
        if (cell.has_inferred) gknb_format_decimal(cell.inferred, inferred);
        printf("%-60s due %s %s is %s %s inferred %s alternatives", cell.path, due, fates[t->fate[i]],
               gknb_state_name(cell.state), is, inferred);
        for (size_t n = 0; n < cell.alternative_count; n++) {
            gknb_format_decimal(gknb_get_alternative(report, i, n), is);
            printf(" %s", is);
        }
        printf("%s\n", subject_flagged(report, &subject_now, i) ? "" : "  (no finding)");
    }
    dump_findings(report, &findings);
    printf("%s", text_of(&findings));
    text_free(&findings);
    gknb_free(report);
}

/* ---- the test ---- */

static unsigned passed, failed;

static void floor_of(const char *what, double is, double due)
{
    if (is >= due) {
        passed++;
        return;
    }
    failed++;
    printf("recovery: %s: %.3f %%, due %.3f %%\n", what, is, due);
}

/* What is measured less some room: of the numbers that the document tells from each other, those it was told. */
static const struct {
    const char *fault;
    double due;
} FLOORS[] = {{"number missing", 100},
              {"number too many", 99.5},
              {"footer inside a row", 99.9},
              {"page number between rows", 99.9},
              {"page number inside a row", 99.8},
              {"2 numbers missing in a row", 100},
              {"2 numbers missing anywhere", 100},
              {"number missing, next label garbled", 100},
              {"number missing, one too many in the row", 99},
              {"number missing, footer, heads repeated", 100},
              {"row glued", 99.4},
              {"row glued to the next label", 99.8},
              {"row partly glued", 99.5},
              {"table glued", 99.9},
              {"report glued", 99},
              {"zeros blank and gone", 65},
              {"table cut off", 99.8},
              {"document cut off", 99.9},
              {"1 fault", 99.7},
              {"2 faults", 99.6},
              {"3 faults", 99.6},
              {"5 faults", 99.7},
              {"10 faults", 99.5}};

/* Causes for a fault, where one fault is one cause and can be told. */
static const double MOST_CAUSES = 1.1;
static const char *const SEVERAL_CAUSES[] = {"number missing, one too many in the row", "zeros blank and gone"};

static void ceiling_of(const fuzz_fault *fault, const tally *t)
{
    for (size_t i = 0; i < sizeof SEVERAL_CAUSES / sizeof *SEVERAL_CAUSES; i++)
        if (!strcmp(SEVERAL_CAUSES[i], fault->name)) return;
    if (!fault->faults || (double)t->findings <= MOST_CAUSES * (double)t->faults) {
        passed++;
        return;
    }
    failed++;
    printf("recovery: %s: %.2f causes for a fault, at most %.2f\n", fault->name,
           (double)t->findings / (double)t->faults, MOST_CAUSES);
}

static int test(void)
{
    static tally t, total;
    for (unsigned i = 0; i < fuzz_fault_count; i++) {
        double due = 100;
        for (size_t k = 0; k < sizeof FLOORS / sizeof *FLOORS; k++)
            if (!strcmp(FLOORS[k].fault, fuzz_faults[i].name)) due = FLOORS[k].due;
        run_class(&fuzz_faults[i], 20, 0, &t, &total);
        if (!i) floor_of("undamaged: without a finding", t.findings ? 0 : 100, 100);
        ceiling_of(&fuzz_faults[i], &t);
        floor_of(fuzz_faults[i].name, t.documents >= 20 ? told(&t) : 0, due);
    }
    floor_of("not wrong in silence", 100 - of(total.silent, total.surviving), 99.98);
    floor_of("nothing inferred that is not so", 100 - of(total.misled, total.surviving), 100);
    floor_of("all faults", told(&total), 99.6);
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    unsigned fault = argc > 2 ? (unsigned)atoi(argv[2]) : 0;
    uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 100;
    corpus_read();
    if (!strcmp(what, "--table")) return print_table(argc > 2 ? fault : 100), 0;
    if (!strcmp(what, "--layouts")) return print_layouts(argc > 2 ? fault : 20), 0;
    if (!*what) return test();
    if (fault >= fuzz_fault_count) return 2;
    if (!strcmp(what, "--wrong")) return print_wrong(fault, (unsigned)seed), 0;
    if (!subject_make(&subject_now, &fuzz_faults[fault], seed)) return 1;
    if (!strcmp(what, "--show")) fwrite(subject_now.bytes[1], 1, subject_now.size[1], stdout);
    else if (!strcmp(what, "--what")) print_what();
    else return 2;
    return 0;
}
