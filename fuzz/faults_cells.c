/* faults_cells.c: see faults.h. Numbers and labels. */
#include <string.h>

#include "faults.h"

/* ---- numbers ---- */

int lose_numbers(fuzz_choice *choice, fuzz_document *d, unsigned count)
{
    int l = fault_row(choice, d, count > 1 ? SEVERAL : ANY_ROW);
    if (l < 0) return 0;
    while (count--) {
        fuzz_line *line = &d->line[l];
        unsigned at = fault_first_number(line) + fuzz_pick(choice, fault_numbers(line));
        fault_lose(d, &line->slot[at]);
        fuzz_drop_slot(line, at);
    }
    return 1;
}

int lose_numbers_anywhere(fuzz_choice *choice, fuzz_document *d, unsigned count)
{
    while (count--)
        if (!lose_numbers(choice, d, 1)) return 0;
    return 1;
}

/* Another number in a row: its neighbour again or a small one; or, `fresh`, one that is hardly there already. */
static int put_stray(fuzz_choice *choice, fuzz_document *d, fuzz_line *line, int fresh)
{
    unsigned first = fault_first_number(line), n = fault_numbers(line), at = first + fuzz_pick(choice, n + 1);
    fuzz_slot *slot = fuzz_add_slot(line, at, FUZZ_NUMBER);
    char text[40];
    if (!slot) return 0;
    if (!fresh && fuzz_pick(choice, 2)) {
        const fuzz_slot *other = at > first ? slot - 1 : slot + 1;
        slot->text = other->text;
        slot->size = other->size;
    } else {
        fuzz_set_text(d, slot, text,
                      gknb_format_decimal((gknb_decimal){fuzz_pick(choice, 30) + (fresh ? 10000 : 0), 0}, text));
    }
    return 1;
}

int extra_number(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    int l = fault_row(choice, d, ANY_ROW);
    (void)arg;
    return l >= 0 && put_stray(choice, d, &d->line[l], 0);
}

/* In a row that an identity watches: elsewhere nobody can tell. */
int lose_and_stray(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    int l = fault_row(choice, d, GROUPED | SEVERAL);
    fuzz_line *line = &d->line[l < 0 ? 0 : l];
    unsigned at;
    (void)arg;
    if (l < 0) return 0;
    at = fault_first_number(line) + fuzz_pick(choice, fault_numbers(line));
    fault_lose(d, &line->slot[at]);
    fuzz_drop_slot(line, at);
    return put_stray(choice, d, line, 1);
}

/* The document itself is wrong: other numbers stand there, and they are what must be read. */
int wrong_numbers(fuzz_choice *choice, fuzz_document *d, unsigned count)
{
    while (count--) {
        int l = fault_row(choice, d, GROUPED);
        fuzz_line *line = &d->line[l < 0 ? 0 : l];
        fuzz_slot *slot;
        gknb_decimal *value;
        char text[40];
        if (l < 0) return 0;
        slot = &line->slot[fault_first_number(line) + fuzz_pick(choice, fault_numbers(line))];
        value = &d->truth.value[slot->field];
        value->digits += 1 + fuzz_pick(choice, 20);
        fuzz_set_text(d, slot, text, gknb_format_decimal(*value, text));
    }
    return 1;
}

int swap_numbers(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    for (int tries = 0; tries < 40; tries++) {
        int l = fault_row(choice, d, SEVERAL);
        fuzz_line *line = &d->line[l < 0 ? 0 : l];
        unsigned first = l < 0 ? 0 : fault_first_number(line);
        (void)arg;
        if (l < 0) return 0;
        for (unsigned i = first; i + 1 < first + fault_numbers(line); i++) {
            fuzz_slot *a = &line->slot[i], *b = a + 1, c = *a;
            gknb_decimal *x = &d->truth.value[a->field], *y = &d->truth.value[b->field], z = *x;
            if (x->digits == y->digits) continue;
            a->text = b->text, a->size = b->size;
            b->text = c.text, b->size = c.size;
            *x = *y, *y = z;
            return 1;
        }
    }
    return 0;
}

int note_in_cell(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    static const char *const notes[] = {"（其中修订 16 件）", "（含上年结转）", "(其中:网络申请12件)", "（不含乡镇）"};
    int l = fault_row(choice, d, ANY_ROW);
    fuzz_line *line = &d->line[l < 0 ? 0 : l];
    fuzz_slot *slot;
    char text[96];
    (void)arg;
    if (l < 0) return 0;
    slot = &line->slot[fault_first_number(line) + fuzz_pick(choice, fault_numbers(line))];
    memcpy(text, d->text + slot->text, slot->size);
    text[slot->size] = 0;
    strcat(text, notes[fuzz_pick(choice, 4)]);
    fault_text(d, slot, text);
    return 1;
}

/* ---- labels ---- */

/* Behind the ordinal a character is lost, or another stands for it; or the end is lost. */
int garble_slot(fuzz_choice *choice, fuzz_document *d, fuzz_slot *slot, unsigned how)
{
    static const char *const others[] = {"\xe5\x8f\xa3", "?", "\xef\xbf\xbd", "\xe5\xb7\xb2", "\xe6\x97\xa5"};
    char text[400] = "", copy[400];
    size_t at[128], n = 0, nth;
    memcpy(copy, d->text + slot->text, slot->size);
    copy[slot->size] = 0;
    for (size_t i = 0; i < slot->size; i += fuzz_char(copy[i])) at[n++] = i;
    at[n] = slot->size;
    if (n < 3) return 0;
    nth = how == GARBLE_CUT ? n - 1 - fuzz_pick(choice, (uint32_t)(n > 8 ? n / 4 : 1)) : fuzz_pick(choice, (uint32_t)n);
    if (n > 4 && nth < 3) nth = 3; /* not in the ordinal */
    memcpy(text, copy, at[nth]);
    if (how == GARBLE_REPLACE) strcat(text, others[fuzz_pick(choice, 5)]);
    if (how != GARBLE_CUT) strcat(text, copy + at[nth + 1]);
    fault_text(d, slot, text);
    return 1;
}

int garble_label(fuzz_choice *choice, fuzz_document *d, unsigned how)
{
    int l = fault_row(choice, d, WITH_LABEL);
    return l >= 0 && garble_slot(choice, d, &d->line[l].slot[fault_label(&d->line[l])], how);
}

int lose_label(fuzz_choice *choice, fuzz_document *d, unsigned arg)
{
    int l = fault_row(choice, d, WITH_LABEL);
    (void)arg;
    if (l < 0) return 0;
    fuzz_drop_slot(&d->line[l], (unsigned)fault_label(&d->line[l]));
    return 1;
}

int lose_and_garble(fuzz_choice *choice, fuzz_document *d, unsigned how)
{
    int l = fault_row(choice, d, NOT_LAST);
    fuzz_line *line = &d->line[l < 0 ? 0 : l];
    unsigned at;
    if (l < 0) return 0;
    at = fault_first_number(line) + fuzz_pick(choice, fault_numbers(line));
    fault_lose(d, &line->slot[at]);
    fuzz_drop_slot(line, at);
    line[1].hurt = 1;
    return garble_slot(choice, d, &line[1].slot[fault_label(line + 1)], how);
}
