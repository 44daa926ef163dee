"""Charts where a team would rather look than read; each is empty where there is nothing to draw, or the readers may not see it."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.status.six_dimensions import Dimension
from graphcrm.analysis.status.status_table import assessments_of, level_course, status_table, trend_of
from graphcrm.charts.contest import contest_bars
from graphcrm.charts.lean import Decider, lean_by_decider
from graphcrm.charts.radar import Rated, status_radar
from graphcrm.charts.trend import Course, support_trend
from graphcrm.i18n import Text
from graphcrm.maps.building.charted import name_of, nowhere
from graphcrm.maps.building.coverage import coverage_drawing, without_coverage
from graphcrm.maps.building.zipper import zipper_drawing
from graphcrm.reports.document import Block, Picture, Words
from graphcrm.reports.scene import Scene

__all__ = ["contest", "coverage", "lean", "radar", "trend", "zipper"]


#: Rows of a part of the heat map, and people on the customer's side of the zipper: what is read on a wall.
_ROWS, _THEIRS = 14, 12
#: So many trends beside each other fill a slide: four in a row leave its lower half empty.
_WALL = 3


def coverage(scene: Scene) -> Sequence[Block]:
    """Who of ours is in touch with key people and units."""
    if not scene.drawn:
        return []
    nothing = without_coverage(scene.situation)
    if nothing is not None:
        return [Words(nothing)]
    said = Text(
        "行：关键人，以及有覆盖要求的部门；列：被要求或有联系的我方角色",
        "Rows: key people, and units with a requirement; columns: roles of ours that are required or in touch",
    )
    s = scene.situation
    wide, slim = (coverage_drawing(s, nowhere, narrow, _ROWS) for narrow in (False, True))
    return [Picture(wide, said, slim)]


def zipper(scene: Scene) -> Sequence[Block]:
    """Both sides by grade, with sponsors and what is missing."""
    if not scene.drawn:
        return []
    said = Text("右侧为影响最大的人", "On the right those with most influence")
    s = scene.situation
    wide, slim = (zipper_drawing(s, nowhere, narrow, _THEIRS) for narrow in (False, True))
    return [Picture(wide, said, slim)]


def radar(scene: Scene, person: str | None = None) -> Sequence[Block]:
    """The six dimensions of those with most influence who were assessed, or of one person."""
    s = scene.situation
    if not scene.drawn and person is None:
        return []
    people = [
        Rated(name_of(s, one.id), [one.scores[d] for d in Dimension], one.level, one.trend.label if one.trend else None)
        for one in status_table(s, key_persons(s))
        if person in (None, one.id) and any(score is not None for score in one.scores.values())
    ]
    if not people:
        return []
    said = Text("得分为录入值，等级为限制之后", "Scores as recorded, levels after the caps")
    labels = [d.label for d in Dimension]
    return [Picture(status_radar(people, labels), said, status_radar(people, labels, beside=1))]


def trend(scene: Scene) -> Sequence[Block]:
    """Levels over time of those who were assessed more than once."""
    s = scene.situation
    if not scene.drawn:
        return []
    held = assessments_of(s.snapshot, s.graph.people, s.context.vendor)
    courses = []
    for person in (p for p in s.rank_order if p in held):
        way = trend_of(s.snapshot, held[person])
        course = level_course(s.snapshot, held[person])
        if len({day for day, _ in course}) > 1:
            courses.append(Course(name_of(s, person), course, way.label if way else None))
    if not courses:
        return []
    said = Text("各图同一时间轴", "All on the same days")
    return [
        Picture(support_trend(courses), said, support_trend(courses, beside=1), support_trend(courses, beside=_WALL))
    ]


def contest(scene: Scene, top: int) -> Sequence[Block]:
    """Our ties against the competitor's, person by person."""
    rows = scene.answers.rows("contest", top=top)
    differ = scene.answers.tell_apart("contest", ("support_us", "support_them", "tie_us", "tie_them"), top=top)
    if not rows or not differ or not scene.drawn:
        return []
    said = Text("只用于防守：看清该守住谁", "For our own defence: whom to keep")
    return [Picture(contest_bars(rows, top), said, contest_bars(rows, top, slim=True))]


def lean(scene: Scene) -> Sequence[Block]:
    """Where each decider starts and ends, and what the decision comes to."""
    s = scene.situation
    rows, decision = scene.answers.rows("forecast"), scene.answers.rows("forecast", 1)
    differ = scene.answers.tell_apart("forecast", ("weight", "own", "equilibrium"))
    if not rows or not decision or not differ or not scene.drawn:
        return []
    deciders = [Decider(name_of(s, str(r["decider"])), r["weight"], r["own"], r["equilibrium"]) for r in rows]
    said = Text("对已录入态度的推演，不是赢率", "A projection of recorded attitudes, not a win probability")
    wide, slim = (lean_by_decider(deciders, decision[0], slim=narrow) for narrow in (False, True))
    return [Picture(wide, said, slim)]
