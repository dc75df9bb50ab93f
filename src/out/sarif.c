/* sarif.c: the output `sarif`: SARIF 2.1.0, one run over all files.
 *
 * Every rule is declared, in the language asked for and, as a translation, in the other. Columns are characters; a
 * region has its bytes too. A fingerprint is made of the rule and of the cells, or the words, it judges: it stays when
 * lines move. Files that could not be read are notifications of the invocation. */
#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "glyph.h"
#include "place.h"
#include "texts.h"
#include "write.h"

typedef struct {
    gk_json json;
    gk_out *out;
    const char *file;
    const gknb_report *report;
    const uint8_t *bytes;
    gk_places places;
} sarif;

/* ---- the rules ---- */

static void sarif_message(gk_json *json, const char *key, const char *text)
{
    gk_json_inline(json, key, '{');
    gk_json_text(json, "text", text);
    gk_json_close(json, '}');
}

static void sarif_rule(gk_json *json, size_t index, gknb_lang lang, int whole)
{
    static const char *const levels[] = {"none", "note", "warning", "error"};
    int zh = lang == GKNB_LANG_ZH;
    gknb_rule rule;
    gknb_get_rule(index, &rule);
    gk_json_open(json, NULL, '{');
    gk_json_text(json, "id", rule.id);
    gk_json_text(json, "name", rule.name);
    sarif_message(json, "shortDescription", zh ? rule.title_zh : rule.title_en);
    sarif_message(json, "fullDescription", zh ? rule.source_zh : rule.source_en);
    sarif_message(json, "help", zh ? rule.cure_zh : rule.cure_en);
    if (whole) {
        gk_json_inline(json, "defaultConfiguration", '{');
        gk_json_text(json, "level", levels[rule.level]);
        gk_json_close(json, '}');
        gk_json_inline(json, "properties", '{');
        gk_json_text(json, "clause", rule.clause);
        gk_json_text(json, "forms", rule.forms);
        gk_json_close(json, '}');
    }
    gk_json_close(json, '}');
}

static void sarif_rules(gk_json *json, gknb_lang lang, int whole)
{
    gk_json_open(json, "rules", '[');
    for (size_t i = 0; i < gknb_rule_count(); i++) sarif_rule(json, i, lang, whole);
    gk_json_close(json, ']');
}

static const char *sarif_language(gknb_lang lang) { return lang == GKNB_LANG_ZH ? "zh-CN" : "en-US"; }

/* Failures are kept to the end, where the invocation stands: they are few. */
typedef struct {
    char *file, *why;
} sarif_unread;

typedef struct {
    gk_json json;
    sarif_unread *unread;
    size_t count, room;
    size_t lost; /* for want of memory */
} sarif_log;

