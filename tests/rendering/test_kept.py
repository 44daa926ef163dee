"""What a template was compiled to is taken again for the same text and settings only, and never in the way."""

import sys
from importlib.util import cache_from_source

import jinja2
import pytest

from graphcrm.rendering.kept import Kept
from graphcrm.rendering.visual import templates

TEXT = "{% for n in numbers %}{{ n }}{% endfor %}"


class Told(jinja2.Environment):
    """Tells how often it compiles."""

    compiled = 0

    def compile(self, *args, **more):
        self.compiled += 1
        return super().compile(*args, **more)


@pytest.fixture(autouse=True)
def _python_keeps_what_it_compiles(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def template(tmp_path):
    (tmp_path / "settings.py").write_text("1")
    (tmp_path / "one.html.j2").write_text(TEXT)
    return tmp_path / "one.html.j2"


def compiled(template):
    """How often a process that begins now compiles a template that it uses twice."""
    jinja = Told(
        loader=jinja2.FileSystemLoader(template.parent), bytecode_cache=Kept(str(template.parent / "settings.py"))
    )
    for _ in range(2):
        assert jinja.get_template(template.name).render(numbers=(1, 2)) == "12"
    return jinja.compiled


def test_a_template_is_compiled_once(template):
    assert isinstance(templates().bytecode_cache, Kept)
    assert [compiled(template) for _ in range(3)] == [1, 0, 0]


@pytest.mark.parametrize("changed", ["one.html.j2", "settings.py"])
def test_it_is_compiled_anew_once_its_text_or_the_settings_have_changed(template, changed):
    compiled(template)
    with (template.parent / changed).open("a") as file:
        file.write("{# more #}")
    assert [compiled(template) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize("end", [0, 10, 40, -20])
@pytest.mark.parametrize("more", [b"", b"\x80\x05c" * 9])
def test_what_is_damaged_is_compiled_anew(template, end, more):
    compiled(template)
    with open(cache_from_source(str(template)), "r+b") as file:
        kept = file.read()
        file.seek(0)
        file.truncate()
        file.write(kept[:end] + more)
    assert [compiled(template) for _ in range(2)] == [1, 0]


def test_it_is_compiled_each_time_where_nothing_may_be_kept(template, monkeypatch):
    (template.parent / "__pycache__").write_text("no folder")
    assert [compiled(template) for _ in range(2)] == [1, 1]
    (template.parent / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [compiled(template) for _ in range(2)] == [1, 1]
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (template.parent / "settings.py").unlink()  # as where programs travel in one archive
    assert [compiled(template) for _ in range(2)] == [1, 1]
    assert not (template.parent / "__pycache__").exists()
