"""Who of ours is joined to whom, who sponsors whom, which required role nobody fills: from the analyses of one situation.

On the right stand key people, recorded deciders, people with a sponsor and people whom anybody of ours knows (T ≥ .10), at most
forty by share, fewer where they would not fit; the others are counted. A required role that is missing for a key person or decider
is a pair with whoever of ours has that role: the one with the best tie so far, else the one nearest in grade, else the first by id;
if nobody of ours has it, with an empty place of that name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.coverage.coverage_rules import (
    DIRECTOR,
    missing_items,
    our_role,
    person_rule,
    roles_in_touch,
    roles_of,
    rule_label,
)
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.numbers import at_least, ordinal
from graphcrm.analysis.opinion.known_support import recorded_deciders
from graphcrm.analysis.resilience.bow_tie import Shape, bow_tie
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsors import current_sponsors
from graphcrm.asking.query import Column
from graphcrm.asking.result import Names
from graphcrm.charts.zipper import Pair, zipper, zipper_slim
from graphcrm.charts.zipper_cards import Ours, Theirs
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Drawing
from graphcrm.i18n import Text
from graphcrm.maps.building.charted import Key, name_of
from graphcrm.maps.building.posts import post_of
from graphcrm.maps.records.chart import ChartTable
from graphcrm.model.choices import OurRole

__all__ = ["Joint", "joints", "joints_table", "zipper_drawing"]


_MOST = 40
#: Height of a picture that a laptop shows at four fifths of its size; and so many are shown however high it is.
_TALLEST, _LEAST = 660.0, 12
_EMPTY_GRADE = {OurRole.EXEC.value: 4, DIRECTOR: 3}


_Sides = tuple[Sequence[Ours], Sequence[Theirs], Sequence[Pair], Mapping[int, tuple[int, int]]]
"""Who stands on the left and on the right, what joins them, and who is left out."""


@dataclass(frozen=True, slots=True)
class Joint:
    """One of ours and one of theirs; `ours` is None where nobody of ours has the missing role.

    tie
        T in [0, 1); 0 without any.
    role
        The requirement that is not met, in the notation of `coverage_rules`; empty: none.
    """

    ours: str | None
    theirs: str
    tie: float
    band: str
    last: str | None
    sponsor: bool
    role: str = ""


def joints(s: Situation) -> tuple[Joint, ...]:
    """Everything that joins the two sides or should, by share, then by descending tie."""
    keys = key_persons(s)
    found: list[Joint] = []
    for person in s.rank_order:
        sponsors = set(current_sponsors(s, person))
        known = {t.ours: t for t in s.ties.of(person) if at_least(t.strength, LEAST_TIE) or t.ours in sponsors}
        lacking = _lacking(s, person, keys)
        candidates = {ours: role for role, ours in lacking.items() if ours}
        for ours in sorted(
            {*known, *sponsors, *candidates}, key=lambda o: (-(known[o].strength if o in known else 0.0), o)
        ):
            tie = known.get(ours)
            found.append(
                Joint(
                    ours,
                    person,
                    tie.strength if tie else 0.0,
                    tie.band if tie else "none",
                    tie.last_contact if tie else None,
                    ours in sponsors,
                    candidates.get(ours, ""),
                )
            )
        found += [Joint(None, person, 0.0, "none", None, False, role) for role, ours in lacking.items() if not ours]
    return tuple(found)


def _lacking(s: Situation, person: str, keys: Collection[str]) -> Mapping[str, str | None]:
    """The items of a person's requirement that are not met, and who of ours could meet each."""
    if not s.snapshot.may_be_target(person):
        return {}
    rule = person_rule(s, person, keys)
    return {item: _candidate(s, person, item) for item in missing_items(rule, roles_in_touch(s, [person]))}


def _candidate(s: Situation, person: str, item: str) -> str | None:
    wanted = set(item.rpartition(" of ")[2].split("|"))
    met = roles_in_touch(s, [person])
    grade = s.snapshot.people[person].grade or 1
    able = [o for o in s.snapshot.ours if (roles_of(s, o) & wanted) - met and not s.snapshot.has_left(o)]
    return min(
        able,
        key=lambda o: (-ordinal(s.ties.strength(o, person)), abs((s.snapshot.people[o].grade or 1) - grade), o),
        default=None,
    )


