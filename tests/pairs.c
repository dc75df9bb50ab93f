/* pairs.c: see pairs.h. */
#include "pairs.h"

#include <stdlib.h>
#include <string.h>

static const char *const LAST_WORDS[] = {"F107", "F111", "F112",
                                         "H107"}; /* where these are found nothing else is judged */
enum { IN_A_LINE = 120 };                         /* bytes that may stand instead of others: some forty characters */

typedef struct {
    text where, input, previous, options, ids;
} pairs_case;

static pairs_case *cases;
static size_t count, room;

void pairs_add(const char *where, const text *input, const text *previous, const char *options, const text *ids)
{
    pairs_case *c;
    if (count == room) {
        room = room ? 2 * room : 256;
        cases = (pairs_case *)realloc(cases, room * sizeof *cases);
        if (!cases) abort();
    }
    c = &cases[count++];
    memset(c, 0, sizeof *c);
    text_puts(&c->where, where);
    text_add(&c->input, text_of(input), input->size);
    text_add(&c->previous, text_of(previous), previous->size);
    text_puts(&c->options, options);
    text_format(&c->ids, " %s", text_of(ids));
}

static size_t lesser(size_t a, size_t b) { return a < b ? a : b; }

/* Whether the one is the other with its first part behind its second. */
static int is_rotated(const char *a, const char *b, size_t size)
{
    for (size_t cut = 1; cut < size; cut++)
        if (!memcmp(a, b + size - cut, cut) && !memcmp(a + cut, b, size - cut)) return 1;
    return 0;
}

static int differ_once(const text *a, const text *b)
{
    size_t least = lesser(a->size, b->size), head = 0, tail = 0, left, right;
    while (head < least && a->at[head] == b->at[head]) head++;
    while (tail < least - head && a->at[a->size - 1 - tail] == b->at[b->size - 1 - tail]) tail++;
    left = a->size - head - tail;
    right = b->size - head - tail;
    if (3 * (head + tail) < (a->size > b->size ? a->size : b->size)) return 0;
    if (!left || !right) return left != right;
    if (left <= IN_A_LINE && right <= IN_A_LINE && !memchr(a->at + head, '\n', left) &&
        !memchr(b->at + head, '\n', right))
        return 1;
    while (head && a->at[head - 1] != '\n') head--; /* whole lines, each with its end */
    while (tail && (a->at[a->size - 1 - tail] != '\n' || b->at[b->size - 1 - tail] != '\n')) tail--;
    return left == right && is_rotated(a->at + head, b->at + head, a->size - head - tail);
}

static int is_pair(const pairs_case *a, const pairs_case *b)
{
    if (!a->previous.size != !b->previous.size || !text_same(&a->options, &b->options)) return 0;
    if (text_same(&a->previous, &b->previous)) return differ_once(&a->input, &b->input);
    return text_same(&a->input, &b->input) && differ_once(&a->previous, &b->previous);
}

static int has(const pairs_case *c, const char *id)
{
    char due[24];
    snprintf(due, sizeof due, " %s ", id);
    return strstr(text_of(&c->ids), due) != NULL;
}

/* Every finding of the one is among those of the other, as far as the other was judged. */
static int has_no_more(const pairs_case *c, const pairs_case *than)
{
    for (size_t i = 0; i < sizeof LAST_WORDS / sizeof *LAST_WORDS; i++)
        if (has(than, LAST_WORDS[i])) return 1;
    for (size_t i = 1; i < c->ids.size;) {
        char id[16];
        size_t size = strcspn(c->ids.at + i, " ");
        snprintf(id, sizeof id, "%.*s", (int)size, c->ids.at + i);
        if (!has(than, id)) return 0;
        i += size + 1;
    }
    return 1;
}

size_t pairs_check(int show, text *lacking)
{
    size_t passed = 0;
    for (size_t r = 0; r < gknb_rule_count(); r++) {
        const pairs_case *bad = NULL, *good = NULL;
        gknb_rule rule;
        gknb_get_rule(r, &rule);
        for (size_t i = 0; i < count && !good; i++) {
            if (!has(&cases[i], rule.id)) continue;
            bad = &cases[i];
            for (size_t n = 0; n < count && !good; n++)
                if (!has(&cases[n], rule.id) && has_no_more(&cases[n], bad) && is_pair(bad, &cases[n]))
                    good = &cases[n];
        }
        passed += good != NULL;
        if (!good) text_format(lacking, "%s %s: no two cases differ in one place and in it\n", rule.id, rule.name);
        else if (show) printf("%s  bad %s  good %s\n", rule.id, text_of(&bad->where), text_of(&good->where));
    }
    return passed;
}
