/* tables.c: behind a copy of gen/parser.c that tells each move of the parser itself; the trials of the repair engine,
 * and of what could have stood at a fault, are none. Out: at the end, to the file that TABLES names, each pair of a
 * state and a token that has an action, and each production, and whether it was met. */
static void __attribute__((destructor)) tables_write(void)
{
    const char *path = getenv("TABLES");
    FILE *out = path ? fopen(path, "a") : NULL;
    if (!out) return;
    for (int state = 0; state < YYNSTATE; state++)
        for (int token = 0; token < YYNTOKEN; token++)
            if (yy_lookahead[yy_shift_ofst[state] + token] == token)
                fprintf(out, "pair %s %d %s\n", tables_pairs[state][token] ? "ok" : "missed", state,
                        yyTokenName[token]);
    for (unsigned rule = 0; rule < YYNRULE; rule++)
        fprintf(out, "production %s %s\n", tables_rules[rule] ? "ok" : "missed", yyRuleName[rule]);
    fclose(out);
}
