#!/usr/bin/env python3
"""metamorphic-test.py ONOMA [CHANGE…]: what is put around and inside names in a text changes nobody's ID.

Reads the texts of Tests/OnomaDocumentsTests/Newsroom, in forty languages, once as they are and once with each change: other
normal forms, line ends, invisible characters, emoji, markup and character references. Every mention must be there again with
the same ID and type, at the offsets to which the change moved it, and every offset must cut out the surface, in scalars,
UTF-8 and UTF-16. Standard library only. Ends with 0 when nothing differs.
"""
import glob, html.entities, json, os, re, subprocess, sys, tempfile, unicodedata

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FOLDER = os.path.join(ROOT, "Tests", "OnomaDocumentsTests", "Newsroom")
NAMES = {code: name for name, code in html.entities.name2codepoint.items()}


def segments(marked):
    """The pieces of a marked text, each with whether it is a name."""
    for number, piece in enumerate(re.split(r"\[\[(.*?)\|.*?\]\]", marked, flags=re.S)):
        yield piece, number % 2 == 1


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def references(text, write):
    return "".join(write(c) if not c.isspace() else c for c in text)


def inside(name, mark):
    """Behind a letter that stands between two letters and has no mark behind it."""
    for i in range(1, len(name) - 1):
        if all(unicodedata.category(c).startswith("L") for c in name[i - 1:i + 2]):
            return name[:i + 1] + mark + name[i + 1:]
    return name


# How a name is written, and the text between names; and the form of the file.
CHANGES = {
    "decomposed": (lambda n: unicodedata.normalize("NFD", n), lambda t: unicodedata.normalize("NFD", t), "txt"),
    "crlf": (lambda n: n.replace("\n", "\r\n"), lambda t: t.replace("\n", "\r\n"), "txt"),
    "byte order mark": (None, None, "txt"),
    "soft hyphens inside": (lambda n: inside(n, "\u00ad"), None, "txt"),
    "word joiners inside": (lambda n: inside(n, "\u2060"), None, "txt"),
    "zero-width spaces around": (lambda n: f"\u200b{n}\u200b", None, "txt"),
    "direction marks around": (lambda n: f"\u200f{n}\u200e", None, "txt"),
    "isolates around": (lambda n: f"\u2068{n}\u2069", None, "txt"),
    "emoji between sentences": (None, lambda t: re.sub(r"([.!?。।]) (?=\S)", "\\1 😀 ", t), "txt"),
    "emoji sequences between sentences": (None, lambda t: re.sub(r"([.!?。।]) (?=\S)", "\\1 👩🏽‍🚀🇧🇾 ", t), "txt"),
    "page": (escaped, escaped, "html"),
    "bold names": (lambda n: f"<b>{escaped(n)}</b>", escaped, "html"),
    "decimal references": (lambda n: references(n, lambda c: f"&#{ord(c)};"), escaped, "html"),
    "hexadecimal references": (lambda n: references(n, lambda c: f"&#x{ord(c):X};"), escaped, "html"),
    "named references": (lambda n: references(n, lambda c: f"&{NAMES[ord(c)]};" if ord(c) in NAMES else c), escaped, "html"),
    "soft hyphen references inside": (lambda n: escaped(inside(n, "\u00ad")).replace("\u00ad", "&shy;"), escaped, "html"),
    "break opportunities inside": (lambda n: escaped(inside(n, "\u00ad")).replace("\u00ad", "<wbr>"), escaped, "html"),
}


def write(marked, change):
    """The changed text, and for each piece its range in the plain one and in the changed one, and whether it is the same."""
    name, other, form = CHANGES[change]
    result, places = [], []
    size = plain = 0
    if change == "byte order mark":
        result.append("\ufeff")
        size = 1
    if form == "html":
        result.append("<html><body><pre>")
        size = len(result[0])
    for piece, is_name in segments(marked):
        written = (name if is_name else other) or (lambda text: text)
        result.append(written(piece))
        places.append((plain, plain + len(piece), size, size + len(result[-1]), result[-1] == piece))
        plain, size = plain + len(piece), size + len(result[-1])
    if form == "html":
        result.append("</pre></body></html>")
    return "".join(result), places


