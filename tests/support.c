/* support.c: see support.h. */
#include "support.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../src/dump/dump.h"

static void *must(void *memory)
{
    if (memory) return memory;
    fputs("test: out of memory\n", stderr);
    exit(2);
}

static void text_room(text *t, size_t more)
{
    size_t room = t->room ? t->room : 256;
    if (t->size + more + 1 <= t->room) return;
    while (room < t->size + more + 1) room *= 2;
    t->at = (char *)must(realloc(t->at, room));
    t->room = room;
}

void text_add(text *t, const char *bytes, size_t size)
{
    text_room(t, size);
    if (size) memcpy(t->at + t->size, bytes, size);
    t->size += size;
    t->at[t->size] = 0;
}

void text_puts(text *t, const char *string) { text_add(t, string, strlen(string)); }

void text_format(text *t, const char *format, ...)
{
    va_list list, again;
    int size;
    va_start(list, format);
    va_copy(again, list);
    size = vsnprintf(NULL, 0, format, list);
    va_end(list);
    text_room(t, (size_t)size);
    vsnprintf(t->at + t->size, (size_t)size + 1, format, again);
    va_end(again);
    t->size += (size_t)size;
}

size_t text_replace(text *t, const char *old, size_t old_size, const char *by, size_t by_size, size_t n)
{
    text made = {NULL, 0, 0};
    size_t from = 0, met = 0, done = 0;
    if (!old_size) return 0;
    for (size_t i = 0; i + old_size <= t->size;) {
        if (memcmp(t->at + i, old, old_size) || (++met != n && n)) {
            i++;
            continue;
        }
        text_add(&made, t->at + from, i - from);
        text_add(&made, by, by_size);
        i += old_size;
        from = i;
        done++;
    }
    text_add(&made, t->size ? t->at + from : "", t->size - from);
    text_free(t);
    *t = made;
    return done;
}

void text_free(text *t)
{
    free(t->at);
    memset(t, 0, sizeof *t);
}

int text_same(const text *a, const text *b)
{
    return a->size == b->size && (!a->size || !memcmp(a->at, b->at, a->size));
}

const char *text_of(const text *t) { return t->at ? t->at : ""; }

int file_read(const char *path, text *out)
{
    char part[65536];
    size_t n;
    FILE *file = fopen(path, "rb");
    out->size = 0;
    if (!file) return 0;
    text_add(out, "", 0);
    while ((n = fread(part, 1, sizeof part, file))) text_add(out, part, n);
    fclose(file);
    return 1;
}

int file_write(const char *path, const text *in)
{
    FILE *file = fopen(path, "wb");
    int ok;
    if (!file) return 0;
    ok = !in->size || fwrite(in->at, 1, in->size, file) == in->size;
    return !fclose(file) && ok;
}

int file_exists(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file) fclose(file);
    return file != NULL;
}

uint32_t chance(uint64_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)((*seed >> 11) % below);
}

uint8_t *own(const char *bytes, size_t size) { return (uint8_t *)memcpy(must(malloc(size ? size : 1)), bytes, size); }

/* ---- dumps ---- */

static void sink_write(void *user, const char *bytes, size_t size) { text_add((text *)user, bytes, size); }

void dump_model(const gknb_report *report, text *out)
{
    gk_sink sink = {sink_write, out};
    gk_dump_model(report, sink);
}

void dump_tokens(const gknb_report *report, text *out)
{
    gk_sink sink = {sink_write, out};
    gk_dump_tokens(report, sink);
}

void dump_findings(const gknb_report *report, text *out)
{
    gk_sink sink = {sink_write, out};
    gk_dump_findings(report, sink);
}
