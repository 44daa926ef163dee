"""Importing an organisational network: an edge list ``src,dst,type,weight[,first,last]``, or a file of a graph tool."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.ingest.cells import clean
from graphcrm.ingest.files import Unreadable, display
from graphcrm.ingest.network_files import FORMATS, read_network, read_people
from graphcrm.ingest.network_rows import NetworkRows
from graphcrm.ingest.options import ImportOptions, ImportPlan, TableCount
from graphcrm.model.choices import Flag, OrgCategory, TieKind
from graphcrm.model.facts import Batch, ChangeSet, Fact
from graphcrm.model.fields import FieldError, TextOf, identifier, shown
from graphcrm.model.rules.wording import KIND_WORDS

__all__ = ["plan_network"]

_Props = Mapping[str, Any]
#: Kinds that say who was in contact with whom; of these a list without a single answer is one of pairs.
_CONTACT = frozenset({TieKind.COMMUNICATES, TieKind.EXCHANGES})


def plan_network(
    edges: str | os.PathLike[str],
    nodes: str | os.PathLike[str] | None = None,
    *,
    ties: Mapping[str, str],
    options: ImportOptions,
    columns: Mapping[str, str] = {},
    existing: Mapping[str, Batch] | None = None,
    account: str = "NET",
    account_name: str = "",
    default_name: str = "",
) -> ImportPlan:
    """Plan the import of an organisational network.

    Parameters
    ----------
    edges
        A CSV file or a workbook with the columns src, dst, type, weight and optionally first and last (dates), in any order,
        under the headings that network tools write (`graphcrm.ingest.network_columns`), or with an adjacency matrix; or a
        file of a graph tool (`graphcrm.ingest.network_graphs`). Ids are those of every import (`graphcrm.model.ids`).
        A missing weight is 1, a weight of 0 is no tie, one below 0 a tie against somebody; rows of the same (src, dst, type)
        are added up; ties of somebody to themselves are left out. All of that is counted (`notes`) and told (`remarks`).
    nodes
        CSV file or workbook with the column id, optionally name (or label), title and grade (1–5); everything else becomes an
        attribute, except what concerns private life. What it says of somebody goes before what the other file says.
    ties
        What each tie type means (`TieKind`); ``{"": kind}`` says it of the whole file, whatever its types. A type that is
        found but not mapped is an error. A file without a type column needs one kind.
    columns
        Headings of this file that are none of the usual ones, by the column that they stand for: ``{"src": "Von"}``.
    account, account_name, default_name
        Id and name of the customer to which everybody belongs, and what a new one is called otherwise. Whoever is in
        `existing`, and the customer if it is, keep whatever this import does not say.

    Returns
    -------
    ImportPlan
        Facts ``org`` (one), ``person`` (key = id as written) and ``tie`` (key = type, src, dst joined by tabs; ``sign`` −1
        for ties against somebody).

    Raises
    ------
    UsageError
        A tie is mapped to something that is no kind of tie, or the account's id is no id, or its name is too long for one.
    """
    network = NetworkRows(_kinds(ties), options, columns)
    try:
        identifier(account)
        account_name = _NAME(clean(account_name).strip())
    except FieldError as error:
        raise UsageError(error.text) from error
    there = existing or {}
    stored = {kind: dict(there[kind].rows()) if kind in there else {} for kind in _BEARERS}
    others = [kind for kind in KIND_WORDS if kind != "person" and kind in there]
    network.taken = {key: kind for kind in others for key in there[kind].keys} | {account: "org"}
    network.barred = frozenset(p for p, props in stored["person"].items() if _NOT_KEPT in (props.get("flags") or ()))
    read = [_read(network, Path(nodes), read_people)] if nodes is not None else []
    read.append(_read(network, Path(edges), read_network))
    if all(read) and not network.people and not any(network.rows.values()):
        network.log.say("E15", display(Path(edges)), _EMPTY, suggestion=FORMATS)
    _unmapped(network, display(Path(edges)))
    kept = stored["org"].get(account, {})
    if any(account in stored[kind] for kind in _BEARERS if kind != "org"):
        fault = Text(f"编号“{account}”已用于别的对象", f"the id “{account}” is already that of something else")
        network.log.say("E03", display(Path(edges)), fault)
    elif kept.get("category", OrgCategory.CUSTOMER) != OrgCategory.CUSTOMER:
        label = OrgCategory(kept["category"]).label
        fault = Text("“{account}”的类别是{label}，不是客户", "“{account}” is of category {label}, and no customer")
        network.log.say("E03", display(Path(edges)), fault.format(account=account, label=label))
    network.notes["one_way"] = len(_one_way(network))
    named = {"name": account_name} if account_name else {}
    org = {
        "id": account,
        "name": clean(default_name).strip()[: _NAME.limit] or account,
        "category": OrgCategory.CUSTOMER.value,
        **kept,
        **named,
    }
    return _plan(network, org, stored["person"], whole=all(read))


_NAME = TextOf(200)
_NOT_KEPT = Flag.DO_NOT_PROCESS.value
#: Kinds of which an id may be that of an account.
_BEARERS = ("org", "person", "unit", "opportunity")
_EMPTY = Text("里面既无人员也无关系", "it holds neither people nor ties")


def _kinds(ties: Mapping[str, str]) -> dict[str, TieKind]:
    made = {}
    for name, kind in ties.items():
        try:
            made[name] = TieKind(kind)
        except ValueError as error:
            known = ", ".join(TieKind)
            raise UsageError(
                Text(
                    f"“{shown(kind)}”不是关系种类；可用：{known}", f"“{shown(kind)}” is no kind of tie; known: {known}"
                )
            ) from error
    return made


def _read(network: NetworkRows, path: Path, reader: Callable[[NetworkRows, Path], None]) -> bool:
    """Read a file; whether it could be read to its end."""
    file = display(path)
    network.log.files.setdefault(file)
    try:
        reader(network, path)
    except Unreadable as error:
        advice = error.suggestion or (FORMATS if error.code == "E15" else None)
        network.log.say(error.code, file, error.text, error.line, error.column, suggestion=advice)
    except MemoryError:
        network.log.say("E15", file, Text("文件太大，内存不够", "the file is too large for the memory"))
    else:
        return True
    return False


def _unmapped(network: NetworkRows, file: str) -> None:
    """An error for every tie type without a meaning, which lists the types found."""
    types = ", ".join(shown(t) for t in list(network.found)[:20]) + (", …" if len(network.found) > 20 else "")
    for tie, (_, line) in network.found.items():
        if not network.knows(tie):
            how = f"--tie {shown(tie)}={'|'.join(TieKind)}"
            why = Text(
                f"关系类型“{shown(tie)}”没有对应的种类；文件里有：{types}",
                f"the tie type “{shown(tie)}” is not mapped; types found: {types}",
            )
            network.log.say("E03", file, why, line or None, "type", shown(tie), Text(f"请加 {how}", f"Add {how}"))


def _one_way(network: NetworkRows) -> list[str]:
    """Types of contact of which no tie is ever returned: they list pairs, and say nothing of who began."""
    pairs: dict[str, set[tuple[str, str]]] = {}
    for (name, source, target), tie in network.tied.items():
        if tie.kind in _CONTACT:
            pairs.setdefault(name, set()).add((source, target))
    return [name for name, known in pairs.items() if not any((b, a) in known for a, b in known)]


def _plan(network: NetworkRows, org: _Props, known: Mapping[str, _Props], *, whole: bool) -> ImportPlan:
    network.tell_twins()
    options, report = network.options, network.log.report()
    change = None
    if whole and all(map(network.knows, network.found)) and (report.errors == 0 or options.accept_valid):
        batches = [b for b in _batches(network, org, known) if len(b)]
        detail = {
            "files": list(network.log.files),
            "rows": dict(network.rows),
            "ties": {name: tie.kind.value for (name, *_), tie in network.tied.items() if tie.kind is not None},
            **network.notes,
        }
        change = ChangeSet(options.author, "network import", options.at, options.today, batches, detail=detail)
    counts = {t: TableCount(network.rows[t], network.rejected[t]) for t in ("nodes", "edges") if network.rows[t]}
    told = tuple(_TOLD[name].format(n=n) for name, n in network.notes.items() if n)
    return ImportPlan.of(change, report, counts, dict(network.notes), told)


_TOLD = {
    "self_ties": Text("{n} 行是本人对本人，未导入", "ties of somebody to themselves, left out: {n}"),
    "merged": Text(
        "{n} 行与同类型同两人的前一行合并", "rows added to an earlier one of the same two people and type: {n}"
    ),
    "no_tie": Text("{n} 行权重为 0，不算关系", "rows of weight 0, which is no tie: {n}"),
    "undirected": Text(
        "{n} 行注明为无向，按无方向的往来（affiliates）处理",
        "ties listed as undirected, read as affiliates, without a direction: {n}",
    ),
    "negative": Text(
        "{n} 条关系权重为负：影响记为反向作用，其余记为冲突，不计入排名",
        "ties of a weight below 0, kept as influence against (influences) or conflict (others), out of every ranking: {n}",
    ),
    "one_way": Text(
        "{n} 种往来中每对只出现一次：排名时按无方向处理",
        "types of contact that list every pair once, which are ranked as undirected: {n}",
    ),
}


def _batches(network: NetworkRows, org: _Props, known: Mapping[str, _Props]) -> Iterable[Batch]:
    account = org["id"]
    yield Batch.of("org", [Fact("org", account, org)], dated=False)
    people = [
        Fact("person", p, {"id": p, "name": p, "org": account, **known.get(p, {}), **props})
        for p, props in network.people.items()
    ]
    yield Batch.of("person", people, dated=False)
    made = []
    for (name, source, target), tie in network.tied.items():
        props = {
            "type": name,
            "tie": tie.kind.value if tie.kind else None,
            "from": source,
            "to": target,
            "weight": tie.weight,
            "sign": -1 if tie.sign < 0 else None,
            "first": tie.first,
            "last": tie.last,
        }
        made.append(Fact("tie", f"{name}\t{source}\t{target}", props))
    yield Batch.of("tie", made, dated=False)
