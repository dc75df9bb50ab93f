/* fold.c: the folded alphabet and the label machine's rules. */
#include "mk.h"

#include <string.h>

#include "../../src/base/limits.h"

enum { BMP = 0x10000, BLANK = 0xffff };
static uint16_t canonical[BMP]; /* from folds.def: variant -> character; 0: itself */
static uint16_t folded[BMP];    /* what the lexer sees; 0: in no label */
enum { MAX_UNITS = 64 };
static struct {
    char *text, *unit, *power;
} units[MAX_UNITS];
static int unit_count;
static struct {
    char *text, *sign;
} changes[MAX_UNITS];
static int change_count;
static struct {
    char *name, *zh, *en;
} sayings[MAX_UNITS];
static int saying_count;
enum { MAX_BODIES = 32 };
static struct {
    char *text, *as;
} bodies[MAX_BODIES];
static int body_count;
static unsigned ordinals[10], mark, year_marks[2], garbled[4];
const char *heading_mark;
static const char *title_words;

unsigned next_char(const char **text)
{
    const unsigned char *p = (const unsigned char *)*text;
    unsigned c = *p;
    int size = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    *text += size;
    if (size == 1) return c;
    if (size == 2) return (c & 31) << 6 | (p[1] & 63);
    if (size == 3) return (c & 15) << 12 | (unsigned)(p[1] & 63) << 6 | (p[2] & 63);
    return 0xfffd;
}

unsigned canon(unsigned c) { return canonical[c] ? canonical[c] : c; }

void read_folds(const char *path)
{
    FILE *in = open_in(path);
    char *text;
    int line = 0;
    while ((text = read_line(in, &line))) {
        const char *base = word(&text);
        const char *variants = word(&text);
        unsigned to = next_char(&base);
        if (*base || !*variants) fail(path, line, "one character and its variants are due");
        while (*variants) {
            unsigned from = next_char(&variants);
            if (canonical[from]) fail(path, line, "U+%04X stands twice", from);
            if (from == to) fail(path, line, "U+%04X is its own variant", from);
            canonical[from] = (uint16_t)to;
        }
    }
    fclose(in);
}

int is_blank(unsigned c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xa0 || c == 0xad || (c >= 0x2000 && c <= 0x200d) ||
           c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x2060 || c == 0x3000 || c == 0xfeff ||
           c == 0x1e;
}

/* The wording as the machine sees it: canonical characters, no blanks. */
static int fold_text(const char *text, unsigned *out, int room)
{
    int count = 0;
    while (*text) {
        unsigned c = next_char(&text);
        if (is_blank(c)) continue;
        if (count == room) fail("labels.def", 0, "a wording of more than %d characters", room);
        out[count++] = canon(c);
    }
    return count;
}

void fold_wordings(void)
{
    unsigned a[128], b[128];
    for (int i = 0; i < wording_count; i++) {
        int n = fold_text(wordings[i].text, a, 128);
        for (int k = 0; k < n; k++) folded[a[k]] = (uint16_t)a[k];
        for (int j = 0; j < i; j++) {
            if (fold_text(wordings[j].text, b, 128) == n && !memcmp(a, b, (size_t)n * sizeof *a))
                fail("labels.def", 0, "“%s” (%s) and “%s” (%s) are the same to the lexer", wordings[j].text,
                     labels[wordings[j].label].id, wordings[i].text, labels[wordings[i].label].id);
        }
    }
    for (int k = 0, n = fold_text(title_words, a, 128); k < n; k++) folded[a[k]] = (uint16_t)a[k];
    for (int i = 0; i < 10; i++) folded[canon(ordinals[i])] = (uint16_t)canon(ordinals[i]);
    folded[canon(mark)] = (uint16_t)canon(mark);
    for (unsigned c = 0; c < BMP; c++)
        if (canonical[c]) folded[c] = folded[canonical[c]];
    for (unsigned c = 0; c < BMP; c++)
        if (is_blank(c)) folded[c] = BLANK;
}

void write_folds(FILE *out)
{
    int pages = 1, page_of[1024];
    for (unsigned p = 0; p < 1024; p++) {
        page_of[p] = 0;
        for (unsigned i = 0; i < 64; i++)
            if (folded[p << 6 | i]) page_of[p] = -1;
        if (page_of[p]) page_of[p] = pages++;
    }
    if (pages > 256) fail("folds.def", 0, "more than 255 pages: widen gk_fold_page");
    fputs("const uint8_t gk_fold_page[1024] = {", out);
    for (int p = 0; p < 1024; p++) fprintf(out, "%s%d,", p % 32 ? "" : "\n    ", page_of[p]);
    fprintf(out, "};\nconst uint16_t gk_fold_table[%d][64] = {\n    {0},\n", pages);
    for (unsigned p = 0; p < 1024; p++) {
        if (!page_of[p]) continue;
        fputs("    {", out);
        for (unsigned i = 0; i < 64; i++) fprintf(out, "%u,", folded[p << 6 | i]);
        fputs("},\n", out);
    }
    fputs("};\n\n", out);
}

