"""How numbers and lists are said in a sentence: whole per cents, signs without a minus zero, lists in each language's way.

Tables print the same: a share as ``27%``, a lean, which lies between −1 and 1, as ``+12%``. What people read has the minus sign (U+2212)
before a negative number, what programs read (CSV, JSON, commands) the hyphen of the keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from graphcrm.i18n import Name, Text

__all__ = [
    "SHOWN",
    "about",
    "amount",
    "arrows",
    "called",
    "counted",
    "decimal",
    "few",
    "fine_lean",
    "in_days",
    "joined",
    "lean",
    "minus",
    "note",
    "only_first",
    "per_cent",
    "points",
    "sentence",
    "shifts",
    "signed",
    "some_of",
    "span",
    "strength",
    "tenths",
    "whole",
]


def minus(number: str) -> str:
    """A number as it is printed, with the minus sign of printed text.

    >>> minus("-0.25"), minus("7")
    ('−0.25', '7')
    """
    return number.replace("-", "−", 1) if number.startswith("-") else number


def whole(number: float) -> str:
    """A whole number, its thousands apart, never minus zero.

    >>> whole(-0.4), whole(2.6), whole(-3), whole(-1234)
    ('0', '3', '−3', '−1,234')
    """
    text = f"{number:,.0f}"
    return "0" if text == "-0" else minus(text)


def signed(number: float) -> str:
    """A whole number with its sign; zero has none.

    >>> signed(0.4), signed(6.95), signed(-3)
    ('0', '+7', '−3')
    """
    text = whole(number)
    return text if text == "0" or text.startswith("−") else f"+{text}"


def only_first(n: int, measure: str) -> Text:
    """How a sentence ends that counts a list of which the first n stand below; `measure` is the Chinese measure word."""
    said = "the first is shown" if n == 1 else f"the first {n} are shown"
    return Text(f"，显示前 {n} {measure}。", f", {said}.")


def counted(n: int, one: str, many: str = "") -> str:
    """How many of something, in English; `many` is the plural, if it is not the word and an s.

    >>> counted(1, "row"), counted(1200, "row"), counted(0, "opportunity", "opportunities")
    ('1 row', '1,200 rows', '0 opportunities')
    """
    return f"{n:,} {one if n == 1 else many or f'{one}s'}"


def in_days(n: int) -> Text:
    """A time in days.

    >>> in_days(1).zh, in_days(1).en, in_days(90).en
    ('1 天', '1 day', '90 days')
    """
    return Text(f"{n:,} 天", counted(n, "day"))


def few(n: float) -> Text:
    """A small number before what is counted: two as a word, others in digits.

    >>> few(2).zh, few(2).en, few(3).en
    ('两', 'two', '3')
    """
    return Text("两", "two") if n == 2 else Text.of(f"{n:g}")


def decimal(number: float) -> str:
    """A number with two digits behind the point, never minus zero.

    >>> decimal(-0.254), decimal(0.8), decimal(-0.001)
    ('−0.25', '0.80', '0.00')
    """
    text = f"{abs(number):.2f}"
    return f"−{text}" if number < 0 and float(text) else text


_WORD = re.compile(r"[a-z]+(?=[ ',:;.’]|$)")


def note(text: Text) -> Text:
    """One of several notes, which a dot parts: it has no stop at its end, be it a sentence or less.

    >>> note(Text("这不是赢率。", "No probability of success."))
    Text(zh='这不是赢率', en='No probability of success')
    """
    return Text(text.zh.removesuffix("。"), text.en if text.en.endswith("..") else text.en.removesuffix("."))


def sentence(text: Text) -> Text:
    """A note where it stands alone: its first word has a capital, unless it is an id or a name that is written otherwise.

    >>> sentence(Text("只有一个", "the account's only one.")).en, sentence(Text("甲", "u1 is gone")).en
    ("The account's only one", 'u1 is gone')
    """
    said = note(text)
    return Text(said.zh, said.en[:1].upper() + said.en[1:]) if _WORD.match(said.en) else said


def per_cent(share: float) -> str:
    """A share in whole per cents; what is there but rounds to nothing is “<1%”.

    >>> per_cent(0.2777), per_cent(0.004), per_cent(0.0)
    ('28%', '<1%', '0%')
    """
    text = whole(100 * share)
    return "<1%" if text == "0" and share > 1e-9 else f"{text}%"


#: Half a cent is rounded away from nothing, as in invoices; the largest number that a computer knows has 309 digits.
_CENTS = Context(prec=320, rounding=ROUND_HALF_UP)


def amount(money: float) -> str:
    """A sum as people read it: its thousands apart, cents only where there are any; half a cent is a whole one.

    >>> amount(32000000), amount(1234.5), amount(0), amount(2.675), amount(-0.001)
    ('32,000,000', '1,234.50', '0', '2.68', '0')
    """
    cents = Decimal(repr(float(money))).quantize(Decimal("0.01"), context=_CENTS)
    return minus(f"{cents:,.0f}" if cents == cents.to_integral_value() else f"{cents:,.2f}") if cents else "0"


def about(share: float) -> Text:
    """A share as an estimate; nothing is no estimate.

    >>> about(0.2777).zh, about(0.004).en, about(0.0).en
    ('约 28%', 'less than 1%', '0%')
    """
    if share >= 1 - 1e-9:
        return Text("全部（100%）", "all (100%)")
    if per_cent(share) == "<1%":
        return Text("不到 1%", "less than 1%")
    if per_cent(share) == "0%":
        return Text("0%", "0%")
    return Text(f"约 {per_cent(share)}", f"about {per_cent(share)}")


def lean(value: float) -> str:
    """A lean or an opinion in −1..1, in whole per cents with its sign.

    >>> lean(-0.0118), lean(0.355), lean(-0.0001)
    ('−1%', '+36%', '0%')
    """
    return f"{signed(100 * value)}%"


def tenths(number: float) -> str:
    """A number with one digit behind the point and its sign, where the tenth tells two apart; zero has neither.

    >>> tenths(6.95), tenths(-2.34), tenths(-0.01)
    ('+7.0', '−2.3', '0')
    """
    text = f"{number:+.1f}"
    return minus(text) if float(text) else "0"


def fine_lean(value: float) -> str:
    """A lean in tenths of per cents, where it stands beside another.

    >>> fine_lean(-0.0162), fine_lean(-0.0232), fine_lean(0.0)
    ('−1.6%', '−2.3%', '0%')
    """
    return f"{tenths(100 * value)}%"


def points(change: float) -> Text:
    """The change of a share or a lean, to stand right behind its name, in English after a space.

    >>> points(0.0695).en, points(-0.012).en, points(-0.001).en, points(0.0).en
    ('up 7 points', 'down 1 point', 'down less than a point', 'unchanged')
    >>> points(-0.0695).zh, points(0.0).zh
    ('降低 7 个百分点', '不变')
    """
    if abs(change) < _NOTHING:
        return Text("不变", "unchanged")
    return Text("提高{n}" if change > 0 else "降低{n}", "up {n}" if change > 0 else "down {n}").format(n=_size(change))


def shifts(what: Text, change: float) -> Text:
    """What somebody does to a share or a lean.

    >>> shifts(Text("倾向", "the lean"), -0.16)
    Text(zh='使倾向降低 16 个百分点', en='lowers the lean by 16 points')
    >>> shifts(Text("倾向", "the lean"), 0.0).en
    'leaves the lean as it is'
    """
    if abs(change) < _NOTHING:
        return Text("不改变{what}", "leaves {what} as it is").format(what=what)
    verb = "raises" if change > 0 else "lowers"
    return Text("使{what}{by}", f"{verb} {{what}} by {{n}}").format(what=what, by=points(change), n=_size(change))


_NOTHING = 1e-9


def _size(change: float) -> Text:
    number = whole(100 * abs(change))
    if number == "0":
        return Text("不到 1 个百分点", "less than a point")
    return Text(f" {number} 个百分点", f"{number} point{'' if number == '1' else 's'}")


def strength(tie: float) -> str:
    """The strength of a tie, in brackets behind it.

    >>> strength(0.58), strength(0.004)
    ('T=58%', 'T<1%')
    """
    text = per_cent(tie)
    return f"T{text}" if text.startswith("<") else f"T={text}"


def span(low: str, high: str) -> str:
    """From one figure to another; one that does not move is said once.

    >>> span("2", "5"), span("0%", "0%")
    ('2–5', '0%')
    """
    return low if low == high else f"{low}–{high}"


def called(key: str, name: str, english: str = "") -> Text:
    """A record by its name and id; by its id where it has no name.

    >>> called("c2", "林行长", "President Lin")
    Text(zh='林行长 (c2)', en='President Lin (c2)')
    >>> called("c2", "").en
    'c2'
    """
    if not name or name == key:
        return Text(key, key)
    return Text("{name} ({key})", "{name} ({key})").format(name=Name.of(name, english), key=key)


def joined(words: Iterable[str | Text]) -> Text:
    """A list: 、 between its items in Chinese, a comma in English, a semicolon where an item has a comma of its own.

    >>> joined(["王工", Text("周", "Zhou")])
    Text(zh='王工、周', en='王工, Zhou')
    >>> joined(["Zheng, IT", "Sun"]).en
    'Zheng, IT; Sun'
    """
    said = [Text.of(word) for word in words]
    between = "; " if len(said) > 1 and any(", " in word.en for word in said) else ", "
    return Text("、", between).join(said)


#: So many names a sentence has at most.
SHOWN = 10


def some_of(words: Sequence[str | Text], most: int = SHOWN) -> Text:
    """The first so many of a list, and a sign that there are more.

    >>> some_of(["c2", "c3", "c4"], 2).en, some_of(["c2"], 2).en
    ('c2, c3 …', 'c2')
    """
    return joined(words[:most]) + Text(" …" if len(words) > most else "", " …" if len(words) > most else "")


def arrows(names: Iterable[str]) -> Text:
    """Names along a path, each in its language.

    >>> arrows(["王工", Name.of("周CIO", "CIO Zhou")])
    Text(zh='王工 → 周CIO', en='王工 → CIO Zhou')
    """
    return Text(" → ", " → ").join(names)
