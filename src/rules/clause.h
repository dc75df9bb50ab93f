/* clause.h: the machine that claims.c and clause.c are: what a sentence and its clause have named so far. Internal. */
#ifndef GK_CLAUSE_H
#define GK_CLAUSE_H

#include "claims.h"

enum { MOST_NESTED = 4, MOST_NAMED = 4 };
enum { TOPIC_NONE, TOPIC_REQUEST, TOPIC_DISPUTE };

/* What a clause has named so far. `near_...`: nothing unknown stands behind it yet. */
typedef struct {
    uint16_t subject, act, outcome;
    gknb_span subject_span, outcome_span;
    uint8_t near_subject, joined, joining;
    uint8_t received, kept, both; /* a request was received; by the clause before; and handled, in one breath */
    uint8_t requested, near_request, near_handle, near_document;
    uint8_t make; /* 1 made, 2 repealed, 3 in force */
    uint8_t compared, intended, none, near_none, all, channel, total, rest, part, share, dispute, ended;
    gknb_span from; /* of the first word that names */
} clause;

typedef struct {
    gknb_report *report;
    gk_claims *out;
    clause c;
    clause before[MOST_NESTED]; /* what stood before an open bracket */
    unsigned claims_before[MOST_NESTED];
    uint8_t open_list[MOST_NESTED + 1]; /* 1 + the list open at a depth */
    unsigned depth;
    int elsewhen, former; /* the sentence speaks of another year */
    int year_aside;       /* what the year before the word at hand was, against the report's: -1, 0, 1 */
    unsigned documents;   /* GK_PROSE_DOCUMENTS or _REGULATIONS, of the sentence */
    unsigned topic, kinds, recent;
    uint16_t named[MOST_NAMED], due[MOST_NAMED];
    unsigned names, dues, due_at;
    unsigned sentence_first, sentence_before; /* claims */
    gknb_span opening;                        /* the year before this one, at the sentence's beginning */
    int behind;                               /* only a comma or a bracket stands behind the number before */
    int loose;                                /* the claim before has no subject and nothing stands behind it yet */
    int enumerating, enumerated;              /* numbers are listed side by side; the last one was */
    int unnamed;                              /* the sentence told off parts of a whole that has no name */
    int in_book;
    uint16_t last; /* kind of the token before */
} reader;

static inline int is_party(unsigned what) { return what >= GK_PROSE_NATURAL && what <= GK_PROSE_LEGAL_SERVICE; }

static inline int is_result(unsigned what) { return what >= GK_PROSE_GRANTED_ANY && what <= GK_PROSE_INQUIRY; }

static inline int is_dispute(unsigned what) { return what >= GK_PROSE_REVIEW && what <= GK_PROSE_SUIT_AFTER_REVIEW; }

static inline int is_outcome(unsigned what) { return what >= GK_PROSE_UPHELD && what <= GK_PROSE_PENDING; }

static inline int is_decision(unsigned what) { return what >= GK_PROSE_LICENSING && what <= GK_PROSE_HANDLING_FEE; }

gknb_span gk_claim_span(const reader *r, const uint8_t *start, const uint8_t *end);
/* Adds a number of the clause; NULL: no room. */
gk_claim *gk_claim_add(reader *r, const gk_prose_token *t, unsigned what);

/* Parts begin behind the number before; `of_outer`: inside a bracket, and the whole stands outside. */
void gk_list_open(reader *r, int of_outer);
void gk_list_close(reader *r, unsigned depth); /* this deep and deeper */
/* 1 + the list a number here is a part in; 0: none. */
unsigned gk_list_here(const reader *r);

void gk_clause_end(reader *r, int whole); /* `whole`: nothing of it holds for the next */
void gk_remark_flush(reader *r);

/* Takes a token. */
void gk_clause_take(reader *r, gk_prose_token *t);

#endif