/* The alternatives of a label's wordings, from the skip-th character on. */
static void put_wordings(FILE *out, int l, int skip)
{
    unsigned text[128];
    const char *between = "";
    for (int i = 0; i < wording_count; i++) {
        int n = fold_text(wordings[i].text, text, 128);
        if (wordings[i].label != l) continue;
        fprintf(out, "%s\"", between);
        for (int k = skip; k < n; k++) fprintf(out, "\\u%04x", text[k]);
        fputs("\"", out);
        between = "\n      | ";
    }
}

/* One rule a label, its wordings as alternatives: the machine then shares their tails. A heading is found under
 * any ordinal, and without one. */
void write_label_machine(const char *folder)
{
    FILE *out = open_out(folder, "labels.re");
    fputs("// Made by grammar/mk from labels.def: the wordings of each label, folded.\n", out);
    fputs("      ordinal = [", out);
    for (int i = 0; i < 10; i++) fprintf(out, "\\u%04x", canon(ordinals[i]));
    fprintf(out, "] \"\\u%04x\"?;\n", canon(mark));
    for (int l = 1; l < label_count; l++) {
        int section = labels[l].section != 0;
        fprintf(out, "      // %s\n      %s", labels[l].id, section ? "ordinal (" : "");
        put_wordings(out, l, section ? 2 : 0);
        fprintf(out, "%s { *after = c.past; return %d; }\n", section ? ")" : "", l);
        if (!section) continue;
        fputs("      ", out);
        put_wordings(out, l, 2);
        fprintf(out, " { *after = c.past; return GK_LABEL_BARE | %d; }\n", l);
    }
    fclose(out);
}

enum { EXACT_KEYS = 256, EXACT_BYTES = 6 };
#define EXACT_KEY(p) (((p)[1] * 5u + (p)[2] * 3u + (p)[4] + (p)[5] * 7u) % 256u)
#define TEXT_OF(macro) TEXT(macro)
#define TEXT(expanded) #expanded

/* A label that stands as it is worded is told by its bytes, where no longer wording can begin with it. */
static int is_exact(int w)
{
    unsigned a[128], b[128];
    int n = fold_text(wordings[w].text, a, 128);
    if (labels[wordings[w].label].section || strlen(wordings[w].text) < EXACT_BYTES) return 0;
    for (int i = 0; i < wording_count; i++)
        if (fold_text(wordings[i].text, b, 128) > n && !memcmp(a, b, (size_t)n * sizeof *a)) return 0;
    return 1;
}

void write_exact_names(FILE *out)
{
    fprintf(out, "enum { GK_EXACT_BYTES = %d };\n#define GK_EXACT_KEY(p) %s\n\n", EXACT_BYTES, TEXT_OF(EXACT_KEY(p)));
}

void write_exact(FILE *out)
{
    int at[EXACT_KEYS], count = 1;
    fputs("const uint16_t gk_exact[] = {0,", out);
    for (int key = 0; key < EXACT_KEYS; key++) {
        at[key] = 0;
        for (int i = 0; i < wording_count; i++) {
            const unsigned char *text = (const unsigned char *)wordings[i].text;
            if (!is_exact(i) || EXACT_KEY(text) != (unsigned)key) continue;
            if (!at[key]) at[key] = count;
            fprintf(out, "%d,", i + 1);
            count++;
        }
        if (!at[key]) continue;
        fputs("0,", out);
        count++;
    }
    fputs("};\nconst uint16_t gk_exact_at[] = {", out);
    for (int key = 0; key < EXACT_KEYS; key++) fprintf(out, "%d,", at[key]);
    fputs("};\n\n", out);
}

/* The wordings as texts are compared with them. */
void write_near(FILE *out)
{
    unsigned a[GK_MAX_NEAR];
    int at = 0;
    fputs("const uint16_t gk_near_chars[] = {", out);
    for (int i = 0; i < wording_count; i++)
        for (int k = 0, n = fold_text(wordings[i].text, a, GK_MAX_NEAR); k < n; k++) fprintf(out, "%u,", a[k]);
    fputs("};\nconst gk_near_wording gk_near_wordings[] = {\n", out);
    for (int i = 0; i < wording_count; i++) {
        int n = fold_text(wordings[i].text, a, GK_MAX_NEAR);
        fprintf(out, "    {%d, %d, ", at, n);
        for (int k = 0; k < n; k++) fprintf(out, "%sGK_NEAR_BIT(%u)", k ? "|" : "", a[k]);
        fputs("},\n", out);
        at += n;
    }
    fputs("};\n\n", out);
}

