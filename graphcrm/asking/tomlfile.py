"""A declaration that is being read: its values by type, and refusals that name file, line and near misses."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from graphcrm.errors import InputError
from graphcrm.files import read_text, reason
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.model.problems import Problem
from graphcrm.near import did_you_mean
from graphcrm.parsing import NotParsed, parse_toml

__all__ = ["TomlFile"]


T = TypeVar("T")

_TYPES: Mapping[type, Text] = {
    str: Text("文本", "text"),
    bool: Text("true 或 false", "true or false"),
    float: Text("数", "a number"),
    list: Text("列表", "a list"),
    dict: Text("表", "a table"),
}


class TomlFile:
    """A file of TOML, of which `text` is the content; refuses with the line on which a word stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self._lines = text.splitlines()
        self._head: int | None = None

    @classmethod
    def of(cls, path: Path) -> tuple[TomlFile, Mapping[str, Any]]:
        """The place of a file, and what the file holds.

        Raises InputError: the file cannot be read or is no TOML; with the line.
        """
        try:
            text = read_text(path)
            return cls(path, text), parse_toml(text)
        except OSError as error:
            cls(path, "").refuse(Text("无法读取：{why}", "this cannot be read: {why}").format(why=reason(error)))
        except NotParsed as error:
            said = Text("不是有效的 TOML：", "this is not TOML: ") + error.text
            cls(path, "").refuse(said, line=error.line)

    def part(self, name: str, number: int) -> TomlFile:
        """The same file, of which only the ``[[name]]`` of that number, from 0 on, is looked at; all of it where there is none."""
        heads = [at for at, one in enumerate(self._lines) if re.match(rf"\s*\[\[\s*{re.escape(name)}\s*]]", one)]
        if number >= len(heads):
            return self
        return self._between(heads[number], [*heads, len(self._lines)][number + 1])

    def table(self, *names: str) -> TomlFile:
        """The same file, of which only ``[a.b]`` with what lies under it is looked at; all of it where it is written otherwise."""
        name = r"\s*\.\s*".join(map(re.escape, names))
        heads = [at for at, one in enumerate(self._lines) if re.match(rf"\s*\[\s*{name}\s*]", one)]
        if not heads:
            return self
        rest = range(heads[0] + 1, len(self._lines))
        ends = (at for at in rest if re.match(rf"\[(?!\s*{name}\s*\.)", self._lines[at]))
        return self._between(heads[0], next(ends, len(self._lines)))

    def _between(self, first: int, end: int) -> TomlFile:
        made = TomlFile(self.path, "\n".join([""] * first + self._lines[first:end]))
        made._head = first + 1
        return made

    def refuse(self, text: Text, word: str = "", *, under: str = "", line: int | None = None) -> NoReturn:
        """Refuse the file, because of a word in the value of the key `under`.

        Raises InputError: always.
        """
        key = self._line(rf"^\s*(.*[{{,.\[]\s*)?{re.escape(under)}\s*[].=]") if under else None
        line = (
            line
            or (self._line(rf"(?<![\w-]){re.escape(word)}(?![\w-])", key or 1) if word else None)
            or key
            or self._head
        )
        raise InputError.of_file(Problem("E15", text, file=str(self.path), line=line))

    def one_of(self, word: str, known: Iterable[str], what: Text, *, under: str = "") -> None:
        """Refuse a word that is not among the known ones; near misses, else all of them."""
        names = list(dict.fromkeys(known))
        if word in names:
            return
        said = Text("没有{what}“{word}”。", "there is no {what} “{word}”. ").format(what=what, word=shown(word))
        self.refuse(said + did_you_mean(word, names), word, under=under)

    def value(self, table: Mapping[str, Any], key: str, kind: type[T], default: T | None = None) -> T:
        """The value of a key, of the type that it must have; required unless there is a default."""
        if key not in table:
            if default is not None:
                return default
            self.refuse(Text(f"缺少 {key}", f"{key} is missing"))
        return self.typed(table[key], kind, key)

    def typed(self, value: Any, kind: type[T], key: str) -> T:
        """A value of the type that it must have; whole numbers that no decimal one comes near and truth values are no numbers."""
        whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= sys.float_info.max
        number = whole or isinstance(value, float)
        if not (number if kind is float else isinstance(value, kind)):
            said = Text("{key} 应为{what}", "{key} should be {what}")
            self.refuse(said.format(key=key, what=_TYPES[kind]), under=key)
        found: T = value
        return found

    def texts(self, values: Any, key: str, like: Text) -> Sequence[str]:
        """A list of texts, one for each word of `like`, which says what they are; any number of them where it is one word."""
        wanted = like.en.count(",") + 1
        fits = isinstance(values, list) and all(isinstance(one, str) for one in values)
        if not fits or (wanted > 1 and len(values) != wanted):
            found = values if isinstance(values, list) else [values]
            word = next((str(one) for one in found if isinstance(one, str | int)), "")
            said = Text("{key} 中应写 [{like}]", "{key} should have [{like}]")
            self.refuse(said.format(key=key, like=like), word, under=key)
        return list(values)

    def _line(self, pattern: str, start: int = 1) -> int | None:
        """The first line from `start` on, comments apart, that has the pattern."""
        lines = enumerate(self._lines[start - 1 :], start)
        return next((at for at, one in lines if re.search(pattern, one) and not one.lstrip().startswith("#")), None)
