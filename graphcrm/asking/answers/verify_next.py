"""What to find out next."""

from __future__ import annotations

from graphcrm.analysis.data.likely_ties import holdout_auc
from graphcrm.analysis.data.verify_next import verify_next
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.spoken import decimal

#: Below it guesses of missing ties are hardly better than chance.
_INFORMATIVE = 0.6
_NOBODY = Text(
    "没有写可问谁的，是我方没有人与知情者有关系。",
    "Where nobody is named to ask, none of ours has a tie to anybody who could tell.",
)
_NOTHING = Text("没有会改变倾向的待核实事项。", "Nothing that could be found out would move the lean.")


def answer(ask: Ask) -> Answer:
    """Questions by how far their answers would move the decision: open seats first, denied ties last."""
    s = ask.situation
    found = verify_next(s, ask.get("top"))
    rows = [ask.row(q, about=ask.path(*q.about), question=q.text(s)) for q in found]
    return Answer.of(
        rows,
        nothing=_NOTHING,
        remarks=[_NOBODY] if any(q.ask_whom is None for q in found) else [],
        assumptions=[_guesses(holdout_auc(s, ask.seed))],
        explain=[q.text(s) for q in found],
    )


def _guesses(auc: float | None) -> Text:
    """How well missing ties are guessed here."""
    if auc is None:
        return Text("关系太少，无法检验缺失关系的推测", "too few ties to tell how well missing ones are guessed")
    text = Text(
        "缺失关系的推测：隐去一成关系再找回，AUC {auc}",
        "guesses of missing ties: with a tenth of the ties hidden, AUC {auc}",
    ).format(auc=decimal(auc))
    if auc >= _INFORMATIVE:
        return text
    return text + Text("，不比随机强多少，仅作参考", ", little or no better than chance: take them lightly")
