/* linear.c: see linear.h. What is only known at the end of a row or a table (whether it is data) is mended in place:
 * marks and line breaks are one byte each. */
#include "linear.h"

#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"

#define LINEAR_CELL 0x1f
#define LINEAR_ROW 0x1e
#define LINEAR_OPEN 0xff000000u /* + depth: the table's number is not known yet */

void gk_linear_free(gk_linear *l)
{
    free(l->text);
    free(l->stretch);
    free(l->spot);
    free(l->table);
    free(l->mark);
    memset(l, 0, sizeof *l);
}

static int linear_fail(gk_linear *l, gknb_open_status status)
{
    if (l->status == GKNB_OPEN_OK) l->status = status;
    return 0;
}

/* Room for `more` items behind `count`. */
static int linear_room(gk_linear *l, void *vector, size_t item, size_t count, size_t more, size_t *room)
{
    void **at = (void **)vector, *grown;
    size_t want = *room ? *room : 64;
    if (l->status != GKNB_OPEN_OK) return 0;
    if (count + more <= *room) return 1;
    while (want < count + more) want *= 2;
    grown = realloc(*at, want * item);
    if (!grown) return linear_fail(l, GKNB_OPEN_NO_MEMORY);
    *at = grown;
    *room = want;
    return 1;
}

void gk_linear_raw(gk_linear *l, const void *bytes, size_t size, uint32_t start, uint32_t end)
{
    const gknb_stretch *last = l->stretches ? &l->stretch[l->stretches - 1] : NULL;
    if (size > l->cap || l->size > l->cap - size) linear_fail(l, GKNB_OPEN_TOO_LARGE);
    if (!size || !linear_room(l, &l->text, 1, l->size, size, &l->room)) return;
    memcpy(l->text + l->size, bytes, size);
    if (!l->own && last && last->end == start && end - start == size && start - last->start == l->size - last->text) {
        l->stretch[l->stretches - 1].end = end;
    } else if (!l->own && linear_room(l, &l->stretch, sizeof *l->stretch, l->stretches, 1, &l->stretch_room)) {
        gknb_stretch made = {(uint32_t)l->size, start, end};
        l->stretch[l->stretches++] = made;
    }
    l->size += size;
    l->at = end;
}

static int linear_at_line(const gk_linear *l)
{
    return !l->size || l->text[l->size - 1] == '\n' || l->text[l->size - 1] == LINEAR_CELL;
}

/* Writes the blank or the break that is due before more text. */
static void linear_settle(gk_linear *l)
{
    char pending = l->pending;
    l->pending = 0;
    if (!pending || linear_at_line(l)) return;
    if (pending == '\n') gk_linear_raw(l, "\n", 1, l->at, l->at);
    else gk_linear_raw(l, " ", 1, l->at, l->blank_end);
}

static int linear_is_blank(uint8_t byte) { return byte <= ' '; }

void gk_linear_text(gk_linear *l, const uint8_t *bytes, size_t size, uint32_t start, uint32_t end)
{
    int kept = end - start == size;
    for (size_t i = 0; i < size;) {
        size_t from = i;
        int blank = linear_is_blank(bytes[i]);
        while (i < size && linear_is_blank(bytes[i]) == blank) i++;
        if (!blank) {
            linear_settle(l);
            gk_linear_raw(l, bytes + from, i - from, kept ? start + (uint32_t)from : start,
                          kept ? start + (uint32_t)i : end);
        } else if (l->pending != '\n') {
            if (!l->pending) l->at = kept ? start + (uint32_t)from : start;
            l->pending = ' ';
            l->blank_end = kept ? start + (uint32_t)i : end;
        }
    }
}

void gk_linear_verbatim(gk_linear *l, const uint8_t *bytes, size_t size, uint32_t start, uint32_t end)
{
    int kept = end - start == size;
    linear_settle(l);
    for (size_t i = 0; i < size;) {
        size_t from = i;
        while (i < size && (bytes[i] >= ' ' || bytes[i] == '\n' || bytes[i] == '\t')) i++;
        gk_linear_raw(l, bytes + from, i - from, kept ? start + (uint32_t)from : start,
                      kept ? start + (uint32_t)i : end);
        if (i == size) break;
        gk_linear_raw(l, " ", 1, kept ? start + (uint32_t)i : start, kept ? start + (uint32_t)i + 1 : end);
        i++;
    }
}

void gk_linear_break(gk_linear *l) { l->pending = '\n'; }

/* ---- tables ---- */

static gk_linear_table *linear_top(gk_linear *l)
{
    return l->tables && l->status == GKNB_OPEN_OK ? &l->table[l->tables - 1] : NULL;
}

