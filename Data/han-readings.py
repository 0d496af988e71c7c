#!/usr/bin/env python3
"""han-readings.py [--check] [folder]: writes matching/han-readings.tsv from the Unihan database.

It reads the Unihan files of Debian's package unicode-data (in /usr/share/unicode, or in the folder that is
given). With --check it writes nothing and fails when the table is out of date; without the package the
check passes, since there is nothing to compare with.
"""
import bz2
import collections
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "matching", "han-readings.tsv")
FILES = ("Unihan_Readings", "Unihan_Variants", "Unihan_OtherMappings")
FIELDS = {
    "kMandarin", "kHanyuPinlu", "kHanyuPinyin", "kXHC1983", "kTGHZ2013", "kCantonese", "kJapaneseOn",
    "kJapaneseKun", "kHangul", "kKorean", "kVietnamese", "kTraditionalVariant", "kSimplifiedVariant",
    "kZVariant", "kJoyoKanji", "kJinmeiyoKanji", "kJis0"}
# The last block holds the few characters of names that no normalization replaces, such as 﨑.
BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xFA0E, 0xFA29))
COLUMNS = ("character", "mandarin", "cantonese", "japanese", "japanese-kun", "korean", "vietnamese")

# Readings that a character has in names, beside the usual ones. The Mandarin ones count only if Unihan
# knows them in any of its fields, the others stand. General knowledge, compiled by the Onoma authors.
MANDARIN_NAMES = """
单 shan 單 shan 曾 zeng 仇 qiu 解 xie 区 ou 區 ou 查 zha 朴 piao 任 ren 盖 ge 蓋 ge 葛 ge 华 hua 華 hua 尉 yu 令 ling
翟 zhai 翟 di 缪 miao 繆 miao 缪 mou 乐 yue 樂 yue 乐 le 樂 le 员 yun 員 yun 折 she 覃 qin 覃 tan 秘 bi 祕 bi 召 shao
冼 xian 洗 xian 黑 he 炅 gui 过 guo 過 guo 阚 kan 闞 kan 哈 ha 纪 ji 紀 ji 晟 cheng 晟 sheng 瞿 qu 宓 fu 宓 mi
万 wan 俟 qi 万 mo 莘 xin 莘 shen 茜 qian 茜 xi 莎 sha 莎 suo 朝 chao 朝 zhao 重 chong 重 zhong 长 chang 長 chang
长 zhang 長 zhang 行 xing 行 hang 冠 guan 盛 sheng 盛 cheng 乘 cheng 乘 sheng 燕 yan 应 ying 應 ying 宁 ning 寧 ning
隗 wei 隗 kui 郗 xi 郗 chi 逄 pang 褚 chu 褚 zhu 种 chong 种 zhong 适 shi 逯 lu 句 gou 句 ju 石 shi 车 che 車 che 车 ju 車 ju
都 du 都 dou 舍 she 沈 shen 洋 yang 贾 jia 賈 jia 贾 gu 柏 bai 柏 bo 薄 bo 费 fei 費 fei 费 bi 費 bi 祭 zhai 祭 ji
牟 mou 牟 mu 母 mu 占 zhan 佴 nai 载 zai 恶 wu 相 xiang 谌 chen 諶 chen 谌 shen 諶 shen 俞 yu 俞 shu 於 yu 於 wu 於 yu
阿 a 阿 e 尹 yin 不 bu 麦 mai 无 wu 荥 xing 荥 ying 殷 yin 殷 yan 溱 qin 溱 zhen 琦 qi 琢 zhuo 卜 bu 卜 bo 臧 zang
娜 na 娜 nuo 婀 e 露 lu 强 qiang 強 qiang 兴 xing 興 xing 曲 qu 角 jiao 角 jue 洞 dong 翕 xi 济 ji 濟 ji 颉 jie 颉 xie
頡 jie 頡 xie 珞 luo 铅 qian 谷 gu 谷 yu 參 shen 参 shen 参 can 澹 tan 澹 dan 亓 qi 妫 gui 妮 ni 期 qi 尧 yao 那 na 那 ne
冯 feng 馮 feng 冯 ping 馮 ping 龟 gui 弗 fu 降 jiang 哥 ge 夏 xia 大 da 大 dai 食 shi 戏 xi 藉 ji 棣 di 佛 fo 佛 fu
"""
CANTONESE_NAMES = """
易 jik 徵 zing 征 zing 洗 sin 洗 sai 珂 ngo
区 au1 區 au1 查 zaa1 单 sin6 單 sin6 仇 kau4 任 jam4 翟 zaak6 华 waa6 華 waa6 华 waa4 華 waa4 乐 ngok6 樂 ngok6 乐 lok6 樂 lok6
覃 cam4 覃 taam4 朴 pok3 朴 piu4 朝 ciu4 朝 ziu1 长 coeng4 長 coeng4 长 zoeng2 長 zoeng2 应 jing1 應 jing1 兴 hing1 興 hing1 解 haai6
盖 koi3 蓋 koi3 冼 sin2 车 ce1 車 ce1 费 fei3 費 fei3 尉 wai3 尉 wat1 少 siu3 正 zing3 正 zing1 行 hang4 行 hong4 冠 gun1
冠 gun3 令 ling6 相 soeng1 盛 sing6 盛 sing4 曾 zang1 缪 miu6 繆 miu6 石 sek6 中 zung1 茜 sai1 茜 sin6 莎 saa1 於 jyu1 于 jyu1
重 cung4 重 zung6 纪 gei2 紀 gei2 葛 got3 柏 paak3 柏 baak3 沈 sam2 瞿 keoi4 尹 wan5 鄔 wu1 邬 wu1 麥 mak6 麦 mak6 俞 jyu4
"""
# The order of Korean readings that Unihan has in the order of the alphabet: the family name first.
KOREAN_NAMES = """
金 김 沈 심 車 차 车 차 李 리 林 림 柳 류 劉 류 刘 류 廉 렴 梁 량 盧 로 卢 로 羅 라 罗 라 呂 려 吕 려 龍 룡 陸 륙 陆 륙 魯 로
葛 갈 宅 택 樂 악 单 단 單 단 省 성 北 북 丹 단 賈 가 贾 가 邢 형 車 차 阮 원 樂 락 率 률 度 도 契 설 易 역 易 이 什 십 参 삼
"""
# Forms of post-war Japan, each before its old form. General knowledge, compiled by the Onoma authors.
JAPANESE_FORMS = """
亜亞 悪惡 圧壓 囲圍 為爲 医醫 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻 奥奧 横橫 温溫 穏穩
仮假 価價 画畫 会會 絵繪 壊壞 懐懷 概槪 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 渇渴 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 気氣 帰歸
亀龜 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 峡峽 挟挾 狭狹 郷鄕 暁曉 区區 駆驅 勲勳 薫薰 径徑 恵惠 掲揭 渓溪 経經 継繼 茎莖 蛍螢
軽輕 鶏鷄 芸藝 撃擊 県縣 倹儉 剣劍 険險 圏圈 検檢 権權 献獻 研硏 顕顯 験驗 厳嚴 効效 広廣 恒恆 鉱鑛 号號 国國 黒黑 済濟
砕碎 斎齋 剤劑 雑雜 参參 惨慘 桟棧 蚕蠶 賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 舎舍 舗舖 写寫 釈釋 寿壽 収收 従從 渋澁
獣獸 縦縱 粛肅 処處 緒緖 叙敍 奨奬 将將 焼燒 称稱 証證 乗乘 剰剩 壌壤 嬢孃 条條 浄淨 状狀 畳疊 穣穰 譲讓 醸釀 嘱囑 触觸
寝寢 慎愼 晋晉 真眞 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 斉齊 静靜 摂攝 窃竊 専專 戦戰 浅淺 潜潛 銭錢
践踐 繊纖 禅禪 曽曾 双雙 壮壯 捜搜 挿插 争爭 総總 聡聰 荘莊 装裝 蔵藏 騒騷 臓臟 属屬 続續 堕墮 体體 対對 帯帶 滞滯 台臺
滝瀧 択擇 沢澤 担擔 単單 団團 弾彈 断斷 痴癡 遅遲 昼晝 虫蟲 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵 転轉 点點 伝傳 灯燈
当當 党黨 盗盜 稲稻 闘鬪 徳德 独獨 読讀 届屆 縄繩 弐貳 悩惱 脳腦 覇霸 廃廢 拝拜 売賣 麦麥 発發 髪髮 抜拔 蛮蠻 秘祕 彦彥
姫姬 浜濱 瓶甁 払拂 仏佛 並竝 辺邊 変變 弁辯 宝寶 豊豐 褒襃 翻飜 毎每 万萬 満滿 黙默 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖
様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 隣鄰 塁壘 涙淚 励勵 礼禮 霊靈 齢齡 暦曆 恋戀 錬鍊 炉爐 労勞 楼樓 録錄
亘亙 弥彌 遥遙 尭堯 凛凜 峰峯 島嶋 崎﨑
"""
INITIALS = "K KK N T TT L M P PP S SS - C CC CH KH TH PH H".split()
VOWELS = "A AY YA YAY E EY YE YEY O WA WAY OY YO WU WE WEY WI YU U UY I".split()
FINALS = "- K KK KS N NC NH T L LK LM LP LS LTH LPH LH M P PS S SS NG C CH KH TH PH H".split()


