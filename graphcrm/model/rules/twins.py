"""Two ids that look the same (W17)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.model.normal import normal
from graphcrm.model.rules.rows import NODE_TABLES, Breach, World
from graphcrm.model.tables import TABLES

__all__ = ["look_alike", "same_looking_ids", "twins"]


#: Letters of Cyrillic and Greek by the Latin ones that nobody can tell them from.
_LIKE_LATIN = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0405\u0406\u0408"  # Cyrillic capitals
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd",  # Greek
    "ABEKMHOPCTXSIJaeopcyxsijABEZHIKMNOPTYXov",
)
#: Of ids without such a character only the case is not seen: most ids.
_UNLIKE = re.compile("[^!-_a-~]")


def twins(ids: Iterable[str], known: Iterable[str] = ()) -> dict[str, str]:
    """Ids that differ from another only in what nobody sees: that other.

    That is case, width, composition of accents, spaces, invisible characters, and letters of Cyrillic or Greek that look like
    Latin ones. The first one that is met stands for the others; `known` are met before all.
    """
    ids, known = tuple(ids), tuple(known)
    different = {*known, *ids}
    if not _UNLIKE.search("".join(different)) and len(set(map(str.casefold, different))) == len(different):
        return {}
    first: dict[str, str] = {}
    for one in known:
        for form in _seen(one):
            first.setdefault(form, one)
    found = {}
    for one in ids:
        forms = _seen(one)
        before = next((first[form] for form in forms if first.get(form, one) != one), one)
        for form in forms:
            first.setdefault(form, one)
        if before != one:
            found[one] = before
    return found


def _seen(one: str) -> tuple[str, ...]:
    """The forms in which an id is compared: what is written, and as the Latin letters that it may be taken for."""
    plain = normal(one).replace(" ", "")
    latin = plain if one.isascii() else normal(one.translate(_LIKE_LATIN)).replace(" ", "")
    return (plain,) if latin == plain else (plain, latin)


def look_alike(one: str, other: str) -> Text:
    """What is said of two such ids."""
    return Text(
        f"编号“{shown(one)}”与“{shown(other)}”看起来一样，却是两个编号",
        f"the ids “{shown(one)}” and “{shown(other)}” look the same, but are two",
    )


def same_looking_ids(world: World) -> Iterator[Breach]:
    """W17 for ids of one kind that only differ in what nobody sees."""
    for t in TABLES:
        if t.name not in NODE_TABLES or t.name not in world.tables:
            continue
        column = world.tables[t.name]["id"]
        found = twins(dict.fromkeys(filter(None, column)), world.stored.keys(t.kind))
        if found:
            rows = [row for row, one in enumerate(column) if one in found]
            yield Breach("W17", t.name, rows, "id", _saying(column, found))


def _saying(ids: Sequence[str], other: Mapping[str, str]) -> Callable[[int], Text]:
    return lambda row: look_alike(ids[row], other[ids[row]])
