#!/bin/sh
# docs.sh: every `make X` the documents speak of is a target, every target says in `make help` what it does, and every
# file a link leads to is there.
#plant make nowhere: echo '`make nowhere`' >> README.md
#plant nowhere.md: echo '[x](nowhere.md)' >> CONTRIBUTING.md
#plant quick has no ##: sed -i 's/^\(quick:.*\) ##.*/\1/' tests/tests.mk
set -u
status=0
bad() { echo "$1"; status=1; }
targets=$(sed -n 's/^\([a-z][a-z-]*\):.* ## .*/\1/p' Makefile tests/*.mk tests/*/*.mk fuzz/*.mk)
for target in $(sed -n 's/^\.PHONY: *//p' Makefile tests/*.mk tests/*/*.mk fuzz/*.mk); do
    echo "$targets" | grep -qx "$target" || bad "$target has no ## for make help"
done
documents=$(find . -name '*.md' ! -path './build/*' ! -path './corpus/*' | sort)
for target in $(grep -ohE '(`|^|\$ )make [a-z][a-z-]*' $documents | sed 's/.*make //' | sort -u); do
    echo "$targets" | grep -qx "$target" || bad "make $target is spoken of and no target"
done
for document in $documents; do
    for link in $(grep -oE '\]\([^)#: ]+' "$document" | sed 's/](//'); do
        [ -e "$(dirname "$document")/$link" ] || bad "$document: no file $link"
    done
done
exit $status
