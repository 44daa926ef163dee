"""What others report of a relation that somebody judges: it stands on, and answers combine all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import joined, signed
from graphcrm.workspace.changing import Existing
from graphcrm.workspace.editing import Row, edge_kind, same_part
from graphcrm.workspace.known_ids import names_of

__all__ = ["with_others"]

#: What makes reports one, whoever reports.
_SAME = ("from", "to", "domain", "opportunity")
_OTHERS = Text(
    "另有他人的报告仍然有效，与此合并计算：{reports}；其中不再成立的，请将其结束",
    "what others report stands, too, and is combined with this: {reports}; end what is no longer true",
)
_ONE = Text("{who}报告 {level}（{day}）", "{level} by {who} ({day})")


def with_others(row: Row, existing: Existing, today: str) -> Row:
    """A row of a relation that says which other levels others report, as far as they still hold."""
    level = row.values.get("level")
    if level in (None, "") or str(level) == str(row.before.get("level")):
        return row
    batch = existing.get(edge_kind(row.values["kind"]).kind)
    every = [] if batch is None else [batch.row(at) for at in range(len(batch))]
    others = [
        one
        for one in every
        if all(same_part(one, column) == same_part(row.values, column) for column in _SAME)
        and one.get("reported_by") != row.values.get("reported_by", row.before.get("reported_by"))
        and one.get("level") is not None
        and str(one["level"]) != str(level)
        and (not one.get("valid_to") or one["valid_to"] > today)
    ]
    if not others:
        return row
    names, attitude = names_of(existing, ["person"]), edge_kind(row.values["kind"]) == EdgeKind.STANCE
    told = joined(
        _ONE.format(
            who=_called(names, str(one["reported_by"])),
            level=signed(one["level"]) if attitude else one["level"],
            day=one.get("observed_at", "—"),
        )
        for one in others
    )
    return replace(row, said=(*row.said, _OTHERS.format(reports=told)))


def _called(names: Mapping[str, Sequence[str]], who: str) -> str | Text:
    """The name of a reporter, in English the English one; a file that stands in for one by itself."""
    known = names.get(who)
    return Text(known[0], known[-1]) if known else who
