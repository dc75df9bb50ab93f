/* oracle.c: see oracle.h. */
#include "oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/lex/lex.h"
#include "../generate.h"

void oracle_fail(const char *claim, const char *file, int line)
{
    fprintf(stderr, "oracle: %s:%d: %s\n", file, line, claim);
    __builtin_trap();
}

static void *oracle_allocate(void *user, size_t size) { return (void)user, malloc(size); }

static void oracle_release(void *user, void *memory, size_t size)
{
    (void)user;
    (void)size;
    free(memory);
}

void oracle_tile(const uint8_t *bytes, size_t size)
{
    static const gknb_allocator allocator = {oracle_allocate, oracle_release, NULL};
    gk_arena arena;
    gk_tokens tokens;
    uint32_t end = 0;
    gk_arena_init(&arena, &allocator);
    ORACLE(gk_lex(&arena, bytes, (uint32_t)size, &tokens) == GKNB_OK);
    for (uint32_t i = 0; i < tokens.count; i++) {
        ORACLE(gk_token_start(&tokens, i) == end);
        end = gk_token_end(&tokens, i);
        ORACLE(end > gk_token_start(&tokens, i));
        ORACLE(gk_token_kind(&tokens, i) < GK_KIND_LABEL + gk_label_count);
    }
    ORACLE(end == size);
    gk_arena_free(&arena);
}

static void oracle_span(gknb_span span, size_t size)
{
    ORACLE(span.start <= span.end);
    ORACLE(span.end <= size);
}

void oracle_spans(const gknb_report *report)
{
    size_t size;
    gknb_bytes(report, &size);
    for (size_t i = 0; i < gknb_section_count(report); i++) {
        gknb_section section;
        gknb_get_section(report, i, &section);
        oracle_span(section.span, size);
        oracle_span(section.body, size);
    }
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        oracle_span(f.span, size);
        ORACLE(f.group <= i);
        for (size_t n = 0; n < f.cell_count; n++) ORACLE(gknb_get_finding_cell(report, i, n) < gknb_cell_count(report));
        for (size_t n = 0; n < f.related_count; n++) {
            gknb_related r;
            gknb_get_related(report, i, n, &r);
            oracle_span(r.span, size);
            ORACLE(r.cell == (size_t)-1 || r.cell < gknb_cell_count(report));
        }
    }
}

int oracle_told(const gknb_report *report, size_t cell)
{
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        for (size_t n = 0; n < f.cell_count; n++)
            if (gknb_get_finding_cell(report, i, n) == cell) return 1;
    }
    return gknb_findings_hidden(report) > 0;
}

void oracle_states(const gknb_report *report)
{
    static const char *paths_of; /* the paths are the form's: they are looked for once, each among all */
    gknb_header header;
    size_t size;
    int anew;
    gknb_get_header(report, &header);
    gknb_bytes(report, &size);
    anew = header.form != paths_of;
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_cell cell;
        int valued;
        gknb_get_cell(report, i, &cell);
        oracle_span(cell.span, size);
        valued = cell.state == GKNB_STATE_GIVEN || cell.state == GKNB_STATE_SPLIT || cell.state == GKNB_STATE_MOVED;
        ORACLE(valued == cell.has_value);
        ORACLE(!cell.has_value || cell.span.end > cell.span.start);
        ORACLE(cell.state != GKNB_STATE_AMBIGUOUS || oracle_told(report, i));
        ORACLE(cell.state == GKNB_STATE_ABSENT || cell.span.end > 0); /* the row stands somewhere */
        ORACLE(!(cell.has_value && cell.has_inferred));
        ORACLE(cell.state == GKNB_STATE_AMBIGUOUS || cell.alternative_count == 0);
        ORACLE(!anew || gknb_find_cell(report, cell.path) == i);
        for (size_t k = i; k-- > 0 && cell.has_value;) { /* no number is read twice */
            gknb_cell other;
            gknb_get_cell(report, k, &other);
            ORACLE(!other.has_value || other.span.start >= cell.span.end || other.span.end <= cell.span.start);
        }
    }
    paths_of = header.form;
}

