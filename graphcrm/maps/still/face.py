"""What colour and sign of a card say: support, or on the map of a contest whose side somebody is on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphcrm.charts.support import drawn, level
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Label, Shape
from graphcrm.i18n import Text
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.maps.still.names import LEAST

__all__ = ["Face", "is_faced"]


#: Signs of the states of a contest.
_STATE = {"ours": "✓", "ours_assumed": "✓?", "contested": "›‹", "theirs_assumed": "✕?", "theirs": "✕", "open": "○"}
#: A rival's people and ours have no attitude to us.
_APART = frozenset({"our_company", "competitor"})


def is_faced(p: MapPerson) -> bool:
    """Of firms, of us and of a rival no support is asked."""
    return not (p.firm or p.org_category in _APART)


@dataclass(frozen=True)
class Face:
    """A code for each person, and the colours of the palette that it chooses from."""

    colours: str
    keys: Mapping[str, str]

    @classmethod
    def of(cls, model: MapModel) -> Face:
        """What the cards of a map say."""
        if model.contest is None:
            return cls("support", {p.id: level(p.support) for p in model.people})
        return cls("contest", {s.person: s.state for s in model.contest.standings})

    def is_unknown(self, p: MapPerson) -> bool:
        """Whether a card says that nothing is known."""
        return self._key(p) == "unknown"

    def colour(self, p: MapPerson) -> str:
        """Palette name of the strip of a card, or of a dot."""
        return f"{self.colours}.{self._key(p)}"

    def of_card(self, part: str, p: MapPerson) -> str:
        """Palette name of tint or glyph."""
        return f"{part if self.colours == 'support' else f'{self.colours}_{part}'}.{self._key(p)}"

    def sign(self, p: MapPerson, x: float, y: float, size: float, colour: str) -> Iterator[Shape]:
        """What the strip of a card says, with its middle at a point; it grows with the names, as far as the strip holds it."""
        key, larger = self._key(p), min(1.4, size / LEAST)
        if self.colours == "support":
            yield from drawn(key, x, y, larger, colour)
            return
        sign = _STATE.get(key, "?")
        large = 9 if len(sign) > 1 else 9 * larger  # two fill it
        yield Label(x, y + large * 0.44, Text(sign, sign), large, colour, bold=True, anchor="middle")

    def _key(self, p: MapPerson) -> str:
        return self.keys.get(p.id, "unknown")
