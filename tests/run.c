/* run.c: runs text cases (tests/README.md has the format).
 *
 * In: files of cases; a Markdown file's cases are its blocks fenced ```case. Out: what differs, then counts.
 *
 *     build/tests/run [--coverage] [--fast] FILE...    --coverage: every rule has its pair of cases; --fast: no laws
 *     build/tests/run --pairs FILE...                  the same, with the pairs
 *     build/tests/run --rules-off FILE...    each rule switched off in turn: a case must fail
 *     build/tests/run --bless FILE...                  draws the findings anew; the ids must be those that stand there
 *     build/tests/run --bless-ids FILE...              whatever the ids are */
#include <stdlib.h>
#include <string.h>

#include "laws.h"
#include "pairs.h"
#include "render.h"

typedef struct {
    const char *at;
    size_t size;
} part; /* of a file */

typedef struct {
    const char *file;
    unsigned line;
    part title, attributes, input, drawn,
        claims; /* claims: model:, header:, status:, verdict:, hidden:, follows: and tokens: lines */
} test;

enum { BLESS_NOT, BLESS_DRAWINGS, BLESS_IDS };
enum { CUT_BYTES = 400000 }; /* read of one case cut short: a template of 3 KB at every 13th byte, another 13th next */
static int bless, coverage, pairs, fast, rules_off;
static const char *off; /* the rule switched off, or NULL */
static unsigned long passed, failed;
static const char *templates = "tests/templates/";

/* ---- reading a file of cases ---- */

static part next_line(part *rest)
{
    const char *end = rest->size ? (const char *)memchr(rest->at, '\n', rest->size) : NULL;
    part line = {rest->at, end ? (size_t)(end - rest->at) : rest->size};
    size_t step = line.size + (end != NULL);
    rest->at += step;
    rest->size -= step;
    return line;
}

static int is(part line, const char *words) { return line.size == strlen(words) && !memcmp(line.at, words, line.size); }

static int begins(part line, const char *words)
{
    return line.size >= strlen(words) && !memcmp(line.at, words, strlen(words));
}

static int is_claim(part line)
{
    return is(line, "model:") || is(line, "header:") || begins(line, "status:") || begins(line, "verdict:") ||
           begins(line, "hidden:") || begins(line, "follows:") || begins(line, "tokens:");
}

/* ---- attributes ---- */

static size_t encode(uint32_t c, char *out)
{
    if (c < 0x80) return out[0] = (char)c, 1;
    if (c < 0x800) return out[0] = (char)(0xc0 | c >> 6), out[1] = (char)(0x80 | (c & 63)), 2;
    if (c < 0x10000)
        return out[0] = (char)(0xe0 | c >> 12), out[1] = (char)(0x80 | (c >> 6 & 63)), out[2] = (char)(0x80 | (c & 63)),
               3;
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 63));
    out[2] = (char)(0x80 | (c >> 6 & 63));
    out[3] = (char)(0x80 | (c & 63));
    return 4;
}

/* \n \r \t \\ \xNN \u{N} \N{text}: text N times. */
static void unescape(part in, text *out)
{
    for (size_t i = 0; i < in.size; i++) {
        char *after, bytes[4];
        if (in.at[i] != '\\' || i + 1 >= in.size) {
            text_add(out, in.at + i, 1);
            continue;
        }
        switch (in.at[++i]) {
        case 'n': text_puts(out, "\n"); break;
        case 'r': text_puts(out, "\r"); break;
        case 't': text_puts(out, "\t"); break;
        case 'x':
            bytes[0] = in.at[i + 1];
            bytes[1] = in.at[i + 2];
            bytes[2] = 0;
            bytes[0] = (char)strtoul(bytes, NULL, 16);
            text_add(out, bytes, 1);
            i += 2;
            break;
        case 'u':
            text_add(out, bytes, encode((uint32_t)strtoul(in.at + i + 2, &after, 16), bytes));
            i = (size_t)(after - in.at);
            break;
        case '0':
        case '1':
        case '2':
        case '3':
        case '4':
        case '5':
        case '6':
        case '7':
        case '8':
        case '9': {
            unsigned long n = strtoul(in.at + i, &after, 10);
            part inner = {after + 1, 0};
            text made = {NULL, 0, 0};
            while (inner.at[inner.size] != '}') inner.size++;
            unescape(inner, &made);
            while (n--) text_add(out, text_of(&made), made.size);
            text_free(&made);
            i = (size_t)(inner.at + inner.size - in.at);
            break;
        }
        default: text_add(out, in.at + i, 1); break;
        }
    }
}

