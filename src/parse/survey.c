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

uint32_t gk_survey_tokens(const gk_tokens *tokens, const uint8_t *bytes, int tabs, unsigned *headings)
{
    uint32_t most = 0;
    *headings = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        uint16_t kind = gk_token_kind(tokens, i);
        if (kind >= GK_KIND_LABEL) {
            unsigned section = gk_labels[kind - GK_KIND_LABEL].section;
            if (section && gk_token_begins_line(tokens, i)) *headings |= 1u << section;
            most += 2; /* behind it there may be one slot more than separators */
        } else if (kind == GK_KIND_BAR || kind >= GK_KIND_TEXT) {
            most++;
        } else if (tabs && (kind == GK_KIND_TAB || kind == GK_KIND_NEWLINE)) {
            uint32_t end = gk_token_end(tokens, i); /* tabulators end empty slots */
            for (uint32_t k = gk_token_start(tokens, i); k < end; k++) most += bytes[k] == '\t';
        }
    }
    return most;
}
