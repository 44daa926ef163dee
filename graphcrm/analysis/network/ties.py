"""Tie columns as given, checked, and brought into one canonical orientation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.network.settings import KIND_SETTINGS, TieKind
from graphcrm.arrays import Floats
from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.i18n import Text

__all__ = ["Floats", "Ints", "Network", "NetworkTies", "prepare", "sums"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class NetworkTies:
    """All ties of one type as equally long columns.

    Parameters
    ----------
    kind
        What the type means (`graphcrm.model.choices.TieKind`).
    name
        The type as the user calls it, e.g. ``asks_advice``.
    src, dst
        Positions in the list of ids.
    weight
        Strength or count, ≥ 0; None means 1 everywhere. A tie of weight 0 does not exist.
    """

    kind: TieKind | str
    name: str
    src: Sequence[int] | NDArray[np.integer]
    dst: Sequence[int] | NDArray[np.integer]
    weight: Sequence[float] | Floats | None = None

    @classmethod
    def of(
        cls, kind: TieKind | str, name: str, ids: Sequence[str], rows: Sequence[tuple[str, str, float]]
    ) -> NetworkTies:
        """Columns from rows ``(src id, dst id, weight)``; an id that is not in `ids` is an `InputError`."""
        place = {person: i for i, person in enumerate(ids)}
        unknown = sorted({end for row in rows for end in row[:2] if end not in place})
        if unknown:
            named = ", ".join(unknown[:5])
            raise InputError(
                Text("{name}：人员表中没有 {ids}", "{name}: not in the list of people: {ids}").format(
                    name=name, ids=named
                )
            )
        return cls(kind, name, [place[r[0]] for r in rows], [place[r[1]] for r in rows], [r[2] for r in rows])


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """One tie type, ready to be scored: parallel ties merged, self-ties gone, people in order of their ids.

    `giver → taker` says that the giver relies on the taker, so influence is what a taker *receives*. An undirected tie
    stands once in `giver`/`taker`; the scores count it in both directions. NetworkTies are sorted by (giver, taker).
    """

    kind: TieKind
    name: str
    size: int
    giver: Ints
    taker: Ints
    weight: Floats
    counts: bool
    self_ties: int
    note: Text | None = None

    @property
    def directed(self) -> bool:
        """Whether the tie has a direction."""
        return self.kind is TieKind.REPORTS_TO or KIND_SETTINGS[self.kind].directed

    @property
    def weighted(self) -> bool:
        """Whether some ties weigh more than others."""
        return len(self.weight) > 0 and bool(np.ptp(self.weight) > 0)

    @property
    def reversed(self) -> bool:
        """Whether the data's ties run from the influential person, against reliance."""
        return self.kind is not TieKind.REPORTS_TO and KIND_SETTINGS[self.kind].reversed

    @property
    def flow(self) -> tuple[Ints, Ints]:
        """Givers and takers of every directed tie; an undirected tie appears in both directions."""
        if self.directed:
            return self.giver, self.taker
        return np.concatenate([self.giver, self.taker]), np.concatenate([self.taker, self.giver])

    def connected(self) -> NDArray[np.bool_]:
        """Who has at least one tie."""
        seen = np.zeros(self.size, dtype=bool)
        seen[self.giver] = True
        seen[self.taker] = True
        return seen


def sums(person: Ints, values: Floats, size: int) -> Floats:
    """Sum of the values of each of `size` people (real even where there is nothing to add)."""
    return np.bincount(person, values, size).astype(np.float64)


