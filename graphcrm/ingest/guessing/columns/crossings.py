"""What a matrix is about: who knows whom, who moves whom, who has which role in which decision; what is not certain is asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import ASK, MARKS, MOSTLY, OURS, USUAL, Sheet
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Question
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit
from graphcrm.ingest.guessing.sheets.layouts.columns_of import PERIOD
from graphcrm.ingest.guessing.sheets.layouts.heads import bare
from graphcrm.ingest.guessing.sheets.layouts.matrices import CELL, COLUMN, ROW
from graphcrm.ingest.guessing.texts.names import is_person, name_key, written
from graphcrm.ingest.guessing.texts.offices import is_department
from graphcrm.ingest.guessing.texts.sides import OURS as OUR_SIDE
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import heading_key, shapes, vocabulary, word_key
from graphcrm.model.choices import OurRole
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown

__all__ = ["Matrix", "about_matrix", "of_matrix"]

#: Words of a title that say what a matrix is about, where its name is none of those that announce such a table.
_KINDS = {
    EdgeKind.KNOWS: r"know|relationship|coverage|contact|kenn|beziehung|kontakt|认识|熟悉|覆盖|关系矩阵|接触|联系|往来",
    EdgeKind.TRUSTS: r"trust|advice|vertrau|信任",
    EdgeKind.REPORTS_TO: r"report(s|ing)? to|reporting line|berichtet|汇报",
    EdgeKind.INFLUENCES: r"influenc|listen|sway|einfluss|beeinfluss|hört auf|影响|听谁",
}
#: Titles that say which way: the row moves the column, or listens to it.
_ROW_MOVES = re.compile(
    r"\b(rows?|zeilen?)\b.{0,30}\b(influences?|moves?|beeinflusst)|行.{0,6}影响.{0,4}列"
    r"|(?:行|\brows?)\s*(?:→|->|=>)\s*(?:列|columns?\b)",
    re.IGNORECASE,
)
_ROW_LISTENS = re.compile(
    r"\b(rows?|zeilen?)\b.{0,30}\b(listens?|is influenced|hört)|行.{0,6}(听|受).{0,4}列", re.IGNORECASE
)
#: Titles of counts.
_OFTEN = re.compile(
    r"频次|次数|频率|\b(counts?|frequency|how often|number of|times)\b|anzahl|häufigkeit", re.IGNORECASE
)
#: The highest number of a scale.
_HIGHEST = 5
#: Letters of who does, answers for, is consulted about, and is told of tasks; which of them decides is asked.
_RACI = frozenset("racis")
_ASIDE = re.compile(r"[(\uff08][^()\uff08\uff09]*[=\uff1d][^()\uff08\uff09]*[)\uff09]")
_LEGEND = re.compile(r"(?<!\w)[+-]?\d\s*[=\uff1d:\uff1a]\s*[^,;/|\uff0c\uff1b]+")
_DECISIONS = re.compile(r"decisions?|opportunit(y|ies)|deals?|商机|项目|决策(事项)?|entscheidung(en)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Our table, what each of its columns means and why, and what holds of all cells."""

    table: str
    why: Text
    columns: Mapping[str, str]
    told: Text
    fixed: Mapping[str, str] = field(default_factory=dict)


def _are_units(names: Sequence[str]) -> bool:
    """Whether nearly all heads are what departments are called."""
    return sum(is_department(one) or is_unit(one) for one in names) >= MOSTLY * len(names)


def of_matrix(sheet: Sheet, known: Collection[str], ours: Collection[str]) -> Matrix | None:
    """What the cells of a matrix are; None for a sheet that is none.

    Roles stand where people and decisions meet. Between people the title tells what a mark is, and whose people they are whom
    of ours they know; which way influence goes, or what a title does not say, is asked.
    """
    if sheet.headings[:1] != (ROW,) or not sheet.layouts:
        return None
    why = sheet.layouts[-1][1]
    if sheet.headings == (ROW, COLUMN, PERIOD, CELL):
        by = {ROW: "from", COLUMN: "to", PERIOD: "period", CELL: "level"}
        return Matrix("edges", why, by, why, {"kind": EdgeKind.STANCE.value, "to": OURS})
    heads = [list(dict.fromkeys(map(text, sheet.column(n)))) for n in (0, 1)]
    cells = [text(c) for c in sheet.column(2)]
    people = [sum(name_key(n) in known or is_person(bare(n)) for n in names) / len(names) for names in heads]
    if _are_roles(cells):
        if not any(people) and any(map(_are_units, heads)):
            return None  # tasks of departments, which are nobody's roles
        tasks_first = people[0] == people[1] and set(map(word_key, cells)) <= _RACI  # as such matrices are written
        return _of_roles(sheet, cells, decisions_first=tasks_first or people[0] < people[1])
    return _of_ties(sheet, cells, heads, known, ours, of_people=2 * max(people) >= 1)


def _of_roles(sheet: Sheet, cells: Sequence[str], *, decisions_first: bool) -> Matrix:
    """Roles where people and decisions meet; of letters where people and tasks meet, the decision is asked."""
    why = sheet.layouts[-1][1]
    row, column = ("opportunity", "person") if decisions_first else ("person", "opportunity")
    by = {ROW: row, COLUMN: column, CELL: "roles"}
    if not set(map(word_key, cells)) <= _RACI or any(map(_DECISIONS.fullmatch, sheet.above)):
        return Matrix("roles", why, by, Text("人员与决策相交处是角色", "roles where people and decisions meet"))
    tasks = {h: "" if m == "opportunity" else m for h, m in by.items()}
    told = Text("人员与任务相交处是字母", "letters where people and tasks meet")
    return Matrix("roles", why, tasks, told, {"opportunity": ASK})


