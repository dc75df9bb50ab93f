/* base.c: what the core stands on, where it ends: numbers at the edge of 64 bits, characters cut short or malformed,
 * spans in texts that were made of others.
 *
 * In: tables of bytes and what they are, written by hand. Out: each that is something else, then counts. */
#include "../src/base/arena.h"
#include "../src/base/decimal.h"
#include "../src/base/map.h"
#include "../src/lex/fold.h"
#include "../src/lex/lex.h"
#include "../src/rules/prose.h"
#include "memory.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static unsigned long passed, failed;

static void check(int holds, const char *what, const char *of)
{
    if (holds) passed++;
    else failed++;
    if (!holds) printf("tests/base.c: %s: %s\n", what, of);
}

/* ---- numbers ---- */

static void check_read(void)
{
    static const struct {
        const char *text;
        size_t read; /* 0: no number */
        int64_t digits;
        int scale;
    } table[] = {
        {"", 0, 0, 0},
        {"7", 1, 7, 0},
        {"/", 0, 0, 0},
        {":", 0, 0, 0},
        {"+", 0, 0, 0},
        {"-", 0, 0, 0},
        {"-:", 0, 0, 0},
        {"+7", 2, 7, 0},
        {"-7", 2, -7, 0},
        {"\xe2\x88\x92"
         "7",
         4, -7, 0}, /* U+2212 */
        {"\xe2\x88\x93"
         "7",
         0, 0, 0},
        {"\xe2\x89\x92"
         "7",
         0, 0, 0},
        {"\xe2\x88", 0, 0, 0},
        {"\xef\xbc\x8b\xef\xbc\x97", 6, 7, 0}, /* full-width + and 7 */
        {"\xef\xbc\x8d\xef\xbc\x97", 6, -7, 0},
        {"\xef\xbc\x90", 3, 0, 0},
        {"\xef\xbc\x99", 3, 9, 0},
        {"\xef\xbc\x8f", 0, 0, 0},
        {"\xef\xbc\x9a", 0, 0, 0},
        {"\xef\xbd\x90", 0, 0, 0},
        {"\xef\xbc", 0, 0, 0},
        {"7\xef\xbc", 1, 7, 0},
        {"12a", 2, 12, 0},
        {"1.5", 3, 15, 1},
        {"1.", 1, 1, 0},
        {"1.x", 1, 1, 0},
        {"1.5.5", 3, 15, 1},
        {"1\xef\xbc\x8e"
         "5",
         5, 15, 1},
        {"1\xef\xbd\x8e"
         "5",
         1, 1, 0},
        {"1,234", 5, 1234, 0},
        {"1,", 1, 1, 0},
        {"1,x", 1, 1, 0},
        {"1\xef\xbc\x8c"
         "234",
         7, 1234, 0},
        {"1.5,5", 3, 15, 1},
        {"007", 3, 7, 0},
        {"123456789012345678", 18, 123456789012345678, 0},
        {"1234567890123456789", 0, 0, 0},
        {"000000000000000000001", 21, 1, 0},
        {"0.000000000000000001", 20, 1, 18},
        {"0.0000000000000000001", 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t size = strlen(table[i].text);
        uint8_t *bytes = own(table[i].text, size);
        gknb_decimal value = {0, 0};
        size_t read = gk_read_decimal(bytes, size, &value);
        check(read == table[i].read && (!read || (value.digits == table[i].digits && value.scale == table[i].scale)),
              "a number is read otherwise", table[i].text);
        free(bytes);
    }
}

static void check_shift(void)
{
    static const struct {
        gknb_decimal value;
        int shift, fits;
        gknb_decimal due;
    } table[] = {
        {{15, 1}, 1, 1, {15, 0}},
        {{15, 1}, 2, 1, {150, 0}},
        {{15, 0}, -1, 1, {15, 1}},
        {{150, 1}, 0, 1, {15, 0}},
        {{1500, 1}, -1, 1, {15, 0}},
        {{0, 3}, 0, 1, {0, 0}},
        {{0, 0}, 4, 1, {0, 0}},
        {{INT64_MAX / 10, 0}, 1, 1, {INT64_MAX / 10 * 10, 0}},
        {{INT64_MAX / 10 + 1, 0}, 1, 0, {0, 0}},
        {{-(INT64_MAX / 10), 0}, 1, 1, {-(INT64_MAX / 10 * 10), 0}},
        {{-(INT64_MAX / 10) - 1, 0}, 1, 0, {0, 0}},
        {{7, 0}, -30, 1, {7, 30}},
        {{7, 0}, -31, 0, {0, 0}},
        {{7, 1}, -30, 0, {0, 0}},
        {{7, 18}, -12, 1, {7, 30}},
        {{7, 18}, -13, 0, {0, 0}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        gknb_decimal out = {0, 0};
        char shown[40];
        int fits = gk_shift_decimal(table[i].value, table[i].shift, &out);
        gknb_format_decimal(table[i].value, shown);
        check(fits == table[i].fits &&
                  (!fits || (out.digits == table[i].due.digits && out.scale == table[i].due.scale)),
              "a number is shifted otherwise", shown);
    }
}

static void check_add(void)
{
    static const struct {
        gknb_decimal a, b;
        int fits;
        gknb_decimal sum;
    } table[] = {
        {{1, 0}, {2, 0}, 1, {3, 0}},
        {{1, 0}, {-2, 0}, 1, {-1, 0}},
        {{15, 1}, {2, 0}, 1, {35, 1}},
        {{2, 0}, {15, 1}, 1, {35, 1}},
        {{INT64_MAX - 1, 0}, {1, 0}, 1, {INT64_MAX, 0}},
        {{INT64_MAX, 0}, {1, 0}, 0, {0, 0}},
        {{1 - INT64_MAX, 0}, {-1, 0}, 1, {-INT64_MAX, 0}},
        {{-INT64_MAX, 0}, {-1, 0}, 0, {0, 0}},
        {{INT64_MAX, 0}, {1, 1}, 0, {0, 0}},
        {{-INT64_MAX, 0}, {1, 1}, 0, {0, 0}},
        {{1, 1}, {INT64_MAX, 0}, 0, {0, 0}},
        {{1, 1}, {-INT64_MAX, 0}, 0, {0, 0}},
        {{0, 1}, {INT64_MAX / 10, 0}, 1, {INT64_MAX / 10 * 10, 1}},
        {{0, 1}, {-(INT64_MAX / 10), 0}, 1, {-(INT64_MAX / 10 * 10), 1}},
        {{0, 1}, {INT64_MAX / 10 + 1, 0}, 0, {0, 0}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        gknb_decimal sum = table[i].a, minus = table[i].b, back = table[i].a;
        char shown[40];
        int fits = gk_add_decimal(&sum, table[i].b), less;
        minus.digits = -minus.digits;
        less = gk_subtract_decimal(table[i].a, minus, &back);
        gknb_format_decimal(table[i].a, shown);
        check(fits == table[i].fits &&
                  (!fits || (sum.digits == table[i].sum.digits && sum.scale == table[i].sum.scale)),
              "numbers are added otherwise", shown);
        check(less == table[i].fits && (!less || (back.digits == sum.digits && back.scale == sum.scale)),
              "a negative number is not taken away as its opposite is added", shown);
    }
}

/* ---- characters ---- */

static void check_characters(void)
{
    static const struct {
        const char *bytes;
        unsigned size, ch; /* as it stands; 0xfffd: none */
    } table[] = {
        {"a", 1, 'a'},
        {"\xc2\xb7", 2, 0xb7},
        {"\xc2", 1, 0xfffd},
        {"\xc2q", 1, 0xfffd},
        {"\xc1\xb7", 1, 0xfffd},
        {"\xdf\xbf", 2, 0x7ff},
        {"\xe6\x94\xbf", 3, 0x653f},
        {"\xe6\x94", 1, 0xfffd},
        {"\xe6\x94q", 1, 0xfffd},
        {"\xe6q\xbf", 1, 0xfffd},
        {"\xef\xbf\xbd", 3, 0xfffd},
        {"\xf0\xa0\x80\x80", 1, 0xfffd},
        {"\x80", 1, 0xfffd},
        {"\xff", 1, 0xfffd},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t size = strlen(table[i].bytes);
        uint8_t *bytes = own(table[i].bytes, size), folded_size;
        gk_char_cursor c = {bytes, bytes + size, 0, 0};
        uint16_t folded;
        gk_char_look(&c);
        check(c.ch == table[i].ch && c.size == table[i].size, "a character is another", table[i].bytes);
        folded = gk_fold(bytes, bytes + size, &folded_size);
        check(folded_size == table[i].size && (table[i].ch != 0xfffd || !folded), "a character folds to another size",
              table[i].bytes);
        free(bytes);
    }
}

static void check_same(void)
{
    static const struct {
        const char *a, *b;
        int same;
    } table[] = {
        {"", "", 1},         {"总计", "总计", 1},     {"总 计", "总计", 1}, {"总计", "总 计", 1}, {"总计 ", " 总计", 1},
        {"总計", "总计", 1}, {"(总计)", "(总计)", 1}, {"总计", "总", 0},    {"总", "总计", 0},    {"总计", "总汁", 0},
        {"", "总", 0},       {"总", "", 0},           {" ", "", 1},         {"总计☆", "总计", 0}, {"总计 ☆", "总计", 0},
        {"☆", "", 0},        {"·", "、", 1},          {"总·", "总、", 1},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t size = strlen(table[i].a);
        uint8_t *a = own(table[i].a, size);
        check(gk_fold_same(a, a + size, table[i].b) == table[i].same, "two texts are not what they are", table[i].a);
        free(a);
    }
}

/* Blanks in a label: as many as the cap has, and one more. */
static void check_gap(void)
{
    for (size_t blanks = 0; blanks <= GK_MAX_LABEL_GAP + 1; blanks++) {
        char bytes[GK_MAX_LABEL_GAP + 8];
        gk_fold_cursor c;
        memset(bytes, ' ', sizeof bytes);
        bytes[blanks] = 'x';
        c.next = (const uint8_t *)bytes;
        c.end = c.next + blanks + 1;
        gk_fold_next(&c);
        check((c.next == c.end) == (blanks < GK_MAX_LABEL_GAP), "the gap in a label has another cap", "");
    }
}

/* ---- spans ---- */

/* The wordings that the lexer tells by their bytes: each is found there, and the machine reads the same, whatever
 * wording stands behind it. */
static void check_wordings(void)
{
    text both = {NULL, 0, 0};
    unsigned found = 0;
    for (unsigned w = 0; w < gk_wording_count; w++) {
        const uint8_t *p = (const uint8_t *)gk_wordings[w].text;
        const uint16_t *at = gk_wordings[w].size < GK_EXACT_BYTES ? gk_exact : &gk_exact[gk_exact_at[GK_EXACT_KEY(p)]];
        while (*at && *at != w + 1) at++;
        if (!*at) continue;
        found++;
        for (unsigned v = 0; v < gk_wording_count; v++) {
            const uint8_t *after;
            both.size = 0;
            text_format(&both, "%s%s", gk_wordings[w].text, gk_wordings[v].text);
            check(gk_label_at((const uint8_t *)both.at, (const uint8_t *)both.at + both.size, &after) ==
                          gk_wordings[w].label &&
                      after == (const uint8_t *)both.at + gk_wordings[w].size,
                  "the machine reads another label", text_of(&both));
        }
    }
    check(found > gk_wording_count / 2, "most wordings", "are told by their bytes");
    text_free(&both);
}

static void check_map(void)
{
    /* 10 bytes made of 20; 5 of 5; a gap; then one that goes on to the end */
    static const gknb_stretch runs[] = {{0, 100, 120}, {10, 120, 125}, {15, 200, 210}};
    static const gknb_stretch back[] = {{0, 100, 120}, {10, 50, 60}}; /* its second half stands before its first */
    static const gknb_span across = {5, 15};
    gknb_span made;
    static const struct {
        gknb_span text, due;
    } table[] = {
        {{0, 10}, {100, 120}},  {{0, 0}, {100, 100}},   {{5, 10}, {110, 120}},  {{10, 15}, {120, 125}},
        {{12, 13}, {122, 123}}, {{9, 11}, {118, 121}},  {{14, 16}, {124, 201}}, {{15, 20}, {200, 205}},
        {{15, 99}, {200, 210}}, {{99, 99}, {210, 210}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        gknb_span same = gk_map_span(NULL, 0, table[i].text);
        made = gk_map_span(runs, 3, table[i].text);
        check(made.start == table[i].due.start && made.end == table[i].due.end, "a span lies elsewhere", "");
        check(same.start == table[i].text.start && same.end == table[i].text.end, "without runs a span moves", "");
    }
    made = gk_map_span(back, 2, across);
    check(made.start == 110 && made.end == 110, "a span that ends before it begins is not", "empty");
}

static void check_arena(void)
{
    counter count;
    gknb_allocator allocator;
    gk_arena arena;
    memset(&count, 0, sizeof count);
    allocator = counting_allocator(&count);
    gk_arena_init(&arena, &allocator);
    check(!gk_arena_take_raw(&arena, (size_t)-1), "more memory than there is", "taken");
    check(!gk_arena_take(&arena, (size_t)-1 / 2 + 1), "more memory than there is", "taken and cleared");
    check(gk_arena_take(&arena, 16) != NULL, "a piece", "not given");
    count.fail_at = count.calls + 1;
    check(!gk_arena_take(&arena, 1 << 20), "a piece", "without memory");
    gk_arena_free(&arena);
    check(!count.live && !count.wrong, "a block", "is not given back");
}

/* ---- the norm ---- */

/* One token, and the label of that name. */
static void check_label(const char *id, size_t id_size, const char *wording, size_t size)
{
    counter count;
    gknb_allocator allocator;
    gk_arena arena;
    gk_tokens tokens;
    char shown[256];
    int holds;
    memset(&count, 0, sizeof count);
    memset(&tokens, 0, sizeof tokens);
    allocator = counting_allocator(&count);
    gk_arena_init(&arena, &allocator);
    holds = gk_lex(&arena, (const uint8_t *)wording, (uint32_t)size, &tokens) == GKNB_OK && tokens.count == 1 &&
            gk_token_kind(&tokens, 0) > GK_KIND_LABEL;
    if (holds) {
        const char *is = gk_labels[gk_token_kind(&tokens, 0) - GK_KIND_LABEL].id;
        holds = strlen(is) == id_size && !memcmp(is, id, id_size);
    }
    gk_arena_free(&arena);
    snprintf(shown, sizeof shown, "%.*s: %.*s", (int)id_size, id, (int)size, wording);
    check(holds, "SPEC.md has a wording that is not read", shown);
}

/* Every wording of the table of labels in SPEC.md is read as its label: what the tables of grammar/ lose is told. */
static void check_norm(void)
{
    text spec = {NULL, 0, 0};
    unsigned wordings = 0;
    const char *line, *next;
    if (!file_read("SPEC.md", &spec)) exit(2);
    for (line = strstr(text_of(&spec), "<!-- generated: labels"); line && strncmp(line, "<!-- end", 8); line = next) {
        const char *id = line + 3, *id_end, *at, *end = strchr(line, '\n');
        if (!end) break;
        next = end + 1;
        if (strncmp(line, "| `", 3)) continue;
        id_end = strchr(id, '`');
        at = strstr(strstr(id_end, " | ") + 3, " | ") + 3; /* behind the class */
        while (at < end) {
            size_t size = 0;
            while (at + size < end && at[size] != '|' && at[size] != ';') size++;
            if (size && at[size] == '|') size--; /* the blank before it */
            if (size) check_label(id, (size_t)(id_end - id), at, size);
            wordings += size != 0;
            at += size;
            while (at < end && strchr(" |;", *at)) at++;
        }
    }
    check(wordings > 100, "SPEC.md", "has no table of labels");
    text_free(&spec);
}

/* The lines of SPEC.md between the marks of a generated part, one after the other; `line` NULL begins. */
static const char *next_generated(const text *spec, const char *part, const char *line, const char **end)
{
    char mark[64];
    snprintf(mark, sizeof mark, "<!-- generated: %s ", part);
    if (!line && !(line = strstr(text_of(spec), mark))) return NULL;
    line = strchr(line, '\n') + 1;
    *end = strchr(line, '\n');
    return strncmp(line, "<!-- end", 8) != 0 ? line : NULL;
}

static uint16_t prose_character(const char *at, size_t size)
{
    const uint8_t *p = (const uint8_t *)at;
    gk_prose_cursor c = {p, p, p, p + size, 0, 0};
    gk_prose_step(&c);
    return c.ch;
}

/* Every character of SPEC.md is to labels what the first of its group is, and an ideograph to prose. */
static void check_folds(const text *spec)
{
    const char *line = NULL, *end, *first = NULL;
    unsigned folded = 0;
    while ((line = next_generated(spec, "folds", line, &end))) {
        size_t size = 0, first_size = 0;
        for (const char *p = line; p < end && *line != '`'; p += size) {
            uint8_t folded_size, whole;
            uint16_t ch = gk_fold((const uint8_t *)p, (const uint8_t *)end, &folded_size);
            char shown[8];
            size = folded_size;
            snprintf(shown, sizeof shown, "%.*s", (int)size, p);
            if (p == line || *p == ' ' || p[-1] == ' ') {
                first = p;
                first_size = size;
                continue;
            }
            folded++;
            check(ch == gk_fold((const uint8_t *)first, (const uint8_t *)end, &whole) &&
                      ((uint8_t)*first < 0xe4 || prose_character(p, size) == prose_character(first, first_size)),
                  "SPEC.md has a character that is not read as another", shown);
        }
    }
    check(folded > 300, "SPEC.md", "has no characters that are one");
}

/* The kind of the token that is the whole of a word, or else GK_PROSE_NOTHING. */
static unsigned prose_kind(unsigned condition, const char *word, size_t size)
{
    uint8_t *bytes = own(word, size);
    gk_prose_cursor c = {bytes, bytes, bytes, bytes + size, 0, 0};
    gk_prose_token token = {NULL, NULL, GK_PROSE_NOTHING, 0, 0, 0, 0};
    gk_prose_step(&c);
    if (!gk_prose_at((gk_prose_condition)condition, &c, &token) || token.end != bytes + size)
        token.kind = GK_PROSE_NOTHING;
    free(bytes);
    return token.kind;
}

/* Every word of SPEC.md is read whole, the words of one line alike and no others of their condition. */
static void check_words(const text *spec)
{
    static const char *const conditions[] = {"counts", "topics", "five", "six", "front", "body", "blank"};
    uint8_t taken[sizeof conditions / sizeof *conditions][GK_PROSE_WORDS] = {{0}};
    const char *line = NULL, *end;
    unsigned words = 0;
    while ((line = next_generated(spec, "prose", line, &end))) {
        unsigned condition = 0, kind = GK_PROSE_NOTHING;
        const char *at = line + 2;
        while (condition < 7 && strncmp(at, conditions[condition], strlen(conditions[condition])) != 0) condition++;
        if (condition == 7) continue;
        at = strstr(strstr(at, " | ") + 3, " | ") + 3; /* behind the name */
        while (at < end && *at != '|') {
            size_t size = 0;
            unsigned is;
            char shown[80];
            while (at[size] != ';' && at[size] != '|') size++;
            snprintf(shown, sizeof shown, "%s: %.*s", conditions[condition], (int)size, at);
            is = prose_kind(condition, at, at[size] == '|' ? size - 1 : size);
            if (kind == GK_PROSE_NOTHING && is < GK_PROSE_WORDS) {
                check(!taken[condition][is], "SPEC.md has a word that is read as one of another line", shown);
                taken[condition][is] = 1;
                kind = is;
            }
            check(is == kind && is != GK_PROSE_NOTHING, "SPEC.md has a word of prose that is not read", shown);
            words++;
            at += size;
            while (*at == ';' || *at == ' ') at++;
        }
    }
    check(words > 300, "SPEC.md", "has no words of prose");
}

int main(void)
{
    text spec = {NULL, 0, 0};
    if (!file_read("SPEC.md", &spec)) exit(2);
    check_folds(&spec);
    check_words(&spec);
    text_free(&spec);
    check_norm();
    check_read();
    check_shift();
    check_add();
    check_characters();
    check_same();
    check_gap();
    check_wordings();
    check_map();
    check_arena();
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
