"""Which lines cross: looked up, as computed one by one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from graphcrm.maps.layout import crossings as module
from graphcrm.maps.layout.crossings import Crossings

CELLS = [(down, across) for down in range(3) for across in range(4)]


def turn(a: int, b: int, c: int) -> int:
    (ay, ax), (by, bx), (cy, cx) = CELLS[a], CELLS[b], CELLS[c]
    return (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)


def cross(a: int, b: int, c: int, d: int) -> bool:
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


@pytest.mark.parametrize("at_once", [0, 78])
@pytest.mark.parametrize("bytes_", [0, 78])
def test_every_line_crosses_what_has_its_ends_on_both_sides(
    monkeypatch: pytest.MonkeyPatch, at_once: int, bytes_: int
) -> None:
    monkeypatch.setattr(module, "_ALL", at_once)
    monkeypatch.setattr(module, "_BYTES", bytes_)
    down, across = np.array(CELLS).T
    crossings = Crossings(across, down)
    pairs = list(itertools.combinations(range(len(CELLS)), 2))
    lines = np.array([crossings.number[pair] for pair in pairs])
    expected = np.array([[cross(*one, *other) for other in pairs] for one in pairs])
    assert (crossings.by(lines)[:, lines] == expected).all()
    assert (crossings.among(lines[None], lines[None])[0] == expected).all()
    assert (crossings.among(lines[None, :3], lines[None, ::-1])[0] == expected[:3, ::-1]).all()
    assert expected.any()


def test_a_line_is_the_same_from_both_ends_and_one_to_itself_crosses_nothing() -> None:
    down, across = np.array(CELLS).T
    crossings = Crossings(across, down)
    assert (crossings.number == crossings.number.T).all()
    assert len(np.unique(crossings.number)) == crossings.lines == 78
    assert not crossings.by(crossings.number.diagonal()).any()
