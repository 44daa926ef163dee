"""Random rows of account planning: criteria and positions, products and potential, promises, needs, assessments."""

from datetime import timedelta

from tests.oracle.random_draft import AS_OF, Draft

VENDORS = ("", "US", "RIV1", "RIV2", "US-SUB")


def draw_plan(draft: Draft, units: list[str]) -> None:
    """Draw a plan for the account; drawn last, so that the rest of a random account does not depend on it."""
    _criteria(draft)
    _potential(draft, units)
    _promises(draft)
    _needs(draft)
    _assessments(draft)
    _friends(draft)
    _steps(draft)


def _criteria(draft: Draft) -> None:
    random = draft.random
    heard = draft.chance(0.7)
    for deal in ("O1", "O2"):
        for number in range(random.choice((0, 1, 2, 4))):
            criterion = f"{deal}-K{number}"
            draft.add(
                "criteria",
                id=criterion,
                opportunity=deal,
                name=f"Criterion {criterion}",
                category=draft.maybe(0.5, "price"),
            )
            people = sorted({*draft.inside, *draft.outside[:2], *draft.strangers[:1]})
            for person in people:
                if not draft.chance(0.6 if heard else 0.15):
                    continue
                for vendor in sorted({random.choice(VENDORS) for _ in range(2)}):
                    for reporter in draft.reporters(4):
                        for cells in draft.versions(reporter):
                            draft.add(
                                "positions",
                                person=person,
                                criterion=criterion,
                                vendor=vendor,
                                weight=draft.maybe(0.7, random.choice((0, 0, 1, 2, 2.5, 3, 5))),
                                fit=draft.maybe(0.7, random.randint(-2, 2)),
                                **cells,
                            )


def _potential(draft: Draft, units: list[str]) -> None:
    random = draft.random
    for number in range(3):
        draft.add("products", id=f"PR{number}", name=f"Product {number}", line=draft.maybe(0.5, "line"))
        for place in (*units, "ACC", "ACC-SUB", "OTHERCUST"):
            if draft.chance(0.4):
                for cells in draft.versions(random.choice(draft.ours)):
                    draft.add(
                        "potential",
                        product=f"PR{number}",
                        unit=place,
                        status=random.choice(("won", "open", "competitor", "potential", "none")),
                        vendor=draft.maybe(0.3, "RIV1"),
                        amount=draft.maybe(0.8, random.choice((100, 200, 400, 1000))),
                        currency=draft.maybe(0.4, random.choice(("USD", "EUR"))),
                        **cells,
                    )


def _promises(draft: Draft) -> None:
    random = draft.random
    theirs = [*draft.inside, *draft.outside, *draft.strangers[:1], "ACC", "OTHERCUST"]
    for number in range(random.randint(0, 9)):
        sides = [random.choice((*draft.ours, "US")), random.choice(theirs)]
        random.shuffle(sides)
        made = draft.day()
        draft.add(
            "promises",
            id=f"pr{number}",
            **{"from": sides[0]},
            to=sides[1],
            statement=f"Promise {number}",
            made_on=made,
            due=draft.maybe(0.8, AS_OF + timedelta(days=random.randint(-60, 60))),
            status=draft.maybe(0.8, random.choice(("open", "open", "kept", "broken", "dropped"))),
        )


def _needs(draft: Draft) -> None:
    random = draft.random
    for number in range(random.choice((0, 1, 3, 6))):
        draft.add(
            "needs",
            id=f"n{number}",
            holder=random.choice((*draft.inside, *draft.outside[:1], "ACC", "OTHERCUST")),
            kind=random.choice(("business", "business", "career", "security")),
            statement=f"Need {number}",
            explicit=draft.maybe(0.7, random.choice(("true", "false"))),
            our_response=draft.maybe(0.5, "an answer"),
            status=draft.maybe(0.7, random.choice(("open", "answered", "done", "closed", "cancelled"))),
        )


def _friends(draft: Draft) -> None:
    """Draw people who help us, each more or less: without them nobody would ever be a coach."""
    random = draft.random
    for person in random.sample(draft.inside, k=min(len(draft.inside), random.choice((0, 4, 8)))):
        day = AS_OF - timedelta(days=random.randint(0, 60))
        draft.add(
            "edges",
            kind="STANCE",
            **{"from": person},
            to="US",
            level=random.choice((1, 2, 3, 3, 3)),
            source="meeting_note",
            reported_by="import:friends",
            observed_at=day,
            confidence="A",
            evidence=draft.maybe(0.6, f"minutes {day}"),
        )
        draft.add(
            "assessments",
            person=person,
            date=AS_OF,
            assessor=min(draft.ours),
            information=random.choice((2, 3, 3, 3)),
            acceptance=random.choice((2, 3, 3)),
            source="survey",
            evidence=draft.maybe(0.8, f"minutes {day}"),
        )
        if draft.chance(0.5):
            draft.add(
                "interactions",
                id=f"shared-{person}",
                date=day,
                kind="info_share",
                participants=f"{min(draft.ours)};{person}",
                direction=random.choice(("theirs", "mutual", "ours", "")),
                confirmed_in_writing=draft.maybe(0.7, "true"),
            )
        draft.add(
            "needs",
            id=f"need-{person}",
            holder=person,
            kind="career",
            statement="A stake",
            our_response=draft.maybe(0.7, "an answer"),
            status="open",
        )


def _steps(draft: Draft) -> None:
    """Say of all, some or no roles in which step they take part."""
    often = draft.random.choice((0, 0.5, 1))
    for row in draft.tables.get("roles", []):
        row["step"] = draft.maybe(often, draft.random.randint(1, 3))


def _assessments(draft: Draft) -> None:
    random = draft.random
    drawn = set()
    for _ in range(2 * len(draft.inside)):
        person, assessor, day = random.choice(draft.inside), random.choice(draft.ours), draft.day()
        if day == AS_OF or (person, assessor, day) in drawn:
            continue
        drawn.add((person, assessor, day))
        scores = ("acceptance", "participation", "information", "guidance", "project_support", "rivals")
        draft.add(
            "assessments",
            person=person,
            date=day,
            assessor=assessor,
            vendor=draft.maybe(0.3, "US"),
            **{score: draft.maybe(0.85, random.choice((-1, 0, 1, 2, 2, 3, 3))) for score in scores},
            source="survey",
            evidence=draft.maybe(0.7, f"minutes {day - timedelta(days=random.choice((3, 30, 170, 190)))}"),
        )
