/* resolve.c: see resolve.h. */
#include "resolve.h"

#include "../base/decimal.h"
#include "fields.h"
#include "weigh.h"

#include <string.h>

/* ---- from readings to cells ---- */

static void resolve_cell(const gk_resolver *r, const gk_open_row *row, unsigned at, const gk_piece *piece,
                         gk_cell *cell)
{
    memset(cell, 0, sizeof *cell);
    if (piece->kind == GK_PIECE_WHOLE) {
        gk_read_cell(r->report, row->field + at, r->items, piece->item, cell);
    } else if (piece->kind == GK_PIECE_PART) {
        gk_read_number(r->report, row->field + at, gk_piece_span(r->items, piece), cell);
        if (cell->has_value) cell->state = GKNB_STATE_SPLIT;
    } else {
        uint32_t place = row->to > row->from ? row->from : row->label;
        cell->state = piece->kind == GK_PIECE_VANISHED ? GKNB_STATE_BLANK : GKNB_STATE_MISSING;
        if (place != GK_NO_ITEM) cell->span = gk_item_span(r->items, place);
        cell->span.start = cell->span.end;
        cell->has_inferred = piece->kind == GK_PIECE_MISSING && piece->known; /* by the identity of its row */
        cell->inferred.digits = piece->value;
    }
    if (row->moved && cell->state == GKNB_STATE_GIVEN) cell->state = GKNB_STATE_MOVED;
}

/* Which of two numbers is less. */
static int merge_order(gknb_decimal a, gknb_decimal b)
{
    gknb_decimal difference;
    if (!gk_subtract_decimal(a, b, &difference)) return a.scale < b.scale ? -1 : 1;
    return (difference.digits > 0) - (difference.digits < 0);
}

static void merge_alternative(gknb_report *report, gk_cell *cell, gknb_decimal value)
{
    unsigned at = 0;
    int order = 0;
    if (!cell->alternative)
        cell->alternative =
            (gknb_decimal *)gk_arena_take(&report->arena, GK_MAX_ALTERNATIVES * sizeof *cell->alternative);
    if (!cell->alternative) {
        report->no_memory = 1;
        return;
    }
    while (at < cell->alternatives && (order = merge_order(cell->alternative[at], value)) < 0) at++;
    if (at < cell->alternatives && !order) return;
    if (cell->alternatives == GK_MAX_ALTERNATIVES) return;
    memmove(&cell->alternative[at + 1], &cell->alternative[at], (cell->alternatives - at) * sizeof *cell->alternative);
    cell->alternative[at] = value;
    cell->alternatives++;
}

/* The number a reading gives a cell, or leaves for it. */
static int merge_number(const gk_cell *cell, gknb_decimal *number)
{
    *number = cell->has_value ? cell->value : cell->inferred;
    return cell->has_value || cell->has_inferred;
}

static int merge_none(const gk_cell *cell)
{
    return cell->or_none || (!cell->has_value && cell->state != GKNB_STATE_AMBIGUOUS);
}

void gk_merge_cells(gknb_report *report, gk_cell *cell, const gk_cell *other)
{
    gknb_decimal a = {0, 0}, b = {0, 0};
    int known = merge_number(cell, &a) && merge_number(other, &b) && a.digits == b.digits && a.scale == b.scale;
    if (cell->has_value && other->has_value && known) {
        if (other->state == GKNB_STATE_SPLIT) cell->state = GKNB_STATE_SPLIT;
        return;
    }
    if (cell->has_value || other->has_value || cell->state != other->state || cell->state == GKNB_STATE_AMBIGUOUS) {
        cell->or_none = (uint8_t)(merge_none(cell) || merge_none(other));
        if (cell->has_value) merge_alternative(report, cell, cell->value);
        if (other->has_value) merge_alternative(report, cell, other->value);
        for (unsigned i = 0; i < other->alternatives; i++) merge_alternative(report, cell, other->alternative[i]);
        if (cell->span.end == cell->span.start && other->span.end) cell->span = other->span; /* it stands somewhere */
        cell->state = GKNB_STATE_AMBIGUOUS;
        cell->has_value = 0;
    }
    cell->has_inferred = (uint8_t)known; /* every reading comes to the same number */
    cell->inferred = a;
}

static int resolve_is_best(const gk_resolve_row *open, unsigned k) { return open->best[k >> 3] >> (k & 7) & 1; }

