#!/usr/bin/env python3
"""report.py BUILD GATHERED TARGET...: docs/fuzzing.md and docs/fuzzing.svg.

In: fuzz/figures.csv, a line for each turn of every campaign so far (campaign.sh); the inputs gathered in GATHERED, some of
which go again through each target and through the target that does nothing, for how fast both are; where perf is there,
a profile of the same, for the slowest step: the function of the library that is innermost in most samples, and its
file. Times are those of a processor, not of a clock."""
import collections
import csv
import glob
import math
import os
import random
import re
import resource
import shutil
import subprocess
import sys

INPUTS, SECONDS = 60, 3.0

def spent(command):
    """Seconds of a processor, and whether it went well."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.returncode == 0

def calm(command):
    return (["setarch", "-R"] if shutil.which("setarch") else []) + command

def speed(program, files):
    """Executions a second: as many passes as take SECONDS; what starting takes is left out."""
    start, _ = spent(calm([program, "-runs=1", os.devnull]))
    once, fine = spent(calm([program, "-runs=1"] + files))
    if not fine:
        return None
    runs = max(2, min(20000, int(SECONDS / max(once - start, 1e-4))))
    took, _ = spent(calm([program, f"-runs={runs}"] + files))
    return runs * len(files) / max(took - start, 1e-3), runs

def functions(build):
    """Of each function of the library, its file."""
    where = {}
    for path in glob.glob(f"{build}/src/*/*.o") + glob.glob(f"{build}/src/*.o") + glob.glob(f"{build}/gen/*.o"):
        file = os.path.relpath(path, build)[:-2].replace("src/", "") + ".c"
        for line in subprocess.run(["nm", path], capture_output=True, text=True).stdout.split("\n"):
            part = line.split()
            if len(part) == 3 and part[1] in "Tt" and "." not in part[2]:
                where[part[2]] = file
    return where

def slowest(program, files, runs, where, room):
    if not shutil.which("perf"):
        return None
    data = f"{room}/perf.data"
    subprocess.run(["perf", "record", "-q", "-g", "-F", "499", "-o", data] + calm([program, f"-runs={runs}"] + files),
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    out = subprocess.run(["perf", "script", "-i", data, "-F", "ip,sym"], capture_output=True, text=True, errors="replace").stdout
    by, all_of = collections.Counter(), 0
    for sample in out.split("\n\n"):
        names = re.findall(r"^\s*[0-9a-f]+ (\w+)", sample, re.M)
        if "LLVMFuzzerTestOneInput" not in names:
            continue
        all_of += 1
        inner = next((n for n in names if n in where or n == "LLVMFuzzerTestOneInput"), None)
        by[inner] += 1
    os.unlink(data)
    if not all_of:
        return None
    files_of = collections.Counter()
    for name, n in by.items():
        files_of[where.get(name, "the harness and its oracles")] += n
    file, in_file = files_of.most_common(1)[0]
    name, in_name = max(((k, v) for k, v in by.items() if where.get(k, "the harness and its oracles") == file), key=lambda x: x[1])
    return file, 100 * in_file / all_of, name.replace("LLVMFuzzerTestOneInput", "the rest"), 100 * in_name / all_of

def picked(folder):
    """The same ones each time, of all that were gathered."""
    names = sorted(p for p in glob.glob(f"{folder}/**", recursive=True) if os.path.isfile(p))
    return random.Random(1).sample(names, min(INPUTS, len(names)))

def plot(speeds, path):
    """Executions a second, logarithmic: the target, and the one that does nothing with the same inputs."""
    targets = sorted(speeds)
    with open(path, "w") as out:
        out.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{50 + 26 * len(targets)}" font-family="sans-serif" font-size="12">\n')
        out.write('<rect width="100%" height="100%" fill="#fff"/>\n<text x="8" y="18">executions a second, logarithmic; pale: a target that does nothing, on the same inputs</text>\n')
        for i, target in enumerate(targets):
            y = 32 + 26 * i
            out.write(f'<text x="8" y="{y + 13}">{target}</text>\n')
            for value, colour, height in ((speeds[target][1], "#bcd", 18), (speeds[target][0], "#357", 10)):
                width = 90 * math.log10(value + 1)
                out.write(f'<rect x="80" y="{y + (18 - height) / 2:g}" width="{width:.0f}" height="{height}" fill="{colour}"/>\n')
            end = 86 + 90 * math.log10(speeds[target][1] + 1)
            out.write(f'<text x="{end:.0f}" y="{y + 13}">{speeds[target][0]:.0f} / {speeds[target][1]:.0f}</text>\n')
        out.write("</svg>\n")

def main(build, gathered, *targets):
    rows = list(csv.reader(open("fuzz/figures.csv")))[1:]
    sums = collections.defaultdict(lambda: [0.0, 0, 0, 0, 0])
    for _, engine, target, seconds, runs, edges, fresh, found in rows:
        s = sums[target, engine]
        s[0] += float(seconds)
        s[1] += int(runs)
        s[2] = max(s[2], int(edges))
        s[3] += int(fresh)
        s[4] += int(found)
    where, speeds, steps = functions(build), {}, {}
    for target in targets:
        files = picked(f"{gathered}/inputs-{target}")
        if not files:
            continue
        if spent(calm([f"{build}/fuzz-{target}", "-runs=1"] + files[:6]))[0] > SECONDS:
            files = files[:6]
        here, nothing = speed(f"{build}/fuzz-{target}", files), speed(f"{build}/fuzz-nothing", files)
        if not here or not nothing:
            print(f"{target}: an input fails", file=sys.stderr)
            continue
        speeds[target] = here[0], nothing[0], len(files)
        steps[target] = slowest(f"{build}/fuzz-{target}", files, here[1], where, gathered)
    hours, total = collections.Counter(), collections.Counter()
    for (_, engine), s in sums.items():
        hours[engine] += s[0] / 3600
        total[engine] += s[1]
    names = {"libfuzzer": "libFuzzer", "afl": "AFL++"}
    with open("docs/fuzzing.md", "w") as out:
        days = sorted({row[0] for row in rows})
        out.write("# The fuzzing campaign\n\nWritten by `make fuzz-report` out of `fuzz/figures.csv`, to which every `make fuzz-campaign` adds; do not edit.\n"
                  "Hours and seconds are those of a processor. libFuzzer runs the library with ASan and UBSan, AFL++ without; edges are counted\n"
                  "differently by each. What the targets claim stands in [fuzz/README.md](../fuzz/README.md); each find that was a bug is a stored case in `fuzz/found/`;\n"
                  "what `pdf` finds is slow in poppler, as told there.\n\n")
        out.write(f"{days[0]} to {days[-1]}: " + ", ".join(f"{names[e]} {hours[e]:.2f} hours and {total[e]:,} executions" for e in sorted(hours, reverse=True)) + ".\n\n")
        out.write("| target | engine | seconds | executions | a second | edges | new inputs | turns that found something |\n|---|---|--:|--:|--:|--:|--:|--:|\n")
        for (target, engine), (seconds, runs, edges, fresh, found) in sorted(sums.items()):
            out.write(f"| {target} | {names[engine]} | {seconds:.0f} | {runs} | {runs / max(seconds, .01):.0f} | {edges} | {fresh} | {found} |\n")
        out.write(f"\n## How fast\n\nUp to {INPUTS} of the gathered inputs, over and over, without changes, beside a target that does nothing with them, both under\n"
                  "ASan and UBSan. The slowest step is the file in whose functions most samples were, and its slowest function.\n\n![](fuzzing.svg)\n\n"
                  "| target | inputs | executions a second | doing nothing | slowest step | | slowest function of it | |\n|---|--:|--:|--:|---|--:|---|--:|\n")
        for target, (here, nothing, count) in sorted(speeds.items()):
            file, share, name, of = steps[target] or ("", 0, "", 0)
            out.write(f"| {target} | {count} | {here:.0f} | {nothing:.0f} | {file} | {share:.0f} % | `{name}` | {of:.0f} % |\n")
    plot(speeds, "docs/fuzzing.svg")

main(*sys.argv[1:])
