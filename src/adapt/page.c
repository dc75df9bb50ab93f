/* page.c: see page.h. Characters are put in lines by their height, lines in paragraphs by their margins. */
#include "page.h"

#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"

enum { PAGE_GRIDS = 32 };
#define PAGE_PADDING 12.0f /* of a cell, left and right, at most */

float gk_page_middle(const gk_page_char *c) { return (c->top + c->bottom) / 2; }
static float page_size(const gk_page_char *c) { return c->bottom - c->top; }

int gk_page_down(const void *a, const void *b)
{
    float x = gk_page_middle((const gk_page_char *)a), y = gk_page_middle((const gk_page_char *)b);
    return x < y ? -1 : x > y;
}

static int page_right(const void *a, const void *b)
{
    float x = ((const gk_page_char *)a)->left, y = ((const gk_page_char *)b)->left;
    return x < y ? -1 : x > y;
}

size_t gk_page_line(gk_page_char *chars, size_t count)
{
    float middle = gk_page_middle(chars), size = page_size(chars);
    size_t n = 1;
    while (n < count && gk_page_middle(&chars[n]) - middle < size / 2) n++;
    qsort(chars, n, sizeof *chars, page_right);
    return n;
}

static size_t page_encode(uint32_t code, uint8_t *out)
{
    if (code < 0x80) {
        out[0] = (uint8_t)(code < ' ' ? ' ' : code);
        return 1;
    }
    if (code < 0x800) {
        out[0] = (uint8_t)(0xc0 | code >> 6);
        out[1] = (uint8_t)(0x80 | (code & 63));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (uint8_t)(0xe0 | code >> 12);
        out[1] = (uint8_t)(0x80 | (code >> 6 & 63));
        out[2] = (uint8_t)(0x80 | (code & 63));
        return 3;
    }
    out[0] = (uint8_t)(0xf0 | code >> 18);
    out[1] = (uint8_t)(0x80 | (code >> 12 & 63));
    out[2] = (uint8_t)(0x80 | (code >> 6 & 63));
    out[3] = (uint8_t)(0x80 | (code & 63));
    return 4;
}

static void page_blank(gk_linear *linear) { gk_linear_text(linear, (const uint8_t *)" ", 1, 0, 0); }

/* Between letters and digits a small gap is a blank, between others a wide one. */
static void page_write_line(const gk_page_char *chars, size_t count, gk_linear *linear)
{
    for (size_t i = 0; i < count; i++) {
        uint8_t bytes[4];
        size_t size = page_encode(chars[i].code, bytes);
        if (i) {
            float gap = chars[i].left - chars[i - 1].right, em = page_size(&chars[i]);
            if (gap > em || (gap > em / 5 && chars[i].code < 0x80 && chars[i - 1].code < 0x80)) page_blank(linear);
        }
        gk_linear_text(linear, bytes, size, 0, (uint32_t)size);
    }
}

static int page_is_near(float a, float b) { return a - b > -6 && a - b < 6; }

static int page_is_figure(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 0xff10 && code <= 0xff19) || code == '.' || code == ',';
}

static int page_is_figures(const gk_page_char *chars, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!page_is_figure(chars[i].code)) return 0;
    return 1;
}

static float page_width(const gk_page_char *line, size_t n) { return line[n - 1].right - line->left; }

/* Whether a line is broken because what follows, `more` wide, would not have fitted in behind it. */
static int page_is_full(float line, float more, float left, float right)
{
    return line > 0 && line + more > right - left - PAGE_PADDING;
}

/* The text of a cell, a line in each line but for a number that is broken; returns how wide the last is. */
static float page_write_cell(gk_page_char *chars, size_t count, float left, float right, gk_linear *linear)
{
    int figures = page_is_figures(chars, count);
    float before = 0;
    qsort(chars, count, sizeof *chars, gk_page_down);
    for (size_t i = 0; i < count;) {
        size_t n = gk_page_line(chars + i, count - i);
        float width = page_width(chars + i, n);
        if (i && !(figures && page_is_full(before, width, left, right))) gk_linear_break(linear);
        page_write_line(chars + i, n, linear);
        before = width;
        i += n;
    }
    return before;
}

