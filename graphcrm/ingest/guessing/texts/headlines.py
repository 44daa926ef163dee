"""Headlines of profiles, which people write about themselves: a post, where it is held, and whatever else they want to say."""

from __future__ import annotations

import re

from graphcrm.ingest.guessing.texts.companies import called_as_company
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["HEADLINES", "headline_apart"]

#: The keys of headings of such columns.
HEADLINES = frozenset(
    map(
        heading_key,
        (
            "headline",
            "linkedin headline",
            "profile headline",
            "professional headline",
            "领英头衔",
            "个人签名",
            "个性签名",
            "签名/头衔",
        ),
    )
)
_NEXT = re.compile(r"\s*[|•·\uff5c]\s*|\s+[–—]\s+|\s+//\s+")
_AT = re.compile(r"(.{2,80}?)(?:\s+(?:at|bei|chez|presso)\s+|\s*@\s*)(?:the\s+)?(\S.{1,60})", re.IGNORECASE)
_COMMA = re.compile(r"(.{2,80}?)\s*,\s*([^,]{2,60})")
#: What somebody no longer is: “ex-CIO of Torvane”, “前云岭铜业CIO”.
_FORMER = re.compile(
    r"(?:ex-|former(?:ly)?\b|previously\b|ehemalige?r?\b|[前原](?=(?-i:[\u3400-\u9fff])))", re.IGNORECASE
)
_LONGEST = 300


def headline_apart(said: str) -> tuple[str, str]:
    """The post that a headline names first and where it is held; "" for what it does not say.

    >>> headline_apart("VP Supply Chain at Torvane Foods"), headline_apart("CIO @ Torvane | Speaker")
    (('VP Supply Chain', 'Torvane Foods'), ('CIO', 'Torvane'))
    >>> headline_apart("Head of Procurement, Torvane Foods"), headline_apart("Director, Finance"), headline_apart("Dad | Dreamer")
    (('Head of Procurement', 'Torvane Foods'), ('Director, Finance', ''), ('', ''))
    """
    first = _NEXT.split(said[:_LONGEST].strip(), maxsplit=1)[0]
    if _FORMER.match(first):
        return "", ""
    if found := _AT.fullmatch(first):
        return (found[1], found[2].strip()) if is_office(found[1]) else ("", "")
    if (found := _COMMA.fullmatch(first)) and is_office(found[1]) and called_as_company(found[2]):
        return found[1], found[2]
    return (first, "") if is_office(first) else ("", "")
