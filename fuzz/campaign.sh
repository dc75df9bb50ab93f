#!/bin/sh
# campaign.sh: runs targets. Programs lie in BUILD; inputs gather in $GATHER (BUILD, unless set) in inputs-TARGET and are
# carried on, finds in found-TARGET.
#
#     libfuzzer|afl BUILD TARGET SECONDS        one target
#     smoke BUILD TARGET...                     every target from its stored inputs, then a second each
#     campaign BUILD HOURS TARGET...            all targets in turns, both engines; a line for each turn in fuzz/figures.csv
#     minimise BUILD TARGET...                  of the gathered inputs those that coverage needs
#     store BUILD TARGET...                     the smallest of them into fuzz/stored/TARGET
#     report BUILD TARGET...                    docs/fuzzing.md and its plot, out of fuzz/figures.csv and the gathered inputs
#     add BUILD TARGET FILE NAME                a find minimised and stored
set -u
what=$1 build=$2
shift 2
case $build in /*) ;; *) build=$PWD/$build ;; esac
gather=${GATHER:-$build}
calm=$(setarch -R true 2> /dev/null && echo setarch -R)
turn=${TURN:-60} # seconds of a turn in a campaign
figures=fuzz/figures.csv
# What fontconfig keeps lasts as long as the program; PDF is read through it.
mkdir -p "$gather" && echo leak:libfontconfig > "$gather/leaks"
export LSAN_OPTIONS="suppressions=$gather/leaks:print_suppressions=0"
# Freed memory is kept for a while, but not so much that every block is a new page.
export ASAN_OPTIONS="quarantine_size_mb=8${ASAN_OPTIONS:+:$ASAN_OPTIONS}"

most_of() { # TARGET: the size of its largest input
    case $1 in docx | html | mhtml | pdf) echo "${MOST_BYTES:-262144}" ;; *) echo "${MOST_BYTES:-16384}" ;; esac
}

# $spent: the seconds of a processor that the commands so far took, in hundredths. No subshell: it would know of none.
measure() {
    times > "$gather/times"
    spent=$(awk 'NR == 2 { split($1, u, /[ms]/); split($2, s, /[ms]/); printf "%d", 100 * (60 * (u[1] + s[1]) + u[2] + s[2]) }' "$gather/times")
}

# Where inputs come from: the gathered, the stored, the found, and the seed documents.
seeds_of() { # TARGET
    mkdir -p "$gather/inputs-$1" "$gather/found-$1" "$gather/seeds-$1"
    case $1 in
    config) find tests/cli docs -name '*.toml' -exec cp -f {} "$gather/seeds-$1" \; ;;
    charset | docx | html | mhtml | pdf) [ -d "$build/seeds" ] && cp -f "$build/seeds"/* "$gather/seeds-$1" ;;
    resolve) head -c 2048 gen/parser.c > "$gather/seeds-$1/bytes"; head -c 4096 src/gknb.c > "$gather/seeds-$1/more" ;;
    *) for folder in corpus/*/; do cp -f "$folder/report.txt" "$gather/seeds-$1/$(basename "$folder")"; done ;;
    esac
    for folder in "fuzz/stored/$1" "fuzz/found/$1" "$gather/seeds-$1"; do [ -d "$folder" ] && echo "$folder"; done
}

run_libfuzzer() { # TARGET SECONDS [OPTION...]: its figures stay in log-TARGET
    target=$1 seconds=$2
    shift 2
    # shellcheck disable=SC2046,SC2086
    $calm "$build/fuzz-$target" -max_total_time="$seconds" -max_len="$(most_of "$target")" -timeout=30 -report_slow_units=20 \
        -rss_limit_mb=2560 -print_funcs=0 -reload=0 -print_final_stats=1 -dict=gen/labels.dict \
        -artifact_prefix="$gather/found-$target/" "$@" "$gather/inputs-$target" $(seeds_of "$target") > "$gather/log-$target" 2>&1
}

