/* charset.h: the encoding of a document, and the document in UTF-8.
 *
 * In: bytes. Out: which encoding they are in and what told so; when they are not UTF-8 already, the text in UTF-8 and
 * its stretches into the bytes as given. What cannot be decoded becomes U+FFFD, byte by byte. */
#ifndef GK_CHARSET_H
#define GK_CHARSET_H

#include "adapt.h"

typedef struct {
    /* Both for ever. Evidence: "bom", "declared", "valid", "detected", "mended"; "none": nothing told, UTF-8 it is. */
    const char *name, *evidence;
    const uint8_t *bytes; /* in UTF-8: `made`, or in the bytes as given */
    size_t size;
    uint8_t *made; /* NULL: it is in the bytes as given */
    gknb_stretch *stretch;
    size_t stretches;
} gk_charset;

/* `clean`: malformed bytes and NUL become U+FFFD in UTF-8 too, as a library wants it. `declares`: it may name its own
 * encoding. */
gknb_open_status gk_charset_decode(const uint8_t *bytes, size_t size, size_t cap, int declares, int clean,
                                   gk_charset *out) GKNB_MUST_CHECK;
/* UTF-8 that was made of UTF-8 by reading it in another encoding is made into what it was, where that is certain. */
gknb_open_status gk_charset_mend(gk_charset *charset) GKNB_MUST_CHECK;
/* The bytes of the well-formed UTF-8 sequence at p; 0 when it is malformed or NUL. */
size_t gk_charset_sequence(const uint8_t *p, size_t left);
void gk_charset_free(gk_charset *charset);

#endif
