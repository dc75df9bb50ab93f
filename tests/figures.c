/* figures.c: see figures.h. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

#include "../src/model/tables.h"
#include "support.h"

size_t figures_read(const char *name, figure out[FIGURES])
{
    text path = {NULL, 0, 0}, file = {NULL, 0, 0};
    size_t count = 0;
    unsigned form = 0;
    text_format(&path, "tests/figures/%s.txt", name);
    file_read(text_of(&path), &file);
    for (char *line = file.at, *next; line && *line; line = next) {
        char *row, *word, *rest;
        unsigned place = 0;
        next = line + strcspn(line, "\n");
        if (*next) *next++ = 0;
        if (*line == '#' || !(row = strtok_r(line, " ", &rest))) continue;
        while ((word = strtok_r(NULL, " ", &rest)) && count < FIGURES) {
            snprintf(out[count].path, sizeof out->path, "%s", row);
            snprintf(out[count].value, sizeof out->value, "%s", word);
            out[count++].place = place++;
        }
    }
    while (form < gk_form_count && gk_forms[form].field_count != count) form++;
    if (form == gk_form_count) {
        fprintf(stderr, "%s: %zu figures are no form's\n", text_of(&path), count);
        exit(2);
    }
    text_free(&path);
    text_free(&file);
    return count;
}
