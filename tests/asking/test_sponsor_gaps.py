"""Who lacks a sponsor, as it is asked for."""

from __future__ import annotations

from datetime import timedelta

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import AS_OF, edge, golden_snapshot, meeting


def test_a_sponsor_who_stayed_away_is_named_with_the_day() -> None:
    """Lapsed after more than 180 days."""
    day = (AS_OF - timedelta(days=181)).isoformat()
    snapshot = golden_snapshot(edges=[edge("SPONSORS", "u3", "c2")], interactions=[meeting(day, "u3", "c2")])
    rows = {row["id"]: row for row in run(Ask(find_query("sponsor-gaps"), snapshot, {"account": "HY"})).rows}
    assert (rows["c2"]["sponsor"], rows["c2"]["last_sponsor_contact"], rows["c2"]["problem"]) == ("u3", day, "lapsed")
    assert (rows["c4"]["sponsor"], rows["c4"]["last_sponsor_contact"], rows["c4"]["problem"]) == (None, None, "none")
