#!/bin/sh
# gates.sh BUILD [GATE...]: what looks at the core from outside: other machines, memory checkers, static analysis.
# A line for each gate, its output when it fails; last `N passed, M failed`. Without names: those of `make check`.
cd "$(dirname "$0")/.." || exit 2
build=$1
shift
[ $# -gt 0 ] || set -- analyzer cppcheck valgrind i686 s390x
passed=0 failed=0
calm=
setarch -R true 2> /dev/null && calm='setarch -R'

core() { find src/gknb.c src/base src/lex src/parse src/model src/rules -name '*.c' | sort; }

# The core and the tests for another machine or checker, which has none of the libraries that containers are read with.
alone() { # FOLDER VARIABLE=VALUE...
    folder=$1
    shift
    make -s --no-print-directory -j2 B="$build/$folder" WERROR=-Werror HTML=no DOCX=no PDF=no CHARSET=no SQLITE=no "$@" programs
}

quick() { # FOLDER PROGRAM-THAT-RUNS-IT...
    folder=$build/$1/tests
    shift
    "$@" "$folder/run" --coverage --fast tests/cases/*.txt SPEC.md || return 1
    for program in corpus mutations; do "$@" "$folder/$program" || return 1; done
}

# 32 bits: sizes, offsets and file inodes of another width. Not every kernel runs it; qemu does.
gate_i686() {
    alone i686 CC=i686-linux-gnu-gcc CFLAGS='-O1 -D_FILE_OFFSET_BITS=64' LDFLAGS=-static && quick i686 qemu-i386
}

# The most significant byte first, and char without a sign.
gate_s390x() { alone s390x CC=s390x-linux-gnu-gcc CFLAGS='-O1' LDFLAGS=-static && quick s390x qemu-s390x; }

gate_msan() {
    alone msan CC=clang CFLAGS='-O1 -g -fsanitize=memory -fno-sanitize-recover=all -fsanitize-memory-track-origins' &&
        quick msan $calm && for program in api recovery generate; do $calm "$build/msan/tests/$program" || return 1; done
}

# The program reads several files in children; what valgrind says of them stands on standard error alone.
gate_valgrind() {
    valgrind -q --error-exitcode=1 "$build/tests/run" --fast tests/cases/*.txt SPEC.md || return 1
    for command in check 'parse --strict' 'check --format=html' 'check --format=sarif'; do
        # shellcheck disable=SC2086
        valgrind -q --leak-check=full --show-leak-kinds=definite,indirect,possible "$build/gknb" $command --jobs=1 \
            corpus/*/report.txt 2>&1 > /dev/null | { ! grep -a .; } || return 1
    done
}

gate_analyzer() {
    core | xargs -n 1 -P 2 gcc -std=c11 -O1 -fanalyzer -Wno-unused -Werror -c -o /dev/null
}

gate_cppcheck() {
    cppcheck -q --std=c11 --enable=warning,portability,performance --inline-suppr --error-exitcode=1 -j2 \
        --suppress=uninitvar:src/out/out.c src
}

for gate; do
    begun=$(date +%s)
    if "gate_$gate" > "$build/gate-$gate.log" 2>&1; then
        passed=$((passed + 1)) said=passed
    else
        failed=$((failed + 1)) said=FAILED
        cat "$build/gate-$gate.log"
    fi
    echo "$gate $said, $(($(date +%s) - begun)) s"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
