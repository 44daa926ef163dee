"""White space: what else could be sold to whom, who decides there, and whether we reach them.

A cell is a product in a unit or organisation of the account. Its deciders are the people of that very unit (organisation) of grade 3
and above, or with decision weight, by share, three at most; where none is known, the open seats that fit. ``reach`` is the best T of
ours to any of them, in [0, 1); None where nobody is known. The route is the strongest to the first of them
(:mod:`graphcrm.analysis.paths.routes`).

    attractiveness = amount · (1 for potential, ½ for what a competitor holds, 0 for the rest)

Cells stand by attractiveness within each currency: amounts of different currencies are neither added nor compared. An amount that is
not known makes no cell attractive.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.analysis.numbers import at_least, is_active
from graphcrm.analysis.paths.access import AccessGraph, access_graph
from graphcrm.analysis.paths.routes import best_route
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.plan_choices import PotentialStatus
from graphcrm.model.plan_records import Potential
from graphcrm.spoken import joined, per_cent

__all__ = ["NextStep", "ProductCell", "white_space"]


#: Nothing is to be done where we have it, or nobody wants it.
_SETTLED = (PotentialStatus.WON, PotentialStatus.NONE)


class NextStep(Choice):
    """What to do next, by how far we reach."""

    FIND_OUT = "find_out", "查明谁决定", "find out who decides"
    INTRODUCED = "introduced", "请人引荐", "get introduced"
    PROPOSE = "propose", "提出方案", "propose"


@dataclass(frozen=True, slots=True)
class ProductCell:
    """A product in a unit. `deciders` are ids; `reach` in [0, 1); `step` is None where nothing is to be done."""

    product: str
    unit: str
    status: str
    vendor: str | None
    amount: float | None
    currency: str | None
    attractiveness: float
    deciders: tuple[str, ...]
    reach: float | None
    route: tuple[str, ...] | None
    owner: str | None
    step: NextStep | None

    def sentence(self, situation: Situation) -> Text:
        """“{product} in {unit}: {status}; decided by {who}, reach {reach}; {step}.”"""
        snapshot = situation.snapshot
        place = snapshot.units.get(self.unit) or snapshot.orgs.get(self.unit)
        product = snapshot.products.get(self.product)
        head = Text("{p}在{u}：{s}", "{p} in {u}: {s}").format(
            p=product.name if product else self.product,
            u=place.name if place else self.unit,
            s=PotentialStatus(self.status).label,
        )
        names = [snapshot.people[p].name for p in self.deciders]
        who = Text("尚不知由谁决定", "nobody is known who decides there")
        if names:
            who = Text("由{who}决定", "decided by {who}").format(who=joined(names))
        reach = Text("", "")
        if self.reach is not None:
            reach = Text(f"，触达 {per_cent(self.reach)}", f", reach {per_cent(self.reach)}")
        step = Text("；", "; ") + self.step.label if self.step else Text("", "")
        return head + Text("；", "; ") + who + reach + step + Text("。", ".")


def white_space(situation: Situation) -> tuple[ProductCell, ...]:
    """Every cell of the account; the workspace's own currency first, then the others by code, amounts without one last.

    Within a currency the most attractive first, ties by product and unit.
    """
    snapshot, tree = situation.snapshot, situation.context.tree
    places = [*tree, *(u.id for u in snapshot.index.units(tree))]
    access = access_graph(situation)
    cells = [_cell(situation, access, one) for one in snapshot.index.potential(places)]

    def order(cell: ProductCell) -> tuple[bool, bool, str, float, str, str]:
        currency = cell.currency or ""
        other = currency != snapshot.settings.currency
        return (not currency, other, currency, -round(cell.attractiveness, 6), cell.product, cell.unit)

    return tuple(sorted(cells, key=order))


def _cell(situation: Situation, access: AccessGraph, one: Potential) -> ProductCell:
    known, seats = _deciders(situation, one.unit)
    reach = max((situation.ties.best(p)[0] for p in known), default=None)
    taken = situation.snapshot.settings.white_space["competitor"]
    attracts: Mapping[str, float] = {PotentialStatus.POTENTIAL: 1.0, PotentialStatus.COMPETITOR: taken}
    first = known[0] if known else None
    route = best_route(situation, first, access) if first else None
    return ProductCell(
        product=one.product,
        unit=one.unit,
        status=one.status,
        vendor=one.vendor,
        amount=one.amount,
        currency=one.currency if one.amount is not None else None,
        attractiveness=(one.amount or 0.0) * attracts.get(one.status, 0.0),
        deciders=known or seats,
        reach=reach,
        route=route.people if route else None,
        owner=situation.snapshot.owners.get((known or seats or ("",))[0]),
        step=None if one.status in _SETTLED else _step(situation, reach),
    )


def _step(situation: Situation, reach: float | None) -> NextStep:
    if reach is None:
        return NextStep.FIND_OUT
    return NextStep.PROPOSE if is_active(reach, situation.snapshot.settings) else NextStep.INTRODUCED


def _deciders(situation: Situation, place: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who decides in a unit or organisation, by share: people who are known, and open seats."""
    snapshot, rules = situation.snapshot, situation.snapshot.settings.white_space
    there = [
        p
        for p in situation.rank_order
        if (place in snapshot.index.units_of(p) or snapshot.index.belongs(p, {place}))
        and (at_least(snapshot.people[p].grade or 0, rules["grade"]) or situation.weight_of(p) > 0)
    ]
    known = tuple(p for p in there if not snapshot.is_seat(p))
    seats = tuple(p for p in there if snapshot.is_seat(p))
    most = int(rules["deciders"])
    return known[:most], seats[:most]
