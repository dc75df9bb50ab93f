/* test.c: reports of the 2021 form as terminals, damaged in every way we know of, and what the repair engine makes
 * of them. Truth is built along with the damage: it must be among the candidates. Prints what it measured. */
#include "../../src/parse/repair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../gen/parser.h"
#include "../../src/model/tables.h"
#include "../memory.h"

long test_parse(const gk_repair_entry *entries, uint32_t count, int start);
int test_expects(const gk_repair_entry *entries, uint32_t count, int start, unsigned terminal);

static counter memory;
static gknb_allocator allocator;

/* ---- documents ---- */

enum { MOST = 220000 };

typedef struct {
    uint16_t kind;
    uint8_t digits; /* of a number; of a garbled label: 0 */
    uint16_t want;  /* what a garbled label was */
} token;

static token report[1024]; /* a whole valid one */
static uint32_t report_size;
static token damaged[MOST];
static uint32_t damaged_size;
static gk_repair_entry truth[MOST];
static uint32_t truth_size;
static uint16_t kinds[MOST];
static uint64_t random_state;

static uint32_t next_random(uint32_t below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)((random_state >> 11) % below);
}

static void put(uint16_t kind, uint8_t digits)
{
    token t = {kind, digits, 0};
    report[report_size++] = t;
}

static void put_row(uint16_t kind, unsigned cells)
{
    put(kind, 0);
    while (cells--) put(T_NUMBER, (uint8_t)(1 + (next_random(4) == 0) + (next_random(12) == 0)));
}

static void put_all(const uint16_t *list, size_t n)
{
    for (size_t i = 0; i < n; i++) put(list[i], 0);
}

#define PUT(...) \
    do { \
        static const uint16_t list[] = {__VA_ARGS__}; \
        put_all(list, sizeof list / sizeof *list); \
    } while (0)

static void put_table_two(void)
{
    PUT(T_ARTICLE_1, T_CONTENT, T_MADE, T_REPEALED, T_IN_FORCE);
    put_row(T_REGULATIONS, 3);
    put_row(T_NORMATIVE, 3);
    PUT(T_ARTICLE_5, T_CONTENT, T_DECISIONS);
    put_row(T_LICENSING, 1);
    PUT(T_ARTICLE_6, T_CONTENT, T_DECISIONS);
    put_row(T_PENALTIES, 1);
    put_row(T_COERCION, 1);
    PUT(T_ARTICLE_8, T_CONTENT, T_AMOUNT);
    put_row(T_FEES, 1);
}

static void put_table_three(void)
{
    /* clang-format off */
    static const uint16_t rows[] = {
        T_NEW, T_CARRIED_IN, T_RESULTS, T_GRANTED, T_PARTLY_GRANTED, T_DENIED, T_STATE_SECRET, T_PROHIBITED, T_SECURITY,
        T_THIRD_PARTY, T_INTERNAL, T_PROCESS, T_ENFORCEMENT, T_INQUIRY, T_UNAVAILABLE, T_NOT_HELD, T_NOT_EXISTING,
        T_UNCLEAR, T_NOT_PROCESSED, T_PETITION, T_REPEATED, T_PUBLICATION, T_EXCESSIVE, T_CONFIRM, T_OTHER_RESULTS,
        T_CORRECTION_OVERDUE, T_FEE_OVERDUE, T_OTHER_OTHER, T_RESULTS_TOTAL, T_CARRIED_OUT};
    /* clang-format on */
    PUT(T_NOTE, T_APPLICANT, T_NATURAL, T_ORGANISATION, T_BUSINESS, T_RESEARCH, T_PUBLIC_INTEREST, T_LEGAL_SERVICE,
        T_OTHER, T_TOTAL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (gk_labels[rows[i]].label_class == GK_CLASS_group) put(rows[i], 0);
        else put_row(rows[i], 7);
    }
}

static void put_table_four(void)
{
    PUT(T_REVIEW, T_LITIGATION, T_UPHELD, T_CORRECTED, T_OTHER_OUTCOME, T_PENDING, T_TOTAL, T_DIRECT_SUIT, T_UPHELD,
        T_CORRECTED, T_OTHER_OUTCOME, T_PENDING, T_TOTAL, T_SUIT_AFTER_REVIEW, T_UPHELD, T_CORRECTED, T_OTHER_OUTCOME,
        T_PENDING);
    put_row(T_TOTAL, 15);
}

static void make_report(void)
{
    report_size = 0;
    PUT(T_TEXT, T_TEXT, T_SECTION_1, T_TEXT, T_TEXT, T_TEXT, T_SECTION_2);
    put_table_two();
    put(T_SECTION_3, 0);
    put_table_three();
    put(T_SECTION_4, 0);
    put_table_four();
    PUT(T_SECTION_5, T_TEXT, T_TEXT, T_SECTION_6, T_TEXT, T_TEXT);
}

static unsigned class_of(unsigned kind) { return kind < GK_LABELS ? gk_labels[kind].label_class : 0; }

/* The label a cell of the report stands behind. */
static uint32_t label_of(uint32_t i)
{
    while (report[i].kind == T_NUMBER) i--;
    return i;
}

/* The table: 2, 3 or 4. */
static int table_of(uint32_t i)
{
    uint16_t label = report[label_of(i)].kind;
    return label == T_TOTAL ? 4 : label >= T_CONTENT && label <= T_FEES ? 2 : 3;
}

static uint32_t behind_row(uint32_t label)
{
    do label++;
    while (label < report_size && report[label].kind == T_NUMBER);
    return label;
}

/* ---- damage ---- */

static void begin(void) { damaged_size = truth_size = 0; }

