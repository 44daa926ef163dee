"""Legends: what signs in a sheet stand for, as a line beside the table says: “Green = supports us”, “+ 支持 ○ 中立 − 反对”."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from graphcrm.folding import HAN
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import DOUBT, Body, Sheet, texts
from graphcrm.ingest.guessing.texts.us import US_ZH
from graphcrm.ingest.guessing.values import is_number
from graphcrm.ingest.guessing.words import Vocabulary, vocabulary, word_key
from graphcrm.model.choices import Flag

__all__ = ["as_legend", "explained", "legend_for", "legends_of", "pairs_in", "scale_told", "spelled_out"]

#: Pairs from which on a text is a legend, and characters up to which one is looked through.
_FEWEST, _LONGEST = 2, 400
#: A legend on a sheet of its own: cells of a line, lines, and characters of a sign.
_PAIR, _TONGUES, _LINES, _SIGN_LENGTH = 2, 2, 40, 24
#: Characters of a heading that is a letter for something.
_LETTERS_AT_MOST = 2
_WHOLE = re.compile(r"[+-]?\d{1,3}", re.ASCII)
_BRACKETS = re.compile(r"[(\uff08]([^()\uff08\uff09]{5,})[)\uff09]")
_LABEL = re.compile(r"^(?:[^=\uff1d:\uff1a]{0,29}[\w)\uff09\]】] ?)?[:\uff1a]\s*(?=\S)")
#: What stands between the pairs of a legend; a stroke may stand within what a sign means, too: “C = weak / none”.
_APART = r"\s*(?:[,\uff0c;\uff1b、|\n…]|\.{3})\s*|\s{2,}"
_BETWEEN = tuple(map(re.compile, (_APART, rf"{_APART}|\s/\s")))
#: A number and what it is said to equal, up to the next: “0 / blank = unknown 1 = met 2 = knows, can call”.
_NUMBERS = re.compile(
    r"(?<![^\W\u3400-\u9fff])(?<!\.)([+-]?\d{1,2})(?:\s*/\s*[^\W\d_]+)?\s*[=\uff1d]\s*([^=\uff1d]{1,60}?)[\s,\uff0c;\uff1b、|/.)\uff09]*"
    r"(?=(?<![\w.])[+-]?\d{1,2}(?:\s*/\s*[^\W\d_]+)?\s*[=\uff1d]|$)"
)
_SENTENCES = re.compile(r"(?<=[.。])\s+")
_EQUALS = re.compile(r"([^:\uff1a(\uff08]{1,24}?)\s*[=\uff1d]\s*(\S.{0,60})")
_SIGN = r"[^\w\s()\uff08\uff09\"'“”.,;:=\uff1d]{1,5}|[+-]?\d{1,2}|[A-Z](?![^\W\d_])"
_BESIDE = re.compile(rf"({_SIGN})\s*[:\uff1a–—-]?\s*([^\W\d_].{{0,60}})")
_FIRST = re.compile(rf"(?<!\S)(?:{_SIGN})\s*[=\uff1d]")
_IN_A_ROW = re.compile(
    rf"(?<!\S)({_SIGN})\s*[=\uff1d:\uff1a–—-]?\s*([^\W\d_]{{2,}}(?:/[^\W\d_]+)?(?: [^\W\d_]{{2,}}){{0,3}})(?=\s|$)"
)
#: A letter or number right before what it means, as in “D决策 E评估；A+铁杆 B中立”.
_BEFORE_HAN = re.compile(r"([A-Z][+−-]?|[+−-]?\d{1,2})([\u3400-\u9fff]{1,10}(?:/[\u3400-\u9fff]{1,10})?)")
_PIECES = re.compile(r"[\s,\uff0c;\uff1b、|。]+")

#: A scale that begins with one, and from where on five numbers are high, between 3 and 4.
_FROM_ONE = re.compile(r"(?<![\w.])1\s*(?:\.\.+|[-–—~]|to|bis|到|至)\s*(\d{1,2})(?![\w.])", re.IGNORECASE)
_HIGH, _FIVE = 3.5, 5
#: Letters that a heading explains: unaware, resistant, neutral, supportive, leading; economic, technical, user, coach; and high,
#: medium, low as alto, medio, bajo; hoch, mittel, niedrig; élevé, moyen, faible; wysoki, średni, niski.
_LETTERS_OF_BUYERS = {"e": "decider", "t": "technical_evaluator", "u": "user", "c": "coach"}
_LETTER = re.compile(r"\s*[/,;|&+\uff0c\uff1b、]\s*")
_LETTERS: tuple[tuple[str, re.Pattern[str], Vocabulary], ...] = (
    (
        "stance",
        re.compile(r"\bu ?/ ?r ?/ ?n ?/ ?s ?/ ?l\b", re.IGNORECASE),
        {"u": "", "r": "-1", "n": "0", "s": "2", "l": "3"},
    ),
    (
        "stance",
        re.compile(r"\br ?/? ?a ?/? ?g\b|traffic light|ampel", re.IGNORECASE),
        {"r": "-1", "a": "0", "y": "0", "g": "2"},
    ),
    (
        "roles",
        re.compile(r"\b(?=[utc/,|& ]*e)(?=[etc/,|& ]*u)[eutc](?: ?[/,|&] ?[eutc]){2,3}\b", re.IGNORECASE),
        _LETTERS_OF_BUYERS,
    ),
    *(
        (
            "influence",
            re.compile(rf"\b(?:{high} ?/ ?{mid} ?/ ?{low}|{low} ?/ ?{mid} ?/ ?{high})\b", re.IGNORECASE),
            {high: "key_person", mid: "", low: ""},
        )
        for high, mid, low in ("amb", "hmn", "emf", "wśn")
    ),
)
#: Headings that ask whether somebody supports us; a no may be anything else.
_SUPPORTS = re.compile(
    rf"^(?:do(?:es)? .{{2,10}} )?supports? us\s*\??$|^for us\?$|^是否支持(?:{US_ZH})?[?\uff1f]?$", re.IGNORECASE
)
#: Headings that ask who has left, and who is still there.
_LEFT = re.compile(
    r"^(has )?left( the company)?\s*\??$|^leavers?\s*\??$|^(是否|已)离职$|^ausgeschieden\s*\??$", re.IGNORECASE
)
_THERE = re.compile(
    r"^是否[还仍]?在职$|^(?:还)?在职吗?\s*[?\uff1f]?$|^still (?:there|with them|employed|in (?:post|role)|at the company)\s*\??$"
    r"|^noch (?:da|dort|im unternehmen|in der firma|im amt)\s*\??$|^toujours (?:en poste|là|dans l[ae’'] ?(?:société|entreprise))\s*\??$"
    r"|^¿?sigue (?:en la empresa|en el puesto|allí|ahí)\s*\??$",
    re.IGNORECASE,
)


def explained(meaning: str, headings: Sequence[str], cells: Collection[str] = ()) -> Vocabulary:
    """The codes of letters and answers that a heading explains, or the other letters in the cells of a column.

    >>> explained("flags", ["Name", "Left?"])["yes"], explained("flags", ["Still there?"])["no"], explained("roles", ["Role"])
    ('left', 'left', {})
    >>> explained("influence", ["Power (1-3)"])
    {'1': '', '2': '', '3': 'key_person'}
    >>> explained("stance", ["U/R/N/S/L"])["s"], explained("roles", ["Role"], ["EB", "UB / C"]), explained("roles", ["Role"], ["C", "A"])
    ('2', {'c': 'coach'}, {})
    >>> explained("stance", ["Attitude"], ["Promoter", "Passive"])["passive"], explained("stance", ["Attitude"], ["Passive", "Active"])
    ('0', {})
    """
    letters = (codes for of, words, codes in _LETTERS if of == meaning and any(map(words.search, headings)))
    found = {letter: code for codes in letters for letter, code in codes.items()}
    if meaning == "roles" and not found:
        return _buyers(cells)
    if meaning == "stance" and any(map(_SUPPORTS.search, headings)):
        return {**found, **{word: "2" for word, said in vocabulary("", "boolean").items() if said == "true"}}
    if meaning == "stance":
        return {**found, **_net_promoter(cells)}
    if meaning == "influence":
        return {**found, **_high_on(headings)}
    return {**found, **_who_left(headings)} if meaning == "flags" else found


def _net_promoter(cells: Collection[str]) -> Vocabulary:
    """The words of the Net Promoter Score, of which one in the middle, “passive”, says nothing without one of both ends beside it."""
    words = vocabulary("", "net_promoter")
    ends = any(words.get(word_key(cell), "0") != "0" for cell in cells)
    return words if ends else {}


def _buyers(cells: Collection[str]) -> Vocabulary:
    """What single letters are beside two kinds of buyers, “EB”, “TB”, “UB”, or where all cells are the letters of those and of coaches."""
    said = {part for cell in cells if len(cell) <= _SIGN_LENGTH for part in map(word_key, _LETTER.split(cell)) if part}
    alone = _LETTERS_OF_BUYERS
    if len(said & {f"{letter}b" for letter in alone}) > 1:
        return {"c": alone["c"]}
    return alone if said <= alone.keys() and len(said - {"c"}) == len(alone) - 1 else {}


def _high_on(headings: Sequence[str]) -> Vocabulary:
    """Which numbers are high on a scale from 1 that a heading names: those that would be 4 or 5 on one to five."""
    most = next((int(found[1]) for heading in headings if (found := _FROM_ONE.search(heading))), 0)
    share = (_HIGH - 1) / (_FIVE - 1)
    return {str(n): Flag.KEY_PERSON.value if n - 1 >= share * (most - 1) else "" for n in range(1, most + 1)}


def _who_left(headings: Sequence[str]) -> Vocabulary:
    """What yes and no say of somebody under a heading that asks whether they have left, or are still there."""
    for asked, leaves in ((_LEFT, "true"), (_THERE, "false")):
        if any(map(asked.search, headings)):
            return {word: "left" if said == leaves else "" for word, said in vocabulary("", "boolean").items()}
    return {}


def pairs_in(text: str) -> dict[str, str]:
    """What each sign of a legend is said to stand for, by the sign's key; nothing for a text that is none.

    >>> pairs_in("Legend: Green = supports us, Red = against us"), pairs_in("图例:+ 支持  ○ 中立  − 反对")
    ({'green': 'supports us', 'red': 'against us'}, {'+': '支持', '○': '中立', '−': '反对'})
    >>> pairs_in("Who knows whom 1 = met, 2 = chats")
    {'1': 'met', '2': 'chats'}
    >>> pairs_in("Attitude (+ for, 0 neutral)"), pairs_in("A = B"), pairs_in("Stand: 3. Mai, Ulm")
    ({'+': 'for', '0': 'neutral'}, {}, {})
    >>> pairs_in("说明：态度3=支持，2=中立，1=反对"), pairs_in("Q1=10, Q2=20")
    ({'3': '支持', '2': '中立', '1': '反对'}, {'q1': '10', 'q2': '20'})
    >>> pairs_in("说明：A-深度信任 B-支持 C-中立/一般")
    {'a': '深度信任', 'b': '支持', 'c': '中立/一般'}
    >>> pairs_in("注：D决策 U使用；A+铁杆 A支持 C反对"), pairs_in("A支持 C反对；A批准"), pairs_in("2026年3月 5日")
    ({'d': '决策', 'u': '使用', 'a+': '铁杆', 'a': '支持', 'c': '反对'}, {}, {})
    """
    if len(text) > _LONGEST:
        return {}
    if pairs := _right_before(_LABEL.sub("", text)):
        return pairs
    numbers = dict(_NUMBERS.findall(text))
    if len(numbers) >= _FEWEST and len(numbers) == len(re.findall(r"[=\uff1d]", text)):
        return {word_key(number): words for number, words in numbers.items()}
    first = _FIRST.search(text)
    # behind a title that nothing sets apart
    behind = [text[first.start() :]] if first and not re.search(r"[=\uff1d]", text[: first.start()]) else []
    sentences = _SENTENCES.split(text)
    apart = [_LABEL.sub("", one) for one in sentences] if len(sentences) > 1 else []
    for said in (*_BRACKETS.findall(text), *behind, *apart, _LABEL.sub("", text), text):
        for between, pattern in itertools.product(_BETWEEN, (_EQUALS, _BESIDE)):
            found = [pattern.fullmatch(piece) for piece in between.split(said.strip()) if piece]
            if len(found) >= _FEWEST and all(found):
                return {word_key(one[1]): one[2].strip() for one in found if one}
        row = _IN_A_ROW.findall(said)
        if len(row) >= _FEWEST:
            return {word_key(sign): words.strip() for sign, words in row}
    return {}


def _right_before(text: str) -> dict[str, str]:
    """The pairs of a legend with each sign right before what it means, in Chinese; {} for others, and if one means two things."""
    pairs = [_BEFORE_HAN.fullmatch(one) for one in _PIECES.split(text) if one]
    found = {one[1]: one[2] for one in pairs if one}
    if len(found) < len(pairs) or len(found) < _FEWEST:
        return {}
    dashed = all(sign.endswith("-") for sign in found)  # “A-支持 B-中立”
    return {word_key(sign.removesuffix("-") if dashed else sign): words for sign, words in found.items()}


def spelled_out(headings: Sequence[str], said_beside: Sequence[str]) -> dict[str, str]:
    """What headings of a letter or two stand for, as a legend says of several of them; {} without one.

    >>> legend = "D = decides, A = approves, I = informed"
    >>> spelled_out(("Name", "D", "A"), (legend,)), spelled_out(("Name", "D"), (legend,))
    ({'D': 'decides', 'A': 'approves'}, {})
    """
    letters = [h for h in headings if h and len(h) <= _LETTERS_AT_MOST]
    for said in map(pairs_in, said_beside) if len(letters) >= _FEWEST else ():
        found = {h: said[word_key(h)] for h in letters if word_key(h) in said}
        if len(found) >= _FEWEST:
            roles = vocabulary("people", "roles")
            asked = {h: f"who {meant}" for h, meant in found.items()}  # “I = influences”
            return found | {
                h: who for h, who in asked.items() if word_key(found[h]) not in roles and word_key(who) in roles
            }
    return {}


def as_legend(file: str, name: str, rows: Body) -> Sheet | None:
    """A sheet of signs and what they mean beside them, with the first line for a heading; None for any other."""
    said = [[*texts(cells), ""][:_PAIR] for _, cells in rows]
    narrow = all(sum(map(bool, texts(cells))) <= _PAIR for _, cells in rows)
    if not narrow or sum(map(all, said)) < _FEWEST:
        return None
    body: list[list[Cell]] = [[*one] for one in said[1:]]
    return Sheet(file, name, rows[0][0], tuple(said[0]), body, [line for line, _ in rows[1:]])


def legends_of(sheet: Sheet) -> list[dict[str, str]]:
    """What each sign of a sheet that is nothing but a legend stands for, in each language: a sign and what it means; [] for any other.

    >>> sheet = Sheet("f", "Key", 1, ("H", "strong pull"), [["M", "listened to"]], [2])
    >>> legends_of(sheet), legends_of(Sheet("f", "Key", 1, ("Name", "Title", "City"), [], []))
    ([{'h': 'strong pull', 'm': 'listened to'}], [])
    >>> legends_of(Sheet("f", "Key", 1, ("Code", "中文", "English"), [["S+", "支持", "for"], ["S-", "反对", "against"]], [2, 3]))[1]
    {'code': 'English', 's+': 'for', 's-': 'against'}
    """
    lines = [[t for t in line if t] for line in (sheet.headings, *(texts(row) for row in sheet.rows))]
    signs = [line for line in lines if 1 < len(line) <= _TONGUES + 1 and len(line[0]) <= _SIGN_LENGTH]
    alike = len(signs) >= _FEWEST and len({len(line) for line in signs}) == 1
    if not alike or len(lines) > _LINES or not all(line in signs or len(line) < _PAIR for line in lines):
        return []
    if len(signs[0]) > _PAIR and not all(bool(HAN.search(line[1])) != bool(HAN.search(line[2])) for line in signs[1:]):
        return []  # three columns of anything else
    return [{word_key(line[0]): line[n] for line in signs} for n in range(1, len(signs[0]))]


#: Our own scale of attitudes.
_OURS = frozenset({"-1", "0", "1", "2", "3"})


def legend_for(
    said_beside: Sequence[str], cells: Collection[str], words: Vocabulary, sheets: Sequence[Mapping[str, str]] = ()
) -> Mapping[str, str]:
    """The codes of the signs of a column, as far as a legend in `said_beside`, or on one of `sheets`, says them in known words.

    None are taken of half a scale of numbers.

    >>> words = {"supports": "2", "neutral": "0", "against us": "-1"}
    >>> legend_for(["Green = supports us; Amber = neutral"], ["Green", "Amber"], words)
    {'green': '2', 'amber': '0'}
    >>> legend_for(["强=可随时约见；中=认识且有往来"], ["强", "中"], {"强": "4", "中": "3", "认识": "1"})
    {}
    """
    keys = dict.fromkeys(word_key(cell) for cell in cells)
    for said in (*map(pairs_in, said_beside), *sheets):
        if len(keys.keys() & said.keys()) < len(keys.keys() & {word_key(v) for v in said.values()}):
            said = {word_key(meant): sign for sign, meant in said.items()}  # “supporter = +”
        codes = {sign: code for sign, meant in said.items() if (code := _code(meant, words)) is not None}
        found = {key: codes[key] for key in keys if key in codes}
        numbers = [key for key in keys if is_number(key)]
        if said.keys() >= _OURS and set(numbers) == keys.keys():
            return {key: key for key in keys if key in _OURS}  # our own scale, whatever its words are called here
        if found and all(key in found for key in numbers):
            # where the words of some signs are not known, signs that are words keep their order by standing for themselves
            return found if found.keys() == keys.keys() else {k: c for k, c in found.items() if k not in words}
    return {}


def scale_told(
    said_beside: Sequence[str], cells: Collection[str], words: Vocabulary, low: int, heading: str = ""
) -> str:
    """The scale whose numbers a legend names, the least first, for cells that are all of them; "" if none does.

    Where `low` is above nothing, 0 denies a relation and is no end. Words that are known tell where the first number is the best. A
    `heading` that names both ends in such words, and a legend that names one between them besides, tell the scale of all numbers between.

    >>> scale_told(["Who knows whom (3 = trusted, 2 = chats, 1 = has met)"], ["1", "3"], {}, 1)
    '1..3'
    >>> scale_told(["1 = strong, 2 = so so, 3 = weak"], ["1"], {"strong": "5", "weak": "1"}, 1), scale_told(["1 = a, 2 = b"], ["5"], {}, 1)
    ('3..1', '')
    >>> scale_told([], ["4", "2"], {"champion": "3", "hostile": "-1"}, -1, "Support (1=champion, 5=hostile)")
    '5..1'
    >>> scale_told(["-2 hostile … 0 neutral … +2 champion"], ["1", "+2", "-1"], {"champion": "3", "neutral": "0", "hostile": "-1"}, -1)
    '-2..2'
    """
    for one in (heading, *said_beside):
        said = pairs_in(one)
        if not all(map(_WHOLE.fullmatch, said)):
            continue
        ends = sorted(number for number in map(int, said) if low < 1 or number > 0)
        known = {int(sign): int(code) for sign, meant in said.items() if (code := _code(meant, words)) is not None}
        ordered = [known[number] for number in ends if number in known]
        others = {word_key(cell.rstrip(DOUBT)) for cell in cells} - said.keys()
        both = {*ends[:1], *ends[-1:]} <= known.keys() and len(ordered) > (_FEWEST if one != heading else 1)
        steps = {*map(int, said), *(range(ends[0], ends[-1]) if both else ())}
        if len(ends) > 1 and all(_WHOLE.fullmatch(other) and int(other) in steps for other in others):
            first, last = (ends[-1], ends[0]) if ordered and ordered[0] > ordered[-1] else (ends[0], ends[-1])
            return f"{first}..{last}"
    return ""


def _code(said: str, words: Vocabulary) -> str | None:
    """The code of what a sign stands for: of the whole text, else of the longest word within it; None if several are told apart."""
    key = word_key(said)
    if key in words:
        return words[key] or None
    found = list(_within(key, words))
    longest = max(map(len, found), default=0)
    codes = {words[word] for word in found if len(word) == longest}
    return codes.pop() if len(codes) == 1 else None


def _within(key: str, words: Vocabulary) -> Iterator[str]:
    """The known words that stand at the beginning of a text."""
    for word, code in words.items():
        if (
            code
            and len(word) > 1
            and key.startswith(word)
            and (HAN.match(word) or not key[len(word) : len(word) + 1].isalnum())
        ):
            yield word
