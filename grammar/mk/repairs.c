/* repairs.c: what edits cost. */
#include "mk.h"

#include <stdlib.h>
#include <string.h>

/* in the order of GK_CLASS_ and GK_COST_ */
static const char *const kinds[] = {"section",  "article", "head",   "group", "row",
                                    "fragment", "text",    "number", "blank"};
static const char *const settings[] = {"substitute",
                                       "substitute_far",
                                       "near",
                                       "far",
                                       "split",
                                       "orphan",
                                       "elsewhere",
                                       "most",
                                       "shifts",
                                       "rollback",
                                       "reading_missing",
                                       "reading_surplus",
                                       "reading_split",
                                       "reading_violated"};
enum { KINDS = sizeof kinds / sizeof *kinds, SETTINGS = sizeof settings / sizeof *settings };

static int costs[KINDS][4], known_cost[KINDS], values[SETTINGS], known_value[SETTINGS];

static int place_of(const char *name, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(names[i], name)) return i;
    return -1;
}

void read_repairs(const char *path)
{
    FILE *in = open_in(path);
    char *text;
    int line = 0;
    while ((text = read_line(in, &line))) {
        int is_cost = !strcmp(word(&text), "cost");
        const char *name = part(&text);
        int at = is_cost ? place_of(name, kinds, KINDS) : place_of(name, settings, SETTINGS);
        if (at < 0) fail(path, line, "no such name: %s", name);
        if ((is_cost ? known_cost : known_value)[at]++) fail(path, line, "%s stands twice", name);
        if (!is_cost) values[at] = atoi(part(&text));
        for (int half = 0; is_cost && half < 2; half++) {
            char *two = part(&text);
            for (int i = 0; i < 2; i++) {
                const char *cost = word(&two);
                int is = *cost == '-' ? -1 : atoi(cost);
                if (!is || (half && is < 0))
                    fail(path, line, "a cost is at least 1, and only an insertion may be none: %s", cost);
                costs[at][half * 2 + i] = is;
            }
        }
    }
    for (int i = 0; i < KINDS; i++)
        if (!known_cost[i]) fail(path, line, "no cost of %s", kinds[i]);
    for (int i = 0; i < SETTINGS; i++)
        if (!known_value[i]) fail(path, line, "no %s", settings[i]);
    fclose(in);
}

void write_repairs(FILE *out)
{
    fputs("\nconst gk_repair_cost gk_repair_costs[GK_COSTS] = {\n    {{0, 0}, {0, 0}},\n", out);
    for (int i = 0; i < KINDS; i++) {
        const int *c = costs[i];
        fprintf(out, "    {{%d, %d}, {%d, %d}}, /* %s */\n", c[0], c[1], c[2], c[3], kinds[i]);
    }
    fputs("};\nconst gk_repair_settings gk_settings = {\n", out);
    for (int i = 0; i < SETTINGS; i++) fprintf(out, "    %d, /* %s */\n", values[i], settings[i]);
    fputs("};\n", out);
}
