/* laws.c: see laws.h. */
#include "laws.h"

#include <stdlib.h>
#include <string.h>

#include "../src/model/report.h"
#include "memory.h"

static void laws_tokens(const gknb_report *report, text *broken)
{
    const gk_tokens *t = &report->tokens;
    if (!t->count && report->size) text_puts(broken, "no tokens\n");
    if (t->count && gk_token_start(t, 0)) text_puts(broken, "the first token does not begin the document\n");
    for (uint32_t i = 0; i < t->count; i++) {
        if (gk_token_start(t, i) < gk_token_end(t, i)) continue;
        text_format(broken, "token %u is empty or goes back\n", i);
        return;
    }
    if (t->size != report->size) text_puts(broken, "tokens end before the document does\n");
}

static void laws_span(const gknb_report *report, gknb_span span, const char *what, size_t index, text *broken)
{
    if (span.start > span.end || span.end > report->size)
        text_format(broken, "%s %zu lies outside: %u to %u of %u\n", what, index, span.start, span.end, report->size);
}

static void laws_spans(const gknb_report *report, text *broken)
{
    gknb_header h;
    uint32_t last = 0;
    gknb_get_header(report, &h);
    laws_span(report, h.title_span, "title", 0, broken);
    laws_span(report, h.year_span, "year", 0, broken);
    laws_span(report, h.period_span, "period", 0, broken);
    laws_span(report, h.published_span, "date", 0, broken);
    for (size_t i = 0; i < gknb_section_count(report); i++) {
        gknb_section s;
        gknb_get_section(report, i, &s);
        laws_span(report, s.span, "heading", i, broken);
        laws_span(report, s.body, "section", i, broken);
        if (s.number < 1 || s.number > 6) text_format(broken, "section %zu has number %d\n", i, s.number);
        if (s.span.start < last || s.body.start < s.span.end) text_format(broken, "section %zu is out of order\n", i);
        last = s.span.end;
    }
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_cell c;
        gknb_get_cell(report, i, &c);
        laws_span(report, c.span, "cell", i, broken);
        if (c.has_value != (c.state == GKNB_STATE_GIVEN || c.state == GKNB_STATE_SPLIT || c.state == GKNB_STATE_MOVED))
            text_format(broken, "cell %zu: a value that its state does not allow\n", i);
        if (c.state != GKNB_STATE_ABSENT && !c.span.end) text_format(broken, "cell %zu stands nowhere\n", i);
    }
}

/* Asked of the whole document alone: the paths are those of the form, whatever is cut. */
static void laws_paths(const gknb_report *report, text *broken)
{
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_cell c;
        gknb_get_cell(report, i, &c);
        if (gknb_find_cell(report, c.path) != i) text_format(broken, "cell %zu is not found by its path\n", i);
    }
}

static void laws_findings(const gknb_report *report, text *broken)
{
    uint32_t last = 0;
    size_t errors = 0;
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        char message[64];
        gknb_get_finding(report, i, &f);
        laws_span(report, f.span, "finding", i, broken);
        errors += f.level == GKNB_LEVEL_ERROR;
        if (f.group > i) text_format(broken, "finding %zu stands before its cause\n", i);
        if (f.group == i && f.span.start < last && strcmp(f.id, "P104"))
            text_format(broken, "finding %zu is out of order\n", i);
        if (f.group == i) last = f.span.start;
        for (size_t k = 0; k < f.cell_count; k++)
            if (gknb_get_finding_cell(report, i, k) >= gknb_cell_count(report))
                text_format(broken, "finding %zu judges no cell\n", i);
        for (size_t k = 0; k < f.related_count; k++) {
            gknb_related r;
            gknb_get_related(report, i, k, &r);
            laws_span(report, r.span, "other place", i, broken);
        }
        for (int lang = GKNB_LANG_ZH; lang <= GKNB_LANG_EN; lang++)
            if (!gknb_format_finding(report, i, (gknb_lang)lang, message, sizeof message))
                text_format(broken, "finding %zu says nothing\n", i);
    }
    if (!gknb_findings_hidden(report) && (gknb_get_verdict(report) == GKNB_VERDICT_CONFORMS) != !errors)
        text_puts(broken, "the verdict is not that of the findings\n");
}

