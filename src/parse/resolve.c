/* resolve.c: see resolve.h. A dynamic program over the damaged rows: its state is what the identities across rows still
 * lack, so that however many rows are damaged, every combination of readings is weighed, and so is every tie. */
#include "resolve.h"

#include "../../gen/parser.h"
#include "../base/limits.h"
#include "fields.h"
#include "readings.h"

#include <string.h>

enum { RESOLVE_EDGES = 16384, RESOLVE_NONE = 0xffff };

typedef struct {
    uint16_t from, to;
    uint8_t reading;
} resolve_edge;

/* One damaged row in the program. */
typedef struct {
    gk_open_row *row;
    gk_row_readings readings;
    uint8_t best[(GK_MAX_READINGS + 7) / 8]; /* readings on a cheapest path */
    resolve_edge *edge;
    uint32_t edges;
    uint32_t more, less; /* equations that a later row can add to, or take from */
} resolve_row;

/* What the equations lack after the rows so far, and what it cost. */
typedef struct {
    int64_t rest[GK_MAX_CROSS];
    uint32_t unknown; /* equations with a term that is not known */
    int cost;
    uint8_t good; /* on a cheapest path */
} resolve_sum;

typedef struct {
    gknb_report *report;
    gk_arena *arena; /* of this run: nothing in it outlives it */
    const gk_items *items;
    resolve_row open[GK_MAX_OPEN_ROWS];
    unsigned count;
    const gk_equation *cross[GK_MAX_CROSS];
    unsigned equations;
    resolve_sum base;
    int16_t row_of[GK_MOST_FIELDS]; /* of a field: -1 none, -2 read as it stands, else the damaged row */
    resolve_sum *sum[2];
    uint16_t *slot;
    int glued, hold, no_memory;
    int overflow; /* there were too many sums to weigh every combination */
} resolver;

static int equation_sign(const gk_equation *e, unsigned term)
{
    return term < e->left ? 1 : -1;
}

static unsigned equation_field(const gk_equation *e, unsigned term)
{
    return gk_terms[e->first_term + term] & ~GK_TERM_ADDEND;
}

/* ---- the equations across rows ---- */

/* Adds what a row's reading gives an equation. */
static void resolve_add(const resolve_row *open, const gk_row_reading *reading, const gk_equation *e, unsigned index,
                        resolve_sum *sum)
{
    for (unsigned i = 0; i < (unsigned)e->left + e->right; i++) {
        unsigned field = equation_field(e, i);
        const gk_piece *piece;
        if (field < open->row->field || field >= (unsigned)open->row->field + open->row->due) continue;
        piece = &reading->piece[field - open->row->field];
        if (!piece->known || (piece->kind == GK_PIECE_VANISHED && e->left == 1 && i == 0)) sum->unknown |= 1u << index;
        else sum->rest[index] += equation_sign(e, i) * piece->value;
    }
}

/* How a row weighs in the order of the program: a row of totals first, because it bounds all others, then those with the
 * fewest readings. */
static uint32_t resolve_weight(const resolver *r, const resolve_row *open)
{
    uint32_t weight = open->readings.count;
    for (unsigned k = 0; k < gk_equation_count; k++) {
        const gk_equation *e = &gk_equations[k];
        unsigned total = equation_field(e, 0);
        if (e->form == r->report->form_index && e->left == 1 && !gk_equation_in_row(e, open->row) &&
            total >= open->row->field && total < (unsigned)open->row->field + open->row->due)
            return 0;
    }
    return weight;
}

static void resolve_order(resolver *r)
{
    for (unsigned k = 1; k < r->count; k++) {
        resolve_row moved = r->open[k];
        uint32_t weight = resolve_weight(r, &moved);
        unsigned at = k;
        for (; at > 0 && resolve_weight(r, &r->open[at - 1]) > weight; at--) r->open[at] = r->open[at - 1];
        r->open[at] = moved;
    }
    for (unsigned k = 0; k < r->count; k++)
        for (unsigned i = 0; i < r->open[k].row->due; i++) r->row_of[r->open[k].row->field + i] = (int16_t)k;
}

