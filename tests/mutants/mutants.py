#!/usr/bin/env python3
"""mutants.py BUILD [N] [SEED] [LIST]: small faults put into the core and its tables, one at a time: do the tests see them?

In: the hand-written core, the tables of grammar/, and argued.txt: what no test could see, and why. N mutants are tried,
as many of each file as it has its share, chosen by SEED (0: all); or those of LIST, a log of an earlier run, of which
the alive are asked again. Out: BUILD/mutants.log, a line for each; docs/mutants.md. Two at a time; ASK=n asks the first
n alone, for a first look. A mutant that does not compile, or gives the same machine code, is none. The core is one shared library, so that a mutant
costs one object and one link; the programs of `make check` are asked in the order below until one fails, or takes ten
times as long as it should. Those of build/asan are asked of a core that the sanitizers watch, made when it comes to them."""
import collections
import concurrent.futures
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

FLAGS = {"build": "-O1 -fPIC -w",
         "build/asan": "-O1 -fPIC -w -fsanitize=address,undefined -fno-sanitize-recover=all"}
TABLES = ["folds.def", "words.def", "prose.def", "labels.def"]
CASES = sorted(f"tests/cases/{name}" for name in os.listdir("tests/cases")) + ["SPEC.md"]
# Of the command line what shows a report, and does not list the containers that a build reads.
CLI = sorted(name for name in os.listdir("tests/cli") if os.path.isfile(f"tests/cli/{name}/cmd") and not name.startswith((
    "help", "format-", "batch", "years-by", "output-", "max-size", "over-the", "option", "color", "config", "lang", "file-",
    "explain", "level", "libraries", "command", "pdf")))
# What is asked, fast ones first: name, command, what it alone can see.
KILLERS = [("cases", ["build/tests/run", "--coverage", "--fast"] + CASES), ("base", ["build/tests/base"]),
           ("parts", ["build/tests/parts"]), ("moves", ["build/tests/moves"]), ("recovery", ["build/tests/recovery"]), ("corpus", ["build/tests/corpus"]),
           ("api", ["build/tests/api"]), ("cli", ["sh", "tests/cli/run.sh", "build/gknb"] + CLI),
           ("stored inputs", ["build/replay"]), ("generate", ["build/tests/generate"]), ("mutations", ["build/tests/mutations"]),
           ("repair", ["sh", "tests/repair/run.sh", "build/gknb"]),
           ("sanitized cases", ["build/asan/tests/run", "--fast"] + CASES), ("sanitized base", ["build/asan/tests/base"]),
           ("sanitized parts", ["build/asan/tests/parts"]), ("sanitized api", ["build/asan/tests/api"]), ("layouts", ["build/tests/layouts"]),
           ("messages", ["build/tests/messages"]), ("hostile", ["sh", "tests/hostile/run.sh", "build/gknb"]),
           ("laws", ["build/tests/run"] + CASES),
           ("valgrind", ["valgrind", "-q", "--error-exitcode=9", "build/tests/run", "--fast"] + CASES)]
REPAIR = ("repair", "drive", "near", "arena") # what tests/repair/run.sh compiles

CORE = ["base", "lex", "parse", "rules"]
SWAPS = [(r"(?<![<>=!+\-*/&|^-])<(?![<=])", "<="), (r"(?<![<>=!-])>(?![>=])", ">="), (r"<=", "<"), (r"(?<!>)>=", ">"),
         (r"==", "!="), (r"!=", "=="), (r"&&", "||"), (r"\|\|", "&&"), (r"(?<=\w) \+ (?=\w)", " - "),
         (r"(?<=\w) - (?=\w)", " + "), (r"\+\+", "--"), (r"\+= ", "-= "), (r"!(?=[a-z(])", "")]
NUMBER = re.compile(r"(?<![\w.\"'])(\d+)(?![\w.\"'])")
ARRAY = re.compile(r"^ *(static |const )*(struct )?\w+ (\w+\[?[^;]*, )*\**\w+\[$") # in its declaration
CONDITION = re.compile(r"\b(if|while) \((.*)\)(?= [^)]*$|$)")
STATEMENT = re.compile(r"^( +)([a-z_][\w>\[\].*-]* (=|\+=|\|=) [^;]*;|[a-z_]\w*\([^;{}]*\);|return [^;]+;|break;|continue;)$")

