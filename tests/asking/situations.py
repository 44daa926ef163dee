"""Forty small accounts that each have one thing about them that a sentence may trip over, as import folders.

Each is a function that adds to a :class:`Folder`; its first line says what is special. The day is :data:`DAY`; what a question about
two days compares with is :data:`BEFORE`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graphcrm.ingest.plan import ImportOptions, plan_import
from graphcrm.snapshot import Snapshot, take
from graphcrm.store import open_store

__all__ = ["BEFORE", "DAY", "SITUATIONS", "Folder", "snapshots"]

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


def _begun() -> Folder:
    f = Folder()
    f.add("orgs", id="US", name="Us", category="our_company").add(
        "orgs", id=ACCOUNT, name="Kunde", category="customer", tier="A"
    )
    f.add("orgs", id="RIV", name="Rival", category="competitor")
    f.people("u1", org="US", role="ar", grade=2).people("u2", org="US", role="exec", grade=4)
    return f


def _usual(f: Folder) -> Folder:
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


def usual(f: Folder) -> None:
    """Nothing special."""
    _usual(f)


def empty_account(f: Folder) -> None:
    """Nobody is known."""


def one_person(f: Folder) -> None:
    """One person and nothing else."""
    f.people("ann")


def one_person_decides(f: Folder) -> None:
    """One person, who decides."""
    f.people("ann", grade=4).deal().decides("ann").knows("u1", ann=0.5).stands(ann=1)


def two_people(f: Folder) -> None:
    """Two people, one of whom moves the other."""
    f.people("ann", "bob", grade=3).deal().decides("ann").moves("bob>ann").knows("u1", bob=0.5)


def three_people_no_roles(f: Folder) -> None:
    """Roles are not recorded, grades are."""
    f.people("ann", grade=4).people("bob", "cid", grade=3).moves("bob>ann", "cid>bob").stands(ann=0, bob=1).knows(
        "u1", bob=0.4
    )


def no_grades_no_roles(f: Folder) -> None:
    """Neither grades nor roles, but an influence."""
    f.people("ann", "bob", "cid", "dan").moves("bob>ann")


def many_unknown(f: Folder) -> None:
    """Twelve people of whom no attitude is known."""
    names = [f"p{i}" for i in range(12)]
    f.people(*names, grade=3).deal().decides("p0").decides("p1")
    f.moves(*(f"p{i}>p{i // 3}" for i in range(2, 12))).knows("u1", p5=0.4)


def ties_of_rank(f: Folder) -> None:
    """Nine people alike."""
    names = [f"p{i}" for i in range(9)]
    f.people(*names, grade=3).deal()
    for name in names:
        f.decides(name)


def ties_at_the_top(f: Folder) -> None:
    """Two deciders alike, moved by one person."""
    f.people("ann", "bob", grade=4).people("cid", grade=1).deal().decides("ann").decides("bob").moves(
        "cid>ann", "cid>bob", level=4
    )
    f.stands(ann=1, bob=1, cid=3).knows("u1", cid=0.7)


def open_seat_decides(f: Folder) -> None:
    """The decider is a post whose holder is not known."""
    _usual(f)
    f.people("seat", grade=4, title="CPO", flags="placeholder", name="").decides("seat", decision_weight=0.5).moves(
        "seat>cfo", "buyer>seat"
    )


def only_open_seats(f: Folder) -> None:
    """Two posts and nobody who holds one."""
    for one in ("s1", "s2"):
        f.people(one, grade=4, title="Director", flags="placeholder", name="")
    f.deal().decides("s1").decides("s2", "approver").moves("s1>s2")


def no_paths(f: Folder) -> None:
    """We know nobody, nobody is moved."""
    f.people("ann", "bob", "cid", grade=3).deal().decides("ann").decides("bob")


def unreachable_decider(f: Folder) -> None:
    """We know people, but no path leads to the decider."""
    f.people("ann", grade=5).people("bob", "cid", grade=2).deal().decides("ann").moves("bob>cid", "ann>bob").knows(
        "u1", bob=0.6
    ).stands(bob=1)


def veto_held(f: Folder) -> None:
    """The rule is a veto, and the holder has no weight and no attitude."""
    _usual(f)
    f.tables["opportunities"][0]["decision_rule"] = "veto"
    f.decides("ceo", "gatekeeper", veto="true")


def veto_without_holder(f: Folder) -> None:
    """The rule is a veto that nobody holds."""
    _usual(f)
    f.tables["opportunities"][0]["decision_rule"] = "veto"


def majority(f: Folder) -> None:
    """Three voices, two of them against."""
    f.people("ann", "bob", "cid", grade=4).deal(decision_rule="majority")
    for who in ("ann", "bob", "cid"):
        f.decides(who)
    f.stands(ann=2, bob=-1, cid=-1).knows("u1", ann=0.5)


def majority_undecided(f: Folder) -> None:
    """Voices of zero."""
    f.people("ann", "bob", grade=4).deal(decision_rule="majority").decides("ann").decides("bob").stands(ann=0, bob=0)


def leaver_decides(f: Folder) -> None:
    """The decider has left."""
    _usual(f)
    f.tables["people"][3]["left_on"] = "2026-05-01"


def all_have_left(f: Folder) -> None:
    """Everybody has left."""
    f.people("ann", "bob", grade=4, left_on="2026-03-01").deal().decides("ann").moves("bob>ann").knows(
        "u1", bob=0.5
    ).stands(ann=1)


def foreign_names(f: Folder) -> None:
    """Names of other scripts, with quotes, brackets and marks."""
    _usual(f)
    names = ["Zoë O’Brien-Łukasz", "山本 健一", "Мария (Финансы)", "د. سمير", "Ng, Wei & Co.", "“Ace”; Müller"]
    for row, name in zip(f.tables["people"][2:], names, strict=True):
        row["name"] = name


def names_in_english(f: Folder) -> None:
    """Everything with a Chinese and an English name."""
    _usual(f)
    for at, row in enumerate(f.tables["people"]):
        row["name_en"], row["name"] = f"{row['name']} Smith", "王李周吴陈赵孙钱"[at] + "总"
    for row, name in zip(f.tables["orgs"], ("我司", "客户行", "对手"), strict=True):
        row["name_en"], row["name"] = f"{row['name']} Inc", name
    f.tables["opportunities"][0].update(name="核心项目", name_en="Core")


def only_hostile(f: Folder) -> None:
    """Everybody is against us, and the one edge is a counter-influence."""
    f.people("ann", "bob", "cid", grade=3).deal().decides("ann").stands(ann=-1, bob=-1, cid=-1).moves(
        "bob>ann", polarity=-1
    )


def no_influence(f: Folder) -> None:
    """Roles and attitudes, but nobody moves anybody."""
    f.people("ann", "bob", "cid", grade=3).deal().decides("ann").decides("bob").stands(ann=1, bob=-1, cid=3).knows(
        "u1", ann=0.5, cid=0.6
    )


def two_halves(f: Folder) -> None:
    """Two groups that have nothing to do with each other, one decides."""
    f.people("a1", "a2", "a3", "b1", "b2", "b3", grade=2).deal().decides("a1")
    f.moves("a2>a1", "a3>a2", "b2>b1", "b3>b2", "b1>b3").stands(a1=0, a2=1, b1=3).knows("u1", a3=0.5, b1=0.6)


def negative_lean(f: Folder) -> None:
    """Clearly against us."""
    f.people("ann", "bob", "cid", grade=4).deal().decides("ann").decides("bob").moves(
        "cid>ann", "cid>bob", level=5, confidence="A"
    )
    f.stands(ann=-1, bob=-1, cid=-1).stands("RIV", ann=3, cid=2).knows("u1", bob=0.32)


def zero_share(f: Folder) -> None:
    """Half of the people move nobody who decides."""
    names = [f"z{i}" for i in range(6)]
    f.people("ann", "bob", grade=4).people(*names, grade=1).deal().decides("ann").moves("bob>ann").moves(
        "ann>z1", "z1>z2"
    )
    f.knows("u1", z1=0.5, bob=0.3).stands(z1=2)


def faint(f: Folder) -> None:
    """Ties and shares that round to nothing."""
    names = [f"f{i}" for i in range(6)]
    f.people("ann", grade=4).people(*names, grade=1).deal().decides("ann").moves("f0>ann", level=1, confidence="D")
    f.moves("f1>f0", "f2>f1", "f3>f2", level=1, confidence="D").knows("u1", f3=0.004, f2=0.06, ann=0.09)


def two_opportunities(f: Folder) -> None:
    """Two open deals with different deciders, and currencies that cannot be added."""
    _usual(f)
    f.tables["opportunities"][0].update(amount=1000000, currency="CNY")
    f.deal("O2", amount=500000, currency="USD").decides("buyer", deal="O2").decides("ceo", "approver", "O2")


def closed_opportunity(f: Folder) -> None:
    """The only deal is lost."""
    _usual(f)
    f.tables["opportunities"][0]["status"] = "lost"


def one_reporter_levels(f: Folder) -> None:
    """One reporter who has graded everything five and two."""
    names = [f"p{i}" for i in range(8)]
    f.people(*names, grade=3).deal().decides("p0").moves(*(f"p{i}>p{i - 1}" for i in range(1, 8)), level=5)
    f.stands(**dict.fromkeys(names, 2)).knows("u1", p7=0.9)


def colleagues_asked(f: Folder) -> None:
    """Three colleagues were asked; they do not agree."""
    _usual(f)
    f.people("u3", org="US", role="sr", grade=2)
    for who in ("u1", "u2", "u3"):
        for kind in ("INFLUENCES", "STANCE"):
            f.add("asked", reporter=who, about="*", kind=kind, date="2026-05-20")
    f.edge("INFLUENCES", "arch", "cio", level=2, reported_by="u2").edge(
        "INFLUENCES", "buyer", "cfo", level=0, reported_by="u3"
    )
    f.edge("STANCE", "cio", "US", level=3, reported_by="u3")


def one_asked(f: Folder) -> None:
    """One colleague was asked about one person."""
    _usual(f)
    f.add("asked", reporter="u2", about="cio", kind="INFLUENCES", date="2026-05-20")


def tender_is_open(f: Folder) -> None:
    """Evaluators must stay independent while a tender runs."""
    _usual(f)
    f.tables["opportunities"][0]["tender_open"] = "true"
    f.tables["people"][3]["flags"] = "independence_required"
    f.tables["people"][4]["flags"] = "public_official"


def nobody_may_be_contacted(f: Folder) -> None:
    """No contact, objected."""
    _usual(f)
    f.tables["people"][3]["flags"] = "no_contact"
    f.tables["people"][5]["flags"] = "objected"
    f.tables["people"][4]["flags"] = "no_contact"


def outsiders(f: Folder) -> None:
    """An adviser, a supervisor and a supplier who move the customer."""
    _usual(f)
    f.add("orgs", id="ADV", name="Adviser", category="third_party", subtype="consultant")
    f.add("orgs", id="SPV", name="Supervisor", category="third_party", subtype="supervision")
    f.people("t1", org="ADV", grade=3).people("t2", org="SPV", grade=3).moves("t1>cio", "t2>cfo", level=4).stands(
        t1=2
    ).knows("u1", t1=0.5)


def gatekeeper(f: Folder) -> None:
    """A secretary through whom everything goes."""
    f.people("boss", grade=5).people("sec", grade=1).people("ann", "bob", grade=3).deal().decides("boss")
    f.moves("ann>sec", "bob>sec", level=4).moves("sec>boss", level=5).knows("u1", ann=0.6).stands(ann=2, sec=0)
    f.people(*(f"x{i}" for i in range(6)), grade=2)


def alternatives_that_overlap(f: Folder) -> None:
    """Two routes over the same people, one that is not realistic."""
    f.people("boss", grade=5).people("a", "b", "c", grade=3).deal().decides("boss")
    f.moves("a>boss", level=4).moves("b>a", level=4).moves("c>boss", level=1, confidence="D")
    f.knows("u1", a=0.4, c=0.3).knows("u2", b=0.4, a=0.35)


def one_thread(f: Folder) -> None:
    """All access hangs on one of ours and one of theirs."""
    f.people("boss", grade=5).people("ann", grade=2).deal().decides("boss").moves(
        "ann>boss", level=5, confidence="A"
    ).knows("u1", ann=0.8).stands(ann=3, boss=1)


def all_of_one_mind(f: Folder) -> None:
    """Everybody supports us exclusively."""
    _usual(f)
    f.tables["edges"] = [e for e in f.tables["edges"] if e["kind"] != "STANCE"]
    f.stands(ceo=3, cio=3, cfo=3, arch=3, ops=3, buyer=3)


def stale_stances(f: Folder) -> None:
    """What is known is more than half a year old."""
    _usual(f)
    for row in f.tables["edges"]:
        if row["kind"] == "STANCE":
            row["observed_at"] = "2025-06-01"


def old_and_doubtful(f: Folder) -> None:
    """Rumours of years ago."""
    _usual(f)
    for row in f.tables["edges"]:
        if row["kind"] == "INFLUENCES":
            row.update(observed_at="2023-01-15", confidence="D", source="colleague_report")


def denied(f: Folder) -> None:
    """A tie that one reports and another denies, and one that is only denied."""
    _usual(f)
    f.edge("INFLUENCES", "arch", "cio", level=0, reported_by="u2").edge(
        "INFLUENCES", "ops", "cfo", level=0, reported_by="u2"
    )


def sponsors_and_needs(f: Folder) -> None:
    """Sponsors, one who has gone silent, needs, goals, actions, an assessment, meetings and mail."""
    _usual(f)
    f.people("u4", org="US", role="exec", grade=4, ability=4, willingness=4, sponsor_capacity=1, function="it")
    f.add("edges", kind="SPONSORS", **{"from": "u2", "to": "cio"}, status="active")
    f.add("edges", kind="OWNS", **{"from": "u1", "to": "cio"}, primary="true")
    f.add("interactions", date="2025-09-01", kind="visit", participants="u2;cio", summary="Visit")
    f.add(
        "interactions",
        date="2026-06-25",
        kind="complaint",
        participants="u1;cio",
        severity="severe",
        status="open",
        summary="Outage",
    )
    for month in ("02", "03", "04"):
        f.add(
            "interactions",
            date=f"2026-{month}-10",
            kind="visit",
            participants="u1;arch",
            direction="mutual",
            summary="Visit",
        )
    f.add(
        "goals",
        id="G1",
        kind="hill",
        customer=ACCOUNT,
        statement="Win the core",
        agreed_by_both="false",
        due="2026-12-01",
        status="open",
    )
    f.add(
        "needs",
        id="N1",
        holder="cio",
        kind="career",
        statement="Be seen",
        explicit="true",
        horizon="now",
        owner="u1",
        status="open",
    )
    f.add(
        "needs",
        id="N2",
        holder=ACCOUNT,
        kind="business",
        statement="Lower cost",
        our_response="An offer",
        status="open",
    )
    f.add("actions", id="A1", target="cio", type="visit", owner="u1", due="2026-07-05", goal="G1", status="open")
    f.add(
        "assessments",
        person="cio",
        date="2026-06-01",
        assessor="u1",
        acceptance=1,
        participation=1,
        information=1,
        guidance=1,
        project_support=1,
        rivals=0,
    )


def competitor_holds(f: Folder) -> None:
    """A rival's people know those who decide."""
    _usual(f)
    f.people("r1", org="RIV").knows("r1", cfo=0.8, cio=0.5)
    f.tables["opportunities"][0]["competitors"] = "RIV"


