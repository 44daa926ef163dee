"""Remarks about somebody that say more than words: that they have left, on whatever day, or are not to be contacted."""

from __future__ import annotations

import re

from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.choices import Flag

__all__ = ["GONE", "flag_in", "flag_of", "is_to_come"]

#: What remarks say among others.
GONE = frozenset({Flag.LEFT.value, Flag.NO_CONTACT.value})
_LONGEST = 200
_BETWEEN = re.compile(r"[,;\uff0c\uff1b。\n]\s*|\.\s+|\.$")
#: The day in “left 03/2026”, “2026年3月离职”, “ausgeschieden seit Mai 2025”.
_WHEN = re.compile(
    r"\b(?:since|in|on|as of|seit|am|zum|en|le|depuis|desde|el|dal|a)\b|\d[\d/.\-]*[年月日]?[初中底末]?|[于已]?自"
    r"|(?:付け?|限り)?(?:で|に|をもって)(?=退)"
    r"|\b(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|mär)[a-zä]*\b",
    re.IGNORECASE,
)
#: Whence somebody knows: “left 03/2026 per LinkedIn”, “laut Xing ausgeschieden”, “据领英已离职”.
_WHENCE = re.compile(
    r"(?<=\w)\s*[,(]?\s+(?:as )?(?:per|according to|acc\. to|via|laut|lt\.|selon|d['’]après|según|secondo) [^,;(]{2,40}\)?$"
    r"|^(?:laut|lt\.|selon|d['’]après|según|secondo) \S+,? |^据[^,\uff0c已]{1,12}[,\uff0c]?(?=已)",
    re.IGNORECASE,
)
#: The month of a day: “2027年3月”, “2027-03”, “03/2027”, “31.03.2027”.
_MONTH = re.compile(r"(?P<year>20\d\d)\s*[年./-]\s*(?P<month>\d{1,2})|(?P<before>\d{1,2})[./-](?P<behind>20\d\d)")


def is_to_come(remark: str, today: str) -> bool:
    """Whether a remark names a month behind that of today: who leaves by then is still there.

    >>> is_to_come("2027年3月末で退任", "2026-11-30"), is_to_come("left 03/2026", "2026-11-30"), is_to_come("left", "2026-11-30")
    (True, False, False)
    """
    named = (f"{m['year'] or m['behind']}-{int(m['month'] or m['before']):02}" for m in _MONTH.finditer(remark))
    return bool(today) and any(month > today[:7] for month in named)


def flag_of(said: str) -> str:
    """What a remark behind a name says of the person, such as that they have left, on whatever day.

    >>> flag_of("left 03/2026"), flag_of("2025年底已退休"), flag_of("retires 2027"), flag_of("2026年9月末で退任"), flag_of("退任予定")
    ('left', 'left', '', 'left', '')
    >>> flag_of("Left company 12/2025 per LinkedIn"), flag_of("laut Xing ausgeschieden"), flag_of("left it to Ann per mail")
    ('left', 'left', '')
    """
    words = vocabulary("people", "flags")
    said = _WHENCE.sub("", said)
    return words.get(word_key(said)) or words.get(word_key(_WHEN.sub(" ", said)), "")


def flag_in(remark: str) -> str:
    """What a remark says of somebody, or a part of it that says that they have left or are not to be contacted; "" for any other.

    >>> flag_in("Left in March 2026. Successor unknown"), flag_in("已退休，接任者待定"), flag_in("left a message")
    ('left', 'left', '')
    """
    if len(remark) > _LONGEST:
        return ""
    parts = (flag_of(part) for part in _BETWEEN.split(remark) if part)
    return flag_of(remark) or next((flag for flag in parts if flag in GONE), "")
