"""Data audit: can the map be trusted, what is missing, and what would mend it?

Four criteria make the grade: support known and fresh for ≥ 80 % of influence, ≥ 60 % of the recorded influences of confidence
B or better (several reports combined, whoever else was asked), median age ≤ 180 days, at least two reporters. All four: A; each that
fails costs one letter, D at worst. A map of grade D is too thin to rank people.

Rankings are only as good as their data: one reporter's map (Herfindahl index 1) and too many high levels are reported, since
declared relationships invite optimism.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from graphcrm.analysis.data.audit_records import (
    assessments_without_evidence,
    ignored_objections,
    records_past_retention,
    uncovered_bases,
)
from graphcrm.analysis.data.colleagues import Colleagues, colleagues
from graphcrm.analysis.numbers import at_least, at_most
from graphcrm.analysis.opinion.known_support import fresh_level, recorded_deciders, share_where
from graphcrm.analysis.order_statistics import median
from graphcrm.analysis.situation import Situation, once
from graphcrm.dataclass import dataclass
from graphcrm.graph.influence import EdgePart
from graphcrm.graph.reports import reported_q
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence, DecisionRole
from graphcrm.model.edges import EdgeKind
from graphcrm.model.levels import FEW_LEVELS
from graphcrm.spoken import joined
from graphcrm.texts import read_texts

__all__ = ["GRADES", "Audit", "AuditRow", "audit"]


#: What a grade means.
GRADES = {
    "A": Text("数据充分", "sound data"),
    "B": Text("数据基本可用", "usable data"),
    "C": Text("数据不足，结论只供参考", "thin data, read with care"),
    "D": Text("图谱过于单薄，不足以给人排名", "map too thin to rank people"),
}
#: The criteria of grade A.
_GRADED = ("known_share", "edges_good", "median_age", "reporters")


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One metric: counts, days or shares in 0..1; `value` None if there is nothing to measure.

    `threshold` and `ok` are None for what is only reported; `fix` is given where something should be done.
    """

    metric: str
    label: Text
    value: float | None
    threshold: float | None
    ok: bool | None
    fix: Text | None
    share: bool = False


@dataclass(frozen=True, slots=True)
class Audit:
    """The rows in a fixed order, the grade A..D, and who of ours was asked."""

    rows: tuple[AuditRow, ...]
    grade: str
    colleagues: Colleagues

    def row(self, metric: str) -> AuditRow:
        """The row of a metric."""
        return next(r for r in self.rows if r.metric == metric)

    @property
    def sentence(self) -> Text:
        """The grade in words, with what costs letters."""
        failed = [self.row(m).label for m in _GRADED if not self.row(m).ok]
        why = Text("；未达标：{what}", "; short of: {what}").format(what=joined(failed))
        return Text("数据等级 {g}：{meaning}{why}。", "Data grade {g}: {meaning}{why}.").format(
            g=self.grade, meaning=GRADES[self.grade], why=why if failed else ""
        )


@dataclass(frozen=True, slots=True)
class _Metric:
    """How a metric is called, judged (at least / at most, by a number or the setting of that name) and mended.

    Where there is nothing to measure, a cure of what is there cannot be followed: `nothing` says what to do first.
    """

    name: str
    label: Text
    fix: Text
    at_least: float | str | None = None
    at_most: float | str | None = None
    share: bool = False
    nothing: Text | None = None

    def row(self, value: float | None, rules: Mapping[str, float], named: Mapping[str, Text]) -> AuditRow:
        """The row of a value; `named` is what may be filled into its cure."""
        ok: bool | None = None
        said = self.at_most if self.at_least is None else self.at_least
        limit = rules[said] if isinstance(said, str) else said
        if limit is not None and self.at_least is not None:
            ok = value is not None and at_least(value, limit)
        elif limit is not None:
            # Of an age there must be something to measure; a count or share of nothing breaks no limit.
            ok = self.name != "median_age" if value is None else at_most(value, limit)
        wanting = ok is False or (ok is None and self.name.startswith("with_") and (value or 0) < 1)
        cure = self.nothing if value is None and self.nothing else self.fix
        fix = cure.format(**named) if wanting else None
        return AuditRow(self.name, self.label, value, limit, ok, fix, self.share)


_METRICS = tuple(_Metric(name, **said) for name, said in read_texts(Path(__file__).with_suffix(".toml")).items())


@once
def audit(situation: Situation) -> Audit:
    """Audit the data of a context: its customer's people, the influences of its graph, its stances and decision roles."""
    facts, rules = _Facts(situation), situation.snapshot.settings.audit
    named = {"roles": joined(role.label for role in DecisionRole if role in (facts.missing or ()))}
    rows = tuple(metric.row(_MEASURES[metric.name](facts), rules, named) for metric in _METRICS)
    failed = sum(not row.ok for row in rows if row.metric in _GRADED)
    ours = colleagues(situation)
    return Audit((*rows, _asked(ours)), "ABCDD"[failed], ours)


