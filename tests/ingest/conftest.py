"""A small valid account, and ways to write it to files and plan its import."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graphcrm.ingest.plan import ImportOptions, ImportPlan, plan_import

TODAY = "2026-06-30"

Tables = dict[str, list[dict[str, Any]]]


def options(**changes: Any) -> ImportOptions:
    """Options of an import on the fixed day."""
    return ImportOptions(**{"today": TODAY, "author": "tester", "at": f"{TODAY}T09:00:00", **changes})


def account() -> Tables:
    """Rows of a small valid account: ours, a customer, a competitor; a fresh copy each time."""
    seen = {"source": "meeting_note", "reported_by": "u1", "observed_at": "2026-05-01"}
    return {
        "orgs": [
            {"id": "US", "name": "我方", "category": "our_company"},
            {"id": "HY", "name": "华岳银行", "category": "customer", "tier": "A"},
            {"id": "RV", "name": "对手", "category": "competitor"},
            {"id": "SUP", "name": "监理", "category": "third_party", "subtype": "supervision"},
        ],
        "units": [{"id": "HY-IT", "name": "科技部", "org": "HY", "function": "it"}],
        "people": [
            {"id": "u1", "name": "张经理", "org": "US", "role": "ar", "grade": 2},
            {"id": "u2", "name": "刘工", "org": "US", "role": "sr", "grade": 2},
            {"id": "c1", "name": "陈董", "org": "HY", "grade": 5, "title": "董事长"},
            {"id": "c2", "name": "林行长", "org": "HY", "grade": 4, "reports_to": "c1", "owner": "u1"},
            {"id": "c3", "name": "周总", "org": "HY", "unit": "HY-IT", "grade": 4, "reports_to": "c2"},
            {"id": "t1", "name": "何监理", "org": "SUP", "grade": 3},
        ],
        "opportunities": [{"id": "OP", "name": "核心系统", "customer": "HY", "amount": 1000, "stage": "s2"}],
        "goals": [{"id": "G1", "kind": "hill", "customer": "HY", "statement": "一期"}],
        "roles": [{"person": "c2", "opportunity": "OP", "roles": "decider"}],
        "edges": [
            {"kind": "INFLUENCES", "from": "c3", "to": "c2", "level": 3, **seen},
            {"kind": "TRUSTS", "from": "c2", "to": "c3", "level": 3, **seen},
            {"kind": "STANCE", "from": "c2", "to": "US", "level": 1, **seen},
            {"kind": "KNOWS", "from": "u1", "to": "c2", "declared_level": 3, **seen},
            {"kind": "SUPPLIES", "from": "US", "to": "HY", "spend_share": 0.3},
        ],
        "interactions": [{"id": "I1", "date": "2026-06-01", "kind": "visit", "participants": "u1;c2"}],
        "asked": [
            {"reporter": "u1", "about": "*", "kind": "INFLUENCES", "date": "2026-05-02"},
            {"reporter": "u2", "about": "HY-IT", "kind": "TRUSTS", "date": "2026-05-02", "domain": "technical"},
        ],
        "criteria": [{"id": "K1", "opportunity": "OP", "name": "总成本", "category": "financial"}],
        "positions": [{"person": "c2", "criterion": "K1", "weight": 4, "fit": -1, **seen}],
        "products": [{"id": "P1", "name": "数据平台软件"}],
        "potential": [{"product": "P1", "unit": "HY-IT", "status": "potential", "amount": 300, **seen}],
        "promises": [{"id": "R1", "from": "u1", "to": "c2", "statement": "成本测算", "made_on": "2026-06-01"}],
        "accepted": [{"key": "gap:c1", "reason": "本年不做", "by": "u1", "date": "2026-06-01"}],
        "needs": [{"id": "N1", "holder": "c2", "kind": "business", "statement": "不停机"}],
        "actions": [{"id": "A1", "target": "c2", "type": "visit", "owner": "u1", "due": "2026-07-10", "goal": "G1"}],
    }


def csv_text(rows: Sequence[Mapping[str, Any]], **dialect: Any) -> str:
    """Rows as CSV, with the union of their columns."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", **{"lineterminator": "\n", **dialect})
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(folder: Path, tables: Tables, encoding: str = "utf-8", **dialect: Any) -> Path:
    """A folder of CSV files."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(csv_text(rows, **dialect).encode(encoding))
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., ImportPlan]:
    """Write tables to a folder and plan their import."""

    def run(tables: Tables, existing: Mapping[str, Any] | None = None, **changes: Any) -> ImportPlan:
        folder = write(tmp_path / "tables", tables)
        return plan_import([folder], existing=existing or {}, options=options(**changes))

    return run
