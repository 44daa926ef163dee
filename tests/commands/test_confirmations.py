"""A change is confirmed by whom it touched: names, labels and what stood there before, in both languages."""

import getpass
import json
import shlex
from datetime import date

import pytest

from graphcrm.model.tables import TABLES
from graphcrm.workspace.editing import NODES, PAIRS

REPORT = ("reported_by=u2", "source=meeting_note", "confidence=B")


@pytest.fixture
def said(shell, workspace, monkeypatch):
    """The lines with which a command on the workspace of this folder is confirmed."""
    monkeypatch.setenv("GRAPHCRM_WORKSPACE", str(workspace))

    def ask(*words):
        code, out, err = shell(*words)
        assert code == 0, err
        return out.splitlines()

    return ask


def test_a_changed_record(said):
    assert said("edit", "person", "c6", "title=Chief architect", "function=质量", "--lang", "en") == [
        "Architect Wang (c6): title 系统架构师 → Chief architect; English title Systems Architect → —; function IT → quality",
        "the English form went with the old one; title_en= names that of the new",
        "0 created, 1 updated, 0 unchanged, 0 closed (change 2; graphcrm undo 2 withdraws it)",
    ]
    assert said("edit", "person", "c6", "owner=u1", "early_career=是", "--lang", "zh")[0] == (
        "王工 (c6)：职业早期 — → 是；责任人 刘 → 张"
    )
    assert said("edit", "person", "c6", "title=")[0] == "Architect Wang (c6): title Chief architect → —"
    assert said("edit", "person", "c6", "name=王大工", "name_en=Senior Wang")[0] == (
        "Senior Wang (c6): name 王工 → 王大工; English name Architect Wang → Senior Wang"
    )


def test_nothing_changes(said):
    for words in (("grade=2",), ("function=it",), ("title=系统架构师", "grade=2")):
        assert (
            said("edit", "person", "c6", *words)[0] == "Architect Wang (c6): nothing changes, it is recorded so already"
        )
    assert said("edit", "person", "c6", "grade=2", "--lang", "zh")[0] == "王工 (c6)：没有变化，已是如此"


def test_a_new_record(said):
    new = ("edit", "person", "x9", "name=张三", "org=HY", "title=助理")
    assert said(*new, "--dry-run")[0] == "would be new: person 张三 (x9): organisation Huayue Bank; title 助理"
    assert said(*new, "--lang", "zh")[0] == "新增人员 张三 (x9)：组织 华岳银行；职务 助理"
    assert said("edit", "need", "N99", "holder=c6", "kind=career", "statement=讲课", "status=answered")[0] == (
        "new need N99: holder Architect Wang; kind career; statement 讲课; status answered"
    )


def test_who_decides_an_opportunity_is_asked_when(said):
    """Without its day a decided opportunity is not looked back at."""
    decided = ("edit", "opportunity", "HY-CORE", "--dry-run")
    for status in ("status=won", "status=丢单"):
        assert said(*decided, status)[1].startswith("closed_on= says when that was decided;")
        assert said(*decided, status, "closed_on=2026-07-01")[1].startswith("dry run")
    assert said(*decided, "status=dropped")[1].startswith("dry run")


