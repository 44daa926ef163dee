"""Every query of the catalogue answers, with the columns that it promises; a team may add its own."""

import json
import re
from datetime import date

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import catalogue, find_query
from graphcrm.asking.parameters import read_parameters
from graphcrm.asking.run import plain, run
from graphcrm.errors import UsageError
from graphcrm.model.records import NetworkTie
from graphcrm.rendering.delimited import as_csv
from graphcrm.rendering.document import as_json
from graphcrm.rendering.page import as_html
from graphcrm.rendering.table import as_table
from tests.analysis.golden import golden_snapshot

PROMISED = {
    "Q01": "key-influencers",
    "Q02": "hidden-influencers",
    "Q03": "decision-circle",
    "Q04": "decision-chain",
    "Q05": "hierarchy",
    "Q06": "route",
    "Q07": "brokers",
    "Q08": "bridges",
    "Q09": "ally-set",
    "Q10": "factions",
    "Q11": "kpi",
    "Q12": "coverage",
    "Q13": "coverage-gaps",
    "Q14": "levels",
    "Q15": "overdue",
    "Q16": "cooling",
    "Q17": "sponsor-gaps",
    "Q18": "sponsor-plan",
    "Q19": "single-threads",
    "Q20": "bus-factor",
    "Q21": "contest",
    "Q22": "cut-lines",
    "Q23": "forecast",
    "Q24": "what-if",
    "Q25": "who-to-win",
    "Q27": "status",
    "Q28": "relationship-level",
    "Q29": "grid",
    "Q30": "vendor-perception",
    "Q31": "supplier-scorecard",
    "Q32": "third-party-map",
    "Q33": "rising-stars",
    "Q34": "verify-next",
    "Q35": "changes",
    "Q36": "audit",
    "Q37": "portfolio",
    "Q38": "card",
    "Q39": "explain",
    "Q40": "needs",
    "Q44": "criteria",
    "Q45": "white-space",
    "Q46": "qualification",
    "Q47": "promises",
    "Q48": "findings",
    "Q49": "accounts",
    "Q56": "digest",
    "Q57": "drill",
    "Q58": "visit-plan",
    "Q59": "back-test",
    "Q60": "handover",
    "Q61": "activity",
    "Q62": "progress",
}

NEEDED = {
    "decision-chain": {"to": "c2"},
    "route": {"to": "c4"},
    "card": {"person": "c6"},
    "explain": {"person": "c6"},
    "influence-tree": {"to": "c2"},
    "changes": {"since": "2026-06-30"},
    "digest": {"owner": "u1"},
    "handover": {"ours": "u1"},
}


def ask(name, snapshot=None, **params):
    opportunity = {"opportunity": "HY-CORE"} if name not in ("accounts", "portfolio", "digest", "back-test") else {}
    params = {"account": "HY", **opportunity, "no_derived": True, **NEEDED.get(name, {}), **params}
    earlier = golden_snapshot(stances={"c4": 0}, as_of=date(2026, 6, 30)) if name == "changes" else None
    query, now = find_query(name), snapshot or golden_snapshot()
    past = dict.fromkeys(query.days_back(), now)
    return Ask(query, now, read_parameters(query, params), earlier=earlier, past=past)


def test_the_promised_queries_are_there():
    found = {q.number: q.name for q in catalogue().values()}
    for number, name in PROMISED.items():
        assert found[number] == name


@pytest.mark.parametrize("name", [n for n in catalogue() if n not in ("rank", "hierarchy-rank")])
def test_every_query_answers_in_every_format(name):
    result = run(ask(name, explain=True))
    assert set(json.loads(as_json(result))) == {
        "query", "as_of", "context", "params", "columns", "rows", "assumptions", "data_quality",
    }  # fmt: skip
    text = as_json(result)
    assert "NaN" not in text
    assert as_table(result, "en").text
    assert as_csv(result, "en").count("\n") >= len(result.rows) + 1
    assert as_html(result, "en").startswith("<!doctype html>")
    assert len(result.to_frame()) == len(result.rows)


