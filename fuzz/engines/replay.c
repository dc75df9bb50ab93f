/* replay.c: stored inputs through their targets, without a fuzzer: each in a process of its own, so that one that fails
 * does not hide the next.
 *
 *     build/replay                        fuzz/stored/TARGET and fuzz/found/TARGET through TARGET
 *     build/replay TARGET FILE...         these */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../tests/support.h"

#define TARGET(name) int fuzz_##name(const uint8_t *bytes, size_t size);
#include "targets.inc"
#undef TARGET

static const struct {
    const char *name;
    int (*run)(const uint8_t *bytes, size_t size);
} targets[] = {
#define TARGET(name) {#name, fuzz_##name},
#include "targets.inc"
#undef TARGET
    {NULL, NULL}};

static unsigned long passed, failed;

static void replay(size_t target, const char *path)
{
    text input = {NULL, 0, 0};
    int status;
    pid_t child;
    if (!file_read(path, &input)) {
        fprintf(stderr, "replay: %s cannot be read\n", path);
        exit(2);
    }
    fflush(stdout);
    child = fork();
    if (child == 0) {
        uint8_t *bytes = (uint8_t *)malloc(input.size + !input.size); /* exactly so many: a read behind them is seen */
        memcpy(bytes, text_of(&input), input.size);
        alarm(60);
        targets[target].run(bytes, input.size);
        free(bytes);
        text_free(&input);
        exit(0);
    }
    if (child > 0 && waitpid(child, &status, 0) == child && status == 0) passed++;
    else failed++, printf("replay: %s fails with %s\n", targets[target].name, path);
    text_free(&input);
}

static void replay_folder(size_t target, const char *kind)
{
    char path[512];
    struct dirent **entry;
    int count;
    snprintf(path, sizeof path, "fuzz/%s/%s", kind, targets[target].name);
    count = scandir(path, &entry, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        snprintf(path, sizeof path, "fuzz/%s/%s/%s", kind, targets[target].name, entry[i]->d_name);
        if (*entry[i]->d_name != '.') replay(target, path);
        free(entry[i]);
    }
    if (count >= 0) free(entry);
}

int main(int argc, char **argv)
{
    for (size_t t = 0; targets[t].name; t++) {
        if (argc > 1 && strcmp(argv[1], targets[t].name) != 0) continue;
        for (int i = 2; i < argc; i++) replay(t, argv[i]);
        if (argc > 2) continue;
        replay_folder(t, "stored");
        replay_folder(t, "found");
    }
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0 || passed == 0;
}
