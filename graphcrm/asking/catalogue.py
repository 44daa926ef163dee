"""The catalogue of named queries: one ``NAME.toml`` each, the built-in ones and those of a workspace.

A file says what is asked (zh, en), which options the question takes besides the common ones, which columns the answer has
and which function of :mod:`graphcrm.asking.answers` gives it. A team's own file may present a built-in answer with other
columns or other defaults.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphcrm.asking.formats import FORMATS
from graphcrm.errors import InputError, UsageError
from graphcrm.i18n import Text
from graphcrm.model.problems import Problem
from graphcrm.resources import resource

__all__ = ["OPTIONS", "Column", "Query", "catalogue", "find_query"]

#: Options that a query may take besides the common ones.
OPTIONS = (
    "top",
    "all-tiers",
    "to",
    "from",
    "avoid",
    "by",
    "set",
    "kappa",
    "remove",
    "add",
    "budget",
    "person",
    "query",
    "since",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: stable English name, heading in both languages, how it is printed."""

    name: str
    heading: Text
    format: str


@dataclass(frozen=True, slots=True)
class Query:
    """A named query. `groups` are the row groups of the answer; most answers have one."""

    name: str
    number: str
    question: Text
    answer: str
    options: tuple[str, ...]
    groups: tuple[tuple[Column, ...], ...]
    defaults: Mapping[str, Any]
    source: Path

    @property
    def columns(self) -> tuple[str, ...]:
        """All column names in order, each once."""
        return tuple(dict.fromkeys(c.name for group in self.groups for c in group))


def catalogue(own: Path | None = None) -> Mapping[str, Query]:
    """Built-in queries and those in a workspace's folder, by name in the order of their numbers."""
    folders = [resource("queries"), *([own] if own is not None and own.is_dir() else [])]
    found = [_read(path) for folder in folders for path in sorted(folder.glob("*.toml"))]
    return {q.name: q for q in sorted(found, key=lambda q: (q.number, q.name))}


def find_query(name: str, own: Path | None = None) -> Query:
    """One query by name, without reading the others; unknown names get near misses."""
    if re.fullmatch(r"[a-z0-9-]{1,64}", name):
        for folder in ([own] if own is not None else []) + [resource("queries")]:
            path = folder / f"{name}.toml"
            if path.is_file():
                return _read(path)
    known = list(catalogue(own))
    near = difflib.get_close_matches(name, known, 3)
    raise UsageError(
        Text(
            f"没有名为“{name}”的查询。{'是否想用:' + '、'.join(near) if near else '运行 graphcrm query 查看全部'}",
            f"there is no query “{name}”. "
            + (f"Did you mean {', '.join(near)}?" if near else "Run graphcrm query to see them all."),
        )
    )


def _read(path: Path) -> Query:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        groups = data["group"] if "group" in data else [{"columns": data["columns"]}]
        query = Query(
            name=path.stem,
            number=str(data.get("number", "")),
            question=Text(data["zh"], data["en"]),
            answer=str(data["answer"]),
            options=tuple(data.get("options", ())),
            groups=tuple(tuple(Column(n, Text(zh, en), f) for n, zh, en, f in g["columns"]) for g in groups),
            defaults=dict(data.get("defaults", {})),
            source=path,
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, OSError) as error:
        raise _refuse(path, Text(f"查询文件无效:{error}", f"the query file is not valid: {error}")) from error
    strange = [o for o in query.options if o not in OPTIONS] + [
        c.format for g in query.groups for c in g if c.format not in FORMATS
    ]
    if strange or not re.fullmatch(r"[a-z_]+", query.answer):
        raise _refuse(path, Text(f"未知的选项、格式或答案:{strange}", f"unknown option, format or answer: {strange}"))
    return query


def _refuse(path: Path, text: Text) -> InputError:
    return InputError(Text(f"{path}:{text.zh}", f"{path}: {text.en}"), [Problem("E15", text, file=str(path))])