def zipper_drawing(s: Situation, key: Key, slim: bool = False, most: int = _MOST) -> Drawing:
    """The picture with at most so many on the right, and no more than a laptop shows without scrolling, or of the same people
    the one as wide as a phone; `key` gives by what a page finds somebody.
    """
    found = joints(s)
    keys, deciders = key_persons(s), recorded_deciders(s)
    joined = {j.theirs for j in found}
    concerned = [p for p in s.rank_order if p in joined or p in keys or p in deciders][:most]
    sides = _sides(s, key, found, concerned)
    while (drawing := zipper(*sides)).height > _TALLEST and len(concerned) > _LEAST:
        concerned = concerned[:-2]
        sides = _sides(s, key, found, concerned)
    return zipper_slim(*sides) if slim else drawing


def _sides(s: Situation, key: Key, found: Collection[Joint], concerned: Sequence[str]) -> _Sides:
    shown = set(concerned)
    people = s.snapshot.people
    tied = {j.theirs for j in found if j.band != "none" or j.sponsor}
    rest = [p for p in s.rank_order if p not in shown]
    without = Counter(people[p].grade or 0 for p in rest if p not in tied)
    with_a_tie = Counter(people[p].grade or 0 for p in rest if p in tied)
    more = {grade: (without[grade], with_a_tie[grade]) for grade in without | with_a_tie}
    pairs, empty = _pairs(found, shown)
    knot = bow_tie(s)
    losses = {c.ours: c.loss / knot.covered for c in knot.losses if c.loss > 0} if knot.covered > 0 else {}
    ours = [
        Ours(
            one,
            name_of(s, one),
            _role(s, one),
            people[one].grade or 0,
            losses.get(one, 0.0),
            one == knot.person and knot.shape is Shape.BOW_TIE,
            about=key(one),
        )
        for one in sorted({p.ours for p in pairs} - empty.keys())
    ]
    ours += [
        Ours(code, rule_label((role,)), Text("我方无人", "nobody of ours"), _EMPTY_GRADE.get(role, 2), empty=True)
        for code, role in sorted(empty.items())
    ]
    theirs = [
        Theirs(p, name_of(s, p), post_of(s, people[p]), people[p].grade or 0, s.level_of(p), key(p)) for p in concerned
    ]
    return ours, theirs, pairs, more


def _pairs(found: Collection[Joint], shown: Collection[str]) -> tuple[list[Pair], dict[str, str]]:
    """The joints as lines, and the empty places that they need, with their role."""
    pairs, empty = [], {}
    for j in found:
        if j.theirs in shown:
            if j.ours is None:
                empty[f" {j.role}"] = j.role  # a blank: no id of anybody begins with one
            pairs.append(Pair(j.ours or f" {j.role}", j.theirs, j.band, j.sponsor, bool(j.role)))
    return pairs, empty


def _role(s: Situation, ours: str) -> Text:
    who = s.snapshot.people[ours]
    role = our_role(s, ours)
    return post_of(s, who) if who.title else role.label


_COLUMNS = (
    Column("theirs", Text("客户及相关方", "customer and others"), "person"),
    Column("grade", Text("职级", "grade"), "int"),
    Column("share", Text("影响份额", "share"), "share"),
    Column("ours", Text("我方", "our person"), "person"),
    Column("our_grade", Text("我方职级", "our grade"), "int"),
    Column("tie", Text("关系", "tie"), "strength"),
    Column("last", Text("最近接触", "last contact"), "date"),
    Column("sponsor", Text("赞助人", "sponsor"), "bool"),
    Column("missing", Text("要求而缺", "required and missing"), "roles"),
)


_APART = Text(
    "两侧没有任何连线：请录入我方人员、往来或谁认识谁。",
    "Nothing joins the two sides: record our people, and contacts or who of them knows whom.",
)


def joints_table(s: Situation, key: Key) -> tuple[Sequence[ChartTable], Sequence[Text]]:
    """Every pair with a tie (T ≥ .10), a sponsorship or a missing requirement, and what hangs on one of ours."""
    people = s.snapshot.people
    found = joints(s)
    rows = [
        {
            "theirs": j.theirs,
            "grade": people[j.theirs].grade,
            "share": s.share_of(j.theirs),
            "ours": j.ours,
            "our_grade": people[j.ours].grade if j.ours else None,
            "tie": j.tie,
            "last": j.last,
            "sponsor": j.sponsor,
            "missing": [j.role] if j.role else [],
        }
        for j in found
    ]
    about = [" ".join(key(i) for i in (j.theirs, j.ours) if i) for j in found]
    heading = Text("谁与谁有关系，缺谁", "Who is tied to whom, and who is missing")
    said = [bow_tie(s).sentence(s.snapshot), *([] if any(j.ours for j in found) else [_APART])]
    return [ChartTable(heading, _COLUMNS, rows, Names(s.snapshot), about)], said
