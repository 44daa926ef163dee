"""A story that is told with a map: views one after the other, each with what is shown and what is to be decided.

A file of TOML, a ``[[step]]`` each::

    [[step]]
    caption = ["谁在做决定", "Who decides"]
    decide = ["商定决策链", "Agree on the chain"]
    select = "c4"

What a view may say: ``select`` (id of a person), ``path`` (which hidden path, 1 is the first), ``gaps``, ``table``, ``min`` (weakest
influence in per cent), ``off`` (sorts of lines), ``support`` (levels that stand out), ``unit`` (name of a department), ``search``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from graphcrm.asking.tomlfile import TomlFile
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.maps.records.model import MapModel
from graphcrm.pages.pair import pair
from graphcrm.pages.text import clean

__all__ = ["Step", "Story", "read_story", "told"]


_TYPES: Mapping[str, type] = {
    "select": str, "path": float, "gaps": bool, "table": bool, "min": float, "off": list, "support": list, "unit": str, "search": str,
}  # fmt: skip
_WORDS = {
    "off": ("reports_to", "influences", "conflicts", "derived", "uncertain", "contacts"),
    "support": ("3", "2", "1", "0", "-1", "unknown"),
}
_LIKE = {"off": Text("线的种类", "sorts of lines"), "support": Text("支持等级", "levels of support")}
_TWO = Text("中文，English", "Chinese, English")
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Step:
    """One view: what is said, what is to be decided (or nothing), and the state of the page."""

    caption: Text
    decide: Text | None = None
    view: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """The steps, and where they were read, for refusals."""

    place: TomlFile
    steps: Sequence[Step]

    def masked(self, text: Callable[[str], str], key: Callable[[str], str]) -> Story:
        """The same story in which nobody is named: `text` masks what is said, `key` gives the code of an id."""

        def said(of: Text) -> Text:
            return Text(text(of.zh), text(of.en))

        steps = [
            Step(said(s.caption), s.decide and said(s.decide), {k: key(v) if k == "select" else v for k, v in s.view.items()})
            for s in self.steps
        ]  # fmt: skip
        return replace(self, steps=steps)

    def payload(self, model: MapModel, number: Mapping[str, int]) -> list[dict[str, Any]]:
        """What the page takes, of a model as its edition may see it.

        Raises InputError: a step shows somebody, a department or a path that is not on this map.
        """
        return [_step(self.place.part("step", at), step, model, number) for at, step in enumerate(self.steps)]


def _step(place: TomlFile, step: Step, model: MapModel, number: Mapping[str, int]) -> dict[str, Any]:
    view = dict(step.view)
    if "select" in view:
        place.one_of(view["select"], number, Text("图上的人", "person on this map"), under="select")
        view["select"] = number[view["select"]]
    if "unit" in view:
        units = {(p.org or p.unit) if p.outside else p.unit for p in model.people}
        place.one_of(view["unit"], sorted(units), Text("图上的部门", "department on this map"), under="unit")
    if "path" in view:
        if not 1 <= view["path"] <= len(model.paths):
            said = Text(
                "这张图有 {n} 条隐性路径，没有第 {p} 条", "this map has {n} hidden paths, and none is number {p}"
            )
            place.refuse(said.format(n=len(model.paths), p=f"{view['path']:g}"), under="path")
        view["path"] = int(view["path"]) - 1
    for name in ("off", "support"):
        view[name] = ",".join(sorted(view.get(name, ())))
    view["q"] = view.pop("search", "")
    return told(step, view)


def told(step: Step, view: Mapping[str, Any]) -> dict[str, Any]:
    """A step as the page takes it, with the state that shows it."""
    said = {"caption": _said(step.caption), "view": dict(view)}
    return {**said, "decide": _said(step.decide)} if step.decide else said


def _said(text: Text) -> Any:
    return pair(Text(clean(text.zh), clean(text.en)))


def read_story(path: Path) -> Story:
    """The story of a file.

    Raises InputError: the file cannot be read, is no TOML, or says something that a view cannot: with line and near misses.
    """
    place, data = TomlFile.of(path)
    for key in data:
        place.one_of(key, ["step"], Text("键", "key"))
    steps = place.value(data, "step", list)
    if not 1 <= len(steps) <= _LONGEST:
        place.refuse(Text(f"应有 1 到 {_LONGEST} 个 [[step]]", f"there should be 1 to {_LONGEST} [[step]]"))
    return Story(
        place, [_read(place.part("step", at), place.typed(step, dict, "step")) for at, step in enumerate(steps)]
    )


def _read(place: TomlFile, step: Mapping[str, Any]) -> Step:
    for key in step:
        place.one_of(key, ["caption", "decide", *_TYPES], Text("键", "key"))
    caption = place.texts(place.value(step, "caption", list), "caption", _TWO)
    decide = place.texts(step["decide"], "decide", _TWO) if "decide" in step else None
    view: dict[str, Any] = {key: place.typed(step[key], kind, key) for key, kind in _TYPES.items() if key in step}
    for key, known in _WORDS.items():
        for word in place.texts(view.get(key, []), key, _LIKE[key]):
            place.one_of(word, known, _LIKE[key], under=key)
    if not 0 <= view.get("min", 0) <= 85:
        place.refuse(Text("min 应为 0 到 85（百分比）", "min should be 0 to 85 (per cent)"), under="min")
    return Step(Text(*caption), Text(*decide) if decide else None, view)
