/* messages.c: what the program says of every token that cannot stand where it stands.
 *
 * In: lemon's tables, as the repair engine sees them. Of each form every stack of states that a document can lead to,
 * and every terminal that the parser refuses there, the end among them: a document with a line for each item, refused
 * by gk_drive and, where its lines lex to these items, by gknb_parse in strict mode. Out: of each message that it is
 * fit to be read; and all of them by class, as tests/messages.txt has them.
 *
 *     build/tests/messages            the test
 *     build/tests/messages --bless    writes the classes anew: read them
 *     build/tests/messages --all      prints every message, a line each */
#include <stdlib.h>
#include <string.h>

/* A parser of its own, whose tables are at hand, beside the library's. */
#define gk_drive messages_drive
#define gk_drive_once messages_drive_once
#define gk_repair messages_repair
#define gk_repair_apply messages_repair_apply
#define gk_lemon messages_lemon
#define gk_lemonAlloc messages_lemon_alloc
#define gk_lemonFree messages_lemon_free
#define gk_lemonInit messages_lemon_init
#define gk_lemonFinalize messages_lemon_finalize
#define gk_lemonFallback messages_lemon_fallback
#define gk_lemonTrace messages_lemon_trace
#define gk_lemonCoverage messages_lemon_coverage
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include "../gen/parser.c"

#include "memory.h"
#include "support.h"

#define CLASSES "tests/messages.txt"
#define WORDS "说明文字" /* a text */

enum {
    MOST_STACKS = 1024,
    MOST_PATH = 256,
    MOST_CLASSES = 512,
    MOST_COLUMNS = 190,
    MOST_TOLD = 20,
    LONG = 90 /* bytes: more of the document is cut */
};

static unsigned long passed, failed, pairs, lexed;
static int print_all;

/* ---- configurations ---- */

typedef struct {
    unsigned stack, before; /* before: the configuration it was first reached from */
    uint16_t terminal;      /* and by what */
} configuration;

typedef struct {
    repair_engine engine;
    gk_arena arena;
    const gk_form *form;
    int start; /* the form's terminal */
    configuration at[MOST_STACKS];
    unsigned count;
    unsigned long refused, behind, as_text; /* pairs: refused by the tables, by the builder, taken as text */
} machine;

static gknb_allocator allocator;
static counter counted;

static int is_form(unsigned terminal) { return terminal == T_FORM_2019 || terminal == T_FORM_2021; }

static void add_configuration(machine *m, unsigned stack, unsigned before, unsigned terminal)
{
    for (unsigned i = 0; i < m->count; i++)
        if (m->at[i].stack == stack) return;
    if (m->count == MOST_STACKS) {
        printf("messages: more than %d configurations\n", MOST_STACKS);
        exit(1);
    }
    m->at[m->count].stack = stack;
    m->at[m->count].before = before;
    m->at[m->count++].terminal = (uint16_t)terminal;
}

/* Breadth first, so that each is reached by the fewest terminals. */
static void find_configurations(machine *m, unsigned form)
{
    memset(m, 0, sizeof *m);
    gk_arena_init(&m->arena, &allocator);
    m->engine.arena = &m->arena;
    m->form = &gk_forms[form];
    m->start = GK_LABELS + (int)form;
    if (!repair_stacks_init(&m->engine)) exit(1);
    add_configuration(m, repair_move(&m->engine, REPAIR_BOTTOM, (unsigned)m->start), 0, 0);
    for (unsigned i = 0; i < m->count; i++)
        for (unsigned t = 1; t < YYNTOKEN; t++) {
            unsigned next = is_form(t) ? REPAIR_DEAD : repair_move(&m->engine, m->at[i].stack, t);
            if (next > REPAIR_ACCEPTED) add_configuration(m, next, i, t);
        }
}

/* ---- documents ---- */

typedef struct {
    text bytes;
    uint16_t kind[MOST_PATH];
    uint32_t start[MOST_PATH]; /* of the item's line */
    unsigned items;
} document;

static const char *words_of(const machine *m, unsigned terminal)
{
    switch (terminal) {
    case T_NUMBER: return "5";
    case T_NA: return "/";
    case T_BLANK: return "";
    case T_TEXT: return WORDS;
    default: return gk_label_text(m->form, terminal);
    }
}

static void add_item(const machine *m, document *d, unsigned terminal)
{
    d->kind[d->items] = (uint16_t)terminal;
    d->start[d->items++] = (uint32_t)d->bytes.size;
    text_format(&d->bytes, "%s\n", words_of(m, terminal));
}

/* A title and a heading, so that it is a report; the way to a configuration; one terminal more, unless `between` is 0;
 * and the one that is refused, unless it is the end. */
