"""Every named query as a method: ``workspace.key_influencers(account="HY")``, ``account.what_if(set={"c4": 0})``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
            from graphcrm.near import near

            found = [one.replace("-", "_") for one in near(wanted, known)]
            hint = f"; did you mean {', '.join(found)}?" if found else ""
            raise AttributeError(f"there is no query and no method {name!r}{hint}")

        def ask(*given: object, **params: Any) -> Result:
            if given:
                raise TypeError(f"{name}() takes its options by name, such as as_of=…: {given[0]!r} has none")
            return self.query(wanted, **params)

        ask.__doc__ = known[wanted].question.en
        return ask

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(name.replace("-", "_") for name in self.catalogue)})
