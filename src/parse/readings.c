/* readings.c: see readings.h. A search in depth over cells and digits, cut as soon as the row's own identities rule the
 * rest out; how many cells may be missing and how many numbers left over is raised until something fits. */
#include "readings.h"

#include "../../gen/parser.h"
#include "../base/decimal.h"
#include "../base/limits.h"
#include "fields.h"

#include <string.h>

typedef struct {
    uint32_t item;
    int64_t value;
    uint16_t bytes;
    uint16_t head, tail; /* bytes before its digits: a sign, a word of change; behind them: decimals, a unit */
    uint8_t digits;      /* that it can be taken apart into; 0: none */
    uint8_t width;       /* bytes of a digit */
    uint8_t known;
    uint8_t nought; /* begins with 0 and is more: no single cell */
    uint16_t left;  /* digits of this and all behind it; 0: they cannot be counted */
    uint8_t bare;   /* nothing but digits, or no number: any cell may hold it */
} reader_token;

typedef struct {
    const gknb_report *report;
    const gk_items *items;
    const gk_open_row *row;
    reader_token token[GK_MAX_SLOTS];
    unsigned tokens;
    const gk_equation *equation[8];
    uint8_t last[8]; /* the last cell of each */
    unsigned equations;
    unsigned missing, surplus, extra; /* still to be spent: cells, numbers, pieces */
    unsigned allowed;                 /* identities that may break */
    unsigned total_digits;            /* of the total that is tried: 0, none is */
    int64_t total;
    unsigned typed; /* numbers that not every cell may hold */
    int tail;       /* only the last cells may be missing */
    int level;      /* no reading is likelier than what was found first */
    int either;     /* cells may be missing as likely as run together: nothing tells */
    gk_empty empty;
    int added;       /* another row adds it up */
    int parts;       /* it is several rows of the form, side by side */
    int glued;       /* cells are not set off */
    int joined;      /* two numbers touch: one is not to be left out */
    uint16_t totals; /* which cells are totals */
    uint32_t steps;
    gk_row_reading draft;
    gk_row_readings *out;
} row_reader;

int gk_equation_in_row(const gk_equation *equation, const gk_open_row *row)
{
    for (unsigned i = equation->first_term; i < (unsigned)equation->first_term + equation->left + equation->right;
         i++) {
        unsigned field = gk_terms[i] & ~GK_TERM_ADDEND;
        if (field < row->field || field >= (unsigned)row->field + row->due) return 0;
    }
    return 1;
}

gknb_span gk_piece_span(const gk_items *items, const gk_piece *piece)
{
    gknb_span span = gk_item_span(items, piece->item);
    span.end = span.start + piece->to;
    span.start += piece->from;
    return span;
}

/* How many digits of one width stand at p. */
static unsigned reader_digits(const uint8_t *p, const uint8_t *end, uint8_t *width)
{
    unsigned n = 0;
    *width = p < end && *p >= 0x80 ? 3 : 1;
    for (; p < end; p += *width, n++) {
        if (*width == 1 ? *p < '0' || *p > '9'
                        : end - p < 3 || p[0] != 0xef || p[1] != 0xbc || p[2] < 0x90 || p[2] > 0x99)
            break;
    }
    return n;
}

static int reader_digit(const uint8_t *p, unsigned width) { return width == 1 ? *p - '0' : p[2] - 0x90; }

/* What a number is made of: a sign or a word, digits, decimals and unit. A mark between thousands, or digits of both
 * widths, hold it together: it cannot be taken apart. */
static void reader_shape(const row_reader *r, gknb_span span, reader_token *t)
{
    static const uint8_t comma[] = {0xef, 0xbc, 0x8c};
    const uint8_t *p = r->report->bytes + span.start, *end = r->report->bytes + span.end, *q = p;
    unsigned digits = 0;
    uint8_t width;
    while (q < end && !(digits = reader_digits(q, end, &t->width))) q++;
    t->head = (uint16_t)(q - p);
    t->nought = digits > 1 && reader_digit(q, t->width) == 0;
    q += (size_t)digits * t->width;
    t->tail = (uint16_t)(end - q);
    t->bare = !t->head && !t->tail;
    if (reader_digits(q, end, &width) || (q < end && *q == ',') || (end - q >= 3 && !memcmp(q, comma, 3))) digits = 0;
    t->digits = (uint8_t)(digits > 1 && digits < 256 ? digits : 0);
}

