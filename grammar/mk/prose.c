/* prose.c: the vocabulary of prose: its characters, its words by condition, what its counts must agree with. */
#include "mk.h"

#include <string.h>

enum {
    BMP = 0x10000,
    MAX_COUNTS = 100,
    MAX_WORDS = 100,
    MAX_CONDITIONS = 8,
    MAX_READINGS = 400,
    FIRST = 1u << 16,
    START = 1u << 24,
    ENDS = 1u << 25,
    ABOUT = 1u << 26
};

/* A character: in the low half what it is to prose, above it the conditions a word begins with it in, and START. */
static uint32_t chars[BMP];
static uint16_t variant_of[BMP];
static char *names[MAX_COUNTS + MAX_WORDS]; /* counts first: a word that is a count has its number */
static struct {
    char *zh, *en;
} counts[MAX_COUNTS];
static int count_count, name_count, condition_count;
static char *conditions[MAX_CONDITIONS];
static struct {
    int name, condition;
    char *text;
} wording_list[1200];
static int wording_number;
static struct {
    int count, form, first_term, terms;
} readings[MAX_READINGS];
static int reading_count;
static struct {
    char *text;
    int count, line;
} asked[MAX_COUNTS];
static struct {
    unsigned ch;
    int value, power;
} numerals[32];
static int numeral_count;
static const char *file;

static unsigned prose_char(unsigned c)
{
    if (variant_of[c]) return variant_of[c];
    return c >= 0x2e80 && c < 0xff00 && (c < 0x3000 || c > 0x303f) ? canon(c) : c; /* marks are not one in prose */
}

static int find_name(const char *name)
{
    for (int i = 0; i < name_count; i++)
        if (!strcmp(names[i], name)) return i;
    names[name_count] = copy(name);
    return name_count++;
}

static void add_wordings(int line, char *text)
{
    int name = find_name(part(&text));
    char *next;
    if (!condition_count) fail(file, line, "words outside a condition");
    for (; text; text = next) {
        const char *at;
        next = strchr(text, ';');
        if (next) *next++ = 0;
        while (*text == ' ') text++;
        at = text;
        if (!*text) fail(file, line, "an empty wording");
        wording_list[wording_number].name = name;
        wording_list[wording_number].condition = condition_count - 1;
        wording_list[wording_number++].text = copy(text);
        for (int first = 1; *at; first = 0) {
            unsigned c = prose_char(next_char(&at));
            chars[c] |= c;
            if (first) chars[c] |= FIRST << (condition_count - 1);
        }
    }
}

static void add_numeral(int line, char *text, int power)
{
    const char *ch = word(&text), *value = word(&text);
    if (numeral_count == 32) fail(file, line, "too many numerals");
    numerals[numeral_count].ch = next_char(&ch);
    chars[numerals[numeral_count].ch] |= numerals[numeral_count].ch;
    numerals[numeral_count].value = power ? 0 : value[0] - '0';
    numerals[numeral_count++].power = power ? value[0] - '0' : 0;
}

void read_prose(const char *path)
{
    FILE *in = open_in(path);
    char *text;
    int line = 0;
    file = path;
    while ((text = read_line(in, &line))) {
        const char *what = word(&text);
        if (!strcmp(what, "fold")) {
            const char *base = word(&text), *variants = word(&text);
            unsigned to = next_char(&base);
            while (*variants) variant_of[next_char(&variants)] = (uint16_t)to;
        } else if (!strcmp(what, "numeral") || !strcmp(what, "power")) {
            add_numeral(line, text, what[0] == 'p');
        } else if (!strcmp(what, "count")) {
            if (count_count == MAX_COUNTS || name_count != count_count) fail(path, line, "counts come first");
            find_name(part(&text));
            counts[count_count].zh = copy(part(&text));
            counts[count_count].en = copy(part(&text));
            asked[count_count].text = copy(text);
            asked[count_count].line = line;
            count_count++;
        } else if (!strcmp(what, "in")) {
            if (condition_count == MAX_CONDITIONS) fail(path, line, "too many conditions");
            conditions[condition_count++] = copy(word(&text));
        } else if (!strcmp(what, "words")) {
            add_wordings(line, text);
        } else if (!strcmp(what, "start") || !strcmp(what, "shapes") || !strcmp(what, "within") ||
                   !strcmp(what, "ends") || !strcmp(what, "about")) {
            const char *at = text;
            while (*at) {
                unsigned c = prose_char(next_char(&at));
                chars[c] |= c | (*what == 'w'     ? 0
                                 : *what == 'e'   ? ENDS
                                 : *what == 'a'   ? ABOUT
                                 : what[1] == 't' ? START
                                                  : FIRST << (condition_count - 1));
            }
        } else {
            fail(path, line, "no such line: %s", what);
        }
    }
    fclose(in);
}

/* The readings of every count, in every form that has their fields. */
void expand_prose(void)
{
    for (int i = 0; i < count_count; i++) {
        char *next, *text = asked[i].text;
        for (; text; text = next) {
            next = strchr(text, ';');
            if (next) *next++ = 0;
            for (int f = 0; f < form_count; f++) {
                int first = term_count, terms = add_sum(file, asked[i].line, f, text);
                if (!terms) continue;
                if (reading_count == MAX_READINGS) fail(file, asked[i].line, "too many readings");
                readings[reading_count].count = i + 1;
                readings[reading_count].form = f;
                readings[reading_count].first_term = first;
                readings[reading_count++].terms = terms;
            }
        }
    }
}

