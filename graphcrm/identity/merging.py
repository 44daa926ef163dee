"""The versions that make records one person: as if there had been one all along, for every day.

*What is said of a merged record* goes over to the kept one with its days, reporters and confidence: edges, roles, meetings,
assessments, and every other row that names the person. The old versions are taken back, not removed (`NEVER`), so that undoing
the change brings everything back. Where both say something of the same thing, the judgement that was observed last holds, of
those the surer one, day by day: what ends leaves standing what the other record still says.

*The record itself.* The kept one's own columns go before; the merged one fills what is empty, but what belongs to a post (title,
unit, grade, function, superior) only within the same organisation. Mail addresses and keys of other systems are joined, flags
that protect somebody are taken over, and the old id stays as the key ``merged:ID``. One superior, one primary place and one
owner are enough: the kept one's own go before.

Edges between records that are one person vanish. A pure function of versions; in which order records are merged does not matter
for what is said of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.identity.hanzi import has_hanzi
from graphcrm.model.choices import Flag, ReportingLine
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import NEVER, OPEN, Fact, Version, canonical
from graphcrm.model.fields import Field, anybody, reporter
from graphcrm.model.ids import MERGED
from graphcrm.model.tables import BY_NAME, TABLES

__all__ = ["VERDICT", "Merged", "merge_versions"]

#: First part of the key under which a verdict on two records is remembered.
VERDICT = "duplicate"
_OF_A_POST = ("title", "title_en", "unit", "grade", "function", "role", "reports_to", "owner")
_PROTECTING = tuple(
    f.value for f in (Flag.INDEPENDENCE_REQUIRED, Flag.NO_CONTACT, Flag.OBJECTED, Flag.PUBLIC_OFFICIAL, Flag.KEY_PERSON)
)
_GRADES = "ABCDE"

Props = Mapping[str, Any]
_Row = tuple[dict[str, Any], str, str]  # properties, valid_to, observed_at
_Line = dict[str, _Row]  # by valid_from


def _naming(fields: Iterable[Field]) -> tuple[str, ...]:
    """Columns that may hold the id of a person."""
    return tuple(f.name for f in fields if "person" in f.refs or f.parse in (reporter, anybody))


_COLUMNS: dict[str, tuple[str, ...]] = {t.kind: _naming(t.columns) for t in TABLES if t.name != "edges"}
_COLUMNS |= {kind.kind: _naming(BY_NAME["edges"].columns) for kind in EdgeKind}
_COLUMNS[EdgeKind.ROLE_IN.kind] = _naming(BY_NAME["roles"].columns)
_COLUMNS["tie"] = ("from", "to")
_ENDS = ("from", "to")


@dataclass(frozen=True, slots=True)
class Merged:
    """Facts to be written, all dated, and how many facts went over, were joined with one of the kept record, or fell away."""

    facts: Sequence[Fact]
    moved: int
    joined: int
    dropped: int


def merge_versions(versions: Iterable[Version], into: Mapping[str, str]) -> Merged:
    """The facts that make one person of several.

    Parameters
    ----------
    versions
        Every version that mentions one of the ids, undone ones left out.
    into
        Id of the kept record by id of each that is merged into it; no kept one is merged itself.
    """
    lines: dict[tuple[str, str], _Line] = defaultdict(dict)
    for v in sorted(versions, key=lambda v: v.sequence):
        lines[v.kind, v.key][v.valid_from] = (dict(v.props), v.valid_to, v.observed_at)
    lines = {at: live for at, line in lines.items() if (live := _living(line))}
    single, lined = _single(lines, into)
    going: dict[tuple[str, str], list[_Line]] = defaultdict(list)
    written: dict[tuple[str, str], _Line] = {}
    moved = joined = dropped = 0
    for (kind, key), line in sorted(lines.items()):
        if kind == "person" and key in into:
            continue
        new = {start: (_renamed(kind, props, into), end, seen) for start, (props, end, seen) in line.items()}
        latest = new[max(new)][0]
        target = _key(kind, key, latest, into)
        if target == key and new == line:
            continue
        if target != key:
            written[kind, key] = _taken_back(line)
        if _is_loop(kind, latest) or (kind, key) in single:
            written[kind, key] = _taken_back(line)
            dropped += 1
        elif target == key:
            written[kind, key] = new
            moved += 1
        else:
            going[kind, target].append(new)
    for at, some in going.items():
        own = [lines[at]] if at in lines else []
        joined += bool(own)
        moved += not own
        written[at] = _united([written.get(at) or line for line in own] + some)
    for keep in sorted(set(into.values())):
        merged = [one for one, kept in sorted(into.items()) if kept == keep]
        theirs = [(one, lines["person", one]) for one in merged if ("person", one) in lines]
        own_line = written.get(("person", keep)) or lines.get(("person", keep), {})
        written["person", keep] = _one_record(keep, own_line, theirs, into, lined)
        written |= {("person", one): _taken_back(line) for one, line in theirs}
    facts = [
        Fact(kind, key, props, start, end, seen)
        for (kind, key), line in sorted(written.items())
        for start, (props, end, seen) in sorted(line.items())
        if lines.get((kind, key), {}).get(start) != (props, end, seen)
    ]
    return Merged(facts, moved, joined, dropped)


def _living(line: _Line) -> _Line:
    return {start: row for start, row in line.items() if row[1] != NEVER}


def _taken_back(line: _Line) -> _Line:
    return {start: (props, NEVER, seen) for start, (props, _, seen) in line.items()}


def _renamed(kind: str, props: Props, into: Mapping[str, str]) -> dict[str, Any]:
    """Properties with the kept id in the place of a merged one; of a list each id once."""
    made = dict(props)
    for name in _COLUMNS.get(kind, ()):
        value = made.get(name)
        if isinstance(value, list):
            made[name] = list(dict.fromkeys(into.get(one, one) for one in value))
        elif isinstance(value, str) and value in into:
            made[name] = into[value]
    if kind == "person":
        for name in ("reports_to", "owner"):
            if made.get(name) is not None and made[name] == made.get("id"):
                del made[name]
    if kind == "accepted":
        made["key"] = _parts(str(made.get("key", "")), into)
    return made


def _parts(key: str, into: Mapping[str, str]) -> str:
    """The key of a finding with the kept id in the place of a merged one; that of a verdict on two records stays sorted."""
    first, *ids = key.split(":")
    named = [into.get(one, one) for one in ids]
    return ":".join([first, *(sorted(named) if first == VERDICT else named)])


def _key(kind: str, key: str, props: Props, into: Mapping[str, str]) -> str:
    """The key that a fact has afterwards."""
    if kind == "accepted":
        return _parts(key, into)
    if kind == "interaction" and key.startswith("auto:"):
        return "\t".join([*key.split("\t")[:3], *sorted(props.get("participants", ()))])
    if "\t" not in key:
        return key
    return "\t".join(into.get(part, part) for part in key.split("\t"))


def _is_loop(kind: str, props: Props) -> bool:
    if kind == "accepted":
        first, *ids = str(props.get("key", "")).split(":")
        return first == VERDICT and len(set(ids)) < len(ids)
    ends = [props.get(end) for end in _ENDS]
    return kind in _BETWEEN and ends[0] is not None and ends[0] == ends[1]


_BETWEEN = frozenset({*(kind.kind for kind in EdgeKind), "tie", "promise"})


#: Cells of a record that stand for such an edge.
_CELLS = ((EdgeKind.REPORTS_TO.kind, "reports_to"), (EdgeKind.OWNS.kind, "owner"))


def _single(
    lines: Mapping[tuple[str, str], _Line], into: Mapping[str, str]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Edges of merged records of which the kept one has one already: a superior, a primary place, a primary owner.

    Of several merged records the one with the smallest id brings its own. Gives these edges, and (kept id, cell) for the cells
    of the kept record that such an edge fills.
    """
    kept = set(into.values())
    held = set()
    for keep in kept:
        line = lines.get(("person", keep), {})
        props = line[max(line)][0] if line else {}
        for kind, cell in _CELLS:
            named = str(props.get(cell) or "")
            if into.get(named, named) not in ("", keep):
                held.add((kind, keep))
    found: dict[tuple[str, str], list[tuple[bool, str, tuple[str, str]]]] = defaultdict(list)
    for (kind, key), line in lines.items():
        props, end, _ = line[max(line)]
        who = _one_of(kind, props)
        if who is None or end != OPEN or _is_loop(kind, _renamed(kind, props, into)):
            continue
        if (keep := into.get(who, who)) in kept:
            found[kind, keep].append((who in into, who, (kind, key)))
    over = set()
    for at, some in found.items():
        first = 0 if at in held or not min(some)[0] else 1
        over |= {edge for merged, _, edge in sorted(some)[first:] if merged}
    lined = {(keep, cell) for kind, cell in _CELLS for of, keep in found if of == kind}
    return over, lined


