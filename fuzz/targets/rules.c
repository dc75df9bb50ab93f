/* rules.c: what rules and prose find: a finding goes when its fix is made, a rule that is off finds nothing and takes
 * nothing else away, both languages say something, in UTF-8. */
#include <stdlib.h>
#include <string.h>

#include "oracle.h"
#include "reread.h"

/* The bytes with the edits of a finding made. */
static uint8_t *rules_mended(const gknb_report *report, size_t index, const gknb_finding *f, size_t *size)
{
    size_t given, room, n = 0, at = 0;
    const uint8_t *bytes = gknb_bytes(report, &given);
    uint8_t *out;
    room = given + 1;
    for (size_t i = 0; i < f->edit_count; i++) {
        gknb_edit edit;
        gknb_get_edit(report, index, i, &edit);
        ORACLE(edit.span.start >= at && edit.span.start <= edit.span.end && edit.span.end <= given);
        at = edit.span.end;
        room += strlen(edit.text);
    }
    out = (uint8_t *)malloc(room);
    at = 0;
    for (size_t i = 0; i < f->edit_count; i++) {
        gknb_edit edit;
        gknb_get_edit(report, index, i, &edit);
        memcpy(out + n, bytes + at, edit.span.start - at), n += edit.span.start - at;
        memcpy(out + n, edit.text, strlen(edit.text)), n += strlen(edit.text);
        at = edit.span.end;
    }
    memcpy(out + n, bytes + at, given - at), n += given - at;
    *size = n;
    return out;
}

static size_t rules_count(const gknb_report *report, const char *id)
{
    size_t n = 0;
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        n += !strcmp(f.id, id);
    }
    return n;
}

/* FIX: made alone, it takes its finding away. */
static void rules_fix(const gknb_report *report, size_t index)
{
    gknb_finding f;
    gknb_report *again;
    uint8_t *mended;
    size_t size;
    gknb_get_finding(report, index, &f);
    if (!f.edit_count) return;
    mended = rules_mended(report, index, &f, &size);
    ORACLE(gknb_parse(mended, size, NULL, &again) == GKNB_OK);
    ORACLE(!f.safe || gknb_findings_hidden(report) || rules_count(again, f.id) < rules_count(report, f.id));
    gknb_free(again);
    free(mended);
}

/* OFF: the other findings stay. */
static void rules_off(const uint8_t *bytes, size_t size, const gknb_report *report, const char *id)
{
    gknb_override off = {NULL, GKNB_LEVEL_OFF};
    gknb_options options;
    gknb_report *without;
    off.id = id;
    memset(&options, 0, sizeof options);
    options.overrides = &off;
    options.override_count = 1;
    ORACLE(gknb_parse(bytes, size, &options, &without) == GKNB_OK);
    ORACLE(rules_count(without, id) == 0);
    ORACLE(gknb_findings_hidden(report) ||
           gknb_finding_count(without) + rules_count(report, id) == gknb_finding_count(report));
    gknb_free(without);
}

static void rules_words(const gknb_report *report, size_t index)
{
    static char words[1 << 14];
    for (int lang = GKNB_LANG_ZH; lang <= GKNB_LANG_EN; lang++) {
        size_t length = gknb_format_finding(report, index, (gknb_lang)lang, words, sizeof words);
        ORACLE(length > 0 && length < sizeof words && strlen(words) == length);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    gknb_report *report;
    size_t fixes = 0;
    if (gknb_parse(bytes, size, NULL, &report) != GKNB_OK) return 0;
    oracle_spans(report);
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        if (i < 64) rules_words(report, i);
        if (f.edit_count && fixes++ < 4) rules_fix(report, i);
        if (i == size % 16) rules_off(bytes, size, report, f.id);
    }
    gknb_free(report);
    return 0;
}
