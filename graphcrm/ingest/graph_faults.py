"""What NetworkX's readers say of a file that is none, in both languages and with the line on which its word stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable
from graphcrm.model.fields import shown

__all__ = [
    "DEEP", "DEEPEST", "DIGITS", "GRAPHS", "LACKS", "LINE", "NESTED", "NO_NUMBER", "UNCLOSED", "UNDECLARED", "Lines", "as_unreadable",
    "line_of", "no_vertex", "twice", "unclosed",
]  # fmt: skip

#: The key under which people and ties of a file carry their line: no name of an attribute, since none holds this character.
LINE = "\0line"
UNCLOSED = Text("引号没有成对", "the quotes are unbalanced")
_TWICE = Text("顶点 {word} 出现两次", "the vertex {word} is there twice")
_NO_GRAPH = Text("里面没有网络", "it holds no graph")
DIGITS = Text("有一个数的位数太多", "a number has too many digits")
DEEP = Text("嵌套太深", "it is nested too deeply")
#: How deep a file may be nested.
DEEPEST = 200
GRAPHS = Text("里面不止一个网络；请每个文件放一个", "it holds more than one graph; use a file for each")
LACKS = Text("缺少 {key}", "{key} is missing")
NESTED = Text("这里要的是一个值，不是列表或对象", "a single value is needed here, not a list or an object")
UNDECLARED = Text("没有声明属性 {word}", "the attribute {word} is not declared")
NO_NUMBER = Text("“{word}” 不是数", "“{word}” is not a number")
#: How a message begins or what is in it, by which groups are caught; what is said instead. `word` is looked for in the file.
_SAID: Mapping[str, Text] = {
    r"could not convert string to float: '(?P<word>.*)'": NO_NUMBER,
    r"invalid literal for int\(\) with base 10: '(?P<word>.*)'": NO_NUMBER,
    r"Exceeds the limit": DIGITS,
    r"recursion": DEEP,
    r"expected .*, found EOF": Text("文件没有写完", "the file ends too early"),
    r"expected .*, found '?(?P<word>.*?)'? at \(": Text("“{word}” 不应在这里", "“{word}” is not expected here"),
    r"cannot tokenize (?P<word>\S*)": Text("“{word}” 不应在这里", "“{word}” is not expected here"),
    r"(?:node|edge) #\d+ has no '(?P<key>\w+)'": LACKS,
    r"has undefined (?:source|target) (?P<word>.*)": Text("没有顶点 {word}", "there is no vertex {word}"),
    r"node (?:id|label) (?P<word>.*) is duplicated": _TWICE,
    r"no key (?P<word>.*)": UNDECLARED,
    r"No attribute defined for=(?P<word>.*)\.": UNDECLARED,
    r"hyperedges": Text("不支持超边（hyperedge）", "hyperedges are not supported"),
    r"contains more than one graph": GRAPHS,
    r"contains no graph|No <graph> element|not successfully read": _NO_GRAPH,
}  # fmt: skip
_ELSE = Text("结构不合这种格式的规定", "its structure is not that of this format")
_AT = re.compile(r" at \((\d+), \d+\)")


class Lines(NamedTuple):
    """Where the vertices and the ties of a file stand: its line by the id of each, its lines in turn by the two ends."""

    vertices: dict[Any, int]
    ties: dict[tuple[Any, Any], list[int]]

    def of_tie(self, source: Any, target: Any, *, directed: bool) -> int:
        """The line of the next tie between the two, 0 where none is known."""
        found = self.ties.get((source, target)) or (None if directed else self.ties.get((target, source)))
        return found.pop(0) if found else 0


def as_unreadable(form: str, text: str, error: Exception) -> Unreadable:
    """A file of the form (``GML``, ``GraphML/GEXF``) that could not be read, because of `error`."""
    message = " ".join(str(error).split())
    said, line = _ELSE, None
    for pattern, words in _SAID.items():
        if found := re.search(pattern, message):
            groups = found.groupdict()
            said = words.format(**{name: shown(value) for name, value in groups.items()})
            line = line_of(text, groups["word"]) if "word" in groups else None
            break
    if at := _AT.search(message):
        line = min(int(at[1]), 1 + text.rstrip().count("\n"))
    whole = Text("读不懂这个 {form} 文件：", "the {form} file cannot be understood: ").format(form=form)
    return Unreadable(whole + said, line)


def line_of(text: str, word: str) -> int | None:
    """The first line on which the word stands alone: between quotes, brackets, tags or spaces."""
    if not word or len(word) > 1000:
        return None
    found = re.search(rf"(?<![\w.-]){re.escape(word)}(?![\w.-])", text)
    return None if found is None else 1 + text.count("\n", 0, found.start())


def twice(name: str, line: int) -> Unreadable:
    """The file lists this vertex twice: which of them the ties are of, and what holds of it, is not known."""
    return Unreadable(_TWICE.format(word=shown(name)), line)


def unclosed(text: str) -> Unreadable | None:
    """The fault of a text in GML whose quotes are not pairs, with the first line in which they are not; comments begin with #."""
    counts = [0 if line.lstrip().startswith("#") else line.count('"') for line in text.splitlines()]
    if sum(counts) % 2 == 0:
        return None
    return Unreadable(UNCLOSED, next(number for number, count in enumerate(counts, 1) if count % 2))


def no_vertex(name: str, line: int | None = None) -> Unreadable:
    """The file lists its vertices, and this one is not among them."""
    return Unreadable(Text("没有顶点 {name}", "there is no vertex {name}").format(name=shown(name)), line)