/* Which equations tie a damaged row to others, and what the sound rows give them. */
static void resolve_equations(resolver *r, const gk_cell *cell)
{
    resolve_order(r);
    r->equations = 0;
    memset(&r->base, 0, sizeof r->base);
    for (unsigned k = 0; k < r->count; k++) r->open[k].more = r->open[k].less = 0;
    for (unsigned k = 0; k < gk_equation_count && r->equations < GK_MAX_CROSS; k++) {
        const gk_equation *e = &gk_equations[k];
        int damaged = 0, inside = 0;
        if (e->form != r->report->form_index) continue;
        for (unsigned o = 0; o < r->count; o++) inside |= gk_equation_in_row(e, r->open[o].row);
        for (unsigned i = 0; i < (unsigned)e->left + e->right; i++) damaged |= r->row_of[equation_field(e, i)] >= 0;
        if (inside || !damaged) continue;
        for (unsigned i = 0; i < (unsigned)e->left + e->right; i++) {
            unsigned field = equation_field(e, i);
            int at = r->row_of[field];
            const gk_cell *c = &cell[field];
            if (at >= 0) {
                for (int before = 0; before < at; before++)
                    *(equation_sign(e, i) > 0 ? &r->open[before].more : &r->open[before].less) |= 1u << r->equations;
            } else if (at == -1 || (c->has_value && c->value.scale) || (!c->has_value && c->state == GKNB_STATE_UNREADABLE)) {
                r->base.unknown |= 1u << r->equations;
            } else if (c->has_value) {
                r->base.rest[r->equations] += equation_sign(e, i) * c->value.digits;
            } else if (e->left == 1 && i == 0) {
                r->base.unknown |= 1u << r->equations; /* an empty total says nothing */
            }
        }
        r->cross[r->equations++] = e;
    }
}

/* ---- what one equation alone rules out ---- */

enum { FILTER_WIDTH = 8192, FILTER_WORDS = FILTER_WIDTH / 64 };

/* Sums an equation can have, as bits from `low` on. */
typedef struct {
    uint64_t (*after)[FILTER_WORDS]; /* [k]: after k rows; then, read backwards, those that lead to 0 */
    int64_t low;
} resolve_filter;

static int filter_get(const uint64_t *bits, int64_t at)
{
    return at >= 0 && at < FILTER_WIDTH && (bits[at >> 6] >> (at & 63) & 1);
}

static void filter_set(uint64_t *bits, int64_t at)
{
    if (at >= 0 && at < FILTER_WIDTH) bits[at >> 6] |= (uint64_t)1 << (at & 63);
}

/* into |= from moved by `by`. */
static void filter_move(uint64_t *into, const uint64_t *from, int64_t by)
{
    int64_t words = (by < 0 ? -by : by) >> 6;
    unsigned bits = (unsigned)((by < 0 ? -by : by) & 63);
    for (int64_t i = 0; i < FILTER_WORDS; i++) {
        int64_t at = by < 0 ? i + words : i - words, next = by < 0 ? at + 1 : at - 1;
        uint64_t word = at >= 0 && at < FILTER_WORDS ? from[at] : 0;
        uint64_t more = bits && next >= 0 && next < FILTER_WORDS ? from[next] : 0;
        into[i] |= by < 0 ? word >> bits | (bits ? more << (64 - bits) : 0) : word << bits | (bits ? more >> (64 - bits) : 0);
    }
}

static int64_t filter_gives(const resolver *r, unsigned k, uint32_t reading, unsigned e, int *known)
{
    resolve_sum sum;
    sum.unknown = 0;
    sum.rest[e] = 0;
    resolve_add(&r->open[k], &r->open[k].readings.reading[reading], r->cross[e], e, &sum);
    *known = !sum.unknown;
    return sum.rest[e];
}

