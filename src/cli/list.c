/* list.c: directories become the files in them.
 *
 * In: operands. Out: operands that are files, those of a directory in the order of their names, its own before those of
 * the folders in it. Hidden files, and files whose names no report has, are passed over; links to folders are not
 * followed. A file that is named is taken whatever its name. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli.h"

enum { LIST_DEEPEST = 64 };

typedef struct {
    gk_cli *cli;
    char **names;
    size_t count, room;
    int fine;
} list;

static int list_no_memory(list *l)
{
    if (l->fine) gk_cli_error(l->cli, GK_CLI_NO_MEMORY, "gknb", NULL);
    return l->fine = 0;
}

/* Takes `name` over, NULL is no memory. */
static void list_add(list *l, char *name)
{
    if (name && l->count == l->room) {
        size_t room = l->room ? l->room * 2 : 256;
        char **grown = (char **)realloc(l->names, room * sizeof *grown);
        if (!grown) {
            free(name);
            name = NULL;
        } else {
            l->names = grown;
            l->room = room;
        }
    }
    if (name) l->names[l->count++] = name;
    else list_no_memory(l);
}

static char *list_join(const char *folder, const char *name)
{
    size_t a = strlen(folder), b = strlen(name);
    char *joined = (char *)malloc(a + b + 2);
    if (!joined) return NULL;
    memcpy(joined, folder, a);
    if (a && folder[a - 1] != '/') joined[a++] = '/';
    memcpy(joined + a, name, b + 1);
    return joined;
}

/* Whether a report may have such a name. */
static int list_wanted(const char *name)
{
    static const char *const endings[] = {"txt",  "text", "md",  "htm", "html", "shtml",
                                          "docx", "doc",  "wps", "pdf", "ofd"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (!strcasecmp(dot + 1, endings[i])) return 1;
    return 0;
}

static int list_compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void list_sort(char **names, size_t count)
{
    if (count) qsort(names, count, sizeof *names, list_compare);
}

/* The names in a folder: files to `files`, folders to `folders`. */
static void list_read(const char *path, list *files, list *folders)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    if (!folder) {
        gk_cli_error(files->cli, GK_CLI_READ_FAILED, path, strerror(errno));
        files->fine = 0;
        return;
    }
    while ((entry = readdir(folder))) {
        struct stat about;
        char *name;
        if (entry->d_name[0] == '.') continue;
        if (!(name = list_join(path, entry->d_name)) || lstat(name, &about)) {
            free(name);
            continue;
        }
        if (S_ISDIR(about.st_mode)) list_add(folders, name);
        else if ((S_ISREG(about.st_mode) || S_ISLNK(about.st_mode)) && list_wanted(name)) list_add(files, name);
        else free(name);
    }
    closedir(folder);
}

static void list_folder(list *l, const char *path, int depth)
{
    list folders = {l->cli, NULL, 0, 0, 1};
    size_t first = l->count;
    if (depth == LIST_DEEPEST) return;
    list_read(path, l, &folders);
    list_sort(l->names + first, l->count - first);
    list_sort(folders.names, folders.count);
    l->fine &= folders.fine;
    for (size_t i = 0; i < folders.count; i++) {
        list_folder(l, folders.names[i], depth + 1);
        free(folders.names[i]);
    }
    free(folders.names);
}

int gk_list_files(gk_cli *cli)
{
    list l = {cli, NULL, 0, 0, 1};
    if (!cli->recursive) return 1;
    for (size_t i = 0; i < cli->operand_count; i++) {
        struct stat about;
        if (strcmp(cli->operands[i], "-") && !stat(cli->operands[i], &about) && S_ISDIR(about.st_mode))
            list_folder(&l, cli->operands[i], 0);
        else list_add(&l, list_join("", cli->operands[i]));
    }
    cli->listed = cli->operands = l.names;
    cli->listed_count = cli->operand_count = l.count;
    if (l.fine && !l.count) return gk_cli_error(cli, GK_CLI_NOTHING_LISTED, NULL, NULL), 0;
    return l.fine;
}

void gk_free_files(gk_cli *cli)
{
    for (size_t i = 0; i < cli->listed_count; i++) free(cli->listed[i]);
    free(cli->listed);
}
