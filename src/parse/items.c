/* items.c: see items.h. Between two labels lies a tail of slots; the row that the first label begins says how
 * many cells are due, and so which of the empty slots are cells and which are only the padding of spans. */
#include "items.h"

#include <string.h>

#include "../../gen/parser.h"

typedef struct {
    uint32_t ref;
    uint8_t blank;
    uint8_t bare; /* on a line of several bars and nothing else */
} slot;

enum { SLOT_DEPTHS = 4, SLOT_DUE = GK_MOST_CELLS + 1 };

/* What rows without blanks have shown; 0: nothing yet. */
typedef struct {
    int offset[SLOT_DUE]; /* by cells due: 1 + the slots under spans before the first cell of an outermost row */
    unsigned trail[SLOT_DUE][SLOT_DEPTHS]; /* and by the depth of what is behind: 1 + the fewest slots there; of rows
                                            * of any width at 0 */
    unsigned trail_most;                   /* of all */
    int stacked;                           /* the cells of a row stand under each other, what spans cover with them */
    int closed;                            /* rows end with a bar on a line of its own */
} slot_shown;

typedef struct {
    const gk_tokens *tokens;
    const uint8_t *bytes;
    const gk_form *form;
    gk_items *out;
    int tabs;       /* there are any in the document */
    int rows;       /* likewise marks that end rows */
    unsigned label; /* the label before the tail; 0: text */
    slot slots[GK_MAX_SLOTS];
    unsigned count, given;
    unsigned label_slots; /* of the slots, how many stand on the label's line */
    int overflow;         /* more slots than are weighed */
    slot_shown shown;
    int early;  /* a row with blanks came before what would have told of them */
    int opened; /* lines begin with a bar */
    /* the line under way */
    unsigned line_items, line_bars, line_numbers, line_tabs; /* tabs: since the last item, or before the first */
    uint32_t line_first_bar;
    int line_heading, line_text;
    uint32_t line_put; /* how many items there were when it began */
    int head_text;     /* likewise, of the last line with anything on it */
    uint32_t head_put;
    /* since the last item */
    int bar_since_item, newline_since_item;
    int lone_bar;  /* the first bar was on a line of its own */
    int lone_lead; /* such a bar stood between the label and the first number */
    int newline_since_label;
    int cell_filled; /* an item since the last mark of a cell */
    uint32_t hollow; /* a token that holds the line of a row of nothing but tabulators */
    int glued;       /* nothing stood between the label and the first number */
    /* between the first two numbers of a row */
    unsigned seen_bar, seen_newline_before_bar, seen_newline_after_bar, seen_tab, seen_blank, seen_cell;
    unsigned votes[GK_LAYOUTS];
    int markdown;
} slotter;

static void slot_put(slotter *s, uint32_t item, unsigned terminal)
{
    s->out->item[s->out->count] = item;
    s->out->terminal[s->out->count++] = (uint16_t)terminal;
}

/* A number, or what fills a cell instead of one. */
static void slot_put_cell(slotter *s, uint32_t item)
{
    slot_put(s, item, gk_token_kind(s->tokens, item) == GK_KIND_NUMBER ? T_NUMBER : T_NA);
}

static void slot_add(slotter *s, uint32_t ref, int blank, int bare)
{
    slot *made = &s->slots[s->count];
    if (s->count == GK_MAX_SLOTS) {
        s->overflow = 1;
        if (!blank) slot_put_cell(s, ref);
        return;
    }
    made->ref = ref;
    made->blank = (uint8_t)blank;
    made->bare = (uint8_t)bare;
    s->count++;
    if (!blank) s->given++;
    if (!s->newline_since_label) s->label_slots = s->count;
}

static void slot_put_range(slotter *s, unsigned from, unsigned to, int blanks)
{
    for (unsigned i = from; i < to; i++) {
        if (s->slots[i].blank && !blanks) continue;
        if (s->slots[i].blank) slot_put(s, s->slots[i].ref | GK_ITEM_EMPTY, T_BLANK);
        else slot_put_cell(s, s->slots[i].ref);
    }
}

/* The label names its row; of table four it is only the last of the heads. */
static int slot_is_row(const slotter *s) { return gk_names_row(s->form, s->label); }

