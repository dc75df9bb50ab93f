#!/bin/sh
# run.sh [build/gknb [--table]]: counts the work that the worst documents ask of the core, built so that it counts itself.
set -eu
cd "$(dirname "$0")/../.."
case ${1:-} in
*asan* | *ndebug*)
    echo "hostile: counted in its own build only"
    exit 0
    ;;
esac
build=build/tests-hostile
mkdir -p "$build"
make -s B="$build" single
compile="${CC:-cc} -std=c11 -O1 -I."
$compile -w -fsanitize-coverage=trace-pc -c -o "$build/core.o" "$build/single/gknb.c"
$compile -Wall -Wextra -c -o "$build/inputs.o" tests/hostile/inputs.c
$compile -Wall -Wextra -c -o "$build/memory.o" tests/memory.c
$compile -Wall -Wextra -c -o "$build/test.o" tests/hostile/test.c
$compile -o "$build/test" "$build/core.o" "$build/inputs.o" "$build/memory.o" "$build/test.o"
"$build/test" ${2:+--table}
