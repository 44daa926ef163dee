"""Attitudes said in a phrase: a known word with how much and towards whom, “坚定支持我们”, “倾向对手（华云）”, “quite positive”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphcrm.folding import HAN
from graphcrm.ingest.guessing.texts.us import US_ZH
from graphcrm.ingest.guessing.words import Vocabulary, word_key

__all__ = ["phrases_in", "phrases_of_rivals"]

_STRONG = re.compile(
    r"^(?:坚定|坚决|强烈|非常|十分|极其|特别|大力|全力|一贯|明确|(?:very|strongly|highly|fully|totally|extremely|really|firmly|clearly"
    r"|sehr|stark|voll|klar|très|fortement|muy|totalmente|molto|muito)\s)"
)
_WEAK = re.compile(
    r"^(?:比较|较为|较|略微|略|有点|有些|稍微|基本上?|大体|(?:somewhat|slightly|rather|mildly|a bit|fairly|quite|mostly|more or less"
    r"|eher|leicht|etwas|ziemlich|plutôt|assez|bastante|algo|piuttosto|abbastanza)\s)"
)
_US = re.compile(rf"于?(?:{US_ZH})$|\s(?:of|to|towards?|for|with)?\s*(?:us|our side|our solution|our offer|uns|nous)$")
_RIVAL = re.compile(
    r"于?(?:竞争对手|对手|竞品|友商)$|\s(?:of|to|towards?|for)?\s*(?:the |a )?"
    r"(?:competitors?|competition|rivals?|wettbewerb|competencia|concurrent)$"
)
_BEHIND = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]\s*$")
#: Which way somebody leans, if nothing says more.
_LEANS = frozenset({
    "倾向", "偏向", "偏", "靠近", "倒向", "偏好", "青睐", "leaning", "leans", "tends", "inclined", "prefers", "favours", "favors",
    "tendiert", "bevorzugt",
})  # fmt: skip
#: Characters up to which a text is a phrase.
_LONGEST = 60
_UNCHANGED, _LEAST, _FOR, _AGAINST = {"0", "-1", ""}, "1", "2", "-1"


def phrases_in(cells: Iterable[str], words: Vocabulary) -> dict[str, str]:
    """The level of each phrase that `words` do not have, by its key; nothing for what says more than a word with its degree.

    A word for support of a rival is against us; what somebody has against a rival says nothing of us.

    >>> words = {"支持": "2", "反对": "-1", "中立": "0", "positive": "1", "supporter": "2", "not supportive": "-1"}
    >>> phrases_in(["坚定支持我们", "倾向对手（华云）", "反对竞品", "比较支持", "很难说"], words)
    {'坚定支持我们': '2', '倾向对手(华云': '-1', '比较支持': '1'}
    >>> phrases_in(["quite positive", "strongly positive", "Supporter of the competition", "fairly odd"], words)
    {'quite positive': '1', 'strongly positive': '2', 'supporter of the competition': '-1'}
    """
    short = (cell for cell in dict.fromkeys(cells) if len(cell) <= _LONGEST)
    keys = {word_key(cell): word_key(_BEHIND.sub("", cell)) for cell in short}
    found = {key: _level(said, words) for key, said in keys.items() if key not in words}
    return {key: level for key, level in found.items() if level is not None}


def phrases_of_rivals(cells: Iterable[str], rivals: Iterable[str], words: Vocabulary) -> dict[str, str]:
    """The level of each phrase that ends with the name of a known competitor, by its key, as if it said “competitor”.

    >>> words = {"支持": "2", "反对": "-1", "supports": "2"}
    >>> phrases_of_rivals(["倾向远拓", "支持", "反对远拓", "leans to Sartor", "倾向华云"], ["远拓", "Sartor"], words)
    {'倾向远拓': '-1', 'leans to sartor': '-1'}
    """
    names = [name for name in map(word_key, rivals) if name]
    found: dict[str, str] = {}
    for cell in dict.fromkeys(cells):
        key = word_key(cell)
        for name in names:
            if key.endswith(name) and (begun := key.removesuffix(name)) and key not in words:
                said = f"{begun}对手" if HAN.match(begun) else f"{begun.rstrip()} competitor"
                if code := words.get(said) or phrases_in([said], words).get(said):
                    found[key] = code
    return found


def _level(said: str, words: Vocabulary) -> str | None:
    rival, plain = bool(_RIVAL.search(said)), _US.sub("", _RIVAL.sub("", said)).strip()
    strong, weak = _STRONG.match(plain), _WEAK.match(plain)
    bare = (_STRONG if strong else _WEAK).sub("", plain, count=1).strip() if strong or weak else plain
    code = words.get(bare) or (_LEAST if bare in _LEANS and bare != said else None)
    if code is None or (bare == said and not rival):
        return words.get(said)  # only what stood behind in brackets was in the way
    if rival:
        return _AGAINST if code not in _UNCHANGED else None
    if code in _UNCHANGED:
        return code
    return _FOR if strong and code == _LEAST else _LEAST if weak and code == _FOR else code
