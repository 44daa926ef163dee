"""A mapping: which table the sheets of somebody else's files stand for, and what each of their columns means.

A TOML file with one section for each file, sheet or JSON member, by its name without the ending::

    [Contact]
    table = "people"
    columns = { ContactId = "id", LastName = "name", "Account Name" = "org", Hobby = "" }

Tables and columns are written by code or Chinese label; a sheet about people, opportunities or meetings may say more than our
table holds (:mod:`graphcrm.ingest.guessing.meanings`). A list of meanings reads a column more than once, ``""`` passes it over,
``"?"`` asks. Headings that a section does not name are read as ever. More that a section may say:

``names``, ``headings``   other names of the sheet; headings by which it is known whatever it is called
``fixed``                 ``{ opportunity = "Core", observed_at = "2026-06-01" }``: what no column says
``values``                ``[Contact.values.stance]`` with ``2 = ["fan"]``: words of this file, before those that everybody uses
``heading``               the line of the heading
``date_order``            ``"dmy"`` or ``"mdy"``: how 03.04.2026 is meant
``ours``                  true if the people of the sheet are ours
``layout``                how the sheet is laid out where that is not a heading above a row for each record: ``["levels"]``

Before the sections stand ``system``, the name of the other system, and ``our_company``.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable, display, toml_in
from graphcrm.ingest.guessing.laid import LAYOUTS
from graphcrm.ingest.guessing.meanings import meaning, meanings
from graphcrm.ingest.guessing.words import MAPPINGS, Vocabulary, as_vocabulary, heading_key
from graphcrm.ingest.headings import table_of, tables_text
from graphcrm.model.fields import shown
from graphcrm.model.problems import Problem
from graphcrm.model.tables import Table
from graphcrm.near import did_you_mean

__all__ = ["DATE_ORDERS", "ForeignMapping", "SheetMapping", "named_mappings", "read_mapping"]

DATE_ORDERS = ("ymd", "dmy", "mdy")
_SHAPE = Text(
    '每一节应写 table = "表" 和 columns = { 标题 = "列" }',
    'each section holds table = "TABLE" and columns = { HEADING = "COLUMN" }',
)
_KEYS = frozenset(
    {"table", "columns", "names", "headings", "fixed", "values", "heading", "date_order", "ours", "layout"}
)
_TOP = frozenset({"system", "our_company"})
#: Meanings without which a row of a table says nothing: all of one group.
_IDENTITY: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "people": (("name",), ("last_name",), ("email",)),
    "orgs": (("name",),),
    "units": (("name",),),
    "opportunities": (("name",),),
    "edges": (("from", "to"),),
    "roles": (("person", "opportunity"),),
    "interactions": (("date", "participants"), ("date", "ours"), ("date", "theirs")),
}
#: Headings that a section has to know to be taken for a sheet of another name.
_FEWEST = 3
#: Headings that only people have in a report over several objects: the name, and more than one other.
_BESIDE_A_NAME = 2
#: The last line on which a heading may stand: no table has more.
_LAST_LINE = 10**7
#: Characters of a word by which its line is found.
_LONGEST = 200
_WORDS = frozenset({"headings", "composed", "words"})


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What one sheet stands for.

    of
        Our table; None passes the sheet over.
    columns
        Meanings by the heading's key; none for a column that is passed over.
    headings
        The headings as they were written, by key.
    """

    name: str
    of: Table | None
    columns: Mapping[str, tuple[str, ...]]
    headings: Mapping[str, str]
    names: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Vocabulary] = field(default_factory=dict)
    heading: int | None = None
    date_order: str = "ymd"
    ours: bool = False
    layouts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignMapping:
    """A whole mapping; `name` is that of a known system or of the file, `shipped` whether it travels with the code."""

    name: str
    sheets: tuple[SheetMapping, ...]
    system: str = ""
    our_company: str = ""
    shipped: bool = False

    def of(self, name: str, headings: Sequence[str]) -> SheetMapping | None:
        """The section of a sheet: by its name, by the headings it is known by, else the one that knows most of its headings.

        At least three, at least half of them, and among them what a row of the table cannot be without. A report may be called
        like an object of a known system and speak of others: without what a row of that object needs, its headings decide.
        """
        key = heading_key(name)
        keys = {heading_key(h) for h in headings}
        called = [
            s
            for s in self.sheets
            if key in map(heading_key, (s.name, *s.names))
            and (s.of is None or not s.columns or keys & s.columns.keys())
        ]
        for one in called:
            if not self.shipped or one.of is None or not one.columns or _identifies(one, keys):
                return one
        return self._by_headings(keys) or next(iter(called), None)

    def _by_headings(self, keys: set[str]) -> SheetMapping | None:
        known = [s for s in self.sheets if s.known_by and set(map(heading_key, s.known_by)) <= keys]
        if known:
            return max(known, key=lambda s: (len(s.known_by), len(keys & s.columns.keys())))
        fits = [s for s in self.sheets if s.of is not None and _identifies(s, keys) and _knows_most(s, keys)]
        best = max(fits, key=lambda s: len(keys & s.columns.keys()), default=None)
        return next((s for s in fits if best and _is_of_people_beside(s, best, keys)), best)

    def allows(self, sheet: str, layout: str) -> bool:
        """Whether the section of a sheet, or of another of its name, says that it is laid out so; a known system leaves it to the sheet."""
        return self.shipped or any(
            layout in s.layouts and (s.name == sheet or s.name.startswith(f"{sheet} (")) for s in self.sheets
        )

    def renames(self) -> Mapping[str, str]:
        """Names of sheets and of their columns that are ours under another name, flat: ``{"Contact.LastName": "name"}``."""
        made: dict[str, str] = {}
        for one in self.sheets:
            if one.of is None:
                continue
            for name in (one.name, *one.names):
                made[name] = one.of.name
                for key, wanted in one.columns.items():
                    if wanted and one.of.column(wanted[0]) is not None:
                        made[f"{name}.{one.headings[key]}"] = wanted[0]
        return made


