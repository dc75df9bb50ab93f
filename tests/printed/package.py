"""package.py FILE: makes a DOCX of one part one that word processors open: the parts that say what it holds, and the
grid of each table."""
import re
import sys
import zipfile

OFFICE = 'http://schemas.openxmlformats.org/'
TYPES = ('<Types xmlns="{0}package/2006/content-types"><Default Extension="rels" ContentType='
         '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
         '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>').format(OFFICE)
RELATIONS = ('<Relationships xmlns="{0}package/2006/relationships"><Relationship Id="a" Type="{0}officeDocument/2006/'
             'relationships/officeDocument" Target="word/document.xml"/></Relationships>').format(OFFICE)
WIDTH = 8800  # of the page's text, in twentieths of a point


def with_grid(table):
    columns = max(sum(int((re.search(r'gridSpan w:val="(\d+)"', cell) or [0, 1])[1]) for cell in row.split('<w:tc>')[1:])
                  for row in table[0].split('<w:tr>')[1:])
    grid = '<w:gridCol w:w="%d"/>' % (WIDTH // columns) * columns
    return table[0].replace('</w:tblPr>', '</w:tblPr><w:tblGrid>' + grid + '</w:tblGrid>', 1)


name = sys.argv[1]
with zipfile.ZipFile(name) as package:
    text = package.read('word/document.xml').decode()
with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as package:
    package.writestr('[Content_Types].xml', TYPES)
    package.writestr('_rels/.rels', RELATIONS)
    package.writestr('word/document.xml', re.sub('<w:tbl>.*?</w:tbl>', with_grid, text, flags=re.S))
