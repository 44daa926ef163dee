"""``graphcrm edit``: change one fact, with the same checks as an import, with history and undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from graphcrm.commands.bilingual import BilingualGroup, command, option, shared
from graphcrm.commands.importing import carry_out
from graphcrm.commands.session import author, day, now, open_workspace, settings
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import canonical
from graphcrm.model.tables import TABLES, Table

if TYPE_CHECKING:
    from graphcrm.ingest.plan import ImportPlan
    from graphcrm.model.facts import Batch

__all__ = ["apply_row", "assignments", "edit"]


@click.group(
    "edit",
    cls=BilingualGroup,
    text=Text(
        "改一条事实:写 列=值;“列=” 清空。与导入同样检查,可撤销。\n\n  graphcrm edit person c6 title=首席架构师\n"
        "  graphcrm edit edge INFLUENCES c6 c3 level=4 confidence=A observed_at=2026-06-30 source=meeting_note reported_by=u2",
        "Change one fact: write COLUMN=VALUE; “COLUMN=” empties it. Checked like an import, can be undone.\n\n"
        "  graphcrm edit person c6 title='Chief architect'\n"
        "  graphcrm edit edge INFLUENCES c6 c3 level=4 confidence=A observed_at=2026-06-30 source=meeting_note reported_by=u2",
    ),
)
def edit() -> None:
    """One command per kind of fact."""


def assignments(pairs: Sequence[str], table: Table) -> dict[str, str]:
    """``column=value`` words as a mapping; the column by code or Chinese label."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        field = next((f for f in table.columns if name.strip() in (f.name, f.zh)), None)
        if not equals or field is None:
            import difflib

            names = [f.name for f in table.columns]
            near = difflib.get_close_matches(name, names, 3) or names
            raise UsageError(
                Text(
                    f"“{pair}”应为 列=值;可用的列:{'、'.join(near)}",
                    f"“{pair}” should be COLUMN=VALUE; columns: {', '.join(near)}",
                )
            )
        found[field.name] = value
    return found


#: The latest version of every stored fact, by kind.
Existing = Mapping[str, "Batch"]


def apply_row(action: str, table: Table, row: Callable[[Existing], Mapping[str, Any]], *, dry_run: bool = False) -> int:
    """Check a row, made of what is stored, like an import and apply it."""
    from graphcrm.ingest.plan import ImportOptions, plan_rows

    today = day(None, "--today").isoformat()
    options = ImportOptions(today=today, author=author(), at=now(), currency=settings().currency)

    def plan(existing: Existing) -> ImportPlan:
        return plan_rows({table.name: [row(existing)]}, existing=existing, options=options, command=action)

    with open_workspace() as store:
        return carry_out(store, plan, dry_run=dry_run)


def _current(existing: Existing, kind: str, key: str) -> dict[str, Any]:
    import json

    batch = existing.get(kind)
    if batch is None or key not in batch.keys:
        return {}
    at = list(batch.keys).index(key)
    dates = {"valid_from": batch.valid_from[at], "valid_to": batch.valid_to[at], "observed_at": batch.observed_at[at]}
    return {**json.loads(batch.props[at]), **{k: v for k, v in dates.items() if v}}


def _node_command(table: Table, name: str) -> click.Command:
    @command(
        name,
        Text(
            f"新增或修改一条{table.zh}记录。\n\n  graphcrm edit {name} 编号 列=值 …",
            f"Add or change one record of {table.name}.\n\n  graphcrm edit {name} ID COLUMN=VALUE …",
        ),
    )
    @click.argument("which")
    @click.argument("values", nargs=-1)
    @option("--dry-run", Text("只检查,不写入", "check only, write nothing"), is_flag=True)
    @shared
    def change(which: str, values: Sequence[str], dry_run: bool) -> int:
        given = assignments(values, table)

        def row(existing: Existing) -> dict[str, Any]:
            known = _current(existing, table.kind, which)
            if not values:
                shown = canonical(known)
                raise UsageError(Text(f"{which} 现为:{shown};请写 列=值", f"{which} is {shown}; write COLUMN=VALUE"))
            dates = ("valid_from", "valid_to", "observed_at")
            return {**{k: v for k, v in known.items() if k not in dates}, **given, "id": which}

        return apply_row(f"edit {name}", table, row, dry_run=dry_run)

    return change


