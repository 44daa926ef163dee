"""What stands at the top of every report: of whom, and the numbers that a session begins with."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.reports.scene import Scene

__all__ = ["head", "subject"]


def subject(situation: Situation) -> Text:
    """Account and decision."""
    account, deal = situation.context.account, situation.context.opportunity
    zh = [account.name, *([deal.name] if deal else [])]
    en = [account.name_en or account.name, *([deal.name_en or deal.name] if deal else [])]
    return Text("{a}", "{a}").format(a=Text(" · ".join(zh), " · ".join(en)))


def head(scene: Scene) -> Sequence[tuple[Text, Text]]:
    """The KPI block of the map, data grade first; nothing for readers who see no analysis."""
    model = scene.model
    if not scene.edition.insight:
        return ()
    grade = model.data_grade or "—"
    numbers = [
        (kpi.label, Text("{v} {o}", "{v} {o}").format(v=kpi.value, o=kpi.of) if kpi.of else kpi.value)
        for kpi in model.kpis
    ]
    return [(Text("数据等级", "Data grade"), Text(grade, grade)), *numbers]