/* Moves the characters within the field to the front of those not yet taken; how many there are. */
static size_t page_take(gk_page *page, size_t from, float left, float top, float right, float bottom)
{
    size_t to = from;
    for (size_t i = from; i < page->char_count; i++) {
        gk_page_char c = page->chars[i];
        float x = (c.left + c.right) / 2, y = gk_page_middle(&c);
        if (x < left || x > right || y < top || y > bottom) continue;
        page->chars[i] = page->chars[to];
        page->chars[to++] = c;
    }
    return to - from;
}

/* The part of the page under the cell whose first field is (row, column); its characters are moved to `from`. */
typedef struct {
    uint32_t wide, high;
    float left, right;
    size_t count;
} page_field;

static page_field page_take_cell(gk_page *page, const gk_grid *g, uint32_t row, uint32_t column, size_t from)
{
    uint32_t here = row * g->columns + column;
    page_field f = {1, 1, g->xs[column], 0, 0};
    while (column + f.wide < g->columns && g->root[here + f.wide] == here) f.wide++;
    while (row + f.high < g->rows && g->root[here + f.high * g->columns] == here) f.high++;
    f.right = g->xs[column + f.wide];
    f.count = page_take(page, from, f.left, g->ys[row], f.right, g->ys[row + f.high]);
    return f;
}

/* What the first row on a page is: a row; the rest of the last row of the page before; a row whose labels begin with
 * the rest of one. */
typedef enum { PAGE_ROW, PAGE_REST_OF_ROW, PAGE_REST_OF_LABEL } page_first;

static int page_is_bracket(uint32_t code, uint32_t ascii) { return code == ascii || code == ascii - 0x20 + 0xff00; }

/* A label of its own begins with a number, or with one in brackets. */
static int page_begins_label(const gk_page_char *line, size_t n)
{
    if (page_is_bracket(line->code, '(')) return n < 3 || page_is_bracket(line[2].code, ')');
    return line->code < 0x80 ? line->code >= '0' : page_is_figure(line->code);
}

/* Whether a cell's text is the rest of the cell above it on the page before. */
static int page_is_rest(gk_page_char *chars, const page_field *f, const gk_page_column *above)
{
    int figures = page_is_figures(chars, f->count);
    size_t n;
    if (!above->end || above->blank || figures != above->figures || !page_is_near(above->right, f->right)) return 0;
    qsort(chars, f->count, sizeof *chars, gk_page_down);
    n = gk_page_line(chars, f->count);
    if (!figures && page_begins_label(chars, n)) return 0;
    return page_is_full(above->line, figures ? page_width(chars, n) : page_size(chars), f->left, f->right);
}

/* Where no line is drawn between two pages a row of which the first page shows nothing may stand on the second. */
static page_first page_is_first(gk_page *page, const gk_grid *g, size_t from, const gk_page_state *state)
{
    unsigned labels = 0, numbers = 0, rests = 0, open = 0, cells = 0;
    for (uint32_t column = 0; state->goes_on && column < g->columns; column++) {
        const gk_page_column *above = &state->column[column];
        page_field f;
        if (g->root[column] != column) continue;
        f = page_take_cell(page, g, 0, column, from);
        cells++;
        open += above->open;
        if (!f.count) continue;
        rests += (above->open && above->blank) || page_is_rest(page->chars + from, &f, above);
        if (page_is_figures(page->chars + from, f.count)) numbers++;
        else labels++;
    }
    if ((rests || open * 2 > cells) && rests == labels + numbers) return PAGE_REST_OF_ROW;
    return labels > 1 && numbers > 1 ? PAGE_REST_OF_LABEL : PAGE_ROW;
}