def _identifies(section: SheetMapping, keys: Collection[str]) -> bool:
    """Whether the headings say of what each row speaks."""
    assert section.of is not None
    named = {m for key in keys for m in section.columns.get(key, ())}
    return any(set(group) <= named for group in _IDENTITY.get(section.of.name, ()))


def _knows_most(section: SheetMapping, keys: Collection[str]) -> bool:
    known = len(keys & section.columns.keys())
    return known >= _FEWEST and 2 * known >= len({*keys} - {""})


def _is_of_people_beside(section: SheetMapping, best: SheetMapping, keys: Collection[str]) -> bool:
    """Whether a report over several objects speaks of people, although it says more of something else: that may stand beside them."""
    assert section.of is not None
    own = {*keys} & section.columns.keys() - best.columns.keys()
    return section.of.name == "people" and len(own) > _BESIDE_A_NAME


def named_mappings() -> Sequence[str]:
    """The systems whose exports are known."""
    return sorted(p.stem for p in MAPPINGS.glob("*.toml") if p.stem not in _WORDS)


def read_mapping(wanted: str | os.PathLike[str]) -> ForeignMapping:
    """The mapping of a known system by its name, or that of a file. Raises InputError on anything odd."""
    path = Path(wanted)
    if str(wanted) in named_mappings():
        path = MAPPINGS / f"{wanted}.toml"
    elif not os.path.exists(path) and not path.suffix:
        advice = did_you_mean(str(wanted), named_mappings())
        raise _refuse(path, "", Text("没有这个映射文件；", "there is no such mapping; ") + advice)
    try:
        data = toml_in(path)
    except Unreadable as error:
        raise _refuse(path, "", error.text, line=error.line) from error
    top = {name: data.pop(name) for name in _TOP & data.keys()}
    for name, value in top.items():
        if not isinstance(value, str):
            raise _refuse(path, "", Text(f"{name} 应为文字", f"{name} is a text"), name)
    if not data:
        raise _refuse(path, "", Text("里面没有任何对应；", "it maps nothing; ") + _SHAPE)
    sheets = tuple(_section(path, name, section) for name, section in data.items())
    shipped = path.parent == MAPPINGS
    return ForeignMapping(
        path.stem, tuple(map(_also_in_reports, sheets)) if shipped else sheets, **top, shipped=shipped
    )


def _also_in_reports(section: SheetMapping) -> SheetMapping:
    """A section that knows its columns also by what reports over several objects call them: “Contact: Full Name”."""
    within = {heading_key(section.name) + key: meant for key, meant in section.columns.items()}
    return replace(section, columns={**within, **section.columns})