static void reader_tokens(row_reader *r)
{
    const gk_items *items = r->items;
    uint32_t label = r->row->label, end = 0;
    for (uint32_t i = r->row->from; i < r->row->to && r->tokens < GK_MAX_SLOTS; i++) {
        reader_token *t = &r->token[r->tokens];
        gknb_span span = gk_item_span(items, i);
        if (!gk_is_cell(items->terminal[i])) continue;
        t->item = i;
        t->bytes = (uint16_t)(span.end - span.start);
        t->known = (uint8_t)gk_item_value(r->report, items, i, &t->value);
        t->bare = 1;
        if (items->terminal[i] == T_NUMBER) {
            if (span.end - span.start < 0xffff) reader_shape(r, span, t);
            if (span.start == end) r->joined = 1;
            end = span.end;
        }
        r->typed += !t->bare;
        r->tokens++;
    }
    for (unsigned n = r->tokens; n-- > 0;) {
        reader_token *t = &r->token[n];
        unsigned digits = t->digits ? t->digits : t->bare && t->bytes == t->width;
        if (digits && (n + 1 == r->tokens || t[1].left))
            t->left = (uint16_t)(digits + (n + 1 < r->tokens ? t[1].left : 0));
        if (r->joined || (t->nought && r->tokens < r->row->due)) r->glued = 1;
    }
    if (r->tokens == 1 && label != GK_NO_ITEM &&
        gk_item_span(items, label).end == gk_item_span(items, r->token[0].item).start)
        r->glued = 1;
}

/* A total of other rows has an addend in the row. */
static int reader_is_added(const row_reader *r, const gk_equation *e)
{
    unsigned total = gk_terms[e->first_term] & ~GK_TERM_ADDEND, row = r->row->field;
    if (e->left != 1 || (total >= row && total < row + r->row->due)) return 0;
    for (unsigned i = 1; i <= e->right; i++) {
        unsigned field = gk_terms[e->first_term + i] & ~GK_TERM_ADDEND;
        if (field >= row && field < row + r->row->due) return 1;
    }
    return 0;
}

static void reader_equations(row_reader *r)
{
    for (unsigned e = 0; e < gk_equation_count && r->equations < 8; e++) {
        const gk_equation *equation = &gk_equations[e];
        unsigned last = 0;
        if (equation->form != r->report->form_index) continue;
        r->added |= reader_is_added(r, equation);
        if (!gk_equation_in_row(equation, r->row)) continue;
        for (unsigned i = equation->first_term; i < (unsigned)equation->first_term + equation->left + equation->right;
             i++) {
            unsigned cell = (gk_terms[i] & ~GK_TERM_ADDEND) - (unsigned)r->row->field;
            if (cell > last) last = cell;
        }
        if (equation->left == 1)
            r->totals |= (uint16_t)(1u << ((gk_terms[equation->first_term] & ~GK_TERM_ADDEND) - r->row->field));
        r->last[r->equations] = (uint8_t)last;
        r->equation[r->equations++] = equation;
    }
}

/* Whether an equation of the row holds as far as it is known. A single missing number is worked out: `*worked`. */
static int reader_holds(row_reader *r, const gk_equation *e, gk_piece **worked)
{
    int64_t rest = 0;
    gk_piece *unknown = NULL;
    int side = 0;
    for (unsigned i = 0; i < (unsigned)e->left + e->right; i++) {
        gk_piece *p = &r->draft.piece[(gk_terms[e->first_term + i] & ~GK_TERM_ADDEND) - (unsigned)r->row->field];
        int sign = i < e->left ? 1 : -1;
        if (p->known && p->kind != GK_PIECE_VANISHED) {
            rest += sign * p->value;
        } else if (p->kind == GK_PIECE_MISSING && !unknown) {
            unknown = p;
            side = sign;
        } else if (p->kind == GK_PIECE_VANISHED) {
            if (i < e->left && e->left == 1) return 1; /* an empty total says nothing */
        } else {
            return 1;
        }
    }
    if (!unknown) return rest == 0;
    if (-side * rest < 0) return 0;
    unknown->value = -side * rest;
    unknown->known = 1;
    *worked = unknown;
    return 1;
}

/* What the reading takes to be so. The first column of a row is the last to be empty. */
static int reader_cost(const row_reader *r)
{
    const gk_row_reading *d = &r->draft;
    int cost = d->missing * gk_settings.reading_missing + d->surplus * gk_settings.reading_surplus;
    if (r->either) return 0;
    if (r->level) return r->out->reading[0].cost;
    if (!r->glued) cost += d->split * gk_settings.reading_split;
    return cost + (r->tokens && !r->parts && d->piece[0].kind == GK_PIECE_VANISHED);
}

