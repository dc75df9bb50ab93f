#!/bin/sh
# format.sh [-i]: hand-written C stands as clang-format 14 writes it; with -i it is written so (make format).
#plant src/lex/lex.c: echo 'int  x;' >> src/lex/lex.c
#plant grammar/mk/main.c: echo 'int  x;' >> grammar/mk/main.c
set -u
clang-format --version 2> /dev/null | grep -q 'version 14\.' || { echo "format.sh: skipped, clang-format 14 is not here"; exit 77; }
files=$(find src grammar tests fuzz -name '*.[ch]' -o -name '*.inc' ! -name '*texts.inc' 2> /dev/null | sort)
if [ "${1:-}" = -i ]; then
    exec clang-format -i $files
fi
wrong=$(clang-format --dry-run $files 2>&1 | sed -n 's/^\([^: ]*\):[0-9].*/\1/p' | uniq)
[ -z "$wrong" ] || { echo "$wrong" | sed 's/$/: not formatted (make format)/'; exit 1; }
