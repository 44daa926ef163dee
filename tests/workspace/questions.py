"""Questions made of the catalogue: whoever declares a query or an option has it asked from both doors without further doing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.options import Kind, Option
from graphcrm.asking.query import Query

__all__ = ["DAY", "Question", "every_question", "keep_scenarios", "sensible"]

#: The day on which the sample account is asked.
DAY = "2026-06-30"

#: Values that mean something in the sample account, by the name of the option or by its kind.
_NAMED = {
    "account": ("HY",),
    "vendor": ("RIV",),
    "competitor": ("RIV",),
    "as-of": ("2026-05-31",),
    "to": ("c4",),
    "from": ("c6",),
    "set": ("c4=0", "c2=1"),
    "kappa": ("c4=3", "c2=0.5"),
    "remove": ("c8", "c6>c3"),
    "add": ("c6>c2:3", "c6>c4:3"),
    "tie": ("trusts",),
    "owner": ("u1",),
    "ours": ("u1",),
    "why-not": ("u3",),
    "draws": ("40",),
    "cost": ("c6=2", "c9=1"),
    "start": ("h2", "HYL"),
    "scenario": ("peace",),
    "name": ("peace", "without Wang"),
}
#: Scenarios that are kept beside the workspace, by name.
_KEPT = {
    "peace": 'account = "HY"\nopportunity = "HY-CORE"\nset = ["c4=0"]\n',
    "without Wang": 'account = "HY"\nremove = ["c6"]\nadd = ["c8>c2:3"]\n',
    "of another time": 'account = "HY"\nset = ["c99=1"]\n',
}
_KINDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("something",),
    Kind.PERSON: ("c6",),
    Kind.HOLDER: ("c6", "HY"),
    Kind.ORG: ("HY",),
    Kind.OPPORTUNITY: ("HY-CORE",),
    Kind.WHOLE: ("3",),
    Kind.NUMBER: ("2.5",),
    Kind.DAY: ("2026-03-31",),
    Kind.CHANGE: ("c6=1",),
}
#: Values that no option of the kind takes.
_WRONG: Mapping[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("no such thing", " "),
    Kind.PERSON: ("c99", "C6", " "),
    Kind.HOLDER: ("c99", " "),
    Kind.ORG: ("XX", "hy", " "),
    Kind.OPPORTUNITY: ("HY-NONE", " "),
    Kind.WHOLE: ("abc", "-1", "1.5", "inf", ""),
    Kind.NUMBER: ("abc", "-1", "nan", "inf", ""),
    Kind.DAY: ("2026-02-30", "soon", "", "20260630"),
    Kind.CHOICE: ("Z", ""),
    Kind.CHANGE: ("nonsense", "c99=1", "c6=9", " "),
    Kind.FLAG: (),
}


_catalogue = cache(catalogue)


@dataclass(frozen=True)
class Question:
    """A query with values as they are typed; None stands for a flag. `wrong` names the option that must be refused."""

    query: str
    given: tuple[tuple[str, str | None], ...]
    wrong: str | None = None

    def __str__(self) -> str:
        return " ".join([self.query, *self.words])

    @property
    def words(self) -> list[str]:
        """As the command line says it."""
        return [f"--{name}" if value is None else f"--{name}={value}" for name, value in self.given]

    @property
    def params(self) -> dict[str, Any]:
        """As Python says it: True for a flag, numbers as numbers, days as dates, a list for several values.

        What is no number and no day stays the text that was typed.
        """
        options = {o.name: o for o in _catalogue()[self.query].options}
        found: dict[str, Any] = {}
        for name, value in self.given:
            option = options.get(name)
            one = True if value is None else value if option is None or self.wrong else _natural(option.kind, value)
            found.setdefault(name.replace("-", "_"), []).append(one)
        return {key: values[0] if len(values) == 1 else values for key, values in found.items()}


def sensible(option: Option) -> tuple[str | None, ...]:
    """Values that the option takes, as they are typed."""
    if option.kind is Kind.FLAG:
        return (None,)
    if option.choices:
        return tuple(option.choices)
    return _NAMED.get(option.name) or _KINDS[option.kind]


def keep_scenarios(workspace: Path) -> None:
    """Put a few scenarios beside a workspace, one of which cannot be made."""
    folder = workspace.parent / "scenarios"
    folder.mkdir(exist_ok=True)
    for name, text in _KEPT.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


@cache
def every_question() -> Sequence[Question]:
    """Every query of the catalogue, as it is answered and as it is refused, each question once."""
    return tuple(dict.fromkeys([*_answered(), *_refused()]))


def _answered() -> Iterator[Question]:
    """Every query as it stands, and with each of its options.

    An option is tried with all its values where it is met first, and with one of them, in turn, in every other query.
    """
    met: list[Option] = []
    for turn, query in enumerate(_catalogue().values()):
        base = _needed(query)
        yield _question(query, base)
        for option in query.options:
            values = sensible(option)
            for value in (values[turn % len(values)],) if option in met else values:
                yield _question(query, {**base, option.name: value})
            met.append(option)
            if option.repeat:
                both = [(option.name, value) for value in (*values, "c9")[:2]]
                yield Question(query.name, (*((n, v) for n, v in base.items() if n != option.name), *both))


def _refused() -> Iterator[Question]:
    """Every query with values that its options do not take, without what it needs, and with options that it does not have.

    An option is tried with all the wrong values where it is met first, and with one of them in every other query.
    """
    met: list[Option] = []
    for query in _catalogue().values():
        base = _needed(query)
        for option in query.options:
            values = _WRONG[option.kind]
            for value in values[:1] if option in met else values:
                yield _question(query, {**base, option.name: value}, option.name)
            if option not in met:
                met.append(option)
                yield _question(query, {**base, f"{option.name}x": "1"}, f"{option.name}x")
            if option.required:
                left = {name: value for name, value in base.items() if name != option.name}
                yield _question(query, left, option.name)
        yield _question(query, {**base, "colour-of-the-sky": "blue"}, "colour-of-the-sky")


def _needed(query: Query) -> dict[str, str | None]:
    """What must be given for the query to answer about the sample account, and quickly."""
    asked: dict[str, str | None] = {"account": "HY", "as-of": DAY}
    for option in query.options:
        if option.required or option.name in ("to", "draws"):
            asked[option.name] = sensible(option)[0]
    return asked


def _natural(kind: Kind, value: str) -> Any:
    read: Mapping[Kind, Callable[[str], Any]] = {Kind.WHOLE: int, Kind.NUMBER: float, Kind.DAY: date.fromisoformat}
    return read.get(kind, str)(value)


def _question(query: Query, given: Mapping[str, str | None], wrong: str | None = None) -> Question:
    return Question(query.name, tuple(given.items()), wrong)
