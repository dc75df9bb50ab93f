/* faults.h: what the files of faults share; not for anyone else. */
#ifndef FUZZ_FAULTS_H
#define FUZZ_FAULTS_H

#include "generate.h"

/* ---- choosing (faults.c) ---- */

/* Which rows will do: with a label right before the numbers; of table three; with three numbers or more; with another
 * such row behind it. */
enum { ANY_ROW = 0, WITH_LABEL = 1, GROUPED = 2, SEVERAL = 4, NOT_LAST = 8 };

/* A row without a fault, marked to have one now; -1: there is none. */
int fault_row(fuzz_choice *choice, fuzz_document *d, unsigned wants);
unsigned fault_numbers(const fuzz_line *line);
unsigned fault_first_number(const fuzz_line *line);
/* The label right before the numbers of a row; -1 without one. */
int fault_label(const fuzz_line *line);
/* A line of a table with groups: table three. */
int fault_grouped(const fuzz_line *line);
/* The number of a slot, the numbers of a line, will stand nowhere. */
void fault_lose(fuzz_document *d, const fuzz_slot *slot);
void fault_lose_line(fuzz_document *d, const fuzz_line *line);
void fault_text(fuzz_document *d, fuzz_slot *slot, const char *text);

/* ---- faults: see the table in faults.c for the arguments ---- */

enum { GARBLE_REPLACE, GARBLE_DROP, GARBLE_CUT };
enum { GLUE_ROW, GLUE_NEXT, GLUE_PARTLY, GLUE_TABLE };
enum { VANISH_ORGANISATIONS, VANISH_ZEROS, VANISH_TOTALS };

typedef int fault_apply(fuzz_choice *choice, fuzz_document *d, unsigned arg);

fault_apply lose_numbers, lose_numbers_anywhere, extra_number, lose_and_stray, wrong_numbers, swap_numbers,
    note_in_cell;
fault_apply garble_label, lose_label, lose_and_garble;
fault_apply garble_heading, lose_heading, double_heading;
fault_apply lose_row, double_row, swap_rows, put_footer, put_page, repeat_heads, lose_and_page_break;
fault_apply glue, vanish, wrap_label, upright_group, scatter_group, repeat_group, stack_heads;
fault_apply other_form, cut_table, cut_document, lose_section, several;

/* A label or heading with a character lost, another for it, or its end lost. */
int garble_slot(fuzz_choice *choice, fuzz_document *d, fuzz_slot *slot, unsigned how);

#endif
