/* out.c: the list of outputs, and the writing they share. */
#include "out.h"

#include <string.h>

#ifdef GK_SQLITE
#define OUT_SQLITE(X) X(sqlite)
#else
#define OUT_SQLITE(X)
#endif

#define OUT_LIST(X) X(text) X(json) X(ndjson) X(sarif) X(junit) X(csv) X(csv_findings) X(html) X(sql) OUT_SQLITE(X)

#define OUT_DECLARE(name) extern const gk_output gk_output_##name;
OUT_LIST(OUT_DECLARE)

#define OUT_ADDRESS(name) &gk_output_##name,
static const gk_output *const out_all[] = {OUT_LIST(OUT_ADDRESS) NULL};

const gk_output *gk_output_at(size_t index) { return index < sizeof out_all / sizeof *out_all ? out_all[index] : NULL; }

const gk_output *gk_find_output(const char *name)
{
    for (size_t i = 0; out_all[i]; i++)
        if (!strcmp(out_all[i]->name, name)) return out_all[i];
    return NULL;
}

void gk_flush(gk_out *out)
{
    if (out->used) out->write(out->user, out->buffer, out->used);
    out->used = 0;
}

void gk_put_bytes(gk_out *out, const void *bytes, size_t size)
{
    if (size > GK_OUT_ROOM - out->used) gk_flush(out);
    if (size > GK_OUT_ROOM) {
        out->write(out->user, (const char *)bytes, size);
        return;
    }
    memcpy(out->buffer + out->used, bytes, size);
    out->used += size;
}

void gk_put_text(gk_out *out, const char *text) { gk_put_bytes(out, text, strlen(text)); }

void gk_put_decimal(gk_out *out, gknb_decimal value)
{
    char text[40];
    gk_put_bytes(out, text, gknb_format_decimal(value, text));
}

void gk_put_number(gk_out *out, int64_t number)
{
    gknb_decimal value = {number, 0};
    gk_put_decimal(out, value);
}

void gk_put_blanks(gk_out *out, size_t count)
{
    while (count--) gk_put_bytes(out, " ", 1);
}

const char *gk_bold(const gk_out *out) { return out->color ? "\033[1m" : ""; }

const char *gk_good(const gk_out *out) { return out->color ? "\033[1;32m" : ""; }

const char *gk_level_color(const gk_out *out, gknb_level level)
{
    static const char *const colors[] = {"", "\033[1;36m", "\033[1;33m", "\033[1;31m"};
    return out->color ? colors[level] : "";
}

const char *gk_plain(const gk_out *out) { return out->color ? "\033[0m" : ""; }

int gk_sum_of(const gknb_report *report)
{
    gknb_verdict verdict = gknb_get_verdict(report);
    return verdict == GKNB_VERDICT_NONCONFORMING && !gknb_cell_count(report) ? GK_SUM_UNJUDGED : (int)verdict;
}
