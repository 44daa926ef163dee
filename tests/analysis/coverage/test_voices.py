"""Where the customer's voice was heard."""

from graphcrm.analysis.coverage.activity import voices
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import golden_situation, golden_snapshot, meeting

HEARD = [
    meeting("2026-06-01", "u1", "c5", source_channel="survey"),
    meeting("2026-05-01", "u1", "c5", source_channel="hotline"),
    meeting("2026-04-01", "u2", "c6", source_channel="survey"),
    meeting("2026-03-01", "u2", "c6"),
    meeting("2026-03-02", "u2", "r1", source_channel="hotline"),
]


def test_sources_are_counted_where_they_are_recorded() -> None:
    assert [(source.value, n) for source, n in voices(golden_situation(interactions=HEARD))] == [
        ("survey", 2),
        ("hotline", 1),
    ]
    assert voices(golden_situation()) == ()


def test_what_came_unasked_is_told_apart_from_what_was_sought() -> None:
    snapshot = golden_snapshot(interactions=HEARD, people={"r1": {"name": "r1", "org": "RIV"}})
    said = run(Ask(find_query("activity"), snapshot, {"account": "HY"})).remarks
    assert said[1].en == "Where the customer's voice was heard: survey 2, hotline 1; unasked 1, sought by us 2."
    assert said[1].zh == "客户声音来源：客户调查 2 次、服务热线 1 次；客户主动反映 1 次，我方征询 2 次。"
    assert len(run(Ask(find_query("activity"), golden_snapshot(), {"account": "HY"})).remarks) == 1