def of_source(path):
    """(line, kind, new text of the line) for each mutant of a C file."""
    comment = False
    for number, line in enumerate(open(path), 1):
        text = line.rstrip("\n")
        code = re.sub(r"/\*.*?\*/", lambda m: " " * len(m[0]), text)
        if comment or "/*" in code or text.startswith(("#", " *")) or "assert" in code:
            comment = ("/*" in code or comment) and "*/" not in code
            continue
        code = re.sub(r'"(\\.|[^"\\])*"', lambda m: '"' + "_" * (len(m[0]) - 2) + '"', code)
        for find, by in SWAPS:
            for m in re.finditer(find, code):
                yield number, "operator", text[:m.start()] + by + text[m.end():]
        for m in NUMBER.finditer(code):
            if not code.lstrip().startswith("case"): # a flag is turned, an array loses its last element
                less = code[:m.start()].endswith("= ") and code[m.end():] == ";" and m[1] == "1"
                less = less or (ARRAY.search(code[:m.start()]) and code[m.end():m.end() + 1] == "]" and m[1] > "1")
                yield number, "constant", text[:m.start()] + str(int(m[1]) + (-1 if less else 1)) + text[m.end():]
        for m in CONDITION.finditer(code):
            if m[2].count("(") == m[2].count(")"):
                for by in ("1", "0") if m[1] == "if" else ("0",):
                    yield number, "condition", f"{text[:m.start(2)]}({text[m.start(2):m.end(2)]}, {by}){text[m.end(2):]}"
        m = STATEMENT.match(code)
        if m and not m[2].startswith("return"):
            yield number, "statement", f"{m[1]};"

def of_rules(path):
    """A rule whose assertion is turned round, whose level is another, or whose place is."""
    for number, line in enumerate(open(path), 1):
        text = line.rstrip("\n")
        for key, changes in (("assert", [("==", "!="), (" + ", " - ")]), ("level", [("error", "warning"), ("warning", "note"), ("note", "error")])):
            if text.split()[:1] == [key]:
                for old, new in changes:
                    if old in text:
                        yield number, "rule", text.replace(old, new, 1)
                        break

def of_costs(path):
    """A cost or a setting of the repairs, one more or one less."""
    for number, line in enumerate(open(path), 1):
        text = line.rstrip("\n")
        if text.startswith(("cost ", "set ")):
            for m in re.finditer(r"(?<=[ |])\d+(?= |$)", text):
                for by in (1, -1):
                    if int(m[0]) + by >= 0:
                        yield number, "cost", text[:m.start()] + str(int(m[0]) + by) + text[m.end():]

def of_tables(path):
    """A row of a table that is gone; of a label, of a character: its last variant."""
    for number, line in enumerate(open(path), 1):
        text = line.rstrip("\n")
        if path.endswith("folds.def") and not text.startswith("#") and len(text.split()) == 2 and len(text.split()[1]) > 1:
            yield number, "entry", text[:-1]
        elif path.endswith("labels.def") and text.count("|") == 3:
            yield number, "entry", text[:max(text.rfind(";"), text.rfind("|"))].rstrip()
        elif re.match(r"[a-z]", text) and "|" in text:
            yield number, "entry", "#"

def all_mutants():
    made = []
    for folder in CORE:
        for name in sorted(os.listdir(f"src/{folder}")):
            if name.endswith((".c", ".inc", ".h")) and name != "limits.h":
                made += [(f"src/{folder}/{name}",) + m for m in of_source(f"src/{folder}/{name}")]
    made += [("src/gknb.c",) + m for m in of_source("src/gknb.c")]
    for name in sorted(os.listdir("grammar/rules")):
        made += [(f"grammar/rules/{name}",) + m for m in of_rules(f"grammar/rules/{name}")]
    made += [("grammar/repairs.def",) + m for m in of_costs("grammar/repairs.def")]
    for name in ("grammar/prose.def", "grammar/words.def", "grammar/folds.def", "grammar/labels.def"):
        made += [(name,) + m for m in of_tables(name)]
    return made

