/* tables.c: the tables as read: labels on the left, numbers on the right, a sign for what is no number.
 *
 * A table is the cells whose paths begin with one segment; a run of rows with the same columns has one line of heads.
 * A cell that a finding of level error judges has a *. */
#include "tables.h"

#include <string.h>

#include "glyph.h"
#include "texts.h"
#include "wrap.h"

enum {
    TABLES_INDENT = 2,
    TABLES_LABEL = 34,
    TABLES_COLUMNS = 16, /* the widest table has 7 */
    TABLES_FEW = 3,      /* columns that may be wide */
    TABLES_WIDE = 14,
    TABLES_NARROW_ZH = 8, /* four characters */
    TABLES_NARROW_EN = 7
};

typedef struct {
    gk_out *out;
    const gknb_report *report;
    size_t widths[TABLES_COLUMNS]; /* of the columns of the table */
    size_t pad;                    /* blanks due before the next text of the line */
    uint32_t signs;                /* those to be explained, a bit each */
} tables;

static size_t tables_lines(const char *text, size_t room)
{
    size_t count = 0, size;
    while (gk_wrap_line(text, room, count, &size)) count++;
    return count;
}

static size_t tables_width(const char *text, size_t size)
{
    size_t width = 0;
    for (size_t at = 0; at < size;) {
        gk_glyph glyph = gk_next_glyph((const uint8_t *)text + at, size - at);
        at += glyph.size;
        width += glyph.width;
    }
    return width;
}

static void tables_text(tables *t, const char *text, size_t size)
{
    if (!size) return;
    gk_put_blanks(t->out, t->pad);
    gk_put_bytes(t->out, text, size);
    t->pad = 0;
}

static void tables_left(tables *t, const char *text, size_t size, size_t room)
{
    size_t width = tables_width(text, size);
    tables_text(t, text, size);
    t->pad += room > width ? room - width : 0;
}

static void tables_right(tables *t, const char *text, size_t size, size_t room)
{
    size_t width = tables_width(text, size);
    t->pad += room > width ? room - width : 0;
    tables_text(t, text, size);
}

static void tables_end_line(tables *t)
{
    gk_put_text(t->out, "\n");
    t->pad = 0;
}

static int tables_in_error(const tables *t, size_t cell)
{
    for (size_t i = 0; i < gknb_finding_count(t->report); i++) {
        gknb_finding f;
        gknb_get_finding(t->report, i, &f);
        for (size_t n = 0; f.level == GKNB_LEVEL_ERROR && n < f.cell_count; n++)
            if (gknb_get_finding_cell(t->report, i, n) == cell) return 1;
    }
    return 0;
}

static const char *tables_sign(tables *t, gk_text_id sign)
{
    static const char *const signs[] = {"·", "/", "-", "!", "?", "#", "=", "~", "^", "*"};
    t->signs |= 1u << (sign - GK_TEXT_SIGN_BLANK);
    return signs[sign - GK_TEXT_SIGN_BLANK];
}

/* What stands for the cell, and the sign behind it. */
static const char *tables_value(tables *t, size_t index, char *text)
{
    static const gk_text_id signs[] = {GK_TEXT_SIGN_ABSENT,  GK_TEXT_SIGN_ERROR,     GK_TEXT_SIGN_SPLIT,
                                       GK_TEXT_SIGN_MOVED,   GK_TEXT_SIGN_BLANK,     GK_TEXT_SIGN_NOT_APPLICABLE,
                                       GK_TEXT_SIGN_MISSING, GK_TEXT_SIGN_AMBIGUOUS, GK_TEXT_SIGN_UNREADABLE};
    const char *behind = " ";
    gknb_cell cell;
    gknb_get_cell(t->report, index, &cell);
    if (cell.has_value) {
        gknb_format_decimal(cell.value, text);
        if (cell.state != GKNB_STATE_GIVEN) behind = tables_sign(t, signs[cell.state]);
    } else if (cell.has_inferred) {
        text[0] = *tables_sign(t, GK_TEXT_SIGN_INFERRED);
        gknb_format_decimal(cell.inferred, text + 1);
    } else {
        strcpy(text, tables_sign(t, signs[cell.state]));
    }
    return tables_in_error(t, index) ? tables_sign(t, GK_TEXT_SIGN_ERROR) : behind;
}

static const char *tables_column(const tables *t, size_t index)
{
    gknb_cell cell;
    gknb_get_cell(t->report, index, &cell);
    return t->out->lang == GKNB_LANG_ZH ? cell.column_label : cell.column_name;
}

/* In a wide column lines are made even: the least room in which the text takes no more of them. */
static size_t tables_balance(const char *text, size_t room)
{
    size_t lines = tables_lines(text, room), least = room < TABLES_WIDE ? room : gk_widest_word(text);
    while (room > least && tables_lines(text, room - 1) == lines) room--;
    return room;
}

/* The columns' labels, standing on one last line; the caption on the left of it. */
static void tables_heads(tables *t, const char *caption, size_t first, size_t end)
{
    size_t most = 1, size;
    for (size_t i = first; i < end; i++) {
        size_t lines = tables_lines(tables_column(t, i), t->widths[i - first]);
        if (lines > most) most = lines;
    }
    for (size_t line = 0; line < most; line++) {
        const char *left = line + 1 == most ? caption : "";
        t->pad = TABLES_INDENT;
        gk_put_text(t->out, *left ? gk_bold(t->out) : "");
        tables_left(t, left, strlen(left), TABLES_LABEL);
        gk_put_text(t->out, *left ? gk_plain(t->out) : "");
        for (size_t i = first; i < end; i++) {
            const char *label = tables_column(t, i), *part = NULL;
            size_t room = tables_balance(label, t->widths[i - first]), lines = tables_lines(label, room);
            if (line + lines >= most) part = gk_wrap_line(label, room, line + lines - most, &size);
            if (i > first) t->pad++;
            tables_right(t, part ? part : "", part ? size : 0, t->widths[i - first]);
        }
        tables_end_line(t);
    }
}

