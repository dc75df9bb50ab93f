/* write.h: writes JSON.
 *
 * In: keys and values in order. Out: JSON that is always valid: strings are escaped, bytes that are no UTF-8 become
 * U+FFFD, numbers keep every digit. Pretty JSON has a line for each value but for `inline` objects and arrays, which
 * stand on one. Nothing is kept but where we are. */
#ifndef GK_WRITE_H
#define GK_WRITE_H

#include "out.h"

typedef struct {
    gk_out *out;
    int pretty;
    int depth;
    int flat;  /* depth of the outermost inline object we are in, or 0 */
    int begun; /* something stands in the innermost object or array already */
} gk_json;

/* Every value has a key, or NULL in an array. `open` is '{' or '['; `close` '}' or ']'. */
void gk_json_open(gk_json *json, const char *key, char open);
void gk_json_inline(gk_json *json, const char *key, char open);
void gk_json_close(gk_json *json, char close);
void gk_json_text(gk_json *json, const char *key, const char *text); /* NULL: null */
void gk_json_bytes(gk_json *json, const char *key, const void *bytes, size_t size);
void gk_json_number(gk_json *json, const char *key, int64_t number);
void gk_json_decimal(gk_json *json, const char *key, gknb_decimal value);
void gk_json_uri(gk_json *json, const char *key, const char *file); /* see escape.h */
void gk_json_bool(gk_json *json, const char *key, int truth);
void gk_json_null(gk_json *json, const char *key);

#endif