def shared_names(f: Folder) -> None:
    """Two people and a unit of one name, titles with marks at the end."""
    f.add("units", id="it", name="Kim", org=ACCOUNT, function="it")
    f.people("k1", "k2", name="Kim", grade=3, unit="it", title="Head, R&D (acting)").deal(name="Kim.").decides(
        "k1"
    ).moves("k2>k1").knows("u1", k2=0.4)


def no_team(f: Folder) -> None:
    """We ourselves have nobody."""
    f.tables["people"].clear()
    f.people("ann", "bob", grade=3).deal().decides("ann", reported_by="import:old").moves(
        "bob>ann", reported_by="import:old", level=4
    )


def clones_around_a_decider(f: Folder) -> None:
    """Five people alike move one who decides."""
    names = [f"c{i}" for i in range(5)]
    f.people("dan", grade=4).people(*names, grade=2).deal().decides("dan").moves(*(f"{n}>dan" for n in names)).stands(
        **dict.fromkeys(names, 1)
    )
    f.knows("u1", **dict.fromkeys(names, 0.4))


def changed_since(f: Folder) -> None:
    """Much has changed: who is there, what is thought, who moves whom."""
    _usual(f)
    f.people("new", grade=3).moves("new>cfo", observed_at="2026-06-10")
    f.edge("STANCE", "cio", "US", level=-1, observed_at="2025-12-01", valid_from="2025-12-01", valid_to="2026-05-20")
    f.edge(
        "INFLUENCES", "ops", "cio", level=4, observed_at="2025-12-01", valid_from="2025-12-01", valid_to="2026-04-01"
    )


