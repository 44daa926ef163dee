"""What a column of a foreign sheet may mean: a column of our table, or something that becomes rows of another table.

A sheet about people says more than the table of people holds: attitudes, decision roles, whom somebody listens to. Each of
these is a meaning of its own; ``translating`` makes rows of edges, roles and interactions of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.headings import column
from graphcrm.model.fields import Field
from graphcrm.model.tables import BY_NAME, Table

__all__ = ["Meaning", "is_people", "meaning", "meanings"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A meaning by its code; `field` is the column of ours whose values it holds, None for text that is taken apart."""

    name: str
    zh: str
    en: str
    field: Field | None = None

    @property
    def label(self) -> Text:
        return Text(self.zh, self.en)


def _of(name: str, zh: str, en: str, of: str, field: str) -> Meaning:
    return Meaning(name, zh, en, BY_NAME[of].column(field))


_PERSON_EXTRA = (
    Meaning("first_name", "名", "first name"),
    Meaning("last_name", "姓", "last name"),
    Meaning("salutation", "称谓", "how they are addressed"),
)
_PROVENANCE = (
    _of("observed_at", "观察日期", "day of observation", "edges", "observed_at"),
    _of("reported_by", "报告人", "who says so", "edges", "reported_by"),
    _of("source", "来源类型", "kind of source", "edges", "source"),
    _of("confidence", "置信度", "confidence", "edges", "confidence"),
    _of("evidence", "证据", "evidence", "edges", "evidence"),
)
_NEXT = (
    Meaning("next_step", "下一步", "next step"),
    _of("next_due", "下一步的日期", "day of the next step", "actions", "due"),
    Meaning("next_owner", "下一步由我方谁做", "who of us takes the next step"),
    _of("next_status", "下一步的状态", "how the next step stands", "actions", "status"),
)
_REMARKS = Meaning("remarks", "备注里的话", "what remarks say in plain sentences")
_SUPPLYING = (
    Meaning("buyer", "采购负责人（客户的人）", "who buys from them (people of the customer)"),
    Meaning("supplies_to", "供货给哪个组织", "which organisation they supply"),
)
_SUPPLIED = (
    _of("supplied", "供货的品类", "what they supply", "edges", "category"),
    _of("spend_share", "占采购额的比例", "share of the spending with them", "edges", "spend_share"),
    _of("contract_value", "供货合同金额", "value of the contract with them", "edges", "value"),
    _of("contract_currency", "供货合同货币", "currency of the contract with them", "edges", "currency"),
    _of("contract_start", "供货合同开始日期", "start of the contract with them", "edges", "start"),
    _of("contract_end", "供货合同到期日", "end of the contract with them", "edges", "end"),
)
_EXTRA = {
    "people": (
        *_PERSON_EXTRA,
        *_NEXT,
        Meaning("business_need", "业务诉求", "what the business needs"),
        Meaning("personal_need", "个人诉求", "what they want for themselves"),
        _of("stance", "对我方的态度", "attitude to us", "edges", "level"),
        Meaning("of_several", "一个态度说的是多人", "that one attitude is said of several"),
        Meaning("leans_to", "倾向的竞争对手", "the competitor whom they lean to"),
        _of("stance_subtype", "反对的方式", "way of opposing", "edges", "subtype"),
        _of("roles", "决策角色", "decision role", "roles", "roles"),
        _of("opportunity", "商机", "opportunity", "roles", "opportunity"),
        _of("deal_amount", "商机金额", "amount of the opportunity", "opportunities", "amount"),
        _of("deal_currency", "商机货币", "currency of the opportunity", "opportunities", "currency"),
        _of("deal_stage", "商机阶段", "stage of the opportunity", "opportunities", "stage"),
        _of("deal_status", "商机状态", "status of the opportunity", "opportunities", "status"),
        _of("deal_due", "商机预计成交日期", "close date of the opportunity", "opportunities", "due"),
        _of("deal_competitors", "商机竞争对手", "competitors of the opportunity", "opportunities", "competitors"),
        Meaning(
            "deal_owner",
            "商机的我方负责人（只记为联系人的负责人）",
            "our owner of the opportunity, kept for its contacts only",
        ),
        _of("decision_weight", "决策权重", "decision weight", "roles", "decision_weight"),
        _of("interest", "利益相关程度", "interest in the decision", "roles", "interest"),
        _of("veto", "否决权", "veto", "roles", "veto"),
        _of("knows", "责任人对其熟悉度", "how well the owner knows them", "edges", "declared_level"),
        Meaning("known_by", "我方认识此人的人", "who of us knows them"),
        Meaning("our_sponsor", "我方高层赞助人", "their executive sponsor on our side"),
        Meaning("proposed_sponsor", "拟任的我方高层赞助人", "who of us is proposed as their executive sponsor"),
        Meaning(
            "looks_after",
            "负责对口哪些人或组织（我方人员）",
            "whom, or which organisation, they look after (people of ours)",
        ),
        Meaning("dotted_to", "虚线汇报给", "whom they report to by a dotted line"),
        _REMARKS,
        Meaning("last_met", "最近见面", "day of the last meeting"),
        _of("last_kind", "最近见面的方式", "how the last meeting was held", "interactions", "kind"),
        _of("influence", "影响力", "how influential they are", "people", "flags"),
        Meaning("influenced_by", "听谁的", "whom they listen to"),
        Meaning("influences", "影响谁", "whom they influence"),
        Meaning("trusts", "信任谁", "whom they trust"),
        _of("level", "影响程度", "how much they listen", "edges", "level"),
        _of("org_category", "所在组织的类别", "category of their organisation", "orgs", "category"),
        _of("org_subtype", "所在组织的子类", "kind of third party that it is", "orgs", "subtype"),
        _of("org_industry", "所在组织的行业", "industry of their organisation", "orgs", "industry"),
        _of("org_region", "所在组织的地区", "region of their organisation", "orgs", "region"),
        _of("org_tier", "所在组织的客户级别", "tier of their organisation", "orgs", "tier"),
        _of("org_parent", "所在组织的上级组织", "what their organisation belongs to", "orgs", "parent"),
        Meaning("org_called", "所在组织的简称", "what their organisation is called for short"),
        *_PROVENANCE,
        *_SUPPLYING,
    ),
    "interactions": (
        Meaning("ours", "我方参与人", "our participants"),
        Meaning("theirs", "对方参与人", "their participants"),
        Meaning("org", "对方的组织", "their organisation"),
        Meaning("minutes", "纪要（记在主题之后）", "minutes, kept behind the topic"),
        Meaning("logged_by", "记录人（没有写我方参与人时）", "who logged it, where nobody of ours is named"),
        _REMARKS,
        *_NEXT,
    ),
    "opportunities": (
        Meaning("contact", "主要联系人（其决策角色归本商机）", "primary contact, for their role in it"),
        Meaning("owner", "我方负责人（只记为联系人的负责人）", "our owner, kept for its contacts only"),
        Meaning("org_called", "客户的简称（同一组织）", "what the customer is called for short"),
        *_NEXT,
    ),
    "orgs": (
        Meaning("owner", "我方负责人（只记为联系人的负责人）", "our owner, kept for its contacts only"),
        Meaning("also_called", "简称（同一组织）", "what the same organisation is called for short"),
        *_SUPPLYING,
        *_SUPPLIED,
    ),
    "edges": (Meaning("direction", "方向", "direction"), Meaning("period", "时期", "day or period")),
}


