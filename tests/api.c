/* api.c: the public interface, as a caller uses it and as a caller misuses it.
 *
 * In: the 柴桑区 report of corpus/ and the figures copied from it by hand. Out: each promise of gknb.h that is not
 * kept, then counts. */
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "figures.h"
#include "laws.h"

static unsigned long passed, failed;
static text document; /* the report */

#define CHECK(holds, ...) check_one((holds) != 0, __LINE__, __VA_ARGS__)

static void __attribute__((format(printf, 3, 4))) check_one(int holds, int line, const char *format, ...)
{
    va_list list;
    if (holds) {
        passed++;
        return;
    }
    failed++;
    printf("tests/api.c:%d: ", line);
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
    printf("\n");
}

static gknb_report *parse(const char *bytes, size_t size, const gknb_options *options)
{
    gknb_report *report = NULL;
    gknb_status status = gknb_parse(bytes, size, options, &report);
    CHECK(status == GKNB_OK, "parsing is %s", gknb_status_text(status));
    if (status != GKNB_OK) exit(1);
    return report;
}

static gknb_report *parse_document(void) { return parse(text_of(&document), document.size, NULL); }

/* ---- the report of 柴桑区 ---- */

static int is_span(const gknb_report *report, gknb_span span, const char *due)
{
    return span.end - span.start == strlen(due) && !memcmp(gknb_bytes(report, NULL) + span.start, due, strlen(due));
}

static int has_finding(const gknb_report *report, const char *id, const char *at)
{
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        if (!strcmp(f.id, id) && (!at || is_span(report, f.span, at))) return 1;
    }
    return 0;
}

static void check_header(const gknb_report *report)
{
    static const char *const titles[] = {"总体情况",
                                         "主动公开政府信息情况",
                                         "收到和处理政府信息公开申请情况",
                                         "政府信息公开行政复议、行政诉讼情况",
                                         "存在的主要问题及改进情况",
                                         "其他需要报告的事项"};
    gknb_header h;
    gknb_get_header(report, &h);
    CHECK(h.form && !strcmp(h.form, "2021"), "form is %s", h.form ? h.form : "none");
    CHECK(h.layout && !strcmp(h.layout, "lines"), "layout is %s", h.layout ? h.layout : "none");
    CHECK(h.issuer && !strcmp(h.issuer, "九江市柴桑区人民政府办公室"), "issuer is %s", h.issuer ? h.issuer : "none");
    CHECK(h.year == 2023 && is_span(report, h.year_span, "2023年度"), "year is %d", h.year);
    CHECK(h.from.year == 2023 && h.from.month == 1 && h.from.day == 1, "the period begins otherwise");
    CHECK(h.to.year == 2023 && h.to.month == 12 && h.to.day == 31, "the period ends otherwise");
    CHECK(h.published.year == 2024 && h.published.month == 1 && h.published.day == 22, "published on another day");
    CHECK(gknb_section_count(report) == 6, "%zu sections", gknb_section_count(report));
    for (size_t i = 0; i < gknb_section_count(report) && i < 6; i++) {
        gknb_section s;
        gknb_get_section(report, i, &s);
        CHECK(s.number == (int)i + 1 && !strcmp(s.title, titles[i]), "section %zu is %d %s", i, s.number, s.title);
    }
}

static void check_figures(const gknb_report *report)
{
    static figure due[FIGURES];
    figures_read("chaisang-2023", due);
    CHECK(gknb_cell_count(report) == FIGURES, "%zu cells", gknb_cell_count(report));
    for (size_t i = 0; i < FIGURES && i < gknb_cell_count(report); i++) {
        char value[40] = "";
        gknb_cell c;
        size_t size;
        const uint8_t *raw = gknb_get_raw(report, i, &size);
        gknb_get_cell(report, i, &c);
        if (c.has_value) gknb_format_decimal(c.value, value);
        CHECK(!strcmp(c.row_path, due[i].path) && c.state == GKNB_STATE_GIVEN && !strcmp(value, due[i].value),
              "%s is %s %s, due %s", c.path, gknb_state_name(c.state), value, due[i].value);
        CHECK(size == strlen(value) && !memcmp(raw, value, size), "%s: raw is %.*s", c.path, (int)size,
              (const char *)raw);
        CHECK(is_span(report, c.span, value), "%s: the span is another", c.path);
        CHECK(gknb_find_cell(report, c.path) == i, "%s is not found", c.path);
        CHECK(!c.has_inferred && !c.alternative_count, "%s has other readings", c.path);
    }
    CHECK(gknb_find_cell(report, "requests.new.nobody") == (size_t)-1, "a cell of no path");
}