/* The cell that was just written goes to the end of the one above it. */
static void page_move(gk_page_state *state, uint32_t column, size_t size, gk_linear *linear)
{
    uint32_t to = state->column[column].end;
    gk_linear_move(linear, size, to);
    for (uint32_t i = 0; i < state->columns; i++)
        if (state->column[i].end >= to) state->column[i].end += (uint32_t)size;
}

/* Whether what stands above the field is the first row's, and blank. */
static int page_is_below_blank(gk_page *page, const gk_grid *g, uint32_t field, size_t from)
{
    uint32_t above = g->root[field - g->columns];
    return above < g->columns && !page_take_cell(page, g, 0, above, from).count;
}

/* A line that ends within cells, as one under a group's cell that a page cuts, begins no row; nor does one that is
 * drawn through the rest of a cell at the top of a page. */
static int page_is_row(gk_page *page, const gk_grid *g, uint32_t row, size_t from, int goes_on)
{
    uint32_t begin = 0;
    int words = 0;
    for (uint32_t column = 0; column < g->columns; column++) {
        uint32_t here = row * g->columns + column;
        if (g->root[here] / g->columns != row) continue;
        begin++;
        if (g->root[here] != here || !page_take_cell(page, g, row, column, from).count) continue;
        words |= !goes_on || !page_is_below_blank(page, g, here, from);
    }
    return words || begin * 2 > g->columns;
}

static void page_write_row(gk_page *page, const gk_grid *g, uint32_t row, size_t *from, gk_page_state *state,
                           gk_linear *linear)
{
    page_first first = row ? PAGE_ROW : page_is_first(page, g, *from, state);
    gk_linear_row_begin(linear);
    for (uint32_t column = 0; column < g->columns; column++) {
        gk_page_char *chars = page->chars + *from;
        gk_page_column *above = &state->column[column];
        page_field f;
        size_t size;
        float line;
        int figures, moves;
        if (g->root[row * g->columns + column] != row * g->columns + column) continue;
        f = page_take_cell(page, g, row, column, *from);
        figures = page_is_figures(chars, f.count);
        moves = f.count && first == PAGE_REST_OF_ROW;
        if (f.count && !figures && !row && (first == PAGE_REST_OF_LABEL || above->open))
            moves |= page_is_rest(chars, &f, above);
        gk_linear_cell_begin(linear, f.wide, f.high);
        size = linear->size;
        line = page_write_cell(chars, f.count, f.left, f.right, linear);
        size = linear->size - size;
        if (f.count || first != PAGE_REST_OF_ROW) {
            above->right = f.right;
            above->line = line;
            above->figures = (uint8_t)(figures && f.count);
            above->blank = !f.count;
            if (!moves) above->end = (uint32_t)linear->size;
        }
        gk_linear_cell_end(linear);
        if (moves) page_move(state, column, size, linear);
        if (moves && first == PAGE_REST_OF_LABEL) first = PAGE_ROW;
        *from += f.count;
    }
    if (first == PAGE_REST_OF_ROW) gk_linear_row_drop(linear);
    else gk_linear_row_end(linear);
}

typedef struct {
    float left, right;
} page_margins;

/* Lines of text between `from` and `to`, by height. */
static void page_write_lines(gk_page *page, size_t from, size_t to, page_margins m, gk_page_state *state,
                             gk_linear *linear)
{
    while (from < to) {
        gk_page_char *line = page->chars + from;
        size_t n = gk_page_line(line, to - from);
        float em = page_size(line);
        from += n;
        if (state->in_table) gk_linear_table_end(linear);
        state->in_table = 0;
        if (!state->in_paragraph || line->left > m.left + em) gk_linear_break(linear);
        else if (line->code < 0x80 && state->last_code < 0x80)
            page_blank(linear); /* numbers are not broken, rows are */
        page_write_line(line, n, linear);
        state->last_code = line[n - 1].code;
        if (line[n - 1].right > state->widest) state->widest = line[n - 1].right;
        state->in_paragraph = line[n - 1].right > m.right - em * 1.2f && line[n - 1].right > state->widest - em * 4;
    }
}

