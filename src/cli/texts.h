/* texts.h: the words of the command line, by id. They stand in texts.inc and nowhere else. */
#ifndef GK_CLI_TEXTS_H
#define GK_CLI_TEXTS_H

#include "../gknb.h"

typedef enum {
#define TEXT(id, zh, en) GK_CLI_##id,
#include "texts.inc"
#undef TEXT
} gk_cli_text_id;

const char *gk_cli_text(gk_cli_text_id id, gknb_lang lang);

#endif
