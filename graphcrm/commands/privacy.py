"""``graphcrm privacy``: what is owed to a person who is recorded."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from graphcrm.commands.bilingual import BilingualGroup, command, language, option, shared
from graphcrm.commands.giving import force_option
from graphcrm.commands.importing import report
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


@click.group(
    "privacy",
    cls=_Rights,
    text=Text(
        "被记录者的权利：查阅、反对、删除、到期清除。\n\n  graphcrm privacy export c6 -o c6.json",
        "The rights of people who are recorded: to read, to object, to be forgotten, in time.\n\n  graphcrm privacy export c6 -o c6.json",
    ),
)
def privacy() -> None:
    """Commands on one person."""


@command(
    "export",
    Text(
        "与一个人有关的全部记录，含过去和已撤回的版本，供本人查阅。\n\n  graphcrm privacy export c6 -o c6.json",
        "Everything that names a person, past and withdrawn versions included, for them to read.\n\n"
        "  graphcrm privacy export c6 -o c6.json",
    ),
)
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


@command(
    "object",
    Text(
        "此人反对：不再对其提出行动，路线不经过此人。可用 graphcrm undo 撤回。\n\n  graphcrm privacy object c6",
        "Somebody objects: no action is proposed toward them, and no route leads over them. graphcrm undo withdraws it.\n\n"
        "  graphcrm privacy object c6",
    ),
)
@click.argument("person")
@option("--dry-run", _DRY_RUN, is_flag=True)
@shared
def object_(person: str, dry_run: bool) -> int:
    """Record that somebody objects."""
    return report(lambda: workspace().privacy_object(person, dry_run=dry_run))


@command(
    "erase",
    Text(
        "忘记一个人：删除关于此人的一切，含过去和已撤回的版本，不能撤回。--pseudonymise 以代号代替，保留图的形状。\n\n"
        "  graphcrm privacy erase c6 --dry-run\n  graphcrm privacy erase c6 --pseudonymise --yes",
        "Forget a person: everything about them goes, past and withdrawn versions included, and nothing brings it back. With "
        "--pseudonymise a code stands for them and the graph keeps its shape.\n\n"
        "  graphcrm privacy erase c6 --dry-run\n  graphcrm privacy erase c6 --pseudonymise --yes",
    ),
)
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
        _told(ws.privacy_erase(person, pseudonymise=pseudonymise, dry_run=True))
        _agreed(f"erase {shlex.quote(person)}{' --pseudonymise' if pseudonymise else ''}")
    done = ws.privacy_erase(person, pseudonymise=pseudonymise, dry_run=dry_run)
    if dry_run or yes:
        _told(done)
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


@command(
    "retain",
    Text(
        "清除超过保存期限的记录（config.toml 的 [retention]，以月计）：互动、评估、态度删除，离职者以代号代替；不能撤回。\n\n"
        "  graphcrm privacy retain --dry-run\n  graphcrm privacy retain --yes",
        "Let go of what has been kept for longer than [retention] of config.toml says, in months: interactions, assessments and "
        "attitudes go, whoever left is pseudonymised, and nothing brings it back.\n\n"
        "  graphcrm privacy retain --dry-run\n  graphcrm privacy retain --yes",
    ),
)
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


def _told(found: Erased) -> None:
    _counts(Text("删除", "erased"), found.gone)
    _counts(Text("改写", "rewritten"), found.rewritten)


def _counts(what: Text, counts: Sequence[tuple[Text, int]]) -> None:
    parts = joined(label + Text(f" {n}", f" {n}") for label, n in counts) if counts else Text("0", "0")
    say(Text("{what}（版本数）：{parts}", "{what} (versions): {parts}").format(what=what, parts=parts))


for _one in (export, object_, erase, retain):
    privacy.add_command(_one)
