#!/bin/sh
# campaign.sh: runs targets. Inputs gather in BUILD/inputs-TARGET and are carried on; finds in BUILD/found-TARGET.
#
#     libfuzzer|afl BUILD TARGET SECONDS        one target
#     smoke BUILD TARGET...                     every target from its stored inputs, then a second each
#     campaign BUILD HOURS TARGET...            all targets in turns, both engines; a report in BUILD/campaign.md
#     merge BUILD TARGET...                     inputs minimised by coverage into fuzz/stored/TARGET, small ones only
#     add BUILD TARGET FILE NAME                a find minimised and stored
set -u
what=$1 build=$2
shift 2
calm=$(setarch -R true 2> /dev/null && echo setarch -R)
most=${MOST_BYTES:-16384}
rounds=${TURN:-60} # seconds of a turn in a campaign
log=$build/figures.csv

# Where inputs come from: the gathered, the stored, the found, and the seed documents.
seeds_of() { # TARGET
    mkdir -p "$build/inputs-$1" "$build/found-$1" "$build/seeds-$1"
    case $1 in
    config) find tests/cli docs -name '*.toml' -exec cp -f {} "$build/seeds-$1" \; ;;
    charset | docx | html | mhtml | pdf) [ -d "$build/seeds" ] && cp -f "$build/seeds"/* "$build/seeds-$1" ;;
    resolve) head -c 2048 gen/parser.c > "$build/seeds-$1/bytes"; head -c 4096 src/gknb.c > "$build/seeds-$1/more" ;;
    *) for folder in corpus/*/; do cp -f "$folder/report.txt" "$build/seeds-$1/$(basename "$folder")"; done ;;
    esac
    for folder in "fuzz/stored/$1" "fuzz/found/$1" "$build/seeds-$1"; do [ -d "$folder" ] && echo "$folder"; done
}

run_libfuzzer() { # TARGET SECONDS [OPTION...]: its figures stay in BUILD/log-TARGET
    target=$1 seconds=$2
    shift 2
    case $target in docx | html | mhtml | pdf) most=262144 ;; *) most=${MOST_BYTES:-16384} ;; esac
    # shellcheck disable=SC2046,SC2086
    $calm "$build/fuzz-$target" -max_total_time="$seconds" -max_len="$most" -timeout=20 -rss_limit_mb=2560 \
        -print_final_stats=1 -dict=gen/labels.dict -artifact_prefix="$build/found-$target/" "$@" \
        "$build/inputs-$target" $(seeds_of "$target") > "$build/log-$target" 2>&1
}

run_afl() { # TARGET SECONDS: AFL++ takes its seeds from one folder
    in=$build/afl-in-$1
    rm -rf "$in" && mkdir -p "$in" "$build/afl-$1-out"
    for folder in $(seeds_of "$1") "$build/inputs-$1"; do
        find "$folder" -type f -size -"$((most / 1024))"k | head -n 300 | while read -r f; do cp "$f" "$in/$(basename "$f")"; done
    done
    mutator=
    case " config resolve charset docx html mhtml pdf nothing " in *" $1 "*) ;; *) mutator=$PWD/$build/changes.so ;; esac
    cmplog=
    [ -x "$build/cmp-$1" ] && cmplog="-c $build/cmp-$1"
    # shellcheck disable=SC2086
    env AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_FAST_CAL=1 AFL_NO_AFFINITY=1 AFL_CMPLOG_ONLY_NEW=1 \
        AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_AUTORESUME=0 ${mutator:+AFL_CUSTOM_MUTATOR_LIBRARY="$mutator"} \
        afl-fuzz -V "$2" -t 5000+ -m none -g 1 -G "$most" -x gen/labels.dict $cmplog ${PEER:+-S "$PEER"} \
        -i "$in" -o "$build/afl-$1-out" -- "$build/afl-$1" > "$build/log-afl-$1" 2>&1
    find "$build/afl-$1-out" -path '*queue/id*' -type f | while read -r f; do
        cp "$f" "$build/inputs-$1/$(sha1sum "$f" | cut -c1-40)"
    done
    find "$build/afl-$1-out" \( -path '*crashes/id*' -o -path '*hangs/id*' \) -type f | while read -r f; do
        cp "$f" "$build/found-$1/afl-$(sha1sum "$f" | cut -c1-12)"
    done
}