/* Keeps the numbers of a row's best readings, if all are known and there is room. */
static void resolve_keep_ways(const gk_resolver *r, const gk_resolve_row *open)
{
    gknb_report *report = r->report;
    const gk_open_row *row = open->row;
    gk_ways made = {row->field, row->due, 0, NULL};
    int64_t *number;
    if (!report->way_number) {
        report->way_number = (int64_t *)gk_arena_take_raw(&report->arena, GK_MAX_WAYS * sizeof *number);
        report->ways = (gk_ways *)gk_arena_take_raw(&report->arena, GK_MAX_OPEN_ROWS * sizeof *report->ways);
    }
    if (!report->way_number || !report->ways) {
        report->no_memory = 1;
        return;
    }
    made.number = number = report->way_number + report->way_numbers;
    for (unsigned k = 0; k < open->readings.count; k++) {
        if (!resolve_is_best(open, k)) continue;
        if (report->way_numbers + (made.count + 1u) * row->due > GK_MAX_WAYS) return;
        made.count++;
        for (unsigned i = 0; i < row->due; i++) {
            const gk_piece *piece = &open->readings.reading[k].piece[i];
            if (!piece->known) return;
            *number++ = piece->value;
        }
    }
    report->way_numbers += (uint32_t)made.count * row->due;
    report->ways[report->way_count++] = made;
}

/* What stands in a row is not read. */
static void resolve_unread(gk_resolver *r, const gk_open_row *row, gk_cell *cell)
{
    for (unsigned i = 0; i < row->due; i++) {
        gk_piece none = {0, 0, 0, 0, GK_PIECE_MISSING, 0};
        resolve_cell(r, row, i, &none, &cell[row->field + i]);
        cell[row->field + i].state = GKNB_STATE_UNREADABLE;
    }
}

/* Puts a row's best readings into its cells. */
static void resolve_put(gk_resolver *r, gk_resolve_row *open, gk_cell *cell)
{
    gk_open_row *row = open->row;
    int first = 1;
    for (unsigned k = 0; k < open->readings.count; k++) {
        const gk_row_reading *reading = &open->readings.reading[k];
        if (!resolve_is_best(open, k)) continue;
        if (first) {
            row->missing = reading->missing;
            row->surplus = reading->surplus;
            row->split = reading->split;
            row->vanished = reading->vanished;
        }
        for (unsigned i = 0; i < row->due; i++) {
            gk_cell made;
            resolve_cell(r, row, i, &reading->piece[i], &made);
            if (first) cell[row->field + i] = made;
            else gk_merge_cells(r->report, &cell[row->field + i], &made);
        }
        first = 0;
    }
    if (open->readings.truncated) /* there may be more readings: none of these is certain */
        for (unsigned i = 0; i < row->due && !first; i++) {
            gk_cell unknown;
            memset(&unknown, 0, sizeof unknown);
            unknown.state = GKNB_STATE_AMBIGUOUS;
            gk_merge_cells(r->report, &cell[row->field + i], &unknown);
        }
    row->ambiguous = 0;
    for (unsigned i = 0; i < row->due; i++)
        if (cell[row->field + i].state == GKNB_STATE_AMBIGUOUS) row->ambiguous++;
    row->apart = (uint8_t)(row->ambiguous && (r->apart || open->readings.truncated));
    if (row->ambiguous && !open->readings.truncated) resolve_keep_ways(r, open);
    if (first) resolve_unread(r, row, cell); /* nothing fits */
}

/* ---- rows ---- */

/* A row as it stands. */
static void row_read(gk_resolver *r, const gk_open_row *row, gk_cell *cell)
{
    unsigned at = row->field;
    for (uint32_t i = row->from; i < row->to; i++) {
        if (!gk_is_cell(r->items->terminal[i])) continue;
        gk_read_cell(r->report, at, r->items, i, &cell[at]);
        if (row->moved && cell[at].state == GKNB_STATE_GIVEN) cell[at].state = GKNB_STATE_MOVED;
        at++;
    }
}

static unsigned row_table(const gk_resolver *r, const gk_open_row *row)
{
    return gk_rows[gk_fields[r->report->form->first_field + row->field].row].table;
}

/* So many rows of a table have too few numbers that cells were left empty, rather than numbers lost. A table of one row
 * goes with the others of its document. */
