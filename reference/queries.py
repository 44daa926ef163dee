"""``queries.md``: every named query with its options, its columns and an answer about the sample account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from graphcrm.asking.options import ALWAYS, DECISION, EDITION, TOP, Kind, Option
from graphcrm.asking.query import About, Column, Query
from graphcrm.asking.result import Result
from graphcrm.asking.terms import find_terms
from graphcrm.edition import Access
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.table import cells, on_the_right
from reference.formats import formats_table, json_type
from reference.markdown import anchor, block, cell, code, page, table
from reference.sample import command
from reference.words import term_title

__all__ = ["queries_page"]

#: A single row with more columns than this is shown as a list of its values.
_WIDE = 7
_LEAD = Text(
    '每个问题都可在命令行（`graphcrm query 名称` 或编号）、Python（`workspace.query("名称")`、`account.名称()`）'
    "和 JSON（`--format json`，结构见各节的 schema）中提问；选项在 Python 中以下划线代替连字符。任何一列都可能为空："
    "不知道就不写，显示为“—”。用语见[术语](terms.md)。",
    "Every question can be asked on the command line (`graphcrm query NAME`, or its number), from Python "
    '(`workspace.query("NAME")`, `account.name()`) and as JSON (`--format json`; each section links its schema). In Python, '
    "options have underscores for hyphens. Any column may be empty: what is not known is not written, and shown as “—”. "
    "[Terms](terms.md) explains the words.",
)
_COMMON = Text("所有查询共有的选项", "Options of every query")
_DECISION = Text("涉及决策的查询另有：", "Queries about a decision take also:")
_FORMATS = Text("列的格式", "Formats of columns")
_SHEET = Text("谁可以看", "who may see it")
_READERS = {
    Access.OPEN: Text("客户也可以", "the customer, too"),
    Access.INSIGHT: Text("同事", "colleagues"),
    Access.PRIVATE: Text("客户团队", "the account team"),
}
_RESTRICTED = Text(
    "**受限**：只给客户团队；每次查看都记入审计日志，记不下来就不回答；没有 `--edition`。",
    "**Restricted**: for the account team only, without `--edition`. Every view is noted in the audit trail; without a place for the "
    "note there is no answer.",
)
_ASKED = Text("在示例账户上：", "On the sample account:")
_NO_OPTIONS = Text("没有自己的选项。", "No options of its own.")
_OWN = Text("自己的选项：", "Options of its own:")
_GROUPS = Text("答案有 {n} 组行。第 {i} 组：", "The answer has {n} groups of rows. Group {i}:")
_ROWS = Text("答案的列：", "Columns of the answer:")
_NO_ROWS = Text("（没有结果行）", "(no rows)")
_SCHEMA = Text("JSON 结构", "JSON schema")
_NETWORK = Text("问的是一个网络，不需要决策。", "Asked of a network; no decision is needed.")
_OPTION_HEADS = (
    Text("选项", "option"),
    Text("取值", "takes"),
    Text("含义", "meaning"),
    Text("默认", "default"),
)
_COLUMN_HEADS = (
    Text("列", "column"),
    Text("标题", "heading"),
    Text("格式", "format"),
    Text("JSON 类型", "JSON type"),
    _SHEET,
)
_TAKES: Mapping[Kind, Text] = {
    Kind.TEXT: Text("文字", "text"),
    Kind.PERSON: Text("人员编号", "id of a person"),
    Kind.HOLDER: Text("人员或组织编号", "id of a person or an organisation"),
    Kind.ORG: Text("组织编号", "id of an organisation"),
    Kind.OPPORTUNITY: Text("商机编号", "id of an opportunity"),
    Kind.WHOLE: Text("整数", "whole number"),
    Kind.NUMBER: Text("数", "number"),
    Kind.DAY: Text("日期", "date"),
    Kind.FLAG: Text("开关", "switch"),
    Kind.CHANGE: Text("设想的改变", "a change"),
}


def queries_page(results: Sequence[Result], lang: Lang) -> str:
    """The page, from the answers to all queries in order."""
    links = (f"[{q.number} {q.name}](#{anchor(_title(q))}) {cell(q.question.say(lang))}" for q in _of(results))
    return page(
        [
            f"# {Text('查询', 'Queries').say(lang)}",
            _LEAD.say(lang),
            "\n".join(f"- {link}" for link in links),
            f"## {_COMMON.say(lang)}",
            _options((*ALWAYS, *_editions(results), TOP), {}, lang),
            _DECISION.say(lang),
            _options(DECISION, {}, lang),
            f"## {_FORMATS.say(lang)}",
            formats_table(lang),
            *chain.from_iterable(_section(result, lang) for result in results),
        ]
    )


def _editions(results: Iterable[Result]) -> list[Option]:
    """The option of the edition, with those that queries offer."""
    return [o for query in _of(results) for o in query.options if o.key == EDITION.key][:1]


def _of(results: Iterable[Result]) -> list[Query]:
    return [result.query for result in results]


def _title(query: Query) -> str:
    return f"{query.number} {query.name}"


def _section(result: Result, lang: Lang) -> Iterable[str]:
    query = result.query
    yield f"## {_title(query)}"
    yield f"{cell(query.question.say(lang))} · [{_SCHEMA.say(lang)}](../schemas/{query.name}.json)"
    if query.restricted:
        yield _RESTRICTED.say(lang)
    if query.about == About.NETWORK:
        yield _NETWORK.say(lang)
    given = [o for o in query.options if o in query.own or o.key in query.defaults]
    yield _OWN.say(lang) if given else _NO_OPTIONS.say(lang)
    yield _options(given, query.defaults, lang) if given else ""
    for at, columns in enumerate(query.groups, 1):
        yield _ROWS.say(lang) if len(query.groups) == 1 else _GROUPS.format(n=len(query.groups), i=at).say(lang)
        yield _columns(query, columns, lang)
    yield _ASKED.say(lang)
    yield block(command(query), "sh")
    for columns, rows in zip(query.groups, result.groups, strict=True):
        yield _rows(result, columns, rows, lang)
    if result.explain:
        yield f"> {cell(result.explain[0].say(lang))}"


def _options(options: Iterable[Option], defaults: Mapping[str, object], lang: Lang) -> str:
    return table(
        [h.say(lang) for h in _OPTION_HEADS],
        [
            [
                code(o.flag),
                _takes(o, lang),
                cell(o.help.say(lang)),
                _default(o, defaults.get(o.key), lang),
            ]
            for o in options
        ],
    )


def _takes(option: Option, lang: Lang) -> str:
    if option.choices:
        return "<br>".join(
            code(c) + ("" if label.say(lang) == c else " " + cell(label.say(lang)))
            for c, label in option.choices.items()
        )
    words = _TAKES[option.kind]
    if option.least is not None:
        low = Text(" > {n}", " > {n}") if option.above else Text(" ≥ {n}", " ≥ {n}")
        words += low.format(n=f"{option.least:g}")
    if option.repeat:
        words += Text("，可多次", ", repeatable")
    return cell(words.say(lang))


def _default(option: Option, value: object, lang: Lang) -> str:
    if option.required:
        return Text("必填", "required").say(lang)
    return "" if value is None else code(str(value))


def _columns(query: Query, columns: Sequence[Column], lang: Lang) -> str:
    return table(
        [h.say(lang) for h in _COLUMN_HEADS],
        [
            [
                code(c.name),
                _heading(c, lang),
                code(c.format),
                cell(json_type(c.format, lang)),
                _READERS[Access.PRIVATE if query.restricted else c.access].say(lang),
            ]
            for c in columns
        ],
    )


def _heading(column: Column, lang: Lang) -> str:
    """The heading, as a link to the term if it is one."""
    text = cell(column.heading.say(lang))
    terms = [t for t in find_terms(column.heading.zh) if t in find_terms(column.heading.en)]
    return f"[{text}](terms.md#{anchor(term_title(terms[0]))})" if len(terms) == 1 else text


def _rows(result: Result, columns: Sequence[Column], rows: Sequence[Mapping[str, object]], lang: Lang) -> str:
    if not rows:
        return _NO_ROWS.say(lang)
    heads = [cell(c.heading.say(lang)) for c in columns]
    shown = [[cell(value) for value in row] for row in cells(result, columns, rows, lang)]
    if len(shown) == 1 and len(heads) > _WIDE:
        return table(
            [Text("指标", "figure").say(lang), Text("值", "value").say(lang)], zip(heads, shown[0], strict=True)
        )
    return table(heads, shown, on_the_right(columns, rows))
