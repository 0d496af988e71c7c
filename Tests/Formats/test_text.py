"""Exports of annotated texts, read back by the tools they are for."""
import json
import os
import unittest
import urllib.parse

import conllu
import html5lib
import rdflib
import spacy
from label_studio_sdk.label_interface import LabelInterface
from pynif import NIFCollection

import corpus

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
HERE = os.path.dirname(os.path.abspath(__file__))

# A text that is hard on every format, and what is named in it.
TRICKY = (
    "😀 «Edwin\r\nMarlowe» & <b>Ottilie Brandvold</b> said: </script> [x](y) \u202eAnna Kowalska\u202c "
    "x_y\tz.\n\n\"Quoted\" Édouard Lefèvre's e\u0301nd. \U0001F3BB\U0001F3BB Riga\n")


class TrickyText:
    """The tricky text as a file, with mentions of its names."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "tricky \"&<1>.txt")
        with open(self.path, "w", encoding="utf-8", newline="") as file:
            file.write(TRICKY)
        self.document = os.path.basename(self.path)
        self.mentions = []
        for place, (surface, kind) in enumerate([
                ("Edwin\r\nMarlowe", "PERSON"), ("Ottilie Brandvold", "PERSON"),
                ("\u202eAnna Kowalska\u202c", "PERSON"), ("Édouard Lefèvre", "PERSON"), ("Riga", "PLACE")]):
            start = TRICKY.index(surface)
            self.mentions.append({
                "doc": self.document, "start": start, "end": start + len(surface), "surface": surface,
                "type": kind, "entity": f"e|{place} =ї", "score": 0.5})

    def export(self, name, *arguments):
        lines = "".join(json.dumps(m) + "\n" for m in self.mentions)
        return corpus.export(name, self.path, "--mentions", "-", *arguments, input=lines.encode())


def both(test):
    """Runs a test on the seeds and on the tricky text."""
    def run(self):
        test(self, corpus.export_seeds, corpus.texts(), corpus.mentions())
        with corpus.Folder() as folder:
            tricky = TrickyText(folder)
            test(self, tricky.export, {tricky.document: TRICKY}, tricky.mentions)
    run.__name__ = test.__name__
    return run


class WebAnnotation(unittest.TestCase):
    @both
    def test_positions_and_quotes_agree_with_the_text(self, export, texts, mentions):
        data = json.loads(export("web-annotation"))
        self.assertEqual(data["@context"], "http://www.w3.org/ns/anno.jsonld")
        # The context is on the network; the terms used are in a file of our own.
        with open(os.path.join(HERE, "anno-context.json")) as file:
            data["@context"] = json.load(file)["@context"]
        graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
        found = set()
        for annotation in graph.subjects(rdflib.RDF.type, OA.Annotation):
            self.assertEqual(graph.value(annotation, OA.motivatedBy), OA.identifying)
            target = graph.value(annotation, OA.hasTarget)
            source = str(graph.value(target, OA.hasSource))
            document = urllib.parse.unquote(source.removeprefix("urn:onoma:document/"))
            text = texts[document]
            for selector in graph.objects(target, OA.hasSelector):
                if (selector, rdflib.RDF.type, OA.TextPositionSelector) in graph:
                    start, end = (int(graph.value(selector, p)) for p in (OA.start, OA.end))
                else:
                    quote = [str(graph.value(selector, p)) for p in (OA.prefix, OA.exact, OA.suffix)]
            self.assertEqual(text[start:end], quote[1])
            self.assertEqual(text[max(0, start - 32):end + 32], "".join(quote))
            found.add((document, start, end))
        self.assertEqual(found, {(m["doc"], m["start"], m["end"]) for m in mentions})


class NIF(unittest.TestCase):
    @both
    def test_pynif_reads_contexts_and_phrases(self, export, texts, mentions):
        collection = NIFCollection.loads(export("nif"), format="turtle")
        self.assertEqual({c.mention for c in collection.contexts}, set(texts.values()))
        found = 0
        for context in collection.contexts:
            for phrase in context.phrases:
                text = context.mention[phrase.beginIndex:phrase.endIndex]
                self.assertEqual(text, phrase.mention)
                self.assertIn("urn:onoma:entity/", phrase.taIdentRef)
                found += 1
        self.assertEqual(found, len(mentions))


class Spacy(unittest.TestCase):
    def test_the_ruler_finds_ids_in_the_seeds(self):
        with corpus.Folder() as folder:
            path = os.path.join(folder, "patterns.jsonl")
            corpus.run("export", "--format", "spacy", *corpus.SEEDS, "--output", path)
            pipeline = spacy.blank("xx")
            ruler = pipeline.add_pipe("entity_ruler")
            ruler.from_disk(path)
            ids = {m["entity"] for m in corpus.mentions()}
            found = [(e.text, e.ent_id_) for e in pipeline("😀 Tsikhanouski met Siarhei Tsikhanouski and John Cole.").ents]
            self.assertIn("John Cole", dict(found))
            self.assertIn("Siarhei Tsikhanouski", dict(found))
            self.assertTrue(all(i in ids for _, i in found))
            total = sum(len(pipeline(text).ents) for text in corpus.texts().values())
            self.assertGreater(total, 200)

    def test_hostile_patterns_load(self):
        with corpus.Folder() as folder:
            path = os.path.join(folder, "patterns.jsonl")
            corpus.run("export", "--format", "spacy", "--knowledge",
                       corpus.knowledge(corpus.hostile(), folder), "--output", path)
            ruler = spacy.blank("xx").add_pipe("entity_ruler")
            ruler.from_disk(path)
            patterns = {p["id"]: p["pattern"] for p in ruler.patterns}
            for entity in corpus.hostile():
                self.assertEqual(patterns.get(entity["id"], entity["name"]), entity["name"])
            self.assertGreater(len(patterns), len(corpus.HOSTILE_NAMES) - 3)


class Brat(unittest.TestCase):
    def read(self, folder):
        found = {}
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".ann"):
                continue
            with open(os.path.join(folder, name[:-4] + ".txt"), encoding="utf-8", newline="") as file:
                text = file.read()
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                for line in file.read().split("\n"):
                    if not line.startswith("T"):
                        continue
                    _, span, surface = line.split("\t")
                    pieces = [tuple(map(int, p.split())) for p in span.split(" ", 1)[1].split(";")]
                    self.assertEqual(" ".join(text[s:e] for s, e in pieces), surface)
                    self.assertFalse(any(c in surface for c in "\r\n"))
                    found.setdefault(text, []).append((pieces[0][0], pieces[-1][1]))
        return found

    def test_spans_are_the_text(self):
        with corpus.Folder() as folder:
            output = os.path.join(folder, "brat")
            corpus.run("export", "--format", "brat", *corpus.SEEDS, "--output", output)
            found = self.read(output)
            for name, text in corpus.texts().items():
                self.assertEqual(found[text], [(m["start"], m["end"]) for m in corpus.mentions() if m["doc"] == name])
            tricky = TrickyText(folder)
            output = os.path.join(folder, "brat2")
            tricky.export("brat", "--output", output)
            self.assertEqual(len(self.read(output)[TRICKY]), len(tricky.mentions))

    def test_a_folder_that_is_not_empty_is_left_alone(self):
        with corpus.Folder() as folder:
            message = corpus.run("export", "--format", "brat", *corpus.SEEDS, "--output",
                                 os.path.join(corpus.ROOT, "seeds"), status=74)
            self.assertIn("no empty folder", message)


CONFIG = """<View><Labels name="label" toName="text"><Label value="PERSON"/><Label value="ORG"/>
<Label value="PLACE"/></Labels><Text name="text" value="$text"/></View>"""


class LabelStudio(unittest.TestCase):
    @both
    def test_the_sdk_accepts_tasks_and_offsets_are_utf16(self, export, texts, mentions):
        interface = LabelInterface(CONFIG)
        tasks = json.loads(export("label-studio"))
        self.assertEqual([t["data"]["text"] for t in tasks], list(texts.values()))
        found = 0
        for task in tasks:
            units = task["data"]["text"].encode("utf-16-le")
            for prediction in task["predictions"]:
                self.assertEqual(interface.validate_prediction(prediction, return_errors=True), [])
                for region in prediction["result"]:
                    value = region["value"]
                    slice = units[2 * value["start"]:2 * value["end"]].decode("utf-16-le")
                    self.assertEqual(slice, value["text"])
                    found += 1
        self.assertEqual(found, len(mentions))


class Columns(unittest.TestCase):
    @both
    def test_conllu_reads_back_tokens_and_mentions(self, export, texts, mentions):
        sentences = conllu.parse(export("conllu"))
        documents = {}
        name = None
        for sentence in sentences:
            name = sentence.metadata.get("newdoc id", name)
            documents.setdefault(name, []).append(sentence)
        self.assertEqual(len(documents), len(texts))
        found = []
        for (name, sentences), (document, text) in zip(documents.items(), texts.items()):
            for sentence in sentences:
                self.assertEqual([t["id"] for t in sentence], list(range(1, len(sentence) + 1)))
                for token in sentence:
                    start, end = map(int, token["misc"]["TokenRange"].split(":"))
                    self.assertEqual(text[start:end], token["form"])
                    tag = token["misc"].get("Entity", "O")
                    if tag.startswith("B-"):
                        found.append([document, start, end, tag[2:]])
                    elif tag.startswith("I-"):
                        found[-1][2] = end
        self.assertEqual(found, [[m["doc"], m["start"], m["end"], m["type"]] for m in mentions])

    @both
    def test_bio_tags_are_well_formed(self, export, texts, mentions):
        last, begun, documents = "O", 0, 0
        for line in export("bio").split("\n"):
            if not line:
                last = "O"
                continue
            token, tag, identifier = line.split("\t")
            documents += token == "-DOCSTART-"
            self.assertRegex(tag, "^(O|[BI]-(PERSON|ORG|PLACE))$")
            if tag.startswith("I-"):
                self.assertEqual(last[2:], tag[2:])
            begun += tag.startswith("B-")
            self.assertEqual(identifier == "_", tag == "O" and token != "-DOCSTART-")
            last = tag
        self.assertEqual((begun, documents), (len(mentions), len(texts)))


class HTML(unittest.TestCase):
    @both
    def test_the_page_s_text_is_the_document_s(self, export, texts, mentions):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        page = parser.parse(export("html"))
        # CR has no form but a reference, which HTML reads and complains of.
        self.assertFalse([e for e in parser.errors if e[2].get("charAsInt") != 13])
        articles = page.findall(".//article")
        self.assertEqual([a.get("data-doc") for a in articles], list(texts))
        marks = []
        for article, (name, text) in zip(articles, texts.items()):
            body = article.find("pre")
            self.assertEqual("".join(body.itertext()), text)
            self.assertFalse(page.findall(".//script") + page.findall(".//b"))
            marks += [(name, "".join(m.itertext()), m.get("data-entity")) for m in body.findall("mark")]
        self.assertEqual(marks, [(m["doc"], m["surface"], m["entity"]) for m in mentions])

    def test_controls_are_refused(self):
        with corpus.Folder() as folder:
            path = os.path.join(folder, "nul.txt")
            with open(path, "wb") as file:
                file.write(b"Edwin Marlowe\0 sang.")
            self.assertIn("U+0000", corpus.run("export", "--format", "html", path, status=65))
