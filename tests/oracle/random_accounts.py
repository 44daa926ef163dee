"""Valid random import files: every kind of fact that changes an answer, in all the states the method names.

The account is ``ACC`` with a subsidiary and a sub-subsidiary; its opportunities are ``O1`` and ``O2`` (open, differing
amounts, sometimes differing currencies or a missing amount) and ``O3`` (closed). Around it stand third parties (one
with implied independence), a supplier, a partner, two competitors, another customer and an organisation of no special
kind, whose people must not enter the picture. Facts spread over three years before :data:`AS_OF`; some were observed
after it and must not be seen; nothing is later than :data:`TODAY`.
"""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.oracle.random_draft import AS_OF, TODAY, Draft
from tests.oracle.random_plan import draw_plan
from tests.oracle.random_records import add_records
from tests.oracle.scales import POINTS
from tests.oracle.writing import write_table

__all__ = ["ACCOUNT", "AS_OF", "OPPORTUNITIES", "TODAY", "write_account"]

ACCOUNT = "ACC"
OPPORTUNITIES = ("O1", "O2")
DOMAINS = ("technical", "commercial", "financial", "political", "general")
FLAGS = ("independence_required", "no_contact", "objected", "public_official", "key_person", "left", "placeholder")
ROLES = (
    "initiator",
    "user",
    "influencer",
    "technical_evaluator",
    "evaluator",
    "gatekeeper",
    "buyer",
    "decider",
    "approver",
    "coach",
)
UNITS = (
    ("it", "it", "ACC"),
    ("buy", "procurement", "ACC"),
    ("fin", "finance", "ACC"),
    ("ops", "operations", "ACC"),
    ("top", "board", "ACC"),
    ("empty", "quality", "ACC"),
    ("sub", "engineering", "ACC-SUB"),
)


def write_account(folder: Path, seed: int, size: int = 16, missing_grades: bool = False) -> Path:
    """Write a random account into a folder.

    Parameters
    ----------
    folder
        An existing folder.
    seed
        The same seed and size give the same files.
    size
        People of the customer and around it, ours not counted.
    missing_grades
        Whether some grades are left empty.

    Returns
    -------
    Path
        The folder.
    """
    draft = Draft(Random(f"{seed}/{size}/{missing_grades}"))
    draft.recency = draft.random.choice((1.0, 2.0, 4.0))
    _organisations(draft)
    _people(draft, size, missing_grades)
    _reporting(draft)
    _influence(draft)
    _access(draft)
    _stances(draft)
    _opportunities(draft)
    _interactions(draft)
    _asked(draft)
    draw_plan(draft, [unit for unit, _, _ in UNITS])
    _second_posts(draft, Random(f"posts/{seed}/{size}"))
    add_records(draft, Random(f"{seed}/{size}/records"))
    for table, rows in draft.tables.items():
        write_table(folder, table, rows)
    return folder


def _second_posts(draft: Draft, random: Random) -> None:
    """Some people of other organisations also have a post at the customer; of ours and of rivals that says nothing."""
    for person in (*draft.strangers, *draft.outside, *draft.ours[:1]):
        if random.random() < 0.3:
            place = random.choice((ACCOUNT, "ACC-SUB", *(unit for unit, _, _ in UNITS)))
            draft.add("edges", kind="MEMBER_OF", **{"from": person}, to=place, primary=random.choice(("false", "")))


def _organisations(draft: Draft) -> None:
    for name, category, parent, subtype in (
        ("US", "our_company", "", ""),
        ("US-SUB", "our_company", "US", ""),
        (ACCOUNT, "customer", "", ""),
        ("ACC-SUB", "customer", ACCOUNT, ""),
        ("ACC-SUB2", "customer", "ACC-SUB", ""),
        ("OTHERCUST", "customer", "", ""),
        ("TP1", "third_party", "", "consultant"),
        ("TP2", "third_party", "", draft.random.choice(("supervision", "tender_agent", "regulator", "certification"))),
        ("SUP", "supplier", "", ""),
        ("PAR", "partner", "", ""),
        ("RIV1", "competitor", "", ""),
        ("RIV2", "competitor", "", ""),
        ("MISC", "other", "", ""),
    ):
        tier = draft.random.choice("SAABC") if name == ACCOUNT else ""
        draft.add("orgs", id=name, name=f"Org {name}", category=category, parent=parent, subtype=subtype, tier=tier)
    for unit, function, org in UNITS:
        parent = "top" if unit == "fin" else ""
        draft.add("units", id=unit, name=f"Unit {unit}", org=org, function=function, parent=parent)


