/* mk.h: what the table maker knows. A host tool: it runs where gknb is built, reads grammar/ and writes gen/.
 * It ends with a message and status 1 at the first thing in a table that is not as it should be. */
#ifndef MK_H
#define MK_H

#include <stdint.h>
#include <stdio.h>

enum { MAX_FORMS = 8, MAX_LABELS = 240, MAX_WORDINGS = 600, MAX_ROWS = 400, MAX_FIELDS = 2000, MAX_COLUMNS = 64 };
enum { MAX_SETS = 128, MAX_MEMBERS = 64, MAX_RULES = 256, MAX_EQUATIONS = 2000, MAX_TERMS = 20000, MAX_TABLES = 16 };

typedef struct {
    char *id;
    char *class_name;
    int form; /* -1: of every form */
    int section;
    int own[MAX_FORMS]; /* 1 + the wording that a form has of its own; 0: the label's first */
} label;

typedef struct {
    char *text;
    int label;
    int variant; /* 0: the form's; 1: another; 2: the law's */
} wording;

typedef struct {
    char *id, *since, *until, *source;
    int first_field, field_count, first_row, row_count;
} form;

typedef struct {
    char *key;
    int label, form;
    char *name;
} column;

typedef struct {
    char *name;
    int form;
    char *member[MAX_MEMBERS];
    int column[MAX_MEMBERS]; /* of a column list; -1 in a set */
    int count;
} list;

typedef struct {
    char *key, *zh, *en;
    int form, section;
    int heads[40], head_count, groups[16], group_count;
} table;

typedef struct {
    char *path, *name;
    int label, shown, table, form; /* shown: what people call it, the label unless it has none of its own */
    int first_field, columns;
} row;

typedef struct {
    char *path, *unit, *type; /* type: COUNT, CHANGE, MONEY, AMOUNT */
    int row, column;
} field;

typedef struct {
    char *id, *name, *clause, *level, *each, *assertion, *needs, *args;
    char *zh, *en, *title_zh, *title_en, *source_zh, *source_en, *cure_zh, *cure_en, *good, *bad, *see_zh, *see_en;
    char *file;
    int line;
    unsigned forms;
} rule;

typedef struct {
    int rule, form, at, first_term, left, right;
} equation;

/* everything read */
extern label labels[MAX_LABELS];
extern wording wordings[MAX_WORDINGS];
extern form forms[MAX_FORMS];
extern column columns[MAX_COLUMNS];
extern list sets[MAX_SETS];
extern table tables[MAX_TABLES];
extern row rows[MAX_ROWS];
extern field fields[MAX_FIELDS];
extern rule rules[MAX_RULES];
extern equation equations[MAX_EQUATIONS];
extern int terms[MAX_TERMS]; /* a field; TERM_ADDEND is added to the first of each addend */
extern int label_count, wording_count, form_count, column_count, set_count, table_count, row_count, field_count;
extern int rule_count, equation_count, term_count;
enum { TERM_ADDEND = 0x8000 };

/* read.c */
_Noreturn void fail(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
char *read_line(FILE *in, int *line); /* trimmed, no comments, NULL at the end; static storage */
char *copy(const char *text);
char *word(char **rest); /* the next word, cut off; "" at the end */
char *part(char **rest); /* up to the next |, trimmed; "" at the end */
FILE *open_in(const char *path);
FILE *open_out(const char *folder, const char *name);
void put_string(FILE *out, const char *text);

/* fold.c */
void read_folds(const char *path);
void read_words(const char *path);
void write_words(FILE *tables, const char *folder);
void write_word_names(FILE *out);
extern const char *heading_mark; /* between a heading's ordinal and its words */
void fold_wordings(void);        /* marks the characters of the labels; refuses two wordings that fold alike */
void write_folds(FILE *out);
void write_exact(FILE *out);
void write_exact_names(FILE *out);
void write_near(FILE *out);
void write_label_machine(const char *folder);

/* fields.c */
void read_labels(const char *path);
void read_fields(const char *path);
int find_label(const char *id);
int find_field(int form, const char *path);
const list *find_set(int form, const char *name);
void write_fields(FILE *out);
void write_dictionary(FILE *out);
void write_names(const char *folder);

unsigned next_char(const char **text);
unsigned canon(unsigned c); /* its canonical character */
int is_blank(unsigned c);

/* prose.c */
void read_prose(const char *path);
void expand_prose(void);
void write_prose(FILE *out, const char *folder);
void write_prose_names(FILE *out);

/* repairs.c */
void read_repairs(const char *path);
void write_repairs(FILE *out);

/* rules.c */
int add_sum(const char *file, int line, int of, const char *text); /* its terms; 0: the form lacks a field */
void read_rules(const char *path);
void expand_rules(void);
void write_rules(FILE *out);

/* sheet.c */
void read_sheet(const char *path);
void check_sheets(void);
int label_place(int form, int label, int *behind); /* its column; the label printed behind its cells, 0: none */
void write_sheets(FILE *out);

#endif
