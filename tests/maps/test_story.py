"""A story: what a file may say, what is refused and where, and what the page gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphcrm.errors import InputError, UsageError
from graphcrm.maps.story import read_story
from graphcrm.workspace.door import Workspace
from tests.reports.conftest import TODAY, sample  # noqa: F401 - a fixture

STEP = '[[step]]\ncaption = ["谁在做决定", "Who decides"]\n'


def written(folder: Path, text: str) -> Path:
    (folder / "story.toml").write_text(text, "utf-8")
    return folder / "story.toml"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (STEP + "selct = 'c2'\n", 3, "Did you mean select?"),
        (STEP + "gaps = 1\n", 3, "gaps should be true or false"),
        (STEP + "off = ['derivd']\n", 3, "Did you mean derived?"),
        (STEP + "min = 86\n", 3, "0 to 85"),
        (STEP + "min = -1\n", 3, "0 to 85"),
        (STEP + f"path = {10**400}\n", 3, "path should be a number"),
        ("[[step]]\ncaption = ['nur eines']\n", 2, "caption should have [Chinese, English]"),
        ("[[step]]\nselect = 'c2'\n", 1, "caption is missing"),
        (STEP + "off = ['derived']\n" + STEP + "off = ['derivd']\n", 6, "Did you mean derived?"),
        (STEP + "min = 10\n" + STEP + "min = 90\n" + STEP + "min = 20\n", 6, "0 to 85"),
        (STEP + "gaps = true\n# [[step]]\n" + STEP + "gaps = 1\n", 7, "gaps should be true or false"),
        (STEP + STEP + "[[step]]\nselect = 'c2'\n", 5, "caption is missing"),
        ("[[stp]]\n", 1, "Did you mean step?"),
        ("step = []\n", None, "1 to 50"),
        (51 * STEP, None, "1 to 50"),
        ("[[step]\n", 1, "this is not TOML"),
    ],
)
def test_a_bad_story_is_refused_where_it_is_bad(tmp_path: Path, text: str, line: int | None, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_story(path)
    assert words in caught.value.text.en
    assert caught.value.text.en.startswith(f"{path}:{line}: " if line else f"{path}: ")


def test_a_story_has_up_to_fifty_steps_that_show_lines_of_any_strength_that_the_page_offers(tmp_path: Path) -> None:
    assert len(read_story(written(tmp_path, f"{STEP}min = 0\n{STEP}min = 85\n{48 * STEP}")).steps) == 50


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("select = 'c22'", "Did you mean c2?"),
        ("unit = '科技'", "Did you mean 科技部?"),
        ("path = 99", "none is number 99"),
    ],
)
def test_a_step_shows_only_what_is_on_the_map(sample: Workspace, tmp_path: Path, more: str, words: str) -> None:  # noqa: F811
    story = written(tmp_path, f"{STEP}{more}\n")
    with pytest.raises(InputError, match=":3:") as caught:
        sample.map("influence", tmp_path / "m.html", account="HY", as_of=TODAY, story=story)
    assert words in caught.value.text.en
    assert not (tmp_path / "m.html").exists()


def test_the_step_that_is_wrong_is_named_though_an_earlier_one_says_the_same(sample: Workspace, tmp_path: Path) -> None:  # noqa: F811
    story = written(tmp_path, f"{STEP}select = 'c2'\n{STEP}select = 'c22'\n{STEP}select = 'c3'\n")
    with pytest.raises(InputError, match=":6:"):
        sample.map("influence", tmp_path / "m.html", account="HY", as_of=TODAY, story=story)


def test_a_chart_takes_no_story(sample: Workspace, tmp_path: Path) -> None:  # noqa: F811
    with pytest.raises(UsageError, match="takes no --story"):
        sample.map("zipper", tmp_path / "m.html", account="HY", as_of=TODAY, story=written(tmp_path, STEP))


def test_a_story_of_an_anonymised_map_names_nobody(sample: Workspace, tmp_path: Path) -> None:  # noqa: F811
    text = '[[step]]\ncaption = ["林行长说了算", "President Lin decides"]\ndecide = ["见郑总", "Meet Zheng"]\nselect = "c2"\n'
    where = {"account": "HY", "as_of": TODAY, "story": written(tmp_path, text)}
    sample.map("influence", tmp_path / "m.html", **where)
    sample.anonymised().map("influence", tmp_path / "a.html", **where)
    named = [(tmp_path / name).read_text("utf-8") for name in ("m.html", "a.html")]
    assert ["林行长说了算" in page for page in named] == [True, False]
    assert ["Zheng" in page for page in named] == [True, False]


def test_a_story_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml: this cannot be read: "):
        read_story(tmp_path / "none.toml")
