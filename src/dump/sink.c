/* sink.c: the little writing that dumps share. */
#include <string.h>

#include "dump.h"

void gk_sink_text(gk_sink sink, const char *text) { sink.write(sink.user, text, strlen(text)); }

void gk_sink_number(gk_sink sink, int64_t number)
{
    gknb_decimal value = {number, 0};
    char text[40];
    sink.write(sink.user, text, gknb_format_decimal(value, text));
}

void gk_sink_bytes(gk_sink sink, const uint8_t *bytes, size_t size)
{
    static const char hex[] = "0123456789abcdef";
    size_t from = 0;
    for (size_t i = 0; i < size; i++) {
        char escape[4] = {'\\', 'x', 0, 0};
        if (bytes[i] >= 0x20 && bytes[i] != '\\' && bytes[i] != 0x7f) continue;
        sink.write(sink.user, (const char *)bytes + from, i - from);
        from = i + 1;
        switch (bytes[i]) {
        case '\n': gk_sink_text(sink, "\\n"); break;
        case '\r': gk_sink_text(sink, "\\r"); break;
        case '\t': gk_sink_text(sink, "\\t"); break;
        case '\\': gk_sink_text(sink, "\\\\"); break;
        default:
            escape[2] = hex[bytes[i] >> 4];
            escape[3] = hex[bytes[i] & 15];
            sink.write(sink.user, escape, 4);
        }
    }
    sink.write(sink.user, (const char *)bytes + from, size - from);
}
