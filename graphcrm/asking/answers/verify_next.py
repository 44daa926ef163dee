"""What to find out next."""

from __future__ import annotations

from graphcrm.analysis.data.likely_ties import holdout_auc, worth_listing
from graphcrm.analysis.data.verify_next import verify_next
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.spoken import decimal

_NOTHING = Text("没有会改变倾向的待核实事项。", "Nothing that could be found out would move the lean.")


def answer(ask: Ask) -> Answer:
    """Questions by how far their answers would move the decision: open seats first, denied ties last."""
    s = ask.situation
    auc = holdout_auc(s, ask.seed)
    good = worth_listing(s, auc)
    listed = good or bool(ask.get("guesses", False))
    found = verify_next(s, ask.get("top"), guesses=listed)
    rows = [
        {
            "kind": q.kind,
            "about": ask.path(*q.about),
            "question": q.text(s),
            "impact": q.impact,
            "ask_whom": q.ask_whom,
        }
        for q in found
    ]
    said = _guesses(auc, good=good, listed=listed)
    return Answer.of(rows, nothing=_NOTHING, assumptions=[said], explain=[q.text(s) for q in found])


def _guesses(auc: float | None, *, good: bool, listed: bool) -> Text:
    """How well missing ties are guessed here, and why they are not listed."""
    if auc is None:
        return Text("关系太少,无法检验缺失关系的推测", "too few ties to tell how well missing ones are guessed")
    text = Text(
        "缺失关系的推测:隐去一成关系再找回,AUC {auc}",
        "guesses of missing ties: with a tenth of the ties hidden, AUC {auc}",
    ).format(auc=decimal(auc))
    if good:
        return text
    if listed:
        return text + Text(",不比随机强多少,仅作参考", ", little or no better than chance: take them lightly")
    return text + Text(
        ",不比随机强多少,因此不列出(graphcrm query verify-next --guesses 可列出)",
        ", little or no better than chance, so they are not listed (graphcrm query verify-next --guesses lists them)",
    )
