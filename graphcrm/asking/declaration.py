"""Reading ``NAME.toml``: a query's declaration, checked as it is read, with file, line and near misses.

What the package ships declares an answer: its options, its columns, who may see it. A team's own file presents such an answer in
another way: fewer columns, other headings, a format of the same unit, fewer options, other defaults. What the answer gives, and
who may see it, it cannot change; it may say it again, so that a copy of a shipped file is a team's file to begin with.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from graphcrm.asking.formats import FORMATS
from graphcrm.asking.options import COMMON, Kind, Option
from graphcrm.asking.query import LOOKS_BACK, About, Column, Query
from graphcrm.asking.tomlfile import TomlFile
from graphcrm.edition import Access
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.resources import resource

__all__ = ["read_query"]


_NAME = re.compile(r"[a-z0-9-]{1,64}")
_KEYS = (
    "number", "zh", "en", "answer", "about", "restricted", "undecided", "looks_back", "fail_on", "options", "columns",
    "group", "private", "aside", "defaults",
)  # fmt: skip
#: What a team's file cannot change.
_OF_THE_ANSWER = ("about", "restricted", "undecided", "looks_back", "fail_on")
_OPTION_KEYS = ("type", "zh", "en", "choices", "repeat", "required", "least", "above", "most")
_KEY, _COLUMN, _OPTION = Text("设置", "key"), Text("列", "column"), Text("选项", "option")
_OF_A_COLUMN = Text("名称，中文，英文，格式", "name, zh, en, format")
_NAMES = Text("名称 …", "names …")


def read_query(path: Path) -> Query:
    """The query that a file declares."""
    return _query(*TomlFile.of(path))


def _query(place: TomlFile, data: Mapping[str, Any]) -> Query:
    for key in data:
        place.one_of(key, _KEYS, _KEY)
    name = place.path.stem
    if not _NAME.fullmatch(name):
        place.refuse(Text(f"文件名 {name} 只能用 a–z、0–9 和 -", f"{name} may only have a–z, 0–9 and - in its name"))
    answer = place.value(data, "answer", str)
    shipped = resource("queries") in place.path.resolve().parents
    base = None if shipped else _base(place, answer)
    groups = _groups(place, data, base)
    given = base or Query(name, Text("", ""), answer, About.DECISION, groups, groups, place.path)
    about = place.value(data, "about", str, given.about)
    place.one_of(about, (About.DECISION, About.ACCOUNTS, About.NETWORK), Text("对象", "subject"), under="about")
    query = replace(
        given,
        name=name,
        number=place.value(data, "number", str, ""),
        question=Text(place.value(data, "zh", str), place.value(data, "en", str)),
        about=About(about),
        own=_options(place, data["options"], base) if "options" in data else given.own,
        groups=groups,
        restricted=place.value(data, "restricted", bool, given.restricted),
        source=place.path,
        undecided=place.value(data, "undecided", bool, given.undecided),
        looks_back=_looks_back(place, data["looks_back"]) if "looks_back" in data else given.looks_back,
        fail_on=tuple(place.texts(data["fail_on"], "fail_on", _NAMES)) if "fail_on" in data else given.fail_on,
        aside=tuple(place.texts(data["aside"], "aside", _NAMES)) if "aside" in data else _still_there(given, groups),
    )
    for name in query.aside:
        place.one_of(name, query.columns, _COLUMN, under="aside")
    for key in _OF_THE_ANSWER if base else ():
        if getattr(query, key) != getattr(base, key):
            _refuse_change(place, key, answer)
    return _with_defaults(place, query, place.value(data, "defaults", dict, {}))


def _still_there(given: Query, groups: tuple[tuple[Column, ...], ...]) -> tuple[str, ...]:
    """Columns that a narrow terminal leaves out, of those that a team's file still has."""
    shown = {column.name for group in groups for column in group}
    return tuple(name for name in given.aside if name in shown)


def _refuse_change(place: TomlFile, key: str, answer: str) -> NoReturn:
    said = Text("{key} 由答案 {answer} 决定", "{key} is a matter of the answer {answer}")
    place.refuse(said.format(key=key, answer=answer), under=key)


def _looks_back(place: TomlFile, written: Any) -> str:
    """With which days before that of the question the answer compares (`graphcrm.asking.query`)."""
    name = str(place.typed(written, str, "looks_back"))
    place.one_of(name, LOOKS_BACK, Text("回看", "look back"), under="looks_back")
    return name


def _with_defaults(place: TomlFile, query: Query, given: Mapping[str, Any]) -> Query:
    known = {name: option for option in query.options for name in (option.name, option.key)}
    defaults = dict(query.defaults)
    for name, value in given.items():
        place.one_of(name, known, _OPTION, under="defaults")
        try:
            read = known[name].read(value)
        except UsageError as error:
            place.refuse(error.text, name, under="defaults")
        defaults[known[name].key] = read
    return replace(query, defaults={key: value for key, value in defaults.items() if value is not None})


@cache
def _answers() -> Mapping[str, Path]:
    """Answers with the shipped file that declares each."""
    found = {}
    for path in sorted(resource("queries").glob("*.toml")):
        found[str(tomllib.loads(path.read_text(encoding="utf-8"))["answer"])] = path
    return found


def _base(place: TomlFile, answer: str) -> Query:
    """The shipped query whose answer a team's own file presents."""
    known = _answers()
    place.one_of(answer, known, Text("答案", "answer"), under="answer")
    return read_query(known[answer])


