/* adapt.h: documents that are not plain UTF-8 text, made into text for gknb_parse.
 *
 * In: the bytes of a file. Out: the text, and where it stands in the document (gknb_source). What a container is, its
 * content tells, never its name. No file but the one given is read, nothing is fetched, no entity is expanded.
 *
 *     gknb_document document;
 *     if (gknb_open(bytes, size, 0, &document) == GKNB_OPEN_OK) {
 *         gknb_options options = {0};
 *         options.source = document.source;
 *         gknb_parse(document.text, document.size, &options, &report);
 *         ...
 *         gknb_close(&document);
 *     }
 */
#ifndef GK_ADAPT_H
#define GK_ADAPT_H

#include "../gknb.h"

typedef enum {
    GKNB_OPEN_OK,
    GKNB_OPEN_NO_MEMORY,
    GKNB_OPEN_TOO_LARGE, /* what it unpacks to is larger than the cap */
    GKNB_OPEN_TOO_DEEP,  /* nested deeper than any page or report */
    GKNB_OPEN_TOO_MANY,  /* more cells, pages or parts than any report */
    GKNB_OPEN_DAMAGED,   /* it is not what it begins like */
    GKNB_OPEN_LOCKED,    /* it wants a password */
    GKNB_OPEN_NO_TEXT,   /* a PDF of pictures */
    GKNB_OPEN_OLD_WORD,  /* .doc, .wps, .xls: an OLE file */
    GKNB_OPEN_OFD,
    GKNB_OPEN_OTHER_ZIP, /* a zip package that is no DOCX */
    GKNB_OPEN_NO_HTML,   /* this build reads none: see gknb_open_needs */
    GKNB_OPEN_NO_DOCX,
    GKNB_OPEN_NO_PDF,
    GKNB_OPEN_STATUSES
} gknb_open_status;

typedef struct {
    const uint8_t *text;
    size_t size;
    const gknb_source *source; /* NULL: the bytes are plain UTF-8 and the text */
    void *memory;
} gknb_document;

/* Opens a document; `cap` is the most bytes it may unpack to, 0 for the default (S8-size). `bytes` must stay until
 * gknb_close. `*document` is written only with GKNB_OPEN_OK. The memory and time of text, pages and packages are
 * bounded by their size; poppler's, which reads PDF, are not: files of strangers are opened in a process that has a
 * limit of time, as the program does. */
gknb_open_status gknb_open(const void *bytes, size_t size, size_t cap, gknb_document *document) GKNB_MUST_CHECK;
void gknb_close(gknb_document *document);

#endif
