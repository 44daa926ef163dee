"""The workbook: its sheets in the order of the work, each with the few columns of its table that people fill in by hand.

The five things that people enter have narrow sheets of their own: people, who reports to whom, who listens to whom, attitudes,
meetings. Three of them are rows of the table of edges, whose kind the sheet fixes and whose ends it calls by what they are.
Every other column of the table may stand on the sheet too, so that nothing recorded is lost for lack of a column.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import Field
from graphcrm.model.tables import TABLES, Table, table

__all__ = ["SHEETS", "Sheet", "sheet"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook.

    columns
        Those of the table that the sheet has when it is empty, in order.
    fixed
        Columns with one value for all rows, which have no place on the sheet.
    aliases
        Code and Chinese label of columns that are called otherwise here.
    """

    name: str
    zh: str
    of: Table
    columns: tuple[str, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    about: Text = field(default=Text("", ""))

    @property
    def title(self) -> str:
        """What the sheet is called, in both languages."""
        return f"{self.name}|{self.zh}"

    def labels(self, column: Field) -> tuple[str, str]:
        """Code and Chinese label of a column on this sheet."""
        return self.aliases.get(column.name, (column.name, column.zh))

    def code(self, heading: str) -> str | None:
        """The column of the table that an alias on this sheet stands for; None for any other heading."""
        for words in (heading, *heading.split("|")):
            plain = unicodedata.normalize("NFKC", words).strip(" *\t\r\n").casefold().replace(" ", "_")
            for name, called in self.aliases.items():
                if plain in (called[0], called[1]):
                    return name
        return None

    def takes(self, row: Mapping[str, object]) -> bool:
        """Whether a row of the table belongs on this sheet rather than on that of the table."""
        return all(row.get(name) == value for name, value in self.fixed.items())


def _table(name: str) -> Table:
    found = table(name)
    assert found is not None
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_TOLD = "confidence observed_at source reported_by evidence"
_NARROW = (
    Sheet(
        "orgs",
        "组织",
        _table("orgs"),
        _words("id name category subtype parent industry tier"),
        about=Text(
            "我方一行,每个客户一行,以及有关的第三方、供应商、竞争对手",
            "one row for us, one for each customer, then third parties, suppliers, competitors",
        ),
    ),
    Sheet("units", "部门", _table("units"), _words("id name org parent function headcount")),
    Sheet(
        "people",
        "人员",
        _table("people"),
        _words("id name org unit title grade role owner flags"),
        about=Text("我方的人也要填(“我方角色”一列)", "our own people too (column role)"),
    ),
    Sheet(
        "reporting",
        "汇报关系",
        _table("edges"),
        _words("from to line"),
        {"kind": EdgeKind.REPORTS_TO.value},
        {"from": ("person", "人员"), "to": ("manager", "上级")},
        Text("谁向谁汇报", "who reports to whom"),
    ),
    Sheet(
        "opportunities",
        "商机",
        _table("opportunities"),
        _words("id name customer stage decision_rule amount currency due status"),
    ),
    Sheet("roles", "决策角色", _table("roles"), _words(f"person opportunity roles decision_weight veto {_TOLD}")),
    Sheet(
        "listens",
        "听谁的",
        _table("edges"),
        _words(f"to from level domain {_TOLD}"),
        {"kind": EdgeKind.INFLUENCES.value},
        {"to": ("person", "谁"), "from": ("listens_to", "听谁的")},
        Text(
            "谁听谁的:十个这类决定中,有几次最终采纳了对方的意见",
            "who listens to whom: of ten such decisions, how often did the person end up with the other's view",
        ),
    ),
    Sheet(
        "attitudes",
        "态度",
        _table("edges"),
        _words(f"from to level subtype opportunity {_TOLD}"),
        {"kind": EdgeKind.STANCE.value},
        {"from": ("person", "人员"), "to": ("vendor", "对谁")},
        Text(
            "每个人对我方(或竞争对手)的态度;不知道就不写",
            "where each person stands toward us (or a competitor); leave out whom you do not know",
        ),
    ),
    Sheet(
        "meetings",
        "互动",
        _table("interactions"),
        _words("date kind participants channel outcome summary"),
        about=Text(
            "见过谁、谈了什么;至少一位我方、一位对方",
            "whom we met, and about what; at least one of ours and one of theirs",
        ),
    ),
    Sheet("actions", "行动", _table("actions"), _words("id target type owner due goal opportunity status")),
)

#: The narrow sheets, then a sheet for every other table, the relations of other kinds among them.
SHEETS: tuple[Sheet, ...] = (
    *_NARROW,
    *(
        Sheet(of.name, of.zh, of, tuple(f.name for f in of.columns))
        for of in TABLES
        if of.name not in {s.name for s in _NARROW} and of.name != "interactions"
    ),
)


def sheet(name: str) -> Sheet | None:
    """The narrow sheet of this name (``listens``, ``听谁的`` or both with a bar) that is no table's own; None otherwise."""
    words: Sequence[str] = [w.strip() for w in unicodedata.normalize("NFKC", name).casefold().split("|")]
    for one in SHEETS:
        if one.of.name != one.name and all(word in (one.name, one.zh) for word in words):
            return one
    return None