def test_a_plan(said):
    """Criteria, positions, potential and promises are edited like everything else, with what they are about by name."""
    assert said("edit", "criterion", "K9", "opportunity=HY-CORE", "name=总成本", "category=financial")[0] == (
        "new criterion 总成本 (K9): opportunity Next-generation core banking; category financial"
    )
    position = ("edit", "position", "c4", "K9", "weight=5", "fit=-1", "vendor=RIV", "observed_at=2026-06-30", *REPORT)
    assert said(*position)[0].startswith(
        "new: CFO Wu on 总成本 (Keyan Software, reported by Liu): weight 5; fit -1; source"
    )
    assert said("edit", "position", "c4", "K9", "vendor=RIV", "fit=0", "--lang", "zh")[0] == (
        "吴CFO 对“总成本”（科岩软件、刘报告）：契合度 -1 → 0"
    )
    said("edit", "product", "P9", "name=数据中台")
    assert said("edit", "potential", "P9", "HY-FIN", "status=有潜力", "amount=5", "observed_at=2026-06-30", *REPORT)[
        0
    ].startswith("new: 数据中台 in Finance: status potential; amount 5")
    promise = ("edit", "promise", "R9", "from=u1", "to=c4", "statement=成本测算", "made_on=2026-06-30")
    assert said(*promise)[0] == "new promise R9: from Zhang; to CFO Wu; statement 成本测算; made on 2026-06-30"
    assert said("edit", "promise", "R9", "status=已兑现")[0] == "R9: status — → kept"
    assert said("undo")[0].startswith("change ")
    assert said("list", "promises", "--search", "R9", "--format", "csv")[1].startswith("R9,u1,c4,")


def test_a_relation(said):
    words = ("edit", "edge", "INFLUENCES", "c6", "c3", "level=3", "domain=technical", "reported_by=u2")
    first, second, *_ = said(*words, "--dry-run")
    assert first == "Architect Wang → CIO Zhou influences (technical, reported by Liu) (would change): level 5 → 3"
    assert second.startswith("a new version from ")
    assert said(*words, "--lang", "zh")[0] == "王工 → 周CIO 影响（技术、刘报告）：程度 5 → 3"
    general = ("edit", "edge", "INFLUENCES", "c3", "c2", "level=2", "domain=general", "reported_by=u3", "--dry-run")
    assert (
        said(*general)[0]
        == "CIO Zhou → President Lin influences (reported by Vice President Gao) (would change): level 4 → 2"
    )
    new = ("edit", "edge", "INFLUENCES", "c6", "c2", "level=3", "observed_at=2026-06-30", *REPORT)
    assert said(*new)[0] == (
        "new: Architect Wang → President Lin influences (reported by Liu): level 3; source meeting note; confidence B likely"
    )
    assert said("edit", "edge", "STANCE", "c4", "US", "--end", "2026-07-10", "reported_by=u1")[0] == (
        "CFO Wu → Hengxin Software stance (reported by Zhang): no longer true from 2026-07-10 on"
    )
    zh = ("edit", "edge", "TRUSTS", "c6", "u2", "level=1", "--lang", "zh", "observed_at=2026-06-30", *REPORT)
    assert said(*zh)[0].startswith("王工 → 刘 信任（")


def test_a_role(said):
    words = ("edit", "role", "c5", "HY-CORE", "roles=decider;coach", "veto=yes")
    assert said(*words, "--dry-run")[0] == (
        "Zheng, Head of IT in Next-generation core banking (would change): roles initiator → decider, coach; veto no → yes"
    )
    assert said(*words, "--lang", "zh")[0] == "郑总在“新一代核心系统”：决策角色 发起者 → 决策者、教练；否决权 否 → 是"


def test_an_interaction(said):
    words = ("log", "visit", "u1", "c2", "--date", "2026-06-30", "channel=现场", "outcome=1")
    assert said(*words, "--dry-run")[0] == (
        "would be logged: visit on 2026-06-30: Zhang (u1), President Lin (c2); channel onsite; outcome 1"
    )
    assert said(*words, "--lang", "zh")[0] == "已记录拜访（2026-06-30）：张 (u1)、林行长 (c2)；渠道 现场；结果 1"


SIX = ("acceptance=2", "participation=2", "information=2", "guidance=1", "project_support=2", "rivals=1")
BY = ("assess", "c6", "--by", "u2", "--date", "2026-06-30")


def test_an_assessment_says_the_level_that_results(said):
    assert (
        said(*BY, *SIX, "evidence=I168", "--dry-run")[0]
        == "Architect Wang (c6) (would be): level 2 (supports), composite 1.70"
    )
    assert said(*BY, *SIX, "evidence=评审会 2026-06-01", "--lang", "zh")[0] == "王工 (c6)：2 级（支持），综合 1.70"