/* Takes out the readings with which equation e cannot come to hold. How many; -1: it cannot be told. */
static int filter_equation(resolver *r, resolve_filter *f, unsigned e)
{
    int64_t low = 0, high = 0, least = r->base.rest[e], most = least;
    uint64_t behind[FILTER_WORDS], before[FILTER_WORDS];
    int taken = 0, known;
    if (r->base.unknown >> e & 1) return -1;
    for (unsigned k = 0; k < r->count; k++) {
        int64_t down = INT64_MAX, up = INT64_MIN;
        for (uint32_t i = 0; i < r->open[k].readings.count; i++) {
            int64_t value = filter_gives(r, k, i, e, &known);
            if (!known) return -1;
            if (value < down) down = value;
            if (value > up) up = value;
        }
        least += down;
        most += up;
        if (least < low) low = least;
        if (most > high) high = most;
    }
    if (r->base.rest[e] < low) low = r->base.rest[e];
    if (r->base.rest[e] > high) high = r->base.rest[e];
    if (high - low >= FILTER_WIDTH) return -1;
    f->low = low;
    memset(f->after, 0, (r->count + 1u) * sizeof *f->after);
    filter_set(f->after[0], r->base.rest[e] - low);
    for (unsigned k = 0; k < r->count; k++)
        for (uint32_t i = 0; i < r->open[k].readings.count; i++)
            filter_move(f->after[k + 1], f->after[k], filter_gives(r, k, i, e, &known));
    memset(behind, 0, sizeof behind);
    filter_set(behind, -low);
    if (!filter_get(f->after[r->count], -low)) return -1; /* it does not hold whatever is read */
    for (unsigned k = r->count; k-- > 0;) {
        gk_row_readings *all = &r->open[k].readings;
        uint32_t kept = 0;
        memset(before, 0, sizeof before);
        for (uint32_t i = 0; i < all->count; i++) {
            uint64_t reached[FILTER_WORDS] = {0};
            int any = 0;
            filter_move(reached, behind, -filter_gives(r, k, i, e, &known));
            for (unsigned w = 0; w < FILTER_WORDS; w++) {
                reached[w] &= f->after[k][w];
                any |= reached[w] != 0;
                before[w] |= reached[w];
            }
            if (any) all->reading[kept++] = all->reading[i];
        }
        taken += (int)(all->count - kept);
        all->count = kept;
        memcpy(behind, before, sizeof behind);
    }
    return taken;
}

/* Each equation by itself, over and over, takes out what it rules out. */
static void resolve_filter_all(resolver *r)
{
    resolve_filter f;
    int taken = 1;
    f.after = (uint64_t(*)[FILTER_WORDS])gk_arena_take_raw(r->arena, (r->count + 1u) * sizeof *f.after);
    if (!f.after) {
        r->no_memory = 1;
        return;
    }
    for (int round = 0; round < 6 && taken > 0; round++) {
        taken = 0;
        for (unsigned e = 0; e < r->equations; e++) {
            int n = filter_equation(r, &f, e);
            if (n > 0) taken += n;
        }
    }
}

/* ---- the program ---- */

/* An equation that no later row can bring to hold. */
static int resolve_lost(const resolver *r, const resolve_row *open, const resolve_sum *sum)
{
    int lost = 0;
    for (unsigned e = 0; e < r->equations; e++) {
        if (sum->unknown >> e & 1 || !sum->rest[e]) continue;
        lost += sum->rest[e] > 0 ? !(open->less >> e & 1) : !(open->more >> e & 1);
    }
    return lost;
}

static uint32_t resolve_hash(const resolver *r, const resolve_sum *sum)
{
    uint64_t hash = sum->unknown;
    for (unsigned e = 0; e < r->equations; e++) hash = (hash ^ (uint64_t)sum->rest[e]) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(hash >> 40);
}

