"""Power, interest and salience: the truth table, what counts toward each, and missing grades."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.status.salience import PowerInterest, SalienceType, quadrant, remark, salience, salience_type
from tests.analysis.golden import AS_OF, edge, golden_situation, meeting


def of(person="c9", **changes):
    return {row.id: row for row in salience(golden_situation(**changes))}[person]


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ("", "non_stakeholder"),
        ("P", "dormant"),
        ("L", "discretionary"),
        ("U", "demanding"),
        ("PL", "dominant"),
        ("PU", "dangerous"),
        ("LU", "dependent"),
        ("PLU", "definitive"),
    ],
)
def test_the_truth_table(attributes, kind):
    assert salience_type(*(a in attributes for a in "PLU")) is SalienceType(kind)


@given(st.floats(0, 1), st.floats(0, 1))
def test_every_point_has_one_quadrant(power, interest):
    found = quadrant(power, interest)
    assert (found in (PowerInterest.MANAGE, PowerInterest.SATISFY)) == (power >= 0.5 - 1e-12)
    assert (found in (PowerInterest.MANAGE, PowerInterest.INFORM)) == (interest >= 0.5 - 1e-12)


def test_power_is_half_grade_and_half_share():
    assert of("c2").power == pytest.approx(0.5 * 3 / 4 + 0.5)
    assert of("c6").power == pytest.approx(0.5 / 4 + 0.5 * 0.0966 / 0.15, abs=1e-3)
    assert of("c1").power == pytest.approx(0.5 + 0.5 * 0.0658 / 0.15, abs=1e-3)
    unknown = of("c6", people={"c6": {"grade": None}})
    assert (unknown.power, unknown.quadrant) == (None, None)
    assert unknown.type is SalienceType.NONE


def test_interest_is_half_contacts_and_half_what_was_declared():
    def met(days, deal="HY-CORE", times=1):
        day = (AS_OF - timedelta(days=days)).isoformat()
        return [meeting(day, "u1", "c9", opportunity=deal) for _ in range(times)]

    assert of().interest == 0
    assert of(interactions=met(180, times=2)).interest == pytest.approx(0.25)
    assert of(interactions=met(180, times=9)).interest == pytest.approx(0.5)
    assert of(interactions=met(181)).interest == 0
    assert of(interactions=met(1, deal=None)).interest == 0
    role = edge("ROLE_IN", "c9", "HY-CORE", roles=["user"], interest=5)
    assert of(edges=[role]).interest == pytest.approx(0.5)
    assert of(edges=[role], interactions=met(5, times=4)).quadrant is PowerInterest.INFORM


def test_of_an_account_the_open_opportunities_count_together():
    other = {"O2": {"name": "二期", "customer": "HY", "stage": "s1", "status": "open"}}
    role = [edge("ROLE_IN", "c9", deal, roles=["user"], interest=i) for deal, i in (("HY-CORE", 2), ("O2", 4))]
    events = [meeting("2026-06-01", "u1", "c9", opportunity=deal) for deal in ("HY-CORE", "O2")]
    found = of(opportunities=other, edges=role, interactions=events, opportunity=None)
    assert found.interest == pytest.approx(0.5 * 2 / 4 + 0.5 * 3 / 4)
    one = of(opportunities=other, edges=role, interactions=events, opportunity="HY-CORE")
    assert one.interest == pytest.approx(0.5 / 4 + 0.5 / 4)


@pytest.mark.parametrize(
    ("edges", "legitimate"),
    [
        ([], False),
        ([edge("CONSULTS_FOR", "ADV", "HY-CORE")], True),
        ([edge("SUPERVISES", "ADV", "HY")], True),
        ([edge("CONTRACT", "HY", "ADV")], True),
        ([edge("CONTRACT", "HY", "ADV", end="2026-06-29")], False),
        ([edge("CONTRACT", "HY", "ADV", start="2026-07-01")], False),
        ([edge("CONSULTS_FOR", "ADV", "US")], False),
        ([edge("ENDORSES", "ADV", "HY")], False),
    ],
)
def test_an_outsiders_office_makes_it_legitimate(edges, legitimate):
    assert of("t1", edges=edges).legitimacy is legitimate


def test_what_is_urgent():
    assert of().urgency is False
    for status, open_ in (("open", True), ("", True), ("closed", False), ("放弃", False)):
        complaint = meeting("2026-06-01", "u1", "c9", kind="complaint", status=status)
        assert of(interactions=[complaint]).urgency is open_
    for horizon, status, pressing in (
        ("now", "open", True),
        ("now", "answered", True),
        ("now", "done", False),
        ("now", "dropped", False),
        ("mid", "open", False),
    ):
        need = {"id": "n", "holder": "c9", "kind": "business", "statement": "x", "horizon": horizon, "status": status}
        assert of(rows={"need": [need]}).urgency is pressing
    role = [edge("ROLE_IN", "c9", "HY-CORE", roles=["user"])]
    assert of(edges=role).urgency
    assert not of(edges=role, opportunities={"HY-CORE": {"stage": "s1"}}).urgency
    assert of(edges=role).legitimacy


def test_where_nobody_shows_any_interest_that_is_said():
    """All dots stood at the left edge of the grid, and the sentence above it spoke of power and interest."""
    situation = golden_situation()
    rows = [replace(row, interest=0.0, quadrant=None) for row in salience(situation)]
    assert remark(rows, situation).en.startswith("Nobody shows any interest yet: no contact on this opportunity in 180")
    month = replace(situation.snapshot.settings, salience={**situation.snapshot.settings.salience, "days": 30})
    shorter = replace(situation.graph, snapshot=replace(situation.snapshot, settings=month))
    assert "in 30 days" in remark(rows, replace(situation, graph=shorter)).en
    assert remark([*rows[1:], replace(rows[0], interest=0.2)], situation).en.startswith("Nobody is known")


def test_where_nobody_can_be_placed_the_reason_is_what_is_not_recorded():
    """Of names alone it was said that there is no contact “on this opportunity”; there was none, and nobody had a grade."""
    names = golden_situation(
        people={key: {"grade": None} for key in golden_situation().graph.people},
        opportunities={"HY-CORE": {"status": "lost"}},
        opportunity=None,
    )
    rows = salience(names)
    assert not names.context.deals
    assert {row.power for row in rows} == {None}
    assert remark(rows, names).en == (
        "No open opportunity is recorded: interest is contact on one and interest declared in one, so everybody's counts as 0. "
        "Record the opportunity and who has a role in it. "
        "Nobody has a grade: power is unknown and nobody is in a quadrant. Record grades."
    )
    assert "此商机" not in remark(rows, names).zh
    heard = [replace(rows[0], interest=0.5), *rows[1:]]
    assert remark(heard, names).en.startswith("Nobody has a grade"), "interest is shown: grades alone are wanted"


def test_nobody_is_managed_closely_of_an_open_seat():
    met = [meeting("2026-06-01", "u1", "c2", opportunity="HY-CORE") for _ in range(9)]
    known, seat = (
        golden_situation(people={"c2": {"flags": flags}}, interactions=met) for flags in ([], ["placeholder"])
    )
    rows = salience(seat)
    assert [(r.id, r.quadrant) for r in rows] == [(r.id, r.quadrant) for r in salience(known)]
    assert known.snapshot.people["c2"].name in remark(salience(known), known).zh
    assert remark(rows, seat).zh == "须重点管理的都是待确认席位：林行长；先查明由谁担任。"
    asked = {r.id: "find out first who holds the post" in r.sentence(seat.snapshot).en for r in rows}
    assert [p for p, found in asked.items() if found] == ["c2"]
