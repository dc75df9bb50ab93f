/* planted.c: bugs planted on purpose, one for each thing a target claims, and how soon the target finds them. The
 * linker puts them around functions of the library (--wrap); the product has none of them.
 *
 *     build/planted            every plant: the target must find it within a minute, and find nothing without it
 *     build/planted N          that one */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../src/base/arena.h"
#include "../../src/base/decimal.h"
#include "../../src/cli/cli.h"
#include "../../src/lex/lex.h"
#include "../../src/parse/mend.h"
#include "report.h"

#define TARGET(name) int fuzz_##name(const uint8_t *bytes, size_t size);
#include "targets.inc"
#undef TARGET

enum {
    NOTHING,
    EMPTY_TOKEN,
    NO_SUCH_KIND,
    FIRST_TOKEN_LATE,
    SPAN_BEHIND_THE_END,
    BODY_BACKWARDS,
    VALUE_WITHOUT_STATE,
    OTHER_WORDS_EACH_TIME,
    MEMORY_NOT_ZEROED,
    ZEROS_LOST_IN_PRINT,
    POINT_LOST,
    DIGITS_SWAPPED,
    NUMBER_LOST_BEFORE_CR,
    STEPS_WITHOUT_BOUND,
    SEVENTEEN_IS_SEVENTY_ONE,
    FIX_FIXES_NOTHING,
    OFF_IS_NOT_OFF,
    NO_WORDS,
    NUMBER_WITH_LEADING_ZERO,
    AMPERSAND_BARE,
    QUOTE_SINGLE,
    RULE_KNOWN_NOW_AND_THEN,
    STATUS_ALWAYS_FINE,
    ARENA_KEPT,
    NO_MEMORY_IS_FINE,
    WORK_SQUARED
};

static const struct {
    int plant;
    const char *name, *target;
    int (*run)(const uint8_t *bytes, size_t size);
} plants[] = {{EMPTY_TOKEN, "a token that holds nothing", "lex", fuzz_lex},
              {NO_SUCH_KIND, "a kind that is none", "lex", fuzz_lex},
              {FIRST_TOKEN_LATE, "a first byte in no token", "lex", fuzz_lex},
              {SPAN_BEHIND_THE_END, "a finding's span behind the end", "parse", fuzz_parse},
              {BODY_BACKWARDS, "a section that ends before it begins", "parse", fuzz_parse},
              {VALUE_WITHOUT_STATE, "a value in a state that has none", "parse", fuzz_parse},
              {OTHER_WORDS_EACH_TIME, "other words at every call", "parse", fuzz_parse},
              {MEMORY_NOT_ZEROED, "memory taken for zeroed that is not", "parse", fuzz_parse},
              {ZEROS_LOST_IN_PRINT, "a last zero lost in print", "strict", fuzz_strict},
              {POINT_LOST, "a decimal point lost", "strict", fuzz_strict},
              {DIGITS_SWAPPED, "two digits of a large number swapped", "strict", fuzz_strict},
              {NUMBER_LOST_BEFORE_CR, "a number that a carriage return hides", "repair", fuzz_repair},
              {STEPS_WITHOUT_BOUND, "a search beyond its budget", "repair", fuzz_repair},
              {SEVENTEEN_IS_SEVENTY_ONE, "17 read as 71", "resolve", fuzz_resolve},
              {FIX_FIXES_NOTHING, "a fix that changes nothing", "rules", fuzz_rules},
              {OFF_IS_NOT_OFF, "a rule that is off and speaks", "rules", fuzz_rules},
              {NO_WORDS, "a finding without words", "rules", fuzz_rules},
              {NUMBER_WITH_LEADING_ZERO, "a number with a zero before it", "outputs", fuzz_outputs},
              {AMPERSAND_BARE, "an ampersand as it is", "outputs", fuzz_outputs},
              {QUOTE_SINGLE, "a quote that is not doubled", "outputs", fuzz_outputs},
              {RULE_KNOWN_NOW_AND_THEN, "a rule known only now and then", "config", fuzz_config},
              {STATUS_ALWAYS_FINE, "an exit status that is always fine", "program", fuzz_program},
              {ARENA_KEPT, "an arena that is never freed", "memory", fuzz_memory},
              {NO_MEMORY_IS_FINE, "a failed allocation that is not said", "memory", fuzz_memory},
              {WORK_SQUARED, "work that grows with the square", "work", fuzz_work}};
enum { PLANTS = sizeof plants / sizeof *plants };

static int plant;

/* ---- the plants ---- */

#define WRAP(type, name, parameters) \
    type __real_##name parameters; \
    type __wrap_##name parameters; \
    type __wrap_##name parameters

