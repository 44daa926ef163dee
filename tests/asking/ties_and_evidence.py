"""Small accounts in which attitudes, ties or what is known of them is what a sentence may trip over."""

from __future__ import annotations

from tests.asking.folder import ACCOUNT, Folder, usual


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
    usual(f)
    f.tables["opportunities"][0].update(amount=1000000, currency="CNY")
    f.deal("O2", amount=500000, currency="USD").decides("buyer", deal="O2").decides("ceo", "approver", "O2")


def closed_opportunity(f: Folder) -> None:
    """The only deal is lost."""
    usual(f)
    f.tables["opportunities"][0]["status"] = "lost"


def one_reporter_levels(f: Folder) -> None:
    """One reporter who has graded everything five and two."""
    names = [f"p{i}" for i in range(8)]
    f.people(*names, grade=3).deal().decides("p0").moves(*(f"p{i}>p{i - 1}" for i in range(1, 8)), level=5)
    f.stands(**dict.fromkeys(names, 2)).knows("u1", p7=0.9)


def colleagues_asked(f: Folder) -> None:
    """Three colleagues were asked; they do not agree."""
    usual(f)
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
    usual(f)
    f.add("asked", reporter="u2", about="cio", kind="INFLUENCES", date="2026-05-20")


def tender_is_open(f: Folder) -> None:
    """Evaluators must stay independent while a tender runs."""
    usual(f)
    f.tables["opportunities"][0]["tender_open"] = "true"
    f.tables["people"][3]["flags"] = "independence_required"
    f.tables["people"][4]["flags"] = "public_official"


def nobody_may_be_contacted(f: Folder) -> None:
    """No contact, objected."""
    usual(f)
    f.tables["people"][3]["flags"] = "no_contact"
    f.tables["people"][5]["flags"] = "objected"
    f.tables["people"][4]["flags"] = "no_contact"


def outsiders(f: Folder) -> None:
    """An adviser, a supervisor and a supplier who move the customer."""
    usual(f)
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
    usual(f)
    f.tables["edges"] = [e for e in f.tables["edges"] if e["kind"] != "STANCE"]
    f.stands(ceo=3, cio=3, cfo=3, arch=3, ops=3, buyer=3)


def stale_stances(f: Folder) -> None:
    """What is known is more than half a year old."""
    usual(f)
    for row in f.tables["edges"]:
        if row["kind"] == "STANCE":
            row["observed_at"] = "2025-06-01"


def old_and_doubtful(f: Folder) -> None:
    """Rumours of years ago."""
    usual(f)
    for row in f.tables["edges"]:
        if row["kind"] == "INFLUENCES":
            row.update(observed_at="2023-01-15", confidence="D", source="colleague_report")


def denied(f: Folder) -> None:
    """A tie that one reports and another denies, and one that is only denied."""
    usual(f)
    f.edge("INFLUENCES", "arch", "cio", level=0, reported_by="u2").edge(
        "INFLUENCES", "ops", "cfo", level=0, reported_by="u2"
    )


def sponsors_and_needs(f: Folder) -> None:
    """Sponsors, one who has gone silent, needs, goals, actions, an assessment, meetings and mail."""
    usual(f)
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
    usual(f)
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
    usual(f)
    f.people("new", grade=3).moves("new>cfo", observed_at="2026-06-10")
    f.edge("STANCE", "cio", "US", level=-1, observed_at="2025-12-01", valid_from="2025-12-01", valid_to="2026-05-20")
    f.edge(
        "INFLUENCES", "ops", "cio", level=4, observed_at="2025-12-01", valid_from="2025-12-01", valid_to="2026-04-01"
    )


def contacts_only(f: Folder) -> None:
    """Contact ties are known, and nothing of a decision."""
    f.people("ann", "bob", "cid").knows("u1", ann=0.4, bob=0.2)
