/* junit.c: the output `junit`: a test suite for each document, in it a test for each rule that was applied.
 *
 * A rule fails with findings of level error; warnings and notes are what a test that passes has to say. */
#include <string.h>

#include "escape.h"
#include "place.h"
#include "texts.h"

static void junit_attribute(gk_out *out, const char *name, const char *value)
{
    gk_put_text(out, " ");
    gk_put_text(out, name);
    gk_put_text(out, "=\"");
    gk_put_xml_text(out, value);
    gk_put_text(out, "\"");
}

static void junit_number(gk_out *out, const char *name, size_t number)
{
    char text[40];
    gknb_decimal value = {(int64_t)number, 0};
    gknb_format_decimal(value, text);
    junit_attribute(out, name, text);
}

/* The lines of a rule's findings that are of the level, or of none but error. */
static size_t junit_findings(gk_out *out, const gknb_report *report, const gk_places *places, const gknb_rule *rule,
                             int errors)
{
    size_t count = 0;
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        char text[GK_OUT_MESSAGE];
        gknb_finding f;
        gknb_place place;
        gknb_get_finding(report, i, &f);
        if (strcmp(f.id, rule->id) != 0 || (f.level == GKNB_LEVEL_ERROR) != errors) continue;
        if (count++) gk_put_text(out, "\n");
        place = gk_place_of(places, f.span.start);
        gknb_format_finding(report, i, out->lang, text, sizeof text);
        gk_put_number(out, place.line);
        gk_put_text(out, ":");
        gk_put_number(out, place.column);
        gk_put_text(out, ": ");
        gk_put_xml_text(out, text);
    }
    return count;
}

static size_t junit_count(const gknb_report *report, const char *id, int errors)
{
    size_t count = 0;
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        count += (f.level == GKNB_LEVEL_ERROR) == errors && !strcmp(f.id, id);
    }
    return count;
}

static void junit_rule(gk_out *out, const char *file, const gknb_report *report, const gk_places *places,
                       const gknb_rule *rule)
{
    size_t errors = junit_count(report, rule->id, 1), others = junit_count(report, rule->id, 0);
    gk_put_text(out, "    <testcase");
    junit_attribute(out, "classname", file);
    gk_put_text(out, " name=\"");
    gk_put_xml_text(out, rule->id);
    gk_put_text(out, " ");
    gk_put_xml_text(out, rule->name);
    gk_put_text(out, errors || others ? "\">\n" : "\"/>\n");
    if (errors) {
        gk_put_text(out, "      <failure");
        junit_attribute(out, "type", rule->id);
        junit_attribute(out, "message", out->lang == GKNB_LANG_ZH ? rule->title_zh : rule->title_en);
        gk_put_text(out, ">");
        junit_findings(out, report, places, rule, 1);
        gk_put_text(out, "</failure>\n");
    }
    if (others) {
        gk_put_text(out, "      <system-out>");
        junit_findings(out, report, places, rule, 0);
        gk_put_text(out, "</system-out>\n");
    }
    if (errors || others) gk_put_text(out, "    </testcase>\n");
}

static void junit_open(gk_out *out, const char *file, size_t tests, size_t failures, size_t errors)
{
    gk_put_text(out, "  <testsuite");
    junit_attribute(out, "name", file);
    junit_number(out, "tests", tests);
    junit_number(out, "failures", failures);
    junit_number(out, "errors", errors);
    junit_number(out, "skipped", 0);
    gk_put_text(out, ">\n");
}

static void junit_document(gk_out *out, const char *file, const gknb_report *report)
{
    gk_places places;
    gknb_rule rule;
    size_t failures = 0;
    gk_mark_places(&places, report);
    for (size_t r = 0; r < gknb_rule_count(); r++) {
        gknb_get_rule(r, &rule);
        failures += junit_count(report, rule.id, 1) > 0;
    }
    junit_open(out, file, gknb_rule_count(), failures, 0);
    for (size_t r = 0; r < gknb_rule_count(); r++) {
        gknb_get_rule(r, &rule);
        junit_rule(out, file, report, &places, &rule);
    }
    gk_put_text(out, "  </testsuite>\n");
}

static void junit_failed(gk_out *out, const char *file, const char *why)
{
    junit_open(out, file, 1, 0, 1);
    gk_put_text(out, "    <testcase");
    junit_attribute(out, "classname", file);
    junit_attribute(out, "name", gk_text(GK_TEXT_READING, out->lang));
    gk_put_text(out, ">\n      <error");
    junit_attribute(out, "type", "unread");
    junit_attribute(out, "message", why);
    gk_put_text(out, "/>\n    </testcase>\n  </testsuite>\n");
}

static void junit_begin(gk_out *out)
{
    gk_put_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gknb\">\n");
}

static void junit_end(gk_out *out) { gk_put_text(out, "</testsuites>\n"); }

const gk_output gk_output_junit = {
    .name = "junit", .begin = junit_begin, .document = junit_document, .failed = junit_failed, .end = junit_end};
