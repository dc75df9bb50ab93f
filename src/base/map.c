/* map.c: see map.h. */
#include "map.h"

/* The last run that begins at or before `offset`. */
static const gknb_stretch *map_run(const gknb_stretch *runs, size_t count, uint32_t offset)
{
    size_t low = 0, high = count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (runs[middle].text <= offset) low = middle;
        else high = middle;
    }
    return runs + low;
}

static uint32_t map_offset(const gknb_stretch *runs, size_t count, const gknb_stretch *run, uint32_t offset)
{
    uint32_t long_text, inside = offset > run->text ? offset - run->text : 0, size = run->end - run->start;
    if (run + 1 == runs + count) return run->start + (inside < size ? inside : size);
    long_text = run[1].text - run->text;
    return inside >= long_text ? run->end : run->start + (uint32_t)((uint64_t)inside * size / long_text);
}

gknb_span gk_map_span(const gknb_stretch *runs, size_t count, gknb_span span)
{
    gknb_span made;
    if (!count) return span;
    made.start = map_offset(runs, count, map_run(runs, count, span.start), span.start);
    made.end = made.start;
    if (span.end > span.start) { /* the end of the last byte: gaps behind it stay out */
        const gknb_stretch *last = map_run(runs, count, span.end - 1);
        made.end = map_offset(runs, count, last, span.end);
    }
    if (made.end < made.start) made.end = made.start;
    return made;
}
