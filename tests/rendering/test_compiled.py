"""Compiled templates are kept beside them, and never used for another text or for other options."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from graphcrm.rendering.compiled import Compiled


def shown(folder: Path, **options) -> str:
    kept = Compiled(folder, options)
    loader = FileSystemLoader(folder)
    return Environment(loader=loader, bytecode_cache=kept, autoescape=True, **options).get_template("a").render(x="<")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "a").write_text("{% if x %}\n{{ x }}{% endif %}")
    return tmp_path


def test_a_kept_template_is_used_again(folder, monkeypatch):
    assert shown(folder) == "\n&lt;"
    monkeypatch.setattr(Environment, "compile", None)
    assert shown(folder) == "\n&lt;"


def test_neither_another_text_nor_other_options_take_what_is_kept(folder):
    assert shown(folder) == "\n&lt;"
    assert shown(folder, trim_blocks=True) == "&lt;"
    (folder / "a").write_text("{{ x }}{{ x }}")
    assert shown(folder, trim_blocks=True) == "&lt;&lt;"


@pytest.mark.parametrize("why", ["not wanted", "no folder"])
def test_what_cannot_be_kept_is_compiled(folder, monkeypatch, why):
    if why == "not wanted":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    else:
        (folder / "__pycache__").write_text("in the way")
    assert shown(folder) == "\n&lt;"
    assert not (folder / "__pycache__").is_dir()


def test_what_is_kept_and_broken_is_compiled_again(folder):
    shown(folder)
    (kept,) = (folder / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:25])
    assert shown(folder) == "\n&lt;"
