#!/bin/sh
# tidy.sh: clang-tidy finds nothing in the hand-written core (.clang-tidy has the checks).
cd "$(dirname "$0")/.." || exit 2
find src/gknb.c src/base src/lex src/parse src/model src/rules -name '*.c' | sort |
    xargs -n 6 -P 2 sh -c 'clang-tidy --quiet "$@" -- -std=c11 2> /dev/null' tidy