static void check_verdict(const gknb_report *report)
{
    CHECK(gknb_get_verdict(report) == GKNB_VERDICT_CONFORMS, "the verdict is another");
    CHECK(has_finding(report, "L101", "现行有效件"), "现行有效件 is not noted");
    CHECK(!has_finding(report, "T301", NULL) && !has_finding(report, "T302", NULL) &&
              !has_finding(report, "T303", NULL) && !has_finding(report, "T401", NULL),
          "an identity is said not to hold");
}

static void check_chaisang(void)
{
    gknb_report *report = parse_document();
    size_t size;
    check_header(report);
    check_figures(report);
    check_verdict(report);
    CHECK(gknb_bytes(report, &size) == (const uint8_t *)text_of(&document) && size == document.size, "other bytes");
    gknb_free(report);
}

/* ---- memory, damage, threads ---- */

static void dump(const gknb_report *report, text *out)
{
    dump_model(report, out);
    dump_findings(report, out);
}

/* Every allocation fails once, or it and every later one: no memory, or the same result; no block is left. */
static void check_memory(const char *bytes, size_t size)
{
    text due = {NULL, 0, 0}, now = {NULL, 0, 0};
    gknb_report *report = parse(bytes, size, NULL);
    dump(report, &due);
    gknb_free(report);
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        for (size_t n = 1, calls = n; calls >= n; n++) {
            counter count;
            gknb_allocator allocator = counting_allocator(&count);
            gknb_options options = {0};
            gknb_status status;
            memset(&count, 0, sizeof count);
            count.fail_at = n;
            count.for_ever = for_ever;
            options.allocator = &allocator;
            report = NULL;
            status = gknb_parse(bytes, size, &options, &report);
            if (status == GKNB_OK) {
                now.size = 0;
                dump(report, &now);
                CHECK(text_same(&due, &now), "another result when allocation %zu fails", n);
                gknb_free(report);
            } else {
                CHECK(status == GKNB_NO_MEMORY && !report, "%s when allocation %zu fails", gknb_status_text(status), n);
            }
            CHECK(!count.live && !count.bytes && !count.wrong, "blocks are left when allocation %zu fails", n);
            calls = count.calls;
        }
    }
    text_free(&due);
    text_free(&now);
}

/* Cut at every byte: tokens tile, spans lie inside, verdicts follow from findings. */
static void check_cuts(void)
{
    text broken = {NULL, 0, 0};
    laws_check(text_of(&document), document.size, NULL, (size_t)-1, 0, &broken);
    CHECK(!broken.size, "%s", text_of(&broken));
    text_free(&broken);
}

static void *read_it(void *given)
{
    text *out = (text *)((void **)given)[1];
    for (int i = 0; i < 50; i++) {
        out->size = 0;
        dump((const gknb_report *)((void **)given)[0], out);
    }
    return NULL;
}

static void check_threads(void)
{
    gknb_report *report = parse_document();
    text said[2] = {{NULL, 0, 0}, {NULL, 0, 0}}, due = {NULL, 0, 0};
    void *given[2][2];
    pthread_t thread[2];
    dump(report, &due);
    for (int i = 0; i < 2; i++) {
        given[i][0] = report;
        given[i][1] = &said[i];
        CHECK(!pthread_create(&thread[i], NULL, read_it, given[i]), "no thread");
    }
    for (int i = 0; i < 2; i++) {
        pthread_join(thread[i], NULL);
        CHECK(text_same(&due, &said[i]), "thread %d reads another report", i);
        text_free(&said[i]);
    }
    text_free(&due);
    gknb_free(report);
}

/* ---- options and misuse ---- */

