"""Reads the shipped golden account with the standard library alone: the data is checked apart from the product."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pytest

DATASETS = Path(__file__).resolve().parents[2] / "datasets"

INFLUENCE = {1: 0.10, 2: 0.25, 3: 0.45, 4: 0.65, 5: 0.85}
EXISTENCE = {"A": 0.95, "B": 0.80, "C": 0.50, "D": 0.25, "E": 0.40}
OPINION = {-1: -1.0, 0: 0.0, 1: 1 / 3, 2: 2 / 3, 3: 1.0}
POINTS = (
    dict.fromkeys(("exec_visit", "exec_summit", "hq_visit", "reference_site"), 5.0)
    | dict.fromkeys(
        ("visit", "regular_review", "tech_exchange", "workshop", "training", "joint_planning", "joint_innovation"), 3.0
    )
    | {"support_work": 3.0}
    | dict.fromkeys(("exhibition", "meal_event", "team_event"), 2.0)
    | dict.fromkeys(("call", "video", "daily_contact"), 1.5)
    | dict.fromkeys(("care", "info_share", "value_added", "praise", "survey", "other"), 1.0)
    | dict.fromkeys(("complaint", "dispute"), 0.0)
)

Row = dict[str, str]


def read(folder: Path) -> dict[str, list[Row]]:
    """Every table of a folder of import files; `csv` checks quoting, we check that no row is ragged."""
    tables: dict[str, list[Row]] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            head, *body = list(csv.reader(handle, strict=True))
        assert len(set(head)) == len(head), f"heading twice in {path.name}"
        assert all(len(row) == len(head) for row in body), f"ragged row in {path.name}"
        tables[path.stem] = [dict(zip(head, row, strict=True)) for row in body]
    return tables


def active(rows: list[Row], key: tuple[str, ...], as_of: str) -> Iterator[Row]:
    """Of each key's versions seen by `as_of` the one that begins last, unless it has ended."""
    latest: dict[tuple[str, ...], Row] = {}
    for row in rows:
        if row["valid_from"] <= as_of and row["observed_at"] <= as_of:
            k = tuple(row[c] for c in key)
            if k not in latest or row["valid_from"] >= latest[k]["valid_from"]:
                latest[k] = row
    return (row for row in latest.values() if not row["valid_to"] or as_of < row["valid_to"])


EDGE_KEY = ("kind", "from", "to", "domain", "opportunity", "reported_by")


def energy(events: list[Row], us: str, them: str, ours: set[str], as_of: str) -> float:
    """Contact energy of one pair; its messages are paired from the newest backwards and capped."""
    today = date.fromisoformat(as_of)
    total = mail = unpaired = 0.0
    single = []
    for e in events:
        present = set(e["participants"].split(";"))
        if not {us, them} <= present or e["date"] > as_of:
            continue
        day = date.fromisoformat(e["date"])
        fade = 2 ** (-(today - day).days / 90)
        if e["kind"] != "message":
            total += POINTS[e["kind"]] / max(1.0, math.sqrt(len(present - ours))) * fade
        elif e["direction"] == "mutual":
            mail += fade
        elif len(present - ours) > 1:
            unpaired += 0.2 * fade
        else:
            single.append((day, e["direction"] or "ours"))
    single.sort(reverse=True)
    while single:
        day, way = single.pop(0)
        fade = 2 ** (-(today - day).days / 90)
        reply = next((m for m in single if m[1] != way and (day - m[0]).days <= 6), None)
        if reply:
            single.remove(reply)
            mail += fade
        else:
            unpaired += 0.2 * fade
    return total + min(4.5, mail + min(0.9, unpaired))


