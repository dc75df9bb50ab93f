/* years.c: a report against last year's of the same body (SPEC S10-series … S10-copied).
 *
 * In: two reports. Out: findings of the later one; nothing of the earlier one is kept. */
#include "years.h"

#include <string.h>

#include "../base/decimal.h"
#include "../lex/fold.h"
#include "finding.h"

/* The row of a count's first reading in a form; NULL: the form has none. */
static const gk_row *years_row(const gknb_report *report, unsigned count)
{
    for (unsigned i = 0; i < gk_reading_count; i++)
        if (gk_readings[i].count == count && gk_readings[i].form == report->form_index)
            return &gk_rows
                [gk_fields[report->form->first_field + (gk_terms[gk_readings[i].first_term] & ~GK_TERM_ADDEND)].row];
    return NULL;
}

static void years_say_column(gknb_report *report, gk_finding *finding, const gk_column *column)
{
    gk_say_names(report, finding, gk_label_text(report->form, column->label), column->name);
}

/* Column by column: what was carried in is what last year carried out. */
static void years_carried(gknb_report *report, const gknb_report *previous)
{
    const gk_row *in = years_row(report, GK_PROSE_CARRIED_IN), *out = years_row(previous, GK_PROSE_CARRIED_OUT);
    if (!in || !out || in->columns != out->columns) return;
    for (unsigned c = 0; c < in->columns; c++) {
        unsigned now = in->first_field + c - report->form->first_field;
        unsigned then = out->first_field + c - previous->form->first_field;
        const gk_cell *a = &report->cell[now], *b = &previous->cell[then];
        gknb_decimal diff;
        gk_finding *finding;
        if (!a->has_value || !b->has_value || !gk_subtract_decimal(a->value, b->value, &diff) || !diff.digits) continue;
        finding = gk_find(report, GK_RULE_CARRY_OVER_BROKEN, a->span);
        years_say_column(report, finding, &gk_columns[gk_fields[in->first_field + c].column]);
        gk_say_decimal(report, finding, a->value);
        gk_say_decimal(report, finding, b->value);
        gk_add_cell(report, finding, now);
    }
}

/* The cell of a count's first reading, if it has a number. */
static const gk_cell *years_cell(const gknb_report *report, unsigned count, unsigned *index)
{
    for (unsigned i = 0; i < gk_reading_count; i++) {
        if (gk_readings[i].count != count || gk_readings[i].form != report->form_index) continue;
        *index = gk_terms[gk_readings[i].first_term] & ~GK_TERM_ADDEND;
        return report->cell[*index].has_value ? &report->cell[*index] : NULL;
    }
    return NULL;
}

/* In force this year = in force last year + made - repealed; `made` is followed by `repealed` and `in force`. */
static void years_chain(gknb_report *report, const gknb_report *previous, unsigned made)
{
    unsigned index = 0, first = 0;
    const gk_cell *m = years_cell(report, made, &first), *r = years_cell(report, made + 1, &index);
    const gk_cell *then = years_cell(previous, made + 2, &index), *now = years_cell(report, made + 2, &index);
    gknb_decimal due;
    gk_finding *finding;
    const gk_field *field;
    if (!m || !r || !then || !now) return;
    due = then->value;
    if (!gk_add_decimal(&due, m->value) || !gk_subtract_decimal(due, r->value, &due)) return;
    if (due.digits == now->value.digits && due.scale == now->value.scale) return;
    finding = gk_find(report, GK_RULE_IN_FORCE_CHAIN, now->span);
    field = &gk_fields[report->form->first_field + index];
    gk_say_names(report, finding, gk_label_text(report->form, gk_rows[field->row].shown), gk_rows[field->row].name);
    gk_say_decimal(report, finding, now->value);
    gk_say_decimal(report, finding, then->value);
    gk_say_decimal(report, finding, m->value);
    gk_say_decimal(report, finding, r->value);
    gk_say_decimal(report, finding, due);
    gk_add_cell(report, finding, index);
    gk_add_related(report, finding, m->span, first);
    gk_add_related(report, finding, r->span, first + 1);
}

/* What changed last year stands at the number it made: items then + change then = items now. */
static void years_items(gknb_report *report, const gknb_report *previous)
{
    const gk_field *field = &gk_fields[report->form->first_field];
    for (unsigned i = 1; i < report->form->field_count; i++) {
        const gk_row *row = &gk_rows[field[i].row];
        const gk_cell *now = &report->cell[i - 1], *then = &previous->cell[i - 1], *change = &previous->cell[i];
        gknb_decimal due, diff;
        gk_finding *finding;
        if (field[i].type != GK_TYPE_CHANGE) continue;
        if (!now->has_value || !then->has_value || !change->has_value) continue;
        due = then->value;
        if (!gk_add_decimal(&due, change->value) || !gk_subtract_decimal(now->value, due, &diff) || !diff.digits)
            continue;
        finding = gk_find(report, GK_RULE_ITEMS_CHAIN, now->span);
        gk_say_names(report, finding, gk_label_text(report->form, row->shown), row->name);
        gk_say_decimal(report, finding, now->value);
        gk_say_decimal(report, finding, then->value);
        gk_say_decimal(report, finding, change->value);
        gk_say_decimal(report, finding, due);
        gk_add_cell(report, finding, i - 1);
    }
}

/* ---- copied passages ---- */

enum { SHINGLE = 8, LEAST_SHINGLES = 40, COPIED_PERCENT = 70 };

/* The shingles of a section: hashes of SHINGLE characters in a row. Blanks do not count, digits are all alike. */
typedef struct {
    gk_char_cursor c;
    uint16_t ring[SHINGLE];
    uint32_t at[SHINGLE]; /* where each begins */
    unsigned count;
    const uint8_t *bytes;
} shingles;

