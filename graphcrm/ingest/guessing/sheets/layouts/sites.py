"""Tables of functions by sites with names where they meet: “Funktion | Werk Gera | Werk Linz”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, known_label, texts
from graphcrm.ingest.guessing.sheets.layouts.unit_levels import WITHIN
from graphcrm.ingest.guessing.texts.holding import are_departments, are_people
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.somebody import is_open_post, says_nothing
from graphcrm.ingest.guessing.values import is_date
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["sites"]

_FEWEST = 2
#: What sites are called: one of them has such a word, or a title or the corner says that these are sites; else names may be anything.
_SITE = re.compile(
    r"\b(?:werke?|standorte?|zentrale|niederlassung(?:en)?|fabrik|plants?|sites?|factor(?:y|ies)|headquarters|hq|hub|campus|usines?|siège"
    r"|plantas?|sedes?|fábricas?|stabiliment[oi]|sedi|vestiging(?:en)?|fabriek(?:en)?|hoofdkantoor|locations?|zakład\w*|oddział\w*)\b"
    r"|工厂|厂区|基地|总部|分公司|园区|地点|厂$",
    re.IGNORECASE,
)
#: Words over a column of names that say how those below them stand, and not where they are.
_NO_PLACES = ("stance", "roles", "influence", "flags")


def sites(headings: Sequence[str], body: Body, titles: Sequence[str] = ()) -> Laid | None:
    """A row for each person whom a cell names, in the function at its site; None for any other table.

    The first column holds departments, each once, every other one people, at least two of them.
    """
    width = len(headings)
    rows = [[*texts(cells), *[""] * (width - len(cells))] for _, cells in body]
    columns = [n for n in range(1, width) if headings[n]]
    functions = [row[0] for row in rows if row[0]]
    places = [headings[n] for n in columns]
    named = [[row[n] for row in rows if row[n] and not says_nothing(row[n])] for n in columns]
    if (
        len(set(functions)) < len(functions)
        or not are_departments(functions)
        or are_departments(places)
        or not all(map(_is_place, places))
        or not any(map(_SITE.search, (*places, *titles, headings[0])))
        or sum(map(bool, named)) < _FEWEST
        or not all(are_people(cells) for cells in named if cells)
    ):
        return None
    made: list[list[Cell]] = []
    lines: list[int] = []
    nobody = 0
    for (line, _), row in zip(body, rows, strict=True):
        for n in columns if row[0] else ():
            nobody += is_open_post(row[n])
            found = [one for one in people_in(row[n]) if not says_nothing(one)]
            made += [[one, f"{headings[n]}{WITHIN}{row[0]}"] for one in found]
            lines += [line] * len(found)
    told = Text(f"没有人的岗位未导入（{nobody} 处）", f"posts that nobody holds were left out ({nobody})")
    why = Text("部门与地点交叉处是人名", "names stand where functions and sites meet")
    meant = {"name": "name", "unit": "unit"}
    return Laid("functions by sites", why, tuple(meant), made, lines, meant, left_out=(told,) if nobody else ())


def _is_place(said: str) -> bool:
    """Whether a text may be called a site: no known heading, post or day, and no word for how somebody stands."""
    known = known_label(said) or is_date(said) or is_office(said)
    return not known and not any(word_key(said) in vocabulary("people", name) for name in _NO_PLACES)