/* The place of an equal sum among `*count`, or of a new one; RESOLVE_NONE: there are too many. */
static unsigned resolve_intern(resolver *r, resolve_sum *sums, unsigned *count, const resolve_sum *made)
{
    uint32_t mask = GK_MAX_SUMS * 2 - 1, at = resolve_hash(r, made) & mask;
    for (; r->slot[at]; at = (at + 1) & mask) {
        resolve_sum *s = &sums[r->slot[at] - 1];
        if (s->unknown != made->unknown || memcmp(s->rest, made->rest, r->equations * sizeof *s->rest)) continue;
        if (made->cost < s->cost) s->cost = made->cost;
        return r->slot[at] - 1u;
    }
    if (*count == GK_MAX_SUMS) return RESOLVE_NONE;
    sums[*count] = *made;
    r->slot[at] = (uint16_t)++*count;
    return *count - 1;
}

/* Moves all sums over one row. 0: too many. */
static int resolve_step(resolver *r, resolve_row *open, const resolve_sum *from, unsigned froms, resolve_sum *to,
                        unsigned *tos)
{
    size_t room = (size_t)froms * open->readings.count;
    resolve_sum *gives;
    memset(r->slot, 0, GK_MAX_SUMS * 2 * sizeof *r->slot);
    *tos = 0;
    open->edges = 0;
    if (room > RESOLVE_EDGES) {
        r->overflow = 1;
        return 0;
    }
    open->edge = (resolve_edge *)gk_arena_take_raw(r->arena, (room + 1) * sizeof *open->edge);
    gives = (resolve_sum *)gk_arena_take(r->arena, open->readings.count * sizeof *gives);
    if (!open->edge || !gives) {
        r->no_memory = 1;
        return 0;
    }
    for (unsigned k = 0; k < open->readings.count; k++) {
        const gk_row_reading *reading = &open->readings.reading[k];
        gives[k].cost = reading->cost + reading->violated * gk_settings.reading_violated;
        for (unsigned e = 0; e < r->equations; e++) resolve_add(open, reading, r->cross[e], e, &gives[k]);
    }
    for (unsigned s = 0; s < froms; s++) {
        for (unsigned k = 0; k < open->readings.count; k++) {
            resolve_sum made;
            unsigned place;
            made.unknown = from[s].unknown | gives[k].unknown;
            made.cost = from[s].cost + gives[k].cost;
            made.good = 0;
            for (unsigned e = 0; e < r->equations; e++) made.rest[e] = from[s].rest[e] + gives[k].rest[e];
            if (r->hold && resolve_lost(r, open, &made)) continue;
            place = resolve_intern(r, to, tos, &made);
            if (place == RESOLVE_NONE) {
                r->overflow = 1;
                return 0;
            }
            open->edge[open->edges].from = (uint16_t)s;
            open->edge[open->edges].to = (uint16_t)place;
            open->edge[open->edges++].reading = (uint8_t)k;
        }
    }
    return *tos > 0;
}

/* Marks the readings on cheapest paths, from the last row back. `cost[k]`, of each row's sums, were kept. */
static void resolve_back(resolver *r, int *const *cost, const unsigned *sums, uint8_t *good, uint8_t *before)
{
    for (unsigned k = r->count; k-- > 0;) {
        resolve_row *open = &r->open[k];
        memset(open->best, 0, sizeof open->best);
        memset(before, 0, sums[k]);
        for (uint32_t i = 0; i < open->edges; i++) {
            const resolve_edge *edge = &open->edge[i];
            const gk_row_reading *reading = &open->readings.reading[edge->reading];
            if (!good[edge->to] || cost[k][edge->from] + reading->cost +
                                       reading->violated * gk_settings.reading_violated != cost[k + 1][edge->to])
                continue;
            before[edge->from] = 1;
            open->best[edge->reading >> 3] |= (uint8_t)(1u << (edge->reading & 7));
        }
        memcpy(good, before, sums[k]);
    }
}

