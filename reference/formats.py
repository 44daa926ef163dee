"""The formats of columns: what each holds, and how one value of it looks in every form of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.asking.formats import FORMATS
from graphcrm.asking.labelled import Figure
from graphcrm.asking.values import dumped
from graphcrm.i18n import Lang, Text
from graphcrm.model.choices import NeedKind
from reference.markdown import cell, code, table

__all__ = ["formats_table", "json_type"]

_NAMES = {"c2": "林行长", "c3": "周CIO", "c4": "吴CFO"}
#: Format: what it holds, and a value.
_ABOUT: Mapping[str, tuple[Text, Any]] = {
    "text": (Text("代码（附标签）或文字", "a code with its label, or words"), NeedKind.CAREER),
    "int": (Text("整数", "a whole number"), 4),
    "number": (
        Text(
            "数，一列中小数位数相同，最多两位（全部很小时更多）",
            "a number; those of a column have the same digits behind the point, two at most, more where all are small",
        ),
        1.4378,
    ),
    "money": (
        Text("金额，千位分隔；货币在旁边一列", "an amount, thousands apart; the currency stands beside it"),
        32000000,
    ),
    "pct": (Text("0–100 的百分数", "per cent, 0 to 100"), 27.77),
    "pp": (Text("百分点的增减", "points gained or lost"), 3.2),
    "tenths": (Text("百分点的增减，到十分之一", "points gained or lost, to the tenth"), 3.2),
    "share": (Text("份额 0–1", "share, 0 to 1"), 0.2777),
    "strength": (Text("强度 0–1", "strength, 0 to 1"), 0.4533),
    "lean": (Text("倾向 −1 到 1", "lean, −1 to 1"), 0.4114),
    "change": (
        Text("变化，整百分点；不足一个写到十分位", "a change in whole per cents, less than one in tenths"),
        -0.0041,
    ),
    "fine_lean": (Text("倾向 −1 到 1，写到十分位", "lean, −1 to 1, in tenths"), 0.4114),
    "support": (Text("支持度 −1 到 3", "level of support, −1 to 3"), 2),
    "figure": (Text("自带格式的值：文字或数", "words, or a number with a format of its own"), Figure.of(0.25, "share")),
    "bool": (Text("是或否", "yes or no"), True),
    "date": (Text("日期（ISO 8601）", "day (ISO 8601)"), "2026-06-30"),
    "person": (Text("编号，显示时附名称", "id; people see the name beside it"), "c2"),
    "people": (Text("多个编号，显示名称", "several ids; people see the names"), ["c2", "c4"]),
    "path": (Text("一条路径上的编号", "the ids along a path"), ["c4", "c3", "c2"]),
    "ids": (Text("多个编号，照原样显示", "several ids, shown as they are"), ["c4", "c2"]),
    "list": (Text("多项文字", "several texts"), [Text("先约", "call first"), Text("再访", "then visit")]),
    "parts": (
        Text("多个份额，与旁边的人一一对应", "several shares, in the order of the people beside them"),
        [0.21, 0.08],
    ),
    "roles": (Text("覆盖规则中尚缺的我方角色", "roles of ours that a coverage rule asks for"), ["exec|director", "ar"]),
    "cell": (
        Text("覆盖矩阵的格：最强关系、对数、最近联系", "cell of the coverage matrix: best tie, pairs, last contact"),
        {"tie": 0.62, "pairs": 3, "last": "2026-06-18"},
    ),
    "leans": (Text("每位决策者的倾向", "the lean of each decider"), {"c2": 0.41, "c4": -0.12}),
}
_HEADS = (
    Text("格式", "format"),
    Text("内容", "what it holds"),
    Text("例（JSON）", "an example, in JSON"),
    Text("JSON 类型", "JSON type"),
    Text("表格与网页", "in tables and pages"),
    Text("CSV 中", "in CSV"),
    Text("pandas 中", "in pandas"),
    Text("电子表格中", "in spreadsheets"),
)


def formats_table(lang: Lang) -> str:
    """Every format with a value of it."""
    return table([h.say(lang) for h in _HEADS], [_row(name, lang) for name in FORMATS])


def _row(name: str, lang: Lang) -> list[str]:
    form, (about, value) = FORMATS[name], _ABOUT[name]
    if not form.takes(value):
        raise ValueError(f"{value!r} is no {name}")
    return [
        code(name),
        cell(about.say(lang)),
        code(dumped(form.json(value))),
        cell(json_type(name, lang)),
        cell(form.cell(value, _NAMES, lang)),
        code(str(form.csv(value, lang))),
        code(form.dtype),
        code(form.number_format),
    ]


def json_type(name: str, lang: Lang) -> str:
    """What a column of this format holds in JSON, in words; any of them may be null."""
    return _in_words(FORMATS[name].described()).say(lang)


_PLAIN = {
    "string": Text("字符串", "string"),
    "integer": Text("整数", "integer"),
    "number": Text("数", "number"),
    "boolean": Text("布尔值", "boolean"),
}
_PAIR = Text("双语文字", "text in two languages")


def _in_words(schema: Mapping[str, Any]) -> Text:
    if "anyOf" in schema:
        kinds = list(map(_in_words, schema["anyOf"]))
        return Text("或".join(k.zh for k in kinds), " or ".join(k.en for k in kinds))
    match schema["type"]:
        case "array":
            return Text("数组，各项为{item}", "array of {item}").format(item=_in_words(schema["items"]))
        case "object" if "properties" in schema:
            keys = tuple(schema["properties"])
            return _PAIR if keys == ("zh", "en") else Text("、".join(keys) + " 的对象", f"object of {', '.join(keys)}")
        case "object":
            return Text("从编号到数的对象", "object from ids to numbers")
        case "string" if "format" in schema:
            return Text("日期字符串", "string, a date")
    return _PLAIN[schema["type"]]
