/* cause.c: which finding follows from which (SPEC S7-findings): what a reader mends once is told first, and what goes
 * with it stands behind it.
 *
 * In: the findings, in the order found. Out: their groups. A cause is another finding of the same table or section, as
 * the list below has it; and what breaks off is one cause with all that is missing behind it. */
#include <string.h>

#include "../lex/fold.h"
#include "finding.h"
#include "rules.h"

enum { CAUSE_TABLE, CAUSE_SECTION, CAUSE_STRAY };

enum {
    CAUSE_NEAR = 16, /* bytes: no more than marks between two rows */
    CAUSE_FAR = 256  /* likewise: no farther than the heads of a block go */
};

/* The first cause that is there counts. CAUSE_STRAY: the section of the cause is the one that the table stands in. */
static const struct {
    uint16_t effect, cause;
    uint8_t by;
} CAUSES[] = {
    {GK_RULE_TABLE_MISPLACED, GK_RULE_SECTION_MISSING, CAUSE_SECTION},
    {GK_RULE_TABLE_MISPLACED, GK_RULE_SECTION_OUT_OF_ORDER, CAUSE_STRAY},
    {GK_RULE_TABLE_MISPLACED, GK_RULE_SECTION_DOUBLED, CAUSE_STRAY},
    {GK_RULE_TABLE_MISSING, GK_RULE_SECTION_MISSING, CAUSE_SECTION},
    {GK_RULE_CELLS_BLANK, GK_RULE_BLANKS_VANISHED, CAUSE_TABLE},
    {GK_RULE_READING_AMBIGUOUS, GK_RULE_BLANKS_VANISHED, CAUSE_TABLE},
    {GK_RULE_NUMBER_MISSING, GK_RULE_BLANKS_VANISHED, CAUSE_TABLE},
    {GK_RULE_ROW_UNREADABLE, GK_RULE_BLANKS_VANISHED, CAUSE_TABLE},
    {GK_RULE_READING_AMBIGUOUS, GK_RULE_CELLS_GLUED, CAUSE_TABLE},
    {GK_RULE_ROW_UNREADABLE, GK_RULE_CELLS_GLUED, CAUSE_TABLE},
    {GK_RULE_TABLE_BROKEN, GK_RULE_BLANKS_VANISHED, CAUSE_TABLE},
    {GK_RULE_ROW_UNLABELLED, GK_RULE_HEADS_INCOMPLETE, CAUSE_TABLE},
    {GK_RULE_NOT_READ, GK_RULE_TABLE_BROKEN, CAUSE_TABLE},
    {GK_RULE_ROW_MISSING, GK_RULE_TABLE_BROKEN, CAUSE_TABLE},
    {GK_RULE_GROUPS_INCOMPLETE, GK_RULE_TABLE_BROKEN, CAUSE_TABLE},
    {GK_RULE_HEADS_INCOMPLETE, GK_RULE_TABLE_BROKEN, CAUSE_TABLE},
};

/* The table a finding is about, counted from 1; 0: none. */
static unsigned cause_table(const gknb_report *report, const gk_finding *finding)
{
    if (finding->table) return finding->table;
    if (!finding->cells) return 0;
    return gk_rows[gk_fields[report->form->first_field + finding->cell[0]].row].table + 1u;
}

/* The section that a table stands in. */
static unsigned cause_section(const gknb_report *report, unsigned table)
{
    for (uint32_t i = 0; i < report->seen_count; i++)
        if (report->seen[i].table + 1u == table) return report->seen[i].section;
    return 0;
}

static int cause_fits(const gknb_report *report, const gk_finding *effect, const gk_finding *cause, unsigned by)
{
    unsigned table = cause_table(report, effect);
    if (by == CAUSE_TABLE) return table && table == cause_table(report, cause);
    if (by == CAUSE_STRAY) return cause->section == cause_section(report, table);
    return table && cause->section == gk_tables[table - 1].section;
}

