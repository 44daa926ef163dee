"""``graphcrm history``, ``undo`` and ``redo``: what was changed, by whom, and how to go back and forth."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from graphcrm.commands.bilingual import command, language, option, shared
from graphcrm.commands.printing import print_table
from graphcrm.commands.session import author, day, now, open_workspace
from graphcrm.commands.terminal import portable
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import ChangeSet, Version
from graphcrm.rendering.delimited import rows_as_csv
from graphcrm.store.base import Store
from graphcrm.store.undoing import redo_change, undo_change
from graphcrm.workspace.changing import receipt_text

__all__ = ["history", "redo", "undo"]

_CHANGE = ("change", "at", "author", "action", "rows", "undoes", "undone")
#: What is said of a change that was withdrawn or brought back, or (dry run) would be.
_WITHDRAWN = (
    Text("已撤销改动 {number}({what})。", "change {number} ({what}) withdrawn."),
    Text("将撤销改动 {number}({what})。", "change {number} ({what}) would be withdrawn."),
)
_RESTORED = (
    Text("已恢复改动 {number}({what})。", "change {number} ({what}) brought back."),
    Text("将恢复改动 {number}({what})。", "change {number} ({what}) would be brought back."),
)
_VERSION = ("change", "kind", "key", "valid_from", "valid_to", "observed_at", "undone", "props")


@command(
    "history",
    Text(
        "列出改动;给出编号则列出该人、组织或商机的全部版本。\n\n  graphcrm history\n  graphcrm history c6",
        "List the changes; with an id, every version of what is recorded about it.\n\n  graphcrm history\n  graphcrm history c6",
    ),
)
@click.argument("which", required=False)
@option(
    "--format", "form", Text("输出格式", "output format"), type=click.Choice(["table", "csv", "json"]), default="table"
)
@shared
def history(which: str | None, form: str) -> int:
    with open_workspace() as store:
        changes, versions = store.history(which)
    if which is None:
        rows: list[dict[str, object]] = [
            {
                "change": c.number,
                "at": c.at,
                "author": c.author,
                "action": c.action,
                "rows": c.rows,
                "undoes": c.undoes,
                "undone": c.undone,
            }
            for c in changes
        ]
        _print(_CHANGE, rows, form)
    else:
        if not versions:
            raise UsageError(Text(f"没有关于“{which}”的记录", f"nothing is recorded about “{which}”"))
        _print(_VERSION, [_row(v) for v in versions], form)
    return 0


def _row(version: Version) -> dict[str, object]:
    row = {name: getattr(version, name) for name in _VERSION[:-1]}
    return {**row, "key": version.key.replace("\t", " ").strip(), "props": dict(version.props)}


def _print(columns: tuple[str, ...], rows: list[dict[str, object]], form: str) -> None:
    if form == "json":
        click.echo(portable(json.dumps(rows, ensure_ascii=False, indent=1), "json"))
    elif form == "csv":
        click.echo(rows_as_csv(columns, rows), nl=False)
    else:
        cells = [["" if row[c] is None else _brief(row[c]) for c in columns] for row in rows]
        print_table(columns, cells, [c in ("change", "rows") for c in columns])


def _brief(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{k}={v}" for k, v in value.items() if k not in ("from", "to"))
    return {True: "✓", False: ""}.get(value, str(value)) if isinstance(value, bool) else str(value)


@command(
    "undo",
    Text(
        "撤销一次改动:默认为最近一次仍有效的改动,再撤销一次便再退一步;也可给出编号。历史只增不减;用 graphcrm redo 恢复。\n\n"
        "  graphcrm undo --dry-run\n  graphcrm undo 3",
        "Withdraw a change: the latest that stands, so that a second undo goes one step further back; or the one with this number. "
        "History only grows; `graphcrm redo` goes the other way.\n\n  graphcrm undo --dry-run\n  graphcrm undo 3",
    ),
)
@click.argument("number", required=False, type=int)
@option("--dry-run", Text("只显示,不写入", "show only, write nothing"), is_flag=True)
@shared
def undo(number: int | None, dry_run: bool) -> int:
    return _step(undo_change, number, dry_run=dry_run)


@command(
    "redo",
    Text(
        "恢复最近一次被撤销的改动;撤销之后若又有新的改动,则须给出编号。\n\n  graphcrm redo --dry-run\n  graphcrm redo 3",
        "Bring back the change that was withdrawn last; if something else was changed since, a number is needed.\n\n"
        "  graphcrm redo --dry-run\n  graphcrm redo 3",
    ),
)
@click.argument("number", required=False, type=int)
@option("--dry-run", Text("只显示,不写入", "show only, write nothing"), is_flag=True)
@shared
def redo(number: int | None, dry_run: bool) -> int:
    return _step(redo_change, number, dry_run=dry_run)


def _step(make: Callable[..., ChangeSet], number: int | None, *, dry_run: bool) -> int:
    """One step back or forward, and what it did."""
    with open_workspace() as store:
        changes, _ = store.history()
        step = make(changes, number, author=author(), at=now(), day=day(None).isoformat())
        receipt = store.apply(step, dry_run=dry_run)
        for numbers, said in ((receipt.withdrawn, _WITHDRAWN), (receipt.restored, _RESTORED)):
            for n in numbers:
                click.echo(said[dry_run].format(number=n, what=changes[n - 1].action).say(language()))
        click.echo(receipt_text(receipt, dry_run=dry_run).say(language()))
        if not dry_run:
            _warn_of_loose_ends(store)
    return 0


def _warn_of_loose_ends(store: Store) -> None:
    """Say which ids are still referred to but no longer recorded; such facts are kept and not used."""
    facts = store.read(None)
    known = {
        key for kind in ("org", "unit", "person", "opportunity", "goal") if kind in facts for key in facts[kind].keys
    }
    loose: set[str] = set()
    for kind in EdgeKind:
        if kind.kind in facts:
            for key in facts[kind.kind].keys:
                loose.update(end for end in key.split("\t")[:2] if end and end not in known)
    if loose:
        names = ", ".join(sorted(loose)[:10])
        text = Text(
            f"注意:仍有关系引用 {len(loose)} 个已不存在的编号({names});这些关系保留但不参与分析",
            f"note: relations still refer to {len(loose)} ids that are no longer recorded ({names}); they are kept but not used",
        )
        click.echo(text.say(language()), err=True)