def contacts_only(f: Folder) -> None:
    """Contact ties are known, and nothing of a decision."""
    f.people("ann", "bob", "cid").knows("u1", ann=0.4, bob=0.2)


SITUATIONS: Mapping[str, Callable[[Folder], None]] = {
    made.__name__: made
    for made in (
        usual, empty_account, one_person, one_person_decides, two_people, three_people_no_roles, no_grades_no_roles, many_unknown,
        ties_of_rank, ties_at_the_top, open_seat_decides, only_open_seats, no_paths, unreachable_decider, veto_held,
        veto_without_holder, majority, majority_undecided, leaver_decides, all_have_left, foreign_names, names_in_english,
        only_hostile, no_influence, two_halves, negative_lean, zero_share, faint, two_opportunities, closed_opportunity,
        one_reporter_levels, colleagues_asked, one_asked, tender_is_open, nobody_may_be_contacted, outsiders, gatekeeper,
        alternatives_that_overlap, one_thread, all_of_one_mind, stale_stances, old_and_doubtful, denied, sponsors_and_needs,
        competitor_holds, shared_names, no_team, clones_around_a_decider, changed_since, contacts_only,
    )
}  # fmt: skip


def folder_of(name: str, place: Path) -> Path:
    """The import folder of a situation."""
    folder = _begun()
    SITUATIONS[name](folder)
    return folder.write(place)


def snapshots(name: str, place: Path, days: Iterable[date] = (DAY, BEFORE)) -> list[Snapshot]:
    """A situation as it is on some days."""
    folder = folder_of(name, place / name)
    with open_store(str(place / f"{name}.graphcrm"), create=True) as store:
        options = ImportOptions(
            today=str(DAY), author="test", at=f"{DAY}T00:00:00", source="meeting_note", reported_by="u1"
        )
        plan = plan_import([folder], existing={}, options=options)
        assert plan.change is not None, (name, [p.text.en for p in plan.problems if p.is_error])
        store.apply(plan.change)
        return [take(store, day) for day in days]
