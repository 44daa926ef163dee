"""How likely it is that a text was read in the encoding in which it was written.

A word is *odd* if people do not write so: private-use characters, two scripts in one name (``N唫ez``), a symbol among letters
(``Ma³gorzata``), accents that no one language has together (``Núńez``), a letter in place of a sign of money (``Ł650``), more
rare characters than common ones. A reading is *confirmed* by words that begin with a frequent family name or are made of the
commonest characters, that are labels of our own tables, or that one language covers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from graphcrm.dataclass import dataclass
from graphcrm.ingest.family_names import COMMON, ENDINGS, FAMILY_NAMES
from graphcrm.model.tables import TABLES

__all__ = ["ENCODINGS", "Reading", "is_garbled", "read_as"]

#: What a text that is not Unicode may be written in, the more usual ones here first.
ENCODINGS = ("gb18030", "cp1252", "cp950", "cp932", "cp1250", "iso8859-2", "cp949", "euc_jp", "cp1251")

#: Letters beyond a–z, by language.
_ALPHABETS = (
    "àâæçéèêëîïôœùûüÿ", "áéíñóúüç", "àçèéíïòóúü", "áâãàçéêíóôõúü", "äöüßé", "àèéìíîòóùú", "åäöéü", "æøåéèêòóôüäö",
    "áðéíóúýþæö", "éëïóöüèê", "äöõüšž", "çë", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű",
    "âăîșțşţ", "čćđšž", "çğıöşüi̇",
)  # fmt: skip
#: Lead bytes of the characters in everyday use.
_EVERYDAY = {"gb18030": (0xB0, 0xD7), "cp950": (0xA4, 0xC6), "cp932": (0x88, 0x98), "euc_jp": (0xB0, 0xCF)}

_BETWEEN_WORDS = re.compile(r"[\x00-@\[-`{-\x7f\s、,。;:()\u3000]+")
_CJK = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
#: One or two of these before a small letter: a Western name of which two bytes were taken together.
_SPLIT = re.compile(
    f"(?:^|[A-Za-z])[{_CJK}]{{1,2}}[a-z]|[a-z][{_CJK}]{{1,2}}[A-Za-z]|[\u00c0-\u024f][{_CJK}]|[{_CJK}][\u00c0-\u024f]"
)
#: Letters with which no word begins, and sequences that the languages of these letters do not have: ń before a vowel (Peńa),
#: č and ř between consonants (Hélčne, Jřrgen), è before a vowel (Èapek), ì within a word (Zdenìk), ã but in ão, ãe (Bãsescu).
_NEVER_FIRST = frozenset("ĺĹŕŔńŃěĚůŮąĄęĘßÿðÐ")
_UNHEARD = re.compile(
    r"[ńĺŕæ][aeiouyáéíóúý]|[õæ]$|[bcdfghjklmnpqstvwxz]č[bcdfghjlmnpqrstvwxz]|[bcdfghjlmnpsvwxz]ř[bcdfghjklmnpqrstvwxz]"
    r"|è[aeiouáéíóú]|ì[a-zß-ž]|ã(?![oe]|s?$)|ă[oe]",
    re.IGNORECASE,
)
_MARKS = frozenset("†‡‰‹›¤¦§¶•¬")
#: What £, ¥ and ¼ become where Windows-1252 is read as another: a letter of its own before a number, “Ł650”, as nobody writes.
_MONEY = re.compile(r"(?<!\w)[ŁĄĽЈҐ](?=\d)")
#: No Cyrillic word of three letters is without one of these: Hebrew and Arabic, read so, are.
_VOWELS = frozenset("аеёиоуыэюяіїєўъ")
#: UTF-8 that was read as Windows-1252: é as Ã©.
_TWICE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
#: Control characters where other encodings have “€” and curly quotes: ISO-8859 has them there, and no text does.
_CONTROLS = re.compile("[\u0080-\u009f]")
_LOST = re.compile("[\ufffd\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_FRACTIONS = 3
_EASTERN = frozenset({"han", "kana", "half", "hangul"})
#: How odd a word of rare characters is, and what stands alone among words.
_RARE = 0.1
#: Share of common characters in a short word, and in a phrase of at least so many characters.
_SHORT, _LONG, _PHRASE = 0.66, 0.4, 4
#: How odd half-width kana are: any Chinese reads so in Shift_JIS.
_HALF = 0.6
_USUAL = frozenset("–—’‘“”„«»€£¥…·•°®©™²³½¼×№℃、。,;:?!()《》〈〉【】「」『』〔〕“”①②③④⑤⑥⑦⑧⑨→←★☆●○")


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text in one encoding, how odd they are (0 to 1, rare characters count less), and the share confirmed."""

    encoding: str
    words: Sequence[str]
    odd: float
    confirmed: float