static void linear_replace(gk_linear *l, size_t from, const char *what, char by)
{
    for (size_t i = from; i < l->size; i++)
        if (memchr(what, l->text[i], strlen(what))) l->text[i] = (uint8_t)by;
}

/* The number of the table under way becomes known; 0: it is none of data. */
static void linear_number(gk_linear *l, size_t from, uint32_t number)
{
    for (size_t i = from; i < l->spots; i++) {
        if (l->spot[i].table != LINEAR_OPEN + l->tables) continue;
        l->spot[i].table = number;
        if (!number) l->spot[i].row = l->spot[i].cell = 0;
    }
}

static void linear_spot(gk_linear *l, uint32_t table, uint32_t row, uint32_t cell)
{
    gknb_spot made = {l->own ? (uint32_t)l->size : l->at, l->page, table, row, cell};
    if (linear_room(l, &l->spot, sizeof *l->spot, l->spots, 1, &l->spot_room)) l->spot[l->spots++] = made;
}

static void linear_mark(gk_linear *l)
{
    char mark = LINEAR_CELL;
    if (!linear_room(l, &l->mark, sizeof *l->mark, l->marks, 1, &l->mark_room)) return;
    l->mark[l->marks++] = (uint32_t)l->size;
    gk_linear_raw(l, &mark, 1, l->at, l->at);
}

void gk_linear_page(gk_linear *l, uint32_t number)
{
    gk_linear_table *t = linear_top(l);
    l->page = number;
    linear_spot(l, t ? LINEAR_OPEN + (uint32_t)l->tables : 0, t ? t->row : 0, t ? t->column : 0);
}

void gk_linear_table_begin(gk_linear *l)
{
    gk_linear_table *t;
    gk_linear_break(l);
    if (l->tables == GK_MAX_TABLE_DEPTH) linear_fail(l, GKNB_OPEN_TOO_DEEP);
    if (!linear_room(l, &l->table, sizeof *l->table, l->tables, 1, &l->table_room)) return;
    linear_settle(l);
    t = &l->table[l->tables++];
    memset(t, 0, sizeof *t);
    t->text = (uint32_t)l->size;
    t->spots = (uint32_t)l->spots;
}

void gk_linear_row_begin(gk_linear *l)
{
    gk_linear_table *t = linear_top(l);
    if (!t) return;
    if (t->in_row) gk_linear_row_end(l);
    gk_linear_break(l);
    linear_settle(l);
    t->row++;
    t->column = 0;
    t->in_row = 1;
    t->is_prose = 0;
    t->row_text = (uint32_t)l->size;
    t->row_marks = (uint32_t)l->marks;
    linear_spot(l, LINEAR_OPEN + (uint32_t)l->tables, t->row, 1);
}

/* Passes the columns that cells above cover, up to the first free one, or all. */
static void linear_pass(gk_linear *l, gk_linear_table *t, int all)
{
    while (t->column < GK_LINEAR_COLUMNS) {
        if (!t->below[t->column]) {
            if (!all) return;
        } else {
            t->below[t->column]--;
            if (t->blank[t->column]) linear_mark(l);
        }
        t->column++;
    }
}

void gk_linear_cell_begin(gk_linear *l, uint32_t columns, uint32_t rows)
{
    gk_linear_table *t = linear_top(l);
    gk_linear_break(l);
    if (!t) return;
    if (!t->in_row) gk_linear_row_begin(l);
    if (t->in_cell) gk_linear_cell_end(l);
    if (l->cells++ == GK_MAX_PAGE_CELLS) linear_fail(l, GKNB_OPEN_TOO_MANY);
    l->pending = 0;
    linear_pass(l, t, 0);
    t->columns = columns < 1 ? 1 : columns > GK_LINEAR_COLUMNS ? GK_LINEAR_COLUMNS : columns;
    t->rows = rows < 1 ? 1 : rows > 0xffff ? 0xffff : rows;
    t->cell_text = (uint32_t)l->size;
    t->in_cell = 1;
    linear_spot(l, LINEAR_OPEN + (uint32_t)l->tables, t->row, t->column + 1);
}

void gk_linear_cell_covered(gk_linear *l, uint32_t columns)
{
    gk_linear_table *t = linear_top(l);
    if (!t || !t->in_row) return;
    if (t->in_cell) gk_linear_cell_end(l);
    for (; columns && t->column < GK_LINEAR_COLUMNS; columns--, t->column++)
        if (t->blank[t->column]) linear_mark(l);
}

/* Nothing but digits, signs and blanks. */
static int linear_is_number(const uint8_t *p, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (p[i] < 0x80 && (p[i] | 32) >= 'a' && (p[i] | 32) <= 'z') return 0;
        if (p[i] >= 0xe2 && p[i] != 0xe3 && p[i] != 0xef) return 0; /* U+3000 and full-width digits pass */
        if (size - i >= 2 && p[i] == 0xe3 && p[i + 1] != 0x80) return 0;
    }
    return 1;
}