static gknb_status status_of(const void *bytes, size_t size, const gknb_options *options)
{
    gknb_report *untouched = (gknb_report *)&document, *report = untouched;
    gknb_status status = gknb_parse(bytes, size, options, &report);
    if (status == GKNB_OK) gknb_free(report);
    else CHECK(report == untouched, "a report in spite of %s", gknb_status_text(status));
    return status;
}

static void check_misuse(void)
{
    static const struct {
        const char *bytes, *container;
    } containers[] = {{"%PDF-1.7\n", "pdf"},
                      {"PK\003\004..", "zip"},
                      {"\320\317\021\340\241\261\032\341", "ole"},
                      {"\377\376a\0", "utf-16"},
                      {" \n<!DOCTYPE html>", "html"}};
    gknb_options options = {0};
    CHECK(gknb_parse("", 0, NULL, NULL) == GKNB_MISUSE, "nowhere to put a report");
    CHECK(status_of(NULL, 1, NULL) == GKNB_MISUSE, "no bytes, size 1");
    CHECK(status_of(NULL, 0, NULL) == GKNB_OK, "no bytes, size 0");
    options.form = "1998";
    CHECK(status_of("", 0, &options) == GKNB_MISUSE, "an unknown form");
    options.form = "auto";
    CHECK(status_of("", 0, &options) == GKNB_OK, "form auto");
    options.override_count = 1;
    CHECK(status_of("", 0, &options) == GKNB_MISUSE, "overrides nowhere");
    options.override_count = 0;
    options.max_size = document.size;
    CHECK(status_of(text_of(&document), document.size, &options) == GKNB_OK, "a document of just the cap");
    options.max_size--;
    CHECK(status_of(text_of(&document), document.size, &options) == GKNB_TOO_LARGE, "a byte over the cap");
    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++) {
        const char *bytes = containers[i].bytes, *due = containers[i].container;
        size_t size = !strcmp(due, "utf-16") ? 4 : strlen(bytes);
        CHECK(!strcmp(gknb_container(bytes, size), due), "%s is taken for %s", due, gknb_container(bytes, size));
        CHECK(status_of(bytes, size, NULL) == GKNB_CONTAINER, "%s is read", due);
    }
    gknb_free(NULL);
}

static void check_overrides(void)
{
    gknb_override overrides[] = {{"L101", GKNB_LEVEL_ERROR}, {"H102", GKNB_LEVEL_OFF}};
    gknb_options options = {0};
    gknb_report *report;
    options.overrides = overrides;
    options.override_count = 2;
    report = parse(text_of(&document), document.size, &options);
    CHECK(gknb_get_verdict(report) == GKNB_VERDICT_NONCONFORMING, "a warning raised to an error does not count");
    CHECK(!has_finding(report, "H102", NULL), "a finding that is off stands there");
    gknb_free(report);
    overrides[0].level = GKNB_LEVEL_NOTE;
    options.strict = 1;
    report = parse(text_of(&document), document.size, &options);
    CHECK(gknb_get_verdict(report) == GKNB_VERDICT_CONFORMS, "a note counts as an error");
    CHECK(gknb_cell_count(report) == FIGURES, "strictly another number of cells");
    gknb_free(report);
}

/* ---- places ---- */

static void check_place(const gknb_report *report, uint32_t offset, gknb_place *place)
{
    const uint8_t *bytes = gknb_bytes(report, NULL);
    uint32_t line = 1, column = 1;
    for (uint32_t i = 0; i < offset; i++) {
        if (bytes[i] == '\n') {
            line++;
            column = 1;
        } else {
            column += (bytes[i] & 0xc0) != 0x80;
        }
    }
    gknb_locate(report, offset, place);
    if (place->line == line && place->column == column && place->offset == offset) passed++;
    else CHECK(0, "offset %u is at %u:%u, said to be at %u:%u", offset, line, column, place->line, place->column);
}

static void check_places(void)
{
    gknb_report *report = parse_document();
    gknb_place rising = {0, 0, 0, 0}, wild = {0, 0, 0, 0};
    uint64_t seed = 7;
    for (uint32_t at = 0; at <= document.size; at += 7) {
        gknb_place fresh = {0, 0, 0, 0};
        check_place(report, at, &rising);
        check_place(report, chance(&seed, (uint32_t)document.size + 1), &wild);
        check_place(report, at, &fresh);
    }
    gknb_locate(report, (uint32_t)document.size + 100, &rising);
    CHECK(rising.offset == document.size, "a place behind the document");
    gknb_free(report);
}