static int row_left_empty(const gk_resolver *r, const gk_open_row *rows, uint32_t count, unsigned table)
{
    unsigned few = 0, whole = 0;
    int one = 0;
    for (uint32_t i = 0; i < count; i++)
        one |= row_table(r, &rows[i]) == table && gk_row_has_parts(r->report, &rows[i]);
    for (uint32_t i = 0; i < count; i++) {
        if ((!one && row_table(r, &rows[i]) != table) || rows[i].due < 2) continue;
        few += rows[i].numbers < rows[i].due && rows[i].label != GK_NO_ITEM;
        whole += rows[i].numbers == rows[i].due;
    }
    return !r->glued && few >= 4 && few * 3 > whole;
}

/* Tells sound rows from damaged ones; the first row of a kind that holds numbers stands. */
static void resolve_rows(gk_resolver *r, gk_open_row *rows, uint32_t count, gk_cell *cell)
{
    memset(r->row_of, 0xff, sizeof r->row_of);
    for (int numbers = 1; numbers >= 0; numbers--) {
        for (uint32_t i = 0; i < count; i++) {
            gk_open_row *row = &rows[i];
            int mark = row->numbers == row->due ? -2 : (int)r->count;
            if (r->row_of[row->field] != -1 || (row->numbers > 0) != numbers) continue;
            if (row->label == GK_NO_ITEM && !row->numbers) continue; /* neither label nor number: the row is absent */
            if (mark == -2) {
                row_read(r, row, cell);
            } else if (r->count == GK_MAX_OPEN_ROWS) {
                resolve_unread(r, row, cell);
                continue;
            } else {
                r->open[r->count++].row = row;
            }
            for (unsigned k = 0; k < row->due; k++) r->row_of[row->field + k] = (int16_t)mark;
        }
    }
}

/* All readings of the damaged rows. `empty`: of cells in tables that were left empty. */
static gknb_status resolve_readings(gk_resolver *r, const gk_open_row *rows, uint32_t count, gk_empty empty, int worse)
{
    if (!r->scratch)
        r->scratch = (gk_row_reading *)gk_arena_take_raw(r->arena, (GK_MAX_READINGS + 1) * sizeof *r->scratch);
    if (!r->scratch) return GKNB_NO_MEMORY;
    for (unsigned k = 0; k < r->count; k++) {
        gk_row_readings *all = &r->open[k].readings;
        gk_row_reading *kept;
        int left = row_left_empty(r, rows, count, row_table(r, r->open[k].row));
        all->reading = r->scratch;
        gk_read_row(r->report, r->items, r->open[k].row, r->glued, left ? empty : GK_EMPTY_MISSING, worse, all);
        kept = (gk_row_reading *)gk_arena_take_raw(r->arena, (all->count + 1) * sizeof *kept);
        if (!kept) return GKNB_NO_MEMORY;
        memcpy(kept, r->scratch, all->count * sizeof *kept);
        all->reading = kept;
    }
    return GKNB_OK;
}

/* Rows that nothing fits are out of the program: what they hold is not known. */
static void resolve_set_aside(gk_resolver *r, gk_cell *cell)
{
    unsigned kept = 0;
    for (unsigned k = 0; k < r->count; k++) {
        gk_open_row *row = r->open[k].row;
        int at = r->open[k].readings.count ? (int)kept : -1;
        for (unsigned i = 0; i < row->due; i++) r->row_of[row->field + i] = (int16_t)at;
        if (at < 0) resolve_put(r, &r->open[k], cell);
        else r->open[kept++] = r->open[k];
    }
    r->count = kept;
}

/* Each row by itself: all its readings that break the fewest of its own identities, and that no equation rules out;
 * what is likelier does not count. */
static int64_t resolve_apart(gk_resolver *r)
{
    int64_t cost = 0;
    r->apart = 1;
    for (unsigned k = 0; k < r->count; k++) {
        const gk_row_readings *all = &r->open[k].readings;
        memset(r->open[k].best, 0, sizeof r->open[k].best);
        for (uint32_t i = 0; i < all->count; i++) {
            if (all->reading[i].violated != all->reading[0].violated) continue;
            r->open[k].best[i >> 3] |= (uint8_t)(1u << (i & 7));
        }
        if (all->count) cost += all->reading[0].cost + all->reading[0].violated * gk_settings.reading_violated;
        cost += gk_settings.reading_violated;
    }
    return cost;
}

/* There may be more combinations of readings than the program can weigh. */
static int resolve_is_much(const gk_resolver *r)
{
    uint32_t ways = 1;
    for (unsigned k = 0; k < r->count && ways <= GK_MAX_SUMS; k++) ways *= r->open[k].readings.count;
    return ways > GK_MAX_SUMS;
}