# One line of figures: engine,target,seconds,executions,exec/s,edges,new inputs,finds
figures_libfuzzer() { # TARGET SECONDS
    awk -v target="$1" -v seconds="$2" '
        /^stat::number_of_executed_units/ { runs = $2 }
        /^stat::new_units_added/ { fresh = $2 }
        match($0, /cov: [0-9]+/) { edges = substr($0, RSTART + 5, RLENGTH - 5) }
        match($0, /^#[0-9]+/) && !/stat/ { seen = substr($0, 2, RLENGTH - 1) }
        /ERROR: |oracle: / { finds++ }
        END { if (!runs) runs = seen; printf "libfuzzer,%s,%d,%d,%d,%d,%d,%d\n", target, seconds, runs, runs / (seconds ? seconds : 1), edges, fresh, (finds > 0) }
    ' "$build/log-$1" >> "$log"
}
figures_afl() { # TARGET SECONDS
    find "$build/afl-$1-out" -name fuzzer_stats | head -n 1 | while read -r stats; do
        awk -v target="$1" -v seconds="$2" '{ v[$1] = $3 } END { printf "afl,%s,%d,%d,%d,%d,%d,%d\n", target, seconds, v["execs_done"], v["execs_per_sec"], v["edges_found"], v["corpus_found"], v["saved_crashes"] + v["saved_hangs"] }' "$stats"
    done >> "$log"
    rm -rf "$build/afl-$1-out"
}

report() {
    awk -F, -v hours="$1" '
        { key = $2 "," $1; if (!(key in runs)) order[++n] = key
          time[key] += $3; runs[key] += $4; if ($6 > edges[key]) edges[key] = $6; fresh[key] += $7; finds[key] += $8; all += $3; total += $4 }
        END {
            print "| target | engine | seconds | executions | exec/s | edges | new inputs | runs that found something |\n|---|---|--:|--:|--:|--:|--:|--:|"
            for (i = 1; i <= n; i++) { k = order[i]; split(k, part, ",")
                printf "| %s | %s | %d | %d | %d | %d | %d | %d |\n", part[1], part[2], time[k], runs[k], runs[k] / (time[k] ? time[k] : 1), edges[k], fresh[k], finds[k] }
            printf "\n%.2f CPU-hours, %d executions.\n", all / 3600, total }' "$log" | { read -r head; read -r rule; echo "$head"; echo "$rule"; sort -f; } |
        awk '/^\|/ { print; next } { rest = rest "\n" $0 } END { print rest }'
    awk -F, '{ time[$2] += $3; runs[$2] += $4 } END { for (t in runs) { v = runs[t] / (time[t] ? time[t] : 1); print v "," t } }' "$log" | sort -t, -k1 -n |
        awk -F, 'BEGIN { print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"480\" font-family=\"sans-serif\" font-size=\"12\"><text x=\"8\" y=\"16\">executions a second, logarithmic; nothing: the engine alone</text>" }
            { y = 10 + 24 * NR; w = 90 * log($1 + 1) / log(10); printf "<text x=\"8\" y=\"%d\">%s</text><rect x=\"90\" y=\"%d\" width=\"%d\" height=\"16\" fill=\"#47a\"/><text x=\"%d\" y=\"%d\">%d</text>\n", y + 13, $2, y, w, 96 + w, y + 13, $1 }
            END { print "</svg>" }' > "$build/campaign.svg"
}

merge() {
    for target in "$@"; do
        [ -d "$build/inputs-$target" ] || continue
        rm -rf "$build/merged-$target" && mkdir -p "$build/merged-$target" "fuzz/stored/$target"
        # shellcheck disable=SC2046,SC2086
        $calm "$build/fuzz-$target" -merge=1 -max_len="$most" -timeout=20 "$build/merged-$target" "$build/inputs-$target" \
            $(seeds_of "$target") > "$build/log-merge" 2>&1
        # Shared room: the smallest first, a hundred files and 40 KB for a target.
        rm -f "fuzz/stored/$target"/*
        find "$build/merged-$target" -type f -printf '%s %p\n' | sort -n | awk '{ sum += $1; if (sum < 40960 && NR <= 100) print $2 }' |
            while read -r f; do cp "$f" "fuzz/stored/$target/$(basename "$f" | cut -c1-12)"; done
        echo "$target: $(find "$build/merged-$target" -type f | wc -l) inputs, $(find "fuzz/stored/$target" -type f | wc -l) of them stored"
    done
}

case $what in
libfuzzer)
    run_libfuzzer "$1" "$2"
    status=$?
    grep -aE 'ERROR|oracle:|^stat::|cov: ' "$build/log-$1" | tail -n 12
    ls "$build/found-$1"
    exit $status
    ;;
afl)
    run_afl "$1" "$2"
    grep -aE 'execs_done|execs_per_sec|edges_found|corpus_found|saved_' "$build/afl-$1-out"/*/fuzzer_stats
    ls "$build/found-$1"
    ;;
smoke)
    bad=0
    for target in "$@"; do
        if run_libfuzzer "$target" "${SECONDS_EACH:-1}"; then echo "$target: fine"; else
            echo "$target: FAILS"
            grep -aE 'ERROR|oracle:|Test unit written' "$build/log-$target"
            bad=$((bad + 1))
        fi
    done
    echo "$(($# - bad)) passed, $bad failed"
    exit "$bad"
    ;;
campaign)
    hours=$1
    shift
    end=$(($(date +%s) + $(awk -v h="$hours" 'BEGIN { printf "%d", h * 3600 }')))
    while [ "$(date +%s)" -lt "$end" ]; do
        for target in "$@" nothing; do
            [ "$(date +%s)" -lt "$end" ] || break
            run_libfuzzer "$target" "$rounds" -ignore_crashes=0
            figures_libfuzzer "$target" "$rounds"
            run_afl "$target" "$rounds"
            figures_afl "$target" "$rounds"
        done
    done
    report "$hours" > "$build/campaign.md"
    cat "$build/campaign.md"
    merge "$@"
    ;;
