/* parts.c: single parts of the core against tables written by hand, or against the same said in a plainer way: how near
 * a text is to the labels, what numerals come to, which names are of one body, how large a number is added up.
 *
 * Out: what is otherwise, then counts. */
#include <stdlib.h>
#include <string.h>

#include "../gen/parser.h"
#include "../src/base/decimal.h"
#include "../src/base/limits.h"
#include "../src/lex/fold.h"
#include "../src/lex/lex.h"
#include "../src/parse/items.h"
#include "../src/parse/near.h"
#include "../src/parse/fields.h"
#include "../src/rules/prose.h"
#include "../src/rules/years.h"
#include "memory.h"
#include "support.h"

static unsigned long passed, failed;

static void check(int holds, const char *what, const char *of)
{
    if (holds) passed++;
    else failed++;
    if (!holds) printf("tests/parts.c: %s: %s\n", what, of);
}

/* ---- how near a text is to the labels (SPEC S9-near) ---- */

enum { MOST_CHARACTERS = 200 };

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* The edit distance, by the whole table. */
static unsigned edits(const uint16_t *a, unsigned a_size, const uint16_t *b, unsigned b_size)
{
    static unsigned at[MOST_CHARACTERS + 1][MOST_CHARACTERS + 1];
    for (unsigned i = 0; i <= a_size; i++)
        for (unsigned k = 0; k <= b_size; k++)
            at[i][k] = !i   ? k
                       : !k ? i
                            : least(at[i - 1][k - 1] + (a[i - 1] != b[k - 1]), least(at[i - 1][k], at[i][k - 1]) + 1);
    return at[a_size][b_size];
}

static void check_near_text(const char *bytes, size_t size)
{
    uint8_t *own_bytes = own(bytes, size), *p = own_bytes, *end = p + size, folded;
    uint8_t distance[GK_LABELS], best[GK_LABELS] = {0}, due[GK_LABELS];
    uint16_t chars[MOST_CHARACTERS];
    unsigned count = 0;
    memset(distance, GK_NEAR_NONE, sizeof distance);
    memset(due, GK_NEAR_NONE, sizeof due);
    for (; p < end && count < MOST_CHARACTERS; p += folded) {
        uint16_t ch = gk_fold(p, end, &folded);
        if (ch != GK_FOLD_BLANK) chars[count++] = ch ? ch : 0xfffe;
        while (!ch && p + folded < end && (p[folded] & 0xc0) == 0x80) folded++; /* of four bytes */
    }
    for (unsigned w = 0; w < gk_wording_count && count && count <= GK_MAX_NEAR; w++) {
        const uint16_t *wording = gk_near_chars + gk_near_wordings[w].first;
        unsigned length = gk_near_wordings[w].size, longer = length > count ? length : count;
        unsigned label = gk_wordings[w].label, found = edits(chars, count, wording, length);
        if (count >= 4 && count < length && !memcmp(chars, wording, count * sizeof *chars)) found = 1;
        else if (found > longer * (unsigned)gk_settings.far / 100) continue;
        due[label] = (uint8_t)least(due[label], found * 100 / longer);
    }
    gk_near_text(own_bytes, end, distance, best, 7);
    for (unsigned label = 0; label < GK_LABELS; label++) {
        check(distance[label] == due[label], "a text is nearer or farther", bytes);
        check(best[label] == (due[label] == GK_NEAR_NONE ? 0 : 7), "the text that was nearest is another", bytes);
    }
    free(own_bytes);
}

static size_t character(const char *p) { return (uint8_t)*p < 0x80 ? 1 : (uint8_t)*p < 0xe0 ? 2 : 3; }

/* Every third wording with characters lost, put in and taken for others, from its beginning and from its end. */
static void check_near(void)
{
    text made = {NULL, 0, 0};
    for (unsigned w = 0; w < gk_wording_count; w += 3) {
        const char *shown = gk_wordings[w].text;
        size_t size = strlen(shown);
        for (size_t n = 0; n <= size; n += character(shown + n)) {
            check_near_text(shown, n);
            check_near_text(shown + n, size - n);
            for (unsigned how = 0; how < 4; how++) {
                made.size = 0;
                for (size_t i = 0; i < size; i += character(shown + i)) {
                    if (how == 0 && i < n) text_puts(&made, "☆");                    /* put in */
                    if (how > 1 && i < n) text_puts(&made, how == 2 ? "龘 " : "𠀀"); /* taken for another */
                    else text_add(&made, shown + i, character(shown + i));
                }
                if (how == 1) text_add(&made, shown, n); /* doubled */
                check_near_text(text_of(&made), made.size);
            }
        }
    }
    text_free(&made);
}

