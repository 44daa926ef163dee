"""What a screen shows of a picture: the part that the page leaves for a map, and how large things are on it."""

from __future__ import annotations

from dataclasses import dataclass

from graphcrm.maps.layout.views import CARD, Mode, View

__all__ = ["DESK", "LAPTOP", "Shown", "shown"]

#: Beside the names of the ranks and the zoom buttons, at 1920 x 1080 and 1366 x 768 (as measured in Chromium).
DESK, LAPTOP = (1764.0, 845.0), (1219.0, 580.0)
#: No picture is shown larger than twice.
_MOST = 2.0


@dataclass(frozen=True)
class Shown:
    """Width of a card in pixels, and how much of the stage is filled across and down."""

    card: float
    across: float
    down: float


def shown(view: View, stage: tuple[float, float], mode: Mode = Mode.CARDS) -> Shown:
    half = (CARD[0] / 2, CARD[1] / 2) if mode is not Mode.DOTS else (9.0, 9.0)
    edges = [[], []]  # type: list[list[float]]
    for k in (0, 1):
        edges[k] += [spot[k] + side for spot in view.at.values() for side in (-half[k], half[k])]
        edges[k] += [point[k] for points in view.lines.values() for point in points]
    edges[0] += [x for r in view.regions for x in (r.left, r.right)]
    edges[1] += [y for r in view.regions for y in (r.top, r.bottom)]
    wide, high = max(edges[0]) - min(edges[0]) + 16, max(edges[1]) - min(edges[1]) + 22
    scale = min(stage[0] / wide, stage[1] / high, _MOST)
    return Shown(scale * CARD[0], scale * wide / stage[0], scale * high / stage[1])
