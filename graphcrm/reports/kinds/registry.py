"""The kinds of report that there are. To add one: a module with `build(scene) -> Document`, and its line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from graphcrm.asking.options import Kind, Option
from graphcrm.asking.parameters import read_options
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean
from graphcrm.spoken import joined

if TYPE_CHECKING:
    from graphcrm.reports.document import Document
    from graphcrm.reports.scene import Scene

__all__ = ["OPTIONS", "REPORTS", "ReportKind", "find_report"]


#: What single reports take besides account, decision, day and edition.
OPTIONS: Mapping[str, Option] = MappingProxyType(
    {
        option.key: option
        for option in (
            Option(
                "since",
                Kind.DAY,
                Text("上次研讨的日期，用于比较", "the day of the last session, to compare with"),
            ),
            Option("person", Kind.PERSON, Text("关于谁（R05）", "about whom (R05)")),
            Option("ours", Kind.PERSON, Text("我方谁交接（R09）", "who of ours hands over (R09)")),
        )
    }
)


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report: number, code, what it is called.

    takes, needs
        Options of its own; those that it needs have to be given.
    restricted
        Of the account team only.
    """

    number: str
    code: str
    label: Text
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    restricted: bool = False

    @property
    def build(self) -> Callable[[Scene], Document]:
        """The function of its module, loaded when it is asked for."""
        build: Callable[[Scene], Document] = import_module(f"graphcrm.reports.kinds.{self.code}").build
        return build

    def read(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """The options that were given, as the report takes them."""
        mine = [replace(OPTIONS[key], required=key in self.needs) for key in (*self.takes, *self.needs)]
        return read_options(mine, given, Text("报告 {code}", "the report {code}").format(code=self.code))


REPORTS: Mapping[str, ReportKind] = MappingProxyType(
    {
        kind.code: kind
        for kind in (
            ReportKind("R01", "session", Text("客户关系策略研讨包", "strategy-session pack"), ("since",)),
            ReportKind("R02", "decision", Text("决策链报告", "decision-chain report"), ("since",)),
            ReportKind("R03", "coverage", Text("覆盖与接触报告", "coverage and contact report"), ("since",)),
            ReportKind("R04", "risks", Text("风险台账", "risk register")),
            ReportKind("R05", "card", Text("关键客户拓展卡片", "key-person card"), (), ("person",), True),
            ReportKind("R06", "dossier", Text("客户档案", "account dossier"), ("since",)),
            ReportKind("R07", "plan", Text("行动计划", "action plan")),
            ReportKind("R08", "partners", Text("供应商与第三方报告", "supplier and third-party report")),
            ReportKind("R09", "handover", Text("交接报告", "handover report"), (), ("ours",)),
        )
    }
)


def find_report(wanted: str) -> ReportKind:
    """A report by code or number, in any case.

    Raises UsageError: there is none; near misses are named.
    """
    known = {**REPORTS, **{r.number.lower(): r for r in REPORTS.values()}}
    if wanted.lower() in known:
        return known[wanted.lower()]
    names = joined(f"{r.code} ({r.number})" for r in REPORTS.values())
    others = Text("可用：{names}。", "There are {names}.").format(names=names)
    said = Text("没有名为“{wanted}”的报告。{hint}", "there is no report “{wanted}”. {hint}")
    raise UsageError(said.format(wanted=shown(wanted), hint=did_you_mean(wanted, known, others)))
