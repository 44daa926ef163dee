"""Rows of single changes: a record, a relation, an assessment, an interaction, made of what is stored and what was given.

A relation is a dated judgement. Changing the judgement without a date would rewrite what was thought before, so it starts a new
version today unless another day is given, or `correct` says that it was always so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from shlex import quote
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Domain, OpportunityStatus, OrgCategory, Source
from graphcrm.model.edges import EdgeKind
from graphcrm.model.english import outdated_english
from graphcrm.model.facts import DATES
from graphcrm.model.fields import Field, FieldError, shown
from graphcrm.model.lists import join_items
from graphcrm.model.rules.provenance import assessed
from graphcrm.model.rules.rows import TableColumns
from graphcrm.model.tables import BY_NAME, PROVENANCE, Table
from graphcrm.near import did_you_mean
from graphcrm.spoken import joined
from graphcrm.typed import typed
from graphcrm.workspace.arguments import plain
from graphcrm.workspace.changing import Existing
from graphcrm.workspace.known_ids import hinted, look_up, near_known, present

__all__ = [
    "NODES",
    "PAIRS",
    "Row",
    "Rows",
    "acceptance",
    "assessment",
    "assignments",
    "edge_kind",
    "record",
    "refuse_twice",
    "relation",
    "same_part",
    "table_of",
]


#: Kinds of record that are edited by id, with their tables.
NODES = {
    "org": "orgs",
    "unit": "units",
    "person": "people",
    "opportunity": "opportunities",
    "goal": "goals",
    "need": "needs",
    "action": "actions",
    "criterion": "criteria",
    "product": "products",
    "promise": "promises",
}
#: Kinds that are edited by their ends, with their tables and the columns that name the ends.
PAIRS = {
    "edge": ("edges", ("kind", "from", "to")),
    "role": ("roles", ("person", "opportunity")),
    "position": ("positions", ("person", "criterion")),
    "potential": ("potential", ("product", "unit")),
}

#: Tables of what is recorded by ``assess``, ``log`` and ``accept``.
ASSESSMENTS, INTERACTIONS, ACCEPTED = BY_NAME["assessments"], BY_NAME["interactions"], BY_NAME["accepted"]
_DECIDED = frozenset({OpportunityStatus.WON, OpportunityStatus.LOST})
_PROVENANCE = frozenset(f.name for f in PROVENANCE)
_NEW_VERSION = Text(
    "自 {day} 起为新版本，此前的日子保持原值（若一直如此，请用 --correct）",
    "a new version from {day} on; the days before keep the old value (if it was always so, use --correct)",
)
_TODAY = Text(
    "观察日期记为 {day}（另有其日请写 observed_at=）", "observed on {day}, unless observed_at= names another day"
)
_BARE = Text(
    "依据留在原来的版本里，新版本没有（有则写 evidence=）",
    "the evidence stays with the old version; the new one has none unless evidence= names it",
)
_OUTDATED = Text(
    "原来的英文写法随旧值清空（新的请写 {column}=）",
    "the English form went with the old one; {column}= names that of the new",
)
_WHEN_DECIDED = Text(
    "请用 closed_on= 写明哪天定的：没有结束日期的已结商机不能回看",
    "closed_on= says when that was decided; without it the opportunity cannot be looked back at",
)
_CORRECTED = Text("已改写原版本：它一直如此", "the version itself was corrected: it was always so")


@dataclass(frozen=True)
class Row:
    """A row to be checked and applied, what it stands beside at present, and what should be said about it."""

    values: Mapping[str, Any]
    before: Mapping[str, Any]
    said: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Rows:
    """Rows by table that are checked and applied together, and what should be said about them."""

    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    said: tuple[Text, ...] = ()


def table_of(kind: str) -> Table:
    """The table of a kind of edit.

    Raises
    ------
    UsageError
        There is no such kind.
    """
    name = NODES.get(kind) or (PAIRS[kind][0] if kind in PAIRS else None)
    if name is None:
        said = Text("不能编辑“{kind}”。", "“{kind}” cannot be edited. ").format(kind=shown(kind))
        raise UsageError(said + did_you_mean(kind, (*NODES, *PAIRS)))
    return BY_NAME[name]


def assignments(values: Mapping[str, Any], table: Table) -> dict[str, Any]:
    """Values by column code; a column may be named by its code (in Python ``from_``) or its Chinese label.

    Raises
    ------
    UsageError
        The table has no such column; near misses are named.
    """
    found = {}
    for name, value in values.items():
        wanted = name.strip()
        field = next((f for f in table.columns if wanted in (f.name, f.zh, f"{f.name}_")), None)
        if field is None:
            columns = Text("可用的列：{names}", "The columns are {names}.").format(
                names=joined(Text(f"{f.zh}（{f.name}）", f.name) for f in table.columns)
            )
            hint = did_you_mean(wanted, [label for f in table.columns for label in (f.name, f.zh)], columns)
            text = Text("{table}没有“{name}”列。{hint}", "{table} has no column “{name}”. {hint}")
            raise UsageError(text.format(table=table.label, name=shown(wanted), hint=hint))
        found[field.name] = plain(value)
    return found


def refuse_twice(given: Mapping[str, Any], **beside: Any) -> None:
    """See that no column is given that the arguments of a command say already.

    Raises
    ------
    UsageError
        One is.
    """
    for name, value in beside.items():
        if name in given and value is not None:
            said = Text("“{name}”给了两次：另一处已写 {value}", "“{name}” is given twice: {value} is said already")
            raise UsageError(said.format(name=name, value=shown(_written(value))))


def record(kind: str, which: str, given: Mapping[str, Any], existing: Existing) -> Row:
    """A record by its id, with some columns changed.

    A record that is not there yet is made if everything is given that it must have; else the id was meant to be another one.

    Raises
    ------
    UsageError
        Nothing was given to change (the message shows the record as it is), or an id is not known; near misses are named.
    """
    table = table_of(kind)
    known = present(existing, table.kind, which)
    needed = [
        f.name for f in table.columns if f.required and f.name not in ("id", *given) and not _excused(table, f, given)
    ]
    if not known and needed:
        text = Text("没有编号为“{id}”的{what}", "there is no {what} with id “{id}”").format(
            id=shown(which), what=Text(table.zh, kind)
        )
        missing = joined(f"{name}=" for name in needed)
        new = Text("若要新增，还需 {columns}", "A new one needs {columns}").format(columns=missing)
        raise UsageError(hinted(text, near_known(which, [table.kind], existing), new))
    look_up(table, given, existing)
    if not given:
        now = [f"{k}={quote(_written(v))}" for k, v in known.items() if k not in (*DATES, "id")]
        raise UsageError(
            Text(
                f"没有要改的列：请写 列=值，例如 {now[0]}。{which} 现为 {' '.join(now)}",
                f"nothing to change: write COLUMN=VALUE, such as {now[0]}. {which} has {' '.join(now)}",
            )
        )
    before = {k: v for k, v in known.items() if k not in DATES}
    outdated = outdated_english(before, given)
    told = [_OUTDATED.format(column=column) for column in outdated]
    made = {**before, **dict.fromkeys(outdated, ""), **given, "id": which}
    if kind == "opportunity" and _is_decided(given) and not made.get("closed_on"):
        told.append(_WHEN_DECIDED)
    return Row(made, before, tuple(told))


def _is_decided(given: Mapping[str, Any]) -> bool:
    """Whether an opportunity is said to be won or lost, by code or label."""
    with suppress(ValueError):
        return OpportunityStatus.read(str(given.get("status", ""))) in _DECIDED
    return False


def _written(value: Any) -> str:
    """A value as one types it behind a column."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return join_items(map(str, value)) if isinstance(value, list | tuple) else str(value)


