"""The parameters of a question: what a caller gave, checked against what the query declares."""

from __future__ import annotations

from collections.abc import Mapping
from keyword import iskeyword
from typing import Any

from graphcrm.asking.query import Query
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean

__all__ = ["not_taken", "read_parameters"]


def read_parameters(query: Query, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Every parameter that was given or has a default, by its Python name, in the order of the declaration.

    What is None or empty counts as not given, and so does a flag that is False. A name that is a word of Python's own may end in an
    underscore: ``from_``. What a flag takes away may be said as elsewhere in the library: ``derived=False`` for ``no_derived=True``.

    Raises
    ------
    UsageError
        A parameter that the query does not take, a value that does not fit, or one that is missing.
    """
    known = {name: option for option in query.options for name in (option.key, option.name)}
    known |= {f"{key}_": option for key, option in known.items() if iskeyword(key)}
    positive = {option.key.removeprefix("no_"): option for option in query.options if option.key.startswith("no_")}
    read: dict[str, Any] = {}
    for name, value in given.items():
        option = known.get(name)
        if option is None and name in positive and isinstance(value, bool):
            option, value = positive[name], not value
        if option is None:
            if value is None or value == ():
                continue
            raise UsageError(not_taken(query, name))
        found = option.read(value)
        if found is not None:
            read[option.key] = found
    for option in query.options:
        if option.required and option.key not in read and option.key not in query.defaults:
            raise UsageError(
                Text("查询 {name} 需要 {flag}({help})", "the query {name} needs {flag} ({help})").format(
                    name=query.name, flag=option.flag, help=option.help
                )
            )
    both = {**query.defaults, **read}
    return {option.key: both[option.key] for option in query.options if option.key in both}


def not_taken(query: Query, name: str) -> Text:
    """That a query has no such parameter; near misses, else all that it has."""
    flags = [option.flag for option in query.options]
    wanted = f"--{shown(name).replace('_', '-')}"
    text = Text("查询 {query} 不接受选项 {flag}。", "the query {query} takes no {flag}. ")
    return text.format(query=query.name, flag=wanted) + did_you_mean(wanted, flags)
