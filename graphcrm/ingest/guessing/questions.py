"""Questions: every doubt of an import, with the answers that are possible and what happens without one.

They are kept in a CSV file that people fill in; answers given once are kept when the file is written again.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.i18n import Lang, Name, Text, default_lang
from graphcrm.ingest.csvfile import every_row, layout_of
from graphcrm.ingest.files import LIMIT, Unreadable, display, opened
from graphcrm.ingest.guessing.laid import MARKS, UNMARKED, whole
from graphcrm.ingest.guessing.meanings import meaning
from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.fields import FieldError, parse_date, shown
from graphcrm.model.guarding import guarded, unguarded
from graphcrm.model.problems import Problem
from graphcrm.model.tables import TABLES
from graphcrm.spoken import joined

__all__ = ["EACH", "LEAVE_OUT", "Asked", "Question", "read_answers", "whose_people", "write_questions"]

#: The answer that leaves out what is asked about, and the one that has every question of a kind listed.
LEAVE_OUT, EACH = "-", "each"
#: Questions of one kind that are listed one by one; beyond them one question stands for all the others.
_LISTED = 25
#: How the id of a question begins that has others of its kind: what follows is a name or a word.
_KINDS = re.compile(r"(which:\w+|person|word:\w+|parent|opportunity|day|amount|grade|category|goal|competitor):.")
_ALL = "all:"
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
    unanswered
        What happens without an answer, where that is neither the proposal nor leaving out.
    later
        Whether it is put after all others, since no row waits for it.
    words
        What candidates that are codes stand for.
    """

    id: str
    text: Text
    candidates: tuple[str, ...] = ()
    proposal: str = ""
    rows: int = 1
    open: bool = True
    answer: str = ""
    unanswered: Text | None = None
    later: bool = False
    words: Mapping[str, Text] = field(default_factory=dict)

    @property
    def offered(self) -> tuple[Text, ...]:
        """The candidates as they are shown: each code with what it stands for, “2 (supports)”."""
        return tuple(_with_word(one, self.words.get(one)) for one in self.candidates)

    def code_of(self, said: str) -> str:
        """The candidate that an answer is, or shows with what it stands for; the answer itself for any other.

        >>> Question("word:stance:x", Text("", ""), ("2",), words={"2": Text("支持", "supports")}).code_of("2（支持）")
        '2'
        """
        shown = {
            word_key(told): code
            for code, text in zip(self.candidates, self.offered, strict=True)
            for told in (text.zh, text.en)
        }
        return shown.get(word_key(said), said)

    @property
    def otherwise(self) -> Text:
        """What happens without an answer."""
        if self.unanswered is not None:
            return self.unanswered
        if self.proposal:
            return Text("按“{name}”处理", "“{name}” is taken").format(name=self.proposal)
        return Text("不导入所涉及的内容", "what it concerns is left out")

    def refused(self, said: str) -> Text | None:
        """Why a text cannot be the answer; None if it may be."""
        if self.id == "observed_at":
            try:
                parse_date(said)
            except FieldError as error:
                return error.text
        if self.open or all(map(self._offered, said.split(";"))):
            return None
        every = joined(self.offered)
        return Text("可以答：{every}；空行不答", "possible are: {every}; an empty line leaves it").format(every=every)

    def _offered(self, said: str) -> bool:
        """Whether it is one of those that are offered, as it stands, without what is in brackets, or by another word for it."""
        key, (kind, *of) = word_key(said), self.id.split(":")
        known = {word_key(text) for one in self.candidates for text in (one, one.partition(" (")[0])}
        if "yes" in self.candidates:
            known |= MARKS | UNMARKED
        if kind == "word":
            return (
                self.code_of(said) in self.candidates
                or key in known
                or any(key in vocabulary(table.name, of[0]) for table in TABLES)
            )
        return key in known or (kind == "column" and any(meaning(table, said) for table in TABLES))


