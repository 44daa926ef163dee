"""Printing the problems of an import: folded for people, one by one for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphcrm.commands.giving import form_option
from graphcrm.commands.language import language
from graphcrm.commands.session import say, tell
from graphcrm.commands.terminal import portable
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.model.codes import codes
from graphcrm.model.fields import shown
from graphcrm.model.problems import Fold, Problem, fold
from graphcrm.rendering.delimited import rows_as_csv
from graphcrm.spoken import counted, joined

if TYPE_CHECKING:
    from graphcrm.ingest.fixing import Correction, Fixed
    from graphcrm.ingest.guessing.questions import Question
    from graphcrm.ingest.options import ImportPlan
    from graphcrm.model.facts import Receipt

__all__ = ["conclude", "print_corrections", "print_problems", "problem_lines", "problems_option"]


#: Different corrections of one column that are still printed one by one.
_SORTS = 3
#: Files of a copy that are named one by one.
_FILES = 4
#: Lines of a file that are named when many have the same problem.
_LINES = 8
_COLUMNS = (
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


#: In which form problems are listed.
problems_option = form_option("table", "csv", "json", text=Text("问题清单格式", "form of the list of problems"))


def print_problems(plan: ImportPlan, form: str, receipt: Receipt | None = None, *, fixed: Fixed | None = None) -> None:
    """The problems of a plan, on standard error for people, on standard output as CSV or JSON for programs."""
    if form == "json":
        document: dict[str, object] = {
            "ok": plan.ok or plan.change is not None,
            "problems": [p.as_dict() for p in plan.problems],
            "totals": dict(plan.totals),
            "not_listed": _not_listed(plan),
            "remarks": [{"zh": remark.zh, "en": remark.en} for remark in plan.remarks],
        }
        if plan.questions:
            document["questions"] = [_question(q) for q in plan.questions]
        if receipt is not None:
            names = ("change", "created", "updated", "unchanged", "closed")
            document["receipt"] = {name: getattr(receipt, name) for name in names}
            if receipt.behind is not None:
                document["behind"] = {"zh": receipt.behind.zh, "en": receipt.behind.en}
        if fixed is not None:
            document["files"] = [str(path) for path in fixed.files]
            document["corrections"] = [asdict(one) for one in fixed.corrections]
            document["left_out"] = [p.as_dict() for p in fixed.left_out]
        click.echo(portable(json.dumps(document, ensure_ascii=False, indent=1), form))
    elif form == "csv":
        click.echo(rows_as_csv(_COLUMNS, [p.as_dict() for p in plan.problems]), nl=False)
        for line in _beyond(plan):
            click.echo(harmless(line.say(language())), err=True)
    else:
        for line in (*_told(plan), *plan.remarks):
            click.echo(harmless(line.say(language())), err=True)


def _question(asked: Question) -> dict[str, object]:
    return asdict(asked) | {"text": {"zh": asked.text.zh, "en": asked.text.en}}


def _places(files: Sequence[Path]) -> Text:
    """Where files are: each by name, many of one folder by the folder."""
    folders = {file.parent for file in files}
    if len(files) > _FILES and len(folders) == 1:
        folder = folders.pop()
        return Text(f"{folder}（{len(files)} 个文件）", f"{folder} ({len(files)} files)")
    return joined(map(str, files))


def print_corrections(fixed: Fixed) -> None:
    """What a corrected copy has otherwise, the same correction of several cells once, and where the copy is."""
    alike: dict[tuple[str, str], dict[tuple[str, str], list[Correction]]] = {}
    for one in fixed.corrections:
        alike.setdefault((one.file, one.column), {}).setdefault((one.before, one.after), []).append(one)
    for same in alike.values():
        groups = list(same.values())
        if len(groups) > _SORTS:
            click.echo(
                harmless(_correction([c for some in groups for c in some], Text("例如 ", "such as ")).say(language()))
            )
        else:
            for some in groups:
                click.echo(harmless(_correction(some, Text("", "")).say(language())))
    n = len(fixed.corrections)
    text = Text(
        f"改正了 {n} 格（逐格清单：--format json）；副本已写入 {{places}}，以下检查副本",
        f"{counted(n, 'cell')} corrected (each of them: --format json); the copy is {{places}}; it is checked now",
    )
    if not n:
        text = Text(
            "没有可自动改正的；副本与原件内容相同，已写入 {places}，以下检查副本",
            "nothing could be corrected automatically: the copy, {places}, says the same as the original; it is checked now",
        )
    text = text.format(places=_places(fixed.files))
    for line in (*problem_lines(fixed.left_out), text):
        click.echo(harmless(line.say(language())))


def _correction(some: Sequence[Correction], lead: Text) -> Text:
    """``people.csv:grade ×3 (lines 2, 5, 9): “３” → “3”``"""
    first = some[0]
    count = f" ×{len(some)}" if len(some) > 1 else ""
    change = f"“{shown(first.before)}” → “{shown(first.after)}”"
    place = Text(f"{first.file}：{first.column}{count}", f"{first.file}:{first.column}{count}")
    return place + _lines(tuple(sorted({c.line for c in some}))) + Text("：", ": ") + lead + Text(change, change)


def conclude(plan: ImportPlan, refusal: Text) -> None:
    """Whether rows could be taken, for people."""
    if not plan.ok and plan.change is None:
        tell(refusal)
    elif plan.change is None:
        text = Text("文件里没有任何数据行，没有可导入的内容", "the files hold no rows; there is nothing to import")
        say(text)
    else:
        rows = sum(len(b) for b in plan.change.batches)
        text = Text(f"检查通过：{rows} 条事实可导入", f"all good: {counted(rows, 'fact')} could be imported")
        say(text)


def problem_lines(problems: Sequence[Problem], *, errors: bool = False) -> list[Text]:
    """A line for each sort of problem; of `errors` only these."""
    return [_line(f) for f in fold([p for p in problems if not errors or p.code.startswith("E")])]


def _told(plan: ImportPlan) -> list[Text]:
    """One line for each fold, then what is not among them, and where to see it."""
    folds = fold(plan.problems)
    lines = [_line(f) for f in folds]
    if _not_listed(plan) or any(not f.alike or len(f.lines) > _LINES for f in folds):
        lines.append(Text("逐行完整清单：--format csv 或 json", "all of them, row by row: --format csv or json"))
    return lines + _beyond(plan)


def _not_listed(plan: ImportPlan) -> dict[str, int]:
    """How many problems of a file are not listed, where any are not."""
    listed = Counter(p.file for p in plan.problems)
    return {file: total - listed[file] for file, total in plan.totals.items() if total > listed[file]}


def _beyond(plan: ImportPlan) -> list[Text]:
    """What there is of each file beyond the list."""
    return [
        Text(
            f"{file}：共 {plan.totals[file]:,} 个问题，以上列出 {plan.totals[file] - more:,} 个",
            f"{file}: {counted(plan.totals[file], 'problem')} in all, {plan.totals[file] - more:,} listed above",
        )
        for file, more in _not_listed(plan).items()
    ]


def _line(folded: Fold) -> Text:
    """``people.csv:3:grade  E03 title: sentence. advice``, of a command ``edit edge level  E03 …``.

    With ``×30 (lines 2, 5, 9 …)`` if it stands for several.
    """
    first, code = folded.first, folded.first.code
    once = folded.count == 1
    place = ":".join(str(p) for p in (first.file, first.line if once else None, first.column) if p not in (None, ""))
    if first.line is None and first.file and first.column:
        place = f"{first.file} {first.column}"  # of a command, which has no lines
    many = Text("", "") if once else Text(f" ×{folded.count}", f" ×{folded.count}") + _lines(folded.lines)
    example = Text("", "") if folded.alike else Text("例如：", "for example, ")
    return (
        Text(place and f"{place}  ", place and f"{place}  ")
        + (Text(code, code) + many + Text(" ", " ") + codes()[code].title + Text("：", ": "))
        + example
        + first.text
        + Text("" if first.text.zh.endswith("？") else "。", " " if first.text.en.endswith("?") else ". ")
        + first.advice
    )


def _lines(lines: tuple[int, ...]) -> Text:
    if not lines:
        return Text("", "")
    more = " …" if len(lines) > _LINES else ""
    named = [str(n) for n in lines[:_LINES]]
    word = "line" if len(lines) == 1 else "lines"
    return Text(f"（第 {'、'.join(named)} 行{more}）", f" ({word} {', '.join(named)}{more})")