static void write_document(const machine *m, unsigned at, unsigned between, unsigned terminal, document *d)
{
    uint16_t path[MOST_PATH];
    unsigned length = 0;
    d->bytes.size = d->items = 0;
    add_item(m, d, T_TEXT);
    add_item(m, d, T_SECTION_1);
    for (; at; at = m->at[at].before) path[length++] = m->at[at].terminal;
    while (length) add_item(m, d, path[--length]);
    if (between) add_item(m, d, between);
    if (terminal) add_item(m, d, terminal);
}

/* The items of a document as they were meant: each the token its line begins with. */
static void make_items(gk_arena *arena, const document *d, const gk_tokens *tokens, gk_items *items)
{
    uint32_t token = 0;
    memset(items, 0, sizeof *items);
    items->tokens = tokens;
    items->item = (uint32_t *)gk_arena_take(arena, MOST_PATH * sizeof *items->item);
    items->terminal = (uint16_t *)gk_arena_take(arena, MOST_PATH * sizeof *items->terminal);
    if (!items->item || !items->terminal) exit(1);
    items->count = d->items;
    for (unsigned i = 0; i < d->items; i++) {
        while (token + 1 < tokens->count && gk_token_end(tokens, token) <= d->start[i]) token++;
        items->item[i] = token | (d->kind[i] == T_BLANK ? GK_ITEM_EMPTY : 0);
        items->terminal[i] = d->kind[i];
    }
}

/* The lines of the document lex to the items that were meant. */
static int lexes_so(gknb_report *report, const document *d)
{
    gk_survey survey;
    gk_items items;
    gk_survey_tokens(&report->tokens, report->bytes, &survey);
    if (gk_make_items(&report->arena, &report->tokens, report->bytes, report->form, &survey, &items) != GKNB_OK)
        exit(1);
    if (items.count != d->items || memcmp(items.terminal, d->kind, d->items * sizeof *d->kind) != 0) return 0;
    for (unsigned i = 0; i < d->items; i++)
        if (gk_item_span(&items, i).start != d->start[i]) return 0;
    return 1;
}

/* ---- one message ---- */

typedef struct {
    char words[2][2048]; /* by language */
    const char *id;
    gknb_span span, other; /* other: where else it points to */
} message;

static const char *name_of(const machine *m, unsigned terminal)
{
    if (!terminal) return "(end)";
    return terminal == T_BLANK ? "(blank)" : words_of(m, terminal);
}

static void read_message(const gknb_report *report, size_t index, message *said)
{
    gknb_finding f;
    gknb_related other = {{0, 0}, 0};
    gknb_get_finding(report, index, &f);
    said->id = f.id;
    said->span = f.span;
    if (f.related_count) gknb_get_related(report, index, 0, &other);
    said->other = other.span;
    for (int lang = 0; lang < 2; lang++)
        gknb_format_finding(report, index, (gknb_lang)lang, said->words[lang], sizeof said->words[lang]);
}

/* What gk_drive says of the last item of a document, or of its end. `*meant`: gknb_parse has the same items. */
static int drive(const machine *m, const document *d, message *said, int *meant)
{
    gknb_report report;
    gk_build build;
    gk_items items;
    memset(&report, 0, sizeof report);
    memset(&build, 0, sizeof build);
    report.allocator = allocator;
    gk_arena_init(&report.arena, &report.allocator);
    report.bytes = (const uint8_t *)d->bytes.at;
    report.size = (uint32_t)d->bytes.size;
    report.strict = 1;
    report.form = m->form;
    report.form_index = m->start - GK_LABELS;
    report.cell = (gk_cell *)gk_arena_take(&report.arena, m->form->field_count * sizeof *report.cell);
    report.section = (gk_section *)gk_arena_take(&report.arena, GK_MAX_SECTIONS * sizeof *report.section);
    if (!report.cell || !report.section) exit(1);
    if (gk_lex(&report.arena, report.bytes, report.size, &report.tokens) != GKNB_OK) exit(1);
    make_items(&report.arena, d, &report.tokens, &items);
    *meant = lexes_so(&report, d);
    build.report = &report;
    build.items = &items;
    build.form = m->form;
    gk_drive(&build, m->start);
    if (report.findings) read_message(&report, 0, said);
    gk_arena_free(&report.arena);
    return report.findings != 0;
}

