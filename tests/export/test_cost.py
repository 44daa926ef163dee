"""What is written of many costs a look at each: nothing is made anew for every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from graphcrm.asking.listing.rows import relations
from graphcrm.asking.listing.scope import Scope
from graphcrm.export.crm import load_files
from graphcrm.export.crm_fields import read_fields
from graphcrm.export.due import agenda
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.snapshot import Snapshot
from graphcrm.snapshot.index import Index
from graphcrm.workspace.door import Workspace
from tests.export.conftest import DAY


class Counted(dict[str, Any]):
    """A mapping that counts how often it is gone through."""

    times = 0

    def __iter__(self) -> Iterator[str]:
        self.times += 1
        return super().__iter__()

    def items(self) -> Any:
        self.times += 1
        return super().items()

    def values(self) -> Any:
        self.times += 1
        return super().values()


def counted(known: Mapping[str, Any]) -> Any:
    return Counted(known)


@pytest.fixture
def snapshot(ws: Workspace) -> Snapshot:
    return ws.snapshot(DAY)


def test_an_agenda_goes_through_the_people_once_however_many_actions_there_are(snapshot: Snapshot) -> None:
    few = replace(snapshot, people=counted(snapshot.people), actions={})
    agenda(few, "u1", None, "en")
    one = next(a for a in snapshot.actions.values() if a.owner == "u1")
    many = {f"X{n}": replace(one, id=f"X{n}") for n in range(40)}
    full = replace(snapshot, people=counted(snapshot.people), actions=many)
    assert len(agenda(full, "u1", None, "en")) > len(many)
    assert full.people.times == few.people.times


def test_relations_are_listed_with_one_look_at_the_opportunities(snapshot: Snapshot) -> None:
    full = replace(snapshot, opportunities=counted(snapshot.opportunities))
    assert len(list(relations(Scope(full)))) > 100
    assert full.opportunities.times == 1


def test_roles_are_looked_up_once_a_deal_not_once_a_person(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []
    edges = Index.edges

    def watched(self: Index, kind: EdgeKind, ends: Any) -> tuple[Edge, ...]:
        if kind is EdgeKind.ROLE_IN and len(ends) == 1:
            looks.append(ends)
        return edges(self, kind, ends)

    monkeypatch.setattr(Index, "edges", watched)
    of = read_fields("salesforce", None)
    contacts = replace(of, files=tuple(file for file in of.files if file.rows == "contacts"))
    load_files(snapshot, contacts, "HY", [])
    assert len(looks) == 2, "one of the load file, one of the situation that it is about"


def test_the_calendar_says_what_is_to_be_done_in_the_readers_language(snapshot: Snapshot) -> None:
    """A kind of interaction by its label, a team's own word by its half in that language."""
    own = [
        e.summary for lang in ("en", "zh") for e in agenda(snapshot, "u6", "HY", lang) if e.uid == "action-A01@graphcrm"
    ]
    (visit,) = (e for e in agenda(snapshot, "u3", "HY", "zh") if e.uid == "action-A02@graphcrm")
    assert (own, visit.summary) == (["cost workshop: CFO Wu", "成本研讨会：吴CFO"], "拜访：李秘")