def pairs(text):
    found = collections.defaultdict(list)
    cells = text.split()
    for character, reading in zip(cells[::2], cells[1::2]):
        found[character].append(reading)
    return found


def unihan(folder):
    data = collections.defaultdict(dict)
    for name in FILES:
        path = os.path.join(folder, name + ".txt.bz2")
        with bz2.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                if line.startswith("U+"):
                    code, field, value = line.rstrip("\n").split("\t")
                    if field in FIELDS and len(code) == 6:
                        data[chr(int(code[2:], 16))][field] = value
    return data


def pinyin(text):
    """Without tones, ü as v: lǚ is lv."""
    out = ""
    for sign in unicodedata.normalize("NFD", text.lower()):
        if sign == "\u0308":
            out = out[:-1] + "v"
        elif not unicodedata.combining(sign):
            out += sign
    return re.sub("[^a-z]", "", out)


def vietnamese(text):
    """Without the marks of the five tones; breve, circumflex and horn stay."""
    kept = [sign for sign in unicodedata.normalize("NFD", text.lower())
            if sign not in "\u0300\u0301\u0303\u0309\u0323"]
    return unicodedata.normalize("NFC", "".join(kept))


def hangul(yale):
    """A syllable in Yale's letters as Hangul, or nothing."""
    for length in (2, 1, 0):
        initial = yale[:length] or "-"
        if initial not in INITIALS or len(yale) < length:
            continue
        for size in (3, 2, 1):
            vowel, final = yale[length:length + size], yale[length + size:] or "-"
            if len(vowel) == size and vowel in VOWELS and final in FINALS:
                if vowel == "U" and initial in ("M", "P", "PP", "PH"):
                    vowel = "WU"  # Yale writes no w after a lip sound.
                index = (INITIALS.index(initial) * 21 + VOWELS.index(vowel)) * 28 + FINALS.index(final)
                return chr(0xAC00 + index)
    return None


