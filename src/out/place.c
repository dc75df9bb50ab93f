/* place.c: see place.h. */
#include "place.h"

static gknb_place place_advance(const uint8_t *bytes, gknb_place place, uint32_t offset)
{
    for (uint32_t i = place.offset; i < offset; i++) {
        place.column += (bytes[i] & 0xc0) != 0x80;
        if (bytes[i] != '\n') continue;
        place.line++;
        place.column = 1;
        place.line_start = i + 1;
    }
    place.offset = offset;
    return place;
}

void gk_mark_places(gk_places *places, const gknb_report *report)
{
    gknb_place place = {0, 1, 1, 0};
    size_t size;
    places->bytes = gknb_bytes(report, &size);
    places->size = (uint32_t)size;
    places->step = places->size / GK_PLACE_MARKS + 1;
    for (uint32_t i = 0; i < GK_PLACE_MARKS && i * places->step <= places->size; i++)
        places->marks[i] = place = place_advance(places->bytes, place, i * places->step);
}

gknb_place gk_place_of(const gk_places *places, uint32_t offset)
{
    if (offset > places->size) offset = places->size;
    return place_advance(places->bytes, places->marks[offset / places->step], offset);
}
