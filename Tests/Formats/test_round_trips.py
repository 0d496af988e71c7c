"""What is exported and imported is the same; what a format drops is what the catalogue says."""
import gzip
import json
import os
import random
import signal
import subprocess
import time
import unittest

import zstandard

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
            for some in (plain, entities):
                exported, again = self.again(form, ending, some)
                self.assertEqual(exported, again, form)

    def test_what_other_formats_carry_comes_back(self):
        """What is lost is lost once: the second export is the first."""
        # Counts, which no format but ours has, decide the order of spellings.
        plain = [{k: v for k, v in e.items() if k != "spellings"} for e in RICH]
        short = [e for e in corpus.hostile()
                 if len(e["name"]) < 385 and e["name"] == e["name"].strip() and e["name"][0] != "\ufeff"]
        for form, ending, hostile in (
                ("skos-ntriples", "nt", corpus.hostile()), ("skos-turtle", "ttl", corpus.hostile()),
                ("skos-jsonld", "jsonld", corpus.hostile()), ("ftm", "ftm.json", short)):
            for entities in (plain, hostile):
                exported, again = self.again(form, ending, entities)
                self.assertEqual(exported, again, form)

    def test_ids_and_merged_ids_come_back_from_skos(self):
        for form, ending in (("skos-ntriples", "nt"), ("skos-turtle", "ttl"), ("skos-jsonld", "jsonld")):
            with corpus.Folder() as folder:
                first = self.store(folder, "a.onoma", corpus.knowledge(RICH, folder))
                exported = corpus.export(form, "--store", first, "--base", "https://ex.org/x#")
                second = self.store(folder, "b.onoma", corpus.write(folder, "x." + ending, exported))
                found = {e["id"]: e for e in corpus.lines(corpus.export("jsonl", "--store", second))}
                self.assertEqual(set(found), {e["id"] for e in RICH})
                self.assertEqual(found["onm-rich"]["formerIDs"], ["onm-old"])
                self.assertEqual(found["onm-rich"]["identifiers"], {"viaf": ["1", "2"]})
                self.assertEqual(found["onm-full"]["identifiers"],
                                 {"customer": "7", "wikidata": "Q97346417"})

    def test_rdflib_s_own_serializations_are_imported(self):
        """Ours, read and written again by rdflib, which orders and abbreviates otherwise."""
        import rdflib
        with corpus.Folder() as folder:
            first = self.store(folder, "a.onoma", corpus.knowledge(RICH + corpus.hostile()[:20], folder))
            wanted = corpus.export("skos-ntriples", "--store", first)
            graph = rdflib.Graph().parse(data=wanted, format="nt")
            for form, ending in (("turtle", "ttl"), ("longturtle", "turtle"), ("json-ld", "jsonld")):
                text = graph.serialize(format=form)
                second = self.store(folder, form + ".onoma", corpus.write(folder, "x." + ending, text))
                again = corpus.export("skos-ntriples", "--store", second)
                self.assertEqual(sorted(wanted.split("\n")), sorted(again.split("\n")), form)

    def test_packed_files_are_unpacked(self):
        with corpus.Folder() as folder:
            path = corpus.knowledge(RICH, folder)
            with open(path, "rb") as file:
                plain = file.read()
            wanted = corpus.export("jsonl", "--store", self.store(folder, "a.onoma", path))
            packed = {"kb.jsonl.gz": gzip.compress(plain), "kb2.jsonl.zst": zstandard.compress(plain),
                      "kb3.jsonl.gz": gzip.compress(plain[:9]) + gzip.compress(plain[9:])}
            for name, data in packed.items():
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(data)
                store = self.store(folder, name + ".onoma", os.path.join(folder, name))
                self.assertEqual(corpus.export("jsonl", "--store", store), wanted)
            with open(os.path.join(folder, "cut.jsonl.gz"), "wb") as file:
                file.write(packed["kb.jsonl.gz"][:-20])
            message = corpus.run("import", os.path.join(folder, "cut.jsonl.gz"), "--store",
                                 os.path.join(folder, "cut.onoma"), status=65)
            self.assertIn("breaks off", message)

    def test_a_store_that_documents_filled_survives(self):
        with corpus.Folder() as folder:
            store = os.path.join(folder, "a.onoma")
            corpus.run("resolve", *corpus.SEEDS, "--store", store, "--quiet")
            exported = corpus.export("jsonl", "--store", store)
            second = self.store(folder, "b.onoma", corpus.write(folder, "kb.jsonl", exported))
            self.assertEqual(corpus.export("jsonl", "--store", second), exported)


