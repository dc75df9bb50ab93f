/* message.h: text written into a caller's buffer, cut when it does not fit; its whole length is counted. */
#ifndef GK_MESSAGE_H
#define GK_MESSAGE_H

#include "../model/report.h"

typedef struct {
    const gknb_report *report;
    gknb_lang lang;
    char *out;
    size_t room, size;
} gk_message;

void gk_message_template(gk_message *m, const char *text, const gk_finding *finding);
/* “(一)予以公开”“自然人” 26 */
void gk_message_cell(gk_message *m, size_t cell);
void gk_message_word(gk_message *m, const char *text);
/* 把“5”改为“3” */
void gk_message_fix(gk_message *m, const gk_finding *finding);
/* Sets the NUL and returns the length of the whole. */
size_t gk_message_end(gk_message *m);

#endif
