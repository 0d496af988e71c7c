#!/usr/bin/env python3
"""letter-model.py [--check]: writes letter-model.tsv, the letter trigrams that rank reconstructed originals.

It counts the trigrams of source-words.txt beside this file, of the given names in
Data/names/given-names-{christian,western,world}.tsv (the other tables have few languages a family) and of the places in Data/names/places.tsv (their first form), for the
languages of source-words.txt. With --check it writes nothing and fails when the table is out of date.
"""
import collections
import os
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = os.path.join(HERE, "..", "names")
APOSTROPHES = "'\u2019\u02bc\u2018`"
# How often a word of each source counts. Surnames and places are what spellings are asked for; a
# given name stands in many tables of one family and would drown them.
WEIGHTS = {"words": 3, "given": 2, "places": 1}
SCRIPTS = {"el": "GREEK", "ka": "GEORGIAN", "hy": "ARMENIAN", "ja": "HIRAGANA"}


def rows(path):
    header = None
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
            else:
                yield dict(zip(header, cells))


def words(text):
    """The words of a name in lower case, apostrophes as one sign."""
    text = unicodedata.normalize("NFC", text).lower()
    for other in APOSTROPHES:
        text = text.replace(other, "'")
    word = ""
    for sign in text + " ":
        if sign.isalpha() or unicodedata.category(sign) == "Lm" or (sign == "'" and word):
            word += sign
        elif word:
            yield word.rstrip("'")
            word = ""


def main():
    counts = collections.defaultdict(collections.Counter)

    def count(language, text, weight):
        script = SCRIPTS.get(language, "CYRILLIC")
        for word in words(text):
            if all(s == "'" or s == "\u30fc" or unicodedata.name(s, "").startswith(script) for s in word):
                padded = "__" + word + "_"
                for index in range(len(padded) - 2):
                    counts[language][padded[index:index + 3]] += weight

    languages = set()
    with open(os.path.join(HERE, "source-words.txt"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            language, text = line.rstrip("\n").split("\t")
            languages.add(language)
            count(language, text, WEIGHTS["words"])
    # The two wider tables have few languages a family and no order of frequency.
    for table in ("christian", "western", "world"):
        path = os.path.join(NAMES, f"given-names-{table}.tsv")
        for row in rows(path):
            if row["language"] in languages:
                for form in (row.get("forms", "") + "|" + row.get("hypocorisms", "")).split("|"):
                    count(row["language"], form, WEIGHTS["given"])
    for row in rows(os.path.join(NAMES, "places.tsv")):
        if row["language"] in languages:
            count(row["language"], row["forms"].split("|")[0], WEIGHTS["places"])

    out = ["# Letter trigrams of names, written by letter-model.py; do not edit. Source: source-words.txt and",
           "# Data/names, general knowledge, compiled by the Onoma authors, Apache-2.0.",
           "# before: the two letters before, _ is the edge of a word; after: each next letter and its count.",
           "language\tbefore\tafter"]
    for language in sorted(counts):
        table = collections.defaultdict(list)
        for gram, number in counts[language].items():
            table[gram[:2]].append((gram[2], number))
        for before in sorted(table):
            after = "|".join(f"{letter}{number}" for letter, number in sorted(table[before]))
            out.append(f"{language}\t{before}\t{after}")
    text = "\n".join(out) + "\n"
    target = os.path.join(HERE, "letter-model.tsv")
    current = open(target, encoding="utf-8").read() if os.path.exists(target) else ""
    if "--check" in sys.argv[1:]:
        if current != text:
            sys.exit("Data/transliteration/letter-model.tsv is out of date: run letter-model.py")
    elif current != text:
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