static void tables_row(tables *t, size_t first, size_t end)
{
    gknb_cell cell;
    const char *label, *part;
    size_t indent = 0, size;
    gknb_get_cell(t->report, first, &cell);
    label = t->out->lang == GKNB_LANG_ZH ? cell.row_label : cell.row_name;
    for (const char *p = strchr(cell.row_path, '.'); p && (p = strchr(p + 1, '.'));) indent += 2;
    for (size_t line = 0; (part = gk_wrap_line(label, TABLES_LABEL - indent, line, &size)); line++) {
        t->pad = TABLES_INDENT + indent;
        tables_left(t, part, size, TABLES_LABEL - indent);
        for (size_t i = first; i < end && !line; i++) {
            char text[40];
            const char *behind = tables_value(t, i, text);
            tables_right(t, text, strlen(text), t->widths[i - first]);
            if (*behind == ' ') t->pad++;
            else tables_text(t, behind, 1);
        }
        tables_end_line(t);
    }
}

static size_t tables_row_end(const gknb_report *report, size_t first)
{
    gknb_cell a, b;
    size_t end = first + 1;
    gknb_get_cell(report, first, &a);
    for (; end < gknb_cell_count(report) && end - first < TABLES_COLUMNS; end++) {
        gknb_get_cell(report, end, &b);
        if (strcmp(a.row_path, b.row_path) != 0) break;
    }
    return end;
}

static int tables_same_heads(const gknb_report *report, size_t a, size_t b, size_t count)
{
    gknb_cell left, right;
    for (size_t i = 0; i < count; i++) {
        gknb_get_cell(report, a + i, &left);
        gknb_get_cell(report, b + i, &right);
        if (strcmp(left.column_label, right.column_label) != 0) return 0;
    }
    return 1;
}

/* The name of a table by the first segment of its paths. */
static const char *tables_caption(const tables *t, const char *path)
{
    static const struct {
        const char *key;
        gk_text_id text;
    } captions[] = {{"disclosure.", GK_TEXT_TABLE_DISCLOSURE},
                    {"requests.", GK_TEXT_TABLE_REQUESTS},
                    {"review_litigation.", GK_TEXT_TABLE_REVIEW_LITIGATION}};
    for (size_t i = 0; i < sizeof captions / sizeof *captions; i++)
        if (!strncmp(path, captions[i].key, strlen(captions[i].key))) return gk_text(captions[i].text, t->out->lang);
    return "";
}

/* Of the table that begins here: what its columns need. */
static void tables_measure(tables *t, size_t first, const char *caption)
{
    size_t most = 0, end;
    gknb_cell cell;
    memset(t->widths, 0, sizeof t->widths);
    for (; first < gknb_cell_count(t->report); first = end) {
        gknb_get_cell(t->report, first, &cell);
        if (tables_caption(t, cell.path) != caption) break;
        end = tables_row_end(t->report, first);
        if (end - first > most) most = end - first;
        for (size_t i = first; i < end; i++) {
            size_t *width = &t->widths[i - first], word = gk_widest_word(tables_column(t, i));
            char text[40];
            gknb_get_cell(t->report, i, &cell);
            if (word > *width) *width = word;
            if (cell.has_value && gknb_format_decimal(cell.value, text) > *width) *width = strlen(text);
        }
    }
    for (size_t i = 0; i < most; i++) {
        size_t least = most <= TABLES_FEW             ? TABLES_WIDE
                       : t->out->lang == GKNB_LANG_ZH ? TABLES_NARROW_ZH
                                                      : TABLES_NARROW_EN;
        if (t->widths[i] < least) t->widths[i] = least;
    }
}

static void tables_legend(tables *t)
{
    if (!t->signs) return;
    gk_put_text(t->out, "\n");
    gk_put_blanks(t->out, TABLES_INDENT);
    for (gk_text_id id = GK_TEXT_SIGN_BLANK; id <= GK_TEXT_SIGN_ERROR; id++) {
        if (!(t->signs >> (id - GK_TEXT_SIGN_BLANK) & 1)) continue;
        gk_put_text(t->out, gk_text(id, t->out->lang));
        if (t->signs >> (id - GK_TEXT_SIGN_BLANK) > 1) gk_put_blanks(t->out, 3);
    }
    gk_put_text(t->out, "\n");
}

void gk_put_tables(gk_out *out, const gknb_report *report)
{
    tables t = {out, report, {0}, 0, 0};
    const char *caption = "";
    size_t before = 0, width = 0;
    for (size_t first = 0, end; first < gknb_cell_count(report); first = end) {
        const char *name;
        gknb_cell cell;
        end = tables_row_end(report, first);
        gknb_get_cell(report, first, &cell);
        name = tables_caption(&t, cell.path);
        if (name != caption || end - first != width || !tables_same_heads(report, before, first, width)) {
            if (name != caption) {
                gk_put_text(out, "\n");
                tables_measure(&t, first, name);
            }
            tables_heads(&t, name == caption ? "" : name, first, end);
        }
        tables_row(&t, first, end);
        caption = name;
        before = first;
        width = end - first;
    }
    tables_legend(&t);
    if (gknb_cell_count(report)) gk_put_text(out, "\n");
}