/* gknb_parse, strict, says the same at the same place. */
static int parse_says(const machine *m, const document *d, const message *said)
{
    gknb_options options = {0};
    gknb_report *report;
    int same = 0;
    options.form = m->form->id;
    options.strict = 1;
    if (gknb_parse(d->bytes.at, d->bytes.size, &options, &report) != GKNB_OK) exit(1);
    for (size_t i = 0; i < gknb_finding_count(report) && !same; i++) {
        gknb_finding f;
        message now;
        gknb_get_finding(report, i, &f);
        if (strcmp(f.id, said->id) != 0 || f.span.start != said->span.start || f.span.end != said->span.end) continue;
        read_message(report, i, &now);
        same = !strcmp(now.words[0], said->words[0]) && !strcmp(now.words[1], said->words[1]);
    }
    gknb_free(report);
    return same;
}

/* ---- is it fit to be read ---- */

static size_t columns_of(const char *utf8)
{
    size_t columns = 0;
    for (; *utf8; utf8++) {
        unsigned char b = (unsigned char)*utf8;
        columns += (b & 0xc0) != 0x80;
        columns += b >= 0xe3 && b < 0xf0; /* wide */
    }
    return columns;
}

/* A name of the tables: capitals or a low dash; or a mark that a template left. */
static int has_inner_name(const char *words)
{
    for (const char *p = words; *p; p++) {
        if (strchr("_{}", *p) || (*p > 0 && *p < ' ')) return 1;
        if (p[0] >= 'A' && p[0] <= 'Z' && p[1] >= 'A' && p[1] <= 'Z') return 1;
    }
    return strstr(words, "state") != NULL || strstr(words, "token") != NULL;
}

static int quotes(const char *words, const char *what)
{
    char quoted[300];
    size_t size = strlen(what);
    if (size > LONG) snprintf(quoted, sizeof quoted, "“%.*s", LONG, what); /* it is cut */
    else snprintf(quoted, sizeof quoted, "“%s”", what);
    return strstr(words, quoted) != NULL;
}

/* The row under way, by its label or, where it is all of its table, by the table's name. */
static int names_row(const machine *m, const document *d, unsigned terminal, const char *words, int lang)
{
    unsigned i = d->items - (terminal != 0), label;
    const gk_form_row *after;
    while (i > 0 && d->kind[i - 1] >= GK_LABELS) i--;
    if (!i) return 0;
    label = d->kind[i - 1];
    after = &m->form->after[label];
    if (after->cells > gk_rows[after->row].columns) {
        const gk_table *table = &gk_tables[gk_rows[after->row].table];
        return quotes(words, lang == GKNB_LANG_ZH ? table->zh : table->en);
    }
    return quotes(words, gk_label_text(m->form, label));
}

/* The label fits there by itself; one before numbers, with a number behind it. */
static int may_stand(machine *m, unsigned at, unsigned label)
{
    unsigned behind = repair_move_plain(&m->engine, m->at[at].stack, label);
    if (behind <= REPAIR_ACCEPTED) return 0;
    return !m->form->after[label].cells || repair_move_plain(&m->engine, behind, T_NUMBER) > REPAIR_ACCEPTED;
}

/* Where a row is too short or too long, the row; else labels, at least one, that could have stood there, and no other
 * but what stands there. */
static int names_due(machine *m, unsigned at, const document *d, unsigned terminal, const message *said, int lang)
{
    const char *words = said->words[lang];
    unsigned named = 0;
    if (strcmp(said->id, "P103") != 0) return names_row(m, d, terminal, words, lang);
    for (unsigned label = 1; label < GK_LABELS; label++) {
        if (!quotes(words, gk_label_text(m->form, label))) continue;
        if (may_stand(m, at, label)) named++;
        else if (label != terminal) return 0;
    }
    return named > 0;
}

static int names_what_stands(const machine *m, unsigned terminal, const message *said, int lang)
{
    if (!terminal) return strstr(said->words[lang], gk_words[GK_WORD_END][lang]) != NULL;
    if (terminal == T_BLANK) return strstr(said->words[lang], gk_words[GK_WORD_EMPTY_CELL][lang]) != NULL;
    return quotes(said->words[lang], words_of(m, terminal));
}

static int is_inside(const document *d, gknb_span span) { return span.start <= span.end && span.end <= d->bytes.size; }

/* NULL, or what is wrong with it. */
static const char *judge(machine *m, unsigned at, const document *d, unsigned terminal, const message *said)
{
    uint32_t here = terminal ? d->start[d->items - 1] : (uint32_t)d->bytes.size;
    if (terminal == T_BLANK) here--; /* its token is the line break before it */
    for (int lang = 0; lang < 2; lang++) {
        const char *words = said->words[lang];
        if (!*words) return "an empty message";
        if (columns_of(words) > MOST_COLUMNS) return "longer than a sentence";
        if (has_inner_name(words)) return "a name of ours";
        if (!names_what_stands(m, terminal, said, lang)) return "does not say what stands there";
        if (!names_due(m, at, d, terminal, said, lang)) return "does not say what was due";
    }
    if (!is_inside(d, said->span) || !is_inside(d, said->other)) return "a place outside the document";
    if (said->span.start != here && said->other.start != here) return "another place";
    return NULL;
}

