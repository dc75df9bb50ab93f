/* weigh.c: see weigh.h. */
#include "weigh.h"

#include <string.h>

enum { WEIGH_EDGES = 16384, WEIGH_NONE = 0xffff };

/* ---- the equations across rows ---- */

/* Adds what a row's reading gives an equation. */
static void weigh_add(const gk_resolver *r, const gk_resolve_row *open, const gk_row_reading *reading,
                      const gk_equation *e, unsigned index, gk_resolve_sum *sum)
{
    for (unsigned i = 0; i < (unsigned)e->left + e->right; i++) {
        unsigned field = gk_equation_field(e, i);
        const gk_piece *piece;
        if (field < open->row->field || field >= (unsigned)open->row->field + open->row->due) continue;
        piece = &reading->piece[field - open->row->field];
        if (!piece->known || (piece->kind == GK_PIECE_VANISHED && i == 0 && r->silent >> index & 1))
            sum->unknown |= 1u << index;
        else sum->rest[index] += gk_equation_sign(e, i) * piece->value;
    }
}

/* How a row weighs in the order of the program: a row of totals first, because it bounds all others, then those with
 * the fewest readings. */
static uint32_t weigh_weight(const gk_resolver *r, const gk_resolve_row *open)
{
    uint32_t weight = open->readings.count;
    for (unsigned k = 0; k < gk_equation_count; k++) {
        const gk_equation *e = &gk_equations[k];
        unsigned total = gk_equation_field(e, 0);
        if (e->form == r->report->form_index && e->left == 1 && !gk_equation_in_row(e, open->row) &&
            total >= open->row->field && total < (unsigned)open->row->field + open->row->due)
            return 0; /* before all others */
    }
    return weight;
}

static void weigh_order(gk_resolver *r)
{
    for (unsigned k = 1; k < r->count; k++) {
        gk_resolve_row moved = r->open[k];
        uint32_t weight = weigh_weight(r, &moved);
        unsigned at = k;
        for (; at > 0 && weigh_weight(r, &r->open[at - 1]) > weight; at--) r->open[at] = r->open[at - 1];
        r->open[at] = moved;
    }
    for (unsigned k = 0; k < r->count; k++)
        for (unsigned i = 0; i < r->open[k].row->due; i++) r->row_of[r->open[k].row->field + i] = (int16_t)k;
}

/* An empty total says nothing of what it adds up. But where a rule tells which cells are empty, it does in a row that
 * has numbers, unless the rule takes totals out: nothing is there. */
static int weigh_is_silent(const gk_resolver *r, const gk_equation *e)
{
    unsigned total = gk_equation_field(e, 0);
    const gk_open_row *row = r->row_of[total] >= 0 ? r->open[r->row_of[total]].row : NULL;
    if (e->left != 1) return 0;
    if (r->empty <= GK_EMPTY_BLANK || !row || !row->numbers) return 1;
    for (unsigned k = 0; k < gk_equation_count; k++)
        if (gk_equations[k].form == e->form && gk_equations[k].left == 1 &&
            gk_equation_field(&gk_equations[k], 0) == total && gk_equation_in_row(&gk_equations[k], row))
            return 1;
    return 0;
}

/* Some reading has a number among what a total adds up: nothing but empty cells say nothing. */
static int weigh_says(const gk_resolver *r, const gk_equation *e, const gk_cell *cell)
{
    if (e->left != 1) return 1;
    for (unsigned i = 1; i <= e->right; i++) {
        unsigned field = gk_equation_field(e, i);
        const gk_resolve_row *open = r->row_of[field] >= 0 ? &r->open[r->row_of[field]] : NULL;
        if (!open && (cell[field].has_value || r->row_of[field] == -1)) return 1;
        for (uint32_t k = 0; open && k < open->readings.count; k++)
            if (open->readings.reading[k].piece[field - open->row->field].kind != GK_PIECE_VANISHED) return 1;
    }
    return 0;
}

