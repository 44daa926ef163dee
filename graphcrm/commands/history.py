"""``graphcrm history``, ``undo`` and ``redo``: what was changed, by whom, and how to go back and forth."""

from __future__ import annotations

from collections.abc import Mapping

import click

from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.giving import form_option
from graphcrm.commands.language import language
from graphcrm.commands.printing import print_rows
from graphcrm.commands.session import say, tell, workspace
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import NEVER, Version
from graphcrm.model.tables import TABLES
from graphcrm.workspace.actions import action_words, kind_words
from graphcrm.workspace.steps import Step

__all__ = ["history", "redo", "undo"]


_CHANGE = {
    "change": Text("改动", "change"),
    "at": Text("时间", "at"),
    "author": Text("谁", "by"),
    "action": Text("做了什么", "what"),
    "rows": Text("行数", "rows"),
    "undoes": Text("撤销的改动", "undoes"),
    "undone": Text("已撤销", "undone"),
}
_VERSION = {
    "change": Text("改动", "change"),
    "kind": Text("类别", "kind"),
    "key": Text("编号", "id"),
    "valid_from": Text("生效日期", "valid from"),
    "valid_to": Text("失效日期", "valid to"),
    "observed_at": Text("观察日期", "observed on"),
    "undone": Text("已撤销", "undone"),
    "props": Text("内容", "content"),
}


@command("history")
@click.argument("which", required=False)
@form_option("table", "csv", "json")
@shared
def history(which: str | None, form: str) -> int:
    changes, versions = workspace().history(which)
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
    row = {name: getattr(version, name) for name in _VERSION if name != "props"}
    return {**row, "key": " ".join(filter(None, version.key.split("\t"))), "props": dict(version.props)}


def _print(columns: Mapping[str, Text], rows: list[dict[str, object]], form: str) -> None:
    print_rows(columns, rows, form, right=("change", "rows"), cell=lambda c, row: _said(c, row).say(language()))


def _said(column: str, row: Mapping[str, object]) -> Text:
    """A value as people read it: labels for codes, a tick for what was undone."""
    value = row[column]
    if value is None or isinstance(value, bool):
        return Text.of("✓" if value else "")
    if column == "rows" and value == 0 and row["undoes"] is not None:
        return Text.of("")  # a step back or forward has no rows of its own
    if column == "valid_to" and value == NEVER:
        return Text("从未成立", "never held")
    if column == "action":
        return action_words(str(value))
    if column == "kind":
        return kind_words(str(value))
    if isinstance(value, dict):
        return _content(str(row["kind"]), value)
    return Text.of(str(value))


def _content(kind: str, props: Mapping[str, object]) -> Text:
    """The properties of a version, column by column; the ends of a relation stand in its id."""
    relation = kind in {k.kind for k in EdgeKind} - {EdgeKind.ROLE_IN.kind}
    of = next((t for t in TABLES if t.kind == ("edge" if relation else kind)), None)
    known = {f.name: f for f in of.columns} if of else {}
    parts = []
    for name in [n for n in (*known, *(props.keys() - known.keys())) if n in props.keys() - {"from", "to", "id"}]:
        value = props[name]
        field = known.get(name)
        head = field.heading if field else Text(name, name.replace("_", " "))
        parts.append(head + Text(" ", " ") + (field.say(value, {}) if field else Text.of(str(value))))
    return Text("；", "; ").join(parts)


@command("undo")
@click.argument("number", required=False, type=int)
@option("--dry-run", Text("只显示，不写入", "show only, write nothing"), is_flag=True)
@option("--force", Text("即使其后的改动以它为基础", "even if later changes rest on it"), is_flag=True)
@shared
def undo(number: int | None, dry_run: bool, force: bool) -> int:
    return _print_step(workspace().undo(number, force=force, dry_run=dry_run))


@command("redo")
@click.argument("number", required=False, type=int)
@option("--dry-run", Text("只显示，不写入", "show only, write nothing"), is_flag=True)
@shared
def redo(number: int | None, dry_run: bool) -> int:
    return _print_step(workspace().redo(number, dry_run=dry_run))


def _print_step(step: Step) -> int:
    """What a step back or forward did."""
    for text in (*step.said, step.text):
        say(text)
    if step.warning is not None:
        tell(step.warning)
    return 0
