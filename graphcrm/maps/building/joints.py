"""What joins our side and theirs, as a table and in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.resilience.bow_tie import bow_tie
from graphcrm.analysis.situation import Situation
from graphcrm.asking.query import Column
from graphcrm.asking.result import Names
from graphcrm.i18n import Text
from graphcrm.maps.building.charted import Key
from graphcrm.maps.building.zipper import joints
from graphcrm.maps.records.chart import ChartTable

__all__ = ["joints_table"]

_COLUMNS = (
    Column("theirs", Text("客户及相关方", "customer and others"), "person"),
    Column("grade", Text("职级", "grade"), "int"),
    Column("share", Text("影响份额", "share"), "share"),
    Column("ours", Text("我方", "our person"), "person"),
    Column("our_grade", Text("我方职级", "our grade"), "int"),
    Column("tie", Text("关系", "tie"), "strength"),
    Column("last", Text("最近接触", "last contact"), "date"),
    Column("sponsor", Text("赞助人", "sponsor"), "bool"),
    Column("missing", Text("要求而缺", "required and missing"), "roles"),
)


def joints_table(s: Situation, key: Key) -> tuple[Sequence[ChartTable], Sequence[Text]]:
    """Every pair with a tie (T ≥ .10), a sponsorship or a missing requirement, and what hangs on one of ours."""
    people = s.snapshot.people
    found = joints(s)
    rows = [
        {
            "theirs": j.theirs,
            "grade": people[j.theirs].grade,
            "share": s.share_of(j.theirs),
            "ours": j.ours,
            "our_grade": people[j.ours].grade if j.ours else None,
            "tie": j.tie,
            "last": j.last,
            "sponsor": j.sponsor,
            "missing": [j.role] if j.role else [],
        }
        for j in found
    ]
    about = [" ".join(key(i) for i in (j.theirs, j.ours) if i) for j in found]
    heading = Text("谁与谁有关系，缺谁", "Who is tied to whom, and who is missing")
    return [ChartTable(heading, _COLUMNS, rows, Names(s.snapshot), about)], [bow_tie(s).sentence(s.snapshot)]