static page_margins page_find_margins(const gk_page *page, size_t from)
{
    page_margins m = {page->width, 0};
    for (size_t i = from; i < page->char_count; i++) {
        if (page->chars[i].left < m.left) m.left = page->chars[i].left;
        if (page->chars[i].right > m.right) m.right = page->chars[i].right;
    }
    return m;
}

/* The columns of a table, whose last cells are those of the columns before that begin at the same place. */
static void page_begin_columns(const gk_page *page, const gk_grid *g, gk_page_state *state)
{
    gk_page_column before[GK_LINEAR_COLUMNS];
    uint32_t count = state->goes_on ? state->columns : 0;
    memcpy(before, state->column, sizeof before);
    memset(state->column, 0, sizeof state->column);
    state->columns = g->columns;
    for (uint32_t i = 0; i < g->columns; i++) {
        for (uint32_t k = 0; k < count; k++)
            if (page_is_near(before[k].left, g->xs[i])) state->column[i] = before[k];
        state->column[i].left = g->xs[i];
        if (gk_is_ruled(page, g, 0, i)) state->column[i].open = 0;
    }
}

/* A table whose edges are those of the one the page before ended with goes on with it. */
static void page_begin_table(const gk_page *page, const gk_grid *g, gk_page_state *state, gk_linear *linear)
{
    int same = state->in_table && page_is_near(g->xs[0], state->left) && page_is_near(g->xs[g->columns], state->right);
    if (!same && state->in_table) gk_linear_table_end(linear);
    if (!same) gk_linear_table_begin(linear);
    state->goes_on = same;
    state->in_table = 1;
    state->in_paragraph = 0;
    state->left = g->xs[0];
    state->right = g->xs[g->columns];
    page_begin_columns(page, g, state);
}

static void page_write_table(gk_page *page, gk_grid *g, size_t from, gk_page_state *state, gk_linear *linear)
{
    page_begin_table(page, g, state, linear);
    for (uint32_t row = g->rows - 1; row > 0; row--)
        if (!page_is_row(page, g, row, from, state->goes_on)) gk_drop_grid_row(g, row);
    for (uint32_t row = 0; row < g->rows; row++) page_write_row(page, g, row, &from, state, linear);
    for (uint32_t i = 0; i < g->columns; i++) state->column[i].open = !gk_is_ruled(page, g, g->rows, i);
}

gknb_open_status gk_write_page(gk_page *page, gk_page_state *state, gk_linear *linear)
{
    gk_grid grids[PAGE_GRIDS];
    size_t count, table_end[PAGE_GRIDS + 1] = {0}, at;
    page_margins m;
    gknb_open_status status = gk_find_grids(page, grids, PAGE_GRIDS, &count);
    size_t from = 0;
    if (status != GKNB_OPEN_OK) count = 0;
    /* what stands in tables to the front, table by table; the rest from the top down */
    for (size_t t = 0; t < count; t++) {
        const gk_grid *g = &grids[t];
        table_end[t + 1] =
            table_end[t] + page_take(page, table_end[t], g->xs[0], g->ys[0], g->xs[g->columns], g->ys[g->rows]);
    }
    from = at = table_end[count];
    m = page_find_margins(page, from);
    qsort(page->chars + from, page->char_count - from, sizeof *page->chars, gk_page_down);
    for (size_t t = 0; t < count; t++) {
        gk_grid *g = &grids[t];
        size_t rest = page->char_count;
        while (at < page->char_count && gk_page_middle(&page->chars[at]) < g->ys[0]) at++;
        page_write_lines(page, from, at, m, state, linear);
        from = at;
        page->char_count = table_end[t + 1];
        page_write_table(page, g, table_end[t], state, linear);
        page->char_count = rest;
    }
    page_write_lines(page, from, page->char_count, m, state, linear);
    for (size_t t = 0; t < count; t++) gk_free_grid(&grids[t]);
    return status != GKNB_OPEN_OK ? status : linear->status;
}
