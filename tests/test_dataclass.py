"""The shared methods do what the standard library's do, class by class."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import typing
from collections.abc import Callable
from functools import cached_property
from types import SimpleNamespace
from typing import Any

import pytest

from graphcrm.dataclass import dataclass

Decorator = Callable[..., Any]


def _classes(dataclass: Decorator) -> SimpleNamespace:
    """The same classes, made by this decorator."""

    @dataclass(frozen=True, slots=True)
    class Plain:
        """What it holds."""

        name: str
        level: int = 2
        tags: list[str] = dataclasses.field(default_factory=list)

    @dataclass(frozen=True, slots=True)
    class Derived(Plain):
        """What it holds."""

        more: float | None = None

    @dataclass(frozen=True, slots=True)
    class Alone:
        """What it holds."""

        value: float

    @dataclass(frozen=True, slots=True)
    class Empty:
        """What it holds."""

    @dataclass(frozen=True)
    class Hiding:
        """What it holds."""

        name: str
        secret: str = dataclasses.field(default="", repr=False)
        note: str = dataclasses.field(default="", compare=False)
        made: str = dataclasses.field(default="here", init=False)
        kept: list[int] = dataclasses.field(default_factory=lambda: [1], init=False, hash=False)

        @cached_property
        def length(self) -> int:
            return len(self.name)

    @dataclass(frozen=True, slots=True)
    class Checked:
        """What it holds."""

        name: str

        def __post_init__(self) -> None:
            object.__setattr__(self, "name", self.name.strip())

        def __repr__(self) -> str:
            return "checked"

        def __hash__(self) -> int:
            return 7

    @dataclass(frozen=True, eq=False, repr=False)
    class Bare:
        """What it holds."""

        name: str

    @dataclass(frozen=True, order=True)
    class Ordered:
        """What it holds."""

        name: str

    @dataclass(slots=True)
    class Open:
        """What it holds."""

        name: str

    return SimpleNamespace(**{name: kind for name, kind in locals().items() if isinstance(kind, type)})


OURS, STANDARD = _classes(dataclass), _classes(dataclasses.dataclass)
MADE: dict[str, tuple[Any, ...]] = {
    "Plain": ("a", 3, ["x"]),
    "Derived": ("a", 3, (), 1.5),
    "Alone": (1.5,),
    "Empty": (),
    "Hiding": ("a", "s", "n"),
    "Checked": (" a ",),
    "Bare": ("a",),
    "Ordered": ("a",),
    "Open": ("a",),
}


@pytest.mark.parametrize("name", MADE)
def test_a_class_does_what_the_standard_one_does(name: str) -> None:
    assert _told(getattr(OURS, name), MADE[name]) == _told(getattr(STANDARD, name), MADE[name])


def _told(kind: Any, values: tuple[Any, ...]) -> dict[str, Any]:
    """All that can be seen of a class and of what it makes."""
    one, again = kind(*values), kind(*values)
    other = kind(*("other" for _ in values))
    return {
        "signature": str(inspect.signature(kind)),
        "types": typing.get_type_hints(kind.__init__, None, {}),
        "doc": kind.__doc__,
        "fields": [field.name for field in dataclasses.fields(kind)],
        "match": kind.__match_args__,
        "room": hasattr(one, "__dict__"),
        "values": dataclasses.asdict(one),
        "replaced": dataclasses.asdict(dataclasses.replace(one)),
        "equal": (one == again, one == one, one == other, one != again, one == 1, one in (again,)),
        "hash": _refusal(lambda: hash(one) == hash(again)),
        "less": _refusal(lambda: one < other),
        "repr": repr(one).split(" object at ")[0],
        "copied": (dataclasses.asdict(copy.copy(one)), dataclasses.asdict(copy.deepcopy(one))),
        "state": _refusal(lambda: dataclasses.asdict(_reduced(one))),
        "length": getattr(one, "length", None),
        "too few": _refusal(kind).replace("()", "") if values else None,
        "unknown": _refusal(lambda: kind(never=1)),
    }


def _refusal(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _reduced(one: Any) -> Any:
    """What pickling takes apart and puts together, for a class that no module names."""
    make, arguments, *state = one.__reduce_ex__(pickle.HIGHEST_PROTOCOL)
    made = make(*arguments)
    if state and state[0] is not None:
        restore = getattr(made, "__setstate__", None)
        restore(state[0]) if restore else vars(made).update(state[0])
    return made


@pytest.mark.parametrize("name", [name for name in MADE if name not in ("Ordered", "Open", "Empty")])
def test_nothing_is_changed_in_place(name: str) -> None:
    one = getattr(OURS, name)(*MADE[name])
    field = dataclasses.fields(one)[0].name
    for change in (lambda: setattr(one, field, 1), lambda: setattr(one, "never", 1), lambda: delattr(one, field)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()


def test_a_record_that_holds_itself_is_shown_once() -> None:
    held: list[Any] = []
    one = OURS.Plain("a", 2, held)
    held.append(one)
    assert "tags=[...]" in repr(one)


def test_how_a_record_is_made_is_compiled_when_the_first_is_made() -> None:
    classes = _classes(dataclass)
    assert not inspect.isfunction(vars(classes.Plain)["__init__"])
    classes.Derived("a")
    assert inspect.isfunction(vars(classes.Derived)["__init__"])
    assert not inspect.isfunction(vars(classes.Plain)["__init__"])
    assert classes.Plain("a").level == 2
