"""The root command: finds and imports the command that was asked for, and turns errors into exit codes, once.

0 done · 1 finding (with ``--fail-on``) or a fault of ours · 2 usage · 3 bad input · 4 store unavailable · 5 integrity.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import click

from graphcrm.acknowledged import acknowledged, begin, interruption
from graphcrm.commands.bilingual import BilingualGroup, HelpWanted, group, option, shared, usage_text
from graphcrm.commands.language import described, language, remember_language
from graphcrm.errors import GraphcrmError, InterruptedAfter
from graphcrm.i18n import Text
from graphcrm.typed import addressed

__all__ = ["COMMANDS", "cli", "run"]


#: Name and where it is implemented ("module:attribute"), in the order in which a newcomer needs them.
COMMANDS: dict[str, str] = {
    "demo": "demo:demo",
    "init": "init:init",
    "import": "importing:import_",
    "validate": "importing:validate",
    "network": "network:network",
    "query": "query:query",
    "scenario": "scenario:scenario",
    "map": "map:map_",
    "export": "exporting:export",
    "report": "report:report",
    "brief": "brief:brief",
    "portfolio": "portfolio:portfolio",
    "list": "list:list_",
    "privacy": "privacy:privacy",
    "duplicates": "duplicates:duplicates",
    "rank": "rank:rank",
    "edit": "edit:edit",
    "digest": "digest:digest",
    "accept": "accept:accept",
    "assess": "assess:assess",
    "log": "log:log",
    "history": "history:history",
    "undo": "history:undo",
    "redo": "history:redo",
    "store": "store:store",
    "cypher": "cypher:cypher",
    "explain": "explain:explain_",
    "settings": "settings:settings",
    "doctor": "doctor:doctor",
}


_NO_MEMORY = Text(
    "内存不足，没有写入半成品；请关闭其他程序后重试",
    "there is not enough memory; nothing half-written. Close other programs and try again",
)
_CUT_OFF = Text(
    "{file} 已损坏，可能是写入时磁盘已满；请删除这个文件后重试，Python 会重新生成",
    "{file} is damaged, perhaps because the disk was full when it was written; delete it and try again: Python makes it anew",
)
_INTERRUPTED = Text(
    "已中断；没有写入任何改动，也没有写入半成品。", "interrupted; no change was stored, and nothing is half-written."
)


class ReaderGone(Exception):
    """Whoever read our output has enough of it, as ``head`` has after its lines: no fault of ours, and none of theirs."""


@contextmanager
def _read_by_somebody() -> Iterator[None]:
    """click would leave with code 1 when the reader is gone; here it is an end like any other."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error


class Root(BilingualGroup):
    """Loads a command when it is needed; `graphcrm --help` imports none of them."""

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **rest: Any) -> click.Context:
        if rest.get("resilient_parsing"):  # a shell completes a line that has not been run
            remember_language(args)
        with _read_by_somebody():
            return super().make_context(info_name, args, *more, **rest)

    def invoke(self, ctx: click.Context) -> Any:
        with _read_by_somebody():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"graphcrm.commands.{module}"), attribute)
        return command

    def one_liners(self, ctx: click.Context) -> list[tuple[str, str]]:
        return [(name, described()[name]["line"].say(language())) for name in COMMANDS]


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"graphcrm {version('graphcrm')}")
        ctx.exit()


