"""Reading ``NAME.toml``: a query's declaration, checked as it is read, with file, line and near misses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from graphcrm.asking.formats import FORMATS
from graphcrm.asking.options import COMMON, Kind, Option
from graphcrm.asking.query import About, Column, Query
from graphcrm.edition import Access
from graphcrm.errors import InputError, UsageError
from graphcrm.i18n import Text
from graphcrm.model.problems import Problem
from graphcrm.near import did_you_mean
from graphcrm.resources import resource

__all__ = ["read_query"]

_KEYS = ("number", "zh", "en", "answer", "about", "restricted", "options", "columns", "group", "private", "defaults")
_OPTION_KEYS = ("type", "zh", "en", "choices", "repeat", "required", "least", "above")


def read_query(path: Path) -> Query:
    """The query that a file declares.

    Raises
    ------
    InputError
        The file is no TOML, or what it says does not fit the answer that it names.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        found = re.search(r"line (\d+)", str(error))
        place = _Place(path, "")
        place.refuse(
            Text(f"不是有效的 TOML:{error}", f"this is not TOML: {error}"), line=int(found[1]) if found else None
        )
    place = _Place(path, text)
    try:
        return _query(place, data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = str(error).strip("'")
        place.refuse(Text(f"缺少或无法识别:{what}", f"missing or not understood: {what}"))


class _Place:
    """A file that is being read; refuses with the line on which a word stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def refuse(self, text: Text, word: str | None = None, line: int | None = None) -> NoReturn:
        if line is None and word is not None:
            whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
            line = next((at for at, one in enumerate(self.lines, 1) if whole.search(one)), None)
        where = str(self.path) if line is None else f"{self.path}:{line}"
        said = Text("{where}:", "{where}: ").format(where=where) + text
        raise InputError(said, [Problem("E15", text, file=str(self.path), line=line)])

    def one_of(self, word: str, known: Iterable[str], what: Text) -> None:
        """Refuse a word that is not among the known ones, with near misses."""
        names = list(known)
        if word in names:
            return
        said = Text("没有{what}“{word}”。", "there is no {what} “{word}”. ").format(what=what, word=word)
        self.refuse(said + did_you_mean(word, names), word)


def _query(place: _Place, data: Mapping[str, Any]) -> Query:
    for key in data:
        place.one_of(key, _KEYS, Text("设置", "key"))
    answer = str(data["answer"])
    shipped = resource("queries") in place.path.resolve().parents
    base = None if shipped else _base(place, answer)
    if base is None and not re.fullmatch(r"[a-z_]+", answer):
        place.refuse(Text(f"答案名无效:{answer}", f"not the name of an answer: {answer}"), answer)
    groups = _groups(place, data, base)
    about = str(data.get("about", About.DECISION))
    place.one_of(about, [one.value for one in About], Text("对象", "subject"))
    query = Query(
        name=place.path.stem,
        number=str(data.get("number", "")),
        question=Text(data["zh"], data["en"]),
        answer=answer,
        about=base.about if base else About(about),
        own=_options(place, data.get("options", {}), base),
        groups=groups,
        contract=base.contract if base else groups,
        defaults={},
        restricted=base.restricted if base else bool(data.get("restricted", False)),
        source=place.path,
    )
    return _with_defaults(place, query, data.get("defaults", {}))


def _with_defaults(place: _Place, query: Query, given: Mapping[str, Any]) -> Query:
    known = {name: option for option in query.options for name in (option.name, option.key)}
    defaults = {}
    for name, value in given.items():
        place.one_of(name, known, Text("选项", "option"))
        try:
            defaults[known[name].key] = known[name].read(value)
        except UsageError as error:
            place.refuse(error.text, name)
    return replace(query, defaults=defaults)


@cache
def _answers() -> Mapping[str, Path]:
    """Answers with the shipped file that declares each."""
    found = {}
    for path in resource("queries").glob("*.toml"):
        found[str(tomllib.loads(path.read_text(encoding="utf-8"))["answer"])] = path
    return found


def _base(place: _Place, answer: str) -> Query:
    """The shipped query whose answer a team's own file presents."""
    known = _answers()
    place.one_of(answer, known, Text("答案", "answer"))
    return read_query(known[answer])


def _groups(place: _Place, data: Mapping[str, Any], base: Query | None) -> tuple[tuple[Column, ...], ...]:
    written = [group["columns"] for group in data["group"]] if "group" in data else [data["columns"]]
    if base is not None and len(written) != len(base.contract):
        place.refuse(
            Text(
                f"答案 {base.answer} 有 {len(base.contract)} 组行,这里写了 {len(written)} 组",
                f"the answer {base.answer} has {len(base.contract)} groups of rows, here are {len(written)}",
            ),
            "columns",
        )
    private = {str(name) for name in data.get("private", ())}
    groups = []
    for at, columns in enumerate(written):
        given = {c.name: c for c in base.contract[at]} if base else None
        groups.append(tuple(_column(place, one, given, private) for one in columns))
        names = [c.name for c in groups[-1]]
        if not names:
            place.refuse(Text("没有任何列", "there is no column"), "columns")
        for name in names:
            if names.count(name) > 1:
                place.refuse(Text(f"列 {name} 出现两次", f"the column {name} stands twice"), name)
    for name in private:
        place.one_of(name, [c.name for g in groups for c in g], Text("列", "column"))
    return tuple(groups)


def _column(place: _Place, written: Any, given: Mapping[str, Column] | None, private: set[str]) -> Column:
    """A column: ``[name, zh, en, format]``; of a team's own file also the bare name."""
    name = str(written if isinstance(written, str) else written[0])
    if given is not None:
        place.one_of(name, given, Text("列", "column"))
    if isinstance(written, str):
        if given is None:
            place.refuse(
                Text(f"列 {name} 应为 [名称, 中文, 英文, 格式]", f"write {name} as [name, zh, en, format]"), name
            )
        return given[name]
    name, zh, en, form = (str(part) for part in written)
    place.one_of(form, FORMATS, Text("格式", "format"))
    access = given[name].access if given else Access.PRIVATE if name in private else Access.INSIGHT
    return Column(name, Text(zh, en), form, access)


def _options(place: _Place, written: Any, base: Query | None) -> tuple[Option, ...]:
    """A table of options; a team's own file may also list names of those that the built-in query declares."""
    if isinstance(written, list):
        known = {o.name: o for o in (*COMMON, *(base.own if base else ()))}
        for name in written:
            place.one_of(str(name), known, Text("选项", "option"))
        common = {o.name for o in COMMON}
        return tuple(known[name] for name in written if name not in common)
    return tuple(_option(place, str(name), table) for name, table in written.items())


def _option(place: _Place, name: str, table: Mapping[str, Any]) -> Option:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name) or name in {o.name for o in COMMON}:
        place.refuse(Text(f"选项名 {name} 无效或已有此通用选项", f"{name} is no name for an option of its own"), name)
    for key in table:
        place.one_of(key, _OPTION_KEYS, Text("设置", "key"))
    place.one_of(str(table["type"]), [kind.value for kind in Kind], Text("类型", "type"))
    kind = Kind(table["type"])
    choices = {str(code): Text(*labels) for code, labels in table["choices"].items()} if "choices" in table else None
    if (kind is Kind.CHOICE) != (choices is not None):
        place.refuse(Text(f"{name}:类型 choice 需要 choices", f"{name}: the type choice needs choices"), name)
    return Option(
        name,
        kind,
        Text(table["zh"], table["en"]),
        choices=choices,
        repeat=bool(table.get("repeat", False)),
        required=bool(table.get("required", False)),
        least=table.get("least"),
        above=bool(table.get("above", False)),
    )
