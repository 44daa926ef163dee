"""``graphcrm query``: ask a named question. Each query is a command of its own, made of its declaration."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from graphcrm.asking.options import Kind, Option, common
from graphcrm.commands.asked import FORMATS, AskingCommand, Output, declared, output_options, show
from graphcrm.commands.bilingual import BilingualGroup, group, option, shared
from graphcrm.commands.giving import form_option
from graphcrm.commands.language import language
from graphcrm.commands.progress import progress_shown
from graphcrm.commands.session import (
    anonymise_options,
    named_or_not,
    remember_workspace,
    say,
    tell,
    workspace,
    workspace_url,
)
from graphcrm.errors import GraphcrmError, InputError, UsageError
from graphcrm.i18n import Text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result
    from graphcrm.workspace.door import Workspace

__all__ = ["query"]


_SAVE = Text(
    "以此名称保存这一设想（已有则需 --force）；事实不变",
    "keep the scenario under this name (over an existing one with --force); the facts stay as they are",
)
_FAIL_ON = Text("有结果行则退出码为 1", "leave with code 1 if there is any row")


class _Queries(BilingualGroup):
    """The queries of the catalogue as commands, the team's own included; options may stand before the name, too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        remember_workspace(ctx, args)
        whole = any(word == "--all" or word.partition("=")[0] == "--find" for word in args)
        if args and args[0].startswith("-") and not whole and (at := _name_at(args, self._flags(ctx))):
            args = [args[at], *args[:at], *args[at + 1 :]]
        return super().parse_args(ctx, args)

    def _flags(self, ctx: click.Context) -> Container[str]:
        """Options that no value follows, of whatever query will be named."""
        options = [p for query in _sound(ctx) for p in _command(query).get_params(ctx)]
        flags = [p for p in options if isinstance(p, click.Option) and p.is_flag]
        return {name for flag in flags for name in (*flag.opts, *flag.secondary_opts)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_asked(ctx).catalogue)

    def one_liners(self, ctx: click.Context) -> list[tuple[str, str]]:
        broken: list[InputError] = []
        found = [(q.name, q.question.say(language())) for q in _sound(ctx, broken.append)]
        for error in broken:
            tell(error.text)
        return found

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


def _sound(ctx: click.Context, broken: Callable[[InputError], object] = lambda _: None) -> Iterable[Query]:
    """The queries of a workspace without those of the team that break a rule: help is shown for all others."""
    from graphcrm.asking.catalogue import catalogue

    return catalogue(_asked(ctx).own_queries, broken).values()


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
        source, save = named_or_not(given, force=given["force"]), given.pop("save", None)
        force, output = given["force"], Output.taken(given)
        fail_on = given.pop("fail_on")
        with progress_shown():
            result = source.save_scenario(save, force=force, **given) if save else source.query(wanted.name, **given)
        if save is not None:
            tell(Text("已保存设想“{name}”", "scenario “{name}” saved").format(name=save))
        show(result, output, explain=bool(given.get("explain")))
        return 1 if fail_on and _fails(result, wanted, fail_on) else 0

    made = AskingCommand(
        wanted.name,
        callback=ask,
        text=_help(wanted),
        short=wanted.question,
        asks=wanted,
    )
    kept = (option("--save", _SAVE, metavar="NAME"),) if wanted.name == "what-if" else ()
    for decorate in (
        *(declared([one]) for one in wanted.options),
        *kept,
        anonymise_options,
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
        f"有结果行（或状态为 {'、'.join(states)} 的行，后者包括前者）则退出码为 1",
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
        f"{wanted.question.zh}（{wanted.number}）\n\n各列：{' ‖ '.join(columns)}\n\n  {example}",
        f"{wanted.question.en} ({wanted.number})\n\nColumns: {' ‖ '.join(names)}\n\n  {example}",
    )


