"""Columns of the tables of account planning: criteria and positions, products and potential, promises, accepted findings."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.model.choices import Domain
from graphcrm.model.fields import (
    choice,
    currency,
    identifier,
    insight,
    integer,
    many,
    number,
    parse_date,
    private,
    text,
)
from graphcrm.model.plan_choices import PotentialStatus, PromiseStatus
from graphcrm.model.provenance import MONEY, PROVENANCE

__all__ = ["ACCEPTED", "CRITERIA", "POSITIONS", "POTENTIAL", "PRODUCTS", "PROMISES"]


_SOMEBODY = ("person", "org")

CRITERIA = (
    insight("id", "编号", identifier, required=True),
    insight("opportunity", "商机", identifier, required=True, refs=("opportunity",)),
    insight("name", "名称", text(200), required=True),
    insight("name_en", "英文名", text(200), en="English name"),
    insight("category", "类别", text(200), usual=Domain),
)

POSITIONS = (
    insight("person", "人员", identifier, required=True, refs=("person",)),
    insight("criterion", "决策标准", identifier, required=True, refs=("criterion",)),
    insight(
        "weight",
        "权重",
        number(0, 5),
        hint=Text(
            "此人在决策中把这一条看得多重？0 不在意 … 5 决定性；只在此人的各条标准之间比较",
            "How much does this person mind this criterion? 0 not at all … 5 decisive; compared with their other criteria only",
        ),
    ),
    insight(
        "fit",
        "契合度",
        integer(-2, 2),
        hint=Text(
            "在此人看来，该供应商在这一条上：-2 明显不足 -1 偏弱 0 相当 1 较好 2 明显最好",
            "In this person's eyes the vendor is, on this criterion: -2 clearly short -1 weak 0 even 1 good 2 clearly best",
        ),
    ),
    insight(
        "vendor",
        "供应商",
        identifier,
        refs=("org",),
        hint=Text("空着表示我方", "empty = our company"),
    ),
    *PROVENANCE,
)

PRODUCTS = (
    insight("id", "编号", identifier, required=True),
    insight("name", "名称", text(200), required=True),
    insight("name_en", "英文名", text(200), en="English name"),
    insight("line", "产品线", text(200)),
)

POTENTIAL = (
    insight("product", "产品", identifier, required=True, refs=("product",)),
    insight(
        "unit",
        "部门",
        identifier,
        required=True,
        refs=("unit", "org"),
        hint=Text("部门或整个组织的编号", "id of a unit, or of an organisation as a whole"),
    ),
    insight("status", "状态", choice(PotentialStatus), required=True),
    insight("vendor", "供应商", identifier, refs=("org",), hint=Text("目前由谁供应", "who supplies it at present")),
    insight("amount", "金额", MONEY),
    insight("currency", "货币", currency),
    *PROVENANCE,
)

PROMISES = (
    insight("id", "编号", identifier, required=True),
    insight("from", "承诺方", identifier, required=True, refs=_SOMEBODY),
    insight("to", "受诺方", identifier, required=True, refs=_SOMEBODY),
    insight("statement", "内容", text(200), required=True),
    insight("statement_en", "英文内容", text(200), en="English statement"),
    insight("made_on", "承诺日期", parse_date, required=True),
    insight("due", "到期", parse_date),
    insight("status", "状态", choice(PromiseStatus)),
    private("evidence", "证据", many(text(300)), many=True),
)

ACCEPTED = (
    private(
        "key",
        "键",
        text(300),
        required=True,
        hint=Text(
            "graphcrm query findings 的第一列，例如 gap:c4",
            "the first column of graphcrm query findings, such as gap:c4",
        ),
    ),
    private("reason", "理由", text(500), required=True),
    private("by", "接受人", identifier, required=True, refs=("person",), en="accepted by"),
    private("date", "日期", parse_date, required=True),
    private(
        "until",
        "接受至",
        parse_date,
        hint=Text("空着表示不限期；自这一天起重新列出", "empty = for good; from this day on it is listed again"),
    ),
)
