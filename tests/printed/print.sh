#!/bin/sh
# print.sh FOLDER: prints FOLDER/*.html with Chromium, its head and foot lines with it, and FOLDER/*.docx with LibreOffice
# Writer, as STEM.chromium.pdf and STEM.writer.pdf; those made up from seeds also so large that pages cut rows, as STEM.20pt.pdf.
set -u
package=$(cd "$(dirname "$0")" && pwd)/package.py
cd "$1" || exit 2
here=$PWD

print() { # PAGE PDF
    timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-pdf-tagging --user-data-dir="$here/.chromium" \
        --print-to-pdf="$here/$2" "file://$here/$1" > chromium.log 2>&1 || { cat chromium.log; exit 1; }
}

# A font of outlines that both embed by the characters used: the files stay small.
for page in *.html; do
    stem=${page%.html}
    sed -i 's/<body/<style>* { font-family: "WenQuanYi Zen Hei" !important }<\/style><body/' "$page"
    print "$page" "$stem.chromium.pdf"
    case $page in [0-9].html | [0-9][0-9].html) ;; *) continue ;; esac
    sed -i 's/<body/<style>* { font-size: 20pt !important }<\/style><body/' "$page"
    print "$page" "$stem.20pt.pdf"
done

# Writer wants the parts of a package that only say what the others are, and how many columns a table has.
for document in *.docx; do python3 "$package" "$document" || exit 1; done
mkdir -p writer
timeout 300 soffice --headless "-env:UserInstallation=file://$here/.writer" --convert-to pdf --outdir writer ./*.docx > writer.log 2>&1 ||
    { cat writer.log; exit 1; }
for print in writer/*.pdf; do
    [ -f "$print" ] || { cat writer.log; exit 1; }
    mv "$print" "$(basename "${print%.pdf}").writer.pdf"
done
