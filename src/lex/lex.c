/* lex.c: cuts the bytes of a report into tokens.
 *
 * Prose is passed over a line at a time with memchr; only a line that begins like a label enters the label
 * machine. From the heading or label of a table on, every item is looked at, also in the middle of a line, where
 * scrapers glue cells, labels and headings together. What a token is for is not decided here. */
#include "lex.h"

#include <string.h>

#include "../model/tables.h"
#include "fold.h"

typedef struct {
    gk_arena *arena;
    gk_tokens *tokens;
    gk_token_chunk *chunk; /* the last */
    const uint8_t *bytes, *end;
    int cells;      /* there are marks of cells in the document */
    int in_table;   /* items are looked at one by one */
    int line_start; /* nothing but blanks and marks since the line began */
    int no_memory;
} lexer;

/* A chunk more; without memory for it the last token is given up. */
static void lex_grow(lexer *l)
{
    gk_tokens *t = l->tokens;
    if (t->chunks == t->room) {
        uint32_t room = t->room ? t->room * 2 : 4;
        gk_token_chunk **grown = (gk_token_chunk **)gk_arena_take(l->arena, room * sizeof *grown);
        l->no_memory = !grown;
        if (!grown) return;
        if (t->chunks) memcpy(grown, t->chunk, t->chunks * sizeof *grown);
        t->chunk = grown;
        t->room = room;
    }
    l->chunk = (gk_token_chunk *)gk_arena_take_raw(l->arena, sizeof(gk_token_chunk));
    l->no_memory = !l->chunk;
    if (l->chunk) t->chunk[t->chunks++] = l->chunk;
}

static void lex_emit(lexer *l, unsigned kind, const uint8_t *start)
{
    uint32_t at = l->tokens->count & (GK_CHUNK - 1);
    if (l->no_memory) return;
    l->chunk->start[at] = (uint32_t)(start - l->bytes);
    l->chunk->kind[at] = (uint16_t)kind;
    l->tokens->count++;
    if (at == GK_CHUNK - 1) lex_grow(l);
}

static int lex_is_section(unsigned label) { return gk_labels[label].label_class == GK_CLASS_section; }

static void lex_emit_label(lexer *l, unsigned label, const uint8_t *start)
{
    lex_emit(l, GK_KIND_LABEL + label, start);
    if (!lex_is_section(label)) {
        l->in_table = 1;
        return;
    }
    l->in_table = 0;
    for (unsigned t = 0; t < gk_table_count; t++) l->in_table |= gk_tables[t].section == gk_labels[label].section;
}

static int lex_is_digit(const uint8_t *p, const uint8_t *end)
{
    return p < end &&
           ((*p >= '0' && *p <= '9') || (end - p >= 3 && p[0] == 0xef && p[1] == 0xbc && p[2] >= 0x90 && p[2] <= 0x99));
}

/* An item may end here: the end, a blank, a bar or a markdown mark. */
static int lex_is_boundary(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *after;
    if (p >= end || *p <= ' ' || *p == '|' || *p == '*') return 1;
    if (*p < 0x80) return 0;
    switch (gk_shape_at(p, end, &after)) {
    case GK_SHAPE_BLANK:
    case GK_SHAPE_TAB:
    case GK_SHAPE_NEWLINE:
    case GK_SHAPE_BAR: return 1;
    default: return 0;
    }
}

/* Bytes are there. */
static int lex_is_open_bracket(const uint8_t *p, const uint8_t *end)
{
    return *p == '(' || (end - p >= 3 && p[0] == 0xef && p[1] == 0xbc && p[2] == 0x88);
}

/* The end of the note whose bracket opens at p; p when it does not close on this line. */
static const uint8_t *lex_note_end(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *stop = end - p > (ptrdiff_t)GK_MAX_NOTE ? p + GK_MAX_NOTE : end;
    for (const uint8_t *q = p; q < stop && *q != '\n' && *q != '\r'; q++) {
        if (*q == ')') return q + 1;
        if (stop - q >= 3 && q[0] == 0xef && q[1] == 0xbc && q[2] == 0x89) return q + 3;
    }
    return p;
}