/* ---- last year's report, places of a source, keys of bodies ---- */

static void check_compare(void)
{
    text made = {NULL, 0, 0};
    gknb_report *report, *previous;
    for (const char *p = text_of(&document), *at; *p; p = at + 4) { /* 2023 becomes 2022 */
        at = strstr(p, "2023");
        text_add(&made, p, at ? (size_t)(at - p) : strlen(p));
        if (!at) break;
        text_add(&made, "2022", 4);
    }
    previous = parse(text_of(&made), made.size, NULL);
    CHECK(gknb_compare(NULL, previous) == GKNB_MISUSE, "no report is compared");
    for (size_t n = 1, calls = n; calls >= n; n++) {
        counter count;
        gknb_allocator allocator = counting_allocator(&count);
        gknb_options options = {0};
        gknb_status status;
        memset(&count, 0, sizeof count);
        options.allocator = &allocator;
        report = parse(text_of(&document), document.size, &options);
        if (n == 1) CHECK(gknb_compare(report, NULL) == GKNB_MISUSE, "compared with no report");
        count.calls = 0;
        count.fail_at = n;
        status = gknb_compare(report, previous);
        calls = count.calls;
        if (calls >= n) CHECK(status == GKNB_NO_MEMORY, "%s when allocation %zu fails", gknb_status_text(status), n);
        else CHECK(status == GKNB_OK && has_finding(report, "Y103", NULL), "a copied section is not told");
        gknb_free(report);
        CHECK(!count.live && !count.wrong, "blocks are left when allocation %zu fails", n);
    }
    gknb_free(previous);
    text_free(&made);
}

/* The document with another body and year in its title; `made` lives as long as the report. */
static gknb_report *parse_renamed(const char *name, const gknb_options *options, text *made)
{
    static const char was[] = "九江市柴桑区人民政府办公室2023";
    const char *p = text_of(&document), *at = strstr(p, was);
    CHECK(at != NULL, "the document has another title");
    text_add(made, p, at ? (size_t)(at - p) : 0);
    text_add(made, name, strlen(name));
    if (at) text_add(made, at + strlen(was), strlen(at + strlen(was)));
    return parse(text_of(made), made->size, options);
}

/* Two names of towns are two bodies, unless the caller knows that it was renamed. */
static void check_renamed(void)
{
    gknb_options options = {0};
    for (options.same_body = 0; options.same_body < 2; options.same_body++) {
        text then = {NULL, 0, 0}, now = {NULL, 0, 0};
        gknb_report *previous = parse_renamed("望湖县青石镇人民政府2022", &options, &then);
        gknb_report *report = parse_renamed("望湖县柳溪镇人民政府2023", &options, &now);
        CHECK(gknb_compare(report, previous) == GKNB_OK, "two years are not compared");
        CHECK(has_finding(report, "Y104", NULL) == !options.same_body, "a town that was renamed: %d",
              options.same_body);
        gknb_free(report);
        gknb_free(previous);
        text_free(&then);
        text_free(&now);
    }
}

static void check_spots(void)
{
    static const gknb_spot spots[] = {{10, 1, 0, 0, 0}, {20, 1, 2, 3, 4}, {30, 0, 1, 1, 1}, {40, 0, 0, 0, 0}};
    gknb_source source = {0};
    gknb_options options = {0};
    gknb_report *report = parse_document();
    gknb_spot spot;
    CHECK(!gknb_get_spot(report, 25, &spot), "a text has spots");
    gknb_free(report);
    source.bytes = text_of(&document);
    source.size = document.size;
    source.container = "text";
    source.spots = spots;
    source.spot_count = 4;
    options.source = &source;
    report = parse(text_of(&document), document.size, &options);
    CHECK(!gknb_get_spot(report, 9, &spot), "a spot before the first");
    CHECK(gknb_get_spot(report, 10, &spot) && spot.page == 1 && !spot.table, "the first spot is another");
    CHECK(gknb_get_spot(report, 29, &spot) && spot.table == 2 && spot.cell == 4, "the second spot is another");
    CHECK(gknb_get_spot(report, 39, &spot) && !spot.page && spot.table == 1, "a table on no page");
    CHECK(!gknb_get_spot(report, 40, &spot), "a spot that is nowhere");
    gknb_free(report);
    source.evidence = "mended";
    source.size = 0;
    report = parse("", 0, &options);
    CHECK(has_finding(report, "E105", ""), "an empty document was mended and it is not said");
    gknb_free(report);
}

