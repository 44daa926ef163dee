"""An import folder that a test fills by hand, and what the product makes of it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graphcrm.ingest.plan import ImportOptions, plan_import
from graphcrm.snapshot import Snapshot, take
from graphcrm.store import open_store

__all__ = ["ACCOUNT", "BEFORE", "DAY", "Folder", "snapshots", "usual"]

DAY = date(2026, 6, 30)
BEFORE = date(2026, 1, 31)
ACCOUNT = "K"

#: Provenance of what is not said otherwise.
_SEEN = {"source": "meeting_note", "reported_by": "u1", "observed_at": "2026-05-20", "confidence": "B"}


@dataclass
class Folder:
    """Tables of one account: our company US with u1 and u2, the customer K, a competitor RIV."""

    tables: dict[str, list[dict[str, object]]] = field(default_factory=dict)

    def add(self, table: str, **row: object) -> Folder:
        """One row; a list is written as the importer reads it."""
        values = {k.rstrip("_"): ";".join(v) if isinstance(v, (list, tuple)) else v for k, v in row.items()}
        self.tables.setdefault(table, []).append(values)
        return self

    def people(self, *ids: str, org: str = ACCOUNT, **rest: object) -> Folder:
        """People, named after their ids."""
        for one in ids:
            self.add("people", **{"id": one, "name": one.capitalize(), "org": org, **rest})
        return self

    def edge(self, kind: str, a: str, b: str, **rest: object) -> Folder:
        """An edge with provenance."""
        return self.add("edges", **{"kind": kind, "from": a, "to": b, **_SEEN, **rest})

    def moves(self, *pairs: str, level: int = 3, **rest: object) -> Folder:
        """Influence, ``a>b``."""
        for pair in pairs:
            self.edge("INFLUENCES", *pair.split(">"), level=level, **rest)
        return self

    def stands(self, vendor: str = "US", /, **levels: int) -> Folder:
        """Attitudes, by person."""
        for who, level in levels.items():
            self.edge("STANCE", who, vendor, level=level)
        return self

    def knows(self, ours: str, /, **scores: float) -> Folder:
        """Ties of one of ours, by person."""
        for who, score in scores.items():
            self.edge("KNOWS", ours, who, external_score=score, external_date="2026-06-20")
        return self

    def decides(self, who: str, roles: str = "decider", deal: str = "O1", **rest: object) -> Folder:
        """A role in a decision."""
        return self.add("roles", **{"person": who, "opportunity": deal, "roles": roles, **_SEEN, **rest})

    def deal(self, one: str = "O1", **rest: object) -> Folder:
        """An opportunity."""
        return self.add(
            "opportunities", **{"id": one, "name": f"Deal {one}", "customer": ACCOUNT, "stage": "s2", **rest}
        )

    def write(self, folder: Path) -> Path:
        """The folder as files."""
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in self.tables.items():
            columns = list(dict.fromkeys(c for row in rows for c in row))
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(rows)
        return folder


def begun() -> Folder:
    """Our company with two of ours, a customer, a competitor."""
    f = Folder()
    f.add("orgs", id="US", name="Us", category="our_company").add(
        "orgs", id=ACCOUNT, name="Kunde", category="customer", tier="A"
    )
    f.add("orgs", id="RIV", name="Rival", category="competitor")
    f.people("u1", org="US", role="ar", grade=2).people("u2", org="US", role="exec", grade=4)
    return f


def usual(f: Folder) -> Folder:
    """Six people, one deal, some of everything."""
    f.add("units", id="it", name="IT", org=ACCOUNT, function="it").add(
        "units", id="fin", name="Finance", org=ACCOUNT, function="finance"
    )
    f.people("ceo", grade=5, title="Chief executive").people("cio", grade=4, unit="it", title="CIO").people(
        "cfo", grade=4, unit="fin"
    )
    f.people("arch", grade=2, unit="it", title="Architect").people("ops", grade=2, unit="it").people(
        "buyer", grade=3, unit="fin"
    )
    f.edge("REPORTS_TO", "cio", "ceo", line="solid").edge("REPORTS_TO", "cfo", "ceo", line="solid")
    f.edge("REPORTS_TO", "arch", "cio", line="solid")
    f.deal().decides("cio", decision_weight=0.6).decides("cfo", "approver", decision_weight=0.4)
    f.moves("arch>cio", level=5, confidence="A").moves("ops>arch", "buyer>cfo", "cio>ceo", "ceo>cfo", "cio>cfo")
    f.stands(cio=1, cfo=-1, arch=2, buyer=0).stands("RIV", cfo=2)
    return f.knows("u1", arch=0.6, buyer=0.4, ops=0.35).knows("u2", cio=0.35)


def snapshots(fill: Callable[[Folder], None], place: Path, days: Iterable[date] = (DAY, BEFORE)) -> list[Snapshot]:
    """A filled folder as it is on some days."""
    folder = begun()
    fill(folder)
    folder.write(place / "data")
    with open_store(str(place / "w.graphcrm"), create=True) as store:
        options = ImportOptions(
            today=str(DAY), author="test", at=f"{DAY}T00:00:00", source="meeting_note", reported_by="u1"
        )
        plan = plan_import([place / "data"], existing={}, options=options)
        assert plan.change is not None, [p.text.en for p in plan.problems if p.is_error]
        store.apply(plan.change)
        return [take(store, day) for day in days]
