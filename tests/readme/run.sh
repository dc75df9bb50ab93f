#!/bin/sh
# run.sh GKNB [--bless]: what README.md shows is what happens. In its console blocks each `$ command` is run from the root,
# with GKNB for build/gknb and the C block for example.c, and must print the lines below it; --bless writes them anew.
set -u
cd "$(dirname "$0")/../.." || exit 2
gknb=${1:-build/gknb}
made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT
unset LC_ALL LC_MESSAGES LANG LANGUAGE MAKEFLAGS MAKELEVEL MFLAGS ASAN_OPTIONS
awk -v made="$made" '
    /^```c$/ { inside = "c"; next }
    /^```console$/ { inside = "console"; next }
    /^```/ { inside = ""; next }
    inside == "c" { print > (made "/example.c") }
    inside == "console" && /^\$ / { n++; print substr($0, 3) > (made "/" n ".sh"); printf "" > (made "/" n ".due"); next }
    inside == "console" { print > (made "/" n ".due") }' README.md
passed=0 failed=0 n=1
while [ -f "$made/$n.sh" ]; do
    sed -i "s,build/gknb,$gknb,; s,example\.c,$made/example.c," "$made/$n.sh"
    sh "$made/$n.sh" > "$made/$n.out" 2>&1
    if cmp -s "$made/$n.due" "$made/$n.out"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        cat "$made/$n.sh"
        diff "$made/$n.due" "$made/$n.out"
    fi
    n=$((n + 1))
done
if [ "${2:-}" = --bless ]; then
    awk -v made="$made" '
        /^```/ { inside = /^```console$/ }
        inside && /^\$ / { print; n++; while ((getline line < (made "/" n ".out")) > 0) print line; next }
        !inside || /^```/' README.md > "$made/README.md" && cp "$made/README.md" README.md
    exit
fi
[ "$n" -gt 1 ] || failed=1
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
