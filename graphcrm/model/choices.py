"""Enumerations of the data model."""

from __future__ import annotations

from typing import Self

from graphcrm.i18n import Text
from graphcrm.model.choice import Choice

__all__ = [
    "INDEPENDENT_SUBTYPES",
    "ActionStatus",
    "AllianceForm",
    "AskedAbout",
    "Bond",
    "BuyerProfile",
    "ChangeStyle",
    "CommLevel",
    "Confidence",
    "DecisionRole",
    "DecisionRule",
    "Domain",
    "Flag",
    "Function",
    "GoalKind",
    "History",
    "Horizon",
    "Lifecycle",
    "NeedKind",
    "NeedStatus",
    "OpportunityStatus",
    "OrgCategory",
    "OrgSubtype",
    "OurRole",
    "ReportingLine",
    "Segment",
    "Source",
    "SponsorStatus",
    "Stage",
    "StanceSubtype",
    "TieKind",
    "Tier",
    "is_done",
    "is_given_up",
    "is_over",
]


class OrgCategory(Choice):
    OUR_COMPANY = "our_company", "我方"
    CUSTOMER = "customer", "客户"
    SUPPLIER = "supplier", "供应商"
    PARTNER = "partner", "合作伙伴"
    THIRD_PARTY = "third_party", "第三方"
    COMPETITOR = "competitor", "竞争对手"
    OTHER = "other", "其他"


class OrgSubtype(Choice):
    CERTIFICATION = "certification", "资质认证"
    SUPERVISION = "supervision", "监理"
    CONSULTANT = "consultant", "咨询"
    DESIGN_INSTITUTE = "design_institute", "设计院"
    TENDER_AGENT = "tender_agent", "招标代理"
    REGULATOR = "regulator", "监管"
    ASSOCIATION = "association", "协会"
    MEDIA = "media", "媒体"
    INVESTOR = "investor", "投资方"


#: Third parties of these kinds must stay independent even when nobody said so.
INDEPENDENT_SUBTYPES = frozenset(
    {OrgSubtype.CERTIFICATION, OrgSubtype.SUPERVISION, OrgSubtype.REGULATOR, OrgSubtype.TENDER_AGENT}
)


class Tier(Choice):
    S = "S", "战略", "strategic"
    A = "A", "伙伴", "partner"
    B = "B", "重点/现金流", "key"
    C = "C", "一般", "general"


class Segment(Choice):
    VALUE = "value", "价值"
    POTENTIAL = "potential", "潜力"
    MIGRATING = "migrating", "迁移"
    FROZEN = "frozen", "冰点"


class Lifecycle(Choice):
    NEW = "new", "新客户"
    GROWING = "growing", "成长"
    MATURE = "mature", "成熟"
    DORMANT = "dormant", "沉睡"


class Bond(Choice):
    FINANCIAL = "financial", "财务"
    SOCIAL = "social", "社会"
    STRUCTURAL = "structural", "结构"


class Function(Choice):
    GENERAL = "general", "综合管理", "general management"
    IT = "it", "技术/IT", "IT"
    PROCUREMENT = "procurement", "采购"
    FINANCE = "finance", "财务"
    OPERATIONS = "operations", "运维/生产"
    ENGINEERING = "engineering", "工程/建设"
    MARKETING = "marketing", "市场"
    SALES = "sales", "销售"
    SERVICE = "service", "服务"
    QUALITY = "quality", "质量"
    LEGAL = "legal", "法务"
    RISK = "risk", "风控"
    HR = "hr", "人力", "HR"
    BOARD = "board", "董事会"
    OTHER = "other", "其他"


class OurRole(Choice):
    AR = "ar", "客户经理", "account manager"
    SR = "sr", "解决方案", "solution lead"
    FR = "fr", "交付", "delivery lead"
    SERVICE = "service", "服务"
    EXEC = "exec", "高层", "executive"
    FINANCE = "finance", "财务"
    LEGAL = "legal", "法务"
    OTHER = "other", "其他"


class ChangeStyle(Choice):
    INNOVATOR = "innovator", "创新者"
    VISIONARY = "visionary", "远见者"
    PRAGMATIST = "pragmatist", "务实者"
    CONSERVATIVE = "conservative", "保守者"
    LAGGARD = "laggard", "迟缓者"


