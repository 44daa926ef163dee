"""Every setting says what it is and what it moves, and what it is said to move does move."""

import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest

from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.tuning import settings_list, tables, written
from graphcrm.errors import UsageError
from graphcrm.settings import DEFAULTS, Settings
from graphcrm.workspace.door import Workspace
from tests.asking.folder import ACCOUNT, DAY, Folder, snapshots, usual
from tests.commands.conftest import sample  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("few_draws")

#: A table, what to lay over it, and a question that it moves.
CHANGES = [
    ("influence", {"4": 0.2}, "edges"),
    ("trust", {"5": 0.5, "4": 0.3, "3": 0.2}, "edges"),
    ("confidence", {"A": 0.5, "B": 0.4}, "edges"),
    ("decay", {"influence_half_life": 30}, "edges"),
    ("derived", {"trust_factor": 0.2, "reporting_confidence": 0.3}, "edges"),
    ("tie", {"half_life": 900, "declared_half_life": 900, "external_half_life": 900, "scale": 1}, "coverage"),
    ("tie_points", {"exec_visit": 100, "visit": 100, "tech_exchange": 100, "call": 100}, "cooling"),
    ("stale", {"stance_days": 1}, "kpi"),
    ("attrition", {"theirs": 0.9}, "single-threads"),
    ("gates", {"limited": 2.9, "supports": 2.95, "exclusive": 3}, "status"),
    ("status_weights", {"acceptance": 1}, "status"),
    ("relationship", {"active_contacts": 50}, "relationship-level"),
    ("salience", {"share": 0.9}, "grid"),
    ("supplier_weights", {"people": 1}, "supplier-scorecard"),
    ("supplier", {"A": 4.9, "B": 4.8, "C": 4.7}, "supplier-scorecard"),
    ("plays", {key: f'"Call {key}"' for key in DEFAULTS.plays}, "who-to-win"),
    (
        "anchors",
        {f"{key}.{step}": f'"Seen {step}"' for key, steps in DEFAULTS.anchors.items() for step in steps},
        "status",
    ),
    ("contest", {"hold_least": 3.5, "hold_most": 3.6}, "cut-lines"),
    ("sponsor_tier", {"S": 0, "A": 0, "B": 0}, "sponsor-plan"),
]

#: Of the tables of whole analyses one value at a time, each far from its default.
LIMITS = {
    "key-influencers": """
        roles.decider=0 roles.approver=9 roles.buyer=9 roles.evaluator=9 roles.technical_evaluator=9 roles.user=9
        roles.initiator=9 roles.coach=9 key_person.weight=0.9 key_person.share=0.5""",
    "decision-circle": "circle.share=0.3",
    "hidden-influencers": """
        hidden.share=0.3 hidden.gap=0.9 hidden.figurehead_share=0.9 hidden.top_grade=5 hidden.gatekeeper_part=1""",
    "who-to-win": """
        carry.-1=1 carry.0=0.1 carry.2=0.1 carry.3=0.1 effort.-1=9 effort.0=9 effort.1=9 effort.2=9 effort.unknown=9
        effort.access=9 effort.rival_support=-1""",
    "factions": "circles.apart=0.01",
    "overdue": "cadence.overdue=1",
    "cooling": "cooling.contacts=2 cooling.last=2 cooling.cooling=9 cooling.lapsed=1 contest.tie_days=400",
    "coverage-gaps": "gaps.share=0.9",
    "breadth": "gaps.broad=1",
    "sponsor-plan": "sponsor.parity=0.9 sponsor.function=0 sponsor.history=0.9 sponsor.capability=0.9 sponsor.fit=0.99 sponsor.grade=5",
    "single-threads": "threads.influence=0.9 attrition.days=900",
    "forecast": "forecast.unknown=0.01",
    "introductions": "introductions.support=3 introductions.difference=1.5",
    "audit": "audit.known=0.99 audit.good=0.99 audit.age_days=1 audit.fresh=0.99 audit.reporters=99",
    "criteria": "criteria.known=0.99",
    "white-space": "white_space.grade=5 white_space.deciders=1 white_space.competitor=0.01",
    "qualification": "qualification.much=0.99 qualification.pain=0.99",
    "findings": "findings.new_days=200 findings.due_days=900 findings.questions=9",
    "third-party-map": "attention.share=0 attention.tie=9",
}


@pytest.fixture(scope="module")
def account(sample, tmp_path_factory):  # noqa: F811
    """Answers on the sample with a config.toml beside it."""
    path = Path(shutil.copy(sample, tmp_path_factory.mktemp("tuned") / "w.graphcrm"))

    def ask(query, config=""):
        (path.parent / "config.toml").write_text(config, encoding="utf-8")
        found = [Workspace(path).query(query, account=one, as_of="2026-09-30", explain=True) for one in ("HY", "HYL")]
        return [(one.groups, one.explain, one.remarks, one.assumptions) for one in found]

    return ask


@pytest.mark.parametrize(("table", "over", "query"), CHANGES)
def test_a_table_moves_what_it_is_said_to_move(account, table, over, query):
    assert query in tables()[table].moves
    config = "".join([f"[{table}]\n", *(f"{key} = {value}\n" for key, value in over.items())])
    assert account(query, config) != account(query)


@pytest.mark.parametrize("query", LIMITS)
def test_each_limit_moves_what_it_is_said_to_move(account, query):
    usual = account(query)
    for said in LIMITS[query].split():
        key, value = said.split("=")
        table, _, name = key.partition(".")
        assert query in tables()[table].moves, key
        assert account(query, f"[{table}]\n{name} = {value}\n") != usual, key


