"""What is drawn of the sample account, kept in ``drawings``: what the page of every map is told, and every picture of the
reports, crowds, routes, and charts of invented values.

``python -m tests.golden.drawings`` writes it anew and says what has changed. That is a decision: look at the maps and charts before it
is kept.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphcrm.drawing.svg import as_svg
from graphcrm.i18n import Text
from graphcrm.maps.kinds.registry import CHARTS, EVERY
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.routes import label_spots, route_layout
from graphcrm.maps.still.picture import people_picture
from graphcrm.workspace.door import Workspace
from tests.golden.invented import invented
from tests.maps.crowd import crowd
from tests.maps.huayue import AS_OF, workspace
from tests.maps.test_scenes import routes

__all__ = ["PLACE", "differs", "drawings"]

PLACE = Path(__file__).parent / "drawings"

#: What some maps must be told.
_ASKED: dict[str, dict[str, Any]] = {"route": {"to": "c4"}, "change": {"since": "2025-12-31"}}
#: What every page is told alike, and what its search looks into.
_ALIKE = ("found", "icons", "palette", "strings")
#: Coordinates have a digit after the point; old libraries round the next one otherwise.
_NEAR = 0.11


def drawings() -> Iterator[tuple[str, str]]:
    """Name of a file and its text: a map, or the pictures of a report, one element a line."""
    ws = workspace()
    with tempfile.TemporaryDirectory() as folder:
        for code in EVERY:
            yield from _map(ws, code, Path(folder) / f"{code}.html")
        page = Path(folder) / "session.html"
        ws.report("session", page, account="HY", as_of=AS_OF, edition="internal", lang="zh")
        yield "session.svg", _pictures(page.read_text(encoding="utf-8"))
    for people in (40, 130):
        model = crowd(people)
        picture = people_picture(model, people_layout(model), Text("影响力地图", "Influence map"))
        yield f"crowd-{people}.svg", _pictures(as_svg(picture, "zh"))
    for seed in (27, 47):
        view = route_layout(routes(random.Random(seed))).views[0]
        places = {"at": view.at, "lines": view.lines, "labels": label_spots(view)}
        yield f"routes-{seed}.json", "\n".join(_laid_out({k: [*v.items()] for k, v in places.items()})) + "\n"
    yield "invented.svg", "".join(_pictures(as_svg(chart, "en")) for chart in invented())


def _map(ws: Workspace, code: str, page: Path) -> Iterator[tuple[str, str]]:
    where = {"account": "HY", "opportunity": "HY-CORE", "as_of": AS_OF, "edition": "internal", "lang": "zh"}
    ws.map(code, page, **where, **_ASKED.get(code, {}))
    text = page.read_text(encoding="utf-8")
    if code in CHARTS:
        yield f"{code}.svg", _pictures(text)
    for told in re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL):
        own = {
            key: value
            for key, value in json.loads(told).items()
            if key not in _ALIKE[: 1 if code == "influence" else None]
        }
        yield f"{code}.json", "\n".join(_laid_out(own)) + "\n"


def _pictures(page: str) -> str:
    found = re.findall(r'<svg(?! id="ink").*?</svg>', page, re.DOTALL)
    return "\n".join(re.sub(r">\s*<", ">\n<", one) for one in found) + "\n"


def _laid_out(told: dict[str, Any], depth: int = 0) -> Iterator[str]:
    """An entry a line, and a line for every member of a list; so within the first entries, too."""
    for key, value in told.items():
        start = f"{' ' * depth}{json.dumps(key)}:"
        if isinstance(value, dict) and value and not depth:
            yield start
            yield from _laid_out(value, depth + 1)
        elif isinstance(value, list) and value:
            yield start
            yield from (f"{' ' * depth} {json.dumps(_without(one), ensure_ascii=False)}" for one in value)
        else:
            yield f"{start} {json.dumps(value, ensure_ascii=False)}"


def _without(one: Any) -> Any:
    """Without what the search looks into: how names are spelt depends on the dictionary's edition."""
    return {key: value for key, value in one.items() if key != "find"} if isinstance(one, dict) else one


def differs(kept: str, found: str) -> str | None:
    """The first line that is another, numbers compared as drawn; None if there is none."""
    before, after = kept.splitlines(), found.splitlines()
    for one, other in zip(before, after, strict=False):
        if one != other and not _alike(_parts(one), _parts(other)):
            return f"{one}\n{other}"
    return None if len(before) == len(after) else f"{len(before)} lines, now {len(after)}"


def _parts(line: str) -> list[str]:
    return re.split(r"(-?\d+(?:\.\d+)?)", line)


def _alike(one: list[str], other: list[str]) -> bool:
    if len(one) != len(other) or one[::2] != other[::2]:
        return False
    return all(a == b or abs(float(a) - float(b)) < _NEAR for a, b in zip(one[1::2], other[1::2], strict=True))


def main() -> None:
    """Write every file; say which are other than before."""
    PLACE.mkdir(exist_ok=True)
    for name, text in drawings():
        target = PLACE / name
        before = target.read_text(encoding="utf-8") if target.exists() else None
        target.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{'same' if before == text else 'new' if before is None else 'CHANGED'}  {name}\n")


if __name__ == "__main__":
    main()