static void reader_keep(row_reader *r)
{
    gk_row_readings *out = r->out;
    uint32_t at = out->count;
    r->draft.cost = reader_cost(r);
    for (; at > 0; at--) {
        const gk_row_reading *before = &out->reading[at - 1];
        if (before->violated < r->draft.violated ||
            (before->violated == r->draft.violated && before->cost <= r->draft.cost))
            break;
    }
    if (at == GK_MAX_READINGS) {
        out->truncated = 1;
        return;
    }
    if (out->count == GK_MAX_READINGS) out->truncated = 1;
    else out->count++;
    memmove(&out->reading[at + 1], &out->reading[at], (out->count - at - 1) * sizeof *out->reading);
    out->reading[at] = r->draft;
}

static void reader_cell(row_reader *r, unsigned cell, unsigned token, unsigned digit);

/* Cell `cell` holds what the draft says: on to the next, unless an identity rules it out. */
static void reader_next(row_reader *r, unsigned cell, unsigned token, unsigned digit)
{
    uint8_t violated = r->draft.violated;
    gk_piece *worked[8] = {NULL};
    for (unsigned e = 0; e < r->equations; e++)
        if (r->last[e] == cell && !reader_holds(r, r->equation[e], &worked[e])) r->draft.violated++;
    if (r->draft.violated <= r->allowed) reader_cell(r, cell + 1, token, digit);
    for (unsigned e = 0; e < r->equations; e++)
        if (worked[e]) worked[e]->known = 0;
    r->draft.violated = violated;
}

/* Whether the row may go on behind this cell, `left` digits of its number being left, so that it ends in the total that
 * is tried: 1; 0: not so, but with more digits in this cell perhaps; -1: not with more of them either. */
static int reader_goes_on(const row_reader *r, unsigned cell, unsigned token, unsigned left)
{
    unsigned cells = r->row->due - 2u - cell;
    int64_t sum = 0;
    if (!r->total_digits || cell + 1 == r->row->due) return 1;
    for (unsigned i = 0; i <= cell; i++) {
        if (!r->draft.piece[i].known) return 1;
        sum += r->draft.piece[i].value;
    }
    if (sum > r->total) return -1;
    if (!r->token[token].left) return 1;
    left += token + 1 < r->tokens ? r->token[token + 1].left : 0;
    if (left < r->total_digits + cells) return -1;
    left -= r->total_digits;
    if (left > cells * r->total_digits) return 0;
    for (; cells; cells--) { /* the most that the rest can add up to */
        unsigned digits = left - (cells - 1) < r->total_digits ? left - (cells - 1) : r->total_digits;
        int64_t power = 1;
        left -= digits;
        while (digits--) power *= 10;
        sum += power - 1;
    }
    return sum >= r->total;
}

/* On to the next cell; a number that a cell of this type cannot hold speaks against the reading. */
static void reader_typed(row_reader *r, unsigned cell, unsigned token, unsigned digit, int bare)
{
    unsigned field = (unsigned)r->row->field + cell;
    int wrong = !bare && !gk_fits_field(r->report, field, gk_piece_span(r->items, &r->draft.piece[cell]));
    r->draft.violated = (uint8_t)(r->draft.violated + wrong);
    reader_next(r, cell, token, digit);
    r->draft.violated = (uint8_t)(r->draft.violated - wrong);
}

static void reader_part(row_reader *r, unsigned cell, unsigned token, unsigned digit)
{
    const reader_token *t = &r->token[token];
    const uint8_t *p = r->report->bytes + gk_item_span(r->items, t->item).start + t->head + (size_t)digit * t->width;
    gk_piece *piece = &r->draft.piece[cell];
    int64_t value = 0;
    unsigned extra = r->extra;
    int go = 1;
    if (digit) r->extra--;
    for (unsigned n = digit + 1; n <= t->digits && n - digit <= GK_MAX_PART && go >= 0; n++, p += t->width) {
        int whole = n == t->digits;
        value = value * 10 + reader_digit(p, t->width);
        if (n > digit + 1 && value < 10) break; /* 0 stands alone */
        if (!digit && whole) break;
        if (!whole && !r->extra) continue;
        piece->kind = GK_PIECE_PART;
        piece->known = !(digit == 0 && t->head) && !(whole && t->tail);
        piece->value = value;
        piece->item = t->item;
        piece->from = (uint16_t)(digit ? t->head + digit * t->width : 0);
        piece->to = (uint16_t)(whole ? t->bytes : t->head + n * t->width);
        go = reader_goes_on(r, cell, token, t->digits - n);
        if (go > 0) reader_typed(r, cell, whole ? token + 1 : token, whole ? 0 : n, piece->known);
    }
    r->extra = extra;
}