/* How deep a row or a group stands: how many columns of the table its label is to the right of the outermost. */
static unsigned slot_depth(const slotter *s, unsigned label)
{
    unsigned label_class = gk_labels[label].label_class;
    if (label_class != GK_CLASS_row && label_class != GK_CLASS_group) return 0;
    return s->form->after[label].column < SLOT_DEPTHS ? s->form->after[label].column : SLOT_DEPTHS - 1u;
}

static unsigned slot_first(const slotter *s)
{
    unsigned first = 0;
    while (first < s->count && s->slots[first].blank) first++;
    return first;
}

/* One past the last slot that holds something. */
static unsigned slot_last(const slotter *s)
{
    unsigned last = s->count;
    while (last > 0 && s->slots[last - 1].blank) last--;
    return last;
}

/* A row whose every cell holds something shows how many slots under spans its kind has before the first, and how many
 * stand behind its last before a row like `next`. */
static void slot_learn(slotter *s, unsigned due, unsigned next)
{
    unsigned first = slot_first(s), depth = slot_depth(s, s->label);
    unsigned behind = s->count - slot_last(s), next_depth = slot_depth(s, next);
    if (!slot_is_row(s)) return;
    s->shown.closed = s->lone_bar;
    if (behind > s->shown.trail_most) s->shown.trail_most = behind;
    for (unsigned of = 0; of <= due; of += due) {
        unsigned *trail = &s->shown.trail[of][next_depth];
        if (!*trail || behind + 1 < *trail) *trail = behind + 1;
    }
    if (first || depth < 2) s->shown.offset[due] = 1 + (int)(first ? first + depth : 0);
}

/* The slots under spans before the first cell of this row, as rows without blanks have shown; -1: not known. */
static int slot_offset(const slotter *s, unsigned due)
{
    int base = s->shown.offset[due] - 1 - (int)slot_depth(s, s->label);
    if (!slot_is_row(s) || s->rows) return 0; /* adapters leave out what the spans of labels cover */
    return s->shown.offset[due] ? (base > 0 ? base : 0) : -1;
}

/* Likewise those behind its last; where no row of its width has shown it, as other rows have. Where cells are stacked
 * these are those before the next label, as many as spans leave there; none where adapters leave that out. A text may
 * be a label. */
static unsigned slot_trail(const slotter *s, unsigned due, unsigned next)
{
    unsigned depth = slot_depth(s, next ? next : s->form->after[s->label].behind);
    if (s->shown.trail[due][depth]) return s->shown.trail[due][depth] - 1;
    if (s->rows) return 0;
    if (!s->shown.stacked && s->shown.trail[due][0]) return s->shown.trail[due][0] - 1;
    if (s->shown.trail[0][depth]) return s->shown.trail[0][depth] - 1;
    return depth < s->shown.trail_most ? depth : s->shown.trail_most;
}

/* The run of `due` slots that is the row: its start; -1: a number stands outside it, or no single one can be told. */
static int slot_window(const slotter *s, unsigned due)
{
    unsigned first = slot_first(s), last = slot_last(s);
    int found = -1, many = 0, known = slot_offset(s, due);
    if (s->count < due) return -1;
    if (!s->given) return known >= 0 && (unsigned)known + due <= s->count ? known : 0;
    for (unsigned at = 0; at + due <= s->count; at++) {
        if (at > first || at + due < last) continue;
        if ((int)at == known) return known;
        if (known >= 0 && slot_is_row(s)) continue;
        many += found >= 0;
        found = (int)at;
    }
    return many ? -1 : found;
}

/* Fewer slots than cells: what stands in the others is not known, and neither which they are. 0: there is no telling.
 */
static int slot_put_rest(slotter *s, unsigned due, unsigned next)
{
    int known = slot_offset(s, due);
    unsigned from = known > 0 ? (unsigned)known : 0, trail = slot_trail(s, due, next);
    unsigned to = s->count > trail ? s->count - trail : 0;
    if (!s->given || (known < 0 && slot_first(s)) || to - from >= due) return 0;
    if (!slot_is_row(s) && !s->shown.trail[0][slot_depth(s, next)]) return 0;
    if (from > slot_first(s)) from = slot_first(s);
    if (to < slot_last(s)) to = slot_last(s);
    if (to - from >= due) return 0;
    slot_put_range(s, from, to, 1);
    return 1;
}