def _section(path: Path, source: str, section: Any) -> SheetMapping:
    if not isinstance(section, dict):
        raise _refuse(path, source, _SHAPE, source)
    for name in section.keys() - _KEYS:
        unknown = Text(f"；没有“{shown(name)}”，", f"; there is no “{shown(name)}”. ")
        raise _refuse(path, source, _SHAPE + unknown + did_you_mean(name, sorted(_KEYS)), name)
    name, columns = section.get("table", source), section.get("columns", {})
    of = None if name == "" else table_of(name) if isinstance(name, str) else None
    if of is None and name != "":
        said = shown(str(name))
        text = Text(f"没有表“{said}”；", f"there is no table “{said}”; ") + tables_text(str(name))
        raise _refuse(path, source, text, "table" if "table" in section else "")
    if not isinstance(columns, dict):
        raise _refuse(path, source, _SHAPE, "columns")
    texts = []
    for key in ("names", "headings", "layout"):
        texts.append(section.get(key, []))
        if not isinstance(texts[-1], list) or not all(isinstance(one, str) for one in texts[-1]):
            raise _refuse(path, source, Text(f"{key} 应为文字的列表", f"{key} is a list of texts"), key)
    for one in set(texts[2]) - set(LAYOUTS):
        near = did_you_mean(one, LAYOUTS)
        raise _refuse(
            path, source, Text(f"没有布局“{shown(one)}”。", f"there is no layout “{shown(one)}”. ") + near, one
        )
    order, line, ours = section.get("date_order", "ymd"), section.get("heading"), section.get("ours", False)
    if order not in DATE_ORDERS:
        raise _odd(path, source, "date_order", order, Text("ymd、dmy、mdy", "ymd, dmy or mdy"))
    if line is not None and (not isinstance(line, int) or isinstance(line, bool) or not 0 < line <= _LAST_LINE):
        raise _odd(path, source, "heading", line, Text("行号", "the number of a line"))
    if not isinstance(ours, bool):
        raise _odd(path, source, "ours", ours, Text("true 或 false", "true or false"))
    return SheetMapping(
        source,
        of,
        {heading_key(h): _meanings(path, source, of, wanted) for h, wanted in columns.items()} if of else {},
        {heading_key(h): h for h in columns},
        tuple(texts[0]),
        tuple(texts[1]),
        _fixed(path, source, of, section.get("fixed", {})),
        _values(path, source, of, section.get("values", {})),
        line,
        order,
        ours,
        tuple(texts[2]),
    )


def _odd(path: Path, source: str, key: str, value: object, wanted: Text) -> InputError:
    said = Text(f"{key} 应为{{wanted}}，这里是“{{value}}”", f"{key} is {{wanted}}, and here it is “{{value}}”")
    return _refuse(path, source, said.format(wanted=wanted, value=shown(str(value))), key)


def _meanings(path: Path, source: str, of: Table, wanted: Any) -> tuple[str, ...]:
    several = wanted if isinstance(wanted, list) else [wanted]
    return tuple(_meaning(path, source, of, one) for one in several if one != "")


def _meaning(path: Path, source: str, of: Table, wanted: Any) -> str:
    if wanted == "?":
        return "?"
    found = meaning(of, wanted) if isinstance(wanted, str) else None
    if found is None:
        known = meanings(of)
        near = difflib.get_close_matches(str(wanted)[:60], [*known, *(m.zh for m in known.values())], 1) or list(known)
        raise _refuse(
            path,
            source,
            Text(
                f"表 {of.name} 没有列“{shown(str(wanted))}”；可用：{'、'.join(near)}",
                f"the table {of.name} has no column “{shown(str(wanted))}”; there is {', '.join(near)}",
            ),
            wanted,
        )
    return found.name


def _fixed(path: Path, source: str, of: Table | None, fixed: Any) -> Mapping[str, str]:
    if not isinstance(fixed, dict) or not all(isinstance(v, (str, int, float)) for v in fixed.values()):
        raise _refuse(path, source, Text('fixed 应为 { 列 = "值" }', 'fixed is { COLUMN = "VALUE" }'), "fixed")
    return {} if of is None else {_meaning(path, source, of, name): str(value) for name, value in fixed.items()}


def _values(path: Path, source: str, of: Table | None, values: Any) -> Mapping[str, Vocabulary]:
    shape = Text('values 应为 { 列 = { 代码 = ["词"] } }', 'values is { COLUMN = { CODE = ["WORD"] } }')
    if not isinstance(values, dict):
        raise _refuse(path, source, shape, "values")
    made: dict[str, Vocabulary] = {}
    for name, section in values.items():
        if not isinstance(section, dict) or not all(
            isinstance(words, list) and all(isinstance(w, str) for w in words) for words in section.values()
        ):
            raise _refuse(path, source, shape, "values")
        if of is not None:
            made[_meaning(path, source, of, name)] = as_vocabulary(section)
    return made


def _refuse(path: Path, section: str, text: Text, word: object = "", line: int | None = None) -> InputError:
    """What is wrong with the section of a file: on `line`, else on that on which a word stands in it, else where it begins."""
    if line is None and (section or word):  # of a file that could be read
        line = _line(path, section, str(word))
    problem = Problem("E15", text, file=display(path), line=line, column=section)
    return InputError.of_file(problem, f"[{shown(section)}]" if section else "")


def _line(path: Path, section: str, word: str) -> int | None:
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, ValueError):
        return None
    head = re.compile(rf"\s*\[+\s*[\"']?{re.escape(section)}[\"'\s.\]]")
    begins = next((at for at, line in enumerate(lines, 1) if section and head.match(line)), None)
    stands = re.compile(rf"(?<![\w-]){re.escape(word[:_LONGEST])}(?![\w-])")
    below = enumerate(lines[(begins or 1) - 1 :], begins or 1)
    return next((at for at, line in below if word and stands.search(line.split("#")[0])), begins)
