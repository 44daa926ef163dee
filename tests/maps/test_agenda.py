"""What a map tells when it is presented and nobody gave a story: the questions of a session, as far as the map has their answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphcrm.edition import Edition
from graphcrm.maps.agenda import agenda
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.tools import tool_keys
from tests.maps.crowd import crowd
from tests.maps.sample import sample

MAPS = [code for code, kind in KINDS.items() if isinstance(kind, MapKind)]


def views(model: MapModel) -> list[dict[str, object]]:
    steps = agenda(model, tool_keys(KINDS[model.kind].tools, model.edition))
    return [{k: v for k, v in step["view"].items() if v not in ("", None)} for step in steps]


def test_every_step_has_something_to_show() -> None:
    model = sample()
    assert model.paths
    assert model.gaps
    told = views(model)
    assert told[0] == {}, "first the whole map"
    assert [v["path"] for v in told if "path" in v] == list(range(min(2, len(model.paths))))
    assert {"gaps": True} in told
    first = replace(model.paths[0], people=model.paths[0].people[1:])
    twice = replace(model, paths=(model.paths[0], first, *model.paths[1:]))
    assert [v["path"] for v in views(twice) if "path" in v] == [0, 2], "a part of a path is asked about with the whole"
    for level, asked in (("-1", -1), ("unknown", None)):
        assert ({"support": level} in told) is any(p.support == asked for p in model.people)
    bare = replace(model, paths=(), gaps=(), people=tuple(replace(p, support=0) for p in model.people))
    assert views(bare) == [{}], "who stands on neither side is asked about with nobody"


def test_no_two_steps_say_the_same_and_a_path_is_named() -> None:
    """Presented, a step is read without the map beside it being searched for what differs."""
    model = sample()
    told = [step["caption"] for step in agenda(model, tool_keys(KINDS[model.kind].tools, model.edition))]
    for lang in (0, 1):
        assert len({caption[lang] for caption in told}) == len(told)
    assert told[1] == [
        "组织图上看不到的一条路：罗敏 → 赵倩 → 林慧敏。属实吗？",
        "A chain that the chart does not show: Luo Min → Zhao Qian → Lin Huimin. Is it true?",
    ]


def test_only_what_can_be_looked_at_by_hand_is_looked_at() -> None:
    model = replace(sample(), kind="contest")
    assert views(model) == [{}, {"gaps": True}], "no hidden path and no level of support on a map of sides"
    assert agenda(replace(sample(), edition=Edition.CUSTOMER_SAFE), []) == []
    assert agenda(crowd(0), ["gaps"]) == []


@pytest.mark.parametrize("code", MAPS)
def test_every_map_has_its_question_in_both_languages(code: str) -> None:
    first = agenda(crowd(5, kind=code), [])[0]
    assert len(first["caption"]) == 2
    assert first["caption"][0] != first["caption"][1]
