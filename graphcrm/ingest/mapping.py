"""A mapping file: which table an export of another system stands for, and which column each of its headings.

A TOML file with one section for each file, sheet or JSON member, by its name without the ending::

    [Contact]
    table = "people"
    columns = { ContactId = "id", LastName = "name", "Account Name" = "org" }

Tables and columns are written by code or Chinese label. Headings that a section does not name are read as ever.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphcrm.errors import InputError
from graphcrm.i18n import Text
from graphcrm.ingest.files import LIMIT, Unreadable, display, opened
from graphcrm.ingest.headings import column, table_of, tables_text
from graphcrm.model.fields import shown
from graphcrm.model.problems import Problem
from graphcrm.model.tables import Table

__all__ = ["read_mapping"]

_SHAPE = Text(
    '每一节应写 table = "表" 和 columns = { 标题 = "列" }',
    'each section holds table = "TABLE" and columns = { HEADING = "COLUMN" }',
)


def read_mapping(path: str | os.PathLike[str]) -> Mapping[str, str]:
    """The mapping as :class:`~graphcrm.ingest.options.ImportOptions` takes it. Raises InputError on anything odd."""
    path = Path(path)
    try:
        with opened(path, LIMIT["json"]) as stream:
            data = tomllib.load(stream)
    except Unreadable as error:
        raise _refuse(path, "", error.text) from error
    except OSError as error:
        raise _refuse(path, "", Text(f"无法读取:{error.strerror}", f"it cannot be read: {error.strerror}")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _refuse(path, "", Text(f"不是有效的 TOML:{error}", f"this is not valid TOML: {error}")) from error
    if not data:
        raise _refuse(path, "", Text("里面没有任何对应;", "it maps nothing; ") + _SHAPE)
    made: dict[str, str] = {}
    for source, section in data.items():
        made.update(_section(path, source, section))
    return made


def _section(path: Path, source: str, section: Any) -> Mapping[str, str]:
    if not isinstance(section, dict) or section.keys() - {"table", "columns"}:
        raise _refuse(path, source, _SHAPE)
    name, columns = section.get("table", source), section.get("columns", {})
    of = table_of(name) if isinstance(name, str) else None
    if of is None:
        said = shown(str(name))
        raise _refuse(path, source, Text(f"没有表“{said}”;", f"there is no table “{said}”; ") + tables_text(str(name)))
    if not isinstance(columns, dict):
        raise _refuse(path, source, _SHAPE)
    headings = {f"{source}.{heading}": _column(path, source, of, wanted) for heading, wanted in columns.items()}
    return {source: of.name, **headings}


def _column(path: Path, source: str, of: Table, wanted: Any) -> str:
    found = column(of, wanted) if isinstance(wanted, str) else None
    if found is None:
        names = [f.name for f in of.columns]
        near = difflib.get_close_matches(str(wanted)[:60], [*names, *(f.zh for f in of.columns)], 1) or names
        raise _refuse(
            path,
            source,
            Text(
                f"表 {of.name} 没有列“{shown(str(wanted))}”;可用:{'、'.join(near)}",
                f"the table {of.name} has no column “{shown(str(wanted))}”; there is {', '.join(near)}",
            ),
        )
    return found.name


def _refuse(path: Path, section: str, text: Text) -> InputError:
    place = f"{display(path)}: [{shown(section)}]" if section else display(path)
    problem = Problem("E15", text, file=display(path), column=section)
    return InputError(Text(f"{place}:{text.zh}", f"{place}: {text.en}"), [problem])
