"""click in two languages: help, headings and usage errors follow ``--lang``, which is read before anything else."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphcrm.commands.language import CLICK, described, help_language, language
from graphcrm.errors import UsageError
from graphcrm.i18n import LANGUAGES, Text
from graphcrm.model.choice import Choice
from graphcrm.spoken import joined
from graphcrm.typed import workspace_given

__all__ = [
    "BilingualCommand",
    "BilingualGroup",
    "ChoiceType",
    "HelpWanted",
    "KindOf",
    "command",
    "group",
    "option",
    "shared",
    "usage_text",
]


F = TypeVar("F", bound=Callable[..., Any])

_HELP = Text("显示帮助", "show this help")
_NAMELESS = Text("{name}：名字是空的", "{name}: the name is empty")


class BilingualOption(click.Option):
    """An option whose help is a Text."""

    def __init__(self, *args: Any, text: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self.text.say(help_language())
        return super().get_help_record(ctx)


if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

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
        from graphcrm.near import did_you_mean, near

        codes = [member.value for member in self.members]
        if near(str(value), codes):
            said = Text("“{value}”不在可选值之中。", "“{value}” is not among its values. ").format(value=value)
            raise click.BadParameter((said + did_you_mean(str(value), codes)).say(language()), ctx, param)
        if help_language() == "zh":
            labels = "、".join(member.told.zh for member in self.members)
            raise click.BadParameter(f"{value!r} 应为 {labels} 之一", ctx, param)
        return super().convert(value, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        typed = incomplete.casefold()
        fits = [m for m in self.members if m.value.casefold().startswith(typed)]
        return [CompletionItem(m.value, help=m.label.say(language())) for m in fits]


class KindOf(click.types.StringParamType):
    """A word that names one of a few things; whoever gives none is told which there are."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = tuple(codes)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return Text("可用：{codes}", "There are {codes}").format(codes=joined(self.codes)).say(help_language())


_HEADING = Text("{heading}：", "{heading}:")

_EXIT_CODES = Text("退出码", "Exit codes")
_CODES = (
    (0, Text("完成", "done")),
    (1, Text("有发现", "a finding")),
    (2, Text("用法有误", "usage")),
    (3, Text("输入有误", "bad input")),
    (4, Text("存储不可用", "store unavailable")),
    (5, Text("数据损坏", "damaged data")),
    (70, Text("graphcrm 自身的故障", "a fault in graphcrm")),
)

#: What follows the first sentence of a line; the stop itself stays in Chinese, as in one of English.
_SENTENCE = re.compile(r"(?<=。).+|(?<=[a-z)]\.) .+")

#: A line of help that says what a word stands for.
_TERM = re.compile(r"  (?!graphcrm )\S+(?: \*)? {2,}")


