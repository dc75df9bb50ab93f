/* slip.c: the one slip by which a row broke its identities (SPEC S6-slip): two digits exchanged, one lost or doubled;
 * two neighbours exchanged; numbers that stand one cell off, as one was left out and one put in.
 *
 * In: the equations as judged. Out: a note (T304) behind what the slip breaks. Nothing is changed: a slip is what may
 * have been meant. Where two slips explain the same, neither is told. */
#include "equations.h"

#include <string.h>

#include "../base/decimal.h"
#include "finding.h"

enum { SLIP_MOST = 16 };

/* The row as it would be. */
typedef struct {
    unsigned first, columns; /* its cells */
    unsigned word;           /* GK_WORD_SLIP_... */
    gknb_decimal due[GK_MOST_CELLS];
} slip;

typedef struct {
    const gknb_report *report;
    const gk_judged *all;
    unsigned count;
    uint8_t *broken; /* of a cell: it stands in a broken equation */
    slip found[SLIP_MOST];
    unsigned founds; /* beyond SLIP_MOST it is a choice */
} slips;

static int slip_same(gknb_decimal a, gknb_decimal b)
{
    gknb_decimal difference;
    return gk_subtract_decimal(a, b, &difference) && !difference.digits;
}

static int slip_changes(const slips *s, const slip *one, unsigned i)
{
    return !slip_same(one->due[i], s->report->cell[one->first + i].value);
}

/* The slip changes a cell of the equation. */
static int slip_touches(const slips *s, const slip *one, const gk_equation *e)
{
    for (unsigned i = 0; i < one->columns; i++)
        if (gk_equation_side(e, one->first + i) && slip_changes(s, one, i)) return 1;
    return 0;
}

/* What the left would be more than the right. 0: it does not fit, or was not judged. */
static int slip_excess(const slips *s, const slip *one, const gk_judged *judged, gknb_decimal *excess)
{
    if (judged->state == EQUATION_UNJUDGED || judged->vast[2]) return 0;
    *excess = judged->excess;
    for (unsigned i = 0; i < one->columns; i++) {
        int sign = gk_equation_side(judged->of, one->first + i);
        gknb_decimal more;
        if (!sign) continue;
        if (!gk_subtract_decimal(one->due[i], s->report->cell[one->first + i].value, &more)) return 0;
        if (sign < 0) more.digits = -more.digits;
        if (!gk_add_decimal(excess, more)) return 0;
    }
    return 1;
}

/* All that the slip touches would hold, and nothing broken is left beside it that may have another cause. */
static int slip_mends(const slips *s, const slip *one)
{
    unsigned broken = 0;
    for (unsigned i = 0; i < s->count; i++) {
        const gk_judged *judged = &s->all[i];
        gknb_decimal excess;
        if (judged->state == EQUATION_UNJUDGED || !slip_touches(s, one, judged->of)) continue;
        if (judged->explained || !slip_excess(s, one, judged, &excess) || excess.digits) return 0;
        if (judged->state != EQUATION_BROKEN) continue;
        broken++;
        for (unsigned k = 0; k < s->count; k++)
            if (s->all[k].state == EQUATION_BROKEN && !slip_touches(s, one, s->all[k].of) &&
                gk_equation_shares(judged->of, s->all[k].of))
                return 0;
    }
    return broken >= EQUATION_LEAST_BROKEN;
}

/* No cell is changed that breaks nothing: most slips end here. `but` may be any. */
static int slip_may(const slips *s, const slip *one, unsigned but)
{
    for (unsigned i = 0; i < one->columns; i++)
        if (i != but && !s->broken[one->first + i] && slip_changes(s, one, i)) return 0;
    return 1;
}

/* Keeps a slip that mends, unless another one gives the same numbers. */
static void slip_try(slips *s, const slip *one)
{
    if (!slip_may(s, one, one->columns) || !slip_mends(s, one)) return;
    for (unsigned k = 0; k < s->founds && k < SLIP_MOST; k++) {
        unsigned same = s->found[k].first == one->first;
        for (unsigned i = 0; i < one->columns && same; i++) same = (unsigned)slip_same(s->found[k].due[i], one->due[i]);
        if (same) return;
    }
    if (s->founds < SLIP_MOST) s->found[s->founds] = *one;
    s->founds++;
}

/* ---- cells of a row ---- */

static void slip_take(const slips *s, slip *one)
{
    for (unsigned i = 0; i < one->columns; i++) one->due[i] = s->report->cell[one->first + i].value;
}

