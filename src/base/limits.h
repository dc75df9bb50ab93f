/* limits.h: every cap of gknb, with its reason (SPEC S8; `make gen` writes them there).
 * A cap that is reached is a status or a finding, never silence. */
#ifndef GK_LIMITS_H
#define GK_LIMITS_H

/* Bytes of one document, unless the caller sets another cap: a report has 5 to 200 KB; the largest web page
 * seen with one had 2.1 MB. */
#define GK_DEFAULT_MAX_SIZE (64u << 20)

/* Bytes of one document whatever the caller sets: an item has 30 bits for its token (src/parse/items.h). */
#define GK_MAX_SIZE (1u << 30)

/* Blanks and line breaks between two characters of one label, in bytes. The widest seen is 9; with a cap the
 * label machine stays linear on hostile runs of blanks. */
#define GK_MAX_LABEL_GAP 48u

/* A note in brackets behind a label or a number, in bytes: the longest seen has 63. */
#define GK_MAX_NOTE 240u

/* Findings kept for one document. Beyond them only their number is kept (`findings_hidden`). */
#define GK_MAX_FINDINGS 1000u

/* Other places of one finding: the longest equation of the forms has 22 terms. */
#define GK_MAX_RELATED 32u

/* Arguments of one message: the longest has seven. */
#define GK_MAX_ARGS 12u

/* Slots between two labels that are still weighed as one row; the widest row has 15 cells. */
#define GK_MAX_SLOTS 64u

/* Section headings kept of one document: six are due; a page that repeats them has a few dozen. */
#define GK_MAX_SECTIONS 256u

/* Bytes of a title: the longest legal name of a body with year and title has 150. */
#define GK_MAX_TITLE 300u

/* How much text before the first heading (or, without one, from the start) is searched for title, year and
 * period: a page's own navigation before the report reaches 40 KB. */
#define GK_MAX_FRONT 262144u

/* Bytes behind the last heading searched for a date of publication. */
#define GK_MAX_BACK 8192u

#endif
