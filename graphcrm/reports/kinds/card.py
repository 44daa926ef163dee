"""R05, the card of a key person on one upright sheet. Restricted; nothing private has a place on it."""

from __future__ import annotations

from graphcrm.analysis.data.audit import audit
from graphcrm.asking.answers.card import CardSection
from graphcrm.asking.result import Result
from graphcrm.i18n import Text
from graphcrm.reports import pictures
from graphcrm.reports.document import Document, Section, Table
from graphcrm.reports.heading import made
from graphcrm.reports.scene import Scene

__all__ = ["build"]


_COLUMNS = ("item", "value", "detail")


def build(scene: Scene) -> Document:
    """The answer `card`, a section of it each."""
    person = scene.situation.snapshot.person(scene.given["person"])
    found = scene.answers.result("card", person=person.id)
    sections: list[Section] = []
    if isinstance(found, Result):
        (columns,), (rows,) = found.query.groups, found.groups
        chosen = tuple(c for c in columns if c.name in _COLUMNS)
        for code in dict.fromkeys(row["section"] for row in rows):
            mine = [row for row in rows if row["section"] == code]
            heading = Text(code.label.zh, code.label.en.capitalize())
            drawn = pictures.radar(scene, person.id) if code is CardSection.ASSESSMENT else ()
            sections.append(Section(str(code), heading, [*drawn, Table(heading, chosen, mine, found, whole=False)]))
    name = Text.of(person.name)
    seen = Text(
        "受限：仅供账户团队。查看人 {who}，{day}，已记入审计。",
        "Restricted: for the account team. Seen by {who} on {day}; the audit trail has it.",
    )
    notes = [seen.format(who=scene.viewer, day=scene.viewed_on), audit(scene.situation).sentence]
    return made(scene, Text("关键客户拓展卡片", "Key-person card"), sections, about=name, sheet=True, notes=notes)
