/* second.c: see second.h. */
#include "second.h"

#include <string.h>

#include "oracle.h"

typedef struct {
    const char *at, *end;
} second_text;

/* The next line that is not empty; 0 behind the last. */
static int second_line(second_text *rest, const char **line, size_t *size)
{
    do {
        const char *newline;
        if (rest->at == rest->end) return 0;
        newline = (const char *)memchr(rest->at, '\n', (size_t)(rest->end - rest->at));
        *line = rest->at;
        *size = (size_t)((newline ? newline : rest->end) - rest->at);
        rest->at = newline ? newline + 1 : rest->end;
    } while (*size == 0);
    return 1;
}

/* Digits, up to fifteen, with a point in them or not. */
static int second_number(const char *line, size_t size, gknb_decimal *value)
{
    size_t point = size;
    value->digits = 0;
    if (!size || size > 15) return 0;
    for (size_t i = 0; i < size; i++) {
        if (line[i] == '.' && point == size && i && i + 1 < size) point = i;
        else if (line[i] >= '0' && line[i] <= '9') value->digits = value->digits * 10 + (line[i] - '0');
        else return 0;
    }
    value->scale = (uint8_t)(point == size ? 0 : size - point - 1);
    return 1;
}

int second_read(const uint8_t *bytes, size_t size, unsigned form, gknb_decimal *value)
{
    static fuzz_document printed;
    second_text rest = {(const char *)bytes, (const char *)bytes + size};
    fuzz_choice choice;
    const char *line;
    size_t length;
    fuzz_seed(&choice, 1);
    fuzz_figures(&choice, &printed, form, 0);
    fuzz_lay_out(&choice, &printed);
    for (unsigned l = 0; l < printed.lines; l++) {
        const fuzz_line *due = &printed.line[l];
        if (due->kind == FUZZ_PROSE) continue;
        for (unsigned s = 0; s < due->count; s++) {
            const fuzz_slot *slot = &due->slot[s];
            if (slot->kind == FUZZ_COVERED) continue;
            do {
                if (!second_line(&rest, &line, &length)) return 0;
                if (slot->kind == FUZZ_NUMBER && !second_number(line, length, &value[slot->field])) return 0;
                if (slot->kind == FUZZ_NUMBER) break;
                if (length == slot->size && !memcmp(line, printed.text + slot->text, length)) break;
            } while (due->kind == FUZZ_HEADING); /* prose stands before a heading */
            if (slot->kind == FUZZ_LABEL && (length != slot->size || memcmp(line, printed.text + slot->text, length)))
                return 0;
        }
    }
    return 1;
}

static int second_error(const gknb_report *report)
{
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        if (f.level == GKNB_LEVEL_ERROR) return 1;
    }
    return 0;
}

void second_agrees(const uint8_t *bytes, size_t size, const gknb_report *report)
{
    static gknb_decimal value[GK_MOST_FIELDS];
    gknb_header header;
    gknb_get_header(report, &header);
    for (unsigned form = 0; header.form && form < gk_form_count; form++) {
        if (strcmp(gk_forms[form].id, header.form) || !second_read(bytes, size, form, value)) continue;
        for (size_t i = 0; i < gknb_cell_count(report); i++) {
            gknb_cell cell;
            gknb_get_cell(report, i, &cell);
            ORACLE((cell.state == GKNB_STATE_GIVEN && cell.value.digits == value[i].digits &&
                    cell.value.scale == value[i].scale) ||
                   second_error(report));
        }
    }
}
