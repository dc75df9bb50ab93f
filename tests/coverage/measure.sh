#!/bin/sh
# measure.sh BUILD: what the tests reach in the core, by clang 19 (the first in Debian 12 that tells MC/DC), and in
# lemon's tables, by a parser that tells its moves. Out: docs/coverage.md.
cd "$(dirname "$0")/../.." || exit 2
build=$PWD/$1/coverage
flags='-fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc'
mkdir -p "$build/raw" "$build/repair"
rm -f "$build"/raw/* "$build/tables"
export LLVM_PROFILE_FILE="$build/raw/%4m.profraw" TABLES="$build/tables"
made() { make -s --no-print-directory -j2 B="$build" CC=clang-19 CFLAGS="-O1 -g $flags" "$@" > "$build/log" 2>&1 || { cat "$build/log"; exit 1; }; }
calmly() { nice -n 19 "$@" > "$build/log" 2>&1 || { tail -20 "$build/log"; echo "fails: $*"; }; }

# gen/parser.c that keeps which move it made in each state, with the names of its productions, and tables.c behind it.
parser_told() {
    echo '#include <stdio.h>'
    echo '#include <stdlib.h>'
    sed -e '/^#ifndef NDEBUG/{N;s/#ifndef NDEBUG\n\(.*reduce actions\)/#if 1\n\1/}' \
        -e '/^static YYACTIONTYPE yy_find_shift_action(/i\
static unsigned char tables_pairs[YYNSTATE][YYNTOKEN], tables_rules[YYNRULE];' \
        -e 's/^    yyact = yy_find_shift_action((YYCODETYPE)yymajor,yyact);/    if (yyact <= YY_MAX_SHIFT) tables_pairs[yyact][yymajor] = 1;\n&\n    if (yyact >= YY_MIN_REDUCE) tables_rules[yyact - YY_MIN_REDUCE] = 1;/' gen/parser.c
    cat tests/coverage/tables.c
}

made programs
parser_told > "$build/parser.c"
# shellcheck disable=SC2086
clang-19 -std=c11 -O1 $flags -DYYCOVERAGE -Igen -c -o "$build/gen/parser.o" "$build/parser.c" || exit 1
made programs

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
