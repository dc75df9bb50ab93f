/* write.c: see write.h. */
#include "write.h"

#include <string.h>

#include "escape.h"
#include "glyph.h"

static void write_string(gk_out *out, const uint8_t *bytes, size_t size)
{
    static const char hex[] = "0123456789abcdef", short_from[] = "\"\\\b\f\n\r\t", short_to[] = "\"\\bfnrt";
    size_t done = 0;
    gk_put_text(out, "\"");
    for (size_t i = 0; i < size;) {
        uint32_t code;
        size_t length = gk_decode(bytes + i, size - i, &code);
        char escape[6] = {'\\', 'u', '0', '0', 0, 0};
        const char *known;
        if (length && code >= 0x20 && code != '"' && code != '\\') {
            i += length;
            continue;
        }
        gk_put_bytes(out, bytes + done, i - done);
        done = ++i;
        if (!length) {
            gk_put_text(out, "\xef\xbf\xbd");
        } else if (code && (known = strchr(short_from, (int)code))) {
            escape[1] = short_to[known - short_from];
            gk_put_bytes(out, escape, 2);
        } else {
            escape[4] = hex[code >> 4];
            escape[5] = hex[code & 15];
            gk_put_bytes(out, escape, 6);
        }
    }
    gk_put_bytes(out, bytes + done, size - done);
    gk_put_text(out, "\"");
}

static void write_break(gk_json *json)
{
    if (!json->pretty || json->flat) return;
    gk_put_text(json->out, "\n");
    gk_put_blanks(json->out, 2 * (size_t)json->depth);
}

/* Up to where the value stands. */
static void write_key(gk_json *json, const char *key)
{
    if (json->begun) gk_put_text(json->out, json->pretty && json->flat ? ", " : ",");
    if (json->depth) write_break(json);
    json->begun = 1;
    if (!key) return;
    write_string(json->out, (const uint8_t *)key, strlen(key));
    gk_put_text(json->out, json->pretty ? ": " : ":");
}

void gk_json_open(gk_json *json, const char *key, char open)
{
    write_key(json, key);
    gk_put_bytes(json->out, &open, 1);
    json->depth++;
    json->begun = 0;
}

void gk_json_inline(gk_json *json, const char *key, char open)
{
    gk_json_open(json, key, open);
    if (!json->flat) json->flat = json->depth;
}

void gk_json_close(gk_json *json, char close)
{
    int was_flat = json->flat;
    if (json->flat == json->depth--) json->flat = 0;
    if (json->begun && !was_flat) write_break(json);
    gk_put_bytes(json->out, &close, 1);
    json->begun = 1;
}

void gk_json_bytes(gk_json *json, const char *key, const void *bytes, size_t size)
{
    write_key(json, key);
    write_string(json->out, (const uint8_t *)bytes, size);
}

void gk_json_text(gk_json *json, const char *key, const char *text)
{
    if (text) gk_json_bytes(json, key, text, strlen(text));
    else gk_json_null(json, key);
}

void gk_json_number(gk_json *json, const char *key, int64_t number)
{
    write_key(json, key);
    gk_put_number(json->out, number);
}

void gk_json_decimal(gk_json *json, const char *key, gknb_decimal value)
{
    write_key(json, key);
    gk_put_decimal(json->out, value);
}

void gk_json_uri(gk_json *json, const char *key, const char *file)
{
    write_key(json, key);
    gk_put_text(json->out, "\"");
    gk_put_uri(json->out, file);
    gk_put_text(json->out, "\"");
}

void gk_json_bool(gk_json *json, const char *key, int truth)
{
    write_key(json, key);
    gk_put_text(json->out, truth ? "true" : "false");
}

void gk_json_null(gk_json *json, const char *key)
{
    write_key(json, key);
    gk_put_text(json->out, "null");
}
