/* repair.h: minimum-cost repair of a stream of terminals that the grammar refuses.
 *
 * In: terminals, and what each edit costs. Out: the errors, each with every cheapest edit script; a function that
 * applies one script per error. It knows no terminal by name and no value: which of several equally cheap scripts is
 * right is for the caller to decide, and any choice is accepted by the parser.
 *
 *     gk_repair_result result;
 *     gk_repair_entry *entries;
 *     uint32_t count;
 *     status = gk_repair(&arena, kinds, n, start, &params, &result);
 *     for (i = 0; !status && i < result.error_count; i++) choice[i] = best_of(&result.errors[i]);
 *     if (!status) status = gk_repair_apply(&arena, kinds, n, &result, choice, &entries, &count);
 *     for (i = 0; !status && i < count; i++) gk_lemon(&parser, entries[i].kind, ...); */
#ifndef GK_REPAIR_H
#define GK_REPAIR_H

#include "../base/arena.h"

#define GK_REPAIR_NONE 0xffffffffu /* the token of an inserted entry */

typedef enum { GK_REPAIR_INSERT, GK_REPAIR_DELETE, GK_REPAIR_SUBSTITUTE, GK_REPAIR_SPLIT } gk_repair_op;

/* What an insertion or a deletion stands in: by itself, or in a run of the same that an anchor is not (PLAIN) or is
 * (ANCHOR) part of. A run with an anchor is one lost or doubled row, and cheaper than its pieces; the first one behind
 * the anchor still counts as PLAIN. */
typedef enum { GK_RUN_OPEN, GK_RUN_PLAIN, GK_RUN_ANCHOR } gk_repair_run;

/* A cost below 0 means never: of an insertion, a substitution. An insertion or a deletion costs at least 1, a split at
 * least 0. Every function may be called many times for the same token, in any order, and must answer the same. */
typedef struct {
    void *user;
    int (*insert)(void *user, unsigned kind, gk_repair_run run);
    /* What an anchor costs more when it is put in before `token`. */
    int (*place)(void *user, uint32_t token, unsigned kind);
    int (*remove)(void *user, uint32_t token, unsigned kind, gk_repair_run run);
    /* What it costs to take `token` for a `want`. Asked with want 0 first: can it be taken for anything at all? */
    int (*substitute)(void *user, uint32_t token, unsigned kind, unsigned want);
    /* The largest number of pieces of its own kind that the token can be split into, at most 255; below 2: none. */
    unsigned (*pieces)(void *user, uint32_t token, unsigned kind);
    /* What a split costs, whatever the number of pieces: the first one behind an anchor, and (`again`) the others. When
     * `again` is free, all ways to spread the missing cells over the tokens of a row cost the same. */
    int (*split)(void *user, uint32_t token, unsigned kind, int again);
    /* 0: none; 1: a search starts there; 2: it does, and after panic the parser may go on there. */
    unsigned (*anchor)(void *user, unsigned kind);
    /* By token: it may stand only where it fits by itself, not as a %fallback. */
    const uint8_t *firm;
    int orphan;   /* extra cost of a token that is kept though the anchor before it was deleted */
    int max_cost; /* of one error, at most 1000. 32: two lost rows of seven; beyond it panic does as well */
    /* So many terminals in a row end an error, or an anchor that fits and what follows it. 16: more than a row, so that
     * two faults of one row are repaired together. */
    unsigned min_shifts;
    unsigned rollback;           /* so many anchors before an error the search starts; in free text, 32 tokens before */
    uint32_t max_nodes;          /* steps of the search for one error */
    uint32_t max_nodes_document; /* and for all of them */
    uint32_t max_candidates;     /* kept for one error */
    uint32_t max_errors;         /* searched for; the rest of the document is then kept where it parses as it stands */
} gk_repair_params;

typedef struct {
    uint32_t token; /* that is edited, or before which something is inserted (there may be none: its number) */
    uint16_t kind;  /* INSERT, SUBSTITUTE: the new one; else the token's own */
    uint8_t op;     /* gk_repair_op */
    uint8_t pieces; /* of a SPLIT */
} gk_repair_edit;

/* Edits in the order of the tokens; what stands before a token comes before what is done to it. A token of the error's
 * range that no edit names is kept. */
typedef struct {
    const gk_repair_edit *edits;
    uint32_t count;
} gk_repair_candidate;

#define GK_REPAIR_TRUNCATED 1u /* there are more candidates */
#define GK_REPAIR_PANIC 2u     /* no repair within the bounds: skipped, or what was begun is completed by insertions */
#define GK_REPAIR_EXHAUSTED 4u /* the last error: behind it nothing was searched, what does not parse was deleted */

typedef struct {
    uint32_t token;      /* where the parser could not go on; the number of tokens: at the end */
    uint32_t start, end; /* the tokens the candidates are about; after each of them the parser stands alike at `end` */
    int cost;            /* of each candidate; -1: panic */
    unsigned flags;
    uint32_t nodes;           /* steps of the search */
    const uint16_t *expected; /* the terminals that could have stood at `token`, ascending; 0: the end */
    uint32_t expected_count;
    const gk_repair_candidate *candidates; /* at least one; the one that edits latest first */
    uint32_t count;
} gk_repair_error;

typedef struct {
    gk_repair_error *errors; /* ascending; their ranges do not overlap */
    uint32_t error_count;
    uint32_t panics;
    uint32_t nodes;  /* steps in all */
    uint32_t stacks; /* different stacks of states met */
    int accepted;    /* 0 only when no end can be reached by insertions */
} gk_repair_result;

#define GK_ENTRY_INSERTED 1u
#define GK_ENTRY_REPLACED 2u
#define GK_ENTRY_SPLIT 4u

/* One terminal of the repaired stream. */
typedef struct {
    uint32_t token; /* GK_REPAIR_NONE: inserted */
    uint16_t kind;
    uint8_t flags;
    uint8_t piece, pieces; /* of a split token, from 0; else 0 of 1 */
} gk_repair_entry;

/* Finds the errors of kinds[0..count) behind the terminal `start`. Everything it returns lives in `arena`, and so does
 * its scratch memory, bounded by the budgets. Fails with GKNB_NO_MEMORY, and with GKNB_MISUSE when a kind
 * is no terminal. */
gknb_status gk_repair(gk_arena *arena, const uint16_t *kinds, uint32_t count, unsigned start,
                      const gk_repair_params *params, gk_repair_result *result) GKNB_MUST_CHECK;

/* Writes the repaired stream, without `start` and the end, for a candidate of each error (NULL: the first of each). The
 * parser takes it without an error when result->accepted. Fails with GKNB_NO_MEMORY, and with GKNB_MISUSE when
 * there is no such candidate. */
gknb_status gk_repair_apply(gk_arena *arena, const uint16_t *kinds, uint32_t count, const gk_repair_result *result,
                            const uint32_t *choice, gk_repair_entry **entries, uint32_t *entry_count) GKNB_MUST_CHECK;

#endif
