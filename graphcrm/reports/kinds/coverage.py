"""R03, coverage and contact: whom we reach, how often, in which way, and at what cost."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.reports import pictures
from graphcrm.reports.document import Document, Section
from graphcrm.reports.heading import made
from graphcrm.reports.parts import coverage_by_unit, evidence, progress
from graphcrm.reports.scene import Scene

__all__ = ["build"]


def build(scene: Scene) -> Document:
    """Process, result and value; the matrix and its gaps; levels and cadence; what cools; the mix of contacts."""
    ask = scene.answers
    sections = [
        Section("progress", Text("过程、结果与价值", "Process, result and value"), progress(scene)),
        Section(
            "matrix",
            Text("覆盖了谁？", "Whom do we cover?"),
            [
                *pictures.coverage(scene),
                *coverage_by_unit(scene),
                *ask.table("coverage-gaps", top=15),
                *ask.table("breadth"),
            ],
        ),
        Section(
            "cadence",
            Text("联系得够吗？", "Are we in touch often enough?"),
            [*ask.table("levels"), *ask.table("overdue", top=15), *ask.table("cooling", top=10)],
        ),
        Section(
            "mix",
            Text("怎样联系，花费多少？", "In which way, and at what cost?"),
            [*ask.table("activity"), *ask.table("hospitality")],
        ),
    ]
    return made(scene, Text("覆盖与接触报告", "Coverage and contact report"), sections, evidence(scene))