void gk_weigh_equations(gk_resolver *r, const gk_cell *cell)
{
    weigh_order(r);
    r->equations = 0;
    r->silent = 0;
    memset(&r->base, 0, sizeof r->base);
    for (unsigned k = 0; k < r->count; k++) r->open[k].more = r->open[k].less = 0;
    for (unsigned k = 0; k < gk_equation_count && r->equations < GK_MAX_CROSS; k++) {
        const gk_equation *e = &gk_equations[k];
        int damaged = 0, inside = 0;
        if (e->form != r->report->form_index) continue;
        for (unsigned o = 0; o < r->count; o++) inside |= gk_equation_in_row(e, r->open[o].row);
        for (unsigned i = 0; i < (unsigned)e->left + e->right; i++) damaged |= r->row_of[gk_equation_field(e, i)] >= 0;
        if (inside || !damaged || !weigh_says(r, e, cell)) continue;
        if (weigh_is_silent(r, e)) r->silent |= 1u << r->equations;
        for (unsigned i = 0; i < (unsigned)e->left + e->right; i++) {
            unsigned field = gk_equation_field(e, i);
            int at = r->row_of[field];
            const gk_cell *c = &cell[field];
            if (at >= 0) {
                for (int before = 0; before < at; before++)
                    *(gk_equation_sign(e, i) > 0 ? &r->open[before].more : &r->open[before].less) |= 1u << r->equations;
            } else if (at == -1 ||
                       (c->has_value &&
                        (c->value.scale || c->value.digits > GK_MAX_ADDEND || c->value.digits < -GK_MAX_ADDEND)) ||
                       c->state == GKNB_STATE_UNREADABLE) {
                r->base.unknown |= 1u << r->equations;
            } else if (c->has_value) {
                r->base.rest[r->equations] += gk_equation_sign(e, i) * c->value.digits;
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
    int64_t words; /* that the sums reach */
} weigh_sums;

static int filter_get(const uint64_t *bits, int64_t at)
{
    return at >= 0 && at < FILTER_WIDTH && (bits[at >> 6] >> (at & 63) & 1);
}

static void filter_set(uint64_t *bits, int64_t at)
{
    if (at >= 0 && at < FILTER_WIDTH) bits[at >> 6] |= (uint64_t)1 << (at & 63);
}

/* into |= from moved by `by`. */
static void filter_move(const weigh_sums *f, uint64_t *into, const uint64_t *from, int64_t by)
{
    int64_t words = (by < 0 ? -by : by) >> 6;
    unsigned bits = (unsigned)((by < 0 ? -by : by) & 63);
    for (int64_t i = 0; i < f->words; i++) {
        int64_t at = by < 0 ? i + words : i - words, next = by < 0 ? at + 1 : at - 1;
        uint64_t word = at >= 0 && at < f->words ? from[at] : 0;
        uint64_t more = bits && next >= 0 && next < f->words ? from[next] : 0;
        into[i] |=
            by < 0 ? word >> bits | (bits ? more << (64 - bits) : 0) : word << bits | (bits ? more >> (64 - bits) : 0);
    }
}

static int64_t filter_gives(const gk_resolver *r, unsigned k, uint32_t reading, unsigned e, int *known)
{
    gk_resolve_sum sum;
    sum.unknown = 0;
    sum.rest[e] = 0;
    weigh_add(r, &r->open[k], &r->open[k].readings.reading[reading], r->cross[e], e, &sum);
    *known = !sum.unknown;
    return sum.rest[e];
}

/* Takes out the readings with which equation e cannot come to hold. How many; -1: it cannot be told. */
static int filter_equation(gk_resolver *r, weigh_sums *f, unsigned e)
{
    int64_t low = 0, high = 0, least = r->base.rest[e], most = least;
    uint64_t behind[FILTER_WORDS], before[FILTER_WORDS];
    size_t size;
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
    f->words = ((high - low) >> 6) + 1;
    size = (size_t)f->words * sizeof *behind;
    for (unsigned k = 0; k <= r->count; k++) memset(f->after[k], 0, size);
    filter_set(f->after[0], r->base.rest[e] - low);
    for (unsigned k = 0; k < r->count; k++)
        for (uint32_t i = 0; i < r->open[k].readings.count; i++)
            filter_move(f, f->after[k + 1], f->after[k], filter_gives(r, k, i, e, &known));
    memset(behind, 0, sizeof behind);
    filter_set(behind, -low);
    if (!filter_get(f->after[r->count], -low)) return -1; /* it does not hold whatever is read */
    for (unsigned k = r->count; k-- > 0;) {
        gk_row_readings *all = &r->open[k].readings;
        uint32_t kept = 0;
        memset(before, 0, size);
        for (uint32_t i = 0; i < all->count; i++) {
            uint64_t reached[FILTER_WORDS];
            int any = 0;
            memset(reached, 0, size);
            filter_move(f, reached, behind, -filter_gives(r, k, i, e, &known));
            for (int64_t w = 0; w < f->words; w++) {
                reached[w] &= f->after[k][w];
                any |= reached[w] != 0;
                before[w] |= reached[w];
            }
            if (any) all->reading[kept++] = all->reading[i];
        }
        taken += (int)(all->count - kept);
        all->count = kept;
        memcpy(behind, before, size);
    }
    return taken;
}

void gk_weigh_filter(gk_resolver *r)
{
    weigh_sums f;
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
static int weigh_lost(const gk_resolver *r, const gk_resolve_row *open, const gk_resolve_sum *sum)
{
    int lost = 0;
    for (unsigned e = 0; e < r->equations; e++) {
        if (sum->unknown >> e & 1 || !sum->rest[e]) continue;
        lost += sum->rest[e] > 0 ? !(open->less >> e & 1) : !(open->more >> e & 1);
    }
    return lost;
}

static uint32_t weigh_hash(const gk_resolver *r, const gk_resolve_sum *sum)
{
    uint64_t hash = sum->unknown;
    for (unsigned e = 0; e < r->equations; e++) hash = (hash ^ (uint64_t)sum->rest[e]) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(hash >> 40);
}

/* Makes sure of room for the sums that `most` moves may lead to, and clears the table they are found by. */
static int weigh_room(gk_resolver *r, unsigned side, size_t most)
{
    unsigned room = 64;
    while (room < most && room < GK_MAX_SUMS) room *= 2;
    if (r->sum_room[side] < room) {
        r->sum[side] = (gk_resolve_sum *)gk_arena_take_raw(r->arena, room * sizeof *r->sum[side]);
        r->sum_room[side] = r->sum[side] ? room : 0;
    }
    if (r->slot_room < room * 2) {
        r->slot = (uint16_t *)gk_arena_take_raw(r->arena, room * 2 * sizeof *r->slot);
        r->slot_room = r->slot ? room * 2 : 0;
    }
    if (!r->sum[side] || !r->slot) {
        r->no_memory = 1;
        return 0;
    }
    memset(r->slot, 0, r->slot_room * sizeof *r->slot);
    return 1;
}

/* The place of an equal sum among `*count`, or of a new one; WEIGH_NONE: there are too many. */
static unsigned weigh_intern(gk_resolver *r, gk_resolve_sum *sums, unsigned *count, const gk_resolve_sum *made)
{
    uint32_t mask = r->slot_room - 1, at = weigh_hash(r, made) & mask;
    for (; r->slot[at]; at = (at + 1) & mask) {
        gk_resolve_sum *s = &sums[r->slot[at] - 1];
        if (s->unknown != made->unknown || memcmp(s->rest, made->rest, r->equations * sizeof *s->rest)) continue;
        if (made->cost < s->cost) s->cost = made->cost;
        return r->slot[at] - 1u;
    }
    if (*count == GK_MAX_SUMS) return WEIGH_NONE;
    sums[*count] = *made;
    r->slot[at] = (uint16_t)++ * count;
    return *count - 1;
}

/* Moves the sums of one side over a row, to the other. 0: too many. */
static int weigh_step(gk_resolver *r, gk_resolve_row *open, unsigned side, unsigned froms, unsigned *tos)
{
    size_t room = (size_t)froms * open->readings.count;
    const gk_resolve_sum *from = r->sum[side];
    gk_resolve_sum *gives, *to;
    *tos = 0;
    open->edges = 0;
    if (room > WEIGH_EDGES) {
        r->overflow = 1;
        return 0;
    }
    open->edge = (gk_resolve_edge *)gk_arena_take_raw(r->arena, (room + 1) * sizeof *open->edge);
    gives = (gk_resolve_sum *)gk_arena_take(r->arena, open->readings.count * sizeof *gives);
    if (!open->edge || !gives || !weigh_room(r, side ^ 1, room)) {
        r->no_memory = 1;
        return 0;
    }
    to = r->sum[side ^ 1];
    for (unsigned k = 0; k < open->readings.count; k++) {
        const gk_row_reading *reading = &open->readings.reading[k];
        gives[k].cost = reading->cost + reading->violated * gk_settings.reading_violated;
        for (unsigned e = 0; e < r->equations; e++) weigh_add(r, open, reading, r->cross[e], e, &gives[k]);
    }
    for (unsigned s = 0; s < froms; s++) {
        for (unsigned k = 0; k < open->readings.count; k++) {
            gk_resolve_sum made;
            unsigned place;
            made.unknown = from[s].unknown | gives[k].unknown;
            made.cost = from[s].cost + gives[k].cost;
            made.good = 0;
            for (unsigned e = 0; e < r->equations; e++) made.rest[e] = from[s].rest[e] + gives[k].rest[e];
            if (r->hold && weigh_lost(r, open, &made)) continue;
            place = weigh_intern(r, to, tos, &made);
            if (place == WEIGH_NONE) {
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
static void weigh_back(gk_resolver *r, int *const *cost, const unsigned *sums, uint8_t *good, uint8_t *before)
{
    for (unsigned k = r->count; k-- > 0;) {
        gk_resolve_row *open = &r->open[k];
        memset(open->best, 0, sizeof open->best);
        memset(before, 0, sums[k]);
        for (uint32_t i = 0; i < open->edges; i++) {
            const gk_resolve_edge *edge = &open->edge[i];
            const gk_row_reading *reading = &open->readings.reading[edge->reading];
            if (!good[edge->to] ||
                cost[k][edge->from] + reading->cost + reading->violated * gk_settings.reading_violated !=
                    cost[k + 1][edge->to])
                continue;
            before[edge->from] = 1;
            open->best[edge->reading >> 3] |= (uint8_t)(1u << (edge->reading & 7));
        }
        memcpy(good, before, sums[k]);
    }
}

int64_t gk_weigh_run(gk_resolver *r, int hold)
{
    int *cost[GK_MAX_OPEN_ROWS + 1];
    unsigned sums[GK_MAX_OPEN_ROWS + 1], side = 0;
    uint8_t good[GK_MAX_SUMS], before[GK_MAX_SUMS];
    int best = -1;
    r->hold = hold;
    r->overflow = 0;
    if (!weigh_room(r, 0, 1)) return -1;
    r->sum[0][0] = r->base;
    sums[0] = 1;
    for (unsigned k = 0;; k++, side ^= 1) {
        const gk_resolve_sum *sum = r->sum[side];
        cost[k] = (int *)gk_arena_take_raw(r->arena, sums[k] * sizeof **cost);
        if (!cost[k]) {
            r->no_memory = 1;
            return -1;
        }
        for (unsigned s = 0; s < sums[k]; s++) cost[k][s] = sum[s].cost;
        if (k == r->count) break;
        if (!weigh_step(r, &r->open[k], side, sums[k], &sums[k + 1])) return -1;
    }
    for (unsigned s = 0; s < sums[r->count]; s++) {
        const gk_resolve_sum *sum = &r->sum[side][s];
        int all = sum->cost;
        for (unsigned e = 0; e < r->equations; e++)
            if (!(sum->unknown >> e & 1) && sum->rest[e]) all += gk_settings.reading_violated;
        good[s] = 0;
        if (best >= 0 && all > best) continue;
        if (all < best) memset(good, 0, s);
        best = all;
        good[s] = 1;
    }
    weigh_back(r, cost, sums, good, before);
    return best;
}