/* ---- numbers of prose ---- */

static void check_prose_value(void)
{
    static const struct {
        const char *text;
        int fits;
        int64_t digits;
        uint8_t scale, about, plain;
    } table[] = {
        {"5件", 1, 5, 0, 0, 1},
        {"５件", 1, 5, 0, 0, 1},
        {"1,234件", 1, 1234, 0, 0, 1},
        {"1.5件", 1, 15, 1, 0, 1},
        {"3万件", 1, 30000, 0, 0, 1},
        {"1.5万件", 1, 15000, 0, 0, 1},
        {"1.23456万件", 1, 123456, 1, 0, 1},
        {"2千件", 1, 2000, 0, 0, 1},
        {"2亿件", 1, 200000000, 0, 0, 1},
        {"2万亿件", 1, 2000000000000, 0, 0, 1},
        {"922337203685万件", 1, 9223372036850000, 0, 0, 1},
        {"922337203685477580件", 1, 922337203685477580, 0, 0, 1},
        {"922337203685477579万件", 0, 0, 0, 0, 0},
        {"9223372036854775.80千件", 1, 9223372036854775800, 0, 0, 1},
        {"9223372036854775.81千件", 0, 0, 0, 0, 0},
        {"9223372036854775807件", 0, 0, 0, 0, 0},
        {"0.123456789012件", 1, 123456789012, 12, 0, 1},
        {"0.1234567890123件", 1, 1234567890123, 13, 0, 1},
        {"0.12345678901234件", 0, 0, 0, 0, 0},
        {"近5件", 1, 5, 0, 1, 1},
        {"5余件", 1, 5, 0, 1, 1},
        {"超过5件", 1, 5, 0, 1, 1},
        {"5件以上", 1, 5, 0, 1, 1},
        {"5件左右", 1, 5, 0, 1, 1},
        {"〇件", 1, 0, 0, 0, 0},
        {"二件", 1, 2, 0, 0, 0},
        {"两件", 1, 2, 0, 0, 0},
        {"十件", 1, 10, 0, 0, 0},
        {"十九件", 1, 19, 0, 0, 0},
        {"二十件", 1, 20, 0, 0, 0},
        {"二十九件", 1, 29, 0, 0, 0},
        {"一百零三件", 1, 103, 0, 0, 0},
        {"三百二十九件", 1, 329, 0, 0, 0},
        {"一千二百三十四件", 1, 1234, 0, 0, 0},
        {"一万件", 1, 10000, 0, 0, 0},
        {"三十二万件", 1, 320000, 0, 0, 0},
        {"一万亿件", 1, 1000000000000, 0, 0, 0},
        {"一亿亿件", 1, 10000000000000000, 0, 0, 0},
        {"九百亿亿件", 1, 9000000000000000000, 0, 0, 0},
        {"九百三十亿亿件", 0, 0, 0, 0, 0},
        {"一亿亿亿件", 0, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t size = strlen(table[i].text);
        uint8_t *bytes = own(table[i].text, size);
        gk_prose_token token;
        gknb_decimal value = {0, 0};
        int fits;
        gk_prose_next(GK_PROSE_counts, bytes, bytes + size, &token);
        fits = token.kind == GK_PROSE_NUMBER && token.end == bytes + size && gk_prose_value(&token, &value);
        check(fits == table[i].fits && (!fits || (value.digits == table[i].digits && value.scale == table[i].scale &&
                                                  token.about == table[i].about && token.plain == table[i].plain)),
              "a number of prose is another", table[i].text);
        free(bytes);
    }
}

/* Where a token begins and ends, and whether something unknown stands before it. */
static void check_prose_next(void)
{
    static const struct {
        const char *before, *word, *behind;
        gk_prose_condition condition;
        unsigned gap;
    } table[] = {
        {"", "申请", "", GK_PROSE_counts, 0},      {"☆", "申请", "", GK_PROSE_counts, 1},
        {"é", "申请", "", GK_PROSE_counts, 1},     {"×", "申请", "×", GK_PROSE_counts, 1},
        {" \n", "申请", "", GK_PROSE_counts, 0},   {"", "申 请", "人", GK_PROSE_counts, 0},
        {"填", "××年", "", GK_PROSE_counts, 1},    {"填", "Ｘ×年", "", GK_PROSE_counts, 1},
        {"填", "XX年", "元", GK_PROSE_counts, 1},  {"某", "镇", "", GK_PROSE_body, 1},
        {"\xe4", "329件", "", GK_PROSE_counts, 1}, {"\xe4\xb8", "329件", "", GK_PROSE_counts, 1},
        {"\xc3", "329件", "", GK_PROSE_counts, 1}, {"申\xe8\xaf", "申请", "", GK_PROSE_counts, 1},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        text made = {NULL, 0, 0};
        uint8_t *bytes;
        gk_prose_token t;
        size_t from = strlen(table[i].before), to = from + strlen(table[i].word);
        text_format(&made, "%s%s%s", table[i].before, table[i].word, table[i].behind);
        bytes = own(text_of(&made), made.size);
        gk_prose_next(table[i].condition, bytes, bytes + made.size, &t);
        check(t.start == bytes + from && t.end == bytes + to && t.gap == table[i].gap, "a word of prose lies elsewhere",
              text_of(&made));
        if (t.end <= bytes + made.size) gk_prose_next(table[i].condition, t.end, bytes + made.size, &t);
        check(t.kind == GK_PROSE_NOTHING && t.start == bytes + made.size && t.end == t.start, "a word too many",
              text_of(&made));
        free(bytes);
        text_free(&made);
    }
}

/* ---- bodies ---- */

static void check_bodies(void)
{
    static const struct {
        const char *a, *b;
        int differ;
    } differ[] = {
        {"甲乙镇", "甲乙镇", 0},
        {"甲乙镇", "丙丁镇", 1},
        {"甲乙镇", "丙乙镇", 1},
        {"某某市甲乙镇", "甲乙镇", 0},
        {"甲乙镇", "某某县甲乙镇人民政府", 0},
        {"甲乙镇人民政府", "丙丁镇人民政府", 1},
        {"甲乙县", "丙丁县", 1},
        {"甲乙县", "丙丁县教育局", 1},
        {"甲乙县教育局", "甲乙县", 0},
        {"甲乙县", "丙丁镇", 0},
        {"丙丁镇", "甲乙县", 0},
        {"甲乙市", "丙丁县", 0},
        {"丙丁县", "甲乙市", 0},
        {"甲乙市", "丙丁市", 0},
        {"甲乙省", "丙丁省", 0},
        {"教育局", "民政局", 0},
        {"我县", "丙丁县", 0},
        {"丙丁县", "我县", 0},
        {"甲县", "乙县", 0},
        {"", "", 0},
        {"甲乙镇", "", 0},
    };
    static const struct {
        const char *name, *key;
    } keys[] = {
        {"甲乙县人民政府", "甲乙县"},
        {"甲乙县政府", "甲乙县"},
        {"甲乙县人民政府办公室", "甲乙县办"},
        {"甲乙县政府办公厅", "甲乙县办"},
        {"甲乙开发区管理委员会", "甲乙开发区"},
        {"甲乙开发区管委会", "甲乙开发区"},
        {"甲乙街道办事处", "甲乙街道"},
        {"甲乙街道", "甲乙街道"},
        {"办公室甲", "办甲"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof differ / sizeof *differ; i++)
        check(gk_bodies_differ(differ[i].a, differ[i].b) == differ[i].differ, differ[i].a, differ[i].b);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t due = strlen(keys[i].key);
        for (size_t room = 0; room <= due + 2; room++) {
            char *key = (char *)malloc(room ? room : 1), expected[64] = "";
            if (!key) exit(2);
            if (room) memcpy(expected, keys[i].key, due < room ? due : room - 1);
            check(gknb_body_key(keys[i].name, key, room) == due, "the key has another size", keys[i].name);
            check(!room || !strcmp(key, expected), "the key of a body is another", keys[i].name);
            free(key);
        }
    }
    check(gknb_body_key(NULL, NULL, 0) == 0, "the key of nobody", "is not empty");
}

/* ---- numbers of cells ---- */

static void check_item_value(void)
{
    static const struct {
        const char *text;
        int holds;
        int64_t value;
    } table[] = {
        {"0", 1, 0},
        {"7", 1, 7},
        {"-7", 1, -7},
        {"1000000000000000", 1, GK_MAX_ADDEND},
        {"-1000000000000000", 1, -GK_MAX_ADDEND},
        {"1000000000000001", 0, 0},
        {"-1000000000000001", 0, 0},
        {"1.5", 0, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        counter count;
        gknb_allocator allocator;
        gk_arena arena;
        gk_tokens tokens;
        uint32_t item = 0;
        uint16_t terminal = T_NUMBER;
        gk_items items = {&tokens, &item, &terminal, 1, GK_LAYOUT_LINES};
        gknb_report report;
        int64_t value = 1;
        int holds;
        memset(&count, 0, sizeof count);
        memset(&report, 0, sizeof report);
        allocator = counting_allocator(&count);
        gk_arena_init(&arena, &allocator);
        report.bytes = (const uint8_t *)table[i].text;
        report.size = (uint32_t)strlen(table[i].text);
        holds =
            gk_lex(&arena, report.bytes, report.size, &tokens) == GKNB_OK && gk_item_value(&report, &items, 0, &value);
        check(holds == table[i].holds && value == table[i].value, "a number of a cell is another", table[i].text);
        gk_arena_free(&arena);
    }
}

/* ---- tokens ---- */

/* The kinds of the tokens behind the label of a row, where the document ends. */
static void check_tokens(void)
{
    static const char before[] = "二、主动公开政府信息情况\n行政许可";
    static const struct {
        const char *text;
        unsigned count, kind[6];
    } table[] = {
        {"\n", 1, {GK_KIND_NEWLINE}},
        {"\n\n\n", 1, {GK_KIND_NEWLINE}},
        {"\n\n\n\n", 1, {GK_KIND_NEWLINE}},
        {"\n\n\n1", 2, {GK_KIND_NEWLINE, GK_KIND_NUMBER}},
        {"\n1\n\n\n\n", 3, {GK_KIND_NEWLINE, GK_KIND_NUMBER, GK_KIND_NEWLINE}},
        {"\n12\n3", 4, {GK_KIND_NEWLINE, GK_KIND_NUMBER, GK_KIND_NEWLINE, GK_KIND_NUMBER}},
        {"\n123\n", 3, {GK_KIND_NEWLINE, GK_KIND_NUMBER, GK_KIND_NEWLINE}},
        {"\n1234\n", 3, {GK_KIND_NEWLINE, GK_KIND_NUMBER, GK_KIND_NEWLINE}},
        {"\t1\t2 3", 6, {GK_KIND_TAB, GK_KIND_NUMBER, GK_KIND_TAB, GK_KIND_NUMBER, GK_KIND_BLANK, GK_KIND_NUMBER}},
        {" (甲)", 2, {GK_KIND_BLANK, GK_KIND_TEXT}},
        {"(甲)", 1, {GK_KIND_NOTE}},
        {"\n1(甲)", 3, {GK_KIND_NEWLINE, GK_KIND_NUMBER, GK_KIND_NOTE}},
        {"\n(甲)", 2, {GK_KIND_NEWLINE, GK_KIND_TEXT}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        counter count;
        gknb_allocator allocator;
        gk_arena arena;
        gk_tokens tokens;
        text made = {NULL, 0, 0};
        uint8_t *bytes;
        int holds;
        text_format(&made, "%s%s", before, table[i].text);
        bytes = own(text_of(&made), made.size);
        memset(&count, 0, sizeof count);
        allocator = counting_allocator(&count);
        gk_arena_init(&arena, &allocator);
        holds = gk_lex(&arena, bytes, (uint32_t)made.size, &tokens) == GKNB_OK && tokens.count == table[i].count + 3;
        for (unsigned k = 0; holds && k < table[i].count; k++)
            holds = gk_token_kind(&tokens, k + 3) == table[i].kind[k];
        check(holds, "tokens are others", table[i].text);
        gk_arena_free(&arena);
        free(bytes);
        text_free(&made);
    }
}

int main(void)
{
    check_near();
    check_prose_value();
    check_prose_next();
    check_bodies();
    check_item_value();
    check_tokens();
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
