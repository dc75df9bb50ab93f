#!/usr/bin/env python3
"""report.py EXPORT TABLES REASONS: docs/coverage.md, out of llvm-cov's export of the core and the moves that tables.c lists.

Each branch that only ever went one way, and each condition that was never shown to decide alone (MC/DC), stands there
by file, function and text, with its reason out of REASONS: lines `FILE: FUNCTION: TEXT | WHY`, in which a * is any text. A
reason that no condition needs any more is told, and fails."""
import collections
import json
import os
import re
import sys

def text_between(lines, l1, c1, l2, c2):
    """The source from one place to another, on one line."""
    if l1 == l2:
        cut = lines[l1 - 1].encode()[c1 - 1:c2 - 1].decode(errors="replace")
    else:
        cut = " ".join([lines[l1 - 1][c1 - 1:]] + lines[l1:l2 - 1] + [lines[l2 - 1][:c2 - 1]])
    return re.sub(r"\s+", " ", cut).strip()

def function_at(lines, line):
    for i in range(line - 1, -1, -1):
        found = re.match(r"[A-Za-z].*?([A-Za-z_0-9]+)\([^;]*$", lines[i])
        if found and not lines[i].startswith("#"):
            return found[1]
    return "?"

def matches(key, place):
    """A * in the key is any text."""
    return re.fullmatch(".*".join(map(re.escape, key.split("*"))), place) is not None

def read(path):
    root = os.getcwd() + "/"
    for file in json.load(open(path))["data"][0]["files"]:
        name = file["filename"].replace(root, "")
        lines = open(name).read().split("\n")
        branches = {}
        for l1, c1, l2, c2, yes, no, _, _, kind in file["branches"]:
            if (l1, c1) == (l2, c2):
                continue
            seen = branches.setdefault((l1, c1, l2, c2), [0, 0])
            seen[0] += yes
            seen[1] += no
        records = {}
        for l1, c1, l2, c2, _, _, conditions in file.get("mcdc_records", []):
            seen = records.setdefault((l1, c1, l2, c2), [False] * len(conditions))
            records[(l1, c1, l2, c2)] = [a or b for a, b in zip(seen, conditions)]
        yield name, lines, file["summary"]["lines"], branches, records

def tables(path):
    """The parser's own moves. Lemon leaves out of its tables what a production of one symbol without an action does."""
    met = {"pair": collections.defaultdict(bool), "production": collections.defaultdict(bool)}
    for line in open(path):
        kind, how, what = line.rstrip("\n").split(" ", 2)
        met[kind][what] |= how == "ok"
    pairs, rules = met["pair"], met["production"]
    passed = [r for r, ok in rules.items() if not ok and re.fullmatch(r"table_\d+ ::= \w+", r)]
    due = len(rules) - len(passed)
    print(f"\n## Lemon's tables\n\nMoves of the parser itself: of {due} productions that the tables reduce by, {sum(rules.values())} were; "
          f"of {len(pairs)} pairs of a state and a token that have an action, {sum(pairs.values())} were met. "
          f"{len(passed)} productions of one symbol without an action are in no table.")
    lacking = [r for r, ok in rules.items() if not ok and r not in passed]
    if lacking:
        print("\nNever reduced by: " + "; ".join(f"`{r}`" for r in lacking) + ".")
    missed = collections.defaultdict(list)
    for pair, ok in pairs.items():
        if not ok:
            state, token = pair.split()
            missed[token].append(int(state))
    if missed:
        print("\n| token | never met in the states |\n|---|---|")
        for token, states in sorted(missed.items()):
            print(f"| {token} | {' '.join(map(str, sorted(states)))} |")
    return f"{sum(rules.values())} of {due} productions, {sum(pairs.values())} of {len(pairs)} pairs of the tables"

def main(export, table_path, reasons_path):
    print("""# What the tests reach

Written by `make coverage`; do not edit. All tests of `make check` but those under sanitizers, on the hand-written core, built by clang 19
(the first compiler in Debian 12 that tells MC/DC: a condition counts as shown when the tests have two runs in which it alone decides).
A decision in the operand of another it cannot tell: those count by their branches alone. A reason stands in `tests/coverage/reasons.txt`; what has none is a test still to be written.
""")
    reasons, used = [], set()
    for line in open(reasons_path):
        if line.strip() and not line.startswith("#"):
            key, why = line.rstrip("\n").rsplit(" | ", 1)
            reasons.append((key.strip(), why.strip()))
    rows, missing, total = [], [], collections.Counter()
    for name, lines, line_sum, branches, records in read(export):
        short = name.replace("src/", "")
        one = {k: v for k, v in branches.items() if not (v[0] and v[1])}
        here = collections.Counter(lines=line_sum["count"], hit=line_sum["covered"], ways=2 * len(branches),
                                   went=sum(bool(y) + bool(n) for y, n in branches.values()),
                                   conditions=sum(map(len, records.values())), shown=sum(map(sum, records.values())))
        total += here
        if here["lines"]:
            rows.append((short, here))
        listed = []
        for (l1, c1, l2, c2), (yes, no) in sorted(one.items()):
            what = text_between(lines, l1, c1, l2, c2)
            ways = "never met" if not yes and not no else "never holds" if not yes else "always holds"
            listed.append((l1, function_at(lines, l1), what, ways))
        for (l1, c1, l2, c2), shown in sorted(records.items()):
            inner = sorted(k for k in branches if (l1, c1) <= k[:2] and k[2:] <= (l2, c2))
            for place, held in zip(inner, shown):
                if not held and place not in one:
                    what = text_between(lines, *place)
                    listed.append((l1, function_at(lines, l1), what, "never decides alone"))
        for line, function, what, ways in sorted(listed):
            why = ""
            for key, reason in reasons:
                if matches(key, f"{short}: {function}: {what}"):
                    why = reason
                    used.add(key)
                    break
            missing.append((short, line, function, what, ways, why))
    share = lambda a, b: f"{100 * a / b:.1f} %" if b else "–"
    print("| file | lines | | branches, each way | | conditions shown alone | |\n|---|---:|---:|---:|---:|---:|---:|")
    for short, h in rows + [("**all**", total)]:
        print(f"| {short} | {h['lines']} | {share(h['hit'], h['lines'])} | {h['ways']} | {share(h['went'], h['ways'])} "
              f"| {h['conditions']} | {share(h['shown'], h['conditions'])} |")
    for title, keep in (("Ways never gone", lambda w: w != "never decides alone"),
                        ("Conditions never shown to decide alone", lambda w: w == "never decides alone")):
        print(f"\n## {title}\n")
        last = None
        for short, line, function, what, ways, why in missing:
            if not keep(ways):
                continue
            if short != last:
                print(f"\n### {short}\n\n| function | condition | | why |\n|---|---|---|---|")
                last = short
            what = what.replace("|", "\\|")
            print(f"| {function} | `{what}` | {ways} | {why} |")
    asked = tables(table_path)
    stale = [key for key, _ in reasons if key not in used]
    for key in stale:
        print(f"reason no longer needed: {key}", file=sys.stderr)
    unexplained = sum(1 for m in missing if not m[5])
    print(f"lines {share(total['hit'], total['lines'])}, branches {share(total['went'], total['ways'])}, "
          f"MC/DC {share(total['shown'], total['conditions'])}, {asked}; {len(missing)} not covered, {unexplained} unexplained",
          file=sys.stderr)
    return bool(stale)

sys.exit(main(*sys.argv[1:4]))
