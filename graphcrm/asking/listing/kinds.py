"""What can be listed: each kind of record once, with its columns, what a search looks at, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphcrm.asking.listing import rows
from graphcrm.asking.listing.scope import Scope
from graphcrm.asking.options import Kind, Option
from graphcrm.asking.query import About, Column, Query
from graphcrm.edition import Access
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.near import near
from graphcrm.spoken import joined

__all__ = ["LISTS", "ListKind", "find_kind"]

SEARCH = Option(
    "search",
    Kind.TEXT,
    Text(
        "编号、名称、英文名、职务中含有这些字(不分大小写和声调,可用拼音)",
        "only what has these words in id, name, title",
    ),
)


@dataclass(frozen=True)
class ListKind:
    """A kind of record. `searched` are columns; of ids among them names, English names and titles are searched too."""

    name: str
    one: str
    label: Text
    columns: tuple[Column, ...]
    searched: tuple[str, ...]
    rows: Callable[[Scope], Iterable[Mapping[str, Any]]]

    @property
    def query(self) -> Query:
        """The list as a question, so that it is checked, shown and written like every answer."""
        return Query(
            name=f"list {self.name}",
            number="",
            question=self.label,
            answer=self.name,
            about=About.RECORDS,
            own=(SEARCH,),
            groups=(self.columns,),
            contract=(self.columns,),
            defaults={},
            restricted=False,
            source=Path(self.name),
        )


def _columns(*written: tuple[str, str, str, str], known: str = "", private: str = "") -> tuple[Column, ...]:
    """Columns by name, Chinese heading, English heading and format.

    `known` are those that the customer's own papers have, too, `private` those for the account team alone.
    """
    classes = dict.fromkeys(known.split(), Access.OPEN) | dict.fromkeys(private.split(), Access.PRIVATE)
    return tuple(Column(name, Text(zh, en), form, classes.get(name, Access.INSIGHT)) for name, zh, en, form in written)


_ID = ("id", "编号", "id", "text")
_OWNER = ("owner", "责任人", "owner", "person")
_DUE = ("due", "到期", "due", "date")
_STATUS = ("status", "状态", "status", "text")
_KIND = ("kind", "类型", "kind", "text")

_PEOPLE = _columns(
    _ID,
    ("name", "姓名", "name", "text"),
    ("name_en", "英文名", "English name", "text"),
    ("title", "职务", "title", "text"),
    ("org", "组织", "organisation", "person"),
    ("unit", "部门", "unit", "person"),
    ("grade", "职级", "grade", "int"),
    ("function", "职能", "function", "text"),
    ("role", "我方角色", "role of ours", "text"),
    ("reports_to", "汇报对象", "reports to", "person"),
    _OWNER,
    ("flags", "标记", "flags", "list"),
    ("left_on", "离职日期", "left on", "date"),
    known="id name name_en title org unit grade function reports_to",
)
_ORGS = _columns(
    _ID,
    ("name", "名称", "name", "text"),
    ("name_en", "英文名", "English name", "text"),
    ("category", "类别", "category", "text"),
    ("subtype", "子类", "subtype", "text"),
    ("parent", "上级", "parent", "person"),
    ("tier", "客户级别", "tier", "text"),
    ("lifecycle", "生命周期", "lifecycle", "text"),
    ("industry", "行业", "industry", "text"),
    ("region", "地区", "region", "text"),
    ("people", "人数", "people", "int"),
    known="id name name_en parent industry region",
)
_UNITS = _columns(
    _ID,
    ("name", "名称", "name", "text"),
    ("org", "组织", "organisation", "person"),
    ("parent", "上级", "parent", "person"),
    ("function", "职能", "function", "text"),
    ("headcount", "编制人数", "headcount", "int"),
    ("people", "已知人数", "people known", "int"),
    known="id name org parent function headcount",
)
_OPPORTUNITIES = _columns(
    _ID,
    ("name", "名称", "name", "text"),
    ("name_en", "英文名", "English name", "text"),
    ("customer", "客户", "customer", "person"),
    ("amount", "金额", "amount", "money"),
    ("currency", "货币", "currency", "text"),
    ("stage", "阶段", "stage", "text"),
    _STATUS,
    ("decision_rule", "决策规则", "decision rule", "text"),
    ("domain", "领域", "domain", "text"),
    _DUE,
    ("competitors", "竞争对手", "competitors", "people"),
    known="id name name_en customer",
)
_EDGES = _columns(
    ("kind", "关系", "relation", "text"),
    ("from", "起点", "from", "person"),
    ("to", "终点", "to", "person"),
    ("level", "程度", "level", "int"),
    ("domain", "领域", "domain", "text"),
    ("detail", "说明", "detail", "list"),
    ("confidence", "置信度", "confidence", "text"),
    ("reported_by", "报告人", "reporter", "person"),
    ("source", "来源", "source", "text"),
    ("observed_at", "观察日期", "observed on", "date"),
    ("valid_from", "生效日期", "valid from", "date"),
    ("valid_to", "失效日期", "valid to", "date"),
    private="reported_by",
)
_MEETINGS = _columns(
    ("date", "日期", "date", "date"),
    ("time", "时间", "time", "text"),
    _KIND,
    ("participants", "参与人", "participants", "people"),
    ("opportunity", "商机", "opportunity", "person"),
    ("channel", "渠道", "channel", "text"),
    ("outcome", "结果", "outcome", "support"),
    ("severity", "严重程度", "severity", "text"),
    _STATUS,
    ("summary", "摘要", "summary", "text"),
    _ID,
    private="summary",
)
_ACTIONS = _columns(
    _ID,
    _DUE,
    ("type", "类型", "type", "text"),
    ("target", "对象", "target", "person"),
    _OWNER,
    _STATUS,
    ("goal", "目标", "goal", "text"),
    ("opportunity", "商机", "opportunity", "person"),
    ("cost", "费用", "cost", "money"),
    ("currency", "货币", "currency", "text"),
    ("result", "结果", "result", "text"),
)
_GOALS = _columns(
    _ID,
    ("customer", "客户", "customer", "person"),
    _KIND,
    ("statement", "内容", "statement", "text"),
    ("agreed_by_both", "双方认可", "agreed by both", "bool"),
    _DUE,
    _STATUS,
)
_CALENDAR = _columns(
    ("date", "日期", "date", "date"),
    ("event", "事件", "event", "text"),
    ("org", "组织", "organisation", "person"),
    ("person", "人员", "person", "person"),
)
_NEEDS = _columns(
    _ID,
    ("holder", "谁的诉求", "holder", "person"),
    _KIND,
    ("statement", "内容", "statement", "text"),
    ("explicit", "明说", "stated", "bool"),
    ("horizon", "期限", "horizon", "text"),
    ("our_response", "我方响应", "our response", "text"),
    _OWNER,
    _STATUS,
)
_CRITERIA = _columns(
    _ID,
    ("opportunity", "商机", "opportunity", "person"),
    ("name", "名称", "name", "text"),
    ("category", "类别", "category", "text"),
)
_POSITIONS = _columns(
    ("person", "谁", "person", "person"),
    ("criterion", "决策标准", "criterion", "text"),
    ("weight", "权重", "weight", "number"),
    ("vendor", "供应商", "vendor", "person"),
    ("fit", "契合度", "fit", "support"),
    ("confidence", "置信度", "confidence", "text"),
    ("reported_by", "报告人", "reporter", "person"),
    ("observed_at", "观察日期", "observed on", "date"),
    private="reported_by",
)
_PRODUCTS = _columns(
    _ID,
    ("name", "名称", "name", "text"),
    ("name_en", "英文名", "English name", "text"),
    ("line", "产品线", "line", "text"),
    known="id name name_en line",
)
_POTENTIAL = _columns(
    ("product", "产品", "product", "text"),
    ("unit", "部门", "unit", "person"),
    _STATUS,
    ("vendor", "供应商", "vendor", "person"),
    ("amount", "金额", "amount", "money"),
    ("currency", "货币", "currency", "text"),
)
_PROMISES = _columns(
    _ID,
    ("from", "承诺方", "from", "person"),
    ("to", "受诺方", "to", "person"),
    ("statement", "内容", "statement", "text"),
    ("made_on", "承诺日期", "made on", "date"),
    _DUE,
    _STATUS,
    ("evidence", "证据", "evidence", "list"),
)
_ACCEPTED = _columns(
    ("key", "键", "key", "text"),
    ("reason", "理由", "reason", "text"),
    ("by", "接受人", "accepted by", "person"),
    ("date", "日期", "date", "date"),
    ("until", "接受至", "until", "date"),
)
_REPORTERS = _columns(
    ("reporter", "报告人", "reporter", "person"),
    ("org", "组织", "organisation", "person"),
    ("reports", "报告数", "reports", "int"),
    ("relations", "关系", "relations", "int"),
    ("stances", "支持态度", "stances", "int"),
    ("roles", "决策角色", "decision roles", "int"),
    ("assessments", "关系评估", "assessments", "int"),
    ("confident", "置信≥B", "confidence ≥ B", "share"),
    ("first", "最早", "first", "date"),
    ("last", "最近", "last", "date"),
    private="reporter org reports relations stances roles assessments confident first last",
)

#: Every kind of list by name, in the order in which a reader meets the records.
LISTS: Mapping[str, ListKind] = {
    kind.name: kind
    for kind in (
        ListKind("people", "person", Text("人员", "People"), _PEOPLE, ("id", "name", "name_en", "title"), rows.people),
        ListKind("orgs", "org", Text("组织", "Organisations"), _ORGS, ("id", "name", "name_en"), rows.orgs),
        ListKind("units", "unit", Text("部门", "Units"), _UNITS, ("id", "name", "org"), rows.units),
        ListKind(
            "opportunities",
            "opportunity",
            Text("商机", "Opportunities"),
            _OPPORTUNITIES,
            ("id", "name", "name_en", "customer"),
            rows.opportunities,
        ),
        ListKind(
            "edges", "edge", Text("关系", "Relations"), _EDGES, ("kind", "from", "to", "reported_by"), rows.relations
        ),
        ListKind(
            "meetings",
            "meeting",
            Text("互动", "Interactions"),
            _MEETINGS,
            ("kind", "participants", "opportunity", "summary"),
            rows.meetings,
        ),
        ListKind(
            "actions", "action", Text("行动", "Actions"), _ACTIONS, ("id", "type", "target", "owner"), rows.actions
        ),
        ListKind("goals", "goal", Text("目标", "Goals"), _GOALS, ("id", "statement", "customer"), rows.goals),
        ListKind("calendar", "event", Text("日历", "Calendar"), _CALENDAR, ("event", "org", "person"), rows.calendar),
        ListKind("needs", "need", Text("诉求", "Needs"), _NEEDS, ("id", "holder", "statement", "owner"), rows.needs),
        ListKind(
            "criteria",
            "criterion",
            Text("决策标准", "Criteria"),
            _CRITERIA,
            ("id", "name", "opportunity"),
            rows.criteria,
        ),
        ListKind(
            "positions",
            "position",
            Text("标准立场", "Positions"),
            _POSITIONS,
            ("person", "criterion", "vendor"),
            rows.positions,
        ),
        ListKind(
            "products",
            "product",
            Text("产品", "Products"),
            _PRODUCTS,
            ("id", "name", "name_en", "line"),
            rows.products,
        ),
        ListKind(
            "potential",
            "potential",
            Text("潜力", "Potential"),
            _POTENTIAL,
            ("product", "unit", "vendor"),
            rows.potential,
        ),
        ListKind(
            "promises",
            "promise",
            Text("承诺", "Promises"),
            _PROMISES,
            ("id", "from", "to", "statement"),
            rows.promises,
        ),
        ListKind(
            "accepted",
            "acceptance",
            Text("已接受的发现", "Accepted findings"),
            _ACCEPTED,
            ("key", "reason", "by"),
            rows.accepted,
        ),
        ListKind("reporters", "reporter", Text("报告人", "Reporters"), _REPORTERS, ("reporter", "org"), rows.reporters),
    )
}


def find_kind(name: str) -> ListKind:
    """The kind with this name, in the singular or by its label in either language.

    Raises
    ------
    UsageError
        There is no such kind; near misses are named.

    Examples
    --------
    >>> find_kind("person").name, find_kind("商机").name, find_kind("relations").name
    ('people', 'opportunities', 'edges')
    """
    wanted = name.strip().casefold()
    words = {
        word: kind for kind in LISTS.values() for word in (kind.name, kind.one, kind.label.zh, kind.label.en.casefold())
    }
    if wanted in words:
        return words[wanted]
    close = list(dict.fromkeys(words[word].name for word in near(wanted, words)))
    hint = (
        Text("是否想用:{near}?", "Did you mean {near}?").format(near=joined(close))
        if close
        else Text("可列出:{all}", "There are {all}.").format(all=joined(LISTS))
    )
    raise UsageError(
        Text("没有“{name}”的清单。{hint}", "there is no list of “{name}”. {hint}").format(name=shown(name), hint=hint)
    )