static void cause_of(gknb_report *report, uint32_t effect)
{
    for (size_t k = 0; k < sizeof CAUSES / sizeof *CAUSES; k++) {
        if (CAUSES[k].effect != report->finding[effect].rule) continue;
        for (uint32_t i = 0; i < report->findings; i++) {
            if (report->finding[i].rule != CAUSES[k].cause ||
                !cause_fits(report, &report->finding[effect], &report->finding[i], CAUSES[k].by))
                continue;
            gk_follow(report, effect, i);
            return;
        }
    }
}

/* ---- what breaks off ---- */

static int cause_is(const gknb_report *report, uint32_t finding, unsigned rule)
{
    return report->finding[finding].rule == rule;
}

/* The last row of its table, or nothing behind it was met: all cells from one on. */
static int cause_ends_table(const gknb_report *report, unsigned cell)
{
    unsigned first = report->form->first_field, table = gk_rows[gk_fields[first + cell].row].table;
    for (unsigned i = cell; i < report->form->field_count; i++)
        if (gk_rows[gk_fields[first + i].row].table == table && report->cell[i].state != GKNB_STATE_ABSENT) return 0;
    return 1;
}

/* A row that is too short stands right before the rows that are missing to the end of its table. */
static void cause_cut_row(gknb_report *report, uint32_t missing)
{
    unsigned cell = report->finding[missing].cells ? report->finding[missing].cell[0] : 0;
    if (!cell || !cause_ends_table(report, cell)) return;
    for (uint32_t i = 0; i < report->findings; i++) {
        const gk_finding *f = &report->finding[i];
        const gk_field *field = gk_fields + report->form->first_field;
        if (f->rule != GK_RULE_NUMBER_MISSING || !f->cells ||
            gk_rows[field[f->cell[0]].row].first_field + gk_rows[field[f->cell[0]].row].columns !=
                cell + report->form->first_field)
            continue;
        gk_follow(report, missing, i);
        return;
    }
}

/* A row of another form stands right before the rows of this form that are missing. */
static void cause_other_form(gknb_report *report, uint32_t missing)
{
    for (uint32_t i = 0; i < report->findings; i++) {
        uint32_t end = report->finding[i].span.end, start = report->finding[missing].span.start;
        if (cause_is(report, i, GK_RULE_ROW_SURPLUS) && end <= start && start - end < CAUSE_NEAR)
            gk_follow(report, missing, i);
    }
}

/* Sections that are missing side by side are one cause; when none comes behind them, so is a table that breaks off. */
static void cause_cut_sections(gknb_report *report)
{
    uint32_t before = report->findings, last = report->findings, broken = report->findings;
    for (uint32_t i = 0; i < report->findings; i++) {
        if (cause_is(report, i, GK_RULE_ROW_MISSING) && report->finding[i].cells &&
            cause_ends_table(report, report->finding[i].cell[0]))
            broken = i;
        if (!cause_is(report, i, GK_RULE_SECTION_MISSING)) continue;
        if (before < report->findings && report->finding[before].section + 1 == report->finding[i].section &&
            report->finding[before].span.start == report->finding[i].span.start)
            gk_follow(report, i, before);
        before = i;
        if (report->finding[i].section == 6) last = i;
    }
    if (last < report->findings && broken < report->findings) gk_follow(report, last, broken);
}

/* ---- characters that were lost, or stand apart ---- */

static const char CAUSE_LOST[] = "\xef\xbf\xbd"; /* U+FFFD */

/* A lost character in a span; NULL: none. */
static const uint8_t *cause_lost(const uint8_t *p, const uint8_t *end)
{
    while (end - p > 2 && (p = (const uint8_t *)memchr(p, CAUSE_LOST[0] & 0xff, (size_t)(end - p) - 2))) {
        if (!memcmp(p, CAUSE_LOST, 3)) return p;
        p++;
    }
    return NULL;
}

