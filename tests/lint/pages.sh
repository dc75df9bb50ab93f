#!/bin/sh
# pages.sh: docs/rules/ is what `make docs` writes.
#plant make docs: echo more >> docs/rules/T302.md
#plant make docs: rm docs/rules/T302.md
#plant make docs: sed -i 's/^  cure-en   .*/& and more/' grammar/rules/tables.rules
set -u
made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT
cp -R Makefile VERSION grammar src tests "$made"
(cd "$made" && make -s docs B=build) || exit 1
diff -rq docs/rules "$made/docs/rules" || { echo "docs/rules is stale: make docs, and commit what it writes"; exit 1; }
