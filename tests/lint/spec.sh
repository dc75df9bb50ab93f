#!/bin/sh
# spec.sh: SPEC.md, the rules and the citations in the code hold together. A clause has an example, a rule, or a test
# that is named in it; it stands once, in its chapter. What a rule, a comment or a text cites is a
# clause; a rule that is named exists. Every row of a form stands in an example. The generated parts are as generated.
#plant S8-empty has neither example nor rule: sed -i 's/^### S8-size$/### S8-empty\n\n&/' SPEC.md
#plant S6-balance stands twice: sed -i 's/^### S6-results$/### S6-balance/' SPEC.md
#plant chapter S7 stands twice: sed -i 's/^## S8 /## S7 /' SPEC.md
#plant S5-label stands in chapter S2: sed -i 's/^### S2-label$/### S5-label/' SPEC.md
#plant no anchor Labels: sed -i 's/^### S2-label$/### Labels/' SPEC.md
#plant T302 cites S6-nothing: sed -i 's/^\(  clause *\)S6-balance/\1S6-nothing/' grammar/rules/tables.rules
#plant cites S2-nothing: sed -i 's/SPEC S2-[a-z]*/SPEC S2-nothing/' grammar/lexer.re
#plant Q999 is no rule: sed -i 's/^### S8-size$/&\n\nQ999/' SPEC.md
#plant no test tests/cli/nowhere: sed -i 's/^### S8-size$/&\n\n`tests\/cli\/nowhere`/' SPEC.md
#plant disclosure.fees stands in no example: sed -i 's/^disclosure\.fees:.*//' SPEC.md
#plant out of date: sed -i 's/a count is a whole number/a count is whole/' grammar/rules/cells.rules
set -u
made=$(mktemp) || exit 2
trap 'rm -f "$made"' EXIT
rules=$(ls grammar/rules/*.rules grammar/20*/*.rules 2>/dev/null | LC_ALL=C sort)
{
    # shellcheck disable=SC2086
    awk '
        /^rule / { rule = $2 }
        $1 == "clause" { print "R", rule, $2, FILENAME ":" FNR }' $rules
    awk '/^row / { print "W", $2, FILENAME ":" FNR }' grammar/20*/fields.def
    grep -rnoE 'SPEC [A-Z][A-Za-z0-9.-]*|\bS[0-9]+(-[a-z]+(-[a-z]+)*|\.[0-9][a-z0-9-]*)' src grammar ./*.md docs 2>/dev/null |
        awk -F : '{ sub(/^SPEC /, "", $3); print "C", $3, $1 ":" $2 }'
    awk '
        /^## S[0-9]+ / { chapter = $2; print "H", chapter }
        /^### / { print "A", $2, NF, chapter, FNR; clause = $2 }
        /^## / { clause = "" }
        /^```/ { inside = !inside && /^```case$/ }
        inside { print "X", clause; if (match($0, /^[a-z_.]+:/)) print "E", substr($0, 1, RLENGTH - 1) }
        { rest = $0
          while (match(rest, /`tests\/[a-z0-9\/.-]+`/)) {
              print "T", clause ? clause : "-", substr(rest, RSTART + 1, RLENGTH - 2), FNR
              rest = substr(rest, RSTART + RLENGTH)
          }
          gsub(/[^A-Za-z0-9]/, " ")
          for (i = 1; i <= NF; i++) if ($i ~ /^[A-Z][A-Z]?[0-9][0-9][0-9]$/) print "N", $i, FNR }' SPEC.md | uniq
} | awk '
    function bad(where, what) { print where ": " what; failed = 1 }
    $1 == "R" { clause_of[$2] = $3; ruled[$3] = 1; rule_at[$2] = $4 }
    $1 == "W" { row_at[$2] = $3 }
    $1 == "C" { cited[$2] = $3 }
    $1 == "H" { if ($2 in known) bad("SPEC.md", "chapter " $2 " stands twice"); known[$2] = 1 }
    $1 == "A" {
        if ($3 != 2 || $2 !~ /^S[0-9]+-[a-z]+(-[a-z]+)*$/) bad("SPEC.md:" $5, "no anchor " $2)
        if (substr($2, 1, index($2, "-") - 1) != $4) bad("SPEC.md:" $5, $2 " stands in chapter " $4)
        if ($2 in known) bad("SPEC.md:" $5, $2 " stands twice")
        known[$2] = 1
        at[$2] = $5
    }
    $1 == "X" { shown[$2] = 1 }
    $1 == "E" { in_example[$2] = 1 }
    $1 == "T" {
        if (system("test -e " $3)) bad("SPEC.md:" $4, "no test " $3)
        else shown[$2] = 1
    }
    $1 == "N" { named[$2] = $3 }
    END {
        for (a in at) if (!(a in shown) && !(a in ruled)) bad("SPEC.md:" at[a], a " has neither example nor rule")
        for (r in clause_of) if (!(clause_of[r] in at)) bad(rule_at[r], r " cites " clause_of[r] ", which is no clause")
        for (c in cited) if (!(c in known)) bad(cited[c], "cites " c ", which is not in SPEC.md")
        for (n in named) if (!(n in clause_of)) bad("SPEC.md:" named[n], n " is no rule")
        for (w in row_at) if (!(w in in_example)) bad(row_at[w], w " stands in no example of SPEC.md")
        exit failed
    }'
status=$?
# shellcheck disable=SC2046
awk -f grammar/mk/spec.awk src/base/limits.h grammar/folds.def grammar/prose.def grammar/labels.def $(ls grammar/20*/labels.def) \
    $(ls grammar/20*/fields.def) $rules SPEC.md > "$made" || status=1
cmp -s "$made" SPEC.md || { echo "SPEC.md: a generated part is out of date: make gen"; status=1; }
exit $status
