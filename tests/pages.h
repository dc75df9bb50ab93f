/* pages.h: a document drawn as other containers hold it: pages of three styles, and a DOCX.
 *
 * In: lines and rows of cells in order. Out: the bytes of a file. */
#ifndef TEST_PAGES_H
#define TEST_PAGES_H

#include "support.h"

typedef enum {
    PAGE_CLEAN, /* HTML as one would write it */
    PAGE_WORD,  /* saved by Word: a span every few characters, <o:p>, &nbsp;, stacked paragraphs */
    PAGE_CMS,   /* of a site: tables that lay out the page, unclosed cells, links and scripts around */
    PAGE_DOCX
} page_style;
enum { PAGE_STYLES = 4 };

typedef struct {
    const char *text; /* NULL: blank */
    int columns, rows;
    int from_above; /* only covered by a cell above */
} page_cell;

void page_begin(text *out, page_style style);
void page_line(text *out, page_style style, const char *line, size_t size);
void page_table_begin(text *out, page_style style);
void page_row(text *out, page_style style, const page_cell *cells, int count);
void page_table_end(text *out, page_style style);
/* The last: `out` is the file. */
void page_end(text *out, page_style style);

/* A zip package of one part, which is not packed; `flags` 1 says that it is encrypted, `size` 0 how long it is. */
void page_package(text *out, const char *name, const text *part, int flags, uint32_t size);
/* A package of `count` empty parts. */
void page_parts(text *out, uint32_t count);

#endif
