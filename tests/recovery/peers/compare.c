/* compare.c: other ways to recover from errors, on the same tokens as gknb has them.
 *
 * In: nothing; documents and faults as in tests/recovery.c. Out: a Markdown table: of the numbers that survived a
 * fault, how many each engine puts into their cell. The engines are lemon's and Bison's own recovery with `error`, and
 * our engine set to what CPCT+ does (no step back, three tokens, every edit costs 1, the first repair is taken).
 *
 *     build/peers/compare N      N documents of each class of faults */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../gen/parser.h"
#include "../../../src/base/decimal.h"
#include "../../../src/parse/items.h"
#include "../../../src/parse/repair.h"
#include "../../subject.h"
#include "peers.h"

/* ---- what the parsers tell ---- */

void peer_row(peer_run *run, uint32_t label, uint32_t first, unsigned count)
{
    const gk_form *form = (const gk_form *)run->form;
    unsigned field = (unsigned)gk_rows[form->after[run->kind[label]].row].first_field - form->first_field;
    if (run->cell[field]) return; /* the first reading stands, as in gknb */
    for (unsigned i = 0; i < count; i++) {
        uint32_t item = run->item ? run->item[first + i] : first + i;
        run->cell[field + i] = item == GK_REPAIR_NONE ? 0 : item + 1;
    }
}

void peer_error(peer_run *run, uint32_t at)
{
    if (run->errors < PEER_ERRORS) run->error[run->errors++] = at;
}

/* ---- plain CPCT+ ---- */

static void *peer_allocate(void *user, size_t size) { return (void)user, malloc(size); }
static void peer_release(void *user, void *block, size_t size)
{
    (void)user;
    (void)size;
    free(block);
}
static const gknb_allocator peer_memory = {peer_allocate, peer_release, NULL};

static int unit_insert(void *user, unsigned kind, gk_repair_run in)
{
    return (void)user, (void)in, kind == T_BLANK || kind == T_NA || kind == T_TEXT ? -1 : 1;
}
static int unit_remove(void *user, uint32_t token, unsigned kind, gk_repair_run in)
{
    return (void)user, (void)token, (void)kind, (void)in, 1;
}
static int no_place(void *user, uint32_t token, unsigned kind) { return (void)user, (void)token, (void)kind, 0; }
static int no_substitute(void *user, uint32_t token, unsigned kind, unsigned want)
{
    return (void)user, (void)token, (void)kind, (void)want, -1;
}
static unsigned no_pieces(void *user, uint32_t token, unsigned kind) { return (void)user, (void)token, (void)kind, 1; }
static int no_split(void *user, uint32_t token, unsigned kind, int again)
{
    return (void)user, (void)token, (void)kind, (void)again, -1;
}
static unsigned unit_anchor(void *user, unsigned kind)
{
    unsigned class = kind < GK_LABELS ? gk_labels[kind].label_class : 0;
    (void)user;
    return class == GK_CLASS_section || class == GK_CLASS_article || class == GK_CLASS_row ? 2 : 0;
}

static void cpct_run(peer_run *run)
{
    static const uint8_t loose[1 << 16];
    static const gk_repair_params params = {.insert = unit_insert,
                                            .place = no_place,
                                            .remove = unit_remove,
                                            .substitute = no_substitute,
                                            .pieces = no_pieces,
                                            .split = no_split,
                                            .firm = loose,
                                            .anchor = unit_anchor,
                                            .max_cost = 60,
                                            .min_shifts = 3,
                                            .rollback = 0,
                                            .max_nodes = 20000,
                                            .max_nodes_document = 200000,
                                            .max_candidates = 64,
                                            .max_errors = 64};
    static uint16_t kind[1 << 16];
    static uint32_t item[1 << 16];
    gk_arena arena;
    gk_repair_result result;
    gk_repair_entry *entry;
    uint32_t count;
    gk_arena_init(&arena, &peer_memory);
    if (!gk_repair(&arena, run->kind, run->count, T_FORM_2021, &params, &result) && result.accepted &&
        !gk_repair_apply(&arena, run->kind, run->count, &result, NULL, &entry, &count) && count < 1 << 16) {
        for (uint32_t i = 0; i < count; i++) {
            kind[i] = entry[i].kind;
            item[i] = entry[i].token;
        }
        for (uint32_t i = 0; i < result.error_count; i++) peer_error(run, result.errors[i].token);
        run->kind = kind;
        run->item = item;
        run->count = count;
        peer_lemon_run(run);
    }
    gk_arena_free(&arena);
}

/* ---- judging ---- */

static const struct {
    const char *name;
    void (*run)(peer_run *run); /* NULL: gknb itself, whole */
} ENGINES[] = {
    {"gknb", NULL},
    {"plain CPCT+ settings of the same engine", cpct_run},
    {"lemon 3.40.1, `error`", peer_lemon_run},
    {"lemon 3.40.1, `error`, `-c`", peer_lemon_c_run},
#ifdef WITH_BISON
    {"Bison, LAC, `error`", peer_bison_run},
#endif
};
enum { ENGINE_COUNT = sizeof ENGINES / sizeof *ENGINES };

