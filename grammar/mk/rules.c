/* rules.c: the rule book: reads the blocks, expands equations over every form's fields, writes both. */
#include "mk.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

rule rules[MAX_RULES];
equation equations[MAX_EQUATIONS];
int terms[MAX_TERMS];
int rule_count, equation_count, term_count;

typedef struct {
    const char *key;
    size_t offset;
    int required;
} slot;

/* clang-format off */
#define SLOT(key, member, required) {key, offsetof(rule, member), required}
static const slot slots[] = {
    SLOT("clause", clause, 1),       SLOT("level", level, 1),         SLOT("each", each, 0),
    SLOT("assert", assertion, 0),    SLOT("needs", needs, 0),         SLOT("args", args, 0),
    SLOT("zh", zh, 1),
    SLOT("en", en, 1),               SLOT("title-zh", title_zh, 1),   SLOT("title-en", title_en, 1),
    SLOT("source-zh", source_zh, 1), SLOT("source-en", source_en, 1), SLOT("cure-zh", cure_zh, 1),
    SLOT("cure-en", cure_en, 1),     SLOT("good", good, 1),           SLOT("bad", bad, 1),
    SLOT("see-zh", see_zh, 0),       SLOT("see-en", see_en, 0),
};
/* clang-format on */

static char **slot_of(rule *r, const slot *s) { return (char **)(void *)((char *)r + s->offset); }

static void close_rule(void)
{
    rule *r;
    if (!rule_count) return;
    r = &rules[rule_count - 1];
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (slots[i].required && !*slot_of(r, &slots[i])) fail(r->file, r->line, "%s: no %s", r->id, slots[i].key);
}

void read_rules(const char *path)
{
    FILE *in = open_in(path);
    char *text;
    int line = 0;
    while ((text = read_line(in, &line))) {
        const char *key = word(&text);
        while (*text == ' ') text++;
        if (!strcmp(key, "rule")) {
            rule *r;
            close_rule();
            if (rule_count == MAX_RULES) fail(path, line, "too many rules");
            r = &rules[rule_count++];
            r->id = copy(word(&text));
            r->name = copy(word(&text));
            r->file = copy(path);
            r->line = line;
            for (int i = 0; i < rule_count - 1; i++)
                if (!strcmp(rules[i].id, r->id) || !strcmp(rules[i].name, r->name))
                    fail(path, line, "%s or %s is taken", r->id, r->name);
            continue;
        }
        for (size_t i = 0;; i++) {
            char **value;
            if (i == sizeof slots / sizeof *slots) fail(path, line, "no such key: %s", key);
            if (strcmp(slots[i].key, key)) continue;
            if (!rule_count) fail(path, line, "%s outside a rule", key);
            value = slot_of(&rules[rule_count - 1], &slots[i]);
            if (*value) fail(path, line, "%s stands twice", key);
            *value = copy(text);
            break;
        }
    }
    close_rule();
    fclose(in);
}

/* ---- equations ---- */

static void add_term(const rule *r, int of, const char *path, int addend)
{
    int found = find_field(of, path);
    if (found < 0) fail(r->file, r->line, "%s: form %s has no field %s", r->id, forms[of].id, path);
    if (term_count == MAX_TERMS) fail(r->file, r->line, "too many terms");
    terms[term_count++] = (found - forms[of].first_field) | (addend ? TERM_ADDEND : 0);
}