/* ---- classes ---- */

typedef struct {
    text key; /* id and both messages, with marks */
    text example;
    unsigned long count[2]; /* by form */
} class_of;

static class_of classes[MOST_CLASSES];
static unsigned class_count;

static const char *const class_marks[] = {"", "‹部分›", "‹条款›", "‹表头›", "‹组›", "‹行›", "‹断词›"};

/* The label whose wording in the form `p` begins with, the longest, or all that a message has of it; 0: none. */
static unsigned label_at(const machine *m, const char *p, size_t *size)
{
    unsigned found = 0;
    *size = 0;
    for (unsigned l = 1; l < GK_LABELS; l++) {
        const char *words = gk_label_text(m->form, l), *cut = gk_words[GK_WORD_CUT][GKNB_LANG_EN];
        size_t n = strlen(words);
        if (n > LONG && !strncmp(p, words, LONG) && strncmp(p, words, n) != 0) {
            for (n = (size_t)(strstr(p, cut) - p); !strncmp(p + n, cut, strlen(cut));) n += strlen(cut);
        } else if (strncmp(p, words, n) != 0) {
            continue;
        }
        if (n <= *size) continue;
        *size = n;
        found = l;
    }
    return found;
}

/* The message with marks for labels, texts and numbers; a table's name stays. */
static void add_masked(const machine *m, const char *p, text *out)
{
    size_t size;
    while (*p) {
        unsigned label = label_at(m, p, &size);
        const char *table = NULL;
        for (unsigned t = 0; t < gk_table_count && !table; t++)
            if (!strncmp(p, gk_tables[t].zh, strlen(gk_tables[t].zh))) table = gk_tables[t].zh;
        if (table) {
            size = strlen(table);
            text_add(out, p, size);
        } else if (label) {
            text_puts(out, class_marks[gk_names_row(m->form, label) ? GK_CLASS_row : gk_labels[label].label_class]);
        } else if (!strncmp(p, WORDS, strlen(WORDS))) {
            text_puts(out, "‹文字›");
            size = strlen(WORDS);
        } else if (*p >= '0' && *p <= '9') {
            text_puts(out, "‹数›");
            for (size = 1; p[size] >= '0' && p[size] <= '9';) size++;
        } else {
            size = 1;
            text_add(out, p, 1);
        }
        p += size;
    }
}

static void add_example(const machine *m, const document *d, unsigned terminal, const message *said, text *out)
{
    unsigned last = d->items - (terminal != 0), label = last;
    while (label > 1 && gk_is_cell(d->kind[label - 1])) label--;
    text_format(out, "%s: %s", m->form->id, words_of(m, d->kind[label - 1]));
    if (last > label) text_format(out, " 5 × %u", last - label);
    text_format(out, " → %s\n  %s\n  %s\n", name_of(m, terminal), said->words[0], said->words[1]);
}

static void classify(const machine *m, const document *d, unsigned terminal, const message *said)
{
    text key = {NULL, 0, 0};
    unsigned i = 0;
    text_format(&key, "%s ", said->id);
    add_masked(m, said->words[0], &key);
    text_puts(&key, "\n     ");
    add_masked(m, said->words[1], &key);
    while (i < class_count && !text_same(&classes[i].key, &key)) i++;
    if (i == MOST_CLASSES) {
        printf("messages: more than %d classes\n", MOST_CLASSES);
        exit(1);
    }
    if (i == class_count) {
        classes[class_count++].key = key;
        add_example(m, d, terminal, said, &classes[i].example);
    } else {
        text_free(&key);
    }
    classes[i].count[m->start - GK_LABELS]++;
}

static int by_count(const void *a, const void *b)
{
    const class_of *x = (const class_of *)a, *y = (const class_of *)b;
    unsigned long n = x->count[0] + x->count[1], k = y->count[0] + y->count[1];
    int ids = strncmp(text_of(&x->key), text_of(&y->key), 4);
    if (ids) return ids;
    if (n != k) return n > k ? -1 : 1;
    return strcmp(text_of(&x->key), text_of(&y->key));
}

