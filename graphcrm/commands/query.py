"""``graphcrm query``: ask a named question. Each query is a command of its own, made of its declaration."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from graphcrm.commands.asked import AskingCommand, Output, declared, output_options, show
from graphcrm.commands.bilingual import BilingualGroup, language, option, shared
from graphcrm.commands.session import remember_workspace, workspace, workspace_url
from graphcrm.errors import GraphcrmError
from graphcrm.i18n import Text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result
    from graphcrm.workspace.door import Workspace

__all__ = ["query"]

_FAIL_ON = Text("有结果行则退出码为 1", "leave with code 1 if there is any row")


class _Queries(BilingualGroup):
    """The queries of the catalogue as commands, the team's own included; options may stand before the name, too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        remember_workspace(ctx, args)
        if args and args[0].startswith("-") and (at := _name_at(args, self._flags(ctx))):
            args = [args[at], *args[:at], *args[at + 1 :]]
        return super().parse_args(ctx, args)

    def _flags(self, ctx: click.Context) -> Container[str]:
        """Options that no value follows, of whatever query will be named."""
        options = [p for query in _asked(ctx).catalogue.values() for p in _command(query).get_params(ctx)]
        flags = [p for p in options if isinstance(p, click.Option) and p.is_flag]
        return {name for flag in flags for name in (*flag.opts, *flag.secondary_opts)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_asked(ctx).catalogue)

    def one_liners(self, ctx: click.Context) -> list[tuple[str, str]]:
        return [(q.name, q.question.say(language())) for q in _asked(ctx).catalogue.values()]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of queries; numbers when one is begun."""
        from click.shell_completion import CompletionItem

        with suppress(GraphcrmError):
            if re.fullmatch(r"[Qq]\d*", incomplete):
                numbered = [q for q in _asked(ctx).catalogue.values() if q.number.startswith(incomplete.upper())]
                return [CompletionItem(q.number, help=f"{q.name}: {q.question.say(language())}") for q in numbered]
            return super().shell_complete(ctx, incomplete)
        return []

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from graphcrm.asking.catalogue import find_query

        return _command(find_query(cmd_name, _asked(ctx).own_queries))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            command = self.get_command(ctx, args[0])
        except GraphcrmError:
            if not ctx.resilient_parsing:  # a shell completes a line: whatever is wrong with it is not said there
                raise
            return self.unknown(ctx)
        return args[0], command, args[1:]


def _asked(ctx: click.Context) -> Workspace:
    """The workspace of a command line, which may be one that is being completed."""
    return workspace(workspace_url(ctx))


def _name_at(args: Sequence[str], flags: Container[str]) -> int | None:
    """Where the name stands: the first word that is neither an option nor the value of one."""
    value_follows = False
    for at, word in enumerate(args):
        if value_follows:
            value_follows = False
        elif word.startswith("-") and word != "-":
            value_follows = word not in flags and "=" not in word
        else:
            return at
    return None


def _command(wanted: Query) -> click.Command:
    """The command of one query."""

    def ask(**given: Any) -> int:
        output = Output.taken(given)
        fail_on = given.pop("fail_on")
        result = workspace().query(wanted.name, **given)
        show(result, output, explain=bool(given.get("explain")))
        return 1 if fail_on and _fails(result, wanted, fail_on) else 0

    made = AskingCommand(
        wanted.name,
        callback=ask,
        params=declared(wanted.options),
        text=_help(wanted),
        short=wanted.question,
        asks=wanted,
    )
    for decorate in (
        output_options,
        option("--fail-on", _fail_on(wanted), type=click.Choice(["rows", *wanted.fail_on])),
        shared,
    ):
        decorate(made)
    return made


def _fail_on(wanted: Query) -> Text:
    if not wanted.fail_on:
        return _FAIL_ON
    states = wanted.fail_on
    return Text(
        f"有结果行(或状态为 {'、'.join(states)} 的行,后者包括前者)则退出码为 1",
        f"leave with code 1 if there is any row, or any whose state is {', '.join(states)} (each includes those before it)",
    )


def _fails(result: Result, wanted: Query, fail_on: str) -> bool:
    """Whether there is any row, or any in the state that was named or in a graver one."""
    if fail_on not in wanted.fail_on:
        return bool(result.rows)
    states = wanted.fail_on[: wanted.fail_on.index(fail_on) + 1]
    return any(row.get("state") in states for row in result.rows)


def _help(wanted: Query) -> Text:
    needed = " ".join(f"{o.flag} {'c2' if o.kind == 'person' else '2026-03-31'}" for o in wanted.options if o.required)
    example = f"graphcrm query {wanted.name} --account HY --as-of 2026-06-30 {needed}".rstrip()
    columns = ["、".join(c.heading.zh for c in group) for group in wanted.groups]
    names = [", ".join(c.name for c in group) for group in wanted.groups]
    return Text(
        f"{wanted.question.zh}({wanted.number})\n\n各列:{' ‖ '.join(columns)}\n\n  {example}",
        f"{wanted.question.en} ({wanted.number})\n\nColumns: {' ‖ '.join(names)}\n\n  {example}",
    )


@click.group(
    "query",
    cls=_Queries,
    invoke_without_command=True,
    text=Text(
        "问一个有名字(或编号)的问题;不给名字则列出全部问题。\n\n"
        "  graphcrm query key-influencers --account HY --as-of 2026-06-30\n"
        "  graphcrm query Q04 --to c2 --format json",
        "Ask a question by its name or number; without a name, list the questions.\n\n"
        "  graphcrm query key-influencers --account HY --as-of 2026-06-30\n"
        "  graphcrm query Q04 --to c2 --format json",
    ),
)
@option("--format", "form", Text("清单格式", "format of the list"), type=click.Choice(["table", "csv", "json"]))
@click.pass_context
def query(ctx: click.Context, form: str | None) -> int:
    if ctx.invoked_subcommand is None:
        from graphcrm.commands.printing import print_catalogue

        print_catalogue(workspace().catalogue.values(), form or "table")
    return 0
