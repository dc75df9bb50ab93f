/* twin.h: one report in two containers: opened, and compared.
 *
 * In: files of any container. Out: whether both say the same: values, states, ids of findings. */
#ifndef TEST_TWIN_H
#define TEST_TWIN_H

#include "../src/adapt/adapt.h"
#include "pages.h"

typedef struct {
    gknb_document document;
    gknb_report *report; /* NULL: not opened, see `status` */
    gknb_open_status status;
} twin;

twin twin_open(const text *file);
void twin_close(twin *t);
/* This build reads no such container. */
int twin_is_left_out(const twin *t);
/* How many findings have that id. */
int twin_count(const gknb_report *report, const char *id);
/* The first difference, or NULL; findings that have the id `but` count for nothing. */
const char *twin_differs(const gknb_report *plain, const gknb_report *other, const char *but);
/* A plain document as a page: its lines become paragraphs. */
void twin_wrap(const text *plain, page_style style, text *out);

#endif
