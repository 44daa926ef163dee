"""Whom to bring together."""

from __future__ import annotations

from graphcrm.analysis.opinion.introductions import introductions
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.i18n import Text
from graphcrm.spoken import whole

_PARITY = Text(
    "职级相差超过两级的两人，只在有人可居中引见时才列出",
    "two who are more than two grades apart are listed only where somebody between can bring them together",
)
_NOBODY = Text(
    "没有可促成的交流：须有支持者，其倾向比尚少受其影响的人高 {points} 点以上。",
    "Nobody to bring together: it takes a supporter who leans at least {points} points further than somebody they hardly "
    "influence yet.",
)


def answer(ask: Ask) -> Answer:
    """Pairs u, v: how much the lean gains if u's influence on v became one of level 3, and a setting for it.

    The setting of two people more than two grades apart names who brings them together.
    """
    s = ask.situation
    found = introductions(s, ask.get("top"))
    rows = [
        ask.row(
            i,
            setting=i.setting
            if i.through is None
            else Labelled.of(f"{i.setting.value} {i.through}", i.occasion(s.snapshot)),
        )
        for i in found
    ]
    points = whole(100 * s.snapshot.settings.introductions["difference"])
    return Answer.of(
        rows, nothing=_NOBODY.format(points=points), assumptions=[_PARITY], explain=[i.sentence(s) for i in found]
    )
