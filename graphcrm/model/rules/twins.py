"""Two ids that look the same (W17)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.model.normal import normal
from graphcrm.model.rules.rows import NODE_TABLES, Breach, World
from graphcrm.model.tables import TABLES

__all__ = ["look_alike", "same_looking_ids", "twins"]


def twins(ids: Iterable[str], known: Iterable[str] = ()) -> dict[str, str]:
    """Ids that differ from another only by case, width, composition of accents, spaces or invisible characters: that other.

    The first one that is met stands for the others; `known` are met before all.
    """
    first: dict[str, str] = {}
    for one in known:
        first.setdefault(_seen(one), one)
    found = {}
    for one in ids:
        before = first.setdefault(_seen(one), one)
        if before != one:
            found[one] = before
    return found


def _seen(one: str) -> str:
    return normal(one).replace(" ", "")


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
