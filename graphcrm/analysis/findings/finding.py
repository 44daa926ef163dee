"""One thing that calls for an act, with a key that stays the same from day to day."""

from __future__ import annotations

from collections.abc import Callable

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice

__all__ = ["Finding", "FindingKind", "always"]


class FindingKind(Choice):
    """What is found; the code begins the key."""

    COMPLAINT = "complaint", "严重投诉", "severe complaint"
    PROMISE = "promise", "承诺到期", "promise due"
    GAP = "gap", "覆盖空白", "coverage gap"
    THREAD = "thread", "单线", "single thread"
    BOW_TIE = "bow-tie", "领结型", "bow-tie"
    SPONSOR = "sponsor", "缺赞助人", "sponsor gap"
    COOLING = "cooling", "关系变冷", "cooling tie"
    DRIFT = "drift", "此消彼长", "drift"
    DOWNTURN = "downturn", "走下坡", "downturn"
    AUDIT = "audit", "数据不足", "thin data"
    VERIFY = "verify", "待核实", "to find out"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding.

    subject
        Ids of what it is about; with the kind they are its key.
    said
        Gives the sentence: of the findings of earlier days most are only counted, and are never put into words.
    severity
        Share of the decision at risk, 0..1; None where no share is.
    owner
        Who of ours should see to it.
    due
        Day by which, ISO; of promises.
    target
        The person to whom a route would help.
    """

    kind: FindingKind
    subject: tuple[str, ...]
    said: Callable[[], Text]
    severity: float | None = None
    owner: str | None = None
    due: str | None = None
    target: str | None = None

    @property
    def sentence(self) -> Text:
        """What is found, in words."""
        return self.said()

    @property
    def key(self) -> str:
        """``gap:c4``, ``cooling:u1>c7``: kind and subject ids.

        >>> Finding(FindingKind.COOLING, ("u1", "c7"), always(Text("…", "…"))).key
        'cooling:u1>c7'

        A contact recorded without an id has one made of its facts, with tabs between them; here a stroke stands for these.
        """
        ids = ("/".join(part for part in one.split("\t") if part) for one in self.subject)
        return f"{self.kind.value}:{'>'.join(ids)}"


def always(sentence: Text) -> Callable[[], Text]:
    """What gives a sentence that is at hand."""
    return lambda: sentence
