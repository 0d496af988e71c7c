"""Exports for search engines: read back, indexed and searched."""
import json
import re
import unittest
import urllib.parse

import tantivy

import corpus


def annotated(text):
    """Reads annotated text as Elasticsearch's plugin mapper-annotated-text does.

    The plugin is Java; this is its grammar: every [text](value&value) is an annotation, brackets and
    parentheses cannot nest, empty values are dropped.
    """
    plain, spans, last = [], [], 0
    length = 0
    for match in re.finditer(r"\[([^\]\[]*)\]\(([^)(]*)\)", text):
        plain.append(text[last:match.start()])
        length += match.start() - last
        values = [urllib.parse.unquote_plus(v) for v in match.group(2).split("&") if v]
        assert not any("=" in value for value in match.group(2).split("&"))
        if values:
            spans.append((length, length + len(match.group(1)), values))
        plain.append(match.group(1))
        length += len(match.group(1))
        last = match.end()
    return "".join(plain) + text[last:], spans


def synonyms(text):
    """Reads synonym rules as Lucene's SolrSynonymParser does: split at unescaped => and commas."""
    def split(line, separator):
        pieces, piece, place = [], "", 0
        while place < len(line):
            if line.startswith(separator, place):
                pieces.append(piece)
                piece, place = "", place + len(separator)
            elif line[place] == "\\":
                piece += line[place:place + 2]
                place += 2
            else:
                piece += line[place]
                place += 1
        return pieces + [piece]

    def terms(side):
        return [re.sub(r"\\(.)", r"\1", term.strip()) for term in split(side, ",")]

    rules = []
    for line in text.split("\n"):
        if not line or line.startswith("#"):
            continue
        sides = split(line, "=>")
        assert len(sides) <= 2, line
        rules.append(tuple(terms(side) for side in sides))
    return rules


def bulk(text):
    """Pairs of action and document."""
    found = corpus.lines(text)
    return list(zip(found[::2], found[1::2]))


class Bulk(unittest.TestCase):
    def test_documents_have_ids_spans_and_annotated_text(self):
        texts, mentions = corpus.texts(), corpus.mentions()
        pairs = bulk(corpus.export_seeds("elasticsearch", "--index", "news"))
        self.assertEqual([document["doc"] for _, document in pairs], list(texts))
        for action, document in pairs:
            name = document["doc"]
            self.assertEqual(action, {"index": {"_index": "news", "_id": name}})
            own = [m for m in mentions if m["doc"] == name]
            self.assertEqual(set(document["entity_ids"]), {m["entity"] for m in own})
            self.assertEqual(document["text"], texts[name])
            plain, spans = annotated(document["annotated"])
            self.assertEqual(plain, texts[name])
            self.assertEqual(spans, [(m["start"], m["end"], [m["entity"], m["type"]]) for m in own])
            for found, mention in zip(document["mentions"], own):
                self.assertEqual({**found, "doc": name, "type": mention["type"]}, mention)

    def test_brackets_of_the_text_are_no_annotations(self):
        with corpus.Folder() as folder:
            text = "See [here](http://x) and [[ ]]() ]( Edwin Marlowe (b. 1970) [Edwin Marlowe](x=y).\n"
            path = corpus.write(folder, "a.txt", text)
            (_, document), = bulk(corpus.export("elasticsearch", path))
            plain, spans = annotated(document["annotated"])
            self.assertEqual(plain, text)
            self.assertTrue(spans)
            self.assertTrue(all(text[s:e] == "Edwin Marlowe" for s, e, _ in spans))

    def test_without_texts_documents_are_updated(self):
        mentions = corpus.run("resolve", *corpus.SEEDS)
        for action, document in bulk(corpus.export("elasticsearch", "--mentions", "-", input=mentions)):
            self.assertEqual(list(action), ["update"])
            self.assertTrue(document["doc_as_upsert"])
            self.assertNotIn("text", document["doc"])
            self.assertTrue(document["doc"]["entity_ids"])