static void check_keys(void)
{
    static const char name[] = "江州市 人民政府办公室";
    char whole[64], part[64];
    size_t length = gknb_body_key(name, whole, sizeof whole);
    CHECK(length == strlen(whole) && length < strlen(name), "the key of a body is %s", whole);
    for (size_t room = 0; room <= length + 1; room++) {
        memset(part, 0x7e, sizeof part);
        CHECK(gknb_body_key(name, part, room) == length && part[room] == 0x7e, "a key in a room of %zu", room);
        CHECK(!room || (strlen(part) == (room > length ? length : room - 1) && !memcmp(part, whole, strlen(part))),
              "a key in a room of %zu is %s", room, part);
    }
    CHECK(gknb_body_key(NULL, whole, sizeof whole) == 0 && !*whole, "the key of no body is %s", whole);
}

/* ---- words ---- */

typedef size_t formatter(const gknb_report *report, size_t finding, size_t n, gknb_lang lang, char *out, size_t room);

static size_t format_finding(const gknb_report *report, size_t finding, size_t n, gknb_lang lang, char *out,
                             size_t room)
{
    (void)n;
    return gknb_format_finding(report, finding, lang, out, room);
}

static size_t format_fix(const gknb_report *report, size_t finding, size_t n, gknb_lang lang, char *out, size_t room)
{
    (void)n;
    return gknb_format_fix(report, finding, lang, out, room);
}

/* In every room: the length of the whole is returned, its beginning is written, and a NUL, and nothing behind. */
static void check_rooms(formatter *format, const gknb_report *report, size_t finding, size_t n, gknb_lang lang)
{
    static char whole[16384], part[16384];
    size_t length = format(report, finding, n, lang, whole, sizeof whole);
    int held = length < sizeof whole && strlen(whole) == length;
    for (size_t room = 0; held && room <= length + 1; room++) {
        memset(part, 0x7e, length + 4);
        held = format(report, finding, n, lang, part, room) == length;
        if (room) held = held && strlen(part) < room && !memcmp(part, whole, strlen(part));
        for (size_t i = room; i < length + 4; i++) held = held && part[i] == 0x7e;
        if (room > length) held = held && !strcmp(part, whole);
    }
    CHECK(held, "finding %zu, text %zu: a small room is not kept to: %s", finding, n, whole);
}

static void check_messages(const char *path)
{
    text bytes = {NULL, 0, 0};
    gknb_report *report;
    CHECK(file_read(path, &bytes), "%s cannot be read", path);
    report = parse(text_of(&bytes), bytes.size, NULL);
    CHECK(gknb_finding_count(report) > 0, "%s: no findings to be worded", path);
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        for (int lang = GKNB_LANG_ZH; lang <= GKNB_LANG_EN; lang++) {
            check_rooms(format_finding, report, i, 0, (gknb_lang)lang);
            check_rooms(format_fix, report, i, 0, (gknb_lang)lang);
            for (size_t n = 0; n < f.related_count; n++)
                check_rooms(gknb_format_related, report, i, n, (gknb_lang)lang);
        }
    }
    gknb_free(report);
    text_free(&bytes);
}