static void write_classes(text *out)
{
    qsort(classes, class_count, sizeof *classes, by_count);
    for (unsigned i = 0; i < class_count; i++) {
        const class_of *c = &classes[i];
        text_format(out, "\n%s\n  %lu: %lu of 2019, %lu of 2021; as %s", text_of(&c->key), c->count[0] + c->count[1],
                    c->count[0], c->count[1], text_of(&c->example));
    }
}

/* ---- all of them ---- */

static void check_pair(machine *m, unsigned at, unsigned between, unsigned terminal)
{
    static document d;
    message said;
    const char *why = "nothing was said";
    int meant;
    memset(&said, 0, sizeof said);
    write_document(m, at, between, terminal, &d);
    pairs++;
    if (drive(m, &d, &said, &meant)) {
        why = judge(m, at, &d, terminal, &said);
        if (!why && meant && ++lexed && !parse_says(m, &d, &said)) why = "gknb_parse says something else";
        classify(m, &d, terminal, &said);
    }
    if (print_all) printf("%s %s | %s\n", said.id, said.words[0], said.words[1]);
    if (!why) passed++;
    else if (failed++ < MOST_TOLD)
        printf("messages: %s: form %s, %s behind %s:\n  %s\n  %s\n", why, m->form->id, name_of(m, terminal),
               name_of(m, d.kind[d.items - 1 - (terminal != 0)]), said.words[0], said.words[1]);
}

/* Behind the last number of a table the grammar would take another for prose; the builder does not. */
static void check_behind_table(machine *m, unsigned at)
{
    unsigned frame = repair_move(&m->engine, m->at[0].stack, T_TEXT);
    if (repair_move_plain(&m->engine, m->at[at].stack, T_NUMBER) != frame) return;
    check_pair(m, at, T_NUMBER, T_NUMBER);
    check_pair(m, at, T_NUMBER, T_NA);
    m->behind += 2;
}

static void check_form(machine *m, unsigned form, text *head)
{
    find_configurations(m, form);
    for (unsigned at = 0; at < m->count; at++) {
        check_behind_table(m, at);
        for (unsigned t = 0; t < YYNTOKEN; t++) {
            if (is_form(t)) continue;
            if (repair_move(&m->engine, m->at[at].stack, t) == REPAIR_DEAD) {
                m->refused++;
                check_pair(m, at, 0, t);
            } else if (t && yyFallback[t] && repair_move_plain(&m->engine, m->at[at].stack, t) == REPAIR_DEAD) {
                m->as_text++;
            }
        }
    }
    text_format(head,
                "form %s: %u configurations × %d tokens: %lu refused, %lu read as text; %lu more are refused behind a "
                "table\n",
                m->form->id, m->count, YYNTOKEN - (int)gk_form_count, m->refused, m->as_text, m->behind);
    gk_arena_free(&m->arena);
}

static const char head_text[] =
    "What is said of a token that cannot stand where it stands: every configuration of the parser (a stack of lemon's\n"
    "states that a document can lead to) with every token refused there, as build/tests/messages makes them. A class "
    "is\n"
    "a rule's message with marks for what is of the document: ‹部分› a section, ‹条款› the head of a block, ‹表头› a\n"
    "column head, ‹组› a group, ‹行› a row, ‹文字› text, ‹数› a number. Below it how many there are, and the first: "
    "what stands\n"
    "before → what is refused.\n"
    "\n"
    "The design of the recovery counted 26,864: 368 configurations of a grammar of one form, which had the sections "
    "in\n"
    "their order too, by 73 tokens, refused or not. Now the frame is free, which leaves fewer configurations, and two\n"
    "forms share the tokens; of the pairs only those refused have a message.\n"
    "\n";

int main(int argc, char **argv)
{
    static machine m;
    text out = {NULL, 0, 0}, due = {NULL, 0, 0};
    allocator = counting_allocator(&counted);
    print_all = argc > 1 && !strcmp(argv[1], "--all");
    text_puts(&out, head_text);
    for (unsigned form = 0; form < gk_form_count; form++) check_form(&m, form, &out);
    text_format(&out, "together: %lu messages in %u classes\n", pairs, class_count);
    write_classes(&out);
    if (argc > 1 && !strcmp(argv[1], "--bless")) {
        if (!file_write(CLASSES, &out)) return 1;
    } else if (!file_read(CLASSES, &due) || !text_same(&out, &due)) {
        failed++;
        puts("messages: " CLASSES " has other classes; --bless writes them, git diff shows them");
    } else {
        passed++;
    }
    printf("%lu messages, %lu of them of documents whose lines lex so\n%lu passed, %lu failed\n", pairs, lexed, passed,
           failed);
    text_free(&out);
    text_free(&due);
    return failed != 0;
}
