"""What kind of value a column holds, told by its cells alone: mail addresses, days, numbers, names, words of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from graphcrm.dataclass import dataclass
from graphcrm.ingest.cells import Cell, Unusable

__all__ = [
    "MANY", "NOTHING", "Look", "filled", "is_date", "is_email", "is_name", "is_number", "is_total", "look", "text",
]  # fmt: skip

_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[A-Za-z]{2,}")
_BETWEEN = re.compile(r"[;,\s]+")
_DATE = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?([T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})([T ].*)?"
    r"|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{4}|[A-Za-z]{3,9} \d{1,2}, \d{4}|\d{2,3}([-/.])\d{1,2}\4\d{1,2}"
    r"|(?:中[華华])?民[國国] ?\d{1,3}年\d{1,2}月\d{1,2}[日号號]"
)
_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d%?")
_TOTAL = re.compile(
    r"(grand )?(sub)?totals?\b.*|sum( of .*)?:?|count:?.*|records?: ?\d+|average|durchschnitt|mittelwert|(gesamt|zwischen|teil)?summe"
    r"|(?:total )?attendance(?: rate)?|(?:total |number )?present|anwesend|présents|出席(?:率|人数)|到场人数"
    r"|gesamt|anzahl|sous-total.*|recuento|contagem|conteggio|(subtotale|totale)\b.*"
    r"|(?:[a-z] ?)?合[计計].*|[总總総][计計].*|小[计計].*|共[计計].*|汇总.*|彙總.*|[计計][数數]|件数|平均[值数數分]?( average)?|均值"
    r"|weighted(?: (?:total|value|amount|pipeline|forecast))?|gewichtet|加权(?:总?额|金额|合计|值)?"
    r"|共 ?\d+ ?(人|条|行|家|个).*"
    # of a part: “9月小计：4次”, “三季度合计”, “华东小计”, “September subtotal: 4”, “Q3 total”
    r"|[\w -]{1,12}小[计計](?:\s*[:\uff1a\d].*)?"
    r"|(?:\d{4}年?)?(?:\d{1,2}月份?|第?[一二三四]季度|[上下]半年|[本全][周月季年]|第?\d{1,2}周)[合总總累][计計].*"
    r"|[^\W\d_][\w -]{1,20} (?:sub-?total|zwischensumme)(?:\s*[:\d].*)?|(?:q[1-4]|(?:week|month|kw|w) ?\d{0,4}) total\b.*",
    re.IGNORECASE,
)
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s()/.-]{7,20}")
#: Two to five words with capitals, or two to four Chinese characters: as people are called. “L1 认识” begins with the number of a level.
_LATIN_NAME = re.compile(
    r"(?![A-Za-z]\d+ )((Dr|Prof|Mr|Mrs|Ms|Herr|Frau|Dipl)\.?[ -]?(\w+\.)? ?){0,4}[^\W\d_a-z][\w’'.-]*"
    r"(( (de|del|van|von|der|den|la|le|da|di|do|dos|du|el|al|bin|ten|ter|af|y|zu)){0,2} [^\W\d_a-z][\w’'.-]*){1,4}"
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}(·[\u3400-\u9fff]{1,6})?")
_COMMA_NAME = re.compile(r"[^\W\d_][\w’' -]{1,30}, ?[^\W\d_][\w’'. -]{1,30}")

#: What stands for an empty cell.
NOTHING = frozenset({
    "-", "–", "—", "--", "−", "/", "\\", "n/a", "n.a.", "none", "null", "nil", "keine", "keiner", "k.a.", "aucun", "ninguno", "无", "没有",
    "暂无", "nobody", "nobody yet", "no one", "no-one", "unassigned", "not assigned", "niemand", "noch niemand", "personne", "nadie",
    "没人", "无人", "暂无人", "未分配", "未指定", "待分配", "(none)", "(blank)", "未覆盖", "未对接", "无对接人", "待指定", "待安排",
    "未接触", "未接触到", "未拜访", "待接触", "待了解",
    "n/k", "n.k.", "not covered", "uncovered", "no coverage", "no owner", "nicht betreut", "nicht zugeordnet",
})  # fmt: skip

#: Cells that are looked at.
_SAMPLE = 400
#: From this share of the filled cells on a column holds that kind of value.
MANY = 0.8


def text(cell: Cell) -> str:
    """A cell as stripped text; lists joined, cells without a value empty."""
    if isinstance(cell, str):
        return cell.strip()
    return "; ".join(map(str, cell)) if isinstance(cell, tuple) else ""


def filled(cells: Iterable[Cell]) -> list[str]:
    """The texts of the first cells that hold any; a dash is none, and so is what says that nothing is known.

    >>> filled(["n/k", "–", "CFO"])
    ['CFO']
    """
    found = []
    for cell in cells:
        if (said := text(cell)) and said.casefold() not in NOTHING:
            found.append(said)
            if len(found) == _SAMPLE:
                break
    return found


def is_email(value: str) -> bool:
    """A mail address, or several."""
    if "@" not in value:
        return False
    several = not _EMAIL.fullmatch(value)
    return not several or all(_EMAIL.fullmatch(p.strip(" <>")) for p in _BETWEEN.split(value) if p)


def is_date(value: str) -> bool:
    """A day in any order, perhaps with a time of day."""
    return bool(_DATE.fullmatch(value))


def is_total(value: str) -> bool:
    """What heads a line or a column of sums."""
    if value[:1].isdigit() and value.isascii():
        return False  # a key, an amount, a day
    return bool(_TOTAL.fullmatch(value))


def is_number(value: str) -> bool:
    """A number, perhaps grouped."""
    return bool(_NUMBER.fullmatch(value))


def is_name(value: str) -> bool:
    """What looks like one person's name."""
    return bool(_HAN_NAME.fullmatch(value) or _LATIN_NAME.fullmatch(value) or _COMMA_NAME.fullmatch(value))


@dataclass(frozen=True, slots=True)
class Look:
    """A column by its cells: how many are filled, how many differ, and the shares that look like something."""

    filled: int
    different: int
    email: float
    date: float
    number: float
    name: float
    link: float


def look(cells: Sequence[Cell]) -> Look:
    """How a column looks; shares are of the filled cells of a sample, 0 for an empty column. Error cells are not empty."""
    texts = filled(cells)
    n = max(len(texts), 1)

    def share(test: Callable[[str], object]) -> float:
        return sum(bool(test(t)) for t in texts) / n

    phone = share(lambda t: _PHONE.fullmatch(t) and not is_date(t) and sum(c.isdigit() for c in t) >= 7)
    unusable = 0 if texts else sum(isinstance(cell, Unusable) for cell in cells)
    return Look(
        len(texts) + unusable,
        len(set(texts)),
        share(is_email),
        share(is_date),
        share(is_number),
        share(is_name),
        max(share(_URL.fullmatch), phone),
    )
