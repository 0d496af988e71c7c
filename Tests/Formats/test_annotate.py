"""`onoma annotate`, against Python's own readers of tables and archives."""
import csv
import gzip
import io
import os
import unittest

import zstandard

import corpus

PEOPLE = [
    {"id": "Q1", "type": "PERSON", "name": "Сяргей Ціханоўскі", "aliases": ["Siarhei Tsikhanouski"]},
    {"id": "Q2", "type": "PERSON", "name": "Aliaksandr Lukashenka", "gender": "male"},
    {"id": "Q3", "type": "ORG", "name": "European Union", "aliases": ["EU"]},
]
ADDED = ["entity_id", "entity_name", "score", "match", "reason"]
ROWS = [
    ["id", "full, name", "note"],
    ["1", "Тихановский, Сергей", 'a "q" b'], ["2", "Alexander Lukashenko", "two\r\nlines"],
    ["3", "EU", "=1+1"], ["4", "Xqzzv Brrrk", "\ttab"], ["5", "", "'quote"], ["6", "Alexander Lukashenko", "ї😀"],
]
ANSWERS = ["Q1", "Q2", "Q3", "", "", "Q2"]


def table(**options):
    out = io.StringIO(newline="")
    csv.writer(out, **options).writerows(ROWS)
    return out.getvalue()


class Annotate(unittest.TestCase):
    def run_on(self, data, *arguments, column="full, name", status=0):
        with corpus.Folder() as folder:
            path = os.path.join(folder, "table.csv")
            with open(path, "wb") as file:
                file.write(data)
            return corpus.run("annotate", path, "--column", column, "--knowledge",
                              corpus.knowledge(PEOPLE, folder), *arguments, status=status)

    def check(self, text, **options):
        rows = list(csv.reader(io.StringIO(text, newline=""), **options))
        self.assertEqual(rows[0], ROWS[0] + ADDED)
        self.assertEqual([r[:3] for r in rows], ROWS)
        self.assertEqual([r[3] for r in rows[1:]], ANSWERS)
        self.assertEqual([r[6] for r in rows[1:]], ["true" if a else "false" for a in ANSWERS])
        self.assertEqual(rows[1][4], "Сяргей Ціханоўскі")
        self.assertTrue(all(0.7 <= float(r[5]) <= 1 for r in rows[1:] if r[3]))
        self.assertTrue(rows[1][7].startswith("the same"))

    def test_separators_and_quoting(self):
        for options in ({}, {"quoting": csv.QUOTE_ALL}, {"delimiter": ";"}, {"delimiter": "\t"},
                        {"delimiter": "|", "lineterminator": "\n"}, {"lineterminator": "\r"}):
            data = table(**options)
            arguments = ["--quoting", "double"] if options.get("delimiter") == "\t" else []
            out = self.run_on(data.encode(), *arguments).decode()
            self.check(out, delimiter=options.get("delimiter", ","))
            # Without what was added every byte is as it was.
            kept = out
            for record in csv.reader(io.StringIO(out, newline=""), delimiter=options.get("delimiter", ",")):
                self.assertEqual(len(record), 8)
            self.assertTrue(all(piece in kept for piece in data.split(options.get("lineterminator", "\r\n"))))

    def test_encodings_and_archives(self):
        plain = self.run_on(table().encode())
        for data, decode in (
                (table().encode("utf-8-sig"), "utf-8-sig"),
                (b"\xff\xfe" + table().encode("utf-16-le"), "utf-16"),
                (b"\xfe\xff" + table().encode("utf-16-be"), "utf-16")):
            out = self.run_on(data)
            self.assertEqual(out[:2], data[:2])
            self.assertEqual(out.decode(decode), plain.decode())
        out = self.run_on(table().encode("utf-16-le"), "--encoding", "utf-16le")
        self.assertEqual(out.decode("utf-16-le"), plain.decode())
        self.assertEqual(self.run_on(gzip.compress(table().encode())), plain)
        self.assertEqual(self.run_on(zstandard.compress(table().encode())), plain)
        half = len(table().encode()) // 2
        two = gzip.compress(table().encode()[:half]) + gzip.compress(table().encode()[half:])
        self.assertEqual(self.run_on(two), plain)

    def test_damaged_archives_are_refused(self):
        for packed in (gzip.compress(table().encode() * 50), zstandard.compress(table().encode() * 50)):
            self.assertIn("breaks off", self.run_on(packed[:-9], status=65))
            bad = bytearray(packed)
            bad[len(bad) // 2] ^= 0xFF
            self.assertIn("compressed data", self.run_on(bytes(bad), status=65))

    def test_bytes_that_nobody_reads_are_kept(self):
        data = b'name,x\nEU,\xff\xfe "raw" \x00\n\nEU\n"EU","a""b"c\n'
        out = self.run_on(data, column="name")
        lines = out.split(b"\n")
        self.assertTrue(lines[1].startswith(b'EU,\xff\xfe "raw" \x00,Q3,'))
        self.assertEqual(lines[2], b"")
        self.assertTrue(lines[3].startswith(b"EU,,Q3,"))
        self.assertTrue(lines[4].startswith(b'"EU","a""b"c,Q3,'))

    def test_formulas_are_defused_on_request(self):
        out = self.run_on(table().encode(), "--defuse-formulas").decode()
        rows = list(csv.reader(io.StringIO(out, newline="")))
        self.assertEqual(rows[3][2], "'=1+1")
        self.assertEqual(rows[4][2], "'\ttab")
        self.assertEqual(rows[5][2], "'quote")
        self.assertIn("=1+1", self.run_on(table().encode()).decode())

    def test_errors_name_the_line(self):
        for data, message in (
                (b"name\nEU\n\"open", "never closed"), (b"name\nEU,1\n", ":2: 2 values"),
                (b"name,entity_id\nEU,1\n", "--prefix"), (b"nom\nEU\n", "no column name"),
                (b"name,name\nEU,1\n", "two columns")):
            self.assertIn(message, self.run_on(data, column="name", status=65))

    def test_hostile_names_are_answered(self):
        out = io.StringIO(newline="")
        csv.writer(out).writerows([["name"]] + [[n] for n in corpus.HOSTILE_NAMES])
        rows = list(csv.reader(io.StringIO(self.run_on(out.getvalue().encode(), column="name").decode(), newline="")))
        self.assertEqual([r[0] for r in rows[1:]], corpus.HOSTILE_NAMES)
        self.assertTrue(all(len(r) == 6 for r in rows))

    def test_a_long_table_is_read_in_bounded_memory(self):
        with corpus.Folder() as folder:
            path = os.path.join(folder, "long.csv")
            with open(path, "w") as file:
                file.write("name,filler\n")
                for number in range(30_000):
                    file.write(f"EU,{'x' * 2000}\n")
            output = os.path.join(folder, "out.csv")
            memory = corpus.peak_memory(
                "annotate", path, "--column", "name", "--knowledge", corpus.knowledge(PEOPLE, folder),
                "--output", output)
            self.assertLess(memory, 120_000)
            with open(output) as file:
                self.assertEqual(sum(1 for _ in file), 30_001)
