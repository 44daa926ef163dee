"""New, open, accepted, resolved: what becomes of findings over the days."""

import pytest

from graphcrm.analysis.findings.finding import Finding, FindingKind, always
from graphcrm.analysis.findings.life import FindingState, lives
from graphcrm.i18n import Text
from graphcrm.model.plan_records import Acceptance

TODAY = "2026-06-30"
DAYS = ("2026-06-23", "2026-06-02", "2026-03-31")


def gap(who, severity=0.1):
    return Finding(FindingKind.GAP, (who,), always(Text("缺", "gap")), severity)


def lived(now, *earlier, accepted=()):
    listed = [(day, [gap(who) for who in found]) for day, found in zip(DAYS, earlier, strict=False)]
    found = lives([gap(who) for who in now], listed, {a.id: a for a in accepted}, TODAY)
    return {one.finding.key: (one.state.value, one.first_seen) for one in found}


@pytest.mark.parametrize(
    ("earlier", "state", "since"),
    [
        (("", "", ""), "new", TODAY),
        (("a", "", ""), "open", DAYS[0]),
        (("a", "a", ""), "open", DAYS[1]),
        (("a", "a", "a"), "open", DAYS[2]),
        (("a", "", "a"), "open", DAYS[0]),
        (("", "a", "a"), "new", TODAY),
    ],
)
def test_new_is_what_was_not_there_a_week_ago(earlier, state, since):
    assert lived("a", *earlier) == {"gap:a": (state, since)}


def test_resolved_is_what_is_gone_since_a_week_ago():
    """What was gone before that is no finding any more."""
    assert lived("", "a", "ab", "a") == {"gap:a": ("resolved", DAYS[2])}


@pytest.mark.parametrize(
    ("until", "state"), [(None, "accepted"), ("2026-07-01", "accepted"), (TODAY, "open"), ("2026-06-29", "open")]
)
def test_an_acceptance_holds_before_its_last_day(until, state):
    accepted = Acceptance("gap:a", "不做", "u9", "2026-05-01", until)
    assert lived("a", "a", accepted=[accepted])["gap:a"][0] == state


def test_what_is_accepted_and_gone_is_resolved():
    accepted = Acceptance("gap:a", "不做", "u9", "2026-05-01")
    assert lived("", "a", accepted=[accepted])["gap:a"][0] == "resolved"
    assert lived("b", "b", accepted=[accepted]) == {"gap:b": ("open", DAYS[0])}


def test_order():
    """By state, then by share at risk, then by kind and key."""
    now = [gap("a", 0.1), gap("b", 0.3), gap("c", 0.3), Finding(FindingKind.AUDIT, ("x",), always(Text("审", "audit")))]
    found = lives(now, [("2026-06-23", [gap("a"), gap("z")])], {}, TODAY)
    assert [(one.state, one.finding.key) for one in found] == [
        (FindingState.NEW, "gap:b"), (FindingState.NEW, "gap:c"), (FindingState.NEW, "audit:x"),
        (FindingState.OPEN, "gap:a"), (FindingState.RESOLVED, "gap:z"),
    ]  # fmt: skip