_NODES = {
    "org": "orgs",
    "unit": "units",
    "person": "people",
    "opportunity": "opportunities",
    "goal": "goals",
    "need": "needs",
    "action": "actions",
}
_BY_NAME = {t.name: t for t in TABLES}
for _name, _table in _NODES.items():
    edit.add_command(_node_command(_BY_NAME[_table], _name))


def _pair_command(
    name: str, table: Table, text: Text, make: Callable[[Sequence[str]], Mapping[str, str]], count: int
) -> click.Command:
    @command(name, text)
    @click.argument("ends", nargs=count)
    @click.argument("values", nargs=-1)
    @option("--end", Text("从这一天起不再成立", "no longer true from this day on"))
    @option("--dry-run", Text("只检查,不写入", "check only, write nothing"), is_flag=True)
    @shared
    def change(ends: Sequence[str], values: Sequence[str], end: str | None, dry_run: bool) -> int:
        given: dict[str, Any] = {**make(ends), **assignments(values, table)}
        ended = None if end is None else day(end, "--end").isoformat()

        def row(existing: Existing) -> dict[str, Any]:
            known = _matching(existing, table, given)
            if ended is not None:
                if not known:
                    raise UsageError(Text("没有这条关系可结束", "there is no such relation to end"))
                return {**known, **given, "valid_to": ended}
            if "observed_at" in given:
                # A new observation stands for itself; it does not inherit the evidence of the old one.
                known = {k: v for k, v in known.items() if k in table.key}
            return {**known, **given}

        return apply_row(f"edit {name}", table, row, dry_run=dry_run)

    return change


def _matching(existing: Existing, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The recorded relation that a row is about: same ends, and same reporter, domain and opportunity where given."""
    import json

    kind = EdgeKind.read(row["kind"]).kind if table.name == "edges" else table.kind
    batch = existing.get(kind)
    if batch is None:
        return {}
    fits = []
    for at, text in enumerate(batch.props):
        props = json.loads(text)
        if all(str(props.get(c, "")) == str(row[c]) for c in table.key if c in row and c != "kind"):
            dates = {
                "valid_from": batch.valid_from[at],
                "valid_to": batch.valid_to[at],
                "observed_at": batch.observed_at[at],
            }
            extra = {"kind": row["kind"]} if table.name == "edges" else {}
            fits.append({**props, **extra, **{k: v for k, v in dates.items() if v}})
    if len(fits) > 1:
        raise UsageError(
            Text(
                f"有 {len(fits)} 条这样的关系,请用 reported_by=、domain=、opportunity= 指明",
                f"there are {len(fits)} such relations; say which with reported_by=, domain= or opportunity=",
            )
        )
    return fits[0] if fits else {}


edit.add_command(
    _pair_command(
        "edge",
        _BY_NAME["edges"],
        Text(
            "新增、修改或结束(--end)一条关系。\n\n"
            "  graphcrm edit edge STANCE c4 US level=0 observed_at=2026-06-30 source=meeting_note reported_by=u1",
            "Add, change or end (--end) one relation.\n\n"
            "  graphcrm edit edge STANCE c4 US level=0 observed_at=2026-06-30 source=meeting_note reported_by=u1",
        ),
        lambda ends: {"kind": ends[0], "from": ends[1], "to": ends[2]},
        3,
    )
)
edit.add_command(
    _pair_command(
        "role",
        _BY_NAME["roles"],
        Text(
            "新增或修改一人在商机中的决策角色。\n\n  graphcrm edit role c5 HY-CORE roles=technical_evaluator observed_at=2026-06-30",
            "Add or change somebody's decision role in an opportunity.\n\n"
            "  graphcrm edit role c5 HY-CORE roles=technical_evaluator observed_at=2026-06-30",
        ),
        lambda ends: {"person": ends[0], "opportunity": ends[1]},
        2,
    )
)
