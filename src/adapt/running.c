/* running.c: the head and foot lines that a program prints on every page: title, address, date, number of the page.
 * They stand at the same height of at least half of the pages and differ in their digits only. */
#include <stdlib.h>

#include "page.h"

enum { RUNNING_LINES = 3, RUNNING_LETTERS = 4 };
#define RUNNING_MARGIN 0.12f /* of the page's height */
#define RUNNING_NEAR 3.0f    /* points between two that are at the same height */

typedef struct {
    uint32_t page, text, number, letters; /* text: a hash of what is no digit */
    float at;
    int digits, dashes; /* how many; whether it stands between two */
    int runs;
} running_line;

static int running_is_dash(uint32_t code) { return code == '-' || (code >= 0x2010 && code <= 0x2015); }

static running_line running_read(const gk_page_char *chars, size_t count, uint32_t page)
{
    running_line line = {page, 2166136261u, 0, 0, gk_page_middle(chars), 0, 0, 0};
    line.dashes = count > 2 && running_is_dash(chars[0].code) && running_is_dash(chars[count - 1].code);
    for (size_t i = 0; i < count; i++) {
        if (chars[i].code >= '0' && chars[i].code <= '9') {
            line.number = line.number * 10 + (chars[i].code - '0');
            line.digits++;
            continue;
        }
        line.text = (line.text ^ chars[i].code) * 16777619u;
        line.letters += !running_is_dash(chars[i].code);
    }
    return line;
}

/* The first or the last lines of a page that are in its margin; how many. */
static size_t running_of_page(gk_page *page, uint32_t number, int last, running_line *lines)
{
    float top = page->height * RUNNING_MARGIN, bottom = page->height - top;
    size_t n = 0;
    for (size_t i = 0; i < page->char_count;) {
        size_t count = gk_page_line(page->chars + i, page->char_count - i);
        float at = gk_page_middle(&page->chars[i]);
        if (!last && at < top && n < RUNNING_LINES) lines[n++] = running_read(page->chars + i, count, number);
        if (last && at > bottom) {
            if (n == RUNNING_LINES)
                for (n = 0; n + 1 < RUNNING_LINES; n++) lines[n] = lines[n + 1];
            lines[n++] = running_read(page->chars + i, count, number);
        }
        i += count;
    }
    return n;
}

/* A line of a few letters or of none may be a cell: its numbers must count the pages. */
static int running_runs(const running_line *lines, size_t count, size_t which, size_t pages)
{
    const running_line *one = &lines[which];
    size_t same = 1, counting = 1;
    if (one->dashes && one->digits && !one->letters) return 1;
    for (size_t i = 0; i < count; i++) {
        float off = lines[i].at - one->at;
        if (lines[i].page == one->page || lines[i].text != one->text || lines[i].letters != one->letters) continue;
        if (off < -RUNNING_NEAR || off > RUNNING_NEAR) continue;
        same++;
        counting += lines[i].digits && lines[i].number - one->number == lines[i].page - one->page;
    }
    if (one->letters < RUNNING_LETTERS) same = one->digits ? counting : 1;
    return same > 1 && same * 2 >= pages;
}

static void running_drop(gk_page *page, float at)
{
    size_t kept = 0;
    for (size_t i = 0; i < page->char_count;) {
        size_t count = gk_page_line(page->chars + i, page->char_count - i);
        float off = gk_page_middle(&page->chars[i]) - at;
        for (size_t k = i; k < i + count; k++)
            if (off < -0.01f || off > 0.01f) page->chars[kept++] = page->chars[k];
        i += count;
    }
    page->char_count = kept;
}

gknb_open_status gk_drop_running(gk_page *pages, size_t count)
{
    running_line *lines = (running_line *)malloc((count * RUNNING_LINES * 2 + 1) * sizeof *lines);
    size_t n = 0;
    if (!lines) return GKNB_OPEN_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        qsort(pages[i].chars, pages[i].char_count, sizeof *pages[i].chars, gk_page_down);
        n += running_of_page(&pages[i], (uint32_t)i, 0, lines + n);
        n += running_of_page(&pages[i], (uint32_t)i, 1, lines + n);
    }
    for (size_t i = 0; i < n; i++) lines[i].runs = running_runs(lines, n, i, count);
    for (size_t i = 0; i < n; i++)
        if (lines[i].runs) running_drop(&pages[lines[i].page], lines[i].at);
    free(lines);
    return GKNB_OPEN_OK;
}
