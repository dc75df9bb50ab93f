#!/bin/sh
# variants.sh BUILD: builds the program without each library in turn, from the objects of BUILD, and with none. What is
# left out it must say for a file of that kind, and how to get it; a plain report it reads as before.
set -u
build=$1
files=$build/variants
passed=0 failed=0
rm -rf "$files" && mkdir -p "$files"
report=corpus/wrong-sums/report.txt
"$build/gknb" check $report > "$files/plain"
"$build/tests/printed" --draw "$files" || exit 1
iconv -f UTF-8 -t GB18030 $report > "$files/report.gb"

bad() { echo "variants: $1"; failed=$((failed + 1)); }

build_without() { # NAME VARIABLE=no...
    name=$1
    shift
    mkdir -p "$files/$name"
    cp -Rp "$build/src" "$build/gen" "$build/html_css.inc" "$files/$name"
    case $name in
    SQLITE) rm "$files/$name"/src/out/sql.o "$files/$name"/src/out/out.o ;;
    none) rm "$files/$name"/src/adapt/*.o "$files/$name"/src/out/*.o ;;
    *) rm "$files/$name/src/adapt/$(echo $name | tr A-Z a-z).o" ;;
    esac
    make -s --no-print-directory B="$files/$name" WERROR=-Werror "$@" "$files/$name/gknb" > "$files/log" 2>&1 && return
    cat "$files/log"
    return 1
}

# NAME FILE WORD: the program without NAME does not read FILE and says WORD, on standard error.
refuses() {
    "$files/$1/gknb" check "$2" > "$files/out" 2> "$files/err"
    status=$?
    if [ $status -eq 2 ] && grep -q "$3" "$files/err"; then passed=$((passed + 1)); else bad "without $1, $2: status $status, $(cat "$files/err")"; fi
}

same() { # NAME: the plain report is read as before
    "$files/$1/gknb" check $report > "$files/out"
    if cmp -s "$files/out" "$files/plain"; then passed=$((passed + 1)); else bad "without $1 a plain report reads otherwise"; fi
}

print=tests/printed/prints/2.writer.pdf
for name in HTML DOCX PDF CHARSET SQLITE; do
    build_without $name $name=no || { bad "does not build without $name"; continue; }
    same $name
    case $name in
    HTML) refuses HTML "$files/2.html" libxml2 ;;
    DOCX) refuses DOCX "$files/2.docx" libzip ;;
    PDF) refuses PDF $print libpoppler ;;
    esac
done
if build_without none HTML=no DOCX=no PDF=no CHARSET=no SQLITE=no; then
    same none
    refuses none "$files/2.html" libxml2
    refuses none "$files/2.docx" libzip
    refuses none $print libpoppler
    "$files/none/gknb" check "$files/report.gb" > "$files/out"
    if grep -q E101 "$files/out"; then passed=$((passed + 1)); else bad "without CHARSET, bytes of GBK are not told"; fi
    "$files/none/gknb" check --format=sqlite --output="$files/x.db" $report > "$files/out" 2>&1
    [ $? -eq 2 ] && passed=$((passed + 1)) || bad "without SQLITE, --format=sqlite: $(cat "$files/out")"
else
    bad "does not build without any"
fi
echo "variants: $passed passed, $failed failed"
[ $failed -eq 0 ]
