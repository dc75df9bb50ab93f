/* replay.c: a target without a fuzzer: every file named is an input; a fault ends the program at the first one. */
#include <stdio.h>
#include <stdlib.h>

#include "oracle.h"

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        long size;
        uint8_t *bytes;
        if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0 || !(bytes = malloc((size_t)size + 1))) {
            fprintf(stderr, "replay: %s cannot be read\n", argv[i]);
            return 2;
        }
        rewind(file);
        if (fread(bytes, 1, (size_t)size, file) != (size_t)size) return 2;
        fclose(file);
        LLVMFuzzerTestOneInput(bytes, (size_t)size);
        free(bytes);
    }
    printf("%d inputs\n", argc - 1);
    return 0;
}