/* The label that stands at p byte for byte as it is worded. */
static unsigned lex_exact(const uint8_t *p, const uint8_t *end, const uint8_t **after)
{
    if (end - p < GK_EXACT_BYTES) return 0;
    for (const uint16_t *w = &gk_exact[gk_exact_at[GK_EXACT_KEY(p)]]; *w; w++) {
        const gk_wording *of = &gk_wordings[*w - 1];
        if (end - p < of->size || memcmp(p, of->text, of->size)) continue;
        *after = p + of->size;
        return of->label;
    }
    return 0;
}

/* The label at p, before the end; a heading without its ordinal must be all that stands there. Most stand as they are
 * worded: the machine reads the others. */
static unsigned lex_label(const uint8_t *p, const uint8_t *end, const uint8_t **after)
{
    uint8_t size;
    uint16_t ch;
    unsigned label = lex_exact(p, end, after);
    if (label) return label;
    *after = p;
    if (!(ch = gk_fold(p, end, &size)) || ch == GK_FOLD_BLANK) return 0;
    label = gk_label_at(p, end, after);
    if ((label & GK_LABEL_BARE) && !lex_is_boundary(*after, end)) return 0;
    return label & ~GK_LABEL_BARE;
}

/* What stands at p may follow a label or a number without a blank: a number, a label, a note. */
static int lex_may_follow(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *after;
    return lex_is_boundary(p, end) || lex_is_digit(p, end) || lex_label(p, end, &after) ||
           (lex_is_open_bracket(p, end) && lex_note_end(p, end) > p);
}

/* The number at [p, after) ends in the ordinal of the label behind it. */
static int lex_ordinal(const uint8_t *p, const uint8_t *after, const uint8_t *end)
{
    const uint8_t *last = p, *behind;
    while (lex_is_digit(p, after)) {
        last = p;
        p += *p < 0x80 ? 1 : 3;
    }
    return lex_label(last, end, &behind) != 0;
}