# Runs a command and waits for what it leaves behind, so that its time is counted: AFL++ kills its fork server and goes.
reaping='import ctypes, os, signal, subprocess, sys
ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER
subprocess.run(sys.argv[1:])
signal.alarm(10)
try:
    while True: os.wait()
except ChildProcessError: pass'

run_afl() { # TARGET SECONDS: AFL++ takes its seeds from one folder, as many as it can try in a turn
    in=$gather/afl-in-$1 out=$gather/afl-out-$1
    most=$(most_of "$1")
    rm -rf "$in" && mkdir -p "$in" "$out"
    for folder in $(seeds_of "$1") "$gather/inputs-$1"; do
        find "$folder" -type f -size -"$((most / 1024))"k | shuf -n "${AFL_SEEDS:-300}" | xargs -r cp -t "$in"
    done
    mutator=
    case " config resolve charset docx html mhtml pdf nothing " in *" $1 "*) ;; *) mutator=$build/changes.so ;; esac
    cmplog=
    [ -x "$build/cmp-$1" ] && cmplog="-c $build/cmp-$1"
    # shellcheck disable=SC2086
    env -u ASAN_OPTIONS -u LSAN_OPTIONS AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_FAST_CAL=1 AFL_NO_AFFINITY=1 AFL_CMPLOG_ONLY_NEW=1 \
        AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_AUTORESUME=0 ${mutator:+AFL_CUSTOM_MUTATOR_LIBRARY="$mutator"} \
        python3 -c "$reaping" afl-fuzz -V "$2" -t 5000+ -m none -g 1 -G "$most" -x gen/labels.dict $cmplog ${PEER:+-S "$PEER"} \
        -i "$in" -o "$out" -- "$build/afl-$1" > "$gather/log-afl-$1" 2>&1
    new=$gather/inputs-$1/$(date +%s)-$$
    mkdir -p "$new"
    find "$out" -path '*queue/id*' -type f ! -name '*orig*' -exec cp -t "$new" {} +
    find "$out" \( -path '*crashes/id*' -o -path '*hangs/id*' \) -type f | while read -r f; do
        cp "$f" "$gather/found-$1/afl-$(sha1sum "$f" | cut -c1-12)"
    done
}

# A line of figures: day,engine,target,seconds of a processor,executions,edges,new inputs,whether something was found
figures_libfuzzer() { # TARGET HUNDREDTHS
    awk -v day="$(date +%F)" -v target="$1" -v spent="$2" '
        /^stat::number_of_executed_units/ { runs = $2 }
        /^stat::new_units_added/ { fresh = $2 }
        match($0, /cov: [0-9]+/) { edges = substr($0, RSTART + 5, RLENGTH - 5) }
        /ERROR: |oracle: |runtime error: / { found = 1 }
        END { printf "%s,libfuzzer,%s,%.2f,%d,%d,%d,%d\n", day, target, spent / 100, runs, edges, fresh, found }
    ' "$gather/log-$1" >> "$figures"
}
figures_afl() { # TARGET HUNDREDTHS
    find "$gather/afl-out-$1" -name fuzzer_stats | head -n 1 | while read -r stats; do
        awk -v day="$(date +%F)" -v target="$1" -v spent="$2" '
            { v[$1] = $3 }
            END { printf "%s,afl,%s,%.2f,%d,%d,%d,%d\n", day, target, spent / 100, v["execs_done"], v["edges_found"], v["corpus_found"], (v["saved_crashes"] + v["saved_hangs"] > 0) }
        ' "$stats"
    done >> "$figures"
    rm -rf "$gather/afl-out-$1"
}

minimise() {
    for target in "$@"; do
        [ -d "$gather/inputs-$target" ] || continue
        rm -rf "$gather/merged-$target" && mkdir -p "$gather/merged-$target"
        # shellcheck disable=SC2046,SC2086
        $calm "$build/fuzz-$target" -merge=1 -max_len="$(most_of "$target")" -timeout=30 -print_funcs=0 "$gather/merged-$target" \
            "$gather/inputs-$target" $(seeds_of "$target") > "$gather/log-merge" 2>&1 || { echo "$target: merge fails"; continue; }
        rm -rf "$gather/inputs-$target" && mv "$gather/merged-$target" "$gather/inputs-$target"
    done
}

