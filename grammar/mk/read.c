/* read.c: lines, words and parts of the tables; strings of C. */
#include "mk.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void fail(const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    char *made = (char *)malloc(size);
    if (!made) fail("mk", 0, "no memory");
    return (char *)memcpy(made, text, size);
}

static char *trim(char *text)
{
    size_t size;
    while (*text == ' ' || *text == '\t') text++;
    size = strlen(text);
    while (size && strchr(" \t\r\n", text[size - 1])) text[--size] = 0;
    return text;
}

char *read_line(FILE *in, int *line)
{
    static char buffer[8192];
    while (fgets(buffer, sizeof buffer, in)) {
        char *text = trim(buffer);
        ++*line;
        if (*text && *text != '#') return text;
    }
    return NULL;
}

char *word(char **rest)
{
    char *start = trim(*rest);
    char *end = start;
    while (*end && *end != ' ' && *end != '\t') end++;
    *rest = *end ? end + 1 : end;
    *end = 0;
    return start;
}

char *part(char **rest)
{
    char *start = *rest;
    char *bar = strchr(start, '|');
    if (bar) {
        *bar = 0;
        *rest = bar + 1;
    } else {
        *rest = start + strlen(start);
    }
    return trim(start);
}

FILE *open_in(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in) fail(path, 0, "cannot be read");
    return in;
}

FILE *open_out(const char *folder, const char *name)
{
    char path[512];
    FILE *out;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    out = fopen(path, "wb");
    if (!out) fail(path, 0, "cannot be written");
    return out;
}

void put_string(FILE *out, const char *text)
{
    if (!text) {
        fputs("NULL", out);
        return;
    }
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') fprintf(out, "\\%c", *text);
        else if (*text == '\n') fputs("\\n", out);
        else if ((unsigned char)*text < 32) fprintf(out, "\\%03o", *text);
        else fputc(*text, out);
    }
    fputc('"', out);
}
