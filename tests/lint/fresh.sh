#!/bin/sh
# fresh.sh: gen/, docs/rules/ and the generated parts of SPEC.md are what `make gen` writes. The cure it prints is the whole cure.
#plant make gen: sed -i 's/NUMBER|BLANK|NA/NUMBER|NA|BLANK/' grammar/report.y
#plant make gen: echo '/* mended by hand */' >> gen/tables.c
#plant make gen: echo mended >> docs/rules/T302.md
set -u
command -v re2c > /dev/null && command -v lemon > /dev/null || { echo "fresh.sh: skipped, re2c and lemon are not here"; exit 77; }
made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT
cp -R Makefile VERSION SPEC.md docs gen grammar src tests "$made"
(cd "$made" && make -s gen B=build) || exit 1
diff -rq gen "$made/gen" && diff -rq docs/rules "$made/docs/rules" && cmp SPEC.md "$made/SPEC.md" || { echo "generated files are stale: make gen, and commit what it writes"; exit 1; }
