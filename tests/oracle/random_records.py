"""What else is recorded of a random account: mutual figures, assessments, contracts, suppliers, needs, offices of outsiders.

Drawn after everything else and by random numbers of its own, so that the people and ties of an account do not depend on it.
"""

from datetime import date, timedelta
from random import Random

from tests.oracle.random_draft import AS_OF, TODAY, Draft
from tests.oracle.writing import Cells

SIX = ("acceptance", "participation", "information", "guidance", "project_support", "rivals")
CRITERIA = ("capital_qualification", "people", "reputation", "service_system", "scalability", "complementarity")
MUTUAL = (
    "strategic_fit", "our_importance_to_them", "their_importance_to_us", "switching_cost_them", "switching_cost_us",
    "bargaining_them", "bargaining_us",
)  # fmt: skip


def add_records(draft: Draft, random: Random) -> None:
    """Add the records to what is drawn already."""
    _account(draft, random)
    _events(draft, random)
    _assessments(draft, random)
    _papers(draft, random)
    _outsiders(draft, random)
    for row in draft.tables["people"]:
        row["early_career"] = "true" if random.random() < 0.1 else ""


def _day(random: Random, most: int = 700) -> date:
    return AS_OF - timedelta(days=round(most * random.random() ** 2))


def _account_of(draft: Draft) -> Cells:
    return next(row for row in draft.tables["orgs"] if row["id"] == "ACC")


def _account(draft: Draft, random: Random) -> None:
    row = _account_of(draft)
    for name in MUTUAL:
        row[name] = random.choice((3, 4, 4, 5, 5)) if random.random() < 0.9 else ""
    row["wallet_share"] = random.choice(("", 0.2, 0.3, 0.6))
    row["bonds"] = random.choice(("", "financial", "structural;social"))
    row["annual_revenue"], row["cost_to_serve"] = random.choice((("", ""), (1000, 50), (1000, 200)))


def _events(draft: Draft, random: Random) -> None:
    for row in draft.tables["interactions"]:
        people = str(row["participants"]).split(";")
        row["opportunity"] = random.choice(("O1", "O2")) if random.random() < 0.4 else ""
        row["initiated_by"] = random.choice(people) if random.random() < 0.4 else ""
        row["confirmed_in_writing"] = "true" if random.random() < 0.4 else ""
        complaint = row["kind"] == "complaint"
        row["severity"] = random.choice(("low", "severe", "severe")) if complaint else ""
        row["status"] = random.choice(("open", "closed", "")) if complaint else ""
    number = 0
    for ours in draft.ours:
        for person in random.sample(draft.inside, k=2):
            for _ in range(random.choice((0, 2, 3))):
                number += 1
                kind = random.choice(("exec_visit", "exec_summit", "joint_planning"))
                cells: Cells = {
                    "id": f"e{number:03}",
                    "date": _day(random),
                    "kind": kind,
                    "participants": f"{ours};{person}",
                }
                draft.add("interactions", **cells, confirmed_in_writing=random.choice(("true", "")))


def _assessments(draft: Draft, random: Random) -> None:
    events = [str(row["id"]) for row in draft.tables["interactions"]]
    drawn = {(row["person"], row["date"], row["assessor"]) for row in draft.tables.get("assessments", [])}
    rows: dict[tuple[object, ...], Cells] = {}
    for person in sorted([*draft.inside, *draft.outside]):
        for _ in range(random.choice((0, 0, 1, 2, 4, 5))):
            day, assessor = _day(random), random.choice(draft.ours)
            vendor = "RIV1" if random.random() < 0.1 else ""
            base = random.choice((-1, 0, 1, 2, 3))
            cells: Cells = {
                name: max(-1, min(3, base + random.choice((-1, 0, 0, 1)))) if random.random() < 0.85 else ""
                for name in SIX
            }
            evidence = random.choice(
                (
                    "",
                    random.choice(events),
                    f"minutes {day - timedelta(days=random.choice((0, 30, 180, 181)))}",
                    "hearsay",
                )
            )
            cells |= {"evidence": evidence, "override": random.choice((-1, 2)) if random.random() < 0.1 else ""}
            cells["target"] = random.choice((1, 2, 3)) if random.random() < 0.4 else ""
            if (person, day, assessor) not in drawn:
                rows[person, vendor, day, assessor] = cells
    for (person, vendor, day, assessor), cells in rows.items():
        draft.add("assessments", person=person, vendor=vendor, date=day, assessor=assessor, source="survey", **cells)


