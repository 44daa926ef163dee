"""No decision, no decision share: what is said of people who are known from an imported network alone."""

from __future__ import annotations

from graphcrm.graph.context import Context
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import Snapshot

_SAID = Text(
    "{account} 没有可以占份额的决策：人员只来自导入的网络，未录入角色、职级或影响判断。"
    "谁在网络中有影响力：graphcrm rank；谁与谁往来：graphcrm map network。",
    "No decision of {account} is recorded to have a share in: its people come from an imported network, without a role, a "
    "grade or an assessed influence. Who carries influence in the network: graphcrm rank; who is in contact with whom: "
    "graphcrm map network.",
)


def no_decision(snapshot: Snapshot, context: Context) -> Text | None:
    """Why shares in a decision cannot be told in a context; None where they can.

    People with ties of an imported network, of whom nobody has a grade or a role and nobody's influence was assessed, take
    part in no decision that we know of. Weights would be equal by assumption, and ties of contact or advice would pass for
    influence on a decision: a ranking made of assumptions alone.
    """
    people = snapshot.index.people(context.tree)
    ties = snapshot.index.ties(people)
    if not ties or any(snapshot.people[p].grade is not None for p in people):
        return None
    deals = [deal.id for deal in snapshot.index.opportunities(context.tree)]
    if snapshot.index.edges(EdgeKind.ROLE_IN, deals):
        return None
    # An influence that an imported tie stands for was never observed on a day, nor judged by anybody.
    if any(edge.observed_at for edge in snapshot.index.edges(EdgeKind.INFLUENCES, people)):
        return None
    return _SAID.format(account=context.account.name)
