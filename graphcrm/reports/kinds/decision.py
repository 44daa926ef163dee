"""R02, the decision chain: how the decision is made, who is in it without being on the list, and what to check."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.reports.document import Document, Section
from graphcrm.reports.heading import made
from graphcrm.reports.parts import chains, evidence, formal_picture, influence_picture, shares, since
from graphcrm.reports.scene import Scene

__all__ = ["build"]


def build(scene: Scene) -> Document:
    """Circle and list, paths, tiers and inversions, who sits in between, what is assumed and to be verified."""
    ask = scene.answers
    sections = [
        Section("map", Text("影响力地图", "Influence map"), [*influence_picture(scene), *formal_picture(scene)]),
        Section(
            "circle",
            Text("谁在影子决策圈里？", "Who is in the shadow circle?"),
            [*shares(scene, 12), *ask.table("decision-circle", top=15), *ask.table("hidden-influencers", top=10)],
        ),
        Section("paths", Text("决定经由谁？", "Through whom does the decision run?"), chains(scene, 5)),
        Section(
            "tiers",
            Text("正式层级与实际影响", "Formal grades and actual influence"),
            [*ask.table("hierarchy", top=12), *ask.table("brokers", top=8)],
        ),
        Section(
            "check",
            Text("依据什么，要核实什么？", "What does it rest on, and what is to be verified?"),
            [
                *ask.table("audit", where=lambda row: row["ok"] is False),
                *since(scene),
                *ask.table("verify-next", top=8),
            ],
        ),
    ]
    return made(scene, Text("决策链报告", "Decision-chain report"), sections, evidence(scene))