def _asked(ours: Colleagues) -> AuditRow:
    """Of those who could be asked, how many were: the threshold is all of them."""
    n, m = len(ours.asked), len(ours.known)
    fix = Text(
        "再问其余同事此人听谁的、依靠谁，问过即记入 asked（询问记录）表，沉默也是信息",
        "ask the others, too, whom these people listen to, and note in the table asked who was asked: silence tells something",
    )
    return AuditRow("asked", Text("问过的同事数", "colleagues asked"), n, m, n >= m, fix if n < m else None)


@dataclass(frozen=True)
class _Facts:
    situation: Situation

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The customer's people in the graph; an open seat is nobody of whom anything could be known."""
        snapshot = self.situation.snapshot
        return tuple(p for p in self.situation.graph.customers if not snapshot.is_seat(p))

    @cached_property
    def influences(self) -> tuple[EdgePart, ...]:
        """Recorded influences per pair and domain, with combined certainty and age."""
        return tuple(
            part
            for edge in self.situation.graph.edges.values()
            for part in edge.parts
            if part.kind is EdgeKind.INFLUENCES
        )

    @cached_property
    def reports(self) -> dict[str, int]:
        """Number of influence reports within the graph by reporter, denials included."""
        members = self.situation.graph.index
        edges = self.situation.snapshot.index.edges(EdgeKind.INFLUENCES, members)
        return Counter(e.reported_by for e in edges if e.source in members and e.target in members)

    @cached_property
    def missing(self) -> list[DecisionRole] | None:
        """Buying roles that nobody holds."""
        return uncovered_bases(self.situation)

    def part_of(self, some: int, everything: int) -> float | None:
        return some / everything if everything else None

    def have(self, what: str) -> float | None:
        people = self.situation.snapshot.people
        return self.part_of(sum(getattr(people[p], what) is not None for p in self.people), len(self.people))

    def deciders_recorded(self) -> float | None:
        deals = self.situation.context.deals
        return self.part_of(sum(bool(recorded_deciders(self.situation, d.id)) for d in deals), len(deals))

    def edges_good(self) -> float | None:
        settings = self.situation.snapshot.settings
        least = settings.confidence[Confidence.B]
        # Few combinations of grades are many influences.
        grades = Counter((tuple([r.confidence for r in p.reports]), p.disputed) for p in self.influences)
        good = sum(n for (given, denied), n in grades.items() if at_least(reported_q(given, denied, settings), least))
        return self.part_of(good, len(self.influences))

    def stances_fresh(self) -> float | None:
        known = sum(fresh_level(self.situation, p) is not None for p in self.people)
        return self.part_of(known, len(self.people))

    def known_share(self) -> float | None:
        if self.situation.undecided:
            return None  # there is no influence to have a share of
        people = self.situation.graph.people
        return share_where(self.situation, (p for p in people if fresh_level(self.situation, p) is not None))

    def herfindahl(self) -> float | None:
        total = sum(self.reports.values())
        return sum((n / total) ** 2 for n in self.reports.values()) if total else None

    def level5_share(self) -> float | None:
        """The largest share of level 5 among one reporter's levels of influence and trust, as W09 counts them.

        A denial is no level, and who gave only a few has no habit.
        """
        levels: dict[str, list[int]] = {}
        members = self.situation.graph.index
        for kind in (EdgeKind.INFLUENCES, EdgeKind.TRUSTS):
            for edge in self.situation.snapshot.index.edges(kind, members):
                if edge.level and edge.source in members:
                    levels.setdefault(edge.reported_by, []).append(edge.level)
        enough = [of for of in levels.values() if len(of) >= FEW_LEVELS]
        return max((of.count(5) / len(of) for of in enough), default=None)

    def stance2_share(self) -> float | None:
        known = [level for p in self.situation.graph.people if (level := self.situation.level_of(p)) is not None]
        return sum(level >= 2 for level in known) / len(known) if len(known) >= FEW_LEVELS else None


_MEASURES: dict[str, Callable[[_Facts], float | None]] = {
    "people": lambda f: len(f.people),
    "with_unit": lambda f: f.have("unit"),
    "with_grade": lambda f: f.have("grade"),
    "deciders_recorded": _Facts.deciders_recorded,
    "uncovered_bases": lambda f: None if f.missing is None else len(f.missing),
    "edges": lambda f: len(f.influences),
    "edges_good": _Facts.edges_good,
    "median_age": lambda f: float(median(p.age for p in f.influences)) if f.influences else None,
    "stances_fresh": _Facts.stances_fresh,
    "known_share": _Facts.known_share,
    "reporters": lambda f: len(f.reports),
    "herfindahl": _Facts.herfindahl,
    "level5_share": _Facts.level5_share,
    "stance2_share": _Facts.stance2_share,
    "assessments_without_evidence": lambda f: assessments_without_evidence(f.situation),
    "past_retention": lambda f: records_past_retention(f.situation),
    "ignored_objections": lambda f: ignored_objections(f.situation),
}
