/* peers.h: what the parsers made by peers.awk tell. */
#ifndef PEERS_H
#define PEERS_H

#include <stdint.h>

enum { PEER_ERRORS = 1024 };

typedef struct {
    const uint16_t *kind; /* terminals of gen/parser.h */
    uint32_t count, at;   /* at: the next one */
    int begun;            /* the terminal before the first was given, for Bison */
    const uint32_t *item; /* of each terminal; NULL: its own number */
    const void *form;
    uint32_t cell[512]; /* by field: 1 + the item read there; 0: none */
    uint32_t errors;
    uint32_t error[PEER_ERRORS]; /* items */
} peer_run;

/* A row of `count` cells was read. */
void peer_row(peer_run *run, uint32_t label, uint32_t first, unsigned count);
void peer_error(peer_run *run, uint32_t at);

/* The parsers. */
void peer_lemon_run(peer_run *run);
void peer_lemon_c_run(peer_run *run);
void peer_bison_run(peer_run *run);

#endif
