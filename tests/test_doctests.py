"""Every example of a docstring says what happens, on the workspace that ``graphcrm demo`` leaves."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import graphcrm
from graphcrm.resources import resource

ROOT = Path(__file__).parent.parent


def modules():
    """Names of the modules that hold an example."""
    for package in ("graphcrm", "reference"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if ">>> " in path.read_text(encoding="utf-8"):
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A folder with the workspace of the demo."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "demo-out").mkdir()
    workspace = graphcrm.Workspace(folder / "demo-out" / "demo.graphcrm")
    workspace.import_tables(resource("datasets", "huayue"), today="2026-06-30")
    return folder


@pytest.mark.parametrize("name", list(modules()))
def test_the_examples_of_a_module_are_true(name, demo, monkeypatch, tmp_path):
    monkeypatch.setenv("GRAPHCRM_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo-out").symlink_to(demo / "demo-out")
    found = [test for test in doctest.DocTestFinder().find(import_module(name)) if test.examples]
    assert found
    said = []
    for test in found:
        test.globs["Workspace"] = graphcrm.Workspace
        doctest.DocTestRunner().run(test, out=said.append)
    assert not said, "".join(said)


def test_every_public_name_shows_an_example():
    for name in graphcrm.__all__:
        assert ">>> " in getattr(graphcrm, name).__doc__, name
