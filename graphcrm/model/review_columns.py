"""Columns of the tables in which somebody is judged on a day, people, suppliers, third parties, or was asked about others."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.model.choices import AskedAbout, Domain
from graphcrm.model.fields import anybody, choice, identifier, insight, integer, parse_date, private, reporter, text
from graphcrm.model.provenance import PROVENANCE

__all__ = ["ASKED", "ASSESSMENTS", "SUPPLIERS", "THIRD_PARTIES"]


_ORD5 = integer(1, 5)
_SIX = integer(-1, 3)

ASSESSMENTS = (
    private("person", "人员", identifier, required=True, refs=("person",)),
    private("date", "日期", parse_date, required=True),
    private("assessor", "评估人", reporter, required=True, refs=("person",)),
    private("vendor", "供应商", identifier, refs=("org",)),
    private("acceptance", "接受认可度", _SIX),
    private("participation", "活动参与度", _SIX),
    private("information", "信息传递", _SIX),
    private("guidance", "业务指导", _SIX),
    private("project_support", "项目支持度", _SIX),
    private("rivals", "竞争态度", _SIX),
    private("override", "人工调整", _SIX),
    private("override_reason", "调整理由", text(500)),
    private("target", "目标级别", _SIX),
    *PROVENANCE,
)

SUPPLIERS = (
    insight("org", "组织", identifier, required=True, refs=("org",), en="organisation"),
    insight("date", "日期", parse_date, required=True),
    insight("capital_qualification", "注册资本和资质", _ORD5),
    insight("people", "人员情况", _ORD5),
    insight("reputation", "客户评价", _ORD5),
    insight("service_system", "服务体系", _ORD5),
    insight("scalability", "可扩展性", _ORD5),
    insight("complementarity", "竞争与互补", _ORD5),
    insight("impact", "影响", _ORD5),
    private("evaluator", "评价人", reporter, refs=("person",)),
    insight("next_review", "下次评审", parse_date),
)

THIRD_PARTIES = (
    insight("org", "组织", identifier, required=True, refs=("org",), en="organisation"),
    insight("date", "日期", parse_date, required=True),
    insight("trust", "互信", _ORD5),
    insight("info_share", "信息分享", _ORD5, en="information sharing"),
    insight("scope_clarity", "协作边界清晰", _ORD5),
    insight("endorsement", "最终客户认可", _ORD5),
    insight("support", "配合支持", _ORD5),
    insight("scope", "协作范围", text(500)),
    private("reviewer", "评审人", reporter, refs=("person",)),
    insight("next_review", "下次评审", parse_date),
)

ASKED = (
    private("reporter", "被询问者", reporter, required=True, refs=("person",)),
    private(
        "about",
        "关于",
        anybody,
        required=True,
        refs=("person", "unit"),
        hint=Text(
            "人员或部门（含下级部门）的编号；* 表示所有人", "a person, a unit with those below it, or * for everybody"
        ),
    ),
    private(
        "kind",
        "问题",
        choice(AskedAbout),
        required=True,
        hint=Text(
            "INFLUENCES 他听谁的？TRUSTS 他依靠谁？STANCE 他持什么态度？问过就写一行，没有说出任何人也写：沉默也是信息",
            "INFLUENCES whom do they listen to? TRUSTS whom do they rely on? STANCE where do they stand? A row for whoever was "
            "asked, also if they named nobody: silence tells something",
        ),
    ),
    private("date", "日期", parse_date, required=True),
    private(
        "domain",
        "领域",
        choice(Domain),
        hint=Text("空着表示未限定领域", "empty = the question was not limited to one"),
    ),
)
