#!/bin/sh
# includes.sh: who may include whom. The law is the table below: a room, then folders and files its files may include
# besides their own room and gknb.h; behind | the headers of libc (* any).
#plant src/out/json.c:: echo '#include "../model/report.h"' >> src/out/json.c
#plant src/cli/main.c:: echo '#include "../lex/lex.h"' >> src/cli/main.c
#plant src/rules/cells.c:: echo '#include "../lex/lex.h"' >> src/rules/cells.c
#plant src/rules/cells.c:: echo '#include "../../gen/parser.h"' >> src/rules/cells.c
#plant src/base/arena.c:: echo '#include "../model/tables.h"' >> src/base/arena.c
#plant src/parse/build.c:: echo '#include <stdio.h>' >> src/parse/build.c
#plant src/cli/file.c:: echo '#include <zlib.h>' >> src/cli/file.c
#plant src/rules/cells.c:: echo 'static const gk_tokens *seen;' >> src/rules/cells.c
set -u
laws=$(cat <<'LAWS'
base    | stddef.h stdint.h string.h sanitizer/asan_interface.h
model   base lex/lex.h gen/names.h | stddef.h stdint.h string.h
lex     base model/tables.h | stddef.h stdint.h string.h
parse   base lex model gen/parser.h rules/finding.h | stddef.h stdint.h string.h
rules   base model lex/fold.h | stddef.h stdint.h string.h
adapt   base | *
out     | stddef.h stdint.h stdlib.h string.h sqlite3.h
dump    model parse/parse.h parse/readings.h | stddef.h stdint.h string.h
cli     base/limits.h out dump/dump.h adapt/adapt.h | dirent.h errno.h fcntl.h malloc.h signal.h stddef.h stdio.h stdlib.h string.h strings.h sys/resource.h sys/stat.h sys/wait.h time.h unistd.h
gknb.c  base lex model parse rules adapt | stddef.h stdint.h stdlib.h string.h
LAWS
)
find src -name '*.[ch]' -o -name '*.inc' | sort | xargs grep -nE '#include |gk_tokens' | awk -v laws="$laws" '
    BEGIN {
        count = split(laws, line, "\n")
        for (i = 1; i <= count; i++) {
            split(line[i], half, "|")
            room = half[1]
            sub(/ .*/, "", room)
            ours[room] = " " substr(half[1], length(room) + 1) " "
            libc[room] = half[2] " "
        }
    }
    function bad(what) { print path ":" number ": " what; failed = 1 }
    {
        split($0, part, ":")
        path = part[1]
        number = part[2]
        room = path
        sub(/^src\//, "", room)
        sub(/\/.*/, "", room)
        if (room == "gknb.h") room = "base"
        if (room ~ /^gknb/) room = "gknb.c"
        if (!(room in ours)) { bad("the law knows no room " room); next }
    }
    /gk_tokens/ { if (room == "rules") bad("rules see the model, never tokens"); next }
    /#include </ {
        name = $0
        gsub(/.*<|>.*/, "", name)
        if (libc[room] !~ /\*/ && index(libc[room], " " name " ") == 0) bad(room " may not include <" name ">")
        next
    }
    {
        name = $0
        sub(/.*#include "/, "", name)
        sub(/".*/, "", name)
        from = path
        sub(/[^\/]*$/, "", from)
        name = from name
        while (sub(/[^\/.]+\/\.\.\//, "", name)) {}
        sub(/^src\//, "", name)
        folder = name
        sub(/\/.*/, "", folder)
        if (name != "gknb.h" && folder != room && index(ours[room], " " folder " ") + index(ours[room], " " name " ") == 0)
            bad(room " may not include " name)
    }
    END { exit failed }'
