"""What the guides show is what comes out: every `sh` block of these pages runs, and a `text` block after it is its output."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from graphcrm.commands.shell import run

ROOT = Path(__file__).parent.parent / "docs" / "guide"
NAMES = ["across", "blockers", "contest", "coverage", "duplicates", "scenarios", "standing", "structure"]


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "demo.graphcrm"
    huayue = ROOT.parent.parent / "datasets" / "huayue"
    assert run(["--workspace", str(path), "import", str(huayue), "--today", "2026-06-30"]) == 0
    return path


@pytest.fixture
def demo(sample, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(sample, "demo.graphcrm")
    monkeypatch.setenv("GRAPHCRM_WORKSPACE", "demo.graphcrm")


def blocks(page):
    """The `sh` blocks of a page in order, each with the `text` block that follows it, if one does."""
    return re.findall(r"```sh\n(.*?)```(?:\n+```text\n(.*?)```)?", (ROOT / page).read_text(encoding="utf-8"), re.S)


def by_hand(words):
    """What the text tells a reader to do before this line."""
    if words[1:3] == ["duplicates", "review"]:
        file = Path(words[3])
        file.write_text(file.read_text(encoding="utf-8").replace(",\n", ",merge\n"), encoding="utf-8")


def typed(block, capsys):
    """Type the lines of a block; gives what they print."""
    capsys.readouterr()
    for line in block.splitlines():
        words = shlex.split(line, comments=True)
        by_hand(words)
        assert run(words[1:]) == 0, f"{line}\n{capsys.readouterr().err}"
    return capsys.readouterr().out


@pytest.mark.parametrize("page", [f"{name}{ending}" for name in NAMES for ending in (".md", ".zh.md")])
def test_every_example_of_the_page_runs_and_prints_what_it_shows(demo, page, monkeypatch, capsys):
    monkeypatch.setenv("GRAPHCRM_LANG", "zh" if page.endswith(".zh.md") else "en")
    assert blocks(page)
    for block, shown in blocks(page):
        printed = typed(block, capsys)
        assert printed == shown or not shown


@pytest.mark.parametrize("page", ["duplicates.md", "duplicates.zh.md"])
def test_what_the_page_takes_back_is_its_own(demo, page, capsys):
    typed("graphcrm export json -o before.json", capsys)
    for block, _ in blocks(page):
        typed(block, capsys)
    typed("graphcrm export json -o after.json", capsys)
    assert Path("before.json").read_bytes() == Path("after.json").read_bytes()


def test_both_languages_show_the_same_examples():
    """But for the names of files, and what is said beside a line."""
    for name in NAMES:
        asked = [
            [
                [re.sub(r"\S+\.\w+$", "FILE", word) for word in shlex.split(block, comments=True)]
                for block, _ in blocks(f"{name}{e}")
            ]
            for e in (".md", ".zh.md")
        ]
        assert asked[0] == asked[1]
