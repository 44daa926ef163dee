"""``graphcrm import --guess`` and the questions of an import: asked at a terminal, else written to a file."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphcrm.commands.language import language
from graphcrm.commands.problems import problem_lines
from graphcrm.commands.session import say, tell, workspace
from graphcrm.errors import UsageError
from graphcrm.harmless import harmless
from graphcrm.i18n import Text, default_lang
from graphcrm.spoken import counted

if TYPE_CHECKING:
    from graphcrm.ingest.guessing.questions import Question

__all__ = ["answers_beside", "guess", "how_to_answer", "told_questions"]


#: Questions that are printed; the file has all of them.
_SHOWN = 8
#: Answers of a question that are printed: as many as there are decision roles, and the one that leaves out.
_CANDIDATES = 11


def guess(paths: Sequence[str], mapping: str | None, questions: str | None, today: str | None, dry_run: bool) -> int:
    """Print what was recognised, write mapping and questions, and say how to go on; exit code 3 if nothing was recognised."""
    stem = Path(paths[0]).stem or "import"
    mapping, questions = mapping or f"{stem}.mapping.toml", questions or f"{stem}.questions.csv"
    for name in paths:
        if Path(name) in (Path(mapping), Path(questions)):
            raise UsageError(Text(f"{name} 既要读又要写", f"{name} would be both read and written"))
    kept = os.path.exists(mapping)
    with_files = {} if dry_run else {"mapping": mapping, "questions": questions}
    found = workspace().guess(*paths, today=today, lang=language(), **with_files)
    for line in (
        *problem_lines(found.problems),
        *([] if found.plan is None else problem_lines(found.plan.problems, errors=True)),
    ):
        click.echo(harmless(line.say(language())), err=True)
    for line in found.said:
        click.echo(harmless(line.say(language())))
    if found.plan is None:
        text = Text(
            "{files}：没有认出任何表；请看标题行，或填写 graphcrm import --template 目录 写出的表",
            "{files}: no table was recognised; look at the headings, or fill in the tables of graphcrm import --template FOLDER",
        )
        unread = {problem.file for problem in found.problems if problem.code == "E15"}
        if read := [path for path in paths if path not in unread]:
            tell(text.format(files=harmless(", ".join(read))))
        return 3
    asking = _at_terminal() and not dry_run
    if not asking:
        told_questions(found.questions)
    if not dry_run:
        if kept:
            tell(
                Text(
                    f"沿用已有的映射 {mapping}；删掉它可重新识别",
                    f"{mapping} was there and was used; delete it to have it proposed anew",
                )
            )
        asked, waiting = set[str](), found.questions if asking else ()
        while new := [q for q in waiting if not q.answer and q.id not in asked]:  # answers bring up further questions
            asked |= {q.id for q in new}
            answers = {q.id: q.answer for q in waiting if q.answer} | _ask(new)
            waiting = (
                workspace()
                .guess(*paths, today=today, lang=language(), mapping=mapping, answers=answers, questions=questions)
                .questions
            )
        told = _line("import", *paths, "--mapping", mapping, "--questions", questions)
        how = Text(f"，在 {questions} 的 answer 列作答", f", answer in the column answer of {questions}")
        if asked:
            how = Text(f"；答案在 {questions} 里", f"; the answers are in {questions}")
        say(
            Text(f"请看一遍 {mapping}", f"Look over {mapping}")
            + how
            + Text(f"，然后：\n  {told}", f", then:\n  {told}")
        )
    return 0


def _line(*words: str) -> str:
    """A command line that goes on in the workspace and the language of this one."""
    state: dict[str, str] = click.get_current_context().find_root().obj or {}
    where = ["--workspace", state["workspace"]] if state.get("workspace") else []
    lang = ["--lang", language()] if language() != default_lang() else []
    return " ".join(map(shlex.quote, ["graphcrm", *where, *lang, *words]))


def how_to_answer(paths: Sequence[str], mapping: str | None, questions: str | None) -> Text | None:
    """How the questions that come up only once others are answered get into the file; None where no such file is used."""
    if mapping is None or questions is None:
        return None
    told = _line("import", "--guess", *paths, "--mapping", mapping, "--questions", questions)
    return Text(
        f"把这些问题写进 {questions}（已有的答案保留），作答后再导入一次：\n  {told}",
        f"This writes them into {questions} (answers in it are kept); answer there, and import again:\n  {told}",
    )


def told_questions(questions: Sequence[Question]) -> None:
    """Print the questions that have no answer yet, the most helpful first."""
    waiting = [q for q in questions if not q.answer]
    if not waiting:
        return
    say(_many(waiting))
    for number, question in enumerate(waiting[:_SHOWN], 1):
        click.echo(harmless(_told(number, question).say(language())))
    if len(waiting) > _SHOWN:
        rest = len(waiting) - _SHOWN
        say(Text(f"  另有 {rest} 个在文件里", f"  {rest} more are in the file"))


def _many(questions: Sequence[Question]) -> Text:
    return Text(f"{len(questions)} 个问题：", f"{counted(len(questions), 'question')}:")


def _told(number: int, question: Question) -> Text:
    rows = Text(f"（{question.rows} 行）", f" ({question.rows} rows)") if question.rows > 1 else Text("", "")
    some: list[str | Text] = [*question.offered[:_CANDIDATES], *("…" for _ in question.candidates[_CANDIDATES:][:1])]
    candidates = Text(" [", " [") + Text(" | ", " | ").join(some) + Text("]", "]") if some else Text("", "")
    otherwise = Text("；不答：", "; without an answer: ") + question.otherwise
    return Text(f"  {number}. ", f"  {number}. ") + question.text + rows + candidates + otherwise


def _ask(questions: Sequence[Question]) -> dict[str, str]:
    """Ask at the terminal, again after an answer that cannot be one; an empty line leaves it as the question says."""
    given: dict[str, str] = {}
    say(_many(questions))
    for number, question in enumerate(questions, 1):
        click.echo(harmless(_told(number, question).say(language())))
        while said := click.prompt(Text("答", "answer").say(language()), default="", show_default=False).strip():
            if (wrong := question.refused(said)) is None:
                given[question.id] = said
                break
            click.echo(f"  {harmless(wrong.say(language()))}")
    return given


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def answers_beside(mapping: str | None) -> str | None:
    """The file of questions that ``--guess`` wrote beside a mapping, if it is there."""
    if mapping is None or not mapping.endswith(".mapping.toml"):
        return None
    beside = mapping.removesuffix(".mapping.toml") + ".questions.csv"
    return beside if os.path.isfile(beside) else None