class _Formatter(click.HelpFormatter):
    """click's help, but for headings with the colon of their language, and lists that count Chinese characters as terminals show them."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        usage = CLICK.gettext("Usage:")
        super().write_usage(prog, args, (f"{usage} " if usage.isascii() else usage) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADING.format(heading=heading).say(help_language())}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        from graphcrm.rendering.width import width
        from graphcrm.rendering.wrapping import wrap

        rows, margin = list(rows), " " * self.current_indent
        first = min(max(width(name) for name, _ in rows), col_max) + col_spacing
        for name, text in rows:
            lines = wrap(text, max(self.width - self.current_indent - first, 10))
            head, *more = wrap(name, self.width - self.current_indent)
            if more or width(head) > first - col_spacing:  # too long a name has lines of its own
                told = [head, *more, *(" " * first + line for line in lines)]
            else:
                gaps = [head + " " * (first - width(head)), *(" " * first for _ in lines[1:])]
                told = [gap + line for gap, line in zip(gaps, lines, strict=True)]
            self.write("".join(f"{margin}{line}".rstrip() + "\n" for line in told))


class _Context(click.Context):
    formatter_class = _Formatter


class _Bilingual(click.Command):
    """`words` are those of the command in ``help.toml``, unless its help is a `text` that is put together.

    `short` is the one line of the list of commands, the first line of the help if not given.
    """

    context_class = _Context

    def __init__(
        self, *args: Any, words: str = "", text: Text | None = None, short: Text | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._words, self._text, self.short = words, text, short

    @property
    def text(self) -> Text:
        """The help, read when somebody wants to read it."""
        return self._text or described()[self._words]["help"]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            left = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # the parser names no command
            raise
        for param in self.params:
            given = ctx.params.get(param.name or "")
            if isinstance(param.type, click.Path) and "" in (given if isinstance(given, tuple) else (given,)):
                # An empty name would stand for the current folder, as an unset variable of a shell gives it.
                raise UsageError(_NAMELESS.format(name=max(param.opts, key=len)))
        return left

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Sentences on lines of the terminal's width; what is set in from the margin stays as it is typed."""
        from graphcrm.rendering.wrapping import wrap

        formatter.write_paragraph()
        for line in self.text.say(help_language()).split("\n"):
            lead = _TERM.match(line)
            begins = len(lead[0]) if lead else 0
            whole = line[:1] in ("", " ") and not begins
            parts = [line] if whole else wrap(line[begins:], formatter.width - 2 - begins)
            parts = [(line[:begins] if n == 0 else " " * begins) + part for n, part in enumerate(parts)]
            formatter.write("".join(f"  {part}".rstrip() + "\n" for part in parts))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from graphcrm.rendering.wrapping import wrap

        with formatter.section(_EXIT_CODES.say(help_language())):
            finding = ctx.parent is None or any(param.name == "fail_on" for param in self.get_params(ctx))
            codes = [f"{code} {text.say(help_language())}" for code, text in _CODES if code != 1 or finding]
            told = ("；" if help_language() == "zh" else "; ").join(codes)
            formatter.write("".join(f"  {line}\n" for line in wrap(told, formatter.width - 2)))

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence, for a list of commands."""
        first = (self.short or self.text).say(help_language()).split("\n")[0]
        return _SENTENCE.sub("", first)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        for param in self.get_params(ctx):
            if isinstance(param, BilingualOption):
                param.help = param.text.say(help_language())
        return super().shell_complete(ctx, incomplete)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _HELP.say(help_language())  # it may have been made in the other language
        return found


class BilingualCommand(_Bilingual):
    """A command whose help is a Text; its last lines are a working example."""


class HelpWanted(click.UsageError):
    """A group was called without a command: its help is what there is to say. click calls this differently from line to line."""


#: Mark of a line, being completed, in which a command stands that there is not.
_UNKNOWN = "graphcrm.unknown"


class BilingualGroup(_Bilingual, click.Group):
    """A group of commands; it accepts the global options too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not any(p.name == "workspace" for p in self.params):
            shared(self)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            raise HelpWanted(ctx.get_help(), ctx)
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(CLICK.gettext("Commands")):
            formatter.write_dl(self.one_liners(ctx))

    def one_liners(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Name and one line of help of each command."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, made.get_short_help_str()) for name, made in found if made is not None]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands with their line of help, told without loading them; then options."""
        from click.shell_completion import CompletionItem

        if _UNKNOWN in ctx.meta:
            return []
        fits = [(name, line) for name, line in self.one_liners(ctx) if name.startswith(incomplete)]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(CompletionItem(name, help=line) for name, line in fits), *options]

    def meant(self, name: str) -> str | None:
        """The command of this group that a word stands for which people have from elsewhere; none by default."""
        return None

    def unknown(self, ctx: click.Context) -> tuple[None, None, list[str]]:
        """No command: after it a shell is offered nothing."""
        ctx.meta[_UNKNOWN] = True
        return None, None, []

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if ctx.resilient_parsing and self.get_command(ctx, name) is None:
            return self.unknown(ctx)
        if args and self.get_command(ctx, name) is None and not name.startswith("-"):
            from graphcrm.near import did_you_mean, near

            known = [meant] if (meant := self.meant(name)) else self.list_commands(ctx)
            said = Text("没有命令“{name}”。", "there is no command “{name}”.").format(name=name)
            if near(meant or name, known):  # else the line below it, which names --help, is all that can be said
                said = Text("{said}{hint}", "{said} {hint}").format(said=said, hint=did_you_mean(meant or name, known))
            raise click.UsageError(said.say(language()), ctx)
        return super().resolve_command(ctx, args)


def option(*names: str | Text, **rest: Any) -> Callable[[F], F]:
    """An option with bilingual help: ``option("--top", Text("前几名", "how many rows"), type=int)``."""
    text = next(n for n in names if isinstance(n, Text))
    flags = [n for n in names if isinstance(n, str)]
    return click.option(*flags, cls=BilingualOption, text=text, **rest)


def command(
    words: str, text: Text | None = None, cls: type[BilingualCommand] = BilingualCommand, **rest: Any
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command by its words, such as ``store check``."""
    return click.command(words.split()[-1], cls=cls, words=words, text=text, **rest)


def group(
    words: str, cls: type[BilingualGroup] = BilingualGroup, **rest: Any
) -> Callable[[Callable[..., Any]], BilingualGroup]:
    """A group of commands."""
    return click.group(words, cls=cls, words=words, **rest)


def shared(function: F) -> F:
    """``--workspace`` and ``--lang``, accepted before and after every command."""
    lang = option(
        "--lang",
        Text("语言", "language"),
        type=click.Choice(LANGUAGES),
        expose_value=False,
    )
    workspace = option(
        "--workspace",
        "-w",
        Text(
            "工作区文件（默认 $GRAPHCRM_WORKSPACE 或 ./workspace.graphcrm）",
            "workspace file (default $GRAPHCRM_WORKSPACE, then ./workspace.graphcrm)",
        ),
        expose_value=False,
        callback=_remember_workspace,
    )
    # A function's options are read from the outermost in, those of a command that is made already as they come.
    return workspace(lang(function)) if isinstance(function, click.Command) else lang(workspace(function))


def _remember_workspace(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        root = ctx.find_root()
        root.ensure_object(dict)["workspace"] = value
        if not ctx.resilient_parsing:  # a line that is completed is not run
            workspace_given(value)
            root.call_on_close(lambda: workspace_given(None))


def usage_text(error: click.UsageError) -> str:
    """What is wrong with the command line, and how to get help; click's part of it is English where the run is in both languages."""
    path = error.ctx.command_path if error.ctx else "graphcrm"
    help_ = Text(f"用 “{path} --help” 查看用法。", f"See “{path} --help”.")
    said = error.format_message()
    if help_language() == "zh":  # click ends and joins its sentences as English has them
        said = said.replace("。 ", "。").replace("'. ", "'。").removesuffix(".")
    return f"{said}\n{help_.say(help_language())}"
