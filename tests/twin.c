/* twin.c: see twin.h. */
#include "twin.h"

#include <stdlib.h>
#include <string.h>

twin twin_open(const text *file)
{
    twin t;
    gknb_options options;
    memset(&t, 0, sizeof t);
    memset(&options, 0, sizeof options);
    t.status = gknb_open(text_of(file), file->size, 0, &t.document);
    options.source = t.document.source;
    if (t.status == GKNB_OPEN_OK && gknb_parse(t.document.text, t.document.size, &options, &t.report) != GKNB_OK)
        exit(2);
    return t;
}

void twin_close(twin *t)
{
    gknb_free(t->report);
    gknb_close(&t->document);
}

int twin_is_left_out(const twin *t)
{
    return t->status == GKNB_OPEN_NO_HTML || t->status == GKNB_OPEN_NO_DOCX || t->status == GKNB_OPEN_NO_PDF;
}

/* Findings by id; layout words, places and messages may differ. */
int twin_count(const gknb_report *report, const char *id)
{
    int n = 0;
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        n += !strcmp(f.id, id);
    }
    return n;
}

const char *twin_differs(const gknb_report *plain, const gknb_report *other, const char *but)
{
    static char why[300];
    if (gknb_cell_count(plain) != gknb_cell_count(other)) return "another form";
    for (size_t i = 0; i < gknb_cell_count(plain); i++) {
        gknb_cell a, b;
        gknb_get_cell(plain, i, &a);
        gknb_get_cell(other, i, &b);
        if (a.state == b.state && a.has_value == b.has_value &&
            (!a.has_value || (a.value.digits == b.value.digits && a.value.scale == b.value.scale)))
            continue;
        snprintf(why, sizeof why, "%s is %s, due %s", a.path, gknb_state_name(b.state), gknb_state_name(a.state));
        return why;
    }
    for (size_t i = 0; i < gknb_rule_count(); i++) {
        gknb_rule rule;
        gknb_get_rule(i, &rule);
        if (twin_count(plain, rule.id) == twin_count(other, rule.id) || (but && !strcmp(but, rule.id))) continue;
        snprintf(why, sizeof why, "%s is found %d times, due %d", rule.id, twin_count(other, rule.id),
                 twin_count(plain, rule.id));
        return why;
    }
    return NULL;
}

void twin_wrap(const text *plain, page_style style, text *out)
{
    out->size = 0;
    page_begin(out, style);
    for (const char *p = text_of(plain), *end; *p; p = end + (*end != 0)) {
        size_t size;
        end = p + strcspn(p, "\n");
        size = (size_t)(end - p);
        page_line(out, style, p, size);
    }
    page_end(out, style);
}
