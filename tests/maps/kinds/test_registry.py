"""Every kind of map declares itself once, on both sides."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graphcrm.commands.map import map_
from graphcrm.errors import UsageError
from graphcrm.maps.kinds.chart import ChartKind
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.kinds.registry import CHARTS, KINDS, find_kind
from graphcrm.maps.strings import strings
from graphcrm.resources import resource
from tests.maps.drawn import drawn
from tests.maps.sample import sample

SCRIPTS = sorted(resource("visual", "map").rglob("*.js"))


def test_codes_and_names_are_of_one_kind_each() -> None:
    assert all(code == kind.code for code, kind in KINDS.items())
    kinds = [*KINDS.values(), *CHARTS.values()]
    assert all(code == kind.code for code, kind in CHARTS.items())
    assert len({k.name for k in kinds}) == len({k.code for k in kinds}) == len(kinds)
    assert all(re.fullmatch(r"M\d{1,2}", k.name) for k in kinds)


@pytest.mark.parametrize("kind", [*KINDS.values(), *CHARTS.values()], ids=lambda kind: kind.code)
def test_the_command_line_names_every_kind(kind: MapKind | ChartKind) -> None:
    for said in (map_.text.zh, map_.text.en):
        assert re.search(rf"{kind.code}\W*{kind.name}\b", said)


@pytest.mark.parametrize("wanted", ["influence", "M1", "m1", "Influence"])
def test_a_kind_is_found_by_code_and_name(wanted: str) -> None:
    assert find_kind(wanted) is KINDS["influence"]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [("influense", "Did you mean influence\\?"), ("zzz", r"There are influence \(M1\), formal \(M2\)")],
)
def test_an_unknown_kind_is_said_with_what_was_meant(wanted: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        find_kind(wanted)


@pytest.mark.parametrize(("kind", "edition"), [(kind, edition) for kind in KINDS.values() for edition in kind.editions])
def test_what_a_kind_declares_the_page_can_draw(kind, edition) -> None:  # type: ignore[no-untyped-def]
    """Every entry of the legend has its drawing, every column its cells, every heading its words, in every edition."""
    html = drawn(sample(kind.code, edition))
    block = re.search(r'id="data">(.*?)</script>', html)
    assert block is not None
    held = json.loads(block[1])["map"]
    script = html[html.rindex("<script>") :]
    labels = strings(edition.insight)
    for group, entries in held["legend"]:
        assert f"legend.{group}" in labels
        for entry in entries:
            assert re.search(rf"^  {entry}: \(\) =>", script, re.M), entry
    for column in held["columns"]:
        assert f"col.{column}" in labels
        assert re.search(rf"^  {column}: {{ of: ", script, re.M), column
    assert held["columns"][:5] == [
        "name",
        "title",
        "unit",
        *(["grade", "role"] if kind.about_decision else ["place", "rank"]),
    ]
    assert held["sort"] in held["columns"]
    assert all(caption in labels for caption in kind.captions) or not edition.insight
    assert edition.insight or (held["columns"] == ["name", "title", "unit", "grade", "role"])
    if not edition.insight:
        groups = dict(held["legend"])
        assert list(groups) == ["role", "lines", "marks"]
        assert groups["marks"] == ["seat"]


def test_a_page_holds_the_script_of_its_own_kind_only() -> None:
    pages = {code: drawn(sample(code)) for code in KINDS}
    for code, html in pages.items():
        for other in KINDS:
            own = resource("visual", "map", "kinds", f"{other}.js").read_text(encoding="utf-8")
            assert (own in html) == (other == code)


def test_no_script_asks_which_kind_of_map_it_draws() -> None:
    """A kind is a module; nothing outside it may know the kinds, and each defines the same things."""
    defined = {}
    for path in SCRIPTS:
        code = path.read_text(encoding="utf-8")
        assert "MAP.kind" not in code, path.name
        assert not re.search(r"kind\s*[!=]==", code), path.name
        found = re.search(r"^const KIND = \{\n(.*?)^\};", code, re.M | re.S)
        if found:
            assert path.parent.name == "kinds"
            defined[path.stem] = set(re.findall(r"^  (\w+)[:(]", found[1], re.M))
    assert set(defined) == set(KINDS)
    assert len({frozenset(names) for names in defined.values()}) == 1


def test_the_kinds_can_be_listed_without_analyses() -> None:
    import subprocess
    import sys

    code = "import sys, graphcrm.maps.kinds.registry; print([m for m in ('numpy', 'jinja2', 'graphcrm.analysis') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert done.stdout.strip() == "[]"
