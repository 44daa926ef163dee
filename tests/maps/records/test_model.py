"""Records that contradict themselves, and records with every text cleaned."""

from __future__ import annotations

import pytest

from graphcrm.i18n import Text
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.findings import MapGap, MapKpi
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapName, MapPerson
from graphcrm.pages.cleaning import cleaned
from tests.maps.sample import sample

A = MapPerson(id="a", name="甲", grade=4)


def build(**more: object) -> MapModel:
    return MapModel(**{"kind": "formal", "account": MapName("x"), "as_of": "2026-01-01", "people": (A,), **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"people": (A, A)}, "'a' occurs more than once"),
        ({"edges": (MapEdge(LineKind.REPORTS_TO, "a", "zz"),)}, "'zz' is not a person"),
        ({"gaps": (MapGap("zz", 0.1, Text("", "")),)}, "'zz'"),
        ({"people": (MapPerson(id="a", name="a", grade=6),)}, "grade of 'a' is 6"),
        ({"people": (MapPerson(id="a", name="a", grade=-1),)}, "grade"),
        ({"people": (MapPerson(id="a", name="a", grade=3, support=4),)}, "support"),
        ({"people": (MapPerson(id="a", name="a", grade=3, support=-2),)}, "support"),
        ({"people": (MapPerson(id="a", name="a", grade=3, share=28.0),)}, "share"),
        ({"people": (MapPerson(id="a", name="a", grade=3, share=-0.01),)}, "share"),
        ({"people": (MapPerson(id="a", name="a", grade=3, decision_weight=1.01),)}, "decision_weight"),
        ({"people": (MapPerson(id="a", name="a", grade=3, tie=1.01),)}, "tie"),
        ({"edges": (MapEdge(LineKind.INFLUENCES, "a", "a", 1.5),)}, "weight"),
        ({"edges": (MapEdge(LineKind.INFLUENCES, "a", "a", -0.5),)}, "weight"),
    ],
)
def test_a_model_that_contradicts_itself_is_refused(more: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        build(**more)


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (MapPerson(id="a", name="a", grade=0), MapPerson(id="a", name="a", grade=5)),
        (MapPerson(id="a", name="a", grade=0, support=-1), MapPerson(id="a", name="a", grade=0, support=3)),
        *(
            (MapPerson(id="a", name="a", grade=0, **{part: 0.0}), MapPerson(id="a", name="a", grade=0, **{part: 1.0}))
            for part in ("share", "decision_weight", "tie")
        ),
    ],
)
def test_the_least_and_the_most_that_a_record_may_say_are_no_contradiction(low: MapPerson, high: MapPerson) -> None:
    assert [build(people=(one,)).people[0] for one in (low, high)] == [low, high]
    build(edges=(MapEdge(LineKind.INFLUENCES, "a", "a", 0.0), MapEdge(LineKind.INFLUENCES, "a", "a", 1.0)))


def test_cleaning_reaches_every_nested_text_but_no_id() -> None:
    bad = "x\u202ey\x07"
    model = build(
        people=(MapPerson(id=bad, name=bad, grade=1, title=bad, flags=frozenset({bad}), summary=Text(bad, bad)),),
        kpis=(MapKpi(Text(bad, bad), Text(bad, bad)),),
        edges=(MapEdge(LineKind.REPORTS_TO, bad, bad),),
    )
    good = cleaned(model)
    assert good.people[0].id == bad == good.edges[0].source
    assert good.people[0].name == good.people[0].title == good.people[0].summary.zh == good.kpis[0].label.en == "xy"  # type: ignore[union-attr]
    assert good.people[0].flags == {"xy"}
    assert cleaned(sample()) == sample()
