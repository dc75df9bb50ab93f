/* diff.c: a unified diff of two texts with the same number of lines, as a fix leaves them. */
#include "diff.h"

#include <string.h>

enum { DIFF_CONTEXT = 3 };

/* A line of both texts; `next` is what is behind it. */
typedef struct {
    const uint8_t *before, *after;
    size_t before_size, after_size;
} diff_line;

typedef struct {
    diff_line at;
    const uint8_t *before_end, *after_end;
    size_t number; /* from 1 */
} diff_cursor;

static size_t diff_size(const uint8_t *line, const uint8_t *end)
{
    const uint8_t *newline = line < end ? (const uint8_t *)memchr(line, '\n', (size_t)(end - line)) : NULL;
    return newline ? (size_t)(newline - line) + 1 : (size_t)(end - line);
}

static void diff_look(diff_cursor *c)
{
    c->at.before_size = diff_size(c->at.before, c->before_end);
    c->at.after_size = diff_size(c->at.after, c->after_end);
}

static int diff_ended(const diff_cursor *c) { return c->at.before == c->before_end && c->at.after == c->after_end; }

static void diff_next(diff_cursor *c)
{
    c->at.before += c->at.before_size;
    c->at.after += c->at.after_size;
    c->number++;
    diff_look(c);
}

static int diff_differs(const diff_line *line)
{
    return line->before_size != line->after_size || memcmp(line->before, line->after, line->before_size) != 0;
}

static void diff_put(gk_out *out, char sign, const uint8_t *line, size_t size)
{
    gk_put_bytes(out, &sign, 1);
    gk_put_bytes(out, line, size);
    if (!size || line[size - 1] != '\n') gk_put_text(out, "\n\\ No newline at end of file\n");
}

/* Lines [first, end) of the cursor, in which those that differ stand together. */
static void diff_hunk(gk_out *out, diff_cursor c, size_t end)
{
    size_t count = end - c.number;
    gk_put_text(out, "@@ -");
    gk_put_number(out, (int64_t)c.number);
    gk_put_text(out, ",");
    gk_put_number(out, (int64_t)count);
    gk_put_text(out, " +");
    gk_put_number(out, (int64_t)c.number);
    gk_put_text(out, ",");
    gk_put_number(out, (int64_t)count);
    gk_put_text(out, " @@\n");
    while (c.number < end) {
        diff_cursor run = c;
        for (; c.number < end && diff_differs(&c.at); diff_next(&c)) diff_put(out, '-', c.at.before, c.at.before_size);
        for (; run.number < c.number; diff_next(&run)) diff_put(out, '+', run.at.after, run.at.after_size);
        for (; c.number < end && !diff_differs(&c.at); diff_next(&c)) diff_put(out, ' ', c.at.before, c.at.before_size);
    }
}

void gk_put_diff(gk_out *out, const char *file, const uint8_t *before, size_t before_size, const uint8_t *after,
                 size_t after_size)
{
    diff_cursor c = {{before, after, 0, 0}, before + before_size, after + after_size, 1};
    diff_cursor recent[DIFF_CONTEXT]; /* the lines before the one looked at */
    size_t kept = 0;
    int any = 0;
    diff_look(&c);
    while (!diff_ended(&c)) {
        diff_cursor hunk = c;
        size_t end;
        if (!diff_differs(&c.at)) {
            if (kept == DIFF_CONTEXT) memmove(recent, recent + 1, (DIFF_CONTEXT - 1) * sizeof *recent);
            recent[kept < DIFF_CONTEXT ? kept++ : DIFF_CONTEXT - 1] = c;
            diff_next(&c);
            continue;
        }
        if (!any++) {
            gk_put_text(out, "--- ");
            gk_put_text(out, file);
            gk_put_text(out, "\n+++ ");
            gk_put_text(out, file);
            gk_put_text(out, "\n");
        }
        if (kept) hunk = recent[0];
        for (end = c.number; !diff_ended(&c) && c.number <= end + 2 * DIFF_CONTEXT; diff_next(&c))
            if (diff_differs(&c.at)) end = c.number;
        for (c = hunk; !diff_ended(&c) && c.number <= end + DIFF_CONTEXT; diff_next(&c)) {}
        diff_hunk(out, hunk, c.number);
        kept = 0;
    }
}
