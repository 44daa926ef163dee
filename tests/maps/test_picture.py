"""Maps that stand still, on paper and slides: what nobody can point at says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from graphcrm.drawing.shapes import Box, Label, Line, Shape
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.views import CARD, Layout, Mode, Region, View
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.maps.redaction import redact
from graphcrm.maps.still.face import Face
from graphcrm.maps.still.firm import house, side
from graphcrm.maps.still.people_list import people_list
from graphcrm.maps.still.picture import people_picture
from tests.charts.seen import outside
from tests.maps.crowd import crowd


def labels(model: MapModel) -> list[Label]:
    picture = people_picture(model, people_layout(model), Text("图", "map"))
    assert outside(picture) == []
    return [s for s in picture.shapes if isinstance(s, Label)]


def test_of_a_crowd_the_foremost_are_named_and_what_moves_them_is_drawn() -> None:
    """Two decide, one is a key person and eleven have the largest shares of the others; who is like all others is not named."""
    model = crowd(260)
    key = min(model.people[2:], key=lambda p: p.share or 0)
    people = [
        replace(p, share=4 * (p.share or 0), flags=frozenset({"key_person"} if p is key else ())) for p in model.people
    ]
    model = replace(model, people=tuple(people))
    picture = people_picture(model, people_layout(model), Text("图", "map"))
    foremost = sorted(model.people, key=lambda p: (not p.roles, not p.flags, -(p.share or 0)))[:14]
    said = {s.text.en for s in picture.shapes if isinstance(s, Label)}
    assert {p.name for p in foremost[:3]} <= said
    assert len({p.name for p in foremost} & said) > 10
    assert "Of 260 people the 14 with most influence are named, and of influence only what moves them is drawn" in said
    ends = {p.id for p in foremost}
    moving = [e for e in model.edges if e.kind is LineKind.INFLUENCES and e.target in ends]
    drawn = [s for s in picture.shapes if isinstance(s, Line) and s.stroke == "influence"]
    assert len(drawn) == len(moving) < sum(e.kind is LineKind.INFLUENCES for e in model.edges)


def test_the_smaller_a_map_is_shown_the_larger_are_its_names() -> None:
    """Eight points on 800 points of width, as far as a card has room: 15 units at least, 21 at most, titles up to 17.5."""
    sizes = []
    for people in (5, 60):
        model = crowd(people)
        model = replace(model, people=tuple(replace(p, name=f"某{p.id}") for p in model.people))
        found = labels(model)
        (size,) = {s.size for s in found if s.text.zh.startswith("某")}
        assert 15 <= size <= 21
        assert any(s.text.en.startswith("Post") for s in found) == (size <= 17.5)
        sizes.append(size)
    assert sizes[0] < sizes[1]


def test_no_line_of_a_card_lies_on_the_next_and_a_name_is_not_cut_for_want_of_a_size() -> None:
    for people in (13, 30, 60):
        model = crowd(people)
        called = ("Vice President Gao", "Huo Dongsheng", "Zhao, Operations", "Xu Li")
        named = (replace(p, name=called[k % 4], share=0.16) for k, p in enumerate(model.people))
        found = [s for s in labels(replace(model, people=tuple(named))) if s.anchor == "start"]
        said = [s.text.en for s in found]
        assert not [text for text in said if "…" in text]
        assert {"Huo", "Dongsheng"} <= {*said} or "Huo Dongsheng" in said, "lines end at spaces"
        rows = sorted(found, key=lambda s: (round(s.x), s.y))
        for above, below in pairwise(rows):
            if round(above.x) == round(below.x):
                assert below.y - above.y >= 0.85 * below.size, (above.text, below.text)


def test_whoever_has_left_is_struck_out_and_the_picture_says_so() -> None:
    model = crowd(13)
    gone = replace(model.people[4], name="某人", left_on="2026-01-31")
    found = labels(replace(model, people=(*model.people[:4], gone, *model.people[5:])))
    assert [s.text.zh for s in found if s.struck] == ["某人"]
    assert "Whoever is struck out has left" in {s.text.en for s in found}
    assert not [s for s in labels(model) if s.struck or "struck" in s.text.en]


def test_of_many_lines_the_strongest_stand_out_and_all_are_drawn() -> None:
    """Forty of what was reported of late; two influences a person are too many from 46 people on."""
    for people, crowded in ((40, False), (60, True)):
        model = crowd(people)
        picture = people_picture(model, people_layout(model), Text("图", "map"))
        drawn = [s for s in picture.shapes if isinstance(s, Line) and s.arrow]
        ties = [e for e in model.edges if e.kind is LineKind.INFLUENCES]
        clear = [s for s in drawn if s.stroke == "influence"]
        assert len(drawn) == len(ties)
        assert len(clear) == (40 if crowded else len(ties))
        said = {s.text.en for s in picture.shapes if isinstance(s, Label)}
        assert ("Pale lines are the weaker influences" in said) == crowded
    sure = sorted((e.weight * (0.6 if e.uncertain else 1) for e in ties), reverse=True)
    assert min(s.weight for s in clear) >= 1.3 + sure[39] * 4.6 - 1e-9


def test_names_of_a_picture_have_one_size_are_not_cut_and_do_not_touch() -> None:
    model = crowd(13)
    called = ("Xinping Certification Centre", "Vice President Gao", "Li", "Tuowei Data Equipment")
    people = tuple(replace(p, name=called[k % 4], title="") for k, p in enumerate(model.people))
    found = [s for s in labels(replace(model, people=people)) if s.bold and s.anchor == "start" and s.text.en]
    words = {word for name in called for word in name.split()}
    names = [s for s in found if {*s.text.en.split()} <= words]
    assert {word for s in names for word in s.text.en.split()} == words
    long = [s for s in names if s.text.en in called[0].split()]
    assert len({s.size for s in names if s not in long}) == 1
    assert len({s.size for s in long}) == 1
    rows = sorted({s.y for s in long if s.x == long[0].x})[:3]
    assert min(b - a for a, b in pairwise(rows)) >= long[0].size, "lines of one name touch"


def test_of_firms_and_of_our_people_no_support_is_asked() -> None:
    """Else an organisation has a question mark, as if its attitude were unknown."""
    model = crowd(13)
    asked = [s for s in labels(model) if s.text.en == "?"]
    apart = (
        replace(model.people[0], support=None, firm=True),
        replace(model.people[1], support=None, org_category="our_company"),
    )
    unknown = sum(p.support is None for p in model.people[2:])
    marks = [s for s in labels(replace(model, people=(*apart, *model.people[2:]))) if s.text.en == "?"]
    assert len(marks) == unknown + bool(unknown), "on the cards, and once below the map"
    assert asked or not unknown


@pytest.mark.parametrize(
    ("who", "high"),
    [({"firm": True}, 14), ({"org_category": "our_company"}, 10), ({"org_category": "competitor"}, 7.2)],
)
def test_the_sign_of_whom_no_support_is_asked_stands_about_its_point_and_is_as_large_as_told(
    who: dict[str, Any], high: float
) -> None:
    person = MapPerson("a", "甲", 3, **who)

    def heights(shapes: Sequence[Shape]) -> tuple[float, float]:
        found: list[float] = []
        for s in shapes:
            found += [s.y, s.y + s.height] if isinstance(s, Box) else [y for _, y in getattr(s, "points", ())]
        return min(found), max(found)

    assert heights(side(person, 50.0, 50.0, 1.0)) == pytest.approx((50 - high / 2, 50 + high / 2))
    assert heights(side(person, 50.0, 50.0, 2.0)) == pytest.approx((50 - high, 50 + high))
    assert heights(house(50.0, 50.0)) == (43, 57)


def test_organisations_and_their_people_have_the_colour_of_their_kind_and_what_is_unknown_has_none() -> None:
    """As on the page: strips and hulls by kind, told below; without a strip the dashed edge of an unknown attitude is whole."""
    at = {"f": (100.0, 60.0), "u": (100.0, 160.0), "v": (400.0, 60.0)}
    people = (
        MapPerson("f", "甲公司", 5, firm=True, outside=True, org_category="supplier"),
        MapPerson("u", "张三", 3, outside=True, org_category="our_company"),
        MapPerson("v", "李四", 3),
    )
    hull = Region("甲公司", "A", "supplier", 0, 0, 200, 220)
    model = replace(crowd(3, "ecosystem"), people=people, edges=())
    shapes = people_picture(model, Layout(Mode.CARDS, (View("", at, (), (hull,)),)), Text("图", "map")).shapes
    boxes = [s for s in shapes if isinstance(s, Box)]
    strips = [s.fill for s in boxes if s.width == 17 and s.height == CARD[1]]
    assert strips == ["firm.supplier", "firm.our_company"]
    assert [(s.stroke, s.dashed) for s in boxes if s.fill == "hull.supplier"] == [("firm.supplier", True)]
    edges = [s.dashed for s in boxes if (s.width, s.height) == CARD]
    assert edges == [False, False, True]
    said = {s.text.en for s in shapes if isinstance(s, Label)}
    assert "Supplier" in said
    assert "Our company" not in said, "no organisation of ours is shown"


def test_lines_between_organisations_say_what_they_are_beside_cards_and_each_other() -> None:
    """The first finds its place on its longest piece, the second on another place of its own; the third has none."""
    at = {"a": (100.0, 60.0), "b": (600.0, 60.0), "c": (600.0, 260.0)}
    lines = {
        0: ((100.0, 200.0), (600.0, 200.0), (600.0, 220.0)),
        1: ((100.0, 203.0), (600.0, 203.0)),
        2: ((90.0, 60.0), (110.0, 60.0)),
    }
    ends = (("a", "c"), ("c", "a"), ("a", "b"))
    said = Text("供货 32%", "supplies 32%")
    edges = tuple(MapEdge(LineKind.RELATES, *pair, relation=said, hostile=k == 1) for k, pair in enumerate(ends))
    people = tuple(MapPerson(key, key.upper(), 3, firm=True) for key in at)
    model = replace(crowd(3, "ecosystem"), people=people, edges=edges)
    picture = people_picture(model, Layout(Mode.CARDS, (View("", at, (), lines=lines),)), said)
    assert outside(picture) == []
    (left, top) = next((s.x, s.y) for s in picture.shapes if isinstance(s, Box) and (s.width, s.height) == CARD)
    dx, dy = left - 100 + CARD[0] / 2, top - 60 + CARD[1] / 2
    pills = [s for s in picture.shapes if isinstance(s, Box) and s.fill == "surface"]
    assert [s.stroke for s in pills] == ["org_strong", "conflict"]
    assert [(round(s.x + s.width / 2 - dx), round(s.y + s.height / 2 - dy)) for s in pills] == [(350, 200), (225, 203)]
    assert sum(s.text == said for s in picture.shapes if isinstance(s, Label)) == 2


@pytest.mark.parametrize(("size", "one"), [(15.0, 9.0), (18.0, 10.8), (21.0, 12.6), (30.0, 12.6)])
def test_the_sign_of_a_side_grows_with_the_names_but_where_two_letters_fill_the_strip(size: float, one: float) -> None:
    signs = {}
    for state in ("ours", "ours_assumed", "contested", "theirs_assumed", "theirs", "open", "unknown"):
        (label,) = Face("contest", {"a": state}).sign(MapPerson("a", "甲", 3), 0.0, 0.0, size, "ink")
        assert isinstance(label, Label)
        signs[label.text.en] = label.size
    assert signs == pytest.approx({"✓": one, "✕": one, "○": one, "?": one, "✓?": 9, "›‹": 9, "✕?": 9})


def test_below_a_picture_stand_the_signs_that_are_on_its_cards() -> None:
    model = crowd(13)
    support = (None, -1, 2)
    people = tuple(
        replace(p, support=support[k % 3], flags=("left",) if k == 4 else ()) for k, p in enumerate(model.people)
    )
    said = [s.text.en for s in labels(replace(model, people=people)) if s.text.en != "?"]
    assert said[-4:] == ["supports", "opposes", "unknown", "Whoever is struck out has left"]
    assert "supports" not in [s.text.en for s in labels(crowd(13, edition=Edition.CUSTOMER_SAFE))]


def test_where_nothing_is_said_of_support_cards_say_roles_and_units() -> None:
    """Whoever decides is told by the deciding role first; of the others the lowest line is the unit."""
    model = crowd(13)
    head, *others = model.people
    roles = ("technical_evaluator", "approver", "decider")
    people = (replace(head, roles=roles), *(replace(p, roles=(), unit="采购部", unit_en="Procurement") for p in others))
    found = labels(redact(replace(model, people=people, edition=Edition.CUSTOMER_SAFE)))
    said = [s.text.en for s in found]
    assert said.count("Approver +2") == 1
    assert said.count("Procurement") == len(others)


def test_an_open_seat_is_called_by_its_post_once() -> None:
    model = crowd(5)
    seat = replace(model.people[0], seat=True, name="? CEO", name_en="", title="CEO", title_en="")
    told = [s.text.en for s in labels(replace(model, people=(seat, *model.people[1:])))]
    assert ("? CEO" in told, "CEO" in told) == (True, False)
    known = replace(seat, title="Chief Executive Officer")
    assert any("Chief" in s.text.en for s in labels(replace(model, people=(known, *model.people[1:]))))


def test_a_title_of_two_lines_is_whole_and_nobody_without_one_has_a_question_mark() -> None:
    model = crowd(13)
    titles = ("Chief Information Officer", "")
    people = tuple(
        replace(p, name="Li", title=titles[k % 2], title_en="", support=0) for k, p in enumerate(model.people)
    )
    said = [s.text.en for s in labels(replace(model, people=people))]
    assert said.count("Officer") == sum(not k % 2 for k in range(13))
    assert not [text for text in said if "…" in text or text == "?"]


def listed(model: MapModel) -> tuple[list[str], list[Line]]:
    """What the list for a phone says from top to bottom, and the pieces of lines beside its cards."""
    picture = people_list(model, Text("图", "map"))
    assert picture.width <= 366
    assert outside(picture) == []
    said = sorted((s for s in picture.shapes if isinstance(s, Label)), key=lambda s: (s.y, s.x))
    beside = [s for s in picture.shapes if isinstance(s, Line) and s.points[0][0] == 187]
    return [s.text.en for s in said], beside


def test_on_a_phone_everybody_stands_below_the_others_with_whom_they_move_and_report_to() -> None:
    model = crowd(13)
    people = tuple(replace(p, name=f"person {k}", title="") for k, p in enumerate(model.people))
    said, beside = listed(replace(model, people=people))
    assert {p.name for p in people} <= {*said}
    assert said[:2] == ["Reports to", "Influences"]
    kinds = [e.kind for e in model.edges]
    assert sum(not s.arrow for s in beside) == kinds.count(LineKind.REPORTS_TO)
    assert sum(s.arrow for s in beside) == kinds.count(LineKind.INFLUENCES)
    ranks = [word for word in said if word in ("Board", "C-suite", "Heads", "Managers", "Staff")]
    assert ranks == ["Board", "C-suite", "Heads"]


def test_on_a_phone_of_many_lines_and_people_the_foremost_are_told_and_how_many_there_are() -> None:
    model = crowd(60)
    head, *others = (p.id for p in model.people)
    more = tuple(MapEdge(LineKind.INFLUENCES, head, p, 0.5) for p in others)
    said, beside = listed(replace(model, edges=more))
    assert said[1] == "Of 60 people the 24 with most influence are listed"
    assert (len(beside), said.count("+56")) == (3, 1)
    chart, _ = listed(redact(replace(model, edges=more, edition=Edition.CUSTOMER_SAFE)))
    assert chart[0] == "Of 60 people 24 are listed"


def test_on_a_phone_a_conflict_stands_beside_both_and_an_organisation_is_called_once() -> None:
    model = crowd(3)
    first, firm, third = model.people
    firm = replace(firm, firm=True, outside=True, org="某公司", org_en="A firm", name="某公司", name_en="A firm")
    third = replace(third, outside=True, org="某公司", org_en="A firm")
    supplies = MapEdge(
        LineKind.RELATES, firm.id, first.id, 0.5, relation=Text("供货、推荐", "supplies and recommends it")
    )
    edges = (MapEdge(LineKind.CONFLICTS, first.id, third.id, 0.5), supplies)
    said, beside = listed(replace(model, people=(first, firm, third), edges=edges))
    assert [s.stroke for s in beside] == ["conflict", "org_strong", "conflict"]
    of_firm = said[said.index("A firm") :]
    below = [of_firm.index(row) for row in (first.name, "supplies and", "recommends it")]
    assert below == sorted(below), "what it is, under the name"
    assert said.count("A firm") == 1
    assert third.name in said[: said.index("A firm")], "beside the first"
    assert third.name in said[said.index("A firm") :], "below the firm"


def test_of_a_crowd_over_the_formal_chart_the_circle_has_rings_and_departments_are_named_whole() -> None:
    """The caption spoke of frames that dots had not, and signs below were grey while dots had colours."""
    model = crowd(260, "formal")
    first, second, *others = model.people
    people = (replace(first, in_circle=True, listed=True), replace(second, in_circle=True), *others)
    named = tuple(replace(p, unit_en=f"Centre for all {p.unit_en}") for p in people)
    model = replace(model, people=named)
    picture = people_picture(model, people_layout(model), Text("图", "map"))
    assert outside(picture) == []
    rings = [s.dashed for s in picture.shapes if isinstance(s, Line) and s.stroke == "circle"]
    assert sorted(rings) == [False, True]
    fills = {s.fill for s in picture.shapes if isinstance(s, Box) and s.radius == 3 and s.weight == 1}
    assert "support.2" in fills, "below the map"
    said = [s.text.en for s in picture.shapes if isinstance(s, Label)]
    assert {"Centre for all", "Procurement"} <= {*said}, "in two lines"
    assert len([text for text in said if "…" in text]) <= 1, "of the department that is one dot wide"
