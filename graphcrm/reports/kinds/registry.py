"""The kinds of report that there are. To add one: a module with `build(scene) -> Document`, and its line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean
from graphcrm.reports.document import Document
from graphcrm.reports.scene import Scene
from graphcrm.spoken import joined

__all__ = ["REPORTS", "ReportKind", "find_report"]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report: number, code, what it is called; `restricted` ones are of the account team only."""

    number: str
    code: str
    label: Text
    restricted: bool = False

    @property
    def build(self) -> Callable[[Scene], Document]:
        """The function of its module, loaded when it is asked for."""
        build: Callable[[Scene], Document] = import_module(f"graphcrm.reports.kinds.{self.code}").build
        return build


REPORTS: Mapping[str, ReportKind] = MappingProxyType(
    {kind.code: kind for kind in (ReportKind("R01", "session", Text("客户关系策略研讨包", "strategy-session pack")),)}
)


def find_report(wanted: str) -> ReportKind:
    """A report by code or number, in any case.

    Raises
    ------
    UsageError
        There is none; near misses are named.
    """
    known = {**REPORTS, **{r.number.lower(): r for r in REPORTS.values()}}
    if wanted.lower() in known:
        return known[wanted.lower()]
    names = joined(f"{r.code} ({r.number})" for r in REPORTS.values())
    others = Text("可用:{names}。", "There are {names}.").format(names=names)
    said = Text("没有名为“{wanted}”的报告。{hint}", "there is no report “{wanted}”. {hint}")
    raise UsageError(said.format(wanted=shown(wanted), hint=did_you_mean(wanted, known, others)))
