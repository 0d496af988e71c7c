"""Tests of the C interface: python3 python/test_onoma.py path/to/libonoma-c.so"""

import ctypes
import json
import re
import sys
import threading
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import onoma_ctypes
from onoma_ctypes import ORGANIZATION, PERSON, UTF8, UTF16, Onoma, OnomaError

ROOT = Path(__file__).resolve().parent.parent
HEADER = ROOT / "Sources/COnoma/include/onoma.h"
LIBRARY = ""


def constants():
    """The numbers that the header defines."""
    pattern = r"^#define (ONOMA_\w+) \(?(-?\d+)\)?"
    text = HEADER.read_text(encoding="utf-8")
    return {name: int(value) for name, value in re.findall(pattern, text, re.MULTILINE)}


class CInterfaceTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.onoma = Onoma(LIBRARY)

    def assertFails(self, code, call):
        with self.assertRaises(OnomaError) as caught:
            call()
        self.assertEqual(caught.exception.code, constants()[code])

    def test_versions_are_those_of_the_header(self):
        self.assertEqual(onoma_ctypes.ABI_VERSION, constants()["ONOMA_ABI_VERSION"])
        self.assertRegex(self.onoma.version, r"^\d+\.\d+\.\d+$")

    def test_every_error_has_a_message_of_its_own(self):
        message = self.onoma.library.onoma_error_message
        codes = [value for name, value in constants().items() if "_ERROR_" in name]
        self.assertEqual(len({message(code) for code in codes + [0, -99]}), len(codes) + 2)
        self.assertIn(str(constants()["ONOMA_NAME_LIMIT"]).encode(), message(-4))

    def test_one_man_in_two_romanizations_is_one(self):
        self.assertGreater(
            self.onoma.compare("Sergei Tikhanovsky", "Siarhei Tsikhanouski"), 0.9)
        self.assertLess(self.onoma.compare("Sergei Tikhanovsky", "Vadim Prokopiev"), 0.1)
        self.assertEqual(self.onoma.compare("Ціханоўскі", "Ціханоўскі", PERSON), 1)
        self.assertGreater(
            self.onoma.compare("Acme Trading Ltd", "ACME Trading Limited", ORGANIZATION), 0.5)

    def test_comparing_is_symmetric(self):
        names = ["Сяргей Ціханоўскі", "S. Tikhanovsky", "", "\0", "李小龙", "a" * 1000]
        for a in names:
            for b in names:
                self.assertEqual(self.onoma.compare(a, b), self.onoma.compare(b, a))

    def test_a_text_is_transliterated(self):
        self.assertEqual(self.onoma.transliterate("be-bgn-pcgn-1979", "Віцебск"), "Vitsyebsk")
        self.assertEqual(self.onoma.transliterate("be-bgn-pcgn-1979", "a\0b"), "a\0b")
        self.assertEqual(self.onoma.transliterate("be-bgn-pcgn-1979", ""), "")

    def test_offsets_lead_to_the_surface_in_every_unit(self):
        text = "😀 Sergei Tikhanovsky met Alexander Lukashenko.\r\n"
        mentions = self.onoma.resolve(text, "a.txt")
        self.assertIn("Sergei Tikhanovsky", [mention["surface"] for mention in mentions])
        in_bytes = self.onoma.resolve(text, "a.txt", UTF8)
        in_units = self.onoma.resolve(text, "a.txt", UTF16)
        self.assertEqual(len({len(mentions), len(in_bytes), len(in_units)}), 1)
        wide = text.encode("utf-16-le")
        for a, b, c in zip(mentions, in_bytes, in_units):
            self.assertEqual(
                list(a), ["doc", "start", "end", "surface", "type", "entity", "score"])
            self.assertEqual(a["doc"], "a.txt")
            self.assertEqual(text[a["start"]:a["end"]], a["surface"])
            self.assertEqual(text.encode()[b["start"]:b["end"]].decode(), a["surface"])
            self.assertEqual(
                wide[2 * c["start"]:2 * c["end"]].decode("utf-16-le"), a["surface"])

    def test_a_hostile_name_of_a_document_is_still_json(self):
        name = "\"\\\n\r\t\x01\x7f\u2028\u202e😀"
        for mention in self.onoma.resolve("Sergei Tikhanovsky was freed.", name):
            self.assertEqual(mention["doc"], name)
        self.assertEqual(self.onoma.resolve("\0\0 \u202e \U0010ffff"), [])
        self.assertEqual(self.onoma.resolve(""), [])

    def test_wrong_input_has_a_code(self):
        for bad in [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82"]:
            self.assertFails("ONOMA_ERROR_UTF8", lambda: self.onoma.compare(bad, "a"))
            self.assertFails("ONOMA_ERROR_UTF8", lambda: self.onoma.compare("a", bad))
            self.assertFails(
                "ONOMA_ERROR_UTF8", lambda: self.onoma.transliterate("be-bgn-pcgn-1979", bad))
            self.assertFails("ONOMA_ERROR_UTF8", lambda: self.onoma.resolve(bad))
            self.assertFails("ONOMA_ERROR_UTF8", lambda: self.onoma.resolve("a", bad))
            self.assertFails("ONOMA_ERROR_UTF8", lambda: self.onoma.transliterate(bad, "a"))
        self.assertFails("ONOMA_ERROR_UNKNOWN_SYSTEM", lambda: self.onoma.transliterate("x", "a"))
        self.assertFails("ONOMA_ERROR_TOO_LONG", lambda: self.onoma.compare("a" * 1001, "a"))
        self.assertFails("ONOMA_ERROR_ARGUMENT", lambda: self.onoma.compare("a", "b", 7))
        self.assertFails("ONOMA_ERROR_ARGUMENT", lambda: self.onoma.resolve("a", "", 9))

    def test_null_pointers_and_impossible_lengths_are_refused(self):
        library, wrong = self.onoma.library, constants()["ONOMA_ERROR_ARGUMENT"]
        huge = 2**64 - 1
        self.assertEqual(library.onoma_compare(None, 1, b"a", 1, 0), wrong)
        self.assertEqual(library.onoma_compare(b"a", huge, b"a", 1, 0), wrong)
        self.assertEqual(library.onoma_transliterate(None, b"a", 1, None, 0), wrong)
        self.assertEqual(library.onoma_transliterate(b"be-bgn-pcgn-1979", b"a", 1, None, 9), wrong)
        self.assertEqual(library.onoma_resolve(None, 1, None, 0, None, 0), wrong)
        self.assertEqual(library.onoma_resolve(None, 0, None, 0, None, 0), 0)

    def test_a_buffer_that_is_too_small_is_left_alone(self):
        transliterate = self.onoma.library.onoma_transliterate
        text = "Віцебск".encode()
        for capacity in range(9):
            buffer = ctypes.create_string_buffer(b"#" * 16, 16)
            needed = transliterate(b"be-bgn-pcgn-1979", text, len(text), buffer, capacity)
            self.assertEqual((needed, buffer.raw), (9, b"#" * 16))
        buffer = ctypes.create_string_buffer(b"#" * 16, 16)
        self.assertEqual(transliterate(b"be-bgn-pcgn-1979", text, len(text), buffer, 9), 9)
        self.assertEqual(buffer.raw, b"Vitsyebsk" + b"#" * 7)

    def test_threads_get_the_same_answers(self):
        text = "Sergei Tikhanovsky met Maria Kalesnikava in Minsk. Tikhanovsky smiled."
        expected = json.dumps(self.onoma.resolve(text))
        answers = []

        def work():
            for _ in range(5):
                answers.append(json.dumps(self.onoma.resolve(text)))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(set(answers), {expected})
        self.assertEqual(len(answers), 20)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: test_onoma.py LIBRARY [unittest options]")
    LIBRARY = sys.argv.pop(1)
    unittest.main()
