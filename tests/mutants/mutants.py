#!/usr/bin/env python3
"""mutants.py BUILD [N] [SEED]: small faults put into the core and its tables, one at a time: do the tests see them?

In: the hand-written core, grammar/rules and repairs.def (through gen/, as `make gen` would write them), and argued.txt:
mutants that change nothing a test could see, and why. Out: docs/mutants.md. N mutants of all are tried, chosen by
SEED; N=0 is all. What kills: the cases without their laws, the corpus, then api, mutations, repair and recovery; a mutant
that does not compile is none. Only the changed file is compiled again, in a build of its own."""
import collections
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

CORE = ["base", "lex", "parse", "rules"]
SWAPS = [(r"(?<![<>=!+\-*/&|^-])<(?![<=])", "<="), (r"(?<![<>=!-])>(?![>=])", ">="), (r"<=", "<"), (r"(?<!>)>=", ">"),
         (r"==", "!="), (r"!=", "=="), (r"&&", "||"), (r"\|\|", "&&"), (r"(?<=\w) \+ (?=\w)", " - "),
         (r"(?<=\w) - (?=\w)", " + "), (r"\+\+", "--"), (r"\+= ", "-= "), (r"!(?=[a-z(])", "")]
NUMBER = re.compile(r"(?<![\w.\"'])(\d+)(?![\w.\"'])")
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
            if not code.lstrip().startswith("case"):
                yield number, "constant", text[:m.start()] + str(int(m[1]) + 1) + text[m.end():]
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
    """A row of a table of words or fields that is gone."""
    for number, line in enumerate(open(path), 1):
        if re.match(r"[a-z]", line) and "|" in line:
            yield number, "entry", "#"

def all_mutants():
    made = []
    for folder in CORE:
        for name in sorted(os.listdir(f"src/{folder}")):
            if name.endswith((".c", ".inc")):
                made += [(f"src/{folder}/{name}",) + m for m in of_source(f"src/{folder}/{name}")]
    made += [("src/gknb.c",) + m for m in of_source("src/gknb.c")]
    for name in sorted(os.listdir("grammar/rules")):
        made += [(f"grammar/rules/{name}",) + m for m in of_rules(f"grammar/rules/{name}")]
    made += [("grammar/repairs.def",) + m for m in of_costs("grammar/repairs.def")]
    for name in ("grammar/prose.def", "grammar/words.def", "grammar/folds.def"):
        made += [(name,) + m for m in of_tables(name)]
    return made

class Workshop:
    """A copy of the tree with a build of its own, in which one file at a time is another."""
    def __init__(self, build):
        self.root = tempfile.mkdtemp(prefix="mutants-")
        for name in ("src", "gen", "grammar", "tests", "fuzz", "corpus", "Makefile", "VERSION", "SPEC.md"):
            (shutil.copytree if os.path.isdir(name) else shutil.copy)(name, f"{self.root}/{name}")
        self.programs = ["run", "corpus", "api", "mutations", "recovery"]
        self.make = ["make", "-s", "--no-print-directory", "B=build", "CFLAGS=-O1", "HTML=no", "DOCX=no", "PDF=no",
                     "CHARSET=no", "SQLITE=no"] + [f"build/tests/{p}" for p in self.programs]
        if self.call(self.make, 600):
            sys.exit("mutants.py: the tree does not build")
        self.speed = {}
        for p in self.programs:
            begun = time.time()
            if self.call(self.command(p), 600):
                sys.exit(f"mutants.py: build/tests/{p} fails without a mutant")
            self.speed[p] = 10 * (time.time() - begun) + 2

    def call(self, command, limit):
        env = dict(os.environ, MALLOC_TRIM_THRESHOLD_="268435456", MALLOC_MMAP_THRESHOLD_="268435456")
        try:
            return subprocess.run(command, cwd=self.root, env=env, timeout=limit, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL).returncode
        except subprocess.TimeoutExpired:
            return "time"

    def command(self, program):
        if program == "run":
            cases = sorted(f"tests/cases/{name}" for name in os.listdir("tests/cases"))
            return ["build/tests/run", "--coverage", "--fast"] + cases + ["SPEC.md"]
        return [f"build/tests/{program}"]

    def put(self, path, text):
        open(f"{self.root}/{path}", "w").write(text)
        if path.startswith("grammar/"):
            shutil.rmtree(f"{self.root}/docs", ignore_errors=True)
            return self.call(["make", "-s", "B=build", "gen"], 300)
        return 0

    def killed_by(self, path, line, text):
        """The program that sees it; None: no one does; "build": it is no program."""
        original = open(path).read()
        lines = original.split("\n")
        lines[line - 1] = text
        bad = self.put(path, "\n".join(lines)) or self.call(self.make + (["CPPFLAGS=-Wno-error"]), 300)
        found = "build" if bad else next((p for p in self.programs if self.call(self.command(p), self.speed[p])), None)
        self.put(path, original)
        return found

