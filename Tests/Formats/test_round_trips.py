"""What is exported and imported is the same; what a format drops is what the catalogue says."""
import json
import os
import unittest

import corpus

# An entity with everything, in the order in which a store keeps it.
RICH = corpus.FULL + [
    {"id": "onm-rich", "type": "PERSON", "name": "Ales; Bialiatski", "aliases": ["A; B"],
     "gender": "male", "dates": {"arrest": "2021-07-14"},
     "identifiers": {"viaf": ["1", "2"]}, "formerIDs": ["onm-old"],
     "preferred": [{"text": "Алесь Бяляцкі", "language": "be", "script": "Cyrl"}],
     "spellings": [{"text": "Алесь Бяляцкі", "language": "be", "count": 4}]}]


class RoundTrips(unittest.TestCase):
    def store(self, folder, name, path, *arguments):
        store = os.path.join(folder, name)
        corpus.run("import", path, "--store", store, "--quiet", *arguments)
        return store

    def again(self, form, ending, entities):
        """An export of entities, and the export of a store that imported it."""
        with corpus.Folder() as folder:
            first = self.store(folder, "a.onoma", corpus.knowledge(entities, folder))
            exported = corpus.export(form, "--store", first)
            path = corpus.write(folder, "again." + ending, exported)
            second = self.store(folder, "b.onoma", path)
            return exported, corpus.export(form, "--store", second)

    def test_the_format_that_carries_everything_gives_the_same_bytes(self):
        for entities in (RICH, corpus.hostile()):
            exported, again = self.again("jsonl", "jsonl", entities)
            self.assertEqual(exported, again)
        self.assertEqual(len(corpus.lines(exported)), len(corpus.HOSTILE_NAMES))

    def test_tables_give_the_same_table(self):
        entities = [e for e in corpus.hostile() if e["name"] == e["name"].strip()
                    and not e["name"].startswith("\ufeff")]
        for form, ending in (("csv", "csv"), ("tsv", "tsv")):
            # A store lists spellings by their counts, which a table does not have.
            plain = [{k: v for k, v in e.items() if k != "spellings"} for e in RICH]
            # The import of CSV reads line by line and makes LF of a CRLF inside a cell.
            names = [e for e in entities if form == "tsv" or "\r" not in e["name"]]
            for some in (plain, names):
                exported, again = self.again(form, ending, some)
                self.assertEqual(exported, again, form)

    def test_a_store_that_documents_filled_survives(self):
        with corpus.Folder() as folder:
            store = os.path.join(folder, "a.onoma")
            corpus.run("resolve", *corpus.SEEDS, "--store", store, "--quiet")
            exported = corpus.export("jsonl", "--store", store)
            second = self.store(folder, "b.onoma", corpus.write(folder, "kb.jsonl", exported))
            self.assertEqual(corpus.export("jsonl", "--store", second), exported)


# A value of each kind of knowledge, as it would show in an export.
MARKS = {
    "name": "Марыя Калеснікава", "aliases": "Maria Kalesnikava", "gender": "female",
    "description": "flautist", "birth": "1982-04-24", "death": "2090", "identifier": "customer",
    "wikidata": "Q97346417", "id": "onm-full", "count": '"count":3', "language": '"language":"ru"',
}
# What each format has of them.
EVERYTHING = set(MARKS)
CARRIED = {
    "jsonl": EVERYTHING,
    "csv": EVERYTHING - {"count", "language"},
    "tsv": EVERYTHING - {"count", "language"},
    "ftm": EVERYTHING - {"count", "language", "identifier"},
    "ftm-statements": EVERYTHING - {"count", "language", "identifier"},
    "skos-turtle": EVERYTHING - {"count", "language"},
    "skos-ntriples": EVERYTHING - {"count", "language"},
    "skos-jsonld": EVERYTHING - {"count", "language"},
    "graphml": {"id", "name"},
    "solr-synonyms": {"name", "aliases"},
    "solr-explicit": {"name", "aliases", "id"},
    "spacy": {"name", "aliases", "id"},
    "nomenklatura-resolver": {"id", "wikidata"},
}
# The words of the catalogue that admit each loss.
WORDS = {
    "gender": "gender", "description": "description", "birth": "dates", "death": "dates",
    "identifier": "identifiers", "wikidata": "identifiers", "count": "counts", "id": "ID",
    "language": "languages", "aliases": "spellings",
}


class Losses(unittest.TestCase):
    def test_what_is_dropped_is_listed(self):
        catalogue = {f["name"]: f for f in json.loads(corpus.run("formats", "--format", "json"))}
        for name, carried in CARRIED.items():
            with corpus.Folder() as folder:
                text = corpus.export(name, "--knowledge", corpus.knowledge(corpus.FULL, folder))
            for kind, mark in MARKS.items():
                if kind == "language" and name.startswith("skos"):
                    continue
                self.assertEqual(mark in text, kind in carried, (name, kind))
            lost = "; ".join(catalogue[name]["lost"])
            for kind in EVERYTHING - carried:
                if kind == "language" and name.startswith("skos"):
                    continue
                self.assertTrue(
                    WORDS.get(kind, kind) in lost or "everything" in lost, (name, kind, lost))

    def test_every_format_is_in_the_catalogue_and_the_documentation(self):
        with open(os.path.join(corpus.ROOT, "docs", "formats.md"), encoding="utf-8") as file:
            page = file.read()
        for format in json.loads(corpus.run("formats", "--format", "json")):
            self.assertIn(f"--format {format['name']}", page)
            self.assertRegex(format["mediaType"], r"^[a-z]+/[a-z0-9.+-]+")
            self.assertIn(format["direction"], ("export", "import and export"))


class Outputs(unittest.TestCase):
    def test_nothing_is_half_written(self):
        with corpus.Folder() as folder:
            path = corpus.knowledge(
                [{"id": "a", "type": "PERSON", "name": "Fine"}] * 1
                + [{"id": f"b{n}", "type": "PERSON", "name": "x" * 1000} for n in range(500)]
                + [{"id": "bad", "type": "PERSON", "name": "Nul\0"}], folder)
            output = corpus.write(folder, "out.graphml", "what was there")
            corpus.run("export", "--format", "graphml", "--knowledge", path, "--output", output, status=65)
            with open(output) as file:
                self.assertEqual(file.read(), "what was there")
            self.assertEqual(sorted(os.listdir(folder)), ["kb.jsonl", "out.graphml"])

    def test_two_exports_are_the_same_bytes(self):
        for name in ("elasticsearch", "graphml", "skos-turtle", "html"):
            self.assertEqual(corpus.export_seeds(name), corpus.export_seeds(name))
