"""Files of pins, as a page saves them::

    {"kind": "influence", "account": "HY", "pins": [{"person": "9f…", "lane": 4, "line": 1, "order": 3}]}

``picture`` is there where a place belongs to the picture of a department. People are digests (`graphcrm.maps.records.pins`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError, UsageError
from graphcrm.files import read_text, reason
from graphcrm.i18n import Text
from graphcrm.maps.layout.positions import has_places
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.pins import MapPins, MapPlace
from graphcrm.model.fields import shown
from graphcrm.model.problems import Problem
from graphcrm.near import did_you_mean
from graphcrm.parsing import NotParsed, not_json
from graphcrm.snapshot.ever import EverTied
from graphcrm.spoken import joined

__all__ = ["LAID_OUT", "Pinned", "lasting", "read_pins", "with_pins"]


@dataclass(frozen=True, slots=True)
class Pinned:
    """Where places come from: a file that was named, else ``ACCOUNT.KIND.json`` of a folder, if it is there.

    All others follow from the `ties` of all days, if there are any, else from the lines of the map.
    """

    file: Path | None = None
    folder: Path | None = None
    ties: Callable[[], Sequence[EverTied]] = tuple

    def of(self, account: str, kind: str) -> Path | None:
        """The file for an account and a kind; an id that is no name of a file has none in the folder."""
        name = f"{account}.{kind}.json"
        if self.file or not self.folder or Path(name).name != name or "\0" in name:
            return self.file
        return found if (found := self.folder / name).is_file() else None


_DIGEST = re.compile("[0-9a-f]{16}")
_HEAD, _PIN = ("kind", "account", "pins"), ("person", "lane", "line", "order", "picture")
#: From which number to which; lane 0 is that of people without a grade.
_RANGE = {"lane": (0, 5), "line": (1, 99), "order": (1, 99)}
#: What to do about a file that is no good.
_INSTEAD = Text(
    "请在页面中重新“保存位置”，或用 --no-pins。", " Save the positions again in the page, or use --no-pins."
)

LAID_OUT = Pinned()


def with_pins(model: MapModel, account: str, pinned: Pinned, tell: Callable[[Text], None]) -> MapModel:
    """The model of a map with lanes, with the chosen places; `tell` is told which they are."""
    file = pinned.of(account, model.kind)
    pins = MapPins(account, read_pins(file, model.kind, account) if file else {})
    if file and not has_places(len(model.people)):
        tell(
            Text(
                "{file} 未使用：{n} 人画成点，没有可固定的位置",
                "{file} is not used: {n} people are drawn as dots, which have no places to keep",
            ).format(file=file, n=len(model.people))
        )
    elif file:
        tell(
            Text("位置取自 {file}（--no-pins 则不用）", "places taken from {file} (--no-pins leaves them out)").format(
                file=file
            )
        )
        if n := pins.gone(p.id for p in model.people):
            tell(Text("其中 {n} 人已不在图上，略过", "people in it who are no longer on the map: {n}").format(n=n))
    return replace(model, pins=pins, ties=lasting(pinned.ties(), {p.id for p in model.people}) or None)


def read_pins(file: Path, kind: str, account: str) -> dict[tuple[str, str], MapPlace]:
    """Places by picture and person.

    Raises
    ------
    InputError
        A file that cannot be read, a key that is not known or missing, a value outside its range, somebody twice, two at one
        place.
    UsageError
        Pins of another kind of map or of another account.
    """
    data = _object(file, "", _parsed(file), _HEAD, _HEAD)
    for name, wanted in (("kind", kind), ("account", account)):
        if data[name] != wanted:
            said = Text(
                "{file}：{name} 是“{found}”，而这张图的是“{wanted}”。请换一个文件，或用 --no-pins。",
                "{file}: {name} is “{found}”, that of this map is “{wanted}”. Name another file, or use --no-pins.",
            )
            raise UsageError(said.format(file=file, name=name, found=shown(str(data[name])), wanted=wanted))
    if not isinstance(data["pins"], list):
        raise _refuse(file, "pins", Text("应为列表", "should be a list"))
    places: dict[tuple[str, str], MapPlace] = {}
    taken: set[tuple[str, MapPlace]] = set()
    for k, entry in enumerate(data["pins"]):
        where = f"pins[{k}]"
        pin = _object(file, where, entry, _PIN, _PIN[:-1])
        picture = _digest(file, f"{where}.picture", pin["picture"]) if "picture" in pin else ""
        key = (picture, _digest(file, f"{where}.person", pin["person"]))
        place = MapPlace(*(_whole(file, f"{where}.{name}", pin[name], *ends) for name, ends in _RANGE.items()))
        if key in places:
            raise _refuse(file, where, Text("此人出现两次", "this person is there twice"))
        if (picture, place) in taken:
            raise _refuse(file, where, Text("此位置已另有人", "another person has this place already"))
        places[key] = place
        taken.add((picture, place))
    return places


def _parsed(file: Path) -> Any:
    text = ""
    try:
        text = read_text(file)
        return json.loads(text)
    except OSError as error:
        raise _refuse(file, "", Text("无法读取：{why}", "cannot be read: {why}").format(why=reason(error))) from error
    except (RecursionError, ValueError) as error:
        fault = error if isinstance(error, NotParsed) else not_json(error, text)
        said = Text("不是有效的 JSON：", "this is not valid JSON: ") + fault.text
        raise _refuse(file, "", said, fault.line) from error


def _object(file: Path, where: str, value: Any, known: tuple[str, ...], needed: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _refuse(
            file, where, Text("应为含 {names} 的对象", "should be an object with {names}").format(names=joined(needed))
        )
    dot = f"{where}." if where else ""
    for name in value:
        if name not in known:
            raise _refuse(file, f"{dot}{shown(name)}", Text("未知的键。", "unknown key. ") + did_you_mean(name, known))
    for name in needed:
        if name not in value:
            raise _refuse(file, f"{dot}{name}", Text("缺少", "is missing"))
    return value


def _digest(file: Path, where: str, value: Any) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise _refuse(file, where, Text("不是页面写出的标识", "is no key that a page has written"))
    return value


def _whole(file: Path, where: str, value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise _refuse(
            file,
            where,
            Text(
                "是 {value}，应为 {least} 到 {most} 的整数",
                "is {value}, should be a whole number from {least} to {most}",
            ).format(value=shown(json.dumps(value, ensure_ascii=False)), least=least, most=most),
        )
    return value


def _refuse(file: Path, where: str, text: Text, line: int | None = None) -> InputError:
    place = f"{file}: {where}" if where else str(file) if line is None else f"{file}:{line}"
    ends = Text("", "") if text.en.endswith(("?", ".")) else Text("。", ".")
    said = Text("{place}：", "{place}: ").format(place=place) + text + ends + _INSTEAD
    return InputError(said, [Problem("E03", text, file=str(file), line=line, column=where, suggestion=_INSTEAD)])


#: Places are found anew when there are so many times as many ties as when they were found last.
_GROWN = 1.5


def lasting(ties: Sequence[EverTied], people: Collection[str]) -> tuple[tuple[str, str, bool], ...]:
    """The pairs among `people` that were tied on the last day on which their number had grown by half, and all reporting lines.

    Parameters
    ----------
    ties
        Of all days, the oldest first. The places follow from them whatever day a map is of.

    Examples
    --------
    >>> days = [("2026-01-05", "b"), ("2026-01-05", "c"), ("2026-02-01", "d"), ("2026-03-01", "e")]
    >>> lasting([EverTied(day, "a", other) for day, other in days], {*"abcde"})
    (('a', 'b', False), ('a', 'c', False), ('a', 'd', False))
    """
    here = [t for t in ties if t.one in people and t.other in people]
    found = [t for t in here if not t.reports]
    reached = counted = 0
    for _, day in groupby(found, key=lambda t: t.first):
        reached += sum(1 for _ in day)
        if reached >= _GROWN * counted:
            counted = reached
    return tuple((t.one, t.other, t.reports) for t in (*(t for t in here if t.reports), *found[:counted]))
