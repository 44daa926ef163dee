"""What the workbook says to whoever fills it in: a note for each heading, and a row of examples."""

from __future__ import annotations

import re

from graphcrm.i18n import Text
from graphcrm.ingest.template import CONFIDENCE
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import Field
from graphcrm.model.lists import LIST_FORM
from graphcrm.model.sheets import Sheet

__all__ = ["example", "note"]

_NOTHING = Text("", "")
_ATTITUDE = Text(
    "对我方或竞争对手:-1 反对 0 中立 1 支持有限 2 支持 3 支持并排他;不知道就不要写这一行",
    "toward us or a competitor: -1 opposes 0 neutral 1 limited support 2 supports 3 supports exclusively; leave the row out if you do "
    "not know",
)
#: What stands in the row of examples, by column; where a sheet has its own, by sheet and column. “zh / en” where they differ.
_USUAL = """
org: HY; unit: HY-IT; customer: HY; person: c1; opportunity: HY-CORE; owner: u1; target: c1; reported_by: u1; assessor: u1
reporter: u1; evaluator: u1; reviewer: u1; by: u1; holder: c1; amount: 1000000; currency: CNY; status: open; confidence: B
source: colleague_report; observed_at: 2026-05-12; date: 2026-05-12; due: 2026-09-30; next_review: 2027-05-12
evidence: 2026-05-12 会议纪要 / minutes of 2026-05-12; domain: technical
"""
_OWN = {
    "orgs": "id: HY; name: 华岳银行 / Huayue Bank; category: customer; industry: 银行 / banking; tier: A",
    "units": "id: HY-IT; name: 科技部 / IT department; function: it; headcount: 40",
    "people": "id: c1; name: 林行长 / President Lin; title: 行长 / President; grade: 4",
    "reporting": "from: c1; to: c0; line: solid",
    "opportunities": "id: HY-CORE; name: 核心系统 / Core system; stage: s2; decision_rule: weighted",
    "roles": "roles: decider; decision_weight: 3",
    "listens": "to: c1; from: c0; level: 3",
    "attitudes": "from: c1; to: US; level: 1; opportunity: ",
    "meetings": "kind: visit; participants: u1;c1; channel: onsite; outcome: 1; summary: 讨论切换方案 / talked about the switch-over",
    "actions": "id: A1; type: visit",
    "goals": "id: G1; kind: hill; statement: 核心系统由我方承建 / we build the core system",
    "edges": "kind: KNOWS; from: u1; to: c1; declared_level: 3; domain: ; opportunity: ; status: ; currency: ",
    "assessments": "acceptance: 1; participation: 1; information: 1; guidance: 0; project_support: 1; rivals: 0; target: 2",
    "suppliers": "org: SUP; capital_qualification: 4; people: 3; reputation: 4; service_system: 3; scalability: 3; "
    "complementarity: 4; impact: 3",
    "thirdparties": "org: ADV; trust: 4; info_share: 3; scope_clarity: 4; endorsement: 4; support: 3; "
    "scope: 方案评审 / review of the solution",
    "needs": "id: N1; kind: career; statement: 切换一次成功 / a switch-over without a hitch; explicit: 是 / yes; horizon: short",
    "criteria": "id: K1; name: 安全 / security",
    "positions": "criterion: K1; weight: 4; fit: 1",
    "products": "id: P1; name: 核心系统平台 / core platform; line: 核心 / core",
    "potential": "product: P1; status: potential",
    "promises": "id: PR1; from: u1; to: c1; statement: 安排参观样板点 / arrange a visit to a reference site; made_on: 2026-05-12",
    "accepted": "key: gap:c1; reason: 下季度再安排 / to be taken up next quarter; until: 2026-09-30",
    "asked": "about: c1; kind: INFLUENCES",
    "cadence": "tier: A; comm_level: management; grade: 4; max_days: 45",
    "stageplan": "stage: s2; goal: 成为首选 / to be the first choice; method: 技术交流 / technical exchange",
    "contracts": "id: CT1; from: HY; to: US; start: 2026-01-01; end: 2026-12-31; value: 1000000",
    "calendar": "date: 2026-09-30; event: 预算评审 / budget review",
}


def _read(text: str) -> dict[str, Text]:
    """``column: value`` apart by semicolons with a space or lines, a value in one or both languages."""
    pairs = [item.split(":", 1) for item in re.split(r";(?=\s|$)|\n", text.strip()) if item.strip()]
    both = {name.strip(): value.strip().partition(" / ") for name, value in pairs}
    return {name: Text(zh, en or zh) for name, (zh, _, en) in both.items()}


def example(sheet: Sheet, field: Field) -> Text:
    """A value such as the column holds, or nothing; the row of examples is a comment, which no import reads.

    With the two companies, the colleague and the boss that they speak of, the rows of all sheets would pass an import.
    """
    return (_read(_USUAL) | _read(_OWN[sheet.name])).get(field.name, _NOTHING)


def note(sheet: Sheet, field: Field) -> Text | None:
    """What to ask before something is written into a column; None where its name says it all."""
    parts = []
    if field.name == "level" and sheet.fixed.get("kind") == EdgeKind.STANCE:
        parts.append(_ATTITUDE)
    elif field.name == "level" and sheet.fixed and field.hint is not None:
        zh, en = field.hint.zh, field.hint.en  # who is asked about is called as the columns call them
        zh = zh.replace(" v ", "此人").replace(" u ", "对方")
        parts.append(Text(zh, en.replace(" v ", " the person ").replace("u's", "the other's")))
    elif field.hint is not None:
        parts.append(field.hint)
    if field.name == "confidence":
        parts.append(CONFIDENCE)
    elif field.choices is not None:
        words = [f"{m.value} {m.zh}" if m.value != m.zh else m.value for m in field.choices]
        said = [m.value if m.en == m.value.replace("_", " ") else f"{m.value}: {m.en}" for m in field.choices]
        parts.append(Text(";".join(words), "; ".join(said)))
    if field.many:
        parts.append(LIST_FORM)
    if not parts:
        return None
    return Text("\n", "\n").join(parts)
