#!/usr/bin/env python3
"""check-docs.py FOLDER: runs the examples of README.md and docs/ and compares what they print.

FOLDER holds the `onoma` that is put first on PATH. An example is a fenced block that opens with

    ```console

In it a line that starts with `$ ` is a command for bash, lines right behind it that start with `> `
continue it, and all that follows up to the next `$ ` is what the terminal shows: standard output and
standard error together. In the expected text `…` stands for any text, none included. A block that opens
with ```console no-test is not run.

The commands of one document run in one new folder, where `seeds` leads to the project's seeds, so that
a later command sees the files of an earlier one. Each command has its own shell: variables and `cd` do
not last, but `$?` is the status of the command before. Standard input is empty.

Ends with 0 if all agree, 1 if any differs, 2 if there is nothing to run. Needs Python 3.9, and bash.
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECONDS = 120


class Example:
    """A command with the line it stands on and what it should print."""

    def __init__(self, line, command):
        self.line = line
        self.command = command
        self.expected = []


def documents():
    """README.md and every Markdown file below docs/, by path from the project's folder."""
    paths = ["README.md"]
    for base, folders, files in os.walk(os.path.join(ROOT, "docs")):
        folders.sort()
        paths += [os.path.relpath(os.path.join(base, name), ROOT) for name in sorted(files)
                  if name.endswith(".md")]
    return paths


def examples(path):
    """The examples of a document, in order."""
    found, fence, tested, continues = [], None, False, False
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        for number, line in enumerate(file.read().split("\n"), 1):
            opening = re.match(r"(`{3,})\s*(.*?)\s*$", line)
            if fence is None:
                if opening:
                    fence, info = opening.group(1), opening.group(2).split()
                    tested = info == ["console"]
                    if info[:1] == ["console"] and info[1:] not in ([], ["no-test"]):
                        sys.exit(f"{path}:{number}: a console block may only add no-test")
                    first = True
                continue
            if opening and not opening.group(2) and len(opening.group(1)) >= len(fence):
                fence = None
                continue
            if not tested:
                continue
            if line.startswith("$ "):
                found.append(Example(number, line[2:]))
                continues, first = True, False
            elif first:
                sys.exit(f"{path}:{number}: a console block must start with a command")
            elif continues and line.startswith("> "):
                found[-1].command += "\n" + line[2:]
            else:
                continues = False
                found[-1].expected.append(line)
    if fence is not None:
        sys.exit(f"{path}: a fenced block is never closed")
    return found


def lines(text):
    """The lines of a text without white space at their ends or empty lines at its end."""
    return [line.rstrip() for line in text.rstrip().split("\n")]


def agrees(expected, actual):
    """Whether a text is the expected one, where `…` in that stands for any text."""
    pattern = ".*?".join(re.escape(piece) for piece in "\n".join(expected).split("…"))
    return re.fullmatch(pattern, "\n".join(actual), re.DOTALL) is not None


def check(path, binaries):
    """Runs the examples of a document; returns how many there are and how many differ."""
    found = examples(path)
    if not found:
        return 0, 0
    wrong, status = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.join(ROOT, "seeds"), os.path.join(folder, "seeds"))
        environment = dict(os.environ, PATH=binaries + os.pathsep + os.environ["PATH"], HOME=folder,
                           LC_ALL="C.UTF-8", COLUMNS="80")
        for example in found:
            try:
                done = subprocess.run(
                    ["bash", "-c", f"(exit {status})\n{example.command}"], cwd=folder,
                    env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT, timeout=SECONDS)
                output, status = done.stdout.decode("utf-8", "replace"), done.returncode & 255
            except subprocess.TimeoutExpired:
                output, status = f"(stopped after {SECONDS} seconds)", 124
            expected, actual = lines("\n".join(example.expected)), lines(output)
            if agrees(expected, actual):
                continue
            wrong += 1
            print(f"{path}:{example.line}: $ {example.command}")
            for line in difflib.unified_diff(expected, actual, "documented", "printed", lineterm=""):
                print("  " + line)
    return len(found), wrong


def main():
    if len(sys.argv) != 2 or sys.argv[1] in ("-h", "--help"):
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
    binaries = os.path.abspath(sys.argv[1])
    if not os.access(os.path.join(binaries, "onoma"), os.X_OK):
        print(f"no onoma in {sys.argv[1]}", file=sys.stderr)
        sys.exit(2)
    total, differing = 0, 0
    for path in documents():
        count, wrong = check(path, binaries)
        total, differing = total + count, differing + wrong
    print(f"{total} examples, {differing} differ")
    sys.exit(2 if total == 0 else 1 if differing else 0)


if __name__ == "__main__":
    main()