def _of_ties(
    sheet: Sheet,
    cells: Sequence[str],
    heads: Sequence[Sequence[str]],
    known: Collection[str],
    ours: Collection[str],
    *,
    of_people: bool,
) -> Matrix | None:
    """Relations between whom rows and columns name: of which kind, which way, and how strong; None for features of products."""
    title = " ".join((sheet.name, *sheet.above))
    sides = [sum(_is_ours(n, ours) for n in names) for names in heads]
    kind = EdgeKind(sheet.meant["kind"]) if "kind" in sheet.meant else _kind(sheet.name, title)
    if kind is None and not of_people:
        return None
    if kind is None and any(sides) and not all(sides):
        kind = EdgeKind.KNOWS
    if kind is EdgeKind.KNOWS and sides[0] == sides[1]:  # those of the customer, on the other side
        sides = [-sum(name_key(n) in known and name_key(n) not in ours for n in names) for names in heads]
    source = _source(sheet, title, kind, sides)
    why, fixed = sheet.layouts[-1][1], {"kind": kind.value if kind else ASK}
    if source is None:
        fixed["direction"] = ASK
    by = {ROW: "to", COLUMN: "from", CELL: ""} if source == COLUMN else {ROW: "from", COLUMN: "to", CELL: ""}
    if kind is EdgeKind.KNOWS and _are_counts(cells, title):
        told = Text("接触次数，不是熟悉程度", "how often, not how well they know each other")
        return Matrix("edges", why, by, told, fixed)
    if any(word_key(c) not in MARKS or (c.isdigit() and c != "1") for c in cells):
        by[CELL] = "declared_level" if kind is EdgeKind.KNOWS else "level"
    elif kind in (EdgeKind.INFLUENCES, EdgeKind.TRUSTS):
        fixed["level"] = USUAL
    return Matrix("edges", why, by, Text("谁影响谁、谁认识谁", "between whom"), fixed)


def _source(sheet: Sheet, title: str, kind: EdgeKind | None, sides: Sequence[int]) -> str | None:
    """From whom relations go, whoever heads the rows or the columns; None if nothing says so. Our people know those of the customer."""
    if ROW in sheet.meant:
        return ROW if sheet.meant[ROW] == "from" else COLUMN
    if kind is EdgeKind.KNOWS:
        return None if sides[0] == sides[1] else ROW if sides[0] > sides[1] else COLUMN
    if _ROW_LISTENS.search(title):
        return COLUMN
    return ROW if _ROW_MOVES.search(title) or sheet.layouts[-1][0] == "arrows" else None


def _is_ours(name: str, ours: Collection[str]) -> bool:
    """Whether a head of a matrix is one of ours by the whole name, by the given name that no other has, as it says, or since it sells."""
    key, said = name_key(name), written(name)
    sells = vocabulary("people", "role").get(word_key(said.title)) == OurRole.AR.value
    return key in ours or said.side == OUR_SIDE or sells or sum(one.split()[0] == key for one in ours) == 1


def about_matrix(sheet: Sheet, name: str) -> Question:
    """What is to be asked about a matrix: what its cells are, or which way they go."""
    called = f"“{shown(sheet.name)}”"
    if name == "kind":
        kinds = tuple(k.value for k in (EdgeKind.INFLUENCES, EdgeKind.TRUSTS, EdgeKind.KNOWS, EdgeKind.REPORTS_TO))
        words = Text(
            f"矩阵{called}里的标记是什么关系？", f"What relation do the cells of the matrix {called} stand for?"
        )
    else:
        kinds = (ROW, COLUMN)
        words = Text(
            f"矩阵{called}里关系从谁出发？row：行首的人影响（信任、认识、汇报给）列首的人；column：反过来",
            f"Which way do the relations of the matrix {called} go? row: whoever heads the row influences (trusts, knows, reports "
            "to) whoever heads the column; column: the other way round",
        )
    return Question(f"{name}:{sheet.name}", words, (*kinds, LEAVE_OUT), rows=len(sheet.rows), open=False)


def _are_counts(cells: Sequence[str], title: str) -> bool:
    """Whether cells say how often somebody was met: by the title, or by numbers beyond any scale."""
    numbers = [int(c) for c in cells if c.isdigit()]
    return len(numbers) == len(cells) and (bool(_OFTEN.search(title)) or max(numbers, default=0) > _HIGHEST)


def _are_roles(cells: Sequence[str]) -> bool:
    words, levels = vocabulary("people", "roles"), vocabulary("", "level")
    keys = [word_key(c) for c in cells]
    letters = set(keys) <= set("raciedvs") and not set(keys) <= set("hml") and len(set(keys)) > 1
    return letters or sum(bool(words.get(k)) and k not in levels for k in keys) >= MOSTLY * len(keys)


def _kind(name: str, title: str) -> EdgeKind | None:
    """What a title says that the cells are; None if it does not say, or says several things."""
    called = [EdgeKind(s.kind) for s in shapes() if s.kind and heading_key(name) in s.called]
    if called:
        return called[0]
    title = _LEGEND.sub(" ", _ASIDE.sub(" ", title))  # “(5 = trusted adviser)”, “0 = no contact, 3 = trusted”
    found = [kind for kind, words in _KINDS.items() if re.search(words, title, re.IGNORECASE)]
    return found[0] if len(found) == 1 else None