static void tell(uint32_t at, uint16_t kind, unsigned flags, unsigned piece, unsigned pieces)
{
    gk_repair_entry *e = &truth[truth_size++];
    e->token = at;
    e->kind = kind;
    e->flags = (uint8_t)flags;
    e->piece = (uint8_t)piece;
    e->pieces = (uint8_t)pieces;
}

static void keep(uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        tell(damaged_size, report[i].kind, 0, 0, 1);
        damaged[damaged_size++] = report[i];
    }
}

static void lose(uint32_t i) { tell(GK_REPAIR_NONE, report[i].kind, GK_ENTRY_INSERTED, 0, 1); }

static void noise(uint16_t kind)
{
    token t = {kind, kind == T_NUMBER ? 2 : 0, 0};
    damaged[damaged_size++] = t;
}

static void garble(uint32_t i)
{
    token t = {T_TEXT, 0, report[i].kind};
    tell(damaged_size, report[i].kind, GK_ENTRY_REPLACED, 0, 1);
    damaged[damaged_size++] = t;
}

/* Numbers from..to stand without a blank between them. */
static void glue(uint32_t from, uint32_t to)
{
    token t = {T_NUMBER, 0, 0};
    for (uint32_t i = from; i < to; i++) {
        t.digits = (uint8_t)(t.digits + report[i].digits);
        tell(damaged_size, T_NUMBER, to - from > 1 ? GK_ENTRY_SPLIT : 0, i - from, to - from);
    }
    damaged[damaged_size++] = t;
}

/* ---- costs: the table of recovery.md 5.3 ---- */

static int cost_of(unsigned kind, gk_repair_run run, int inserted)
{
    int in_row = run == GK_RUN_ANCHOR;
    if (kind == T_NUMBER) return in_row ? 1 : 2;
    if (kind == T_TEXT) return inserted ? -1 : 1;
    if (kind == T_BLANK || kind == T_NA) return inserted ? -1 : in_row ? 1 : 2;
    switch (class_of(kind)) {
    case GK_CLASS_row:
    case GK_CLASS_article: return in_row ? 2 : 3;
    case GK_CLASS_head:
    case GK_CLASS_group: return in_row ? 1 : 3;
    case GK_CLASS_section: return inserted ? (in_row ? 3 : 5) : (in_row ? 4 : 8);
    default: return inserted ? -1 : 1;
    }
}

static int test_insert(void *user, unsigned kind, gk_repair_run run) { return (void)user, cost_of(kind, run, 1); }
static int test_remove(void *user, uint32_t at, unsigned kind, gk_repair_run run)
{
    return (void)user, (void)at, cost_of(kind, run, 0);
}
static int test_substitute(void *user, uint32_t at, unsigned kind, unsigned want)
{
    (void)user;
    if (kind != T_TEXT || !damaged[at].want) return -1;
    return want == 0 || damaged[at].want == want ? 1 : -1;
}
static int may_split = 1;
static const uint8_t loose[MOST + 1]; /* every token may fall back */

static unsigned test_pieces(void *user, uint32_t at, unsigned kind)
{
    uint32_t label = at, end = at;
    (void)user;
    if (kind != T_NUMBER || !may_split) return 1;
    /* Only where a row has fewer numbers than are due. */
    while (label > 0 && damaged[label].kind == T_NUMBER) label--;
    while (end < damaged_size && damaged[end].kind == T_NUMBER) end++;
    return end - label - 1 < (damaged[label].kind < GK_LABELS
                                  ? gk_forms[T_FORM_2021 - GK_LABELS].after[damaged[label].kind].cells
                                  : 15)
               ? damaged[at].digits
               : 1;
}
static int test_split(void *user, uint32_t at, unsigned kind, int again)
{
    return (void)user, (void)at, (void)kind, again ? 0 : 2;
}
static int test_place(void *user, uint32_t at, unsigned kind) { return (void)user, (void)at, (void)kind, 0; }

static unsigned test_anchor(void *user, unsigned kind)
{
    (void)user;
    switch (class_of(kind)) {
    case GK_CLASS_section:
    case GK_CLASS_article:
    case GK_CLASS_row: return 2;
    case GK_CLASS_head:
    case GK_CLASS_group: return 1;
    default: return 0;
    }
}

/* clang-format off */
static gk_repair_params params = {NULL,        test_insert, test_place, test_remove, test_substitute, test_pieces,
                                  test_split,  test_anchor, loose,      6,           32,              16,
                                  1,           20000,       200000,     64,          256};
/* clang-format on */

/* ---- running, and what must always hold ---- */

static gk_arena arena;
static gk_repair_result result;
static gk_repair_entry *stream;
static uint32_t stream_size;
static double micros;
static unsigned failures;
static const char *doing = "";

