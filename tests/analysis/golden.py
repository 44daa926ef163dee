"""The golden account "华岳银行 HY": the published worked example, built straight from its tables.

Every edge and stance was observed on 2026-06-30, ties are external scores of that date, and there are no units,
reporting lines or interactions, so that ŵ = p·q and T is the score itself. A test changes what it needs::

    golden_snapshot()                                             # as published
    golden_snapshot(orgs={"HY": {"tier": "S"}})                   # properties laid over those of a row
    golden_snapshot(people={"c4": {"flags": ["no_contact"]}, "u7": None})   # None: without the row
    golden_snapshot(stances={"c4": 0, "c1": None})                # support levels
    golden_snapshot(ties={("u3", "c4"): 0.5})                     # tie strengths
    golden_snapshot(influences={("c6", "c2"): (4, "A"), ("c6", "c3"): None})
    golden_snapshot(weights={"c2": 1.0, "c3": None, "c4": None})
    golden_snapshot(edges=[edge("REPORTS_TO", "c3", "c2")], interactions=[meeting("2026-06-01", "u1", "c5")])
    golden_snapshot(rows={"unit": [{"id": "IT", "name": "IT", "org": "HY"}]}, as_of=date(2026, 9, 30))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions, InfluenceEdge, InfluenceGraph
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import Batch, Fact
from graphcrm.settings import DEFAULTS, Settings
from graphcrm.snapshot import Snapshot, from_batches

Row = dict[str, Any]

AS_OF = date(2026, 6, 30)
DAY = AS_OF.isoformat()

PLAIN = GraphOptions(derived=False)

#: id: (name, grade, function, organisation)
THEIRS = {
    "c1": ("陈董", 5, "general", "HY"),
    "c2": ("林行长", 4, "general", "HY"),
    "c3": ("周CIO", 4, "it", "HY"),
    "c4": ("吴CFO", 4, "finance", "HY"),
    "c5": ("郑总", 3, "it", "HY"),
    "c6": ("王工", 2, "it", "HY"),
    "c7": ("孙采购", 3, "procurement", "HY"),
    "c8": ("李秘", 1, "general", "HY"),
    "c9": ("赵运维", 2, "operations", "HY"),
    "c10": ("钱工", 1, "operations", "HY"),
    "c11": ("冯风控", 3, "risk", "HY"),
    "t1": ("何顾问", 3, None, "ADV"),
    "s1": ("许经理", 2, None, "SUP"),
}

#: id: (name, role, grade, function, ability, willingness, capacity of sponsors)
OURS = {
    "u1": ("张", "ar", 2, "sales", None, None, None),
    "u2": ("刘", "sr", 2, "engineering", None, None, None),
    "u3": ("高副总", "exec", 4, "sales", 5, 4, 2),
    "u4": ("马", "fr", 2, "service", None, None, None),
    "u5": ("CTO", "exec", 4, "it", 5, 4, 2),
    "u6": ("CFO", "exec", 4, "finance", 4, 3, 1),
    "u7": ("董事长", "exec", 5, "general", 4, 3, 1),
}

_INFLUENCES = """
c6>c3 5A, c6>c5 4A, c3>c2 4B, c4>c2 3B, c5>c3 3A, c7>c4 3C, c8>c2 3B, c2>c1 4B, c1>c2 3B, c11>c4 2C, c9>c5 2A,
c10>c9 2B, c10>c6 1C, t1>c3 3B, t1>c6 3A, s1>c9 3B, s1>c7 2C, c3>c5 4A, c2>c3 4A, c2>c4 4A, c2>c7 2B, c5>c9 4A, c9>c10 4A, c6>c8 2C
"""
#: (from, to): (level, confidence)
INFLUENCES: dict[tuple[str, str], tuple[int, str]] = {
    tuple(pair.split(">")): (int(grade[0]), grade[1])  # type: ignore[misc]
    for pair, grade in (item.split() for item in _INFLUENCES.split(","))
}

STANCES = {"c2": 0, "c3": 1, "c4": -1, "c5": 2, "c6": 3, "c7": -1, "c8": 0, "c9": 1, "c10": 2, "t1": 0, "s1": 1}
WEIGHTS = {"c2": 0.5, "c3": 0.3, "c4": 0.2}
TIES = {
    ("u1", "c7"): 0.55,
    ("u1", "c9"): 0.70,
    ("u1", "c5"): 0.62,
    ("u2", "c6"): 0.80,
    ("u2", "c5"): 0.50,
    ("u2", "c10"): 0.40,
    ("u3", "c2"): 0.32,
    ("u3", "c3"): 0.45,
    ("u4", "c9"): 0.60,
    ("u5", "c3"): 0.20,
}

_ORGS: tuple[Row, ...] = (
    {"id": "HY", "name": "华岳银行", "category": "customer", "tier": "A"},
    {"id": "US", "name": "我方", "category": "our_company"},
    {"id": "ADV", "name": "明见咨询", "category": "third_party", "subtype": "consultant"},
    {"id": "SUP", "name": "拓维数据设备", "category": "supplier"},
    {"id": "RIV", "name": "科岩软件", "category": "competitor"},
)
_OPPORTUNITIES: tuple[Row, ...] = (
    {"id": "HY-CORE", "name": "新一代核心系统", "customer": "HY", "stage": "s2", "status": "open"},
)


def edge(kind: str, source: str, target: str, **props: Any) -> Row:
    """One edge row, observed on the day of the golden account by "u1" with confidence A unless told otherwise."""
    defaults = {"reported_by": "u1", "observed_at": DAY, "confidence": "A"}
    return {"kind": kind, "from": source, "to": target} | defaults | props


def meeting(day: str, *people: str, kind: str = "visit", **props: Any) -> Row:
    """One interaction row."""
    return {"date": day, "kind": kind, "participants": list(people)} | props


def snapshot_of(rows: Mapping[str, Iterable[Row]], as_of: date = AS_OF, settings: Settings = DEFAULTS) -> Snapshot:
    """A snapshot of rows per kind of fact: "org", "unit", "person", …, with all edges (and roles) under "edge".

    Dates of an edge stand in its row (`observed_at`, `valid_from`, `valid_to`); the others hold since ever. Rows without
    an id get their place in the list.
    """
    facts: dict[str, list[Fact]] = {}
    for name, listed in rows.items():
        for place, row in enumerate(listed):
            kind = EdgeKind(row["kind"]).kind if name == "edge" else name
            key = str(row.get("id", f"{name}-{place:04d}"))
            dates = {k: str(row.get(k, "")) for k in ("valid_from", "valid_to", "observed_at")}
            facts.setdefault(kind, []).append(Fact(kind, key, row if name != "edge" else _bare(row), **dates))
    batches = {kind: Batch.of(kind, sorted(found, key=lambda f: f.key)) for kind, found in facts.items()}
    return from_batches(batches, as_of, settings)


def _bare(row: Row) -> Row:
    return {k: v for k, v in row.items() if k not in ("kind", "valid_from", "valid_to", "observed_at")}


def golden_rows(
    *,
    orgs: Mapping[str, Row | None] | None = None,
    people: Mapping[str, Row | None] | None = None,
    opportunities: Mapping[str, Row | None] | None = None,
    stances: Mapping[str, int | None] | None = None,
    ties: Mapping[tuple[str, str], float | None] | None = None,
    influences: Mapping[tuple[str, str], tuple[int, str] | None] | None = None,
    weights: Mapping[str, float | None] | None = None,
    edges: Iterable[Row] = (),
    interactions: Iterable[Row] = (),
    rows: Mapping[str, Iterable[Row]] | None = None,
) -> dict[str, list[Row]]:
    """The rows of the golden account with changes; see the module's text."""
    persons: list[Row] = [
        {"id": i, "name": name, "org": org, "grade": grade, "function": function}
        for i, (name, grade, function, org) in THEIRS.items()
    ]
    for i, (name, role, grade, function, ability, willingness, capacity) in OURS.items():
        mine: Row = {"id": i, "name": name, "org": "US", "role": role, "grade": grade, "function": function}
        persons.append(mine | {"ability": ability, "willingness": willingness, "sponsor_capacity": capacity})
    made = [
        edge("INFLUENCES", u, v, level=level, confidence=confidence)
        for (u, v), (level, confidence) in _laid_over(INFLUENCES, influences).items()
    ]
    made += [edge("STANCE", p, "US", level=level) for p, level in _laid_over(STANCES, stances).items()]
    made += [
        edge("ROLE_IN", p, "HY-CORE", roles=["decider"], decision_weight=weight)
        for p, weight in _laid_over(WEIGHTS, weights).items()
    ]
    made += [
        edge("KNOWS", u, p, external_score=score, external_date=DAY) for (u, p), score in _laid_over(TIES, ties).items()
    ]
    result: dict[str, list[Row]] = {
        "org": _changed(_ORGS, orgs),
        "person": [{k: v for k, v in row.items() if v is not None} for row in _changed(persons, people)],
        "opportunity": _changed(_OPPORTUNITIES, opportunities),
        "edge": [*made, *edges],
        "interaction": list(interactions),
    }
    for kind, more in (rows or {}).items():
        result.setdefault(kind, []).extend(more)
    return result