def test_an_assessment_without_evidence_says_what_counts_for_less(said):
    assert said(*BY, *SIX)[0] == (
        "Architect Wang (c6): level 1 (limited support), composite 1.00; no dated evidence within 180 days for acceptance, "
        "participation, information, project support: counted as 1"
    )
    assert said(*BY, *SIX, "evidence=评审会 2025-06-01", "--dry-run", "--lang", "zh")[0] == (
        "王工 (c6)（将评为）：1 级（支持有限），综合 1.00；接受认可度、活动参与度、信息传递、项目支持度没有 180 天内有日期的证据，按 1 计"
    )


def test_few_dimensions_an_override_and_a_complaint(said):
    assert said(*BY, "acceptance=1", "rivals=0", "--dry-run")[0] == (
        "Architect Wang (c6) (would be): no level: 2 dimensions are known, 4 are needed, composite 0.57"
    )
    by_hand = said(*BY, *SIX, "evidence=I168", "override=3", "override_reason=看得更清", "--dry-run")[0]
    assert by_hand.endswith("level 3 (supports exclusively), composite 1.70; set by hand; the rubric gives 2")
    said("log", "complaint", "u2", "c6", "--date", "2026-06-29", "severity=severe", "status=open")
    assert said(*BY, *SIX, "evidence=I168", "--dry-run")[0] == (
        "Architect Wang (c6) (would be): level 2 (supports), composite 1.50; a severe complaint is open: acceptance counted as 1"
    )


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("edit", "person", "C6", "title=x"), "there is no person with id “C6”. The id is c6."),
        (("edit", "person", "王工", "title=x"), "The id is c6."),
        (("edit", "person", "c66", "title=x"), "Near: c6"),
        (("edit", "person", "zz99", "title=x"), "A new one needs name=, org="),
        (("edit", "person", "c6", "owner=U1"), "owner: there is no “U1”. The id is u1"),
        (("edit", "edge", "INFLUENCES", "C6", "c3", "level=4"), "from: there is no “C6”. The id is c6"),
        (("edit", "edge", "STANCE", "c4", "us", "--end", "2026-07-10"), "to: there is no “us”. The id is US"),
        (("edit", "role", "c5", "hy-core", "veto=yes"), "The id is HY-CORE"),
        (("assess", "C6", "--by", "u2", "acceptance=1"), "person: there is no “C6”. The id is c6"),
        (("assess", "c6", "--by", "U2", "acceptance=1"), "assessor: there is no “U2”. The id is u2"),
        (("log", "visit", "u1", "C2"), "participants: there is no “C2”. The id is c2"),
        (("list", "people", "--account", "Hy"), "The id is HY"),
    ],
)
def test_ids_are_looked_up_before_anything_is_written(shell, workspace, words, hint):
    before = len(json.loads(shell("-w", workspace, "history", "--format", "json")[1]))
    code, out, err = shell("-w", workspace, *words)
    assert (code, out) == (2, "")
    assert hint in err
    assert len(json.loads(shell("-w", workspace, "history", "--format", "json")[1])) == before


def test_accents_do_not_hide_a_name(shell, workspace):
    assert shell("-w", workspace, "edit", "person", "x9", "name=Öztürk", "org=HY")[0] == 0
    for words in (("query", "card", "--account", "HY", "--person", "Ozturk"), ("edit", "person", "OZTURK", "title=x")):
        code, _, err = shell("-w", workspace, *words)
        assert code == 2
        assert "The id is x9" in err


def test_a_new_id_may_be_like_an_old_one(said):
    assert said("edit", "person", "C6", "name=丙", "org=HY")[0] == "new person 丙 (C6): organisation Huayue Bank"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", [*NODES, *PAIRS])