def _people(draft: Draft, size: int, missing_grades: bool) -> None:
    random = draft.random
    for number in range(random.randint(3, 7)):
        person = f"u{number}"
        draft.ours.append(person)
        draft.add(
            "people",
            id=person,
            name=f"Ours {number:02}",
            org=random.choice(("US", "US", "US-SUB")),
            unit="",
            grade=random.choice((1, 2, 2, 3, 4, 4, 5)),
            function=random.choice(("sales", "engineering", "it", "finance", "general", "")),
            role=random.choice(("ar", "ar", "sr", "fr", "service", "exec", "exec", "finance", "legal", "other", "")),
            ability=draft.maybe(0.8, random.randint(1, 5)),
            willingness=draft.maybe(0.8, random.randint(1, 5)),
            sponsor_capacity=draft.maybe(0.6, random.randint(0, 3)),
            kappa="",
            flags=draft.maybe(0.05, "left"),
            left_on="",
        )
    for number in range(size):
        person = f"p{number:02}"
        inside = number < 4 or draft.chance(0.7)
        if inside:
            org = random.choice((ACCOUNT, ACCOUNT, ACCOUNT, "ACC-SUB", "ACC-SUB2"))
            draft.inside.append(person)
        else:
            org = random.choice(("TP1", "TP1", "TP2", "SUP", "PAR", "OTHERCUST", "MISC"))
            (draft.strangers if org in {"OTHERCUST", "MISC"} else draft.outside).append(person)
        units = [unit for unit, _, owner in UNITS if owner == org and unit != "empty"]
        flags = ";".join(sorted({random.choice(FLAGS) for _ in range(2) if draft.chance(0.12)}))
        draft.add(
            "people",
            id=person,
            name="" if "placeholder" in flags and number % 2 else f"Person {number:02}",
            org=org,
            unit=random.choice(units) if units and draft.chance(0.8) else "",
            grade="" if missing_grades and draft.chance(0.15) else random.choice((1, 1, 2, 2, 3, 3, 4, 4, 5)),
            function=draft.maybe(0.3, random.choice(("it", "procurement", "finance", "general", "risk"))),
            kappa=draft.maybe(0.3, random.choice((0.25, 0.5, 1.5, 2, 3, 4))),
            flags=flags,
            left_on=draft.maybe(0.06, AS_OF + timedelta(days=random.randint(-300, 80))),
            title=draft.maybe(0.5, f"Title {number:02}"),
            owner=draft.maybe(0.4, random.choice(draft.ours)) if inside else "",
        )
    for number in range(2):
        draft.rivals.append(f"r{number}")
        draft.add("people", id=f"r{number}", name=f"Rival {number}", org=f"RIV{number + 1}", grade=3)


def _reporting(draft: Draft) -> None:
    """Draw lines only from later to earlier people: no circle, and one solid manager at most."""
    rows = {str(row["id"]): row for row in draft.tables["people"]}
    for people in (draft.inside, draft.ours):
        for at, person in enumerate(people[1:], start=1):
            boss, other = draft.random.choice(people[:at]), draft.random.choice(people[:at])
            way = draft.random.random()
            if way < 0.35:
                rows[person]["reports_to"] = boss
            elif way < 0.55:
                line = draft.random.choice(("solid", "dotted"))
                draft.add("edges", kind="REPORTS_TO", **{"from": person}, to=boss, line=line)
            if other != boss and draft.chance(0.15):
                draft.add("edges", kind="REPORTS_TO", **{"from": person}, to=other, line="dotted")


def _pairs(draft: Draft, people: list[str], count: int) -> list[tuple[str, str]]:
    pairs = {tuple(draft.random.sample(people, 2)) for _ in range(count)}
    return sorted((u, v) for u, v in pairs)


