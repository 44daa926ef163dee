"""What callers from Python give the door: values of another kind are refused by name, before anything is opened."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from numbers import Integral, Real
from typing import Any, TypeVar

from graphcrm.errors import UsageError
from graphcrm.files import refuse_no_name
from graphcrm.i18n import LANGUAGES, Text
from graphcrm.model.faults import shown
from graphcrm.near import did_you_mean

__all__ = ["checked", "plain"]


C = TypeVar("C", bound=type)


def plain(value: Any) -> Any:
    """A value as a cell holds it: a day of the calendar as text, a number of NumPy or pandas as one of Python.

    >>> from datetime import date
    >>> plain(date(2026, 6, 30)), plain([date(2026, 6, 30), 2])
    ('2026-06-30', ['2026-06-30', 2])
    """
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if not _is_number(value):
        return value
    return int(value) if isinstance(value, Integral) else float(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _is_path(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, os.PathLike) and isinstance(os.fspath(value), str))


def _by_name(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(name, str) for name in value)


def _texts_by_name(value: Any) -> bool:
    return _by_name(value) and all(isinstance(said, str) for said in value.values())


def _are(one: Callable[[Any], bool], value: Any) -> bool:
    """Whether a value is several; what can be gone through only once is not gone through."""
    several = isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))
    return several and (not isinstance(value, Collection) or all(map(one, value)))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_a(name: str, value: Any) -> bool:
    """Whether a value is of a class of ours of a name, which need not be loaded to say that it is not."""
    return any(cls.__name__ == name for cls in type(value).__mro__)


def _is_choice(*choices: Any) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, Hashable) and value in choices


_PATH = Text("文件或文件夹的路径", "the path of a file or folder")
_CALLED = Text("可以调用的函数", "something that can be called")
#: What an argument may be, by how it is declared; other declarations are for whoever reads the argument to check.
_KINDS: Mapping[str, tuple[Callable[[Any], bool], Text]] = {
    "str": (_is_text, Text("文字", "text")),
    "bool": (lambda value: isinstance(value, bool), Text("True 或 False", "True or False")),
    "int": (lambda value: isinstance(value, Integral) and _is_number(value), Text("整数", "a whole number")),
    "float": (_is_number, Text("数字", "a number")),
    "str | Path": (_is_path, _PATH),
    "Sequence[str | Path]": (
        partial(_are, _is_path),
        Text("若干文件或文件夹路径的列表", "a list of paths of files or folders"),
    ),
    "Iterable[str]": (partial(_are, _is_text), Text("文字的列表", "a list of texts")),
    "Mapping[str, Any]": (_by_name, Text("按名称给出的值（dict）", "a dict of values by name")),
    "Mapping[str, str]": (_texts_by_name, Text("按名称给出的文字（dict）", "a dict of texts by name")),
    "Answers": (
        lambda value: _is_path(value) or _texts_by_name(value),
        Text("文件路径，或按问题给出的回答（dict）", "the path of a file, or a dict of answers by question"),
    ),
    "Lang": (_is_choice(*LANGUAGES), Text("zh、en 或 both", "zh, en or both")),
    "Portfolio": (partial(_is_a, "Portfolio"), Text("portfolio() 给出的结果", "what portfolio() gives")),
    "Document": (partial(_is_a, "Document"), Text("document() 给出的文稿", "what document() gives")),
    "Progress": (callable, _CALLED),
    "Callable[[int, int], None]": (callable, _CALLED),
}
_OR_NONE, _UNPACKED = " | None", "Unpack["


def checked(door: C) -> C:
    """A class whose public methods raise UsageError for an argument that is not of the kind that they declare."""
    for cls in door.__mro__:
        for name, method in list(vars(cls).items()):
            if inspect.isfunction(method) and (name == "__init__" or not name.startswith("_")):
                setattr(cls, name, _checking(method))
    return door


#: Looked at when a method is first called: making all of them costs more than a command calls.
_signature = functools.cache(inspect.signature)


def _checking(method: Callable[..., Any]) -> Callable[..., Any]:
    declared = {name: str(kind) for name, kind in method.__annotations__.items() if name != "return"}
    declared |= _within(method, declared)
    wanted = {name: kind for name, kind in declared.items() if kind.removesuffix(_OR_NONE) in _KINDS}

    @functools.wraps(method)
    def calling(*args: Any, **given: Any) -> Any:
        signature = _signature(method)
        try:
            bound = signature.bind(*args, **given).arguments
        except TypeError:
            _refuse_unknown(method, signature, given)
            return method(*args, **given)  # Python says what is missing, or too much
        for name, values in _named(signature, bound):
            for value in values if name in wanted else ():
                _check(name, value, wanted[name])
        return method(*args, **given)

    return calling


def _refuse_unknown(method: Callable[..., Any], signature: inspect.Signature, given: Mapping[str, Any]) -> None:
    """Raise UsageError for the first argument that the method does not take by name."""
    kinds = signature.parameters.values()
    taken = [one.name for one in kinds if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)][1:]
    if any(one.kind is one.VAR_KEYWORD for one in kinds):
        return
    for name in given:
        if name not in taken:
            said = Text("{method}() 不接受参数 {name}。", "{method}() takes no {name}. ")
            raise UsageError(said.format(method=method.__name__, name=name) + did_you_mean(name, taken))


def _within(method: Callable[..., Any], declared: Mapping[str, str]) -> dict[str, str]:
    """How the arguments are declared that a method takes by name and hands on: those of its ``Unpack[…]``."""
    kind = next((kind for kind in declared.values() if kind.startswith(_UNPACKED)), "")
    of = method.__globals__.get(kind.removeprefix(_UNPACKED).removesuffix("]"))
    return {name: one.__forward_arg__ for name, one in of.__annotations__.items()} if of else {}


def _named(signature: inspect.Signature, bound: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Each argument that was given, by its name, with its values."""
    for name, value in bound.items():
        kind = signature.parameters[name].kind
        if kind is inspect.Parameter.VAR_KEYWORD:
            handed_on = value if _UNPACKED in str(signature.parameters[name].annotation) else {}
            yield from ((one, (said,)) for one, said in handed_on.items())
        else:
            yield name, value if kind is inspect.Parameter.VAR_POSITIONAL else (value,)


def _check(name: str, value: Any, declared: str) -> None:
    if value is None and declared.endswith(_OR_NONE):
        return
    fits, what = _KINDS[declared.removesuffix(_OR_NONE)]
    if not fits(value):
        found = shown(repr(value) if isinstance(value, (int, float, Mapping)) else type(value).__name__)
        said = Text("{name} 应为{what}，不能是 {found}", "{name} is {what}, not {found}")
        raise UsageError(said.format(name=name, what=what, found=found))
    for one in value if declared.startswith("Sequence") else (value,):
        if "Path" in declared or "Answers" in declared:
            _named_file(one)


def _named_file(value: Any) -> None:
    if isinstance(value, (str, os.PathLike)):
        refuse_no_name(value)