static void slip_neighbours(slips *s, slip *one)
{
    one->word = GK_WORD_SLIP_NEIGHBOURS;
    for (unsigned i = 0; i + 1 < one->columns; i++) {
        gknb_decimal kept;
        slip_take(s, one);
        kept = one->due[i];
        one->due[i] = one->due[i + 1];
        one->due[i + 1] = kept;
        slip_try(s, one);
    }
}

/* The number that was left out is the one with which the first equation of its cell holds. */
static int slip_solve(const slips *s, slip *one, unsigned lost)
{
    for (unsigned i = 0; i < s->count; i++) {
        int sign = gk_equation_side(s->all[i].of, one->first + lost);
        gknb_decimal excess;
        if (!sign || !slip_excess(s, one, &s->all[i], &excess)) continue;
        if (sign > 0) excess.digits = -excess.digits;
        one->due[lost] = excess; /* it was 0 */
        return excess.digits >= 0;
    }
    return 0;
}

/* One number was left out, and the one at `extra` put in: those between stand one cell off. */
static void slip_shifted(slips *s, slip *one)
{
    one->word = GK_WORD_SLIP_SHIFTED;
    for (unsigned lost = 0; lost < one->columns; lost++) {
        for (unsigned extra = 0; extra < one->columns; extra++) {
            if (extra == lost || (extra > lost ? extra - lost : lost - extra) < 2) continue;
            slip_take(s, one);
            for (unsigned i = extra; i > lost; i--) one->due[i] = one->due[i - 1];
            for (unsigned i = extra; i < lost; i++) one->due[i] = one->due[i + 1];
            one->due[lost].digits = one->due[lost].scale = 0;
            if (slip_may(s, one, lost) && slip_solve(s, one, lost)) slip_try(s, one);
        }
    }
}

/* ---- digits of a cell ---- */

static unsigned slip_digits(int64_t number, unsigned *digit)
{
    unsigned n = 0;
    for (; number > 0; number /= 10) digit[n++] = (unsigned)(number % 10);
    return n;
}

/* `more` has one digit more than `less`, and that one twice in a row (`doubled`) or any. */
static int slip_one_more(const unsigned *less, const unsigned *more, unsigned n, int doubled)
{
    for (unsigned at = 0; at <= n; at++) {
        unsigned i = 0;
        while (i < n && less[i] == more[i + (i >= at)]) i++;
        if (i == n && (!doubled || (at < n && more[at] == more[at + 1]))) return 1;
    }
    return 0;
}

/* By which slip of digits a number was written for the one due; 0: by none. */
static unsigned slip_of_digits(gknb_decimal was, gknb_decimal due)
{
    unsigned a[20], b[20], n, m, differ = 0, at = 0;
    if (was.scale || due.scale || was.digits < 0) return 0; /* what is due never is */
    n = slip_digits(was.digits, a);
    m = slip_digits(due.digits, b);
    if (n == m + 1 && m && slip_one_more(b, a, m, 1)) return GK_WORD_SLIP_DOUBLED;
    if (m == n + 1 && n && slip_one_more(a, b, n, 0)) return GK_WORD_SLIP_LOST;
    if (n != m) return 0;
    for (unsigned i = 0; i < n; i++)
        if (a[i] != b[i] && !differ++) at = i;
    return differ == 2 && a[at] == b[at + 1] && a[at + 1] == b[at] ? GK_WORD_SLIP_EXCHANGED : 0;
}

/* ---- what is told ---- */

static int slip_overlaps(const slips *s, const slip *a, const slip *b)
{
    for (unsigned i = 0; i < s->count; i++)
        if (s->all[i].state == EQUATION_BROKEN && slip_touches(s, a, s->all[i].of) && slip_touches(s, b, s->all[i].of))
            return 1;
    return 0;
}

/* 3、0 */
static void slip_say_numbers(gknb_report *report, gk_finding *finding, const gknb_decimal *number, unsigned count)
{
    char *text[2];
    for (unsigned lang = 0; lang < 2; lang++) {
        const char *comma = gk_words[GK_WORD_AND][lang];
        size_t size = strlen(comma);
        char *p = text[lang] = (char *)gk_arena_take(&report->arena, count * 40u + 1);
        if (!p) {
            report->no_memory = 1;
            return;
        }
        for (unsigned i = 0; i < count; i++) {
            for (size_t k = 0; i && k < size; k++) *p++ = comma[k];
            p += gknb_format_decimal(number[i], p);
        }
    }
    gk_say_names(report, finding, text[0], text[1]);
}

