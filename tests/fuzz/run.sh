#!/bin/sh
# run.sh PROGRAM: the stored inputs of every fuzz target, and the documents of corpus/, through their targets.
set -u
replay=$(dirname "$1")/replay
[ -x "$replay" ] || { echo "$replay is not built: make programs"; exit 2; }
passed=0 failed=0
count() { # COMMAND...: adds what it counts
    counts=$("$@" 2>&1 | tee /dev/stderr | sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' | tail -n 1)
    passed=$((passed + ${counts% *})) failed=$((failed + ${counts#* }))
}
count "$replay"
for target in lex parse strict repair rules outputs memory program; do count "$replay" "$target" corpus/*/report.txt; done
count "$replay" strict fuzz/stored/parse/* # what reached most of the core, by the strict reader as well
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
