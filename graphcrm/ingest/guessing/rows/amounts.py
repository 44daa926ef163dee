"""Amounts as people write them: with a currency, in thousands or millions, beside the number or in the heading."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from graphcrm.folding import HAN, simplified
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.meanings import meanings
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.values import text
from graphcrm.model.currencies import CURRENCIES
from graphcrm.model.fields import shown
from graphcrm.model.figures import SIGNS, decimal_sign, figures_of
from graphcrm.model.tables import Table

__all__ = ["amount_of", "amounts_of", "currency_named"]

#: Meanings that are amounts of money.
_MONEY = frozenset(
    {
        "amount",
        "deal_amount",
        "annual_revenue",
        "cost",
        "cost_to_serve",
        "relationship_budget",
        "value",
        "contract_value",
    }
)
#: Whose currency an amount names, where it is not that of the row.
_CURRENCIES = {"contract_value": "contract_currency"}
#: Powers of ten that words stand for.
_UNITS = {
    **dict.fromkeys(("千", "k", "t", "tsd", "tsd.", "thousand", "thousands", "000", "000s", "'000"), 3),
    "万": 4,
    **dict.fromkeys(("百万", "m", "mm", "mn", "mio", "mio.", "million", "millions", "millionen"), 6),
    "千万": 7,
    "亿": 8,
    **dict.fromkeys(("bn", "mrd", "mrd.", "billion", "billions"), 9),
}
#: Signs and words for currencies; “¥” is used for two, so it names none.
_SIGNS = {"€": "EUR", "euro": "EUR", "£": "GBP", "us$": "USD", "$": "USD", "hk$": "HKD", "a$": "AUD", "c$": "CAD"}
_SIGNS |= {"s$": "SGD", "nt$": "TWD", "元": "CNY", "人民币": "CNY", "rmb": "CNY", "美元": "USD", "欧元": "EUR"}
_SIGNS |= {
    "r$": "BRL",
    "zł": "PLN",
    "kč": "CZK",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "฿": "THB",
}
_SIGNS |= dict.fromkeys(("新台币", "台币", "新台币元"), "TWD")
_CODES = frozenset(map(str.casefold, CURRENCIES))
_SIGNS |= {"円": "JPY", "港元": "HKD", "港币": "HKD", "日元": "JPY", "¥": "", "￥": ""} | {
    c.casefold(): c for c in CURRENCIES
}


def _any(words: dict[str, int] | dict[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_NAMED = re.compile(
    "|".join(
        re.escape(one) for one in sorted(_SIGNS, key=len, reverse=True) if len(one) > 1 and one.casefold() not in _CODES
    )
    + rf"|\b(?-i:{'|'.join(CURRENCIES)})\b",
    re.IGNORECASE,
)
_MEASURE = rf"(?P<before>{_any(_SIGNS)})?\s*{{}}(?P<unit>{_any(_UNITS)})?\s*(?P<after>{_any(_SIGNS)})?"
_LONGEST = 60
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e\+?\d+)?")
_CELL = re.compile(_MEASURE.format(r"(?P<number>[-+]?\d[\d.,'’]*)\s*"), re.IGNORECASE)
#: “3亿2,000万”, and what says whether tax is in it.
_IN_PARTS = re.compile(r"(\d{1,6})亿(\d{1,4}|\d,\d{3})万")
_TAX = re.compile(
    r"\s*[(\uff08](?:[税稅][抜拔込别別]|不?含税|未税|excl\.? ?VAT|ex VAT|netto|zzgl\. ?(?:MwSt|USt)\.?|HT|H\.T\.)[)\uff09]$",
    re.IGNORECASE,
)
_HEADING = re.compile(_MEASURE.format(""), re.IGNORECASE)
#: Where a heading says in what its amounts are: “Wert (T€)”, “Value in Mio. EUR”, “金额万元”.
_ASIDE = re.compile(
    r"[(\uff08\[]\s*(?:(?:[a-z]+ ){0,4}in |单位[:\uff1a])?([^()\uff08\uff09]+?)\s*[)\uff09\]]|\bin (.+)$"
    r"|\s((?:\w{1,3}\.?\s?)?(?:[€$£]|(?-i:[A-Z]{3})))$|([百千]?[万亿]元)$"
    r"|单位\s*[:\uff1a]\s*([^\s;,\uff1b\uff0c)\uff09]+)",
    re.IGNORECASE,
)


def amount_of(said: str, over: Sequence[str], sign: Callable[[str], str]) -> tuple[str, str]:
    """An amount as a number, and its currency if one is named; a text that is none stays as it is, for the checks to refuse.

    `over` is what stands over it, its heading first and then titles: in what the amounts are says the first that says it at all;
    in a title a letter alone, as in “Region (M)”, says nothing.
    `sign` tells the decimal sign of a number that can be read in two ways, "" if nobody knows, which leaves it out.

    >>> [amount_of(said, ["Value"], lambda _: ",") for said in ("$1.2M", "1.250", "ten")]
    [('1200000', 'USD'), ('1250', ''), ('ten', '')]
    >>> amount_of("350", ["预计金额（万元）"], str), amount_of("1,5", ["Volumen (Mio. €)"], str)
    (('3500000', 'CNY'), ('1500000', 'EUR'))
    >>> amount_of("350", ["Value EUR"], str), amount_of("350", ["Wert T€"], str), amount_of("350", ["Deal ARR"], str)
    (('350', 'EUR'), ('350000', 'EUR'), ('350', ''))
    >>> amount_of("350", ["金额", "2026年商机清单", "单位:万元"], str), amount_of("350", ["Value", "Pipeline (all figures in £k)"], str)
    (('3500000', 'CNY'), ('350000', 'GBP'))
    >>> amount_of("2400", ["預估金額(萬)"], str), amount_of("1.2億元", ["金額"], str), amount_of("350", ["金額（新臺幣萬元）"], str)
    (('24000000', ''), ('120000000', ''), ('3500000', 'TWD'))
    >>> amount_of("3億2,000万円(税抜)", ["想定金額"], str), amount_of("1亿500万元", ["金额"], str)
    (('320000000', 'JPY'), ('105000000', 'CNY'))
    """
    heading, *titles = over
    power, currency = next(filter(any, (_measure(heading), *(_measure(one, bare=False) for one in titles))), (0, ""))
    plain = _TAX.sub("", simplified(said))
    plain = _IN_PARTS.sub(lambda m: str(int(m[1]) * 10_000 + int(m[2].replace(",", ""))) + "万", plain)
    found = _CELL.fullmatch(" ".join(plain.split()))
    own = _power_and_currency(found, elsewhere=simplified(said) != said) if found else None
    if found is None or own is None:
        return said, ""
    figures = figures_of(found["number"])
    if len(figures) > 1:
        decimal = sign(found["number"])
        if not decimal:
            return "", ""  # the question counts the row
        figures = tuple(f for f in figures if f.decimal == decimal)
    if len(figures) != 1:
        return said, ""
    amount = figures[0].value * 10 ** (own[0] or power)
    return (f"{amount:.15g}", own[1] or currency) if math.isfinite(amount) else (said, "")


def amounts_of(
    sheet: Sheet, table: Table, place: int, name: str, asked: Asked
) -> Callable[[str], tuple[str, str, str]] | None:
    """How a cell of a column of amounts becomes an amount, the meaning that its currency has, and that; None for other columns.

    The currency is that of the row, or of the opportunity that a row about somebody names.
    """
    if name not in _MONEY:
        return None
    of = _CURRENCIES.get(name, "currency" if table.column("currency") else "deal_currency")
    known = of in meanings(table)
    over = (sheet.headings[place], *reversed(sheet.above), sheet.name)  # the nearest first
    sign = partial(_decimal_of, sheet, place, asked)

    def amount(said: str) -> tuple[str, str, str]:
        value, currency = _amount_or_asked(said, over, sign, sheet, asked)
        return value, of, currency if known else ""

    return amount


def _amount_or_asked(
    said: str, over: Sequence[str], sign: Callable[[str], str], sheet: Sheet, asked: Asked
) -> tuple[str, str]:
    """An amount as :func:`amount_of` reads it; a short text that is none is asked about, so that no row is refused for it."""
    amount, currency = amount_of(said, over, sign)
    if not amount or _NUMBER.fullmatch(amount) or len(said) > _LONGEST:
        return amount, currency
    words = Text(
        f"“{shown(sheet.name)}”里的金额“{shown(said)}”是多少？只写数字",
        f"How much is the amount “{shown(said)}” in “{shown(sheet.name)}”? Write a number alone",
    )
    answer = asked.ask(Question(f"amount:{sheet.name}:{said}", words, (LEAVE_OUT,)))
    return amount_of("" if answer == LEAVE_OUT else answer, over, sign) if answer else ("", "")


def currency_named(texts: Sequence[str]) -> str:
    """The one currency that notes and titles name, by a word or by a sign of more than one letter; "" for none or several.

    >>> currency_named(["※ 金額為未稅新台幣"]), currency_named(["US$ 或 HK$"]), currency_named(["Budget (HK$)", "港幣"])
    ('TWD', '', 'HKD')
    """
    found = {_SIGNS[one.casefold()] for said in texts for one in _NAMED.findall(simplified(said))}
    return found.pop() if len(found) == 1 else ""


def _decimal_of(sheet: Sheet, place: int, asked: Asked, number: str) -> str:
    """The decimal sign of a number that can be read in two ways: that of the column's other cells, else as was answered.

    Below a Chinese heading a comma is none, in any of the countries that write so: nothing is asked of “8,600” there.
    """
    if sign := decimal_sign(map(text, sheet.column(place))):
        return sign
    if "," in number and HAN.search(sheet.headings[place]) and not asked.answer("decimal"):
        return "."
    words = Text(
        f"“{shown(number)}”这样的数，小数点是“.”还是“,”？",
        f"In numbers such as “{shown(number)}”, which is the decimal sign, . or ,?",
    )
    return asked.ask(Question("decimal", words, SIGNS, open=False))


@lru_cache(maxsize=1_000)
def _measure(over: str, *, bare: bool = True) -> tuple[int, str]:
    """In what the amounts below a heading, or a title, are: a power of ten and a currency; a `bare` letter may be the former."""
    plain = simplified(over)
    for found in _ASIDE.finditer(plain):
        said = next(filter(None, found.groups()))
        measure = _HEADING.fullmatch(said)
        if measure is None or not (bare or len(said) > 1 or said == "万"):
            continue
        if (told := _power_and_currency(measure, elsewhere=plain != over)) is not None:
            return told
    return 0, ""


def _power_and_currency(found: re.Match[str], *, elsewhere: bool) -> tuple[int, str] | None:
    """What was matched; None for words that only look like it: “all” is no currency, and “t” without one is a ton.

    In traditional characters, as they are written `elsewhere`, “元” may be of any of several currencies.
    """
    sign, unit = found["before"] or found["after"] or "", (found["unit"] or "").casefold()
    if (sign.upper() in CURRENCIES and not sign.isupper()) or (unit == "t" and not sign):
        return None
    return _UNITS.get(unit, 0), "" if elsewhere and sign == "元" else _SIGNS.get(sign.casefold(), "")
