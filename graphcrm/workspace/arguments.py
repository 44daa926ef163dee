"""What callers from Python give the door: values of another kind are refused by name, before anything is opened."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Mapping
from numbers import Integral
from typing import Any, TypeVar

from graphcrm.errors import UsageError
from graphcrm.files import refuse_no_name
from graphcrm.i18n import Text
from graphcrm.model.faults import shown

__all__ = ["checked"]

C = TypeVar("C", bound=type)

_TEXT = Text("文字", "text")
_NUMBER = Text("整数", "a whole number")
_PATH = Text("文件或文件夹的路径", "the path of a file or folder")
_YES_OR_NO = Text("True 或 False", "True or False")
#: What an argument may be, by how it is declared; other declarations are for whoever reads the argument to check.
_KINDS: Mapping[str, tuple[tuple[type, ...], Text]] = {
    "str": ((str,), _TEXT),
    "bool": ((bool,), _YES_OR_NO),
    "int": ((Integral,), _NUMBER),
    "str | Path": ((str, os.PathLike), _PATH),
}
_OR_NONE = " | None"


def checked(door: C) -> C:
    """A class whose public methods raise UsageError for an argument that is not of the kind that they declare."""
    for cls in door.__mro__:
        for name, method in list(vars(cls).items()):
            if inspect.isfunction(method) and (name == "__init__" or not name.startswith("_")):
                setattr(cls, name, _checking(method))
    return door


def _checking(method: Callable[..., Any]) -> Callable[..., Any]:
    declared = {name: str(kind) for name, kind in method.__annotations__.items() if name != "return"}
    wanted = {name: kind for name, kind in declared.items() if kind.removesuffix(_OR_NONE) in _KINDS}
    if not wanted:
        return method

    @functools.wraps(method)
    def calling(*args: Any, **given: Any) -> Any:
        signature = inspect.signature(method)
        try:
            bound = signature.bind(*args, **given).arguments
        except TypeError:
            return method(*args, **given)  # Python says what is missing, or too much
        for name in (n for n in bound if n in wanted):
            several = signature.parameters[name].kind is inspect.Parameter.VAR_POSITIONAL
            for value in bound[name] if several else (bound[name],):
                _check(name, value, wanted[name])
        return method(*args, **given)

    return calling


def _check(name: str, value: Any, declared: str) -> None:
    if value is None and declared.endswith(_OR_NONE):
        return
    types, what = _KINDS[declared.removesuffix(_OR_NONE)]
    fits = isinstance(value, types) and (bool in types or not isinstance(value, bool))
    if not fits:
        found = shown(f"{value!r}" if isinstance(value, (int, float)) else type(value).__name__)
        said = Text("{name} 应为{what}，不能是 {found}", "{name} is {what}, not {found}")
        raise UsageError(said.format(name=name, what=what, found=found))
    if os.PathLike in types:
        refuse_no_name(value)
