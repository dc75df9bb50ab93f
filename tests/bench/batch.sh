#!/bin/sh
# batch.sh BUILD: `check` over 100, 1,000 and 10,000 reports, four years of each body: how many in a second, and the peak
# of memory of the process that takes what the others read.
set -u
gknb=$1/gknb made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT
awk -v made="$made" '
    { text = text $0 "\n" }
    END {
        for (i = 0; i < 10000; i++) {
            report = text
            gsub(/2023/, 2021 + i % 4, report)
            gsub(/柴桑区/, "第" int(i / 4) "区", report)
            name = sprintf("%s/%04d.txt", made, i)
            printf "%s", report > name
            close(name)
        }
    }' corpus/2023-chaisang-office/report.txt
for glob in '00[0-9][0-9]' '0*' '*'; do
    begun=$(date +%s%N)
    # shellcheck disable=SC2086
    "$gknb" check --format=ndjson "$made"/$glob.txt > "$made/out" &
    peak=0
    while now=$(awk '/VmHWM/ { print $2 }' /proc/$!/status 2> /dev/null) && [ "$now" ]; do
        peak=$now
        sleep 0.02
    done
    wait $!
    awk -v ns=$(($(date +%s%N) - begun)) -v files="$(wc -l < "$made/out")" -v peak="$peak" \
        'BEGIN { printf "batch of %5d reports: %6.2f s, %5d a second, peak %d KB\n", files, ns / 1e9, files / ns * 1e9, peak }'
done