@dataclass(slots=True)
class Asked:
    """The questions of one import and the answers that are there already."""

    answers: Mapping[str, str] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    #: How many rows more wait for a question than those with which it was asked first.
    _more: Counter[str] = field(default_factory=Counter)

    def ask(self, question: Question) -> str:
        """The answer to a question, or what holds without one; a question that is asked again counts one row more."""
        if question.id in self.questions:
            return self.again(question.id, question.rows)
        kept = self.questions[question.id] = replace(question, answer=self.answer(question.id))
        return kept.answer or kept.proposal

    def once(self, key: str, question: Callable[[], Question]) -> str:
        """As :meth:`ask`, of a question that is put into words when it is asked first only."""
        return self.again(key) if key in self.questions else self.ask(question())

    def again(self, key: str, rows: int = 1) -> str:
        """What :meth:`ask` gives for a question that was asked before, which so many rows more wait for."""
        self._more[key] += rows
        asked = self.questions[key]
        return asked.answer or asked.proposal

    def answer(self, key: str) -> str:
        """What was answered, to the question or to all of its kind; "" if nothing."""
        said = self.answers.get(key, "").strip()
        if not said and (kind := _KINDS.match(key)):
            said = self.answers.get(_ALL + kind[1], "").strip()
            return "" if said == EACH else said
        return said

    def all(self) -> tuple[Question, ...]:
        """Every question: those without an answer first, of these those without a proposal, then those with the most rows; some last.

        Of many of one kind the first few are there, and one that stands for all the others of the kind.
        """

        def rank(q: Question) -> tuple[bool, bool, bool, int, str]:
            return (bool(q.answer), q.later, bool(q.proposal), -q.rows, q.id)

        listed: list[Question] = []
        others: dict[str, list[Question]] = {}
        seen: Counter[str] = Counter()
        every = [replace(q, rows=q.rows + self._more[q.id]) for q in self.questions.values()]
        for question in sorted(every, key=rank):
            found = _KINDS.match(question.id)
            kind = found[1] if found else ""
            seen[kind] += not self.answers.get(question.id, "").strip()
            one_by_one = not kind or seen[kind] <= _LISTED or self.answers.get(_ALL + kind, "").strip() == EACH
            (listed if one_by_one else others.setdefault(kind, [])).append(question)
        listed += (_standing_for(kind, some, self.answers.get(_ALL + kind, "")) for kind, some in others.items())
        return tuple(sorted(listed, key=rank))


def _with_word(code: str, word: Text | None) -> Text:
    """A candidate, in either language with what it stands for where that says something else."""
    bare = code.label if isinstance(code, Name) else Text(code, code)
    if word is None:
        return bare
    zh, en = (word_key(said) == word_key(code) for said in (word.zh, word.en))
    return Text(bare.zh if zh else f"{bare.zh}（{word.zh}）", bare.en if en else f"{bare.en} ({word.en})")


def whose_people(sheet: str, proposal: str = "", candidates: tuple[str, ...] = ()) -> Question:
    """To which organisation those people of a sheet belong whose rows name none."""
    words = Text(
        f"“{shown(sheet)}”里没有写所在组织的人属于哪个组织？",
        f"To which organisation do the people of “{shown(sheet)}” belong whose row names none?",
    )
    return Question(f"org:{sheet}", words, candidates, proposal)


def _standing_for(kind: str, some: Sequence[Question], answer: str) -> Question:
    """One question for many of a kind; what is answered holds for those of them that are not answered one by one."""
    first, n = some[0], len(some)
    candidates = [c for c in first.candidates if c != LEAVE_OUT and all(c in q.candidates for q in some)]
    words = Text(f"还有 {n:,} 个同类问题，例如：", f"{n:,} more questions of this kind, such as: ") + first.text
    words += Text(
        f"（一个回答用于全部；填 {EACH} 则下次逐个列出）",
        f" (one answer is for all of them; {EACH} has them listed one by one next time)",
    )
    same = {q.proposal for q in some}
    proposal = same.pop() if len(same) == 1 else ""
    return Question(
        _ALL + kind,
        words,
        tuple(dict.fromkeys((*candidates, EACH, LEAVE_OUT))),
        proposal,
        sum(q.rows for q in some),
        first.open,
        answer.strip(),
        words=first.words,
        unanswered=Text("各按其提议处理", "each is taken as it is proposed") if same else None,
    )


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
            found[unguarded(row[key].strip())] = unguarded(said)
    return found


def write_questions(questions: Sequence[Question], answers: Mapping[str, str], lang: Lang | None = None) -> str:
    """Questions with their answers as CSV text; answers that no question asks for any more are kept at the end."""
    lang = lang or default_lang()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for q in questions:
        offered = Text(" | ", " | ").join(q.offered)
        told = (q.id, *(text.say(lang) for text in (q.text, offered, q.otherwise)), str(q.rows))
        writer.writerow([guarded(cell) for cell in (*told, q.answer)])
    asked = {q.id for q in questions}
    for key, said in answers.items():
        if key not in asked:
            writer.writerow([guarded(cell) for cell in (key, "", "", "", "0", said)])
    return whole(_MARK + out.getvalue())


def _refuse(path: Path, text: Text, line: int | None = None) -> InputError:
    return InputError.of_file(Problem("E15", text, file=display(path), line=line))