report) report 0 ;;
merge) merge "$@" ;;
add)
    target=$1 file=$2 name=${3:-$(basename "$2")}
    mkdir -p "fuzz/found/$target"
    cp "$file" "fuzz/found/$target/$name"
    $calm "$build/fuzz-$target" "$file" > "$build/log-add" 2>&1 && echo "$target passes with $file: stored all the same"
    claim=$(grep -aoE 'oracle: [^ ]+ .*|ERROR: [A-Za-z]+: [a-z-]+' "$build/log-add" | head -n 1)
    $calm "$build/fuzz-$target" -minimize_crash=1 -max_total_time="${TIME:-20}" -exact_artifact_path="$build/minimised" "$file" > "$build/log-minimise" 2>&1
    # The smaller one only when it fails for the same reason.
    if [ -s "$build/minimised" ] && ! $calm "$build/fuzz-$target" "$build/minimised" > "$build/log-add" 2>&1 && grep -aqF "$claim" "$build/log-add"; then
        cp "$build/minimised" "fuzz/found/$target/$name"
    fi
    rm -f "$build/minimised"
    echo "fuzz/found/$target/$name: $(wc -c < "fuzz/found/$target/$name") bytes (of $(wc -c < "$file")): ${claim:+$claim; make fuzz-replay fails until it is mended}"
    ;;
*)
    sed -n '2,9p' "$0"
    exit 2
    ;;
esac