/* Takes the slots of lines that hold nothing but bars out. */
static void slot_drop_bare(slotter *s)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < s->count; i++)
        if (!s->slots[i].bare) s->slots[kept++] = s->slots[i];
    s->count = kept;
}

/* Where a bar stands only between two cells, the first of a row or the last may be blank outside them. */
static void slot_add_outer(slotter *s, unsigned due)
{
    unsigned lead = (s->given ? s->lone_lead : s->lone_bar) && !slot_is_row(s) && !s->shown.closed,
             trail = s->lone_bar && !s->shown.closed;
    if (s->count + lead + trail != due) return;
    if (lead) {
        slot outer = {s->slots[0].ref, 1, 0};
        memmove(s->slots + 1, s->slots, s->count++ * sizeof *s->slots);
        s->slots[0] = outer;
    }
    if (trail) {
        slot outer = {s->line_first_bar, 1, 0};
        s->slots[s->count++] = outer;
    }
}

/* The slots of a row some of whose cells hold nothing. */
static void slot_put_row(slotter *s, unsigned due, unsigned next)
{
    int window;
    if (slot_put_rest(s, due, next)) return;
    window = slot_window(s, due);
    if (window < 0) {
        slot_drop_bare(s);
        window = slot_window(s, due);
    }
    if (window >= 0) slot_put_range(s, (unsigned)window, (unsigned)window + due, 1);
    else slot_put_range(s, 0, s->count, s->count < due && s->given > 0);
}

/* The tail is whole, with `next` behind it (0: text): decides which of its empty slots are cells. */
static void slot_flush(slotter *s, unsigned next)
{
    unsigned due = s->label ? s->form->after[s->label].cells : 0;
    for (unsigned i = 0; s->hollow && !s->count && i < due; i++) slot_put(s, s->hollow | GK_ITEM_EMPTY, T_BLANK);
    if (due > 1 && s->given == 1 && s->glued) s->votes[GK_LAYOUT_GLUED]++;
    if (due && s->given < due && !s->overflow) slot_add_outer(s, due);
    if (!due || s->given >= due || s->overflow) {
        slot_put_range(s, 0, s->count, 0);
        if (due > 1 && s->given == due && !s->overflow) slot_learn(s, due, next);
    } else if (s->count) {
        s->early |= due > 1 && slot_is_row(s) && (!s->shown.offset[due] || !s->shown.trail[due][slot_depth(s, next)]);
        slot_put_row(s, due, next);
    }
    s->count = s->given = s->label_slots = 0;
    s->overflow = 0;
}

/* How the second number of a row is set off from the first tells the layout. */
static void slot_vote(slotter *s)
{
    gk_layout layout = GK_LAYOUT_GLUED;
    if (s->seen_cell) layout = GK_LAYOUT_CELLS;
    else if (s->seen_bar && s->seen_newline_before_bar) layout = GK_LAYOUT_BAR_BETWEEN;
    else if (s->seen_bar && s->seen_newline_after_bar) layout = GK_LAYOUT_PIPE_LINES;
    else if (s->seen_bar) layout = GK_LAYOUT_PIPES;
    else if (s->newline_since_item) layout = GK_LAYOUT_LINES;
    else if (s->seen_tab) layout = GK_LAYOUT_TABS;
    else if (s->seen_blank) layout = GK_LAYOUT_SPACES;
    s->votes[layout]++;
    s->shown.stacked = layout == GK_LAYOUT_PIPE_LINES;
}

static void slot_after_item(slotter *s)
{
    s->line_items++;
    s->line_bars = s->line_tabs = 0;
    s->bar_since_item = s->newline_since_item = s->lone_bar = 0;
    s->seen_bar = s->seen_newline_before_bar = s->seen_newline_after_bar = s->seen_tab = s->seen_blank = 0;
    s->seen_cell = 0;
    s->cell_filled = 1;
}

/* A label or a text: the tail before it is whole. */
static void slot_boundary(slotter *s, uint32_t i, unsigned label)
{
    slot_flush(s, label);
    if (!s->line_items) {
        s->line_put = s->out->count;
        if (s->line_bars < 2) s->opened = s->line_bars == 1;
    }
    s->label = label;
    s->line_text |= !label;
    s->newline_since_label = s->lone_lead = 0;
    s->hollow = 0;
    if (label) slot_put(s, i, label);
    else if (!s->out->count || s->out->terminal[s->out->count - 1] != T_TEXT) /* texts in a row are one */
        slot_put(s, i, T_TEXT);
    slot_after_item(s);
}

