/* fields.c: labels and fields of every form. */
#include "mk.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

label labels[MAX_LABELS];
wording wordings[MAX_WORDINGS];
form forms[MAX_FORMS];
column columns[MAX_COLUMNS];
list sets[MAX_SETS];
table tables[MAX_TABLES];
row rows[MAX_ROWS];
field fields[MAX_FIELDS];
int label_count = 1, wording_count, form_count, column_count, set_count, table_count, row_count, field_count;

static list column_lists[MAX_SETS];
static int column_list_count;

/* grammar/2021/labels.def -> the index of form 2021, made when new; -1 for the folder above. */
static int form_of_path(const char *path)
{
    const char *name = strrchr(path, '/');
    char id[16];
    const char *start;
    if (!name) return -1;
    for (start = name; start > path && start[-1] != '/'; start--) {}
    if (!isdigit((unsigned char)*start) || name - start >= (long)sizeof id) return -1;
    memcpy(id, start, (size_t)(name - start));
    id[name - start] = 0;
    for (int i = 0; i < form_count; i++)
        if (!strcmp(forms[i].id, id)) return i;
    if (form_count == MAX_FORMS) fail(path, 0, "too many forms");
    forms[form_count].id = copy(id);
    return form_count++;
}

int find_label(const char *id)
{
    for (int i = 1; i < label_count; i++)
        if (!strcmp(labels[i].id, id)) return i;
    return 0;
}

static void add_wording(const char *path, int line, const char *text, int variant)
{
    if (!*text) fail(path, line, "an empty wording");
    if (wording_count == MAX_WORDINGS) fail(path, line, "too many wordings");
    wordings[wording_count].text = copy(text);
    wordings[wording_count].label = label_count;
    wordings[wording_count++].variant = variant;
}

/* A label of the folder above, which this form words otherwise: one of its other wordings is the form's own. */
static void read_own(const char *path, int line, const char *id, const char *text)
{
    int l = find_label(id), of = form_of_path(path);
    if (!l || of < 0) fail(path, line, "no label of every form: %s", id);
    for (int i = 0; i < wording_count; i++)
        if (wordings[i].label == l && !strcmp(wordings[i].text, text)) labels[l].own[of] = i + 1;
    if (!labels[l].own[of]) fail(path, line, "%s has no wording %s", id, text);
}

void read_labels(const char *path)
{
    static const char *const classes[] = {"section", "article", "head", "group", "row", "fragment"};
    FILE *in = open_in(path);
    char *text;
    int line = 0;
    while ((text = read_line(in, &line))) {
        label *l = &labels[label_count];
        int known = 0;
        if (label_count == MAX_LABELS) fail(path, line, "too many labels");
        l->id = copy(part(&text));
        l->class_name = copy(part(&text));
        if (!strcmp(l->class_name, "own")) {
            read_own(path, line, l->id, part(&text));
            continue;
        }
        l->form = form_of_path(path);
        if (find_label(l->id)) fail(path, line, "label %s stands twice", l->id);
        for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) known |= !strcmp(classes[i], l->class_name);
        if (!known) fail(path, line, "no such class: %s", l->class_name);
        if (!strcmp(l->class_name, "section")) l->section = atoi(strrchr(l->id, '_') + 1);
        add_wording(path, line, part(&text), 0);
        for (int variant = 1; variant <= 2; variant++) {
            char *more = part(&text);
            if (variant == 2 && *more && !l->section) fail(path, line, "the law words headings only");
            while (*more) {
                char *end = strchr(more, ';');
                if (end) *end = 0;
                while (*more == ' ') more++;
                add_wording(path, line, more, variant);
                more = end ? end + 1 : more + strlen(more);
                while (*more == ' ') more++;
            }
        }
        label_count++;
    }
    fclose(in);
}

static int need_label(const char *path, int line, const char *id)
{
    int found = find_label(id);
    if (!found) fail(path, line, "no such label: %s", id);
    return found;
}

static int find_column(int of, const char *key)
{
    for (int i = 0; i < column_count; i++)
        if (columns[i].form == of && !strcmp(columns[i].key, key)) return i;
    return -1;
}

static list *add_list(const char *path, int line, list *where, int *count, int of, char *text)
{
    list *l = &where[*count];
    char *member;
    if (*count == MAX_SETS) fail(path, line, "too many lists");
    ++*count;
    l->name = copy(part(&text));
    l->form = of;
    text = part(&text);
    while (*(member = word(&text))) {
        char *equals = strchr(member, '=');
        if (l->count == MAX_MEMBERS) fail(path, line, "too many members");
        if (equals) *equals = 0;
        l->column[l->count] = find_column(of, equals ? equals + 1 : member);
        l->member[l->count++] = copy(member);
    }
    return l;
}