def resolve(onoma, folder, knowledge, offsets="scalar"):
    run = subprocess.run(
        [onoma, "resolve", "--quiet", "--format", "jsonl", "--offsets", offsets, "--knowledge", knowledge, folder],
        capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    found = {}
    for line in run.stdout.splitlines():
        mention = json.loads(line)
        found.setdefault(mention["doc"].rsplit(".", 1)[0], []).append(mention)
    return found


def visible(surface):
    surface = unicodedata.normalize("NFC", surface)
    return "".join(" " if c.isspace() else c for c in surface.replace("\r\n", "\n") if unicodedata.category(c) != "Cf" and c != "\ufeff")


def is_moved(old, new, places):
    """Whether a mention lies where the pieces that it lay in went: to the scalar in those that are the same."""
    first = next(p for p in places if p[0] <= old["start"] < p[1])
    last = next(p for p in places if p[0] < old["end"] <= p[1])
    start = new["start"] - first[2] == old["start"] - first[0] if first[4] else new["start"] >= first[2]
    end = new["end"] - last[2] == old["end"] - last[0] if last[4] else new["end"] <= last[3]
    return start and end


def cut(text, mention, offsets):
    start, end = mention["start"], mention["end"]
    if offsets == "scalar":
        return text[start:end]
    data = text.encode("utf-8" if offsets == "utf8" else "utf-16-le")
    unit = 1 if offsets == "utf8" else 2
    return data[unit * start:unit * end].decode("utf-8" if offsets == "utf8" else "utf-16-le")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    onoma, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:] or list(CHANGES)
    texts = {os.path.basename(p)[:-4]: open(p, encoding="utf-8").read() for p in sorted(glob.glob(FOLDER + "/*.txt"))}
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        knowledge = os.path.join(scratch, "knowledge.jsonl")
        with open(knowledge, "w", encoding="utf-8") as file:
            for row in open(os.path.join(FOLDER, "knowledge.tsv"), encoding="utf-8"):
                cells = row.rstrip("\n").split("\t") + ["", "", ""]
                if row.startswith("#") or cells[0] == "id":
                    continue
                entity = {"id": cells[0], "type": cells[1], "name": cells[2], "gender": cells[3], "country": cells[4]}
                file.write(json.dumps({k: v for k, v in entity.items() if v}, ensure_ascii=False) + "\n")

        def put(folder, form, written):
            os.makedirs(folder)
            for name, text in written.items():
                with open(os.path.join(folder, f"{name}.{form}"), "w", encoding="utf-8", newline="") as file:
                    file.write(text)

        plain = os.path.join(scratch, "plain")
        put(plain, "txt", {name: "".join(p for p, _ in segments(text)) for name, text in texts.items()})
        before = resolve(onoma, plain, knowledge)
        for number, change in enumerate(wanted):
            written = {name: write(text, change) for name, text in texts.items()}
            folder = os.path.join(scratch, str(number))
            put(folder, CHANGES[change][2], {name: text for name, (text, _) in written.items()})
            differ = []
            for offsets in ("scalar", "utf8", "utf16"):
                after = resolve(onoma, folder, knowledge, offsets)
                for name in texts:
                    text, places = written[name]
                    for mention in after.get(name, []):
                        piece = cut(text, mention, offsets)
                        if piece != mention["surface"]:
                            differ.append((name, offsets, f"{mention['surface']!r} is {piece!r}"))
                    if offsets != "scalar":
                        continue
                    whole = CHANGES[change][2] == "html"
                    key = lambda m: (visible(html.unescape(re.sub("<.*?>", "", m["surface"])) if whole else m["surface"]), m["entity"], m["type"])
                    old, new = [key(m) for m in before.get(name, [])], [key(m) for m in after.get(name, [])]
                    if old != new:
                        gone, come = [m for m in old if m not in new], [m for m in new if m not in old]
                        differ.append((name, "IDs", f"gone {gone[:3]}, come {come[:3]}"))
                    for first, second in zip(before.get(name, []), after.get(name, [])):
                        if old == new and not is_moved(first, second, places):
                            differ.append((name, "offsets", f"{second['surface']!r} is not where it was put"))
            failed += len(differ)
            print("FAIL" if differ else "ok  ", change, f"{len({d[0] for d in differ})} of {len(texts)} texts" if differ else "", flush=True)
            for name, what, detail in differ[:8]:
                print(f"       {name} {what}: {detail}")
    sys.exit(1 if failed else 0)


main()
