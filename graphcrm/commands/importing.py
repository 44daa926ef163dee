"""``graphcrm import`` and ``graphcrm validate``: tables into the workspace, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphcrm.commands import guessing
from graphcrm.commands.bilingual import ChoiceType, command, option, shared
from graphcrm.commands.language import language
from graphcrm.commands.problems import conclude, print_corrections, print_problems, problems_option
from graphcrm.commands.progress import progress_bar
from graphcrm.commands.session import say, tell, workspace
from graphcrm.errors import UsageError
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.model.choices import Source
from graphcrm.workspace.changing import Outcome, Refused

if TYPE_CHECKING:
    pass

__all__ = ["dry_run_option", "import_", "report", "validate"]


#: What is said after the errors of a change, unless the command knows more.
NOTHING_WRITTEN = Text("未写入任何内容：请改正后重试", "nothing was written: correct the errors and try again")
_NOTHING_IMPORTED = Text(
    "未导入任何内容：请改正错误，或用 --accept-valid 只收合格的行",
    "nothing was imported: correct the errors, or take the good rows with --accept-valid",
)


F = TypeVar("F", bound=Callable[..., Any])


#: Of every command that changes facts.
dry_run_option = option("--dry-run", Text("只检查，不写入", "check only, write nothing"), is_flag=True)


def _reading(function: F) -> F:
    """How files are read, and what fills their gaps: the same for a check as for an import."""
    for one in (
        problems_option,
        option("--today", Text("导入日（默认今天）", "day of the import (default today)")),
        option(
            "--currency",
            Text(
                "补货币（默认取自 config.toml，否则 CNY）",
                "currency where a row has none (default: that of config.toml, else CNY)",
            ),
        ),
        option("--observed-at", Text("补观察日期", "day of observation where a row has none")),
        option("--reported-by", Text("补报告人", "reporter where a row has none")),
        option("--source", Text("补来源类型", "source where a row has none"), type=ChoiceType(Source)),
        option(
            "--mapping",
            Text(
                "别人的表、别的系统的导出代表什么：TOML 文件，或系统名如 salesforce",
                "what other people's sheets and exports stand for: a TOML file, or the name of a system such as salesforce",
            ),
            type=click.Path(),
        ),
        option(
            "--decimal",
            Text("小数点是“.”还是“,”（文件自己说不清时）", "decimal sign, where the files do not tell"),
            type=click.Choice([".", ","]),
        ),
        option(
            "--date-order",
            Text(
                "03/05/2026 是日在前（dmy）还是月在前（mdy）",
                "which comes first in 03/05/2026: day (dmy) or month (mdy)",
            ),
            type=click.Choice(["dmy", "mdy"]),
        ),
        option(
            "--encoding",
            Text("文本文件的编码（默认自动识别）", "encoding of text files (recognised by default)"),
            metavar="NAME",
        ),
        option(
            "--as",
            Text("文件里是我方谁的联系人（编号）", "whose contacts the files hold (id of one of ours)"),
            "as_person",
        ),
        option(
            "--questions", Text("已作答的问题（CSV）", "the answered questions (CSV)"), "answers", type=click.Path()
        ),
    ):
        function = one(function)
    return function


@command("import")
@click.argument("paths", nargs=-1, type=click.Path())
@option(
    "--guess",
    Text("识别任意表格，写出映射和问题；不导入", "recognise any sheets, write a mapping and questions; import nothing"),
    is_flag=True,
)
@option(
    "--template",
    Text(
        "写空白模板：.xlsx 为一个可填写的工作簿，否则为 CSV 文件夹",
        "write the empty workbook to fill in (a name in .xlsx), or empty tables into a folder",
    ),
    type=click.Path(),
)
@dry_run_option
@option("--accept-valid", Text("只收合格的行", "take the good rows and leave the others"), is_flag=True)
@_reading
@shared
def import_(
    paths: Sequence[str],
    guess: bool,
    template: str | None,
    dry_run: bool,
    accept_valid: bool,
    form: str,
    **reading: Any,
) -> int:
    if template is not None:
        return _write_templates(template)
    if not paths:
        raise UsageError(Text("请给出要导入的文件或文件夹", "name the files or folders to import"))
    if guess:
        return guessing.guess(paths, reading["mapping"], reading["answers"], reading["today"], dry_run)
    reading["answers"] = reading["answers"] or guessing.answers_beside(reading["mapping"])
    taken = {"accept_valid": accept_valid, "dry_run": dry_run, "every": form != "table", **reading}

    def change() -> Outcome:
        with progress_bar() as progress:  # gone before anything is said
            return workspace().import_tables(*paths, progress=progress, **taken)

    asking = guessing.how_to_answer(paths, reading["mapping"], reading["answers"])
    return report(change, form=form, refusal=_NOTHING_IMPORTED, asking=asking)


def report(
    change: Callable[[], Outcome], *, form: str = "table", refusal: Text = NOTHING_WRITTEN, asking: Text | None = None
) -> int:
    """Carry out a change and print what became of it: problems, whom it touched, the receipt; gives the exit code.

    asking
        How questions that are open yet can be answered; None if that is not known.
    """
    try:
        outcome = change()
    except Refused as refused:
        print_problems(refused.outcome.plan, form)
        if form == "table":
            tell(refusal)
        return refused.exit_code
    print_problems(outcome.plan, form, outcome.receipt)
    if form == "table":
        if outcome.receipt is None:
            conclude(outcome.plan, refusal)
        else:
            for sentence in outcome.said:
                click.echo(harmless(sentence.say(language())))
            say(outcome.text)
            guessing.told_questions(outcome.open_questions)
            if outcome.open_questions and asking is not None:
                tell(asking)
    return 0


def _write_templates(target: str) -> int:
    written = workspace().templates(target, lang=language())
    text = Text(f"已在 {target} 写入 {len(written)} 个模板", f"{len(written)} templates written to {target}")
    if written and written[0].suffix == ".xlsx":
        text = Text(
            f"已写入 {target}：填好后 graphcrm import {target}",
            f"{target} written; fill it in, then graphcrm import {target}",
        )
    click.echo(harmless(text.say(language())))
    return 0


@command("validate")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@_reading
@option(
    "--fix",
    Text(
        "另写一份改正后的副本（文件或文件夹），然后检查副本；从不改动原文件",
        "write a corrected copy (a file or a folder) and check that; the original is never touched",
    ),
    type=click.Path(),
)
@option("--fail-on", Text("出现警告时退出码为 1", "leave with code 1 on a warning"), type=click.Choice(["warning"]))
@shared
def validate(paths: Sequence[str], form: str, fail_on: str | None, fix: str | None, **reading: Any) -> int:
    written = {name: reading[name] for name in ("mapping", "encoding", "date_order", "decimal")}
    fixed = None if fix is None else workspace().fix(*paths, target=fix, **written)
    if fixed is not None:
        reading["encoding"] = None  # the copy is UTF-8
    if fixed is not None and form == "table":
        print_corrections(fixed)
    plan = workspace().validate(*(paths if fixed is None else fixed.files), every=form != "table", **reading)
    print_problems(plan, form, fixed=fixed)
    if form == "table":
        conclude(plan, Text("有错误：请改正后再导入", "there are errors: correct them before importing"))
    if not plan.ok:
        return 3
    return 1 if fail_on and plan.problems else 0
