/* main.c: mk OUT FILE...: reads the tables of grammar/ and writes gen/. What a file is, its name says. */
#include "mk.h"

#include <string.h>

static int named(const char *path, const char *end)
{
    size_t size = strlen(path), want = strlen(end);
    return size >= want && !strcmp(path + size - want, end);
}

/* What there is, in all and of each form: its numbers, those no other form has, its equations, the rules that can speak
 * of it and those that cannot. */
static void write_stats(FILE *out)
{
    fprintf(out, "labels %d\nwordings %d\nforms %d\nrules %d\nequations %d\n", label_count - 1, wording_count,
            form_count, rule_count, equation_count);
    for (int f = 0; f < form_count; f++) {
        int own = 0, equal = 0, speak = 0;
        for (int i = forms[f].first_field; i < forms[f].first_field + forms[f].field_count; i++) {
            int others = 0;
            for (int o = 0; o < form_count; o++) others += o != f && find_field(o, fields[i].path) >= 0;
            own += !others;
        }
        for (int i = 0; i < equation_count; i++) equal += equations[i].form == f;
        for (int i = 0; i < rule_count; i++) speak += (int)(rules[i].forms >> f & 1);
        fprintf(out, "form %s: rows %d fields %d (of its own %d) equations %d rules %d", forms[f].id,
                forms[f].row_count, forms[f].field_count, own, equal, speak);
        for (int i = 0, any = 0; i < rule_count; i++)
            if (!(rules[i].forms >> f & 1)) fprintf(out, "%s %s", any++ ? "" : " without", rules[i].id);
        fputs("\n", out);
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *end;
        void (*read)(const char *path);
    } readers[] = {{"folds.def", read_folds},   {"words.def", read_words}, {"labels.def", read_labels},
                   {"fields.def", read_fields}, {"sheet.def", read_sheet}, {"repairs.def", read_repairs},
                   {".rules", read_rules},      {"prose.def", read_prose}};
    FILE *out;
    if (argc < 3) fail("mk", 0, "usage: mk OUT FILE...");
    for (size_t k = 0; k < sizeof readers / sizeof *readers; k++)
        for (int i = 2; i < argc; i++)
            if (named(argv[i], readers[k].end)) readers[k].read(argv[i]);
    check_sheets();
    expand_rules();
    expand_prose();
    fold_wordings();
    write_label_machine(argv[1]);
    write_names(argv[1]);
    out = open_out(argv[1], "tables.c");
    fputs("/* Made by grammar/mk from the tables of grammar/. */\n#include \"../src/model/tables.h\"\n\n", out);
    write_folds(out);
    write_exact(out);
    write_near(out);
    write_words(out, argv[1]);
    write_fields(out);
    write_rules(out);
    write_prose(out, argv[1]);
    write_sheets(out);
    write_repairs(out);
    fclose(out);
    out = open_out(argv[1], "labels.dict");
    write_dictionary(out);
    fclose(out);
    out = open_out(argv[1], "STATS");
    write_stats(out);
    fclose(out);
    return 0;
}