def golden_snapshot(*, as_of: date = AS_OF, settings: Settings = DEFAULTS, **changes: Any) -> Snapshot:
    """The golden account as a snapshot; `changes` are those of `golden_rows`."""
    return snapshot_of(golden_rows(**changes), as_of, settings)


def golden_situation(
    *, opportunity: str | None = "HY-CORE", options: GraphOptions = PLAIN, **changes: Any
) -> Situation:
    """The golden decision: the opportunity HY-CORE (None: the account) without derived influence."""
    return Situation.of(golden_snapshot(**changes), "HY", opportunity, options=options)


def _laid_over(base: Mapping[Any, Any], changes: Mapping[Any, Any] | None) -> dict[Any, Any]:
    return {k: v for k, v in {**base, **(changes or {})}.items() if v is not None}


def _changed(base: Iterable[Row], changes: Mapping[str, Row | None] | None) -> list[Row]:
    rows: dict[str, Row | None] = {row["id"]: dict(row) for row in base}
    for key, props in (changes or {}).items():
        rows[key] = None if props is None else {**(rows.get(key) or {"id": key}), **props}
    return [row for row in rows.values() if row is not None]


def with_edges(graph: InfluenceGraph, changes: Mapping[tuple[str, str], float]) -> InfluenceGraph:
    """The graph with some weights set (0 removes the edge); such edges carry no evidence."""
    edges = {k: e for k, e in graph.edges.items() if k not in changes}
    edges |= {k: InfluenceEdge(*k, w, ()) for k, w in changes.items() if w}
    return InfluenceGraph(graph.snapshot, graph.context, graph.options, graph.people, dict(sorted(edges.items())))