/* What is damaged, or not found where a line looks like it, because characters were lost in it. */
static void cause_of_lost(gknb_report *report, uint32_t lost)
{
    for (uint32_t i = 0; i < report->findings; i++) {
        const gk_finding *f = &report->finding[i];
        gknb_span span = f->span;
        if (f->rule == GK_RULE_SECTION_MISSING && f->related) span = f->other[0].span;
        else if (f->rule != GK_RULE_LABEL_DAMAGED) continue;
        if (cause_lost(report->bytes + span.start, report->bytes + span.end)) gk_follow(report, i, lost);
    }
}

/* The labels that a finding names. */
static unsigned cause_labels(const gk_finding *names, const uint16_t **label)
{
    for (unsigned i = 0; i < names->args; i++) {
        if (names->arg[i].type != GK_ARG_LABELS) continue;
        *label = names->arg[i].as.labels.label;
        return names->arg[i].as.labels.count;
    }
    return 0;
}

/* Every character of a span is one of the words that a finding names. */
static int cause_spells(const gknb_report *report, gknb_span span, const gk_finding *names, const char *other)
{
    const uint16_t *label = NULL;
    unsigned labels = cause_labels(names, &label);
    for (uint32_t i = span.start; i < span.end;) {
        uint8_t size;
        uint16_t ch = gk_fold(report->bytes + i, report->bytes + span.end, &size);
        int found = ch == GK_FOLD_BLANK;
        for (unsigned k = 0; !found && k <= labels; k++) {
            const char *word = k ? gk_label_text(report->form, label[k - 1]) : other;
            const uint8_t *end = (const uint8_t *)word + strlen(word);
            for (uint8_t step; !found && *word; word += step)
                found = gk_fold((const uint8_t *)word, end, &step) == ch && ch;
        }
        if (!found) return 0;
        i += size;
    }
    return 1;
}

static int cause_is_close(const gk_finding *a, const gk_finding *b)
{
    return a->span.start < b->span.start + CAUSE_FAR && b->span.start < a->span.start + CAUSE_FAR;
}

/* Heads that stand character under character are texts of just the characters of the heads that are missing. */
static void cause_of_missing(gknb_report *report, uint32_t missing)
{
    const gk_finding *m = &report->finding[missing];
    for (uint32_t i = 0; i < report->findings; i++) {
        const gk_finding *f = &report->finding[i];
        int spelt = cause_is_close(f, m);
        if (f->rule == GK_RULE_TEXT_SKIPPED) {
            spelt = spelt && f->related < GK_MAX_RELATED && cause_spells(report, f->span, m, "");
            for (unsigned k = 0; spelt && k < f->related; k++) spelt = cause_spells(report, f->other[k].span, m, "");
            if (spelt) gk_follow(report, i, missing);
        } else if (f->rule == GK_RULE_LABEL_DAMAGED) {
            const char *due = f->args > 1 ? f->arg[1].as.text.zh : "";
            gk_finding none = *m;
            none.args = 0;
            if (spelt && !cause_spells(report, f->span, &none, due) && cause_spells(report, f->span, m, due))
                gk_follow(report, missing, i);
        }
    }
}

void gk_group_findings(gknb_report *report)
{
    for (uint32_t i = 0; i < report->findings; i++) {
        if (cause_is(report, i, GK_RULE_CHARACTERS_LOST)) cause_of_lost(report, i);
        if (cause_is(report, i, GK_RULE_LABEL_MISSING) || cause_is(report, i, GK_RULE_HEADS_INCOMPLETE))
            cause_of_missing(report, i);
    }
    for (uint32_t i = 0; i < report->findings; i++) cause_of(report, i);
    for (uint32_t i = 0; i < report->findings; i++)
        if (cause_is(report, i, GK_RULE_ROW_MISSING)) {
            cause_cut_row(report, i);
            cause_other_form(report, i);
        }
    cause_cut_sections(report);
}
