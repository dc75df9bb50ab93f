#!/bin/sh
# batch.sh BUILD [--page]: `check` over 1,000 and 10,000 reports, four years of each body, into some of its outputs: how
# many in a second, and the peak of memory of the process that takes what the others read. --page: as docs/batch.md.
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

if [ "${2:-}" = --page ]; then
    cat << 'PAGE'
# Batches

`gknb check` over copies of the report of `corpus/2023-chaisang-office` (9 KB, five findings), four years of each body,
which are put in order and compared; peak: of memory of the process that writes, those that read end with their share.
Files stand open one at a time, and of a report that was written nothing is kept but its name, body and year. Seconds are
of the machine that wrote this page (two cores, not idle), by `tests/bench/batch.sh build --page`.

| output | reports | seconds | a second | peak, KB | written, MB |
|---|---|---|---|---|---|
PAGE
    line='| %s | %d | %.1f | %d | %d | %.1f |\n'
else
    line='%-7s %6d reports: %6.1f s, %5d a second, peak %d KB, %6.1f MB written\n'
fi

for format in text ndjson html sarif csv sqlite; do
    for glob in '0*' '*'; do
        rm -f "$made/out"
        begun=$(date +%s%N)
        # shellcheck disable=SC2086
        "$gknb" check --format=$format --output="$made/out" "$made"/$glob.txt &
        peak=0
        while now=$(awk '/VmHWM/ { print $2 }' /proc/$!/status 2> /dev/null) && [ "$now" ]; do
            peak=$now
            sleep 0.02
        done
        wait $!
        # shellcheck disable=SC2086
        awk -v ns=$(($(date +%s%N) - begun)) -v files="$(ls "$made"/$glob.txt | wc -l)" -v peak="$peak" -v line="$line" \
            -v format=$format -v size="$(wc -c < "$made/out")" \
            'BEGIN { printf line, format, files, ns / 1e9, files / ns * 1e9, peak, size / 1e6 }'
    done
done
