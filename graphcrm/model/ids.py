"""Ids, as this program and other systems write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from graphcrm.i18n import Text
from graphcrm.model.faults import FieldError, shown
from graphcrm.model.normal import UNSEEN

__all__ = ["EVERYBODY", "MERGED", "anybody", "identifier", "into_which", "mail_address", "system_key"]


#: Stands for everybody where an id may.
EVERYBODY = "*"
#: System of the keys of a person that are ids of records which were merged into that of the person.
MERGED = "merged"
#: Printable, and neither what separates the items of a list nor the arrow of a path.
_BARRED = frozenset(";>")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_MAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,<>]+")
_LONGEST_ID = 128


def identifier(raw: str) -> str:
    """An id: 1 to 128 printable characters of any script but ; and >, composed (NFC), blanks of any kind as
    plain ones; mail addresses in small letters.

    >>> identifier("{62E2AF55-6D92}"), identifier("Q.Second@acme.example"), identifier("王伟")
    ('{62E2AF55-6D92}', 'q.second@acme.example', '王伟')
    """
    if raw.isascii() and raw.isalnum() and len(raw) <= _LONGEST_ID:
        return raw  # as most ids are
    made = unicodedata.normalize("NFC", raw.strip())
    if not made.isprintable():
        made = "".join(" " if unicodedata.category(c) == "Zs" else c for c in made)
    if 0 < len(made) <= _LONGEST_ID and _is_seen(made) and _BARRED.isdisjoint(made) and made != EVERYBODY:
        return made.lower() if _MAIL.fullmatch(made) else made
    raise FieldError(lambda: _no_id(raw, made))


def into_which(keys: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Ids of records that were merged, each with the one that it went into, from the keys of those that are left.

    >>> into_which({"c6": ["crm:003", "merged:c9"], "c7": []})
    {'c9': 'c6'}
    """
    mark = f"{MERGED}:"
    return {key.removeprefix(mark): one for one, held in keys.items() for key in held if key.startswith(mark)}


def _is_seen(text: str) -> bool:
    """Whether every character of a text can be seen: what Python calls printable has blank letters and selectors among it."""
    return text.isprintable() and (text.isascii() or not _UNSEEN.search(text))


def _no_id(raw: str, made: str) -> Text:
    if len(made) > _LONGEST_ID:
        why = Text(
            f"有 {len(made)} 个字符，最多 {_LONGEST_ID}", f"it has {len(made)} characters; at most {_LONGEST_ID}"
        )
    elif not _is_seen(made):
        why = Text("含有控制字符或看不见的字符", "it holds control characters or ones that cannot be seen")
    elif made == EVERYBODY:
        why = Text("* 表示所有人", "* stands for everybody")
    else:
        why = Text("不能含 ; 和 >，也不能为空", "it must not be empty, nor hold ; or >")
    return Text(f"“{shown(raw)}”不是有效编号：", f"“{shown(raw)}” is not a valid id: ") + why


def anybody(raw: str) -> str:
    """An id, or ``*`` for everybody."""
    return raw if raw == EVERYBODY else identifier(raw)


def mail_address(raw: str) -> str:
    """A mail address, in small letters, since addresses compare without case."""
    if _MAIL.fullmatch(raw) and raw.isprintable() and len(raw) <= 254:
        return raw.lower()
    raise FieldError(
        Text(f"“{shown(raw)}”不是邮箱地址（如 lin@bank.cn）", f"“{shown(raw)}” is no mail address such as lin@bank.cn")
    )


def system_key(raw: str) -> str:
    """An id in another system, ``system:key``."""
    system, colon, key = raw.partition(":")
    if colon and system.strip() and key.strip() and raw.isprintable() and len(raw) <= 200:
        return f"{system.strip()}:{key.strip()}"
    raise FieldError(
        Text(
            f"“{shown(raw)}”应写作 系统：编号，例如 salesforce:0035g00001",
            f"write “{shown(raw)}” as SYSTEM:KEY, such as salesforce:0035g00001",
        )
    )
