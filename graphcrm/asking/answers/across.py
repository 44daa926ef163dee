"""Chains into an account from other accounts."""

from __future__ import annotations

from graphcrm.analysis.coverage.contact_barrier import no_contact_with
from graphcrm.analysis.paths.across import across
from graphcrm.analysis.paths.paths import PRODUCT
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence

_NONE = Text(
    "按记录没有从其他客户通到这里的链（强度 1% 以上）。",
    "No chain of 1% or more leads here from another account on record.",
)
_FIRST = Text(
    "第一步是相识，可逆着影响方向；其余各步都顺着影响",
    "the first hop is an acquaintance and may run against the influence; all others run with it",
)
_ASK = Text(
    "跨客户引荐前，请先征得连接人同意，且不透露另一客户的内部情况",
    "ask the link first, and tell neither account what is known of the other",
)


def answer(ask: Ask) -> Answer:
    """The best chain of everybody of other accounts to each decider, strongest first, with who of us knows the link.

    A chain shows what is on record; where it leads to somebody with whom no contact may be suggested, a sentence says so.
    """
    found = ask.top(across(ask.situation, ask.get("start"), ask.get("to")))
    rows = [
        ask.row(
            chain,
            rank=rank,
            from_account=chain.account,
            path=chain.people,
            names=[ask.name(who) for who in chain.people],
            link_org=ask.snapshot.people[chain.link].org,
            weakest_hop=ask.path(chain.weakest.source, chain.weakest.target) if chain.weakest else None,
            weakest_conf=labelled(Confidence, chain.weakest.strongest.confidence) if chain.weakest else None,
        )
        for rank, chain in enumerate(found, 1)
    ]
    ends = dict.fromkeys(chain.people[-1] for chain in found)
    barred = (no_contact_with(ask.snapshot, ask.situation.context, end) for end in ends)
    return Answer.of(
        rows,
        nothing=_NONE,
        remarks=[sentence for sentence in barred if sentence is not None],
        assumptions=[PRODUCT, _FIRST, _ASK],
        explain=[chain.sentence(ask.snapshot) for chain in found],
    )
