"""Evidence is told in words, never as the id of a contact."""

from __future__ import annotations

from graphcrm.analysis.data.evidence import told_evidence
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from tests.analysis.golden import edge, golden_snapshot, meeting


def test_of_a_contact_its_kind_day_and_with_whom_are_told() -> None:
    met, alone = meeting("2026-06-01", "u1", "c5", id="I8"), meeting("2026-06-02", "u1", id="I9", kind="survey")
    report = edge("REPORTS_TO", "c3", "c2", evidence=["minutes 7", "I8", "I9"])
    snapshot = golden_snapshot(edges=[report], interactions=[met, alone])
    (held,) = (e for e in snapshot.index.edges(EdgeKind.REPORTS_TO, ["c3"]) if e.get("evidence"))
    assert told_evidence(snapshot, [held]) == Text(
        f"minutes 7；2026-06-01 拜访（与{snapshot.people['c5'].name}）；2026-06-02 满意度调查",
        f"minutes 7; visit of 2026-06-01 with {snapshot.people['c5'].name}; survey of 2026-06-02",
    )
    assert told_evidence(snapshot, []) is None
