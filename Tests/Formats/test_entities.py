"""Exports of entities, read back by the tools they are for."""
import csv
import io
import os
import unittest

import networkx
import pyshacl
import rdflib
from followthemoney import model
from followthemoney.statement.serialize import read_csv_statements
from nomenklatura.db import make_session
from nomenklatura.judgement import Judgement
from nomenklatura.resolver import Resolver
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS

import corpus

csv.field_size_limit(10_000_000)


def unescaped(cell):
    out, place = "", 0
    while place < len(cell):
        if cell[place] == "\\" and place + 1 < len(cell):
            out += {"t": "\t", "n": "\n", "r": "\r"}.get(cell[place + 1], cell[place + 1])
            place += 1
        else:
            out += cell[place]
        place += 1
    return out


def full(name, *arguments, entities=corpus.FULL):
    with corpus.Folder() as folder:
        return corpus.export(name, "--knowledge", corpus.knowledge(entities, folder), *arguments)


class Tables(unittest.TestCase):
    def test_csv_has_every_field(self):
        rows = list(csv.DictReader(io.StringIO(full("csv"), newline="")))
        self.assertEqual(rows[0]["name"], "Марыя Калеснікава")
        self.assertEqual(rows[0]["aliases"], "Maria Kalesnikava|Мария Колесникова")
        self.assertEqual(rows[0]["identifier:customer"], "7")
        self.assertEqual(rows[0]["identifier:wikidata"], "Q97346417")
        self.assertEqual([r["type"] for r in rows], ["PERSON", "ORG", "PLACE"])

    def test_hostile_names_come_back(self):
        entities = corpus.hostile()
        rows = list(csv.DictReader(io.StringIO(full("csv", entities=entities), newline="")))
        self.assertEqual([r["name"] for r in rows], corpus.HOSTILE_NAMES)
        rows = [line.split("\t") for line in full("tsv", entities=entities).split("\n")[1:] if line]
        self.assertEqual([unescaped(r[2]) for r in rows], corpus.HOSTILE_NAMES)
        self.assertEqual([e["name"] for e in corpus.lines(full("jsonl", entities=entities))],
                         corpus.HOSTILE_NAMES)

    def test_formulas_are_defused_on_request(self):
        rows = csv.DictReader(
            io.StringIO(full("csv", "--defuse-formulas", entities=corpus.hostile()), newline=""))
        for row, name in zip(rows, corpus.HOSTILE_NAMES):
            self.assertNotIn(row["name"][:1], "=+-@\t\r")
            self.assertIn(row["name"], (name, "'" + name))


class FollowTheMoney(unittest.TestCase):
    def valid(self, data):
        proxy = model.get_proxy(data, cleaned=True)
        for prop, value in proxy.itervalues():
            self.assertTrue(prop.type.validate(value), (prop.name, value))
            self.assertLessEqual(len(value), prop.max_length)
        return proxy

    def test_entities_are_valid(self):
        for data in corpus.lines(full("ftm")) + corpus.lines(corpus.export_seeds("ftm")):
            self.valid(data)
        maria = self.valid(corpus.lines(full("ftm"))[0])
        self.assertEqual(maria.schema.name, "Person")
        self.assertEqual(maria.get("alias"), ["Maria Kalesnikava", "Мария Колесникова"])
        self.assertEqual(maria.get("wikidataId"), ["Q97346417"])
        self.assertEqual(maria.get("birthDate"), ["1982-04-24"])

    def test_statements_have_the_library_s_keys(self):
        for text in (full("ftm-statements", "--dataset", "press"),
                     full("ftm-statements", entities=[e for e in corpus.hostile() if len(e["name"]) < 385])):
            self.assertEqual(text.split("\n")[0].replace('"', ""),
                "canonical_id,entity_id,prop,prop_type,schema,value,dataset,origin,lang,"
                "original_value,external,first_seen,last_seen,id")
            statements = list(read_csv_statements(io.BytesIO(text.encode())))
            self.assertTrue(statements)
            for statement in statements:
                self.assertEqual(statement.id, statement.generate_key())
        rows = {(r["prop"], r["prop_type"]) for r in csv.DictReader(io.StringIO(full("ftm-statements")))}
        statements = list(read_csv_statements(io.BytesIO(full("ftm-statements").encode())))
        self.assertEqual({(s.prop, s.prop_type) for s in statements}, rows)

    def test_mentions_join_documents_and_entities(self):
        data = corpus.lines(corpus.export_seeds("ftm-mentions"))
        ids = {d["id"]: d["schema"] for d in data}
        self.assertEqual(len(ids), len(data))
        for entity in data:
            proxy = self.valid(entity)
            if proxy.schema.name == "Mention":
                self.assertEqual(ids[proxy.first("document")], "PlainText")
                for resolved in proxy.get("resolved"):
                    self.assertIn(ids[resolved], ("Person", "Organization"))
        self.assertGreater(list(ids.values()).count("Mention"), 100)

    def test_a_name_beyond_the_limit_is_refused_or_left_out(self):
        with corpus.Folder() as folder:
            path = corpus.knowledge(
                [{"id": "ok", "type": "PERSON", "name": "Fine Name", "aliases": ["x" * 385]},
                 {"id": "not_ok", "type": "PERSON", "name": "Other Name", "aliases": []}], folder)
            output = os.path.join(folder, "out.json")
            message = corpus.run(
                "export", "--format", "ftm", "--knowledge", path, "--output", output, status=65)
            self.assertIn("384", message)
            self.assertEqual(os.listdir(folder), ["kb.jsonl"])
            kept = corpus.lines(corpus.export("ftm", "--knowledge", path, "--leave-out", "--quiet"))
            self.assertEqual([k["id"] for k in kept], ["ok"])
            self.assertNotIn("alias", kept[0]["properties"])


