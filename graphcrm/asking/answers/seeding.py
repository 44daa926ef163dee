"""Who spreads a message furthest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphcrm.analysis.groups.seeding import cascade_reach, given_seeding, message_seeding
from graphcrm.asking.ask import Answer, Ask
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.spoken import joined

_MODEL = Text(
    "按影响权重逐跳传开的模型（{worlds} 次抽样，种子 {seed}）：用于消息，不用于态度",
    "a model in which a message passes on with the weight of each tie ({worlds} worlds, seed {seed}): for messages, not for attitudes",
)

_NOT_TO_BE_ASKED = Text(
    "{who}不宜请其传话：仅为推演", "{who} must not be asked to pass anything on: a hypothesis, not an action"
)
_SEATS = Text("{who}是待确认席位：请先查明由谁担任", "not known who would hear, since the post is open: {who}")


def answer(ask: Ask) -> Answer:
    """Whom to tell first under a budget, or how far given people carry it; a row per person, and one for the whole."""
    s = ask.situation
    costs = dict(_cost(text) for text in ask.get("cost", ()))
    for person in costs:
        s.place_of(person)
    chosen = tuple(ask.get("with", ()))
    for person in chosen:
        s.place_of(person)
    told = given_seeding(s, chosen, costs, seed=ask.seed) if chosen else None
    found = told or message_seeding(s, ask.get("budget"), costs, seed=ask.seed)
    rows = [
        {"order": order, "id": person, "name": ask.name(person), "cost": costs.get(person, 1.0)}
        for order, person in enumerate(found.seeds, 1)
    ]
    people, _ = cascade_reach(s, found.seeds, seed=ask.seed)
    whole = {
        "reach_pct": 100 * found.reach,
        "error_pct": 100 * found.standard_error,
        "people": people,
        "cost": found.cost,
    }
    note = _MODEL.format(worlds=found.worlds, seed=found.seed)
    return Answer((rows, [whole]), remarks=[found.sentence(s.snapshot)], assumptions=[*_barred(ask, chosen), note])


def _barred(ask: Ask, chosen: Sequence[str]) -> Iterator[Text]:
    """Who of those that were named would never be proposed: nobody may ask them, or nobody knows who they are."""
    out = [p for p in dict.fromkeys(chosen) if not ask.snapshot.may_be_target(p)]
    seats = [p for p in out if ask.snapshot.is_seat(p)]
    for people, text in (([p for p in out if p not in seats], _NOT_TO_BE_ASKED), (seats, _SEATS)):
        if people:
            yield text.format(who=joined(map(ask.name, people)))


def _cost(text: str) -> tuple[str, float]:
    person, _, written = text.partition("=")
    try:
        cost = float(written)
    except ValueError:
        cost = 0.0
    if not 0 < cost < float("inf"):
        raise UsageError(
            Text(
                "--cost：“{text}”应写作 人=成本，成本为正数",
                "--cost: “{text}” should be person=cost, with a cost above 0",
            ).format(text=text)
        )
    return person.strip(), cost