@dataclass
class Picture:
    """The account HY in the opportunity HY-CORE on 2026-06-30, without derived edges."""

    tables: dict[str, list[Row]]
    as_of: str = "2026-06-30"
    account: str = "HY"
    opportunity: str = "HY-CORE"
    edges: list[Row] = field(init=False)
    people: dict[str, Row] = field(init=False)
    ours: set[str] = field(init=False)
    category: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        orgs = {o["id"]: o for o in self.tables["orgs"]}
        self.category = {i: o["category"] for i, o in orgs.items()}
        self.people = {p["id"]: p for p in self.tables["people"]}
        self.edges = list(active(self.tables["edges"], EDGE_KEY, self.as_of))
        self.ours = {i for i, p in self.people.items() if self.category[p["org"]] == "our_company"}
        tree = {self.account}
        while more := {i for i, o in orgs.items() if o["parent"] in tree} - tree:
            tree |= more
        left = {i for i, p in self.people.items() if p["flags"] and "left" in p["flags"].split(";")}
        left |= {i for i, p in self.people.items() if p["left_on"] and p["left_on"] <= self.as_of}
        self.inside = sorted(i for i, p in self.people.items() if p["org"] in tree and i not in left)
        self.left = left
        near = set()
        for e in self.edges:
            if e["kind"] in ("INFLUENCES", "TRUSTS") and e["polarity"] != "-1":
                ends = {e["from"], e["to"]}
                if ends & set(self.inside) and not ends & left:
                    near |= ends
        around = {
            i
            for i in near - set(self.inside)
            if self.category[self.people[i]["org"]] in ("third_party", "supplier", "partner")
        }
        self.members = sorted(set(self.inside) | around)
        self.index = {v: k for k, v in enumerate(self.members)}
        self._weigh()
        self._decide()
        self._meet()

    def _weigh(self) -> None:
        today = date.fromisoformat(self.as_of)
        n = len(self.members)
        self.W = np.zeros((n, n))
        domain = next(o["domain"] for o in self.tables["opportunities"] if o["id"] == self.opportunity)
        for e in self.edges:
            if e["kind"] != "INFLUENCES" or e["polarity"] == "-1" or not {e["from"], e["to"]} <= set(self.members):
                continue
            age = (today - date.fromisoformat(e["observed_at"])).days
            factor = 1.0 if (e["domain"] or "general") in ("general", domain) else 0.5
            u, v = self.index[e["from"]], self.index[e["to"]]
            assert self.W[u, v] == 0, f"two reports of {e['from']}>{e['to']} would have to be combined"
            self.W[u, v] = (
                INFLUENCE[int(e["level"])] * EXISTENCE[e["confidence"]] * (0.25 + 0.75 * 2 ** (-age / 730)) * factor
            )

    def _decide(self) -> None:
        rows = active(self.tables["roles"], ("person", "opportunity"), self.as_of)
        self.r = np.zeros(len(self.members))
        for row in rows:
            if row["opportunity"] == self.opportunity and row["decision_weight"]:
                self.r[self.index[row["person"]]] = float(row["decision_weight"])
        self.r /= self.r.sum()
        self.support: dict[str, int] = {}
        self.rival: dict[str, int] = {}
        for e in self.edges:
            if e["kind"] == "STANCE" and e["from"] in self.index and e["opportunity"] in ("", self.opportunity):
                if self.category[e["to"]] == "our_company":
                    self.support[e["from"]] = int(e["level"])
                else:
                    self.rival[e["from"]] = max(int(e["level"]), self.rival.get(e["from"], -1))

    def _meet(self) -> None:
        """Strength of every tie between one of us and a member; ours who left are left out."""
        today = date.fromisoformat(self.as_of)
        events = self.tables["interactions"]
        self.observed = {
            (u, v): 1 - math.exp(-energy(events, u, v, self.ours, self.as_of) / 9)
            for u in self.ours
            for v in self.members
        }
        self.T = {pair: t for pair, t in self.observed.items() if pair[0] not in self.left}
        for e in self.edges:
            pair = (e["from"], e["to"])
            if e["kind"] == "KNOWS" and pair in self.T:
                found = [self.T[pair]]
                if e["external_score"]:
                    age = (today - date.fromisoformat(e["external_date"] or e["observed_at"])).days
                    found.append(float(e["external_score"]) * 2 ** (-age / 180))
                if e["declared_level"]:
                    age = (today - date.fromisoformat(e["observed_at"])).days
                    found.append(0.5 * INFLUENCE[int(e["declared_level"])] * 2 ** (-age / 180))
                self.T[pair] = max(found)

    @property
    def x(self) -> np.ndarray:
        return np.array([OPINION[self.support[v]] if v in self.support else 0.0 for v in self.members])

    def best_tie(self, v: str) -> float:
        return max((t for (_, w), t in self.T.items() if w == v), default=0.0)

    def equilibrium(self, W: np.ndarray | None = None, kappa: np.ndarray | None = None) -> np.ndarray:
        """V with y = V x: the Friedkin–Johnsen equilibrium."""
        W = self.W if W is None else W
        k = np.ones(len(W)) if kappa is None else kappa
        return np.linalg.solve(np.diag(k + W.sum(axis=0)) - W.T, np.diag(k))

    def share(self) -> dict[str, float]:
        return dict(zip(self.members, (self.equilibrium().T @ self.r).tolist(), strict=True))


@pytest.fixture(scope="session")
def datasets() -> Path:
    return DATASETS


@pytest.fixture(scope="session")
def huayue_tables() -> dict[str, list[Row]]:
    return read(DATASETS / "huayue")


@pytest.fixture(scope="session")
def huayue(huayue_tables: dict[str, list[Row]]) -> Picture:
    return Picture(huayue_tables)
