/* lex.c: the lexer alone: its tokens tile any bytes. */
#include "oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    oracle_tile(bytes, size);
    return 0;
}
