"""Command-line options that come from a query's declaration, and what every answer's output may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphcrm.asking.options import Kind, Option, common
from graphcrm.asking.parameters import called, not_taken
from graphcrm.commands.bilingual import BilingualCommand, option
from graphcrm.commands.completing import completer, labels
from graphcrm.commands.giving import file_written, force_option, form_option
from graphcrm.commands.language import language
from graphcrm.commands.session import say
from graphcrm.errors import UsageError
from graphcrm.files import refuse_existing, write_whole
from graphcrm.i18n import Text
from graphcrm.near import near

if TYPE_CHECKING:
    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result

__all__ = ["FORMATS", "AskingCommand", "Output", "declared", "output_options", "page_options", "show"]


F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("table", "csv", "json", "html")
#: A workbook is a file and nothing to print, so it has an ending and no name among the formats.
_ENDINGS = {".csv": "csv", ".json": "json", ".html": "html", ".htm": "html", ".txt": "table", ".xlsx": "xlsx"}
_METAVARS = {
    Kind.PERSON: "PERSON",
    Kind.HOLDER: "ID",
    Kind.ORG: "ID",
    Kind.OPPORTUNITY: "ID",
    Kind.WHOLE: "N",
    Kind.NUMBER: "NUMBER",
    Kind.DAY: "DATE",
    Kind.CHANGE: "CHANGE",
}


def declared(options: Iterable[Option]) -> Callable[[F], F]:
    """click's options for those of a query. They take any text; what it means is read where every caller's values are."""

    def decorate(command: F) -> F:
        for one in reversed([*options]):
            command = _declared(one)(command)
        return command

    return decorate


def _declared(one: Option) -> Callable[[F], F]:
    if one.kind is Kind.FLAG:
        return option(one.flag, one.key, one.help, is_flag=True)
    metavar = f"[{'|'.join(one.choices)}]" if one.choices else _METAVARS.get(one.kind, "TEXT")
    complete = labels(one.choices) if one.choices else completer(one.kind, one.name)
    return option(one.flag, one.key, one.help, multiple=one.repeat, metavar=metavar, shell_complete=complete)


def page_options(*more: str) -> list[Option]:
    """Of whom, on which day and for whose eyes a page is; it is made to be handed on, so that colleagues may see what is in it."""
    shown = Text("给谁看（默认 shared，同事）", "for whose eyes (default shared, colleagues)")
    names = ("account", "opportunity", "as_of", "vendor", "edition", *more)
    return [replace(common(name), help=shown) if name == "edition" else common(name) for name in names]


class AskingCommand(BilingualCommand):
    """A command that asks a query: what the query does not take is refused in the words of the workspace."""

    def __init__(self, *args: Any, asks: Query, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.asks = asks

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            mine = [o.flag for o in self.asks.options]
            ours = [name for p in self.params for name in p.opts if name not in mine]
            found = near(error.option_name, [*mine, *ours], 1)
            if (found and found[0] in ours) or not error.option_name.startswith("--"):
                raise  # --formt: a matter of the command, of which the query knows nothing
            name = error.option_name.removeprefix("--")
            raise UsageError(not_taken(self.asks.options, name, called(self.asks))) from error


class Output:
    """Where an answer goes, and in which format: that of ``--format``, else what the file's ending says."""

    def __init__(
        self,
        form: str | None = None,
        output: str | None = None,
        force: bool = False,
        bom: bool | None = None,
        wide: bool = False,
        *,
        endings: Mapping[str, str] = _ENDINGS,
    ) -> None:
        self.path = Path(output) if output else None
        ending = self.path.suffix.lower() if self.path else ""
        if self.path and form is None and ending not in endings:
            raise UsageError(
                Text(
                    f"看不出 {output} 的格式：文件名应以 {'、'.join(endings)} 结尾，或用 --format 指定",
                    f"the format of {output} is not clear: let the name end in {', '.join(endings)}, or say --format",
                )
            )
        if self.path:
            refuse_existing(self.path, force=force)
        self.form = form or endings.get(ending) or endings[".txt"]
        self.bom = bom if bom is not None else self.path is not None and self.form == "csv"
        self.wide = wide

    @classmethod
    def taken(cls, given: dict[str, Any]) -> Output:
        """The output that was asked for; its options are taken out of the given ones."""
        return cls(*(given.pop(name) for name in ("form", "output", "force", "bom", "wide")))

    def write(self, content: str | bytes) -> None:
        """Write the file that was named, text with a last end of line, and say so."""
        assert self.path is not None
        write_whole(self.path, f"{content}\n" if isinstance(content, str) and content[-1:] != "\n" else content)
        say(file_written(self.path))


def output_options(function: F) -> F:
    """``--format``, ``--output``, ``--force``, ``--bom``, ``--wide`` of every command that prints an answer."""
    for decorate in (
        option("--wide", Text("表格不折行", "do not wrap the table"), is_flag=True),
        option(
            "--bom/--no-bom",
            "bom",
            Text(
                "CSV 带字节顺序标记，供 Windows 版 Excel（写入 .csv 文件时默认带）",
                "a byte-order mark for Excel on Windows (default where -o names a .csv file)",
            ),
            default=None,
        ),
        force_option,
        option(
            "--output",
            "-o",
            "output",
            Text(
                "写入此文件，格式看结尾（.csv .json .html .txt .xlsx）",
                "write to this file, in the format of its ending (.csv .json .html .txt .xlsx)",
            ),
            type=click.Path(),
        ),
        form_option(*FORMATS, text=Text("输出格式（默认 table）", "output format (default table)"), default=None),
    ):  # fmt: skip
        function = decorate(function)
    return function


def show(result: Result, output: Output, *, explain: bool = False) -> None:
    """Print an answer once, or write it to the file that was named."""
    from graphcrm.commands.printing import print_result, rendered

    if output.path is None:
        print_result(result, output.form, explain=explain, wide=output.wide, bom=output.bom)
        return
    if output.form == "xlsx":
        from graphcrm.rendering.workbook import as_workbook

        output.write(as_workbook(result, language(), explain=explain))
        return
    output.write(rendered(result, output.form, explain=explain, wide=True, bom=output.bom))
