#!/bin/sh
# run.sh GKNB: what is a pair of cases (tests/pairs.h) and what is none. `tests/run --coverage` asks a pair of each rule.
set -u
run=$(dirname "$1")/tests/run
made=$(mktemp) || exit 2
trap 'rm -f "$made"' EXIT
passed=0 failed=0

# It has N202 and N203: sections five and six say 无.
bad='=== bad
:template valid-2021
:replace 主要问题是更新不及时;改进措施是加强培训。 -> 无
:replace 本年度收取信息处理费0元。 -> 无
---
*
'
pair() { # WITH|WITHOUT CLAIM ATTRIBUTE...: whether N202 then has a pair
    due=$1 claim=$2
    shift 2
    { printf '%s\n=== other\n' "$bad"; printf '%s\n' "$@"; printf -- '---\n*\n'; } > "$made"
    if "$run" --pairs "$made" | grep -q '^N202  bad'; then is=WITH; else is=WITHOUT; fi
    if [ $is = "$due" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "pair: $claim: $is a pair"; fi
}
without_fee=':replace 本年度收取信息处理费0元。 -> 无'
without_problems=':replace 主要问题是更新不及时;改进措施是加强培训。 -> 无'
valid=':template valid-2021'

pair WITH 'one place' "$valid" "$without_fee"
pair WITHOUT 'two places' "$valid"
pair WITHOUT 'both have the finding' "$valid" "$without_problems"
pair WITHOUT 'another option' "$valid" "$without_fee" ':strict'
pair WITHOUT 'another finding' "$valid" "$without_fee" ':replace 发布日期:2024-01-22 -> 发布日期:2024-03-22'
pair WITHOUT 'hardly anything in common' ':template empty-2021'
pair WITH 'lines in one case only' "$valid" "$without_fee" ':replace 主要问题是 -> 无\n\n主要问题是'
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