/* The empty slots before the first item of a line that a number begins. */
static void slot_lead(slotter *s, uint32_t i)
{
    unsigned blanks = s->line_bars - (unsigned)(s->line_bars && s->opened);
    if (s->label && !slot_is_row(s)) blanks += s->line_tabs;
    else if (s->line_bars < 2) blanks = 0;
    for (unsigned k = 0; k < blanks && s->count < GK_MAX_SLOTS; k++)
        slot_add(s, s->line_bars ? s->line_first_bar : i, 1, 0);
}

static void slot_number(slotter *s, uint32_t i)
{
    if (!s->given && s->newline_since_label) { /* what was empty on the label's line is none of the row */
        memmove(s->slots, s->slots + s->label_slots, (s->count - s->label_slots) * sizeof *s->slots);
        s->count -= s->label_slots;
        s->label_slots = 0;
    }
    if (!s->given) {
        s->glued = !s->newline_since_item && !s->seen_bar && !s->seen_blank && !s->seen_tab && !s->seen_cell;
        s->lone_lead = s->lone_bar;
    }
    if (!s->line_items) slot_lead(s, i);
    if (s->label && s->given == 1 && s->form->after[s->label].cells > 1) slot_vote(s);
    slot_add(s, i, 0, 0);
    slot_after_item(s);
    s->line_numbers++;
}

static void slot_bar(slotter *s, uint32_t i)
{
    if (s->line_items) {
        if (s->line_bars) slot_add(s, i, 1, 0);
    } else if (!s->line_bars) {
        s->line_first_bar = i;
    }
    s->line_bars++;
    if (s->newline_since_item && !s->bar_since_item) s->seen_newline_before_bar = 1;
    s->seen_bar = 1;
}

/* The mark that ends a cell, as adapters write it. */
static void slot_cell(slotter *s, uint32_t i)
{
    if (!s->cell_filled) slot_add(s, i, 1, 0);
    s->cell_filled = 0;
    s->seen_cell = 1;
}

/* The mark that ends a row: what follows belongs to it no more, unless none of its cells came yet. */
static void slot_row(slotter *s)
{
    if (s->count) {
        slot_flush(s, 0);
        s->label = 0;
    }
    s->cell_filled = 0;
    s->newline_since_item = s->newline_since_label = 1;
    s->line_items = s->line_bars = s->line_numbers = s->line_tabs = 0;
    s->line_heading = s->line_text = 0;
}

static unsigned slot_tabs_of(const slotter *s, uint32_t i, int behind)
{
    return s->tabs ? gk_token_tabs(s->tokens, s->bytes, i, behind) : 0;
}

/* Between two tabulators an empty slot. */
static void slot_tabs(slotter *s, uint32_t i, unsigned tabs)
{
    if (tabs) s->seen_tab = 1;
    for (; tabs; tabs--) {
        if (s->line_items && s->line_tabs && s->count < GK_MAX_SLOTS) slot_add(s, i, 1, 0);
        s->line_tabs++;
    }
}

/* A line of nothing but bars. Behind a cell whose own bar is on its line each bar ends an empty slot. */
static void slot_line_of_bars(slotter *s)
{
    if (s->line_bars == 1) {
        if (s->bar_since_item) slot_add(s, s->line_first_bar, 1, 0);
        else s->lone_bar = 1;
    } else {
        for (unsigned k = !s->bar_since_item; k < s->line_bars; k++) slot_add(s, s->line_first_bar, 1, 1);
    }
}

/* The line above a markdown table's rule heads the columns; when it has other words than the form's it is none of it.
 */
static void slot_rule(slotter *s, uint32_t i)
{
    s->markdown = 1;
    if (!s->head_text || s->given ||
        !memchr(s->bytes + gk_token_start(s->tokens, i), '|',
                gk_token_end(s->tokens, i) - gk_token_start(s->tokens, i)))
        return;
    s->out->count = s->head_put;
    s->count = s->label = 0;
    s->head_text = 0;
}

