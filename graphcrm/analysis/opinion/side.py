"""How sentences call the side that is asked about, and those against it: us and the competitor, or a vendor by its name."""

from __future__ import annotations

from graphcrm.analysis.opinion.contest_state import ContestState
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.snapshot import Snapshot

__all__ = ["OURS", "AskedSide", "side_of"]


@dataclass(frozen=True, slots=True)
class AskedSide:
    """`name` and `rivals` as they stand within a sentence."""

    name: Text
    rivals: Text

    @property
    def is_ours(self) -> bool:
        return self == OURS

    @property
    def lean(self) -> Text:
        """The lean, which is toward us if it is not said toward whom.

        >>> OURS.lean.en, AskedSide(Text("锐维", "Ruiwei"), Text("对手", "rivals")).lean.en
        ('lean', 'lean toward Ruiwei')
        """
        return Text("倾向", "lean") if self.is_ours else Text("对 {v} 的倾向", "lean toward {v}").format(v=self.name)

    def state(self, state: ContestState) -> Text:
        """Whose a person is, in words.

        >>> OURS.state(ContestState.OURS_ASSUMED).en
        'ours?'
        """
        if self.is_ours or state not in _SIDES:
            return state.label
        favoured, assumed = _SIDES[state]
        label = Text("{who}？", "{who}?") if assumed else Text("{who}", "{who}")
        return label.format(who=self.name if favoured else _RIVALS)


_RIVALS = Text("对手", "rivals")
#: Whether the side that is asked about is meant, and whether the other attitude is not recorded.
_SIDES = {
    ContestState.OURS: (True, False),
    ContestState.OURS_ASSUMED: (True, True),
    ContestState.THEIRS: (False, False),
    ContestState.THEIRS_ASSUMED: (False, True),
}
OURS = AskedSide(Text("我方", "us"), Text("对手", "the competitor"))


def side_of(snapshot: Snapshot, vendor: str | None) -> AskedSide:
    """The side of a vendor: ours for our company and whoever belongs to it."""
    found = snapshot.orgs.get(vendor or "")
    if found is None or found.category == OrgCategory.OUR_COMPANY:
        return OURS
    return AskedSide(
        Text("{name}", "{name}").format(name=found.name),
        Text("{name} 的对手", "a rival of {name}").format(name=found.name),
    )
