/* generate.h: reports made up from choices, what can be done to them, and what must then be read.
 *
 * In: choices (a seed, or a fuzzer's bytes) and the tables of gen/. Out: a document as a grid of slots, with the truth
 * of every cell; the grid rendered into any layout and dress; typed faults done to the grid, the truth kept beside
 * them; changes to plain bytes.
 * No libc randomness, no time, no memory of its own: the same choices give the same bytes on every machine.
 *
 *     fuzz_seed(&choice, 7);
 *     fuzz_figures(&choice, &document, form, 30);
 *     fuzz_lay_out(&choice, &document);
 *     fuzz_faults[k].apply(&choice, &document);
 *     size = fuzz_render(&choice, &document, &fuzz_layouts[l], &dress, bytes, room, &places); */
#ifndef FUZZ_GENERATE_H
#define FUZZ_GENERATE_H

#include "../src/model/tables.h"

/* ---- choices (choice.c) ---- */

/* From a seed without end; or from bytes, and when they are used up always 0, the simplest. */
typedef struct {
    uint64_t state;
    const uint8_t *bytes, *end; /* NULL: a seed */
} fuzz_choice;

void fuzz_seed(fuzz_choice *choice, uint64_t seed);
void fuzz_bytes(fuzz_choice *choice, const uint8_t *bytes, size_t size);
/* A number below `below`, which is at least 1. */
uint32_t fuzz_pick(fuzz_choice *choice, uint32_t below);

/* ---- documents (document.c) ---- */

typedef enum {
    FUZZ_STANDS, /* its number stands there */
    FUZZ_BLANK,  /* an empty slot, where the layout has slots; else like LOST */
    FUZZ_LOST    /* its number stands nowhere, or nothing tells that it is its number */
} fuzz_fate;

/* Of every cell of the form, in the form's order: its number as the document means it. */
typedef struct {
    gknb_decimal value[GK_MOST_FIELDS];
    uint8_t fate[GK_MOST_FIELDS];
} fuzz_truth;

typedef enum { FUZZ_COVERED, FUZZ_LABEL, FUZZ_NUMBER, FUZZ_NOISE } fuzz_slot_kind;

/* What stands behind a slot: what the layout puts between cells, nothing, or a line break. */
typedef enum { FUZZ_MARK, FUZZ_JOINED, FUZZ_BROKEN } fuzz_behind;

typedef struct {
    uint8_t kind, behind; /* COVERED: under the span of another slot */
    uint16_t label;       /* of a LABEL */
    int16_t field;        /* of a NUMBER; -1: of no cell */
    uint16_t text, size;  /* in the document's texts */
} fuzz_slot;

typedef enum { FUZZ_PROSE, FUZZ_HEADING, FUZZ_HEADS, FUZZ_ROW, FUZZ_STRAY } fuzz_line_kind;

enum { FUZZ_SLOTS = 24, FUZZ_LINES = 160, FUZZ_TEXTS = 32768 };

typedef struct {
    uint8_t kind;  /* ROW: has numbers; STRAY: between the lines of a table, of no cell of it */
    uint8_t table; /* 1 + in gk_tables; 0: in none */
    uint8_t hurt;  /* a fault was done here */
    uint8_t count;
    fuzz_slot slot[FUZZ_SLOTS];
} fuzz_line;

typedef struct {
    const gk_form *form;
    int year; /* reported on */
    fuzz_truth truth;
    unsigned lines;
    fuzz_line line[FUZZ_LINES];
    unsigned text_size;
    char text[FUZZ_TEXTS];
} fuzz_document;

/* Figures for `form` (in gk_forms) that satisfy every identity; `density` of 100 independent ones are not 0. */
void fuzz_figures(fuzz_choice *choice, fuzz_document *document, unsigned form, unsigned density);
/* Makes the fields that are sums of others what the identities say; 0: they contradict each other. */
int fuzz_balance(fuzz_document *document);
/* Title, headings, prose and tables for the truth of the document. */
void fuzz_lay_out(fuzz_choice *choice, fuzz_document *document);

/* The bytes of the character that begins with `lead`, in texts of this house, which are UTF-8. */
size_t fuzz_char(char lead);

