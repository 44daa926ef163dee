"""From a snapshot to a file."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from types import MappingProxyType

import pytest

from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.maps import draw
from graphcrm.maps.draw import draw_map
from graphcrm.maps.kinds.registry import KINDS, find_kind
from graphcrm.workspace.door import Workspace
from tests.analysis.golden import golden_snapshot
from tests.maps.asked import asked_of


@pytest.mark.parametrize("kind", [*KINDS, "M1", "m2"])
def test_a_map_is_drawn_by_code_or_name_and_is_the_same_every_time(kind: str, tmp_path: Path) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    for target in (one, two):
        assert draw_map(golden_snapshot(), target, kind=kind, account="HY", asked=asked_of(find_kind(kind).code)) == [
            target
        ]
    assert one.read_bytes() == two.read_bytes()
    assert "林行长" in one.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"kind": "formall"}, "Did you mean formal?"),
        ({"kind": "M3x"}, "there is no map “M3x”"),
        ({"edition": "customer"}, "Did you mean customer-safe?"),
        ({"edition": "zzz"}, "internal, shared, customer-safe"),
        ({"account": "HX"}, "HX"),
    ],
)
def test_what_cannot_be_drawn_is_said_before_anything_is_written(
    asked: dict[str, str], says: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=says):
        draw_map(golden_snapshot(), tmp_path / "map.html", **{"account": "HY", **asked})  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_kind_has_the_editions_that_it_declares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = dataclasses.replace(KINDS["formal"], editions=(Edition.INTERNAL, Edition.SHARED))
    monkeypatch.setattr(draw, "find_kind", MappingProxyType({"formal": inside}).__getitem__)
    draw_map(golden_snapshot(), tmp_path / "a.html", kind="formal", edition="shared", account="HY")
    with pytest.raises(
        UsageError, match="Formal versus informal has no edition customer-safe; choose one of internal, shared"
    ):
        draw_map(golden_snapshot(), tmp_path / "b.html", kind="formal", edition="customer-safe", account="HY")


def test_a_map_of_nobody_says_so_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "orgs.csv").write_text("id,name,category\nX,Solo,customer\nUS,We,our_company\n", "utf-8")
    workspace = Workspace(str(tmp_path / "w.graphcrm"))
    workspace.import_tables(tmp_path / "orgs.csv")
    workspace.map("influence", tmp_path / "m.html", account="X", edition="internal")
    assert "Nobody of this account is recorded yet" in (tmp_path / "m.html").read_text("utf-8")