def unique(items, limit):
    out = []
    for item in items:
        if item and item not in out:
            out.append(item)
    return out[:limit]


def mandarin(character, fields, names):
    known = fields.get("kMandarin", "").split()
    counted = [(int(count), reading) for reading, count in
               re.findall(r"([^\s(]+)\((\d+)\)", fields.get("kHanyuPinlu", ""))]
    total = sum(count for count, _ in counted)
    known += [reading for count, reading in counted if count * 20 >= total]
    dictionary = [reading for cell in fields.get("kHanyuPinyin", "").split()
                  for reading in cell.split(":")[1].split(",")]
    attested = {pinyin(reading) for reading in dictionary}
    for field in ("kXHC1983", "kTGHZ2013"):
        attested |= {pinyin(reading) for cell in fields.get(field, "").split()
                     for reading in cell.split(":")[1].split(",")}
    if not known:
        known = dictionary[:1]
    known = [pinyin(reading) for reading in known]
    return unique(known + [name for name in names[character] if name in attested], 4)


def korean(character, fields, names):
    found = [cell.split(":")[0] for cell in fields.get("kHangul", "").split()]
    if not found:
        found = [hangul(cell) for cell in fields.get("kKorean", "").split()]
    return unique([name for name in names[character] if not found or name in found] + found, 3)