def test_help_names_every_column_with_its_choices(shell, kind, lang):
    out = shell("edit", kind, "--help", "--lang", lang)[1]
    name = NODES.get(kind) or PAIRS[kind][0]
    ends = ("id",) if kind in NODES else PAIRS[kind][1]
    table = next(t for t in TABLES if t.name == name)
    lines = {line.split()[0]: line for line in out.splitlines() if line.startswith("    ") and line.strip()}
    for field in table.columns:
        if field.name in ends:
            continue
        line = lines[field.name]
        assert (f"{field.name} *" in line) == field.required
        assert lang == "en" or field.zh in line
        if field.choices is not None:
            assert all(member.value in out for member in field.choices)
    assert all(len(line) <= 100 for line in out.splitlines())


def test_an_assessment_is_rated_by_the_settings_of_the_workspace(said, workspace):
    (workspace.parent / "config.toml").write_text("[status]\nevidence_days = 30\n", encoding="utf-8")
    told = said(*BY, "information=2", "guidance=2", "project_support=2", "acceptance=2", "evidence=2026-05-01")
    assert "no dated evidence within 30 days for" in told[0]
    assert "level 1" in told[0]


def test_a_new_judgement_is_of_today_and_what_to_do_is_told_for_a_change_not_for_a_file(workspace, shell):
    edge = ("--workspace", workspace, "edit", "edge", "INFLUENCES", "c10", "c11")
    days = [date.today().isoformat()]
    code, out, err = shell(*edge, "level=3")
    days.append(date.today().isoformat())  # which may be the next one
    day = next(day for day in days if f"observed on {day}" in out)
    assert code == 0
    assert "Name them with source= and reported_by=" in err
    assert f"no reporter is named; import:{getpass.getuser()} stands in" in err
    _, row, _ = shell("--workspace", workspace, "history", "c10", "--format", "json")
    assert day in row
    for words in (
        (*edge, "level=9"),
        ("--workspace", workspace, "edit", "person", "c6", "grade=x"),
        ("--workspace", workspace, "log", "visit", "u1", "c7", "--date", "2099-01-01"),
        ("--workspace", workspace, "edit", "role", "c6", "HY-CORE", "decision_weight=.4"),
    ):
        code, _, err = shell(*words)
        assert code == 3
        for word in ("graphcrm import", "cell", "column", "<file>", "day of import"):
            assert word not in err, err


def test_a_relation_that_is_no_judgement_has_no_day_of_observation(workspace, shell):
    code, out, _ = shell("--workspace", workspace, "edit", "edge", "KNOWS", "u1", "c11")
    assert (code, "observed on" in out) == (0, False)


def test_a_changed_judgement_says_that_its_evidence_stays_behind(workspace, shell):
    stance = ("--workspace", workspace, "edit", "edge", "STANCE", "c4", "US", "level=0", "--dry-run")
    assert "the evidence stays with the old version" in shell(*stance)[1]
    assert "the evidence stays" not in shell(*stance, "evidence=told us")[1]


def test_advice_is_typed_as_it_is_printed(shell, tmp_path):
    """With the workspace that was named: without it the next command would start another one beside it."""
    place = str(tmp_path / "a b.graphcrm")
    _, out, _ = shell("init", "-w", place)
    advised = shlex.split(out.rpartition("fill it in, then ")[2])
    assert advised == ["graphcrm", "-w", place, "import", "mine.xlsx"]
    assert shell("-w", place, "import", "datasets/huayue", "--today", "2026-06-30")[0] == 0
    code, _, err = shell("-w", place, "privacy", "erase", "c9", "--pseudonymise")
    assert code == 2
    advised = shlex.split(err.splitlines()[0].rpartition("so say so: ")[2])
    assert advised[0] == "graphcrm"
    assert shell(*advised[1:])[0] == 0
    assert shell("-w", place, "privacy", "export", "c9")[0] != 0