def read_as(encoding: str, lines: Iterable[bytes]) -> Reading | None:
    """The words beyond ASCII of some lines in an encoding; None if they cannot be read in it, or are control characters in it."""
    found: dict[str, None] = {}
    money: set[str] = set()
    try:
        for line in lines:
            text = line.decode(encoding)
            if _CONTROLS.search(text):
                return None
            found.update(dict.fromkeys(_words(text)))
            money.update(_MONEY.findall(text))
    except UnicodeDecodeError:
        return None
    words = list(found)
    if not words:
        return None
    # Names begin with a capital; Hebrew, which nothing here reads, is small Cyrillic letters throughout.
    small = encoding == "cp1251" and all(map(str.islower, words))
    odd = len(words) if small else sum(1.0 if w in money else _oddity(w, encoding) for w in words)
    return Reading(encoding, words, odd / len(words), _confirmed(words, encoding))


def is_garbled(text: str) -> bool:
    """Whether a text went through a wrong encoding before: private use, lost or half characters, UTF-8 read as Windows-1252.

    >>> is_garbled("JosÃ©"), is_garbled("José"), is_garbled("陈\ue40a")
    (True, False, True)
    """
    if text.isascii():
        return False
    if _LOST.search(text):
        return True
    for found in _TWICE.findall(text):
        try:
            found.encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False


def _words(text: str) -> Iterator[str]:
    return (w for w in _BETWEEN_WORDS.split(text) if not w.isascii())


@cache
def _labels() -> frozenset[str]:
    return frozenset(label for t in TABLES for label in (t.zh, *(f.zh for f in t.columns)))


def _confirmed(words: Sequence[str], encoding: str) -> float:
    names = FAMILY_NAMES.get(encoding)
    if names is None:
        accents = [a for a in map(_accents, words) if a]
        return max(sum(a <= alphabet for a in accents) for alphabet in _alphabets()) / len(words)
    endings = ENDINGS.get(encoding, ())
    common = COMMON.get(encoding, frozenset())

    def is_confirmed(word: str) -> bool:
        usual = sum(c in common for c in word) >= (_SHORT if len(word) < _PHRASE else _LONG) * len(word)
        return usual or word[0] in names or word.endswith(endings) or word in _labels()

    return sum(map(is_confirmed, words)) / len(words)


@cache
def _alphabets() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, _ALPHABETS))


def _accents(word: str) -> frozenset[str]:
    return frozenset(c for c in word.lower() if c > "\x7f" and c.isalpha())


def _script(c: str) -> str:
    """Latin, Han, kana, half-width kana, Hangul, Cyrillic, Greek or another; "" for what is no letter."""
    if not c.isalpha() or c in "ªº":
        return ""
    if c <= "\u024f" or "\uff21" <= c <= "\uff5a":
        return "latin"
    for script, first, last in _SCRIPTS:
        if first <= c <= last:
            return script
    return "other"


