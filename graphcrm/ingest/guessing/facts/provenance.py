"""Where a judgement comes from: who says so, as of when, how sure, from what kind of source."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import ASK
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.mapping import ForeignMapping
from graphcrm.ingest.options import ImportOptions
from graphcrm.model.choices import Confidence
from graphcrm.model.choices import Source as Origin
from graphcrm.model.dates import day_of
from graphcrm.model.edges import EDGE_RULES, EdgeKind

__all__ = ["Provenance"]

#: How sure a judgement may be.
_GRADES = tuple(c.value for c in Confidence)


class Provenance:
    """Fills in where judgements come from, as far as rows, options and answers say it."""

    def __init__(
        self, resolver: Resolver, drafts: Drafts, mapping: ForeignMapping, options: ImportOptions, asked: Asked
    ) -> None:
        self._resolver, self._drafts, self._mapping, self._options, self._asked = (
            resolver,
            drafts,
            mapping,
            options,
            asked,
        )
        self._newest = ""
        #: Judgements whose day no row says, by table.
        self.undated: list[tuple[str, dict[str, str]]] = []

    def listen(self, row: Row) -> None:
        """Remember the newest day on which something was observed: it is proposed where a row names none."""
        for said in filter(None, (row.get("observed_at"), row.get("date"))):
            day = day_of(said) or ""
            if self._newest < day <= self._options.today:
                self._newest = day

    def add(self, table: str, values: dict[str, str], place: Place) -> None:
        """Fill in where a row of a table comes from, if it is a judgement; the reporter becomes one of our people."""
        if table == "edges":
            kind = values.get("kind", "")
            if kind != EdgeKind.KNOWS.value and not (kind in EDGE_RULES and EDGE_RULES[EdgeKind(kind)].assessed):
                return
        elif table != "roles":
            return
        if not values.get("observed_at"):
            self.undated.append((table, values))
        self.ask(values)
        said = values["reported_by"]
        values["reported_by"] = (
            said if said.startswith("import:") or not said else self._resolver.person(said, place, ours=True)
        )

    def ask(self, values: dict[str, str]) -> None:
        """Fill in what the values do not say of where they come from, as far as it was answered."""
        if not values.get("source"):
            values["source"] = self._options.source or (Origin.CRM_IMPORT.value if self._mapping.system else "")
        if not values.get("observed_at"):
            values["observed_at"] = self._options.observed_at or self._day()
        if not values.get("confidence") and not self._mapping.system:
            values["confidence"] = self._confidence()
        values["reported_by"] = values.get("reported_by") or self._options.reported_by or self._reporter()

    def observed_in(self, period: str, values: dict[str, str], place: Place) -> bool:
        """Note the last day of a period up to today as that of observation; False for one to come, or of which the year is asked."""
        if period == ASK:
            return False
        first, _, last = period.partition("..")
        if first > self._options.today:
            told = Text("将来的时期未导入", "periods that are still to come were left out")
            self._drafts.leave_out(place.source.sheet.file, told, place.line)
            return False
        values["observed_at"] = min(last, self._options.today)
        return True

    def _day(self) -> str:
        return self._asked.once("observed_at", lambda: _about_the_day(self._newest or self._options.today))

    def _confidence(self) -> str:
        answer = self._asked.once("confidence", _about_confidence).upper()
        return answer if answer in _GRADES else ""

    def _reporter(self) -> str:
        if self._mapping.system:
            return f"import:{self._mapping.system}"
        answer = self._asked.once("reported_by", _about_the_reporter)
        return "" if answer == LEAVE_OUT else answer


def _about_the_day(proposal: str) -> Question:
    words = Text(
        "没有写日期的判断（态度、角色）是哪一天的看法？",
        "As of which day do the judgements hold that have no date (attitudes, roles)?",
    )
    return Question("observed_at", words, (), proposal)


def _about_confidence() -> Question:
    words = Text(
        "没有写把握的判断（态度、角色）有多可靠？A 有文件或两人证实 B 第一手 C 第二手 D 存疑 E 未评",
        "How sure are the judgements that do not say it (attitudes, roles)? A document or two reporters, B first-hand, "
        "C second-hand, D doubtful, E not graded",
    )
    return Question("confidence", words, _GRADES, Confidence.E.value, open=False)


def _about_the_reporter() -> Question:
    words = Text("这些判断是谁报告的？（我方人员）", "Who of you says so (attitudes, influence, roles)?")
    otherwise = Text("以导入的文件作为报告来源", "the imported file stands as the reporter")
    return Question("reported_by", words, unanswered=otherwise)
