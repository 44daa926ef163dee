"""The door from Python: what it takes, what it refuses, and what it notes."""

from datetime import date, datetime
from functools import partial
from inspect import Parameter, signature

import networkx as nx
import pytest

from graphcrm.analysis.situation import Situation
from graphcrm.errors import StoreBusy, UsageError
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.store.sqlite.store import SqliteStore
from graphcrm.workspace.caller import Caller
from tests.workspace.conftest import TODAY, refused
from tests.workspace.questions import DAY

HERE = {"account": "HY", "opportunity": "HY-CORE", "as_of": DAY, "no_derived": True}


# -- what is asked ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day",
    [date(2026, 6, 30), datetime(2026, 6, 30, 23, 59), "2026-06-30", " 2026/6/30 ", "2026年6月30日"],
    ids=["date", "datetime", "ISO", "slashes", "Chinese"],
)
def test_a_day_is_a_date_or_text(ws, day):
    assert ws.query("needs", account="HY", as_of=day).as_of == "2026-06-30"
    assert ws.account("HY", as_of=day).as_of == date(2026, 6, 30)
    assert ws.snapshot(day).as_of == date(2026, 6, 30)


def test_without_a_day_it_is_today(ws):
    assert ws.query("needs", account="HY").as_of == TODAY.isoformat()
    assert ws.account("HY").as_of == TODAY


@pytest.mark.parametrize("day", [20260630, True, 1.5, "30.6.2026", "2026-02-30", ["2026-06-30"]], ids=str)
def test_what_is_no_day_is_refused(ws, day):
    refused(lambda: ws.query("kpi", account="HY", as_of=day), "--as-of", str(day))
    refused(lambda: ws.account("HY", as_of=day), "--as-of")


@pytest.mark.parametrize(
    ("wrong", "near"), [("topp", "--top"), ("min_confidance", "--min-confidence"), ("as_off", "--as-of")]
)
def test_an_unknown_parameter_is_refused_with_near_misses(ws, wrong, near):
    assert f"Did you mean {near}?" in refused(lambda: ws.kpi(**HERE, **{wrong: 1}), near)
    assert "query kpi" not in [entry.action for entry in ws.trail()]


def test_an_unknown_argument_of_a_method_is_refused_with_near_misses(ws):
    assert "takes no oportunity. Did you mean opportunity?" in refused(lambda: ws.account("HY", oportunity="HY-CORE"))
    assert "undo() takes no frce. Did you mean force?" in refused(lambda: ws.undo(1, frce=True))


def test_an_unknown_parameter_without_a_value_is_as_if_it_were_not_given(ws):
    assert len(ws.kpi(**HERE, colour=None).rows) == 1
    for given in ({"colour": "blue"}, {"colour": False}, {"colour": 0}):
        refused(partial(ws.kpi, **HERE, **given), "--colour", "--account", "--min-confidence")


