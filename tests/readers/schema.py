"""schema.py GKNB FILE...: the JSON of each file is what docs/schema/parse-1.json says, and the schema says something."""
import copy
import json
import subprocess
import sys

import jsonschema

schema = json.load(open("docs/schema/parse-1.json", encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
documents = []
for file in sys.argv[2:]:
    made = subprocess.run([sys.argv[1], "parse", file], stdout=subprocess.PIPE).stdout
    documents.append(json.loads(made.decode("utf-8")))
    for error in validator.iter_errors(documents[-1]):
        sys.exit(f"{file}: {'.'.join(map(str, error.absolute_path))}: {error.message}")


def broken(change):
    document = copy.deepcopy(next(d for d in documents if d["cells"] and d["findings"]))
    change(document)
    assert not validator.is_valid(document), "the schema takes a broken document"


broken(lambda d: d.pop("cells"))
broken(lambda d: d.update(schema=2))
broken(lambda d: d["cells"][0].update(state="blank", value=0))
broken(lambda d: d["cells"][0].update(state="given", value=None))
broken(lambda d: d["cells"][0].pop("span"))
broken(lambda d: d["findings"][0].update(level="fatal"))
broken(lambda d: d["findings"][0]["span"].update(line=0))
broken(lambda d: d.update(published="22 January"))
broken(lambda d: d["requests"].update(new="none"))
