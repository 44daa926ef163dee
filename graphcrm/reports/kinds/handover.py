"""R09, the handover of one of ours: what hangs on this person alone, and who can take it over.

Relations belong to the company, not to a person.
"""

from __future__ import annotations

from graphcrm.analysis.findings.life import FindingState
from graphcrm.i18n import Text
from graphcrm.model.choices import is_over
from graphcrm.reports.document import Document, Section, ToDecide
from graphcrm.reports.heading import made
from graphcrm.reports.parts import evidence
from graphcrm.reports.scene import Scene

__all__ = ["build"]


def build(scene: Scene) -> Document:
    """Contacts held alone with an heir each, the loss, and what is open.

    Raises UsageError: the person is unknown or not one of ours.
    """
    ask, ours = scene.answers, scene.situation.snapshot.our_person(scene.given["ours"])
    sections = [
        Section(
            "contacts",
            Text("只有此人联系的人", "Contacts that nobody else holds"),
            [
                *ask.table("handover", ours=ours.id),
                ToDecide(Text("每位：谁接手、何时一起见面", "For each: who takes over, when they meet together"), 4),
            ],
        ),
        Section(
            "open",
            Text("未完成的事", "What is open"),
            [
                *ask.table(
                    "list actions",
                    Text("未完成的行动", "Open actions"),
                    where=lambda row: row["owner"] == ours.id and not is_over(row["status"]),
                    remarks=False,
                ),
                *ask.table(
                    "promises",
                    where=lambda row: ours.id in (row["from"], row["owner"]) and row["status"] == "open",
                    remarks=False,
                ),
                *ask.table(
                    "needs",
                    where=lambda row: row["owner"] == ours.id and not is_over(row["status"]),
                    remarks=False,
                ),
                *ask.table(
                    "findings",
                    where=lambda row: row["owner"] == ours.id and row["state"] != FindingState.RESOLVED,
                    top=1000,
                    remarks=False,
                ),
            ],
        ),
    ]
    name = Text.of(ours.name)
    return made(scene, Text("交接报告", "Handover report"), sections, evidence(scene), about=name)