@pytest.mark.parametrize(
    ("query", "key", "said"),
    [
        ("introductions", "introductions.difference=1.5", "at least 150 points"),
        ("breadth", "gaps.broad=3", "3 or more contacts"),
        ("rising-stars", "stars.share_days=30", "share in 30 days"),
        ("rising-stars", "stars.signals=5", "Nobody shows 5 signs"),
        ("hospitality", "hospitality.days=3", "of the last 3 days"),
    ],
)
def test_a_sentence_says_the_limit_that_holds(account, query, key, said):
    name, _, value = key.partition("=")
    table, _, row = name.partition(".")
    found = account(query, f"[{table}]\n{row} = {value}\n")
    assert any(said in text.en for _, explain, remarks, _ in found for text in (*explain, *remarks))


def test_every_table_says_what_it_moves_and_moves_what_there_is():
    assert set(tables()) == {f.name for f in fields(Settings)}
    assert {name for said in tables().values() for name in said.moves} <= set(catalogue())


def test_every_value_stands_in_the_list_once_with_a_meaning():
    found = settings_list(DEFAULTS)
    assert len({one.key for one in found}) == len(found) > 180
    assert all(one.about.zh and one.about.en for one in found)
    assert not any(one.changed for one in found)
    assert all(one.low <= one.value <= one.high for one in found if one.low is not None and one.value is not None)


def test_one_value_one_table_and_near_misses():
    assert [one.key for one in settings_list(DEFAULTS, "decay")] == [
        "decay.influence_half_life",
        "decay.trust_half_life",
        "decay.floor",
    ]
    assert [one.value for one in settings_list(DEFAULTS, "communication.A.management")] == [90]
    for wrong, meant in ("decai", "decay"), ("relationship.coverd", "relationship.covered"):
        with pytest.raises(UsageError, match=meant):
            settings_list(DEFAULTS, wrong)


def test_what_differs_is_marked_and_written_as_the_file_holds_it():
    changed = replace(DEFAULTS, decay={**DEFAULTS.decay, "floor": 0.1}, currency="EUR")
    differ = {one.key: written(one.value) for one in settings_list(changed) if one.changed}
    assert differ == {"decay.floor": "0.1", "currency": "EUR"}


def filled(f: Folder) -> None:
    """An account in which each of `RARE` matters."""
    usual(f)
    f.people("hr", "legal", "aide", grade=1).people("u3", org="US", role="exec", grade=4, ability=5, willingness=5)
    f.tables["people"][0]["reports_to"] = "u2"
    f.tables["opportunities"][0]["domain"] = "commercial"
    f.moves("hr>aide", domain="technical")
    f.add("contracts", id="K1", **{"from": "US", "to": ACCOUNT}, start="2024-01-01")
    f.edge("OWNS", "u1", "cio", primary="true").edge("SPONSORS", "u2", "cio", status="active")
    f.edge("SPONSORS", "u2", "cfo", status="active")
    f.add("interactions", id="m1", date="2026-03-20", kind="visit", participants=("u2", "cio"))
    f.add("interactions", id="m2", date="2026-06-20", kind="complaint", participants=("u3", "hr"), status="closed")
    told = {"participants": ("u1", "arch"), "direction": "theirs", "confirmed_in_writing": "true"}
    f.add("interactions", id="m3", date="2026-06-10", kind="info_share", **told)
    scores = {"acceptance": 3, "information": 2, "guidance": 1, "project_support": 1}
    f.add("assessments", person="arch", date="2026-06-20", assessor="u1", evidence="m3", source="survey", **scores)
    f.add("needs", id="n1", holder="arch", kind="career", statement="a post", our_response="a course", status="open")
    for one, score in (("S5", 5), ("S4", 4), ("S3", 3), ("S2", 2)):
        f.add("orgs", id=one, name=one, category="supplier")
        f.add("suppliers", org=one, date="2026-05-01", **dict.fromkeys(DEFAULTS.supplier_weights, score))
    for one, who in (("T1", "near"), ("T2", "far")):
        f.add("orgs", id=one, name=one, category="third_party", subtype="consultant").people(who, org=one, grade=2)
    f.moves("near>cio", level=2).moves("far>hr", level=1).edge("SUPPLIES", "T2", "US", spend_share=0.9, category="x")


#: What a usual account does not show, one value at a time.
RARE = {
    "edges": "derived.other_domain=1",
    "coverage": "tie_points.complaint=50",
    "relationship-level": "relationship.first_tenure=9",
    "supplier-scorecard": "supplier.months_A=1 supplier.months_B=1 supplier.months_C=1 supplier.months_D=1",
    "third-party-map": "attention.risk=9",
    "hidden-influencers": "hidden.gatekeeper_grade=1",
    "sponsor-plan": "sponsor.keep=1 sponsor.line_boss=0.3",
    "sponsor-gaps": "stale.sponsor_days=30 communication.A.sponsor=30",
    "qualification": "champion.information=3",
}


@pytest.mark.parametrize("query", RARE)
def test_what_a_usual_account_does_not_show_moves_its_question_too(query, rare):
    before = rare(query)
    for said in RARE[query].split():
        key, value = said.split("=")
        table, _, name = key.rpartition(".")
        assert query in tables()[table.partition(".")[0]].moves, key
        assert rare(query, f"[{table}]\n{name} = {value}\n") != before, key


@pytest.fixture(scope="module")
def rare(tmp_path_factory):
    """Answers on the filled account with a config.toml beside it."""
    place = tmp_path_factory.mktemp("rare")
    snapshots(filled, place)

    def ask(query, config=""):
        (place / "config.toml").write_text(config, encoding="utf-8")
        found = Workspace(place / "w.graphcrm").query(query, account=ACCOUNT, as_of=DAY, explain=True)
        return found.groups, found.explain, found.remarks, found.assumptions

    return ask