typedef struct {
    gknb_options options;
    gknb_source source; /* evidence: of an adapter, as :source says; NULL: none */
    gknb_override overrides[9];
    char names[8][32], form[16];
    int ids;              /* only the ids of the findings are compared */
    text input, previous; /* last year's report */
    text wrong;           /* with the case itself */
} setup;

/* OLD -> NEW: both unescaped. */
static void split_arrow(part value, text *old, text *by)
{
    part left = value, right = {value.at + value.size, 0};
    for (size_t i = 0; i + 2 <= value.size; i++)
        if (!memcmp(value.at + i, "->", 2)) {
            left.size = i && value.at[i - 1] == ' ' ? i - 1 : i;
            right.at = value.at + i + 2;
            right.size = value.size - i - 2;
            if (right.size && *right.at == ' ') right.at++, right.size--;
            break;
        }
    unescape(left, old);
    unescape(right, by);
}

/* The one line that reads `line`: its offset; the size when there is none or are several. */
static size_t find_line(const text *in, const text *line, size_t from)
{
    size_t found = in->size, many = 0;
    for (size_t i = from; i < in->size; i++) {
        const char *end = (const char *)memchr(in->at + i, '\n', in->size - i);
        size_t length = end ? (size_t)(end - in->at) - i : in->size - i;
        if (length == line->size && !memcmp(in->at + i, text_of(line), length)) {
            found = i;
            many++;
        }
        i += length;
    }
    return many == 1 ? found : in->size;
}

static void splice(text *in, size_t from, size_t to, const text *by)
{
    text made = {NULL, 0, 0};
    text_add(&made, in->at, from);
    text_add(&made, text_of(by), by->size);
    text_add(&made, in->at + to, in->size - to);
    text_free(in);
    *in = made;
}

static size_t line_behind(const text *in, size_t at)
{
    const char *end = (const char *)memchr(in->at + at, '\n', in->size - at);
    return end ? (size_t)(end - in->at) + 1 : in->size;
}

/* The numbers in the lines behind a label's. */
static void set_row(setup *s, const text *label, text *numbers)
{
    size_t from = find_line(&s->input, label, 0), to;
    if (from == s->input.size) {
        text_format(&s->wrong, "no single line “%s”\n", text_of(label));
        return;
    }
    from = to = line_behind(&s->input, from);
    while (to < s->input.size) {
        size_t end = line_behind(&s->input, to), digits = strspn(s->input.at + to, "+-0123456789.");
        if (!digits || digits + 1 != end - to) break;
        to = end;
    }
    text_replace(numbers, " ", 1, "\n", 1, 0);
    if (numbers->size) text_puts(numbers, "\n");
    splice(&s->input, from, to, numbers);
}

static void edit(setup *s, part name, part value)
{
    text old = {NULL, 0, 0}, by = {NULL, 0, 0};
    split_arrow(value, &old, &by);
    if (begins(name, "replace")) {
        size_t n = name.size > 7 ? strtoul(name.at + 7, NULL, 10) : 0, found;
        found = text_replace(&s->input, text_of(&old), old.size, text_of(&by), by.size, n);
        if (found != 1 && !begins(name, "replace-all"))
            text_format(&s->wrong, "“%s” stands %zu times\n", text_of(&old), found);
    } else if (is(name, "row")) {
        set_row(s, &old, &by);
    } else if (is(name, "delete") || is(name, "cut")) {
        size_t from = find_line(&s->input, &old, 0), to = from == s->input.size ? from : line_behind(&s->input, from);
        text none = {NULL, 0, 0};
        if (is(name, "cut")) to = by.size ? find_line(&s->input, &by, to) : s->input.size;
        if (from == s->input.size) text_format(&s->wrong, "no single line “%s”\n", text_of(&old));
        else splice(&s->input, from, to, &none);
    } else if (is(name, "append")) {
        text_add(&s->input, text_of(&old), old.size);
    } else if (is(name, "prepend")) {
        splice(&s->input, 0, 0, &old);
    }
    text_free(&old);
    text_free(&by);
}

