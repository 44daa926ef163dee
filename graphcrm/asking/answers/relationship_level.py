"""Four relationship levels, and what is missing."""

from __future__ import annotations

from graphcrm.analysis.status.level_lines import LevelCriterion, LevelLine
from graphcrm.analysis.status.relationship_level import LEVEL_NAMES, relationship_level
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.formats import NOT_MET, beside
from graphcrm.asking.labelled import Figure, Labelled, any_near
from graphcrm.asking.whose_plan import whose_relationship
from graphcrm.i18n import Text

_SHARES = frozenset(
    {
        LevelCriterion.COVERED,
        LevelCriterion.SUPPORTIVE,
        LevelCriterion.WALLET,
        LevelCriterion.TWO_WAY,
        LevelCriterion.ADVOCACY,
        LevelCriterion.HOSTILE,
        LevelCriterion.WALLET_OR_EXCLUSIVE,
        LevelCriterion.EXCLUSIVE,
    }
)
_MUST, _SHOULD = Text("必须", "must"), Text("应当", "should")


def answer(ask: Ask) -> Answer:
    """A row per line of the levels 2 to 4, in the order of the rubric; what concerns the account stands in every row."""
    found = relationship_level(ask.situation)
    rows = [
        ask.row(
            found,
            criterion=Labelled.of(line.criterion.value, _asked(line)),
            value=_value(line),
            threshold=_figure(line, line.threshold),
            met=line.met,
            recommended=found.recommended.level,
        )
        for line in found.lines
    ]
    notes = [NOT_MET] if any_near(row["value"] for row in rows) else []
    notes += whose_relationship(ask.situation.side)
    told = [_sentence(line) for line in found.lines]
    return Answer.of(rows, remarks=[found.sentence()], assumptions=notes, explain=told)


def _value(line: LevelLine) -> Figure | None:
    """What a line has reached; marked where it misses its threshold by less than is printed."""
    value = _figure(line, line.value)
    return value if line.met else beside(value, _figure(line, line.threshold))


def _figure(line: LevelLine, value: float | None) -> Figure | None:
    """A number of a line as people read it: shares in per cent, everything else as it is counted."""
    return Figure.of(value, "share" if line.criterion in _SHARES else "number")


def _asked(line: LevelLine) -> Text:
    """What a line asks for, and for which level."""
    return Text("{level} 级{kind}：{what}", "{level} {kind}: {what}").format(
        level=line.level, kind=_MUST if line.must else _SHOULD, what=line.label
    )


def _sentence(line: LevelLine) -> Text:
    met = Text("已达到", "met") if line.met else Text("未达到", "not met")
    return Text("{level} 级（{name}）{kind}：{what}，{met}。", "Level {level} ({name}), {kind}: {what}: {met}.").format(
        level=line.level, name=LEVEL_NAMES[line.level], kind=_MUST if line.must else _SHOULD, what=line.label, met=met
    )