/* Runs the program; the cost of the best readings, which are marked, or -1. `hold`: all equations must. */
static int64_t resolve_run(resolver *r, int hold)
{
    int *cost[GK_MAX_OPEN_ROWS + 1];
    unsigned sums[GK_MAX_OPEN_ROWS + 1], side = 0;
    uint8_t good[GK_MAX_SUMS], before[GK_MAX_SUMS];
    int best = -1;
    r->hold = hold;
    r->overflow = 0;
    r->sum[0][0] = r->base;
    sums[0] = 1;
    for (unsigned k = 0; k <= r->count; k++, side ^= 1) {
        const resolve_sum *sum = r->sum[side];
        cost[k] = (int *)gk_arena_take_raw(r->arena, sums[k] * sizeof **cost);
        if (!cost[k]) {
            r->no_memory = 1;
            return -1;
        }
        for (unsigned s = 0; s < sums[k]; s++) cost[k][s] = sum[s].cost;
        if (k == r->count) break;
        if (!resolve_step(r, &r->open[k], sum, sums[k], r->sum[side ^ 1], &sums[k + 1])) return -1;
    }
    for (unsigned s = 0; s < sums[r->count]; s++) {
        const resolve_sum *sum = &r->sum[side][s];
        int all = sum->cost;
        for (unsigned e = 0; e < r->equations; e++)
            if (!(sum->unknown >> e & 1) && sum->rest[e]) all += gk_settings.reading_violated;
        good[s] = 0;
        if (best >= 0 && all > best) continue;
        if (all < best) memset(good, 0, s);
        best = all;
        good[s] = 1;
    }
    resolve_back(r, cost, sums, good, before);
    return best;
}

/* ---- from readings to cells ---- */

static void resolve_cell(const resolver *r, const gk_open_row *row, unsigned at, const gk_piece *piece, gk_cell *cell)
{
    memset(cell, 0, sizeof *cell);
    if (piece->kind == GK_PIECE_WHOLE || piece->kind == GK_PIECE_PART)
        gk_read_cell(r->report, row->field + at, r->items, piece->item, cell);
    if (piece->kind == GK_PIECE_PART) {
        cell->state = GKNB_STATE_SPLIT;
        cell->has_value = 1;
        cell->unit = 0;
        cell->value.digits = piece->value;
        cell->value.scale = 0;
        cell->span.end = cell->span.start + piece->to;
        cell->span.start += piece->from;
    } else if (piece->kind != GK_PIECE_WHOLE) {
        uint32_t place = row->to > row->from ? row->from : row->label;
        cell->state = piece->kind == GK_PIECE_VANISHED ? GKNB_STATE_BLANK : GKNB_STATE_MISSING;
        if (place != GK_NO_ITEM) cell->span = gk_item_span(r->items, place);
        cell->span.start = cell->span.end;
    }
    if (row->moved && cell->state == GKNB_STATE_GIVEN) cell->state = GKNB_STATE_MOVED;
}

static void merge_alternative(gknb_report *report, gk_cell *cell, gknb_decimal value)
{
    unsigned at = 0;
    if (!cell->alternative)
        cell->alternative =
            (gknb_decimal *)gk_arena_take(&report->arena, GK_MAX_ALTERNATIVES * sizeof *cell->alternative);
    if (!cell->alternative) {
        report->no_memory = 1;
        return;
    }
    while (at < cell->alternatives && cell->alternative[at].digits < value.digits) at++;
    if (at < cell->alternatives && cell->alternative[at].digits == value.digits) return;
    if (cell->alternatives == GK_MAX_ALTERNATIVES) return;
    memmove(&cell->alternative[at + 1], &cell->alternative[at], (cell->alternatives - at) * sizeof *cell->alternative);
    cell->alternative[at] = value;
    cell->alternatives++;
}

