"""Labels: none unused, none missing."""

from __future__ import annotations

import re
from pathlib import Path

from graphcrm.maps.strings import CHART, COMMON, INSIGHT, strings
from graphcrm.pages.strings import SHELL
from graphcrm.resources import resource


def test_every_label_is_used_and_every_used_label_exists() -> None:
    known = set(strings(True))
    visual, package = resource("visual"), Path(strings.__code__.co_filename).parents[1]
    parts = [
        *visual.glob("page/*.js"),
        *visual.glob("map/**/*.js"),
        *(visual / "templates" / f"{name}.html.j2" for name in ("shell", "map", "top", "macros")),
    ]
    parts += [p for folder in ("pages", "maps") for p in (package / folder).rglob("*.py") if p.name != "strings.py"]
    code = "\n".join(p.read_text(encoding="utf-8") for p in parts)
    families = re.findall(r"[`\"']([a-z]+)\.(?:\$\{|\{|\" ~)", code)
    used = {key for key in known if f'"{key}"' in code or key.rsplit(".", 1)[0].split(".")[0] in families}
    assert used == known
    asked = set(re.findall(r"""label\("([\w.\-]+)\"""", code)) | set(re.findall(r"""\bs\["([\w.\-]+)"\]""", code))
    assert asked <= known


def test_a_page_takes_no_word_of_the_shell_for_something_else() -> None:
    assert not SHELL.keys() & {**COMMON, **INSIGHT}.keys()
    assert not COMMON.keys() & INSIGHT.keys()


def test_every_label_of_a_chart_is_used_and_exists() -> None:
    visual = resource("visual")
    parts = [*visual.glob("page/*.js"), *visual.glob("chart/*.js"), *visual.glob("templates/*.html.j2")]
    parts += [Path(strings.__code__.co_filename).with_name("heading.py")]
    code = "\n".join(p.read_text(encoding="utf-8") for p in parts)
    families = set(re.findall(r"[\"'](\w+)\.\" ~", code))
    assert {key for key in CHART if f'"{key}"' not in code and key.split(".")[0] not in families} == set()
    chart = "\n".join(p.read_text(encoding="utf-8") for p in visual.glob("chart/*.js"))
    assert set(re.findall(r'label\("([^"]+)"', chart)) <= set(CHART)
    assert set(re.findall(r's\["([^"]+)"\]', (visual / "templates/chart.html.j2").read_text(encoding="utf-8"))) <= set(
        CHART
    )


def test_the_map_of_a_network_calls_no_tie_a_contact() -> None:
    """A tie of it is what was imported, advice or trust as well as mail, or recorded influence where nothing was."""
    keys = (
        "line.contacts",
        "line.bundle",
        "line.one_way",
        "community.none",
        "col.reached",
        "panel.ties",
        "caption.network",
    )
    said = [text for key in keys for text in (INSIGHT[key].zh, INSIGHT[key].en)]
    assert not [text for text in said if "contact" in text.lower() or "往来" in text]
