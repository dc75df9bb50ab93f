/* escape.h: text as XML, HTML and URIs may hold it. */
#ifndef GK_OUT_ESCAPE_H
#define GK_OUT_ESCAPE_H

#include "out.h"

/* For elements and attributes. What XML cannot hold (bytes that are no UTF-8, control characters) becomes U+FFFD. */
void gk_put_xml(gk_out *out, const void *bytes, size_t size);
void gk_put_xml_text(gk_out *out, const char *text);

/* A file name as a URI: relative as it is, absolute behind file://. */
void gk_put_uri(gk_out *out, const char *file);

#endif