static void attribute(setup *s, part line)
{
    part name = {line.at + 1, 0}, value;
    while (name.size + 1 < line.size && name.at[name.size] != ' ') name.size++;
    value.at = name.at + name.size + (name.size + 1 < line.size);
    value.size = (size_t)(line.at + line.size - value.at);
    if (is(name, "template")) {
        text path = {NULL, 0, 0};
        text_format(&path, "%s%.*s.txt", templates, (int)value.size, value.at);
        if (!file_read(text_of(&path), &s->input)) text_format(&s->wrong, "cannot read %s\n", text_of(&path));
        text_free(&path);
    } else if (is(name, "escapes")) {
        text made = {NULL, 0, 0};
        part all = {text_of(&s->input), s->input.size};
        unescape(all, &made);
        text_free(&s->input);
        s->input = made;
    } else if (is(name, "form")) {
        snprintf(s->form, sizeof s->form, "%.*s", (int)value.size, value.at);
        s->options.form = s->form;
    } else if (is(name, "strict")) {
        s->options.strict = 1;
    } else if (is(name, "ids")) {
        s->ids = 1;
    } else if (is(name, "previous")) { /* what is made so far is last year's report */
        text_add(&s->previous, text_of(&s->input), s->input.size);
    } else if (is(name, "max-size")) {
        s->options.max_size = strtoul(value.at, NULL, 10);
    } else if (is(name, "no-newline")) {
        if (s->input.size) s->input.size--;
    } else if (is(name, "source")) {
        s->source.evidence = is(value, "pinyin") ? "declared" : "mended";
        s->source.pinyin = s->source.pinyin_start = is(value, "pinyin") ? 3 : 0;
    } else if (is(name, "level") && s->options.override_count < 8) {
        gknb_override *o = &s->overrides[s->options.override_count];
        char *name_of = s->names[s->options.override_count++], *equals;
        snprintf(name_of, sizeof *s->names, "%.*s", (int)value.size, value.at);
        equals = strchr(name_of, '=');
        o->id = name_of;
        for (int level = GKNB_LEVEL_OFF; equals && level <= GKNB_LEVEL_ERROR; level++)
            if (!strcmp(equals + 1, gknb_level_name((gknb_level)level))) o->level = (gknb_level)level;
        if (equals) *equals = 0;
        s->options.overrides = s->overrides;
    } else if (is(name, "replace") || begins(name, "replace-") || is(name, "row") || is(name, "delete") ||
               is(name, "cut") || is(name, "append") || is(name, "prepend")) {
        edit(s, name, value);
    } else {
        text_format(&s->wrong, "unknown attribute %.*s\n", (int)line.size, line.at);
    }
}

/* ---- one case ---- */

/* A claim of one word, as `status:`: what stands behind the colon is `is_now`. */
static void check_word(part line, const char *name, const char *is_now, text *wrong)
{
    size_t key = strlen(name);
    if (line.size == key + strlen(is_now) && !memcmp(line.at + key, is_now, line.size - key)) return;
    text_format(wrong, "%s is “%s”, not “%.*s”\n", name, is_now, (int)(line.size - key), line.at + key);
}

/* The kinds of some tokens in a row, with blanks between: they must stand so among those of the document. */
static void check_tokens(const gknb_report *report, part line, text *wrong)
{
    text dump = {NULL, 0, 0}, kinds = {NULL, 0, 0}, due = {NULL, 0, 0};
    dump_tokens(report, &dump);
    text_puts(&kinds, " ");
    for (part all = {text_of(&dump), dump.size}; all.size;) {
        part token = next_line(&all);
        size_t from = 0, to;
        for (to = 0; from < token.size && to < 2; from++) to += token.at[from] == ' ';
        for (to = from; to < token.size && token.at[to] != ' '; to++) {}
        text_add(&kinds, token.at + from, to - from);
        text_puts(&kinds, " ");
    }
    text_format(&due, " %.*s ", (int)(line.size - 8), line.at + 8);
    if (!strstr(text_of(&kinds), text_of(&due)))
        text_format(wrong, "no tokens%sin%s\n", text_of(&due), text_of(&kinds));
    text_free(&dump);
    text_free(&kinds);
    text_free(&due);
}

/* Each finding that follows from another, with that one, by their ids and lines. */
static void list_follows(const gknb_report *report, text *out)
{
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f, cause;
        gknb_place at = {0, 0, 0, 0}, of = {0, 0, 0, 0};
        gknb_get_finding(report, i, &f);
        if (f.group == i) continue;
        gknb_get_finding(report, f.group, &cause);
        gknb_locate(report, f.span.start, &at);
        gknb_locate(report, cause.span.start, &of);
        text_format(out, "%s%s %u from %s %u", out->size ? ", " : "", f.id, at.line, cause.id, of.line);
    }
}

