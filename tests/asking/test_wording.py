"""What is printed beside the tables, over every query and many accounts: no claim that the numbers do not bear.

Each pattern stands for a kind of sentence that was once printed: a minus zero, a tie that “is none”, “about 0 %”, a veto
without anybody who holds one, six digits where whole per cents are meant, a Chinese comma in an English list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from graphcrm.analysis.opinion.forecast import DISCLAIMER
from graphcrm.analysis.opinion.scenario import RemovePerson, SetSupport
from graphcrm.analysis.opinion.what_if import what_if
from graphcrm.analysis.situation import Situation
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.known import Known
from graphcrm.asking.parameters import read_parameters
from graphcrm.asking.result import Result
from graphcrm.asking.run import run
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.ingest.plan import ImportOptions, plan_import
from graphcrm.snapshot import Snapshot, take
from graphcrm.store import open_store
from graphcrm.workspace.door import Workspace
from tests.analysis.golden import INFLUENCES, STANCES, edge, golden_snapshot, snapshot_of
from tests.commands.conftest import sample  # noqa: F401 - a fixture
from tests.oracle.random_accounts import ACCOUNT, AS_OF, TODAY, write_account
from tests.reading import FEW, drawing_little

FORBIDDEN = {
    "minus zero": r"(?<![\w.-])[-−+]0(\.0+)?(?![\d.])",
    # The sum that a plan of sponsors makes most of is compared between plans: its digits tell them apart.
    "more digits than anybody needs": r"(?<!匹配度之和）)(?<!× fit\) )\d\.\d{3,}",
    "a lean that is not in per cent": r"Φ",
    "about nothing": r"(?:about|约) ?0 ?%|only 0%",
    "no tie called one": r"tie is none|none tie|关系无",
    "a veto that nobody holds": r"(?:veto rule|一票否决)(?! ?[(（])",
    "a path of nothing": r"mainly via ?[;(]|主要路径：?[；。（]",
    "something missing": r"\bNone\b|\bnan\b|\{\w*\}|\(\)|: ?[.;,。]",
    "a suggestion that is not realistic": r"Suggested route[^(]*\([^)]*not realistic|建议路线[^(]*\([^)]*不现实",
    "two marks together": r"[,;]\s*[,;.。]|\.\.|。。|  |\t",
    "an arrow that touches a name": r"[^ (]→|→[^ )]",
    "one path called several": r"(?:via|路径：)[^,，、；;]*\(\d+%\); these paths|主要路径：[^、；]*(?:；所列路径)",
    "a mark that is missed from above called short": r"falls short",
    "a gap called small that is not": r"only \d+ points? behind|仅差",
    "a blank before a word that continues one": r"支持度 (?:未知|尚无)",
    "parts of a whole called parts of a part": r"其中支持|% of it with open seats",
}
CHINESE_MARKS = re.compile("[、。]")
OPPORTUNITY = "HY-CORE"


def everybody_unknown() -> Snapshot:
    return golden_snapshot(stances=dict.fromkeys(STANCES), ties={}, influences=dict.fromkeys(INFLUENCES))


def a_leaver_decides() -> Snapshot:
    return golden_snapshot(people={"c2": {"left_on": "2026-05-01"}, "c3": {"flags": ["left"]}})


def a_silent_veto() -> Snapshot:
    holder = edge("ROLE_IN", "c11", OPPORTUNITY, roles=["approver"], veto=True)
    return golden_snapshot(opportunities={OPPORTUNITY: {"decision_rule": "veto"}}, edges=[holder])


def a_veto_without_holder() -> Snapshot:
    return golden_snapshot(opportunities={OPPORTUNITY: {"decision_rule": "veto"}})


def one_person() -> Snapshot:
    rows: dict[str, list[dict[str, Any]]] = {
        "org": [
            {"id": "HY", "name": "HY", "category": "customer"},
            {"id": "US", "name": "US", "category": "our_company"},
        ],
        "person": [{"id": "c2", "name": "Lin", "org": "HY"}],
    }
    return snapshot_of(rows)


def faint_ties() -> Snapshot:
    return golden_snapshot(ties={("u3", "c2"): 0.004, ("u3", "c3"): 0.06, ("u2", "c6"): 0.09})


BUILT = {
    made.__name__: made
    for made in (
        golden_snapshot,
        everybody_unknown,
        a_leaver_decides,
        a_silent_veto,
        a_veto_without_holder,
        one_person,
        faint_ties,
    )
}


def texts(result: Result) -> Iterator[Text]:
    yield from (*result.remarks, *result.assumptions, *result.explain)


def answers(
    snapshot: Snapshot,
    earlier: Snapshot,
    where: Mapping[str, Any],
    people: Sequence[str],
    ours: Sequence[str] | None = None,
) -> Iterator[tuple[str, Result]]:
    """Every query of the catalogue, those about a person for each of some people; a refusal is an answer, too."""
    ours = snapshot.ours[:2] if ours is None else ours
    changes = {"set": (f"{people[0]}=2",), "remove": people[-1:] if len(people) > 1 else ()}
    asked: Mapping[str, Sequence[Mapping[str, Any]]] = {
        "decision-chain": [{"to": p} for p in people],
        "influence-tree": [{"to": p} for p in people],
        "triangulation": [{"more": True}],
        "route": [{"to": p} for p in people],
        "card": [{"person": p} for p in people],
        "explain": [{"person": p} for p in people],
        "coverage": [{"by": "unit"}, {"by": "person"}],
        "what-if": [{}, changes],
        "changes": [{"since": earlier.as_of.isoformat()}],
        "digest": [{"owner": p} for p in ours],
        "handover": [{"ours": p} for p in ours],
    }
    known = Known()
    for query in catalogue().values():
        options = {option.key for option in query.options}
        here = {name: value for name, value in {"draws": FEW, **where}.items() if name in options}
        for more in asked.get(query.name, [{}]):
            params = read_parameters(query, {**here, "explain": True, **more})
            try:
                past = dict.fromkeys(query.days_back(), earlier)
                ask = Ask(query, snapshot, params, earlier, past, known, replay=lambda days: [earlier] * len(days))
                with drawing_little():
                    result = run(ask)
                yield query.name, result
            except UsageError as refusal:
                yield query.name, Result(query, "", {}, {}, (), (refusal.text,), {}, (), (), {})


def check(place: str, text: Text) -> None:
    for said in (text.zh, text.en):
        for what, pattern in FORBIDDEN.items():
            wrong = re.search(pattern, said)
            assert wrong is None, f"{place}: {what}: {said}"
    assert not CHINESE_MARKS.search(text.en), f"{place}: {text.en}"


def check_account(
    name: str, snapshot: Snapshot, earlier: Snapshot, where: Mapping[str, str], people: Sequence[str]
) -> None:
    for query, result in answers(snapshot, earlier, where, people):
        for text in texts(result):
            check(f"{name}, {query}", text)
        printed = Counter(t.en for t in texts(result) if DISCLAIMER.en in t.en)
        assert sum(printed.values()) <= 1, f"{name}, {query} says twice that it is no probability"


@pytest.mark.parametrize("name", BUILT)
def test_hard_accounts_are_spoken_of_soberly(name: str) -> None:
    snapshot = BUILT[name]()
    people = [p for p in ("c2", "c4", "c6", "c10") if p in snapshot.people]
    earlier = golden_snapshot(stances={"c4": 2}, ties={("u1", "c4"): 0.7}) if len(people) > 1 else snapshot
    check_account(name, snapshot, earlier, {"account": "HY"}, people)


@pytest.mark.parametrize("seed", range(6))
def test_random_accounts_are_spoken_of_soberly(seed: int, tmp_path: Any) -> None:
    write_account(tmp_path, seed, size=(3, 6, 9, 12, 16, 20)[seed], missing_grades=seed % 2 == 0)
    with open_store(str(tmp_path / "w.graphcrm"), create=True) as store:
        plan = plan_import([tmp_path], existing={}, options=ImportOptions(today=str(TODAY), at=f"{TODAY}T00:00:00"))
        assert plan.change is not None
        store.apply(plan.change)
        snapshot, earlier = take(store, AS_OF), take(store, date(2025, 12, 31))
    inside = [p for p, who in snapshot.people.items() if who.org in snapshot.tree(ACCOUNT) and not snapshot.has_left(p)]
    for where in ({"account": ACCOUNT}, {"account": ACCOUNT, "opportunity": "O1"}):
        check_account(f"seed {seed}", snapshot, earlier, where, inside[:3])


def test_a_forecast_without_anybody_left_says_so() -> None:
    alone = Situation.of(one_person(), "HY")
    assert what_if(alone, [RemovePerson("c2")]).sentence.en == "If Lin leaves, nobody is left to decide."
    assert what_if(alone, [SetSupport("c2", 0)]).sentence.en == (
        "If Lin moves from unknown to neutral, the lean is unchanged, at 0% (open)."
    )


def test_the_patterns_find_what_they_forbid() -> None:
    bad = {
        "minus zero": "lean -0.00, reach −0 points",
        "more digits than anybody needs": "0.576432 → 0.6",
        "a lean that is not in per cent": "Φ=-0.01",
        "about nothing": "carries about 0% of it",
        "no tie called one": "our tie is none (T=0%)",
        "a veto that nobody holds": "by the veto rule +0.11",
        "a path of nothing": "mainly via ; the listed",
        "something missing": "rank None",
        "a suggestion that is not realistic": "Suggested route: a→b (strength 4%, not realistic)",
        "two marks together": "Weakest hop, ; alternatives",
        "an arrow that touches a name": "strongest Arch (grade 2)→Cio (grade 4)",
        "one path called several": "mainly via Cio → Ceo (88%); these paths explain 88% of it",
        "a mark that is missed from above called short": "median age of influences in days falls short",
        "a gap called small that is not": "the next best set, A3, is only 23 points behind",
        "a blank before a word that continues one": "平均支持度 未知",
        "parts of a whole called parts of a part": "41% unknown (28% of it with open seats that nobody we know holds)",
    }
    assert bad.keys() == FORBIDDEN.keys()
    assert all(re.search(FORBIDDEN[what], said) for what, said in bad.items())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sentence_about_another_vendor_is_not_about_us(sample, lang):  # noqa: F811
    """What speaks of support, sides and leans names the vendor asked about, or nobody; ties, routes and needs stay ours."""
    workspace, words = (
        Workspace(sample),
        re.compile(r"对我方|倾向我方|我方 [+−-]?\d" if lang == "zh" else r"\b(for|toward|against) us\b|our way"),
    )
    for name in ("contest", "findings", "blockers", "drill", "kpi", "criteria", "qualification", "cooling", "forecast"):
        found = workspace.query(
            name, account="HY", opportunity="HY-CORE", as_of="2026-06-30", vendor="RIV", explain=True
        )
        said = [getattr(text, lang) for text in (*found.remarks, *found.explain)]
        assert not [line for line in said if words.search(line)], name
    contest = workspace.query(
        "contest", account="HY", opportunity="HY-CORE", as_of="2026-06-30", vendor="RIV", explain=True
    )
    assert all({"zh": "科岩软件", "en": "Keyan Software"}[lang] in getattr(text, lang) for text in contest.explain)


def test_a_plan_about_another_vendor_names_it_and_plays_nothing(sample):  # noqa: F811
    """The playbook is ours, and so is the relationship whose level is told: that of a rival cannot be told from our contacts."""
    asked = {"account": "HY", "opportunity": "HY-CORE", "as_of": "2026-06-30"}
    workspace = Workspace(sample)
    for name in ("who-to-win", "visit-plan"):
        ours, theirs = (workspace.query(name, **asked, vendor=vendor, explain=True) for vendor in (None, "RIV"))
        assert any(row["play"] for row in ours.groups[0])
        assert not any(row["play"] for row in theirs.groups[0])
        said = [text.en for text in (*theirs.explain, *theirs.assumptions)]
        assert any("are toward Keyan Software" in one for one in said)
        assert all("toward Keyan Software" in one for one in said if "lean " in one and "points" in one)
    level, rival = (workspace.query("relationship-level", **asked, vendor=vendor) for vendor in (None, "RIV"))
    assert rival.rows == level.rows
    assert any("of Keyan Software are not on record" in text.en for text in rival.assumptions)
    ours, theirs = (workspace.query("kpi", **asked, vendor=vendor) for vendor in (None, "RIV"))
    own = Text("关系层级是我方与客户的", "the level is that of our own relationship")
    assert own in theirs.assumptions
    assert own not in ours.assumptions
