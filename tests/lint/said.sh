#!/bin/sh
# said.sh: every word of a message and every text of the program is said somewhere: `say` in grammar/words.def as
# GK_WORD_, TEXT in src/cli/texts.inc as GK_CLI_, in src/out/texts.inc as GK_TEXT_. Of NAME_1, NAME_2, … the first
# stands for all.
#plant SURPLUS is never said: echo 'say SURPLUS | 多余 | surplus' >> grammar/words.def
#plant SURPLUS is never said: echo 'TEXT(SURPLUS, "", "")' >> src/cli/texts.inc
#plant SURPLUS is never said: echo 'TEXT(SURPLUS, "", "")' >> src/out/texts.inc
set -u
named=$(grep -rhowE 'GK_(WORD|CLI|TEXT)_[A-Z0-9_]+' src --include='*.[ch]' --include='*.inc' | sort -u)
{
    sed -n 's/^say \([A-Z0-9_]*\).*/grammar\/words.def GK_WORD_ \1/p' grammar/words.def
    sed -n 's/^TEXT(\([A-Z0-9_]*\),.*/src\/cli\/texts.inc GK_CLI_ \1/p' src/cli/texts.inc
    sed -n 's/^TEXT(\([A-Z0-9_]*\),.*/src\/out\/texts.inc GK_TEXT_ \1/p' src/out/texts.inc
} | awk -v named="$named" '
    BEGIN { count = split(named, list, "\n"); for (i = 1; i <= count; i++) said[list[i]] = 1 }
    {
        first = $3
        sub(/_[2-9]$/, "_1", first)
        if ($2 $3 in said || $2 first in said) next
        print $1 ": " $3 " is never said"
        failed = 1
    }
    END { exit failed }'
