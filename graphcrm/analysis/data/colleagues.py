"""Colleagues: who of ours could tell of an account, and who of them was asked.

A map shows what those who drew it know. Whether a colleague who is missing from it was silent, or was never asked, decides how
far it can be trusted: see :mod:`graphcrm.graph.reports`.
"""

from __future__ import annotations

from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.graph.asked import SurveyQuestions
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind

__all__ = ["Colleagues", "colleagues"]


_ASSESSED = (EdgeKind.INFLUENCES, EdgeKind.TRUSTS, EdgeKind.STANCE)


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Our people, by id: those who could be asked, those of them who were, and those who were not."""

    known: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """Who could be asked and was not."""
        return tuple(p for p in self.known if p not in self.asked)

    @property
    def sentence(self) -> Text:
        """“n of m colleagues asked”."""
        n, m = len(self.asked), len(self.known)
        if not m:
            return Text("没有同事与该客户有往来。", "No colleague is in contact with the account.")
        if not n:
            return Text(
                f"与该客户有往来的同事共 {m} 人，均无询问记录。",
                f"Colleagues in contact with the account: {m}; nobody is on record as asked.",
            )
        return Text(f"{m} 位同事中问过 {n} 位。", f"{n} of {m} {'colleague' if m == 1 else 'colleagues'} asked.")


def colleagues(situation: Situation) -> Colleagues:
    """Our people who are in contact with somebody of the decision, reported something of them, or were asked about them.

    Who was asked about anybody of the decision, whatever the question, counts as asked; people who left us do not count at all.
    """
    snapshot, people = situation.snapshot, situation.graph.people
    questions = SurveyQuestions(snapshot)
    asked = {row.reporter for person in people for row in questions.about(person)}
    reported = {edge.reported_by for kind in _ASSESSED for edge in snapshot.index.edges(kind, people)}
    known = sorted(filter(snapshot.works_for_us, asked | reported | {*situation.team}))
    return Colleagues(tuple(known), tuple(p for p in known if p in asked))
