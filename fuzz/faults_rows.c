/* faults_rows.c: see faults.h. Rows, headings, and what comes between them. */
#include <string.h>

#include "faults.h"

/* A heading of a section with a table. */
static int fault_heading(fuzz_choice *choice, const fuzz_document *d)
{
    unsigned nth = fuzz_pick(choice, 3);
    for (unsigned l = 0; l + 1 < d->lines; l++)
        if (d->line[l].kind == FUZZ_HEADING && d->line[l + 1].table && !nth--) return (int)l;
    return -1;
}

int garble_heading(fuzz_choice *choice, fuzz_document *d, unsigned how)
{
    int l = fault_heading(choice, d);
    return l >= 0 && garble_slot(choice, d, &d->line[l].slot[0], how);
}

int lose_heading(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    int l = fault_heading(choice, d);
    (void)arg;
    if (l < 0) return 0;
    fuzz_drop_line(d, (unsigned)l);
    return 1;
}

int double_heading(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    int l = fault_heading(choice, d);
    (void)arg;
    if (l < 0 || !fuzz_add_line(d, (unsigned)l, FUZZ_HEADING, 0)) return 0;
    d->line[l] = d->line[l + 1];
    return 1;
}

/* ---- rows ---- */

int lose_row(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    int l = fault_row(choice, d, GROUPED);
    (void)arg;
    if (l < 0) return 0;
    fault_lose_line(d, &d->line[l]);
    fuzz_drop_line(d, (unsigned)l);
    return 1;
}

int double_row(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    int l = fault_row(choice, d, GROUPED);
    (void)arg;
    if (l < 0 || !fuzz_add_line(d, (unsigned)l, FUZZ_ROW, 0)) return 0;
    d->line[l] = d->line[l + 1];
    for (unsigned i = 0; i < d->line[l + 1].count; i++) d->line[l + 1].slot[i].field = -1;
    return 1;
}

/* Rows change places; a group label beside the first stays where it is. */
int swap_rows(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    int l = fault_row(choice, d, GROUPED | NOT_LAST);
    fuzz_line *a = &d->line[l < 0 ? 0 : l], *b = a + 1;
    unsigned from;
    (void)arg;
    if (l < 0) return 0;
    b->hurt = 1;
    from = fault_label(a) == fault_label(b) ? (unsigned)fault_label(a) : 0;
    for (unsigned i = from; i < a->count && i < b->count; i++) {
        fuzz_slot c = a->slot[i];
        a->slot[i] = b->slot[i];
        b->slot[i] = c;
    }
    return 1;
}

/* A line of its own between two rows, or a slot among the numbers. */
static int put_noise(fuzz_choice *choice, fuzz_document *d, const char *text, int inside)
{
    int l = fault_row(choice, d, inside ? SEVERAL : NOT_LAST);
    fuzz_slot *slot;
    if (l < 0) return 0;
    if (inside) {
        fuzz_line *line = &d->line[l];
        unsigned at = fault_first_number(line) + 1 + fuzz_pick(choice, fault_numbers(line) - 1);
        slot = fuzz_add_slot(line, at, FUZZ_NOISE);
    } else {
        fuzz_line *line = fuzz_add_line(d, (unsigned)l + 1, FUZZ_STRAY, d->line[l].table);
        slot = line ? fuzz_add_slot(line, 0, FUZZ_NOISE) : NULL;
    }
    if (!slot) return 0;
    fault_text(d, slot, text);
    return 1;
}

int put_footer(fuzz_choice *choice, fuzz_document *d, unsigned inside)
{
    static const char *const footers[] = {"某某市水利局 政府信息公开工作年度报告", "第 3 页 共 8 页", "3 / 8",
                                          "打印日期:2024-01-22"};
    return put_noise(choice, d, footers[fuzz_pick(choice, 4)], (int)inside);
}

int put_page(fuzz_choice *choice, fuzz_document *d, unsigned inside)
{
    static const char *const pages[] = {"4", "- 4 -", "-4-", "— 4 —", "12"};
    return put_noise(choice, d, pages[fuzz_pick(choice, 5)], (int)inside);
}

/* The heads of table three again, as behind a page break. */
int repeat_heads(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    int l = fault_row(choice, d, GROUPED | NOT_LAST);
    unsigned at = (unsigned)l + 1, heads = 0;
    (void)arg;
    if (l < 0) return 0;
    for (unsigned i = 0; i < (unsigned)l; i++)
        if (d->line[i].kind == FUZZ_HEADS && d->line[i].table == d->line[l].table) {
            if (!fuzz_add_line(d, at + heads, FUZZ_HEADS, 0)) return 0;
            d->line[at + heads++] = d->line[i];
        }
    return heads > 0;
}

int lose_and_page_break(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    return lose_numbers(choice, d, 1) && put_footer(choice, d, 0) && repeat_heads(choice, d, arg);
}
