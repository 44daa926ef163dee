"""A value that an edition may not show is not in its file: searched for in the bytes."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest

from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.page import render
from graphcrm.maps.records.edges import LineKind, MapEdge, MapEvidence
from graphcrm.maps.records.findings import MapGap, MapKpi, MapPath
from graphcrm.maps.records.model import MapModel, MapOpportunity
from graphcrm.maps.records.people import MapContact, MapName, MapNeed, MapPerson, MapReason
from graphcrm.maps.redaction import redact
from tests.maps.sample import sample

ALL = ("internal", "shared", "customer-safe")
INSIDE = ("internal", "shared")


def marked() -> tuple[MapModel, dict[str, tuple[str, ...]]]:
    """A model in which every text is a mark of its own, and the editions that may show each mark."""
    marks: dict[str, tuple[str, ...]] = {}

    def m(name: str, editions: tuple[str, ...]) -> str:
        mark = f"mk{len(marks):03d}{name}"
        marks[mark] = editions
        return mark

    def t(name: str, editions: tuple[str, ...]) -> Text:
        return Text(m(name + "zh", editions), m(name + "en", editions))

    def evidence(name: str) -> MapEvidence:
        return MapEvidence(
            m(name, ("internal",)), t(name + "source", INSIDE), t(name + "by", ("internal",)), m(name + "at", INSIDE)
        )

    def person(key: str, **more: object) -> MapPerson:
        return MapPerson(
            id=m(key + "id", ()),
            name=m(key + "name", ALL),
            name_en=m(key + "nameen", ALL),
            title=m(key + "title", ALL),
            title_en=m(key + "titleen", ALL),
            unit=m(key + "unit", ALL),
            unit_en=m(key + "uniten", ALL),
            org=m(key + "org", INSIDE),
            org_en=m(key + "orgen", INSIDE),
            grade=3,
            support=-1,
            support_at=m(key + "supportat", INSIDE),
            support_evidence=(evidence(key + "why"),),
            roles=("decider", "coach", "gatekeeper", "influencer"),
            share=0.4321,
            band="A",
            rank_lo=11,
            rank_hi=23,
            decision_weight=0.5678,
            tie=0.77,
            contacts=(
                MapContact(m(key + "ours", INSIDE), 0.77, "QXZ", m(key + "oursen", INSIDE), m(key + "last", INSIDE)),
            ),
            owner=MapName(m(key + "owner", INSIDE)),
            sponsor=MapName(m(key + "sponsor", INSIDE)),
            flags=frozenset({"independence_required", m(key + "flag", INSIDE)}),
            summary=t(key + "summary", INSIDE),
            top_paths=(MapReason(t(key + "path", INSIDE), 0.9),),
            needs=(
                MapNeed(m(key + "note", INSIDE)),
                MapNeed(m(key + "private", ("internal",)), private=True),
                MapNeed(m(key + "restricted", ("internal",)), restricted=True),
            ),
            in_circle=True,
            listed=False,
            **more,
        )  # type: ignore[arg-type]

    a, b = person("a"), person("b")
    outsider = dataclasses.replace(
        person("x", outside=True, org_category="supplier"),
        name=m("xname", INSIDE),
        name_en=m("xnameen", INSIDE),
        title=m("xtitle", INSIDE),
        title_en=m("xtitleen", INSIDE),
        unit=m("xunit", INSIDE),
        unit_en=m("xuniten", INSIDE),
    )
    gone = dataclasses.replace(
        person("l"),
        name=m("lname", INSIDE),
        name_en=m("lnameen", INSIDE),
        title=m("ltitle", INSIDE),
        title_en=m("ltitleen", INSIDE),
        unit=m("lunit", INSIDE),
        unit_en=m("luniten", INSIDE),
        flags=frozenset({"left"}),
        left_on=m("lefton", INSIDE),
    )
    replaced = [
        mark
        for mark in marks
        if re.fullmatch(r"mk\d+[xl](name|nameen|title|titleen|unit|uniten)", mark) and marks[mark] == ALL
    ]
    replaced += [mark for mark in marks if re.fullmatch(r"mk\d+lflag", mark)]
    for mark in replaced:
        del marks[mark]  # overwritten above, in no model
    edges = (
        MapEdge(LineKind.REPORTS_TO, b.id, a.id),
        MapEdge(
            LineKind.INFLUENCES,
            b.id,
            a.id,
            0.6123,
            4,
            "C",
            evidence=(evidence("e"),),
            observed_at=m("eat", INSIDE),
            domain=t("domain", INSIDE),
        ),
        MapEdge(LineKind.CONFLICTS, a.id, b.id, 0.5, 2, evidence=(evidence("c"),), observed_at=m("cat", INSIDE)),
        MapEdge(LineKind.INFLUENCES, outsider.id, a.id, 0.3, evidence=(evidence("o"),)),
    )
    model = MapModel(
        kind="influence",
        account=MapName(m("account", ALL), m("accounten", ALL)),
        as_of=m("asof", ALL),
        people=(a, b, outsider, gone),
        edges=edges,
        opportunity=MapOpportunity(m("deal", INSIDE), m("dealen", INSIDE), 123456789.0, "CNY", m("due", INSIDE)),
        data_grade="B",
        kpis=(MapKpi(t("kpi", INSIDE), t("kpivalue", INSIDE), of=t("kpiof", INSIDE)),),
        paths=(
            MapPath(
                (b.id, a.id),
                0.3456,
                t("band", INSIDE),
                1.0,
                t("explanation", INSIDE),
                (b.id, a.id),
                t("formal", INSIDE),
            ),
        ),
        gaps=(MapGap(a.id, 0.2345, t("reason", INSIDE)),),
        texts=(t("assumption", INSIDE),),
    )
    return model, marks


@pytest.mark.parametrize("edition", list(Edition))
def test_each_mark_is_in_the_file_if_and_only_if_it_may_be(edition: Edition) -> None:
    model, marks = marked()
    html = render(dataclasses.replace(model, edition=edition))
    english_only_static = {
        mark for mark in marks if mark.endswith("zh")
    }  # the list is in one language, the data in both
    for mark, editions in marks.items():
        assert (mark in html) == (edition.code in editions), (mark, edition.code)
    assert english_only_static


def test_customer_safe_data_holds_no_other_key() -> None:
    model, _ = marked()
    html = render(dataclasses.replace(model, edition=Edition.CUSTOMER_SAFE))
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html)
    assert block is not None
    data = json.loads(block[1])
    allowed = {
        "id",
        "name",
        "name_en",
        "short",
        "short_en",
        "title",
        "short_title",
        "unit",
        "grade",
        "boss",
        "roles",
        "find",
    }
    for person in data["map"]["people"]:
        assert set(person) <= allowed
        assert set(person["roles"]) == {"decider"}
    assert {e["kind"] for e in data["map"]["edges"]} == {"reports_to"}
    assert all(set(e) <= {"kind", "a", "b", "dotted"} for e in data["map"]["edges"])
    assert data["map"]["paths"] == data["map"]["gaps"] == []
    assert data["network"]["sizes"] == {}
    assert len(data["map"]["people"]) == 2
    text = json.dumps(data["strings"])
    for word in ("support", "influence", "coverage", "gap", "coach", "gatekeeper"):
        assert word not in text.lower(), word


def test_redaction_of_an_unknown_field_is_to_leave_it_out() -> None:
    """Customer-safe people are built from a list of fields: whatever else a person has keeps its default."""
    kept = {"id", "name", "name_en", "grade", "title", "title_en", "unit", "unit_en", "roles"}
    safe = redact(sample(edition=Edition.CUSTOMER_SAFE))
    for f in dataclasses.fields(MapPerson):
        if f.name not in kept and f.default is not dataclasses.MISSING:
            assert all(getattr(p, f.name) == f.default for p in safe.people), f.name


def test_shared_counts_what_was_removed() -> None:
    model = redact(sample(edition=Edition.SHARED))
    assert model.removed_needs == 1
    assert [n.text for p in model.people for n in p.needs] == ["Presented our pilot to the IT board."]


def test_internal_is_unchanged() -> None:
    assert redact(sample()) is not None
    assert redact(sample()) == sample()


def test_customer_safe_overview_does_not_betray_who_matters() -> None:
    from tests.maps.crowd import crowd

    model = crowd(150, edition=Edition.CUSTOMER_SAFE)
    other = tuple(
        dataclasses.replace(p, share=0.5 if p.id > "c0140" else 0.0, in_circle=p.id > "c0140") for p in model.people
    )
    assert render(model) == render(dataclasses.replace(model, people=other))
