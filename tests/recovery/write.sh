#!/bin/sh
# write.sh BUILD N: runs the fault bench with N documents of each class and writes its tables into docs/recovery.md,
# between the lines that begin with <!-- bench:.
set -eu
build=$1 n=$2
page=docs/recovery.md
export MALLOC_TRIM_THRESHOLD_=67108864 # as the program sets it
"$build/tests/recovery" --table "$n" > "$build/bench.table"
"$build/peers/compare" "$n" > "$build/bench.peers"
awk -v build="$build" '
    /^<!-- bench:/ { print; name = $3; skip = name != "end"
                     if (skip) { file = build "/bench." name; while ((getline line < file) > 0) print line } ; next }
    !skip { print }' "$page" > "$build/recovery.md"
mv "$build/recovery.md" "$page"
cat "$build/bench.table" "$build/bench.peers"
