"""The map and the page of a portfolio: who stands where, who is named first, and nobody is lost."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from math import dist
from types import SimpleNamespace

import pytest

from graphcrm.analysis.coverage.kpi import Rag
from graphcrm.analysis.status.portfolio import Holding
from graphcrm.drawing.shapes import Box, Label, Line, Round
from graphcrm.i18n import Text
from graphcrm.model.records import Org
from graphcrm.portfolio.kept import Kept
from graphcrm.portfolio.page import document
from graphcrm.portfolio.picture import Spot, portfolio_map, worth
from graphcrm.portfolio.run import Failure
from graphcrm.reports.document import Picture, Table, Words
from graphcrm.reports.page import as_page
from tests.charts.seen import outside
from tests.portfolio.conftest import DAY


def spot(name, covered=0.5, hostile=0.1, rag="green", overdue=0, threads=3, **values):
    org = Org.of(name, {"id": name, "name": name, "category": "customer"})
    held = Holding(
        org,
        covered,
        0.0,
        hostile,
        0.0,
        rag and Rag(rag),
        None,
        DAY,
        overdue,
        "A",
        threads,
        tuple(sorted(values.items())),
    )
    return Spot(held, Text(f"说{name}", f"told {name}"))


def circles(drawing):
    return {s.told.en.removeprefix("told "): s for s in drawing.shapes if isinstance(s, Round) and s.told}


def test_a_circle_stands_at_its_shares_and_grows_with_its_value():
    drawing = portfolio_map(
        [spot("a", 0.0, 0.0), spot("b", 1.0, 0.4, "red", CNY=100.0), spot("c", 0.5, 0.2, "amber", CNY=25.0)], "CNY"
    )
    a, b, c = (circles(drawing)[name] for name in "abc")
    assert a.x < c.x < b.x
    assert c.x == pytest.approx((a.x + b.x) / 2)
    assert a.y > c.y > b.y
    assert c.y == pytest.approx((a.y + b.y) / 2)
    assert [a.fill, b.fill, c.fill] == ["good", "bad", "amber"]
    assert (b.radius - a.radius) == pytest.approx(2 * (c.radius - a.radius)), (
        "a quarter of the value, half of the growth"
    )


def test_marks_are_the_overdue_and_the_single_threads():
    plain = portfolio_map([spot("a")], "CNY").shapes
    late = portfolio_map([spot("a", overdue=7)], "CNY").shapes
    assert [s.text.en for s in late if isinstance(s, Label) and s not in plain] == ["7"]
    single = portfolio_map([spot("a", threads=1)], "CNY").shapes
    (ring,) = (s for s in single if s not in plain)
    assert (ring.fill, ring.stroke) == (None, "path")
    assert portfolio_map([spot("a", threads=0)], "CNY").shapes == single


def test_accounts_at_one_place_share_a_box_that_names_them():
    group = [spot(f"n{i}", 0.5, 0.1, overdue=1, CNY=float(i)) for i in range(9)]
    drawing = portfolio_map([*group, spot("far", 0.9, 0.0)], "CNY")
    (box,) = (s for s in drawing.shapes if isinstance(s, Box) and s.told)
    assert "n8" in box.told.en
    assert "and 3 more" in box.told.en
    assert "9 contacts overdue" in box.told.en
    assert set(circles(drawing)) == {"far"}


def test_ten_thousand_accounts_are_a_picture():
    drawing = portfolio_map([spot(f"n{i}", i % 97 / 96, i % 89 / 200, CNY=float(i)) for i in range(10_000)], "CNY")
    boxes = [s for s in drawing.shapes if isinstance(s, Box) and s.told]
    counts = sum(
        int(s.text.en)
        for s in drawing.shapes
        if isinstance(s, Label) and s.anchor == "middle" and s.bold and s.colour == "ink"
    )
    assert counts + len(circles(drawing)) == 10_000
    assert len(boxes) < 3000
    assert all(0 <= s.x <= drawing.width and 0 <= s.y <= drawing.height for s in drawing.shapes if isinstance(s, Round))


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_no_account_hides_another_and_no_badge_lies_under_one(value):
    """Where many are little within reach, circles, boxes and numbers used to lie upon each other."""
    crowd = [
        spot(f"n{i}", (i * i % 113 / 113) ** 3, i % 71 / 140, overdue=i % 3, threads=i % 4, CNY=value * (i % 50) ** 4)
        for i in range(1000)
    ]
    shapes = portfolio_map(crowd, "CNY").shapes
    marks = [(s.x, s.y, s.radius) for s in shapes if isinstance(s, Round) and s.told]
    marks += [(s.x + s.width / 2, s.y + s.height / 2, s.width / 2) for s in shapes if isinstance(s, Box) and s.told]
    assert len(marks) > 60
    assert all(dist(a[:2], b[:2]) > a[2] + b[2] for a, b in combinations(marks, 2))
    badges = [n for n, s in enumerate(shapes) if isinstance(s, Round) and s.stroke == "alert"]
    assert badges[0] > max(n for n, s in enumerate(shapes) if getattr(s, "told", None))


@pytest.mark.parametrize("slim", [False, True])
def test_the_picture_holds_everything_and_no_line_crosses_the_words_of_a_corner(slim):
    crowd = [spot(f"account {n}", n % 11 / 10, n % 7 / 10, overdue=n % 3, CNY=float(n)) for n in range(60)]
    drawing = portfolio_map(crowd, "CNY", slim=slim)
    assert outside(drawing) == []
    said = {s.text.en: s for s in drawing.shapes if isinstance(s, Label)}
    upright = [s.points for s in drawing.shapes if isinstance(s, Line) and s.points[0][0] == s.points[1][0]]
    for word in ("hostile, out of reach", "hostile, within reach", "within reach, not hostile"):
        assert not [a for a, b in upright if a[1] < said[word].y - 3 < b[1]]


def test_on_a_phone_as_many_accounts_stand_on_the_map_and_it_is_no_wider():
    crowd = [spot(f"n{i}", i % 97 / 96, i % 89 / 200, CNY=float(i)) for i in range(300)]
    drawing = portfolio_map(crowd, "CNY", slim=True)
    assert drawing.width <= 366
    boxed = [s.text.en for s in drawing.shapes if isinstance(s, Label) and s.size == 12 and s.bold]
    assert sum(map(int, boxed)) + len(circles(drawing)) == 300


def test_few_accounts_stand_alone_though_they_are_near():
    """Three per cent of reach between two of them is told apart where there is room."""
    few = [spot("a", 0.30), spot("b", 0.33), spot("c", 0.90)]
    assert set(circles(portfolio_map(few, "CNY"))) == {"a", "b", "c"}


def test_values_of_another_currency_are_not_added():
    assert worth(spot("a", CNY=3.0, EUR=4.0).holding, "EUR") == 4
    assert worth(spot("a").holding, "EUR") == 0


def test_an_account_without_a_decision_has_no_place():
    drawing = portfolio_map([spot("a", None, None, None, threads=None), spot("b")], "CNY")
    assert set(circles(drawing)) == {"b"}


def test_the_page_has_the_map_the_first_and_all(found):
    made = document(found)
    assert [s.code for s in made.sections] == ["map", "first", "all"]
    picture = made.sections[0].blocks[0]
    assert isinstance(picture, Picture)
    assert picture.slim.width < picture.drawing.width
    (everybody,) = (b for b in made.sections[2].blocks if isinstance(b, Table))
    assert [row["account"] for row in everybody.rows] == [row["account"] for row in found.rows]
    assert {"threads", "value", "covered"} <= {c.name for c in everybody.columns}
    (first,) = (b for b in made.sections[1].blocks if isinstance(b, Table))
    reds = [row["account"] for row in found.rows if row["rag"] == "red" and row["overdue_n"]]
    assert set(reds) <= {row["account"] for row in first.rows}
    head = {k.en: v.en for k, v in made.head}
    assert (head["Accounts"], "Not computed" in head) == ("12", False)
    assert (made.subject.zh, made.subject.en) == ("衡信软件", "Hengxin Software")
    zh, en = as_page(made, "zh"), as_page(made, "en")
    assert zh != en
    assert "华岳" in zh
    assert as_page(document(found), "en") == en


def test_a_map_without_a_place_says_so_and_of_one_account_there_is_one_table(found):
    """An empty map stood over an empty workspace, and two tables alike over one account."""

    def of(*holdings):
        n = len(holdings)
        return document(replace(found, holdings=holdings, groups=(found.rows[:n],), explain=found.explain[:n])).sections

    one = found.holdings[0]
    assert [s.code for s in of()] == ["all"]
    assert [s.code for s in of(one)] == ["map", "all"]
    (said,) = of(replace(one, covered=None))[0].blocks
    assert said.text.en.startswith("No account has a place on the map")


def test_the_page_lists_what_failed(ws, monkeypatch):
    import graphcrm.analysis.status.portfolio as measure

    monkeypatch.setattr(measure, "holding", lambda situation: 1 / 0)
    made = document(ws.portfolio(as_of=DAY))
    assert made.sections[-1].code == "failed"
    assert sum(isinstance(b, Words) for b in made.sections[-1].blocks) == 12
    assert {k.en: v.en for k, v in made.head} == {
        "Accounts": "12",
        "Green": "0",
        "Amber": "0",
        "Red": "0",
        "Contacts overdue": "0",
        "One thread or none": "0",
        "Never in contact": "0",
        "Not computed": "12",
    }


def test_of_an_account_that_failed_nothing_is_said_but_why(ws, monkeypatch):
    """That no decision and no contact is on record was said of it, as of an account of which nobody recorded anything."""
    import graphcrm.analysis.status.portfolio as measure

    def fails(situation, real=measure.holding):
        return 1 / 0 if situation.context.account.id == "A3" else real(situation)

    with monkeypatch.context() as patch:
        patch.setattr(measure, "holding", fails)
        found = ws.portfolio(as_of=DAY, explain=True)
    whole = ws.portfolio(as_of=DAY, explain=True)
    at = [row["account"] for row in whole.rows].index("A3")
    assert found.explain[at] == found.remarks[-1]
    assert "division by zero" in found.explain[at].en
    assert [*found.explain[:at], *found.explain[at + 1 :]] == [*whole.explain[:at], *whole.explain[at + 1 :]]


def test_the_command_writes_table_and_page(ws, shell, tmp_path):
    code, out, err = shell("--workspace", ws.url, "portfolio", "--as-of", DAY, "--jobs", "1", "--format", "csv")
    assert code == 0
    assert "12 accounts: 12 computed, 0 as before" in err
    assert out == shell("--workspace", ws.url, "query", "portfolio", "--as-of", DAY, "--format", "csv")[1]
    code, out, err = shell("--workspace", ws.url, "portfolio", "--as-of", DAY, "--jobs", "1", "-o", tmp_path / "p.html")
    assert (code, out) == (0, f"{tmp_path / 'p.html'} written\n")
    assert "12 accounts: 0 computed, 12 as before" in err
    assert "<svg" in (tmp_path / "p.html").read_text(encoding="utf-8")
    code, _, err = shell("--workspace", ws.url, "portfolio", "--as-of", DAY, "-o", tmp_path / "p.html")
    assert code == 2
    assert "--force" in err
    entry = shell("--workspace", ws.url, "query", "audit", "--as-of", DAY, "--account", "HY")
    assert entry[0] == 0
    with ws.open() as store:
        assert [e.action for e in store.audit()][-2] == "portfolio"


def test_one_that_is_interrupted_says_how_far_it_came_and_goes_on_there(ws, shell, monkeypatch):
    add, kept = Kept.add, []

    def interrupted(self, outcome):
        if kept:
            raise KeyboardInterrupt
        kept.append(outcome.account)
        add(self, outcome)

    words = ("--workspace", ws.url, "portfolio", "--as-of", DAY, "--jobs", "1", "--format", "csv")
    with monkeypatch.context() as patch:
        patch.setattr(Kept, "add", interrupted)
        code, out, err = shell(*words)
    assert (code, out) == (130, "")
    assert "1 of 12 accounts are computed and kept" in err
    assert "1 as before" in shell(*words)[2]


def test_an_account_without_a_decision_is_looked_at_and_one_that_failed_is_told_apart(found):
    """It had no light, no thread and nothing overdue, so that nothing ever called for an act."""
    bare = replace(
        found.holdings[0],
        covered=None,
        supportive=None,
        hostile=None,
        unknown=None,
        rag=None,
        overdue=None,
        threads=None,
    )
    holdings = (bare, *found.holdings[1:])

    def first(portfolio):
        (section,) = (s for s in document(portfolio).sections if s.code == "first")
        (table,) = (b for b in section.blocks if isinstance(b, Table))
        return [row["account"] for row in table.rows]

    assert bare.account.id in first(replace(found, holdings=holdings))
    failed = replace(found, holdings=holdings, failures=(Failure(bare.account, "why"),))
    assert bare.account.id not in first(failed)


def test_numbers_of_a_page_have_one_style_and_amounts_are_rounded_as_in_invoices(found):
    rich = replace(found.holdings[0], overdue=1234, values=(("CNY", 1234.5), ("EUR", 2.675), ("USD", 1000.0)))
    rows = [{**found.rows[0], "overdue_n": 1234}, *found.rows[1:]]
    made = document(replace(found, groups=(rows,), holdings=(rich, *found.holdings[1:])))
    (everybody,) = (b for s in made.sections if s.code == "all" for b in s.blocks if isinstance(b, Table))
    assert everybody.rows[0]["value"] == "1,234.50 CNY; 2.68 EUR; 1,000 USD"
    page = as_page(made, "en")
    assert "1,234" in page
    assert not re.search(r">\s*1234\s*<", page)


def test_yesterday_is_one_day_ago(found):
    day = (date.fromisoformat(DAY) - timedelta(days=1)).isoformat()
    told = replace(found.holdings[0], last_contact=day).sentence(SimpleNamespace(as_of=date.fromisoformat(DAY)))
    assert "last contact 1 day ago" in told.en
