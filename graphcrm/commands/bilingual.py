"""click in two languages: help, headings and usage errors follow ``--lang``, which is read before anything else."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphcrm.i18n import Lang, Text, default_lang
from graphcrm.model.choices import Choice

__all__ = [
    "BilingualCommand",
    "BilingualGroup",
    "ChoiceType",
    "command",
    "language",
    "option",
    "remember_language",
    "shared",
    "usage_text",
]

F = TypeVar("F", bound=Callable[..., Any])

_chosen: Lang | None = None


def language() -> Lang:
    """Language of this run."""
    return _chosen or default_lang()


def _help_language() -> Lang:
    return "en" if language() == "both" else language()


def remember_language(words: Sequence[str]) -> None:
    """Take the language from the command line before click looks at it, since help is printed while it parses."""
    global _chosen  # noqa: PLW0603 - one process is one run
    _chosen = None
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        value = following if word == "--lang" else word.partition("=")[2] if word.startswith("--lang=") else ""
        if value in ("zh", "en", "both"):
            _chosen = value  # type: ignore[assignment]


_WORDS = {
    "Usage": Text("用法:", "Usage: "),
    "Options": Text("选项", "Options"),
    "Commands": Text("命令", "Commands"),
    "help": Text("显示帮助", "Show this message and exit."),
}


class BilingualOption(click.Option):
    """An option whose help is a Text."""

    def __init__(self, *args: Any, text: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self.text.say(_help_language())
        return super().get_help_record(ctx)


if TYPE_CHECKING:
    _ClickChoice = click.Choice[str]
else:
    _ClickChoice = click.Choice  # generic from click 8.2 on


class ChoiceType(_ClickChoice):
    """A member of an enumeration, by its code or its Chinese or English label; its value is the code."""

    def __init__(self, members: type[Choice]) -> None:
        super().__init__([member.value for member in members])
        self.members = members

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        with contextlib.suppress(ValueError):
            return self.members.read(str(value)).value
        return super().convert(value, param, ctx)


class _Bilingual(click.Command):
    """`short` is the one line of the list of commands, the first line of `text` if not given."""

    def __init__(self, *args: Any, text: Text, short: Text | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        self.short = short

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_WORDS["Usage"].say(_help_language()))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        for line in self.text.say(_help_language()).split("\n"):
            formatter.write(f"  {line}\n" if line else "\n")

    def get_short_help_str(self, limit: int = 45) -> str:
        return (self.short or self.text).say(_help_language()).split("\n")[0]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [r for p in self.get_params(ctx) if (r := p.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(_WORDS["Options"].say(_help_language())):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _WORDS["help"].say(_help_language())
        return found


class BilingualCommand(_Bilingual):
    """A command whose help is a Text; its last lines are a working example."""


class BilingualGroup(_Bilingual, click.Group):
    """A group of commands; it accepts the global options too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not any(p.name == "workspace" for p in self.params):
            shared(self)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section(_WORDS["Commands"].say(_help_language())):
            formatter.write_dl(self.one_liners(ctx))

    def one_liners(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Name and one line of help of each command."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, made.get_short_help_str()) for name, made in found if made is not None]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if args and self.get_command(ctx, name) is None and not name.startswith("-"):
            import difflib

            near = difflib.get_close_matches(name, self.list_commands(ctx), 3)
            raise click.UsageError(
                Text(
                    f"没有命令“{name}”。" + (f"是否想用:{'、'.join(near)}?" if near else "用 --help 查看全部命令。"),
                    f"there is no command “{name}”. " + (f"Did you mean {', '.join(near)}?" if near else "See --help."),
                ).say(language()),
                ctx,
            )
        return super().resolve_command(ctx, args)


def option(*names: str | Text, **rest: Any) -> Callable[[F], F]:
    """An option with bilingual help: ``option("--top", Text("前几名", "how many rows"), type=int)``."""
    text = next(n for n in names if isinstance(n, Text))
    flags = [n for n in names if isinstance(n, str)]
    return click.option(*flags, cls=BilingualOption, text=text, **rest)


def command(name: str, text: Text) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with bilingual help."""
    return click.command(name, cls=BilingualCommand, text=text)


def shared(function: F) -> F:
    """``--workspace`` and ``--lang``, accepted before and after every command."""
    lang = option(
        "--lang",
        Text("语言", "language"),
        type=click.Choice(["zh", "en", "both"]),
        expose_value=False,
    )
    workspace = option(
        "--workspace",
        "-w",
        Text(
            "工作区文件(默认 $GRAPHCRM_WORKSPACE 或 ./workspace.graphcrm)",
            "workspace file (default $GRAPHCRM_WORKSPACE, then ./workspace.graphcrm)",
        ),
        expose_value=False,
        callback=_remember_workspace,
    )
    return lang(workspace(function))


def _remember_workspace(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.find_root().ensure_object(dict)["workspace"] = value


def usage_text(error: click.UsageError) -> Text:
    """What is wrong with the command line, and how to get help, in both languages."""
    path = error.ctx.command_path if error.ctx else "graphcrm"
    english = error.format_message()
    return Text(f"{_chinese(error)}\n用 “{path} --help” 查看用法。", f"{english}\nSee “{path} --help”.")


def _chinese(error: click.UsageError) -> str:
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        near = f"是否想用:{'、'.join(_words(error.possibilities))}?" if error.possibilities else ""
        return f"没有选项 {error.option_name}。{near}"
    if isinstance(error, click.MissingParameter):
        return f"缺少参数 {error.param.get_error_hint(error.ctx) if error.param and error.ctx else ''}"
    if isinstance(error, click.BadParameter):
        shown = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
        return f"参数 {shown} 的值无效:{_wrong_value(error)}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 需要一个值,或多给了值"
    return _extra(message) if "unexpected extra argument" in message else _MESSAGES.get(message, message)


#: Messages of click about the command line as a whole.
_MESSAGES = {"Missing command.": "请给出命令"}


def _extra(message: str) -> str:
    return "多出的参数:" + message[message.index("(") + 1 : message.rindex(")")]


def _wrong_value(error: click.BadParameter) -> str:
    """What click says of a value, by the type of its parameter."""
    kind = error.param.type if error.param else None
    if isinstance(kind, ChoiceType):
        return "应为 " + "、".join(f"{member.zh}({member.value})" for member in kind.members) + " 之一"
    if isinstance(kind, click.Choice):
        return "应为 " + "、".join(map(str, kind.choices)) + " 之一"
    if isinstance(kind, click.IntRange | click.FloatRange):
        low = "" if kind.min is None else f"{'大于' if kind.min_open else '不小于'} {kind.min} "
        high = "" if kind.max is None else f"{'小于' if kind.max_open else '不大于'} {kind.max} "
        return f"应为{low}{high}的{'整数' if isinstance(kind, click.IntRange) else '数'}".replace("为", "为 ", 1)
    return error.message


def _words(values: Iterable[str] | None) -> list[str]:
    return list(values or ())
