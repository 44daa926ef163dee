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

from graphcrm.errors import IntegrityError, UsageError
from graphcrm.maps import page
from graphcrm.maps.model import Edition, MapKind
from graphcrm.maps.page import render, write_page
from graphcrm.resources import resource
from tests.maps.sample import sample

ROOT = Path(__file__).resolve().parents[2]
BUILD = """
import sys
from graphcrm.maps.page import render, write_page
from tests.maps.sample import sample
write_page(sys.argv[1], render(sample()))
"""


@pytest.mark.parametrize("kind", list(MapKind))
def test_same_model_same_bytes_in_any_order(kind: MapKind) -> None:
    model = sample(kind)
    people, edges = list(model.people), list(model.edges)
    random.Random(3).shuffle(people)
    random.Random(4).shuffle(edges)
    assert render(dataclasses.replace(model, people=tuple(people), edges=tuple(edges))) == render(model)


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai"},
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
    assert out.read_bytes() == render(sample()).encode()


def test_a_page_is_one_file_that_names_no_other() -> None:
    html = render(sample())
    own = re.sub(r"<script>/\*\*\n \* vis-network.*?</script>", "", html, flags=re.S)
    assert len(own) < len(html) - 400_000
    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#)[^"']*""", own) == []
    assert "sourceMappingURL" not in html
    assert "http://" not in own
    assert "https://" not in own
    assert "\r" not in html


def test_the_policy_names_the_digests_of_what_is_in_the_page() -> None:
    import base64

    html = render(sample())
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


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "map.html"
    write_page(target, "旧")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_page(target, "新" * 1000)
    assert target.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_page(tmp_path / "nowhere" / "map.html", "x")
    assert "nowhere" in caught.value.text.zh


def test_a_changed_vis_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = page._visual
    monkeypatch.setattr(page, "_visual", lambda *p: real(*p) + (" " if p[-1].endswith("min.js") else ""))
    page._vis.cache_clear()
    with pytest.raises(IntegrityError):
        render(sample())
    page._vis.cache_clear()


def test_vendored_files_have_their_digest_and_licence() -> None:
    vendor = resource("visual", "vendor")
    digest, name = (vendor / "vis-network.min.js.sha256").read_text().split()
    assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest
    assert "10.1.5" in (vendor / name).read_text(encoding="utf-8")[:400]
    assert (vendor / "vis-network.LICENSE-MIT").stat().st_size > 500


def test_the_accessibility_checker_is_not_shipped() -> None:
    assert "axe" not in {p.stem.split(".")[0] for p in resource("visual").rglob("*")}
    assert "axe-core" not in render(sample())


def test_d_grade_maps_carry_a_warning() -> None:
    warned = render(dataclasses.replace(sample(), data_grade="D"))
    assert "Map too thin to rank people" in warned.split("<script")[0]
    assert "Map too thin" not in render(sample()).split("<script")[0]


@pytest.mark.parametrize("edition", list(Edition))
def test_the_banner_is_in_every_edition(edition: Edition) -> None:
    head = render(sample(edition=edition)).split("<script")[0]
    assert edition.label.en in head
    assert edition.label.zh in head


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_a_page_takes_the_place_of_no_pipe_or_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(UsageError, match="not an ordinary file"):
            write_page(tmp_path / name, "<p>")
    assert (tmp_path / "pipe").is_fifo()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "pipe"]
