"""``tables.md``: every table of an import with its key and columns, the relations, and the words of every list of choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphcrm.i18n import Lang, Text
from graphcrm.ingest.template import guidance
from graphcrm.model import fields as f
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Source
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.lists import LIST_FORM
from graphcrm.model.tables import TABLES, Table
from reference.markdown import anchor, cell, code, page, table

__all__ = ["tables_page"]

_TITLE = Text("表格", "Tables")
_LEAD = Text(
    '一个文件夹的 CSV 文件、一个 Excel 工作簿（每表一页）或一个 JSON 文档 `{"people": […], …}`，列都相同，任何表都可以没有。'
    "表名、列名和取值可用代码或中文标签，列的顺序任意，空单元格表示未给出。"
    "`graphcrm import --template 目录` 写出空白表格；问题见[代码](codes.md)。",
    'A folder of CSV files, one Excel workbook with a sheet per table, or one JSON document `{"people": […], …}`: the columns are the '
    "same, and every table is optional. Names of tables and columns, and values, are codes or Chinese labels; columns stand in any "
    "order; an empty cell means “not given”. `graphcrm import --template DIR` writes empty tables; [codes](codes.md) explains "
    "what an import reports.",
)
_LISTS = Text("{form}。", "In a cell, {form}.")
_VALUES = Text(
    "日期写作 2026-03-05、2026/3/5 或 2026年3月5日；是/否写作 true/false、yes/no、1/0 或 是/否；"
    "编号为 1 到 128 个任何文字的可打印字符，`;` 和 `>` 除外。",
    "Dates are written 2026-03-05, 2026/3/5 or 2026年3月5日; yes or no true/false, yes/no, 1/0 or 是/否; ids are 1 to 128 printable "
    "characters of any script but `;` and `>`.",
)
_KEY = Text(
    "同键的行：相同则不变，不同则为新版本，旧版本自新行生效日起失效。",
    "A row whose key exists changes nothing if it is equal, else it is a new version, and the old one ends where that begins.",
)
_HEADS = (
    Text("列", "column"),
    Text("标签", "Chinese label"),
    Text("取值", "takes"),
    Text("必填", "required"),
)
_REQUIRED = Text("是", "yes")
_ASK = Text("填写前先问：", "What to ask before writing a number down:")
_REFS = {
    "org": Text("组织", "an organisation"),
    "unit": Text("部门", "a unit"),
    "person": Text("人员", "a person"),
    "opportunity": Text("商机", "an opportunity"),
    "goal": Text("目标", "a goal"),
    "criterion": Text("决策标准", "a criterion"),
    "product": Text("产品", "a product"),
}
_RELATIONS = Text("关系的种类", "Kinds of relations")
_RELATIONS_LEAD = Text(
    "表 edges 的一行是其中一种；“评级”者须有来源、报告人和观察日期。",
    "A row of the table edges is one of these; assessed ones need a source, a reporter and the day of the observation.",
)
_CHOICES = Text("可选值", "Choices")
_PLAIN = {
    f.boolean: Text("是/否", "yes or no"),
    f.parse_date: Text("日期", "date"),
    f.clock: Text("时间 HH:MM", "time, HH:MM"),
    f.mail_address: Text("业务邮箱地址", "business mail address"),
    f.system_key: Text("系统：编号", "SYSTEM:KEY"),
    f.currency: Text("ISO 4217 货币代码", "currency, ISO 4217"),
}
_ID = Text("编号", "id")
_OR_IMPORT = Text("，或 import：名称", ", or import:NAME")


def tables_page(lang: Lang) -> str:
    """The page."""
    links = "\n".join(f"- [{t.name}](#{anchor(_name(t))}) {t.zh}" for t in TABLES)
    return page(
        [
            f"# {_TITLE.say(lang)}",
            _LEAD.say(lang),
            _LISTS.format(form=LIST_FORM).say(lang).replace("\\", "\\\\"),
            _VALUES.say(lang),
            _KEY.say(lang),
            links,
            *(part for t in TABLES for part in _table(t, lang)),
            f"## {_RELATIONS.say(lang)}",
            _RELATIONS_LEAD.say(lang),
            _relations(lang),
            f"## {_CHOICES.say(lang)}",
            *(part for kind in _kinds() for part in _choices(kind, lang)),
        ]
    )


def _name(of: Table) -> str:
    return f"{of.name} {of.zh}"


def _table(of: Table, lang: Lang) -> Iterable[str]:
    key = ("、" if lang == "zh" else ", ").join(map(code, of.key))
    yield f"## {_name(of)}"
    whole = of.key == tuple(c.name for c in of.columns)
    yield Text("键：", "Key: ").say(lang) + (Text("所有列", "all columns").say(lang) if whole else key)
    yield table(
        [h.say(lang) for h in _HEADS],
        [
            [
                code(c.name),
                cell(c.zh),
                _takes(c, lang),
                _REQUIRED.say(lang) if c.required else "",
            ]
            for c in of.columns
        ],
    )
    asked = guidance(of)
    if asked:
        yield _ASK.say(lang)
        yield "\n".join(f"- {cell(line.say(lang))}" for line in asked)


def _takes(column: f.Field, lang: Lang) -> str:
    """What a column takes, in words; choices as a link to their list."""
    words = _described(column, column.parse.one if isinstance(column.parse, f.ListOf) else column.parse, lang)
    return Text("列表：{one}", "list: {one}").format(one=words).say(lang) if column.many else words


def _described(column: f.Field, parse: f.Parser, lang: Lang) -> str:
    match parse:
        case f.ChoiceOf(kind):
            return _link(kind, lang)
        case f.TextOf(limit):
            words = Text("文字，最多 {n} 字", "text of at most {n} characters").format(n=limit).say(lang)
            usual = Text("，常用：", ", usually ").say(lang) + _link(column.usual, lang) if column.usual else ""
            return words + usual
        case f.IntegerOf(low, high):
            return _range(Text("整数", "whole number"), low, high).say(lang)
        case f.NumberOf(low, high):
            return _range(Text("数", "number"), low, high).say(lang)
    if parse is f.origin:
        return _link(Source, lang) + _OR_IMPORT.say(lang)
    if parse in _PLAIN:
        return cell(_PLAIN[parse].say(lang))
    what = _ID
    if column.refs:
        zh, en = ([getattr(_REFS[kind], one) for kind in column.refs] for one in ("zh", "en"))
        what = Text(f"{_or(zh, '、', '或')}编号", f"id of {_or(en, ', ', ' or ')}")
    return cell((what + _OR_IMPORT if parse is f.reporter else what).say(lang))


def _or(words: Iterable[str], between: str, last: str) -> str:
    """Words as alternatives."""
    *first, one = words
    return between.join(first) + last + one if first else one


def _link(kind: type[Choice], lang: Lang) -> str:
    """The section that lists what may be chosen."""
    return f"[{kind.__name__}](#{anchor(_RELATIONS.say(lang) if kind is EdgeKind else kind.__name__)})"


def _range(what: Text, low: float, high: float) -> Text:
    if high == float("inf"):
        return what + (Text("", "") if low == -high else Text(f" ≥ {low:,.12g}", f" ≥ {low:,.12g}"))
    return what + Text(f" {_plain(low)} 到 {_plain(high)}", f" {_plain(low)} to {_plain(high)}")


def _plain(number: float) -> str:
    return (f"{number:,.0f}" if float(number).is_integer() else f"{number:,.12g}").replace("-", "−")


def _relations(lang: Lang) -> str:
    heads = (
        Text("代码", "code"),
        Text("标签", "label"),
        Text("从", "from"),
        Text("到", "to"),
        Text("程度", "level"),
        Text("评级", "assessed"),
    )
    return table([h.say(lang) for h in heads], [_relation(kind, lang) for kind in EDGE_RULES])


def _relation(kind: EdgeKind, lang: Lang) -> list[str]:
    rule = EDGE_RULES[kind]
    ends = [
        Text("或".join(_REFS[k].zh for k in end), " or ".join(_REFS[k].en for k in end))
        for end in (rule.source, rule.target)
    ]
    level = f"{rule.level[0]} … {rule.level[1]}".replace("-", "−") if rule.level else ""
    must = Text("（必填）", " (required)").say(lang) if rule.level_required else ""
    return [
        code(kind.value),
        cell(kind.label.say(lang)),
        *(end.say(lang) for end in ends),
        level + must,
        _REQUIRED.say(lang) if rule.assessed else "",
    ]


def _kinds() -> Sequence[type[Choice]]:
    """Every enumeration of the tables, each once, in the order of the tables."""
    found = [kind for t in TABLES for c in t.columns for kind in (c.choices, c.usual)]
    columns = [kind for kind in found if kind is not None and kind is not EdgeKind]
    return list(dict.fromkeys([*columns, Source]))


def _choices(kind: type[Choice], lang: Lang) -> Iterable[str]:
    yield f"### {kind.__name__}"
    heads = [Text("代码", "code"), Text("中文", "Chinese"), Text("英文", "English")]
    yield table([h.say(lang) for h in heads], [[code(m.value), cell(m.zh), cell(m.en)] for m in kind])
