/* moves.c: the strict parser goes each way its tables have: a blank and a sign in the place of each number, and each
 * group of table three between any two of its rows.
 *
 * In: a valid report of each form, its cells and rows marked as an adapter marks them. Out: what is read otherwise. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../src/model/report.h"
#include "support.h"

static unsigned long passed, failed;

typedef struct {
    text bytes;
    gknb_report *report; /* of the template as it stands, one cell a line */
} form;

enum { NOWHERE = -1 };

static int is_cell_at(const gknb_report *report, uint32_t start)
{
    for (size_t i = 0; i < gknb_cell_count(report); i++)
        if (report->cell[i].span.start == start) return 1;
    return 0;
}

/* The template with marks behind its cells and rows; `instead` stands where the number `cell` was, and `group` behind
 * the row that ends in the number `behind`. */
static void mark(const form *f, int cell, const char *instead, int behind, const char *group, text *out)
{
    const char *bytes = text_of(&f->bytes);
    uint32_t done = 0;
    out->size = 0;
    for (int i = 0; i < (int)gknb_cell_count(f->report); i++) {
        gknb_span span = f->report->cell[i].span;
        text_add(out, bytes + done, span.start - done - 1); /* up to the line break before it */
        if (bytes[done] != '\n' || done + 1 != span.start) text_add(out, "\x1f", 1);
        if (i == cell) text_add(out, instead, strlen(instead));
        else text_add(out, bytes + span.start, span.end - span.start);
        text_add(out, "\x1f", 1);
        done = span.end;
        if (is_cell_at(f->report, done + 1)) continue;
        text_add(out, "\x1e", 1);
        if (i == behind) text_format(out, "\n%s", group);
    }
    text_add(out, bytes + done, f->bytes.size - done);
}

static void check(const form *f, const text *made, int cell, gknb_state state, const char *what)
{
    gknb_options options = {0};
    gknb_report *now = NULL;
    int held;
    options.strict = 1;
    held = gknb_parse(made->at, made->size, &options, &now) == GKNB_OK &&
           gknb_cell_count(now) == gknb_cell_count(f->report);
    for (size_t i = 0; held && i < gknb_cell_count(now); i++) {
        const gk_cell *was = &f->report->cell[i], *is = &now->cell[i];
        if ((int)i == cell) held = is->state == state && !is->has_value;
        else
            held =
                is->state == was->state && is->value.digits == was->value.digits && is->value.scale == was->value.scale;
        if (!held)
            printf("%s, %s, cell %d: %s is %s\n", f->report->form->id, what, cell,
                   gk_fields[f->report->form->first_field + i].path, gknb_state_name((gknb_state)is->state));
    }
    held ? passed++ : failed++;
    gknb_free(now);
}

/* The last cell of a row, of a table with groups. */
static int ends_row(const form *f, size_t cell, const gk_table **table)
{
    const gk_field *field = &gk_fields[f->report->form->first_field + cell];
    *table = &gk_tables[gk_rows[field->row].table];
    return (*table)->group_count && field[1].row != field->row;
}

static void check_form(const char *path)
{
    form f = {{NULL, 0, 0}, NULL};
    text made = {NULL, 0, 0};
    const gk_table *table;
    if (!file_read(path, &f.bytes) || gknb_parse(f.bytes.at, f.bytes.size, NULL, &f.report) != GKNB_OK) exit(2);
    mark(&f, NOWHERE, "", NOWHERE, "", &made);
    check(&f, &made, NOWHERE, GKNB_STATE_GIVEN, "as it is");
    for (int i = 0; i < (int)gknb_cell_count(f.report); i++) {
        mark(&f, i, "", NOWHERE, "", &made);
        check(&f, &made, i, GKNB_STATE_BLANK, "a blank");
        mark(&f, i, "/", NOWHERE, "", &made);
        check(&f, &made, i, GKNB_STATE_NOT_APPLICABLE, "a sign");
        if (!ends_row(&f, (size_t)i, &table)) continue;
        for (unsigned g = 0; g < table->group_count; g++) {
            mark(&f, NOWHERE, "", i, gk_label_text(f.report->form, table->groups[g]), &made);
            check(&f, &made, NOWHERE, GKNB_STATE_GIVEN, "a group");
        }
    }
    gknb_free(f.report);
    text_free(&f.bytes);
    text_free(&made);
}

int main(void)
{
    check_form("tests/templates/valid-2019.txt");
    check_form("tests/templates/valid-2021.txt");
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
