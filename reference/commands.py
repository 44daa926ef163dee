"""``commands.md``: what every command says with ``--help``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import dedent

import click

from graphcrm.asking.catalogue import catalogue
from graphcrm.commands.bilingual import BilingualCommand, BilingualGroup, BilingualOption
from graphcrm.commands.language import described
from graphcrm.commands.shell import COMMANDS, cli
from graphcrm.i18n import Lang, Text
from reference.markdown import anchor, block, cell, code, page, table

__all__ = ["commands_page"]

_TITLE = Text("命令", "Commands")
_LEAD = Text(
    "每个命令的 `--help` 说同样的话。退出码：0 完成，1 有发现（`--fail-on`），2 用法，3 输入有误，4 存储不可用，5 完整性受损。",
    "Every command says the same with `--help`. Exit codes: 0 done, 1 finding (`--fail-on`), 2 usage, 3 bad input, 4 store unavailable, "
    "5 integrity.",
)
_EVERYWHERE = Text("每个命令都接受的选项", "Options of every command")
_QUERIES = Text(
    "每个查询是一个子命令，其选项见[查询](queries.md)；此外都接受：",
    "Each query is a command of its own, with the options in [queries](queries.md) and these:",
)
_HEADS = (Text("选项", "option"), Text("取值", "takes"), Text("含义", "meaning"))
_REQUIRED = Text("必填", "required")
_REPEAT = Text("可多次", "repeatable")


def commands_page(lang: Lang) -> str:
    """The page."""
    names = [(name, described()[name]["line"].say(lang)) for name in COMMANDS]
    heads = [Text("命令", "command").say(lang), Text("作用", "what it does").say(lang)]
    return page(
        [
            f"# {_TITLE.say(lang)}",
            _LEAD.say(lang),
            *_told(cli.text, lang),
            table(heads, [[f"[{name}](#{anchor(f'graphcrm {name}')})", cell(text)] for name, text in names]),
            f"## {_EVERYWHERE.say(lang)}",
            _options(_everywhere(), lang),
            *(part for path, made in _commands(cli) for part in _section(path, made, lang)),
        ]
    )


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its path; the queries have a page of their own."""
    context = click.Context(group)
    for name in group.list_commands(context):
        made = group.get_command(context, name)
        if made is None:
            continue
        yield (*path, name), made
        if isinstance(made, click.Group) and name != "query":
            yield from _commands(made, (*path, name))


def _everywhere() -> list[click.Parameter]:
    return [p for p in cli.params if isinstance(p, BilingualOption)]


def _section(path: tuple[str, ...], made: click.Command, lang: Lang) -> Iterable[str]:
    if not isinstance(made, BilingualCommand | BilingualGroup):
        raise TypeError(f"{' '.join(path)} has no help in two languages")
    yield f"{'#' * (len(path) + 1)} graphcrm {' '.join(path)}"
    yield from _told(made.text, lang)
    arguments = " ".join(_argument(p) for p in made.params if isinstance(p, click.Argument))
    if arguments:
        yield Text("参数：", "Arguments: ").say(lang) + code(arguments)
    if path == ("query",):
        yield _options(_own(made), lang)
        yield _QUERIES.say(lang)
        yield _options(_of_every_query(), lang)
        return
    own = _own(made)
    if own:
        yield _options(own, lang)


def _told(text: Text, lang: Lang) -> Iterator[str]:
    """A help text: its sentences, and what is set in from the margin as it is typed."""
    lines = [line for line in text.say(lang).split("\n") if line]
    for kind, group in groupby(lines, key=_kind):
        told = dedent("\n".join(group))
        yield block(told, kind) if kind is not None else "\n".join(cell(line.strip()) for line in told.split("\n"))


def _kind(line: str) -> str | None:
    """The language of what is set in from the margin, None for a sentence."""
    if not line.startswith("  "):
        return None
    if line.strip().startswith("graphcrm "):
        return "sh"
    return "toml" if re.match(r"\s*(\[|\w+ = )", line) else "text"


def _own(made: click.Command) -> list[click.Parameter]:
    """The options of a command that not every command has."""
    common = {p.name for p in _everywhere()}
    return [p for p in made.params if isinstance(p, BilingualOption) and p.name not in common]


def _of_every_query() -> list[click.Parameter]:
    """What each query takes beside the options of its declaration."""
    query = next(iter(catalogue().values()))
    group = cli.get_command(click.Context(cli), "query")
    if not isinstance(group, click.Group):
        raise TypeError("query is no group")
    made = group.get_command(click.Context(group), query.name)
    declared = {o.key for o in query.options}
    return [p for p in _own(made) if p.name not in declared] if made is not None else []


def _options(options: Sequence[click.Parameter], lang: Lang) -> str:
    return table([h.say(lang) for h in _HEADS], [_option(o, lang) for o in options if isinstance(o, BilingualOption)])


def _option(option: BilingualOption, lang: Lang) -> list[str]:
    names = " ".join(map(code, option.opts)) + "".join(f" / {code(name)}" for name in option.secondary_opts)
    help_ = option.text
    for applies, note in ((option.required, _REQUIRED), (option.multiple, _REPEAT)):
        if applies and note.en not in help_.en:
            help_ += Text("（{note}）", " ({note})").format(note=note)
    value = "" if option.is_flag else " ".join(map(code, _value(option).strip("[]").split("|")))
    return [names, value, cell(help_.say(lang))]


def _value(parameter: click.Parameter) -> str:
    """What stands for a value in a usage line, the same with every version of click."""
    if parameter.metavar:
        return parameter.metavar
    if isinstance(parameter.type, click.Choice):
        return "|".join(str(choice) for choice in parameter.type.choices)
    words = {click.Path: "PATH", click.types.IntParamType: "N", click.types.FloatParamType: "NUMBER"}
    return next((word for kind, word in words.items() if isinstance(parameter.type, kind)), "TEXT")


def _argument(argument: click.Argument) -> str:
    name = argument.metavar or (
        f"{{{_value(argument)}}}" if isinstance(argument.type, click.Choice) else str(argument.name).upper()
    )
    if argument.metavar:
        return name
    name += "..." if argument.nargs == -1 else ""
    return name if argument.required else f"[{name}]"