void gk_linear_cell_end(gk_linear *l)
{
    gk_linear_table *t = linear_top(l);
    int number;
    gk_linear_break(l);
    if (!t || !t->in_cell) return;
    l->pending = 0;
    t->in_cell = 0;
    if (l->size - t->cell_text > GK_MAX_DATA_CELL) t->is_prose = 1;
    number = !l->size || linear_is_number(l->text + t->cell_text, l->size - t->cell_text);
    for (uint32_t i = t->column; i < t->column + t->columns && i < GK_LINEAR_COLUMNS; i++) {
        /* a number is as many cells as labels begin over it: a wide one has swallowed others */
        int begins = i == t->column || (number && t->begins[i]);
        if (begins) linear_mark(l);
        if (!number) t->begins[i] = (uint8_t)begins;
        t->below[i] = (uint16_t)(t->rows - 1);
        t->blank[i] = (uint8_t)(number && begins);
    }
    if (t->column >= GK_LINEAR_COLUMNS) linear_mark(l);
    t->column += t->columns;
}

void gk_linear_row_end(gk_linear *l)
{
    gk_linear_table *t = linear_top(l);
    if (!t || !t->in_row) return;
    if (t->in_cell) gk_linear_cell_end(l);
    l->pending = 0;
    if (t->column > t->widest) t->widest = t->column;
    linear_pass(l, t, 1);
    t->in_row = 0;
    if (l->marks - t->row_marks < 2) t->is_prose = 1;
    if (t->is_prose) {
        for (size_t i = t->row_marks; i < l->marks; i++) l->text[l->mark[i]] = '\n';
        if (l->status == GKNB_OPEN_OK && l->size && l->text[l->size - 1] != '\n')
            gk_linear_raw(l, "\n", 1, l->at, l->at);
    } else {
        linear_replace(l, t->row_text, "\n", ' ');
        gk_linear_raw(l, "\036\n", 2, l->at, l->at);
        t->is_data = 1;
    }
    l->marks = t->row_marks;
}

void gk_linear_row_drop(gk_linear *l)
{
    gk_linear_table *t = linear_top(l);
    if (!t || !t->in_row) return;
    l->pending = 0;
    l->size = t->row_text;
    l->marks = t->row_marks;
    while (l->spots > t->spots && l->spot[l->spots - 1].row == t->row) l->spots--;
    t->row--;
    t->in_row = 0;
}

void gk_linear_table_end(gk_linear *l)
{
    gk_linear_table *t = linear_top(l), *outer;
    if (!t) return;
    if (t->in_row) gk_linear_row_end(l);
    outer = l->tables > 1 ? t - 1 : NULL;
    if (outer && outer->in_cell && (t->row < 2 || t->widest < 2) && l->size - t->text < GK_MAX_TINY_TABLE) {
        t->is_data = 0;
        linear_replace(l, t->text, "\n\036\037", ' ');
    } else if (outer && outer->in_cell) {
        outer->is_prose = 1;
    }
    linear_number(l, t->spots, t->is_data ? ++l->numbered : 0);
    l->tables--;
    if (outer && outer->in_cell) linear_spot(l, LINEAR_OPEN + (uint32_t)l->tables, outer->row, outer->column + 1);
    else linear_spot(l, 0, 0, 0);
    gk_linear_break(l);
}

void gk_linear_move(gk_linear *l, size_t size, uint32_t to)
{
    gk_linear_table *t = linear_top(l);
    size_t from = t ? t->cell_text : 0;
    if (!t || to >= from) return;
    for (size_t i = 0; i < size; i++) { /* one byte after the other: there are few */
        uint8_t byte = l->text[from + i];
        memmove(l->text + to + i + 1, l->text + to + i, from - to);
        l->text[to + i] = byte;
    }
    for (size_t i = l->spots; i > 0 && l->spot[i - 1].start > to; i--)
        if (l->spot[i - 1].start <= from) l->spot[i - 1].start += (uint32_t)size;
    for (size_t i = t->marks; i < l->marks; i++)
        if (l->mark[i] >= to && l->mark[i] < from) l->mark[i] += (uint32_t)size;
    if (t->row_text > to) t->row_text += (uint32_t)size;
    t->cell_text += (uint32_t)size;
}

void gk_linear_end(gk_linear *l, uint32_t size)
{
    while (linear_top(l)) gk_linear_table_end(l);
    l->pending = 0;
    if (!l->own && linear_room(l, &l->stretch, sizeof *l->stretch, l->stretches, 1, &l->stretch_room)) {
        gknb_stretch end = {(uint32_t)l->size, size, size};
        l->stretch[l->stretches++] = end;
    }
}
