"""The exception tree.

    GraphcrmError                       exit  meaning
    ├── UsageError                      2     the command cannot be carried out as asked (unknown id, option, query …)
    ├── InputError                      3     files or values that break a rule; carries the problems found
    ├── StoreError                      4     the store cannot serve
    │   ├── StoreUnavailable            4     not there, no permission, disk full
    │   │   └── StoreReadOnly           4     it may be read and not written
    │   ├── StoreBusy                   4     another process kept it locked for too long
    │   ├── StoreChanged                4     somebody else changed it after it was read for this change
    │   └── NotAStore                   4     a file of another program, or of a newer graphcrm
    └── IntegrityError                  5     the store is damaged and does not answer

Every message is a :class:`~graphcrm.i18n.Text`: what is wrong, which value, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from graphcrm.i18n import Text

if TYPE_CHECKING:
    from graphcrm.model.problems import Problem

__all__ = [
    "GraphcrmError",
    "InputError",
    "IntegrityError",
    "InterruptedAfter",
    "NotAStore",
    "StoreBusy",
    "StoreChanged",
    "StoreError",
    "StoreReadOnly",
    "StoreUnavailable",
    "UsageError",
]


class GraphcrmError(Exception):
    """Root of all errors that graphcrm raises on purpose.

    Attributes
    ----------
    text
        The sentence in both languages; ``str(error)`` is the English one.
    exit_code
        With which the command line leaves.

    Examples
    --------
    >>> try:
    ...     Workspace("demo-out/demo.graphcrm").query("kip")
    ... except GraphcrmError as error:
    ...     print(error.exit_code, error)
    2 there is no query “kip”. Did you mean kpi?
    """

    exit_code = 1

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class InterruptedAfter(KeyboardInterrupt):
    """Ctrl-C that came when the change that was asked for counted already; `text` says so."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class UsageError(GraphcrmError):
    """The request itself cannot be carried out: an unknown id, name, option or combination.

    >>> Workspace("demo-out/demo.graphcrm").account("HX")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    graphcrm.errors.UsageError: there is no organisation with id “HX”. There are ...HY...
    """

    exit_code = 2


class InputError(GraphcrmError):
    """Input breaks rules of the data model; nothing was written. `problems` says which: code, file, line, column, what to do.

    >>> try:
    ...     Workspace("demo-out/demo.graphcrm").edit("person", "c6", grade=9)
    ... except InputError as error:
    ...     print([(problem.code, problem.column, problem.value) for problem in error.problems])
    [('E03', 'grade', '9')]
    """

    exit_code = 3

    def __init__(self, text: Text, problems: Sequence[Problem] = ()) -> None:
        super().__init__(text)
        self.problems = tuple(problems)

    @classmethod
    def of_file(cls, problem: Problem, part: str = "") -> Self:
        """What is wrong with a file, in a sentence that begins with the place: file, line and part as far as they are known."""
        line = f":{problem.line}" if problem.line else ""
        place = f"{problem.file}{line}{f': {part}' if part else ''}"
        return cls(Text("{place}：", "{place}: ").format(place=place) + problem.text, [problem])


class StoreError(GraphcrmError):
    """The store cannot serve the request: it is not there, busy, read-only, or no store of ours.

    >>> Workspace("nowhere.graphcrm").query("kpi")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    graphcrm.errors.StoreUnavailable: there is no workspace nowhere.graphcrm; ...
    """

    exit_code = 4


class StoreUnavailable(StoreError):
    """The store is not there, not permitted, or its disk is full."""


class StoreReadOnly(StoreUnavailable):
    """The store may be read and not written; nothing was written."""


class StoreBusy(StoreError):
    """Another process is writing and did not finish in time."""


class StoreChanged(StoreError):
    """Somebody else changed the store after it was read for this change; nothing was written."""


class NotAStore(StoreError):
    """The file belongs to another program or to a newer graphcrm; it was left untouched."""


class IntegrityError(GraphcrmError):
    """The store is damaged, by a checksum, a count or the chain of its changes; nothing is computed from it.

    >>> IntegrityError.exit_code, issubclass(IntegrityError, StoreError)
    (5, False)

    Attributes
    ----------
    what, where
        What alone is wrong, for a report on one store; and in which store that is ("": it is not said yet).
    """

    exit_code = 5

    def __init__(self, text: Text, *, what: Text | None = None, where: str = "") -> None:
        super().__init__(text)
        self.what = what or text
        self.where = where
