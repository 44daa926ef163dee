"""What one of ours would have to hand over."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.analysis.numbers import is_active
from graphcrm.analysis.resilience.bow_tie import Handover, contact_losses, handovers
from graphcrm.analysis.situation import Situation
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.model.choices import Flag
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import counted, joined, per_cent


def answer(ask: Ask) -> Answer:
    """A row per contact that nobody else of ours holds, by descending share, with an heir; then the loss.

    A contact is held by whoever has an active tie, T ≥ .30. The heir is another of ours with T ≥ .10, else who begins the best
    route; nobody where a contact may not be suggested. Somebody who has left hands over what they would hold if they were still here.
    """
    s = ask.situation
    ours = s.snapshot.our_person(ask.params["ours"])
    gone = s.snapshot.has_left(ours.id)
    if gone:
        s = _still_here(s, ours.id)
    (loss,) = contact_losses(s, [ours.id])
    proposed = handovers(s, loss)
    rows = [
        {
            "id": one.contact,
            "name": ask.name(one.contact),
            "title": s.snapshot.people[one.contact].title or None,
            "share_pct": 100 * s.share_of(one.contact),
            "tie": next(t.strength for t in s.ties.of(one.contact) if t.ours == ours.id),
            "heir": one.heir,
            "heir_tie": one.tie or None,
            "route": list(one.route) or None,
        }
        for one in proposed
    ]
    covered = float(s.share @ is_active(s.T, s.snapshot.settings))
    total = {"contacts": len(rows), "covered_loss": loss.loss, "covered": covered}
    head = Text(
        "{who} 独自联系 {held}；若离岗且无人接手，{lost} 的决策影响不再有人触达。",
        "{who} alone holds {held}; without an heir, {lost} of the decision influence is no longer covered.",
    ).format(
        who=ours.name,
        held=Text(f"{len(rows)} 人", counted(len(rows), "contact")),
        lost=per_cent(loss.loss),
    )
    left = Text(
        "{who} 已离职：列出其若仍在岗所独自维系的关系",
        "{who} has left: these are the contacts that they would hold alone if they were here",
    ).format(who=ours.name)
    last = Text("关系属于公司，不属于个人", "relations belong to the company, not to a person")
    return Answer(
        (rows, [total]),
        remarks=[head],
        assumptions=[last, *([left] if gone else [])],
        explain=[*(_sentence(s, one) for one in proposed), head],
    )


def _still_here(s: Situation, person: str) -> Situation:
    """The situation in which somebody of ours has not left, since those who left hold no ties."""
    who = s.snapshot.people[person]
    back = replace(who, flags=tuple(f for f in who.flags if f != Flag.LEFT.value), left_on=None)
    changed = s.snapshot.supposing({person: back}, s.snapshot.of(EdgeKind.STANCE))
    return Situation(replace(s.graph, snapshot=changed))


def _sentence(s: Situation, one: Handover) -> Text:
    people = s.snapshot.people
    if one.heir is None:
        said = Text("{p}：没有可建议的接手人。", "{p}: nobody can be proposed.")
        return said.format(p=people[one.contact].name)
    if one.tie > 0:
        said = Text("{p} 可由 {h} 接手，关系 {t}。", "{h}, whose own tie is {t}, could take over {p}.")
        return said.format(p=people[one.contact].name, h=people[one.heir].name, t=per_cent(one.tie))
    said = Text("{p} 可由 {h} 经 {r} 接手。", "{h} could take over {p} by way of {r}.")
    between = joined(people[i].name for i in one.route[1:-1] or [one.contact])
    return said.format(p=people[one.contact].name, h=people[one.heir].name, r=between)
