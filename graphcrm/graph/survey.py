"""What was said, and not said, of the ties of one kind: reports and silence as one belief per tie.

Before anybody is asked, every tie is as likely as the prior of :mod:`graphcrm.graph.reports` says. Colleagues name some people
for nearly everybody and others for nobody; a team may let that speak, too (`standing` = s in the table `asked` of the settings,
0 unless set):

    p = (1 − s)·¼ + s·π,   π = how often those asked about others name this person

π leaves the pair itself out and is not used where nobody was asked about anybody else. What this gains is in docs/guide/asked.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from graphcrm.dataclass import dataclass
from graphcrm.graph.asked import SurveyQuestions
from graphcrm.graph.reports import Combined, combine, vouching
from graphcrm.model.choices import AskedAbout
from graphcrm.model.edges import EdgeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphcrm.model.records import Edge
    from graphcrm.settings import Settings

__all__ = ["Survey"]


Pair = tuple[str, str]


@dataclass(frozen=True)
class _Standing:
    """In one domain: how much was answered for each person by those asked about each other one, and how many were asked."""

    named: Mapping[str, Mapping[str, float]]
    asked: Mapping[str, int]

    def of(self, named: str, about: str) -> float | None:
        """Mean answer for a person over all others who were asked about, `about` left out, in 0..1; None without any."""
        asked = self._questions - self.asked[named] - self.asked[about]
        return (self._given.get(named, 0.0) - self.named.get(named, {}).get(about, 0.0)) / asked if asked else None

    @cached_property
    def _questions(self) -> int:
        return sum(self.asked.values())

    @cached_property
    def _given(self) -> dict[str, float]:
        return {named: sum(of.values()) for named, of in self.named.items()}


class Survey:
    """The reports of one kind (INFLUENCES or TRUSTS) between some people, those of them that are heard, and the questions.

    `heard` is None where every report is.
    """

    def __init__(
        self,
        kind: EdgeKind,
        reports: Mapping[Pair, Sequence[Edge]],
        people: Iterable[str],
        questions: SurveyQuestions,
        settings: Settings,
        heard: Callable[[Edge], bool] | None,
    ) -> None:
        self.kind = kind
        self._question = AskedAbout(kind)
        self._reports = reports
        self._people = sorted(people)
        self._questions = questions
        self._settings = settings
        self._heard = heard or (lambda edge: True)
        self._all_heard = heard is None
        self._standings: dict[str, _Standing] = {}

    def together(self, reports: Sequence[Edge]) -> Combined | None:
        """What the reports of one pair, in one domain and of one polarity, add up to; None if none of them is heard.

        Whoever was asked and is not heard, because the report is not sure enough, was not silent: he does not count.
        """
        heard = reports if self._all_heard else [e for e in reports if self._heard(e)]
        if not self._questions.any:
            return combine(heard, self._settings)
        about, named = self._turned(reports[0])
        domain = reports[0].domain
        asked = self._asked(about, domain)
        if asked:
            asked -= {e.reported_by for e in reports} - {e.reported_by for e in heard}
        return combine(heard, self._settings, asked, self.prior(named, about, domain) if asked else None)

    def _turned(self, edge: Edge) -> Pair:
        """Whom the question is about and who is named: influence is asked of whoever is moved, reliance of whoever relies."""
        return (edge.source, edge.target) if self.kind is EdgeKind.TRUSTS else (edge.target, edge.source)

    def _asked(self, about: str, domain: str) -> frozenset[str]:
        return self._questions.reporters(about, self._question, domain)

    def prior(self, named: str, about: str, domain: str) -> float:
        """How likely the tie is before anybody answers for this pair, in 0..1."""
        prior, weight = self._settings.asked["prior"], self._settings.asked["standing"]
        known = self._standing(domain).of(named, about) if weight else None
        return prior if known is None else (1 - weight) * prior + weight * known

    def _standing(self, domain: str) -> _Standing:
        if domain not in self._standings:
            self._standings[domain] = self._measured(domain)
        return self._standings[domain]

    def _measured(self, domain: str) -> _Standing:
        asked = {person: self._asked(person, domain) for person in self._people}
        named: dict[str, dict[str, float]] = {}
        for reports in self._reports.values():
            about, who = self._turned(reports[0])
            given = [e for e in reports if e.domain == domain and e.polarity == 1 and self._heard(e)]
            vouched = vouching((e for e in given if e.reported_by in asked[about]), self._settings)
            named.setdefault(who, {})[about] = sum(vouched.values())
        return _Standing(named, {person: len(of) for person, of in asked.items()})