static void check_claims(const gknb_report *report, gknb_status status, part claims, text *wrong)
{
    text model = {NULL, 0, 0}, said = {NULL, 0, 0};
    if (report) dump_model(report, &model);
    while (claims.size) {
        part line = next_line(&claims), rest, dumped;
        size_t key = 0;
        int held = 0, met = 0;
        while (line.size && (line.at[line.size - 1] == ' ' || line.at[line.size - 1] == '\r')) line.size--;
        if (!line.size || is(line, "model:") || is(line, "header:")) continue;
        if (begins(line, "status:")) {
            check_word(line, "status: ", gknb_status_text(status), wrong);
            continue;
        }
        if (report && begins(line, "verdict:")) {
            check_word(line, "verdict: ", gknb_verdict_name(gknb_get_verdict(report)), wrong);
            continue;
        }
        if (report && begins(line, "hidden:")) {
            text hidden = {NULL, 0, 0};
            text_format(&hidden, "%zu", gknb_findings_hidden(report));
            check_word(line, "hidden: ", text_of(&hidden), wrong);
            text_free(&hidden);
            continue;
        }
        if (report && begins(line, "follows:")) {
            text follows = {NULL, 0, 0};
            list_follows(report, &follows);
            check_word(line, "follows: ", follows.size ? text_of(&follows) : "none", wrong);
            text_free(&follows);
            continue;
        }
        if (report && begins(line, "tokens:")) {
            check_tokens(report, line, wrong);
            continue;
        }
        while (key < line.size && line.at[key] != ':') key++;
        rest.at = line.at + key + 1;
        rest.size = key < line.size ? line.size - key - 1 : 0;
        while (rest.size && *rest.at == ' ') rest.at++, rest.size--;
        for (part all = {text_of(&model), model.size}; all.size && !held;) {
            dumped = next_line(&all);
            if (dumped.size <= key || memcmp(dumped.at, line.at, key) || dumped.at[key] != ' ') continue;
            dumped.at += key;
            dumped.size -= key;
            while (dumped.size && *dumped.at == ' ') dumped.at++, dumped.size--;
            if (!met++) {
                said.size = 0;
                text_add(&said, dumped.at, dumped.size);
            }
            held = dumped.size == rest.size && !memcmp(dumped.at, rest.at, rest.size);
        }
        if (!held)
            text_format(wrong, "%.*s\n    is: %s\n", (int)line.size, line.at, met ? text_of(&said) : "(not there)");
    }
    text_free(&model);
    text_free(&said);
}

/* The case as one of a pair. What an adapter told is of the document, the options are not. */
static void note_case(const test *t, const setup *s, const text *ids)
{
    text where = {NULL, 0, 0}, input = {NULL, 0, 0}, options = {NULL, 0, 0};
    if (s->source.pinyin) text_puts(&input, "pinyin\n");
    else if (s->source.evidence) text_format(&input, "%s\n", s->source.evidence);
    text_add(&input, text_of(&s->input), s->input.size);
    text_format(&options, "%s %d %zu", s->form, s->options.strict, s->options.max_size);
    for (size_t i = 0; i < s->options.override_count; i++)
        text_format(&options, " %s=%d", s->overrides[i].id, (int)s->overrides[i].level);
    text_format(&where, "%s:%u", t->file, t->line);
    pairs_add(text_of(&where), &input, &s->previous, text_of(&options), ids);
    text_free(&where);
    text_free(&input);
    text_free(&options);
}

/* Every line that differs, with its sign. */
static void differ(part due, part is_now, text *out)
{
    while (due.size || is_now.size) {
        part a = next_line(&due), b = next_line(&is_now);
        if (a.size == b.size && !memcmp(a.at, b.at, a.size)) continue;
        if (a.size) text_format(out, "  - %.*s\n", (int)a.size, a.at);
        if (b.size) text_format(out, "  + %.*s\n", (int)b.size, b.at);
    }
}

/* With last year's report, which is gone before anything is shown. */
static gknb_status compare(gknb_report *report, const setup *s)
{
    gknb_report *previous;
    gknb_status status = gknb_parse(s->previous.at, s->previous.size, &s->options, &previous);
    if (status != GKNB_OK) return status;
    status = gknb_compare(report, previous);
    gknb_free(previous);
    return status;
}