static void fail(const char *what)
{
    if (failures++ < 40) printf("  FAIL %s: %s\n", doing, what);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* The stream of a choice is accepted, and it and the deletions hold every token once, in order. */
static void check_stream(const uint32_t *choice)
{
    static uint8_t deleted[MOST];
    uint32_t next = 0;
    if (gk_repair_apply(&arena, kinds, damaged_size, &result, choice, &stream, &stream_size)) {
        fail("apply");
        return;
    }
    memset(deleted, 0, damaged_size);
    for (uint32_t e = 0; e < result.error_count; e++) {
        const gk_repair_candidate *c = &result.errors[e].candidates[choice ? choice[e] : 0];
        for (uint32_t i = 0; i < c->count; i++) {
            if (c->edits[i].token < result.errors[e].start || c->edits[i].token > result.errors[e].end)
                fail("an edit outside its range");
            if (c->edits[i].op == GK_REPAIR_DELETE) deleted[c->edits[i].token] = 1;
        }
    }
    for (uint32_t i = 0; i < stream_size; i++) {
        const gk_repair_entry *s = &stream[i];
        if (s->token == GK_REPAIR_NONE) {
            if (!(s->flags & GK_ENTRY_INSERTED)) fail("no token, not inserted");
            continue;
        }
        if (s->piece) {
            if (s->token + 1 != next) fail("a piece out of place");
            continue;
        }
        while (next < s->token && deleted[next]) next++;
        if (next++ != s->token) {
            fail("a token lost, doubled or moved");
            return;
        }
        if (!s->flags && s->kind != kinds[s->token]) fail("a kind changed");
        if (s->flags & GK_ENTRY_SPLIT && s->pieces > damaged[s->token].digits) fail("more pieces than digits");
    }
    while (next < damaged_size && deleted[next]) next++;
    if (next != damaged_size) fail("tokens lost at the end");
    if (result.accepted && test_parse(stream, stream_size, T_FORM_2021) >= 0) fail("the parser refuses the repair");
}

static void check_errors(void)
{
    uint32_t last = 0, panics = 0;
    for (uint32_t e = 0; e < result.error_count; e++) {
        const gk_repair_error *x = &result.errors[e];
        panics += (x->flags & (GK_REPAIR_PANIC | GK_REPAIR_EXHAUSTED)) == GK_REPAIR_PANIC;
        if ((x->cost == -1) != ((x->flags & GK_REPAIR_PANIC) != 0)) fail("a cost that was not searched for");
        if (x->start < last || x->end < x->start || x->end > damaged_size || x->start > x->token)
            fail("ranges overlap");
        if (!x->count) fail("no candidate");
        if (!(x->flags & GK_REPAIR_PANIC)) {
            for (uint32_t a = 0; a < x->count; a++)
                for (uint32_t b = 0; b < a; b++)
                    if (x->candidates[a].count == x->candidates[b].count &&
                        !memcmp(x->candidates[a].edits, x->candidates[b].edits,
                                x->candidates[a].count * sizeof(gk_repair_edit)))
                        fail("a candidate twice");
        }
        last = x->end;
    }
    if (panics != result.panics) fail("panics miscounted");
}

/* Repairs `damaged`; 0 when that failed. */
static int repair(void)
{
    double from;
    gknb_status status;
    gk_arena_free(&arena);
    gk_arena_init(&arena, &allocator);
    memory.peak = memory.bytes;
    for (uint32_t i = 0; i < damaged_size; i++) kinds[i] = damaged[i].kind;
    from = now();
    status = gk_repair(&arena, kinds, damaged_size, T_FORM_2021, &params, &result);
    micros = now() - from;
    if (status) {
        fail("status");
        return 0;
    }
    if (!result.accepted) fail("not accepted");
    check_errors();
    check_stream(NULL);
    return 1;
}

static int same_entry(const gk_repair_entry *a, const gk_repair_entry *b)
{
    return a->token == b->token && a->kind == b->kind && a->flags == b->flags && a->piece == b->piece &&
           a->pieces == b->pieces;
}

static int is_truth(void)
{
    if (stream_size != truth_size) return 0;
    for (uint32_t i = 0; i < truth_size; i++)
        if (!same_entry(&stream[i], &truth[i])) return 0;
    return 1;
}

/* Is the truth one of the combinations of candidates? (Errors are independent: each is compared by itself.) */
static int truth_found(void)
{
    uint32_t choice[4096] = {0};
    if (result.error_count > 4096) return 0;
    for (uint32_t e = 0; e < result.error_count; e++) {
        const gk_repair_error *x = &result.errors[e];
        uint32_t best = 0, best_far = 0;
        for (uint32_t c = 0; c < x->count; c++) {
            uint32_t far = 0;
            choice[e] = c;
            if (gk_repair_apply(&arena, kinds, damaged_size, &result, choice, &stream, &stream_size)) return 0;
            while (far < stream_size && far < truth_size && same_entry(&stream[far], &truth[far])) far++;
            if (far > best_far) best = c, best_far = far;
        }
        choice[e] = best;
    }
    if (gk_repair_apply(&arena, kinds, damaged_size, &result, choice, &stream, &stream_size)) return 0;
    return is_truth();
}

/* Times per error of one class of damage. */
static double times[200000];
static unsigned time_count;

static void note_time(void)
{
    if (result.error_count && time_count < 200000) times[time_count++] = micros / result.error_count;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

typedef struct {
    unsigned docs, silent, right, unique, errors, candidates, most, panics, truncated, outside;
} tally;

static tally count;

static void begin_class(const char *name)
{
    doing = name;
    memset(&count, 0, sizeof count);
    time_count = 0;
}

static void print_document(void)
{
    for (uint32_t e = 0; e < result.error_count; e++) {
        const gk_repair_error *x = &result.errors[e];
        printf("    error at %u [%u,%u) cost %d flags %u, %u candidates:", x->token, x->start, x->end, x->cost,
               x->flags, x->count);
        for (uint32_t c = 0; c < x->count && c < 3; c++) {
            printf(" {");
            for (uint32_t i = 0; i < x->candidates[c].count && i < 16; i++) {
                const gk_repair_edit *d = &x->candidates[c].edits[i];
                const char op = "+-~/"[d->op];
                printf(" %c%u:%u%s", op, d->token, d->kind, d->op == GK_REPAIR_SPLIT ? "s" : "");
            }
            printf(" }");
        }
        printf("\n");
    }
}

/* Repairs a damaged report, and counts. `from`..`to`: the tokens edits may touch. */
static int run(uint32_t from, uint32_t to)
{
    int found;
    if (!repair()) return 0;
    count.docs++;
    count.errors += result.error_count;
    count.panics += result.panics;
    if (!result.error_count) count.silent++;
    note_time();
    for (uint32_t e = 0; e < result.error_count; e++) {
        const gk_repair_error *x = &result.errors[e];
        count.candidates += x->count;
        if (x->count > count.most) count.most = x->count;
        if (x->flags & GK_REPAIR_TRUNCATED) count.truncated++;
        for (uint32_t c = 0; c < x->count; c++)
            for (uint32_t i = 0; i < x->candidates[c].count; i++)
                if (x->candidates[c].edits[i].token < from || x->candidates[c].edits[i].token > to) count.outside++;
    }
    found = truth_found();
    if (found) count.right++;
    if (found && result.error_count && count.candidates == count.errors) count.unique++;
    if (!found && getenv("SHOW") && !strcmp(getenv("SHOW"), doing)) {
        printf("  wrong (%s):\n", doing);
        print_document();
    }
    return found;
}

static void end_class(unsigned due)
{
    double median = 0, worst = 0;
    if (time_count) {
        qsort(times, time_count, sizeof *times, by_value);
        median = times[time_count / 2];
        worst = times[time_count - 1];
    }
    printf("%-44s %5u docs %5u silent %5u true  %5.1f%% errors/doc %5.2f cand avg %5.1f max %3u "
           "trunc %u panic %u outside %u  us/error %.1f max %.1f\n",
           doing, count.docs, count.silent, count.right, 100.0 * count.right / (count.docs ? count.docs : 1),
           (double)count.errors / (count.docs ? count.docs : 1),
           (double)count.candidates / (count.errors ? count.errors : 1), count.most, count.truncated, count.panics,
           count.outside, median, worst);
    if (count.right + count.silent + count.truncated < due) fail("the truth is not among the candidates often enough");
}

/* ---- the classes of damage ---- */

static void test_valid(void)
{
    begin_class("valid");
    for (int i = 0; i < 10; i++) {
        make_report();
        begin();
        keep(0, report_size);
        run(0, report_size);
        if (result.error_count) fail("an error in a valid report");
    }
    printf("%-44s %5u tokens %.1f us, %u stacks, memory %zu\n", doing, report_size, micros, result.stacks, memory.peak);
}

static void test_number_missing(int table)
{
    static const char *names[] = {"", "", "number missing, table 2", "number missing, table 3",
                                  "number missing, table 4"};
    unsigned due = 0;
    begin_class(names[table]);
    for (uint32_t i = 0; i < report_size; i++) {
        uint32_t label;
        if (report[i].kind != T_NUMBER || table_of(i) != table) continue;
        label = label_of(i);
        due++;
        begin();
        keep(0, i);
        lose(i);
        keep(i + 1, report_size);
        run(label + 1, behind_row(label) - 1);
    }
    end_class(due);
    if (count.outside || count.silent) fail("another row was touched, or none");
}

static void test_number_too_many(void)
{
    unsigned due = 0;
    begin_class("number too many");
    for (uint32_t i = 0; i < report_size; i++) {
        uint32_t label;
        if (report[i].kind != T_NUMBER) continue;
        label = label_of(i);
        due++;
        begin();
        keep(0, i);
        noise(T_NUMBER);
        keep(i, report_size);
        run(label + 1, behind_row(label));
    }
    end_class(due);
    if (count.outside) fail("another row was touched");
}

static void test_label(int garbled, unsigned label_class, const char *name)
{
    unsigned due = 0;
    begin_class(name);
    for (uint32_t i = 0; i < report_size; i++) {
        if (class_of(report[i].kind) != label_class) continue;
        if (label_class == GK_CLASS_row && report[i + 1].kind != T_NUMBER) continue;
        due++;
        begin();
        keep(0, i);
        if (garbled) garble(i);
        else lose(i);
        keep(i + 1, report_size);
        run(i, i);
    }
    end_class(label_class == GK_CLASS_row ? due : 0);
}

static void test_row_missing(void)
{
    unsigned due = 0;
    begin_class("row missing");
    for (uint32_t i = 0; i < report_size; i++) {
        uint32_t end;
        if (class_of(report[i].kind) != GK_CLASS_row) continue;
        due++;
        end = behind_row(i);
        begin();
        keep(0, i);
        for (uint32_t k = i; k < end; k++) lose(k);
        keep(end, report_size);
        run(i, i);
    }
    end_class(due - 5); /* behind a group the first row may be put before it */
}

/* Two rows in a row change places: one is deleted and inserted. Both ways are right. */
static void test_rows_swapped(void)
{
    begin_class("rows swapped (accepted, no panic)");
    for (uint32_t i = 0; i < report_size; i++) {
        uint32_t middle, end;
        if (class_of(report[i].kind) != GK_CLASS_row || report[i].kind == T_REGULATIONS) continue;
        middle = behind_row(i);
        if (class_of(report[middle].kind) != GK_CLASS_row) continue;
        end = behind_row(middle);
        begin();
        keep(0, i);
        keep(middle, end);
        keep(i, middle);
        keep(end, report_size);
        run(i, end);
        for (uint32_t e = 0; e < result.error_count; e++)
            if (result.errors[e].cost > 11) fail("a swap should cost a row each");
    }
    count.right = count.docs;
    end_class(count.docs);
    if (count.panics) fail("panic");
}

static void test_noise_between(uint16_t kind, unsigned many, const char *name)
{
    unsigned due = 0;
    begin_class(name);
    for (uint32_t i = 0; i < report_size; i++) {
        if (class_of(report[i].kind) != GK_CLASS_row && class_of(report[i].kind) != GK_CLASS_group) continue;
        due++;
        begin();
        keep(0, i);
        for (unsigned k = 0; k < many; k++) noise(kind);
        keep(i, report_size);
        run(0, report_size);
    }
    /* Before a table it is text of the frame. */
    end_class(due - 1);
}

static void test_noise_inside(void)
{
    unsigned due = 0;
    begin_class("text inside a row");
    for (uint32_t i = 0; i < report_size; i++) {
        if (report[i].kind != T_NUMBER) continue;
        due++;
        begin();
        keep(0, i);
        noise(T_TEXT);
        keep(i, report_size);
        run(i, i);
    }
    end_class(due - 1); /* behind the last "total", text makes a head of it */
}

static void test_heads_repeated(void)
{
    static const uint16_t heads[] = {T_NATURAL,         T_ORGANISATION,  T_BUSINESS, T_RESEARCH,
                                     T_PUBLIC_INTEREST, T_LEGAL_SERVICE, T_OTHER,    T_TOTAL};
    unsigned due = 0;
    begin_class("heads of table 3 repeated between rows");
    for (uint32_t i = 0; i < report_size; i++) {
        if (class_of(report[i].kind) != GK_CLASS_row || table_of(i) != 3 || report[i].kind == T_NEW) continue;
        due++;
        begin();
        keep(0, i);
        for (unsigned k = 0; k < 8; k++) noise(heads[k]);
        keep(i, report_size);
        run(i, i + 8);
    }
    end_class(due);
}

/* A number of `other` rows of the report that came through whole. */
static unsigned rows_whole(void)
{
    unsigned rows = 0;
    for (uint32_t i = 0; i < stream_size; i++) {
        uint32_t k = i + 1;
        if (class_of(stream[i].kind) != GK_CLASS_row || stream[i].flags) continue;
        while (k < stream_size && stream[k].kind == T_NUMBER && !stream[k].flags && !stream[k].piece) k++;
        rows += k - i == 8;
    }
    return rows;
}

static void test_cut_off(void)
{
    uint32_t start = 0;
    begin_class("cut off at any token, rest follows");
    while (report[start].kind != T_NEW) start++;
    for (uint32_t cut = start + 1; report[cut].kind != T_SECTION_4; cut++) {
        uint32_t four = cut;
        while (report[four].kind != T_SECTION_4) four++;
        begin();
        keep(0, cut);
        for (uint32_t k = cut; k < four; k++) lose(k);
        keep(four, report_size);
        run(0, report_size);
        check_stream(NULL);
        if (stream_size < 15 || test_parse(stream, stream_size, T_FORM_2021) >= 0) fail("refused");
        if (result.errors[result.error_count - 1].token > four) fail("table four was hurt");
    }
    end_class(0);
    begin_class("cut off at any token, end of document");
    for (uint32_t cut = 0; cut < report_size; cut++) {
        begin();
        keep(0, cut);
        run(0, report_size);
    }
    end_class(0);
}

static void test_second_report(void)
{
    uint32_t start = 0, rows;
    begin_class("cut off, second report after it");
    while (report[start].kind != T_NEW) start++;
    for (uint32_t cut = start + 1; report[cut].kind != T_SECTION_4; cut++) {
        begin();
        keep(0, cut);
        keep(0, report_size);
        run(0, 2 * report_size);
        check_stream(NULL);
        rows = rows_whole();
        if (rows < 25) {
            fail("the second table three was hurt");
        }
    }
    end_class(0);
}

/* How rows are glued: 0 whole, 1 two neighbours somewhere, 2 at random. */
static void glue_row(uint32_t from, uint32_t to, int how)
{
    if (how == 0 || to - from < 2) {
        glue(from, to);
    } else if (how == 1) {
        uint32_t at = from + next_random(to - from - 1);
        keep(from, at);
        glue(at, at + 2);
        keep(at + 2, to);
    } else {
        while (from < to) {
            uint32_t end = from + 1;
            while (end < to && next_random(2)) end++;
            glue(from, end);
            from = end;
        }
    }
}

static void test_glued(int how, unsigned percent, unsigned due, const char *name)
{
    begin_class(name);
    for (int round = 0; round < 100; round++) {
        uint32_t i = 0;
        make_report();
        begin();
        while (i < report_size) {
            uint32_t end = i + 1;
            if (report[i].kind != T_NUMBER) {
                keep(i, end);
            } else {
                while (end < report_size && report[end].kind == T_NUMBER) end++;
                if (next_random(100) < percent) glue_row(i, end, how);
                else keep(i, end);
            }
            i = end;
        }
        run(0, report_size);
    }
    end_class(due);
    if (how == 0 && count.candidates != count.errors) fail("a split is not unique");
}

static void test_adjacent_rows(void)
{
    unsigned due = 0;
    begin_class("number missing in every row, table 3");
    for (int round = 0; round < 100; round++) {
        make_report();
        begin();
        for (uint32_t i = 0; i < report_size;) {
            uint32_t end = behind_row(i);
            if (class_of(report[i].kind) == GK_CLASS_row && table_of(i) == 3) {
                uint32_t k = i + 1 + next_random(7);
                keep(i, k);
                lose(k);
                keep(k + 1, end);
            } else {
                keep(i, end);
            }
            i = end;
        }
        due++;
        run(0, report_size);
    }
    end_class(due);
    may_split = 0;
    begin_class("1 to 6 numbers missing in every row");
    for (int round = 0; round < 50; round++) {
        make_report();
        begin();
        for (uint32_t i = 0; i < report_size;) {
            uint32_t end = behind_row(i);
            if (class_of(report[i].kind) == GK_CLASS_row && table_of(i) == 3) {
                unsigned stay = 1 + next_random(6);
                keep(i, i + 1);
                for (uint32_t k = i + 1; k < end; k++) {
                    if (next_random(end - k) < stay) keep(k, k + 1), stay--;
                    else lose(k);
                }
            } else {
                keep(i, end);
            }
            i = end;
        }
        run(0, report_size);
    }
    end_class(50);
    may_split = 1;
}

static void test_two_faults(void)
{
    begin_class("number missing + next label garbled");
    for (uint32_t i = 0; i < report_size; i++) {
        uint32_t label, end;
        if (report[i].kind != T_NUMBER || table_of(i) != 3) continue;
        label = label_of(i);
        end = behind_row(label);
        if (class_of(report[end].kind) != GK_CLASS_row) continue;
        begin();
        keep(0, i);
        lose(i);
        keep(i + 1, end);
        garble(end);
        keep(end + 1, report_size);
        run(label, end);
    }
    end_class(count.docs);
    begin_class("number missing + text behind the row");
    for (uint32_t i = 0; i < report_size; i++) {
        uint32_t label, end;
        if (report[i].kind != T_NUMBER || table_of(i) == 2) continue;
        label = label_of(i);
        end = behind_row(label);
        begin();
        keep(0, i);
        lose(i);
        keep(i + 1, end);
        noise(T_TEXT);
        keep(end, report_size);
        if (report[label].kind != T_CARRIED_OUT && report[label].kind != T_TOTAL) run(label, end);
    }
    end_class(count.docs);
    begin_class("text + number missing in one row");
    for (uint32_t i = 0; i < report_size; i++) {
        uint32_t label, end, at;
        if (report[i].kind != T_NUMBER || table_of(i) == 2) continue;
        label = label_of(i);
        end = behind_row(label);
        at = label + 2 + next_random(end - label - 2);
        begin();
        keep(0, at < i ? at : i);
        if (at < i) noise(T_TEXT), keep(at, i);
        lose(i);
        if (at > i) keep(i + 1, at), noise(T_TEXT), keep(at, report_size);
        else keep(i + 1, report_size);
        if (at == i) continue;
        run(label, end);
    }
    end_class(0);
}

/* "23 0 00 0 023": five numbers where seven are due. */
static void test_partly_glued_row(void)
{
    static const uint8_t digits[] = {2, 1, 2, 1, 3};
    uint32_t row = 0;
    doing = "23 0 00 0 023";
    make_report();
    while (report[row].kind != T_GRANTED) row++;
    begin();
    keep(0, row + 1);
    for (unsigned i = 0; i < 5; i++) {
        token t = {T_NUMBER, digits[i], 0};
        damaged[damaged_size++] = t;
    }
    keep(row + 8, report_size);
    if (!repair()) return;
    if (result.error_count != 1 || result.errors[0].cost != 2 || result.errors[0].count != 4)
        fail("should have the four ways to split it");
    if (result.errors[0].start != row || result.errors[0].end != row + 6) fail("another row was touched");
    for (uint32_t c = 0; c < result.errors[0].count; c++) {
        unsigned cells = 5;
        for (uint32_t i = 0; i < result.errors[0].candidates[c].count; i++)
            cells += result.errors[0].candidates[c].edits[i].pieces - 1u;
        if (cells != 7) fail("seven cells are due");
        check_stream(&c);
    }
}

/* What was expected is what the parser itself takes. */
static void test_expected(void)
{
    doing = "expected";
    make_report();
    for (uint32_t cut = 0; cut < report_size; cut++) {
        begin();
        keep(0, cut);
        noise(T_FORM_2021); /* fits nowhere */
        keep(cut, report_size);
        if (!repair()) return;
        for (unsigned t = 1, k = 0; t <= T_FORM_2021; t++) {
            const gk_repair_error *x = &result.errors[0];
            int due = test_expects(truth, cut, T_FORM_2021, t), is;
            while (k < x->expected_count && x->expected[k] < t) k++;
            is = k < x->expected_count && x->expected[k] == t;
            if (due != is || x->token != cut) fail("what was expected is wrong");
        }
    }
}

/* Faults in as many different rows of tables three and four. */
static void damage_row(uint32_t label, uint32_t end)
{
    uint32_t at = label + 1 + next_random(end - label - 1);
    switch (next_random(5)) {
    case 0: keep(label, at), lose(at), keep(at + 1, end); break;
    case 1: keep(label, at), noise(T_NUMBER), keep(at, end); break;
    case 2: garble(label), keep(label + 1, end); break;
    case 3: keep(label, at), noise(T_TEXT), keep(at, end); break;
    default: lose(label), keep(label + 1, end); break;
    }
}

static void test_many_faults(unsigned faults, unsigned due, const char *name)
{
    static const uint16_t last[] = {T_CARRIED_OUT, T_FEES, T_NORMATIVE, T_LICENSING, T_COERCION, T_PENALTIES};
    begin_class(name);
    for (int round = 0; round < 500; round++) {
        uint8_t hurt[128] = {0};
        unsigned rows = 0;
        make_report();
        for (unsigned f = 0; f < faults;) {
            unsigned k = next_random(33);
            if (!hurt[k]) hurt[k] = 1, f++;
        }
        begin();
        for (uint32_t i = 0; i < report_size;) {
            uint32_t end = behind_row(i);
            int is_row = class_of(report[i].kind) == GK_CLASS_row;
            for (unsigned k = 0; k < sizeof last / sizeof *last; k++) is_row = is_row && report[i].kind != last[k];
            if (is_row && hurt[rows++]) damage_row(i, end);
            else keep(i, end);
            i = end;
        }
        run(0, report_size);
    }
    end_class(due);
}

/* ---- random ---- */

static void change_one(void)
{
    uint32_t at = next_random(damaged_size), other = next_random(damaged_size);
    token t = damaged[at];
    switch (next_random(4)) {
    case 0:
        memmove(damaged + at, damaged + at + 1, (damaged_size - at - 1) * sizeof t);
        damaged_size--;
        break;
    case 1:
        memmove(damaged + at + 1, damaged + at, (damaged_size - at) * sizeof t);
        damaged_size++;
        break;
    case 2:
        damaged[at] = damaged[other];
        damaged[other] = t;
        break;
    default:
        damaged[at].kind = (uint16_t)(1 + next_random(T_TEXT));
        damaged[at].digits = damaged[at].kind == T_NUMBER;
        break;
    }
}

static void test_random(void)
{
    double most = 0, all = 0;
    size_t memory_most = 0;
    begin_class("1 to 10 random changes, 2000 documents");
    for (int round = 0; round < 2000; round++) {
        unsigned changes = 1 + next_random(10);
        make_report();
        begin();
        keep(0, report_size);
        while (changes--) change_one();
        if (!repair()) continue;
        for (int k = 0; k < 3 && result.error_count; k++) {
            uint32_t choice[512] = {0};
            for (uint32_t e = 0; e < result.error_count; e++) choice[e] = next_random(result.errors[e].count);
            check_stream(choice);
        }
        count.docs++;
        count.errors += result.error_count;
        count.panics += result.panics;
        for (uint32_t e = 0; e < result.error_count; e++) {
            count.candidates += result.errors[e].count;
            if (result.errors[e].count > count.most) count.most = result.errors[e].count;
            count.truncated += (result.errors[e].flags & GK_REPAIR_TRUNCATED) != 0;
        }
        if (!result.error_count) count.silent++;
        note_time();
        all += micros;
        if (micros > most) most = micros;
        if (memory.peak > memory_most) memory_most = memory.peak;
    }
    end_class(0);
    printf("    per document: mean %.0f us, most %.0f us; memory at most %zu\n", all / 2000, most, memory_most);
}

static void hostile(const char *name, const uint16_t *list, uint32_t n, int random)
{
    doing = name;
    damaged_size = 100000;
    for (uint32_t i = 0; i < damaged_size; i++) {
        damaged[i].kind = random ? (uint16_t)(1 + next_random(T_TEXT)) : list[i % n];
        damaged[i].digits = damaged[i].kind == T_NUMBER ? (uint8_t)(1 + i % 15) : 0;
        damaged[i].want = (uint16_t)(damaged[i].kind == T_TEXT && random ? 1 + next_random(70) : 0);
    }
    if (!repair()) return;
    printf("hostile %-36s %8.0f us %4u errors %4u panics %6u nodes %5u stacks memory %zu\n", name, micros,
           result.error_count, result.panics, result.nodes, result.stacks, memory.peak);
}

static void test_hostile(void)
{
    static const uint16_t heading[] = {T_SECTION_3}, new_row[] = {T_NEW}, row[] = {T_GRANTED}, number[] = {T_NUMBER};
    static const uint16_t text[] = {T_TEXT}, total[] = {T_TOTAL}, totals[] = {T_TOTAL, T_NUMBER};
    static const uint16_t pair[] = {T_NEW, T_NUMBER}, pairs[] = {T_NEW, T_NUMBER, T_CARRIED_IN, T_NUMBER, T_TEXT};
    static const uint16_t sections[] = {T_NEW, T_SECTION_4}, articles[] = {T_ARTICLE_1, T_ARTICLE_5, T_CONTENT};
    static const uint16_t groups[] = {T_NEW,    T_NUMBER, T_NUMBER, T_NUMBER, T_NUMBER,
                                      T_NUMBER, T_NUMBER, T_NUMBER, T_DENIED};
    static const uint16_t rows[] = {T_GRANTED, T_NUMBER, T_NUMBER, T_NUMBER, T_NUMBER, T_NUMBER, T_NUMBER, T_NUMBER};
    uint32_t n = 0;
    static uint16_t whole[2048];
    hostile("headings", heading, 1, 0);
    hostile("first rows", new_row, 1, 0);
    hostile("row labels", row, 1, 0);
    hostile("numbers", number, 1, 0);
    hostile("text", text, 1, 0);
    hostile("totals", total, 1, 0);
    hostile("total number", totals, 2, 0);
    hostile("first row, number", pair, 2, 0);
    hostile("two rows, text", pairs, 5, 0);
    hostile("first row, heading", sections, 2, 0);
    hostile("articles", articles, 3, 0);
    hostile("first row, group", groups, 9, 0);
    hostile("row of seven", rows, 8, 0);
    hostile("random", NULL, 0, 1);
    make_report();
    for (uint32_t i = 0; i < report_size; i++) whole[n++] = report[i].kind;
    hostile("valid reports", whole, n, 0);
    for (uint32_t i = 0, k = 0; i < report_size; i++)
        if (report[i].kind != T_NUMBER || report[i - 1].kind != T_NUMBER) whole[k++] = report[i].kind, n = k;
    hostile("glued reports", whole, n, 0);
}

/* Every allocation may fail. */
static void test_no_memory(void)
{
    doing = "no memory";
    make_report();
    begin();
    keep(0, 60);
    noise(T_TEXT);
    keep(61, 70);
    keep(80, report_size - 12);
    keep(60, report_size);
    for (uint32_t i = 0; i < damaged_size; i++) kinds[i] = damaged[i].kind;
    memory.for_ever = 1;
    for (size_t n = 1;; n++) {
        gknb_status status;
        gk_arena_free(&arena);
        gk_arena_init(&arena, &allocator);
        memory.calls = 0;
        memory.fail_at = n;
        status = gk_repair(&arena, kinds, damaged_size, T_FORM_2021, &params, &result);
        if (!status) status = gk_repair_apply(&arena, kinds, damaged_size, &result, NULL, &stream, &stream_size);
        memory.fail_at = 0;
        if (!status) break;
        if (status != GKNB_NO_MEMORY) fail("status");
        if (n > 10000) {
            fail("never enough");
            break;
        }
    }
}

/* Bounds other than the reader's: the laws hold of what is repaired all the same. */
static void test_bounds(void)
{
    static const struct {
        unsigned shifts, rollback;
        int most;
        uint32_t steps, candidates;
    } BOUNDS[] = {{1, 1, 8, 20000, 64},  {2, 0, 12, 20000, 64}, {3, 2, 20, 20000, 400}, {4, 1, 60, 60000, 4000},
                  {8, 3, 100, 60000, 1}, {16, 1, 32, 200, 64},  {30, 4, 40, 60000, 64}, {60, 1, 200, 200000, 2000}};
    gk_repair_params kept = params;
    doing = "other bounds";
    for (size_t b = 0; b < sizeof BOUNDS / sizeof *BOUNDS; b++) {
        params.min_shifts = BOUNDS[b].shifts;
        params.rollback = BOUNDS[b].rollback;
        params.max_cost = BOUNDS[b].most;
        params.max_nodes = BOUNDS[b].steps;
        params.max_nodes_document = 20 * BOUNDS[b].steps;
        params.max_candidates = BOUNDS[b].candidates;
        for (unsigned n = 0; n < 60; n++) {
            begin();
            keep(0, report_size);
            for (unsigned k = 1 + next_random(30); k; k--) change_one();
            repair();
        }
    }
    params = kept;
}

/* What a caller must not ask. */
static void test_misuse(void)
{
    gk_repair_params kept = params;
    uint32_t choice[8] = {1000000};
    doing = "misuse";
    begin();
    keep(0, 60);
    noise(T_TEXT);
    keep(60, report_size);
    for (uint32_t i = 0; i < damaged_size; i++) kinds[i] = damaged[i].kind;
    gk_arena_free(&arena);
    gk_arena_init(&arena, &allocator);
    if (gk_repair(&arena, kinds, damaged_size, 0, &params, &result) != GKNB_MISUSE) fail("no start");
    if (gk_repair(&arena, kinds, damaged_size, T_TEXT + 1, &params, &result) != GKNB_MISUSE) fail("a start too high");
    if (gk_repair(&arena, kinds, damaged_size, T_NUMBER, &params, &result) != GKNB_MISUSE) fail("a number as start");
    params.max_cost = -1;
    if (gk_repair(&arena, kinds, damaged_size, T_FORM_2021, &params, &result) != GKNB_MISUSE) fail("a cost below 0");
    params.max_cost = 1001;
    if (gk_repair(&arena, kinds, damaged_size, T_FORM_2021, &params, &result) != GKNB_MISUSE) fail("a cost too high");
    params = kept;
    if (gk_repair(&arena, kinds, damaged_size, T_FORM_2021, &params, &result) || !result.error_count) fail("no fault");
    if (gk_repair_apply(&arena, kinds, damaged_size, &result, choice, &stream, &stream_size) != GKNB_MISUSE)
        fail("a candidate that is none");
    kinds[3] = 0;
    if (gk_repair(&arena, kinds, damaged_size, T_FORM_2021, &params, &result) != GKNB_MISUSE) fail("the end inside");
    kinds[3] = T_TEXT + 1;
    if (gk_repair(&arena, kinds, damaged_size, T_FORM_2021, &params, &result) != GKNB_MISUSE) fail("a kind too high");
}

int main(int argc, char **argv)
{
    random_state = 0x9e3779b97f4a7c15u;
    if (argc > 1) params.min_shifts = (unsigned)atoi(argv[1]);
    if (argc > 2) params.max_cost = atoi(argv[2]);
    if (argc > 3) random_state += (uint64_t)atoi(argv[3]);
    allocator = counting_allocator(&memory);
    gk_arena_init(&arena, &allocator);
    make_report();
    test_valid();
    test_number_missing(2);
    test_number_missing(3);
    test_number_missing(4);
    test_number_too_many();
    test_label(0, GK_CLASS_row, "row label missing");
    test_label(1, GK_CLASS_row, "row label garbled");
    test_label(0, GK_CLASS_article, "article missing");
    test_label(1, GK_CLASS_article, "article garbled");
    test_label(1, GK_CLASS_group, "group garbled");
    test_label(1, GK_CLASS_head, "head garbled");
    test_row_missing();
    test_rows_swapped();
    test_noise_between(T_TEXT, 1, "text between rows");
    test_noise_between(T_TEXT, 3, "three texts between rows");
    test_noise_between(T_NUMBER, 1, "number between rows");
    test_noise_inside();
    test_heads_repeated();
    test_two_faults();
    test_cut_off();
    test_second_report();
    test_adjacent_rows();
    make_report();
    test_glued(0, 100, 100, "all rows glued to one number each");
    test_glued(0, 50, 100, "half the rows glued");
    test_glued(1, 50, 100, "two numbers glued in half the rows");
    test_glued(2, 30, 95, "rows partly glued (30 %)");
    test_partly_glued_row();
    test_expected();
    test_many_faults(8, 495, "about 6 faults in as many rows");
    test_many_faults(16, 490, "about 12 faults in as many rows");
    test_many_faults(28, 470, "about 21 faults in as many rows");
    test_random();
    test_hostile();
    test_no_memory();
    test_bounds();
    test_misuse();
    gk_arena_free(&arena);
    printf(failures ? "%u FAILURES\n" : "repair: all passed\n", failures);
    return failures != 0;
}
