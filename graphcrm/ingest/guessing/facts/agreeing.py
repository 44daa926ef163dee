"""What several rows say of one person, organisation or opportunity: one fills in what another leaves open; where they differ the first
holds, and that is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.meanings import meanings
from graphcrm.ingest.guessing.references.identities import Identities
from graphcrm.ingest.guessing.references.resolving import Place
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.ingest.guessing.texts.offices import says_a_post
from graphcrm.model.fields import shown
from graphcrm.model.tables import BY_NAME
from graphcrm.spoken import joined

__all__ = ["Agreeing", "entitled"]

#: Columns of which each has one, how each is called, and those of them that name people.
_ONE_OF = {
    "people": ("title", "unit", "grade", "reports_to", "owner", "email"),
    "opportunities": ("amount", "currency", "stage", "status", "due"),
    "orgs": ("name_en", "industry", "region", "tier", "annual_revenue", "currency"),
}
_EACH = {
    "people": Text("同一个人", "one person"),
    "opportunities": Text("同一个商机", "one opportunity"),
    "orgs": Text("同一个组织", "one organisation"),
}
_PEOPLE = frozenset({"reports_to", "owner"})
#: Differences that are written out of a column in a file; of the others the number tells.
_TOLD = 5


class _Difference(NamedTuple):
    table: str
    before: Mapping[str, str]
    column: str
    said: str
    file: str


class Agreeing:
    """Remembers where rows about one person differ until it is known whom their columns name."""

    def __init__(self, known: Identities) -> None:
        self._known = known
        self._found: list[_Difference] = []

    def fill_in(self, table: str, before: dict[str, str], values: Mapping[str, str], place: Place) -> None:
        """Complete what an earlier row says of somebody or something by what another says."""
        for column in _ONE_OF[table]:
            said = values.get(column, "")
            if said and before.get(column, said).casefold() != said.casefold():
                self._found.append(_Difference(table, before, column, said, place.source.sheet.file))
        before |= {name: said for name, said in values.items() if said and not before.get(name)}

    def tell(self, drafts: Drafts) -> None:
        """Report what differs (W12), when the columns of people hold whom they name."""
        told: dict[tuple[str, str, str], list[str]] = {}
        for table, before, column, said, file in self._found:
            kept = before.get(column, "")
            if not kept or self._is_same(column, kept, said):
                continue
            kept = self._called(column, kept)
            one = f"{before['name']}: {self._called(column, said)} ≠ {kept}"
            told.setdefault((file, table, column), []).append(one)
        for (file, table, column), some in told.items():
            label, each = meanings(BY_NAME[table])[column].label, _EACH[table]
            words = Text(
                f"{each.zh}的{label.zh}写得不一样，保留先写的（≠ 之后），其余未导入：",
                f"rows differ in “{label.en}” of {each.en}; the first is kept (behind ≠), the others are left out: ",
            )
            words += joined([shown(one, 60) for one in dict.fromkeys(some)][:_TOLD])
            for _ in some:
                drafts.leave_out(file, words)

    def _is_same(self, column: str, kept: str, said: str) -> bool:
        """Whether what was kept, by now a key where it names somebody, is what another row says in other words."""
        if column == "title":  # “信息部部长” is “部长” with the department
            return kept.endswith(said) or said.endswith(kept) or name_key(kept) == name_key(said)
        if column not in _PEOPLE:
            return name_key(kept) == name_key(said)
        found = self._known.find("person", said) or self._known.find("person", written(said).name)
        return kept in found or name_key(written(kept).name) == name_key(written(said).name)

    def _called(self, column: str, said: str) -> str:
        names = self._known.of["unit" if column == "unit" else "person"].name
        return names.get(said, said) if column in _PEOPLE or column == "unit" else said


def entitled(titles: Mapping[str, str], people: Mapping[str, dict[str, str]]) -> None:
    """Give posts that stand beside names, where others name them, to those of whom no row says one: “汇报对象：沈昊（副总裁）”."""
    for key, title in titles.items():
        row = people.get(key)
        if row is not None and not row.get("title") and says_a_post(title):
            row["title"] = title