const list *find_set(int of, const char *name)
{
    for (int i = 0; i < set_count; i++)
        if (sets[i].form == of && !strcmp(sets[i].name, name)) return &sets[i];
    for (int i = 0; i < column_list_count; i++)
        if (column_lists[i].form == of && !strcmp(column_lists[i].name, name)) return &column_lists[i];
    return NULL;
}

int find_field(int of, const char *path)
{
    const form *f = &forms[of];
    for (int i = f->first_field; i < f->first_field + f->field_count; i++)
        if (!strcmp(fields[i].path, path)) return i;
    return -1;
}

static table *find_table(int of, const char *path)
{
    size_t size = strcspn(path, ".");
    for (int i = 0; i < table_count; i++)
        if (tables[i].form == of && strlen(tables[i].key) == size && !strncmp(tables[i].key, path, size))
            return &tables[i];
    return NULL;
}

/* The type of the next cell, cut off a list: TYPE or TYPE UNIT, between commas; the last goes on for the rest. */
static void read_type(const char *path, int line, char **list_of, field *f)
{
    static const char *const types[][2] = {
        {"count", "COUNT"}, {"change", "CHANGE"}, {"money", "MONEY"}, {"amount", "AMOUNT"}};
    char text[64], *at = text, *comma;
    const char *name;
    snprintf(text, sizeof text, "%s", *list_of);
    if ((comma = strchr(text, ','))) {
        *comma = 0;
        *list_of += comma + 1 - text;
    }
    name = word(&at);
    f->type = NULL;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!strcmp(types[i][0], name)) f->type = copy(types[i][1]);
    if (!f->type) fail(path, line, "no such type: %s", name);
    f->unit = copy(word(&at));
}

static void add_row(const char *path, int line, int of, char *text)
{
    row *r = &rows[row_count];
    const list *cells;
    table *t;
    char *type, *label_text, *shown;
    if (row_count == MAX_ROWS) fail(path, line, "too many rows");
    r->path = copy(part(&text));
    label_text = part(&text);
    shown = strchr(label_text, '/');
    if (shown) *shown++ = 0;
    r->label = need_label(path, line, label_text);
    r->shown = shown ? need_label(path, line, shown) : r->label;
    r->form = of;
    if (!(cells = find_set(of, part(&text))) || cells->column[0] < 0) fail(path, line, "no such columns");
    type = part(&text);
    r->name = copy(part(&text));
    if (!(t = find_table(of, r->path))) fail(path, line, "no table for %s", r->path);
    r->table = (int)(t - tables);
    r->first_field = field_count;
    r->columns = cells->count;
    for (int i = 0; i < cells->count; i++) {
        char name[256];
        snprintf(name, sizeof name, "%s.%s", r->path, cells->member[i]);
        if (field_count == MAX_FIELDS) fail(path, line, "too many fields");
        if (cells->column[i] < 0) fail(path, line, "no such column: %s", cells->member[i]);
        if (forms[of].field_count && find_field(of, name) >= 0) fail(path, line, "%s stands twice", name);
        read_type(path, line, &type, &fields[field_count]);
        if (!strcmp(fields[field_count].type, "CHANGE") && (!i || strcmp(fields[field_count - 1].type, "COUNT")))
            fail(path, line, "a change stands behind the count that changes");
        fields[field_count].path = copy(name);
        fields[field_count].row = row_count;
        fields[field_count++].column = cells->column[i];
        forms[of].field_count++;
    }
    forms[of].row_count++;
    row_count++;
}

/* The set TABLE.rows: every row of a table, relative to it. */
static void add_row_sets(int of)
{
    for (int t = 0; t < table_count; t++) {
        list *l = &sets[set_count];
        char name[64];
        if (tables[t].form != of) continue;
        snprintf(name, sizeof name, "%s.rows", tables[t].key);
        l->name = copy(name);
        l->form = of;
        for (int r = 0; r < row_count; r++) {
            if (rows[r].table != t) continue;
            l->column[l->count] = -1;
            l->member[l->count++] = copy(rows[r].path + strlen(tables[t].key) + 1);
        }
        set_count++;
    }
}

