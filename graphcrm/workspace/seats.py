"""Rows of filling a seat and of opening one again: what belongs to the post goes from hand to hand, with its history.

*Filling.* Where the holder is a person of his own, he takes over the seat's place in the chart (organisation, unit, title, grade,
function), its roles, lines and ties from this day on, and the seat ends. Where only a name is known, the seat becomes that person:
its id stays, and with it everything that was said of the post. Either way an earlier day still shows the seat.

*Vacating.* Whoever leaves takes along what is personal: attitude, influence, trust, contacts, and being our coach. What belongs to
the post, its place in the chart, other roles, decision weight and lines, stays behind on a new seat.

Of a role in one decision that both hold, the holder of both has all roles and the sum of the weights, so that filling a seat
takes nothing from anybody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import DecisionRole, Flag, OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.spoken import called
from graphcrm.workspace.changing import Existing
from graphcrm.workspace.editing import NODES, Rows, table_of
from graphcrm.workspace.handover import HandingOver, Row, facts_about, is_line_up
from graphcrm.workspace.known_ids import hinted, look_up, near_known, no_person

__all__ = ["fill_seat", "vacate"]


#: What a post brings along: it goes before what was recorded of the person who takes it.
_PLACE = ("org", "unit", "title", "title_en", "grade", "function", "reports_to")
#: Flags that come with a post, whoever holds it.
_OF_THE_POST = (Flag.INDEPENDENCE_REQUIRED.value, Flag.PUBLIC_OFFICIAL.value)
#: Edges that stay with the post when its holder leaves.
_OF_A_POST = (EdgeKind.MEMBER_OF, EdgeKind.REPORTS_TO, EdgeKind.OWNS, EdgeKind.NEEDED_FOR)
#: Roles in a decision that somebody has with us, and no post.
_OF_A_PERSON = (DecisionRole.COACH.value,)
_LONGEST_ID = 64


def fill_seat(seat: str, person: str | None, given: Mapping[str, Any], existing: Existing, today: str) -> Rows:
    """A seat gets its holder from a day on.

    Parameters
    ----------
    person
        Id of the holder, who need not be recorded yet; None: the seat becomes the person named in `given`.
    given
        Columns of the holder's record, which go before those of the seat.

    Raises
    ------
    UsageError
        There is no such open seat, no name for somebody new, or a holder who cannot be one: ours, gone, or a seat himself.
    """
    look_up(table_of("person"), given, existing)
    post = _person(existing, seat)
    if Flag.PLACEHOLDER.value not in post.get("flags", ()) or _gone(post, today):
        raise UsageError(Text(f"{seat} 不是待确认席位", f"{seat} is no open seat"))
    if person is None:
        if not given.get("name"):
            raise UsageError(
                Text("请写明人员编号或 name=姓名", "say who fills the seat: the id of a person, or name=NAME")
            )
        named = {**post, "flags": _flags(post, drop=Flag.PLACEHOLDER), **given}
        _checked({"people": [named]}, existing, today)
        return Rows({"people": [named]}, (_filled(post, named),))
    holder = _holder(existing, person, post, given, today)
    moved = HandingOver(existing, seat, person, today)
    boss = post.get("reports_to") if post.get("reports_to") != person else None
    lines_up = bool(boss) or any(is_line_up(row, seat) and row["to"] != person for _, row in moved.edges())
    row = {
        **holder,
        **{c: post[c] for c in _PLACE if post.get(c) not in (None, "", person)},
        "flags": [*dict.fromkeys([*holder.get("flags", ()), *(f for f in post.get("flags", ()) if f in _OF_THE_POST)])],
        "id": person,
    }
    if not row.get("owner") and post.get("owner"):
        row["owner"] = post["owner"]
    if (lines_up and not boss) or row.get("reports_to") in (seat, person):
        row["reports_to"] = None
    row |= given
    ended = {**post, "left_on": today}
    edges = moved.handed_over(tuple(EdgeKind)) + (moved.own_lines() if lines_up else [])
    tables = {"people": [ended, row, *moved.subordinates()], "edges": edges, "roles": moved.roles()}
    return Rows(_filled_tables(_checked(tables, existing, today)), (_filled(post, row), moved.told(tables)))


def vacate(person: str, seat: str | None, existing: Existing, today: str) -> Rows:
    """Somebody leaves, and the post is open from a day on; `seat` is the id of the new seat, made from that of the person if None.

    Raises
    ------
    UsageError
        There is no such person, nobody of theirs, or one who left already or is a seat.
    """
    who = _person(existing, person)
    _may_hold(existing, person, who, today)
    place = seat or _new_id(existing, person)
    if place in _ids(existing):
        raise UsageError(Text(f"编号 {place} 已被使用", f"the id {place} is taken"))
    moved = HandingOver(existing, person, place, today)
    post = {c: who[c] for c in (*_PLACE, "owner") if who.get(c)}
    post |= {"id": place, "flags": [*(f for f in who.get("flags", ()) if f in _OF_THE_POST), Flag.PLACEHOLDER.value]}
    tables = {
        "people": [{**who, "left_on": today}, post, *moved.subordinates()],
        "edges": moved.handed_over(_OF_A_POST),
        "roles": moved.roles(personal=_OF_A_PERSON),
    }
    opened = Text("{who} 离任；席位 {seat} 待确认", "{who} leaves; {seat} is an open seat").format(
        who=_called(who), seat=_called(post)
    )
    return Rows(_filled_tables(_checked(tables, existing, today)), (opened, moved.told(tables)))


def _checked(tables: Mapping[str, Sequence[Row]], existing: Existing, day: str) -> Mapping[str, Sequence[Row]]:
    """The tables; raises UsageError where a record of somebody in them has changed since the day, and would hide what is said of it."""
    batch = existing.get("person")
    since = dict(zip(batch.keys, batch.valid_from, strict=True)) if batch else {}
    for row in tables["people"]:
        if since.get(row["id"], "") > day:
            raise UsageError(
                Text(
                    f"{_called(row)} 的记录在 {since[row['id']]} 又有变更：请写不早于该日的日期",
                    f"the record of {_called(row)} has changed on {since[row['id']]}: give that day or a later one",
                )
            )
    return tables


def _ids(existing: Existing) -> set[str]:
    return {key for kind in NODES if kind in existing for key in existing[kind].keys}


def _person(existing: Existing, which: str) -> Row:
    for row in facts_about(existing, "person", which):
        if row.get("id") == which:
            return {k: v for k, v in row.items() if k not in ("valid_from", "valid_to", "observed_at")}
    said = Text("没有编号为“{id}”的人员或席位", "there is no person or seat with id “{id}”").format(id=shown(which))
    raise UsageError(hinted(said, near_known(which, ["person"], existing)))


def _holder(existing: Existing, person: str, post: Row, given: Mapping[str, Any], today: str) -> Row:
    if person in (existing["person"].keys if "person" in existing else ()):
        who = _person(existing, person)
        _may_hold(existing, person, who, today)
        return who
    if not given.get("name"):
        raise no_person(person, existing, Text("若要新增，还需 name=姓名", "A new one needs name=NAME"))
    return {"id": person, "org": post["org"]}


def _may_hold(existing: Existing, person: str, who: Row, today: str) -> None:
    if Flag.PLACEHOLDER.value in who.get("flags", ()):
        raise UsageError(Text(f"{person} 本身是待确认席位", f"{person} is an open seat itself"))
    if _gone(who, today):
        raise UsageError(Text(f"{person} 已离职", f"{person} has left"))
    org = next((o for o in facts_about(existing, "org", str(who.get("org"))) if o.get("id") == who.get("org")), {})
    if org.get("category") == OrgCategory.OUR_COMPANY:
        raise UsageError(
            Text(
                f"{person} 是我方人员；席位只用于客户等外部组织", f"{person} is one of ours; a seat is a post of theirs"
            )
        )


def _gone(who: Row, today: str) -> bool:
    left = who.get("left_on")
    return Flag.LEFT.value in who.get("flags", ()) or bool(left and left <= today)


def _flags(who: Row, drop: Flag) -> list[str]:
    return [f for f in who.get("flags", ()) if f != drop.value]


def _new_id(existing: Existing, person: str) -> str:
    taken = _ids(existing)
    stem = f"{person[: _LONGEST_ID - len('-seat-99')]}-seat"
    numbered = (stem, *(f"{stem}-{n}" for n in range(2, 100)))
    return next(one for one in numbered if one not in taken)


def _called(who: Row) -> Text:
    if who.get("name"):
        return called(who["id"], who["name"], who.get("name_en") or "")
    post, english = who.get("title") or who["id"], who.get("title_en")
    return called(who["id"], f"? {post}", f"? {english}" if english else "")


def _filled(post: Row, holder: Row) -> Text:
    return Text("席位 {seat} 由 {who} 担任", "{who} holds the post of seat {seat}").format(
        seat=_called(post), who=_called(holder)
    )


def _filled_tables(tables: Mapping[str, Sequence[Row]]) -> Mapping[str, Sequence[Row]]:
    return {name: rows for name, rows in tables.items() if rows}