static int lex_is_quote(const uint8_t *p, const uint8_t *end)
{
    /* closing “ ” 》 」 behind a heading, opening ones before it: it is only spoken of */
    static const char quotes[][4] = {"\xe2\x80\x9c", "\xe2\x80\x9d", "\xe3\x80\x8a", "\xe3\x80\x8b",
                                     "\xe3\x80\x8c", "\xe3\x80\x8d", "\xe3\x80\x88", "\xe3\x80\x89"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (end - p >= 3 && !memcmp(p, quotes[i], 3)) return 1;
    return p < end && (*p == '"' || *p == '\'');
}

/* A heading at p that is no quotation. `line` is where the line began. */
static unsigned lex_heading(const uint8_t *p, const uint8_t *line, const uint8_t *end, const uint8_t **after)
{
    const uint8_t *before = p;
    unsigned label = lex_label(p, end, after);
    if (!label || !lex_is_section(label)) return 0;
    while (before > line && (*--before & 0xc0) == 0x80) {}
    if (lex_is_quote(*after, end) || lex_is_quote(before, p)) return 0;
    return label;
}

/* A line of prose, up to its end or to a heading glued into it. */
static const uint8_t *lex_prose(lexer *l, const uint8_t *start)
{
    static const uint8_t mark[] = GK_HEADING_MARK;
    const uint8_t *stop = (const uint8_t *)memchr(start, '\n', (size_t)(l->end - start));
    const uint8_t *p = start, *cell;
    if (!stop) stop = l->end;
    cell = l->cells ? (const uint8_t *)memchr(start, 0x1f, (size_t)(stop - start)) : NULL;
    if (cell) stop = cell;
    while (p < stop) {
        const uint8_t *after;
        const uint8_t *at = (const uint8_t *)memchr(p, mark[2], (size_t)(stop - p));
        unsigned label;
        if (!at) break;
        p = at + 1;
        if (at - start < 5 || at[-1] != mark[1] || at[-2] != mark[0]) continue;
        label = lex_heading(at - 5, start, stop, &after);
        if (!label) continue;
        if (at - 5 > start) lex_emit(l, GK_KIND_TEXT, start);
        lex_emit_label(l, label, at - 5);
        l->line_start = 0;
        return after;
    }
    while (stop > start + 1 && (stop[-1] == '\r' || stop[-1] == ' ')) stop--;
    lex_emit(l, GK_KIND_TEXT, start);
    l->line_start = 0;
    return stop;
}

/* What stands before p may have been a digit: a lost or malformed character, a letter. `size` is how many bytes it has.
 */
static int lex_is_torn(const uint8_t *p, uint8_t size)
{
    uint8_t last = p[-1];
    if (size == 3) return p[-3] == 0xef && p[-2] == 0xbf && last == 0xbd;
    return size == 1 && (last >= 0x80 || last == '?' || ((last | 32) >= 'a' && (last | 32) <= 'z'));
}

/* Digits that begin at p, not in the middle of a number. `size`: of what stands before. */
static int lex_is_number_start(const uint8_t *p, uint8_t size, const uint8_t *start, const uint8_t *end)
{
    if (!lex_is_digit(p, end) || lex_is_torn(p, size)) return 0;
    return !(p[-1] >= '0' && p[-1] <= '9') && !(p - start >= 3 && lex_is_digit(p - 3, p)) && p[-1] != '.' &&
           p[-1] != ',';
}

/* From p to the end of the line or cell, or to a label, nothing but numbers stand, at least one. `*past` is how far
 * was looked: when it is not so at p, it is not so at any number before there. */
static int lex_only_numbers(const uint8_t *p, const uint8_t *end, const uint8_t **past)
{
    int any = 0;
    *past = end;
    while (p < end) {
        const uint8_t *after, *behind;
        gk_shape shape = gk_shape_at(p, end, &after);
        *past = p;
        if (shape == GK_SHAPE_NEWLINE || shape == GK_SHAPE_BAR) return any;
        if (shape == GK_SHAPE_NUMBER || (shape == GK_SHAPE_NA && lex_is_boundary(after, end))) {
            any = 1;
            if (!lex_is_boundary(after, end) && !lex_label(after, end, &behind)) return lex_ordinal(p, after, end);
        } else if (shape != GK_SHAPE_BLANK && shape != GK_SHAPE_TAB) {
            return any && lex_label(p, end, &behind);
        }
        p = after;
    }
    return any;
}

/* The bytes of a bar. */
static uint8_t lex_bar(const uint8_t *p, const uint8_t *end)
{
    if (*p == '|') return 1;
    if (end - p < 3) return 0;
    return (p[0] == 0xef && p[1] == 0xbd && p[2] == 0x9c) || (p[0] == 0xe2 && p[1] == 0x94 && p[2] == 0x82) ? 3 : 0;
}

/* Text among items, up to a bar, a tabulator, a line break, or a label that stands out inside it. */
static const uint8_t *lex_text(lexer *l, const uint8_t *start)
{
    const uint8_t *p = start, *past = start;
    int run = lex_is_digit(start, l->end); /* digits that run into anything else, but for an ordinal, are text */
    uint8_t size = 0;
    lex_emit(l, GK_KIND_TEXT, start);
    while (p < l->end) {
        uint8_t before = size;
        uint16_t ch = gk_fold(p, l->end, &size);
        const uint8_t *after;
        if (p > start && (*p == '\n' || *p == '\r' || *p == '\t' || *p == 0x1e || *p == 0x1f || lex_bar(p, l->end)))
            break;
        if (ch && ch != GK_FOLD_BLANK && p > start && !lex_is_digit(p, l->end)) {
            unsigned label = gk_label_at(p, l->end, &after);
            unsigned label_class = label & GK_LABEL_BARE ? 0 : gk_labels[label].label_class;
            if (label_class && after - p >= 15) {
                if (label_class == GK_CLASS_article) break;
                if (label_class == GK_CLASS_section && lex_heading(p, start, l->end, &after)) break;
                if (label_class != GK_CLASS_section && lex_may_follow(after, l->end)) break;
            }
        }
        if (ch == GK_FOLD_BLANK || ch == gk_ordinal_mark) run = 0;
        if (!run && p > start && p >= past && lex_is_number_start(p, before, start, l->end) &&
            lex_only_numbers(p, l->end, &past))
            break;
        p += size;
    }
    while (p > start + 1 && p[-1] == ' ') p--;
    return p;
}

/* Blanks and then a point: what stands before them may be the ordinal of a label. */
static int lex_is_far_point(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *after;
    uint8_t size;
    if (p >= end || *p == '\n') return 0; /* what mostly stands there */
    return gk_shape_at(p, end, &after) == GK_SHAPE_BLANK && after < end &&
           gk_fold(after, end, &size) == gk_ordinal_mark;
}

/* A sign or a word of change directly behind a number of a row begins the next cell. Elsewhere it is text: a date, a
 * range. `p` is behind the number, which is not in the tokens yet. */
static int lex_is_change(const lexer *l, const uint8_t *p)
{
    uint32_t last = l->tokens->count - 1; /* a label, or the bar of the row, is there */
    uint16_t gap = gk_token_kind(l->tokens, last), kind = gap;
    const uint8_t *after;
    if (gap == GK_KIND_BLANK || gap == GK_KIND_NEWLINE) kind = gk_token_kind(l->tokens, last - 1);
    if (kind < GK_KIND_LABEL && (kind != GK_KIND_NUMBER || gap == GK_KIND_NEWLINE)) return 0;
    return gk_shape_at(p, l->end, &after) == GK_SHAPE_NUMBER && lex_may_follow(after, l->end);
}

/* A number, or a label that begins with a digit. `after` is behind the number's shape. */
static const uint8_t *lex_number(lexer *l, const uint8_t *p, const uint8_t *after)
{
    const uint8_t *run = p, *last = p, *behind;
    unsigned label;
    if (lex_is_boundary(after, l->end) && !lex_is_far_point(after, l->end)) {
        lex_emit(l, GK_KIND_NUMBER, p);
        return after;
    }
    while (lex_is_digit(run, l->end)) {
        last = run;
        run += *run < 0x80 ? 1 : 3;
    }
    label = run > p ? lex_label(last, l->end, &behind) : 0;
    if (label && last > p) { /* 0000000|2.其他…: the last digit is the next label's ordinal */
        lex_emit(l, GK_KIND_NUMBER, p);
        return last;
    }
    if (label && lex_may_follow(behind, l->end)) {
        lex_emit_label(l, label, p);
        return behind;
    }
    if (last > p && gk_shape_at(last, l->end, &behind) == GK_SHAPE_NUMBER && behind > after && lex_is_change(l, last)) {
        lex_emit(l, GK_KIND_NUMBER, p); /* 264|0/0|517: the last digit begins a word of change */
        return last;
    }
    if (lex_may_follow(after, l->end) || lex_is_change(l, after)) {
        lex_emit(l, GK_KIND_NUMBER, p);
        return after;
    }
    return lex_text(l, p);
}

/* An item of a table. */
static const uint8_t *lex_item(lexer *l, const uint8_t *p, gk_shape shape, const uint8_t *after)
{
    const uint8_t *behind;
    unsigned label;
    l->line_start = 0;
    if (shape == GK_SHAPE_NUMBER) return lex_number(l, p, after);
    if (shape == GK_SHAPE_PAGE && lex_is_boundary(after, l->end)) {
        lex_emit(l, GK_KIND_TEXT, p);
        return after;
    }
    if (shape == GK_SHAPE_NA && lex_is_boundary(after, l->end)) {
        lex_emit(l, GK_KIND_NA, p);
        return after;
    }
    label = lex_label(p, l->end, &behind);
    if (label && (lex_is_section(label) || lex_may_follow(behind, l->end))) {
        lex_emit_label(l, label, p);
        return behind;
    }
    if (gk_shape_at(p, l->end, &after) == GK_SHAPE_NUMBER) return lex_number(l, p, after); /* behind a word of change */
    return lex_text(l, p);
}

/* Behind a label in prose: a cell ends, or nothing but numbers or another label follow, be it on the next line. Else it
 * is a word of a sentence, or heads a paragraph. */
static int lex_is_alone(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *after = p, *behind;
    gk_shape shape;
    if (!lex_is_boundary(p, end)) return 0;
    do {
        p = after;
        if (p >= end) return 1;
        shape = gk_shape_at(p, end, &after);
    } while (shape == GK_SHAPE_BLANK || shape == GK_SHAPE_NEWLINE);
    return shape == GK_SHAPE_TAB || shape == GK_SHAPE_BAR || shape == GK_SHAPE_MARK || lex_label(p, end, &behind) ||
           lex_only_numbers(p, end, &after);
}

/* An item where only a label is of interest: at the beginning of a line of prose. */
static const uint8_t *lex_prose_item(lexer *l, const uint8_t *p)
{
    const uint8_t *behind;
    unsigned label = l->line_start ? lex_label(p, l->end, &behind) : 0;
    if (label && (lex_is_section(label) ? lex_heading(p, p, l->end, &behind) != 0 : lex_is_alone(behind, l->end))) {
        lex_emit_label(l, label, p);
        l->line_start = 0;
        return behind;
    }
    return lex_prose(l, p);
}

/* Brackets directly behind a label or a number that are no label themselves. */
static const uint8_t *lex_note(lexer *l, const uint8_t *p)
{
    const uint8_t *after, *note;
    uint16_t last;
    if (!l->in_table || !lex_is_open_bracket(p, l->end)) return p;
    note = lex_note_end(p, l->end);
    if (note == p) return p;
    last = gk_token_kind(l->tokens, l->tokens->count - 1);
    if (last != GK_KIND_NUMBER && last < GK_KIND_LABEL) return p;
    if (lex_label(p, l->end, &after) || !lex_may_follow(note, l->end)) return p;
    lex_emit(l, GK_KIND_NOTE, p);
    return note;
}

/* Something stands behind what looked like a rule: its first character is what it is by itself. */
static unsigned lex_broken_rule(const uint8_t *p, const uint8_t *end, const uint8_t **after)
{
    uint8_t bar = lex_bar(p, end);
    *after = p + (bar ? bar : 1);
    return bar ? GK_KIND_BAR : *p == '\t' ? GK_KIND_TAB : *p == ' ' ? GK_KIND_BLANK : GK_KIND_LABEL;
}

/* What stands at p. What most of a report is made of is told without the machine: a number up to the end of its line
 * and line breaks, of which it says the same, and ideographs, which mostly begin a label; where they begin a number
 * instead, lex_item sees. */
static gk_shape lex_shape(const uint8_t *p, const uint8_t *end, const uint8_t **after)
{
    const uint8_t *q = p;
    if (end - p >= 4) {
        *after = p;
        if (*p >= 0xe4 && *p <= 0xe9) return GK_SHAPE_OTHER;
        while (q < p + 3 && *q >= '0' && *q <= '9') q++;
        *after = q;
        if (q > p && *q == '\n') return GK_SHAPE_NUMBER;
        for (q = p; q < p + 3 && *q == '\n';) q++;
        *after = q;
        if (q > p && ((*q > ' ' && *q < 0x7f) || (*q >= 0xe4 && *q <= 0xe9))) return GK_SHAPE_NEWLINE;
    }
    return gk_shape_at(p, end, after);
}

gknb_status gk_lex(gk_arena *arena, const uint8_t *bytes, uint32_t size, gk_tokens *out)
{
    lexer l = {arena, out, NULL, bytes, bytes + size, 0, 0, 1, 0};
    const uint8_t *p = bytes;
    int in_row = 0; /* items are looked at in prose too, up to the end of a line that began with a bar */
    memset(out, 0, sizeof *out);
    out->size = size;
    l.cells = size && memchr(bytes, 0x1f, size) != NULL;
    lex_grow(&l);
    while (p < l.end && !l.no_memory) {
        const uint8_t *after, *note;
        gk_shape shape = lex_shape(p, l.end, &after);
        unsigned kind = GK_KIND_LABEL;
        switch (shape) {
        case GK_SHAPE_BLANK: kind = GK_KIND_BLANK; break;
        case GK_SHAPE_TAB: kind = GK_KIND_TAB; break;
        case GK_SHAPE_NEWLINE: kind = GK_KIND_NEWLINE; break;
        case GK_SHAPE_BAR: kind = GK_KIND_BAR; break;
        case GK_SHAPE_MARK: kind = GK_KIND_MARK; break;
        case GK_SHAPE_RULE:
            kind = lex_is_boundary(after, l.end) ? GK_KIND_RULE : lex_broken_rule(p, l.end, &after);
            break;
        default: break;
        }
        if (kind != GK_KIND_LABEL) {
            lex_emit(&l, kind, p);
            if (kind == GK_KIND_NEWLINE) {
                l.line_start = 1;
                in_row = 0;
            } else if (kind == GK_KIND_BAR) {
                in_row = 1;
            }
            p = after;
        } else if ((note = lex_note(&l, p)) > p) {
            p = note;
        } else if (l.in_table || in_row) {
            p = lex_item(&l, p, shape, after);
        } else {
            p = lex_prose_item(&l, p);
        }
    }
    return l.no_memory ? GKNB_NO_MEMORY : GKNB_OK;
}

const char *gk_kind_name(uint16_t kind)
{
    static const char *const names[] = {"blank", "tab",  "newline", "bar",    "rule",
                                        "mark",  "text", "note",    "number", "na"};
    return names[kind];
}
