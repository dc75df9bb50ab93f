#!/bin/sh
# run.sh [--plain] [LINT...]: the lints (make lint), each with the proof that it bites; --plain leaves the proofs out.
#
# A lint reads the tree it stands in, from its root, prints what is wrong and fails. Each line of it `#plant SAID: COMMAND`
# is a violation: COMMAND makes it in a copy of the tree, and the lint must fail there and say SAID. A lint without such
# lines has --self-test instead.
set -u
cd "$(dirname "$0")/../.." || exit 2
copy=$(mktemp -d) || exit 2
trap 'rm -rf "$copy"' EXIT
passed=0 failed=0 plain=
[ "${1:-}" != --plain ] || { plain=1; shift; }
count() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$2"; fi; }

bites() { # LINT SAID COMMAND
    touch "$copy/before"
    (cd "$copy/tree" && eval "$3" && ! sh "$1" > ../said 2>&1) && grep -qF -e "$2" "$copy/said"
    bitten=$?
    # The folders it wrote to are copied anew.
    for changed in $(cd "$copy/tree" && find . -newer ../before -type f -exec dirname {} + -o -newer ../before -type d -print | sort -u); do
        if [ "$changed" = . ]; then
            find "$copy/tree" -maxdepth 1 -type f -exec rm {} +
            find . -maxdepth 1 -type f -exec cp {} "$copy/tree" \;
        else
            rm -rf "$copy/tree/$changed"
            [ ! -d "$changed" ] || { mkdir -p "$copy/tree/$changed" && cp -R "$changed/." "$copy/tree/$changed"; }
        fi
    done
    return $bitten
}

mkdir "$copy/tree"
tar cf - --exclude=./build --exclude=./.git . | tar xf - -C "$copy/tree"

case ${1:-} in *.sh) ;; *) set -- tests/lint/*.sh ;; esac
for lint in "$@"; do
    case $lint in */run.sh) continue ;; esac
    sh "$lint"
    status=$?
    [ $status -ne 77 ] || continue # it wants a tool that is not here, and said so
    count $status "$lint: violated"
    [ -z "$plain" ] || continue
    if ! grep -q '^#plant ' "$lint"; then
        sh "$lint" --self-test
        count $? "$lint: --self-test fails"
        continue
    fi
    sed -n 's/^#plant //p' "$lint" > "$copy/plants"
    while IFS= read -r plant; do
        bites "$lint" "${plant%%: *}" "${plant#*: }"
        count $? "$lint does not bite: $plant"
    done < "$copy/plants"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