static void check_decimals(void)
{
    static const struct {
        gknb_decimal value;
        const char *due;
    } table[] = {{{0, 0}, "0"},
                 {{29, 0}, "29"},
                 {{-35, 0}, "-35"},
                 {{5949088667, 6}, "5949.088667"},
                 {{92, 3}, "0.092"},
                 {{-5, 1}, "-0.5"},
                 {{1250, 2}, "12.50"},
                 {{0, 2}, "0.00"},
                 {{INT64_MAX, 0}, "9223372036854775807"},
                 {{INT64_MIN, 18}, "-9.223372036854775808"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char out[40];
        size_t size = gknb_format_decimal(table[i].value, out);
        CHECK(!strcmp(out, table[i].due) && size == strlen(out) && size < 32, "%s is written %s", table[i].due, out);
    }
}

static void check_names(void)
{
    static const char *const states[] = {"absent",         "given",   "split",     "moved",     "blank",
                                         "not_applicable", "missing", "ambiguous", "unreadable"};
    static const char *const levels[] = {"off", "note", "warning", "error"};
    static const char *const verdicts[] = {"conforms", "nonconforming", "unreadable"};
    for (int i = GKNB_STATE_ABSENT; i <= GKNB_STATE_UNREADABLE; i++)
        CHECK(!strcmp(gknb_state_name((gknb_state)i), states[i]), "state %d is %s", i, gknb_state_name((gknb_state)i));
    for (int i = GKNB_LEVEL_OFF; i <= GKNB_LEVEL_ERROR; i++)
        CHECK(!strcmp(gknb_level_name((gknb_level)i), levels[i]), "level %d is %s", i, gknb_level_name((gknb_level)i));
    for (int i = GKNB_VERDICT_CONFORMS; i <= GKNB_VERDICT_UNREADABLE; i++)
        CHECK(!strcmp(gknb_verdict_name((gknb_verdict)i), verdicts[i]), "verdict %d has another name", i);
    for (int i = GKNB_OK; i <= GKNB_MISUSE; i++) CHECK(*gknb_status_text((gknb_status)i), "status %d says nothing", i);
}

static void check_forms(void)
{
    CHECK(gknb_form_count() > 1, "%zu forms", gknb_form_count());
    for (size_t i = 0; i < gknb_form_count(); i++) {
        gknb_options options;
        gknb_report *report = NULL;
        memset(&options, 0, sizeof options);
        options.form = gknb_form_id(i);
        CHECK(gknb_parse("", 0, &options, &report) == GKNB_OK, "%s is no form", options.form);
        gknb_free(report);
    }
    CHECK(!gknb_form_id(gknb_form_count()), "a form behind the last");
}

static void check_rules(void)
{
    CHECK(gknb_rule_count() > 30, "%zu rules", gknb_rule_count());
    for (size_t i = 0; i < gknb_form_count(); i++) {
        gknb_form form;
        gknb_get_form(i, &form);
        CHECK(!strcmp(form.id, gknb_form_id(i)) && *form.source && form.since &&
                  (!form.until || form.until >= form.since),
              "form %zu", i);
        CHECK(form.rows && form.rows < form.numbers && form.rules && form.rules <= gknb_rule_count(),
              "form %s: %u rules", form.id, form.rules);
    }
    for (size_t i = 0; i < gknb_rule_count(); i++) {
        gknb_rule r;
        gknb_get_rule(i, &r);
        CHECK(gknb_find_rule(r.id) == i && gknb_find_rule(r.name) == i, "%s is not found by id and name", r.id);
        CHECK(*r.clause == 'S' && *r.forms && *r.title_zh && *r.title_en && *r.source_zh && *r.source_en &&
                  *r.cure_zh && *r.cure_en && *r.good && *r.bad,
              "%s lacks a word", r.id);
        CHECK(r.level >= GKNB_LEVEL_NOTE && r.level <= GKNB_LEVEL_ERROR, "%s has no level", r.id);
    }
    CHECK(gknb_find_rule("X999") == (size_t)-1 && gknb_find_rule("") == (size_t)-1, "a rule of no id");
}

int main(void)
{
    if (!file_read("corpus/2023-chaisang-office/report.txt", &document)) return 2;
    check_chaisang();
    check_memory(text_of(&document), document.size);
    check_memory("", 0);
    check_cuts();
    check_threads();
    check_misuse();
    check_overrides();
    check_places();
    check_compare();
    check_renamed();
    check_spots();
    check_keys();
    check_messages("corpus/wrong-sums/report.txt");
    check_messages("corpus/row-fault/report.txt");
    check_messages("corpus/reworded/report.txt");
    check_decimals();
    check_names();
    check_forms();
    check_rules();
    text_free(&document);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
