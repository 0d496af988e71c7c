"""What the format tests export: the seeds, an invented knowledge base, and names that nobody means well."""
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ONOMA = os.environ.get("ONOMA", os.path.join(ROOT, ".build", "release", "onoma"))
SEEDS = sorted(
    os.path.join(ROOT, "seeds", name) for name in os.listdir(os.path.join(ROOT, "seeds"))
    if name[0].isdigit() and name.endswith(".txt"))

# One entity of each type with everything that an entity can have.
FULL = [
    {"id": "onm-full", "type": "PERSON", "name": "Марыя Калеснікава",
     "aliases": ["Maria Kalesnikava", "Мария Колесникова"], "gender": "female", "country": "BY",
     "description": "flautist", "birthDate": "1982-04-24", "deathDate": "2090",
     "identifiers": {"customer": "7", "wikidata": "Q97346417"},
     "spellings": [{"text": "Maria Kalesnikava", "language": "en", "count": 3},
                   {"text": "Мария Колесникова", "language": "ru", "count": 1}]},
    {"id": "kb.2", "type": "ORG", "name": "Free Press & Co.", "aliases": ["FPC"], "country": "LT"},
    {"id": "place-3", "type": "PLACE", "name": "Minsk", "aliases": ["Мінск"], "country": "BY"},
]

HOSTILE_NAMES = [
    'Anna "the Quote" Q', "Tab\tSeparated Name", "Line\nBreak Name", "CRLF\r\nName", "</script><b>Bob",
    "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "+1 Plus", "-1 Minus", "Bidi \u202eeman\u202c Name",
    "Nul\u0000Name", "Bell\u0007Name", "Back\\slash, Comma", "a => b, c", "# No Comment", "Pipe|Name",
    "[Link](evil)", "]](x)[[", "Sep\u2028Line\u2029Name", "\ufeffBom Name", "Emoji 😀 Name",
    "Ünïcödé Ｗｉｄｅ", "e\u0301 Combining", "{{template}} ${x} %s", "Ж" * 500, "x" * 100_000,
    "'Apostrophe", "onm-1", "Semi;Colon", "Ends with \\", "C1\u0085Next", "Non\uffffchar",
]


def run(*arguments, input=None, status=0):
    """Runs onoma and returns its output; the status must be the one expected."""
    done = subprocess.run([ONOMA, *arguments], input=input, capture_output=True)
    if done.returncode != status:
        raise AssertionError(
            f"{arguments}: status {done.returncode}, not {status}: {done.stderr.decode()[:500]}")
    return done.stdout if status == 0 else done.stderr.decode()


def peak_memory(*arguments):
    """Runs onoma and returns the most memory that it had, in KB."""
    # A process of its own starts it: a fork of this one has all of this one's memory before it is onoma.
    launcher = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    done = subprocess.run([sys.executable, "-c", launcher, ONOMA, *arguments], capture_output=True, check=True)
    return int(done.stdout.split()[-1])


def export(name, *arguments, input=None):
    """An export as text."""
    return run("export", "--format", name, *arguments, input=input).decode("utf-8")


def export_seeds(name, *arguments):
    return export(name, *SEEDS, *arguments)


def lines(text):
    return [json.loads(line) for line in text.split("\n") if line]


def texts():
    """The seeds' exact texts by document name."""
    found = {}
    for path in SEEDS:
        with open(path, encoding="utf-8", newline="") as file:
            found[os.path.basename(path)] = file.read()
    return found


def mentions():
    """What `onoma resolve` says of the seeds."""
    return lines(run("resolve", *SEEDS, "--format", "jsonl").decode())


def knowledge(entities, folder):
    """A knowledge base file of entities."""
    path = os.path.join(folder, "kb.jsonl")
    with open(path, "w", encoding="utf-8", newline="") as file:
        for entity in entities:
            file.write(json.dumps(entity) + "\n")
    return path


def hostile(names=HOSTILE_NAMES):
    """An entity for each hostile name."""
    return [{"id": f"h-{place}", "type": "PERSON", "name": name, "aliases": []}
            for place, name in enumerate(names, 1)]


Folder = tempfile.TemporaryDirectory


def write(folder, name, text):
    """A file of a folder with a text, byte for byte."""
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return path
