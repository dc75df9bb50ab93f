#!/bin/sh
# cases.sh: every file of tests/ is one that a suite picks up; a case by a wrong name would never be run.
#plant tests/cases/rows.text: mv tests/cases/rows.txt tests/cases/rows.text
#plant tests/cli/binary: mv tests/cli/binary/cmd tests/cli/binary/command
#plant tests/cli/binary: rm tests/cli/binary/expected.status
#plant tests/spare: mkdir tests/spare && echo x > tests/spare/x.txt
#plant tests/spare.c: mkdir -p tests && printf 'int spare;\n' > tests/spare.c
set -u
status=0
bad() { echo "$1: $2"; status=1; }
for file in tests/cases/*; do
    case $file in *.txt) grep -q '^=== ' "$file" || bad "$file" "holds no case" ;; *) bad "$file" "is no .txt: not run" ;; esac
done
for folder in tests/cli/*/; do
    [ $folder = tests/cli/inputs/ ] && continue
    for part in cmd expected.out expected.err expected.status; do
        [ -f "$folder$part" ] || bad "${folder%/}" "has no $part"
    done
done
for folder in tests/*/; do
    case $folder in tests/cases/ | tests/templates/ | tests/figures/ | tests/bench/ | tests/recovery/ | tests/printed/ | tests/coverage/ | tests/mutants/) continue ;; esac
    [ -f "${folder}run.sh" ] || bad "${folder%/}" "has no run.sh: not run"
done
for source in tests/*.c; do
    [ -f "${source%.c}.h" ] || grep -q '^int main(' "$source" || bad "$source" "is neither a program nor a part with a header"
done
exit $status
