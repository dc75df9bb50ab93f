/* reread.c: see reread.h. */
#include "reread.h"

#include <string.h>

int reread_utf8(const char *text, size_t size)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + size;
    while (p < end) {
        unsigned more = *p < 0x80                 ? 0
                        : *p >= 0xc2 && *p < 0xe0 ? 1
                        : *p >= 0xe0 && *p < 0xf0 ? 2
                        : *p >= 0xf0 && *p < 0xf5 ? 3
                                                  : 9;
        unsigned long code = more ? *p & (0x3f >> more) : *p;
        if (more == 9 || (size_t)(end - p) <= more) return 0;
        for (p++; more; more--, p++) {
            if ((*p & 0xc0) != 0x80) return 0;
            code = code << 6 | (*p & 0x3f);
        }
        if ((code >= 0xd800 && code < 0xe000) || code > 0x10ffff) return 0;
    }
    return 1;
}

/* ---- JSON ---- */

typedef struct {
    const char *at, *end;
    int depth;
    size_t states;
} json_text;

static void json_blanks(json_text *j)
{
    while (j->at < j->end && strchr(" \t\r\n", *j->at) && *j->at) j->at++;
}

static int json_word(json_text *j, const char *word)
{
    size_t size = strlen(word);
    if ((size_t)(j->end - j->at) < size || memcmp(j->at, word, size)) return 0;
    j->at += size;
    return 1;
}

static int json_string(json_text *j)
{
    if (!json_word(j, "\"")) return 0;
    for (; j->at < j->end && *j->at != '"'; j->at++) {
        if ((unsigned char)*j->at < ' ') return 0;
        if (*j->at != '\\') continue;
        if (++j->at == j->end || !*j->at || !strchr("\"\\/bfnrtu", *j->at)) return 0;
        for (int i = 0; *j->at == 'u' && i < 4; i++)
            if (j->end - j->at <= i + 1 || !strchr("0123456789abcdefABCDEF", j->at[i + 1])) return 0;
    }
    return json_word(j, "\"");
}

static int json_digits(json_text *j)
{
    const char *from = j->at;
    while (j->at < j->end && *j->at >= '0' && *j->at <= '9') j->at++;
    return j->at > from;
}

static int json_number(json_text *j)
{
    json_word(j, "-");
    if (!json_word(j, "0") && !json_digits(j)) return 0;
    return !json_word(j, ".") || json_digits(j);
}

static int json_value(json_text *j);

static int json_members(json_text *j, int object, const char *close)
{
    if (++j->depth > 64) return 0;
    json_blanks(j);
    if (!json_word(j, close)) do {
            json_blanks(j);
            if (object) {
                j->states += (size_t)(j->end - j->at) > 7 && !memcmp(j->at, "\"state\"", 7);
                if (!json_string(j)) return 0;
                json_blanks(j);
                if (!json_word(j, ":")) return 0;
            }
            if (!json_value(j)) return 0;
            json_blanks(j);
            if (json_word(j, close)) break;
        } while (json_word(j, ",") || (j->depth = 99, 0));
    return j->depth-- < 99;
}

static int json_value(json_text *j)
{
    json_blanks(j);
    if (json_word(j, "{")) return json_members(j, 1, "}");
    if (json_word(j, "[")) return json_members(j, 0, "]");
    if (j->at < j->end && *j->at == '"') return json_string(j);
    return json_word(j, "true") || json_word(j, "false") || json_word(j, "null") || json_number(j);
}

int reread_json(const char *text, size_t size, size_t *values, size_t *states)
{
    json_text j = {NULL, NULL, 0, 0};
    j.at = text;
    j.end = text + size;
    for (*values = 0;; ++*values) {
        json_blanks(&j);
        if (j.at == j.end) break;
        if (!json_value(&j)) return 0;
    }
    if (states) *states = j.states;
    return reread_utf8(text, size);
}

/* ---- tags ---- */

enum { TAGS_DEPTH = 64, TAG_NAME = 24 };

