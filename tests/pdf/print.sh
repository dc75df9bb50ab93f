#!/bin/sh
# print.sh FOLDER: prints FOLDER/*.html with Chromium, its head and foot lines with it, and FOLDER/*.docx with LibreOffice
# Writer, as STEM.chromium.pdf and STEM.writer.pdf.
set -u
cd "$1" || exit 2
here=$PWD

# A font of outlines that both embed by the characters used: the files stay small.
for page in *.html; do
    stem=${page%.html}
    sed -i 's/<body/<body style="font-family: WenQuanYi Zen Hei"/; s/宋体/WenQuanYi Zen Hei/g' "$page"
    timeout 60 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$here/.chromium" \
        --print-to-pdf="$here/$stem.chromium.pdf" "file://$here/$page" > chromium.log 2>&1 || { cat chromium.log; exit 1; }
done

# Writer wants the parts of a package that only say what the others are.
python3 - ./*.docx <<'END'
import sys, zipfile
office = 'http://schemas.openxmlformats.org/'
kind = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
for name in sys.argv[1:]:
    with zipfile.ZipFile(name, 'a', zipfile.ZIP_DEFLATED) as package:
        package.writestr('[Content_Types].xml', f'<Types xmlns="{office}package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>')
        package.writestr('_rels/.rels', f'<Relationships xmlns="{office}package/2006/relationships"><Relationship Id="a" '
            f'Type="{office}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
END
mkdir -p writer
timeout 300 soffice --headless "-env:UserInstallation=file://$here/.writer" --convert-to pdf --outdir writer ./*.docx > writer.log 2>&1 ||
    { cat writer.log; exit 1; }
for print in writer/*.pdf; do
    [ -f "$print" ] || { cat writer.log; exit 1; }
    mv "$print" "$(basename "${print%.pdf}").writer.pdf"
done
