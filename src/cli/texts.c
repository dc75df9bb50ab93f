/* texts.c: see texts.h. */
#include "texts.h"

static const char *const texts_all[][2] = {
#define TEXT(id, zh, en) {zh, en},
#include "texts.inc"
#undef TEXT
};

const char *gk_cli_text(gk_cli_text_id id, gknb_lang lang) { return texts_all[id][lang]; }