void gk_merge_cells(gknb_report *report, gk_cell *cell, const gk_cell *other)
{
    if (cell->has_value && other->has_value && cell->value.digits == other->value.digits &&
        cell->value.scale == other->value.scale) {
        if (other->state == GKNB_STATE_SPLIT) cell->state = GKNB_STATE_SPLIT;
        return;
    }
    if (!cell->has_value && !other->has_value && cell->state == other->state && cell->state != GKNB_STATE_AMBIGUOUS) return;
    if (cell->has_value) merge_alternative(report, cell, cell->value);
    if (other->has_value) merge_alternative(report, cell, other->value);
    for (unsigned i = 0; i < other->alternatives; i++) merge_alternative(report, cell, other->alternative[i]);
    if (cell->span.end == cell->span.start) cell->span = other->span;
    cell->state = GKNB_STATE_AMBIGUOUS;
    cell->has_value = 0;
}

/* Puts a row's best readings into its cells. */
static void resolve_put(resolver *r, resolve_row *open, gk_cell *cell)
{
    gk_open_row *row = open->row;
    int first = 1;
    for (unsigned k = 0; k < open->readings.count; k++) {
        const gk_row_reading *reading = &open->readings.reading[k];
        if (!(open->best[k >> 3] >> (k & 7) & 1)) continue;
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
            gk_cell unknown = {{0, 0}, {0, 0}, {0, 0}, GKNB_STATE_AMBIGUOUS, 0, 0, 0, 0, NULL};
            gk_merge_cells(r->report, &cell[row->field + i], &unknown);
        }
    row->ambiguous = 0;
    for (unsigned i = 0; i < row->due; i++) if (cell[row->field + i].state == GKNB_STATE_AMBIGUOUS) row->ambiguous++;
    if (first) { /* nothing fits: what stands there is not read */
        for (unsigned i = 0; i < row->due; i++) {
            gk_piece none = {0, 0, 0, 0, GK_PIECE_MISSING, 0};
            resolve_cell(r, row, i, &none, &cell[row->field + i]);
            if (row->numbers) cell[row->field + i].state = GKNB_STATE_UNREADABLE;
        }
    }
}

/* ---- rows ---- */

/* A row as it stands. */
static void row_read(resolver *r, const gk_open_row *row, gk_cell *cell)
{
    unsigned at = row->field;
    for (uint32_t i = row->from; i < row->to; i++) {
        if (!gk_is_cell(r->items->terminal[i])) continue;
        gk_read_cell(r->report, at, r->items, i, &cell[at]);
        if (row->moved && cell[at].state == GKNB_STATE_GIVEN) cell[at].state = GKNB_STATE_MOVED;
        at++;
    }
}

static unsigned row_table(const resolver *r, const gk_open_row *row)
{
    return gk_rows[gk_fields[r->report->form->first_field + row->field].row].table;
}

/* So many rows of a table have too few numbers that cells were left empty, rather than numbers lost. */
static int row_left_empty(const resolver *r, const gk_open_row *rows, uint32_t count, unsigned table)
{
    unsigned few = 0, whole = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (row_table(r, &rows[i]) != table || rows[i].due < 2) continue;
        few += rows[i].numbers < rows[i].due && rows[i].label != GK_NO_ITEM;
        whole += rows[i].numbers == rows[i].due;
    }
    return !r->glued && few >= 4 && few * 3 > whole;
}

/* Tells sound rows from damaged ones; the first row of a kind that holds numbers stands. */
static void resolve_rows(resolver *r, gk_open_row *rows, uint32_t count, gk_cell *cell)
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
                for (unsigned k = 0; k < row->due; k++) cell[row->field + k].state = GKNB_STATE_UNREADABLE;
                continue;
            } else {
                r->open[r->count++].row = row;
            }
            for (unsigned k = 0; k < row->due; k++) r->row_of[row->field + k] = (int16_t)mark;
        }
    }
}