/* Weighs all readings of the damaged rows together: those that break nothing across rows. The likeliest readings of
 * every row are tried by themselves first: where they fit, no others can be better. The cost, or -1; where there are
 * too many to weigh, each row stands by itself, unless a rule would take totals out that nothing then bears out. */
static int64_t resolve_weigh(gk_resolver *r, const gk_open_row *rows, uint32_t count, gk_empty empty,
                             const gk_cell *cell, gknb_status *status)
{
    int64_t score = -1;
    for (int likeliest = 1; likeliest >= 0 && score < 0 && !r->no_memory; likeliest--) {
        r->empty = empty;
        *status = resolve_readings(r, rows, count, empty, 0);
        if (*status != GKNB_OK) return -1;
        for (unsigned k = 0; k < r->count; k++) {
            gk_row_readings *all = &r->open[k].readings;
            if (empty != GK_EMPTY_BLANK && (!all->count || all->reading[0].violated)) return -1;
            while (likeliest && all->count &&
                   (all->reading[all->count - 1].cost > all->reading[0].cost ||
                    all->reading[all->count - 1].violated > all->reading[0].violated))
                all->count--;
        }
        gk_weigh_equations(r, cell);
        if (resolve_is_much(r)) {
            gk_weigh_filter(r);
            gk_weigh_equations(r, cell); /* fewer readings, another order */
        }
        score = gk_weigh_run(r, 1);
        if (score < 0 && r->overflow && !likeliest && empty <= GK_EMPTY_BUT_TOTALS) score = resolve_apart(r);
    }
    return score;
}

static gknb_status resolve_all(gk_resolver *r, gk_open_row *rows, uint32_t count, gk_cell *cell, int64_t *score)
{
    static const gk_empty rules[] = {GK_EMPTY_BUT_TOTALS, GK_EMPTY_OF_PARTS, GK_EMPTY_AND_TOTALS};
    gknb_status status;
    int left = 0;
    resolve_rows(r, rows, count, cell);
    if (!r->count) return GKNB_OK;
    status = resolve_readings(r, rows, count, GK_EMPTY_BLANK, 0);
    if (status != GKNB_OK) return status;
    resolve_set_aside(r, cell);
    *score = -1;
    for (unsigned t = 0; t < gk_table_count; t++) left |= row_left_empty(r, rows, count, t);
    for (unsigned i = 0; left && i < sizeof rules / sizeof *rules && *score < 0 && status == GKNB_OK; i++)
        *score =
            resolve_weigh(r, rows, count, rules[i], cell, &status); /* which cells are empty, one rule says for all */
    if (*score < 0 && status == GKNB_OK) *score = resolve_weigh(r, rows, count, GK_EMPTY_BLANK, cell, &status);
    for (int worse = 1; worse >= 0 && *score < 0 && status == GKNB_OK && !r->no_memory; worse--) {
        status = resolve_readings(r, rows, count, GK_EMPTY_BLANK, worse);
        if (status != GKNB_OK) return status;
        gk_weigh_equations(r, cell);
        *score = gk_weigh_run(r, 0);
    }
    if (*score < 0) *score = resolve_apart(r);
    for (unsigned k = 0; k < r->count && status == GKNB_OK; k++) resolve_put(r, &r->open[k], cell);
    return status != GKNB_OK ? status : r->no_memory || r->report->no_memory ? GKNB_NO_MEMORY : GKNB_OK;
}

gknb_status gk_resolve(gknb_report *report, const gk_items *items, gk_open_row *rows, uint32_t count, int glued,
                       gk_cell *cell, int64_t *score)
{
    gk_arena run;
    gk_resolver *r;
    gknb_status status = GKNB_NO_MEMORY;
    *score = 0;
    report->way_count = report->way_numbers = 0;
    for (uint32_t i = 0; i < count; i++) {
        rows[i].numbers = 0;
        for (uint32_t k = rows[i].from; k < rows[i].to && rows[i].numbers < 255; k++)
            rows[i].numbers = (uint8_t)(rows[i].numbers + gk_is_cell(items->terminal[k]));
    }
    gk_arena_init(&run, &report->allocator);
    r = (gk_resolver *)gk_arena_take(&run, sizeof *r);
    if (r) {
        r->report = report;
        r->arena = &run;
        r->items = items;
        r->glued = glued;
        status = resolve_all(r, rows, count, cell, score);
    }
    gk_arena_free(&run);
    return status;
}