static int tags_open_ended(const char *name)
{
    static const char *const names[] = {"meta", "br", "col", "link", "hr", "img", "input", "wbr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name)) return 1;
    return 0;
}

/* An & begins an entity. */
static int tags_entity(const char *p, const char *end)
{
    const char *semicolon = (const char *)memchr(p, ';', (size_t)(end - p) < 12 ? (size_t)(end - p) : 12);
    return semicolon && semicolon > p + 1;
}

/* Behind the `>` of the tag at `p`, its name in `name`; NULL: it does not end. */
static const char *tags_tag(const char *p, const char *end, char *name, int *closed)
{
    size_t n = 0;
    char quote = 0;
    while (p < end && n + 1 < TAG_NAME && !strchr(" >/\n\t", *p)) name[n++] = *p++;
    name[n] = 0;
    for (; p < end && (quote || *p != '>'); p++) {
        if (quote && *p == '&' && !tags_entity(p, end)) return NULL;
        if (quote && *p == '<') return NULL;
        if (quote ? *p == quote : *p == '"' || *p == '\'') quote = quote ? 0 : *p;
    }
    *closed = p < end && p[-1] == '/';
    return p < end ? p + 1 : NULL;
}

int reread_tags(const char *text, size_t size, int html)
{
    static char open[TAGS_DEPTH][TAG_NAME];
    const char *p = text, *end = text + size;
    int depth = 0, raw = 0;
    while (p < end) {
        char name[TAG_NAME];
        int closed = 0, closing;
        if (!raw && *p == '&' && !tags_entity(p, end)) return 0;
        if (*p != '<' || (raw && (end - p < 2 || p[1] != '/'))) {
            if ((unsigned char)*p < ' ' && !strchr("\t\r\n", *p)) return 0;
            p++;
            continue;
        }
        if (end - p > 1 && (p[1] == '!' || p[1] == '?')) {
            p = (const char *)memchr(p, '>', (size_t)(end - p));
            if (!p) return 0;
            p++;
            continue;
        }
        closing = end - p > 1 && p[1] == '/';
        p = tags_tag(p + 1 + closing, end, name, &closed);
        if (!p) return 0;
        raw = 0;
        if (closing) {
            if (!depth || strcmp(open[--depth], name)) return 0;
        } else if (!closed && !(html && tags_open_ended(name))) {
            if (depth == TAGS_DEPTH) return 0;
            strcpy(open[depth++], name);
            raw = html && (!strcmp(name, "style") || !strcmp(name, "script"));
        }
    }
    return depth == 0 && reread_utf8(text, size);
}

/* ---- CSV and SQL ---- */

int reread_csv(const char *text, size_t size, size_t *records)
{
    size_t fields = 1, due = 0;
    int quoted = 0;
    *records = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '"' && quoted && i + 1 < size && text[i + 1] == '"') {
            i++;
        } else if (text[i] == '"') {
            quoted = !quoted;
            if (quoted ? i && text[i - 1] != ',' && text[i - 1] != '\n'
                       : i + 1 < size && text[i + 1] != ',' && text[i + 1] != '\r')
                return 0;
        } else if (text[i] == ',') fields += !quoted;
        else if (text[i] == '\n' && !quoted) {
            if (!i || text[i - 1] != '\r' || (due && fields != due)) return 0;
            due = fields;
            fields = 1;
            ++*records;
        }
    }
    return !quoted && fields == 1 && reread_utf8(text, size);
}

int reread_sql(const char *text, size_t size)
{
    int depth = 0, quoted = 0, begun = 0;
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (!quoted && c == '-' && i + 1 < size && text[i + 1] == '-' && !begun) {
            while (i + 1 < size && text[i + 1] != '\n') i++;
            continue;
        }
        if (!c) return 0;
        if (c == '\'') quoted = !quoted;
        if (quoted) continue;
        depth += (c == '(') - (c == ')');
        if (depth < 0 || (c == ';' && depth)) return 0;
        begun = c == ';' ? 0 : begun || !strchr(" \n\t\r", c);
    }
    return !quoted && !depth && !begun && reread_utf8(text, size);
}
