/* prose.h: the words and numbers of prose, one after the other (grammar/prose.def, grammar/prose.re).
 *
 * In: a stretch of the bytes and what is looked for in it. Out: tokens in their order; what is in no vocabulary is
 * skipped and remembered as a gap. Width, traditional forms, blanks and line breaks vanish. What the tokens mean
 * together, claims.c decides. */
#ifndef GK_PROSE_H
#define GK_PROSE_H

#include "../model/report.h"

typedef enum {
    GK_PROSE_counts, /* numbers and what they count */
    GK_PROSE_topics, /* what section one must speak of */
    GK_PROSE_five,   /* problems and improvements */
    GK_PROSE_six,    /* the statement on fees */
    GK_PROSE_front,  /* the basis in law, whom to ask */
    GK_PROSE_body,   /* what kind of body a name is of */
    GK_PROSE_blank,  /* template text where a table is due */
    GK_PROSE_counter /* a counter whose number was left out */
} gk_prose_condition;

/* Behind the words of prose.def. */
enum {
    GK_PROSE_NUMBER = GK_PROSE_WORDS, /* with its counter */
    GK_PROSE_YEAR,
    GK_PROSE_COUNTER, /* a counter without a number, and a mark */
    GK_PROSE_COMMA,
    GK_PROSE_SEMICOLON,
    GK_PROSE_COLON,
    GK_PROSE_LIST, /* 、 */
    GK_PROSE_AND,
    GK_PROSE_OPEN,
    GK_PROSE_CLOSE,
    GK_PROSE_STOP,
    GK_PROSE_ORDINAL, /* the n-th of something: no count */
    GK_PROSE_BASIS    /* the number of a document of the office for disclosure */
};

/* Numbers of two families are never parts of one whole. */
typedef enum {
    GK_FAMILY_BARE, /* no counter */
    GK_FAMILY_COUNT,
    GK_FAMILY_TIMES,
    GK_FAMILY_MONEY, /* the value is in yuan */
    GK_FAMILY_PERCENT,
    GK_FAMILY_HOUSES,
    GK_FAMILY_PEOPLE,
    GK_FAMILY_MEETINGS,
    GK_FAMILY_ISSUES,
    GK_FAMILY_PLACES,
    GK_FAMILY_NONE /* days, months, storeys: nothing that is counted here */
} gk_family;

typedef struct {
    const uint8_t *start, *end;
    uint16_t kind; /* GK_PROSE_...; GK_PROSE_NOTHING: the end */
    uint8_t family;
    uint8_t gap;   /* something unknown stands before it, behind the token before */
    uint8_t about; /* of a number: “about”, “more than” */
    uint8_t plain; /* of a number: digits, not Chinese numerals */
} gk_prose_token;

/* A cursor over the characters of prose.def, one ahead. */
typedef struct {
    const uint8_t *at;   /* the character looked at */
    const uint8_t *past; /* behind the last one taken */
    const uint8_t *next; /* behind the one looked at */
    const uint8_t *end;
    uint32_t seen; /* all prose.def says of it */
    uint16_t ch;   /* its low half; 0: in no vocabulary, or the end */
} gk_prose_cursor;

void gk_prose_step(gk_prose_cursor *cursor);

/* The token at the cursor, if one stands there, else 0 (grammar/prose.re). The cursor is left wherever was looked. */
int gk_prose_at(gk_prose_condition condition, gk_prose_cursor *cursor, gk_prose_token *token);

/* The next token at or behind `from`. */
void gk_prose_next(gk_prose_condition condition, const uint8_t *from, const uint8_t *end, gk_prose_token *token);

/* The number of a number or a year; says whether it is exact and in digits. 0 when it does not fit. */
int gk_prose_value(gk_prose_token *token, gknb_decimal *value);

#endif
