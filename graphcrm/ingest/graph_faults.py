"""What NetworkX's readers say of a file that is none, in both languages and with the line on which its word stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable
from graphcrm.model.fields import shown

__all__ = ["LINE", "UNCLOSED", "as_unreadable", "line_of", "no_vertex", "said_twice", "twice", "unclosed"]

#: The key under which people and ties of a file carry their line: no name of an attribute, since none holds this character.
LINE = "\0line"
UNCLOSED = Text("引号没有成对", "the quotes are unbalanced")
_TWICE = Text("顶点 {word} 出现两次", "the vertex {word} is there twice")
_NO_GRAPH = Text("里面没有网络", "it holds no graph")
_NO_NUMBER = Text("“{word}” 不是数", "“{word}” is not a number")
#: How a message begins or what is in it, by which groups are caught; what is said instead. `word` is looked for in the file.
_SAID: Mapping[str, Text] = {
    r"could not convert string to float: '(?P<word>.*)'": _NO_NUMBER,
    r"invalid literal for int\(\) with base 10: '(?P<word>.*)'": _NO_NUMBER,
    r"Exceeds the limit": Text("有一个数的位数太多", "a number has too many digits"),
    r"recursion": Text("嵌套太深", "it is nested too deeply"),
    r"expected .*, found EOF": Text("文件没有写完", "the file ends too early"),
    r"expected .*, found '?(?P<word>.*?)'? at \(": Text("“{word}” 不应在这里", "“{word}” is not expected here"),
    r"cannot tokenize (?P<word>\S*)": Text("“{word}” 不应在这里", "“{word}” is not expected here"),
    r"(?P<element>node|edge) #(?P<n>\d+) has no '(?P<key>\w+)'": Text("缺少 {key}", "{key} is missing"),
    r"has undefined (?:source|target) (?P<word>.*)": Text("没有顶点 {word}", "there is no vertex {word}"),
    r"node (?:id|label) (?P<word>.*) is duplicated": _TWICE,
    r"no key (?P<word>.*)": Text("没有声明属性 {word}", "the attribute {word} is not declared"),
    r"No attribute defined for=(?P<word>.*)\.": Text("没有声明属性 {word}", "the attribute {word} is not declared"),
    r"hyperedges": Text("不支持超边（hyperedge）", "hyperedges are not supported"),
    r"contains more than one graph": Text("里面不止一个网络；请每个文件放一个", "it holds more than one graph; use a file for each"),
    r"contains no graph|No <graph> element|not successfully read": _NO_GRAPH,
}  # fmt: skip
#: What GML says of a graph as a whole, and tokens of it: comments and texts in quotes hold none.
_OF_GRAPH = frozenset({"directed", "multigraph"})
_TOKEN = re.compile(r'(?m)^\s*#.*$|"[^"]*"|(?P<bracket>[\[\]])|(?P<key>\b[A-Za-z]\w*)\s+(?P<value>[-+]?\w+|"[^"]*")')
_DIFFERS = Text("{key} 在这里又有另一个值；请只留一个", "{key} has another value here than above; leave one of them")
_NEITHER = Text("{key} 应为 0 或 1，这里是“{value}”", "{key} is 0 or 1, and here it is “{value}”")
_ELSE = Text("结构不合这种格式的规定", "its structure is not that of this format")
_AT = re.compile(r" at \((\d+), \d+\)")


def as_unreadable(form: str, text: str, error: Exception) -> Unreadable:
    """A file of the form (``GML``, ``GraphML/GEXF``) that could not be read, because of `error`."""
    message = " ".join(str(error).split())
    said, line = _ELSE, None
    for pattern, words in _SAID.items():
        if found := re.search(pattern, message):
            groups = found.groupdict()
            said = words.format(**{name: shown(value) for name, value in groups.items()})
            line = line_of(text, groups["word"]) if "word" in groups else None
            if "element" in groups:
                begins = list(islice(re.finditer(rf"\b{groups['element']}\s*\[", text), int(groups["n"]) + 1))
                line = 1 + text.count("\n", 0, begins[-1].start()) if begins else None
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


def said_twice(text: str) -> Unreadable | None:
    """The fault of a text in GML that says of a graph twice, and differently, what holds of all of it, such as `directed`.

    NetworkX makes a list of the two, which counts as yes; so does every value that is neither 0 nor 1, which is a fault, too.
    """
    depth, said = 0, dict[str, str]()
    for found in _TOKEN.finditer(text):
        bracket, key, value = found["bracket"], found["key"], found["value"]
        depth += {"[": 1, "]": -1}.get(bracket or "", 0)
        if key in _OF_GRAPH and depth == 1 and value not in {"0", "1"}:
            wrong = _NEITHER.format(key=key, value=shown(value.strip('"')))
            return Unreadable(wrong, 1 + text.count("\n", 0, found.start("key")))
        if key in _OF_GRAPH and depth == 1 and said.setdefault(key, value) != value:
            return Unreadable(_DIFFERS.format(key=key), 1 + text.count("\n", 0, found.start()))
    return None


def no_vertex(name: str, line: int | None = None) -> Unreadable:
    """The file lists its vertices, and this one is not among them."""
    return Unreadable(Text("没有顶点 {name}", "there is no vertex {name}").format(name=shown(name)), line)
