"""What a report is about: the situation, its answers, and the pictures of its maps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphcrm.analysis.situation import Situation
from graphcrm.asking.known import Known
from graphcrm.asking.options import common
from graphcrm.dataclass import dataclass
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.payload.values import in_order
from graphcrm.maps.pins import LAID_OUT, Pinned, with_pins
from graphcrm.maps.records.asked import NOTHING
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.redaction import redact
from graphcrm.maps.still.people_list import people_list
from graphcrm.maps.still.picture import people_picture
from graphcrm.pages.cleaning import cleaned
from graphcrm.reports.asking import Answers
from graphcrm.reports.document import Picture
from graphcrm.settings import DEFAULT_SEED

if TYPE_CHECKING:
    from graphcrm.analysis.influence.uncertainty import Draws

__all__ = ["Scene"]


@dataclass(frozen=True)
class Scene:
    """A report's subject. What is expensive is computed once and shared with the answers through `known`.

    kind, given
        Code of the report, and the options of its own that were given.
    viewer, viewed_on
        Who reads it, and on which day; a card says so.
    pinned, tell
        Where people stand on the map of influence if places were chosen, and who is told so.
    """

    situation: Situation
    answers: Answers
    edition: Edition
    known: Known
    kind: str
    given: Mapping[str, Any] = field(default_factory=dict)
    viewer: str = ""
    viewed_on: str = ""
    seed: int = DEFAULT_SEED
    pinned: Pinned = LAID_OUT
    tell: Callable[[Text], None] = lambda _: None

    @property
    def drawn(self) -> bool:
        """Whether there are charts: they are analysis, and shares need a decision to be of."""
        return self.edition.insight and self.situation.undecided is None

    @cached_property
    def model(self) -> MapModel:
        """The people of the map, as the edition may see them."""
        return self._built(KINDS["influence"], self.pinned)

    def _built(self, kind: MapKind, pinned: Pinned) -> MapModel:
        def draws() -> Draws:
            return self.known.draws(self.situation, common("seed").read(self.seed))

        model = kind.build(self.situation, draws, kind.code, self.edition, NOTHING)
        return in_order(cleaned(redact(with_pins(model, self.situation.context.account.id, pinned, self.tell))))

    def picture(self, code: str, caption: Text) -> Picture:
        """A map of people, standing still, and as a list for a phone."""
        kind = KINDS[code]
        model = self.model if code == "influence" else self._built(kind, Pinned(ties=self.pinned.ties))
        title = kind.heading(model.edition)
        return Picture(people_picture(model, kind.layout(model), title), caption, people_list(model, title))