/* Runs a case. `drawn` gets the drawing that is to stand in the file. */
static void run(const test *t, text *drawn)
{
    setup s;
    text now = {NULL, 0, 0}, ids = {NULL, 0, 0}, due_ids = {NULL, 0, 0}, wrong = {NULL, 0, 0};
    gknb_options with;
    gknb_report *report = NULL;
    gknb_status status;
    part now_part;
    int any = begins(t->drawn, "*\n"); /* whatever is found */
    memset(&s, 0, sizeof s);
    text_add(&s.input, t->input.at, t->input.size);
    for (part rest = t->attributes; rest.size;) attribute(&s, next_line(&rest));
    if (off) {
        gknb_override without = {off, GKNB_LEVEL_OFF};
        s.overrides[s.options.override_count++] = without; /* the last holds */
        s.options.overrides = s.overrides;
    }
    with = s.options;
    s.source.bytes = text_of(&s.input);
    s.source.size = s.input.size;
    s.source.container = "text";
    if (s.source.evidence) with.source = &s.source;
    status = gknb_parse(text_of(&s.input), s.input.size, &with, &report);
    if (status == GKNB_OK && s.previous.size) status = compare(report, &s);
    if (status == GKNB_OK) render_findings(report, &now);
    else report = NULL;
    now_part.at = text_of(&now);
    now_part.size = now.size;
    render_ids(now_part.at, now_part.size, &ids);
    render_ids(t->drawn.at, t->drawn.size, &due_ids);
    if (coverage && report) note_case(t, &s, &ids);
    if (!any && !text_same(&ids, &due_ids)) {
        text_format(&wrong, "findings are %s, due %s\n", ids.size ? text_of(&ids) : "none",
                    due_ids.size ? text_of(&due_ids) : "none");
        if (bless != BLESS_IDS) text_add(&wrong, text_of(&now), now.size);
    } else if (!any && !s.ids && !bless &&
               (now_part.size != t->drawn.size || memcmp(now_part.at, t->drawn.at, now_part.size))) {
        differ(t->drawn, now_part, &wrong);
    }
    if (!any && !s.ids && (bless == BLESS_IDS || (bless && text_same(&ids, &due_ids)))) {
        if (bless == BLESS_IDS) wrong.size = 0;
        text_add(drawn, text_of(&now), now.size);
    } else {
        text_add(drawn, t->drawn.at, t->drawn.size);
    }
    check_claims(report, status, t->claims, &wrong);
    if (status != GKNB_OK && !t->claims.size) text_format(&wrong, "%s\n", gknb_status_text(status));
    gknb_free(report);
    if (!bless && !fast && !rules_off)
        laws_check(text_of(&s.input), s.input.size, &s.options, CUT_BYTES, passed, &wrong);
    text_add(&s.wrong, text_of(&wrong), wrong.size);
    if (s.wrong.size && rules_off) {
        failed++;
    } else if (s.wrong.size) {
        printf("%s:%u: %.*s\n", t->file, t->line, (int)t->title.size, t->title.at);
        for (part rest = {text_of(&s.wrong), s.wrong.size}; rest.size;) {
            part line = next_line(&rest);
            printf("    %.*s\n", (int)line.size, line.at);
        }
        failed++;
    } else {
        passed++;
    }
    text_free(&now);
    text_free(&ids);
    text_free(&due_ids);
    text_free(&wrong);
    text_free(&s.input);
    text_free(&s.previous);
    text_free(&s.wrong);
}

/* ---- a file ---- */

static void extend(part *p, part line)
{
    if (!p->at) p->at = line.at;
    p->size = (size_t)(line.at + line.size - p->at) + 1;
}

static int ends_with(const char *name, const char *end)
{
    size_t a = strlen(name), b = strlen(end);
    return a >= b && !strcmp(name + a - b, end);
}

/* The case is whole: runs it; `made` gets the file up to the end of its drawing. */
static void finish(test *t, const char **copied, text *made)
{
    while (t->drawn.size > 1 && t->drawn.at[t->drawn.size - 1] == '\n' && t->drawn.at[t->drawn.size - 2] == '\n')
        t->drawn.size--;
    if (t->drawn.size == 1 && *t->drawn.at == '\n') t->drawn.size = 0;
    if (t->drawn.at) text_add(made, *copied, (size_t)(t->drawn.at - *copied));
    run(t, made);
    if (t->drawn.at) *copied = t->drawn.at + t->drawn.size;
    t->title.at = NULL;
}