/* Behind the first finding of what it mends, which all the others follow. */
static void slip_tell(gknb_report *report, const slips *s, const slip *one)
{
    uint16_t column[GK_MOST_CELLS];
    gknb_decimal was[GK_MOST_CELLS], due[GK_MOST_CELLS];
    unsigned n = 0, place[GK_MOST_CELLS], mended = 0;
    uint32_t cause = EQUATION_NO_FINDING;
    const gk_row *row = &gk_rows[gk_fields[report->form->first_field + one->first].row];
    gk_finding *finding;
    for (unsigned i = 0; i < one->columns; i++) {
        if (!slip_changes(s, one, i)) continue;
        place[n] = one->first + i;
        column[n] = gk_columns[gk_fields[report->form->first_field + one->first + i].column].label;
        was[n] = report->cell[one->first + i].value;
        due[n++] = one->due[i];
    }
    for (unsigned i = 0; i < s->count; i++) {
        uint32_t f = s->all[i].finding;
        if (s->all[i].state != EQUATION_BROKEN || !slip_touches(s, one, s->all[i].of)) continue;
        mended++;
        if (f == EQUATION_NO_FINDING || report->finding[f].group != f) continue;
        if (cause == EQUATION_NO_FINDING || report->finding[f].span.start < report->finding[cause].span.start)
            cause = f;
    }
    if (!n) return;
    for (unsigned i = 0; i < s->count; i++)
        if (s->all[i].state == EQUATION_BROKEN && s->all[i].finding != EQUATION_NO_FINDING &&
            s->all[i].finding != cause && slip_touches(s, one, s->all[i].of) && !s->all[i].explained)
            gk_follow(report, s->all[i].finding, cause);
    finding = gk_find(report, GK_RULE_SLIP_LIKELY, report->cell[place[0]].span);
    if (!finding) return;
    gk_say_names(report, finding, gk_label_text(report->form, row->shown), row->name);
    gk_say_labels(report, finding, column, n);
    slip_say_numbers(report, finding, was, n);
    gk_say_word(report, finding, one->word);
    slip_say_numbers(report, finding, due, n);
    gk_say_number(report, finding, mended);
    for (unsigned i = 0; i < n; i++) {
        gk_add_cell(report, finding, place[i]);
        if (i) gk_add_related(report, finding, report->cell[place[i]].span, place[i]);
    }
    if (cause != EQUATION_NO_FINDING) gk_follow(report, finding->serial, cause);
}

static int slip_is_given(const gknb_report *report, const slip *one)
{
    for (unsigned i = 0; i < one->columns; i++) {
        const gk_cell *cell = &report->cell[one->first + i];
        if (cell->state != GKNB_STATE_GIVEN || cell->unit) return 0;
    }
    return one->columns > 1;
}

void gk_find_slips(gknb_report *report, const gk_judged *all, unsigned count)
{
    slips s;
    slip one;
    memset(&s, 0, sizeof s);
    s.report = report;
    s.all = all;
    s.count = count;
    s.broken = (uint8_t *)gk_arena_take(&report->arena, report->form->field_count);
    if (!s.broken) {
        report->no_memory = 1;
        return;
    }
    for (unsigned i = 0; i < count; i++)
        for (unsigned t = 0; all[i].state == EQUATION_BROKEN && t < (unsigned)all[i].of->left + all[i].of->right; t++)
            s.broken[gk_terms[all[i].of->first_term + t] & ~GK_TERM_ADDEND] = 1;
    for (unsigned r = report->form->first_row; r < (unsigned)report->form->first_row + report->form->row_count; r++) {
        one.first = (unsigned)gk_rows[r].first_field - report->form->first_field;
        one.columns = gk_rows[r].columns;
        if (!slip_is_given(report, &one)) continue;
        slip_neighbours(&s, &one);
        slip_shifted(&s, &one);
    }
    for (unsigned k = 0; k < s.founds && s.founds <= SLIP_MOST; k++) {
        int alone = 1;
        for (unsigned other = 0; other < s.founds; other++)
            alone &= other == k || !slip_overlaps(&s, &s.found[k], &s.found[other]);
        if (alone) slip_tell(report, &s, &s.found[k]);
    }
    for (unsigned i = 0; i < count; i++) { /* the one cell that mends, when a slip of digits made it so */
        unsigned cell = all[i].explained ? all[i].explained - 1u : 0, told = 0;
        for (unsigned k = 0; k < i; k++) told |= all[k].explained == all[i].explained;
        if (!all[i].explained || told) continue;
        one.first = cell;
        one.columns = 1;
        one.due[0] = all[i].due;
        one.word = slip_of_digits(report->cell[cell].value, all[i].due);
        if (one.word) slip_tell(report, &s, &one);
    }
}
