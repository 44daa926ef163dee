"""What the README promises works when it is typed, line by line."""

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from graphcrm.commands.shell import run

ROOT = Path(__file__).parent.parent
PAGES = ["README.md", "docs/README.zh.md"]


def commands(page):
    """The graphcrm lines of the shell blocks in order, with the workspace that is exported between them."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in re.findall(r"```sh\n(.*?)```", text, re.S):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0] in ("graphcrm", "export", "unset"):
                yield words


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """What ``make demo`` leaves behind."""
    out = tmp_path_factory.mktemp("demo") / "demo-out"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GRAPHCRM_WORKSPACE", raising=False)
        assert run(["demo", "--out", str(out)]) == 0
    return out


@pytest.mark.parametrize("page", PAGES)
def test_every_line_of_the_page_runs(demo, page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRAPHCRM_WORKSPACE", raising=False)
    (tmp_path / "datasets").symlink_to(ROOT / "datasets")
    shutil.copytree(demo, "demo-out")
    seen = 0
    for words in commands(page):
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            monkeypatch.setenv(name, value)
        elif words[0] == "unset":
            monkeypatch.delenv(words[1])
        else:
            assert run(words[1:]) == 0, f"{' '.join(words)}\n{capsys.readouterr().err}"
            seen += 1
    assert seen >= 20
    (python,) = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.S)
    exec(compile(python, page, "exec"), {})


def shape(page):
    """The sections of a page and what they hold, and the options of its commands: what both languages share."""
    marks = re.findall(r"^#+ |^- |^\*\*\d\. |^```\w*", (ROOT / page).read_text(encoding="utf-8"), re.M)
    return marks, [[w for w in words if w.startswith("--")] for words in commands(page) if words[0] == "graphcrm"]


def test_both_languages_say_as_much():
    assert shape(PAGES[0]) == shape(PAGES[1])


def test_the_architecture_names_what_exists():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    tops = ("graphcrm", "queries", "visual", "datasets", "reference", "benchmarks")
    places = [f"/{p.relative_to(ROOT).as_posix()}" for top in tops for p in [ROOT / top, *(ROOT / top).rglob("*")]]
    named = re.findall(r"`([a-z0-9_/]+(?:\.py|/))`", text)
    assert len(named) > 60
    for name in named:
        assert any(place.endswith("/" + name.rstrip("/")) for place in places), name


def test_links_and_pictures_exist():
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            if "://" not in target:
                assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"


def test_python_m_and_the_launcher_are_the_same_program():
    assert "from graphcrm.commands import main" in (ROOT / "cli.py").read_text(encoding="utf-8")
    assert shutil.which("graphcrm") or Path(sys.executable).with_name("graphcrm").exists()