static void run_file(const char *path)
{
    text file = {NULL, 0, 0}, made = {NULL, 0, 0};
    int markdown = ends_with(path, ".md"), fenced = !markdown;
    enum { IN_ATTRIBUTES, IN_INPUT, IN_DRAWN, IN_CLAIMS } where = IN_ATTRIBUTES;
    unsigned line_number = 0;
    const char *copied;
    part rest;
    test t;
    memset(&t, 0, sizeof t); /* a case is open while it has a title */
    if (!file_read(path, &file)) {
        printf("%s: cannot be read\n", path);
        failed++;
        return;
    }
    text_puts(&file, file.size && file.at[file.size - 1] != '\n' ? "\n" : "");
    copied = file.at;
    for (rest.at = file.at, rest.size = file.size; rest.size;) {
        part line = next_line(&rest);
        int fence = markdown && begins(line, "```");
        line_number++;
        if (t.title.at && (fence || begins(line, "=== "))) finish(&t, &copied, &made);
        if (fence) {
            fenced = !fenced && is(line, "```case");
        } else if (fenced && begins(line, "=== ")) {
            memset(&t, 0, sizeof t);
            t.file = path;
            t.line = line_number;
            t.title.at = line.at + 4;
            t.title.size = line.size - 4;
            where = IN_ATTRIBUTES;
        } else if (!t.title.at) {
            continue;
        } else if (where == IN_ATTRIBUTES && line.size && *line.at == ':') {
            extend(&t.attributes, line);
        } else if (where <= IN_INPUT && is(line, "---")) {
            where = IN_DRAWN;
            t.drawn.at = rest.at;
        } else if (where >= IN_DRAWN && is_claim(line)) {
            where = IN_CLAIMS;
            extend(&t.claims, line);
        } else {
            if (where == IN_ATTRIBUTES) where = IN_INPUT;
            extend(where == IN_INPUT ? &t.input : where == IN_DRAWN ? &t.drawn : &t.claims, line);
        }
    }
    if (t.title.at) finish(&t, &copied, &made);
    text_add(&made, copied, (size_t)(file.at + file.size - copied));
    if (bless && !text_same(&made, &file) && !file_write(path, &made)) printf("%s: cannot be written\n", path);
    text_free(&file);
    text_free(&made);
}

static void check_coverage(void)
{
    text lacking = {NULL, 0, 0};
    size_t with_pair = pairs_check(pairs, &lacking);
    passed += with_pair;
    failed += gknb_rule_count() - with_pair;
    fputs(text_of(&lacking), stdout);
    text_free(&lacking);
}

/* Switches each rule off in turn: a case of the files must fail then, or nobody would miss the rule. */
static void check_rules_off(char **files)
{
    unsigned long killed = 0, survivors = 0;
    for (size_t i = 0; i < gknb_rule_count(); i++) {
        gknb_rule rule;
        gknb_get_rule(i, &rule);
        off = rule.id;
        failed = 0;
        for (char **file = files; *file && !failed; file++)
            if (**file != '-') run_file(*file);
        if (failed) killed++;
        else survivors++, printf("%s %s is missed by no case\n", rule.id, rule.name);
    }
    passed = killed;
    failed = survivors;
}

int main(int argc, char **argv)
{
    int files = 0;
    for (int i = 1; i < argc; i++) rules_off |= !strcmp(argv[i], "--rules-off");
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--bless")) bless = BLESS_DRAWINGS;
        else if (!strcmp(argv[i], "--bless-ids")) bless = BLESS_IDS;
        else if (!strcmp(argv[i], "--coverage")) coverage = 1;
        else if (!strcmp(argv[i], "--pairs")) coverage = pairs = fast = 1;
        else if (!strcmp(argv[i], "--fast")) fast = 1;
        else if (!strcmp(argv[i], "--rules-off")) continue;
        else if (rules_off) files++;
        else run_file(argv[i]), files++;
    }
    if (!files) {
        fputs("use: run [--bless|--bless-ids] [--coverage] [--pairs] [--fast] [--rules-off] FILE...\n", stderr);
        return 2;
    }
    if (coverage) check_coverage();
    if (rules_off) check_rules_off(argv + 1);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
