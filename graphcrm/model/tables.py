"""The tables of an import: names, keys and columns, with their Chinese labels and types.

One list serves the importer, the templates, `edit`, the exports and the documentation. `TABLES` is in the order in which a
reader meets the concepts; a table's `kind` is the kind of fact that its rows become (for ``edges`` the edge kind decides).
"""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model import choices as c
from graphcrm.model.contacts import Channel, Direction, InteractionKind, Severity, VoiceSource
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import (
    Field,
    boolean,
    choice,
    clock,
    currency,
    identifier,
    insight,
    integer,
    mail_address,
    many,
    number,
    open_,
    parse_date,
    private,
    system_key,
    text,
)
from graphcrm.model.levels import GRADE_WORDS, LEVEL_WORDS
from graphcrm.model.plan_columns import ACCEPTED, CRITERIA, POSITIONS, POTENTIAL, PRODUCTS, PROMISES
from graphcrm.model.provenance import MONEY, PROVENANCE
from graphcrm.model.review_columns import ASKED, ASSESSMENTS, SUPPLIERS, THIRD_PARTIES

__all__ = ["BY_NAME", "MONEY", "PROVENANCE", "TABLES", "Table", "column", "table"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: code, Chinese label, kind of fact, key columns, columns, and the column that dates its rows."""

    name: str
    zh: str
    kind: str
    key: tuple[str, ...]
    columns: tuple[Field, ...]
    #: Column whose date is the day on which the row was observed, for rows without provenance.
    dated_by: str | None = None

    def column(self, name: str) -> Field | None:
        """The column with this code, or None."""
        return next((f for f in self.columns if f.name == name), None)

    @property
    def label(self) -> Text:
        return Text(self.zh, self.name)


_ORD5 = integer(1, 5)
_RATE = number(0, 1)
_PEOPLE = ("person",)

_INFLUENCE_QUESTION = Text(
    "过去两年里，就这类事情 v 做的十个决定中，有几次最终采纳了 u 的意见？"
    "1 偶尔听取（约 1 次） 2 有时参考（2–3） 3 经常采纳（4–5） 4 通常采纳（6–7） 5 几乎照办（8 次以上）；0 表示据报不存在",
    "Of ten decisions of this kind v made, how often did v end up with u's view? "
    "1 occasionally (about 1) 2 sometimes (2–3) 3 often (4–5) 4 usually (6–7) 5 practically always (8+); 0 = reported not to exist",
)

_ORGS = (
    open_("id", "编号", identifier, required=True),
    open_("name", "名称", text(200), required=True),
    open_("category", "类别", choice(c.OrgCategory), required=True),
    open_("name_en", "英文名", text(200), en="English name"),
    insight("subtype", "子类", choice(c.OrgSubtype)),
    open_("parent", "上级", identifier, refs=("org",)),
    open_("industry", "行业", text(200)),
    open_("region", "地区", text(200)),
    insight("tier", "客户级别", choice(c.Tier)),
    insight("segment", "细分", choice(c.Segment)),
    insight("lifecycle", "生命周期", choice(c.Lifecycle)),
    insight("strategic_fit", "战略匹配度", _ORD5),
    insight("our_importance_to_them", "我方对其重要性", _ORD5),
    insight("their_importance_to_us", "其对我方重要性", _ORD5),
    insight("switching_cost_them", "其转换成本", _ORD5),
    insight("switching_cost_us", "我方转换成本", _ORD5),
    insight("bargaining_them", "其议价能力", _ORD5),
    insight("bargaining_us", "我方议价能力", _ORD5),
    insight("annual_revenue", "年收入", MONEY),
    insight("cost_to_serve", "服务成本", MONEY),
    insight("relationship_budget", "关系预算", MONEY),
    insight("currency", "货币", currency),
    insight("wallet_share", "钱包份额", _RATE),
    insight("bonds", "纽带", many(choice(c.Bond)), many=True),
    insight("value_alignment", "价值观一致", _ORD5),
    insight("satisfaction", "满意度", number(0, 100)),
    insight("satisfaction_date", "满意度日期", parse_date),
)

_UNITS = (
    open_("id", "编号", identifier, required=True),
    open_("name", "名称", text(200), required=True),
    open_("org", "组织", identifier, required=True, refs=("org",), en="organisation"),
    open_("name_en", "英文名", text(200), en="English name"),
    open_("parent", "上级", identifier, refs=("unit", "org")),
    open_("headcount", "人数", integer(0, 10_000_000)),
    open_("function", "职能", choice(c.Function)),
)

_PERSON = (
    open_("id", "编号", identifier, required=True),
    open_(
        "name",
        "姓名",
        text(200),
        required=True,
        hint=Text(
            "待确认席位（标记 placeholder）可留空：尚不知由谁担任的岗位",
            "may be empty for an open seat (flag placeholder): a post whose holder is not known yet",
        ),
        unless=("flags", c.Flag.PLACEHOLDER.value),
    ),
    open_("org", "组织", identifier, required=True, refs=("org",), en="organisation"),
    open_("name_en", "英文名", text(200), en="English name"),
    open_("title", "职务", text(200)),
    open_("title_en", "英文职务", text(200), en="English title"),
    open_("unit", "部门", identifier, refs=("unit",)),
    open_(
        "grade",
        "职级",
        integer(1, 5, GRADE_WORDS),
        hint=Text(
            "5 股东/董事会 4 高层管理 3 部门负责人 2 科室/项目经理 1 业务操作",
            "5 owner/board 4 C-level/general management 3 department head 2 section/project manager 1 staff",
        ),
    ),
    open_("function", "职能", choice(c.Function)),
    insight("role", "我方角色", choice(c.OurRole), en="role of ours"),
    insight("early_career", "职业早期", boolean),
    insight("kappa", "固执度", number(0.25, 4)),
    insight("ability", "能力", _ORD5),
    insight("willingness", "意愿", _ORD5),
    insight("sponsor_capacity", "赞助名额", integer(0, 1000)),
    insight("change_style", "变革风格", choice(c.ChangeStyle)),
    insight("buyer_profile", "买方类型", choice(c.BuyerProfile)),
    insight("flags", "标记", many(choice(c.Flag)), many=True),
    insight("left_on", "离职日期", parse_date),
    private(
        "email",
        "业务邮箱",
        mail_address,
        hint=Text(
            "只写业务邮箱；用于识别同一个人，不出现在清单和地图上",
            "business address only; it tells who is who, and stands on no list and no map",
        ),
    ),
    private(
        "keys",
        "外部编号",
        many(system_key),
        many=True,
        hint=Text("此人在其他系统中的编号，写作 系统：编号", "ids of this person in other systems, each SYSTEM:KEY"),
    ),
    open_("reports_to", "汇报对象", identifier, refs=_PEOPLE),
    insight("owner", "责任人", identifier, refs=_PEOPLE),
)

_EDGES = (
    open_("kind", "关系", choice(EdgeKind), required=True, en="relation"),
    open_("from", "起点", identifier, required=True, refs=("person", "org", "unit")),
    open_("to", "终点", identifier, required=True, refs=("person", "org", "unit", "opportunity", "goal")),
    insight("level", "程度", integer(-1, 5, LEVEL_WORDS), hint=_INFLUENCE_QUESTION),
    insight("polarity", "正负", integer(-1, 1)),
    insight("domain", "领域", choice(c.Domain)),
    open_("line", "汇报线", choice(c.ReportingLine)),
    insight("declared_level", "自报熟悉度", _ORD5),
    insight("external_score", "外部关系分", _RATE),
    insight("external_date", "外部分日期", parse_date),
    insight("external_source", "外部分来源", text(200)),
    insight("ability", "能力信任", _ORD5),
    insight("benevolence", "善意信任", _ORD5),
    insight("integrity", "诚信信任", _ORD5),
    insight("subtype", "子类", choice(c.StanceSubtype)),
    insight("opportunity", "商机", identifier, refs=("opportunity",)),
    insight("status", "状态", choice(c.SponsorStatus)),
    open_("primary", "主要", boolean),
    open_("title", "职务", text(200)),
    insight("category", "品类", text(200)),
    insight("spend_share", "采购占比", _RATE),
    insight("alternatives", "替代数", integer(0, 1_000_000)),
    insight("switch_months", "转换月数", number(0, 1200)),
    insight("share", "持股比例", _RATE),
    insight("form", "联盟形式", choice(c.AllianceForm)),
    insight("history", "交往史", choice(c.History)),
    insight("verified", "已核实", boolean),
    insight("role", "角色", text(200)),
    insight("start", "开始", parse_date),
    insight("end", "结束", parse_date),
    insight("value", "金额", MONEY),
    insight("currency", "货币", currency),
    *PROVENANCE,
)

_OPPORTUNITIES = (
    open_("id", "编号", identifier, required=True),
    open_("name", "名称", text(200), required=True),
    open_("customer", "客户", identifier, required=True, refs=("org",)),
    open_("name_en", "英文名", text(200), en="English name"),
    insight("amount", "金额", MONEY),
    insight("currency", "货币", currency),
    insight("stage", "阶段", choice(c.Stage)),
    insight("decision_rule", "决策规则", choice(c.DecisionRule)),
    insight("domain", "领域", choice(c.Domain)),
    insight("due", "到期", parse_date),
    insight("tender_open", "招标中", boolean),
    insight("competitors", "竞争对手", many(identifier), refs=("org",), many=True),
    insight("status", "状态", choice(c.OpportunityStatus)),
    insight("closed_on", "关闭日期", parse_date),
)

_ROLES = (
    open_("person", "人员", identifier, required=True, refs=_PEOPLE),
    open_("opportunity", "商机", identifier, required=True, refs=("opportunity",)),
    open_("roles", "决策角色", many(choice(c.DecisionRole)), required=True, many=True),
    insight("decision_weight", "决策权重", number(0, 1e9)),
    insight("veto", "否决权", boolean),
    insight("step", "步骤", integer(0, 1000)),
    insight("interest", "关注度", _ORD5),
    *PROVENANCE,
)

_INTERACTIONS = (
    insight("date", "日期", parse_date, required=True),
    insight("kind", "类型", choice(InteractionKind), required=True),
    insight("participants", "参与人", many(identifier), required=True, refs=_PEOPLE, many=True),
    insight("id", "编号", identifier),
    insight("time", "时间", clock),
    insight("channel", "渠道", choice(Channel)),
    insight("source_channel", "客户声音来源", choice(VoiceSource)),
    insight("direction", "方向", choice(Direction)),
    insight("initiated_by", "发起人", identifier, refs=_PEOPLE),
    insight("opportunity", "商机", identifier, refs=("opportunity",)),
    insight("outcome", "结果", integer(-1, 1)),
    insight("cost", "费用", MONEY),
    insight("currency", "货币", currency),
    insight("confirmed_in_writing", "书面确认", boolean),
    insight("severity", "严重度", choice(Severity)),
    insight("status", "状态", text(200), usual=c.ActionStatus),
    private("summary", "摘要", text(500)),
)

_GOALS = (
    insight("id", "编号", identifier, required=True),
    insight("kind", "类型", choice(c.GoalKind), required=True),
    insight("customer", "客户", identifier, required=True, refs=("org",)),
    insight("statement", "内容", text(200), required=True),
    insight("statement_en", "英文内容", text(200), en="English statement"),
    insight("agreed_by_both", "双方认可", boolean),
    insight("due", "到期", parse_date),
    insight("status", "状态", text(200), usual=c.ActionStatus),
)

_NEEDS = (
    insight("id", "编号", identifier, required=True),
    insight("holder", "提出方", identifier, required=True, refs=("person", "org")),
    insight("kind", "类型", choice(c.NeedKind), required=True),
    insight("statement", "内容", text(200), required=True),
    insight("statement_en", "英文内容", text(200), en="English statement"),
    insight("explicit", "显性", boolean, en="stated"),
    insight("horizon", "时限", choice(c.Horizon)),
    insight("our_response", "我方响应", text(500)),
    insight("our_response_en", "英文响应", text(500), en="English response"),
    insight("owner", "责任人", identifier, refs=_PEOPLE),
    insight("status", "状态", text(200), usual=c.NeedStatus),
)

_ACTIONS = (
    insight("id", "编号", identifier, required=True),
    insight("target", "对象", identifier, required=True, refs=("person", "org")),
    insight(
        "type",
        "类型",
        text(200),
        required=True,
        usual=InteractionKind,
        hint=Text(
            "也可用自己的词；写成“中文 / English”（斜线两侧留空格），按读者的语言显示",
            "or a word of your own; “Chinese / English”, with spaces round the stroke, is said in the reader's language",
        ),
    ),
    insight("owner", "责任人", identifier, required=True, refs=_PEOPLE),
    insight("due", "到期", parse_date, required=True),
    insight("goal", "目标", identifier, refs=("goal",)),
    insight("opportunity", "商机", identifier, refs=("opportunity",)),
    insight("cost", "费用", MONEY),
    insight("currency", "货币", currency),
    insight("status", "状态", text(200), usual=c.ActionStatus),
    private("result", "结果", text(500)),
)

_CADENCE = (
    insight("tier", "客户级别", choice(c.Tier)),
    insight("comm_level", "沟通层级", choice(c.CommLevel)),
    insight("grade", "职级", _ORD5),
    insight("max_days", "最长间隔天数", integer(1, 100_000)),
)

_STAGE_PLAN = (
    insight("stage", "阶段", choice(c.Stage)),
    insight("goal", "业务目标", text(200)),
    insight("unit", "部门", text(200)),
    insight("method", "方法", text(500)),
    insight("owner", "责任人", text(200)),
)

_CONTRACTS = (
    insight("id", "编号", identifier, required=True),
    insight("from", "甲方", identifier, required=True, refs=("org",)),
    insight("to", "乙方", identifier, required=True, refs=("org",)),
    insight("start", "开始", parse_date),
    insight("end", "结束", parse_date),
    insight("value", "金额", MONEY),
    insight("currency", "货币", currency),
)

_CALENDAR = (
    insight("date", "日期", parse_date, required=True),
    insight("event", "事件", text(200), required=True),
    insight("org", "组织", identifier, refs=("org",), en="organisation"),
    insight("person", "人员", identifier, refs=_PEOPLE),
)


def _all(columns: tuple[Field, ...]) -> tuple[str, ...]:
    return tuple(f.name for f in columns)


TABLES = (
    Table("orgs", "组织", "org", ("id",), _ORGS),
    Table("units", "部门", "unit", ("id",), _UNITS),
    Table("people", "人员", "person", ("id",), _PERSON),
    Table("opportunities", "商机", "opportunity", ("id",), _OPPORTUNITIES),
    Table("goals", "目标", "goal", ("id",), _GOALS),
    Table("edges", "关系", "edge", ("kind", "from", "to", "domain", "opportunity", "reported_by"), _EDGES),
    Table("roles", "决策角色", "role_in", ("person", "opportunity"), _ROLES),
    Table("interactions", "互动", "interaction", ("id",), _INTERACTIONS, dated_by="date"),
    Table(
        "assessments", "关系评估", "assessment", ("person", "vendor", "date", "assessor"), ASSESSMENTS, dated_by="date"
    ),
    Table("suppliers", "供应商评价", "supplier_evaluation", ("org", "date"), SUPPLIERS, dated_by="date"),
    Table("thirdparties", "第三方评审", "third_party_review", ("org", "date"), THIRD_PARTIES, dated_by="date"),
    Table("needs", "诉求", "need", ("id",), _NEEDS),
    Table("actions", "行动", "action", ("id",), _ACTIONS),
    Table("criteria", "决策标准", "criterion", ("id",), CRITERIA),
    Table("positions", "标准立场", "position", ("person", "criterion", "vendor", "reported_by"), POSITIONS),
    Table("products", "产品", "product", ("id",), PRODUCTS),
    Table("potential", "潜力", "potential", ("product", "unit"), POTENTIAL),
    Table("promises", "承诺", "promise", ("id",), PROMISES, dated_by="made_on"),
    Table("accepted", "已接受的发现", "accepted", ("key",), ACCEPTED, dated_by="date"),
    Table("asked", "询问记录", "asked", ("reporter", "about", "kind", "domain", "date"), ASKED, dated_by="date"),
    Table("cadence", "沟通频度", "cadence", _all(_CADENCE), _CADENCE),
    Table("stageplan", "阶段计划", "stage_plan", _all(_STAGE_PLAN), _STAGE_PLAN),
    Table("contracts", "合同", "contract", ("id",), _CONTRACTS),
    Table("calendar", "日历", "calendar", _all(_CALENDAR), _CALENDAR),
)


#: The tables by their codes.
BY_NAME: Mapping[str, Table] = {of.name: of for of in TABLES}
_COLUMNS = {(of.name, field.name): field for of in TABLES for field in of.columns}


def column(table: str, name: str) -> Field:
    """A column of a table, both by their codes.

    >>> column("actions", "type").label("visit").zh
    '拜访'
    """
    return _COLUMNS[table, name]


def table(name: str) -> Table | None:
    """The table with this code or Chinese label, or None."""
    wanted = name.strip().casefold()
    return next((t for t in TABLES if wanted in (t.name, t.zh)), None)