def _one_of(kind: str, props: Props) -> str | None:
    """Who has one such edge at a time."""
    if kind == EdgeKind.REPORTS_TO.kind and props.get("line", ReportingLine.SOLID.value) == ReportingLine.SOLID:
        return str(props["from"])
    if kind == EdgeKind.MEMBER_OF.kind and props.get("primary"):
        return str(props["from"])
    if kind == EdgeKind.OWNS.kind and props.get("primary"):
        return str(props["to"])
    return None


def _united(some: Sequence[_Line]) -> _Line:
    """Several lines of versions of one fact as one: on each day the weightiest of what any of them says.

    The first line is that of the record that stays: none of its beginnings is left as it was.
    """
    days = {start for line in some for start in line}
    days |= {end for line in some for _, end, _ in line.values() if end != OPEN}
    made: _Line = {}
    last: _Row | None = None
    for day in sorted(days):
        holding = [row for line in some if (row := _at(line, day)) is not None]
        best = max(holding, key=_weight) if holding else None
        if best is not None and (best != last or day in some[0]):
            made[day] = best
        last = best
    return made


def _at(line: _Line, day: str) -> _Row | None:
    """What a line says on a day."""
    row = _standing(line, day)
    return row if row is not None and (row[1] == OPEN or day < row[1]) else None


