"""What the guides show is what comes out: every `sh` block of these pages runs, and a `text` block after it is its output."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from graphcrm.commands.shell import run
from graphcrm.maps.records.pins import MapPins

ROOT = Path(__file__).parent.parent / "docs" / "guide"
NAMES = [
    "across", "blockers", "contest", "coverage", "duplicates", "export", "import", "places", "plan", "portfolio", "scenarios",
    "standing", "structure",
]  # fmt: skip
#: What says which workspace the examples are typed in.
SAMPLE = ("`graphcrm demo`", "`export GRAPHCRM_WORKSPACE=demo-out/demo.graphcrm`")


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "demo.graphcrm"
    huayue = ROOT.parent.parent / "datasets" / "huayue"
    assert run(["--workspace", str(path), "import", str(huayue), "--today", "2026-06-30"]) == 0
    return path


@pytest.fixture
def demo(sample, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("datasets").symlink_to(ROOT.parent.parent / "datasets")
    Path("demo-out").mkdir()
    shutil.copy(sample, "demo-out/demo.graphcrm")
    monkeypatch.setenv("GRAPHCRM_WORKSPACE", "demo-out/demo.graphcrm")


def blocks(page):
    """The `sh` blocks of a page in order, each with the `text` block that follows it, if one does."""
    return re.findall(r"```sh\n(.*?)```(?:\n+```text\n(.*?)```)?", (ROOT / page).read_text(encoding="utf-8"), re.S)


def by_hand(words):
    """What the text tells a reader to do before this line."""
    if words[1:3] == ["duplicates", "review"]:
        file = Path(words[3])
        file.write_text(file.read_text(encoding="utf-8").replace(",\n", ",merge\n"), encoding="utf-8")
    elif "--pins" in words:
        pin = {"person": MapPins("HY", {}).person("c4"), "lane": 4, "line": 2, "order": 1}
        saved = {"kind": "influence", "account": "HY", "pins": [pin]}
        Path(words[-1]).write_text(json.dumps(saved), encoding="utf-8")


def typed(block, capsys):
    """Type the lines of a block; gives what they print."""
    capsys.readouterr()
    for line in block.splitlines():
        words = shlex.split(line, comments=True)
        by_hand(words)
        if words[0] != "graphcrm":
            subprocess.run(words, check=True)
            continue
        code = run(words[1:])
        assert code == 0 or (code == 1 and "--fail-on" in words), f"{line}\n{capsys.readouterr().err}"
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


def shape(page):
    """The lines of the examples without the names of files and what people write, which each language has its own of."""
    for block, _ in blocks(page):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            own = {
                n for n, word in enumerate(words) if words[n - 1] in ("-o", "--reason") or re.search(r"\.\w+$", word)
            }
            yield ["…" if n in own else word for n, word in enumerate(words)]


def test_both_languages_show_the_same_examples():
    for name in NAMES:
        assert list(shape(f"{name}.md")) == list(shape(f"{name}.zh.md"))


def test_each_guide_says_which_workspace_its_examples_are_typed_in():
    for name in [*NAMES, "reports"]:
        for ending in (".md", ".zh.md"):
            assert all(said in (ROOT / f"{name}{ending}").read_text(encoding="utf-8") for said in SAMPLE), name
