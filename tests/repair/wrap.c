/* wrap.c: the generated parser with the repair engine behind it, and without the builder it calls. */
#define _POSIX_C_SOURCE 200809L
#include "../../gen/parser.c"

void gk_build_section(gk_build *build, uint32_t item) { (void)build, (void)item; }
void gk_build_head(gk_build *build, uint32_t item) { (void)build, (void)item; }
void gk_build_group(gk_build *build, uint32_t item) { (void)build, (void)item; }
void gk_build_row(gk_build *build, uint32_t label, uint32_t first_cell, unsigned cells)
{
    (void)build, (void)label, (void)first_cell, (void)cells;
}
void gk_build_text(gk_build *build, uint32_t item) { (void)build, (void)item; }
void gk_build_fault(gk_build *build, int terminal, uint32_t item)
{
    (void)terminal;
    if (!build->fault) build->fault_item = item;
    build->fault = 1;
}
void gk_build_table(gk_build *build, uint32_t label) { (void)build, (void)label; }
void gk_report_fault(gk_build *build, uint32_t item, const uint16_t *expected, unsigned count)
{
    (void)build, (void)item, (void)expected, (void)count;
}

/* The entry the real parser stops at; -1: it takes them all. */
long test_parse(const gk_repair_entry *entries, uint32_t count, int start);
long test_parse(const gk_repair_entry *entries, uint32_t count, int start)
{
    gk_build build;
    yyParser parser;
    memset(&build, 0, sizeof build);
    gk_lemonInit(&parser);
    gk_lemon(&parser, start, 0, &build);
    for (uint32_t i = 0; i < count && !build.fault; i++) gk_lemon(&parser, entries[i].kind, i, &build);
    if (!build.fault) gk_lemon(&parser, 0, count, &build);
    return build.fault ? (long)build.fault_item : -1;
}

/* The states of a parser, without its actions: not those of the engine, to check it. */
typedef struct {
    YYACTIONTYPE state[YYSTACKDEPTH];
    int top;
} test_states;

static int test_shift(test_states *s, unsigned terminal)
{
    unsigned action = yy_find_shift_action((YYCODETYPE)terminal, s->state[s->top]);
    while (action >= YY_MIN_REDUCE) {
        s->top += yyRuleInfoNRhs[action - YY_MIN_REDUCE];
        action = yy_find_reduce_action(s->state[s->top], (YYCODETYPE)yyRuleInfoLhs[action - YY_MIN_REDUCE]);
        s->state[++s->top] = (YYACTIONTYPE)action;
        action = yy_find_shift_action((YYCODETYPE)terminal, (YYACTIONTYPE)action);
    }
    if (action > YY_MAX_SHIFTREDUCE) return 0;
    if (action > YY_MAX_SHIFT) action = action + YY_MIN_REDUCE - YY_MIN_SHIFTREDUCE;
    s->state[++s->top] = (YYACTIONTYPE)action;
    return 1;
}

/* Does `terminal` fit behind the entries, and not only as what it falls back to? */
int test_expects(const gk_repair_entry *entries, uint32_t count, int start, unsigned terminal);
int test_expects(const gk_repair_entry *entries, uint32_t count, int start, unsigned terminal)
{
    test_states s, other;
    s.state[0] = 0;
    s.top = 0;
    if (!test_shift(&s, (unsigned)start)) return 0;
    for (uint32_t i = 0; i < count; i++)
        if (!test_shift(&s, entries[i].kind)) return 0;
    other = s;
    if (!test_shift(&s, terminal)) return 0;
    return !yyFallback[terminal] || !test_shift(&other, yyFallback[terminal]) ||
           s.state[s.top] != other.state[other.top];
}
