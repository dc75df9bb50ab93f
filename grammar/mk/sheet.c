/* sheet.c: the tables as they are printed: reads sheet.def of each form, writes its boxes. Every cell of a form stands
 * in its sheets once, and every line is as wide as the first. */
#include "mk.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_BOXES = 2000, MAX_WIDTH = 32 };

typedef struct {
    int form, table, line, label, field; /* label 0: a cell; field -1: a label */
    int columns, rows;
    int at; /* its first column in the sheet */
} box;

static box boxes[MAX_BOXES];
static int box_count;

static void add_box(const char *path, int line, box made)
{
    if (box_count == MAX_BOXES) fail(path, line, "too many boxes");
    boxes[box_count++] = made;
}

/* Cuts off /COLUMNSxROWS. */
static void read_size(const char *path, int line, char *text, box *made)
{
    char *slash = strchr(text, '/');
    made->columns = made->rows = 1;
    if (!slash) return;
    if (sscanf(slash, "/%dx%d", &made->columns, &made->rows) != 2) fail(path, line, "no size: %s", slash);
    *slash = 0;
}

static void read_box(const char *path, int line, box made, char *text)
{
    int found = 0;
    read_size(path, line, text, &made);
    if (*text != '=') {
        made.field = -1;
        if (!(made.label = find_label(text))) fail(path, line, "no label %s", text);
        add_box(path, line, made);
        return;
    }
    for (int r = forms[made.form].first_row; r < forms[made.form].first_row + forms[made.form].row_count; r++) {
        if (strcmp(rows[r].path, text + 1)) continue;
        found = 1;
        for (int c = 0; c < rows[r].columns; c++) {
            made.field = rows[r].first_field + c;
            add_box(path, line, made);
        }
    }
    if (!found) fail(path, line, "no row %s", text + 1);
}

/* A box takes places of the lines below too; those left must be filled exactly. */
static void check_width(const char *path, int line, int first, int *taken, int *width)
{
    int at = 0;
    for (int i = first; i < box_count; i++) {
        while (at < MAX_WIDTH && taken[at]) at++;
        boxes[i].at = at;
        for (int c = 0; c < boxes[i].columns; c++, at++) {
            if (at >= MAX_WIDTH || taken[at]) fail(path, line, "no room for a box");
            taken[at] = boxes[i].rows;
        }
    }
    while (at < MAX_WIDTH && taken[at]) at++;
    if (*width && at != *width) fail(path, line, "%d places wide, not %d", at, *width);
    *width = at;
    for (int c = 0; c < at; c++) {
        if (!taken[c]) fail(path, line, "place %d is empty", c + 1);
        taken[c]--;
    }
}

static int form_of(const char *path)
{
    for (int f = 0; f < form_count; f++) {
        char folder[32];
        snprintf(folder, sizeof folder, "/%s/", forms[f].id);
        if (strstr(path, folder)) return f;
    }
    fail(path, 0, "in no form's folder");
}

void read_sheet(const char *path)
{
    FILE *in = open_in(path);
    char *text;
    int line = 0, lines = 0, width = 0, taken[MAX_WIDTH] = {0};
    box made = {form_of(path), -1, 0, 0, -1, 1, 1, 0};
    while ((text = read_line(in, &line))) {
        const char *what = word(&text);
        if (!strcmp(what, "sheet")) {
            const char *key = word(&text);
            made.table = -1;
            for (int t = 0; t < table_count; t++)
                if (tables[t].form == made.form && !strcmp(tables[t].key, key)) made.table = t;
            if (made.table < 0) fail(path, line, "no table %s", key);
            memset(taken, 0, sizeof taken);
            width = 0;
        } else if (!strcmp(what, "line") && made.table >= 0) {
            int first = box_count;
            char *name;
            made.line = ++lines;
            while (*(name = part(&text))) read_box(path, line, made, name);
            check_width(path, line, first, taken, &width);
        } else {
            fail(path, line, "no such line: %s", what);
        }
    }
    fclose(in);
}

void check_sheets(void)
{
    for (int f = 0; f < form_count; f++) {
        for (int i = forms[f].first_field; i < forms[f].first_field + forms[f].field_count; i++) {
            int count = 0;
            for (int b = 0; b < box_count; b++) count += boxes[b].form == f && boxes[b].field == i;
            if (count != 1) fail(forms[f].id, 0, "%s stands in the sheets %d times", fields[i].path, count);
        }
    }
}

int label_place(int of, int l, int *behind)
{
    int i = 0, at;
    *behind = 0;
    while (i < box_count && (boxes[i].form != of || boxes[i].label != l)) i++;
    if (i == box_count) return 0;
    at = boxes[i].at;
    for (; i < box_count && !*behind; i++)
        if (boxes[i].form == of && boxes[i].label != l) *behind = boxes[i].label;
    return at;
}

void write_sheets(FILE *out)
{
    fputs("\nconst gk_box gk_boxes[] = {", out);
    for (int i = 0; i < box_count; i++) {
        const box *b = &boxes[i];
        int field = b->field < 0 ? 0xffff : b->field - forms[b->form].first_field;
        fprintf(out, "%s{%d, %d, %d, %d, %d, %d, %d},", i % 4 ? " " : "\n    ", b->form, b->table, b->label, field,
                b->columns, b->rows, !i || boxes[i - 1].line != b->line || boxes[i - 1].form != b->form);
    }
    fprintf(out, "\n};\nconst unsigned gk_box_count = %d;\n", box_count);
}
