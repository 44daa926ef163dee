"""A question that is being answered: its parameters, and everything derived from them, computed at most once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphcrm.analysis.situation import Situation
from graphcrm.asking.known import Known
from graphcrm.asking.labelled import Labelled
from graphcrm.asking.query import Query
from graphcrm.dataclass import dataclass
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.graph.influence import GraphOptions
from graphcrm.i18n import Text
from graphcrm.near import did_you_mean
from graphcrm.settings import DEFAULT_SEED
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import arrows, joined

if TYPE_CHECKING:
    from graphcrm.analysis.influence.uncertainty import Draws
    from graphcrm.asking.saved import Saved

__all__ = ["Answer", "Ask"]

_OTHERS_THEN = Text(
    "{day} 未结的商机与今不同：{deals}；该日的数字按它们计算，指明商机可对同一决策前后比较",
    "on {day} other opportunities were open: {deals}; what stands for that day is about them, "
    "and naming an opportunity compares one decision",
)
_NONE_THEN = Text(
    "{day} 没有未结的商机：该日的数字按客户整体计算，指明商机可对同一决策前后比较",
    "on {day} no opportunity was open: what stands for that day is about the account, "
    "and naming an opportunity compares one decision",
)


@dataclass(frozen=True)
class Answer:
    """Row groups of an answer; `explain` holds a sentence per row of all groups in order, `remarks` stand above the table.

    Values are numbers, ISO dates, ids, codes and :class:`~graphcrm.i18n.Text`, never words of one language.
    """

    groups: tuple[Sequence[Mapping[str, Any]], ...]
    assumptions: Sequence[Text] = ()
    explain: Sequence[Text] = ()
    remarks: Sequence[Text] = ()
    #: The answer has seen to ``--top`` itself, since it does not count rows.
    cut: bool = False

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], *, nothing: Text | None = None, **rest: Any) -> Answer:
        """An answer with one row group; `nothing` is said where it has no row, so that silence is never taken for good news."""
        answer = cls((tuple(rows),), **rest)
        return answer if answer.groups[0] or nothing is None else replace(answer, remarks=(*answer.remarks, nothing))


@dataclass(frozen=True)
class Ask:
    """`params` holds what was given, by Python name; what is missing takes the query's default."""

    query: Query
    snapshot: Snapshot
    params: Mapping[str, Any] = field(default_factory=dict)
    #: The snapshot of an earlier day, for the question that compares two.
    earlier: Snapshot | None = None
    #: The snapshots of the days that the query looks back to, by how many days ago they are.
    past: Mapping[int, Snapshot] = field(default_factory=dict)
    #: Shared by questions that are asked together.
    known: Known = field(default_factory=Known, compare=False)
    #: Takes the snapshots of further days, for the question that finds out itself which days it asks about.
    replay: Callable[[Sequence[date]], Sequence[Snapshot]] | None = field(default=None, compare=False)
    #: The scenarios that the team keeps beside its workspace, by name.
    saved: Callable[[], Mapping[str, Saved]] = field(default=dict, compare=False)

    def get(self, name: str, default: Any = None) -> Any:
        """A parameter, the query's default for it, or the default given here."""
        for value in (self.params.get(name), self.query.defaults.get(name)):
            if value is not None and value != ():
                return value
        return default

    @property
    def edition(self) -> Edition:
        """For whose eyes the answer is."""
        return Edition.of(self.get("edition", Edition.INTERNAL.code))

    @cached_property
    def options(self) -> GraphOptions:
        return GraphOptions(
            derived=not self.get("no_derived", False),
            min_confidence=self.get("min_confidence"),
            signed=bool(self.get("signed", False)),
            competitors=bool(self.get("competitors", False)),
        )

    @cached_property
    def situation(self) -> Situation:
        """The situation of the account or opportunity that was asked about, else of those of the scenario that was named."""
        return self._asked(self.snapshot)

    def _asked(self, snapshot: Snapshot) -> Situation:
        account, opportunity = self.get("account"), self.get("opportunity")
        if account is None and opportunity is None and self.scenario:
            account, opportunity = self.scenario.account, self.scenario.opportunity
        return self.known.situation(snapshot, account, opportunity, self.get("vendor"), self.options)

    @cached_property
    def scenario(self) -> Saved | None:
        """The saved scenario that was named, if any."""
        name = self.get("scenario")
        return self.kept_scenarios([name])[0] if isinstance(name, str) else None

    def kept_scenarios(self, names: Sequence[str]) -> Sequence[Saved]:
        """Saved scenarios by their names.

        Raises UsageError: there is none of such a name.
        """
        known = self.saved()
        for name in names:
            if name not in known:
                text = Text("没有设想“{name}”。", "there is no scenario “{name}”. ").format(name=name)
                none = Text(
                    "用 graphcrm query what-if --remove ID --save NAME 保存一个。",
                    "Save one with graphcrm query what-if --remove ID --save NAME.",
                )
                raise UsageError(text + (did_you_mean(name, known) if known else none))
        return [known[name] for name in names]

    @cached_property
    def before(self) -> Situation:
        """What would have been answered on the earlier day: of an account its opportunities that were open then.

        Raises ValueError: there is no earlier day in this question.
        """
        if self.earlier is None:
            raise ValueError("the question has no earlier day")
        return self._asked(self.earlier)

    def at(self, snapshot: Snapshot) -> Situation:
        """The same decision on another day."""
        where = self.situation.context
        opportunity = where.opportunity.id if where.opportunity else None
        return self.known.situation(snapshot, where.account.id, opportunity, where.vendor, self.options)

    def another_decision(self, then: Situation) -> tuple[Text, ...]:
        """That figures of an earlier day are about other opportunities than those of the answer; nothing where they are not."""
        now, were = self.situation.context.deals, then.context.deals
        if {o.id for o in now} == {o.id for o in were}:
            return ()
        deals = joined(Text("{o}（{id}）", "{o} ({id})").format(o=o.name, id=o.id) for o in were)
        said = _OTHERS_THEN if were else _NONE_THEN
        return (said.format(day=then.snapshot.as_of.isoformat(), deals=deals),)

    def ago(self, days: int) -> Snapshot:
        """What was true so many days before; the query says in its declaration (`looks_back`) that it asks.

        Raises ValueError: the query does not say so.
        """
        if days not in self.past:
            raise ValueError(f"{self.query.name} does not declare that it looks back {days} days")
        return self.past[days]

    def drift(self, days: int = 0) -> tuple[Snapshot, Snapshot]:
        """What was true when ties, and support, are compared with, as of so many days before."""
        ties, support = self.snapshot.settings.drift_days
        return self.ago(days + ties), self.ago(days + support)

    def replayed(self, days: Sequence[date]) -> Sequence[Snapshot]:
        """What was true on some days, in their order.

        Raises ValueError: there are such days, and whoever asks cannot look at them.
        """
        if self.replay is None and days:
            raise ValueError(f"{self.query.name} is asked where no other day can be looked at")
        return self.replay(days) if self.replay else ()

    @property
    def seed(self) -> int:
        """The seed of every random part."""
        return int(self.get("seed", DEFAULT_SEED))

    @cached_property
    def draws(self) -> Draws:
        """Monte-Carlo draws of the situation."""
        return self.known.draws(self.situation, self.seed)

    def top(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The first rows, as many as ``--top`` asks for."""
        most = self.get("top")
        return rows if most is None else rows[: int(most)]

    def name(self, which: str) -> str:
        """Name of a person, organisation, unit, opportunity or criterion, statement of a goal or need; the id without one.

        A name may be a :class:`~graphcrm.i18n.Name`: put it into a sentence with `Text.format`, never with an f-string.
        """
        s = self.snapshot
        found = s.people.get(which) or s.orgs.get(which) or s.units.get(which) or s.opportunities.get(which)
        if found is not None:
            return found.name
        if which in s.criteria:
            return s.criteria[which].name
        said = s.goals.get(which) or s.needs.get(which)
        return said.statement if said else which

    def row(self, found: Any, group: int = 0, /, **columns: Any) -> dict[str, Any]:
        """A row of a group as the query declares it: columns that are not given are what `found` has under their names.

        A ``name`` that is not given is that of the row's ``id``, a ``share_pct`` the ``share`` in per cent, a ``gain_pp`` the ``gain`` in
        points.
        """
        row: dict[str, Any] = {}
        for column in (c.name for c in self.query.contract[group]):
            if column in columns:
                row[column] = columns.pop(column)
            else:
                row[column] = self.name(row["id"]) if column == "name" and "id" in row else _held(found, column)
        return row | columns

    def path(self, *ids: str) -> Labelled:
        """An id, or a step of a path: ``c6>c3`` for programs, “王工 → 周CIO” for people."""
        return Labelled.of(">".join(ids), arrows(map(self.name, ids)))


def _held(found: Any, column: str) -> Any:
    """What a measure has under the name of a column, or, in hundredths, under the name without its unit."""
    part, _, unit = column.rpartition("_")
    if unit not in ("pct", "pp") or hasattr(found, column):
        return getattr(found, column)
    share = getattr(found, part)
    return None if share is None else 100 * share
