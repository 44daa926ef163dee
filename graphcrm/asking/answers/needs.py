"""Needs and our response."""

from __future__ import annotations

from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.i18n import Text
from graphcrm.model.choices import Horizon, NeedKind, NeedStatus, is_over
from graphcrm.model.records import Need
from graphcrm.spoken import counted


def answer(ask: Ask) -> Answer:
    """Needs of the account's organisations and of their people, by holder and id, with what we answer and who sees to it.

    ``--person`` keeps those of one holder, who may also stand outside the account.
    """
    s = ask.situation
    snapshot, tree = s.snapshot, s.context.tree
    chosen: str | None = ask.get("person")
    if chosen is not None and chosen not in snapshot.orgs:
        snapshot.person(chosen)

    holders = [chosen] if chosen is not None else [*tree, *snapshot.index.people(tree)]
    found = sorted(snapshot.index.needs(holders), key=lambda n: (n.holder, n.id))
    rows = [
        ask.row(
            need,
            need=need.statement,
            kind=labelled(NeedKind, need.kind),
            horizon=labelled(Horizon, need.horizon),
            response=need.our_response or None,
            status=labelled(NeedStatus, need.status),
        )
        for need in ask.top(found)
    ]
    # What is settled waits for no response.
    unanswered = sum(not need.our_response and not is_over(need.status) for need in found)
    remark = Text("未录入诉求。", "No needs are recorded.")
    if found:
        remark = Text(
            f"{len(found)} 项诉求，其中 {unanswered} 项尚无我方响应。",
            f"{counted(len(found), 'need')}, {unanswered} without a response of ours.",
        )
    return Answer.of(rows, remarks=[remark], explain=[_sentence(ask, need) for need in ask.top(found)])


def _sentence(ask: Ask, need: Need) -> Text:
    response = (
        Text("我方响应：{what}", "our response: {what}").format(what=need.our_response)
        if need.our_response
        else Text("我方尚无响应", "no response of ours yet")
    )
    stated = Text("明说", "stated") if need.explicit else Text("推测", "presumed")
    return Text("{holder}（{stated}）：{need}；{response}。", "{holder} ({stated}): {need}; {response}.").format(
        holder=ask.name(need.holder), stated=stated, need=need.statement, response=response
    )