# A share of the room for each target: the smallest first, a hundred files and 40 KB. What has a name stays.
store() {
    for target in "$@"; do
        [ -d "$gather/inputs-$target" ] || continue
        mkdir -p "fuzz/stored/$target"
        find "fuzz/stored/$target" -type f -name '[0-9a-f]*' ! -name '*[g-z-]*' -exec rm -f {} +
        find "$gather/inputs-$target" -type f -printf '%s %p\n' | sort -n | awk '{ sum += $1; if (sum < 40960 && NR <= 100) print $2 }' |
            while read -r f; do cp "$f" "fuzz/stored/$target/$(sha1sum "$f" | cut -c1-12)"; done
        echo "$target: $(find "$gather/inputs-$target" -type f | wc -l) inputs, $(find "fuzz/stored/$target" -type f | wc -l) stored"
    done
}

case $what in
libfuzzer)
    run_libfuzzer "$1" "$2"
    status=$?
    grep -aE 'ERROR|oracle:|^stat::|cov: ' "$gather/log-$1" | tail -n 12
    ls "$gather/found-$1"
    exit $status
    ;;
afl)
    run_afl "$1" "$2"
    grep -aE 'execs_done|execs_per_sec|edges_found|corpus_found|saved_' "$gather/afl-out-$1"/*/fuzzer_stats
    ls "$gather/found-$1"
    ;;
smoke)
    bad=0
    for target in "$@"; do
        if run_libfuzzer "$target" "${SECONDS_EACH:-1}"; then echo "$target: fine"; else
            echo "$target: FAILS"
            grep -aE 'ERROR|oracle:|Test unit written' "$gather/log-$target"
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
    while :; do
        for target in "$@"; do
            for engine in ${ENGINES:-libfuzzer afl}; do
                [ "$(date +%s)" -lt "$end" ] || exit 0
                measure
                before=$spent
                "run_$engine" "$target" "$turn"
                measure
                "figures_$engine" "$target" "$((spent - before))"
            done
            # More inputs than a turn can begin with are minimised.
            [ "$(find "$gather/inputs-$target" -type f | wc -l)" -le "${MOST_INPUTS:-1500}" ] || minimise "$target"
        done
    done
    ;;
minimise) minimise "$@" ;;
store) store "$@" ;;
report) python3 fuzz/report.py "$build" "$gather" "$@" ;;
add)
    target=$1 file=$2 name=${3:-$(basename "$2")}
    mkdir -p "fuzz/found/$target"
    cp "$file" "fuzz/found/$target/$name"
    $calm "$build/fuzz-$target" "$file" > "$gather/log-add" 2>&1 && echo "$target passes with $file: stored all the same"
    claim=$(grep -aoE 'oracle: [^ ]+ .*|ERROR: [A-Za-z]+: [a-z-]+' "$gather/log-add" | head -n 1)
    $calm "$build/fuzz-$target" -minimize_crash=1 -max_total_time="${TIME:-20}" -exact_artifact_path="$gather/minimised" "$file" > "$gather/log-minimise" 2>&1
    # The smaller one only when it fails for the same reason.
    if [ -s "$gather/minimised" ] && ! $calm "$build/fuzz-$target" "$gather/minimised" > "$gather/log-add" 2>&1 && grep -aqF "$claim" "$gather/log-add"; then
        cp "$gather/minimised" "fuzz/found/$target/$name"
    fi
    rm -f "$gather/minimised"
    echo "fuzz/found/$target/$name: $(wc -c < "fuzz/found/$target/$name") bytes (of $(wc -c < "$file")): ${claim:+$claim; make fuzz-replay fails until it is mended}"
    ;;
*)
    sed -n '2,12p' "$0"
    exit 2
    ;;
esac
