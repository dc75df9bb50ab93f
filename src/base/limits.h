/* limits.h: every cap of gknb, with its reason (SPEC S8; `make gen` writes them there).
 * A cap that is reached is a status or a finding, never silence. */
#ifndef GK_LIMITS_H
#define GK_LIMITS_H

#include <stdint.h>

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

/* Numbers of prose between a share and the whole it may be of: a whole section has some 60. */
#define GK_MAX_LOOK_BACK 256

/* Arguments of one message: the longest has seven. */
#define GK_MAX_ARGS 12u

/* Slots between two labels that are still weighed as one row; the widest row has 15 cells. */
#define GK_MAX_SLOTS 64u

/* Steps of the repair engine for one fault and for a document (about 0.1 us each), repairs kept of one fault, and
 * faults searched for; the widest fault seen needs 4,000 steps and has 40 repairs. */
#define GK_MAX_REPAIR_STEPS 20000u
#define GK_MAX_REPAIR_STEPS_DOCUMENT 200000u
#define GK_MAX_REPAIRS 64u
#define GK_MAX_FAULTS 256u

/* Characters of a text that may be a damaged label: the longest wording has 40. Longer texts are none. */
#define GK_MAX_NEAR 64u

/* Texts of one document that are compared with every label: one that is all damage has some 80. */
#define GK_MAX_NEAR_TEXTS 512u

/* Readings kept of one damaged row, the best first, and steps to find them: seven cells out of twelve digits have 462,
 * of which a few hold; the six numbers of two outcomes out of three have 108. */
#define GK_MAX_READINGS 128u
#define GK_MAX_READING_STEPS 60000u

/* Digits of one cell read out of a run, and the largest number the resolver adds up: sums of these fit 64 bits. */
#define GK_MAX_PART 15u
#define GK_MAX_ADDEND INT64_C(1000000000000000)

/* Numbers kept of readings that nothing tells apart: what they all come to is held against the prose. Ten rows of seven
 * cells have some 2,000. */
#define GK_MAX_WAYS 8192u

/* Damaged rows weighed together, equations across them, and the sums they may lead to; beyond these what is not
 * certain row by row is ambiguous. */
#define GK_MAX_OPEN_ROWS 64u
#define GK_MAX_CROSS 16u
#define GK_MAX_SUMS 1024u

/* Readings told of one ambiguous cell. */
#define GK_MAX_ALTERNATIVES 16u

/* Ways to tell which numbers belong to which row that are tried out, for one fault and for a document. */
#define GK_MAX_STRUCTURES 12u
#define GK_MAX_TRIALS 64u

/* Section headings kept of one document: six are due; a page that repeats them has a few dozen. */
#define GK_MAX_SECTIONS 256u

/* Bytes of a title: the longest legal name of a body with year and title has 150. */
#define GK_MAX_TITLE 300u

/* How much text before the first heading (or, without one, from the start) is searched for title, year and
 * period: a page's own navigation before the report reaches 40 KB. */
#define GK_MAX_FRONT 262144u

/* How much of a document is looked at to tell that it is garbled: all of it is, or nothing. */
#define GK_MAX_SAMPLE 65536u

/* Bytes behind the last heading searched for a date of publication. */
#define GK_MAX_BACK 8192u

/* Elements of a page inside each other: real pages reach 60, ones with unclosed <font> some hundreds. libxml2's own
 * time grows with it. */
#define GK_MAX_DEPTH 2000u

/* Tables inside each other: pages laid out with tables reach 12. */
#define GK_MAX_TABLE_DEPTH 64u

/* Cells of a page: a report has 300; the largest page of tables seen has 40,000. */
#define GK_MAX_PAGE_CELLS 2000000u

/* Bytes of a cell of data; the longest note cell has 170. A row with more in a cell lays out the page. */
#define GK_MAX_DATA_CELL 600u

/* Bytes of a table in a cell that is only the drawing of the cell. */
#define GK_MAX_TINY_TABLE 200u

/* Parts of a package: a Word document with 200 pictures has 300. */
#define GK_MAX_PARTS 20000u

/* Pages of a PDF: the longest report seen has 31. Points of a page's side: A0 has 3,370. Characters of a page: a full
 * one has 2,000, a sheet of A0 some 20,000; and of all pages: the longest report has 60,000. Ruling lines of a page in
 * one direction: the densest table has 200; more are a picture. */
#define GK_MAX_PAGES 1000u
#define GK_MAX_PAGE_SIDE 4000
#define GK_MAX_PAGE_CHARS 40000u
#define GK_MAX_PDF_CHARS 1000000u
#define GK_MAX_RULINGS 4096u
#define GK_MAX_GRID_ROWS 500u

/* Seconds of a processor that the program gives the libraries which open a container: the slowest real document takes
 * 0.2. */
#define GK_MAX_SECONDS 60

/* How much of a document is shown to the detector of encodings. */
#define GK_MAX_DETECTION 262144u

/* Bytes of a garbled text that is taken back, a stretch of 12 bytes for each character: ten times the longest report.
 */
#define GK_MAX_MEND 2097152u

/* How far from its beginning a document may declare its encoding: browsers look at 1,024 bytes. */
#define GK_MAX_DECLARATION 4096u

#endif
