"""page.py GKNB FILE...: the page of each file, and of all of them, is whole, stands alone, and shows every cell once."""
import html.parser
import json
import subprocess
import sys

VOID = {"meta", "br", "wbr"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.wanted, self.cells, self.widths = [], set(), set(), 0, []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        assert tag not in ("script", "link", "img", "iframe"), tag
        for name in ("src", "href"):
            assert attrs.get(name, "#")[0] == "#", attrs
        if "id" in attrs:
            assert attrs["id"] not in self.ids, attrs
            self.ids.add(attrs["id"])
        self.wanted |= {attrs[k].lstrip("#") for k in ("href", "aria-describedby") if k in attrs}
        self.cells += tag == "td"
        if tag == "table":
            self.filled, self.row = {}, -1
        if tag == "tr":
            self.row += 1
        if tag in ("td", "th"):
            column = 0
            while (self.row, column) in self.filled:
                column += 1
            for r in range(int(attrs.get("rowspan", 1))):
                for c in range(int(attrs.get("colspan", 1))):
                    assert (self.row + r, column + c) not in self.filled, "boxes overlap"
                    self.filled[self.row + r, column + c] = 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag
        if tag == "table":
            rows = max(r for r, _ in self.filled) + 1
            columns = max(c for _, c in self.filled) + 1
            assert rows == self.row + 1 and len(self.filled) == rows * columns, "the table has holes"


def read(gknb, files):
    text = subprocess.run([gknb, "check", "--format=html", *files], stdout=subprocess.PIPE).stdout.decode("utf-8")
    page = Page()
    page.feed(text)
    page.close()
    assert not page.open, page.open
    assert page.wanted <= page.ids, page.wanted - page.ids
    return page.cells


def cells(gknb, file):
    made = subprocess.run([gknb, "parse", file], stdout=subprocess.PIPE).stdout
    return len(json.loads(made)["cells"])


gknb, files = sys.argv[1], sys.argv[2:]
counts = [cells(gknb, file) for file in files]
assert [read(gknb, [file]) for file in files] == counts
assert read(gknb, files) == sum(counts)
print(len(files), "pages hold")
