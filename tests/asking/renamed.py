"""The same account told otherwise: other ids, other names, rows in another order."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Mapping
from enum import Enum
from pathlib import Path
from random import Random
from typing import Any

from graphcrm.asking.result import Result
from graphcrm.i18n import Text

__all__ = ["canonical", "figures", "retold"]


def retold(folder: Path, target: Path, seed: int) -> dict[str, str]:
    """Write the tables again with other people's ids and names and permuted rows; what each new word was before."""
    random = Random(seed)
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    ids, names = [row["id"] for row in people], [row["name"] for row in people if row["name"]]
    words = {old: f"z{at:03}" for at, old in enumerate(random.sample(ids, len(ids)))}
    words |= {old: f"Somebody {at:03}" for at, old in enumerate(random.sample(names, len(names)))}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = list(csv.reader(file))
        random.shuffle(rows)
        with (target / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(head)
            writer.writerows([[";".join(words.get(w, w) for w in cell.split(";")) for cell in row] for row in rows])
    return {new: old for old, new in words.items()}


def canonical(result: Result, before: Mapping[str, str], but: Collection[str] = ()) -> list[list[str]]:
    """The rows of each part, without some columns, with the words of before, and in an order that hangs on no word."""
    back = _words(before)
    groups = ([{k: _plain(v, back) for k, v in row.items() if k not in but} for row in rows] for rows in result.groups)
    return [sorted(repr(row) for row in rows) for rows in groups]


def figures(result: Result, words: Collection[str]) -> list[str]:
    """The numbers in what is said beside the rows, apart from those in some words."""
    said = " ".join(text.en for text in (*result.remarks, *result.assumptions))
    return sorted(re.findall(r"\d+(?:\.\d+)?", _any_of(words).sub("", said)))


def _any_of(words: Collection[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)")


def _words(before: Mapping[str, str]) -> Callable[[str], str]:
    pattern = _any_of(before)
    return lambda text: pattern.sub(lambda found: before[found.group()], text)


def _plain(value: Any, back: Callable[[str], str]) -> Any:
    """A value without that in which two equal answers may differ: the last digits, and which of several comes first."""
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value if abs(value) > 1e-9 else 0:.5g}"
    if isinstance(value, Text):
        return back(value.zh), back(value.en)
    if isinstance(value, str):
        return ";".join(sorted(back(value).split(";")))
    if isinstance(value, Mapping):
        return sorted((back(str(k)), _plain(v, back)) for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return sorted((_plain(v, back) for v in value), key=repr)
    return value
