"""Problems as they are found: all are counted, at most 50 a file are kept to be listed, for programs more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.problems import Problem

__all__ = ["LISTED", "MOST_LISTED", "Log", "Report"]

#: Problems listed for one file, and the most of them that a program gets.
LISTED, MOST_LISTED = 50, 10_000


@dataclass(frozen=True, slots=True)
class Report:
    """Problems to list, errors first within each file, and how many there were in all."""

    problems: Sequence[Problem]
    totals: Mapping[str, int]
    by_code: Mapping[str, int]
    errors: int
    warnings: int


class Log:
    """Collects problems; keeps so many of each code for each file and counts the rest."""

    def __init__(self, listed: int = LISTED) -> None:
        self.listed = listed
        self._counts: Counter[tuple[str, str]] = Counter()
        self._kept: dict[tuple[str, str], list[Problem]] = defaultdict(list)
        self.files: dict[str, None] = {}

    def room(self, file: str, code: str) -> bool:
        """Whether one more problem of this code would still be listed."""
        return len(self._kept[file, code]) < self.listed

    def count(self, file: str, code: str, more: int = 1) -> None:
        """Count problems that are not listed."""
        self.files.setdefault(file)
        self._counts[file, code] += more

    def add(self, problem: Problem) -> None:
        """Count a problem, and list it if there is room."""
        self.count(problem.file, problem.code)
        if self.room(problem.file, problem.code):
            self._kept[problem.file, problem.code].append(problem)

    def say(
        self,
        code: str,
        file: str,
        text: Text,
        line: int | None = None,
        column: str = "",
        value: str = "",
        suggestion: Text | None = None,
    ) -> None:
        """Add a problem by its parts."""
        self.add(Problem(code, text, file, line, column, value, suggestion))

    @property
    def errors(self) -> int:
        return sum(n for (_, code), n in self._counts.items() if code.startswith("E"))

    def report(self) -> Report:
        """The list and the totals."""
        listed = [p for file in self.files for p in self._of(file)]
        totals: Counter[str] = Counter()
        by_code: Counter[str] = Counter()
        for (file, code), n in self._counts.items():
            totals[file] += n
            by_code[code] += n
        errors = self.errors
        return Report(
            tuple(listed),
            {f: totals[f] for f in self.files},
            dict(sorted(by_code.items())),
            errors,
            sum(by_code.values()) - errors,
        )

    def _of(self, file: str) -> list[Problem]:
        codes = sorted(code for f, code in self._kept if f == file)
        room, listed = self.listed, []
        for prefix in ("E", "W"):
            groups = [self._kept[file, code] for code in codes if code.startswith(prefix)]
            chosen = _fair(groups, room)
            room -= len(chosen)
            listed += sorted(chosen, key=lambda p: (p.line or 0, p.code, p.column))
        return listed


def _fair(groups: Sequence[Sequence[Problem]], room: int) -> list[Problem]:
    """Up to `room` problems, taken from the groups in turn, so that no frequent code hides a rare one."""
    chosen: list[Problem] = []
    for turn in range(min(room, max(map(len, groups), default=0))):
        for group in groups:
            if turn < len(group) and len(chosen) < room:
                chosen.append(group[turn])
    return chosen
