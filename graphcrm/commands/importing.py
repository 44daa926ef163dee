"""``graphcrm import`` and ``graphcrm validate``: tables into the workspace, all or nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphcrm.commands.bilingual import ChoiceType, command, language, option, shared
from graphcrm.commands.progress import progress_bar
from graphcrm.commands.session import author, day, now, open_workspace, settings, workspace_url
from graphcrm.commands.terminal import portable
from graphcrm.errors import StoreChanged, UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Source
from graphcrm.model.problems import CODES, Problem
from graphcrm.rendering.delimited import rows_as_csv
from graphcrm.rendering.harmless import harmless

if TYPE_CHECKING:
    from graphcrm.ingest.plan import ImportOptions, ImportPlan
    from graphcrm.model.facts import Batch, Receipt
    from graphcrm.store.base import Store

__all__ = ["carry_out", "import_", "import_with", "print_problems", "print_receipt", "validate"]

#: What is said after the errors of a change, unless the command knows more.
NOTHING_WRITTEN = Text("未写入任何内容:请改正后重试", "nothing was written: correct the errors and try again")
_NOTHING_IMPORTED = Text(
    "未导入任何内容:请改正错误,或用 --accept-valid 只收合格的行",
    "nothing was imported: correct the errors, or take the good rows with --accept-valid",
)

#: How often a change is planned anew because somebody else was quicker.
_ATTEMPTS = 5

_PROBLEM_COLUMNS = (
    "code",
    "file",
    "line",
    "column",
    "value",
    "message_zh",
    "message_en",
    "suggestion_zh",
    "suggestion_en",
)


def _options(
    source: str | None,
    reported_by: str | None,
    observed_at: str | None,
    today: str | None,
    accept_valid: bool,
    currency: str | None,
) -> ImportOptions:
    from graphcrm.ingest.plan import ImportOptions

    seen = day(observed_at, "--observed-at").isoformat() if observed_at else None
    return ImportOptions(
        today=day(today, "--today").isoformat(),
        author=author(),
        at=now(),
        source=source,
        reported_by=reported_by,
        observed_at=seen,
        accept_valid=accept_valid,
        currency=currency or settings().currency,
    )


@command(
    "import",
    Text(
        "导入表格:CSV 文件夹或文件、Excel 工作簿、JSON 文档。默认全部成功才写入。\n\n"
        "  graphcrm import --template 模板\n  graphcrm import datasets/huayue --dry-run\n  graphcrm import datasets/huayue",
        "Import tables: a folder of CSV files or single ones, an Excel workbook, a JSON document. All or nothing by default.\n\n"
        "  graphcrm import --template templates\n  graphcrm import datasets/huayue --dry-run\n  graphcrm import datasets/huayue",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path())
@option("--template", Text("把空白模板写入此目录", "write empty tables into this folder"), type=click.Path())
@option("--dry-run", Text("只检查,不写入", "check only, write nothing"), is_flag=True)
@option("--accept-valid", Text("只收合格的行", "take the good rows and leave the others"), is_flag=True)
@option("--source", Text("补来源类型", "source where a row has none"), type=ChoiceType(Source))
@option("--reported-by", Text("补报告人", "reporter where a row has none"))
@option("--observed-at", Text("补观察日期", "day of observation where a row has none"))
@option(
    "--currency",
    Text(
        "补货币(默认取自 config.toml,否则 CNY)",
        "currency where a row has none (default: that of config.toml, else CNY)",
    ),
)
@option("--today", Text("导入日(默认今天)", "day of the import (default today)"))
@option(
    "--format",
    "form",
    Text("问题清单格式", "form of the list of problems"),
    type=click.Choice(["table", "csv", "json"]),
    default="table",
)
@shared
def import_(
    paths: Sequence[str],
    template: str | None,
    dry_run: bool,
    accept_valid: bool,
    source: str | None,
    reported_by: str | None,
    observed_at: str | None,
    currency: str | None,
    today: str | None,
    form: str,
) -> int:
    if template is not None:
        return _write_templates(Path(template))
    if not paths:
        raise UsageError(Text("请给出要导入的文件或文件夹", "name the files or folders to import"))
    from graphcrm.ingest.plan import plan_import

    options = _options(source, reported_by, observed_at, today, accept_valid, currency)
    files = [Path(p) for p in paths]
    with progress_bar() as progress:
        return import_with(
            lambda existing: plan_import(files, existing=existing, options=options, progress=progress),
            dry_run=dry_run,
            form=form,
            refusal=_NOTHING_IMPORTED,
        )


def import_with(
    plan: Callable[[Mapping[str, Batch]], ImportPlan], *, dry_run: bool, form: str, refusal: Text = NOTHING_WRITTEN
) -> int:
    """Plan an import against what is stored and carry it out; gives the exit code.

    A workspace that is not there is made only when there is something to put into it.
    """
    if _absent():
        first = plan({})
        if dry_run or first.change is None:
            return _report(first, form, refusal)
        with open_workspace(create=True) as store:  # somebody else may have been quicker
            return carry_out(store, lambda existing: plan(existing) if existing else first, form=form, refusal=refusal)
    with open_workspace(create="://" in workspace_url() and not dry_run) as store:
        return carry_out(store, plan, dry_run=dry_run, form=form, refusal=refusal)


def _absent() -> bool:
    return "://" not in workspace_url() and not os.path.lexists(workspace_url())


def carry_out(
    store: Store,
    plan: Callable[[Mapping[str, Batch]], ImportPlan],
    *,
    dry_run: bool = False,
    form: str = "table",
    refusal: Text = NOTHING_WRITTEN,
) -> int:
    """Plan against what is stored, apply unless there are errors, print problems and receipt; gives the exit code.

    What somebody else writes between the checks and the writing is checked too: the plan is made anew then.
    """
    made, receipt = _applied(store, plan, dry_run=dry_run)
    if receipt is None:
        return _report(made, form, refusal)
    print_problems(made, form, receipt)
    if form == "table":
        print_receipt(receipt, dry_run=dry_run)
    return 0


def _applied(
    store: Store, plan: Callable[[Mapping[str, Batch]], ImportPlan], *, dry_run: bool
) -> tuple[ImportPlan, Receipt | None]:
    """The plan that fits what is stored, and the receipt for it if it could be carried out."""
    for attempt in range(_ATTEMPTS):
        seen = len(store.history()[0])
        made = plan(store.read(None))
        if made.change is None:
            return made, None
        try:
            return made, store.apply(replace(made.change, after=seen), dry_run=dry_run)
        except StoreChanged:
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


def _report(plan: ImportPlan, form: str, refusal: Text) -> int:
    """Print the problems of a plan that is not carried out, and what becomes of it; gives the exit code."""
    print_problems(plan, form)
    if form == "table":
        _conclude(plan, refusal)
    return 0 if plan.ok else 3


def print_receipt(receipt: Receipt, *, dry_run: bool = False) -> None:
    """What a change did."""
    lead = Text("试运行,未写入:", "dry run, nothing written: ") if dry_run else Text("", "")
    body = Text(
        f"新增 {receipt.created},更新 {receipt.updated},不变 {receipt.unchanged},结束 {receipt.closed}",
        f"{receipt.created} created, {receipt.updated} updated, {receipt.unchanged} unchanged, {receipt.closed} closed",
    )
    number = receipt.change
    tail = Text(
        f"(改动 {number},可用 graphcrm undo {number} 撤销)", f" (change {number}; graphcrm undo {number} withdraws it)"
    )
    click.echo((lead + body + (tail if number is not None and not dry_run else Text("", ""))).say(language()))


def _conclude(plan: ImportPlan, refusal: Text) -> None:
    """Whether rows could be taken, for people."""
    if not plan.ok and plan.change is None:
        click.echo(refusal.say(language()), err=True)
    elif plan.change is None:
        text = Text("文件里没有任何数据行,没有可导入的内容", "the files hold no rows; there is nothing to import")
        click.echo(text.say(language()))
    else:
        rows = sum(len(b) for b in plan.change.batches)
        click.echo(Text(f"检查通过:{rows} 条事实可导入", f"all good: {rows} facts could be imported").say(language()))


def print_problems(plan: ImportPlan, form: str, receipt: Receipt | None = None) -> None:
    """The problems of a plan, on standard error for people, on standard output as CSV or JSON for programs."""
    if form == "json":
        document: dict[str, object] = {
            "ok": plan.ok or plan.change is not None,
            "problems": [p.as_dict() for p in plan.problems],
            "totals": dict(plan.totals),
        }
        if receipt is not None:
            names = ("change", "created", "updated", "unchanged", "closed")
            document["receipt"] = {name: getattr(receipt, name) for name in names}
        click.echo(portable(json.dumps(document, ensure_ascii=False, indent=1), form))
    elif form == "csv":
        click.echo(rows_as_csv(_PROBLEM_COLUMNS, [p.as_dict() for p in plan.problems]), nl=False)
    else:
        for problem in plan.problems:
            click.echo(_line(problem), err=True)
        listed: dict[str, int] = {}
        for problem in plan.problems:
            listed[problem.file] = listed.get(problem.file, 0) + 1
        for file, total in plan.totals.items():
            if total > listed.get(file, 0):
                text = Text(
                    f"{file}:共 {total} 个问题,以上列出 {listed.get(file, 0)} 个",
                    f"{file}: {total} problems in all, {listed.get(file, 0)} listed above",
                )
                click.echo(harmless(text.say(language())), err=True)


def _line(problem: Problem) -> str:
    place = ":".join(str(p) for p in (problem.file, problem.line, problem.column) if p not in (None, ""))
    text = problem.text + Text("。", ". ") + problem.advice
    title = CODES[problem.code].say(language())
    return harmless(
        f"{place}  {problem.code} {title}: {text.say(language())}"
        if place
        else f"{problem.code} {title}: {text.say(language())}"
    )


def _write_templates(folder: Path) -> int:
    from graphcrm.ingest.template import write_templates

    written = write_templates(folder)
    text = Text(f"已在 {folder} 写入 {len(written)} 个模板", f"{len(written)} templates written to {folder}")
    click.echo(text.say(language()))
    return 0


@command(
    "validate",
    Text(
        "检查文件,逐条报告问题;不写入。工作区存在时连同其中的事实一起检查。\n\n  graphcrm validate datasets/huayue",
        "Check files and report every problem; nothing is written. Facts of the workspace count where there is one.\n\n"
        "  graphcrm validate datasets/huayue",
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@option("--today", Text("导入日(默认今天)", "day of the import (default today)"))
@option("--observed-at", Text("补观察日期", "day of observation where a row has none"))
@option(
    "--format",
    "form",
    Text("问题清单格式", "form of the list of problems"),
    type=click.Choice(["table", "csv", "json"]),
    default="table",
)
@option("--fail-on", Text("出现警告时退出码为 1", "leave with code 1 on a warning"), type=click.Choice(["warning"]))
@shared
def validate(paths: Sequence[str], today: str | None, observed_at: str | None, form: str, fail_on: str | None) -> int:
    from graphcrm.ingest.plan import plan_import

    options = _options(None, None, observed_at, today, False, None)
    existing: Mapping[str, Batch] = {}
    if not _absent():
        with open_workspace() as store:
            existing = store.read(None)
    plan = plan_import([Path(p) for p in paths], existing=existing, options=options)
    print_problems(plan, form)
    if form == "table":
        _conclude(plan, Text("有错误:请改正后再导入", "there are errors: correct them before importing"))
    if not plan.ok:
        return 3
    return 1 if fail_on and plan.problems else 0