static void laws_dump(const gknb_report *report, text *out)
{
    dump_tokens(report, out);
    dump_model(report, out);
    dump_findings(report, out);
}

/* Cut short in a buffer of just that size, so that a sanitizer sees a byte read behind it. A document of `size` bytes
 * is cut at every step-th, so that about `cut_bytes` are read in all; the phase goes on from case to case, and so the
 * many cases of one template cut it at every byte. */
static void laws_cut(const char *bytes, size_t size, const gknb_options *options, size_t cut_bytes, size_t phase,
                     text *broken)
{
    size_t step = cut_bytes ? 1 + size * size / 2 / cut_bytes : size + 1;
    for (size_t cut = phase % step; cut < size && broken->size < 2000; cut += step) {
        char *copy = (char *)malloc(cut ? cut : 1);
        gknb_report *report;
        gknb_status status;
        size_t before = broken->size;
        if (!copy) return;
        memcpy(copy, bytes, cut);
        status = gknb_parse(copy, cut, options, &report);
        if (status == GKNB_OK) {
            laws_tokens(report, broken);
            laws_spans(report, broken);
            laws_findings(report, broken);
            gknb_free(report);
        } else if (status != GKNB_CONTAINER) {
            text_format(broken, "%s\n", gknb_status_text(status));
        }
        if (broken->size > before) text_format(broken, "    cut at byte %zu\n", cut);
        free(copy);
    }
}

static void laws_memory(const char *bytes, size_t size, const gknb_options *options, text *broken)
{
    gknb_options own;
    memset(&own, 0, sizeof own);
    if (options) own = *options;
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        for (size_t n = 1;; n += 1 + n / 64) { /* every one of the first, then fewer and fewer */
            counter count;
            gknb_allocator allocator = counting_allocator(&count);
            gknb_report *report = NULL;
            gknb_status status;
            memset(&count, 0, sizeof count);
            count.fail_at = n;
            count.for_ever = for_ever;
            own.allocator = &allocator;
            status = gknb_parse(bytes, size, &own, &report);
            if (status == GKNB_OK) gknb_free(report);
            else if (report) text_format(broken, "a report in spite of a failure at allocation %zu\n", n);
            if (count.live || count.bytes || count.wrong)
                text_format(broken, "a leak or a wrong size at allocation %zu\n", n);
            if (count.calls < n) break;
            if (status != GKNB_NO_MEMORY)
                text_format(broken, "allocation %zu failed, the status is %s\n", n, gknb_status_text(status));
            if (broken->size > 2000) return;
        }
    }
}

void laws_check(const void *bytes, size_t size, const gknb_options *options, size_t cut_bytes, size_t phase,
                text *broken)
{
    gknb_report *one, *two;
    text first = {NULL, 0, 0}, second = {NULL, 0, 0};
    if (gknb_parse(bytes, size, options, &one) != GKNB_OK) return;
    laws_tokens(one, broken);
    laws_spans(one, broken);
    laws_paths(one, broken);
    laws_findings(one, broken);
    if (gknb_parse(bytes, size, options, &two) == GKNB_OK) {
        laws_dump(one, &first);
        laws_dump(two, &second);
        if (!text_same(&first, &second)) text_puts(broken, "two readings differ\n");
        gknb_free(two);
    } else {
        text_puts(broken, "a second reading failed\n");
    }
    gknb_free(one);
    text_free(&first);
    text_free(&second);
    laws_cut((const char *)bytes, size, options, cut_bytes, phase, broken);
    laws_memory((const char *)bytes, size, options, broken);
}
