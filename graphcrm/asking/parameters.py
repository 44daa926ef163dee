"""The parameters of a question: what a caller gave, checked against the options that are declared."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from keyword import iskeyword
from types import MappingProxyType
from typing import Any

from graphcrm.asking.options import Option
from graphcrm.asking.query import Query
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean

__all__ = ["called", "not_taken", "read_options", "read_parameters"]


def read_parameters(query: Query, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was given to a query, with its defaults (:func:`read_options`)."""
    return read_options(query.options, given, called(query), query.defaults)


def called(query: Query) -> Text:
    """A query as a sentence about its options names it."""
    return Text("查询 {name}", "the query {name}").format(name=query.name)


def read_options(
    options: Collection[Option],
    given: Mapping[str, Any],
    taker: Text,
    defaults: Mapping[str, Any] = MappingProxyType({}),
) -> Mapping[str, Any]:
    """Every option that was given or has a default, by its Python name, in the order of the declaration.

    What is None or empty counts as not given, and so does a flag that is False. A name that is a word of Python's own may end in an
    underscore: ``from_``. What a flag takes away may be said as elsewhere in the library: ``derived=False`` for ``no_derived=True``.

    Raises UsageError: a parameter that `taker` does not take, a value that does not fit, or one that is missing.
    """
    known = {name: option for option in options for name in (option.key, option.name)}
    known |= {f"{key}_": option for key, option in known.items() if iskeyword(key)}
    positive = {option.key.removeprefix("no_"): option for option in options if option.key.startswith("no_")}
    read = dict(defaults)
    for name, value in given.items():
        option = known.get(name)
        if option is None and name in positive and isinstance(value, bool):
            option, value = positive[name], not value
        if option is None:
            if value is None or value == ():
                continue
            raise UsageError(not_taken(options, name, taker))
        found = option.read(value)
        if found is not None:
            read[option.key] = found
    for option in options:
        if option.required and option.key not in read:
            said = Text("{taker} 需要 {flag}（{help}）", "{taker} needs {flag} ({help})")
            raise UsageError(said.format(taker=taker, flag=option.flag, help=option.help))
    return {option.key: read[option.key] for option in options if option.key in read}


def not_taken(options: Collection[Option], name: str, taker: Text) -> Text:
    """That there is no such option; near misses, else all that there are."""
    wanted = f"--{shown(name).replace('_', '-')}"
    if not options:
        return Text("{taker} 不接受选项 {flag}。", "{taker} takes no {flag}.").format(taker=taker, flag=wanted)
    said = Text("{taker} 不接受选项 {flag}。", "{taker} takes no {flag}. ").format(taker=taker, flag=wanted)
    return said + did_you_mean(wanted, [option.flag for option in options])
