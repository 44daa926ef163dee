"""Where somebody works by more than a column of units: units as paths, “Acme/R&D/Software”, a department in place of a post."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.sheets.layouts.unit_levels import WITHIN
from graphcrm.ingest.guessing.texts.companies import firm_before
from graphcrm.ingest.guessing.texts.offices import ends_as_department
from graphcrm.ingest.guessing.texts.units_or_orgs import has_legal_form, may_be_organisations, names_both
from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.choices import OrgCategory, OrgSubtype
from graphcrm.model.fields import shown

__all__ = ["organisations_apart", "root_of", "works_at"]

_SIGNS = ("/", "\\", ">")
_SEVERAL, _MANY = 2, 3
#: Organisations that a question offers, and what stands between those that answer it.
_MOST, _LIST = 20, re.compile(r"[;\uff1b]")
#: An organisation, perhaps with its category and what kind of third party it is.
_KIND = rf"(?P<kind>{'|'.join(OrgCategory)})\s*(?:[/:\uff1a]\s*(?P<sub>{'|'.join(OrgSubtype)}))?"
_ANSWER = re.compile(rf"\s*(?P<name>.+?)\s*(?:[(\uff08]\s*{_KIND}\s*[)\uff09]\s*)?", re.IGNORECASE)


def root_of(source: Source, rows: Sequence[tuple[Row, int]]) -> str:
    """Turn the units of a sheet that are paths into chains of units; gives what all begin with where no column names a company."""
    cells = [row["unit"] for row, _ in rows if row.get("unit")]
    sign = next((sign for sign in _SIGNS if any(sign in cell for cell in cells)), "") or _hyphen(cells)
    if not sign:
        return ""
    paths = [[part.strip() for part in cell.split(sign) if part.strip()] for cell in cells]
    firsts = {path[0] for path in paths if path}
    named = any("org" in names for names in source.meanings().values()) or "org" in source.section.fixed
    root = firsts.pop() if len(firsts) == 1 and len(paths) >= _SEVERAL and not named else ""
    whole = {tuple(path) for path in paths}
    if not root and not any(tuple(path[:-1]) in whole for path in paths if len(path) > 1):
        return ""  # “Sales/Marketing” is the name of one unit
    for row, _ in rows:
        if row.get("unit"):
            path = [part.strip() for part in row["unit"].split(sign) if part.strip()]
            row["unit"] = WITHIN.join(path[1:] if root else path)
    return root


def _hyphen(cells: Sequence[str]) -> str:
    """A hyphen where it stands between the units of all cells, which begin with the same company; "" where it belongs to names.

    >>> _hyphen(["华岳-信息部", "华岳-信息部-平台组", "华岳-采购部"]), _hyphen(["R-D", "R-D", "E-Commerce"])
    ('-', '')
    >>> _hyphen(["华岳", "华岳-信息部", "华岳-采购部"]), _hyphen(["IT", "R-D", "R-D-Lab"])
    ('-', '')
    """
    firsts = {cell.partition("-")[0].strip() for cell in cells}
    several = len({cell for cell in cells if "-" in cell}) >= _SEVERAL and len(set(cells)) >= _MANY
    return "-" if several and len(firsts) == 1 else ""


def organisations_apart(source: Source, rows: Sequence[tuple[Row, int]], asked: Asked) -> None:
    """Turn units of a sheet that are organisations of their own into these: those with a legal form, and what was answered.

    Asked about is what may be one, of a column whose heading names both all that is not called like a department.
    """
    headings = [h for n, h in enumerate(source.sheet.headings) if "unit" in source.meanings().get(n, ())]
    some = [row for row, _ in rows if row.get("unit") and not (source.says("org") and row.get("org"))]
    if source.section.ours or not headings or not some:
        return
    units = dict.fromkeys(row["unit"] for row in some)
    certain = [unit for unit in units if has_legal_form(unit)]
    doubtful = may_be_organisations((u for u in units if u not in certain), both=any(map(names_both, headings)))
    if not certain and not doubtful:
        return
    words = Text(
        f"“{shown(source.sheet.name)}”的“{shown(headings[0])}”一列里，哪些是独立的组织而不是部门？几个之间用“;”隔开；"
        "不是客户的，在括号里注明类别，如 某咨询 (third_party/consultant)",
        f"Which of those in “{shown(headings[0])}” of “{shown(source.sheet.name)}” are organisations of their own, and no departments? "
        "Write “;” between several, and behind one that is no customer its category in brackets, such as NAME (third_party/consultant)",
    )
    every = (*certain, *doubtful)
    waiting = sum(row["unit"] in every for row in some)
    left = Text("其余按部门处理", "the others are taken as departments")
    taken = (
        Text(
            f"“{'; '.join(certain)}”按组织（客户）处理，",
            f"“{'; '.join(certain)}” are taken as organisations (customers), ",
        )
        if certain
        else None
    )
    question = Question(
        f"orgs_among:{source.sheet.name}", words, (*every[:_MOST], LEAVE_OUT), "; ".join(certain), waiting,
        unanswered=taken + left if taken else Text("都按部门处理", "all are taken as departments"),
    )  # fmt: skip
    answered = {
        word_key(found["name"]): found for found in map(_ANSWER.fullmatch, _LIST.split(asked.ask(question))) if found
    }
    for row in some:
        if found := answered.get(word_key(row["unit"])):
            kinds = {"org_category": found["kind"], "org_subtype": found["sub"]}
            row |= {"org": row.pop("unit"), **{name: kind.lower() for name, kind in kinds.items() if kind}}


def works_at(row: Row, source: Source) -> Row:
    """The row with where somebody works as its department or its post say it, though the column is called otherwise.

    “信息部” below “职务” is no post, “self-employed” below “Company” no company; among the units of one organisation
    “北辰大学资工系” names another.
    """
    if word_key(row.get("org", "")) in vocabulary("", "no_employer"):
        row = row | {"org": ""}
    if not row.get("unit") and ends_as_department(row.get("title", "")):
        row = row | {"unit": row["title"], "title": ""}
    named = row.get("org", "") not in ("", source.section.fixed.get("org")) or source.section.ours
    firm, unit = ("", "") if named else firm_before(row.get("unit", ""))
    return row | {"org": firm, "unit": unit} if firm else row