static void shingles_begin(shingles *s, const gknb_report *report, const gk_section *section)
{
    memset(s, 0, sizeof *s);
    s->bytes = report->bytes;
    s->c.at = report->bytes + section->body.start;
    s->c.end = report->bytes + section->body.end;
    gk_char_look(&s->c);
}

/* The next shingle; 0 at the end. */
static int shingles_next(shingles *s, uint32_t *hash, gknb_span *span)
{
    while (s->c.at < s->c.end) {
        uint16_t ch = s->c.ch;
        uint8_t size;
        const uint8_t *at = s->c.at, *past = at + s->c.size;
        int blank = gk_fold(at, s->c.end, &size) == GK_FOLD_BLANK;
        gk_char_next(&s->c);
        if (blank) continue;
        s->ring[s->count % SHINGLE] = ch >= '0' && ch <= '9' ? '0' : ch;
        s->at[s->count % SHINGLE] = (uint32_t)(at - s->bytes);
        if (++s->count < SHINGLE) continue;
        *hash = 2166136261u;
        for (unsigned i = 0; i < SHINGLE; i++) *hash = (*hash ^ s->ring[(s->count + i) % SHINGLE]) * 16777619u;
        span->start = s->at[s->count % SHINGLE];
        span->end = (uint32_t)(past - s->bytes);
        return 1;
    }
    return 0;
}

/* A set of hashes with open addressing; 0 marks an empty slot. */
typedef struct {
    uint32_t *slot, mask;
} hash_set;

static int set_make(gknb_report *report, hash_set *set, uint32_t count)
{
    uint32_t room = 64;
    while (room < 2 * count) room *= 2;
    set->mask = room - 1;
    set->slot = (uint32_t *)gk_arena_take(&report->arena, room * sizeof *set->slot);
    if (!set->slot) report->no_memory = 1;
    else memset(set->slot, 0, room * sizeof *set->slot);
    return set->slot != NULL;
}

/* Whether it is in the set; `add`: it is then. */
static int set_has(hash_set *set, uint32_t hash, int add)
{
    uint32_t i;
    if (!hash) hash = 1;
    for (i = hash & set->mask; set->slot[i]; i = (i + 1) & set->mask)
        if (set->slot[i] == hash) return 1;
    if (add) set->slot[i] = hash;
    return 0;
}

static const gk_section *years_section(const gknb_report *report, unsigned number)
{
    for (uint32_t i = 0; i < report->sections; i++)
        if (report->section[i].number == number) return &report->section[i];
    return NULL;
}

static void years_copied(gknb_report *report, const gknb_report *previous, unsigned number)
{
    const gk_section *now = years_section(report, number), *then = years_section(previous, number);
    gknb_span span, run = {0, 0}, longest = {0, 0};
    uint32_t hash, count = 0, same = 0;
    shingles s;
    hash_set set;
    gk_finding *finding;
    if (!now || !then || !set_make(report, &set, (then->body.end - then->body.start) / 2 + 1)) return;
    for (shingles_begin(&s, previous, then); shingles_next(&s, &hash, &span);) set_has(&set, hash, 1);
    for (shingles_begin(&s, report, now); shingles_next(&s, &hash, &span); count++) {
        if (!set_has(&set, hash, 0)) {
            run.end = 0;
            continue;
        }
        same++;
        if (!run.end) run.start = span.start;
        run.end = span.end;
        if (run.end - run.start > longest.end - longest.start) longest = run;
    }
    if (count < LEAST_SHINGLES || same * 100ull < count * (uint64_t)COPIED_PERCENT) return;
    finding = gk_find(report, GK_RULE_COPIED, longest);
    gk_say_number(report, finding, number);
    gk_say_number(report, finding, (int64_t)(same * 100ull / count));
    gk_say_span(report, finding, longest);
}

/* A report by its body and year, as far as they are known: as in its title. */
static void years_say_whose(gknb_report *report, gk_finding *finding, const gknb_header *h)
{
    const char *mark = gk_words[GK_WORD_YEAR][GKNB_LANG_ZH];
    size_t issuer = h->issuer ? strlen(h->issuer) : 0, size = issuer;
    char *text = (char *)gk_arena_take(&report->arena, issuer + 32 + strlen(mark));
    if (!text) {
        report->no_memory = 1;
        return;
    }
    if (issuer) memcpy(text, h->issuer, issuer);
    if (h->year) {
        gknb_decimal year = {h->year, 0};
        size += gknb_format_decimal(year, text + size);
        memcpy(text + size, mark, strlen(mark) + 1);
    }
    gk_say_names(report, finding, text, text);
}

void gk_check_years(gknb_report *report, const gknb_report *previous)
{
    const gknb_header *now = &report->header, *then = &previous->header;
    gknb_span place = now->year_span.end ? now->year_span : now->title_span;
    if (!report->is_report || !previous->is_report) return;
    if ((now->year && then->year && then->year != now->year - 1) ||
        (!report->same_body && now->issuer && then->issuer && gk_bodies_differ(now->issuer, then->issuer))) {
        gk_finding *finding = gk_find(report, GK_RULE_NOT_PREVIOUS, place);
        years_say_whose(report, finding, then);
        years_say_whose(report, finding, now);
        return;
    }
    years_copied(report, previous, 5);
    years_copied(report, previous, 6);
    if (report->unknown_form || previous->unknown_form) return;
    years_carried(report, previous);
    if (report->form != previous->form) return;
    years_chain(report, previous, GK_PROSE_REGULATIONS_MADE);
    years_chain(report, previous, GK_PROSE_DOCUMENTS_MADE);
    years_items(report, previous);
}
