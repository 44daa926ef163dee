"""Data audit: metrics, grade, and every fault it is meant to find."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graphcrm.analysis.data.audit import audit
from graphcrm.configuration import load_settings
from graphcrm.errors import InputError
from graphcrm.graph.influence import GraphOptions
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import INFLUENCES, OURS, STANCES, THEIRS, edge, golden_situation, meeting


def second_reporter() -> dict[str, Any]:
    return {"edges": [edge("INFLUENCES", "c6", "c3", level=5, reported_by="u2")]}


def test_golden_account() -> None:
    found = audit(golden_situation())
    assert (found.row("people").value, found.row("edges").value, found.row("reporters").value) == (11, 24, 1)
    assert found.row("with_unit").value == 0
    assert found.row("with_grade").value == 1
    assert found.row("edges_good").value == pytest.approx(19 / 24)
    assert found.row("median_age").value == 0
    assert found.row("known_share").value == pytest.approx(1 - 0.0848, abs=1e-4)
    assert found.row("stances_fresh").value == pytest.approx(9 / 11)
    assert found.row("deciders_recorded").value == 1
    assert found.row("herfindahl").value == 1
    assert found.grade == "B"
    assert found.sentence.en == "Data grade B: usable data; short of: reporters."


def test_what_is_known_is_counted_where_counter_influence_takes_from_the_sum() -> None:
    """Signed shares do not add up to 1, so that what is known is not what is left of it by the unknown."""
    against = [edge("INFLUENCES", "c11", "c2", level=5, confidence="A", polarity=-1)]
    s = golden_situation(edges=against, options=GraphOptions(derived=False, signed=True))
    assert sum(s.share) < 0.95
    assert audit(s).row("known_share").value == pytest.approx(sum(s.share_of(p) for p in STANCES))


def test_grade_loses_a_letter_for_each_criterion() -> None:
    assert audit(golden_situation(**second_reporter())).grade == "A"
    unknown: dict[str, Any] = {"stances": {"c2": None}}
    assert audit(golden_situation(**second_reporter(), **unknown)).grade == "B"
    assert audit(golden_situation(**unknown)).grade == "C"
    doubtful = {pair: (level, "D") for pair, (level, _) in INFLUENCES.items()}
    assert audit(golden_situation(**unknown, influences=doubtful)).grade == "D"
    old = audit(golden_situation(**second_reporter(), as_of=date(2026, 12, 27)))
    assert (old.row("median_age").value, old.grade) == (180, "A")
    assert audit(golden_situation(**second_reporter(), as_of=date(2026, 12, 28))).grade == "C"  # stale as well


def test_two_reports_of_one_influence_combine() -> None:
    doubtful = {pair: (level, "C") for pair, (level, _) in INFLUENCES.items()}
    again = [edge("INFLUENCES", *p, level=lv, confidence="C", reported_by="u2") for p, (lv, _) in INFLUENCES.items()]
    third = [edge("INFLUENCES", *p, level=lv, confidence="C", reported_by="u3") for p, (lv, _) in INFLUENCES.items()]
    assert audit(golden_situation(influences=doubtful, edges=again)).row("edges_good").value == 0  # .75
    assert audit(golden_situation(influences=doubtful, edges=again + third)).row("edges_good").value == 1  # .875


def test_to_note_who_was_asked_makes_no_influence_worse() -> None:
    asked = [{"reporter": "u1", "about": "*", "kind": "INFLUENCES", "date": "2026-06-01"}]
    found, told = audit(golden_situation()), audit(golden_situation(rows={"asked": asked}))
    assert told.row("edges_good").value == found.row("edges_good").value == pytest.approx(19 / 24)
    assert told.grade == found.grade


def test_reporters_and_their_concentration() -> None:
    found = audit(golden_situation(**second_reporter()))
    assert found.row("reporters").value == 2
    assert found.row("herfindahl").value == pytest.approx((24 / 25) ** 2 + (1 / 25) ** 2)
    assert found.row("herfindahl").ok
    alone = audit(golden_situation()).row("herfindahl")
    assert alone.ok is False
    assert alone.fix is not None
    assert "W08" in alone.fix.en


def test_inflated_levels() -> None:
    assert audit(golden_situation()).row("level5_share").value == pytest.approx(1 / 24)
    more = [edge("TRUSTS", "c3", f"c{i}", level=5 if i > 5 else 1, reported_by="u9") for i in (2, 4, 6, 7, 8, 9)]
    inflated = audit(golden_situation(edges=more)).row("level5_share")
    assert inflated.value == pytest.approx(4 / 6)
    assert inflated.ok is False
    denied = [edge("TRUSTS", "c5", f"c{i}", level=0, reported_by="u9") for i in (1, 2, 3)]
    assert audit(golden_situation(edges=[*more, *denied])).row("level5_share").value == pytest.approx(4 / 6)
    assert audit(golden_situation(edges=more[1:])).row("level5_share").value == pytest.approx(4 / 5)
    assert audit(golden_situation(edges=more[2:])).row("level5_share").value == pytest.approx(
        1 / 24
    )  # four tell of no habit


def test_colleagues_who_were_asked() -> None:
    """Who of ours is in contact, reported something or was asked: five have a tie in the golden account."""
    row = audit(golden_situation()).row("asked")
    assert (row.value, row.threshold, row.ok) == (0, 5, False)
    assert audit(golden_situation()).colleagues.sentence.en == (
        "Colleagues in contact with the account: 5; nobody is on record as asked."
    )

    def question(reporter: str, **rest: Any) -> dict[str, Any]:
        return {"reporter": reporter, "about": "c2", "kind": "INFLUENCES", "date": "2026-05-01"} | rest

    def ours(*rows: dict[str, Any], **more: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = audit(golden_situation(rows={"asked": rows}, **more)).colleagues
        return found.asked, found.left_out

    rows = [question("u1"), question("u3", kind="STANCE"), question("import:crm"), question("u4", about="u2")]
    assert ours(*rows)[0] == ("u1", "u3")
    found = audit(golden_situation(rows={"asked": rows}))
    assert found.colleagues.sentence.en == "2 of 5 colleagues asked."
    assert found.row("asked").value == 2
    assert ours(question("u1", date="2020-01-01"))[0] == ()
    assert ours(question("u1"), people={"u1": {"flags": ["left"]}})[0] == ()
    everybody = golden_situation(rows={"asked": [question(u, about="*") for u in OURS]})
    assert (audit(everybody).row("asked").ok, audit(everybody).row("asked").fix) == (True, None)


def test_optimistic_stances() -> None:
    assert audit(golden_situation()).row("stance2_share").value == pytest.approx(3 / 11)
    happy = audit(golden_situation(stances=dict.fromkeys(STANCES, 2))).row("stance2_share")
    assert (happy.value, happy.ok) == (1, False)
    few = audit(golden_situation(stances=dict.fromkeys(STANCES) | dict.fromkeys(["c2", "c3", "c4", "c5"], 3)))
    assert (few.row("stance2_share").value, few.row("stance2_share").ok) == (None, True)


def test_assessments_without_evidence() -> None:
    rows = [
        {"person": "c2", "date": "2026-06-01", "assessor": "u1"},
        {"person": "c2", "date": "2026-06-02", "assessor": "u1", "evidence": ["I001"]},
        {"person": "u3", "date": "2026-06-03", "assessor": "u1"},
    ]
    row = audit(golden_situation(rows={"assessment": rows})).row("assessments_without_evidence")
    assert (row.value, row.ok) == (1, False)


def test_records_past_retention() -> None:
    situation = golden_situation(
        interactions=[
            meeting("2023-06-29", "u1", "c5"),
            meeting("2023-06-30", "u1", "c5"),
            meeting("2001-01-01", "u1"),
        ],
        rows={"assessment": [{"person": "c2", "date": "2024-06-29", "assessor": "u1", "evidence": ["x"]}]},
        edges=[edge("STANCE", "c1", "RIV", level=0, observed_at="2024-06-29")],
        people={"e1": {"name": "旧人", "org": "HY", "left_on": "2025-06-29"}, "c11": {"left_on": "2025-06-30"}},
    )
    assert audit(situation).row("past_retention").value == 4


def test_objections_are_to_be_honoured() -> None:
    action = {"id": "a1", "target": "c4", "type": "visit", "owner": "u1", "due": "2026-07-01"}
    closed = {**action, "id": "a2", "status": "done"}

    def count(flags: list[str], **more: Any) -> float | None:
        rows = {"action": [action, closed]}
        return (
            audit(golden_situation(people={"c4": {"flags": flags}}, rows=rows, **more)).row("ignored_objections").value
        )

    sponsor = [edge("SPONSORS", "u3", "c4", status="proposed"), edge("SPONSORS", "u6", "c4", status="ended")]
    assert count([]) == 0
    assert count(["objected"]) == count(["no_contact"]) == 1
    assert count(["independence_required"]) == 0
    assert count(["independence_required"], edges=sponsor) == 1
    assert count(["objected"], edges=sponsor) == 2
    assert count([], edges=sponsor) == 0


def test_buying_roles_that_nobody_holds() -> None:
    row = audit(golden_situation()).row("uncovered_bases")
    assert (row.value, row.fix and row.fix.en) == (3, "find out who is: user, technical evaluator, coach")
    roles = [
        edge("ROLE_IN", "c9", "HY-CORE", roles=["user", "coach"]),
        edge("ROLE_IN", "c6", "HY-CORE", roles=["technical_evaluator"]),
    ]
    assert audit(golden_situation(edges=roles)).row("uncovered_bases").ok
    none = golden_situation(opportunity=None, opportunities={"HY-CORE": {"status": "lost"}})
    row = audit(none).row("uncovered_bases")
    assert (row.value, row.ok, row.fix) == (None, True, None)


def test_an_opportunity_without_a_decider() -> None:
    more = {"HY-2": {"name": "二期", "customer": "HY", "status": "open"}}
    row = audit(golden_situation(opportunity=None, opportunities=more)).row("deciders_recorded")
    assert (row.value, row.ok) == (0.5, False)


def test_a_fix_for_everything_that_falls_short_and_for_nothing_else() -> None:
    for situation in (golden_situation(), golden_situation(people=dict.fromkeys(THEIRS))):
        for row in audit(situation).rows:
            if row.ok is False:
                assert row.fix is not None
            if row.ok:
                assert row.fix is None
            assert (row.threshold is None) == (row.ok is None)


def test_empty_account_is_of_grade_d() -> None:
    found = audit(golden_situation(people=dict.fromkeys(THEIRS)))
    assert found.grade == "D"
    assert [found.row(m).value for m in ("people", "edges", "reporters", "known_share")] == [0, 0, 0, 0]
    assert found.row("edges_good").value is found.row("median_age").value is found.row("herfindahl").value is None
    assert "too thin" in found.sentence.en


# settings that these analyses read -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '[coverage.A]\ndecider = ["two of ar|sr"]',
        '[coverage.A]\ndecider = ["3 of ar|sr"]',
        '[coverage.A]\ndecider = ["0 of ar|sr"]',
        '[coverage.A]\ndecider = ["ar|ar"]',
        '[coverage.A]\ndecider = [""]',
        '[coverage.A]\ndecider = "ar"',
        '[coverage.A]\nceo = ["ar"]',
        "[retention]\nstances = 0",
        "[retention]\nmail = 3",
    ],
)
def test_settings_that_make_no_sense(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        load_settings(file)


def test_settings_of_a_team(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[coverage.A]\ntop = ["2 of ar|exec|director"]\n[retention]\nstances = 6\n', encoding="utf-8")
    settings = load_settings(file)
    assert settings.coverage["A"]["top"] == ("2 of ar|exec|director",)
    assert settings.coverage["A"]["decider"] == DEFAULTS.coverage["A"]["decider"]
    assert settings.retention["stances"] == 6
