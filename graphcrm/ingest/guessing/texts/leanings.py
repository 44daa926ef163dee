"""Which vendor somebody leans to, where a phrase names it: “Leans towards Norvane”, “偏向华星通信”."""

from __future__ import annotations

import re
from typing import NamedTuple

from graphcrm.folding import HAN, simplified
from graphcrm.ingest.guessing.texts.companies import called_as_vendor
from graphcrm.ingest.guessing.texts.us import US_ZH

__all__ = ["Leaning", "leaning_in", "names_vendor"]

_HOW = r"(?:(?:still|clearly|strongly|rather|slightly|more|openly|currently|now|personally|a\s+bit|somewhat|probably|privately)\s+)*"
_LEANS = (
    r"lean(?:s|ing)?\s+(?:to|towards?)|(?:tend(?:s|ing)?|inclin(?:es|ed))\s+(?:to|towards?)|prefer(?:s|ring)?|favou?r(?:s|ing)?"
    r"|(?:happy|satisfied)\s+with|favorisiert|bevorzugt|tendiert\s+zu|neigt\s+zu"
)
_BACKS = (
    r"back(?:s|ing)|support(?:s|ing)|push(?:es|ing)(?:\s+for)?|promot(?:es|ing)|champion(?:s|ing)"
    r"|(?:an?\s+)?(?:strong\s+|big\s+)?(?:supporter|champion|advocate|fan)\s+(?:of|for)|in\s+favou?r\s+of"
)
_EN = re.compile(
    rf"(?:(?:he|she|they)\s+)?(?:is\s+)?{_HOW}(?:(?P<leans>{_LEANS})|(?P<backs>{_BACKS}))\s+(?:the\s+)?"
    r"(?!(?:option|phase|plan|variant|q\d|teams|zoom|email|e-mail|phone|whatsapp|(?:mon|tues|wednes|thurs|fri)days?)\b)(?P<vendor>(?-i:[^\W\d_a-z][\w.&-]*(?:\s(?:[^\W\d_a-z][\w.&-]*|&)){0,3}?))(?:['’]s)?"
    r"(?:\s+(?:solution|offer|proposal|product|platform|system|bid|side))?(?:\s*\(.*\)|\s+(?:because|for|on|due|as|over)\b.*)?",
    re.IGNORECASE,
)
_ZH = re.compile(
    r"(?:他|她)?(?:比较|更|略|明显|强烈|一直|私下|个人|目前|内心|坚定|有点|稍|较|明确|仍)*"
    r"(?:(?P<leans>倾向于?|偏向于?|偏好|青睐|看好|更认可)|(?P<backs>支持|力挺|主推|力推))"
    rf"(?!{US_ZH})(?P<vendor>[\u3400-\u9fffA-Za-z0-9·]{{2,15}}?)(?:公司)?(?:的?(?:方案|产品|系统|设备|品牌|一方|一边))?(?:\s*[(\uff08].*[)\uff09])?"
)


class Leaning(NamedTuple):
    """A vendor, and the level of the attitude to it: 1 of whoever leans to it, 2 of whoever backs it."""

    vendor: str
    level: str


def names_vendor(said: Leaning | None) -> bool:
    """Whether somebody leans to what may be a vendor: it has a name in Latin letters, or one that companies are called by.

    >>> [names_vendor(leaning_in(one)) for one in ("Prefers Norvane", "偏向华星通信", "倾向国产", "Supports us", "Prefers Option B")]
    [True, True, False, False, False]
    """
    return said is not None and (not HAN.search(said.vendor) or called_as_vendor(said.vendor))


def leaning_in(said: str) -> Leaning | None:
    """The vendor that a phrase says somebody leans to, if it is one: whether that is a vendor only its name can tell; None for any other.

    >>> leaning_in("Leans towards Norvane"), leaning_in("is pushing Castellan Systems' offer (price)")
    (Leaning(vendor='Norvane', level='1'), None)
    >>> leaning_in("strongly prefers Castellan Systems because of the price").vendor, leaning_in("a fan of Sartor's platform").level
    ('Castellan Systems', '2')
    >>> leaning_in("prefers Quillion").vendor
    'Quillion'
    >>> leaning_in("比较偏向华星通信的方案"), leaning_in("支持我们"), leaning_in("prefers cloud")
    (Leaning(vendor='华星通信', level='1'), None, None)
    """
    plain = simplified(said).strip(" .!。\uff01")
    found = _EN.fullmatch(plain) or _ZH.fullmatch(plain)
    return Leaning(found["vendor"], "1" if found["leans"] else "2") if found else None