class Demonstration(unittest.TestCase):
    """Five digests, resolved, exported, indexed by tantivy and searched in Cyrillic."""

    @classmethod
    def setUpClass(cls):
        builder = tantivy.SchemaBuilder()
        for field in ("doc", "text", "spellings"):
            builder.add_text_field(field, stored=True)
        builder.add_text_field("entity_ids", stored=True, tokenizer_name="raw")
        cls.index = tantivy.Index(builder.build())
        writer = cls.index.writer()
        cls.documents = bulk(corpus.export_seeds("elasticsearch", "--variants", "40"))
        for _, document in cls.documents:
            entry = tantivy.Document(doc=document["doc"], text=document["text"])
            for identifier in document["entity_ids"]:
                entry.add_text("entity_ids", identifier)
            for entity in document["entities"]:
                for spelling in entity.get("spellings", []):
                    entry.add_text("spellings", spelling)
            writer.add_document(entry)
        writer.commit()
        cls.index.reload()

    def search(self, query, fields):
        searcher = self.index.searcher()
        hits = searcher.search(self.index.parse_query(query, fields), 10).hits
        return sorted(searcher.doc(address)["doc"][0] for _, address in hits)

    def gold(self, entity):
        with open(corpus.os.path.join(corpus.ROOT, "seeds", "mentions.tsv"), encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
        return sorted({row[0] for row in rows if row[5] == entity})

    def test_a_cyrillic_spelling_finds_every_document_that_names_him(self):
        gold = self.gold("person/sergei-tikhanovsky")
        self.assertGreater(len(gold), 3)
        self.assertNotIn("Ціханоўскі", "".join(corpus.texts().values()))
        for query in ("Ціханоўскі", "Тихановский", "Tsikhanouski", "Tikhanovsky", "Cichanoŭski"):
            self.assertEqual(self.search(query, ["text", "spellings"]), gold, query)

    def test_a_document_that_names_tikhansky_only_is_not_found(self):
        with corpus.Folder() as folder:
            path = corpus.os.path.join(folder, "other.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write("Professor Alexander Tikhansky spoke in Moscow. Tikhansky was brief.\n")
            exported = bulk(corpus.export("elasticsearch", path, *corpus.SEEDS, "--variants", "40"))
            his = next(e for _, d in exported for e in d["entities"] if "Ціханоўскі" in " ".join(e["spellings"]))
            naming = sorted(d["doc"] for _, d in exported if his["id"] in d["entity_ids"])
            self.assertEqual(naming, self.gold("person/sergei-tikhanovsky"))
            other = next(d for _, d in exported if d["doc"] == "other.txt")
            for entity in other["entities"]:
                self.assertNotIn("Ціханоўскі", " ".join(entity["spellings"]))

    def test_one_id_finds_the_same_documents(self):
        him = next(e["id"] for _, d in self.documents for e in d["entities"]
                   if "Siarhei Tsikhanouski" in e.get("spellings", []))
        self.assertEqual(
            self.search(f'"{him}"', ["entity_ids"]), self.gold("person/sergei-tikhanovsky"))


class Synonyms(unittest.TestCase):
    def test_equivalent_rules_have_two_sides_at_least_and_share_nothing(self):
        rules = synonyms(corpus.export_seeds("solr-synonyms"))
        self.assertGreater(len(rules), 10)
        seen = set()
        for terms, in rules:
            self.assertGreaterEqual(len(terms), 2)
            for term in terms:
                self.assertTrue(term.strip())
                self.assertNotIn(term.lower(), seen)
                seen.add(term.lower())

    def test_explicit_rules_lead_to_ids(self):
        ids = {m["entity"] for m in corpus.mentions()}
        rules = synonyms(corpus.export_seeds("solr-explicit"))
        self.assertEqual(len({right[0] for _, right in rules}), len(rules))
        for left, right in rules:
            self.assertTrue(left and all(left))
            self.assertIn(right[0], ids)

    def test_hostile_names_keep_their_words(self):
        with corpus.Folder() as folder:
            path = corpus.knowledge(corpus.hostile(), folder)
            rules = synonyms(corpus.export("solr-explicit", "--knowledge", path))
            found = {right[0]: left for left, right in rules}
            for entity in corpus.hostile():
                words = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", entity["name"]).strip()
                if entity["id"] in found:
                    self.assertEqual(found[entity["id"]], [words])
            # Nothing but what has neither letter nor digit may be missing.
            self.assertLessEqual(len(corpus.HOSTILE_NAMES) - len(found), 1)

    def test_a_spelling_of_two_entities_makes_no_rule(self):
        with corpus.Folder() as folder:
            path = corpus.knowledge([
                {"id": "a", "type": "PERSON", "name": "John Coale", "aliases": ["Cole", "J. Coale"]},
                {"id": "b", "type": "PERSON", "name": "Nat King COLE", "aliases": ["Colé", "Nat Cole"]},
            ], folder)
            self.assertEqual(
                synonyms(corpus.export("solr-synonyms", "--knowledge", path)),
                [(["John Coale", "J. Coale"],), (["Nat King COLE", "Nat Cole"],)])

    def test_rules_are_capped_and_sharded(self):
        with corpus.Folder() as folder:
            entities = [{"id": f"e{n}", "type": "PERSON", "name": f"Name{n} Alpha{n}",
                         "aliases": [f"Name{n} Beta{n}-{k}" for k in range(5)]} for n in range(25)]
            path = corpus.knowledge(entities, folder)
            message = corpus.run("export", "--format", "solr-synonyms", "--knowledge", path,
                                 "--rules-per-file", "10", status=65)
            self.assertIn("10 rules", message)
            shards = corpus.os.path.join(folder, "rules")
            corpus.run("export", "--format", "solr-synonyms", "--knowledge", path, "--output",
                       shards + "/", "--rules-per-file", "10", "--spellings-per-rule", "3")
            names = sorted(corpus.os.listdir(shards))
            self.assertEqual(names, [f"synonyms-000{n}.txt" for n in (1, 2, 3)])
            rules = []
            for name in names:
                with open(corpus.os.path.join(shards, name), encoding="utf-8") as file:
                    rules.append(synonyms(file.read()))
            self.assertEqual([len(r) for r in rules], [10, 10, 5])
            self.assertTrue(all(len(terms) == 3 for r in rules for terms, in r))


class InvertedIndex(unittest.TestCase):
    def test_both_forms_have_every_mention(self):
        wanted = {(m["entity"], m["doc"], m["start"], m["end"]) for m in corpus.mentions()}
        rows = [line.split("\t") for line in corpus.export_seeds("index-tsv").split("\n")[1:] if line]
        self.assertEqual({(r[0], r[1], int(r[2]), int(r[3])) for r in rows}, wanted)
        found = set()
        for entry in corpus.lines(corpus.export_seeds("index-jsonl")):
            for document in entry["documents"]:
                found |= {(entry["entity"], document["doc"], *span) for span in document["spans"]}
        self.assertEqual(found, wanted)
