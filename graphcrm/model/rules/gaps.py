"""What is missing or at odds around single rows: W05, W06, W07, W10, W11."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from graphcrm.i18n import Text
from graphcrm.model.choices import INDEPENDENT_SUBTYPES, DecisionRole, Flag, OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.rules.rows import Breach, World
from graphcrm.model.rules.wording import fixed

__all__ = ["actions_on_independents", "aimless_actions", "declared_without_contact", "empty_units", "undecided"]


#: Words of an action's type that mean winning over, hospitality or sponsoring.
_FAVOUR = re.compile(r"win[\s_-]*over|hospitality|sponsor|entertain|争取|拉拢|招待|宴请|款待|赞助", re.IGNORECASE)
_CONTACT_DAYS = 365
_WELL_KNOWN = 4


def aimless_actions(world: World) -> Iterator[Breach]:
    """W05 for an action that serves neither a goal nor an opportunity."""
    rows = world.rows("actions")
    bare = [row for row, pair in enumerate(zip(rows["goal"], rows["opportunity"], strict=True)) if pair == (None, None)]
    if bare:
        yield Breach(
            "W05",
            "actions",
            bare,
            "goal",
            fixed("行动没有写明目标或商机", "the action names neither a goal nor an opportunity"),
        )


def undecided(world: World) -> Iterator[Breach]:
    """W06 for an opportunity in which nobody has the role of decider."""
    ids, roles = world.rows("opportunities")["id"], world.rows("roles")
    if not ids:
        return
    decided = {o for o, r in zip(roles["opportunity"], roles["roles"], strict=True) if r and DecisionRole.DECIDER in r}
    stored = world.stored.props("role_in").values() if world.stored.mentioning("role_in", '"decider"') else ()
    decided |= {p.get("opportunity") for p in stored if DecisionRole.DECIDER in p.get("roles", ())}
    bare = [row for row, i in enumerate(ids) if i is not None and i not in decided]
    if bare:
        yield Breach(
            "W06",
            "opportunities",
            bare,
            "id",
            fixed("商机没有登记决策者", "no decider is recorded for the opportunity"),
        )


def empty_units(world: World) -> Iterator[Breach]:
    """W07 for a unit of a customer in which, as in all units below it, nobody is known."""
    rows = world.rows("units")
    if not len(rows):
        return
    people, edges = world.rows("people"), world.rows("edges")
    filled = set(people["unit"]) | {p.get("unit") for p in world.stored.props("person").values()}
    filled |= {edges["to"][row] for row in world.edge_rows.get(EdgeKind.MEMBER_OF, ())}
    filled |= {p.get("to") for p in world.stored.props(EdgeKind.MEMBER_OF.kind).values()}
    parent: dict[Any, Any] = {k: p.get("parent") for k, p in world.stored.props("unit").items()}
    parent.update(zip(rows["id"], rows["parent"], strict=True))
    for unit in list(filled):
        above = parent.get(unit)
        while above is not None and above not in filled:
            filled.add(above)
            above = parent.get(above)
    customer = OrgCategory.CUSTOMER
    bare = [
        row
        for row, (unit, org) in enumerate(zip(rows["id"], rows["org"], strict=True))
        if unit is not None and unit not in filled and world.orgs.get(org, (None,))[0] == customer
    ]
    if bare:
        yield Breach(
            "W07",
            "units",
            bare,
            "id",
            fixed("客户部门里还没有任何人员", "nobody is known in this unit of the customer"),
        )


def declared_without_contact(world: World) -> Iterator[Breach]:
    """W10 for a tie declared as 4 or 5 between people who had no interaction within 365 days."""
    edges = world.rows("edges")
    levels = edges["declared_level"]
    close = [row for row in world.edge_rows.get(EdgeKind.KNOWS, ()) if (levels[row] or 0) >= _WELL_KNOWN]
    if not close:
        return
    wanted = {frozenset((edges["from"][row], edges["to"][row])) for row in close}
    involved = frozenset().union(*wanted)
    limit = (date.fromisoformat(world.today) - timedelta(days=_CONTACT_DAYS)).isoformat()
    met: set[frozenset[Any]] = set()
    for day, people in _meetings(world):
        if day is not None and limit <= day <= world.today:
            present = sorted(involved.intersection(people), key=str)
            met.update(frozenset((a, b)) for n, a in enumerate(present) for b in present[n + 1 :])
    bare = [row for row in close if frozenset((edges["from"][row], edges["to"][row])) not in met]
    if bare:
        sentence = fixed(
            "自报熟悉度≥4，但 365 天内没有互动记录",
            "declared as 4 or 5, but no interaction is recorded within 365 days",
        )
        yield Breach("W10", "edges", bare, "declared_level", sentence)


def _meetings(world: World) -> Iterator[tuple[str | None, Iterable[str]]]:
    rows = world.rows("interactions")
    for day, people in zip(rows["date"], rows["participants"], strict=True):
        yield day, people or ()
    for props in world.stored.props("interaction").values():
        yield props.get("date"), props.get("participants", ())


def actions_on_independents(world: World) -> Iterator[Breach]:
    """W11 for an action of winning over, hospitality or sponsoring aimed at somebody who must stay independent."""
    rows = world.rows("actions")
    favours = {t for t in set(rows["type"]) if t and _FAVOUR.search(t)}
    suspects = [row for row, t in enumerate(rows["type"]) if t in favours]
    if not suspects:
        return
    people = world.rows("people")
    flags: dict[Any, Any] = {k: p.get("flags") for k, p in world.stored.props("person").items()}
    flags.update(zip(people["id"], people["flags"], strict=True))

    def independent(person: str) -> bool:
        org = world.orgs.get(world.employer.get(person) or "", (None, None, None))
        implied = org[0] == OrgCategory.THIRD_PARTY and org[1] in INDEPENDENT_SUBTYPES
        return implied or Flag.INDEPENDENCE_REQUIRED in (flags.get(person) or ())

    bad = [row for row in suspects if rows["target"][row] is not None and independent(rows["target"][row])]
    if bad:
        yield Breach(
            "W11",
            "actions",
            bad,
            "target",
            lambda row: Text(
                f"“{shown(rows['target'][row])}”须保持独立，不应成为“{shown(rows['type'][row])}”的对象",
                f"“{shown(rows['target'][row])}” must stay independent and should not be the target of “{shown(rows['type'][row])}”",
            ),
        )
