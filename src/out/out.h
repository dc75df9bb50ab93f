/* out.h: what an output is: a descriptor with a name and some calls, and the stream it writes to.
 *
 * In: reports as gknb.h shows them. Out: bytes through `write`, some thousands at a time. To add one: one file here,
 * one line in out.c. What `document` writes depends on nothing but its arguments: documents may be written by processes
 * of their own. The other calls are made in one process, in order. */
#ifndef GK_OUT_H
#define GK_OUT_H

#include "../gknb.h"

/* What a report comes out as: its verdict, but that one whose form is not read was not judged. */
enum { GK_SUM_UNJUDGED = GKNB_VERDICT_UNREADABLE + 1, GK_SUMS };

enum { GK_OUT_ROOM = 8192, GK_OUT_MESSAGE = 8192 /* the longest message there can be has some 4,000 bytes */ };

typedef struct {
    void (*write)(void *user, const char *text, size_t size);
    void *user;
    gknb_lang lang;
    int color;            /* text: with the escapes of a terminal */
    int tables;           /* text: with the tables as read */
    size_t files;         /* to come: one is printed at leisure, several a line each */
    size_t failed;        /* of them, not read */
    size_t sums[GK_SUMS]; /* of those read: how many came out so */
    void *kept;           /* by an output, from begin to end */
    size_t used;
    char buffer[GK_OUT_ROOM];
} gk_out;

/* Where an output goes that is no stream of bytes. `write` gets what one call of the output wrote, whole. What went
 * wrong is returned in words, else NULL. */
typedef struct {
    const char *(*open)(const char *file, void **store);
    const char *(*write)(void *store, const char *text, size_t size);
    const char *(*close)(void *store);
} gk_store;

typedef struct {
    const char *name;
    int model;             /* shows the whole model, not the findings alone */
    const gk_store *store; /* NULL: a stream */
    const char *between;   /* what stands between documents that wrote something */
    void (*begin)(gk_out *out);
    void (*document)(gk_out *out, const char *file, const gknb_report *report);
    void (*failed)(gk_out *out, const char *file, const char *why); /* a file not read; NULL: nothing to write */
    void (*end)(gk_out *out);
} gk_output;

/* The n-th output, or NULL behind the last; by name, or NULL. */
const gk_output *gk_output_at(size_t index);
const gk_output *gk_find_output(const char *name);

/* What the report comes out as, one of GK_SUMS. */
int gk_sum_of(const gknb_report *report);

void gk_put_bytes(gk_out *out, const void *bytes, size_t size);
void gk_put_text(gk_out *out, const char *text);
void gk_put_number(gk_out *out, int64_t number);
void gk_put_decimal(gk_out *out, gknb_decimal value);
void gk_put_blanks(gk_out *out, size_t count);
void gk_flush(gk_out *out);

/* Escapes of a terminal: bold, good news, the color of a level, and back; empty without color. */
const char *gk_bold(const gk_out *out);
const char *gk_good(const gk_out *out);
const char *gk_level_color(const gk_out *out, gknb_level level);
const char *gk_plain(const gk_out *out);

#endif
