/* html_cell.h: a cell of the tables in HTML: what stands in it, how it was read, what is wrong with it. */
#ifndef GK_OUT_HTML_CELL_H
#define GK_OUT_HTML_CELL_H

#include "place.h"
#include "out.h"

typedef struct {
    const gknb_report *report;
    const gk_places *places;
    uint32_t key;   /* of the file: ids on one page differ by it */
    uint32_t signs; /* states to be explained, a bit each */
} html_document;

void gk_html_open(html_document *document, const char *file);
void gk_put_html_id(gk_out *out, const html_document *document, const char *kind, size_t index);

/* The attributes of the td, its >, and what is in it. */
void gk_put_html_cell(gk_out *out, html_document *document, size_t cell);
/* What the signs of the tables mean. */
void gk_put_html_legend(gk_out *out, const html_document *document);

#endif
