#!/bin/sh
# suites.sh BUILD quick|check: runs the suites with what is built in BUILD. A line for each, all of its output when it
# fails; last a line `N passed, M failed`. A suite counts in its own last such line, or else by its exit.
set -u
build=$1 level=$2
export LEVEL="$level" # tests/readers fetches its readers in a check
log=$build/suite.log
unset MAKEFLAGS MAKELEVEL MFLAGS
passed=0 failed=0 calm=

suite() { # NAME COMMAND...
    name=$1
    shift
    begun=$(date +%s)
    # shellcheck disable=SC2086
    $calm "$@" > "$log" 2>&1
    status=$?
    counts=$(sed -n 's/^\(.*: \)\{0,1\}\([0-9]*\) passed, \([0-9]*\) failed$/\2 \3/p' "$log" | tail -n 1)
    p=${counts% *} f=${counts#* }
    [ "$counts" ] || { p=$((status == 0)) f=$((status != 0)); }
    [ $status -eq 0 ] || [ "$f" -ne 0 ] || f=1
    [ "$f" -eq 0 ] || cat "$log"
    printf '%-24s %6d passed, %d failed %6d s\n' "$name" "$p" "$f" $(($(date +%s) - begun))
    passed=$((passed + p)) failed=$((failed + f))
}

# What runs with the programs of a build: text cases, SPEC.md's examples among them; every other program of tests/*.c;
# every folder with a run.sh but the lints.
suites_of() { # BUILD PREFIX OPTIONS WITHOUT
    # shellcheck disable=SC2086
    suite "$2cases" "$1/tests/run" $3 tests/cases/*.txt SPEC.md
    for source in tests/*.c; do
        stem=$(basename "$source" .c)
        case " run $4 " in *" $stem "*) continue ;; esac
        [ -f "tests/$stem.h" ] || suite "$2$stem" "$1/tests/$stem"
    done
    for script in tests/*/run.sh; do
        stem=$(basename "$(dirname "$script")")
        [ "$stem" = lint ] || suite "$2$stem" sh "$script" "$1/gknb"
    done
}

make_in() { # BUILD VARIABLE=VALUE...
    folder=$1
    shift
    make -s --no-print-directory -j2 B="$folder" WERROR=-Werror "$@" programs
}

# Without the tools that write gen/: only what a build may call is on the PATH.
bare() {
    bin=$PWD/$build/bare-bin
    mkdir -p "$bin"
    for tool in make sh cc gcc as ld ar awk mkdir cat rm cp dirname pkg-config; do
        ln -sf "$(command -v $tool)" "$bin/$tool"
    done
    env -i PATH="$bin" make -j2 B="$build/bare"
}

# The core in one file, as C and as C++, and that no name of it is missing.
single() (
    make -s B="$build" single || return 1
    cd "$build/single" || return 1
    echo 'int main(void) { return gknb_rule_count() == 0; }' | cat gknb.h - > main.c
    for compile in "gcc -std=c11 -Wextra -Wpedantic" "clang -std=c11 -Wextra" "g++ -x c++ -std=c++11" "clang++ -x c++ -std=c++11"; do
        $compile -O1 -Wall -Wno-unused-parameter -Wno-unused-variable -Werror -o core gknb.c main.c && ./core || return 1
    done
)

# ASan cannot start under every layout of memory: without randomness it always can.
sanitized() {
    flags='-O1 -g -DGK_ASSERTS -fsanitize=address,undefined -fno-sanitize-recover=all'
    suite 'build, ASan+UBSan' make_in "$build/asan" CC=gcc WERROR= CFLAGS="$flags"
    setarch -R true 2> /dev/null && calm='setarch -R'
    echo leak:libfontconfig > "$build/leaks" # its caches last as long as the program; PDF is read through it
    export LSAN_OPTIONS="suppressions=$PWD/$build/leaks:print_suppressions=0"
    suites_of "$build/asan" 'asan: ' '' ''
}

case $level in
quick) suites_of "$build" '' '--coverage --fast' layouts ;;
check)
    suites_of "$build" '' --coverage ''
    suite 'planted bugs' "$build/planted"
    suite 'rules off' "$build/tests/run" --rules-off tests/cases/*.txt SPEC.md
    ;;
esac
if [ $level = quick ]; then suite lint sh tests/lint/run.sh --plain; else suite lint sh tests/lint/run.sh; fi
if [ "$level" = check ]; then
    suite 'build, gcc' make_in "$build/gcc" CC=gcc
    suite 'build, clang' make_in "$build/clang" CC=clang
    suite 'build, C compiler only' bare
    suite 'build, without parts' sh tests/variants.sh "$build"
    suite 'build, -DNDEBUG' make_in "$build/ndebug" CFLAGS='-O2 -DNDEBUG'
    suites_of "$build/ndebug" 'NDEBUG: ' --fast 'layouts recovery generate'
    suite 'one file, C and C++' single
    suite 'fuzzers, as OSS-Fuzz' sh fuzz/oss-fuzz/check.sh
    suite tidy sh tests/tidy.sh
    suite gates sh tests/gates.sh "$build"
    sanitized
fi

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
