/* items.c: see items.h. Between two labels lies a tail of slots; the row that the first label begins says how
 * many cells are due, and so which of the empty slots are cells and which are only the padding of spans. */
#include "items.h"

#include <string.h>

#include "../../gen/parser.h"

typedef struct {
    uint32_t ref;
    uint16_t column; /* slots before it on its line */
    uint8_t blank;
    uint8_t bare; /* on a line of nothing but bars */
} slot;

typedef struct {
    const gk_tokens *tokens;
    const uint8_t *bytes;
    const gk_form *form;
    gk_items *out;
    unsigned label; /* the label before the tail; 0: text */
    slot slots[GK_MAX_SLOTS];
    unsigned count, given;
    int overflow;         /* more slots than are weighed */
    unsigned aligned[16]; /* by cells due: 1 + the column of the first cell of a row that was plain */
    /* the line under way */
    unsigned column, line_items, line_bars;
    uint32_t line_first_bar;
    int bar_since_item; /* a bar since the last item, on any line */
    int newline_since_item;
    int glued; /* nothing stood between the label and the first number */
    /* between the first two numbers of a row */
    unsigned seen_bar, seen_newline_before_bar, seen_newline_after_bar, seen_tab, seen_blank;
    unsigned votes[GK_LAYOUTS];
    int markdown;
} slotter;

static void slot_put(slotter *s, uint32_t item) { s->out->item[s->out->count++] = item; }

static void slot_add(slotter *s, uint32_t ref, int blank, int bare)
{
    slot *made = &s->slots[s->count];
    if (s->count == GK_MAX_SLOTS) {
        s->overflow = 1;
        if (!blank) slot_put(s, ref);
        return;
    }
    made->ref = ref;
    made->column = (uint16_t)(s->column < 0xffff ? s->column : 0xffff);
    made->blank = (uint8_t)blank;
    made->bare = (uint8_t)bare;
    s->count++;
    if (!blank) s->given++;
}

static void slot_put_range(slotter *s, unsigned from, unsigned to, int blanks)
{
    for (unsigned i = from; i < to; i++) {
        if (s->slots[i].blank && !blanks) continue;
        slot_put(s, s->slots[i].blank ? s->slots[i].ref | GK_ITEM_BLANK : s->slots[i].ref);
    }
}

/* The run of `due` slots that holds every number: its start, or -1 when none or no single one can be told. */
static int slot_window(const slotter *s, unsigned due)
{
    unsigned first = s->count, last = 0;
    int found = -1, many = 0;
    for (unsigned i = 0; i < s->count; i++) {
        if (s->slots[i].blank) continue;
        if (first == s->count) first = i;
        last = i;
    }
    for (unsigned at = 0; at + due <= s->count; at++) {
        if (first < s->count && (at > first || at + due <= last)) continue;
        if (due < 16 && s->aligned[due] == 1u + s->slots[at].column) return (int)at;
        many += found >= 0;
        found = (int)at;
    }
    return many ? -1 : found;
}

/* Takes the slots of lines that hold nothing but bars out. */
static void slot_drop_bare(slotter *s)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < s->count; i++)
        if (!s->slots[i].bare) s->slots[kept++] = s->slots[i];
    s->count = kept;
}

/* The tail is whole: decides which of its empty slots are cells. */
static void slot_flush(slotter *s)
{
    unsigned due = s->label ? s->form->after[s->label].cells : 0;
    if (due > 1 && s->given == 1 && s->glued) s->votes[GK_LAYOUT_GLUED]++;
    if (!due || s->given >= due || s->overflow) {
        slot_put_range(s, 0, s->count, 0);
        if (due && s->given == due && due < 16 && due > 1 && !s->overflow) {
            unsigned first = 0;
            while (s->slots[first].blank) first++;
            s->aligned[due] = 1u + s->slots[first].column;
        }
    } else if (s->count) {
        int window;
        if (s->count != due) slot_drop_bare(s);
        window = slot_window(s, due);
        if (s->count == due) slot_put_range(s, 0, due, 1);
        else if (s->count < due) slot_put_range(s, 0, s->count, s->given > 0);
        else if (window >= 0) slot_put_range(s, (unsigned)window, (unsigned)window + due, 1);
        else slot_put_range(s, 0, s->count, 0);
    }
    s->count = s->given = 0;
    s->overflow = 0;
}

