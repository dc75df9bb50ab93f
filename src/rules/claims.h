/* claims.h: what the sentences of a section claim: numbers with what they count, parts of wholes, shares, and words on
 * how reviews and suits ended (SPEC S10-claims).
 *
 * In: a stretch of prose. Out: claims. A number whose subject is not certain keeps `what` 0 and is compared with no
 * table. Numbers of other years, comparisons and aims are marked. */
#ifndef GK_CLAIMS_H
#define GK_CLAIMS_H

#include "prose.h"

enum { GK_OF_REVIEWS = 1, GK_OF_SUITS = 2, GK_OF_BOTH = 4 }; /* bits in the order of an outcome's readings */
enum {
    GK_CLAIM_ABOUT = 1,
    GK_CLAIM_ELSEWHEN = 2,
    GK_CLAIM_REST = 4,
    GK_CLAIM_NONE = 8,
    GK_CLAIM_SHARE = 16,
    GK_CLAIM_AIM = 32,
    GK_CLAIM_PART = 64 /* perhaps of a whole that has no name */
};
typedef enum {
    GK_PART_OTHER,
    GK_PART_PARTY,
    GK_PART_RESULT,
    GK_PART_OUTCOME,
    GK_PART_CHANNEL,
    GK_PART_MEDIA
} gk_part_kind;

typedef struct {
    gknb_span span; /* subject and number */
    gknb_span number;
    gknb_decimal value;
    uint16_t what; /* GK_PROSE_... below GK_COUNTS; 0: not known */
    uint16_t list; /* 1 + the list it is a part in; 0: none */
    uint16_t of;   /* of a share: 1 + the claim it is the share of */
    uint8_t family, flags, depth;
    uint8_t kinds; /* of an outcome: GK_OF_... */
    uint8_t part;  /* gk_part_kind */
} gk_claim;

/* Parts told off behind a whole. */
typedef struct {
    uint16_t first; /* claims from here on are its parts; the whole stands before */
    uint16_t past;  /* behind the last part */
    uint16_t since; /* where the whole is looked for at the earliest */
    uint8_t depth;  /* of the whole */
    uint8_t unsure; /* of which whole, is not certain */
    uint8_t act;    /* what was done to the parts: a list goes on only under the same verb */
} gk_claim_list;

/* A word on an outcome, without a number; or what does not belong: template text (GK_PROSE_TEMPLATE), a counter without
 * its number (GK_PROSE_COUNTER), a sentence on the year before (GK_PROSE_YEAR). */
typedef struct {
    gknb_span span;
    uint16_t what; /* GK_PROSE_UPHELD, ..._WITHDRAWN, ... */
    uint8_t kinds; /* GK_OF_REVIEWS, GK_OF_SUITS */
    uint8_t none;  /* it says that there was none */
    uint8_t all;   /* it says that all ended so */
} gk_remark;

typedef struct {
    gk_claim *claim;
    gk_claim_list *list;
    gk_remark *remark;
    unsigned claims, lists, remarks;
} gk_claims;

/* Adds what the stretch claims; a lack of memory is left in report->no_memory. */
void gk_read_claims(gknb_report *report, gknb_span stretch, gk_claims *claims);

#endif
