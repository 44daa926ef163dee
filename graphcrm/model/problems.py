"""Problems that an import reports: code, severity, and the place of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.codes import codes

__all__ = ["Fold", "Problem", "fold"]


#: Different sentences of one warning about one column that are still printed one by one.
_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of an import: code, sentence, and file, line and column where known."""

    code: str
    text: Text
    file: str = ""
    line: int | None = None
    column: str = ""
    value: str = ""
    suggestion: Text | None = None

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")

    @property
    def advice(self) -> Text:
        """What to do: what the case suggests, else what helps with any problem of its code."""
        return self.suggestion or codes()[self.code].advice

    def as_dict(self) -> dict[str, object]:
        """Flat form for CSV and JSON."""
        return {
            "code": self.code,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "message_zh": self.text.zh,
            "message_en": self.text.en,
            "suggestion_zh": self.advice.zh,
            "suggestion_en": self.advice.en,
        }


@dataclass(frozen=True, slots=True)
class Fold:
    """Problems that are said once: of one code, about one column of one file.

    `alike` if all of them have the same sentence; else `first` stands for the others.
    """

    first: Problem
    lines: tuple[int, ...]
    count: int
    alike: bool


def fold(problems: Iterable[Problem]) -> tuple[Fold, ...]:
    """Repeated problems as one each: errors before warnings, in each the rare codes before the frequent ones.

    Problems with the same sentence are one. Warnings of which a column has more than three different sentences are one too;
    each different error is told, since each has to be mended. Nothing is lost: the counts add up to the problems.
    """
    found = list(problems)
    often = Counter(p.code for p in found)
    groups: dict[tuple[str, str, str], dict[tuple[Text, Text], list[Problem]]] = {}
    for p in found:
        groups.setdefault((p.code, p.file, p.column), {}).setdefault((p.text, p.advice), []).append(p)
    folds: list[Fold] = []
    for sentences in groups.values():
        several = list(sentences.values())
        if len(several) > _SENTENCES and not several[0][0].is_error:
            folds.append(_fold([p for same in several for p in same], alike=False))
        else:
            folds += [_fold(same, alike=True) for same in several]
    return tuple(sorted(folds, key=lambda f: (not f.first.is_error, often[f.first.code], f.first.code)))


def _fold(problems: Sequence[Problem], *, alike: bool) -> Fold:
    lines = sorted({p.line for p in problems if p.line is not None})
    return Fold(problems[0], tuple(lines), len(problems), alike)
