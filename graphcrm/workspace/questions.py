"""Every named query as a method: ``workspace.key_influencers(account="HY")``, ``account.what_if(set={"c4": 0})``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspect import Signature

    from graphcrm.asking.options import Option
    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result

__all__ = ["Questions"]


class Questions:
    """Whoever has `catalogue` and `query` answers the catalogue's questions by name; hyphens become underscores."""

    if TYPE_CHECKING:

        @property
        def catalogue(self) -> Mapping[str, Query]: ...

        def query(self, name: str, /, **params: Any) -> Result: ...

    def __getattr__(self, name: str) -> Callable[..., Result]:
        if name.startswith("_"):
            raise AttributeError(name)
        known = self.catalogue
        wanted = name.replace("_", "-")
        if wanted not in known:
            from graphcrm.asking.listing.kinds import LISTS
            from graphcrm.near import near

            found = [one.replace("-", "_") for one in near(wanted, known)]
            hint = f"; did you mean {', '.join(found)}?" if found else ""
            if wanted in LISTS:
                hint = f"; list({wanted!r}) lists what is recorded"
            raise AttributeError(f"there is no query and no method {name!r}{hint}")

        def ask(*given: object, **params: Any) -> Result:
            if given:
                raise TypeError(f"{name}() takes its options by name, such as as_of=…: {given[0]!r} has none")
            return self.query(wanted, **params)

        ask.__name__, ask.__qualname__ = name, f"{type(self).__name__}.{name}"
        ask.__doc__ = _documented(known[wanted])
        ask.__signature__ = _signature(known[wanted])  # type: ignore[attr-defined]  # what inspect asks a function for
        return ask

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(name.replace("-", "_") for name in self.catalogue)})


def _named(option: Option) -> str:
    """An option as Python calls it; a word of Python has an underscore behind it."""
    return f"{option.key}_" if iskeyword(option.key) else option.key


def _documented(query: Query) -> str:
    """What a question asks, what it takes and which columns it answers with, for ``help(account.key_influencers)``."""
    lines = [query.question.en, "", "Parameters", "----------"]
    for option in query.options:
        lines += [_named(option) + ("" if option.required else ", optional"), f"    {option.help.en}"]
    lines += ["", "Columns", "-------"]
    lines += [", ".join(column.name for column in group) for group in query.groups]
    return "\n".join(lines)


def _signature(query: Query) -> Signature:
    """Its options, by name alone, for completion in notebooks."""
    from inspect import Parameter, Signature

    empty = Parameter.empty
    return Signature(
        [
            Parameter(_named(option), Parameter.KEYWORD_ONLY, default=empty if option.required else None)
            for option in query.options
        ]
    )
