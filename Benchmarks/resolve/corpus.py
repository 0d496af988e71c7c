#!/usr/bin/env python3
"""corpus.py FOLDER: writes the texts and the knowledge base that the benchmark of `onoma resolve` reads.

  corpus.py FOLDER [--entities 100000] [--megabytes 2] [--languages en,ru,…] [--seed 1]

FOLDER/knowledge.jsonl holds entities of five spellings each, FOLDER/LANGUAGE/*.txt articles of some 3 kB. The words are
made up from the syllables of the language and drawn by Zipf's law, with the words of the grammar of
`Data/language/function-words.tsv` between them; people have given names of `Data/names` and made-up family names. Half
of the people of an article are of the knowledge base, by Zipf's law too; the others nobody knows. The same arguments
give the same bytes. Standard library only.
"""
import argparse, bisect, glob, json, os, random, re

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
SYLLABLES = {  # initials, vowels, finals of made-up words
    "latin": ("b br d dr f g gr h k kr l m n p pr r s st t tr v w".split(), "a e i o u ai ea ou".split(), ["", "", "n", "r", "s", "l", "t", "nd", "st"]),
    "cyrillic": ("б бр в г д ж з к кр л м н п пр р с ст т тр ф х ш".split(), "а е и о у ы я".split(), ["", "", "н", "р", "с", "л", "т", "ст", "в", "й"]),
    "greek": ("β γ δ θ κ λ μ ν π ρ σ τ φ χ στ πρ".split(), "α ε ι ο υ η ω".split(), ["", "", "ν", "ρ", "ς"]),
    "arabic": ("ب ت ث ج ح خ د ر ز س ش ص ط ع ف ق ك ل م ن ه و ي".split(), ["", "ا", "و", "ي"], ["", "", "ن", "ر", "م"]),
    "hebrew": ("א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת".split(), ["", "ו", "י"], ["", "", "ל", "ר"]),
    "hangul": (None, None, None),
    "thai": ("ก ข ค ง จ ช ด ต ท น บ ป พ ม ย ร ล ว ส ห อ".split(), ["า", "ี", "ุ", "ู", "ะ", "ิ"], ["", "น", "ง", "ม", "ก"]),
}
SCRIPT = {"en": "latin", "de": "latin", "fr": "latin", "pl": "latin", "tr": "latin", "lt": "latin", "ru": "cyrillic", "uk": "cyrillic",
          "be": "cyrillic", "el": "greek", "ar": "arabic", "he": "hebrew", "ko": "hangul", "th": "thai", "zh": "han", "ja": "han"}
COMMON_HAN = "国人中大上来不年生到时们分对成会可主发动同工也能下过子说产种面而方后多定行学法所民得经三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモラリルレロンー"


def table(pattern):
    for path in sorted(glob.glob(os.path.join(ROOT, "Data", pattern))):
        lines = [l.rstrip("\n").split("\t") for l in open(path, encoding="utf-8") if not l.startswith("#")]
        for row in lines[1:]:
            yield dict(zip(lines[0], row + [""] * len(lines[0])))


class Zipf:
    """Draws from a list so that the n-th item is n times rarer than the first."""

    def __init__(self, items):
        self.items, self.sums, total = items, [], 0.0
        for rank in range(len(items)):
            total += 1 / (rank + 1)
            self.sums.append(total)

    def draw(self, rng):
        return self.items[bisect.bisect_left(self.sums, rng.random() * self.sums[-1])]


def word(rng, script, syllables):
    if script == "hangul":
        return "".join(chr(0xAC00 + rng.randrange(0, 11172, 4)) for _ in range(syllables + 1))
    if script == "han":
        return "".join(rng.choice(COMMON_HAN) for _ in range(max(1, syllables)))
    first, vowels, last = SYLLABLES[script]
    return "".join(rng.choice(first) + rng.choice(vowels) + (rng.choice(last) if i == syllables - 1 else "") for i in range(syllables))