static void oracle_same_cells(const gknb_report *a, const gknb_report *b)
{
    ORACLE(gknb_cell_count(a) == gknb_cell_count(b));
    for (size_t i = 0; i < gknb_cell_count(a); i++) {
        gknb_cell x, y;
        gknb_get_cell(a, i, &x);
        gknb_get_cell(b, i, &y);
        ORACLE(x.state == y.state && x.has_value == y.has_value && x.has_inferred == y.has_inferred);
        ORACLE(x.value.digits == y.value.digits && x.value.scale == y.value.scale);
        ORACLE(x.span.start == y.span.start && x.span.end == y.span.end);
        ORACLE(x.alternative_count == y.alternative_count);
    }
}

void oracle_same(const gknb_report *a, const gknb_report *b)
{
    oracle_same_cells(a, b);
    ORACLE(gknb_finding_count(a) == gknb_finding_count(b));
    for (size_t i = 0; i < gknb_finding_count(a); i++) {
        static char one[1 << 14], two[1 << 14];
        gknb_finding x, y;
        gknb_get_finding(a, i, &x);
        gknb_get_finding(b, i, &y);
        ORACLE(!strcmp(x.id, y.id) && x.span.start == y.span.start && x.span.end == y.span.end && x.group == y.group);
        ORACLE(gknb_format_finding(a, i, GKNB_LANG_ZH, one, sizeof one) ==
               gknb_format_finding(b, i, GKNB_LANG_ZH, two, sizeof two));
        ORACLE(!strcmp(one, two));
    }
}

/* A finding of the reading says that something had to be repaired, or that a table was not read; or what was read is
 * too little to be a report, and has no cells. */
static int oracle_repaired(const gknb_report *report)
{
    if (gknb_get_verdict(report) == GKNB_VERDICT_UNREADABLE) return 1;
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        if (*f.id == 'R' || *f.id == 'P') return 1;
    }
    return 0;
}

void oracle_strict(const uint8_t *bytes, size_t size, const gknb_report *report)
{
    gknb_options options;
    gknb_report *strict;
    memset(&options, 0, sizeof options);
    options.strict = 1;
    ORACLE(gknb_parse(bytes, size, &options, &strict) == GKNB_OK);
    oracle_spans(strict);
    oracle_states(strict);
    for (size_t i = 0; i < gknb_cell_count(strict) && i < gknb_cell_count(report) && !oracle_repaired(strict); i++) {
        gknb_cell x, y;
        gknb_get_cell(strict, i, &x);
        gknb_get_cell(report, i, &y);
        ORACLE(!x.has_value || (y.has_value && x.value.digits == y.value.digits && x.value.scale == y.value.scale));
    }
    if (!oracle_repaired(report)) oracle_same_cells(strict, report);
    gknb_free(strict);
}

void oracle_round(const gknb_report *report)
{
    static fuzz_document document;
    static uint8_t bytes[1 << 17];
    static const fuzz_dress plain;
    gknb_header header;
    gknb_report *again;
    fuzz_choice choice;
    size_t size;
    gknb_get_header(report, &header);
    document.form = NULL;
    for (unsigned f = 0; header.form && f < gk_form_count; f++)
        if (!strcmp(gk_forms[f].id, header.form)) document.form = &gk_forms[f];
    if (!document.form || gknb_cell_count(report) != document.form->field_count) return;
    memset(&document.truth, 0, sizeof document.truth);
    for (unsigned i = 0; i < document.form->field_count; i++) {
        gknb_cell cell;
        gknb_get_cell(report, i, &cell);
        if (!cell.has_value) return;
        document.truth.value[i] = cell.value;
    }
    fuzz_seed(&choice, 1);
    fuzz_lay_out(&choice, &document);
    size = fuzz_render(&choice, &document, &fuzz_layouts[1], &plain, bytes, sizeof bytes, NULL);
    ORACLE(size && gknb_parse(bytes, size, NULL, &again) == GKNB_OK);
    ORACLE(gknb_cell_count(again) == document.form->field_count);
    for (unsigned i = 0; i < document.form->field_count; i++) {
        gknb_cell cell;
        gknb_get_cell(again, i, &cell);
        ORACLE(cell.state == GKNB_STATE_GIVEN);
        ORACLE(cell.value.digits == document.truth.value[i].digits &&
               cell.value.scale == document.truth.value[i].scale);
    }
    gknb_free(again);
}
