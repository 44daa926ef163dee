"""The change map draws the differences of Q35, on the day before as on the day after."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.time.changes import ChangeKind, Difference, diff
from graphcrm.asking.answers.changes import seen
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.maps.asked import days_since
from graphcrm.maps.building.change import change_model
from graphcrm.maps.kinds.change import CHANGE
from graphcrm.maps.layout.tree import formal_tree
from graphcrm.maps.page import render
from graphcrm.maps.payload.values import numbering
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.changes import MapChange, MapChanges
from graphcrm.maps.records.edges import LineKind
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.redaction import redact
from graphcrm.pages.pair import pair
from graphcrm.workspace.door import Workspace
from tests.analysis.golden import edge, golden_situation
from tests.maps.huayue import AS_OF, snapshot, workspace
from tests.maps.sample import sample


def asked(before: Situation, since: str = "2026-01-01") -> MapAsked:
    return MapAsked({"since": since}, earlier=before.snapshot, before=before)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Situation, Situation]:
    workspace = Workspace(tmp_path_factory.mktemp("huayue") / "w.graphcrm")
    workspace.import_tables(Path(__file__).resolve().parents[3] / "datasets" / "huayue")
    return tuple(Situation.of(workspace.snapshot(day), "HY") for day in (date(2026, 1, 1), date(2026, 11, 20)))  # type: ignore[return-value]


def test_every_difference_of_the_query_is_on_the_map(two: tuple[Situation, Situation]) -> None:
    before, after = two
    found = diff(before, after)
    made = change_model(after, draw(after), "change", Edition.INTERNAL, asked(before))
    assert made.changes is not None
    ask = Ask(find_query("changes"), after.snapshot)
    assert [c.kind for c in made.changes.changes] == [d.kind.value for d in found if seen(ask, d)]
    counted = {k.label.zh: k.value.en for k in made.kpis}
    for kind in set(ChangeKind) - {ChangeKind.KPI}:
        number = sum(d.kind is kind for d in found)
        assert counted.get(kind.label.zh, "0") == str(number)
    assert {"Relations added", "Relations removed"} <= {k.label.en for k in made.kpis}, "of many, not of one"
    # An influence that is gone is drawn, with whom it came from.
    gone = next(d for d in found if d.kind is ChangeKind.REMOVED and d.kind_of == "INFLUENCES")
    assert gone.item[:2] in {(e.source, e.target) for e in made.edges if e.kind is LineKind.INFLUENCES}
    moved = {c.people[0]: c.was for c in made.changes.changes if c.kind == "support"}
    assert moved == {d.item[0]: d.before for d in found if d.kind is ChangeKind.SUPPORT}


def test_another_boss_is_a_change_of_the_reporting_line_alone() -> None:
    """Nobody stands below a former boss, and the influence between the two is as it was."""
    then, now = (golden_situation(edges=[edge("REPORTS_TO", "c9", boss)]) for boss in ("c5", "c7"))
    made = change_model(now, draw(now, draws=5), "change", Edition.INTERNAL, asked(then, "2026-06-29"))
    assert made.changes is not None
    lines = {c.line: (c.kind, c.sort) for c in made.changes.changes if c.line}
    assert lines == {("c9", "c5"): ("removed", LineKind.REPORTS_TO), ("c9", "c7"): ("added", LineKind.REPORTS_TO)}
    assert [(e.kind, e.source, e.target) for e in made.edges if e.gone] == [(LineKind.REPORTS_TO, "c9", "c5")]
    assert formal_tree(made.people, made.edges).boss == {"c9": "c7"}


@pytest.mark.parametrize(
    ("then", "now", "kind", "line"),
    [
        ([], [(3, "u1")], "added", ("", "")),
        ([(3, "u1")], [(3, "u1"), (3, "u2")], "added", None),
        ([(3, "u1")], [(3, "u1"), (1, "u2")], "added", ("changed", "3→1")),
        ([(3, "u1")], [(3, "u1"), (0, "u2")], "added", None),
        ([(3, "u1"), (3, "u2")], [(3, "u1")], "removed", None),
        ([(3, "u1")], [], "removed", ("", "")),
        ([(3, "u1")], [(0, "u1")], "level", ("gone", "")),
        ([(4, "u1")], [(2, "u1")], "level", ("", "4→2")),
        ([], [(0, "u1")], "added", None),
    ],
    ids=["first", "second", "lower", "denied", "one of two", "last", "turned", "regraded", "never was"],
)
def test_a_line_is_all_the_reports_of_it(
    then: list[tuple[int, str]], now: list[tuple[int, str]], kind: str, line: tuple[str, str] | None
) -> None:
    """Only a first report makes a line new, and only without the last one is it gone."""
    before, after = (
        golden_situation(
            edges=[edge("INFLUENCES", "c9", "c1", level=level, confidence="B", reported_by=who) for level, who in some]
        )
        for some in (then, now)
    )
    made = change_model(after, draw(after, draws=5), "change", Edition.INTERNAL, asked(before, "2026-06-29"))
    assert made.changes is not None
    told = [c for c in made.changes.changes if c.people == ("c9", "c1")]
    assert [c.kind for c in told] == [kind]
    assert [(c.became, c.steps) for c in told if c.line] == ([line] if line else [])
    gone = [(e.source, e.target) for e in made.edges if e.gone]
    assert gone == ([] if any(level for level, _ in now) or line is None else [("c9", "c1")])


def test_nothing_changed_on_the_same_day() -> None:
    situation = golden_situation()
    made = change_model(situation, draw(situation), "change", Edition.INTERNAL, asked(situation, "2026-06-30"))
    assert made.changes == MapChanges("2026-06-30", (), made.kpis)
    assert [k.value.en for k in made.kpis] == ["2026-06-30", "0"]


def test_a_later_day_is_refused() -> None:
    situation = golden_situation()
    with pytest.raises(UsageError, match="later than the day of the map"):
        change_model(situation, draw(situation, draws=5), "change", Edition.INTERNAL, asked(situation, "2027-01-01"))


@pytest.mark.parametrize("edition", list(Edition))
def test_an_edition_without_insight_holds_no_change(edition: Edition) -> None:
    base = sample("change", edition)
    one, two = (p.id for p in base.people[:2])
    change = MapChange((one, two), "level", Text("mkchangezh", "mkchangeen"), "mkdate", None, (one, two), "3→4")
    made = dataclasses.replace(base, changes=MapChanges("mksince", (change,)))
    if edition.insight:
        page = render(made)
        assert all(mark in page for mark in ("mkchangezh", "mkchangeen", "mkdate", "mksince", "3→4"))
    else:
        assert redact(made).changes is None


def test_a_figure_that_is_shown_as_before_is_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """12.0 % and 12.4 % are both shown as 12 %; 12.0 % and 12.6 % are not, and nothing that is no figure is left out."""
    alike, apart = (Difference(ChangeKind.KPI, ("advocacy",), 0.12, now) for now in (0.124, 0.126))
    situation = golden_situation()
    for found, told in (([alike], 0), ([apart], 1), ([alike, Difference(ChangeKind.JOINED, ("c9",), None, "HY")], 1)):
        monkeypatch.setattr("graphcrm.maps.building.change.diff", lambda *_a, found=found, **_k: found)
        made = change_model(situation, draw(situation, draws=5), "change", Edition.INTERNAL, asked(situation, AS_OF))
        assert made.changes is not None
        assert len(made.changes.changes) == told
        assert not any("≈" in text.en for text in made.texts)
        assert [k.value.en for k in made.kpis][1:] == ([] if found == [apart] else ["0" if not told else "1"])


DAYS = ("2025-09-01", "2025-12-01", "2026-03-01")


def several(days: tuple[str, ...] = DAYS) -> MapModel:
    now, *then = (Situation.of(snapshot(day), "HY") for day in (AS_OF, *days))
    wanted = MapAsked(
        {"since": days[0], "dates": len(days)},
        earlier=then[0].snapshot,
        before=then[0],
        between=tuple(s.snapshot for s in then[1:]),
        nearer=tuple(then[1:]),
    )
    return change_model(now, draw(now, draws=20), "change", Edition.INTERNAL, wanted)


def test_each_day_of_the_slider_has_the_changes_of_its_own_map() -> None:
    made = several()
    assert made.changes is not None
    for day, found in zip(DAYS, (made.changes, *made.changes.nearer), strict=True):
        alone = several((day,)).changes
        assert alone is not None
        assert (found.since, found.kpis) == (day, alone.kpis)
        on = {p.id for p in made.people}
        assert {(c.sentence, c.kind) for c in found.changes} == {(c.sentence, c.kind) for c in alone.changes}
        assert all(set(c.people) <= on for c in found.changes)
    assert [c.since for c in made.changes.nearer] == list(DAYS[1:])


def test_everybody_who_is_gone_since_any_day_is_on_the_map_once() -> None:
    made = several()
    for day in DAYS:
        assert {p.id for p in several((day,)).people} <= {p.id for p in made.people}
    assert len({p.id for p in made.people}) == len(made.people)
    lines = [(e.kind, e.source, e.target) for e in made.edges if e.kind is not LineKind.CONFLICTS]
    assert len(set(lines)) == len(lines)


def test_the_door_spreads_the_days_and_bounds_their_number(tmp_path: Path) -> None:
    ws = workspace()
    page = tmp_path / "c.html"
    ws.map("change", page, account="HY", as_of="2026-06-30", since="2026-06-10", dates=4)
    assert re.findall(r'"since":"([\d-]+)"', page.read_text(encoding="utf-8")) == [
        "2026-06-10",
        "2026-06-15",
        "2026-06-20",
        "2026-06-25",
    ]
    with pytest.raises(UsageError, match="12 at most"):
        ws.map("change", page, account="HY", as_of="2026-06-30", since="2026-06-10", dates=13, force=True)
    s = golden_situation()
    with pytest.raises(UsageError, match="is later than"):  # which is asked next
        change_model(s, draw(s, draws=2), "change", Edition.INTERNAL, MapAsked({"since": "2030-01-01", "dates": 12}))
    with pytest.raises(UsageError, match="takes no --dates"):
        ws.map("influence", page, account="HY", as_of="2026-06-30", dates=3, force=True)


def test_no_more_days_than_there_are() -> None:
    """From one day to the next there is one; the same day gives one without any change."""
    assert days_since(date(2026, 6, 29), date(2026, 6, 30), 5) == [date(2026, 6, 29)]
    assert days_since(date(2026, 6, 30), date(2026, 6, 30), 5) == [date(2026, 6, 30)]


def test_a_change_that_several_days_share_is_in_the_page_once() -> None:
    made = several(DAYS)
    assert made.changes is not None
    carried = CHANGE.more(made, CHANGE.layout(made), numbering(made))
    told = [c["text"] for c in carried["changes"]]
    days = (made.changes, *made.changes.nearer)
    for day, found in zip(carried["days"], days, strict=True):
        assert [told[k] for k in day["list"]] == [pair(c.sentence) for c in found.changes if c.people]
    assert len(told) < sum(len(day["list"]) for day in carried["days"])