#: What is taken apart of these is people.
_OF_PEOPLE = frozenset((
    "dotted_to", "known_by", "influenced_by", "influences", "trusts", "ours", "theirs", "logged_by", "contact", "owner",
    "next_owner", "looks_after", "buyer", "deal_owner", "our_sponsor", "proposed_sponsor",
))  # fmt: skip


def meanings(of: Table) -> Mapping[str, Meaning]:
    """Every meaning that a column of a sheet about this table may have, by code."""
    return _meanings(of.name)


@cache  # asked of each cell that refers to somebody
def _meanings(name: str) -> Mapping[str, Meaning]:
    own = {f.name: Meaning(f.name, f.zh, f.name.replace("_", " "), f) for f in BY_NAME[name].columns}
    return own | {m.name: m for m in _EXTRA.get(name, ())}


def meaning(of: Table, name: str) -> Meaning | None:
    """A meaning by its code, or by what our own columns are called."""
    known = meanings(of)
    if name in known:
        return known[name]
    field = column(of, name)
    return known[field.name] if field else None


def is_people(of: Table, name: str) -> bool:
    """Whether cells of this meaning name people."""
    found = meaning(of, name)
    if found is None:
        return False
    if found.field is not None:
        return found.field.refs == ("person",) or (of.name == "edges" and name in ("from", "to"))
    return name in _OF_PEOPLE