static void add_labels_of(const char *path, int line, int of, char *text, int heads)
{
    table *t = find_table(of, part(&text));
    char *id;
    if (!t) fail(path, line, "no such table");
    text = part(&text);
    while (*(id = word(&text))) {
        int found = need_label(path, line, id);
        if (heads) t->heads[t->head_count++] = found;
        else t->groups[t->group_count++] = found;
    }
}

void read_fields(const char *path)
{
    FILE *in = open_in(path);
    char *text;
    int line = 0, of = form_of_path(path);
    form *f = &forms[of];
    f->first_field = field_count;
    f->first_row = row_count;
    while ((text = read_line(in, &line))) {
        const char *what = word(&text);
        if (!strcmp(what, "form")) {
            if (strcmp(part(&text), f->id)) fail(path, line, "the folder says form %s", f->id);
            f->since = copy(part(&text));
            f->until = copy(part(&text));
            f->source = copy(part(&text));
        } else if (!strcmp(what, "column")) {
            column *c = &columns[column_count++];
            c->key = copy(part(&text));
            c->label = need_label(path, line, part(&text));
            c->name = copy(part(&text));
            c->form = of;
        } else if (!strcmp(what, "columns")) {
            add_list(path, line, column_lists, &column_list_count, of, text);
        } else if (!strcmp(what, "set")) {
            list *l = add_list(path, line, sets, &set_count, of, text);
            for (int i = 0; i < l->count; i++) l->column[i] = -1;
        } else if (!strcmp(what, "table")) {
            table *t = &tables[table_count++];
            t->key = copy(part(&text));
            t->section = atoi(part(&text));
            t->zh = copy(part(&text));
            t->en = copy(part(&text));
            t->form = of;
        } else if (!strcmp(what, "row")) {
            add_row(path, line, of, text);
        } else if (!strcmp(what, "heads") || !strcmp(what, "groups")) {
            add_labels_of(path, line, of, text, what[0] == 'h');
        } else {
            fail(path, line, "no such line: %s", what);
        }
    }
    if (!f->since) fail(path, line, "no form line");
    add_row_sets(of);
    fclose(in);
}

static void write_label_list(FILE *out, const int *list_of, int count)
{
    fputs("{", out);
    for (int i = 0; i < count; i++) fprintf(out, "%d,", list_of[i]);
    fprintf(out, "0}, %d", count);
}

void write_fields(FILE *out)
{
    fprintf(out, "const gk_label gk_labels[] = {\n    {\"\", 0, 0, 0, 0},\n");
    for (int i = 1; i < label_count; i++) {
        int first = 0;
        while (wordings[first].label != i) first++;
        fprintf(out, "    {\"%s\", GK_CLASS_%s, %d, %d, %d},\n", labels[i].id, labels[i].class_name, labels[i].section,
                labels[i].form + 1, first);
    }
    fprintf(out, "};\nconst unsigned gk_label_count = %d;\n\nconst gk_wording gk_wordings[] = {\n", label_count);
    for (int i = 0; i < wording_count; i++) {
        fprintf(out, "    {%d, %d, ", wordings[i].label, wordings[i].variant);
        put_string(out, wordings[i].text);
        fprintf(out, ", %zu", strlen(wordings[i].text));
        fputs("},\n", out);
    }
    fprintf(out, "};\nconst unsigned gk_wording_count = %d;\n\nconst gk_column gk_columns[] = {\n", wording_count);
    for (int i = 0; i < column_count; i++)
        fprintf(out, "    {\"%s\", %d, \"%s\"},\n", columns[i].key, columns[i].label, columns[i].name);
    fputs("};\n\nconst gk_table gk_tables[] = {\n", out);
    for (int i = 0; i < table_count; i++) {
        fprintf(out, "    {\"%s\", \"%s\", \"%s\", %d, %d, ", tables[i].key, tables[i].zh, tables[i].en, tables[i].form,
                tables[i].section);
        write_label_list(out, tables[i].heads, tables[i].head_count);
        fputs(", ", out);
        write_label_list(out, tables[i].groups, tables[i].group_count);
        fputs("},\n", out);
    }
    fprintf(out, "};\nconst unsigned gk_table_count = %d;\n\nconst gk_row gk_rows[] = {\n", table_count);
    for (int i = 0; i < row_count; i++)
        fprintf(out, "    {\"%s\", \"%s\", %d, %d, %d, %d, %d},\n", rows[i].path, rows[i].name, rows[i].label,
                rows[i].shown, rows[i].table, rows[i].first_field, rows[i].columns);
    fputs("};\n\nconst gk_field gk_fields[] = {\n", out);
    for (int i = 0; i < field_count; i++)
        fprintf(out, "    {\"%s\", \"%s\", %d, %d, GK_TYPE_%s},\n", fields[i].path, fields[i].unit, fields[i].row,
                fields[i].column, fields[i].type);
    fputs("};\n\nconst gk_form gk_forms[] = {\n", out);
    for (int f = 0; f < form_count; f++) {
        fprintf(out, "    {\"%s\", ", forms[f].id);
        put_string(out, forms[f].source);
        fprintf(out, ", %s, %d, %d, %d, %d, %d,\n     {", forms[f].since, atoi(forms[f].until), forms[f].first_field,
                forms[f].field_count, forms[f].first_row, forms[f].row_count);
        for (int l = 0; l < label_count; l++) {
            int first = -1, cells = 0, own = labels[l].own[f] - 1, behind, at = label_place(f, l, &behind);
            for (int i = 0; i < wording_count && own < 0; i++)
                if (wordings[i].label == l) own = i;
            for (int r = forms[f].first_row; r < forms[f].first_row + forms[f].row_count; r++) {
                if (rows[r].label != l) continue;
                if (first < 0) first = r;
                cells += rows[r].columns;
            }
            fprintf(out, "{%d,%d,%d,%d,%d},", first < 0 ? 0 : first, cells, own < 0 ? 0 : own, behind, at);
        }
        fputs("}},\n", out);
    }
    fprintf(out, "};\nconst unsigned gk_form_count = %d;\n\n", form_count);
}