def main(build, count="200", seed="1"):
    made = all_mutants()
    chosen = made if count == "0" else random.Random(seed).sample(made, min(int(count), len(made)))
    argued = {}
    for entry in open("tests/mutants/argued.txt"):
        if entry.strip() and not entry.startswith("#"):
            path, text, why = (part.strip() for part in entry.split(" ~ "))
            argued[path, text] = why
    shop = Workshop(build)
    begun, by, of, alive = time.time(), collections.Counter(), collections.Counter(), []
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for done, (path, line, kind, text) in enumerate(chosen):
        try:
            killer = shop.killed_by(path, line, text)
        except KeyboardInterrupt: # what was tried is told
            chosen = chosen[:done]
            break
        if killer == "build":
            by["build"] += 1
            continue
        of[kind, "all"] += 1
        of[kind, "killed"] += killer is not None
        by[killer or "alive"] += 1
        if killer is None:
            was = open(path).read().split("\n")[line - 1].strip()
            alive.append((path, line, kind, was, text.strip(), argued.get((path, text.strip()), "")))
            print(f"{path}:{line}: {kind}: {was} -> {text.strip()}", flush=True)
    shutil.rmtree(shop.root)
    write(made, chosen, seed, time.time() - begun, by, of, alive)

def write(made, chosen, seed, seconds, by, of, alive):
    tried = len(chosen) - by["build"]
    why = [m for m in alive if m[5]]
    killed = tried - len(alive)
    out = open("docs/mutants.md", "w")
    print(f"""# Mutants

Written by `make mutants N={len(chosen)} SEED={seed}`; do not edit. A mutant is the core, or a table it is made from, with one small fault.
Of {len(made):,} that there are, {tried} were tried and {killed} killed: **{100 * killed / max(tried, 1):.1f} %**{f"; {len(why)} of the others change nothing that anyone can see" if why else ""}.
(Others did not compile: {by["build"]}.) {seconds / max(tried, 1):.1f} s each. The laws of the cases, the containers and the sanitizers, which
`make check` has too, were not asked.

| kind | tried | killed |
|---|---:|---:|""", file=out)
    for kind in sorted({k for k, _ in of}):
        print(f"| {kind} | {of[kind, 'all']} | {100 * of[kind, 'killed'] / of[kind, 'all']:.0f} % |", file=out)
    print("\n| killed by | |\n|---|---:|", file=out)
    for program, n in by.most_common():
        if program not in ("alive", "build"):
            print(f"| {program} | {n} |", file=out)
    print("\n## Alive\n\n| where | was | is | why no test sees it |\n|---|---|---|---|", file=out)
    for path, line, kind, was, text, reason in sorted(alive):
        cell = lambda s: "`" + s.replace("|", "\\|") + "`" if s else ""
        print(f"| {path}:{line} | {cell(was)} | {cell(text)} | {reason} |", file=out)
    print(f"{killed} of {tried} killed, {100 * killed / max(tried, 1):.1f} %")

main(*sys.argv[1:])