def test_what_a_flag_takes_away_may_be_said_as_elsewhere_in_the_library(ws):
    hy = ws.account("HY", "HY-CORE", as_of=DAY)
    without = hy.edges(derived=False)
    assert without.rows == hy.edges(no_derived=True).rows
    assert hy.edges(derived=True).rows == hy.edges().rows
    assert len(without.rows) < len(hy.edges().rows)


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("kpi", {"top": "abc"}, "--top: “abc” should be a whole number of at least 1"),
        ("kpi", {"top": 0}, "--top: “0” should be a whole number of at least 1"),
        ("kpi", {"top": 1.5}, "--top: “1.5” should be a whole number of at least 1"),
        ("kpi", {"top": True}, "--top: “True” should be a whole number of at least 1"),
        ("kpi", {"top": float("nan")}, "--top: “nan” should be a whole number of at least 1"),
        ("kpi", {"seed": -1}, "--seed: “-1” should be a whole number of at least 0"),
        ("kpi", {"min_confidence": "Z"}, "--min-confidence: “Z” should be one of A, B, C, D, E"),
        ("kpi", {"min_confidence": True}, "--min-confidence: “True” should be one of A, B, C, D, E"),
        ("kpi", {"account": True}, "--account: “True” should be text"),
        ("kpi", {"account": ["HY"]}, "--account: “['HY']” should be text"),
        ("kpi", {"explain": "yes"}, "--explain: “yes” should be True or False"),
        ("kpi", {"no_derived": 1}, "--no-derived: “1” should be True or False"),
        ("coverage", {"by": "team"}, "--by: “team” should be one of unit, person"),
        ("who-to-win", {"budget": 0}, "--budget: “0” should be a number greater than 0"),
        ("who-to-win", {"budget": True}, "--budget: “True” should be a number greater than 0"),
        ("who-to-win", {"budget": "inf"}, "--budget: “inf” should be a number greater than 0"),
        ("rank", {"draws": 0}, "--draws: “0” should be a whole number from 1 to 100,000"),
        ("route", {}, "the query route needs --to (the person to reach)"),
        ("changes", {}, "the query changes needs --since (the earlier day to compare with)"),
        ("what-if", {"set": {"c4": 9}}, "cannot read --set c4=9; write --set person=level (−1..3, or unknown)"),
        ("what-if", {"add": {"c6>c2": 0}}, "cannot read --add c6>c2:0; write --add u>v:level (1..5)"),
        ("kpi", {"account": "RIVX"}, "there is no organisation with id “RIVX”. There are HY (Huayue Bank)"),
        ("kpi", {"account": "RIV"}, "RIV is not a customer (its category is competitor)"),
        ("digest", {"owner": "c66"}, "there is no person with id “c66”. There are, for example, u"),
    ],
    ids=str,
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_with_what_it_should_be(ws, name, given, says):
    about = {"account": "HY", "as_of": DAY} | given
    assert refused(lambda: ws.query(name, **about)).startswith(says)


@pytest.mark.parametrize("grade", ["b", " B ", "B", "很可能", "Likely", "B 很可能", "b likely"], ids=str)
def test_a_choice_is_taken_by_its_code_and_its_labels(ws, grade):
    assert ws.edges(**HERE, min_confidence=grade).params["min_confidence"] == "B"


def test_numbers_may_be_text_and_text_may_be_numbers(ws):
    assert ws.key_influencers(**HERE, top="3").rows == ws.key_influencers(**HERE, top=3.0).rows
    assert len(ws.key_influencers(**HERE, top=3).rows) == 3


# -- scenarios and comparisons: numbers that are published with the method ---------------------------------------------------


@pytest.mark.parametrize(
    ("given", "lean"),
    [
        ({"set": {"c4": 0}}, 0.1407),
        ({"set": "c4=0"}, 0.1407),
        ({"set": {"c4": 0, "c2": 1}}, 0.2332),
        ({"set": ["c4=0", "c2=1"]}, 0.2332),
        ({"kappa": {"c4": 3}}, -0.0720),
        ({"remove": "c6"}, -0.0788),
        ({"remove": ["c6"]}, -0.0788),
    ],
    ids=str,
)
def test_a_scenario_is_said_in_python_values(ws, given, lean):
    (row,) = ws.what_if(**HERE, **given).rows
    assert row["lean"] == pytest.approx(lean, abs=1e-3)


def test_all_changes_of_a_scenario_go_together(ws):
    python = ws.what_if(**HERE, set={"c1": 2}, add={"c6>c2": 3}, remove="c8")
    text = ws.what_if(**HERE, set="c1=2", add="c6>c2:3", remove="c8")
    assert python.rows == text.rows
    assert python.rows[0]["scenario"] == "c1=2; remove c8; add c6>c2:3"
    assert ws.what_if(**HERE, set={"c4": None}).rows == ws.what_if(**HERE, set="c4=unknown").rows


def test_changes_are_asked_with_a_day(ws):
    by_date = ws.changes(account="HY", as_of=DAY, since=date(2026, 3, 31))
    assert by_date.rows == ws.changes(account="HY", as_of=DAY, since="2026-03-31").rows
    assert by_date.rows
    assert ws.changes(account="HY", as_of=DAY, since=DAY).rows == []
    refused(lambda: ws.changes(account="HY", as_of=DAY, since="2026-07-01"), "2026-07-01", DAY)


def test_a_parameter_may_end_in_an_underscore_where_python_has_the_word(ws):
    one = ws.decision_chain(**HERE, to="c2", from_="c6")
    assert one.rows == ws.query("decision-chain", **HERE, to="c2", **{"from": "c6"}).rows
    # Published: paths c6→c2 of .4199, .1373, .0450.
    assert [r["strength"] for r in one.rows][:3] == pytest.approx([0.4199, 0.1373, 0.0450], abs=1e-4)
    refused(lambda: ws.decision_chain(**HERE, to_="c2"), "--to")


