"""A question of many: its answer, or the sentence that says why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphcrm.asking.query import Query
from graphcrm.asking.result import Result
from graphcrm.dataclass import dataclass
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.i18n import Text

__all__ = ["Answered", "answered"]


_NOT_SHOWN = Text("本版不显示这一项。", "This edition does not show it.")


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with what came of it."""

    query: Query
    found: Result | Text


def answered(query: Query, ask: Callable[..., Result], edition: Edition, **params: Any) -> Answered:
    """Ask a question for the readers of an edition, a sentence for each row; `ask` takes the parameters by their Python names."""
    if not any(query.admitted(edition)):
        return Answered(query, _NOT_SHOWN)
    try:
        return Answered(query, ask(**{**query.fitting({"explain": True, "edition": edition.code}), **params}))
    except UsageError as refused:
        return Answered(query, refused.text)
