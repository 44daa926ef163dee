"""Looking back through the door: a later report does not change what the map said then."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graphcrm.spoken import lean
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
    found = ws.query("back-test", as_of="2026-06-30", explain=True)
    (row,) = found.rows
    assert (row["looked_on"], str(row["outcome"])) == ("2026-03-01", "lost")
    assert row["lean"] > 0.6, "the support of that day, not the refusal that followed"
    assert found.explain[0].en == f"O (2026-03-01): lean {lean(row['lean'])} ({row['band'].label.en}); outcome: lost."
    (row,) = ws.query("back-test", as_of="2026-06-30", days=3000).rows
    assert row["lean"] is None or row["band"] != "favourable"


def test_thirty_cases_are_counted_each_number_in_its_own_column(tmp_path: Path) -> None:
    """Twenty decided by a supporter, of which fourteen were won, and ten by an opponent, of which two were."""
    before, after = tmp_path / "before", tmp_path / "after"
    deals = {f"O{n:02}": ("friend", n < 14) if n < 20 else ("foe", n < 22) for n in range(30)}
    orgs = {"K": "customer", "US": "our_company"}
    people = {"friend": "K", "foe": "K", "u": "US"}
    seen = {"observed_at": "2026-01-10", "confidence": "A", "reported_by": "u", "source": "meeting_note"}
    table(before, "orgs", *({"id": one, "name": one, "category": category} for one, category in orgs.items()))
    table(before, "people", *({"id": one, "name": one, "org": org} for one, org in people.items()))
    table(before, "opportunities", *({"id": one, "name": f"Deal {one}", "customer": "K"} for one in deals))
    table(
        before,
        "roles",
        *({"person": who, "opportunity": one, "roles": "decider", **seen} for one, (who, _) in deals.items()),
    )
    friend, foe = {**stance("2", "2026-01-10"), "from": "friend"}, {**stance("-1", "2026-01-10"), "from": "foe"}
    table(before, "edges", friend, foe)
    table(
        after,
        "opportunities",
        *(
            {"id": one, "name": f"Deal {one}", "customer": "K", "status": "won" if won else "lost", "closed_on": "2026-03-31"}
            for one, (_, won) in deals.items()
        ),
    )  # fmt: skip
    ws = Workspace(tmp_path / "w.graphcrm")
    ws.create()
    ws.import_tables(before, today="2026-01-15")
    ws.import_tables(after, today="2026-04-01")
    listed, bands, (whole,) = ws.query("back-test", as_of="2026-06-30").groups

    first = listed[0]
    assert (first["opportunity"], first["account"], first["outcome"]) == ("O00", "K", "won")
    assert (first["looked_on"], first["closed_on"]) == ("2026-03-01", "2026-03-31")
    sure = {bool(row["lean"] > 0): row["p_positive"] for row in listed}
    assert sure[True] > 0.9 > 0.2 > sure[False], "draws move a recorded attitude by one level at the most"
    assert first["lean"] != first["p_positive"]

    good, bad = bands if bands[0]["won"] > bands[1]["won"] else bands[::-1]
    assert (str(good["band"]), good["cases"], good["won"], good["won_pct"]) == (str(first["band"]), 20, 14, 70)
    assert (bad["cases"], bad["won"], bad["won_pct"]) == (10, 2, 20)
    assert good["mean_p_positive"] == pytest.approx(sure[True])
    assert bad["mean_p_positive"] == pytest.approx(sure[False])

    brier = (14 * (sure[True] - 1) ** 2 + 6 * sure[True] ** 2 + 2 * (sure[False] - 1) ** 2 + 8 * sure[False] ** 2) / 30
    assert (whole["cases"], whole["won"]) == (30, 16)
    assert whole["brier"] == pytest.approx(brier, abs=1e-5)
    assert whole["brier_base"] == pytest.approx(16 / 30 * 14 / 30, abs=1e-5)
