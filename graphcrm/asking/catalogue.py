"""The catalogue of named queries: one ``NAME.toml`` each, the built-in ones and those of a workspace.

A file declares its query once: the question (zh, en), the options that it takes besides the common ones, the columns of its
answer, and which function of :mod:`graphcrm.asking.answers` gives them. A team's own file presents a built-in answer in its own
way: fewer columns, other headings, other defaults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from graphcrm.asking.declaration import read_query
from graphcrm.asking.query import Query
from graphcrm.errors import InputError, UsageError
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean
from graphcrm.resources import resource

__all__ = ["catalogue", "find_query"]


def catalogue(own: Path | None = None, broken: Callable[[InputError], object] | None = None) -> Mapping[str, Query]:
    """Built-in queries and those in a workspace's folder, by name in the order of their numbers.

    A file of the workspace that bears the name of a built-in query takes its place. `broken` hears
    of each file that breaks a rule and is left out.

    Raises InputError: a file breaks a rule, and nobody hears of it.
    """
    found = {path.stem: _shipped(path) for path in _files(resource("queries"))}
    for path in _files(own) if own is not None and own.is_dir() else ():
        try:
            found[path.stem] = read_query(path)
        except InputError as error:
            if broken is None:
                raise
            broken(error)
    return MappingProxyType({q.name: q for q in sorted(found.values(), key=lambda q: (q.number, q.name))})


def find_query(name: str, own: Path | None = None) -> Query:
    """One query by name or number (``Q01``), without reading the others; unknown names get near misses.

    Raises
    ------
    UsageError
        There is no such query.
    InputError
        Its file breaks a rule.
    """
    if re.fullmatch(r"[a-z0-9-]{1,64}", name):
        if own is not None and (path := own / f"{name}.toml").is_file():
            return read_query(path)
        if (path := resource("queries") / f"{name}.toml").is_file():
            return _shipped(path)
    known = catalogue(own)
    if re.fullmatch(r"[Qq]\d{1,3}", name):
        for query in known.values():
            if query.number.casefold() == f"q{int(name[1:]):02d}":
                return query
    hint = did_you_mean(
        name.replace("_", "-"), known, Text("运行 graphcrm query 查看全部", "Run graphcrm query to see them all.")
    )
    raise UsageError(
        Text("没有名为“{name}”的查询。{hint}", "there is no query “{name}”. {hint}").format(name=shown(name), hint=hint)
    )


@cache
def _shipped(path: Path) -> Query:
    """What a process has read of the package does not change; a team may edit its own file between two questions."""
    return read_query(path)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))
