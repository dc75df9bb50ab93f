/* series.c: see series.h; and the table for a terminal: what there is of each year and what breaks the chain, then a
 * line for each key: its numbers and a bar for each of them. */
#include "series.h"

#include <string.h>

#include "glyph.h"
#include "texts.h"
#include "wrap.h"

enum { SERIES_LABEL = 44, SERIES_NARROW = 6, SERIES_BARS = 8 };

const char gk_series_formats[] = "text csv svg";

gk_series_output *gk_find_series_output(const char *name)
{
    return !strcmp(name, "text")  ? gk_put_series_text
           : !strcmp(name, "csv") ? gk_put_series_csv
           : !strcmp(name, "svg") ? gk_put_series_svg
                                  : NULL;
}

const gk_series_cell *gk_series_find(const gk_series_report *report, const char *path)
{
    for (size_t i = 0; i < report->cell_count; i++)
        if (!strcmp(report->cells[i].path, path)) return &report->cells[i];
    return NULL;
}

const gk_series_report *gk_series_of_year(const gk_series *series, int year)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->reports[i].year == year && !series->reports[i].spare) return &series->reports[i];
    return NULL;
}

int gk_series_is_nil(const gk_series *series, const char *path)
{
    for (size_t i = 0; i < series->count; i++) {
        const gk_series_cell *cell = series->reports[i].spare ? NULL : gk_series_find(&series->reports[i], path);
        if (!cell || cell->state == GKNB_STATE_ABSENT || cell->state == GKNB_STATE_BLANK ||
            cell->state == GKNB_STATE_NOT_APPLICABLE)
            continue;
        if (!cell->has_value || cell->value.digits) return 0;
    }
    return 1;
}

int gk_series_number(const gk_series *series, int year, const char *path, double *number)
{
    const gk_series_report *report = gk_series_of_year(series, year);
    const gk_series_cell *cell = report ? gk_series_find(report, path) : NULL;
    if (!cell || !cell->has_value) return 0;
    *number = (double)cell->value.digits;
    for (unsigned i = 0; i < cell->value.scale; i++) *number /= 10;
    return 1;
}

/* ---- the table ---- */

/* What stands for a cell, and the sign of what is no number that stands there; the width. */
static size_t series_value(const gk_series_report *report, const char *path, char *text, uint32_t *signs)
{
    static const gk_text_id ids[] = {GK_TEXT_SIGN_ABSENT,
                                     0,
                                     0,
                                     0,
                                     GK_TEXT_SIGN_BLANK,
                                     GK_TEXT_SIGN_NOT_APPLICABLE,
                                     GK_TEXT_SIGN_MISSING,
                                     GK_TEXT_SIGN_AMBIGUOUS,
                                     GK_TEXT_SIGN_UNREADABLE};
    const gk_series_cell *cell = report ? gk_series_find(report, path) : NULL;
    gk_text_id id = cell ? ids[cell->state] : GK_TEXT_SIGN_ABSENT;
    const char *sign;
    *text = 0;
    if (!report || !report->form) return 0; /* of an earlier form no numbers are read */
    if (cell && cell->has_value) return gknb_format_decimal(cell->value, text);
    if (cell && cell->has_inferred) id = GK_TEXT_SIGN_INFERRED;
    *signs |= 1u << (id - GK_TEXT_SIGN_BLANK);
    sign = gk_text(id, GKNB_LANG_EN);
    memcpy(text, sign, strcspn(sign, " "));
    text[strcspn(sign, " ")] = 0;
    if (id == GK_TEXT_SIGN_INFERRED) gknb_format_decimal(cell->inferred, text + strlen(text));
    return gk_text_width(text);
}

static void series_legend(gk_out *out, uint32_t signs)
{
    int any = 0;
    for (gk_text_id id = GK_TEXT_SIGN_BLANK; id <= GK_TEXT_SIGN_INFERRED; id++) {
        if (!(signs >> (id - GK_TEXT_SIGN_BLANK) & 1)) continue;
        gk_put_blanks(out, any++ ? 3 : 2);
        gk_put_text(out, gk_text(id, out->lang));
    }
    if (any) gk_put_text(out, "\n");
}

/* A bar for each year, from 0 to the greatest; a blank where there is no number. */
static void series_bars(gk_out *out, const gk_series *s, const char *path, int first, int last)
{
    static const char bars[SERIES_BARS][4] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    double number, least = 0, most = 0;
    size_t blanks = 2, count = 0;
    for (int year = first; year <= last; year++) {
        if (!gk_series_number(s, year, path, &number)) continue;
        if (number < least) least = number;
        if (number > most) most = number;
        count++;
    }
    for (int year = first; year <= last && count > 1; year++) {
        if (gk_series_number(s, year, path, &number)) {
            double part = most > least ? (number - least) / (most - least) : 0;
            gk_put_blanks(out, blanks);
            gk_put_text(out, bars[(int)(part * (SERIES_BARS - 1) + .5)]);
            blanks = 0;
        } else {
            blanks++;
        }
    }
}

/* Fills up to a column what is `width` wide. */
static void series_fill(gk_out *out, size_t width, size_t column)
{
    gk_put_blanks(out, column > width ? column - width : 0);
}

