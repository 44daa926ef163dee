"""R08, suppliers and third parties: how they are assessed, what they move at the customer, who bridges the organisations."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.reports.document import Document, Section, ToDecide
from graphcrm.reports.heading import made
from graphcrm.reports.parts import ecosystem_picture
from graphcrm.reports.scene import Scene

__all__ = ["build"]


def build(scene: Scene) -> Document:
    """Scorecard, third parties, brokers between organisations."""
    ask = scene.answers
    sections = [
        Section("ecosystem", Text("谁围绕着客户？", "Who stands round the customer?"), ecosystem_picture(scene)),
        Section("suppliers", Text("供应商", "Suppliers"), ask.table("supplier-scorecard")),
        Section(
            "third",
            Text("第三方", "Third parties"),
            [
                *ask.table("third-party-map"),
                *ask.listed("thirdparties", Text("第三方评审", "Reviews of third parties")),
            ],
        ),
        Section(
            "bridges",
            Text("谁连接各个组织？", "Who connects the organisations?"),
            [
                *ask.table("bridges", where=lambda row: row["weighted_total"] > 0, top=12),
                ToDecide(Text("合作、备选，还是只做配合", "Partner, second source, or cooperate only")),
            ],
        ),
    ]
    return made(scene, Text("供应商与第三方报告", "Supplier and third-party report"), sections)
