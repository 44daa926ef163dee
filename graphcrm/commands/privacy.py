"""``graphcrm privacy``: what is owed to a person who is recorded."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from graphcrm.commands.bilingual import BilingualGroup, command, group, option, shared
from graphcrm.commands.giving import force_option
from graphcrm.commands.importing import report
from graphcrm.commands.language import language
from graphcrm.commands.session import say, workspace
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.spoken import counted, joined
from graphcrm.typed import typed

if TYPE_CHECKING:
    from graphcrm.workspace.privacy import Erased

__all__ = ["privacy"]


_DRY_RUN = Text("只说明会做什么，不写入", "say what would be done, and do nothing")


class _Rights(BilingualGroup):
    """The rights have names in law that are no commands."""

    def meant(self, name: str) -> str | None:
        return "erase" if name.casefold() in ("forget", "delete", "remove", "erasure") else None


@group("privacy", cls=_Rights)
def privacy() -> None:
    """Commands on one person."""


@command("privacy export")
@click.argument("person")
@option(
    "-o",
    "--output",
    Text("写入此文件（默认标准输出）", "write to this file (default: standard output)"),
    type=click.Path(),
)
@force_option
@shared
def export(person: str, output: str | None, force: bool) -> int:
    """What is recorded of somebody."""
    from graphcrm.files import refuse_existing, write_whole

    if output is not None:
        refuse_existing(output, force=force)
    found = workspace().privacy_export(person)
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return 0
    write_whole(output, text)
    n = len(found["facts"])
    say(Text(f"{n} 条记录已写入 {output}", f"{counted(n, 'record')} written to {output}"))
    return 0


@command("privacy object")
@click.argument("person")
@option("--dry-run", _DRY_RUN, is_flag=True)
@shared
def object_(person: str, dry_run: bool) -> int:
    """Record that somebody objects."""
    return report(lambda: workspace().privacy_object(person, dry_run=dry_run))


@command("privacy erase")
@click.argument("person")
@option(
    "--pseudonymise", Text("以代号代替，不删除关系", "put a code in their place and keep the relations"), is_flag=True
)
@option("--yes", Text("不再询问", "do not ask"), is_flag=True)
@option("--dry-run", _DRY_RUN, is_flag=True)
@shared
def erase(person: str, pseudonymise: bool, yes: bool, dry_run: bool) -> int:
    """Forget somebody."""
    ws = workspace()
    if not (dry_run or yes):
        _told(ws.privacy_erase(person, pseudonymise=pseudonymise, dry_run=True), done=False)
        _agreed(f"erase {shlex.quote(person)}{' --pseudonymise' if pseudonymise else ''}")
    done = ws.privacy_erase(person, pseudonymise=pseudonymise, dry_run=dry_run)
    if dry_run or yes:
        _told(done, done=yes and not dry_run)
    if not dry_run:
        what = Text("已删除；其余记录中以 {code} 代替", "erased; {code} stands for them in what stays")
        say(what.format(code=done.code))
    for path in done.elsewhere:
        say(Text("仍提到此人：{f}", "still names them: {f}").format(f=path))
    rest = Text(
        "够不到的：备份、副本、导出和发出的文件、Neo4j 服务器的事务日志；审计记录里还有查阅过的编号",
        "out of reach: backups, copies, exports and what was sent, the logs of a Neo4j server; the audit trail still has the id of whom "
        "was asked about",
    )
    say(rest)
    return 0


@command("privacy retain")
@option("--yes", Text("不再询问", "do not ask"), is_flag=True)
@option("--dry-run", _DRY_RUN, is_flag=True)
@shared
def retain(yes: bool, dry_run: bool) -> int:
    """Let go of what is too old."""
    ws = workspace()
    would = ws.privacy_retain(dry_run=True)
    _counts(Text("过期", "too old"), would.gone)
    people = ", ".join(would.left) or "0"
    say(Text(f"离职已久：{people}", f"left long ago: {people}"))
    if dry_run or not (would.gone or would.left):
        return 0
    if not yes:
        _agreed("retain")
    ws.privacy_retain()
    say(Text("已清除", "let go"))
    return 0


def _agreed(words: str) -> None:
    """Ask the person at the terminal; where there is none, --yes has to say so."""
    if not sys.stdin.isatty():
        raise UsageError(
            Text(
                "不能撤回，须确认：{command} --yes",
                "nothing brings it back, so say so: {command} --yes",
            ).format(command=typed(f"privacy {words}"))
        )
    click.confirm(Text("确定吗？", "Are you sure?").say(language()), abort=True)


def _told(found: Erased, *, done: bool) -> None:
    will, would = ("", "") if done else ("将", "would be ")
    _counts(Text(f"{will}删除", f"{would}erased"), found.gone)
    _counts(Text(f"{will}改写", f"{would}rewritten"), found.rewritten)


def _counts(what: Text, counts: Sequence[tuple[Text, int]]) -> None:
    parts = joined(label + Text(f" {n}", f" {n}") for label, n in counts) if counts else Text("0", "0")
    say(Text("{what}（版本数）：{parts}", "{what} (versions): {parts}").format(what=what, parts=parts))


for _one in (export, object_, erase, retain):
    privacy.add_command(_one)
