# peers.awk: the grammar of gen/parser.y as others would write it, with their own error recovery.
#
#     awk -v to=lemon -v prefix=NAME -f peers.awk gen/parser.y gen/parser.h      a grammar for lemon
#     awk -v to=bison -v prefix=NAME -f peers.awk gen/parser.y gen/parser.h      a grammar for Bison, LALR(1) with LAC
#
# A row may break off behind its label (`row ::= LABEL error`), and anything may be wrong between tables. Every row that
# is read is told: peer_row(run, label, first cell, cells). Words of %fallback are text between tables, for Bison as rules.
function symbol(s) { return s ~ /^[A-Z]/ ? s : tolower(s) }
function strip(line) { gsub(/\([A-Z]\)/, "", line); return line }

FNR == 1 { file++ }

file == 2 { # gen/parser.h: #define T_NAME number
    if ($1 == "#define") { number[substr($2, 3)] = $3; names[++tokens] = substr($2, 3) }
    next
}

/^%fallback/ { in_fallback = 1 }
in_fallback {
    line = $0; sub(/^%fallback TEXT/, "", line); done = line ~ /\.[ \t]*$/; sub(/\.[ \t]*$/, "", line)
    n = split(line, words, " "); for (i = 1; i <= n; i++) fallback[++fallbacks] = words[i]
    if (done) in_fallback = 0
    next
}
/^%token_class/ { sub(/\./, "", $3); class_name = $2; class_words = $3; next }
/^%(include|code|syntax_error)/ { skip = !/}[ \t]*$/; next }
skip { if (/^}/) skip = 0; next }
/^%start_symbol/ { start = $2; next }
/^%/ || /^\/\// || /^[ \t]*$/ { next }

{ # a production, which may go over lines
    sub(/\/\/.*/, "")
    text = text " " $0
    # complete when a dot, perhaps with an action behind it, ends it
    if (text !~ /\.[ \t]*({.*})?[ \t]*$/) next
    productions[++count] = text
    text = ""
}

function rhs_of(production,   r) { r = production; sub(/^[^=]*::=/, "", r); sub(/\.[ \t]*({.*})?[ \t]*$/, "", r); return r }
function lhs_of(production,   l) { l = production; sub(/::=.*/, "", l); gsub(/[ \t]|\([A-Z]\)/, "", l); return l }

END {
    if (to == "lemon") lemon(); else bison()
}

function lemon(   i, p, l, r, n, parts) {
    print "%name " prefix "\n%token_prefix T_\n%token_type {uint32_t}\n%default_type {uint32_t}\n%extra_argument {peer_run *run}"
    print "%stack_size 64\n%include {\n#include <assert.h>\n#include \"peers.h\"\n}"
    print "%syntax_error { (void)yymajor; peer_error(run, yyminor); }\n%start_symbol " start
    # the terminals keep the numbers of gen/parser.h
    print "%token"; for (i = 1; i <= tokens; i++) print "    " names[i]; print "."
    print "%token_class " class_name " " class_words "."
    printf "%%fallback TEXT"; for (i = 1; i <= fallbacks; i++) printf " %s", fallback[i]; print "."
    for (i = 1; i <= count; i++) {
        p = productions[i]
        l = lhs_of(p); r = rhs_of(p)
        if (match(p, /gk_build_row\(build, [A-Z], [A-Z], [0-9]+\)/)) {
            n = substr(p, RSTART, RLENGTH); sub(/gk_build_row\(build/, "peer_row(run", n)
            print l " ::= " r ". { " n "; }"
            split(strip(r), parts, " ")
            print l " ::= " parts[1] " error."
        } else if (p ~ /::=.*\(A\)/ && l ~ /fifteen|total_head/) {
            print l "(A) ::= " r "."
        } else {
            print l " ::= " strip(r) "."
        }
        if (l ~ /^parts_/ && r ~ /TEXT/) print l " ::= " l " error."
    }
}

function bison(   i, k, p, l, r, n, parts, m, action, values) {
    print "%define api.prefix {" prefix "}\n%define api.pure full\n%define api.value.type {unsigned}\n%define parse.lac full"
    print "%define parse.error custom\n%param {peer_run *run}"
    print "%code requires {\n#include \"peers.h\"\n}"
    print "%code {\nstatic int " prefix "lex(unsigned *value, peer_run *run);\nstatic void " prefix "error(peer_run *run, const char *message);\n}"
    for (i = 1; i <= tokens; i++) print "%token P_" names[i] " " (number[names[i]] + 300)
    print "%start " start "\n%%"
    m = split(class_words, parts, "|")
    printf "%s:", class_name; for (i = 1; i <= m; i++) printf "%s P_%s { $$ = $1; }", (i > 1 ? " |" : ""), parts[i]; print " ;"
    printf "word: P_TEXT"; for (i = 1; i <= fallbacks; i++) printf " | P_%s", fallback[i]; print " ;"
    for (i = 1; i <= count; i++) {
        p = productions[i]
        l = lhs_of(p); r = strip(rhs_of(p))
        n = split(r, parts, " ")
        values = ""
        for (k = 1; k <= n; k++) values = values " " (parts[k] == "TEXT" && l ~ /^parts_/ ? "word" : parts[k] ~ /^[A-Z]/ ? "P_" parts[k] : parts[k])
        action = ""
        if (match(p, /gk_build_row\(build, [A-Z], [A-Z], [0-9]+\)/)) {
            action = substr(p, RSTART, RLENGTH); sub(/.*, /, "", action); sub(/\)/, "", action)
            action = " { peer_row(run, $1, $2, " action "); }"
        } else if (l ~ /fifteen|total_head/) {
            action = " { $$ = $1; }"
        }
        print l ":" values action " ;"
        if (action ~ /peer_row/) print l ": " (parts[1] ~ /^[A-Z]/ ? "P_" : "") parts[1] " error ;"
        if (l ~ /^parts_/ && r ~ /TEXT/) print l ": " l " error ;"
    }
    print "%%"
    print "static int " prefix "lex(unsigned *value, peer_run *run)\n{\n    *value = run->at;"
    print "    if (!run->begun++) return P_FORM_2021;"
    print "    return run->at < run->count ? run->kind[run->at++] + 300 : 0;\n}"
    print "static void " prefix "error(peer_run *run, const char *message)\n{\n    (void)message;\n    peer_error(run, run->at ? run->at - 1 : 0);\n}"
    print "static int yyreport_syntax_error(const yypcontext_t *context, peer_run *run)\n{\n    (void)context;"
    print "    peer_error(run, run->at ? run->at - 1 : 0);\n    return 0;\n}"
}