class Workshop:
    """A copy of the tree with a build of its own, in which one file at a time is another."""
    def __init__(self, root):
        self.root = root

    def begin(self, many):
        for name in ("src", "gen", "grammar", "tests", "fuzz", "corpus", "docs", "Makefile", "VERSION", "SPEC.md"):
            (shutil.copytree if os.path.isdir(name) else shutil.copy)(name, f"{self.root}/{name}")
        for build, flags in FLAGS.items():
            if any(command[0].startswith(f"{build}/tests/") for _, command in KILLERS[:many]):
                self.make(build, flags)

    def make(self, build, flags):
        make = ["make", "-s", "-j2", f"B={build}", f"CFLAGS={flags}", "HTML=no", "DOCX=no", "PDF=no", "CHARSET=no", "SQLITE=no"]
        if self.call(make + (["programs", "build/mk"] if build == "build" else [f"{build}/tests/{n}" for n in ("run", "base", "parts", "api")]), 900):
            sys.exit("mutants.py: the tree does not build")
        core = [f"{build}/{path[:-2]}.o" for path in self.sources()]
        if self.link(build):
            sys.exit("mutants.py: the core does not link")
        rest = sorted(os.path.join(at, f)[len(self.root) + 1:] for at, _, files in os.walk(f"{self.root}/{build}") for f in files
                      if f.endswith(".o") and "/asan" not in at[len(self.root) + len(build):])
        replay = [o for o in rest if o.startswith((f"{build}/fuzz/targets/", f"{build}/fuzz/engines/"))]
        mains = [o for o in rest if re.match(f"{build}/tests/[a-z]+\\.o", o) and not os.path.exists(o[len(build) + 1:].replace(".o", ".h"))]
        parts = [o for o in rest if o not in core + replay + mains + [f"{build}/src/cli/main.o"]]
        made = [(o[:-2], [o]) for o in mains]
        if replay:
            made += [("build/gknb", ["build/src/cli/main.o"]), ("build/replay", [o for o in replay if not re.search("planted|libfuzzer|afl|nothing|report", o)])]
        for name, main in made:
            if self.call(["cc", "-o", name] + flags.split() + main + parts + [f"-L{build}", "-Wl,-rpath,$ORIGIN:$ORIGIN/..", "-lcore", "-lm"], 120):
                sys.exit(f"mutants.py: {name} does not link")

    def sources(self):
        made = [f"gen/{n}.c" for n in ("front", "lexer", "parser", "prose", "tables")] + ["src/gknb.c", "src/adapt/container.c"]
        return made + [f"src/{d}/{n}" for d in CORE + ["model"] for n in sorted(os.listdir(f"src/{d}")) if n.endswith(".c")]

    def link(self, build):
        core = [f"{build}/{path[:-2]}.o" for path in self.sources()]
        return self.call(["cc", "-shared", "-o", f"{build}/libcore.so"] + FLAGS[build].split() + core, 60)

    def call(self, command, limit):
        env = dict(os.environ, MALLOC_TRIM_THRESHOLD_="268435456", MALLOC_MMAP_THRESHOLD_="268435456",
                   OUT="build/tests-repair")
        env.pop("MAKEFLAGS", None)
        try:
            return subprocess.run(command, cwd=self.root, env=env, timeout=limit, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        except subprocess.TimeoutExpired:
            return "time"

    def objects(self, path):
        """The objects made of this file, as the compiler told."""
        made = []
        for source in self.sources():
            deps = open(f"{self.root}/build/{source[:-2]}.d").read().replace("\\\n", " ").split()
            if path in (os.path.normpath(d) for d in deps):
                made.append(source)
        return made

    def generate(self, folder):
        """What `make gen` would write for a changed table, and which of it is new."""
        tables = [f"grammar/{t}" for t in TABLES[:3]] + subprocess.run("echo grammar/labels.def grammar/20*/labels.def grammar/20*/fields.def grammar/20*/sheet.def grammar/repairs.def grammar/rules/*.rules",
                  shell=True, cwd=self.root, capture_output=True, text=True).stdout.split()
        if self.call(["build/mk", "gen"] + tables, 60):
            return None
        same = lambda n: open(f"{self.root}/gen/{n}", "rb").read() == open(f"gen/{n}", "rb").read()
        tool = ["re2c", "--input-encoding", "utf8", "-W", "-i", "--no-generation-date", "--no-version", "-I", "gen"]
        made = [] if same("tables.c") else ["gen/tables.c"]
        for name, more in (("lexer", []), ("front", []), ("prose", ["-c"])):
            if not all(same(n) for n in os.listdir("gen") if n.endswith(".re")):
                if self.call(tool + more + ["-o", f"gen/{name}.c", f"grammar/{name}.re"], 120):
                    return None
                made += [] if same(f"{name}.c") else [f"gen/{name}.c"]
        return made if same("names.h") else None

    def compile(self, build, changed, kept):
        """Whether all compile; what their objects were is kept."""
        for source in changed:
            made = f"{self.root}/{build}/{source[:-2]}.o"
            kept[made] = open(made, "rb").read()
            if self.call(["cc", "-std=c11", "-D_POSIX_C_SOURCE=200809L"] + FLAGS[build].split() + ["-c", "-o", made, source], 120):
                return False
        return bool(changed)

    def killed_by(self, path, line, text, speed, many):
        """What sees it; None: nothing does; "none": it does not compile or is the same."""
        lines = open(path).read().split("\n")
        lines[line - 1] = text
        open(f"{self.root}/{path}", "w").write("\n".join(lines))
        changed = (self.generate(path) or []) if path.startswith("grammar/") else self.objects(path)
        found, kept = "none", {}
        if self.compile("build", changed, kept) and any(open(made, "rb").read() != was for made, was in kept.items()):
            found = "link" if self.link("build") else None
        if found is None:
            for name, command in KILLERS[:many]:
                if name == "repair" and not any(w in path for w in REPAIR):
                    continue
                if command[0].startswith("build/asan/") and f"{self.root}/build/asan/{changed[0][:-2]}.o" not in kept:
                    self.compile("build/asan", changed, kept)
                    self.link("build/asan")
                if self.call(command, speed[name]):
                    found = name
                    break
        for made, was in kept.items():
            open(made, "wb").write(was)
        shutil.copy(path, f"{self.root}/{path}")
        if path.startswith("grammar/"):
            for name in os.listdir("gen"):
                shutil.copy(f"gen/{name}", f"{self.root}/gen/{name}")
        return found

def sample(made, count, seed):
    """As many of each file as its share of all, two at least."""
    of, chosen = collections.defaultdict(list), []
    for m in made:
        of[m[0]].append(m)
    draw = random.Random(seed)
    for path in sorted(of):
        chosen += draw.sample(of[path], min(len(of[path]), max(2, round(count * len(of[path]) / len(made)))))
    draw.shuffle(chosen)
    return chosen

def identity(mutant):
    """Its file, the line as it was, and as it would be."""
    path, line, _, text = mutant
    if path not in lines_of:
        lines_of[path] = open(path).read().split("\n")
    return path, lines_of[path][line - 1].strip(), text.strip()

lines_of = {}

def freeze():
    """A copy of what is mutated, to be read while the tree goes on."""
    at = tempfile.mkdtemp(prefix="mutants-")
    for name in ("src", "gen", "grammar"):
        shutil.copytree(name, f"{at}/{name}")
    return at

def main(build, count="300", seed="1", earlier=None):
    os.makedirs(build, exist_ok=True)
    made, results = all_mutants(), []
    chosen = made if count == "0" else sample(made, int(count), seed)
    if earlier:
        alike, chosen = collections.defaultdict(list), []
        for m in made:
            alike[identity(m)].append(m)
        for l in open(earlier):
            killer, path, line, was, now, kind = l.rstrip("\n").split("\t")
            m = min(alike[path, was, now], key=lambda m: abs(m[1] - int(line)), default=None)
            if not m: # its line is another now
                continue
            alike[path, was, now].remove(m)
            if killer == "alive":
                chosen.append(m)
            else:
                results.append((path, m[1], kind, was, now, killer))
    many = int(os.environ.get("ASK", len(KILLERS)))
    roots = [tempfile.mkdtemp(prefix="mutants-") for _ in range(2)]
    shops, speed = [Workshop(root) for root in roots], {}
    shops[0].begin(many)
    home, frozen = os.getcwd(), freeze()
    argued = list(arguments()) if earlier else [] # of an earlier run they are not asked again
    for name, command in KILLERS[:many]:
        begun = time.time()
        if shops[0].call(command, 900):
            sys.exit(f"mutants.py: {' '.join(command[:2])} fails without a mutant")
        speed[name] = 10 * (time.time() - begun) + 5
    shutil.rmtree(roots[1])
    shutil.copytree(roots[0], roots[1])
    lock, log, begun = threading.Lock(), open(f"{build}/mutants.log", "w"), time.time()
    for r in results:
        print(r[5], r[0], r[1], r[3], r[4], r[2], sep="\t", file=log)

    def work(shop):
        while True:
            with lock:
                if not chosen:
                    return
                mutant = chosen.pop(0)
            path, was, now = identity(mutant)
            killer = None if argue(argued, path, was, now) else shop.killed_by(path, mutant[1], mutant[3], speed, many)
            with lock:
                results.append((path, mutant[1], mutant[2], was, now, killer))
                print(killer or "alive", path, mutant[1], was, now, mutant[2], sep="\t", file=log, flush=True)

    os.chdir(frozen)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        waits = [pool.submit(work, shop) for shop in shops]
        try:
            for w in waits:
                w.result()
        except KeyboardInterrupt: # what was tried is told
            chosen.clear()
    os.chdir(home)
    for root in roots + [frozen]:
        shutil.rmtree(root)
    write(len(made), results, seed, None if earlier else time.time() - begun, [name for name, _ in KILLERS[:many]])

def arguments():
    """What is argued: FILE ~ the line as it would be, or as it was; … for any part ~ why."""
    for entry in open("tests/mutants/argued.txt"):
        if entry.strip() and not entry.startswith("#"):
            yield [part.strip() for part in entry.split(" ~ ")]

def argue(argued, path, was, now):
    """Why no test can see it, or nothing."""
    holds = lambda a: a[0] in ("*", path) and any(re.fullmatch(re.escape(a[1]).replace("…", ".*"), s) for s in (was, now))
    return next((a[2] for a in argued if holds(a)), "")

def write(total, results, seed, seconds, asked):
    tried = [r for r in results if r[5] != "none"]
    alive = sorted(r for r in ((p, l, k, w, t, i or "alive") for p, l, k, w, t, i in tried) if r[5] == "alive")
    argued = list(arguments())
    why = {r: argue(argued, r[0], r[3], r[4]) for r in alive}
    killed, open_ = len(tried) - len(alive), sum(not w for w in why.values())
    folder = lambda path: path if path == "src/gknb.c" else os.path.dirname(path)
    each = f"{seconds / max(len(tried), 1):.1f} s each. " if seconds else ""
    out = open("docs/mutants.md", "w")
    print(f"""# Mutants

Written by `make mutants N=… SEED={seed}`; do not edit. A mutant is the core, or a table it is made from, with one small fault.
Of {total:,} that there are {len(results)} were drawn, as many of each file as it has its share; {len(results) - len(tried)} do not compile or give the same
machine code. Of the other {len(tried)}, {killed} are killed: **{100 * killed / max(len(tried), 1):.1f} %**; {len(alive) - open_} of the rest change nothing that anyone can
see, {open_} are still to be killed. {each}Asked were, of what `make check` runs: {", ".join(asked)}.

| of | tried | killed | argued |
|---|---:|---:|---:|""", file=out)
    for key in (folder, lambda path: None):
        for name in sorted({key(r[0]) for r in tried}, key=str):
            mine = [r for r in tried if key(r[0]) == name]
            print(f"| {name or '**all**'} | {len(mine)} | {sum(r[5] is not None for r in mine)} | "
                  f"{sum(bool(w) for r, w in why.items() if key(r[0]) == name)} |", file=out)
    for title, at in (("kind", 2), ("killed by", 5)):
        print(f"\n| {title} | |\n|---|---:|", file=out)
        for name, n in collections.Counter(r[at] for r in tried if r[5] is not None).most_common():
            print(f"| {name} | {n} |", file=out)
    print("\n## Alive\n\n| where | was | is | why no test sees it |\n|---|---|---|---|", file=out)
    for r in alive:
        cell = lambda s: "`" + s.replace("|", "\\|") + "`" if s else ""
        print(f"| {r[0]} | {cell(r[3])} | {cell(r[4])} | {why[r]} |", file=out)
    print(f"{killed} of {len(tried)} killed, {100 * killed / max(len(tried), 1):.1f} %; {len(alive) - open_} argued, {open_} open")

main(*sys.argv[1:])
