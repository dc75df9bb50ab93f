/* test.c: what a document of the worst kind costs grows as its size does.
 *
 * In: the inputs, of 100 KB and of 1 MB. Out: no clock is read: the compiler has every straight piece of the core count
 * itself (-fsanitize-coverage=trace-pc), so the work of one document is one number on every machine. Ten times the
 * bytes may cost twelve times the work, unless it is little: what begins behind a cap has its first bytes free. No
 * byte may cost more than MOST_WORK, nor take more than MOST_MEMORY of memory; and the search for repairs keeps to its
 * caps in src/base/limits.h. */
#include <stdio.h>
#include <stdlib.h>

#include "../../src/base/limits.h"
#include "../../src/parse/mend.h"
#include "../../src/parse/parse.h"
#include "../memory.h"
#include "inputs.h"

enum { SMALL = 100000, LARGE = 1000000, GROWTH = 12, LITTLE_WORK = 40, MOST_WORK = 2500, MOST_MEMORY = 60 };

static unsigned long work;

void __sanitizer_cov_trace_pc(void);
void __sanitizer_cov_trace_pc(void) { work++; }

static unsigned passed, failed;

static void check(int holds, const char *input, const char *what, double is, double due)
{
    if (holds) {
        passed++;
        return;
    }
    failed++;
    printf("hostile: %s: %s: %.1f, at most %.0f\n", input, what, is, due);
}

static void look(void *user, const gk_mend_run *run)
{
    uint32_t *nodes = (uint32_t *)user;
    if (run->result.nodes > *nodes) *nodes = run->result.nodes;
}

typedef struct {
    double work, memory;
    uint32_t nodes;
} cost;

static cost cost_of(const char *bytes, size_t size)
{
    counter count = {0};
    gknb_allocator allocator = counting_allocator(&count);
    gknb_options options = {&allocator, NULL, GK_MAX_SIZE, NULL, 0, 0, NULL, 0};
    gknb_report *report;
    cost c = {0, 0, 0};
    work = 0;
    if (gknb_parse(bytes, size, &options, &report) != GKNB_OK) exit(2);
    c.work = (double)work;
    c.memory = (double)count.peak;
    if (report->form && gk_parse_repairs(report, look, &c.nodes) != GKNB_OK) exit(2);
    gknb_free(report);
    if (count.live) exit(2);
    return c;
}

int main(int argc, char **argv)
{
    static char bytes[LARGE];
    (void)argv;
    for (unsigned i = 0; i < hostile_input_count; i++) {
        const char *name = hostile_inputs[i].name;
        cost small, large;
        hostile_make(&hostile_inputs[i], bytes, SMALL);
        small = cost_of(bytes, SMALL);
        hostile_make(&hostile_inputs[i], bytes, LARGE);
        large = cost_of(bytes, LARGE);
        if (argc > 1)
            printf("%-36s work a byte %7.0f %7.0f growth %5.2f memory a byte %5.1f %5.1f steps %6u %6u\n", name,
                   small.work / SMALL, large.work / LARGE, large.work / small.work, small.memory / SMALL,
                   large.memory / LARGE, small.nodes, large.nodes);
        check(large.work <= GROWTH * small.work || large.work <= (double)LITTLE_WORK * LARGE, name,
              "growth of the work", large.work / small.work, GROWTH);
        check(small.work <= (double)MOST_WORK * SMALL, name, "work a byte", small.work / SMALL, MOST_WORK);
        check(large.memory <= (double)MOST_MEMORY * LARGE, name, "memory a byte", large.memory / LARGE, MOST_MEMORY);
        check(large.nodes <= GK_MAX_REPAIR_STEPS_DOCUMENT + GK_MAX_REPAIR_STEPS, name, "steps of the search",
              large.nodes, GK_MAX_REPAIR_STEPS_DOCUMENT + GK_MAX_REPAIR_STEPS);
    }
    printf("hostile: %u passed, %u failed\n", passed, failed);
    return failed != 0;
}
