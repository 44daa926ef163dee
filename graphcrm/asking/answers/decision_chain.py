"""Effective paths to a decider."""

from __future__ import annotations

from graphcrm.analysis.paths.chain import decision_chain
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence
from graphcrm.spoken import joined


def answer(ask: Ask) -> Answer:
    """Best path of everybody to the decider, or the k best of one person with ``--from``."""
    s = ask.situation
    to = ask.get("to") or only_decider(ask)
    found = decision_chain(s, to, ask.get("from"), ask.get("top"))
    rows = [
        {
            "rank": rank,
            "path": list(p.people),
            "names": [ask.name(who) for who in p.people],
            "strength": p.strength,
            "band": p.band,
            "informality": p.informality,
            "hidden": p.hidden,
            "unlisted": list(p.unlisted),
            "weakest_hop": ask.path(p.weakest.source, p.weakest.target),
            "weakest_conf": labelled(Confidence, p.weakest.confidence),
        }
        for rank, p in enumerate(found.paths, 1)
    ]
    notes = list(found.notes)
    notes.append(
        Text(
            "强度是可信程度的乘积,不是成功概率", "strength is a product of plausibilities, not a probability of success"
        )
    )
    if found.bypass is not None:
        notes.append(
            Text(
                f"绕行比(非正式/正式)约 {found.bypass:.1f}",
                f"bypass ratio (informal over formal) about {found.bypass:.1f}",
            )
        )
    return Answer.of(rows, assumptions=notes, explain=[p.sentence(s) for p in found.paths])


def only_decider(ask: Ask) -> str:
    deciders = ask.situation.weights.deciders
    if len(deciders) == 1:
        return deciders[0]
    if not deciders:
        raise UsageError(
            Text("没有可指的决策者:客户没有可分析的人员", "there is no decider: nobody of the customer is known")
        )
    names = joined(f"{d} ({ask.name(d)})" for d in deciders[:10])
    raise UsageError(Text("请用 --to 指定决策者:{names}", "name the decider with --to: {names}").format(names=names))
