/* grid.c: the tables that ruling lines draw. Lines that meet are one table; its cells are the fields between them, and
 * fields with no line between are one cell. */
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "page.h"

#define GRID_NEAR 3.0f  /* so far apart lines still meet, or are one */
#define GRID_LEAST 4.0f /* no row or column is narrower */

static uint32_t grid_find(uint32_t *root, uint32_t i)
{
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
}

/* The smaller index stays the root. */
static void grid_unite(uint32_t *root, uint32_t a, uint32_t b)
{
    a = grid_find(root, a);
    b = grid_find(root, b);
    if (a < b) root[b] = a;
    else root[a] = b;
}

static int grid_meet(const gk_ruling *across, const gk_ruling *down)
{
    return down->at >= across->from - GRID_NEAR && down->at <= across->to + GRID_NEAR &&
           across->at >= down->from - GRID_NEAR && across->at <= down->to + GRID_NEAR;
}

static int grid_compare(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

/* Sorted, those near each other become one; returns how many are left. */
static uint32_t grid_settle(float *at, size_t count)
{
    uint32_t kept = 0;
    qsort(at, count, sizeof *at, grid_compare);
    for (size_t i = 0; i < count; i++)
        if (!kept || at[i] - at[kept - 1] > GRID_LEAST) at[kept++] = at[i];
    return kept;
}

static int grid_near(float a, float b) { return a - b > -GRID_LEAST && a - b < GRID_LEAST; }

static int grid_has(const gk_ruling *rulings, size_t count, float at, float middle)
{
    for (size_t i = 0; i < count; i++) {
        if (grid_near(rulings[i].at, at) && rulings[i].from <= middle && rulings[i].to >= middle) return 1;
    }
    return 0;
}

#define GRID_PARTED 0x80000000u

/* How many fields from `at` on are of `root`, in one row. */
static uint32_t grid_run(const gk_grid *g, uint32_t at, uint32_t root)
{
    uint32_t count = 0;
    while (at % g->columns + count < g->columns && g->root[at + count] == root) count++;
    return count;
}

/* Whether fields of `root` stand in a row, and whether they are one run as long and in the same columns as from `root`
 * on. */
static int grid_row_has(const gk_grid *g, uint32_t row, uint32_t root, int *alike)
{
    uint32_t first = row * g->columns, due = grid_run(g, root, root), fields = 0;
    for (uint32_t i = first; i < first + g->columns; i++) fields += g->root[i] == root;
    *alike = fields == due && grid_run(g, first + root % g->columns, root) == due;
    return fields > 0;
}

/* A rectangle of fields. Looks no farther than the row behind its last. */
static int grid_is_cell(const gk_grid *g, uint32_t root)
{
    int alike;
    for (uint32_t row = root / g->columns; row < g->rows && grid_row_has(g, row, root, &alike); row++)
        if (!alike) return 0;
    return 1;
}

/* Where a line lacks, as at the end of a page, fields flow together to what is no cell: it is parted into rows, of
 * which those that begin and end alike stay together. */
static void grid_part(gk_grid *g, uint32_t root)
{
    uint32_t row = root / g->columns, first = row * g->columns, past;
    for (int alike; row < g->rows && grid_row_has(g, row, root, &alike);) row++;
    past = row * g->columns;
    for (uint32_t i = first, count; i < past; i += count ? count : 1) {
        uint32_t above = i < first + g->columns ? past : i - g->columns, to = i | GRID_PARTED;
        count = grid_run(g, i, root);
        if (count && above < past && g->root[above] & GRID_PARTED && grid_run(g, above, g->root[above]) == count &&
            (above % g->columns == 0 || g->root[above - 1] != g->root[above]))
            to = g->root[above];
        for (uint32_t k = i; k < i + count; k++) g->root[k] = to;
    }
    for (uint32_t i = first; i < past; i++) g->root[i] &= ~GRID_PARTED;
}

/* Fields without a line between them are one cell. */
static void grid_merge(const gk_page *page, gk_grid *g)
{
    for (uint32_t i = 0; i < g->rows * g->columns; i++) g->root[i] = i;
    for (uint32_t row = 0; row < g->rows; row++) {
        for (uint32_t column = 0; column < g->columns; column++) {
            uint32_t here = row * g->columns + column;
            float x = (g->xs[column] + g->xs[column + 1]) / 2, y = (g->ys[row] + g->ys[row + 1]) / 2;
            if (column + 1 < g->columns && !grid_has(page->down, page->down_count, g->xs[column + 1], y))
                grid_unite(g->root, here, here + 1);
            if (row + 1 < g->rows && !grid_has(page->across, page->across_count, g->ys[row + 1], x))
                grid_unite(g->root, here, here + g->columns);
        }
    }
    for (uint32_t i = 0; i < g->rows * g->columns; i++) g->root[i] = grid_find(g->root, i);
    for (uint32_t i = 0; i < g->rows * g->columns; i++)
        if (g->root[i] == i && !grid_is_cell(g, i)) grid_part(g, i);
}

/* Where the lines of one table stand, and where those across them begin and end: a table may be open at its sides.
 * Returns how many places there are. */
static size_t grid_places(const gk_ruling *lines, size_t count, const gk_ruling *others, size_t other_count,
                          uint32_t *root, size_t offset, size_t other_offset, uint32_t which, float *at)
{
    size_t n = 0, ends = 0;
    for (size_t i = 0; i < count; i++)
        if (grid_find(root, (uint32_t)(offset + i)) == which) at[n++] = lines[i].at;
    for (size_t i = 0; i < other_count; i++) {
        if (grid_find(root, (uint32_t)(other_offset + i)) != which) continue;
        if (!ends || others[i].from < at[n]) at[n] = others[i].from;
        if (!ends || others[i].to > at[n + 1]) at[n + 1] = others[i].to;
        ends = 2;
    }
    return n + ends;
}

/* The table of the lines whose root is `which`; 0 when it is none, or there is no memory. */
static int grid_make(const gk_page *page, uint32_t *root, uint32_t which, gk_grid *g, gknb_open_status *status)
{
    size_t across = 0, down = 0, first = page->across_count;
    memset(g, 0, sizeof *g);
    g->ys = (float *)malloc((page->across_count + 2) * sizeof *g->ys);
    g->xs = (float *)malloc((page->down_count + 2) * sizeof *g->xs);
    if (!g->xs || !g->ys) *status = GKNB_OPEN_NO_MEMORY;
    if (!g->xs || !g->ys) return 0;
    across = grid_places(page->across, first, page->down, page->down_count, root, 0, first, which, g->ys);
    down = grid_places(page->down, page->down_count, page->across, first, root, first, 0, which, g->xs);
    g->rows = across ? grid_settle(g->ys, across) - 1 : 0;
    g->columns = down ? grid_settle(g->xs, down) - 1 : 0;
    if (g->rows * g->columns < 2 || g->columns > GK_LINEAR_COLUMNS || g->rows > GK_MAX_GRID_ROWS) return 0;
    g->root = (uint32_t *)malloc((size_t)g->rows * g->columns * sizeof *g->root);
    if (!g->root) *status = GKNB_OPEN_NO_MEMORY;
    if (!g->root) return 0;
    grid_merge(page, g);
    return 1;
}

int gk_is_ruled(const gk_page *page, const gk_grid *g, uint32_t row, uint32_t column)
{
    return grid_has(page->across, page->across_count, g->ys[row], (g->xs[column] + g->xs[column + 1]) / 2);
}

void gk_drop_grid_row(gk_grid *g, uint32_t row)
{
    uint32_t past = (row + 1) * g->columns, count = g->rows * g->columns;
    memmove(g->root + past - g->columns, g->root + past, (count - past) * sizeof *g->root);
    memmove(g->ys + row, g->ys + row + 1, (g->rows - row) * sizeof *g->ys);
    g->rows--;
    /* A cell that began in it begins in the next, at the same index. */
    for (uint32_t i = 0; i < count - g->columns; i++)
        if (g->root[i] >= past) g->root[i] -= g->columns;
}

/* What lines that meet span from the top down, and where lines across are drawn: nowhere, within, at top or bottom. */
typedef enum { GRID_SIDE, GRID_OPEN, GRID_CLOSED } grid_kind;
typedef struct {
    float top, bottom;
    grid_kind kind;
    int some;
} grid_span;

static void grid_spans(const gk_page *page, uint32_t *root, grid_span *spans)
{
    for (uint32_t i = 0; i < page->down_count; i++) {
        const gk_ruling *r = &page->down[i];
        grid_span *s = &spans[grid_find(root, (uint32_t)page->across_count + i)];
        if (!s->some || r->from < s->top) s->top = r->from;
        if (!s->some || r->to > s->bottom) s->bottom = r->to;
        s->some = 1;
    }
    for (uint32_t i = 0; i < page->across_count; i++) {
        grid_span *s = &spans[grid_find(root, i)];
        if (grid_near(page->across[i].at, s->top) || grid_near(page->across[i].at, s->bottom)) s->kind = GRID_CLOSED;
        else if (s->kind == GRID_SIDE) s->kind = GRID_OPEN;
    }
}

/* Where a page cuts the cells of a table above and below its lines may not meet: they span the same. */
static gknb_open_status grid_unite_cut(const gk_page *page, uint32_t *root)
{
    uint32_t lines = (uint32_t)(page->across_count + page->down_count);
    grid_span *spans = (grid_span *)calloc(lines + 1, sizeof *spans);
    if (!spans) return GKNB_OPEN_NO_MEMORY;
    grid_spans(page, root, spans);
    for (uint32_t i = 0; i < lines; i++) {
        for (uint32_t k = i + 1; spans[i].some && k < lines; k++) {
            const grid_span *a = &spans[i], *b = &spans[k];
            if (b->some && grid_near(a->top, b->top) && grid_near(a->bottom, b->bottom) &&
                (a->kind == GRID_SIDE || b->kind == GRID_SIDE || (a->kind == GRID_OPEN && b->kind == GRID_OPEN)))
                grid_unite(root, i, k);
        }
    }
    free(spans);
    return GKNB_OPEN_OK;
}

gknb_open_status gk_find_grids(const gk_page *page, gk_grid *grids, size_t most, size_t *count)
{
    size_t lines = page->across_count + page->down_count;
    uint32_t *root = (uint32_t *)malloc((lines + 1) * sizeof *root);
    gknb_open_status status = root ? GKNB_OPEN_OK : GKNB_OPEN_NO_MEMORY;
    *count = 0;
    for (uint32_t i = 0; root && i < lines; i++) root[i] = i;
    for (size_t i = 0; root && i < page->across_count; i++)
        for (size_t k = 0; k < page->down_count; k++)
            if (grid_meet(&page->across[i], &page->down[k]))
                grid_unite(root, (uint32_t)i, (uint32_t)(page->across_count + k));
    if (root) status = grid_unite_cut(page, root);
    for (uint32_t i = 0; root && i < page->across_count && *count < most && status == GKNB_OPEN_OK; i++) {
        size_t at = *count;
        gk_grid made;
        if (root[i] != i) continue;
        if (!grid_make(page, root, i, &made, &status)) {
            gk_free_grid(&made);
            continue;
        }
        for (; at > 0 && grids[at - 1].ys[0] > made.ys[0]; at--) grids[at] = grids[at - 1];
        grids[at] = made;
        ++*count;
    }
    free(root);
    return status;
}

void gk_free_grid(gk_grid *grid)
{
    free(grid->xs);
    free(grid->ys);
    free(grid->root);
    memset(grid, 0, sizeof *grid);
}
