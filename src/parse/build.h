/* build.h: what the grammar's actions call: they put what was parsed into the report.
 *
 * In: indexes of items, as the parser hands them around. Out: cells, sections and faults of a gknb_report. */
#ifndef GK_BUILD_H
#define GK_BUILD_H

#include "../model/report.h"
#include "items.h"

typedef struct {
    gknb_report *report;
    const gk_items *items;
    const gk_form *form;
    int loose;    /* a row's label and number stand where only text may: they were read as text */
    int resolved; /* cells are read by resolve.h */
    int fault;    /* the parser could not go on at fault_item */
    uint32_t fault_item;
} gk_build;

void gk_build_section(gk_build *build, uint32_t item);
void gk_build_head(gk_build *build, uint32_t item);
void gk_build_group(gk_build *build, uint32_t item);
void gk_build_row(gk_build *build, uint32_t label, uint32_t first_cell, unsigned cells);
void gk_build_text(gk_build *build, uint32_t item);
void gk_build_fault(gk_build *build, int terminal, uint32_t item);

/* Runs the parser over all items. `start` is the terminal of the form. 0: it could not go on at build->fault_item. */
int gk_drive_once(gk_build *build, int start);

/* The same, without repairs. A table that breaks off is a finding; the
 * parser goes on at the next heading or table. */
void gk_drive(gk_build *build, int start);

/* A table was met: its first row, or a row of it that broke off. `label` is an item. */
void gk_build_table(gk_build *build, uint32_t label);

/* What people call the row behind a label: the label, or its table when several rows stand behind it. */
void gk_say_row(const gk_build *build, gk_finding *finding, unsigned label);

/* Says where a table broke off (P101 to P103). `expected` lists the labels that could have stood there. */
void gk_report_fault(gk_build *build, uint32_t item, const uint16_t *expected, unsigned count);

#endif