def relation(
    kind: str,
    ends: Sequence[str],
    given: Mapping[str, Any],
    existing: Existing,
    *,
    today: str,
    end: str | None = None,
    correct: bool = False,
) -> Row:
    """A relation by its ends, with some columns changed, ended on a day, or judged anew.

    Raises
    ------
    UsageError
        Several relations fit, there is none to end, or it is a decision role, which has a command of its own.
    """
    name, columns = PAIRS[kind]
    table = BY_NAME[name]
    if kind == "edge" and ends[0] == EdgeKind.ROLE_IN:
        role = typed("edit role PERSON OPPORTUNITY roles=…")
        raise UsageError(
            Text(
                f"决策角色请用：{role}",
                f"decision roles are edited with {role}",
            )
        )
    given = {**dict(zip(columns, ends, strict=True)), **given}
    look_up(table, given, existing)
    known = _matching(existing, table, given)
    if end is not None:
        if not known:
            raise UsageError(
                hinted(Text("没有这条关系可结束", "there is no such relation to end"), _of_column(given, existing))
            )
        return Row({**known, **given, "valid_to": end}, known)
    if "observed_at" in given:
        # A new observation stands for itself; it does not inherit the evidence of the old one.
        kept = {k: v for k, v in known.items() if k in table.key}
        return Row({**kept, **given}, known)
    day = str(given.get("valid_from") or today)
    if not known and _is_judged(table, given):
        return Row({**given, "observed_at": day}, {}, (_TODAY.format(day=day),))
    judged = {f.name for f in table.columns} - set(table.key) - _PROVENANCE
    differing = {c for c in judged & given.keys() if str(known.get(c, "")) != str(given[c])}
    if not known or not differing:
        return Row({**known, **given}, known)
    if "level" in differing:
        # How somebody opposes is said of that level, not of another.
        given = {"subtype": "", **given} if "subtype" in known else given
    if correct:
        return Row({**known, **given}, known, (_CORRECTED,))
    kept = {k: v for k, v in known.items() if k not in (*DATES, "evidence")}
    bare = (_BARE,) if "evidence" in known and "evidence" not in given else ()
    said = (_NEW_VERSION.format(day=day), *bare)
    return Row({**kept, **given, "valid_from": day, "observed_at": day}, known, said)


