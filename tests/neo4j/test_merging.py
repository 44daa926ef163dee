"""Two records that become one person on a team's store: the same facts as in a file, and nobody left in the graph who is gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graphcrm.snapshot import take
from graphcrm.store import open_store
from graphcrm.workspace.door import Workspace
from tests.neo4j.conftest import Place

TABLES = {
    "orgs.csv": "id,name,category\nUS,我方,our_company\nHY,客户,customer\n",
    "people.csv": "id,name,org,title,reports_to\nu1,张,US,,\nc1,王伟,HY,CIO,\nc2,Wang Wei,HY,CIO,\nc3,李娜,HY,,c2\n",
    "edges.csv": "kind,from,to,level,source,reported_by,observed_at\nINFLUENCES,c2,c3,3,meeting_note,u1,2026-06-01\n",
}
DAYS = (date(2026, 6, 30), date(2030, 1, 1))


def test_both_stores_make_one_person_of_two_and_two_again(place: Place, tmp_path: Path) -> None:
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = []
    for address in (str(tmp_path / "w.graphcrm"), place.url):
        ws = Workspace(address)
        ws.import_tables(*(tmp_path / name for name in TABLES), today="2026-06-15")
        before = [ws.snapshot(day) for day in DAYS]
        ws.merge("c1", "c2")
        with open_store(address) as store:
            merged = [take(store, day) for day in DAYS]
            assert store.check().ok, [text.en for text in store.check().damage]
        drawn = (
            place.run("MATCH (p:Person {workspace: $w}) RETURN p.id ORDER BY p.id") if address == place.url else None
        )
        assert drawn in (None, [["c1"], ["c3"], ["u1"]])
        ws.undo()
        assert [ws.snapshot(day) for day in DAYS] == before
        found.append(merged)
    assert found[0] == found[1]
    assert set(found[0][0].people) == {"u1", "c1", "c3"}
    assert found[0][0].people["c3"].reports_to == "c1"