/* How the second number of a row is set off from the first tells the layout. */
static void slot_vote(slotter *s)
{
    gk_layout layout = GK_LAYOUT_GLUED;
    if (s->seen_bar && s->seen_newline_before_bar) layout = GK_LAYOUT_BAR_BETWEEN;
    else if (s->seen_bar && s->seen_newline_after_bar) layout = GK_LAYOUT_PIPE_LINES;
    else if (s->seen_bar) layout = GK_LAYOUT_PIPES;
    else if (s->newline_since_item) layout = GK_LAYOUT_LINES;
    else if (s->seen_tab) layout = GK_LAYOUT_TABS;
    else if (s->seen_blank) layout = GK_LAYOUT_SPACES;
    s->votes[layout]++;
}

static void slot_after_item(slotter *s)
{
    s->line_items++;
    s->line_bars = 0;
    s->bar_since_item = s->newline_since_item = 0;
    s->seen_bar = s->seen_newline_before_bar = s->seen_newline_after_bar = s->seen_tab = s->seen_blank = 0;
}

/* A label or a text: the tail before it is whole. */
static void slot_boundary(slotter *s, uint32_t i, unsigned label)
{
    slot_flush(s);
    s->label = label;
    if (label) slot_put(s, i);
    else if (!s->out->count || gk_item_terminal(s->out, s->out->count - 1) != T_TEXT) /* texts in a row are one */
        slot_put(s, i | GK_ITEM_TEXT);
    slot_after_item(s);
}

static void slot_number(slotter *s, uint32_t i)
{
    /* Bars before the first item of a line: the first opens or separates, each further one ends an empty slot. */
    if (!s->line_items && s->line_bars > 1) {
        unsigned column = s->column;
        for (s->column = 1; s->column < column; s->column++) slot_add(s, s->line_first_bar, 1, 0);
    }
    if (!s->given) s->glued = !s->newline_since_item && !s->seen_bar && !s->seen_blank && !s->seen_tab;
    if (s->label && s->given == 1 && s->form->after[s->label].cells > 1) slot_vote(s);
    slot_add(s, i, 0, 0);
    slot_after_item(s);
}

static void slot_bar(slotter *s, uint32_t i)
{
    if (s->line_items) {
        if (s->line_bars) slot_add(s, i, 1, 0);
    } else if (!s->line_bars) {
        s->line_first_bar = i;
    }
    s->line_bars++;
    s->column++;
    if (s->newline_since_item && !s->bar_since_item) s->seen_newline_before_bar = 1;
    s->seen_bar = 1;
}

/* Empty cells between tabulators. */
static void slot_tabs(slotter *s, uint32_t i, unsigned ends)
{
    gknb_span span = {gk_token_start(s->tokens, i), gk_token_end(s->tokens, i)};
    unsigned tabs = 0;
    for (uint32_t k = span.start; k < span.end && s->bytes[k] != '\n' && s->bytes[k] != '\r'; k++)
        tabs += s->bytes[k] == '\t';
    if (!tabs) return;
    s->seen_tab = 1;
    for (unsigned k = ends ? 0 : 1; k < tabs && s->line_items && s->count < GK_MAX_SLOTS; k++) {
        s->column++;
        slot_add(s, i, 1, 0);
    }
    s->column++;
}

static void slot_newline(slotter *s, uint32_t i)
{
    if (s->line_items && s->seen_tab) slot_tabs(s, i, 1);
    if (!s->line_items && s->line_bars) { /* a line of bars */
        if (s->line_bars == 1) {
            if (s->bar_since_item) slot_add(s, s->line_first_bar, 1, 0);
        } else {
            for (unsigned k = 1; k < s->line_bars; k++) slot_add(s, s->line_first_bar, 1, 1);
        }
    }
    if (s->line_bars) s->bar_since_item = 1;
    if (s->seen_bar) s->seen_newline_after_bar = 1;
    s->newline_since_item = 1;
    s->line_items = s->line_bars = s->column = 0;
}

/* A token at the beginning of a line or a cell. */
static int items_at_line(const gk_tokens *tokens, uint32_t i)
{
    while (i > 0) {
        uint16_t kind = gk_token_kind(tokens, --i);
        if (kind == GK_KIND_NEWLINE || kind == GK_KIND_BAR) return 1;
        if (kind != GK_KIND_BLANK && kind != GK_KIND_TAB && kind != GK_KIND_MARK) return 0;
    }
    return 1;
}

