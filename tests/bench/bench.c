/* bench.c: how fast, and how it grows (make bench).
 *
 * In: a report. Out: a table: a newline scan with memchr, lexing, parsing, the whole check, each over the same bytes
 * in the same run, as ratios to the scan; then the whole check on reports of 10 KB to 100 MB, with peak memory. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "../../src/model/report.h"
#include "../../src/parse/items.h"
#include "../../src/parse/parse.h"

static size_t live, peak;

static void *bench_allocate(void *user, size_t size)
{
    (void)user;
    live += size;
    if (live > peak) peak = live;
    return malloc(size);
}

static void bench_release(void *user, void *memory, size_t size)
{
    (void)user;
    live -= size;
    free(memory);
}

static const gknb_allocator counting = {bench_allocate, bench_release, NULL};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static size_t scan(const char *bytes, size_t size)
{
    const char *p = bytes, *end = bytes + size;
    size_t lines = 0;
    while (p < end && (p = memchr(p, '\n', (size_t)(end - p)))) {
        lines++;
        p++;
    }
    return lines;
}

typedef enum { STEP_SCAN, STEP_LEX, STEP_PARSE, STEP_CHECK } step;

static volatile size_t sink;

static void run(step what, const char *bytes, size_t size)
{
    gknb_report *report;
    if (what == STEP_SCAN) {
        sink += scan(bytes, size);
    } else if (what == STEP_CHECK) {
        if (gknb_parse(bytes, size, NULL, &report) != GKNB_OK) exit(1);
        sink += gknb_finding_count(report);
        gknb_free(report);
    } else {
        gknb_report r;
        memset(&r, 0, sizeof r);
        r.allocator = counting;
        gk_arena_init(&r.arena, &r.allocator);
        r.bytes = (const uint8_t *)bytes;
        r.size = (uint32_t)size;
        if (what == STEP_LEX) {
            if (gk_lex(&r.arena, r.bytes, r.size, &r.tokens) != GKNB_OK) exit(1);
        } else if (gk_parse(&r, -1) != GKNB_OK) {
            exit(1);
        }
        sink += r.tokens.count;
        gk_arena_free(&r.arena);
    }
}

/* The best of several rounds of about 50 ms each: seconds for one run. */
static double measure(step what, const char *bytes, size_t size)
{
    double best = 1e9;
    for (int round = 0; round < 7; round++) {
        size_t runs = 0;
        double start = now(), spent;
        do {
            run(what, bytes, size);
            runs++;
        } while ((spent = now() - start) < 0.05);
        if (spent / (double)runs < best) best = spent / (double)runs;
    }
    return best;
}

static char *read_file(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    char *bytes = malloc(1 << 20);
    if (!in || !bytes) exit(1);
    *size = fread(bytes, 1, 1 << 20, in);
    fclose(in);
    return bytes;
}

/* The report with the prose of its first section repeated until it has `size` bytes. */
static char *grown(const char *bytes, size_t size, size_t want)
{
    const char *from = strstr(bytes, "\n一、"), *to = from ? strstr(from, "\n二、") : NULL;
    char *made = malloc(want + size + 1), *p = made;
    if (!to || !made) exit(1);
    from = strchr(from + 1, '\n');
    memcpy(p, bytes, (size_t)(from - bytes));
    p += from - bytes;
    while ((size_t)(p - made) + size < want) {
        memcpy(p, from, (size_t)(to - from));
        p += to - from;
    }
    memcpy(p, from, size - (size_t)(from - bytes));
    p += size - (size_t)(from - bytes);
    *p = 0;
    return made;
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"newline scan", "lex", "parse", "whole check"};
    size_t size;
    char *bytes = read_file(argc > 1 ? argv[1] : "corpus/2023-chaisang-office/report.txt", &size);
    double base = 0, first = 0;
    bytes[size] = 0;
    printf("%zu bytes\n%-14s %10s %10s %12s %8s\n", size, "step", "us", "MB/s", "reports/s", "of scan");
    for (int s = STEP_SCAN; s <= STEP_CHECK; s++) {
        double t = measure((step)s, bytes, size);
        if (s == STEP_SCAN) base = t;
        printf("%-14s %10.2f %10.0f %12.0f %7.1f%%\n", names[s], t * 1e6, (double)size / t / 1e6, 1 / t,
               100 * base / t);
    }
    printf("\n%-14s %10s %10s %8s %14s\n", "size", "ms", "ns/byte", "growth", "memory/input");
    for (size_t want = 10000; want <= 100000000; want *= 10) {
        char *big = grown(bytes, size, want < size ? size : want);
        size_t n = strlen(big);
        gknb_options options = {&counting, NULL, GK_MAX_SIZE, NULL, 0, 0};
        gknb_report *report;
        double best = 1e9, per;
        live = peak = 0;
        for (int round = 0; round < (want < 10000000 ? 20 : 3); round++) {
            double start = now();
            if (gknb_parse(big, n, &options, &report) != GKNB_OK) return 1;
            if (now() - start < best) best = now() - start;
            gknb_free(report);
        }
        per = best / (double)n * 1e9;
        if (first == 0) first = per;
        printf("%-14zu %10.3f %10.2f %8.2f %14.2f\n", n, best * 1e3, per, per / first, (double)peak / (double)n);
        free(big);
    }
    free(bytes);
    return 0;
}
