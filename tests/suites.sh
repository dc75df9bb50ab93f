#!/bin/sh
# suites.sh BUILD quick|check: runs the suites with what is built in BUILD. A line for each, all of its output when it
# fails; last a line `N passed, M failed`. A suite counts in its own last such line, or else by its exit.
set -u
build=$1 level=$2
log=$build/suite.log
passed=0 failed=0

suite() { # NAME COMMAND...
    name=$1
    shift
    begun=$(date +%s)
    "$@" > "$log" 2>&1
    status=$?
    counts=$(sed -n 's/^\(.*: \)\{0,1\}\([0-9]*\) passed, \([0-9]*\) failed$/\2 \3/p' "$log" | tail -n 1)
    p=${counts% *} f=${counts#* }
    [ "$counts" ] || { p=$((status == 0)) f=$((status != 0)); }
    [ $status -eq 0 ] || [ "$f" -ne 0 ] || f=1
    [ "$f" -eq 0 ] || cat "$log"
    printf '%-20s %6d passed, %d failed %6d s\n' "$name" "$p" "$f" $(($(date +%s) - begun))
    passed=$((passed + p)) failed=$((failed + f))
}

# Text cases, SPEC.md's examples among them; then every other program, and every folder with a run.sh.
set -- tests/cases/*.txt
[ ! -f SPEC.md ] || set -- "$@" SPEC.md
if [ $level = quick ]; then set -- --fast "$@"; fi
suite cases "$build/tests/run" --coverage "$@"
for source in tests/*.c; do
    stem=$(basename "$source" .c)
    [ -f "tests/$stem.h" ] || [ $stem = run ] && continue
    [ $stem = layouts ] && [ $level = quick ] && continue
    suite "$stem" "$build/tests/$stem"
done
for script in tests/*/run.sh; do
    suite "$(basename "$(dirname "$script")")" sh "$script" "$build/gknb"
done

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
