/* texts.h: the words of outputs, by id and language. They stand in texts.inc and nowhere else. */
#ifndef GK_OUT_TEXTS_H
#define GK_OUT_TEXTS_H

#include "out.h"

typedef enum {
#define TEXT(id, zh, en) GK_TEXT_##id,
#include "texts.inc"
#undef TEXT
} gk_text_id;

const char *gk_text(gk_text_id id, gknb_lang lang);
const char *gk_level_text(gknb_level level, gknb_lang lang);
/* The word for what a report comes out as, one of GK_SUMS. */
const char *gk_sum_text(int sum, gknb_lang lang);
/* Puts how many documents came out as one of GK_SUMS. */
void gk_put_sum(gk_out *out, int sum);

/* The text in the language of `out`, with {1} and {2} filled in. NULL for what it does not name. */
void gk_put_filled(gk_out *out, gk_text_id id, const char *first, const char *second);
/* The same for any text; arguments are shown as a terminal may show them. */
void gk_put_template(gk_out *out, const char *text, const char *first, const char *second);
/* The same for a number. */
void gk_put_counted(gk_out *out, gk_text_id id, size_t count);
/* How many findings there are of a level. */
void gk_put_level_count(gk_out *out, gknb_level level, size_t count);

#endif