def prepare(ties: NetworkTies, size: int, place: Ints) -> Network:
    """Check the columns and bring them into canonical form.

    Parameters
    ----------
    size
        Number of people.
    place
        New position of each person (the order of the ids), so that the result does not depend on the order of input.

    Raises
    ------
    InputError
        Unknown kind, columns of different length, a position outside the list, a weight that is negative or not finite.

    Notes
    -----
    Several ties of one type between the same two people: counts add up, of strengths the greatest holds. An undirected
    pair listed both ways (as a symmetric matrix is) is one tie: the greater of the two. Communication or exchange of which
    not one tie is returned is a list of pairs, and is read as undirected, with a note.
    """
    kind, note = _kind(ties), None
    src, dst = _positions(ties, ties.src, size), _positions(ties, ties.dst, size)
    weight = np.ones(len(src)) if ties.weight is None else np.asarray(ties.weight, dtype=np.float64)
    if not (src.shape == dst.shape == weight.shape and src.ndim == 1):
        raise _bad(ties, "src、dst、weight 三列长度不同", "the columns src, dst and weight differ in length")
    if not np.all(np.isfinite(weight)) or np.any(weight < 0):
        raise _bad(ties, "权重须为不小于 0 的有限数", "weights must be finite numbers of at least 0")

    loops = src == dst
    kept = ~loops & (weight > 0)
    giver, taker, weight = place[src[kept]], place[dst[kept]], weight[kept]
    settings = KIND_SETTINGS.get(kind)
    counted = settings is not None and settings.counted and bool(np.all(weight == np.floor(weight)))
    if settings is not None and settings.reversed:
        giver, taker = taker, giver
    giver, taker, weight = _merge(giver, taker, weight, size, adding=counted)
    if settings is not None and not settings.directed:
        low, high = np.minimum(giver, taker), np.maximum(giver, taker)
        giver, taker, weight = _merge(low, high, weight, size, adding=False)
    counts = counted and bool(np.any(weight != 1))
    if kind in _CONTACT and _is_pair_list(giver, taker, size):
        kind, note = TieKind.AFFILIATES, _PAIR_LIST.format(name=ties.name)
        giver, taker = np.minimum(giver, taker), np.maximum(giver, taker)
        giver, taker, weight = _merge(giver, taker, weight, size, adding=False)
    return Network(kind, ties.name, size, giver, taker, weight, counts, int(loops.sum()), note)


#: Kinds that say who was in contact with whom: of these a list of pairs says no more than that.
_CONTACT = frozenset({TieKind.COMMUNICATES, TieKind.EXCHANGES})
_PAIR_LIST = Text(
    "“{name}”中每对只出现一次：按无方向的往来处理",
    "{name} lists every pair once: read as undirected",
)


def _is_pair_list(giver: Ints, taker: Ints, size: int) -> bool:
    """Contact of which nothing is ever returned lists pairs once; it says nothing of who began."""
    return len(giver) > 0 and not np.isin(giver * size + taker, taker * size + giver).any()


def _kind(ties: NetworkTies) -> TieKind:
    try:
        return TieKind(ties.kind)
    except ValueError as error:
        known = ", ".join(kind.value for kind in TieKind)
        raise _bad(
            ties, f"未知的关系类别“{ties.kind}”，可用：{known}", f"unknown kind {ties.kind!r}; use one of {known}"
        ) from error


def _positions(ties: NetworkTies, column: Sequence[int] | NDArray[np.integer], size: int) -> Ints:
    array = np.asarray(column)
    if array.size == 0:
        return np.zeros(0, dtype=np.int64)
    if not np.issubdtype(array.dtype, np.integer):
        raise _bad(ties, "src、dst 须为人员序号（整数）", "src and dst must be positions of people (integers)")
    if array.min() < 0 or array.max() >= size:
        raise _bad(ties, f"人员序号须在 0 至 {size - 1} 之间", f"positions of people must lie between 0 and {size - 1}")
    return array.astype(np.int64)


def _merge(giver: Ints, taker: Ints, weight: Floats, size: int, *, adding: bool) -> tuple[Ints, Ints, Floats]:
    """One tie per (giver, taker), sorted; the weights are sorted too, so that sums do not depend on the order of
    rows.
    """
    if len(giver) == 0:
        return giver, taker, weight
    key = giver * size + taker
    order = np.lexsort((weight, key))
    key, weight = key[order], weight[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    merged = np.add.reduceat(weight, first) if adding else np.maximum.reduceat(weight, first)
    return key[first] // size, key[first] % size, merged


def _bad(ties: NetworkTies, zh: str, en: str) -> InputError:
    return InputError(Text("关系“{name}”：{what}", "ties {name!r}: {what}").format(name=ties.name, what=Text(zh, en)))