/* A slot's text. */
void fuzz_set_text(fuzz_document *document, fuzz_slot *slot, const char *text, size_t size);
/* A line, or a slot in one, for whoever wants to put something there; NULL: no room. */
fuzz_line *fuzz_add_line(fuzz_document *document, unsigned at, fuzz_line_kind kind, unsigned table);
fuzz_slot *fuzz_add_slot(fuzz_line *line, unsigned at, fuzz_slot_kind kind);
void fuzz_drop_line(fuzz_document *document, unsigned at);
void fuzz_drop_slot(fuzz_line *line, unsigned at);

/* ---- layouts (render.c) ---- */

typedef enum {
    FUZZ_SHAPE_LINES,
    FUZZ_SHAPE_PIPES,
    FUZZ_SHAPE_PIPE_LINES,
    FUZZ_SHAPE_BAR_BETWEEN,
    FUZZ_SHAPE_MARKDOWN,
    FUZZ_SHAPE_TABS,
    FUZZ_SHAPE_SPACES,
    FUZZ_SHAPE_GLUED
} fuzz_shape;

typedef struct {
    const char *name;
    uint8_t shape;
    uint8_t slots;  /* blank cells show */
    uint8_t breaks; /* a label may be broken over lines */
    uint8_t lead;   /* a pipe before the first cell */
    uint8_t spans;  /* covered slots are empty slots */
    uint8_t trail;  /* further pipes behind the last cell; or, between bars, a bar behind it */
    uint8_t gap;    /* an empty line between cells; glued: a line break behind a row */
} fuzz_layout;

extern const fuzz_layout fuzz_layouts[];
extern const unsigned fuzz_layout_count;

typedef struct {
    uint8_t wide, crlf, bom, padding /* 0 to 3 */, broken, traditional, chrome;
} fuzz_dress;

/* Where the numbers of the fields came to stand; of one that does not, an empty span. */
typedef struct {
    gknb_span cell[GK_MOST_FIELDS];
    gknb_span row[GK_MOST_FIELDS]; /* the line of the grid it stands, or stood, in */
} fuzz_places;

/* Writes the document and returns its size; 0 when `room` is too small. `places` may be NULL. The choices say where
 * labels are broken. */
size_t fuzz_render(fuzz_choice *choice, const fuzz_document *document, const fuzz_layout *layout,
                   const fuzz_dress *dress, uint8_t *out, size_t room, fuzz_places *places);

/* ---- faults (faults.c) ---- */

#define FUZZ_NEEDS_NO_SLOTS 1u /* in a layout with slots it would be no fault, or another one */
#define FUZZ_NEEDS_NO_BARS 2u  /* breaks lines where bars cannot */
#define FUZZ_NEEDS_HEADS 4u    /* a layout that shows the heads of tables */
#define FUZZ_NEEDS_GLUED 8u    /* is a layout: nothing is done to the grid */

typedef struct {
    const char *name;
    int (*apply)(fuzz_choice *choice, fuzz_document *document, unsigned arg); /* 0: cannot be done to this document */
    unsigned arg;
    unsigned faults; /* how many causes there are to find */
    unsigned needs;
} fuzz_fault;

extern const fuzz_fault fuzz_faults[];
extern const unsigned fuzz_fault_count;

int fuzz_fault_fits(const fuzz_fault *fault, const fuzz_layout *layout);

/* ---- bytes (mutate.c) ---- */

#define FUZZ_PRESERVE 1u /* must not change what is read: blanks, widths, line ends */
#define FUZZ_DAMAGE 2u   /* lines and words lost, doubled, swapped, from another report */
#define FUZZ_BYTES 4u    /* broken UTF-8, odd characters, cuts */
#define FUZZ_BOMB 8u     /* huge numbers and repetitions */

/* One to eight changes, of the classes asked for, to bytes[0..size) in `room`; `other` (may be NULL) is another input
 * to take pieces from. Returns the new size. */
size_t fuzz_mutate(fuzz_choice *choice, unsigned classes, uint8_t *bytes, size_t size, size_t room,
                   const uint8_t *other, size_t other_size);

#endif
