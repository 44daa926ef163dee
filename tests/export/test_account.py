"""What belongs to an account is the same in a list, in an export and in a part of a portfolio."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphcrm.asking.listing.scope import Scope
from graphcrm.model.edges import EdgeKind
from graphcrm.portfolio.outline import READ, Outline
from graphcrm.snapshot.taking import from_batches
from graphcrm.store import open_store
from graphcrm.workspace.door import Workspace
from tests.export.conftest import DAY, at
from tests.oracle.random_accounts import ACCOUNT, AS_OF, TODAY, write_account


def exported(ws: Workspace, place: Path, **more: Any) -> dict[str, list[dict[str, Any]]]:
    ws.export("json", place, force=True, **more)
    tables: dict[str, list[dict[str, Any]]] = json.loads(place.read_text("utf-8"))
    return tables


@pytest.fixture
def shared_post(ws: Workspace) -> Workspace:
    """The sample with somebody of another customer who has a second post in HY-IT, and a colleague without one."""
    ws.edit("org", "XX", name="Other bank", category="customer", tier="S")
    ws.edit("unit", "XX-IT", name="IT", org="XX")
    for who in ("x1", "x2"):
        ws.edit("person", who, name=who.upper(), org="XX", unit="XX-IT")
    ws.edit("edge", "MEMBER_OF", "x1", "HY-IT", title="Joint IT", source="org_chart", reported_by="u1", observed_at=DAY)
    return ws


def test_a_second_post_makes_somebody_belong(shared_post: Workspace, tmp_path: Path) -> None:
    rows = {row["id"]: row for row in shared_post.list("people", account="HY").rows}
    listed = rows.keys()
    assert "x2" not in listed
    assert [rows["x1"][name] for name in ("org", "unit", "title")] == ["XX", "HY-IT", "Joint IT"]
    for edition in ("internal", "shared"):
        found = exported(shared_post, tmp_path / "hy.json", account="HY", edition=edition)
        (x1,) = (row for row in found["people"] if row["id"] == "x1")
        assert (x1["org"], "unit" in x1) == ("XX", False), "the home stays, nothing else of it"
        assert [row["to"] for row in found["edges"] if row["from"] == "x1"] == ["HY-IT"]
        assert "x2" not in json.dumps(found)
        assert "XX-IT" not in json.dumps(found)
    again = at(tmp_path / "again.graphcrm")
    shared_post.export("json", tmp_path / "hy.json", account="HY", force=True)
    assert again.import_tables(tmp_path / "hy.json").plan.errors == 0
    assert {row["id"] for row in again.list("people", account="HY").rows} == listed
    assert shared_post.import_tables(tmp_path / "hy.json").plan.errors == 0


def test_the_customer_reads_of_whoever_is_there(shared_post: Workspace, tmp_path: Path) -> None:
    shared_post.edit("person", "c9", flags="objected")
    safe = exported(shared_post, tmp_path / "safe.json", account="HY", edition="customer-safe")
    assert {"x1", "c2"} <= {row["id"] for row in safe["people"]}
    assert not {"c9", "e1", "u1", "t1", "x2"} & {row["id"] for row in safe["people"]}
    assert "tier" not in json.dumps(safe)


def test_what_the_team_lives_with_elsewhere_is_not_told(shared_post: Workspace, tmp_path: Path) -> None:
    """The key of a finding names whom it is about, so its reason goes with them."""
    shared_post.edit("person", "crm:7", name="Colon", org="HY")
    keys = ("gap:x2", "cooling:u1>h3", "gap:c11", "gap:crm:7", "audit:")
    lines = [f"{key},reason,u1,2026-06-01" for key in keys]
    (tmp_path / "accepted.csv").write_text("\n".join(["key,reason,by,date", *lines]), "utf-8")
    shared_post.import_tables(tmp_path / "accepted.csv", today=DAY)
    found = {row["key"] for row in exported(shared_post, tmp_path / "hy.json", account="HY")["accepted"]}
    assert found == {"gap:c11", "gap:crm:7", "gap:s1", "audit:"}
    everybody = {row["key"] for row in exported(shared_post, tmp_path / "all.json")["accepted"]}
    assert everybody == found | {"gap:x2", "cooling:u1>h3"}
    assert "gap:crm:7" in {row["key"] for row in shared_post.list("accepted", account="HY").rows}


@pytest.mark.parametrize("seed", range(6))
def test_lists_exports_and_parts_agree_about_random_accounts(tmp_path: Path, seed: int) -> None:
    (tmp_path / "files").mkdir()
    write_account(tmp_path / "files", seed, size=20)
    ws = at(tmp_path / "w.graphcrm", TODAY.isoformat())
    ws.import_tables(tmp_path / "files", accept_valid=True)
    scope = Scope(ws.snapshot(AS_OF), ACCOUNT)
    posts = {e.source for e in scope.snapshot.of(EdgeKind.MEMBER_OF)}
    assert posts & {p.id for p in scope.people}, "somebody has a second post"
    found = exported(ws, tmp_path / "one.json", account=ACCOUNT, as_of=AS_OF)
    belonging = {p.id for p in scope.people}
    assert belonging <= {row["id"] for row in found["people"]}
    for row in found["people"]:
        known = scope.snapshot.category(row["id"])
        assert row["id"] in belonging or known != "customer", "nobody of another customer"
    for table, records in (("units", scope.units), ("opportunities", scope.opportunities), ("goals", scope.goals)):
        assert {r.id for r in records} <= {row["id"] for row in found.get(table, ())}

    with open_store(ws.url) as store:
        batches = store.read(AS_OF.isoformat())
    outline = Outline({kind: batches[kind] for kind in READ if kind in batches}, [ACCOUNT])
    ids = {number: key for key, number in outline.numbers.items()}
    routed = {ids[number] for numbers in outline.members.values() for number in numbers}
    assert scope.ids <= routed, "a part has all that an answer about its account looks at"
    snapshot = from_batches(batches, AS_OF)
    for one in routed - scope.ids:
        alone = snapshot.category(one) in ("our_company", "competitor")
        moved = any(e.get("primary") for e in snapshot.index.edges(EdgeKind.MEMBER_OF, [one]))
        assert alone or moved, "whose second post does not count, or whose first one is elsewhere"