static uint32_t *plant_start(gk_tokens *t, uint32_t i)
{
    return &t->chunk[i >> GK_CHUNK_BITS]->start[i & (GK_CHUNK - 1)];
}
static uint16_t *plant_kind(gk_tokens *t, uint32_t i)
{
    return &t->chunk[i >> GK_CHUNK_BITS]->kind[i & (GK_CHUNK - 1)];
}

static void plant_square(uint32_t count)
{
    static volatile uint32_t sum;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count; k++) sum += k;
    (void)sum;
}

WRAP(gknb_status, gk_lex, (gk_arena * arena, const uint8_t *bytes, uint32_t size, gk_tokens *out))
{
    gknb_status status = __real_gk_lex(arena, bytes, size, out);
    if (plant == NO_MEMORY_IS_FINE && status == GKNB_NO_MEMORY) return GKNB_OK;
    if (status != GKNB_OK || !out->count) return status;
    if (plant == FIRST_TOKEN_LATE && *plant_kind(out, 0) == GK_KIND_TEXT) *plant_start(out, 0) = 1;
    if (plant == WORK_SQUARED) plant_square(out->count);
    for (uint32_t i = 0; i + 1 < out->count; i++) {
        uint16_t *kind = plant_kind(out, i), next = *plant_kind(out, i + 1);
        uint32_t end = gk_token_end(out, i);
        if (plant == EMPTY_TOKEN && *kind == GK_KIND_NA && next == GK_KIND_NEWLINE)
            *plant_start(out, i + 1) = gk_token_start(out, i);
        if (plant == NO_SUCH_KIND && *kind == GK_KIND_NOTE) *kind = 0x7fff;
        if (plant == NUMBER_LOST_BEFORE_CR && *kind == GK_KIND_NUMBER && bytes[end] == '\r') *kind = GK_KIND_TEXT;
    }
    return status;
}

WRAP(void, gknb_get_finding, (const gknb_report *report, size_t index, gknb_finding *finding))
{
    size_t size;
    __real_gknb_get_finding(report, index, finding);
    gknb_bytes(report, &size);
    if (plant == SPAN_BEHIND_THE_END && *finding->id == 'C') finding->span.end = (uint32_t)size + 1;
}

WRAP(void, gknb_get_section, (const gknb_report *report, size_t index, gknb_section *section))
{
    __real_gknb_get_section(report, index, section);
    if (plant == BODY_BACKWARDS && index == 6 && section->body.end) section->body.start = section->body.end + 1;
}

WRAP(void, gknb_get_cell, (const gknb_report *report, size_t index, gknb_cell *cell))
{
    __real_gknb_get_cell(report, index, cell);
    if (plant == VALUE_WITHOUT_STATE && cell->state == GKNB_STATE_MISSING) cell->has_value = 1;
}

WRAP(size_t, gknb_format_finding, (const gknb_report *report, size_t index, gknb_lang lang, char *out, size_t room))
{
    static unsigned calls;
    size_t size = __real_gknb_format_finding(report, index, lang, out, room);
    if (plant == OTHER_WORDS_EACH_TIME && size && room) *out = (char)('a' + calls++ % 26);
    return plant == NO_WORDS && index == 2 ? 0 : size;
}

WRAP(void *, gk_arena_take, (gk_arena * arena, size_t size))
{
    return plant == MEMORY_NOT_ZEROED ? gk_arena_take_raw(arena, size) : __real_gk_arena_take(arena, size);
}

WRAP(void, gk_arena_free, (gk_arena * arena))
{
    if (plant != ARENA_KEPT) __real_gk_arena_free(arena);
}

WRAP(size_t, gknb_format_decimal, (gknb_decimal value, char *out))
{
    if (plant == ZEROS_LOST_IN_PRINT && !value.scale && value.digits % 10 == 0) value.digits /= 10;
    if (plant == NUMBER_WITH_LEADING_ZERO && value.digits > 9) *out++ = '0', out[0] = 0;
    return __real_gknb_format_decimal(value, out) + (plant == NUMBER_WITH_LEADING_ZERO && value.digits > 9);
}

WRAP(size_t, gk_read_decimal, (const uint8_t *text, size_t size, gknb_decimal *out))
{
    size_t read = __real_gk_read_decimal(text, size, out);
    if (!read) return read;
    if (plant == POINT_LOST) out->scale = 0;
    if (plant == DIGITS_SWAPPED && out->digits >= 100)
        out->digits = out->digits / 100 * 100 + out->digits % 10 * 10 + out->digits / 10 % 10;
    if (plant == SEVENTEEN_IS_SEVENTY_ONE && out->digits == 17) out->digits = 71;
    return read;
}

static gk_mend_look plant_look;

