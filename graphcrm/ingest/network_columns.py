"""Which column of an edge list, or of a list of its people, is which: by the headings that network tools write, or as named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.headings import plain
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean

__all__ = ["EDGES", "NODES", "is_directed", "places"]

_Words = Mapping[str, tuple[str, ...]]

#: The first word of each column is the one that we write; of `name` the first that is there counts.
EDGES: _Words = {
    "src": ("src", "source", "from", "sender", "source_id", "from_id", "source_node", "from_node", "node1", "ego", "giver", "respondent",
            "起点", "来源", "发件人"),
    "dst": ("dst", "target", "to", "recipient", "receiver", "destination", "target_id", "to_id", "target_node", "to_node", "node2", "alter",
            "nominee", "终点", "去向", "收件人"),
    "type": ("type", "tie", "kind", "relationship", "relation", "tie_type", "edge_type", "类型", "关系"),
    "directed": ("directed", "is_directed", "directedness", "有向"),
    "weight": ("weight", "count", "n", "strength", "value", "frequency", "messages", "权重", "次数", "强度"),
    "first": ("first", "first_date", "start", "首次", "起始"),
    "last": ("last", "last_date", "end", "date", "timestamp", "末次", "最近"),
}  # fmt: skip
NODES: _Words = {
    "id": ("id", "node", "node_id", "person_id", "编号"),
    "name": ("name", "full_name", "label", "姓名", "名称"),
    "title": ("title", "job_title", "职务"),
    "grade": ("grade", "职级"),
}
_REQUIRED = frozenset({"src", "dst", "id"})
_DIRECTED = frozenset({"directed", "有向", "true", "yes", "1", "是"})
_UNDIRECTED = frozenset({"undirected", "无向", "false", "no", "0", "否"})
#: What a column of types may hold without being one: it says which ties have a direction, as Gephi writes it.
_DIRECTIONS = frozenset({"directed", "有向", "undirected", "无向"})


def is_directed(cell: str, *, of_type: bool = False) -> bool | None:
    """Whether a cell says that a tie has a direction; None if it says nothing of it. In a column of types only words count.

    >>> is_directed("Undirected"), is_directed("0"), is_directed("0", of_type=True), is_directed("")
    (False, False, None, None)
    """
    word = cell.strip().casefold()
    if of_type and word not in _DIRECTIONS:
        return None
    return True if word in _DIRECTED else False if word in _UNDIRECTED else None


def places(
    headings: Sequence[str],
    known: _Words,
    named: Mapping[str, str] = {},
    *,
    sample: Sequence[Sequence[Cell]] = (),
    loose: bool = False,
) -> dict[str, int]:
    """Position of each known column among the headings.

    Parameters
    ----------
    named
        Which heading a column has in this file.
    sample
        The first rows. Of two columns of types (Gephi: Type and Kind) the one that only says which ties have a direction is
        the column `directed`, and one without a single value is none.
    loose
        Take the first of the known words where several are there: attributes of a graph are not chosen by who exports it.

    Raises
    ------
    Unreadable
        A heading that is named is not there, a column is there twice, or one that must be there is missing: then the
        headings that were found and those that are known are told.
    """
    written = [plain(heading).replace(" ", "_") for heading in headings]
    found = {column: _named(written, headings, heading, column) for column, heading in named.items()}
    for column, words in known.items():
        if column in found:
            continue
        at = [(words.index(word), place) for place, word in enumerate(written) if word in words]
        at = [(order, place) for order, place in at if place not in found.values()]
        if column == "type" and len(at) > 1:
            at = _types(at, sample, found)
        if len(at) > 1 and column != "name" and not loose:
            raise Unreadable(Text(f"列 {column} 出现两次", f"the column {column} is there twice"), 1, column)
        if at:
            found[column] = min(at)[1]
        elif column in _REQUIRED:
            raise _missing(headings, column, words)
    return found


def _types(at: list[tuple[int, int]], sample: Sequence[Sequence[Cell]], found: dict[str, int]) -> list[tuple[int, int]]:
    """Those of several columns of types that hold types; one that holds directions is noted as such."""
    kept = []
    for order, place in at:
        values = {str(row[place]).strip().casefold() for row in sample} - {""}
        if values and values <= _DIRECTIONS:
            found.setdefault("directed", place)
        elif values or not sample:
            kept.append((order, place))
    return kept


def _named(written: Sequence[str], headings: Sequence[str], heading: str, column: str) -> int:
    wanted = plain(heading).replace(" ", "_")
    if wanted in written:
        return written.index(wanted)
    why = Text(f"没有列“{shown(heading)}”", f"there is no column “{shown(heading)}”")
    raise Unreadable(why, 1, column, "E13", did_you_mean(heading, headings))


def _missing(headings: Sequence[str], column: str, words: Sequence[str]) -> Unreadable:
    seen = [shown(heading) for heading in headings[:20] if heading.strip()]
    text = Text(
        f"缺少必填列 {column}；文件里有：{'、'.join(seen)}；认得的写法：{'、'.join(words)}",
        f"the required column {column} is missing. The file has {', '.join(seen)}; it may be called {', '.join(words)}",
    )
    options = {"src": "--source-column", "dst": "--target-column"}
    advice = None
    if column in options:
        advice = Text(f"用 {options[column]} 指明是哪一列", f"Name it with {options[column]}")
    return Unreadable(text, 1, column, "E13", advice)
