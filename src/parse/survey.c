/* survey.c: see survey.h. */
#include "survey.h"

#include <string.h>

#include "../model/tables.h"

int gk_token_ends_row(const gk_tokens *tokens, const uint8_t *bytes, uint32_t i)
{
    uint32_t start = gk_token_start(tokens, i);
    return memchr(bytes + start, 0x1e, gk_token_end(tokens, i) - start) != NULL;
}

int gk_token_begins_line(const gk_tokens *tokens, uint32_t i)
{
    while (i > 0) {
        uint16_t kind = gk_token_kind(tokens, --i);
        if (kind == GK_KIND_NEWLINE || kind == GK_KIND_BAR) return 1;
        if (kind != GK_KIND_BLANK && kind != GK_KIND_TAB && kind != GK_KIND_MARK) return 0;
    }
    return 1;
}

unsigned gk_token_tabs(const gk_tokens *tokens, const uint8_t *bytes, uint32_t i, int behind)
{
    unsigned tabs = 0;
    for (uint32_t k = gk_token_start(tokens, i); k < gk_token_end(tokens, i); k++) {
        uint8_t b = bytes[k];
        if (b == '\t') tabs++;
        else if (b != '\n' && b != '\r') continue;
        else if (behind) tabs = 0;
        else break;
    }
    return tabs;
}

int gk_token_is_hollow(const gk_tokens *tokens, const uint8_t *bytes, uint32_t i, unsigned due)
{
    unsigned tabs = 0, lines = 0;
    for (uint32_t k = gk_token_start(tokens, i); due > 1 && k < gk_token_end(tokens, i); k++) {
        uint8_t b = bytes[k];
        if (b == '\t') tabs++;
        if (b != '\n') continue;
        if (lines++ && tabs + 1 == due) return 1;
        tabs = 0;
    }
    return 0;
}

/* A number behind a group: a row of the forms that have the group's label before numbers. */
static void survey_vote_row(unsigned label, unsigned *votes)
{
    for (unsigned f = 0; f < gk_form_count; f++) votes[f] += gk_forms[f].after[label].cells != 0;
}

void gk_survey_tokens(const gk_tokens *tokens, const uint8_t *bytes, gk_survey *out)
{
    gk_survey s = {0, 0, 0, {0}, 0, 0};
    unsigned group = 0; /* the label last met, when it is one */
    s.tabs = tokens->size && memchr(bytes, '\t', tokens->size) != NULL;
    for (uint32_t i = 0; i < tokens->count; i++) {
        uint16_t kind = gk_token_kind(tokens, i);
        if (kind >= GK_KIND_LABEL) {
            const gk_label *label = &gk_labels[kind - GK_KIND_LABEL];
            group = label->label_class == GK_CLASS_group ? (unsigned)kind - GK_KIND_LABEL : 0;
            if (label->form) s.votes[label->form - 1]++, s.own_labels = 1;
            if (label->section && gk_token_begins_line(tokens, i)) s.headings |= 1u << label->section;
            s.most += 2; /* behind it there may be one slot more than separators */
        } else if (kind >= GK_KIND_TEXT) {
            if (kind == GK_KIND_NUMBER && group) survey_vote_row(group, s.votes);
            if (kind == GK_KIND_NUMBER || kind == GK_KIND_TEXT) group = 0;
            s.notes += kind == GK_KIND_NOTE;
            s.most++;
        } else if (kind == GK_KIND_BAR) {
            s.most++;
        } else if (s.tabs && (kind == GK_KIND_TAB || kind == GK_KIND_NEWLINE)) {
            uint32_t end = gk_token_end(tokens, i); /* tabulators end empty slots */
            for (uint32_t k = gk_token_start(tokens, i); k < end; k++) s.most += bytes[k] == '\t';
        }
    }
    *out = s;
}
