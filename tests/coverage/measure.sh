#!/bin/sh
# measure.sh BUILD: what the tests reach in the core, by clang 19 (the first in Debian 12 that tells MC/DC), and in
# lemon's tables, by lemon. Out: docs/coverage.md.
cd "$(dirname "$0")/../.." || exit 2
build=$PWD/$1/coverage
flags='-fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc'
mkdir -p "$build/raw" "$build/repair"
rm -f "$build"/raw/* "$build/tables"
export LLVM_PROFILE_FILE="$build/raw/%4m.profraw" TABLES="$build/tables"
made() { make -s --no-print-directory -j2 B="$build" CC=clang-19 CFLAGS="-O1 -g $flags" "$@" > "$build/log" 2>&1 || { cat "$build/log"; exit 1; }; }
calmly() { nice -n 19 "$@" > "$build/log" 2>&1 || { tail -20 "$build/log"; echo "fails: $*"; }; }

mkdir -p "$build/tests/coverage"
clang-19 -c -o "$build/tests/coverage/tables.o" tests/coverage/tables.c || exit 1
made CPPFLAGS='-DYYCOVERAGE -include stdio.h' "$build/gen/parser.o"
made LDFLAGS="$build/tests/coverage/tables.o" programs

calmly "$build/tests/run" tests/cases/*.txt SPEC.md
for source in tests/*.c; do
    stem=$(basename "$source" .c)
    [ "$stem" = run ] || [ -f "tests/$stem.h" ] || calmly "$build/tests/$stem"
done
calmly sh tests/cli/run.sh "$build/gknb"
calmly sh tests/fuzz/run.sh "$build/gknb"
CC="clang-19 $flags" OUT="$build/repair" calmly sh tests/repair/run.sh

llvm-profdata-19 merge -sparse -o "$build/all.profdata" "$build"/raw/*.profraw || exit 1
llvm-cov-19 export -show-mcdc-summary -instr-profile "$build/all.profdata" "$build/gknb" -object "$build/repair/test" -object "$build/replay" \
    src/gknb.c src/base src/lex src/parse src/model src/rules > "$build/export.json" 2> /dev/null || exit 1
python3 tests/coverage/report.py "$build/export.json" "$build/tables" tests/coverage/reasons.txt > "$build/coverage.md"
status=$?
cp "$build/coverage.md" docs/coverage.md
exit $status
