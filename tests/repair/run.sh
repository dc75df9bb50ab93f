#!/bin/sh
# run.sh: builds and runs the tests of the repair engine; `run.sh build/asan/gknb` under ASan and UBSan with asserts.
set -eu
cd "$(dirname "$0")/../.."
out=${OUT:-build/tests-repair}
mkdir -p "$out"
std="-std=c11 -D_POSIX_C_SOURCE=200809L"
case ${1:-} in
*asan*)
    flags="-O1 -g -DGK_ASSERTS -fsanitize=address,undefined -fno-sanitize-recover=all"
    ;;
*) flags="-O2 -g -DNDEBUG" ;;
esac
compiler=${CC:-cc}
$compiler $std $flags -w -c -o "$out/tables.o" gen/tables.c
# The template of lemon is not clean under these warnings; what is ours is.
warn="-Wall -Wextra -Wshadow -Wconversion"
$compiler $std $flags $warn -c -o "$out/wrap.o" tests/repair/wrap.c 2> "$out/warnings" || {
    cat "$out/warnings"
    exit 1
}
if grep -A4 'repair\.\(inc\|h\):[0-9:]* \(warning\|error\)' "$out/warnings"; then exit 1; fi
$compiler $std $flags -Wall -Wextra -c -o "$out/test.o" tests/repair/test.c
$compiler $std $flags -Wall -Wextra -c -o "$out/memory.o" tests/memory.c
$compiler $std $flags -w -c -o "$out/arena.o" src/base/arena.c
$compiler $flags -o "$out/test" "$out/test.o" "$out/wrap.o" "$out/tables.o" "$out/memory.o" "$out/arena.o"
"$out/test"