/* A cell that the total adds up holds something. */
static int reader_begun(const row_reader *r, unsigned total)
{
    for (unsigned e = 0; e < r->equations; e++) {
        const uint16_t *term = &gk_terms[r->equation[e]->first_term];
        if ((term[0] & ~GK_TERM_ADDEND) - (unsigned)r->row->field != total) continue;
        for (unsigned i = 1; i <= r->equation[e]->right; i++)
            if (r->draft.piece[(term[i] & ~GK_TERM_ADDEND) - (unsigned)r->row->field].kind != GK_PIECE_VANISHED)
                return 1;
    }
    return 0;
}

/* What the rule says of a total: 1 it stands, -1 it is empty, 0 nothing. */
static int reader_total(const row_reader *r, unsigned cell)
{
    if (!(r->totals >> cell & 1)) return 0;
    if (r->empty == GK_EMPTY_AND_TOTALS || (r->empty == GK_EMPTY_OF_PARTS && r->added)) return -1;
    return reader_begun(r, cell) && (r->empty == GK_EMPTY_BUT_TOTALS || r->empty == GK_EMPTY_OF_PARTS);
}

/* A number may stand in the cell as it is: not where numbers lack and it is longer than any; as the total, only the one
 * that is tried. */
static int reader_may_be(const row_reader *r, unsigned cell, unsigned token)
{
    const reader_token *t = &r->token[token];
    if (t->nought && r->tokens < r->row->due) return 0;
    if (t->digits > GK_MAX_PART && r->tokens < r->row->due) return 0;
    if (!r->total_digits) return 1;
    if (cell + 1 == r->row->due) return r->draft.piece[cell].value == r->total;
    return reader_goes_on(r, cell, token, 0) >= 0;
}

static void reader_cell(row_reader *r, unsigned cell, unsigned token, unsigned digit)
{
    gk_piece *piece = &r->draft.piece[cell];
    int total = reader_total(r, cell);
    if (++r->steps > GK_MAX_READING_STEPS) {
        r->out->truncated = 1;
        return;
    }
    if (cell == r->row->due) {
        if (token == r->tokens && !r->extra && !r->surplus && !r->missing) reader_keep(r);
        else if (token < r->tokens && !digit && r->surplus == r->tokens - token && !r->extra && !r->missing) {
            r->draft.surplus = (uint8_t)(r->draft.surplus + r->surplus);
            reader_keep(r);
            r->draft.surplus = (uint8_t)(r->draft.surplus - r->surplus);
        }
        return;
    }
    if (digit) {
        reader_part(r, cell, token, digit);
        return;
    }
    if (r->tail && cell && piece[-1].kind == GK_PIECE_MISSING && token < r->tokens) return;
    if (token < r->tokens && total >= 0) {
        const reader_token *t = &r->token[token];
        piece->kind = GK_PIECE_WHOLE;
        piece->known = t->known;
        piece->value = t->value;
        piece->item = t->item;
        piece->from = 0;
        piece->to = t->bytes;
        if (reader_may_be(r, cell, token)) reader_typed(r, cell, token + 1, 0, t->bare);
        if (t->digits && r->extra) {
            r->draft.split++;
            reader_part(r, cell, token, 0);
            r->draft.split--;
        }
        if (r->surplus) {
            r->surplus--;
            r->draft.surplus++;
            reader_cell(r, cell, token + 1, 0);
            r->draft.surplus--;
            r->surplus++;
        }
    }
    if (r->missing && total <= 0) {
        int vanish = r->empty != GK_EMPTY_MISSING;
        uint8_t *count = vanish ? &r->draft.vanished : &r->draft.missing;
        r->missing--;
        ++*count;
        piece->kind = (uint8_t)(vanish ? GK_PIECE_VANISHED : GK_PIECE_MISSING);
        piece->known = (uint8_t)vanish;
        piece->value = 0;
        reader_next(r, cell, token, 0);
        --*count;
        r->missing++;
    }
}

/* The last cell adds up all the others, and stands in a run that can be taken apart: its digits are tried first. */
static int reader_ends_in_total(const row_reader *r)
{
    return r->equations == 1 && !r->allowed && r->tokens && r->token[r->tokens - 1].digits &&
           r->token[r->tokens - 1].bare && r->totals >> (r->row->due - 1) & 1 &&
           r->equation[0]->right + 1 == r->row->due;
}

