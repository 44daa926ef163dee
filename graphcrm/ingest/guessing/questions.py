"""Questions: every doubt of an import, with the answers that are possible and what happens without one.

They are kept in a CSV file that people fill in; answers given once are kept when the file is written again.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graphcrm.errors import InputError
from graphcrm.i18n import Lang, Text, default_lang
from graphcrm.ingest.csvfile import every_row, layout_of
from graphcrm.ingest.files import LIMIT, Unreadable, display, opened
from graphcrm.model.problems import Problem

__all__ = ["LEAVE_OUT", "Asked", "Question", "read_answers", "write_questions"]

#: The answer that leaves out what is asked about.
LEAVE_OUT = "-"
#: Beginnings that a spreadsheet takes for a formula; such a text gets an apostrophe, which is taken off again on reading.
_FORMULA = ("=", "+", "-", "@")
#: What Excel needs to read a CSV file as UTF-8.
_MARK = "\ufeff"
_COLUMNS = ("id", "question", "candidates", "without_answer", "rows", "answer")


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt.

    id
        Stays the same from import to import, so that an answer is remembered.
    candidates
        Answers that are possible, as they are to be written; other text may be one too if `open`.
    proposal
        What holds without an answer; "" leaves out what is asked about.
    rows
        How many rows wait for the answer.
    answer
        What was answered, "" so far.
    """

    id: str
    text: Text
    candidates: tuple[str, ...] = ()
    proposal: str = ""
    rows: int = 1
    open: bool = True
    answer: str = ""

    @property
    def otherwise(self) -> Text:
        """What happens without an answer."""
        if self.proposal:
            return Text(f"按“{self.proposal}”处理", f"“{self.proposal}” is taken")
        return Text("不导入所涉及的内容", "what it concerns is left out")


@dataclass(slots=True)
class Asked:
    """The questions of one import and the answers that are there already."""

    answers: Mapping[str, str] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)

    def ask(self, question: Question) -> str:
        """The answer to a question, or what holds without one; a question that is asked again counts one row more."""
        before = self.questions.get(question.id)
        rows = question.rows + (before.rows if before else 0)
        kept = replace(before or question, rows=rows, answer=self.answer(question.id))
        self.questions[question.id] = kept
        return kept.answer or kept.proposal

    def answer(self, key: str) -> str:
        """What was answered, "" if nothing."""
        return self.answers.get(key, "").strip()

    def all(self) -> tuple[Question, ...]:
        """Every question: those without an answer first, of these those without a proposal, then those with the most rows."""

        def rank(q: Question) -> tuple[bool, bool, int, str]:
            return (bool(q.answer), bool(q.proposal), -q.rows, q.id)

        return tuple(sorted(self.questions.values(), key=rank))


def read_answers(path: str | os.PathLike[str]) -> Mapping[str, str]:
    """The answers in a file of questions, by question. Raises InputError for a file that is none."""
    path = Path(path)
    try:
        with opened(path, LIMIT["csv"]) as stream:
            rows = list(every_row(stream, layout_of(stream)))
    except Unreadable as error:
        raise _refuse(path, error.text, error.line) from error
    if not rows or not {"id", "answer"} <= set(map(str.strip, rows[0][0])):
        raise _refuse(path, Text("需要 id 和 answer 两列", "it needs the columns id and answer"), 1)
    heading = [name.strip().lstrip("\ufeff") for name in rows[0][0]]
    key, answer = heading.index("id"), heading.index("answer")
    found: dict[str, str] = {}
    for row, line in rows[1:]:
        if len(row) <= max(key, answer):
            if any(map(str.strip, row)):
                raise _refuse(path, Text("这一行的单元格不够", "the row has too few cells"), line)
            continue
        if said := row[answer].strip():
            found[_bare(row[key].strip())] = _bare(said)
    return found


def write_questions(questions: Sequence[Question], answers: Mapping[str, str], lang: Lang | None = None) -> str:
    """Questions with their answers as CSV text; answers that no question asks for any more are kept at the end."""
    lang = lang or default_lang()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for q in questions:
        told = (q.id, q.text.say(lang), " | ".join(q.candidates), q.otherwise.say(lang), str(q.rows))
        writer.writerow([_safe(cell) for cell in (*told, q.answer)])
    asked = {q.id for q in questions}
    for key, said in answers.items():
        if key not in asked:
            writer.writerow([_safe(cell) for cell in (key, "", "", "", "0", said)])
    return _MARK + out.getvalue()


def _safe(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _refuse(path: Path, text: Text, line: int | None = None) -> InputError:
    place = f"{display(path)}:{line}" if line else display(path)
    problem = Problem("E15", text, file=display(path), line=line)
    return InputError(Text(f"{place}:{text.zh}", f"{place}: {text.en}"), [problem])
