/* survey.h: what tokens tell of their document before they are made items.
 *
 * In: tokens. Out: where lines and rows begin and end, tabulators, how much room the items need, whose
 * labels there are. */
#ifndef GK_SURVEY_H
#define GK_SURVEY_H

#include "../lex/lex.h"

/* A line break with the mark of a row in it. */
int gk_token_ends_row(const gk_tokens *tokens, const uint8_t *bytes, uint32_t i);

/* A token at the beginning of a line or a cell. */
int gk_token_begins_line(const gk_tokens *tokens, uint32_t i);

/* The tabulators of a token, before its line breaks or behind them. */
unsigned gk_token_tabs(const gk_tokens *tokens, const uint8_t *bytes, uint32_t i, int behind);

/* Between two line breaks of a token nothing stands but the tabulators of a row of `due` blank cells. */
int gk_token_is_hollow(const gk_tokens *tokens, const uint8_t *bytes, uint32_t i, unsigned due);

/* What one pass over the tokens tells. */
typedef struct {
    uint32_t most;     /* items there can be */
    uint32_t notes;    /* tokens that are notes */
    unsigned headings; /* a bit for each section with a heading at the beginning of a line; those of these in the middle
                        * of a line are only spoken of */
    unsigned votes[8]; /* for each form, labels and rows that it alone has */
    int own_labels;    /* there are labels that one form alone has */
    int tabs;          /* there are tabulators in the document */
} gk_survey;

void gk_survey_tokens(const gk_tokens *tokens, const uint8_t *bytes, gk_survey *out);

#endif
