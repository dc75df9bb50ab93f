#!/bin/sh
# blanks.sh: no blank ends a line, no tab stands outside makefiles, no carriage return, every file ends with a newline.
# Corpus and the inputs of tests are bytes and excepted.
#plant src/gknb.c:: echo 'int x; ' >> src/gknb.c
#plant grammar/folds.def:: printf 'a\tb\n' >> grammar/folds.def
#plant SPEC.md:: printf 'x\r\n' >> SPEC.md
#plant README.md:: printf x >> README.md
set -u
find . \( -name .git -o -path ./build -o -path ./corpus -o -path ./gen -o -path ./tests/cases -o -path './tests/*/*/*' \
    -o -path ./tests/templates -o -path ./fuzz/stored -o -path ./fuzz/found \) -prune -o -type f -print | sed 's,^\./,,' | sort |
    xargs awk '
    function bad(what) { print FILENAME ":" FNR ": " what; failed = 1 }
    /[ \t]$/ { bad("a blank ends the line") }
    /\t/ && FILENAME !~ /Makefile$|\.mk$/ { bad("a tab") }
    /\r/ { bad("a carriage return") }
    END { exit failed }' || status=1
if find Makefile ./*.md src grammar tests/*.[ch] tests/lint -type f | xargs tail -q -c 1 | tr -d '\n' | grep -q .; then
    find Makefile ./*.md src grammar tests/*.[ch] tests/lint -type f | while read -r file; do
        [ -z "$(tail -c 1 "$file")" ] || echo "${file#./}: no newline at the end"
    done
    status=1
fi
exit ${status:-0}
