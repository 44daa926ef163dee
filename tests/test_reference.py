"""The reference pages say what the program says, and GitHub can show them."""

import re
from pathlib import Path

import pytest

from reference.markdown import cell
from reference.pages import pages

FOLDER = Path(__file__).parent.parent / "docs" / "reference"


@pytest.fixture(scope="module")
def written():
    return pages()


def markdown():
    return sorted(FOLDER.rglob("*.md"))


def test_the_pages_are_those_of_this_program(written):
    there = {p.relative_to(FOLDER).as_posix(): p.read_bytes() for p in FOLDER.rglob("*") if p.is_file()}
    stale = sorted(
        name
        for name in written.keys() | there.keys()
        if there.get(name) != (written[name].encode() if name in written else None)
    )
    assert not stale, f"stale: {', '.join(stale)}; run make docs and commit what it writes"


def test_every_row_of_a_table_has_as_many_cells_as_its_heading():
    for path in markdown():
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
        tables = re.findall(r"(?:^\|.*\n)+", text, re.M)
        assert tables or path.stem in ("README", "terms"), path
        for table in tables:
            bars = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
            assert len(bars) == 1, f"{path}: {table[:200]}"


def anchors(path):
    """Fragments of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def test_every_link_leads_somewhere():
    seen = 0
    for path in markdown():
        for target, fragment in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)", path.read_text(encoding="utf-8")):
            page = path.parent / target if target else path
            assert page.exists(), f"{path}: {target}"
            assert not fragment or fragment in anchors(page), f"{path}: {target}#{fragment}"
            seen += 1
    assert seen > 400


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_languages_have_the_same_headings_or_as_many(lang):
    for path in (FOLDER / "en").glob("*.md"):
        levels = [re.findall(r"^#+(?= )", (FOLDER / one / path.name).read_text("utf-8"), re.M) for one in ("en", lang)]
        assert levels[0] == levels[1], path.name


def test_a_cell_shows_what_it_holds():
    assert cell("a|b <c> *d* _e_ f_g\nh") == r"a\|b &lt;c&gt; \*d\* \_e\_ f_g<br>h"