@group("graphcrm", cls=Root, context_settings={"help_option_names": ["-h", "--help"]})
@option(
    "--version",
    Text("显示版本", "show the version"),
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
)
@option("--debug", Text("出错时显示完整回溯", "show tracebacks"), is_flag=True)
@shared
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    ctx.ensure_object(dict)["debug"] = debug


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; nothing is raised."""
    _open_closed_streams()
    begin()
    words = list(sys.argv[1:] if args is None else args)
    remember_language(words)
    debug = "--debug" in words
    words = [w for w in words if w != "--debug"]
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")
    state: dict[str, Any] = {}
    try:
        result = cli.main(args=words, prog_name="graphcrm", standalone_mode=False, obj=state)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except HelpWanted as error:
        with suppress(BrokenPipeError):
            click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        say(usage_text(error))
        return 2
    except click.ClickException as error:
        say(error.format_message())
        return error.exit_code
    except GraphcrmError as error:
        if debug:
            raise
        say(error.text, state.get("workspace"))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as stop:
        if isinstance(stop.__cause__, EOFError):  # click takes any for a Ctrl-D, which has no cause
            return _fault(stop.__cause__, debug)
        return _interrupted(stop, state.get("workspace"))
    except (ReaderGone, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MemoryError:
        say(_NO_MEMORY)
        return 4
    except OSError as error:
        if debug:
            raise
        say(_refused(error))
        return 4
    except Exception as error:
        if interruption(error):
            return _interrupted(error, state.get("workspace"))
        return _fault(error, debug)


def _fault(error: Exception, debug: bool) -> int:
    """Tell of what nobody foresaw; the exit code."""
    if debug:
        raise error
    if isinstance(error, ImportError) and "failed to map" in str(error):  # how the loader of libraries says it
        say(_NO_MEMORY)
        return 4
    if file := _cut_off(error):
        say(_CUT_OFF.format(file=file))
        return 4
    say(
        Text(
            f"程序内部错误（{type(error).__name__}: {error}）；请加 --debug 重试并报告。",
            f"a fault in graphcrm ({type(error).__name__}: {error}); run again with --debug and report it.",
        )
    )
    return 70  # as sysexits.h has it: no finding, for which --fail-on says 1


def _cut_off(error: Exception) -> str:
    """The file of compiled code that Python cannot load; "" for any other error. A full disk keeps half of one, unnoticed."""
    from traceback import walk_tb

    *_, frame = [frame for frame, _ in walk_tb(error.__traceback__)]
    return str(frame.f_locals.get("bytecode_path") or "") if frame.f_code.co_name == "_compile_bytecode" else ""


def _interrupted(error: BaseException, workspace: str | None) -> int:
    """Tell whoever interrupted what counts already; the exit code."""
    stop = interruption(error)
    say(stop.text if isinstance(stop, InterruptedAfter) else acknowledged() or _INTERRUPTED, workspace)
    return 130


def _open_closed_streams() -> None:
    """Give what we print to a place if there is none (``>&-``)."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  (open as long as we run)


def _refused(error: OSError) -> Text:
    try:
        os.getcwd()
    except OSError:
        return Text(
            "当前文件夹已不存在；请换到一个存在的文件夹再运行",
            "the current folder no longer exists; change to one that does and run this again",
        )
    from graphcrm.files import reason

    if _in_vain(error):
        return Text(
            "输出写不出去（{why}）；此前已经存入的内容都在",
            "the output cannot be written: {why}. What this command stored before that is stored",
        ).format(why=reason(error))
    file = f"{error.filename}: " if error.filename else ""
    return Text(
        "系统拒绝了这一步（{file}{why}）；请检查路径、权限和磁盘空间",
        "the system refused: {file}{why}. Check the path, the permissions and the free space",
    ).format(file=file, why=reason(error))


def _in_vain(error: OSError) -> bool:
    """Whether it was something printed that found no room: what the command does is done before it says so."""
    from traceback import walk_tb

    return any(frame.f_code is click.echo.__code__ for frame, _ in walk_tb(error.__traceback__))


def say(text: Text | str, workspace: str | None = None) -> None:
    """A message to the person at the terminal, about the workspace of this run; where there is no room, the exit code says it alone."""
    line = addressed(text if isinstance(text, str) else text.say(language()), workspace)
    with suppress(OSError):
        click.echo(("错误：" if language() == "zh" else "Error: ") + clean(line), err=True)


def clean(line: str) -> str:
    """Text without control characters, so that data can never move the cursor or colour the terminal."""
    from graphcrm.harmless import harmless

    return harmless(line, keep="\n")
