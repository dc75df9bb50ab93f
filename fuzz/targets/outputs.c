/* outputs.c: every output of any report is well-formed, has every cell, and is the same twice, under a name that tries
 * what each of them escapes. */
#include <stdlib.h>
#include <string.h>

#include "../../src/out/out.h"
#include "../../tests/support.h"
#include "oracle.h"
#include "reread.h"

static const char NAME[] = "a \"b\" 'c' <d> & e,f%\x01.txt";

static void outputs_write(void *user, const char *bytes, size_t size) { text_add((text *)user, bytes, size); }

static void outputs_draw(const gk_output *output, const gknb_report *report, gknb_lang lang, text *out)
{
    static gk_out to;
    memset(&to, 0, sizeof to);
    to.write = outputs_write;
    to.user = out;
    to.lang = lang;
    to.files = 1;
    to.sums[gk_sum_of(report)] = 1;
    if (output->begin) output->begin(&to);
    output->document(&to, NAME, report);
    if (output->end) output->end(&to);
    gk_flush(&to);
}

static void outputs_reread(const char *name, const gknb_report *report, const text *out)
{
    size_t count, states;
    if (!strcmp(name, "json") || !strcmp(name, "ndjson") || !strcmp(name, "sarif")) {
        ORACLE(reread_json(out->at, out->size, &count, &states));
        ORACLE(count == 1);
        ORACLE(strcmp(name, "json") || states == gknb_cell_count(report));
    } else if (!strcmp(name, "junit") || !strcmp(name, "html")) {
        ORACLE(reread_tags(out->at, out->size, *name == 'h'));
    } else if (!strncmp(name, "csv", 3)) {
        ORACLE(reread_csv(out->at, out->size, &count));
        ORACLE(count >= 1 + (strcmp(name, "csv") ? gknb_finding_count(report) : gknb_cell_count(report)));
    } else if (!strcmp(name, "sql")) {
        ORACLE(reread_sql(out->at, out->size));
    } else {
        ORACLE(reread_utf8(out->at, out->size));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    gknb_report *report;
    const gk_output *output;
    if (gknb_parse(bytes, size, NULL, &report) != GKNB_OK) return 0;
    for (size_t i = 0; (output = gk_output_at(i)) != NULL; i++) {
        text one = {NULL, 0, 0}, two = {NULL, 0, 0};
        gknb_lang lang = size % 2 ? GKNB_LANG_EN : GKNB_LANG_ZH;
        if (output->store) continue;
        outputs_draw(output, report, lang, &one);
        outputs_draw(output, report, lang, &two);
        ORACLE(one.size && text_same(&one, &two));
        outputs_reread(output->name, report, &one);
        text_free(&one);
        text_free(&two);
    }
    gknb_free(report);
    return 0;
}