class NomenklaturaResolver(unittest.TestCase):
    def test_merged_ids_lead_to_one_canonical_id(self):
        entities = [
            {"id": "onm-a", "type": "PERSON", "name": "A", "formerIDs": ["onm-b", "zzz"]},
            {"id": "onm-c", "type": "PERSON", "name": "C", "identifiers": {"wikidata": "Q42"}},
            {"id": "onm-d", "type": "PERSON", "name": "D"},
        ]
        with corpus.Folder() as folder:
            path = os.path.join(folder, "resolver.ijson")
            corpus.run("export", "--format", "nomenklatura-resolver", "--knowledge",
                       corpus.knowledge(entities, folder), "--output", path)
            resolver = Resolver(make_session("sqlite:///:memory:"), create=True)
            resolver.load(path)
            resolver.load_into_memory()
            for identifier in ("onm-a", "onm-b", "zzz"):
                self.assertEqual(resolver.get_canonical(identifier), "NK-onm-a")
            self.assertEqual(resolver.get_canonical("onm-c"), "Q42")
            self.assertEqual(resolver.get_canonical("onm-d"), "onm-d")
            self.assertEqual(resolver.get_judgement("onm-b", "zzz"), Judgement.POSITIVE)


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass skos:Concept ;
  sh:nodeKind sh:IRI ;
  sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ; sh:disjoint skos:altLabel ] ;
  sh:property [ sh:path skos:altLabel ; sh:nodeKind sh:Literal ] ;
  sh:property [ sh:path skos:notation ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path skos:inScheme ; sh:minCount 1 ; sh:class skos:ConceptScheme ] ;
  sh:property [ sh:path skos:exactMatch ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path skos:closeMatch ; sh:nodeKind sh:IRI ] .