class BuyerProfile(Choice):
    GO_GETTER = "go_getter", "进取者"
    TEACHER = "teacher", "引导者"
    SKEPTIC = "skeptic", "质疑者"
    GUIDE = "guide", "向导"
    FRIEND = "friend", "友善者"
    CLIMBER = "climber", "攀升者"
    BLOCKER = "blocker", "阻碍者"


class Flag(Choice):
    INDEPENDENCE_REQUIRED = "independence_required", "须保持独立"
    NO_CONTACT = "no_contact", "禁止联系"
    OBJECTED = "objected", "已反对处理"
    DO_NOT_PROCESS = "do_not_process", "不得处理"
    LEFT = "left", "已离职"
    PUBLIC_OFFICIAL = "public_official", "公职人员"
    KEY_PERSON = "key_person", "重点标记"
    PLACEHOLDER = "placeholder", "待确认席位", "open seat"


class Stage(Choice):
    S0 = "s0", "经营期", "account running"
    S1 = "s1", "寻找与发掘商机", "finding opportunities"
    S2 = "s2", "项目运作", "running the bid"
    S3 = "s3", "合同执行", "contract execution"
    S4 = "s4", "回款", "collection"


class DecisionRule(Choice):
    WEIGHTED = "weighted", "加权"
    VETO = "veto", "一票否决"
    MAJORITY = "majority", "多数"


class Domain(Choice):
    TECHNICAL = "technical", "技术"
    COMMERCIAL = "commercial", "商务"
    FINANCIAL = "financial", "财务"
    POLITICAL = "political", "政治"
    GENERAL = "general", "综合"


class OpportunityStatus(Choice):
    OPEN = "open", "进行中"
    WON = "won", "赢单"
    LOST = "lost", "丢单"
    DROPPED = "dropped", "放弃"


class GoalKind(Choice):
    HILL = "hill", "山头", "stronghold"
    SHARE = "share", "份额"
    PROFIT = "profit", "盈利"
    COMPETITION = "competition", "竞争"


class NeedKind(Choice):
    BUSINESS = "business", "业务"
    CAREER = "career", "职业发展"
    RECOGNITION = "recognition", "尊重"
    SOCIAL = "social", "社交"
    SECURITY = "security", "安全"
    OTHER = "other", "其他"


class Horizon(Choice):
    NOW = "now", "现在"
    CUSTOM = "custom", "需定制开发", "needs custom development"
    SHORT = "short", "短期"
    MID = "mid", "中期"
    LONG = "long", "长期"


class ReportingLine(Choice):
    SOLID = "solid", "实线"
    DOTTED = "dotted", "虚线"


class StanceSubtype(Choice):
    DISTRUST = "distrust", "不信任"
    DEMANDING = "demanding", "索求无度"
    OPPOSES = "opposes", "支持对手/反对"


class DecisionRole(Choice):
    INITIATOR = "initiator", "发起者"
    USER = "user", "使用者"
    INFLUENCER = "influencer", "影响者"
    TECHNICAL_EVALUATOR = "technical_evaluator", "选型者/技术把关"
    EVALUATOR = "evaluator", "评估者"
    GATEKEEPER = "gatekeeper", "守门人"
    BUYER = "buyer", "采购者"
    DECIDER = "decider", "决策者"
    APPROVER = "approver", "批准者"
    COACH = "coach", "教练"

    @property
    def formal(self) -> bool:
        """Whether the customer's own papers name it; an influencer, a gatekeeper or a coach is our judgement."""
        return self not in (DecisionRole.INFLUENCER, DecisionRole.GATEKEEPER, DecisionRole.COACH)


class History(Choice):
    FORMER_COLLEAGUE = "former_colleague", "前同事"
    JOINT_PROJECT = "joint_project", "共同项目"
    ALUMNI = "alumni", "校友"
    ASSOCIATION = "association", "协会"


class AllianceForm(Choice):
    FORMAL = "formal", "正式"
    INFORMAL = "informal", "非正式"
    JOINT_VENTURE = "joint_venture", "合资"


class SponsorStatus(Choice):
    PROPOSED = "proposed", "拟议"
    ACTIVE = "active", "生效"
    ENDED = "ended", "已结束"


class ActionStatus(Choice):
    OPEN = "open", "进行中"
    DONE = "done", "完成"
    CLOSED = "closed", "已关闭"
    CANCELLED = "cancelled", "取消"
    DROPPED = "dropped", "放弃"