@pytest.mark.parametrize("name", [n for n in catalogue() if n not in ("rank", "hierarchy-rank")])
def test_every_query_survives_an_account_with_nothing_in_it(name):
    empty = golden_snapshot(
        people=dict.fromkeys(["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "t1", "s1"])
    )
    if name in ("decision-chain", "influence-tree", "route", "card", "explain"):
        with pytest.raises(UsageError, match="c"):
            run(ask(name, empty))
    else:
        run(ask(name, empty))


def test_a_network_is_ranked_without_an_account():
    snapshot = golden_snapshot()
    people = [p for p in snapshot.people if p.startswith("c")]
    ties = tuple(NetworkTie("asks", "trusts", a, b, 1.0) for a in people for b in people if a < b)
    object.__setattr__(snapshot, "ties", ties)
    for name in ("rank", "hierarchy-rank"):
        result = run(Ask(find_query(name), snapshot, {"explain": True}))
        assert json.loads(as_json(result, explain=True))["rows"]
        assert as_table(result, "en").text


def test_a_team_adds_a_question_of_its_own(tmp_path):
    (tmp_path / "top-three.toml").write_text(
        'zh = "前三"\nen = "Top three"\nanswer = "key_influencers"\noptions = ["top"]\n'
        'columns = [["name", "姓名", "name", "text"], ["share_pct", "份额", "share", "pct"]]\n[defaults]\ntop = 3\n',
        encoding="utf-8",
    )
    query = find_query("top-three", tmp_path)
    params = {**query.defaults, "account": "HY", "opportunity": "HY-CORE", "no_derived": True}
    rows = run(Ask(query, golden_snapshot(), params)).rows
    assert [list(r) for r in rows] == [["name", "share_pct"]] * 3
    assert "top-three" in catalogue(tmp_path)


def test_what_is_shipped_is_read_once_and_a_teams_own_file_for_each_question(tmp_path):
    shipped = find_query("kpi")
    assert shipped is find_query("Q11") is catalogue()["kpi"]
    mine = tmp_path / "kpi.toml"
    for name in ("Our day", "Their day"):
        text = shipped.source.read_text(encoding="utf-8")
        mine.write_text(text.replace(shipped.question.en, name), encoding="utf-8")
        assert find_query("kpi", tmp_path).question.en == catalogue(tmp_path)["kpi"].question.en == name
    mine.unlink()
    assert find_query("kpi", tmp_path) is shipped


def test_numbers_have_six_digits_and_are_never_infinite():
    assert plain(0.123456789) == 0.123457
    assert plain(float("nan")) is None
    assert plain({"a": [1, float("inf")]}) == {"a": [1, None]}
    assert str(plain(-0.0)) == "0"


def test_the_day_is_part_of_the_answer():
    assert run(ask("kpi", golden_snapshot(as_of=date(2026, 7, 30)))).as_of == "2026-07-30"


@pytest.mark.parametrize(
    "name", ["key-influencers", "decision-chain", "who-to-win", "coverage-gaps", "sponsor-plan", "levels"]
)
def test_explanations_are_one_per_row_in_both_languages(name):
    document = json.loads(as_json(run(ask(name, explain=True)), explain=True))
    assert len(document["explain"]) == len(document["rows"])
    for text in document["explain"]:
        assert any("\u4e00" <= c <= "\u9fff" for c in text["zh"])
        assert text["en"]


def test_no_heading_says_a_time_that_a_team_may_change():
    """“tie 90 days ago” stood above ties of another day; the last 90 days of the mix of contacts are no setting."""
    fixed = {("activity", "recent")}
    timed = re.compile(r"\d+ ?(days?|天)|半年|half a year")
    said = {
        (query.name, column.name)
        for query in catalogue().values()
        for columns in query.groups
        for column in columns
        if timed.search(column.heading.en) or timed.search(column.heading.zh)
    }
    assert said == fixed


def test_the_number_that_a_help_calls_the_default_is_the_one_that_is_taken():
    told = [
        (query, option, float(number))
        for query in catalogue().values()
        for option in query.own
        for text in (option.help.zh, option.help.en)
        for number in re.findall(r"(?:默认|default) ([0-9.]*[0-9])", text)
    ]
    assert {query.name for query, *_ in told} >= {"ally-set", "back-test", "blockers", "fragmentation", "seeding"}
    for query, option, number in told:
        if query.name != "visit-plan":  # where one limit lifts another
            assert query.defaults[option.key] == number, f"{query.name} --{option.name}"


@pytest.mark.parametrize(
    ("limits", "enough"),
    [
        ({}, True),
        ({"hours": 31.06}, True),
        ({"hours": 31.04}, False),
        ({"hours_per_effort": 5.15}, True),  # of the week of 40 hours, 7.767
        ({"hours_per_effort": 5.16}, False),
        ({"hours_per_effort": 5.16, "money": 7.77}, True),  # who speaks of money only has any time
        ({"money": 7.76}, False),
        ({"money": 15.54, "money_per_effort": 2}, True),
        ({"money": 15.52, "money_per_effort": 2}, False),
        ({"hours": 31.06, "money": 7.77}, True),
        ({"hours": 31.04, "money": 7.77}, False),
        ({"hours": 31.06, "money": 7.76}, False),
    ],
)
def test_a_plan_of_visits_takes_what_hours_and_money_allow(limits, enough):
    # 林 is asked for 1 unit of effort, 吴 is won for 6.763: 7.763, which at 4 hours for a unit are 31.05.
    _, totals = run(ask("visit-plan", **limits)).groups
    assert ("c4" in totals[0]["won"]) is enough