def _influence(draft: Draft) -> None:
    random = draft.random
    around = [*draft.inside, *draft.inside, *draft.outside, *draft.strangers]
    people = sorted(set(around))
    for u, v in _pairs(draft, people, round(len(people) * random.uniform(1.0, 3.0))):
        domains = random.sample(DOMAINS, k=1 if draft.chance(0.8) else 2)
        for domain in domains:
            polarity = -1 if draft.chance(0.08) else draft.maybe(0.3, 1)
            for reporter in draft.reporters(4):
                for cells in draft.versions(reporter):
                    draft.add(
                        "edges",
                        kind="INFLUENCES",
                        **{"from": u},
                        to=v,
                        level=0 if draft.chance(0.07) else random.randint(1, 5),
                        polarity=polarity,
                        domain="" if domain == "general" else domain,
                        **cells,
                    )
    for u, v in _pairs(draft, people, round(len(people) * random.uniform(0.3, 1.2))):
        for reporter in draft.reporters(3):
            for cells in draft.versions(reporter):
                level = 0 if draft.chance(0.05) else random.randint(1, 5)
                draft.add("edges", kind="TRUSTS", **{"from": u}, to=v, level=level, **cells)


def _asked(draft: Draft) -> None:
    """Ask some colleagues about somebody, a unit or everybody; of a third of the accounts nothing of it is recorded."""
    random = draft.random
    if draft.chance(1 / 3):
        return
    asked: dict[tuple[object, ...], None] = {}
    for _ in range(random.randint(1, 3 * len(draft.ours))):
        about = random.choice(("*", random.choice(UNITS)[0], random.choice(draft.inside), random.choice(draft.inside)))
        kind = random.choice(("INFLUENCES", "INFLUENCES", "TRUSTS", "STANCE"))
        domain = draft.maybe(0.3, random.choice(DOMAINS))
        asked[random.choice((*draft.ours, "import:crm")), about, kind, draft.day(), domain] = None
    for reporter, about, kind, day, domain in asked:
        draft.add("asked", reporter=reporter, about=about, kind=kind, date=day, domain=domain)


def _access(draft: Draft) -> None:
    random = draft.random
    external = sorted([*draft.inside, *draft.outside, *draft.strangers])
    for ours in draft.ours:
        for person in random.sample(external, k=min(len(external), random.randint(1, 6))):
            turned = draft.chance(0.1)
            for reporter in draft.reporters(2):
                for cells in draft.versions(reporter):
                    observed = cells["observed_at"]
                    assert isinstance(observed, date)
                    has_score = draft.chance(0.7)
                    draft.add(
                        "edges",
                        kind="KNOWS",
                        **{"from": person if turned else ours},
                        to=ours if turned else person,
                        declared_level="" if has_score and draft.chance(0.5) else random.randint(1, 5),
                        external_score=round(random.uniform(0.05, 0.99), 2) if has_score else "",
                        external_date=observed - timedelta(days=random.randint(0, 60))
                        if has_score and draft.chance(0.6)
                        else "",
                        **cells,
                    )
        if draft.chance(0.4):
            person = random.choice(external)
            cells = draft.provenance(ours, draft.day())
            draft.add("edges", kind="TRUSTS", **{"from": person}, to=ours, level=random.randint(1, 5), **cells)
        if draft.chance(0.4):
            cells = draft.provenance(ours, draft.day())
            person = random.choice(external)
            draft.add("edges", kind="SHARED_HISTORY", **{"from": ours}, to=person, history="former_colleague", **cells)
        if draft.chance(0.15):
            cells = draft.provenance(ours, draft.day())
            draft.add("edges", kind="CONFLICTS_WITH", **{"from": ours}, to=random.choice(external), level=2, **cells)
        if draft.chance(0.4):
            status = random.choice(("active", "active", "proposed", "ended"))
            draft.add("edges", kind="SPONSORS", **{"from": ours}, to=random.choice(draft.inside), status=status)
    for rival in draft.rivals:
        cells = draft.provenance(draft.ours[0], draft.day())
        draft.add("edges", kind="KNOWS", **{"from": rival}, to=random.choice(draft.inside), declared_level=4, **cells)


