#!/bin/bash -eu
# build.sh: the targets as OSS-Fuzz and ClusterFuzzLite want them: built with $CC, $CXX, $CFLAGS, $CXXFLAGS and
# $LIB_FUZZING_ENGINE, put into $OUT with seeds, dictionary and options. What reads containers is left out: $OUT has no
# libraries. Run by fuzz/oss-fuzz/check.sh with the same variables.
targets=$(cd fuzz/targets && for c in *.c; do [ -e "${c%.c}.h" ] || echo "${c%.c}"; done | grep -vxE 'charset|docx|html|mhtml|pdf')
changes=
[ "${FUZZING_ENGINE:-libfuzzer}" = libfuzzer ] || changes='FUZZ_NO_CHANGES=yes'
for target in $targets; do goals="${goals:-} $WORK/gknb/fuzzing/fuzz-$target"; done
# shellcheck disable=SC2086
make -j"$(nproc)" B="$WORK/gknb" HTML=no DOCX=no PDF=no CHARSET=no SQLITE=no FUZZ_CC="$CC" FUZZ_CXX="$CXX" \
    FUZZ_SAN="$CFLAGS" FUZZ_COV= FUZZ_ENGINE="$LIB_FUZZING_ENGINE" $changes $goals
for target in $targets; do
    cp "$WORK/gknb/fuzzing/fuzz-$target" "$OUT/$target"
    cp gen/labels.dict "$OUT/$target.dict"
    printf '[libfuzzer]\nmax_len = 16384\ntimeout = 20\n' > "$OUT/$target.options"
    seeds=$(find "fuzz/stored/$target" "fuzz/found/$target" -type f 2> /dev/null || true)
    case $target in config | resolve) ;; *) seeds="$seeds $(echo corpus/*/report.txt)" ;; esac
    rm -rf "$WORK/seeds" && mkdir "$WORK/seeds"
    for seed in $seeds; do cp "$seed" "$WORK/seeds/$(sha1sum "$seed" | cut -c1-12)"; done
    (cd "$WORK/seeds" && zip -q "$OUT/${target}_seed_corpus.zip" ./*)
done