#: What the questions of a whole account are asked with.
_WHERE = ("account", "opportunity", "as_of", "vendor", "edition", "seed", "no_derived", "min_confidence", "signed")
#: What some questions cannot do without.
_NEEDED = (
    Option("to", Kind.PERSON, Text("要接触或要看其决策链的人", "whom to reach, or whose chain to see")),
    Option("person", Kind.PERSON, Text("卡片和解释说的是谁", "whom the card and the explanation are about")),
    Option("since", Kind.DAY, Text("与哪一天比较", "the day to compare with")),
    Option("ours", Kind.PERSON, Text("交接：我方哪位交出", "who of ours hands over")),
    Option("owner", Kind.PERSON, Text("摘要给我方哪位", "whose digest of ours")),
)
_ONLY_ALL = Text(
    "选项 {flag} 属于某个查询或 --all:graphcrm query NAME …，或 graphcrm query --all -o …",
    "{flag} belongs to a query or to --all: graphcrm query NAME …, or graphcrm query --all -o …",
)


@group("query", cls=_Queries, invoke_without_command=True)
@option(
    "--find",
    Text("按想知道的事找问题，如“谁反对”", "find the question by what you want to know, such as “who blocks”"),
    metavar="WORDS",
)
@option(
    "--all", "every", Text("一个客户的全部答案，写入 -o", "every answer of an account, written to -o"), is_flag=True
)
@option(
    "--output",
    "-o",
    Text("--all 写到哪里：文件夹，或 .xlsx 文件", "where --all goes: a folder, or a file that ends in .xlsx"),
    type=click.Path(),
)
@option("--force", Text("覆盖已有文件", "overwrite existing files"), is_flag=True)
@declared([*map(common, _WHERE), *_NEEDED])
@form_option(
    *FORMATS,
    text=Text(
        "清单的格式；--all 时文件夹中各文件的格式（默认 csv）",
        "format of the list; with --all of the files in the folder (default csv)",
    ),
    default=None,
)
@anonymise_options
@click.pass_context
def query(ctx: click.Context, /, find: str | None, every: bool, output: str | None, force: bool, **given: Any) -> int:
    form = given.pop("form")
    asked = {name: value for name, value in given.items() if value}
    if every and find is None and ctx.invoked_subcommand is None:
        return _all(output, asked, form, force)
    stray = [*asked, *(("output",) if output else ()), *(("force",) if force else ())]
    if stray or every:
        flag = f"--{(stray or ['all'])[0].replace('_', '-')}"
        raise UsageError(_ONLY_ALL.format(flag=flag))
    if ctx.invoked_subcommand is not None:
        return 0
    from graphcrm.commands.printing import print_catalogue

    known = workspace().catalogue.values()
    if form == "html":
        raise UsageError(Text("清单没有 html 格式", "the list has no html format"))
    print_catalogue(known if find is None else _found(known, find), form or "table")
    return 0


def _found(known: Iterable[Query], words: str) -> Sequence[Query]:
    """The questions that fit; what was read for a word that none has is told beside them."""
    from graphcrm.asking.search import find_questions

    found = find_questions(known, words)
    for word, instead in found.instead.items():
        text = Text("没有问题提到“{word}”，改找“{instead}”", "no question speaks of “{word}”; looked for “{instead}”")
        tell(text.format(word=word, instead=instead[0]))
    return found.queries


def _all(output: str | None, asked: dict[str, Any], form: str | None, force: bool) -> int:
    """Every answer of an account; what could not be answered is counted, and stands with its reason in the index."""
    if output is None:
        raise UsageError(
            Text("--all 需要 -o：文件夹，或 .xlsx 文件", "--all needs -o: a folder, or a file that ends in .xlsx")
        )
    source = named_or_not(asked := {"anonymise": False, "codes": None, **asked}, force=force)
    _, answers = source.write_answers(output, form=form or "csv", lang=language(), force=force, **asked)
    silent = sum(isinstance(one.found, Text) for one in answers)
    text = Text(
        "已写入 {path}：{n} 个问题有答案；{m} 个没有，原因在目录中",
        "{path} written: {n} questions answered; {m} not, for the reasons in the index",
    )
    say(text.format(path=output, n=len(answers) - silent, m=silent))
    return 0
