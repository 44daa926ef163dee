"""Model, wording, pyvis network, resources, PDF."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.maps.cleaning import cleaned
from graphcrm.maps.heading import _money
from graphcrm.maps.model import EdgeKind, MapEdge, MapGap, MapKind, MapKpi, MapModel, MapName, MapPerson
from graphcrm.maps.network import build_network, dot_size, network_data
from graphcrm.maps.payload import numbering
from graphcrm.maps.pdf import find_chromium, write_pdf
from graphcrm.maps.positions import layout
from graphcrm.maps.strings import strings
from graphcrm.maps.wording import clean, fold, search_terms, shorten
from graphcrm.rendering.width import width
from graphcrm.resources import resource
from tests.maps.sample import sample

A = MapPerson(id="a", name="甲", grade=4)


def build(**more: object) -> MapModel:
    return MapModel(**{"kind": MapKind.FORMAL, "account": MapName("x"), "as_of": "2026-01-01", "people": (A,), **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"people": (A, A)}, "'a' occurs more than once"),
        ({"edges": (MapEdge(EdgeKind.REPORTS_TO, "a", "zz"),)}, "'zz' is not a person"),
        ({"gaps": (MapGap("zz", 0.1, Text("", "")),)}, "'zz'"),
        ({"people": (MapPerson(id="a", name="a", grade=6),)}, "grade of 'a' is 6"),
        ({"people": (MapPerson(id="a", name="a", grade=3, support=4),)}, "support"),
        ({"people": (MapPerson(id="a", name="a", grade=3, share=28.0),)}, "share"),
        ({"edges": (MapEdge(EdgeKind.INFLUENCES, "a", "a", 1.5),)}, "weight"),
    ],
)
def test_a_model_that_contradicts_itself_is_refused(more: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        build(**more)


@given(st.text(), st.integers(1, 40))
@settings(max_examples=300)
def test_shortened_text_fits_and_is_clean(text: str, columns: int) -> None:
    out = shorten(text, columns)
    assert width(out) <= columns
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in out)
    assert not out or not (unicodedata.combining(out[0]) and not unicodedata.combining(clean(text)[0]))


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


def test_shortening_never_splits_a_family() -> None:
    family = "👩‍👩‍👧‍👦"
    out = shorten(family * 9, 17)
    assert out.endswith("…")
    assert set(out[:-1].split(family)) == {""}


def test_folding_unifies_what_people_type() -> None:
    assert fold("Ｓøren") == fold("soren")
    assert fold("STRAẞE") == "strasse"


def test_search_line_has_pinyin_of_names_of_others() -> None:
    line = search_terms(["CIO", "Ärger"], ["王志远", "Li Wei", ""])
    assert "wangzhiyuan" in line
    assert "wzy" in line
    assert "arger" in line


def test_cleaning_reaches_every_nested_text_but_no_id() -> None:
    bad = "x\u202ey\x07"
    model = build(
        people=(MapPerson(id=bad, name=bad, grade=1, title=bad, flags=frozenset({bad}), summary=Text(bad, bad)),),
        kpis=(MapKpi(Text(bad, bad), Text(bad, bad)),),
        edges=(MapEdge(EdgeKind.REPORTS_TO, bad, bad),),
    )
    good = cleaned(model)
    assert good.people[0].id == bad == good.edges[0].source
    assert good.people[0].name == good.people[0].title == good.people[0].summary.zh == good.kpis[0].label.en == "xy"  # type: ignore[union-attr]
    assert good.people[0].flags == {"xy"}
    assert cleaned(sample()) == sample()


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [(68e6, "¥6800万", "¥68M"), (1.25e9, "¥12.5亿", "¥1250M"), (3500, "¥3500", "¥3.5k"), (0, "¥0", "¥0")],
)
def test_amounts_in_words(amount: float, zh: str, en: str) -> None:
    assert _money(amount, "CNY") == Text(zh, en)


def test_pyvis_holds_opaque_integers_and_given_positions() -> None:
    model = sample()
    plan = layout(model)
    number = numbering(model)
    net = build_network(model, plan.views[0], plan.mode, number)
    data = network_data(net)
    assert [n["id"] for n in data["nodes"]] == sorted(
        number.values(), key=lambda n: [number[p.id] for p in model.people].index(n)
    )
    assert len(data["edges"]) == len(model.edges)
    assert data["options"]["physics"] == {"enabled": False}
    text = str(data)
    assert not any(p.name in text or p.id in text for p in model.people)
    assert {round(plan.views[0].at[p.id][0], 1) for p in model.people} == {n["x"] for n in data["nodes"]}


def test_dots_have_an_area_proportional_to_the_share() -> None:
    assert (dot_size(0.04) / dot_size(0.02)) ** 2 == pytest.approx(2, rel=0.03)
    assert dot_size(None) == dot_size(0) > 0


def test_pyvis_and_pypinyin_are_imported_only_when_a_page_is_built() -> None:
    code = "import sys, graphcrm.maps.page; print([m for m in ('pyvis', 'pypinyin', 'networkx', 'playwright') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"


def test_resources_never_lead_out_of_their_folder() -> None:
    assert resource("visual").is_dir()
    assert resource("visual", "vendor", "README.md").is_file()
    for part in ("../pyproject.toml", "/etc/passwd", "no-such-file"):
        with pytest.raises(FileNotFoundError):
            resource("visual", part)


def test_no_browser_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphcrm.maps.pdf._PLACES", {})
    with pytest.raises(UsageError, match="needs Chromium"):
        find_chromium({"PATH": ""})
    with pytest.raises(UsageError, match="no-such-browser"):
        find_chromium({"PATH": "/usr/bin", "GRAPHCRM_CHROMIUM": "no-such-browser"})


@pytest.mark.parametrize(
    ("script", "says"),
    [("exit 3", "exit 3"), ("echo boom >&2; exit 1", "boom"), ("exit 0", "exit 0"), ("sleep 9", "timed out")],
)
def test_a_failing_browser_leaves_no_file(tmp_path: Path, script: str, says: str) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "map.html").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        write_pdf(tmp_path / "map.html", tmp_path / "map.pdf", timeout=0.5, chromium=str(browser))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["browser", "map.html"]


def test_every_label_is_used_and_every_used_label_exists() -> None:
    known = set(strings(True))
    parts = [*resource("visual", "map").glob("*.js"), *resource("visual", "templates").glob("*")]
    own = Path(strings.__code__.co_filename)
    parts += [p for p in own.parent.glob("*.py") if p != own]
    code = "\n".join(p.read_text(encoding="utf-8") for p in parts)
    families = re.findall(r"[`\"']([a-z]+)\.(?:\$\{|\{|\" ~)", code)
    used = {key for key in known if f'"{key}"' in code or key.rsplit(".", 1)[0].split(".")[0] in families}
    assert used == known
    asked = set(re.findall(r"""label\("([\w.\-]+)\"""", code)) | set(re.findall(r"""\bs\["([\w.\-]+)"\]""", code))
    assert asked <= known


def test_resources_are_found_in_a_wheel_and_in_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "graphcrm"
    (package / "queries").mkdir(parents=True)
    (tmp_path / "site-packages" / "visual").mkdir()
    monkeypatch.setattr("graphcrm.resources._PACKAGE", package)
    assert resource("queries") == package / "queries"
    assert resource("visual") == tmp_path / "site-packages" / "visual"
    with pytest.raises(FileNotFoundError, match="datasets"):
        resource("datasets")
