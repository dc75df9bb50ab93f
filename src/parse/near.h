/* near.h: how far a text is from each label (SPEC S9-near).
 *
 * In: the bytes of a text. Out: for each label, the edit distance to the nearest of its wordings, in hundredths of the
 * longer of the two. Both are folded: width, quotes and blanks do not count. */
#ifndef GK_NEAR_H
#define GK_NEAR_H

#include "../model/tables.h"

#define GK_NEAR_NONE 255u

/* Lowers distance[0..GK_LABELS) to that of the text where it is nearer; sets `best` of these labels to `mark`. A label
 * whose beginning the text is, is near. Distances over gk_settings.far are none. */
void gk_near_text(const uint8_t *text, const uint8_t *end, uint8_t *distance, uint8_t *best, uint8_t mark);

#endif
