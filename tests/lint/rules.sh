#!/bin/sh
# rules.sh: every rule that is no equation is raised somewhere in src/, and src/ raises no rule that is not in grammar/.
#plant NEVER-RAISED is raised nowhere: printf '\nrule Q999 never-raised\n  level error\n' >> grammar/rules/frame.rules
#plant GK_RULE_NOWHERE is no rule: echo 'enum { x = GK_RULE_NOWHERE };' >> src/rules/frame.c
#plant NUMBER-NEGATIVE is raised nowhere: sed -i /GK_RULE_NUMBER_NEGATIVE/d src/rules/*.c src/parse/*.c
set -u
{
    awk '
        function end() { if (name && !equation) print "rule", name, id; equation = 0 }
        /^rule / { end(); name = toupper($3); id = $2 }
        $1 == "assert" { equation = 1; print "equation", name, id }
        END { end() }' $(find grammar -name '*.rules' | sort)
    find src -name '*.[ch]' -o -name '*.inc' | sort | xargs grep -noE 'GK_RULE_[A-Z0-9_]+' | sed 's/^\(.*\):GK_RULE_/raised \1 /'
} | awk '
    $1 == "raised" { name = $3; gsub(/_/, "-", name); raised[name] = $2; next }
    { known[$2] = 1 }
    $1 == "rule" { due[$2] = $3 }
    END {
        for (name in due) if (!(name in raised)) { print due[name] " " name " is raised nowhere in src/"; failed = 1 }
        for (name in raised) if (!(name in known)) {
            shown = name
            gsub(/-/, "_", shown)
            print raised[name] ": GK_RULE_" shown " is no rule of grammar/"
            failed = 1
        }
        exit failed
    }'
