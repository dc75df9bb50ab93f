/* support.h: what the tests share: growing text, files, seeded chance, copies of bytes, the dump of a report as
 * text.
 *
 * Out of memory in a test itself ends the test: only the library has to live with it. */
#ifndef TEST_SUPPORT_H
#define TEST_SUPPORT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "../src/gknb.h"

typedef struct {
    char *at; /* NUL-terminated; NULL while nothing was written */
    size_t size, room;
} text;

void text_add(text *t, const char *bytes, size_t size);
void text_puts(text *t, const char *string);
void text_format(text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Replaces the `n`-th (from 1; 0: every one) occurrence of `old`; returns how many were replaced. */
size_t text_replace(text *t, const char *old, size_t old_size, const char *by, size_t by_size, size_t n);
void text_free(text *t);
int text_same(const text *a, const text *b);
/* The text with its NUL, "" when nothing was written. */
const char *text_of(const text *t);

/* 1: the whole file is in `out`, which is emptied before; 0: it cannot be read. */
int file_read(const char *path, text *out);
int file_write(const char *path, const text *in);
int file_exists(const char *path);

/* xorshift: the same numbers everywhere for one seed (not 0). */
uint32_t chance(uint64_t *seed, uint32_t below);

/* A copy in a block of just its size, so that a sanitizer sees a byte read behind it; the caller frees it. */
uint8_t *own(const char *bytes, size_t size);

/* model: gk_dump_model; tokens, findings: likewise. */
void dump_model(const gknb_report *report, text *out);
void dump_tokens(const gknb_report *report, text *out);
void dump_findings(const gknb_report *report, text *out);

#endif