/* All readings of the damaged rows. `empty`: of cells in tables that were left empty. */
static gknb_status resolve_readings(resolver *r, const gk_open_row *rows, uint32_t count, gk_empty empty, int worse)
{
    gk_row_reading *scratch = (gk_row_reading *)gk_arena_take_raw(r->arena, (GK_MAX_READINGS + 1) * sizeof *scratch);
    if (!scratch) return GKNB_NO_MEMORY;
    for (unsigned k = 0; k < r->count; k++) {
        gk_row_readings *all = &r->open[k].readings;
        gk_row_reading *kept;
        int left = row_left_empty(r, rows, count, row_table(r, r->open[k].row));
        all->reading = scratch;
        gk_read_row(r->report, r->items, r->open[k].row, r->glued, left ? empty : GK_EMPTY_MISSING, worse, all);
        kept = (gk_row_reading *)gk_arena_take_raw(r->arena, (all->count + 1) * sizeof *kept);
        if (!kept) return GKNB_NO_MEMORY;
        memcpy(kept, scratch, all->count * sizeof *kept);
        all->reading = kept;
    }
    return GKNB_OK;
}

/* Rows that nothing fits are out of the program: what they hold is not known. */
static void resolve_set_aside(resolver *r, gk_cell *cell)
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

static gknb_status resolver_init(resolver *r)
{
    for (int i = 0; i < 2; i++) {
        r->sum[i] = (resolve_sum *)gk_arena_take_raw(r->arena, GK_MAX_SUMS * sizeof *r->sum[i]);
        if (!r->sum[i]) return GKNB_NO_MEMORY;
    }
    r->slot = (uint16_t *)gk_arena_take_raw(r->arena, GK_MAX_SUMS * 2 * sizeof *r->slot);
    return r->slot ? GKNB_OK : GKNB_NO_MEMORY;
}

/* Each row by itself: all its readings that break the fewest of its own identities, and that no equation rules out;
 * what is likelier does not count. */
