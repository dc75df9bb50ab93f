#!/bin/sh
# run.sh GKNB [--bless] [CASE...]: the tests of the command line.
#
# A case is a folder with `cmd`, a line for sh run in that folder with $GKNB and LC_ALL=C, and what it must give:
# expected.out, expected.err, expected.status. --bless writes what it gives; read it before you keep it.
set -u
[ $# -gt 0 ] || { echo "usage: $0 GKNB [--bless] [CASE...]" >&2; exit 2; }
GKNB=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
bless=
[ "${1:-}" = --bless ] && { bless=1; shift; }
cd "$(dirname "$0")" || exit 2
[ $# -gt 0 ] || set -- */cmd
made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT
unset LANG LANGUAGE LC_MESSAGES NO_COLOR
LC_ALL=C
export GKNB LC_ALL
passed=0 failed=0
for case in "$@"; do
    case=${case%/cmd}
    (cd "$case" && sh ./cmd) > "$made/out" 2> "$made/err" < /dev/null
    echo $? > "$made/status"
    wrong=
    for part in out err status; do
        if [ "$bless" ]; then
            cmp -s "$made/$part" "$case/expected.$part" || { cp "$made/$part" "$case/expected.$part"; echo "blessed $case/expected.$part"; }
        elif ! cmp -s "$made/$part" "$case/expected.$part"; then
            wrong=1
            echo "$case: $part differs"
            diff -u "$case/expected.$part" "$made/$part" | sed -n '3,40p'
        fi
    done
    if [ "$wrong" ]; then failed=$((failed + 1)); else passed=$((passed + 1)); fi
done
echo "cli: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
