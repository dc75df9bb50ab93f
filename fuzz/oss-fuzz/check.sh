#!/bin/sh
# check.sh: runs build.sh as OSS-Fuzz does, with its variables, and sees that every target starts away from where it was
# built, is instrumented, and takes its dictionary and seeds.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
calm=$(setarch -R true 2> /dev/null && echo setarch -R)
export SRC="$PWD" WORK="$here/work" OUT="$here/out" CC=clang CXX=clang++ FUZZING_ENGINE=libfuzzer SANITIZER=address
export CFLAGS='-O1 -fno-omit-frame-pointer -gline-tables-only -fsanitize=address -fsanitize=fuzzer-no-link' LIB_FUZZING_ENGINE=-fsanitize=fuzzer
export CXXFLAGS="$CFLAGS"
mkdir "$WORK" "$OUT"
bash -eu fuzz/oss-fuzz/build.sh > "$here/log" 2>&1 || { tail -n 20 "$here/log"; exit 1; }
passed=0 failed=0
mv "$OUT" "$here/moved"
for options in "$here/moved"/*.options; do
    target=${options%.options}
    mkdir -p "$here/seeds" && unzip -qo "${target}_seed_corpus.zip" -d "$here/seeds"
    if $calm "$target" -seed=1337 -runs=4 -max_len=16384 -dict="$target.dict" "$here/seeds" > "$here/log" 2>&1 &&
        grep -q 'Done [0-9]* runs' "$here/log" && [ "$(sed -n 's/.*cov: \([0-9]*\).*/\1/p' "$here/log" | sort -n | tail -n 1)" -ge 100 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$(basename "$target"):" && tail -n 5 "$here/log"
    fi
    rm -rf "$here/seeds"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
