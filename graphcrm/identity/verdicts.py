"""The file in which a team says what is one person and what is not: the list of candidates, its column `verdict` filled in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.i18n import Text
from graphcrm.identity.merging import VERDICT
from graphcrm.ingest.csvfile import every_row, layout_of
from graphcrm.ingest.files import LIMIT, Unreadable, display, opened
from graphcrm.model.choice import Choice
from graphcrm.model.fields import FieldError, choice, shown
from graphcrm.model.guarding import unguarded
from graphcrm.model.problems import Problem

__all__ = ["Verdict", "Verdicts", "pair_key", "read_verdicts"]


class Verdict(Choice):
    MERGE = "merge", "合并"
    APART = "apart", "分开", "keep apart"


#: Columns that a file must have.
_COLUMNS = ("keep", "merge", "verdict")


def pair_key(one: str, other: str) -> str:
    """Under which a verdict on two records is remembered, whichever is named first.

    >>> pair_key("c9", "c12") == pair_key("c12", "c9")
    True
    """
    return ":".join((VERDICT, *sorted((one, other))))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was said: the kept id by each that goes into it, no kept one going into another; and the pairs kept apart."""

    into: Mapping[str, str]
    apart: tuple[tuple[str, str], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Everybody who is named."""
        named = (*self.into, *self.into.values(), *(one for pair in self.apart for one in pair))
        return tuple(dict.fromkeys(named))


def read_verdicts(path: str | os.PathLike[str]) -> Verdicts:
    """The verdicts of a file; rows without one are passed over. In which order the rows stand does not matter.

    Raises
    ------
    InputError
        It is no such file, a word is no verdict, or the rows contradict each other: one record into two, in a circle, or two
        that are kept apart and one person all the same.
    """
    path = Path(path)
    try:
        with opened(path, LIMIT["csv"]) as stream:
            rows = list(every_row(stream, layout_of(stream)))
    except Unreadable as error:
        raise _refuse(path, error.text, error.line) from error
    heading = [unguarded(name.strip().lstrip("\ufeff")) for name in rows[0][0]] if rows else []
    missing = [name for name in _COLUMNS if name not in heading]
    if missing:
        names = "、".join(missing), ", ".join(missing)
        raise _refuse(path, Text(f"缺少列 {names[0]}", f"the columns {names[1]} are missing"), 1)
    into: dict[str, tuple[str, int]] = {}
    apart: list[tuple[str, str, int]] = []
    for cells, line in rows[1:]:
        row = dict(zip(heading, map(_bare, cells), strict=False))
        if not row.get("verdict"):
            continue
        keep, merge, verdict = row.get("keep", ""), row.get("merge", ""), _verdict(path, row["verdict"], line)
        if not (keep and merge) or keep == merge:
            raise _refuse(path, Text("需要两个不同的编号", "it takes two different ids"), line)
        if verdict is Verdict.APART:
            apart.append((min(keep, merge), max(keep, merge), line))
        elif into.get(merge, (keep, 0))[0] != keep:
            told = Text(
                f"{shown(merge)} 不能既并入 {shown(into[merge][0])} 又并入 {shown(keep)}",
                f"{shown(merge)} cannot go into both {shown(into[merge][0])} and {shown(keep)}",
            )
            raise _refuse(path, told, line)
        else:
            into[merge] = keep, line
    ends = {merge: _end(path, merge, into) for merge in into}
    for one, other, line in apart:
        if ends.get(one, one) == ends.get(other, other):
            told = Text(
                f"{shown(one)} 与 {shown(other)} 既要分开，又经其他行合并",
                f"{shown(one)} and {shown(other)} are kept apart here, and merged by other rows",
            )
            raise _refuse(path, told, line)
    named = [(ends.get(one, one), ends.get(other, other)) for one, other, _ in apart]
    pairs = sorted({(min(pair), max(pair)) for pair in named})
    return Verdicts(dict(sorted(ends.items())), tuple(pairs))


def _end(path: Path, merge: str, into: Mapping[str, tuple[str, int]]) -> str:
    """Where a chain of mergers ends."""
    seen, at = {merge}, merge
    while at in into:
        at, line = into[at]
        if at in seen:
            raise _refuse(path, Text("几行互相合并，没有保留者", "the rows merge each other, and nobody is kept"), line)
        seen.add(at)
    return at


def _bare(cell: str) -> str:
    return unguarded(cell.strip())


def _verdict(path: Path, word: str, line: int) -> Verdict:
    try:
        return Verdict(choice(Verdict)(word))
    except FieldError as error:
        raise _refuse(path, error.text, line) from error


def _refuse(path: Path, text: Text, line: int | None = None) -> InputError:
    return InputError.of_file(Problem("E03", text, file=display(path), line=line))
