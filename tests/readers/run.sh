#!/bin/sh
# run.sh GKNB: what gknb writes is what others read: JSON by its schema, a database by sqlite3, pages and JUnit by an
# XML reader and by npm's junit2json, SARIF by Microsoft's validator. A reader that is not here is skipped, and said;
# with LEVEL=check those of npm are fetched first, when npm may.
set -u
gknb=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.." || exit 2
readers=$PWD/build/readers
made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT
passed=0 failed=0 skipped=0
LC_ALL=C
export LC_ALL
count() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$2"; fi; }
skip() { skipped=$((skipped + 1)); echo "skipped: $1"; }
documents="$(ls tests/cli/inputs/*.txt corpus/*/report.txt)"

fetch() { # PACKAGE@VERSION: whether it is in $readers
    [ -d "$readers/node_modules/${1%@*}" ] && return
    [ "${LEVEL:-quick}" = check ] && command -v npm > /dev/null || return
    mkdir -p "$readers" && (cd "$readers" && npm install --silent --no-audit --no-fund --ignore-scripts "$1") > /dev/null 2>&1
}

# JSON and its schema; a document that breaks the schema must not pass.
for python in python3 /usr/bin/python3 none; do "$python" -c 'import jsonschema' 2> /dev/null && break; done
if [ $python = none ]; then
    skip "no python3-jsonschema: JSON and docs/schema/parse-1.json"
else
    "$python" tests/readers/schema.py "$gknb" $documents
    count $? "JSON is not what docs/schema/parse-1.json says"
fi

# The database, asked as docs/outputs.md asks it.
if ! "$gknb" help check | grep -q ' sqlite'; then
    skip "this build has no sqlite"
elif ! command -v sqlite3 > /dev/null; then
    skip "no sqlite3"
else
    (cd "$made" && cp -R "$OLDPWD/corpus" . && "$gknb" check -r corpus --format=sqlite --output=reports.db
    sed -n '/^```sql$/,/^```$/p' "$OLDPWD/docs/outputs.md" | grep -v '^```' | sqlite3 reports.db > answers) 2> "$made/said"
    [ -s "$made/answers" ] && [ ! -s "$made/said" ] && cmp -s "$made/answers" tests/readers/answers
    count $? "the database answers otherwise: $(cat "$made/said"; diff tests/readers/answers "$made/answers" | head -20)"
    "$gknb" check --format=sql $documents | sqlite3 "$made/piped.db" && [ "$(sqlite3 "$made/piped.db" 'PRAGMA foreign_key_check; PRAGMA integrity_check')" = ok ]
    count $? "sqlite3 does not take what --format=sql writes"
fi

# JUnit: well-formed, and what a reader of it counts.
"$gknb" check --format=junit $documents tests/cli/inputs/none.txt > "$made/junit.xml" 2> /dev/null
if command -v xmllint > /dev/null; then
    xmllint --noout "$made/junit.xml"
    count $? "JUnit is no XML"
else
    skip "no xmllint: JUnit is well-formed"
fi
if fetch junit2json@4.0.0; then
    node tests/readers/junit.mjs "$readers/node_modules/junit2json" "$made/junit.xml"
    count $? "junit2json reads JUnit otherwise"
else
    skip "no junit2json from npm: JUnit"
fi

# SARIF: by the schema of OASIS and more, which its validator holds.
if fetch @microsoft/sarif-multitool-linux@5.7.0; then
    tool=$readers/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
    chmod +x "$tool"
    "$gknb" check --format=sarif $documents tests/cli/inputs/none.txt > "$made/findings.sarif" 2> /dev/null
    "$gknb" check --format=sarif --lang=en tests/cli/inputs/good.txt > "$made/clean.sarif"
    sed '0,/"message": {"text"/s//"mess": {"text"/' "$made/findings.sarif" > "$made/broken.sarif"
    for name in findings clean broken; do
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$tool" validate "$made/$name.sarif" > "$made/$name.said" 2>&1
        echo $? >> "$made/$name.said"
    done
    ! grep -E ': error ' "$made/findings.said" "$made/clean.said" && grep -q 'completed successfully' "$made/findings.said"
    count $? "the validator refuses SARIF"
    grep -qE ': error ' "$made/broken.said"
    count $? "the validator takes broken SARIF"
else
    skip "no sarif-multitool from npm: SARIF"
fi

[ $skipped -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
