"""Whom to visit, in which order, with the hours or the money that there are."""

from __future__ import annotations

from collections.abc import Iterator

from graphcrm.analysis.plan.best_visits import best_visits
from graphcrm.analysis.plan.visits import Visit, Visitable, VisitPlan, by_priority, by_title, ordered, visitable
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.asking.whose_plan import whose_plan
from graphcrm.i18n import Text
from graphcrm.spoken import counted, joined, points

#: A working week; and money counted in units of effort, as long as nobody says what one costs.
_HOURS, _MONEY = 40.0, 1.0
_KINDS = {
    True: Labelled.of("win", Text("争取", "win")),
    False: Labelled.of("ask", Text("请其引荐", "ask to introduce us")),
}
_PLANS = {
    "best": Text("本计划", "this plan"),
    "priority": Text("按优先度逐个安排", "one by one by priority"),
    "title": Text("按职级逐个安排", "one by one by title"),
}
_NOTE = Text(
    "增益假定每次争取都提升一级，是推演，不是承诺；须保持独立、公职、禁止联系、已反对处理的人，以及招标期间不得联系的人，不在此列",
    "gains assume that each visit raises its person by one level: a projection, no promise; people who must stay independent, officials, "
    "those not to be contacted, who objected, or whom a live tender bars are never listed",
)


def answer(ask: Ask) -> Answer:
    """The best plan step by step, then a row for it and for each of the two plans that one would make by hand."""
    s = ask.situation
    hourly = ask.get("hours_per_effort")
    costly = ask.get("money_per_effort", None if ask.get("money") is None else _MONEY)
    budget = _budget(ask)
    people, unreached = visitable(s)
    chosen, proven = best_visits(people, budget)
    plans = {
        "best": ordered(chosen),
        "priority": ordered(by_priority(people, budget)),
        "title": ordered(by_title(people, budget)),
    }

    def price(effort: float) -> dict[str, float | None]:
        return {"effort": effort, "hours": effort * hourly, "money": None if costly is None else effort * costly}

    steps = [_step(ask, number, step) | price(step.effort) for number, step in enumerate(plans["best"].steps, 1)]
    totals = [
        {
            "plan": Labelled.of(code, _PLANS[code]),
            "visits": len(plan.steps),
            **price(plan.effort),
            "gain_pp": 100 * plan.gain,
            "won": list(plan.won),
        }
        for code, plan in plans.items()
    ]
    shown = ask.top(steps)
    notes = [_NOTE, *whose_plan(ask.situation.side), *([] if proven else [_UNPROVEN]), *_left_out(ask, unreached)]
    said = [_sentence(ask, step) for step in plans["best"].steps[: len(shown)]]
    told = [*said, *(_total(ask, plan, _PLANS[code]) for code, plan in plans.items())]
    return Answer((shown, totals), remarks=[_summary(ask, plans, people)], assumptions=notes, explain=told, cut=True)


_UNPROVEN = Text(
    "在时限内未能证明这是最优计划", "this plan was not proven to be the best within the time that the search may take"
)


def _budget(ask: Ask) -> float:
    """Effort that hours and money allow, whichever allows less; a week of 40 hours if neither is given."""
    hours, money = ask.get("hours"), ask.get("money")
    limits = [] if money is None else [money / ask.get("money_per_effort", _MONEY)]
    if hours is not None or not limits:
        limits.append((_HOURS if hours is None else hours) / ask.get("hours_per_effort"))
    return float(min(limits))


def _step(ask: Ask, number: int, step: Visit) -> dict[str, object]:
    wins = step.wins
    return {
        "step": number,
        "kind": _KINDS[wins is not None],
        "id": step.person,
        "name": ask.name(step.person),
        "support": wins.support if wins else ask.situation.level_of(step.person),
        "target": wins.target if wins else None,
        "owner": step.owner,
        "route": list(step.route),
        "opens": list(step.opens),
        "gain_pp": 100 * wins.gain if wins else 0.0,
        "total_pp": 100 * step.total,
        "play": wins.play if wins else None,
    }


def _sentence(ask: Ask, step: Visit) -> Text:
    who = {"owner": ask.name(step.owner), "p": ask.name(step.person)}
    if step.wins is None:
        return Text("{owner} 请 {p} 引荐 {others}。", "{owner} asks {p} to introduce us to {others}.").format(
            **who, others=joined(map(ask.name, step.opens))
        )
    return Text("{owner} 拜访 {p}：{lean}{gain}。", "{owner} visits {p}: {lean} {gain}.").format(
        **who, lean=ask.situation.side.lean, gain=points(step.wins.gain)
    )


def _visits(n: int) -> Text:
    return Text(f"{n} 次拜访", counted(n, "visit"))


def _total(ask: Ask, plan: VisitPlan, name: Text) -> Text:
    return Text("{plan}：{visits}，{lean}{gain}。", "{plan}: {visits}, {lean} {gain}.").format(
        plan=name, visits=_visits(len(plan.steps)), lean=ask.situation.side.lean, gain=points(plan.gain)
    )


def _summary(ask: Ask, plans: dict[str, VisitPlan], people: tuple[Visitable, ...]) -> Text:
    if not people:
        return Text(
            "没有可拜访的人：无人可争取，或尚无可行路线。",
            "There is nobody to visit: nobody may be won over, or no route leads to them yet.",
        )
    best, title = plans["best"], plans["title"]
    if not best.steps:
        return Text("预算不足以完成任何一次争取。", "The budget is too small for any single conversion.")
    return Text(
        "{visits}争取 {who}，{lean}{gain}；同样预算按职级安排：{lean}{title}。",
        "{visits} to win {who}: {lean} {gain}; the same budget spent by title: {lean} {title}.",
    ).format(
        visits=_visits(len(best.steps)),
        who=Text(f"{len(best.won)} 人", counted(len(best.won), "person", "people")),
        lean=ask.situation.side.lean,
        gain=points(best.gain),
        title=points(title.gain),
    )


def _left_out(ask: Ask, unreached: tuple[str, ...]) -> Iterator[Text]:
    if unreached:
        yield Text("尚无路线、未列入：{names}", "not listed since no route leads there yet: {names}").format(
            names=joined(map(ask.name, unreached))
        )