"""


class SKOSExport(unittest.TestCase):
    FORMATS = {"skos-turtle": "turtle", "skos-ntriples": "nt", "skos-jsonld": "json-ld"}

    def graphs(self, export):
        return [rdflib.Graph().parse(data=export(name), format=form) for name, form in self.FORMATS.items()]

    def test_all_three_say_the_same(self):
        for export in (full, corpus.export_seeds):
            first, *others = self.graphs(export)
            self.assertGreater(len(first), 10)
            for other in others:
                self.assertTrue(isomorphic(first, other))
            conforms, _, report = pyshacl.validate(
                first, shacl_graph=rdflib.Graph().parse(data=SHAPES, format="turtle"))
            self.assertTrue(conforms, report)

    def test_labels_and_matches(self):
        graph = self.graphs(full)[0]
        maria = rdflib.URIRef("urn:onoma:entity/onm-full")
        self.assertEqual(list(graph.objects(maria, SKOS.prefLabel)), [rdflib.Literal("Марыя Калеснікава")])
        self.assertEqual(set(graph.objects(maria, SKOS.altLabel)), {
            rdflib.Literal("Maria Kalesnikava", lang="en"), rdflib.Literal("Мария Колесникова", lang="ru")})
        self.assertEqual(list(graph.objects(maria, SKOS.exactMatch)),
                         [rdflib.URIRef("http://www.wikidata.org/entity/Q97346417")])

    def test_hostile_names_come_back(self):
        for graph in self.graphs(lambda name: full(name, entities=corpus.hostile())):
            names = {str(graph.value(subject, SKOS.notation)): str(graph.value(subject, SKOS.prefLabel))
                     for subject in graph.subjects(RDF.type, SKOS.Concept)}
            self.assertEqual(names, {e["id"]: e["name"] for e in corpus.hostile()})

    def test_ids_that_are_no_iris_are_encoded(self):
        entities = [{"id": "a b<c>/ї\"", "type": "ORG", "name": "X"}]
        for graph in self.graphs(lambda name: full(name, "--base", "https://x.test/", entities=entities)):
            subject, = graph.subjects(RDF.type, SKOS.Concept)
            self.assertEqual(str(graph.value(subject, SKOS.notation)), entities[0]["id"])
            self.assertTrue(str(subject).startswith("https://x.test/entity/a%20b"))


class GraphMLExport(unittest.TestCase):
    def test_co_occurrence(self):
        graph = networkx.read_graphml(io.BytesIO(corpus.export_seeds("graphml").encode()))
        mentions = corpus.mentions()
        documents = {}
        for mention in mentions:
            documents.setdefault(mention["entity"], set()).add(mention["doc"])
        self.assertEqual(set(graph.nodes), set(documents))
        for a, b, data in graph.edges(data=True):
            self.assertEqual(data["weight"], len(documents[a] & documents[b]))
        pairs = sum(bool(documents[a] & documents[b]) for a in documents for b in documents if a < b)
        self.assertEqual(graph.number_of_edges(), pairs)

    def test_hostile_names_come_back_or_are_refused(self):
        for entity in corpus.hostile():
            with corpus.Folder() as folder:
                path = corpus.knowledge([entity], folder)
                controls = [c for c in entity["name"]
                            if (ord(c) < 32 and c not in "\t\n\r") or c in "\ufffe\uffff"]
                if controls:
                    message = corpus.run(
                        "export", "--format", "graphml", "--knowledge", path, status=65)
                    self.assertIn(f"U+{ord(controls[0]):04X}", message)
                else:
                    graph = networkx.read_graphml(
                        io.BytesIO(corpus.export("graphml", "--knowledge", path).encode()))
                    self.assertEqual(graph.nodes[entity["id"]]["name"], entity["name"])


class StoreExport(unittest.TestCase):
    def test_a_store_gives_what_resolve_gave(self):
        with corpus.Folder() as folder:
            store = os.path.join(folder, "s.onoma")
            corpus.run("resolve", *corpus.SEEDS, "--store", store, "--quiet")
            for name in ("mentions", "index-tsv", "csv", "skos-ntriples", "graphml", "ftm"):
                from_store = corpus.export(name, "--store", store)
                self.assertEqual(sorted(from_store.split("\n")),
                                 sorted(corpus.export_seeds(name).split("\n")), name)
            for name in ("html", "nif", "conllu", "label-studio", "web-annotation"):
                self.assertEqual(corpus.export(name, "--store", store, *corpus.SEEDS),
                                 corpus.export_seeds(name), name)

    def test_a_text_that_has_changed_is_refused(self):
        with corpus.Folder() as folder:
            store, path = os.path.join(folder, "s.onoma"), os.path.join(folder, "a.txt")
            for text in ("Edwin Marlowe sang.", "Edwin Marlowe sang!"):
                with open(path, "w") as file:
                    file.write(text)
                if text.endswith("."):
                    corpus.run("resolve", path, "--store", store, "--quiet")
            message = corpus.run("export", "--format", "html", "--store", store, path, status=65)
            self.assertIn("changed", message)
