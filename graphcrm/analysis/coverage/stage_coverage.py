"""Stage coverage: are the units that the stage plan asks for at this stage of the opportunity in active contact with us?

Each selling stage needs a different network of contacts (Üstüner & Godes 2006).
"""

from __future__ import annotations

from graphcrm.analysis.coverage.kpi import covered_people
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import Function, Stage
from graphcrm.model.review_records import StageTask
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import counted, joined

__all__ = ["StageRow", "stage_coverage"]


@dataclass(frozen=True, slots=True)
class StageRow:
    """One row of the stage plan that applies now.

    opportunity
        None where the account itself is at stage s0.
    unit
        As the plan names it; `units` are the units that it means (none: the plan names a unit that is not on record).
    people, active
        Known people of these units, and those with best T ≥ .30.
    """

    opportunity: str | None
    stage: Stage
    goal: str
    unit: str
    method: str
    owner: str
    units: tuple[str, ...]
    people: tuple[str, ...]
    active: tuple[str, ...]

    @property
    def covered(self) -> bool:
        return bool(self.active)

    def sentence(self, snapshot: Snapshot) -> Text:
        """The explanation text, with the names of the units that the plan means."""
        if not self.units:
            verdict = Text("未录入该部门", "no such unit is on record")
        elif self.covered:
            verdict = Text(
                f"活跃联系人 {len(self.active)} 名",
                counted(len(self.active), "active contact"),
            )
        else:
            verdict = Text(
                f"已知 {len(self.people)} 人，无活跃联系人", f"{len(self.people)} known, none in active contact"
            )
        return Text("{stage}·{unit}：{verdict}。", "{stage}, {unit}: {verdict}.").format(
            stage=self.stage.label,
            unit=joined(snapshot.units[u].name for u in self.units) if self.units else self.unit,
            verdict=verdict,
        )


def stage_coverage(situation: Situation) -> tuple[StageRow, ...]:
    """Rows of the stage plan for the stage of the opportunity, or of each open one; without any, for stage s0.

    A plan row names its unit by id, name or function. Rows that name a unit of another customer are passed over. Ordered by
    opportunity, then uncovered rows first, then as the plan names the unit.
    """
    deals = situation.context.deals
    stages = [(d.id, Stage(d.stage)) for d in deals if d.stage] if deals else [(None, Stage.S0)]
    rows = [
        row
        for deal, stage in stages
        for task in situation.snapshot.stage_plan
        if task.stage == stage and task.unit and (row := _row(situation, deal, stage, task))
    ]
    return tuple(sorted(rows, key=lambda r: (r.opportunity or "", r.covered, r.unit, r.goal, r.method, r.owner)))


def _row(situation: Situation, deal: str | None, stage: Stage, task: StageTask) -> StageRow | None:
    units = _named(situation, task.unit)
    if units is None:
        return None
    posts = situation.snapshot.index.units_of
    people = tuple(p for p in situation.graph.customers if not units.isdisjoint(posts(p)))
    covered = set(covered_people(situation))
    return StageRow(
        opportunity=deal,
        stage=stage,
        goal=task.goal,
        unit=task.unit,
        method=task.method,
        owner=task.owner,
        units=tuple(sorted(units)),
        people=people,
        active=tuple(p for p in people if p in covered),
    )


def _named(situation: Situation, name: str) -> set[str] | None:
    """Units of the account with this id, else with this name, else of this function (code or label).

    None if it is other customers' units that are called so.
    """
    snapshot = situation.snapshot
    own = snapshot.index.units(situation.context.tree)
    if name in snapshot.units:
        found, known = {u.id for u in own if u.id == name}, True
    elif name in snapshot.index.unit_names:
        found, known = {u.id for u in own if u.name == name}, True
    else:
        function = _function(name)
        found = {u.id for u in own if u.function and u.function == function}
        known = function in snapshot.index.unit_functions
    return None if known and not found else found


def _function(name: str) -> str | None:
    try:
        return Function.read(name)
    except ValueError:
        return None
