/* fields.c: see fields.h. */
#include "fields.h"

#include <string.h>

#include "../../gen/parser.h"
#include "../base/decimal.h"
#include "../base/limits.h"
#include "../lex/fold.h"

/* The unit behind a number: 1 + its index, 0 without one. */
static uint8_t field_unit(const uint8_t *p, const uint8_t *end)
{
    uint8_t size;
    while (p < end && gk_fold(p, end, &size) == GK_FOLD_BLANK) p += size;
    for (unsigned i = 0; i < gk_unit_count && p < end; i++) {
        size_t length = strlen(gk_units[i].text);
        if ((size_t)(end - p) == length && !memcmp(p, gk_units[i].text, length)) return (uint8_t)(i + 1);
    }
    return 0;
}

/* The power of ten of a row's own unit. */
static int field_power(const char *unit)
{
    for (unsigned i = 0; i < gk_unit_count; i++)
        if (!strcmp(gk_units[i].text, unit)) return gk_units[i].power;
    return 0;
}

/* The unit the head of a column names: the last that stands in it, blanks aside. */
static uint8_t field_head_unit(const gknb_report *report, unsigned label)
{
    uint32_t i = report->heads.count;
    uint8_t text[64], size, best = 0;
    size_t length = 0, at = 0;
    while (i > 0 && report->heads.mark[i - 1].label != label) i--;
    if (!i) return 0;
    for (uint32_t k = report->heads.mark[i - 1].span.start; k < report->heads.mark[i - 1].span.end; k += size) {
        const uint8_t *p = report->bytes + k;
        if (gk_fold(p, report->bytes + report->heads.mark[i - 1].span.end, &size) == GK_FOLD_BLANK) continue;
        if (length + size > sizeof text) return 0;
        memcpy(text + length, p, size);
        length += size;
    }
    for (; at < length; at++)
        for (unsigned u = 0; u < gk_unit_count; u++) {
            size_t n = strlen(gk_units[u].text);
            if (gk_units[u].power < 0 || n > length - at || memcmp(text + at, gk_units[u].text, n)) continue;
            best = (uint8_t)(u + 1);
            at += n - 1;
            break;
        }
    return best;
}

/* A change: a signed number, or one behind a word that says how; how many bytes it takes, 0: it is none. */
static size_t field_change(const uint8_t *p, const uint8_t *end, gknb_decimal *value)
{
    const uint8_t *start = p;
    const gk_change *change = NULL;
    uint8_t size;
    size_t read;
    for (unsigned i = 0; i < gk_change_count && !change; i++) {
        size_t length = strlen(gk_changes[i].text);
        if ((size_t)(end - p) < length || memcmp(p, gk_changes[i].text, length)) continue;
        change = &gk_changes[i];
        p += length;
    }
    memset(value, 0, sizeof *value);
    if (change && !change->sign) return (size_t)(p - start);
    while (change && p < end && gk_fold(p, end, &size) == GK_FOLD_BLANK) p += size;
    read = gk_read_decimal(p, (size_t)(end - p), value);
    if (change && value->digits < 0) return 0; /* twice a sign */
    if (change) value->digits *= change->sign;
    return read ? (size_t)(p - start) + read : 0;
}

/* Nothing stands behind a number but its unit, or blanks. */
static int field_ends(const uint8_t *p, const uint8_t *end, uint8_t unit)
{
    uint8_t size;
    while (p < end && gk_fold(p, end, &size) == GK_FOLD_BLANK) p += size;
    return p == end || unit;
}

/* The unit behind a number's digits, or that its head names, turned into the field's own; 0: it is none of these. */
static int field_measure(const gknb_report *report, const gk_field *of, const uint8_t *p, const uint8_t *end,
                         gk_cell *cell)
{
    const gk_unit *unit;
    cell->unit = field_unit(p, end);
    if (!field_ends(p, end, cell->unit)) return 0;
    if (of->type == GK_TYPE_MONEY && !cell->unit) {
        uint8_t head = field_head_unit(report, gk_columns[of->column].label);
        if (head && strcmp(gk_units[head - 1].unit, of->unit)) cell->unit = head;
    }
    if (!cell->unit) return 1;
    unit = &gk_units[cell->unit - 1];
    if ((unit->power >= 0) != gk_is_money(of)) return 0;
    return !gk_is_money(of) || !strcmp(unit->unit, of->unit) ||
           gk_shift_decimal(cell->value, unit->power - field_power(of->unit), &cell->value);
}

void gk_read_number(const gknb_report *report, unsigned field, gknb_span span, gk_cell *cell)
{
    const gk_field *of = &gk_fields[report->form->first_field + field];
    const uint8_t *p = report->bytes + span.start, *end = report->bytes + span.end;
    size_t read;
    cell->span = span;
    cell->state = GKNB_STATE_UNREADABLE;
    read = of->type == GK_TYPE_CHANGE ? field_change(p, end, &cell->value)
                                      : gk_read_decimal(p, span.end - span.start, &cell->value);
    if (!read) return;
    if ((p + read < end || of->type == GK_TYPE_MONEY) && !field_measure(report, of, p + read, end, cell)) return;
    cell->state = GKNB_STATE_GIVEN;
    cell->has_value = 1;
}

int gk_fits_field(const gknb_report *report, unsigned field, gknb_span span)
{
    unsigned type = gk_fields[report->form->first_field + field].type;
    const uint8_t *p = report->bytes + span.start;
    gk_cell cell;
    memset(&cell, 0, sizeof cell);
    gk_read_number(report, field, span, &cell);
    if (!cell.has_value) return 0;
    if (type == GK_TYPE_CHANGE) return !cell.value.scale;
    if (type == GK_TYPE_COUNT && cell.value.scale) return 0;
    return p[0] == 0xef ? p[2] >= 0x90 : p[0] >= '0' && p[0] <= '9';
}

void gk_read_cell(const gknb_report *report, unsigned field, const gk_items *items, uint32_t item, gk_cell *cell)
{
    cell->span = gk_item_span(items, item);
    if (items->item[item] & GK_ITEM_EMPTY) cell->state = GKNB_STATE_BLANK;
    else if (gk_token_kind(items->tokens, items->item[item] & GK_ITEM_TOKEN) == GK_KIND_NA)
        cell->state = GKNB_STATE_NOT_APPLICABLE;
    else gk_read_number(report, field, cell->span, cell);
}

uint8_t gk_read_ordinal(const uint8_t *bytes, gknb_span *heading)
{
    const uint8_t *p = bytes + heading->start, *end = bytes + heading->end;
    uint8_t size, value = 0;
    uint16_t ch = gk_fold(p, end, &size);
    for (uint8_t i = 0; i < 10; i++)
        if (ch == gk_ordinals[i]) value = (uint8_t)(i + 1);
    if (!value) return 0;
    for (p += size; p < end; p += size) {
        ch = gk_fold(p, end, &size);
        if (ch != GK_FOLD_BLANK && ch != gk_ordinal_mark) break;
    }
    heading->start = (uint32_t)(p - bytes);
    return value;
}

int gk_item_value(const gknb_report *report, const gk_items *items, uint32_t item, int64_t *value)
{
    gknb_span span = gk_item_span(items, item);
    gknb_decimal number;
    *value = 0;
    if (items->terminal[item] != T_NUMBER) return 1; /* blank, not applicable: adds nothing */
    if (!gk_read_decimal(report->bytes + span.start, span.end - span.start, &number) || number.scale) return 0;
    if (number.digits > GK_MAX_ADDEND || number.digits < -GK_MAX_ADDEND) return 0;
    *value = number.digits;
    return 1;
}