def _stances(draft: Draft) -> None:
    random = draft.random
    for person in sorted([*draft.inside, *draft.outside]):
        wanted = [("US", "", 0.75), ("US", "O1", 0.25), ("US", "O2", 0.15), ("RIV1", "", 0.3), ("RIV2", "O1", 0.2)]
        for vendor, opportunity, probability in wanted:
            if not draft.chance(probability):
                continue
            levels = (-1, 0, 0, 1, 1, 2, 3) if vendor == "US" else (-1, 0, 1, 2)
            for reporter in draft.reporters(3):
                for cells in draft.versions(reporter):
                    draft.add(
                        "edges",
                        kind="STANCE",
                        **{"from": person},
                        to=vendor,
                        level=random.choice(levels),
                        opportunity=opportunity,
                        **cells,
                    )


def _opportunities(draft: Draft) -> None:
    random = draft.random
    second = draft.random.choice(("CNY", "CNY", "USD"))
    for name, customer, currency in (("O1", ACCOUNT, "CNY"), ("O2", random.choice((ACCOUNT, "ACC-SUB")), second)):
        draft.add(
            "opportunities",
            id=name,
            name=f"Opportunity {name}",
            customer=customer,
            amount=draft.maybe(0.85, random.randint(1, 90) * 100_000),
            currency=currency,
            stage=random.choice(("s0", "s1", "s2", "s2", "s3")),
            decision_rule=random.choice(("weighted", "veto", "majority", "")),
            domain=random.choice((*DOMAINS, "")),
            tender_open=random.choice(("true", "false", "")),
            competitors=random.choice(("", "RIV1", "RIV1;RIV2")),
            status=draft.maybe(0.8, "open"),
            closed_on="",
        )
    draft.add("opportunities", id="O3", name="Old", customer=ACCOUNT, status="won", closed_on="2026-01-31")
    draft.add("opportunities", id="O4", name="Elsewhere", customer="OTHERCUST", status="open", amount=5)
    for name in ("O1", "O2", "O3"):
        _roles(draft, name)


def _roles(draft: Draft, opportunity: str) -> None:
    random = draft.random
    mode = random.choice(("by_role", "by_role", "explicit", "some_explicit", "powerless", "nobody"))
    if mode == "nobody":
        return
    candidates = sorted([*draft.inside, *draft.inside, *draft.outside[:2], *draft.strangers[:1]])
    for person in sorted(set(random.sample(candidates, k=min(len(candidates), random.randint(2, 6))))):
        powerless = ("influencer", "gatekeeper", "coach", "initiator")
        for cells in draft.versions(random.choice(draft.ours)):
            roles = random.sample(powerless if mode == "powerless" else ROLES, k=random.choice((1, 1, 2)))
            explicit = mode == "explicit" or (mode == "some_explicit" and draft.chance(0.5))
            draft.add(
                "roles",
                person=person,
                opportunity=opportunity,
                roles=";".join(roles),
                decision_weight=random.choice((0, 0.1, 0.2, 0.5, 2)) if explicit else "",
                veto=draft.maybe(0.2, "true"),
                **cells,
            )


def _interactions(draft: Draft) -> None:
    random = draft.random
    external = sorted([*draft.inside, *draft.outside, *draft.rivals[:1]])
    kinds = sorted(POINTS)
    number = 0

    def add(day: date, kind: str, participants: list[str], direction: str) -> None:
        nonlocal number
        number += 1
        draft.add(
            "interactions",
            id=f"i{number:04}",
            date=day,
            time=draft.maybe(0.2, f"{random.randint(8, 18):02}:30"),
            kind=kind,
            participants=";".join(participants),
            direction=direction,
        )

    for _ in range(2 * len(external)):
        met = random.sample(external, k=min(len(external), random.choice((1, 1, 1, 2, 3, 4))))
        ours = random.sample(draft.ours, k=random.choice((1, 1, 2)))
        add(draft.day(), random.choice(kinds), [*ours, *met], str(draft.maybe(0.5, "ours")))
    for _ in range(len(external)):
        writer, person, day = random.choice(draft.ours), random.choice(external), draft.day()
        for _ in range(random.randint(1, 12)):
            day = min(day + timedelta(days=random.randint(0, 9)), TODAY - timedelta(days=1))
            add(day, "message", [writer, person], random.choice(("ours", "ours", "theirs", "theirs", "mutual", "")))
    for _ in range(4):
        crowd = random.sample(external, k=min(len(external), random.choice((2, 3, 21, 25))))
        add(draft.day(), "message", [random.choice(draft.ours), *crowd], random.choice(("ours", "theirs", "mutual")))