class NeedStatus(Choice):
    OPEN = "open", "进行中"
    ANSWERED = "answered", "已响应"
    DONE = "done", "完成"
    CLOSED = "closed", "已关闭"
    CANCELLED = "cancelled", "取消"
    DROPPED = "dropped", "放弃"


def _words(*known: ActionStatus) -> frozenset[str]:
    return frozenset(word for status in known for word in (status.value, status.zh))


#: Statuses are free text: these are how people write them, too.
_DONE = _words(ActionStatus.DONE, ActionStatus.CLOSED) | {"completed", "已完成"}
_OVER = _DONE | _words(ActionStatus.CANCELLED, ActionStatus.DROPPED) | {"canceled", "已取消", "已放弃"}


def is_over(status: str | None) -> bool:
    """Whether nothing is left to be done about an action, a need or a complaint: done, closed, cancelled or dropped.

    >>> is_over("dropped"), is_over("已关闭"), is_over("Completed"), is_over("answered"), is_over("")
    (True, True, True, False, False)
    """
    return (status or "").strip().casefold() in _OVER


def is_done(status: str) -> bool:
    """Whether an action was carried out, or a goal reached: done or closed, in either language.

    >>> is_done("Done"), is_done("完成"), is_done("dropped"), is_done("")
    (True, True, False, False)
    """
    return status.strip().casefold() in _DONE


def is_given_up(status: str) -> bool:
    """Whether an action or a goal was let go before it was done: cancelled or dropped, in either language.

    >>> is_given_up("放弃"), is_given_up("cancelled"), is_given_up("done"), is_given_up("")
    (True, True, False, False)
    """
    return is_over(status) and not is_done(status)


class CommLevel(Choice):
    SHAREHOLDER = "shareholder", "股东层"
    MANAGEMENT = "management", "管理层"
    OPERATIONAL = "operational", "业务操作层"


class AskedAbout(Choice):
    """What a colleague was asked of somebody: whom they listen to, whom they rely on, where they stand."""

    INFLUENCES = "INFLUENCES", "影响", "influences"
    TRUSTS = "TRUSTS", "信任", "trusts"
    STANCE = "STANCE", "支持态度", "stance"


class Source(Choice):
    ORG_CHART = "org_chart", "组织架构图"
    MEETING_NOTE = "meeting_note", "会议纪要"
    CUSTOMER_STATEMENT = "customer_statement", "客户陈述"
    COLLEAGUE_REPORT = "colleague_report", "同事反馈"
    PARTNER_REPORT = "partner_report", "伙伴反馈"
    PUBLIC_DOCUMENT = "public_document", "公开文件"
    SURVEY = "survey", "调查"
    CRM_IMPORT = "crm_import", "CRM 导入"
    SYSTEM_LOG = "system_log", "系统日志"
    INFERRED = "inferred", "推断"


class Confidence(Choice):
    """How sure a report is. People read the letter with its word: the letters are what a team says, the words what they mean.

    >>> Confidence.A.label.zh, Confidence.A.label.en, Confidence.read("A confirmed").value
    ('A 证实', 'A confirmed', 'A')
    """

    A = "A", "证实", "confirmed"
    B = "B", "很可能", "likely"
    C = "C", "可能", "possible"
    D = "D", "存疑", "doubtful"
    E = "E", "未知", "not graded"

    @property
    def label(self) -> Text:
        return Text(f"{self.value} {self.zh}", f"{self.value} {self.en}")

    @classmethod
    def read(cls, raw: str) -> Self:
        """The grade with this letter, this word or both, or ValueError."""
        try:
            return super().read(raw)
        except ValueError:
            letter, *words = raw.split(None, 1) or [raw]
            if words and (grade := super().read(letter)) is super().read(words[0]):
                return grade
            raise


class TieKind(Choice):
    """What a type of tie of an imported network means; the mapping is given when it is imported."""

    TRUSTS = "trusts", "信赖（src 依靠 dst）", "trusts (src relies on dst)"
    INFLUENCES = "influences", "影响（src 推动 dst）", "influences (src moves dst)"
    EXCHANGES = (
        "exchanges",
        "传递信息（src 说自己向 dst 传递）",
        "exchanges (src says that it passes information to dst: a survey)",
    )
    COMMUNICATES = "communicates", "通信（src 发给 dst 的记录）", "communicates (src writes to dst: a log)"
    AFFILIATES = "affiliates", "往来（无方向）", "affiliates (undirected)"
    REPORTS_TO = "reports_to", "汇报（src 向 dst）", "reports to (src to dst)"