static void slot_newline(slotter *s, uint32_t i)
{
    if (s->line_items) {
        s->head_text = s->line_text;
        s->head_put = s->line_put;
    }
    slot_tabs(s, i, slot_tabs_of(s, i, 0));
    if (s->line_items && s->line_tabs && (!s->newline_since_label || s->line_numbers > 1)) slot_add(s, i, 1, 0);
    if (!s->line_items && s->line_bars) slot_line_of_bars(s);
    if (s->label && !s->count && !slot_is_row(s) && s->tabs &&
        gk_token_is_hollow(s->tokens, s->bytes, i, s->form->after[s->label].cells))
        s->hollow = i;
    if (s->line_bars) s->bar_since_item = 1;
    if (s->seen_bar) s->seen_newline_after_bar = 1;
    s->newline_since_item = s->newline_since_label = 1;
    s->line_items = s->line_bars = s->line_numbers = 0;
    s->line_heading = s->line_text = 0;
    s->line_tabs = slot_tabs_of(s, i, 1);
}

/* All tokens; `headings`: see gk_survey. */
static void items_run(slotter *s, unsigned headings)
{
    const gk_tokens *tokens = s->tokens;
    const uint8_t *bytes = s->bytes;
    for (uint32_t i = 0; i < tokens->count; i++) {
        uint16_t kind = gk_token_kind(tokens, i);
        if (kind >= GK_KIND_LABEL && gk_labels[kind - GK_KIND_LABEL].section && !gk_token_begins_line(tokens, i) &&
            (headings >> gk_labels[kind - GK_KIND_LABEL].section & 1))
            kind = GK_KIND_TEXT;
        switch (kind) {
        case GK_KIND_BLANK: s->seen_blank = 1; break;
        case GK_KIND_TAB: slot_tabs(s, i, slot_tabs_of(s, i, 0)); break;
        case GK_KIND_NEWLINE:
            if (s->rows && gk_token_ends_row(tokens, bytes, i)) slot_row(s);
            else slot_newline(s, i);
            break;
        case GK_KIND_BAR:
            if (bytes[gk_token_start(tokens, i)] == 0x1f) slot_cell(s, i);
            else slot_bar(s, i);
            break;
        case GK_KIND_RULE: slot_rule(s, i); break;
        case GK_KIND_MARK: s->line_heading |= bytes[gk_token_start(tokens, i)] == '#'; break;
        case GK_KIND_NOTE: break;
        case GK_KIND_NUMBER:
        case GK_KIND_NA: slot_number(s, i); break;
        case GK_KIND_TEXT:
            if (!s->line_heading) slot_boundary(s, i, 0); /* a markdown heading heads rows, it is none */
            break;
        default: slot_boundary(s, i, kind - GK_KIND_LABEL); break;
        }
    }
    slot_flush(s, 0);
}

gknb_status gk_make_items(gk_arena *arena, const gk_tokens *tokens, const uint8_t *bytes, const gk_form *form,
                          const gk_survey *survey, gk_items *out)
{
    slotter s, learned;
    unsigned best = 0;
    memset(&s, 0, sizeof s);
    memset(out, 0, sizeof *out);
    s.tokens = tokens;
    s.bytes = bytes;
    s.form = form;
    s.out = out;
    out->tokens = tokens;
    s.tabs = survey->tabs;
    s.rows = tokens->size && memchr(bytes, 0x1e, tokens->size) != NULL;
    out->item = (uint32_t *)gk_arena_take_raw(arena, ((size_t)survey->most + 1) * sizeof *out->item);
    out->terminal = (uint16_t *)gk_arena_take_raw(arena, ((size_t)survey->most + 1) * sizeof *out->terminal);
    if (!out->item || !out->terminal) return GKNB_NO_MEMORY;
    learned = s;
    items_run(&s, survey->headings);
    if (s.early) { /* once more, with what the rows behind have shown */
        learned.shown = s.shown;
        s = learned;
        out->count = 0;
        items_run(&s, survey->headings);
    }
    for (unsigned k = 1; k < GK_LAYOUTS; k++)
        if (s.votes[k] > s.votes[best]) best = k;
    out->layout = best == GK_LAYOUT_PIPES && s.markdown ? GK_LAYOUT_MARKDOWN : (gk_layout)best;
    return GKNB_OK;
}

int gk_is_cell(unsigned terminal) { return terminal == T_NUMBER || terminal == T_NA || terminal == T_BLANK; }

int gk_item_is_text(const gk_items *items, uint32_t i) { return items->terminal[i] == T_TEXT; }
