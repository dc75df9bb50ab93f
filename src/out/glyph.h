/* glyph.h: one character of a document as a terminal shows it.
 *
 * In: any bytes. Out: characters, each with the columns it takes: 2 for East Asian wide and fullwidth ones, 0 for
 * what joins the one before. Nothing a terminal would obey comes through: control characters become their pictures,
 * a tab one blank, bytes that are no UTF-8 and marks that turn the direction of text U+FFFD. */
#ifndef GK_GLYPH_H
#define GK_GLYPH_H

#include "out.h"

typedef struct {
    uint32_t code; /* as in the document; 0xFFFD for a byte that is no UTF-8 */
    uint8_t size;  /* bytes in the document */
    uint8_t width; /* columns */
    uint8_t drawn; /* bytes in `text`; 0: invisible, left out */
    char text[4];  /* what is shown */
} gk_glyph;

/* The first character of `size` bytes (at least one). */
gk_glyph gk_next_glyph(const uint8_t *bytes, size_t size);
/* The number of bytes of the first character when it is UTF-8, else 0; `code` gets the character. */
size_t gk_decode(const uint8_t *bytes, size_t size, uint32_t *code);

size_t gk_text_width(const char *text);
/* The text as a terminal may show it. */
void gk_put_shown(gk_out *out, const char *text);

#endif
