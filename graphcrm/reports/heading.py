"""What stands at the top of every report: of whom, and the numbers that a session begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.reports.document import Document, Evidence, Section
from graphcrm.reports.scene import Scene
from graphcrm.reports.sections import CHART, readable

__all__ = ["head", "made", "subject"]


def made(
    scene: Scene,
    heading: Text,
    sections: Iterable[Section],
    evidence: Sequence[Evidence] = (),
    *,
    about: Text | None = None,
    sheet: bool = False,
    notes: Sequence[Text] = (),
) -> Document:
    """The document of a scene, as its edition may see it.

    Parameters
    ----------
    about
        Whom or what it is about beside account and decision.
    sheet
        Whether it is one upright sheet of paper without the numbers of the account.
    notes
        What stands at its foot.
    """
    whose = subject(scene.situation)
    return Document(
        scene.kind,
        heading if scene.edition.insight else CHART,
        whose if about is None else Text("{a} · {b}", "{a} · {b}").format(a=about, b=whose),
        scene.situation.snapshot.as_of.isoformat(),
        scene.edition,
        () if sheet else head(scene),
        readable(sections, scene.edition, scene.situation.undecided),
        evidence,
        notes,
        sheet,
    )


def subject(situation: Situation) -> Text:
    """Account and decision."""
    account, deal = situation.context.account, situation.context.opportunity
    named = [Text(one.name, one.name_en or one.name) for one in (account, deal) if one is not None]
    return Text(" · ", " · ").join(named)


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
