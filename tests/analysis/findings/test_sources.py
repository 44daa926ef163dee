"""Every kind of finding occurs where its analysis finds it, under a key of its own."""

from datetime import date, timedelta

import pytest

from graphcrm.analysis.findings.finding import FindingKind
from graphcrm.analysis.findings.sources import Day, find
from tests.analysis.golden import golden_situation, golden_snapshot, meeting


def found(then=None, **changes):
    """Findings of the golden decision, by key; `then` are changes that made the days before."""
    earlier = golden_snapshot(**(changes if then is None else then))
    return {f.key: f for f in find(Day(golden_situation(**changes), earlier, earlier))}


def kinds(findings, kind):
    return {key: f for key, f in findings.items() if f.kind is kind}


def test_the_golden_account():
    """Gaps in the published order, the bow-tie of u3, the thread to the CFO cut in two; no tie cools without a habit."""
    seen = found()
    assert list(kinds(seen, FindingKind.GAP)) == [f"gap:{p}" for p in ("c4", "t1", "c8", "c1", "c11", "s1")]
    assert seen["gap:c4"].severity == pytest.approx(0.1525, abs=1e-3)
    assert seen["bow-tie:u3"].severity == pytest.approx(0.7304 * 0.5764, abs=1e-3)
    assert seen["bow-tie:u3"].owner == "u3"
    assert not kinds(seen, FindingKind.THREAD), "two threads and more lead to everybody"
    assert len(kinds(seen, FindingKind.VERIFY)) == 3
    assert kinds(seen, FindingKind.AUDIT)


def test_a_single_thread():
    seen = found(ties={("u1", "c7"): None})
    assert seen["thread:c4"].severity == pytest.approx(0.1525, abs=1e-3)
    assert seen["thread:c4"].target == "c4"


def test_sponsors():
    assert {"sponsor:c2", "sponsor:c3", "sponsor:c4"} <= found().keys()
    assert not kinds(found(orgs={"HY": {"tier": "B"}}), FindingKind.SPONSOR)


def test_a_tie_that_is_silent_for_longer_than_usual():
    often = [meeting((date(2026, 1, 1) + timedelta(days=7 * n)).isoformat(), "u1", "c7") for n in range(8)]
    assert found(interactions=often)["cooling:u1>c7"].owner == "u1"


def test_drift_is_our_fall_and_their_rise():
    rival = {
        "kind": "STANCE",
        "from": "c3",
        "to": "RIV",
        "reported_by": "u1",
        "observed_at": "2026-06-30",
        "confidence": "B",
    }
    before = {"stances": {"c3": 2}, "edges": [{**rival, "level": 0}]}
    assert "drift:c3" in found(before, edges=[{**rival, "level": 2}])
    assert "drift:c3" not in found(before, edges=[{**rival, "level": 0}])


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [(80, 75, True), (80, 75.5, False), (75, 80, False), (80, None, False), (None, 40, False)],
)
def test_satisfaction_that_falls_by_five_points(before, now, told):
    seen = found({"orgs": {"HY": {"satisfaction": before}}}, orgs={"HY": {"satisfaction": now}})
    assert ("downturn:HY" in seen) is told
    if told:
        assert seen["downturn:HY"].sentence.en.endswith("fell from 80 to 75.")


def test_a_figure_of_the_same_survey_was_corrected():
    def of(figure, day):
        return {"orgs": {"HY": {"satisfaction": figure, "satisfaction_date": day}}}

    assert "downturn:HY" in found(of(80, "2025-12-01"), **of(70, "2026-06-01"))
    assert "downturn:HY" not in found(of(80, "2026-06-01"), **of(70, "2026-06-01"))
    assert "downturn:HY" not in found(of(80, "2025-12-01"), **of(70, "2026-07-01")), "a survey of tomorrow is not known"


def test_support_of_a_key_person_that_falls():
    seen = found({"stances": {"c2": 1, "c6": 3, "c9": 2}}, stances={"c2": 0, "c6": 3, "c9": 1})
    assert list(kinds(seen, FindingKind.DOWNTURN)) == ["downturn:c2"], "c6 is as before, and c9 is no key person"
    assert seen["downturn:c2"].sentence.en.endswith("fell from +1 to 0.")
    assert seen["downturn:c2"].severity == pytest.approx(0.2777, abs=1e-3)


def test_a_promise_that_is_due():
    given = {"from": "u1", "to": "c4", "statement": "测算", "made_on": "2026-06-01"}
    seen = found(
        rows={"promise": [{"id": "P1", **given, "due": "2026-07-01"}, {"id": "P2", **given, "due": "2026-09-01"}]}
    )
    assert list(kinds(seen, FindingKind.PROMISE)) == ["promise:P1"]
    assert (seen["promise:P1"].owner, seen["promise:P1"].due) == ("u1", "2026-07-01")
    assert seen["promise:P1"].severity == pytest.approx(0.1525, abs=1e-3)


@pytest.mark.parametrize(
    ("severity", "status", "there"), [("severe", "open", True), ("severe", "closed", False), ("low", "open", False)]
)
def test_an_open_severe_complaint(severity, status, there):
    said = meeting("2026-06-20", "u1", "c7", "c9", kind="complaint", severity=severity, status=status, id="I9")
    assert ("complaint:I9" in found(interactions=[said])) is there


def test_keys_are_those_of_kinds():
    assert all(key.partition(":")[0] == f.kind.value and key.partition(":")[2] for key, f in found().items())