# -- an account ------------------------------------------------------------------------------------------------------------


def test_what_the_door_gives_shows_itself_in_a_line(ws, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("name,company,title\nAnn Lee,Acme,CIO\nBo Falk,Acme,CFO\n", encoding="utf-8")
    snapshot = ws.snapshot(DAY)
    assert repr(snapshot) == "<Snapshot 2026-06-30: 45 people, 12 organisations, 240 edges>"
    assert repr(Situation.of(snapshot, "HY", "HY-CORE")) == "<Situation HY-CORE 2026-06-30: 13 people>"
    assert repr(ws.document("session", account="HY", as_of=DAY)).startswith("<Document session ")
    assert repr(ws.guess(people)).startswith("<Guessed 1 tables: <ImportPlan ")
    assert "0 errors" in repr(ws.guess(people))


def test_an_account_carries_its_context(ws):
    account = ws.account("HY", "HY-CORE", as_of=DAY, vendor="RIV")
    assert repr(account) == "<Account 华岳银行 (HY · HY-CORE) 2026-06-30>"
    result = account.forecast()
    assert (result.context, result.as_of) == (
        {"account": "HY", "opportunity": "HY-CORE", "vendor": "RIV"},
        "2026-06-30",
    )
    assert account.forecast(vendor="US").context["vendor"] == "US"
    assert account.changes(since="2026-03-31").params["since"] == "2026-03-31"


def test_an_account_that_is_not_there_is_refused_at_once(ws):
    refused(lambda: ws.account("HX"), "HX")
    refused(lambda: ws.account("HY", "HY-CORR"), "HY-CORR", "HY-CORE")
    refused(lambda: ws.account("HY", vendor="NOBODY"), "NOBODY")
    refused(lambda: ws.account("US"), "US")


def test_every_query_is_a_method_and_shows_itself(ws):
    account = ws.account("HY", as_of=DAY)
    for here in (ws, account):
        names = {name.replace("-", "_") for name in ws.catalogue}
        assert names <= set(dir(here))
        assert here.key_influencers.__doc__.startswith("Who really moves the decision\n\nParameters\n----------\n")
        assert "    what if this person leaves, or u>v ends (repeatable)\n" in here.what_if.__doc__
        assert here.kpi.__doc__.split("Columns\n-------\n")[1].startswith("covered, supportive, ")
        taken = signature(here.changes).parameters
        assert (taken["since"].default, taken["as_of"].default) == (Parameter.empty, None)
        assert all(signature(getattr(here, name)) for name in names), "whatever the options are called"
        with pytest.raises(AttributeError, match=r"'kpis'; did you mean kpi\?"):
            _ = here.kpis
        with pytest.raises(AttributeError, match=r"'people'; list\('people'\) lists what is recorded$"):
            _ = here.people
        with pytest.raises(AttributeError, match=r"no query and no method 'zzz'$"):
            _ = here.zzz
        with pytest.raises(AttributeError, match="__deepcopy__"):
            _ = here.__deepcopy__
        with pytest.raises(TypeError, match=r"^changes\(\) takes its options by name, .*: '2026-03-31' has none$"):
            here.changes("2026-03-31")
    assert {"query", "graph", "map", "catalogue"} <= set(dir(account))
    assert {"query", "account", "edit", "assess", "log", "import_tables", "validate"} <= set(dir(ws))


def test_the_graph_of_an_account_is_a_digraph(ws):
    graph = ws.account("HY", "HY-CORE", as_of=DAY).graph(derived=False)
    assert isinstance(graph, nx.DiGraph)
    assert graph["c6"]["c3"]["weight"] == pytest.approx(0.85 * 0.95)
    assert graph.nodes["c6"]["name"] == "王工"
    arrays = ws.account("HY", "HY-CORE", as_of=DAY).graph("arrays", derived=False)
    assert list(arrays) == list(graph)
    refused(lambda: ws.influence_graph("HY", min_confidence="Z"), "--min-confidence", "Z")
    refused(lambda: ws.influence_graph("HY", backend="array"), "array", "arrays")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"min_confidence": "Z"}, ("--min-confidence", "Z")),
        ({"seed": -1}, ("--seed", "-1")),
        ({"theme": "pink"}, ("--theme", "pink", "light", "dark")),
        ({"edition": "secret"}, ("secret",)),
    ],
    ids=str,
)
def test_a_map_refuses_what_does_not_fit(ws, tmp_path, given, words):
    refused(lambda: ws.account("HY", as_of=DAY).map("influence", tmp_path / "m.html", **given), *words)
    assert not (tmp_path / "m.html").exists()