static int64_t resolve_apart(resolver *r)
{
    int64_t cost = 0;
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

/* Weighs all readings of the damaged rows together: those that break nothing across rows. The likeliest readings of
 * every row are tried by themselves first: where they fit, no others can be better. The cost, or -1. */
static int64_t resolve_weigh(resolver *r, const gk_open_row *rows, uint32_t count, gk_empty empty, const gk_cell *cell,
                             gknb_status *status)
{
    int64_t score = -1;
    for (int likeliest = 1; likeliest >= 0 && score < 0 && !r->no_memory; likeliest--) {
        *status = resolve_readings(r, rows, count, empty, 0);
        if (*status != GKNB_OK) return -1;
        for (unsigned k = 0; k < r->count; k++) {
            gk_row_readings *all = &r->open[k].readings;
            if (empty != GK_EMPTY_BLANK && (!all->count || all->reading[0].violated)) return -1;
            while (likeliest && all->count && (all->reading[all->count - 1].cost > all->reading[0].cost ||
                                               all->reading[all->count - 1].violated > all->reading[0].violated))
                all->count--;
        }
        resolve_equations(r, cell);
        resolve_filter_all(r);
        resolve_equations(r, cell); /* fewer readings, another order */
        score = resolve_run(r, 1);
        if (score < 0 && r->overflow && !likeliest) score = resolve_apart(r);
    }
    return score;
}

static gknb_status resolve_all(resolver *r, gk_open_row *rows, uint32_t count, gk_cell *cell, int64_t *score)
{
    static const gk_empty rules[] = {GK_EMPTY_BUT_TOTALS, GK_EMPTY_AND_TOTALS};
    gknb_status status;
    int left = 0;
    resolve_rows(r, rows, count, cell);
    if (!r->count) return GKNB_OK;
    if ((status = resolver_init(r)) != GKNB_OK || (status = resolve_readings(r, rows, count, GK_EMPTY_BLANK, 0)) != GKNB_OK)
        return status;
    resolve_set_aside(r, cell);
    *score = -1;
    for (unsigned t = 0; t < gk_table_count; t++) left |= row_left_empty(r, rows, count, t);
    for (unsigned i = 0; left && i < sizeof rules / sizeof *rules && *score < 0 && status == GKNB_OK; i++)
        *score = resolve_weigh(r, rows, count, rules[i], cell, &status); /* which cells are empty, one rule says for all */
    if (*score < 0 && status == GKNB_OK) *score = resolve_weigh(r, rows, count, GK_EMPTY_BLANK, cell, &status);
    for (int worse = 1; worse >= 0 && *score < 0 && status == GKNB_OK && !r->no_memory; worse--) {
        status = resolve_readings(r, rows, count, GK_EMPTY_BLANK, worse);
        if (status != GKNB_OK) return status;
        resolve_equations(r, cell);
        *score = resolve_run(r, 0);
    }
    if (*score < 0) *score = resolve_apart(r);
    for (unsigned k = 0; k < r->count && status == GKNB_OK; k++) resolve_put(r, &r->open[k], cell);
    return status != GKNB_OK ? status : r->no_memory || r->report->no_memory ? GKNB_NO_MEMORY : GKNB_OK;
}

gknb_status gk_resolve(gknb_report *report, const gk_items *items, gk_open_row *rows, uint32_t count, int glued,
                       gk_cell *cell, int64_t *score)
{
    gk_arena run;
    resolver *r;
    gknb_status status = GKNB_NO_MEMORY;
    *score = 0;
    for (uint32_t i = 0; i < count; i++) {
        rows[i].numbers = 0;
        for (uint32_t k = rows[i].from; k < rows[i].to && rows[i].numbers < 255; k++)
            rows[i].numbers = (uint8_t)(rows[i].numbers + gk_is_cell(items->terminal[k]));
    }
    gk_arena_init(&run, &report->allocator);
    r = (resolver *)gk_arena_take(&run, sizeof *r);
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

/* ---- what the identities leave ---- */

/* The one term of an equation that has no number, and the number it must be. 0: there is none, or more than one. */
static int infer_term(const gknb_report *report, const gk_equation *e, unsigned *field, int64_t *value)
{
    int64_t rest = 0;
    int unknown = 0, side = 0;
    for (unsigned i = 0; i < (unsigned)e->left + e->right; i++) {
        unsigned at = equation_field(e, i);
        const gk_cell *c = &report->cell[at];
        int sign = equation_sign(e, i);
        if (c->has_value || c->has_inferred) {
            const gknb_decimal *known = c->has_value ? &c->value : &c->inferred;
            if (known->scale || known->digits > GK_MAX_ADDEND) return 0;
            rest += sign * known->digits;
        } else if (c->state == GKNB_STATE_BLANK || c->state == GKNB_STATE_NOT_APPLICABLE) {
            continue;
        } else if (unknown++) {
            return 0;
        } else {
            *field = at;
            side = sign;
        }
    }
    *value = -side * rest;
    return unknown && *value >= 0;
}

void gk_infer(gknb_report *report)
{
    uint8_t doubtful[GK_MOST_FIELDS] = {0};
    for (int any = 1; any;) {
        any = 0;
        for (unsigned k = 0; k < gk_equation_count; k++) {
            unsigned field;
            int64_t value;
            gk_cell *c;
            if (gk_equations[k].form != report->form_index || !infer_term(report, &gk_equations[k], &field, &value)) continue;
            c = &report->cell[field];
            if (doubtful[field]) continue;
            c->has_inferred = 1;
            c->inferred.digits = value;
            c->inferred.scale = 0;
            any = 1;
            for (unsigned other = 0; other < gk_equation_count; other++) { /* the identities must agree */
                unsigned same = field;
                int64_t number = value;
                if (gk_equations[other].form != report->form_index) continue;
                c->has_inferred = 0;
                if (infer_term(report, &gk_equations[other], &same, &number) && same == field && number != value)
                    doubtful[field] = 1;
                c->has_inferred = 1;
            }
            if (doubtful[field]) c->has_inferred = 0;
        }
    }
}
