#!/usr/bin/env python3
"""run.py --onoma BINARY FOLDER: what `onoma resolve` takes a megabyte of text, beside exact tagging in the same run.

FOLDER is one that corpus.py wrote. For each language there: processor time of the process, the best of --rounds, less
that of an empty document, without a knowledge base and with it; and that of the reference: looking every run of one to
four words up in a dictionary of all spellings, in Python. The reference finds what is spelt as listed and nothing else,
and does not say who is meant. Then the knowledge base alone: prepared, and read back prepared, with the peak of memory.
Compare the columns of one run; the machine and its other work change them all.
"""
import argparse, json, os, re, subprocess, sys, tempfile, time


def cpu(arguments):
    """Seconds of processor time, and the peak of memory in MB, of a process."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(arguments[:3])} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(rounds, arguments):
    return min(cpu(arguments) for _ in range(rounds))


def exact(spellings, files):
    """Seconds that the reference takes, the loading of its dictionary not counted."""
    start, found = time.process_time(), 0
    for path in files:
        words = re.findall(r"\w+", open(path, encoding="utf-8").read())
        for position in range(len(words)):
            for length in (4, 3, 2, 1):
                if " ".join(words[position:position + length]) in spellings:
                    found += 1
                    break
    return time.process_time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--onoma", default=".build/release/onoma")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--languages", help="of those in the folder, with commas")
    options = parser.parse_args()
    knowledge = os.path.join(options.folder, "knowledge.jsonl")
    spellings = set()
    for line in open(knowledge, encoding="utf-8"):
        entity = json.loads(line)
        spellings.update([entity["name"], *entity["aliases"]])
    with tempfile.TemporaryDirectory() as scratch:
        empty, index = os.path.join(scratch, "empty.txt"), os.path.join(scratch, "index")
        with open(empty, "w") as f:
            f.write("Nothing here.\n")
        resolve = [options.onoma, "resolve", "--quiet"]
        known = ["--knowledge", knowledge, "--knowledge-index", index]
        made, peak = cpu(resolve + known + [empty])
        read, least = best(options.rounds, resolve + known + [empty])
        bare, _ = best(options.rounds, resolve + [empty])
        print(f"{len(spellings)} spellings: prepared {made:.2f} s, {peak:.0f} MB; read back {read:.2f} s, {least:.0f} MB; none {bare:.2f} s")
        print("language      MB   alone MB/s   known MB/s   exact MB/s   peak MB")
        codes = options.languages.split(",") if options.languages else sorted(os.listdir(options.folder))
        for code in codes:
            folder = os.path.join(options.folder, code)
            if not os.path.isdir(folder) or code.endswith(".onoma-index"):
                continue
            files = sorted(os.path.join(folder, name) for name in os.listdir(folder))
            size = sum(map(os.path.getsize, files)) / 1e6
            alone, _ = best(options.rounds, resolve + [folder])
            with_known, peak = best(options.rounds, resolve + known + [folder])
            reference = min(exact(spellings, files) for _ in range(options.rounds))
            print(f"{code:8s} {size:7.2f} {size / max(alone - bare, 1e-3):12.2f} {size / max(with_known - read, 1e-3):12.2f} {size / reference:12.2f} {peak:9.0f}", flush=True)


main()
