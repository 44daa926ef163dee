"""The file: same bytes for the same input, whatever the machine's language, and never half of it."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.page import render
from graphcrm.resources import resource
from tests.maps.drawn import drawn
from tests.maps.sample import sample

ROOT = Path(__file__).resolve().parents[2]
BUILD = """
import sys
from graphcrm.maps.page import render
from graphcrm.files import write_whole
from tests.maps.sample import sample
write_whole(sys.argv[1], render(sample()))
"""


@pytest.mark.parametrize("kind", list(KINDS))
def test_same_model_same_bytes_in_any_order(kind: str) -> None:
    model = sample(kind)
    people, edges = list(model.people), list(model.edges)
    random.Random(3).shuffle(people)
    random.Random(4).shuffle(edges)
    assert render(dataclasses.replace(model, people=tuple(people), edges=tuple(edges))) == drawn(model)


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {
            "LC_ALL": "zh_CN.GBK",
            "PYTHONIOENCODING": "gbk",
            "PYTHONUTF8": "0",
            "PYTHONHASHSEED": "77",
            "TZ": "Asia/Shanghai",
        },
    ],
)
def test_same_bytes_under_any_locale(tmp_path: Path, environment: dict[str, str]) -> None:
    out = tmp_path / "map.html"
    # -X warn_default_encoding makes every use of the machine's own encoding an error, as a GBK code page would
    command = [
        sys.executable,
        "-X",
        "warn_default_encoding",
        "-W",
        "error::EncodingWarning:graphcrm",
        "-c",
        BUILD,
        str(out),
    ]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **environment})
    assert out.read_bytes() == drawn(sample()).encode()


def test_a_page_is_one_file_that_names_no_other() -> None:
    html = drawn(sample())
    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#)[^"']*""", html) == []
    assert "sourceMappingURL" not in html
    assert "http://" not in html
    assert "https://" not in html
    assert "\r" not in html


def test_the_policy_names_the_digests_of_what_is_in_the_page() -> None:
    import base64

    html = drawn(sample())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    named = set(re.findall(r"sha256-[\w+/=]+", policy[1].replace("&#39;", "'")))
    bodies = re.findall(r"<script>(.*?)</script>", html, flags=re.S) + re.findall(
        r"<style>(.*?)</style>", html, flags=re.S
    )
    assert named == {"sha256-" + base64.b64encode(hashlib.sha256(b.encode()).digest()).decode() for b in bodies}
    assert "unsafe" not in policy[1]
    assert "default-src &#39;none&#39;" in policy[1]


def test_long_names_are_cut_before_the_page_is_built() -> None:
    model = sample()
    people = (dataclasses.replace(model.people[0], name="字" * 10_000, title="x" * 10_000), *model.people[1:])
    html = render(dataclasses.replace(model, people=people))
    assert max(len(run) for run in re.findall("字+", html)) <= 2000


def test_the_accessibility_checker_is_not_shipped() -> None:
    assert "axe" not in {p.stem.split(".")[0] for p in resource("visual").rglob("*")}
    assert "axe-core" not in drawn(sample())


def test_d_grade_maps_carry_a_warning() -> None:
    warned = render(dataclasses.replace(sample(), data_grade="D"))
    assert "Map too thin to rank people" in warned.split("<script")[0]
    assert "Map too thin" not in drawn(sample()).split("<script")[0]


@pytest.mark.parametrize("edition", list(Edition))
def test_the_banner_is_in_every_edition(edition: Edition) -> None:
    head = drawn(sample(edition=edition)).split("<script")[0]
    assert edition.label.en in head
    assert edition.label.zh in head


def test_notes_begin_as_sentences_do() -> None:
    """Also the caution of a warning; an id or a word that is written otherwise stays."""
    notes = (Text("只有一个", "the account's only one is taken"), Text("甲", "u1 is gone"))
    page = render(dataclasses.replace(sample(), texts=notes, notices=(Text("留意", "too thin"),)))
    shown = page.split('<script type="application/json"')[0]
    assert ">The account" in shown
    assert ">u1 is gone" in shown
    assert ">Too thin" in shown
    assert ">Generated offline" in shown


def test_what_stands_where_no_script_runs_comes_behind_the_scripts() -> None:
    """Before them a browser lays it out, only to hide it: a third of the time until a large map is seen."""
    page = drawn(sample())
    assert page.index('<section id="static">') > page.rindex("</script>")
    assert page.index('id="altered"') < page.index("<script"), "the script shows it"