/* gen/names.h: the sizes and the constants C code names rules by; gen/tokens.y: the labels as terminals, then
 * the forms, one of which begins what the parser is given. */
void write_names(const char *folder)
{
    FILE *out = open_out(folder, "names.h");
    fputs("/* Made by grammar/mk: names for C. */\n#ifndef GK_NAMES_H\n#define GK_NAMES_H\n\n", out);
    fprintf(out, "#define GK_HEADING_MARK \"%s\"\n", heading_mark);
    fprintf(out, "#define GK_LABELS %d\n#define GK_MOST_FIELDS ", label_count);
    {
        int most = 0;
        for (int f = 0; f < form_count; f++)
            if (forms[f].field_count > most) most = forms[f].field_count;
        fprintf(out, "%d\n#define GK_MOST_EQUATIONS ", most);
    }
    {
        int most = 1;
        for (int f = 0; f < form_count; f++) {
            int count = 0;
            for (int i = 0; i < equation_count; i++) count += equations[i].form == f;
            if (count > most) most = count;
        }
        fprintf(out, "%d\n#define GK_MOST_CELLS ", most);
    }
    {
        int most = 0;
        for (int r = 0; r < row_count; r++) {
            int cells = 0;
            for (int i = 0; i < row_count; i++)
                if (rows[i].form == rows[r].form && rows[i].label == rows[r].label) cells += rows[i].columns;
            if (cells > most) most = cells;
        }
        fprintf(out, "%d /* behind one label */\n\nenum {\n", most);
    }
    for (int i = 0; i < rule_count; i++) {
        fputs("    GK_RULE_", out);
        for (const char *p = rules[i].name; *p; p++) fputc(*p == '-' ? '_' : toupper((unsigned char)*p), out);
        fputs(",\n", out);
    }
    fputs("    GK_RULES\n};\n\n", out);
    write_word_names(out);
    write_exact_names(out);
    write_prose_names(out);
    fputs("#endif\n", out);
    fclose(out);
    out = open_out(folder, "tokens.y");
    fputs("// Made by grammar/mk: a terminal for each label, in the order of gk_labels, then one for each form.\n",
          out);
    for (int i = 1; i < label_count; i++) fprintf(out, "%%token %s.\n", labels[i].id);
    for (int f = 0; f < form_count; f++) fprintf(out, "%%token FORM_%s.\n", forms[f].id);
    fclose(out);
}

/* Every wording, for fuzzers: what they would not come upon by themselves. */
void write_dictionary(FILE *out)
{
    fputs("# Made by grammar/mk from the labels of grammar/: libFuzzer's -dict, AFL++'s -x.\n", out);
    for (int i = 0; i < wording_count; i++) {
        if (strlen(wordings[i].text) > 126) continue; /* AFL++ takes no longer ones */
        fputc('"', out);
        for (const char *p = wordings[i].text; *p; p++) fprintf(out, "\\x%02x", (unsigned char)*p);
        fputs("\"\n", out);
    }
}
