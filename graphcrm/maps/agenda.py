"""What a map tells when it is presented without a story of a team's own: the questions of a strategy session that it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from graphcrm.i18n import Name
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.story import Step, told
from graphcrm.pages.text import named
from graphcrm.spoken import arrows
from graphcrm.texts import read_texts

__all__ = ["agenda"]


#: Of hidden paths a session looks at so many.
_PATHS = 2
#: Of a name in what is said: a strip below the map holds a whole path.
_COLUMNS = 24
#: Maps whose colours are levels of support, which can be made to stand out.
_SUPPORT = frozenset({"influence"})


def agenda(model: MapModel, tools: Sequence[str]) -> list[dict[str, Any]]:
    """The steps as a page takes them; none for readers who see no analysis.

    Parameters
    ----------
    model
        Redacted and cleaned.
    tools
        What the tool bar of this edition has: what cannot be looked at by hand is not looked at here.
    """
    return [told(step, step.view) for step in _steps(model, tools)] if model.edition.insight and model.people else []


def _steps(model: MapModel, tools: Sequence[str]) -> Iterator[Step]:
    words = _words()
    if (first := words["kinds"].get(model.kind)) is None:
        return

    def step(name: str, **view: Any) -> Step:
        return Step(**words["steps"][name], view=_view(**view))

    yield Step(**first, view=_view())
    if "hidden" in tools:
        called = {p.id: Name.of(named(p.name, _COLUMNS), named(p.name_en or p.name, _COLUMNS)) for p in model.people}
        for n in _asked([path.people for path in model.paths]):
            about, people = step("path", path=n), model.paths[n].people
            yield replace(about, caption=about.caption.format(path=arrows(called[who] for who in people)))
    if model.kind in _SUPPORT:
        asked = [p.support for p in model.people if not p.left]
        if any(level is not None and level < 0 for level in asked):
            yield step("against", support="-1")
        if None in asked:
            yield step("unknown", support="unknown")
    if "gaps" in tools and model.gaps:
        yield step("gaps", gaps=True)


def _asked(paths: Sequence[tuple[str, ...]]) -> list[int]:
    """Which paths are looked at: one that is a part of one before is asked about with that.

    >>> _asked([("a", "b", "c"), ("b", "c"), ("a", "c"), ("d", "c")])
    [0, 2]
    """
    found: list[int] = []
    for n, short in enumerate(paths):
        parts = (paths[k][i : i + len(short)] for k in found for i in range(len(paths[k])))
        if short not in parts:
            found.append(n)
    return found[:_PATHS]


def _view(**part: Any) -> dict[str, Any]:
    return {"off": "", "support": "", "q": "", **part}


@cache
def _words() -> dict[str, Any]:
    return read_texts(Path(__file__).with_suffix(".toml"))
