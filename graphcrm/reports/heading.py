"""What stands at the top of every report: of whom, and the numbers that a session begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphcrm.analysis.situation import Situation
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.reports.cells import for_readers
from graphcrm.reports.document import Block, Document, Evidence, Facts, Picture, Section, Table, ToDecide, Words
from graphcrm.reports.scene import Scene

__all__ = ["CHART", "head", "made", "once", "readable", "subject"]


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
        [replace(e, blocks=once(e.blocks)) for e in evidence],
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


#: What a report is to readers who see no analysis.
CHART = Text("组织与决策角色", "Organisation and decision roles")

_AS_ABOVE = Text("如“{section}”所述，没有可谈的决策。", "As said under “{section}”: there is no decision to speak of.")


def once(blocks: Iterable[Block]) -> Sequence[Block]:
    """The blocks as readers have them, without sentences that were said before."""
    said: set[object] = set()
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Words):
            if block.text in said:
                continue
            said.add(block.text)
            block = Words(for_readers(block.text), block.tone)
        if isinstance(block, Table):
            block = replace(block, explain=[for_readers(sentence) for sentence in block.explain])
        kept.append(block)
    return kept


def readable(sections: Iterable[Section], edition: Edition, undecided: Text | None = None) -> Sequence[Section]:
    """The sections of a report in its edition.

    Readers outside the team see neither what is to be decided about them nor a heading with nothing under it: a section stays if it
    has a table, a picture or facts to show, and goes without lines to decide on. Why there is no decision, if there is none
    (`undecided`), and what to ask instead is told whole in one section; the others refer to it.
    """
    made = [Section(s.code, s.heading, once(s.blocks), s.minutes) for s in _told_once(sections, undecided)]
    if edition.insight:
        return made
    shown = [_for_others(s) for s in made]
    return [s for s in shown if any(isinstance(b, (Table, Picture, Facts)) for b in s.blocks)]


def _for_others(section: Section) -> Section:
    """A section as the customer may have it; a picture alone is the chart, whatever stood round it for us."""
    blocks = [b for b in section.blocks if not isinstance(b, (ToDecide, Words)) and not _bare(b)]
    chart = all(isinstance(b, Picture) for b in blocks)
    return Section(section.code, CHART if chart else section.heading, blocks, None)


def _bare(block: Block) -> bool:
    """One name and nothing of it: the top of the report has it already."""
    return isinstance(block, Table) and len(block.rows) == len(block.columns) == 1


def _told_once(sections: Iterable[Section], sentence: Text | None) -> Iterable[Section]:
    first: Text | None = None
    for s in sections:
        blocks = s.blocks
        if first is not None:
            short = Words(_AS_ABOVE.format(section=first), "note")
            blocks = [short if isinstance(b, Words) and b.text == sentence else b for b in blocks]
        elif any(isinstance(b, Words) and b.text == sentence for b in blocks):
            first = s.heading
        yield Section(s.code, s.heading, blocks, s.minutes)
