"""The standard dataclass, with methods that are shared instead of compiled for each class.

`dataclasses.dataclass(frozen=True, slots=True)` writes seven methods as text and compiles them, .5 ms a class. A command loads a hundred
classes and calls few of their methods, so this was a third of what ``import networkx`` takes. Here ``__init__`` alone is compiled, once it
is called: of most classes that a command loads it makes no record.
Classes behave, compare, print and pickle as the standard ones; whatever is not frozen or asks for more is left to the standard library.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, **options):
        """Decorate a class as `dataclasses.dataclass` does, with the same options."""
        made = _frozen if options.get("frozen") and options.keys() <= _KNOWN else dataclasses.dataclass
        return made(cls, **options) if cls is not None else lambda cls: made(cls, **options)


_KNOWN = {"frozen", "slots", "eq", "repr"}
_set = object.__setattr__


class _Factory:
    """What a parameter is by default whose value a function makes."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()


def _frozen(cls: type, *, frozen: bool, slots: bool = False, eq: bool = True, repr: bool = True) -> type:
    own = set(vars(cls))
    if not cls.__doc__:  # else the standard decorator writes the signature there, which loads a parser of Python
        cls.__doc__ = f"{cls.__name__}({', '.join(vars(cls).get('__annotations__', ()))})"
    made: type[Any] = dataclasses.dataclass(cls, init=False, eq=False, repr=False, slots=slots)
    fields = dataclasses.fields(made)
    methods: dict[str, Any] = {
        "__init__": _Initialiser(made),
        "__setattr__": _no_setting,
        "__delattr__": _no_deleting,
    }
    if repr:
        methods["__repr__"] = _representing([f.name for f in fields if f.repr])
    if eq:
        compared = [f for f in fields if f.compare]
        methods["__eq__"] = _comparing(_values([f.name for f in compared]))
        methods["__hash__"] = _hashing(_values([f.name for f in compared if f.hash is not False]))
    if slots:
        methods |= {"__getstate__": _state, "__setstate__": _restored}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


class _Initialiser:
    """Stands for the ``__init__`` of a class until something asks for it, and is then replaced by it."""

    def __init__(self, cls: type[Any]) -> None:
        self._cls = cls

    def __get__(self, record: object, cls: type | None = None) -> Any:
        made = _compiled(self._cls, dataclasses.fields(self._cls))
        self._cls.__init__ = made
        return made.__get__(record, cls)


def _compiled(cls: type, fields: Sequence[Field[Any]]) -> Callable[..., None]:
    """``__init__`` with a parameter a field, as the standard decorator writes it."""
    scope: dict[str, Any] = {"_set": _set, "_made": _FACTORY}
    parameters, lines = ["self"], []
    for field in fields:
        name = value = field.name
        if field.default_factory is not MISSING:
            scope[f"_make_{name}"] = field.default_factory
            value = f"_make_{name}()" + (f" if {name} is _made else {name}" if field.init else "")
            parameter = f"{name}=_made"
        elif field.default is not MISSING:
            scope[f"_default_{name}"] = field.default
            parameter = f"{name}=_default_{name}"
            value = name if field.init else f"_default_{name}"
        else:
            parameter = name
        if field.init:
            parameters.append(parameter)
        elif value == name:
            continue
        slot = getattr(cls, name, None)
        if isinstance(slot, MemberDescriptorType):  # is set in two thirds of the time that its name would take
            scope[f"_set_{name}"] = slot.__set__
            lines.append(f"_set_{name}(self, {value})")
        else:
            lines.append(f"_set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n  ".join(lines or ["pass"])
    text = f"def make({', '.join(scope)}):\n def __init__({', '.join(parameters)}):\n  {body}\n return __init__"
    there: dict[str, Any] = {}
    # Annotations are looked up where the class stands. Nothing in the text but the names of fields.
    exec(text, vars(sys.modules[cls.__module__]), there)  # noqa: S102
    made: Callable[..., None] = there["make"](**scope)
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = {field.name: field.type for field in fields if field.init} | {"return": None}
    return made


def _values(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What reads the values of so many fields as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _comparing(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], bool]:
    def equal(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _hashing(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    return lambda self: hash(values(self))


def _representing(names: Sequence[str]) -> Callable[[Any], str]:
    @recursive_repr()
    def shown(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return shown


def _no_setting(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deleting(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restored(self: Any, state: Sequence[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        _set(self, field.name, value)
