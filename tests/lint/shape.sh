#!/bin/sh
# shape.sh: a file of src/ and grammar/mk/ has at most 500 lines (300 is better), a function at most 60. Longer files
# are named here with what they may have; the list is a debt.
#plant src/lex/fold.c: yes 'enum { padding };' | head -500 >> src/lex/fold.c
#plant 61 lines: { echo 'void long_one(void)'; echo '{'; yes '    ;' | head -61; echo '}'; } >> src/base/decimal.c
set -u
find src grammar/mk -name '*.[ch]' -o -name '*.inc' | sort | xargs awk '
    BEGIN {
        most["src/parse/repair.inc"] = 1280 # the search of repairs: one algorithm
    }
    function file_ends() {
        if (path && lines > (path in most ? most[path] : 500)) { print path ": " lines " lines"; failed = 1 }
    }
    FNR == 1 { file_ends(); path = FILENAME; open = 0 }
    { lines = FNR }
    /^[a-z].*\(/ { title = $0 }
    /^\{$/ { open = FNR }
    /^\}$/ && open {
        if (FNR - open - 1 > 60) { print FILENAME ":" open ": " FNR - open - 1 " lines: " title; failed = 1 }
        open = 0
    }
    END { file_ends(); exit failed }'