/* One side: paths joined by +; $ is the variable's value, {set} stands for each member. */
static int add_side(const rule *r, int of, const char *side, size_t size, const char *value)
{
    char text[512], *next;
    int first = term_count;
    if (size >= sizeof text) fail(r->file, r->line, "too long");
    memcpy(text, side, size);
    text[size] = 0;
    for (char *at = text; at; at = next) {
        char path[512], *brace;
        size_t n = 0;
        next = strchr(at, '+');
        if (next) *next++ = 0;
        for (const char *p = at; *p; p++) {
            if (*p == ' ') continue;
            if (*p == '$') {
                p++; /* one letter names the variable */
                n += (size_t)snprintf(path + n, sizeof path - n, "%s", value);
            } else {
                path[n++] = *p;
            }
        }
        path[n] = 0;
        brace = strchr(path, '{');
        if (!brace) {
            add_term(r, of, path, 1);
        } else {
            char whole[1024], name[64];
            char *end = strchr(brace, '}');
            const list *set;
            snprintf(name, sizeof name, "%.*s", (int)(end - brace - 1), brace + 1);
            set = find_set(of, name);
            if (!set) fail(r->file, r->line, "%s: no set %s", r->id, name);
            for (int i = 0; i < set->count; i++) {
                snprintf(whole, sizeof whole, "%.*s%s%s", (int)(brace - path), path, set->member[i], end + 1);
                add_term(r, of, whole, i == 0);
            }
        }
    }
    return term_count - first;
}

int add_sum(const char *file, int line, int of, const char *text)
{
    rule made = {0};
    int first = term_count;
    char whole[512], *next;
    made.file = copy(file);
    made.line = line;
    made.id = copy("count");
    snprintf(whole, sizeof whole, "%s", text);
    for (char *at = whole; at; at = next) { /* every field must be there */
        char path[512], *brace;
        next = strchr(at, '+');
        if (next) *next++ = 0;
        snprintf(path, sizeof path, "%s", word(&at));
        brace = strchr(path, '{');
        if (brace) {
            const list *set;
            char rest[256];
            snprintf(rest, sizeof rest, "%s", strchr(brace, '}') + 1);
            *strchr(brace, '}') = 0;
            if (!(set = find_set(of, brace + 1))) return 0;
            snprintf(brace, sizeof path - (size_t)(brace - path), "%s%s", set->member[0], rest);
        }
        if (find_field(of, path) < 0) return 0;
    }
    add_side(&made, of, text, strlen(text), "");
    return term_count - first;
}

static void add_equation(int index, int of, const char *value)
{
    rule *r = &rules[index];
    equation *e = &equations[equation_count];
    const char *equals = strstr(r->assertion, "==");
    if (!equals) fail(r->file, r->line, "%s: only == is known", r->id);
    if (equation_count++ == MAX_EQUATIONS) fail(r->file, r->line, "too many equations");
    e->rule = index;
    e->form = of;
    e->first_term = term_count;
    e->left = add_side(r, of, r->assertion, (size_t)(equals - r->assertion), value);
    e->right = add_side(r, of, equals + 2, strlen(equals + 2), value);
    r->forms |= 1u << of;
}

/* A rule applies wherever the fields it names exist. */
static int applies(const rule *r, int of)
{
    char key[64];
    size_t size = strcspn(r->assertion, ".");
    snprintf(key, sizeof key, "%.*s", (int)size, r->assertion);
    for (int t = 0; t < table_count; t++)
        if (tables[t].form == of && !strcmp(tables[t].key, key)) return 1;
    return 0;
}

/* The forms that have a cell whose path ends with what the rule needs. */
static unsigned forms_with(const rule *r, const char *end)
{
    unsigned with = 0;
    size_t want = strlen(end);
    for (int f = 0; f < form_count; f++)
        for (int i = forms[f].first_field; i < forms[f].first_field + forms[f].field_count; i++) {
            size_t size = strlen(fields[i].path);
            if (size > want && fields[i].path[size - want - 1] == '.' && !strcmp(fields[i].path + size - want, end))
                with |= 1u << f;
        }
    if (!with) fail(r->file, r->line, "%s: no form has %s", r->id, end);
    return with;
}