# The entity with everything that an entity can have, and an ID that was merged.
EVERY = [{**corpus.FULL[0], "dates": {"arrest": "2021-07-14"}, "formerIDs": ["onm-former"],
          "preferred": [{"text": "M. Kalesnikava", "language": "en", "script": "Latn"}]}] + corpus.FULL[1:]

# A value of each kind of knowledge, as it would show in an export.
MARKS = {
    "name": "Марыя Калеснікава", "aliases": "Maria Kalesnikava", "gender": "female",
    "description": "flautist", "birth": "1982-04-24", "death": "2090", "identifier": "customer",
    "wikidata": "Q97346417", "former": "onm-former", "dates": "2021-07-14",
    "preferred": '"preferred":[{', "id": "onm-full", "count": '"count":3', "language": '"language":"ru"',
}
# What each format has of them.
EVERYTHING = set(MARKS)
CARRIED = {
    "jsonl": EVERYTHING,
    "csv": EVERYTHING - {"count", "language", "former", "dates", "preferred"},
    "tsv": EVERYTHING - {"count", "language", "former", "dates", "preferred"},
    "ftm": EVERYTHING - {"count", "language", "identifier", "former", "dates", "preferred"},
    "ftm-statements": EVERYTHING - {"count", "language", "identifier", "former", "dates", "preferred"},
    "skos-turtle": EVERYTHING - {"count", "language", "dates", "preferred"},
    "skos-ntriples": EVERYTHING - {"count", "language", "dates", "preferred"},
    "skos-jsonld": EVERYTHING - {"count", "language", "dates", "preferred"},
    "graphml": {"id", "name"},
    "solr-synonyms": {"name", "aliases"},
    "solr-explicit": {"name", "aliases", "id"},
    "spacy": {"name", "aliases", "id"},
    "nomenklatura-resolver": {"id", "wikidata", "former"},
}
# The words of the catalogue that admit each loss.
WORDS = {
    "gender": "gender", "description": "description", "birth": "dates", "death": "dates",
    "identifier": "identifiers", "wikidata": "identifiers", "count": "counts", "id": "ID",
    "language": "languages", "aliases": "spellings", "former": "merged", "dates": "dates",
    "preferred": "put first",
}


class Losses(unittest.TestCase):
    def test_what_is_dropped_is_listed(self):
        catalogue = {f["name"]: f for f in json.loads(corpus.run("formats", "--format", "json"))}
        for name, carried in CARRIED.items():
            with corpus.Folder() as folder:
                text = corpus.export(name, "--knowledge", corpus.knowledge(EVERY, folder))
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

    def test_a_killed_export_leaves_nothing_under_its_name(self):
        chance = random.Random(7)
        with corpus.Folder() as folder:
            path = corpus.knowledge(
                [{"id": f"e-{n}", "type": "PERSON", "name": f"Name {n}", "aliases": [f"N. {n}"]}
                 for n in range(40_000)], folder)
            started = time.monotonic()
            whole = corpus.export("jsonl", "--knowledge", path)
            span = time.monotonic() - started
            killed = 0
            for number in range(12):
                for before in (None, "what was there"):
                    output = os.path.join(folder, "out.jsonl")
                    if before is not None:
                        corpus.write(folder, "out.jsonl", before)
                    process = subprocess.Popen(
                        [corpus.ONOMA, "export", "--format", "jsonl", "--knowledge", path, "--output",
                         output])
                    time.sleep(chance.uniform(0, span))
                    process.send_signal(signal.SIGKILL)
                    killed += process.wait() == -signal.SIGKILL
                    if os.path.exists(output):
                        with open(output, encoding="utf-8") as file:
                            self.assertIn(file.read(), (whole, before))
                        os.remove(output)
            self.assertGreater(killed, 6)

    def test_two_exports_are_the_same_bytes(self):
        for name in ("elasticsearch", "graphml", "skos-turtle", "html"):
            self.assertEqual(corpus.export_seeds(name), corpus.export_seeds(name))