/* A label and, on its first line, the numbers. */
static void series_row(gk_out *out, const gk_series *s, const gk_series_cell *key, const char *label,
                       const size_t *widths, uint32_t *signs)
{
    int first = s->reports[0].year, last = s->reports[s->count - 1].year;
    char value[48], shown[SERIES_LABEL * 4];
    const char *text;
    size_t size;
    for (size_t line = 0; (text = gk_wrap_line(label, SERIES_LABEL - 2, line, &size)); line++) {
        gk_put_blanks(out, 4);
        gk_put_bytes(out, text, size);
        if (!line) {
            memcpy(shown, text, size);
            shown[size] = 0;
            series_fill(out, gk_text_width(shown), SERIES_LABEL - 2);
            for (int year = first; year <= last; year++) {
                size_t width = series_value(gk_series_of_year(s, year), key->path, value, signs);
                series_fill(out, width, widths[year - first] + 2);
                gk_put_text(out, value);
            }
            series_bars(out, s, key->path, first, last);
        }
        gk_put_text(out, "\n");
    }
}

/* A line above keys that have the column, or the row, in common; the years stand on the first. */
static void series_head(gk_out *out, const gk_series *s, const char *label, const size_t *widths, int years)
{
    int first = s->reports[0].year, last = s->reports[s->count - 1].year;
    gk_put_blanks(out, 2);
    gk_put_text(out, gk_bold(out));
    gk_put_text(out, label);
    if (years) series_fill(out, gk_text_width(label), SERIES_LABEL);
    for (int year = first; year <= last && years; year++) {
        gk_put_blanks(out, widths[year - first] + 2 - 4);
        gk_put_number(out, year);
    }
    gk_put_text(out, gk_plain(out));
    gk_put_text(out, "\n");
}

/* Whether the keys differ by columns, so that rows are what they have in common. */
static int series_by_row(const gk_series *s)
{
    for (size_t i = 1; i < s->key_count; i++)
        if (!strcmp(s->keys[i]->row, s->keys[i - 1]->row)) return 1;
    return 0;
}

static void series_table(gk_out *out, const gk_series *s)
{
    size_t widths[GK_SERIES_YEARS], left = 0;
    int first = s->reports[0].year, last = s->reports[s->count - 1].year, by_row = series_by_row(s);
    const char *common = NULL;
    uint32_t signs = 0, unused;
    char text[48];
    for (int year = first; year <= last; year++) {
        widths[year - first] = SERIES_NARROW;
        for (size_t i = 0; i < s->key_count; i++) {
            size_t width = series_value(gk_series_of_year(s, year), s->keys[i]->path, text, &unused);
            if (width > widths[year - first]) widths[year - first] = width;
        }
    }
    gk_put_text(out, "\n");
    for (size_t i = 0; i < s->key_count; i++) {
        const gk_series_cell *key = s->keys[i];
        const char *head = by_row ? key->row : key->column;
        if (!s->all && gk_series_is_nil(s, key->path)) {
            left++;
            continue;
        }
        if (!common || strcmp(common, head) != 0) series_head(out, s, head, widths, !common);
        common = head;
        series_row(out, s, key, by_row ? key->column : key->row, widths, &signs);
    }
    if (left) gk_put_blanks(out, 2);
    if (left) gk_put_counted(out, GK_TEXT_SERIES_NIL, left);
    if (left) gk_put_text(out, "\n");
    series_legend(out, signs);
}

/* ---- the years ---- */

/* `note`: a text on it and the year before, or 0. */
static void series_year(gk_out *out, const gk_series_report *r, int note)
{
    gk_put_blanks(out, 2);
    gk_put_number(out, r->year);
    gk_put_blanks(out, 2);
    gk_put_text(out, r->sum == GKNB_VERDICT_CONFORMS ? gk_good(out) : gk_level_color(out, GKNB_LEVEL_ERROR));
    gk_put_text(out, gk_sum_text(r->sum, out->lang));
    gk_put_text(out, gk_plain(out));
    if (r->form) {
        gk_put_filled(out, GK_TEXT_COMMA, NULL, NULL);
        gk_put_filled(out, GK_TEXT_FACT_FORM, r->form, NULL);
    }
    gk_put_blanks(out, 2);
    gk_put_shown(out, r->file);
    if (r->spare) gk_put_filled(out, GK_TEXT_SERIES_SPARE, NULL, NULL);
    gk_put_text(out, "\n");
    if (note) {
        gk_put_blanks(out, 8);
        gk_put_filled(out, (gk_text_id)note, NULL, NULL);
        gk_put_text(out, "\n");
    }
    if (r->breaks) gk_put_text(out, r->breaks);
}

static void series_years(gk_out *out, const gk_series *s)
{
    const gk_series_report *before;
    int due = s->reports[0].year, note;
    for (size_t i = 0; i < s->count; i++) {
        const gk_series_report *r = &s->reports[i];
        for (; due < r->year; due++) {
            gk_put_blanks(out, 2);
            gk_put_number(out, due);
            gk_put_blanks(out, 2);
            gk_put_text(out, gk_level_color(out, GKNB_LEVEL_WARNING));
            gk_put_filled(out, GK_TEXT_SERIES_NONE, NULL, NULL);
            gk_put_text(out, gk_plain(out));
            gk_put_text(out, "\n");
        }
        before = gk_series_of_year(s, r->year - 1);
        if (r->spare || r->year == s->reports[0].year) note = 0;
        else if (!before) note = GK_TEXT_SERIES_GAP;
        else if (before->sum == GK_SUM_UNJUDGED) note = GK_TEXT_SERIES_UNREAD;
        else note = before->form && r->form && strcmp(before->form, r->form) != 0 ? GK_TEXT_SERIES_FORM : 0;
        series_year(out, r, note);
        due = r->year + 1;
    }
}

void gk_put_series_text(gk_out *out, const gk_series *series, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i) gk_put_text(out, "\n");
        gk_put_text(out, gk_bold(out));
        gk_put_shown(out, series[i].reports[series[i].count - 1].issuer);
        gk_put_text(out, gk_plain(out));
        gk_put_text(out, "\n");
        series_years(out, &series[i]);
        if (series[i].key_count) series_table(out, &series[i]);
    }
}