static void plant_looked(void *user, const gk_mend_run *run)
{
    gk_mend_run more = *run;
    more.result.nodes += run->result.error_count > 1 ? 1u << 20 : 0;
    plant_look(user, &more);
}

WRAP(gknb_status, gk_mend, (gk_build * build, int start, gk_mend_look look, void *user))
{
    plant_look = look;
    return __real_gk_mend(build, start, plant == STEPS_WITHOUT_BOUND && look ? plant_looked : look, user);
}

WRAP(void, gknb_get_edit, (const gknb_report *report, size_t index, size_t n, gknb_edit *edit))
{
    __real_gknb_get_edit(report, index, n, edit);
    if (plant == FIX_FIXES_NOTHING) edit->span.end = edit->span.start, edit->text = "";
}

WRAP(gknb_status, gknb_parse, (const void *bytes, size_t size, const gknb_options *options, gknb_report **report))
{
    gknb_options other;
    if (plant != OFF_IS_NOT_OFF || !options || !options->override_count)
        return __real_gknb_parse(bytes, size, options, report);
    other = *options;
    other.override_count = 0;
    return __real_gknb_parse(bytes, size, &other, report);
}

WRAP(void, gk_put_text, (gk_out * out, const char *text))
{
    if (plant == AMPERSAND_BARE && !strcmp(text, "&amp;")) text = "&";
    if (plant == QUOTE_SINGLE && !strcmp(text, "\"\"")) text = "\"";
    __real_gk_put_text(out, text);
}

WRAP(size_t, gknb_find_rule, (const char *id))
{
    static unsigned calls;
    return plant == RULE_KNOWN_NOW_AND_THEN && ++calls % 3 == 0 ? (size_t)-1 : __real_gknb_find_rule(id);
}

WRAP(int, gk_run_check, (gk_cli * cli))
{
    int status = __real_gk_run_check(cli);
    return plant == STATUS_ALWAYS_FINE ? GK_CLI_FINE : status;
}

/* ---- what is tried ---- */

/* One input after another until the target ends the process: made up, damaged, or changed from a stored one. */
static void try_all(int index, unsigned seconds, uint64_t seed)
{
    static uint8_t bytes[1 << 17];
    static const char config[] = "[rules.L101]\nlevel = \"note\"\nreason = \"x\"\nuntil = 2026-12-31\n";
    fuzz_choice choice;
    time_t end = time(NULL) + (time_t)seconds;
    fuzz_seed(&choice, seed);
    while (time(NULL) < end) {
        size_t size = 0, room = !strcmp(plants[index].target, "work") ? 4096 : sizeof bytes;
        if (!strcmp(plants[index].target, "config")) {
            memcpy(bytes, config, size = sizeof config - 1);
        } else if (!strcmp(plants[index].target, "resolve")) {
            for (size = 0; size < 2048; size++) bytes[size] = (uint8_t)fuzz_pick(&choice, 256);
        } else {
            while (!(size = engine_report(&choice, bytes, sizeof bytes))) continue;
            if (size > room) size = room;
            if (fuzz_pick(&choice, 2))
                size = fuzz_mutate(&choice, FUZZ_PRESERVE | FUZZ_DAMAGE | FUZZ_BYTES, bytes, size, room, NULL, 0);
        }
        plants[index].run(bytes, size);
    }
}

/* Whether the target ended the process, and after how long. */
static int found(int index, int with, unsigned seconds, double *took)
{
    struct timespec from, to;
    int status = 0;
    pid_t child;
    clock_gettime(CLOCK_MONOTONIC, &from);
    fflush(stdout);
    child = fork();
    if (child == 0) {
        struct rlimit memory = {1u << 30, 1u << 30};
        setrlimit(RLIMIT_AS, &memory);
        alarm(2 * seconds); /* it hangs: that too is found */
        plant = with;
        if (!freopen("/dev/null", "w", stderr)) _exit(2);
        try_all(index, seconds, 7);
        _exit(0);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) return 0;
    clock_gettime(CLOCK_MONOTONIC, &to);
    *took = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    return WIFSIGNALED(status);
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0;
    for (int i = 0; i < PLANTS; i++) {
        double took = 0, ignored;
        int fine;
        if (argc > 1 && atoi(argv[1]) != i + 1) continue;
        fine = found(i, plants[i].plant, 60, &took);
        if (fine && found(i, NOTHING, 1, &ignored))
            fine = 0, printf("planted: %s fails without a plant\n", plants[i].target);
        printf("%2d %-8s %-45s %s %.2f s\n", i + 1, plants[i].target, plants[i].name, fine ? "found" : "NOT FOUND",
               took);
        passed += fine;
        failed += !fine;
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