static void put_word(FILE *out, const char *text)
{
    fputs("\"", out);
    while (*text) fprintf(out, "\\u%04x", prose_char(next_char(&text)));
    fputs("\"", out);
}

static void write_words_of(const char *folder)
{
    FILE *out = open_out(folder, "prose_words.re");
    fputs("// Made by grammar/mk from grammar/prose.def: the words of each condition.\n", out);
    for (int c = 0; c < condition_count; c++) {
        for (int n = 0; n < name_count; n++) {
            const char *between = "";
            for (int i = 0; i < wording_number; i++) {
                if (wording_list[i].condition != c || wording_list[i].name != n) continue;
                if (!*between) fprintf(out, "      <%s> ", conditions[c]);
                fputs(between, out);
                put_word(out, wording_list[i].text);
                between = " | ";
            }
            if (*between) fprintf(out, " { WORD(GK_PROSE_%s) }\n", names[n]);
        }
    }
    fclose(out);
}

static void write_chars(FILE *out)
{
    int pages = 1, page_of[1024];
    for (unsigned c = 0; c < BMP; c++) {
        unsigned to = prose_char(c);
        if (to != c && chars[to]) chars[c] = chars[to];
        if (is_blank(c) || c == '*') chars[c] = 0xffff;
    }
    fputs("const uint16_t gk_prose_page[1024] = {", out);
    for (unsigned p = 0; p < 1024; p++) {
        unsigned bits = 0;
        page_of[p] = 0;
        for (unsigned i = 0; i < 64; i++) {
            uint32_t c = chars[p << 6 | i];
            if (c) page_of[p] = -1;
            bits |= (uint16_t)c == 0xffff ? 0x7f : c >> 16 & 0x7f;
            if (c & (START | ENDS)) bits |= 0x80;
        }
        if (page_of[p]) page_of[p] = pages++;
        fprintf(out, "%s%u,", p % 32 ? "" : "\n    ", (unsigned)page_of[p] | bits << 8);
    }
    if (condition_count > 7) fail(file, 0, "more than seven conditions: widen gk_prose_page");
    if (pages > 256) fail(file, 0, "more than 255 pages: widen gk_prose_page");
    fprintf(out, "};\nconst uint32_t gk_prose_table[%d][64] = {\n    {0},\n", pages);
    for (unsigned p = 0; p < 1024; p++) {
        if (!page_of[p]) continue;
        fputs("    {", out);
        for (unsigned i = 0; i < 64; i++) fprintf(out, "%u,", chars[p << 6 | i]);
        fputs("},\n", out);
    }
    fprintf(out, "};\nconst uint8_t gk_prose_first[%d][64] = {\n    {0},\n", pages);
    for (unsigned p = 0; p < 1024; p++) {
        if (!page_of[p]) continue;
        fputs("    {", out);
        for (unsigned i = 0; i < 64; i++) {
            uint32_t c = chars[p << 6 | i];
            fprintf(out, "%u,", (unsigned)(c >> 16 & 0x7f) | ((uint16_t)c == 0xffff ? 0x80u : 0));
        }
        fputs("},\n", out);
    }
    fputs("};\n", out);
}

void write_prose(FILE *out, const char *folder)
{
    write_words_of(folder);
    write_chars(out);
    fputs("const gk_numeral gk_numerals[] = {", out);
    for (int i = 0; i < numeral_count; i++)
        fprintf(out, "{%u, %d, %d}, ", numerals[i].ch, numerals[i].value, numerals[i].power);
    fprintf(out, "};\nconst unsigned gk_numeral_count = %d;\nconst char *const gk_counts[][2] = {\n    {\"\", \"\"},\n",
            numeral_count);
    for (int i = 0; i < count_count; i++) fprintf(out, "    {\"%s\", \"%s\"},\n", counts[i].zh, counts[i].en);
    fputs("};\nconst gk_reading gk_readings[] = {\n", out);
    for (int i = 0; i < reading_count; i++)
        fprintf(out, "    {%d, %d, %d, %d},\n", readings[i].count, readings[i].form, readings[i].first_term,
                readings[i].terms);
    fprintf(out, "};\nconst unsigned gk_reading_count = %d;\n", reading_count);
}

void write_prose_names(FILE *out)
{
    fputs("enum { /* words of prose; the first are counts */\n    GK_PROSE_NOTHING,\n", out);
    for (int i = 0; i < name_count; i++) {
        if (i == count_count) fputs("    GK_COUNTS,\n", out);
        fprintf(out, "    GK_PROSE_%s%s,\n", names[i], i == count_count ? " = GK_COUNTS" : "");
    }
    fputs("    GK_PROSE_WORDS\n};\n\nenum { /* bits of gk_prose_table */\n", out);
    for (int i = 0; i < condition_count; i++) fprintf(out, "    GK_PROSE_IN_%s = %u,\n", conditions[i], FIRST << i);
    fprintf(out, "    GK_PROSE_START = %u,\n    GK_PROSE_ENDS = %u,\n    GK_PROSE_ABOUT = %u\n};\n\n", START, ENDS,
            ABOUT);
}
