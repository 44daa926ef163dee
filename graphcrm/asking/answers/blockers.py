"""Who holds a decision back, and how few could carry or sink it."""

from __future__ import annotations

from graphcrm.analysis.opinion.blockers import blockers
from graphcrm.analysis.opinion.coalition import CoalitionDirection, coalition
from graphcrm.analysis.opinion.forecast import DISCLAIMER, forecast
from graphcrm.analysis.opinion.known_support import unknown_part
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.spoken import joined, per_cent

_NOBODY = Text("按记录没有人拖累这一决策。", "Nobody on record holds this decision back.")
_DEFENCE = Text(
    "只用于看清并化解反对意见（弄懂对方的利益、请可信的同行沟通）；不针对个人，也不孤立任何人",
    "to understand and answer objections (their interest, a respected peer), never to work against or isolate anybody",
)
_TOO_LITTLE = Text(
    "态度未知的份额超过 {most}：所知不足，下面的组合都以“未知即中立”为前提，请先核实（verify-next）。",
    "More than {most} of the influence is of unknown stance: insufficient knowledge. The sets below take the unknown for neutral; find out "
    "first (verify-next).",
)
_ASK_FIRST = Text("{names} 的态度未知：先问清楚。", "Find out first where these stand: {names}.")
_UNPROVEN = Text("求解超时，未证明人数最少", "the search ran out of time: a smaller set is not excluded")


def answer(ask: Ask) -> Answer:
    """A row per blocker, and one per direction with the smallest set of people who would take the decision there.

    A set that is empty has been overtaken by events; no set (``members`` null) means that nobody could do it.
    """
    s = ask.situation
    found = blockers(s)
    people = [
        ask.row(
            b,
            support=b.level,
            drag_pp=-100 * b.drag,
            veto_pp=None if b.veto is None else -100 * b.veto,
            tie=s.ties.best(b.id)[0],
            owner=ask.snapshot.owners.get(b.id),
        )
        for b in found
    ]
    sets = [coalition(s, direction, ask.get("aim")) for direction in CoalitionDirection]
    rows = [ask.row(c, 1, size=None if c.members is None else len(c.members)) for c in sets]
    unknown = Text("态度未知的份额 {u} 按中立计", "people of unknown stance ({u} of the influence) count as neutral")
    said = [c.sentence(s.snapshot) for c in sets]
    asked = [p for p in sets[0].members or () if s.level_of(p) is None]
    doubts = (
        [_TOO_LITTLE.format(most=per_cent(s.snapshot.settings.forecast["unknown"]))] if forecast(s).band is None else []
    )
    doubts += [_ASK_FIRST.format(names=joined(map(ask.name, asked)))] if asked else []
    return Answer(
        (people, rows),
        remarks=[*doubts, *([] if found else [_NOBODY]), *said],
        explain=[*(b.sentence(s.snapshot) for b in found), *said],
        assumptions=[
            DISCLAIMER,
            _DEFENCE,
            unknown.format(u=per_cent(unknown_part(s))),
            *([] if all(c.proven for c in sets) else [_UNPROVEN]),
        ],
    )
