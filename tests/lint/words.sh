#!/bin/sh
# words.sh: no word of the format in src/: the literals of C hold no ideographs, written out or escaped. The words of
# program and outputs stand in their texts.inc. Punctuation (·, “, …) is no word.
#plant src/lex/lex.c:: echo 'static const char *const word = "总计";' >> src/lex/lex.c
#plant src/rules/frame.c:: echo 'static const int word = L'"'计'"';' >> src/rules/frame.c
#plant src/parse/parse.c:: echo 'static const char *const word = "\xe6\x80\xbb";' >> src/parse/parse.c
#plant src/out/json.c:: echo 'static const char *const word = "\u8ba1";' >> src/out/json.c
set -u
find src -name '*.[ch]' -o -name '*.inc' ! -name texts.inc | sort | LC_ALL=C xargs awk '
    # Leaves of a line what stands in literals.
    function literals(line,    i, c, made) {
        for (i = 1; i <= length(line); i++) {
            c = substr(line, i, 1)
            if (quote) {
                if (c == "\\") { made = made c; c = substr(line, ++i, 1); made = made c }
                else if (c == quote) quote = ""
                else made = made c
            } else if (comment) {
                if (c == "*" && substr(line, i + 1, 1) == "/") { comment = 0; i++ }
            } else if (c == "/" && substr(line, i + 1, 1) == "*") { comment = 1; i++ }
            else if (c == "/" && substr(line, i + 1, 1) == "/") return made
            else if (c == "\"" || c == "\047") quote = c
        }
        return made
    }
    FNR == 1 { comment = 0; quote = "" }
    {
        held = literals($0)
        if (held ~ /[\344-\351\360]|\343[\220-\277]|\\x([eE][4-9]|[eE]3\\x[9abAB]|[fF]0)|\\u([4-9]|3[4-9a-fA-F])|\\U/) {
            print FILENAME ":" FNR ": a word of the format: " $0
            failed = 1
        }
    }
    END { exit failed }'
