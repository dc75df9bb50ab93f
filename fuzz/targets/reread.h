/* reread.h: the outputs read again, by readers that share nothing with what wrote them. 1: it is well-formed. */
#ifndef FUZZ_REREAD_H
#define FUZZ_REREAD_H

#include <stddef.h>

int reread_utf8(const char *text, size_t size);
/* Values one behind another; `values` counts them, `states` the keys "state" in them (may be NULL). */
int reread_json(const char *text, size_t size, size_t *values, size_t *states);
/* Tags that close as they open; `html`: with elements that never close. */
int reread_tags(const char *text, size_t size, int html);
/* Records with as many fields as the first. */
int reread_csv(const char *text, size_t size, size_t *records);
/* Statements: quotes and brackets close, each ends with a semicolon. */
int reread_sql(const char *text, size_t size);

#endif