def _groups(place: TomlFile, data: Mapping[str, Any], base: Query | None) -> tuple[tuple[Column, ...], ...]:
    if "group" in data and "columns" in data:
        place.refuse(Text("columns 与 group 只能写一个", "write either columns or group"), under="columns")
    tables = [place.typed(one, dict, "group") for one in place.value(data, "group", list, [data])]
    written = [place.value(table, "columns", list) for table in tables]
    if base is not None and len(written) != len(base.contract):
        place.refuse(
            Text(
                f"答案 {base.answer} 有 {len(base.contract)} 组行，这里写了 {len(written)} 组",
                f"groups of rows of the answer {base.answer}: {len(base.contract)}; here: {len(written)}",
            ),
            under="columns",
        )
    private = set(place.texts(data.get("private", []), "private", _NAMES))
    groups = []
    for at, columns in enumerate(written):
        given = {c.name: c for c in base.contract[at]} if base else None
        groups.append(tuple(_column(place, one, given, private) for one in columns))
        names = [c.name for c in groups[-1]]
        if not names:
            place.refuse(Text("没有任何列", "there is no column"), under="columns")
        for name in names:
            if names.count(name) > 1:
                place.refuse(Text(f"列 {name} 出现两次", f"the column {name} stands twice"), name, under="columns")
    for name in sorted(private):
        place.one_of(name, [c.name for g in groups for c in g], _COLUMN, under="private")
    return tuple(groups)


def _column(place: TomlFile, written: Any, given: Mapping[str, Column] | None, private: set[str]) -> Column:
    """A column: ``[name, zh, en, format]``; of a team's own file also the bare name."""
    if given is not None and isinstance(written, str):
        place.one_of(written, given, _COLUMN, under="columns")
        column = given[written]
    else:
        name, zh, en, form = place.texts(written, "columns", _OF_A_COLUMN)
        place.one_of(form, FORMATS, Text("格式", "format"), under="columns")
        column = Column(name, Text(zh, en), form, Access.INSIGHT)
        if given is not None:
            place.one_of(name, given, _COLUMN, under="columns")
            _same_unit(place, given[name], form)
            column = replace(column, access=given[name].access)
    return replace(column, access=Access.PRIVATE) if column.name in private else column


def _same_unit(place: TomlFile, column: Column, form: str) -> None:
    if not FORMATS[form].like(FORMATS[column.format]):
        able = ", ".join(name for name, other in FORMATS.items() if other.like(FORMATS[column.format]))
        said = Text(
            "列 {name} 不能写作 {form}；可用：{able}", "the column {name} cannot be written as {form}; there are {able}"
        )
        place.refuse(said.format(name=column.name, form=form, able=able), form, under="columns")


def _options(place: TomlFile, written: Any, base: Query | None) -> tuple[Option, ...]:
    """A table of options; a team's own file may list names of those that the answer has. What must be given stays."""
    by_name = base is not None and not isinstance(written, dict)
    tables: Mapping[str, Any] = {} if by_name else place.typed(written, dict, "options")
    if base is None:
        return tuple(
            _option(place.table("options", name), name, place.typed(table, dict, name))
            for name, table in tables.items()
        )
    names = place.texts(written, "options", _NAMES) if by_name else list(tables)
    for name in names:
        place.one_of(name, [o.name for o in (base.own if tables else base.options)], _OPTION, under="options")
    return tuple(_again(place, option, tables, base) for option in base.own if option.required or option.name in names)


def _again(place: TomlFile, option: Option, tables: Mapping[str, Any], base: Query) -> Option:
    """An option of the answer as a team's file declares it again: another help, if any."""
    if option.name not in tables:
        return option
    table = place.typed(tables[option.name], dict, option.name)
    again = _option(place.table("options", option.name), option.name, table)
    if replace(again, help=option.help) != option:
        _refuse_change(place, option.name, base.answer)
    return again


def _option(place: TomlFile, name: str, table: Mapping[str, Any]) -> Option:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name) or name in {o.name for o in COMMON}:
        said = Text(f"选项名 {name} 无效或已有此通用选项", f"{name} is no name for an option of its own")
        place.refuse(said, under=name)
    for key in table:
        place.one_of(key, _OPTION_KEYS, _KEY, under=name)
    kind = place.value(table, "type", str)
    place.one_of(kind, Kind, Text("类型", "type"), under=name)
    if (kind == Kind.CHOICE) != ("choices" in table):
        place.refuse(Text(f"{name}：类型 choice 需要 choices", f"{name}: the type choice needs choices"), under=name)
    return Option(
        name,
        Kind(kind),
        Text(place.value(table, "zh", str), place.value(table, "en", str)),
        choices=_choices(place, place.value(table, "choices", dict)) if "choices" in table else None,
        repeat=place.value(table, "repeat", bool, False),
        required=place.value(table, "required", bool, False),
        least=place.value(table, "least", float) if "least" in table else None,
        above=place.value(table, "above", bool, False),
        most=place.value(table, "most", float) if "most" in table else None,
    )


def _choices(place: TomlFile, written: Mapping[str, Sequence[str]]) -> Mapping[str, Text]:
    return {code: Text(*place.texts(labels, code, Text("中文，英文", "zh, en"))) for code, labels in written.items()}