void read_words(const char *path)
{
    FILE *in = open_in(path);
    char *text, *closing;
    int line = 0;
    while ((text = read_line(in, &line))) {
        const char *what = word(&text);
        if (!strcmp(what, "unit")) {
            if (unit_count == MAX_UNITS) fail(path, line, "too many units");
            units[unit_count].text = copy(part(&text));
            units[unit_count].unit = copy(part(&text));
            units[unit_count++].power = copy(part(&text));
        } else if (!strcmp(what, "body")) {
            if (body_count == MAX_BODIES) fail(path, line, "too many words of bodies");
            bodies[body_count].text = copy(part(&text));
            bodies[body_count++].as = copy(part(&text));
        } else if (!strcmp(what, "change")) {
            if (change_count == MAX_UNITS) fail(path, line, "too many words of change");
            changes[change_count].text = copy(part(&text));
            changes[change_count++].sign = copy(part(&text));
        } else if (!strcmp(what, "ordinals")) {
            const char *rest = text;
            for (int i = 0; i < 10; i++) ordinals[i] = next_char(&rest);
        } else if (!strcmp(what, "mark")) {
            const char *rest = text;
            heading_mark = copy(text);
            mark = next_char(&rest);
        } else if (!strcmp(what, "say")) {
            if (saying_count == MAX_UNITS) fail(path, line, "too many words");
            sayings[saying_count].name = copy(part(&text));
            sayings[saying_count].zh = copy(part(&text));
            if ((closing = strrchr(text, '|')) && closing[-1] == ' ') closing[-1] = 0;
            sayings[saying_count++].en = copy(*text == ' ' ? text + 1 : text);
        } else if (!strcmp(what, "title")) {
            title_words = copy(text);
        } else if (!strcmp(what, "year")) {
            const char *rest = text;
            year_marks[0] = next_char(&rest);
            year_marks[1] = next_char(&rest);
        } else if (!strcmp(what, "garbled")) {
            const char *rest = text;
            for (int i = 0; i < 4; i++) garbled[i] = next_char(&rest);
        } else {
            fail(path, line, "no such line: %s", what);
        }
    }
    fclose(in);
}

/* The words of change that a number follows, or those that stand alone. */
static void put_changes(FILE *out, const char *name, int alone)
{
    const char *between = "";
    fprintf(out, "      %s = ", name);
    for (int i = 0; i < change_count; i++) {
        if (alone != !strcmp(changes[i].sign, "0")) continue;
        fprintf(out, "%s\"%s\"", between, changes[i].text);
        between = " | ";
    }
    fputs(";\n", out);
}

void write_words(FILE *tables, const char *folder)
{
    FILE *out;
    fputs("const gk_unit gk_units[] = {\n", tables);
    for (int i = 0; i < unit_count; i++)
        fprintf(tables, "    {\"%s\", \"%s\", %s},\n", units[i].text, units[i].unit, units[i].power);
    fprintf(tables, "};\nconst unsigned gk_unit_count = %d;\nconst gk_change gk_changes[] = {\n", unit_count);
    for (int i = 0; i < change_count; i++) fprintf(tables, "    {\"%s\", %s},\n", changes[i].text, changes[i].sign);
    fprintf(tables, "};\nconst unsigned gk_change_count = %d;\nconst uint16_t gk_ordinals[10] = {", change_count);
    for (int i = 0; i < 10; i++) fprintf(tables, "%u,", canon(ordinals[i]));
    fprintf(tables, "};\nconst uint16_t gk_ordinal_mark = %u;\nconst uint16_t gk_year_marks[2] = {%u, %u};\n\n",
            canon(mark), year_marks[0], year_marks[1]);
    fprintf(tables, "const uint16_t gk_garbled[4] = {%u, %u, %u, %u};\n", garbled[0], garbled[1], garbled[2],
            garbled[3]);
    fprintf(tables, "const char gk_title_words[] = \"%s\";\n", title_words);
    fputs("const gk_body_word gk_body_words[] = {\n", tables);
    for (int i = 0; i < body_count; i++) fprintf(tables, "    {\"%s\", \"%s\"},\n", bodies[i].text, bodies[i].as);
    fprintf(tables, "};\nconst unsigned gk_body_word_count = %d;\n", body_count);
    fputs("const char *const gk_words[][2] = {\n", tables);
    for (int i = 0; i < saying_count; i++) fprintf(tables, "    {\"%s\", \"%s\"},\n", sayings[i].zh, sayings[i].en);
    fputs("};\n\n", tables);
    out = open_out(folder, "units.re");
    fputs("// Made by grammar/mk from grammar/words.def.\n      unit = ", out);
    for (int i = 0; i < unit_count; i++) fprintf(out, "%s\"%s\"", i ? " | " : "", units[i].text);
    fputs(";\n", out);
    put_changes(out, "change", 0);
    put_changes(out, "unchanged", 1);
    fclose(out);
}

void write_word_names(FILE *out)
{
    fputs("enum {\n", out);
    for (int i = 0; i < saying_count; i++) fprintf(out, "    GK_WORD_%s,\n", sayings[i].name);
    fputs("    GK_WORDS\n};\n\n", out);
}
