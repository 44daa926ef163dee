"""Everybody's best way to be heard by a decider, as one tree."""

from __future__ import annotations

from graphcrm.analysis.influence.influence_tree import influence_tree
from graphcrm.analysis.paths.paths import PRODUCT
from graphcrm.asking.answers.decision_chain import no_path, only_decider
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """A row per person with a path of strength ≥ 5 % to the decider: the next person on it, that hop and the whole way."""
    s = ask.situation
    to = ask.get("to") or only_decider(ask)
    rows = [ask.row(node, listed=s.weight_of(node.id) > 0) for node in influence_tree(s, to)]
    return Answer.of(rows, nothing=no_path(ask, to), assumptions=[PRODUCT])
