"""R06, the dossier of an account: what somebody reads who takes it over."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.reports import pictures
from graphcrm.reports.document import Document, Section
from graphcrm.reports.heading import made
from graphcrm.reports.parts import coverage_by_unit, evidence, influence_picture, perceived, progress
from graphcrm.reports.scene import Scene

__all__ = ["build"]


def build(scene: Scene) -> Document:
    """Where we stand, who is there, how far we reach, which circles there are, how vendors are seen."""
    ask = scene.answers
    sections = [
        Section(
            "standing",
            Text("我们处在什么位置？", "Where do we stand?"),
            [
                *ask.listed("orgs", Text("概况", "Profile")),
                *progress(scene),
                *ask.table("relationship-level"),
                *ask.table("organisation"),
                *ask.table("qualification"),
            ],
        ),
        Section(
            "organisation",
            Text("组织与人员", "Organisation and people"),
            [
                *influence_picture(scene),
                *ask.table("list units", Text("部门", "Units"), remarks=False),
                *ask.table("list people", Text("人员", "People"), remarks=False, top=60),
            ],
        ),
        Section(
            "plans",
            Text("目标与商机", "Goals and opportunities"),
            [
                *ask.table("goals", Text("目标", "Goals")),
                *ask.listed("opportunities", Text("商机", "Opportunities")),
                *ask.listed("calendar", Text("关键事件", "Key events")),
                *ask.table("needs"),
                *ask.table("promises"),
                *ask.table("white-space", top=20),
            ],
        ),
        Section(
            "levels",
            Text("分层覆盖", "Coverage by level"),
            [
                *ask.table("levels"),
                *pictures.coverage(scene),
                *coverage_by_unit(scene),
                *ask.table("breadth"),
            ],
        ),
        Section("circles", Text("圈子", "Circles"), ask.table("factions")),
        Section(
            "vendors",
            Text("客户怎么看各家供应商？", "How are the vendors seen?"),
            perceived(scene),
        ),
    ]
    return made(scene, Text("客户档案", "Account dossier"), sections, evidence(scene))
