"""Looking back through the door: a later report does not change what the map said then."""

from __future__ import annotations

import csv
from pathlib import Path

from graphcrm.workspace.door import Workspace


def table(folder: Path, name: str, *rows: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def stance(level: str, day: str) -> dict[str, str]:
    return {
        "kind": "STANCE", "from": "p", "to": "US", "level": level, "observed_at": day, "confidence": "A", "reported_by": "u",
        "source": "meeting_note",
    }  # fmt: skip


def test_hindsight_is_not_seen(tmp_path: Path) -> None:
    first, later = tmp_path / "first", tmp_path / "later"
    table(
        first, "orgs",
        {"id": "K", "name": "K", "category": "customer"}, {"id": "US", "name": "Us", "category": "our_company"},
    )  # fmt: skip
    table(
        first,
        "people",
        {"id": "p", "name": "P", "org": "K", "grade": "4"},
        {"id": "u", "name": "U", "org": "US", "grade": ""},
    )
    deal = {"id": "O", "name": "O", "customer": "K", "status": "open", "closed_on": ""}
    table(first, "opportunities", deal)
    role = {
        "person": "p",
        "opportunity": "O",
        "roles": "decider",
        "observed_at": "2026-01-10",
        "confidence": "A",
        "reported_by": "u",
    }
    table(first, "roles", {**role, "source": "meeting_note"})
    table(first, "edges", stance("2", "2026-01-10"))
    table(later, "opportunities", {**deal, "status": "lost", "closed_on": "2026-03-31"})
    table(later, "edges", stance("-1", "2026-03-31"))
    ws = Workspace(tmp_path / "w.graphcrm")
    ws.create()
    ws.import_tables(first, today="2026-01-15")
    ws.import_tables(later, today="2026-04-01")
    (row,) = ws.query("back-test", as_of="2026-06-30").rows
    assert (row["looked_on"], str(row["outcome"])) == ("2026-03-01", "lost")
    assert row["lean"] > 0.6, "the support of that day, not the refusal that followed"
    (row,) = ws.query("back-test", as_of="2026-06-30", days=3000).rows
    assert row["lean"] is None or row["band"] != "favourable"