/* The total is the last `total_digits` digits of the row: 0 when no number is. */
static int reader_take_total(row_reader *r)
{
    const reader_token *t = &r->token[r->tokens - 1];
    const uint8_t *p = r->report->bytes + gk_item_span(r->items, t->item).start;
    if (r->total_digits > t->digits) return 0;
    p += (size_t)(t->digits - r->total_digits) * t->width;
    if (r->total_digits > 1 && !reader_digit(p, t->width)) return 0;
    r->total = 0;
    for (unsigned n = 0; n < r->total_digits; n++, p += t->width) r->total = r->total * 10 + reader_digit(p, t->width);
    return 1;
}

static void reader_try(row_reader *r, unsigned missing, unsigned surplus, unsigned extra)
{
    r->missing = missing;
    r->surplus = surplus;
    r->extra = extra;
    memset(&r->draft, 0, sizeof r->draft);
    if (missing || surplus || !reader_ends_in_total(r)) {
        reader_cell(r, 0, 0, 0);
        return;
    }
    for (r->total_digits = GK_MAX_PART; r->total_digits; r->total_digits--)
        if (reader_take_total(r)) reader_cell(r, 0, 0, 0);
}

/* The row ends in the sum of its numbers: it has its total. */
static int reader_shows_total(const row_reader *r)
{
    int64_t sum = 0;
    if (r->tokens < 2) return 0;
    for (unsigned i = 0; i + 1 < r->tokens; i++) sum += r->token[i].known ? r->token[i].value : 0;
    return r->token[r->tokens - 1].known && r->token[r->tokens - 1].value == sum;
}

/* Makes up for the difference between numbers and cells, in the likeliest way that fits: where cells are not set off,
 * runs are taken apart before a cell is held to be missing, and elsewhere where more than half of a row would be
 * missing and none needs to be; else it is the other way round, and where an identity bears out that they are taken
 * apart, that is as likely. Beside what is taken apart, one is missing at most. In a row that no identity watches, what
 * half would be missing of may be either. Of a row that breaks off before its total, the end is missing. `all`: in
 * every way. */
static void reader_try_ways(row_reader *r, int all)
{
    unsigned due = r->row->due, short_of = r->tokens < due ? due - r->tokens : 0;
    int apart = r->glued || (r->empty == GK_EMPTY_MISSING && r->tokens * 2 < due);
    if (r->row->cut && !all && short_of && r->tokens && !(r->token[r->tokens - 1].value && reader_shows_total(r))) {
        if (apart) reader_try(r, 0, 0, short_of);
        r->tail = 1;
        if (!r->out->count) reader_try(r, short_of, 0, 0);
        r->tail = 0;
        if (r->out->count) return;
    }
    r->either = apart && !r->glued && !r->equations && r->tokens;
    if (r->tokens == due || (r->tokens > due && !r->joined)) reader_try(r, 0, r->tokens - due, 0);
    if (r->tokens > due && !r->joined && (all || !r->out->count)) reader_try(r, 1, r->tokens - due + 1, 0);
    for (unsigned n = 0; n <= short_of && short_of && (all || r->either || !r->out->count); n++) {
        unsigned missing = r->glued ? n : n > 1 ? short_of - n + 1 : (n == 0) == apart ? 0 : short_of;
        if (!apart || missing < 2 || missing == short_of) reader_try(r, missing, 0, short_of - missing);
    }
    r->level = !apart && !all && r->equations && r->out->count && r->out->reading[0].missing && !r->allowed;
    if (r->level) reader_try(r, 0, 0, short_of);
    r->level = 0;
}

void gk_read_row(const gknb_report *report, const gk_items *items, const gk_open_row *row, int glued, gk_empty empty,
                 int worse, gk_row_readings *out)
{
    row_reader r;
    unsigned rules;
    memset(&r, 0, sizeof r);
    out->count = 0;
    out->truncated = 0;
    r.report = report;
    r.row = row;
    r.parts = gk_row_has_parts(report, row);
    r.glued = glued;
    r.empty = empty;
    r.out = out;
    r.items = items;
    reader_tokens(&r);
    reader_equations(&r);
    if (empty == GK_EMPTY_OF_PARTS && r.added && reader_shows_total(&r)) return;
    rules = r.equations + r.typed;
    for (r.allowed = 0; r.allowed <= rules && !out->count; r.allowed++) reader_try_ways(&r, 0);
    if (worse) {
        out->count = 0;
        if (r.allowed > rules) r.allowed = rules;
        reader_try_ways(&r, 1);
    }
    /* One run taken apart and one missing, in more ways than can be told: that says nothing. */
    if (r.tokens == 1 && out->truncated && out->count && out->reading[0].split && out->reading[0].missing)
        out->count = 0;
}