def test_a_map_is_drawn_once_and_overwritten_on_request(ws, tmp_path):
    account, target = ws.account("HY", as_of=DAY), tmp_path / "m.html"
    assert account.map("influence", target) == [target]
    first = target.read_bytes()
    refused(lambda: account.map("influence", target), str(target))
    account.map("influence", str(target), force=True)
    assert target.read_bytes() == first
    with pytest.raises(UsageError):
        ws.map("influense", tmp_path / "other.html", account="HY")


# -- the audit trail -------------------------------------------------------------------------------------------------------


def test_what_is_read_stands_in_the_trail(ws, tmp_path):
    ws.kpi(account="HY")
    ws.card(account="HY", person="c6")
    account = ws.account("HY")
    account.kpi()
    account.graph()
    account.map("influence", tmp_path / "m.html", edition="shared")
    ws.snapshot()
    assert [(e.author, e.at, e.action, e.subject) for e in ws.trail()[1:]] == [
        ("tester", "2026-07-15T12:00:00+00:00", action, subject)
        for action, subject in (
            ("query kpi", "HY"),
            ("query card", "HY"),
            ("account", "HY"),
            ("query kpi", "HY"),
            ("graph", "HY"),
            ("map influence shared", "HY"),
            ("snapshot", ""),
        )
    ]


def test_a_restricted_answer_is_not_given_without_an_entry(ws, monkeypatch):
    def full(self, entry):
        raise StoreBusy(Text("满", "full"))

    monkeypatch.setattr(SqliteStore, "audit", full)
    with pytest.raises(StoreBusy):
        ws.card(account="HY", person="c6")
    with pytest.warns(UserWarning, match="full"):
        assert len(ws.kpi(account="HY").rows) == 1


# -- what is read ----------------------------------------------------------------------------------------------------------
TIES = [EdgeKind.KNOWS.kind]


def _kinds(given):
    """Which facts a reading of the store asks for: its second parameter, None for all."""
    return given[2] if len(given) > 2 else None


@pytest.mark.parametrize(
    ("query", "about"), [("kpi", {}), ("findings", {}), ("changes", {"since": "2026-03-31"}), ("back-test", {})]
)
def test_whatever_days_a_question_looks_back_to_the_store_is_read_once(ws, monkeypatch, query, about):
    """A back-test looks at the days of closed decisions as well, of which there are none here.

    Ties of people who have left are read on the days on which they left, which nobody knows before.
    """
    scanned = []
    monkeypatch.setattr(
        SqliteStore, "scan", lambda *given, _scan=SqliteStore.scan: scanned.append(_kinds(given)) or _scan(*given)
    )
    ws.query(query, account="HY", **about)
    assert [kinds for kinds in scanned if kinds != TIES] == [None]
    assert scanned.count(TIES) <= 1


def test_all_questions_together_read_each_day_once(ws, monkeypatch):
    """Today, the days that findings look back to, and the days of the back-test."""
    days = []
    monkeypatch.setattr(
        SqliteStore,
        "read_days",
        lambda *given, _read=SqliteStore.read_days: (_kinds(given) != TIES and days.append(given[1])) or _read(*given),
    )
    ws.answers(account="HY", as_of=DAY)
    every = [day for some in days for day in some]
    assert len(every) == len(set(every))
    assert len(days) <= 5


def test_whoever_waits_to_write_is_told_all_that_it_may_lie_in():
    """A server that is stalled was said to be another process that writes."""
    told = []
    Caller("me", told.append).wait(11)
    (said,) = told
    for words in (said.zh, said.en):
        assert "11" in words
    assert "另一进程" in said.zh
    assert "服务器没有响应" in said.zh
    assert "another process" in said.en
    assert "server does not answer" in said.en
