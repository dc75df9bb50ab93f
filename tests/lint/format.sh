#!/bin/sh
# format.sh: hand-written C stands as clang-format 14 would write it (make format does).
#plant src/lex/lex.c: echo 'int  x;' >> src/lex/lex.c
#plant grammar/mk/main.c: echo 'int  x;' >> grammar/mk/main.c
set -u
clang-format --version 2> /dev/null | grep -q 'version 14\.' || { echo "format.sh: skipped, clang-format 14 is not here"; exit 77; }
find src grammar tests fuzz -name '*.[ch]' -o -name '*.inc' ! -name '*.texts.inc' ! -name texts.inc 2> /dev/null | sort |
    xargs clang-format ${1:---dry-run -Werror}