void expand_rules(void)
{
    for (int i = 0; i < rule_count; i++) {
        rule *r = &rules[i];
        if (!r->assertion) {
            r->forms = r->needs ? forms_with(r, r->needs) : (1u << form_count) - 1;
            continue;
        }
        for (int f = 0; f < form_count; f++) {
            const list *set;
            char name[64];
            if (!applies(r, f)) continue;
            if (!r->each) {
                add_equation(i, f, "");
                continue;
            }
            if (sscanf(r->each, "%*s in %63s", name) != 1) fail(r->file, r->line, "%s: each VAR in SET", r->id);
            if (!(set = find_set(f, name))) fail(r->file, r->line, "%s: no set %s", r->id, name);
            for (int m = 0; m < set->count; m++) add_equation(i, f, set->member[m]);
        }
    }
}

/* ---- writing ---- */

/* A template: {name} becomes \001 and the argument's place, from 1. */
static void put_template(FILE *out, const rule *r, const char *text)
{
    char made[2048];
    size_t n = 0;
    const char *args = r->args ? r->args : r->assertion ? "row column lhs rhs diff left right" : "";
    if (!text) {
        fputs("NULL", out);
        return;
    }
    for (const char *p = text; *p; p++) {
        char name[64], list_of[512], *rest = list_of, *arg;
        const char *end;
        int place = 1, found = 0;
        if (n + 3 > sizeof made) fail(r->file, r->line, "%s: too long", r->id);
        if (*p != '{') {
            made[n++] = *p;
            continue;
        }
        end = strchr(p, '}');
        if (!end) fail(r->file, r->line, "%s: { without }", r->id);
        snprintf(name, sizeof name, "%.*s", (int)(end - p - 1), p + 1);
        snprintf(list_of, sizeof list_of, "%s", args);
        for (; *(arg = word(&rest)); place++) {
            if (strcmp(arg, name)) continue;
            found = place;
        }
        if (!found) fail(r->file, r->line, "%s: no argument {%s}", r->id, name);
        made[n++] = 1;
        made[n++] = (char)found;
        p = end;
    }
    made[n] = 0;
    put_string(out, made);
}

static const char *level_name(const rule *r)
{
    static const char *const names[][2] = {{"note", "NOTE"}, {"warning", "WARNING"}, {"error", "ERROR"}};
    for (int i = 0; i < 3; i++)
        if (!strcmp(r->level, names[i][0])) return names[i][1];
    fail(r->file, r->line, "%s: level note, warning or error", r->id);
}

void write_rules(FILE *out)
{
    fputs("const gk_rule gk_rules[] = {\n", out);
    for (int i = 0; i < rule_count; i++) {
        const rule *r = &rules[i];
        fprintf(out, "    {{\"%s\", \"%s\", GKNB_LEVEL_%s, \"%s\", \"", r->id, r->name, level_name(r), r->clause);
        for (int f = 0, any = 0; f < form_count; f++)
            if (r->forms & 1u << f) fprintf(out, "%s%s", any++ ? " " : "", forms[f].id);
        fputs("\",\n      ", out);
        {
            const char *const texts[] = {r->title_zh, r->title_en, r->source_zh, r->source_en,
                                         r->cure_zh,  r->cure_en,  r->good,      r->bad};
            for (int k = 0; k < 8; k++) {
                put_string(out, texts[k]);
                fputs(k < 7 ? ",\n      " : "},\n     ", out);
            }
        }
        put_template(out, r, r->zh);
        fputs(",\n     ", out);
        put_template(out, r, r->en);
        fputs(",\n     ", out);
        put_string(out, r->see_zh);
        fputs(", ", out);
        put_string(out, r->see_en);
        fputs("},\n", out);
    }
    fputs("};\n\nconst uint16_t gk_terms[] = {", out);
    for (int i = 0; i < term_count; i++) fprintf(out, "%s%d,", i % 24 ? "" : "\n    ", terms[i]);
    fputs("\n};\n\nconst gk_equation gk_equations[] = {\n", out);
    for (int i = 0; i < equation_count; i++)
        fprintf(out, "    {%d, %d, %d, %d, %d},\n", equations[i].rule, equations[i].form, equations[i].first_term,
                equations[i].left, equations[i].right);
    fprintf(out, "};\nconst unsigned gk_equation_count = %d;\n", equation_count);
}
