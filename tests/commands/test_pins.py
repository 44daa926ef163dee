"""Chosen places of cards, from the command line and from Python: which file is taken, and that it is said."""

from __future__ import annotations

import json
import shutil

import pytest

from graphcrm.maps.records.pins import MapPins
from graphcrm.workspace.caller import Caller
from graphcrm.workspace.door import Workspace

PIN = {"person": MapPins("HY", {}).person("c4"), "lane": 4, "line": 2, "order": 1}
MAP = ("map", "influence", "--account", "HY", "--as-of", "2026-06-30", "--force", "-o")


@pytest.fixture
def own(sample, tmp_path):
    """A workspace of its own in a folder, with a file of pins beside it."""
    shutil.copy(sample, tmp_path / "own.graphcrm")
    (tmp_path / "pins").mkdir()
    file = tmp_path / "pins" / "HY.influence.json"
    file.write_text(json.dumps({"kind": "influence", "account": "HY", "pins": [PIN]}), encoding="utf-8")
    return tmp_path


def test_the_file_beside_the_workspace_is_taken_unless_told_otherwise(own, shell):
    where = ("--workspace", str(own / "own.graphcrm"))
    file = own / "pins" / "HY.influence.json"
    code, _, err = shell(*where, *MAP, str(own / "a.html"))
    assert (code, f"places taken from {file}" in err) == (0, True)
    code, _, err = shell(*where, *MAP, str(own / "b.html"), "--no-pins")
    assert (code, "places" in err) == (0, False)
    code, _, err = shell(*where, *MAP, str(own / "c.html"), "--pins", str(file))
    assert (code, f"places taken from {file}" in err) == (0, True)
    a, b, c = ((own / f"{name}.html").read_bytes() for name in "abc")
    assert a == c != b


def test_a_report_draws_its_map_with_the_chosen_places(own, shell):
    where = ("--workspace", str(own / "own.graphcrm"))
    asked = ("report", "decision", "--account", "HY", "--as-of", "2026-06-30", "--force", "-o")
    code, _, err = shell(*where, *asked, str(own / "a.html"))
    assert (code, f"places taken from {own / 'pins' / 'HY.influence.json'}" in err) == (0, True)
    (own / "pins" / "HY.influence.json").unlink()
    code, _, err = shell(*where, *asked, str(own / "b.html"))
    assert (code, "places" in err) == (0, False)
    assert (own / "a.html").read_bytes() != (own / "b.html").read_bytes()


def test_what_does_not_fit_is_refused(own, shell):
    where = ("--workspace", str(own / "own.graphcrm"))
    file = own / "pins" / "HY.influence.json"
    code, _, err = shell(*where, *MAP, str(own / "a.html"), "--pins", str(file), "--no-pins")
    assert (code, "exclude each other" in err) == (2, True)
    file.write_text('{"kind": "influence", "account": "HY", "pins": [{"persn": 1}]}', encoding="utf-8")
    code, _, err = shell(*where, *MAP, str(own / "a.html"))
    assert (code, f"{file}: pins[0].persn: unknown key. Did you mean person?" in err) == (3, True)
    assert not (own / "a.html").exists()


def test_python_says_the_same(own):
    told = []
    workspace = Workspace(own / "own.graphcrm", caller=Caller("me", told.append))
    for name, pins in (("a", None), ("b", False), ("c", own / "pins" / "HY.influence.json")):
        workspace.map("influence", own / f"{name}.html", account="HY", as_of="2026-06-30", pins=pins)
    a, b, c = ((own / f"{name}.html").read_bytes() for name in "abc")
    assert a == c != b
    assert len(told) == 2