def _weight(row: _Row) -> tuple[str, int, str, str]:
    """What was observed last goes before, of that the surer, and of two as sure always the same one."""
    props, end, seen = row
    grade = _GRADES.find(str(props.get("confidence", "E")))
    return seen, -grade, canonical(props), end


def _one_record(
    keep: str,
    own: _Line,
    theirs: Sequence[tuple[str, _Line]],
    into: Mapping[str, str],
    lined: set[tuple[str, str]],
) -> _Line:
    """The record of the kept one at the beginning of each version of any."""
    starts = sorted({start for line in (own, *(line for _, line in theirs)) for start in line})
    made: _Line = {}
    for start in starts:
        mine = _standing(own, start)
        records = [(one, row) for one, line in theirs if (row := _standing(line, start)) is not None]
        first = mine or (records[0][1] if records else None)
        if first is None:
            continue
        props = _renamed("person", {**first[0], "id": keep}, into)  # whose superior was the other has none of his own
        for one, row in records:
            brought = {name: value for name, value in row[0].items() if (keep, name) not in lined}
            props = _filled(props, _renamed("person", {**brought, "id": keep}, into), one)
        made[start] = (props, first[1], first[2])
    return made


def _standing(line: _Line, day: str) -> _Row | None:
    """The version that began last by a day, ended or not."""
    begun = [start for start in line if start <= day]
    return line[max(begun)] if begun else None


def _filled(mine: Props, other: Props, was: str) -> dict[str, Any]:
    """One record with what only the other has."""
    made = dict(mine)
    same_place = mine.get("org") == other.get("org")
    for name, value in other.items():
        if (
            name not in made
            and (same_place or name not in _OF_A_POST)
            and name not in ("left_on", "flags", "keys", "email")
        ):
            made[name] = value
    names = [str(record["name"]) for record in (mine, other) if record.get("name")]
    if len(names) == 2 and not mine.get("name_en") and has_hanzi(names[0]) != has_hanzi(names[1]):
        made["name"], made["name_en"] = sorted(names, key=has_hanzi, reverse=True)
    flags = [*mine.get("flags", ()), *(f for f in other.get("flags", ()) if f in _PROTECTING)]
    keys = [*mine.get("keys", ()), *other.get("keys", ())]
    mails = [str(record["email"]) for record in (mine, other) if record.get("email")]
    if mails:
        made["email"] = mails[0]
        keys += [f"mail:{mail}" for mail in mails[1:] if mail.casefold() != mails[0].casefold()]
    made["flags"], made["keys"] = sorted(set(flags)), sorted({*keys, f"{MERGED}:{was}"})
    return made