def kun(fields):
    """The first two native readings, before them what they share: takai and takamaru give taka."""
    found = [cell.lower() for cell in fields.get("kJapaneseKun", "").split()]
    shared = os.path.commonprefix(found[:2]).rstrip("bcdfghjklmnprstwyz") if len(found) > 1 else ""
    return unique(([shared] if len(shared) > 2 else []) + found[:2], 3)


def codes(text):
    return [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]{4})\b", text)]


def relatives(data):
    """Other forms of a character, those with the readings of other countries first."""
    forms = collections.defaultdict(list)
    for field in ("kTraditionalVariant", "kJoyoKanji", "kJinmeiyoKanji", "kSimplifiedVariant", "kZVariant"):
        for character in sorted(data):
            for other in codes(data[character].get(field, "")):
                if other != character:
                    forms[character].append(other)
                    if field != "kTraditionalVariant":
                        forms[other].append(character)
    for new, old in JAPANESE_FORMS.split():
        forms[new].append(old)
        forms[old].append(new)
    return forms


def table(data):
    """The rows. A character that has no reading in a language takes those of its other forms."""
    names = pairs(MANDARIN_NAMES), pairs(CANTONESE_NAMES), pairs(KOREAN_NAMES)
    own = {}
    for character, fields in data.items():
        own[character] = {
            "mandarin": mandarin(character, fields, names[0]),
            "cantonese": unique(fields.get("kCantonese", "").split() + names[1][character], 3),
            "japanese": unique((cell.lower() for cell in fields.get("kJapaneseOn", "").split()), 2),
            "japanese-kun": kun(fields) if "kJis0" in fields or character >= "\uFA0E" else [],
            "korean": korean(character, fields, names[2]),
            "vietnamese": unique((vietnamese(cell) for cell in fields.get("kVietnamese", "").split()), 3)}
    forms = relatives(data)
    for code in (code for first, last in BLOCKS for code in range(first, last + 1)):
        character = chr(code)
        readings = own.get(character)
        if readings is None or unicodedata.normalize("NFKC", character) != character:
            continue
        if not (readings["mandarin"] or readings["korean"] or readings["japanese"]):
            continue
        row = [character]
        for column in COLUMNS[1:]:
            found = readings[column]
            if not found and column != "japanese-kun":
                found = next((own[form][column] for form in forms[character]
                              if form in own and own[form][column]), [])
            if column == "cantonese":
                found = unique((reading.rstrip("123456") for reading in found), 3)
            row.append("|".join(found))
        yield "\t".join(row).rstrip("\t")


def source(folder):
    out = [
        "# Readings of Han characters in names, most usual first. Generated by han-readings.py; do not edit.",
        "# Source: Unicode Han Database (Unihan) 15.0.0 as in Debian's package unicode-data; readings of",
        "# family names from general knowledge, compiled by the Onoma authors.",
        "# Licence: Unicode License (Unicode-DFS-2016), © 1991-2022 Unicode, Inc.; the additions Apache-2.0.",
        "# mandarin: pinyin, ü as v; cantonese: Jyutping; both without tones. japanese: on readings, japanese-kun:",
        "# native ones of the kanji of JIS X 0208; korean: Hangul; vietnamese: without tone marks.",
        "# A form without a reading of its own (simplified, Japanese) has that of its traditional form.",
        "\t".join(COLUMNS)]
    out += table(unihan(folder))
    return "\n".join(out) + "\n"


def main():
    options = sys.argv[1:]
    folders = [option for option in options if not option.startswith("--")]
    folder = folders[0] if folders else "/usr/share/unicode"
    check = "--check" in options
    if not os.path.exists(os.path.join(folder, FILES[0] + ".txt.bz2")):
        if check:
            return
        sys.exit("no Unihan files in " + folder + ": install unicode-data")
    wanted = source(folder)
    current = open(TARGET, encoding="utf-8").read() if os.path.exists(TARGET) else ""
    if check:
        if current != wanted:
            sys.exit("Data/matching/han-readings.tsv is out of date: run Data/han-readings.py and commit it")
    elif current != wanted:
        with open(TARGET, "w", encoding="utf-8", newline="\n") as file:
            file.write(wanted)


if __name__ == "__main__":
    main()