_SCRIPTS = (
    ("han", "\u3400", "\u9fff"), ("han", "\uf900", "\ufaff"), ("han", "\U00020000", "\U0003ffff"), ("kana", "\u3040", "\u30ff"),
    ("half", "\uff66", "\uff9f"), ("hangul", "\uac00", "\ud7a3"), ("cyrillic", "\u0400", "\u04ff"), ("greek", "\u0370", "\u03ff"),
)  # fmt: skip
_TOGETHER = tuple(
    map(
        frozenset, ({"latin", "han"}, {"latin", "kana"}, {"han", "kana"}, {"latin", "han", "kana"}, {"latin", "hangul"})
    )
)


def _oddity(word: str, encoding: str) -> float:
    """0 for a word as people write them, 1 for one that nobody writes, and something between for rare characters."""
    scripts = frozenset(map(_script, word)) - {""}
    if _is_odd(word, scripts):
        return 1.0
    if "half" in scripts:
        return _HALF
    return _RARE if scripts & _EASTERN and _is_rare(word, scripts, encoding) else 0.0


def _is_odd(word: str, scripts: frozenset[str]) -> bool:
    if any(unicodedata.category(c) in ("Co", "Cn", "Cs", "Cc", "Cf") or "\u2500" <= c <= "\u257f" for c in word):
        return True
    if len(scripts) > 1 and scripts not in _TOGETHER:
        return True
    if scripts & _EASTERN:
        return bool(_SPLIT.search(word))
    if not scripts:
        return not _USUAL.issuperset(c for c in word if c > "\x7f")
    if scripts == {"cyrillic"}:
        cased = word.isupper() or word.islower() or word.istitle()
        silent = len(word) > 2 and not word.isupper() and _VOWELS.isdisjoint(word.lower())
        return not cased or silent or not _MARKS.isdisjoint(word) or (len(word) > 1 and len(set(word)) == 1)
    return scripts != {"latin"} or _is_strange(word)


def _is_rare(word: str, scripts: frozenset[str], encoding: str) -> bool:
    if encoding in ("gb18030", "cp950"):
        if scripts & {"kana", "hangul"}:
            return True
    elif encoding == "cp949":
        return "hangul" not in scripts or any(_script(c) == "hangul" and min(c.encode("cp949")) < 0xA1 for c in word)
    if encoding not in _EVERYDAY:
        return False
    low, high = _EVERYDAY[encoding]
    ideographs = [c for c in word if _script(c) == "han"]
    rare = sum(
        not low <= c.encode(encoding)[0] <= high or c.encode(encoding)[1] < _SECOND[encoding] for c in ideographs
    )
    few = 1 if encoding == "gb18030" else 0  # the one that need not be recognised has the benefit of the doubt
    return 2 * rare >= len(ideographs) + few > few


#: Smallest second byte of the characters in everyday use: GBK fills the places below with rare ones.
_SECOND = {"gb18030": 0xA1, "cp950": 0x40, "cp932": 0x40, "euc_jp": 0xA1}


def _is_strange(word: str) -> bool:
    """Latin letters as no language has them."""
    foreign = [c > "\x7f" and c.isalpha() for c in word]
    letters = sum(map(str.isalpha, word))
    if (sum(foreign) == letters and len(word) > 1) or not _MARKS.isdisjoint(word):
        return True
    if any(all(foreign[n : n + 3]) for n in range(len(word) - 2)):
        return True
    if any(a.islower() and b.isupper() and not (a + b).isascii() for a, b in pairwise(word)):
        return True
    if word[0] in _NEVER_FIRST or _UNHEARD.search(word):
        return True
    if is_garbled(word) or not any(_accents(word) <= alphabet for alphabet in _alphabets()):
        return True
    for n, c in enumerate(word):
        after = word[n + 1 : n + 2].isalpha()
        if c > "\x7f" and (not c.isalpha() or c in "ªº") and c not in "’‘´–":
            symbol = unicodedata.category(c)[0] in "SN" or c in "ªº"
            if (after and (symbol or (n and word[n - 1].isalpha()))) or (symbol and n >= _FRACTIONS and c not in "®™©"):
                return True
            if c in "¿¡" and n:
                return True
    return False