/* One pass ahead: the most items there can be, and the sections with a heading at the beginning of a line; headings
 * of these in the middle of a line are only spoken of. */
static uint32_t items_survey(const gk_tokens *tokens, const uint8_t *bytes, unsigned *headings)
{
    uint32_t most = 0;
    *headings = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        uint16_t kind = gk_token_kind(tokens, i);
        if (kind >= GK_KIND_LABEL) {
            unsigned section = gk_labels[kind - GK_KIND_LABEL].section;
            if (section && items_at_line(tokens, i)) *headings |= 1u << section;
            most++;
        } else if (kind == GK_KIND_BAR || kind >= GK_KIND_TEXT) {
            most++;
        } else if (kind == GK_KIND_TAB || kind == GK_KIND_NEWLINE) {
            uint32_t end = gk_token_end(tokens, i); /* tabulators end empty slots */
            for (uint32_t k = gk_token_start(tokens, i); k < end; k++) most += bytes[k] == '\t';
        }
    }
    return most;
}

gknb_status gk_make_items(gk_arena *arena, const gk_tokens *tokens, const uint8_t *bytes, const gk_form *form,
                          gk_items *out)
{
    slotter s;
    uint32_t most;
    unsigned best = 0, headings;
    memset(&s, 0, sizeof s);
    memset(out, 0, sizeof *out);
    s.tokens = tokens;
    s.bytes = bytes;
    s.form = form;
    s.out = out;
    out->tokens = tokens;
    most = items_survey(tokens, bytes, &headings);
    out->item = (uint32_t *)gk_arena_take_raw(arena, ((size_t)most + 1) * sizeof *out->item);
    if (!out->item) return GKNB_NO_MEMORY;
    for (uint32_t i = 0; i < tokens->count; i++) {
        uint16_t kind = gk_token_kind(tokens, i);
        if (kind >= GK_KIND_LABEL && gk_labels[kind - GK_KIND_LABEL].section && !items_at_line(tokens, i) &&
            (headings >> gk_labels[kind - GK_KIND_LABEL].section & 1))
            kind = GK_KIND_TEXT;
        switch (kind) {
        case GK_KIND_BLANK: s.seen_blank = 1; break;
        case GK_KIND_TAB: slot_tabs(&s, i, 0); break;
        case GK_KIND_NEWLINE: slot_newline(&s, i); break;
        case GK_KIND_BAR: slot_bar(&s, i); break;
        case GK_KIND_RULE: s.markdown = 1; break;
        case GK_KIND_MARK:
        case GK_KIND_NOTE: break;
        case GK_KIND_NUMBER:
        case GK_KIND_NA: slot_number(&s, i); break;
        case GK_KIND_TEXT: slot_boundary(&s, i, 0); break;
        default: slot_boundary(&s, i, kind - GK_KIND_LABEL); break;
        }
    }
    slot_flush(&s);
    for (unsigned k = 1; k < GK_LAYOUTS; k++)
        if (s.votes[k] > s.votes[best]) best = k;
    out->layout = best == GK_LAYOUT_PIPES && s.markdown ? GK_LAYOUT_MARKDOWN : (gk_layout)best;
    return GKNB_OK;
}

int gk_item_terminal(const gk_items *items, uint32_t i)
{
    uint32_t ref = items->item[i];
    uint16_t kind;
    if (ref & GK_ITEM_BLANK) return T_BLANK;
    if (ref & GK_ITEM_TEXT) return T_TEXT;
    kind = gk_token_kind(items->tokens, ref);
    switch (kind) {
    case GK_KIND_NUMBER: return T_NUMBER;
    case GK_KIND_NA: return T_NA;
    default: return kind - GK_KIND_LABEL;
    }
}

gknb_span gk_item_span(const gk_items *items, uint32_t i)
{
    uint32_t ref = items->item[i] & GK_ITEM_TOKEN;
    gknb_span span = {gk_token_start(items->tokens, ref), gk_token_end(items->tokens, ref)};
    if (items->item[i] & GK_ITEM_BLANK) span.end = span.start;
    return span;
}

const char *gk_layout_name(gk_layout layout)
{
    static const char *const names[] = {NULL,       "lines", "pipes",  "pipe-lines", "bar-between",
                                        "markdown", "tabs",  "spaces", "glued"};
    return names[layout];
}
