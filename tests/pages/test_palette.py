"""Support colours can be told apart by everybody; text can be read on what it stands on."""

from __future__ import annotations

import itertools
import json

import pytest

from graphcrm.resources import resource
from tests.pages.colour import MACHADO, ciede2000, contrast, difference, lab, linear

PALETTE = json.loads(resource("visual", "palette.json").read_text(encoding="utf-8"))


def test_the_oracle_reproduces_published_differences() -> None:
    """Pairs 1, 7, 17 and 25 of Sharma, Wu and Dalal (2005), table 1."""
    import numpy as np

    published = [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ]
    for one, two, expected in published:
        assert ciede2000(np.array(one), np.array(two)) == pytest.approx(expected, abs=5e-4)
    assert lab(linear("#ffffff")) == pytest.approx([100, 0, 0], abs=0.02)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("vision", list(MACHADO))
def test_support_levels_differ_by_twelve_or_more(theme: str, vision: str) -> None:
    colours = PALETTE[theme]["support"]
    assert sorted(colours) == sorted(["-1", "0", "1", "2", "3", "unknown"])
    for (a, one), (b, two) in itertools.combinations(colours.items(), 2):
        assert difference(one, two, vision) >= 12, (a, b)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_signs_stand_out_from_their_colour(theme: str) -> None:
    p = PALETTE[theme]
    for level, colour in p["support"].items():
        assert contrast(p["glyph"][level], colour) >= 4.5, level
        assert contrast(p["ink"], p["tint"][level]) >= 7, level
        assert contrast(p["soft"], p["tint"][level]) >= 4.5, level


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_lines_stand_out_from_the_page(theme: str) -> None:
    p = PALETTE[theme]
    for ground in ("page", "lane", "surface", "mute", "raised", "region"):
        for ink in ("ink", "soft", "bad", "warn", "good", "alert"):
            assert contrast(p[ink], p[ground]) >= 4.5, (ink, ground)
    for ground in ("page", "lane"):
        for line in ("influence", "inversion", "conflict", "path", "focus", "circle", "org_strong"):
            assert contrast(p[line], p[ground]) >= 3, (line, ground)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("vision", list(MACHADO))
def test_inversions_differ_from_influence(theme: str, vision: str) -> None:
    assert difference(PALETTE[theme]["influence"], PALETTE[theme]["inversion"], vision) >= 12


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_rank_can_be_read_on_the_colour_of_every_community(theme: str) -> None:
    colours = [*PALETTE[theme]["community"], PALETTE[theme]["community_other"]]
    assert all(contrast(PALETTE[theme]["community_ink"], colour) >= 4.5 for colour in colours)
    assert len(set(colours)) == len(colours)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_signs_and_headings_can_be_read_on_the_colours_of_organisations(theme: str) -> None:
    p = PALETTE[theme]
    assert p["firm"].keys() == p["hull"].keys()
    assert all(contrast(p["community_ink"], colour) >= 4.5 for colour in p["firm"].values())
    assert all(contrast(p[ink], colour) >= 4.5 for ink in ("ink", "soft") for colour in p["hull"].values())
    assert len({*p["firm"].values()}) == len(p["firm"])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("vision", list(MACHADO))
def test_states_of_a_contest_can_be_told_apart_and_read(theme: str, vision: str) -> None:
    p = PALETTE[theme]
    for (a, one), (b, two) in itertools.combinations(p["contest"].items(), 2):
        assert difference(one, two, vision) >= 12, (a, b)
    for state, colour in p["contest"].items():
        assert contrast(p["contest_glyph"][state], colour) >= 4.5, state
        assert contrast(p["ink"], p["contest_tint"][state]) >= 7, state
        assert contrast(p["soft"], p["contest_tint"][state]) >= 4.5, state
