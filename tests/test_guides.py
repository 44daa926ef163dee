"""What the guides show is what comes out: every `sh` block of these pages runs, and a `text` block after it is its output."""

import re
import shlex
from pathlib import Path

import pytest

from graphcrm.commands.shell import run

ROOT = Path(__file__).parent.parent / "docs" / "guide"
NAMES = ["across", "blockers", "contest", "coverage", "scenarios", "standing", "structure"]


@pytest.fixture
def demo(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (
        run(
            [
                "--workspace",
                "demo.graphcrm",
                "import",
                str(ROOT.parent.parent / "datasets" / "huayue"),
                "--today",
                "2026-06-30",
            ]
        )
        == 0
    )
    monkeypatch.setenv("GRAPHCRM_WORKSPACE", "demo.graphcrm")


@pytest.mark.parametrize("page", [f"{name}{ending}" for name in NAMES for ending in (".md", ".zh.md")])
def test_every_example_of_the_page_runs_and_prints_what_it_shows(demo, page, monkeypatch, capsys):
    monkeypatch.setenv("GRAPHCRM_LANG", "zh" if page.endswith(".zh.md") else "en")
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```(?:\n+```text\n(.*?)```)?", text, re.S)
    assert blocks
    for block, shown in blocks:
        capsys.readouterr()
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            assert run(words[1:]) == 0, f"{line}\n{capsys.readouterr().err}"
        if shown:
            assert capsys.readouterr().out == shown


def test_both_languages_show_the_same_examples():
    for name in NAMES:
        asked = [
            re.findall(r"```sh\n(.*?)```", (ROOT / f"{name}{e}").read_text(encoding="utf-8"), re.S)
            for e in (".md", ".zh.md")
        ]
        assert asked[0] == asked[1]