class Language:
    """The words of one language, made up and of its grammar."""

    def __init__(self, code, seed, givens, functions, places):
        self.code, self.script, rng = code, SCRIPT[code], random.Random(f"{seed} {code}")
        self.words = Zipf(list(dict.fromkeys(word(rng, self.script, rng.choice((1, 2, 2, 3, 3, 4))) for _ in range(30000))))
        self.functions = Zipf(functions.get(code) or ["-"])
        self.givens, self.places = Zipf(givens.get(code) or givens["en"]), Zipf(places.get(code) or places["en"])

    def family(self, rng):
        """A made-up family name."""
        if self.code == "zh":
            return "".join(rng.choice("阿艾巴贝布查达德迪杜恩尔法菲弗戈格哈赫霍基卡凯科克拉莱兰勒利林卢罗洛马麦曼米莫纳内尼努诺帕佩普奇乔热萨塞森莎舍史斯索塔泰特托瓦韦维沃西夏谢辛休雅亚扬耶伊因约泽詹兹") for _ in range(rng.choice((2, 3, 3, 4))))
        if self.code == "ja":
            return "".join(rng.choice(KANA) for _ in range(rng.choice((3, 4, 5))))
        name = word(rng, self.script, rng.choice((2, 2, 3)))
        if self.script == "cyrillic":
            name += rng.choice(("ов", "ский", "енко", "ин", "ич", ""))
        if self.script == "latin":
            name += rng.choice(("ov", "sky", "son", "er", "man", "", "", ""))
        return name[:1].upper() + name[1:]

    def join(self, given, family):
        return f"{given}·{family}" if self.code == "zh" else f"{given}・{family}" if self.code == "ja" else f"{given} {family}"

    def sentence(self, rng, names):
        """One sentence, with each of some names in it."""
        words = [(self.functions if rng.random() < 0.45 else self.words).draw(rng) for _ in range(rng.randrange(9, 24))]
        for name in names:
            words.insert(rng.randrange(1, len(words)), name)
        if self.script == "han":
            return "".join(w if i % 9 else w + "，" for i, w in enumerate(words, 1)) + "。"
        if self.script == "thai":
            return "".join(f" {w} " if w in names else w + (" " if i % 7 == 0 else "") for i, w in enumerate(words, 1)) + " "
        text = " ".join(w + "," if i % 9 == 0 else w for i, w in enumerate(words, 1))
        return text[:1].upper() + text[1:] + ". "

    def article(self, rng, known):
        """Some 3 kB of text about five people, each in full and then by the family name."""
        people = []
        for _ in range(5):
            if known and rng.random() < 0.5:
                people.append(known.draw(rng))
            else:
                people.append((self.givens.draw(rng), self.family(rng)))
        paragraphs, size = [], 0
        while size < 3000:
            given, family = rng.choice(people)
            text = self.sentence(rng, [self.join(given, family)])
            for _ in range(rng.randrange(3, 6)):
                names = [rng.choice(people)[1]] if rng.random() < 0.4 else []
                if rng.random() < 0.15:
                    names.append(self.places.draw(rng))
                text += self.sentence(rng, names)
            paragraphs.append(text.strip())
            size += len(text.encode())
        return "\n\n".join(paragraphs) + "\n"


def languages(codes, seed):
    givens, functions, places = {}, {}, {}
    for row in table("names/given-names-*.tsv"):
        if row["language"] != "*":
            givens.setdefault(row["language"], []).extend(row["forms"].split("|")[:2])
    for row in table("language/function-words.tsv"):
        if row["kind"] == "function":
            functions.setdefault(row["language"], []).extend(w for w in row["words"].split("|") if " " not in w)
    for row in table("names/places.tsv"):
        places.setdefault(row["language"], []).append(row["forms"].split("|")[0])
    return {code: Language(code, seed, givens, functions, places) for code in codes}


def aliases(rng, given, family):
    """Five spellings of a name in Latin letters or another script."""
    other = re.sub("v$|w$", "ff", family) if family[-1:] in "vw" else family + rng.choice(("e", "h", "s"))
    return [f"{given} {family}", f"{given} {other}", f"{family} {given}", f"{given[:1]}. {family}", f"{given} {word(rng, 'latin', 1).capitalize()} {family}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--languages", default="en,de,ru,ar,he,ko,zh,ja,th")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    codes = options.languages.split(",")
    spoken = languages(sorted(set(codes) | {"en", "ru", "de"}), options.seed)
    os.makedirs(options.folder, exist_ok=True)
    rng, known = random.Random(options.seed), {}
    with open(os.path.join(options.folder, "knowledge.jsonl"), "w", encoding="utf-8") as f:
        order = sorted(spoken)
        for number in range(options.entities):
            language = spoken[order[number % len(order)]] if number % 3 == 0 else spoken["en"]
            kind = ("PERSON", "PERSON", "PERSON", "PERSON", "ORG", "PLACE")[number % 6]
            given, family = language.givens.draw(rng), language.family(rng)
            if kind == "PERSON":
                names = aliases(rng, given, family) if language.script == "latin" else [
                    language.join(given, family)] + aliases(rng, spoken["en"].givens.draw(rng), spoken["en"].family(rng))[:4]
                known.setdefault(language.code, []).append((given, family))
            else:
                tail = rng.choice(("Institute", "Bank", "Group", "Press")) if kind == "ORG" else rng.choice(("", "Hills", "Valley"))
                second = spoken["en"].family(rng)
                names = [f"{second} {tail}".strip(), f"{second} {family}", f"New {second}", f"{second}{rng.choice('aeiou')}", f"{second} of {family}"]
            f.write(json.dumps({"id": f"E{number}", "type": kind, "name": names[0], "aliases": names[1:]}, ensure_ascii=False) + "\n")
    for code in codes:
        folder, size, number = os.path.join(options.folder, code), 0, 0
        os.makedirs(folder, exist_ok=True)
        rng, people = random.Random(f"{options.seed} {code} articles"), Zipf(known[code]) if code in known else None
        while size < options.megabytes * 1e6:
            text = spoken[code].article(rng, people).encode()
            with open(os.path.join(folder, f"{number:05d}.txt"), "wb") as f:
                f.write(text)
            size, number = size + len(text), number + 1


main()
