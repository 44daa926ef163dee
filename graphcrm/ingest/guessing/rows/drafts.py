"""Rows of our tables under construction, each with the sheet and the line that it comes from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from graphcrm.i18n import Text
from graphcrm.ingest.gathering import Gathering
from graphcrm.ingest.guessing.rows.reading import Source
from graphcrm.model.tables import TABLES
from graphcrm.spoken import counted

__all__ = ["Draft", "Drafts"]

#: Lines that are told of what was left out.
_MOST = 20


class Draft(NamedTuple):
    """A row: its values as text by column, where it comes from."""

    values: dict[str, str]
    source: Source
    line: int


#: What a row of roles says besides the roles.
_OF_ROLES = ("decision_weight", "veto", "interest")


class Drafts:
    """All rows that an import makes, by table, in the order in which they were made."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Draft]] = {}
        #: Rows of roles by person, opportunity and day.
        self._roles: dict[tuple[str, ...], dict[str, str]] = {}
        #: Lines of meetings among ourselves, or of others alone, by file: calendars are full of them, and they are no contact.
        self.no_contact: defaultdict[str, list[int]] = defaultdict(list)
        #: What else was left out, by file and in words, with how often.
        self.left_out: Counter[tuple[str, Text]] = Counter()
        self._lines: dict[tuple[str, Text], dict[int, None]] = {}

    def add(self, table: str, source: Source, line: int, values: dict[str, str]) -> dict[str, str]:
        """A new row; the values may still be completed."""
        self.tables.setdefault(table, []).append(Draft(values, source, line))
        return values

    def add_roles(self, source: Source, line: int, values: dict[str, str]) -> None:
        """What somebody has to say in a decision: a list that names them in several rows may tell a role in each.

        What contradicts the row before stays a row of its own, and the checks say so.
        """
        key = tuple(values.get(name, "") for name in ("person", "opportunity", "observed_at"))
        before = self._roles.setdefault(key, values)
        if before is values or any(before.get(n) and values.get(n, before[n]) != before[n] for n in _OF_ROLES):
            self.add("roles", source, line, values)
            return
        before["roles"] = ";".join(dict.fromkeys(f"{before['roles']};{values['roles']}".split(";")))
        before |= {name: said for name, said in values.items() if not before.get(name)}

    def leave_out(self, file: str, what: Text, line: int | None = None) -> None:
        """Note that something of a file was left out; it is told once, with how often and on which lines."""
        self.left_out[file, what] += 1
        if line is not None:
            self._lines.setdefault((file, what), {})[line] = None

    def rows(self, table: str) -> Sequence[Draft]:
        """The rows of a table."""
        return self.tables.get(table, ())

    def into(self, gathering: Gathering) -> None:
        """Hand every row over to the checks of an import, sheet by sheet; what was left out is reported (W12)."""
        for file, lines in self.no_contact.items():
            n = len(lines)
            text = Text(
                f"{n} 次会议没有我方或没有对方的人，未导入",
                f"left out: {counted(n, 'meeting')} without one of ours and one from outside",
            )
            gathering.log.say("W12", file, text, lines[0])
        for (file, what), n in self.left_out.items():
            lines = [*self._lines.get((file, what), ())]
            gathering.log.say("W12", file, what + _how_often(n, lines), next(iter(lines), None))
        for of in TABLES:
            by_sheet: dict[tuple[str, str], list[Draft]] = {}
            for draft in self.rows(of.name):
                sheet = draft.source.sheet
                by_sheet.setdefault((sheet.file, sheet.name), []).append(draft)
            for (file, name), drafts in by_sheet.items():
                rows = gathering.begin(of, file, name)
                filled = {name for d in drafts for name, said in d.values.items() if said}
                used = [f for f in of.columns if f.name in filled]
                cells = ((f, [d.values.get(f.name, "") for d in drafts]) for f in used)
                gathering.add(rows, cells, [d.line for d in drafts])


def _how_often(n: int, lines: Sequence[int]) -> Text:
    """How often something was left out, and on which lines if there are several."""
    if len(lines) < 2:
        return Text(f"（{n} 处）", f" ({n})")
    named = ", ".join(map(str, lines[:_MOST])) + ", …" * (len(lines) > _MOST)
    return Text(f"（{n} 处，第 {named.replace(', ', '、')} 行）", f" ({n}; lines {named})")