def _papers(draft: Draft, random: Random) -> None:
    for number in range(random.randint(0, 4)):
        ends = [random.choice(("ACC", "ACC-SUB", "OTHERCUST")), random.choice(("US", "US-SUB"))]
        random.shuffle(ends)
        start = random.choice(("", AS_OF - timedelta(days=random.choice((-30, 100, 365, 800)))))
        draft.add("contracts", id=f"K{number}", **{"from": ends[0]}, to=ends[1], start=start)
    for number in range(random.randint(0, 6)):
        holder, horizon = random.choice(draft.inside), random.choice(("now", "now", "mid", ""))
        status = random.choice(("open", "", "done", "answered"))
        cells: Cells = {"holder": holder, "kind": "business", "statement": f"need {number}", "horizon": horizon}
        draft.add("needs", id=f"now{number}", status=status, **cells)
    for number in range(random.randint(0, 2)):
        agreed = random.choice(("true", "false"))
        customer = random.choice(("ACC", "ACC-SUB", "OTHERCUST"))
        draft.add("goals", id=f"g{number}", kind="hill", customer=customer, statement="goal", agreed_by_both=agreed)


def _outsiders(draft: Draft, random: Random) -> None:
    for org in ("SUP", "PAR"):
        for day in sorted({_day(random) for _ in range(random.choice((0, 1, 2)))}):
            scores: Cells = {
                name: random.choice((1, 3, 4, 4, 5)) if random.random() < 0.95 else "" for name in CRITERIA
            }
            due = random.choice(("", TODAY))
            draft.add("suppliers", org=org, date=day, impact=random.choice(("", 2, 4)), next_review=due, **scores)
        if random.random() < 0.7:
            draft.add(
                "edges",
                kind="SUPPLIES",
                **{"from": org},
                to="US",
                category=random.choice(("", "servers", "cables")),
                spend_share=random.choice(("", 0.1, 0.6)),
                alternatives=random.choice(("", 0, 2, 9)),
                switch_months=random.choice(("", 3, 18)),
            )

    def some(kind: str, source: str, target: str, **cells: object) -> None:
        if random.random() < 0.4:
            draft.add("edges", kind=kind, **{"from": source}, to=target, **cells)

    some("SUPPLIES", "SUP", "RIV1")
    some("ALLIED_WITH", "RIV2", "PAR", form="informal")
    some("ALLIED_WITH", "US", "ACC", form=random.choice(("formal", "informal", "joint_venture")), verified="true")
    some("HOLDS_EQUITY", "ACC-SUB", "US-SUB", share=0.1)
    some("ENDORSES", "ACC", "TP1", level=2)
    some("ENDORSES", random.choice(draft.inside), "TP2", level=1)
    some("ENDORSES", "OTHERCUST", "TP2", level=1)
    some("CONTRACT", "ACC-SUB", "SUP")
    some("SUPERVISES", "TP2", "O1")
    some("CONSULTS_FOR", "TP1", "ACC")
    edges = draft.tables["edges"]
    begun = {(e["from"], e["to"], e["valid_from"] or e["observed_at"]) for e in edges if e["kind"] == "KNOWS"}
    for rival in draft.rivals:
        for person in random.sample(draft.inside, k=2):
            # What an earlier row says of the same two from the same day on would be another value of the same version (E14).
            for day in sorted(
                {_day(random, 300), _day(random, 60)} - {d for u, v, d in begun if (u, v) == (rival, person)}
            ):
                seen: Cells = {
                    "observed_at": day,
                    "reported_by": draft.ours[0],
                    "source": "inferred",
                    "confidence": "C",
                }
                draft.add(
                    "edges", kind="KNOWS", **{"from": rival}, to=person, declared_level=random.randint(1, 5), **seen
                )
    some("RECOMMENDS", random.choice(draft.inside), random.choice(("US", "US-SUB", "TP1")), level=2)
    some("ENDORSES", random.choice(("ACC-SUB", "OTHERCUST")), "US", level=1)
    some("PARTNERS_ON", random.choice(("ACC-SUB", "PAR")), "O1", role="lead")
    _account_of(draft)["value_alignment"] = random.choice(("", 3, 4))