typedef struct {
    unsigned long documents, surviving, right, wrong, silent, table, errors;
} tally;

static subject s;

static void count_cell(tally *t, unsigned field, int has, gknb_decimal value, int flagged, int *whole)
{
    int right = has && same_number(value, s.damaged.truth.value[field]);
    int stands = s.damaged.truth.fate[field] == FUZZ_STANDS;
    t->surviving += (unsigned)stands;
    t->right += (unsigned)(stands && right);
    *whole &= right;
    if (!has || right) return;
    if (flagged) t->wrong++;
    else t->silent++;
}

static void count_gknb(tally *t)
{
    gknb_report *report;
    int whole = 1;
    if (gknb_parse(s.bytes[1], s.size[1], NULL, &report) != GKNB_OK) return;
    for (unsigned i = 0; i < s.damaged.form->field_count; i++) {
        gknb_cell cell;
        memset(&cell, 0, sizeof cell);
        if (i < gknb_cell_count(report)) gknb_get_cell(report, i, &cell);
        count_cell(t, i, cell.has_value, cell.value, !cell.has_value || subject_flagged(report, &s, i), &whole);
    }
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        t->errors += f.group == i;
    }
    t->table += (unsigned)whole;
    gknb_free(report);
}

/* An error stands in the row, or right behind it. */
static int near_error(const peer_run *run, const gk_items *items, unsigned field)
{
    gknb_span row = subject_row(&s, field);
    for (uint32_t e = 0; e < run->errors; e++)
        for (uint32_t back = 0; back < 2; back++) {
            uint32_t start;
            if (run->error[e] < back || run->error[e] - back >= items->count) continue;
            start = gk_item_span(items, run->error[e] - back).start;
            if (start >= row.start && start < row.end) return 1;
        }
    return 0;
}

static void count_peer(tally *t, void (*engine)(peer_run *), const gk_items *items)
{
    static peer_run run;
    int whole = 1;
    memset(&run, 0, sizeof run);
    run.kind = items->terminal;
    run.count = items->count;
    run.form = s.damaged.form;
    engine(&run);
    t->errors += run.errors;
    for (unsigned i = 0; i < s.damaged.form->field_count; i++) {
        gknb_decimal value = {0, 0};
        int has = 0;
        if (run.cell[i]) {
            gknb_span span = gk_item_span(items, run.cell[i] - 1);
            has = gk_read_decimal(s.bytes[1] + span.start, span.end - span.start, &value) > 0;
        }
        count_cell(t, i, has, value, has && near_error(&run, items, i), &whole);
    }
    t->table += (unsigned)whole;
}

static void count_all(tally *t)
{
    gk_arena arena;
    gk_tokens tokens;
    gk_items items;
    gk_survey survey;
    gk_arena_init(&arena, &peer_memory);
    if (!gk_lex(&arena, s.bytes[1], (uint32_t)s.size[1], &tokens) &&
        (gk_survey_tokens(&tokens, s.bytes[1], &survey),
         !gk_make_items(&arena, &tokens, s.bytes[1], s.damaged.form, &survey, &items)))
        for (unsigned e = 0; e < ENGINE_COUNT; e++) {
            t[e].documents++;
            if (ENGINES[e].run) count_peer(&t[e], ENGINES[e].run, &items);
            else count_gknb(&t[e]);
        }
    gk_arena_free(&arena);
}

static double of(unsigned long part, unsigned long whole) { return whole ? 100.0 * (double)part / (double)whole : 100; }

int main(int argc, char **argv)
{
    static tally all[ENGINE_COUNT], several[ENGINE_COUNT];
    unsigned documents = argc > 1 ? (unsigned)atoi(argv[1]) : 20;
    corpus_read();
    for (unsigned f = 0; f < fuzz_fault_count; f++) {
        if (!fuzz_faults[f].faults) continue;
        for (uint64_t seed = 1; seed <= documents; seed++)
            if (subject_make(&s, &fuzz_faults[f], seed)) count_all(fuzz_faults[f].faults >= 3 ? several : all);
    }
    printf("| engine | documents | right %% | wrong %% | silent %% | table %% | errors | right %%, 3 to 10 faults | "
           "silent %%, 3 to 10 |\n"
           "|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for (unsigned e = 0; e < ENGINE_COUNT; e++)
        printf("| %s | %lu | %.2f | %.2f | %.3f | %.1f | %.2f | %.2f | %.3f |\n", ENGINES[e].name, all[e].documents,
               of(all[e].right, all[e].surviving), of(all[e].wrong, all[e].surviving),
               of(all[e].silent, all[e].surviving), of(all[e].table, all[e].documents),
               (double)all[e].errors / (double)all[e].documents, of(several[e].right, several[e].surviving),
               of(several[e].silent, several[e].surviving));
    return 0;
}
