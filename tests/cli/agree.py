"""agree.py GKNB FILE...: the JSON of each file is valid and agrees with the file and with itself."""
import json
import subprocess
import sys


def check(gknb, name):
    data = open(name, "rb").read()
    made = subprocess.run([gknb, "parse", name], stdout=subprocess.PIPE).stdout
    line = subprocess.run([gknb, "parse", "--format=ndjson", name], stdout=subprocess.PIPE).stdout
    document = json.loads(made.decode("utf-8"))
    assert line.count(b"\n") == 1 and json.loads(line.decode("utf-8")) == document, "ndjson differs"

    def place(span):
        before = data[: span["start"]]
        start = before.rfind(b"\n") + 1
        column = 1 + sum(byte & 0xC0 != 0x80 for byte in before[start:])
        assert span["start"] <= span["end"] <= len(data), span
        assert (span["line"], span["column"]) == (before.count(b"\n") + 1, column), span

    for cell in document["cells"]:
        value = document
        for key in cell["path"].split("."):
            value = value[key]
        assert value == cell["value"], cell
        assert ("span" in cell) == ("raw" in cell) == (cell["state"] != "absent"), cell
        if "span" in cell:
            place(cell["span"])
            if b"\xef\xbf\xbd" not in data:
                raw = data[cell["span"]["start"] : cell["span"]["end"]]
                assert raw.decode("utf-8", "replace") == cell["raw"], cell
    for section in document["sections"]:
        place(section["span"])
        place(section["body"])
    paths = {cell["path"] for cell in document["cells"]}
    for finding in document["findings"]:
        place(finding["span"])
        assert set(finding["paths"]) <= paths, finding
        for related in finding["related"]:
            place(related["span"])
            assert related["path"] is None or related["path"] in paths, related
    return document["verdict"]


for file in sys.argv[2:]:
    print(file, check(sys.argv[1], file))