static void sarif_begin(gk_out *out)
{
    sarif_log *log = (sarif_log *)calloc(1, sizeof *log);
    gknb_lang other = out->lang == GKNB_LANG_ZH ? GKNB_LANG_EN : GKNB_LANG_ZH;
    gk_json json;
    memset(&json, 0, sizeof json);
    json.out = out;
    json.pretty = 1;
    out->kept = log;
    gk_json_open(&json, NULL, '{');
    gk_json_text(&json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    gk_json_text(&json, "version", "2.1.0");
    gk_json_open(&json, "runs", '[');
    gk_json_open(&json, NULL, '{');
    gk_json_open(&json, "tool", '{');
    gk_json_open(&json, "driver", '{');
    gk_json_text(&json, "name", "gknb");
    gk_json_text(&json, "version", GKNB_VERSION);
    gk_json_text(&json, "semanticVersion", GKNB_VERSION);
    gk_json_text(&json, "language", sarif_language(out->lang));
    sarif_rules(&json, out->lang, 1);
    gk_json_close(&json, '}');
    gk_json_close(&json, '}');
    gk_json_text(&json, "language", sarif_language(out->lang));
    gk_json_open(&json, "translations", '[');
    gk_json_open(&json, NULL, '{');
    gk_json_text(&json, "name", "gknb");
    gk_json_text(&json, "language", sarif_language(other));
    gk_json_inline(&json, "contents", '[');
    gk_json_text(&json, NULL, "localizedData");
    gk_json_close(&json, ']');
    gk_json_inline(&json, "associatedComponent", '{');
    gk_json_text(&json, "name", "gknb");
    gk_json_close(&json, '}');
    sarif_rules(&json, other, 0);
    gk_json_close(&json, '}');
    gk_json_close(&json, ']');
    gk_json_text(&json, "columnKind", "unicodeCodePoints");
    gk_json_open(&json, "results", '[');
    if (log) log->json = json;
}

/* ---- a finding ---- */

static void sarif_artifact(sarif *s)
{
    gk_json_inline(&s->json, "artifactLocation", '{');
    gk_json_uri(&s->json, "uri", s->file);
    gk_json_close(&s->json, '}');
}

static void sarif_region(sarif *s, const char *key, gknb_span span, int words)
{
    gknb_place from = gk_place_of(&s->places, span.start), to = gk_place_of(&s->places, span.end);
    gknb_span given = gknb_span_given(s->report, span);
    gk_json_inline(&s->json, key, '{');
    gk_json_number(&s->json, "startLine", from.line);
    gk_json_number(&s->json, "startColumn", from.column);
    gk_json_number(&s->json, "endLine", to.line);
    gk_json_number(&s->json, "endColumn", to.column);
    gk_json_number(&s->json, "byteOffset", given.start);
    gk_json_number(&s->json, "byteLength", (int64_t)given.end - given.start);
    if (words && span.end > span.start && span.end - span.start <= 400) {
        gk_json_open(&s->json, "snippet", '{');
        gk_json_bytes(&s->json, "text", s->bytes + span.start, span.end - span.start);
        gk_json_close(&s->json, '}');
    }
    gk_json_close(&s->json, '}');
}

static void sarif_place(sarif *s, gknb_span span)
{
    gk_json_open(&s->json, "physicalLocation", '{');
    sarif_artifact(s);
    sarif_region(s, "region", span, 1);
    gk_json_close(&s->json, '}');
}

/* The cell as a member of the report. */
static void sarif_member(sarif *s, size_t cell)
{
    gknb_cell c;
    gknb_get_cell(s->report, cell, &c);
    gk_json_open(&s->json, NULL, '{');
    gk_json_text(&s->json, "fullyQualifiedName", c.path);
    gk_json_text(&s->json, "kind", "member");
    gk_json_open(&s->json, "properties", '{');
    gk_json_text(&s->json, "state", gknb_state_name(c.state));
    if (c.has_value) gk_json_decimal(&s->json, "value", c.value);
    if (c.has_inferred) gk_json_decimal(&s->json, "inferred", c.inferred);
    if (c.alternative_count) {
        gk_json_open(&s->json, "alternatives", '[');
        for (size_t n = 0; n < c.alternative_count; n++)
            gk_json_decimal(&s->json, NULL, gknb_get_alternative(s->report, cell, n));
        gk_json_close(&s->json, ']');
    }
    gk_json_close(&s->json, '}');
    gk_json_close(&s->json, '}');
}

static void sarif_location(sarif *s, const gknb_finding *f, size_t index)
{
    gk_json_open(&s->json, "locations", '[');
    gk_json_inline(&s->json, NULL, '{');
    sarif_place(s, f->span);
    if (f->cell_count) {
        gk_json_open(&s->json, "logicalLocations", '[');
        for (size_t n = 0; n < f->cell_count; n++) sarif_member(s, gknb_get_finding_cell(s->report, index, n));
        gk_json_close(&s->json, ']');
    }
    gk_json_close(&s->json, '}');
    gk_json_close(&s->json, ']');
}

static void sarif_related(sarif *s, const gknb_finding *f, size_t index)
{
    char text[GK_OUT_MESSAGE];
    if (!f->related_count) return;
    gk_json_open(&s->json, "relatedLocations", '[');
    for (size_t n = 0; n < f->related_count; n++) {
        gknb_related r;
        gknb_get_related(s->report, index, n, &r);
        gknb_format_related(s->report, index, n, s->out->lang, text, sizeof text);
        gk_json_inline(&s->json, NULL, '{');
        gk_json_number(&s->json, "id", (int64_t)n + 1);
        sarif_place(s, r.span);
        if (*text) sarif_message(&s->json, "message", text);
        gk_json_close(&s->json, '}');
    }
    gk_json_close(&s->json, ']');
}

static void sarif_fixes(sarif *s, const gknb_finding *f, size_t index)
{
    char text[GK_OUT_MESSAGE];
    if (!f->edit_count) return;
    gknb_format_fix(s->report, index, s->out->lang, text, sizeof text);
    gk_json_open(&s->json, "fixes", '[');
    gk_json_inline(&s->json, NULL, '{');
    sarif_message(&s->json, "description", text);
    gk_json_open(&s->json, "artifactChanges", '[');
    gk_json_open(&s->json, NULL, '{');
    sarif_artifact(s);
    gk_json_open(&s->json, "replacements", '[');
    for (size_t n = 0; n < f->edit_count; n++) {
        gknb_edit edit;
        gknb_get_edit(s->report, index, n, &edit);
        gk_json_open(&s->json, NULL, '{');
        sarif_region(s, "deletedRegion", edit.span, 0);
        sarif_message(&s->json, "insertedContent", edit.text);
        gk_json_close(&s->json, '}');
    }
    gk_json_close(&s->json, ']');
    gk_json_close(&s->json, '}');
    gk_json_close(&s->json, ']');
    gk_json_close(&s->json, '}');
    gk_json_close(&s->json, ']');
}

/* ---- fingerprints ---- */

enum { SARIF_HASHED = 256 }; /* bytes of the words judged: their beginning tells them apart */

static uint64_t sarif_hash(uint64_t hash, const void *bytes, size_t size)
{
    const uint8_t *p = (const uint8_t *)bytes;
    for (size_t i = 0; i < size; i++)
        if (p[i] > ' ') hash = (hash ^ p[i]) * 0x100000001b3u; /* FNV-1a; blanks do not count */
    return hash;
}

static uint64_t sarif_fingerprint(const sarif *s, size_t index)
{
    uint64_t hash = 0xcbf29ce484222325u;
    gknb_finding f;
    gknb_get_finding(s->report, index, &f);
    hash = sarif_hash(hash, f.id, strlen(f.id));
    for (size_t n = 0; n < f.cell_count; n++) {
        gknb_cell c;
        gknb_get_cell(s->report, gknb_get_finding_cell(s->report, index, n), &c);
        hash = sarif_hash(hash, c.path, strlen(c.path));
    }
    if (!f.cell_count) {
        size_t size = f.span.end - f.span.start;
        hash = sarif_hash(hash, s->bytes + f.span.start, size < SARIF_HASHED ? size : SARIF_HASHED);
    }
    return hash;
}

/* Sixteen digits, and which of those alike it is. */
static void sarif_put_fingerprint(sarif *s, size_t index)
{
    static const char hex[] = "0123456789abcdef";
    uint64_t hash = sarif_fingerprint(s, index);
    gknb_decimal same = {1, 0};
    char text[64];
    for (size_t i = 0; i < index; i++) same.digits += sarif_fingerprint(s, i) == hash;
    for (int i = 0; i < 16; i++) text[i] = hex[hash >> (60 - 4 * i) & 15];
    text[16] = ':';
    gknb_format_decimal(same, text + 17);
    gk_json_inline(&s->json, "partialFingerprints", '{');
    gk_json_text(&s->json, "gknb/v1", text);
    gk_json_close(&s->json, '}');
}

static void sarif_result(sarif *s, size_t index)
{
    char text[GK_OUT_MESSAGE];
    gknb_finding f;
    gknb_get_finding(s->report, index, &f);
    gknb_format_finding(s->report, index, s->out->lang, text, sizeof text);
    gk_json_open(&s->json, NULL, '{');
    gk_json_text(&s->json, "ruleId", f.id);
    gk_json_number(&s->json, "ruleIndex", (int64_t)gknb_find_rule(f.id));
    gk_json_text(&s->json, "level", gknb_level_name(f.level));
    sarif_message(&s->json, "message", text);
    sarif_location(s, &f, index);
    sarif_related(s, &f, index);
    sarif_put_fingerprint(s, index);
    sarif_fixes(s, &f, index);
    gk_json_inline(&s->json, "properties", '{');
    gk_json_number(&s->json, "group", (int64_t)f.group);
    if (f.edit_count) gk_json_bool(&s->json, "safe", f.safe);
    gk_json_close(&s->json, '}');
    gk_json_close(&s->json, '}');
}

static void sarif_document(gk_out *out, const char *file, const gknb_report *report)
{
    sarif s;
    memset(&s.json, 0, sizeof s.json);
    s.json.out = s.out = out;
    s.json.pretty = 1;
    s.json.depth = 4; /* { runs [ { results [ */
    s.file = file;
    s.report = report;
    s.bytes = gknb_bytes(report, NULL);
    gk_mark_places(&s.places, report);
    for (size_t i = 0; i < gknb_finding_count(report); i++) sarif_result(&s, i);
}

/* ---- what was not read, and the end ---- */

static char *sarif_copy(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = (char *)malloc(size);
    if (copy) memcpy(copy, text, size);
    return copy;
}

static void sarif_failed(gk_out *out, const char *file, const char *why)
{
    sarif_log *log = (sarif_log *)out->kept;
    sarif_unread unread = {NULL, NULL};
    if (log && log->count == log->room) {
        size_t room = log->room ? log->room * 2 : 16;
        sarif_unread *grown = (sarif_unread *)realloc(log->unread, room * sizeof *grown);
        if (grown) {
            log->unread = grown;
            log->room = room;
        }
    }
    if (!log) return;
    unread.file = sarif_copy(file);
    unread.why = sarif_copy(why);
    if (unread.file && unread.why && log->count < log->room) {
        log->unread[log->count++] = unread;
    } else {
        free(unread.file);
        free(unread.why);
        log->lost++;
    }
}

static void sarif_end(gk_out *out)
{
    sarif_log *log = (sarif_log *)out->kept;
    sarif s;
    if (!log) return;
    s.json = log->json;
    s.json.out = out;
    s.json.begun = 1; /* the results are */
    gk_json_close(&s.json, ']');
    gk_json_open(&s.json, "invocations", '[');
    gk_json_open(&s.json, NULL, '{');
    gk_json_bool(&s.json, "executionSuccessful", !log->count && !log->lost);
    gk_json_open(&s.json, "toolExecutionNotifications", '[');
    for (size_t i = 0; i < log->count; i++) {
        s.file = log->unread[i].file;
        gk_json_inline(&s.json, NULL, '{');
        gk_json_text(&s.json, "level", "error");
        sarif_message(&s.json, "message", log->unread[i].why);
        gk_json_open(&s.json, "locations", '[');
        gk_json_open(&s.json, NULL, '{');
        gk_json_open(&s.json, "physicalLocation", '{');
        sarif_artifact(&s);
        for (int n = 0; n < 2; n++) gk_json_close(&s.json, '}');
        gk_json_close(&s.json, ']');
        gk_json_close(&s.json, '}');
        free(log->unread[i].file);
        free(log->unread[i].why);
    }
    gk_json_close(&s.json, ']');
    gk_json_close(&s.json, '}');
    gk_json_close(&s.json, ']');
    gk_json_close(&s.json, '}');
    gk_json_close(&s.json, ']');
    gk_json_close(&s.json, '}');
    gk_put_text(out, "\n");
    free(log->unread);
    free(log);
    out->kept = NULL;
}

const gk_output gk_output_sarif = {.name = "sarif",
                                   .between = ",",
                                   .begin = sarif_begin,
                                   .document = sarif_document,
                                   .failed = sarif_failed,
                                   .end = sarif_end};
