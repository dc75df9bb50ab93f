/* subject.c: see subject.h. */
#include "subject.h"

#include <stdio.h>
#include <string.h>

#include "support.h"

enum { FIGURES = 64 };

static const char *const CORPUS[] = {"2023-chaisang-office",      "bar-between-hongze-2023", "chrome-chaisang-style",
                                     "markdown-suqian-2023",      "one-line-huaian-2024",    "pipe-lines-pingtan-2025",
                                     "pipes-huaian-2024",         "spaces-pingtan-2021",     "tabs-pingtan-2023",
                                     "traditional-shanghai-2025", "width-shuyang-2025"};
static fuzz_truth figures[FIGURES];
static unsigned figure_count;

/* A line `path number ...` of a model of the corpus. */
static int corpus_line(char *line, fuzz_document *d)
{
    char path[120], *word = strtok(line, " ");
    unsigned read = 0;
    for (unsigned r = d->form->first_row; word && r < d->form->first_row + d->form->row_count; r++) {
        unsigned field = gk_rows[r].first_field - d->form->first_field;
        snprintf(path, sizeof path, "%s", gk_rows[r].path);
        if (strcmp(path, word)) continue;
        for (char *number = strtok(NULL, " "); number; number = strtok(NULL, " ")) {
            gknb_decimal *value = &d->truth.value[field + read];
            const char *dot = strchr(number, '.');
            if (*number < '0' || *number > '9' || read == gk_rows[r].columns) return 0;
            value->digits = 0;
            value->scale = dot ? (uint8_t)strlen(dot + 1) : 0;
            for (const char *p = number; *p; p++)
                if (*p != '.') value->digits = value->digits * 10 + (*p - '0');
            read++;
        }
        return read == gk_rows[r].columns;
    }
    return -1;
}

void corpus_read(void)
{
    static fuzz_document d;
    static text model;
    for (size_t i = 0; i < sizeof CORPUS / sizeof *CORPUS; i++) {
        char path[200];
        unsigned rows = 0;
        int whole = 1;
        snprintf(path, sizeof path, "corpus/%s/model", CORPUS[i]);
        if (!file_read(path, &model)) continue;
        d.form = &gk_forms[0];
        while (strcmp(d.form->id, "2021")) d.form++;
        for (char *line = model.at, *end; line && *line; line = end) {
            int read;
            end = strchr(line, '\n');
            if (end) *end++ = 0;
            read = corpus_line(line, &d);
            whole &= read != 0;
            rows += read > 0;
        }
        figures[figure_count] = d.truth;
        if (whole && rows == d.form->row_count && fuzz_balance(&d) &&
            !memcmp(&d.truth, &figures[figure_count], sizeof d.truth))
            figure_count++;
    }
}

int subject_make(subject *s, const fuzz_fault *fault, uint64_t seed)
{
    static const unsigned densities[] = {4, 30, 60, 95};
    fuzz_choice choice, again;
    unsigned figure;
    fuzz_seed(&choice, seed * 1000 + (uint64_t)(fault - fuzz_faults));
    s->seed = seed;
    s->fault = fault;
    figure = fuzz_pick(&choice, 5);
    fuzz_figures(&choice, &s->whole, fuzz_pick(&choice, gk_form_count), densities[figure % 4]);
    if (figure == 4 && figure_count && !strcmp(s->whole.form->id, "2021"))
        s->whole.truth = figures[fuzz_pick(&choice, figure_count)];
    fuzz_lay_out(&choice, &s->whole);
    do s->layout = &fuzz_layouts[fuzz_pick(&choice, fuzz_layout_count)];
    while (!fuzz_fault_fits(fault, s->layout));
    memset(&s->dress, 0, sizeof s->dress);
    s->dress.wide = fuzz_pick(&choice, 4) == 0;
    s->dress.crlf = fuzz_pick(&choice, 8) == 0;
    s->dress.broken = fuzz_pick(&choice, 8) == 0;
    s->dress.traditional = fuzz_pick(&choice, 16) == 0;
    s->dress.chrome = fuzz_pick(&choice, 4) == 0;
    if (fuzz_pick(&choice, 8) == 0) s->dress.padding = (uint8_t)(1 + fuzz_pick(&choice, 3));
    s->damaged = s->whole;
    if (!fault->apply(&choice, &s->damaged, fault->arg)) return 0;
    again = choice;
    s->size[0] = fuzz_render(&again, &s->whole, s->layout, &s->dress, s->bytes[0], SUBJECT_ROOM, NULL);
    s->size[1] = fuzz_render(&choice, &s->damaged, s->layout, &s->dress, s->bytes[1], SUBJECT_ROOM, &s->places);
    return s->size[0] && s->size[1];
}

gknb_span subject_row(const subject *s, unsigned field)
{
    unsigned row = gk_fields[s->damaged.form->first_field + field].row;
    gknb_span span = {0, 0};
    for (unsigned i = 0; i < s->damaged.form->field_count; i++) {
        const gknb_span *other = &s->places.row[i];
        if (gk_fields[s->damaged.form->first_field + i].row != row || other->start == other->end) continue;
        if (span.start == span.end || other->start < span.start) span.start = other->start;
        if (other->end > span.end) span.end = other->end;
    }
    return span;
}

int same_number(gknb_decimal a, gknb_decimal b)
{
    while (a.scale < b.scale) a.digits *= 10, a.scale++;
    while (b.scale < a.scale) b.digits *= 10, b.scale++;
    return a.digits == b.digits;
}

static int subject_lies_in(gknb_span place, gknb_span row) { return place.start >= row.start && place.start < row.end; }

/* A finding names the cell, or its row and no other. */
static int subject_names(const gknb_report *report, size_t index, const subject *s, unsigned field)
{
    gknb_finding f;
    unsigned first = s->damaged.form->first_field, row = gk_fields[first + field].row;
    gknb_span span = subject_row(s, field);
    int only_row = 1;
    gknb_get_finding(report, index, &f);
    if (subject_lies_in(f.span, span)) return 1;
    for (size_t i = 0; i < f.cell_count; i++) {
        size_t cell = gknb_get_finding_cell(report, index, i);
        if (cell == field) return 1;
        only_row &= gk_fields[first + cell].row == row;
    }
    if (f.cell_count && only_row) return 1;
    for (size_t i = 0; i < f.related_count; i++) {
        gknb_related r;
        gknb_get_related(report, index, i, &r);
        if (r.cell == field || subject_lies_in(r.span, span)) return 1;
    }
    return 0;
}

int subject_flagged(const gknb_report *report, const subject *s, unsigned field)
{
    for (size_t i = 0; i < gknb_finding_count(report); i++)
        if (subject_names(report, i, s, field)) return 1;
    return 0;
}