def _of_column(given: Mapping[str, Any], existing: Existing) -> Text | None:
    """That a line of report is no row of its own but said in a column of the person, which is to be changed."""
    who, boss = str(given.get("from")), given.get("to")
    if given.get("kind") != EdgeKind.REPORTS_TO or present(existing, "person", who).get("reports_to") != boss:
        return None
    command = typed(f"edit person {quote(who)} reports_to=…")
    return Text(f"它是该人员的“汇报对象”：{command}", f"It is what the person reports to: {command}")


def assessment(
    person: str, assessor: str, day: str, vendor: str | None, given: Mapping[str, Any], existing: Existing
) -> Row:
    """A six-dimension assessment of a person by one of ours; dimensions given later on the day join those given before."""
    row = {"person": person, "date": day, "assessor": assessor, **({"vendor": vendor} if vendor else {}), **given}
    known = present(existing, ASSESSMENTS.kind, "\t".join((person, str(row.get("vendor") or ""), day, assessor)))
    before = {k: v for k, v in known.items() if k not in DATES}
    row = {"source": Source.SURVEY.value, **before, **row}
    look_up(ASSESSMENTS, row, existing)
    _one_of_ours(assessor, existing)
    return Row(row, before)


def _one_of_ours(person: str, existing: Existing) -> None:
    """See that somebody who judges for us works for us; a file of others may hold the judgement of an outsider."""
    org = present(existing, "org", str(present(existing, "person", person).get("org")))
    if org and org["category"] != OrgCategory.OUR_COMPANY:
        raise UsageError(Text("“{who}”不是我方人员", "“{who}” is not one of ours").format(who=shown(person)))


def acceptance(key: str, reason: str, by: str, day: str, until: str | None, existing: Existing) -> Row:
    """A finding that somebody lives with, by its key.

    Raises
    ------
    UsageError
        An id is not known; near misses are named.
    """
    row = {"key": key, "reason": reason, "by": by, "date": day, **({"until": until} if until else {})}
    look_up(ACCEPTED, row, existing)
    _one_of_ours(by, existing)
    known = present(existing, ACCEPTED.kind, key)
    return Row(row, {k: v for k, v in known.items() if k not in DATES})


def _is_judged(table: Table, given: Mapping[str, Any]) -> bool:
    """Whether a new row is somebody's judgement, which has a day."""
    said = {name: [value] for name, value in given.items() if value not in (None, "")}
    if table.name == "edges":
        said["kind"] = [EdgeKind.read(given["kind"]).value]
    return any(assessed(TableColumns(table, said, 1)) or ())


def _excused(table: Table, field: Field, given: Mapping[str, Any]) -> bool:
    """Whether what else is given says that a required value may be missing."""
    column, excuse = field.unless or ("", "")
    of = table.column(column)
    try:
        return of is not None and excuse in (of.parse(given.get(column, "")) or ())
    except FieldError:
        return False


def same_part(row: Mapping[str, Any], column: str) -> str:
    """What a row says in a column of its key; an edge of the general domain is one without a domain."""
    said = str(row.get(column, ""))
    return "" if column == "domain" and said == Domain.GENERAL else said


def edge_kind(said: str) -> EdgeKind:
    try:
        return EdgeKind.read(said)
    except ValueError:
        text = Text("没有关系类型“{kind}”。", "there is no kind of relation “{kind}”. ").format(kind=shown(said))
        raise UsageError(text + did_you_mean(said, [kind.value for kind in EdgeKind])) from None


def _matching(existing: Existing, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The recorded relation that a row is about: same ends, and same reporter, domain and opportunity where given."""
    kind = edge_kind(row["kind"]).kind if table.name == "edges" else table.kind
    batch = existing.get(kind)
    if batch is None:
        return {}
    fits = []
    for at, (_, props) in enumerate(batch.rows()):
        if all(same_part(props, c) == same_part(row, c) for c in table.key if c in row and c != "kind"):
            fits.append({**batch.row(at), **({"kind": row["kind"]} if table.name == "edges" else {})})
    if len(fits) > 1:
        raise UsageError(
            Text(
                f"有 {len(fits)} 条这样的关系，请用 reported_by=、domain=、opportunity= 指明",
                f"there are {len(fits)} such relations; say which with reported_by=, domain= or opportunity=",
            )
        )
    return fits[0] if fits else {}
