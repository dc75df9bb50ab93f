/* oracle.h: what must hold whatever the bytes are; a claim that does not hold ends the program, so a fuzzer keeps its
 * input. A target is a file beside this one with LLVMFuzzerTestOneInput; engine.c gives a fuzzer its changes to bytes.
 */
#ifndef FUZZ_ORACLE_H
#define FUZZ_ORACLE_H

#include <stddef.h>
#include <stdint.h>

#include "../../src/gknb.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Prints the claim and traps. */
void oracle_fail(const char *claim, const char *file, int line);
#define ORACLE(claim) ((claim) ? (void)0 : oracle_fail(#claim, __FILE__, __LINE__))

/* TILE: tokens begin where the one before ends, hold something, and the last ends with the bytes. */
void oracle_tile(const uint8_t *bytes, size_t size);
/* SPANS: every span lies in the document; findings stand in the order of their places; causes come first. */
void oracle_spans(const gknb_report *report);
/* A finding names the cell, or some are hidden. */
int oracle_told(const gknb_report *report, size_t cell);
/* STATES: a value stands only in the states that have one, and is what its span says; a finding names what is
 * ambiguous, and all that is not absent stands somewhere. */
void oracle_states(const gknb_report *report);
/* DETERM: both reports were read of the same bytes. */
void oracle_same(const gknb_report *a, const gknb_report *b);
/* STRICT: what needs no repair is read alike without them. */
void oracle_strict(const uint8_t *bytes, size_t size, const gknb_report *report);
/* ROUND: the figures of a report whose cells are all given, drawn anew as lines, are read again. */
void oracle_round(const gknb_report *report);

#endif
