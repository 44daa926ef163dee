"""Columns of the tables in which somebody is judged on a day: people, suppliers, third parties."""

from __future__ import annotations

from graphcrm.model.fields import Field, identifier, integer, parse_date, reporter, text
from graphcrm.model.provenance import PROVENANCE

__all__ = ["ASSESSMENTS", "SUPPLIERS", "THIRD_PARTIES"]

_ORD5 = integer(1, 5)
_SIX = integer(-1, 3)

ASSESSMENTS = (
    Field("person", "人员", identifier, required=True, refs=("person",)),
    Field("date", "日期", parse_date, required=True),
    Field("assessor", "评估人", reporter, required=True, refs=("person",)),
    Field("vendor", "供应商", identifier, refs=("org",)),
    Field("acceptance", "接受认可度", _SIX),
    Field("participation", "活动参与度", _SIX),
    Field("information", "信息传递", _SIX),
    Field("guidance", "业务指导", _SIX),
    Field("project_support", "项目支持度", _SIX),
    Field("rivals", "竞争态度", _SIX),
    Field("override", "人工调整", _SIX),
    Field("override_reason", "调整理由", text(500)),
    Field("target", "目标级别", _SIX),
    *PROVENANCE,
)

SUPPLIERS = (
    Field("org", "组织", identifier, required=True, refs=("org",)),
    Field("date", "日期", parse_date, required=True),
    Field("capital_qualification", "注册资本和资质", _ORD5),
    Field("people", "人员情况", _ORD5),
    Field("reputation", "客户评价", _ORD5),
    Field("service_system", "服务体系", _ORD5),
    Field("scalability", "可扩展性", _ORD5),
    Field("complementarity", "竞争与互补", _ORD5),
    Field("impact", "影响", _ORD5),
    Field("evaluator", "评价人", reporter, refs=("person",)),
    Field("next_review", "下次评审", parse_date),
)

THIRD_PARTIES = (
    Field("org", "组织", identifier, required=True, refs=("org",)),
    Field("date", "日期", parse_date, required=True),
    Field("trust", "互信", _ORD5),
    Field("info_share", "信息分享", _ORD5),
    Field("scope_clarity", "协作边界清晰", _ORD5),
    Field("endorsement", "最终客户认可", _ORD5),
    Field("support", "配合支持", _ORD5),
    Field("scope", "协作范围", text(500)),
    Field("reviewer", "评审人", reporter, refs=("person",)),
    Field("next_review", "下次评审", parse_date),
)
