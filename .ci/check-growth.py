#!/usr/bin/env python3
"""check-growth.py ONOMA: ten times the text takes about ten times the work, whatever the text holds.

Runs the tool over texts that are one unit again and again (a word, a mark, an initial), of one length and of
ten times that length, and compares the processor time that the two take beyond that of an empty text.
Linear work gives 10, quadratic work 100; more than 30 fails, once three measurements in a row have said
so. Processor time is taken, not time by the clock, and each run is alone, so that a busy machine changes little.
Ends with 0 if all hold.
"""
import os
import resource
import subprocess
import sys
import tempfile

FACTOR, LIMIT, TRIES = 10, 30, 3
# The shorter text is made longer until it takes this many seconds, or is this long.
SPAN, LONGEST = 0.2, 1_000_000

RESOLVE = ["resolve", "--format", "jsonl", "--quiet"]
UNITS = [
    "a", "Aa ", "A. ", "The ", "Edwin Marlowe and ", "Edwin Marlowe. ", "\u0301", "한", "'s", "Bank of ", "U.S.-", "习", "กา", "محمد ",
    # Marks of several classes are put in order, which is where sorting may take long.
    "\u0301\u0316", "\u0345\u0301\u0327", "\u0344\u0316", "\u0f73\u0f71", "\u0301\u034f\u0316", "\u0301\u00ad\u0316",
]
LETTERS = {
    "ru-press-german": ["Щ", "ье", "i", "'", "и\u0306", "шиi "],
    "ko-ala-lc-names": ["김", "金李"], "zh-pinyin-names": ["毛", "习近平·"],
    "ru-zh-press": ["Путин", "щ"], "ar-bgn-pcgn-1956": ["ُّبة", "ال"],
}


def main():
    if len(sys.argv) != 2 or sys.argv[1] in ("-h", "--help"):
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
    onoma = os.path.abspath(sys.argv[1])
    cases = [(RESOLVE, unit) for unit in UNITS]
    for system, units in LETTERS.items():
        cases += [(["transliterate", "--system", system], unit) for unit in units]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for command, unit in cases:
            ratio = measure(onoma, command, unit)
            print(f"{ratio:6.1f}  {' '.join(command[:3])}  {ascii(unit)}", flush=True)
            if ratio > LIMIT:
                failed += 1
                print(f"{ascii(unit)}: {FACTOR} times the text took {ratio:.0f} times the work", file=sys.stderr)
    sys.exit(1 if failed else 0)


def measure(onoma, command, unit):
    """The least ratio of several tries; one that is low enough ends them."""
    write("text.txt", "\n")
    empty = min(work(onoma, command) for _ in range(2))
    size = 6_000
    while True:
        write("text.txt", unit * (size // len(unit.encode())))
        short = work(onoma, command) - empty
        if short >= SPAN or size >= LONGEST:
            break
        size *= 2
    ratios = []
    while len(ratios) < TRIES and (not ratios or min(ratios) > LIMIT):
        if ratios:
            write("text.txt", unit * (size // len(unit.encode())))
            short = work(onoma, command) - empty
        write("text.txt", unit * (FACTOR * size // len(unit.encode())))
        ratios.append((work(onoma, command) - empty) / max(short, SPAN))
    return max(min(ratios), 0)


def work(onoma, command):
    """The processor time of one run, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.devnull, "wb") as nothing:
        subprocess.run([onoma, *command, "text.txt"], stdout=nothing, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


main()
