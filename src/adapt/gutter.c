/* gutter.c: a page set in two columns: a strip of paper down its middle that nothing crosses, but for a head and a
 * foot, and on both sides of it text that fills its lines, or tables as wide as the side. A table of labels and numbers
 * without lines has such a strip too: its numbers fill nothing. */
#include <stdlib.h>
#include <string.h>

#include "page.h"

enum { GUTTER_BINS = 512, GUTTER_LEAST = 8 /* points */, GUTTER_FULL = 3 /* lines */, GUTTER_LETTERS = 60 };
#define GUTTER_FROM 0.35f /* of the page's width */
#define GUTTER_TO 0.65f
#define GUTTER_HEAD 0.4f   /* of its height: a head stands so low at most */
#define GUTTER_FOOT 0.965f /* below it nothing but a foot stands */

/* By point from GUTTER_FROM on: how low something crosses. */
static void gutter_cross(float *lowest, float first, float left, float right, float bottom)
{
    int from = (int)(left - first), to = (int)(right - first) + 1;
    if (from < 0) from = 0;
    for (int i = from; i < to && i < GUTTER_BINS; i++)
        if (bottom > lowest[i]) lowest[i] = bottom;
}

/* Whether the side from `left` to `right` is a column, below `top`. */
static int gutter_is_column(const gk_page *page, float left, float right, float top)
{
    float from = right, to = left, last = -1;
    size_t letters = 0, full = 0, wide = 0;
    for (size_t i = 0; i < page->char_count; i++) {
        const gk_page_char *c = &page->chars[i];
        if (c->left < left || c->right > right || c->top < top) continue;
        if (c->left < from) from = c->left;
        if (c->right > to) to = c->right;
        letters += c->code >= 0x3400;
    }
    for (size_t i = 0; i < page->char_count; i++) { /* sorted from the top down */
        const gk_page_char *c = &page->chars[i];
        float size = c->bottom - c->top;
        if (c->left < left || c->right > right || c->top < top || c->right < to - size * 1.5f) continue;
        if (c->code < 0x3000 || c->bottom - last < size / 2) continue;
        last = c->bottom;
        full++;
    }
    for (size_t i = 0; i < page->across_count; i++) {
        const gk_ruling *r = &page->across[i];
        wide += r->from >= left && r->to <= right && r->at > top && r->to - r->from > (to - from) * 0.9f;
    }
    return (full >= GUTTER_FULL && letters >= GUTTER_LETTERS) || wide >= GUTTER_FULL;
}

int gk_find_gutter(gk_page *page, float *x, float *y)
{
    float lowest[GUTTER_BINS] = {0}, first = page->width * GUTTER_FROM, head = page->height * GUTTER_HEAD;
    int count = (int)(page->width * (GUTTER_TO - GUTTER_FROM)), best = 0;
    if (count > GUTTER_BINS) count = GUTTER_BINS;
    for (size_t i = 0; i < page->char_count; i++) {
        const gk_page_char *c = &page->chars[i];
        if (c->top < page->height * GUTTER_FOOT) gutter_cross(lowest, first, c->left, c->right, c->bottom);
    }
    for (size_t i = 0; i < page->across_count; i++)
        gutter_cross(lowest, first, page->across[i].from, page->across[i].to, page->across[i].at);
    for (size_t i = 0; i < page->down_count; i++)
        gutter_cross(lowest, first, page->down[i].at, page->down[i].at, page->down[i].to);
    for (int i = 0, n; i < count; i += n + 1) {
        float low = 0;
        for (n = 0; i + n < count && lowest[i + n] < head; n++)
            if (lowest[i + n] > low) low = lowest[i + n];
        if (n < GUTTER_LEAST || n <= best) continue;
        best = n;
        *x = first + (float)i + (float)n / 2;
        *y = low;
    }
    qsort(page->chars, page->char_count, sizeof *page->chars, gk_page_down);
    return best && gutter_is_column(page, 0, *x, *y) && gutter_is_column(page, *x, page->width, *y);
}

/* Rulings whose middle is in the field, into `to`. */
static size_t gutter_rulings(const gk_ruling *from, size_t count, const float *field, int down, gk_ruling *to)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        float along = (from[i].from + from[i].to) / 2, x = down ? from[i].at : along, y = down ? along : from[i].at;
        if (x >= field[0] && x < field[2] && y >= field[1] && y < field[3]) to[n++] = from[i];
    }
    return n;
}

gknb_open_status gk_write_columns(gk_page *page, float x, float y, gk_page_state *state, gk_linear *linear)
{
    float right = page->width, foot = page->height * GUTTER_FOOT; /* left, top, right, bottom */
    float fields[4][4] = {{0, 0, right, y}, {0, y, x, foot}, {x, y, right, foot}, {0, foot, right, page->height}};
    gknb_open_status status = GKNB_OPEN_OK;
    for (int f = 0; f < 4 && status == GKNB_OPEN_OK; f++) {
        gk_page part = *page;
        part.chars = (gk_page_char *)malloc((page->char_count + 1) * sizeof *part.chars);
        part.across = (gk_ruling *)malloc((page->across_count + 1) * sizeof *part.across);
        part.down = (gk_ruling *)malloc((page->down_count + 1) * sizeof *part.down);
        part.char_count = 0;
        if (!part.chars || !part.across || !part.down) status = GKNB_OPEN_NO_MEMORY;
        for (size_t i = 0; status == GKNB_OPEN_OK && i < page->char_count; i++) {
            const gk_page_char *c = &page->chars[i];
            float across = (c->left + c->right) / 2, middle = gk_page_middle(c);
            if (across >= fields[f][0] && across < fields[f][2] && middle >= fields[f][1] && middle < fields[f][3])
                part.chars[part.char_count++] = *c;
        }
        if (status == GKNB_OPEN_OK) {
            part.across_count = gutter_rulings(page->across, page->across_count, fields[f], 0, part.across);
            part.down_count = gutter_rulings(page->down, page->down_count, fields[f], 1, part.down);
            if (part.char_count) status = gk_write_page(&part, state, linear);
        }
        free(part.chars);
        free(part.across);
        free(part.down);
    }
    return status;
}
