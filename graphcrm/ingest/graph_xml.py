"""GraphML and GEXF before NetworkX reads them: what no network may hold is refused, and what is not read is told, both by line.

NetworkX reads neither ports nor hyperedges nor graphs within graphs (GraphML 1.0), and of GEXF 1.2 neither slices nor spells; of
values that change over time (attvalues with ``start``, ``end`` or ``timestamp``) no fact of ours can hold more than one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable, unparsed
from graphcrm.ingest.graph_faults import DEEPEST, LACKS, Lines, no_vertex, twice
from graphcrm.ingest.graph_values import Declared, check_value
from graphcrm.model.fields import shown
from graphcrm.parsing import not_xml
from graphcrm.spoken import joined

__all__ = ["Looked", "looked_over"]

_ENTITY = Text("XML 含有文档类型声明，不予读取", "the XML has a document type declaration; it is refused")
#: Elements, by that of the whole, of which NetworkX reads no more than so many, and what is said of others.
_REFUSED = {
    ("graphml", "graph"): (
        1,
        Text(
            "里面不止一个网络（或网络里套着网络）；请每个文件放一个",
            "it holds more than one graph, perhaps one within the other; use a file for each",
        ),
    ),
    ("graphml", "hyperedge"): (
        0,
        Text(
            "不支持超边（hyperedge）；请把它拆成两两之间的边",
            "hyperedges are not supported; write them as edges between two vertices each",
        ),
    ),
    ("gexf", "spell"): (
        0,
        Text(
            "不支持分多段时间的点和边（spells）；请不带时间再导出一次",
            "vertices and ties at several times (spells) are not supported; export it without them",
        ),
    ),
}
_MIXED = Text(
    "有向和无向的边混在一个网络里；请分成两个文件",
    "ties with and without a direction stand in one graph; use a file for each",
)
_SAID_TWICE = Text(
    "属性 {key} 在这里有两个值（或声明了两次）；请只留一个",
    "the attribute {key} has two values here, or is declared twice; leave one of them",
)
#: What of an element, by that of the whole, says whether ties have a direction, and the words that do.
_DIRECTIONS = {
    ("graphml", "graph"): ("edgedefault", ("directed", "undirected")),
    ("graphml", "edge"): ("directed", ("true", "false")),
    ("gexf", "graph"): ("defaultedgetype", ("directed", "undirected", "mutual")),
    ("gexf", "edge"): ("type", ("directed", "undirected", "mutual")),
}
_NO_DIRECTION = Text(
    "“{word}” 没有说明边有没有方向；应为 {words}",
    "“{word}” does not say whether ties have a direction; {words} would",
)
_WEIGHTS = Text(
    "一条边有多个随时间变化的权重；请导出某一时点的网络",
    "a tie has several weights over time; export the network as of one day",
)
_NO_CLASS = Text(
    "“{word}” 不是属性的类别；应为 node、edge", "“{word}” is no class of attributes; node or edge would be"
)
#: What is left out, by what was found.
_LEFT_OUT = {
    "port": Text("端口（port）未导入", "ports were left out: ties join whole vertices"),
    "desc": Text("说明（desc）未导入", "descriptions (desc) were left out"),
    "slice": Text("时间片（slices）未导入", "slices of time were left out"),
    "pid": Text(
        "点的层级（pid 或点中有点）只作为属性 pid 保留，不是关系",
        "which vertex stands within which (pid, or nodes in nodes) is kept as the attribute pid and is no tie",
    ),
}
_TIMED = Text("随时间变化的属性未导入：{names}", "attributes that change over time were left out: {names}")
#: How GEXF says that a value holds for a time.
_TIMES = frozenset({"start", "end", "startopen", "endopen", "timestamp"})


class Looked(NamedTuple):
    """What was seen of a file.

    whole
        Name of the outermost element.
    told
        What is left out, each with the line on which it stands first.
    timed
        Titles of attributes whose values hold for a time only.
    lines
        Where vertices and ties stand.
    """

    whole: str
    told: list[tuple[Text, int]]
    timed: frozenset[str]
    lines: Lines


def looked_over(data: bytes) -> Looked:
    """Look well-formed XML over.

    Raises
    ------
    Unreadable
        A document type, whatever is nested too deeply, a tie to a vertex that is not there, and what NetworkX would read wrongly.
    """
    look = _Look()
    look.parse(data)
    return Looked(look.whole, look.told(), frozenset(look.timed), look.lines)


class _Look:
    """One pass over a file, element by element."""

    def __init__(self) -> None:
        self.whole = ""
        self._parser = expat.ParserCreate()
        self._depth = 0
        self._counted: dict[str, int] = {}
        self.lines = Lines({}, {})
        self._ends: dict[str, int] = {}
        self._first: dict[str, int] = {}
        self._default = "undirected"
        self._class = self._mode = ""
        #: Attributes by class (of GEXF) and id, the one of which values come now, and the text of a value.
        self._attributes: dict[tuple[str, str], Declared] = {}
        self._now = ("", "", 0)
        self._text: list[str] | None = None
        #: Values of attributes that are not declared above them.
        self._later: list[tuple[str, str, str | None, int]] = []
        self.timed: dict[str, int] = {}
        self._within = ""
        self._weights = 0
        self._inside = 0
        #: Attributes that were declared, and those of which the vertex or tie at hand had a value.
        self._declared: set[str] = set()
        self._valued: set[str] = set()

    def parse(self, data: bytes) -> None:
        """Look the whole over; raises Unreadable."""
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler = self._read
        self._parser.StartDoctypeDeclHandler = self._parser.EntityDeclHandler = self._refuse
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise unparsed("XML", not_xml(error)) from error
        if self.whole == "gexf":  # Gephi 0.7 did not declare it
            self._attributes.setdefault(("edge", "weight"), Declared("weight", "double", 0))
        for of, key, value, line in self._later:
            check_value(self.whole, self._attributes.get((of, key)), key, value, line)
        for vertex, line in self._ends.items():
            if vertex not in self.lines.vertices:
                raise no_vertex(vertex, line)

    def told(self) -> list[tuple[Text, int]]:
        """What is left out, each once, with the line on which it stands first."""
        said = [(_LEFT_OUT[name], line) for name, line in self._first.items()]
        if self.timed:
            names = joined([shown(title) for title in self.timed])
            said.append((_TIMED.format(names=names), min(self.timed.values())))
        return sorted(said, key=lambda one: one[1])

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._text = None
        element = tag.rsplit(":", 1)[-1]
        self.whole = self.whole or element
        if self._depth > DEEPEST:
            raise Unreadable(Text("XML 嵌套太深", "the XML is nested too deeply"), self._parser.CurrentLineNumber)
        if refused := _REFUSED.get((self.whole, element)):
            self._counted[element] = self._counted.get(element, 0) + 1
            if self._counted[element] > refused[0]:
                raise Unreadable(refused[1], self._parser.CurrentLineNumber)
        self._check_direction(element, attributes)
        if element in ("node", "edge"):
            self._within = element
            self._weights = 0
            self._valued.clear()
            (self._node if element == "node" else self._edge)(attributes)
        elif element == "graph":
            said = attributes.get("edgedefault", attributes.get("defaultedgetype", ""))
            self._default = "directed" if said == "directed" else "undirected"
        elif element == "attributes":
            self._class, self._mode = attributes.get("class", ""), attributes.get("mode", "")
            if self.whole == "gexf" and self._class not in ("node", "edge"):
                raise Unreadable(_NO_CLASS.format(word=shown(self._class)), self._parser.CurrentLineNumber)
        elif element == "attribute":
            self._declare(self._class, attributes, ("title", "type", None))
        elif element == "attvalue":
            self._value(attributes)
        elif element == "key" and self.whole == "graphml":
            self._declare("", attributes, ("attr.name", "attr.type", "string"))
        elif element == "default":
            self._now, self._text = (*self._now[:2], self._parser.CurrentLineNumber), []
        elif element == "data" and self.whole == "graphml" and self._within:
            key = attributes.get("key", "")
            self._once(self._valued, key, key)
            self._now, self._text = ("", key, self._parser.CurrentLineNumber), []
        elif element in _LEFT_OUT:
            self._note(element)

    def _read(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _declare(self, of: str, attributes: Mapping[str, str], names: tuple[str, str, str | None]) -> None:
        """An attribute, with the names of its title and type, and the type of those that have none."""
        title, sort, otherwise = names
        key, line = attributes.get("id", ""), self._parser.CurrentLineNumber
        self._once(self._declared, f"{of}\t{key}", key)
        yfiles = "yfiles" if "yfiles.type" in attributes else None
        declared = Declared(
            yfiles or attributes.get(title),
            yfiles or attributes.get(sort, otherwise),
            line,
            self._mode == "dynamic",
        )
        self._attributes[of, key] = declared
        self._now = (of, key, line)

    def _check(self, of: str, key: str, value: str | None, line: int) -> None:
        """Check a value, at the end of the file if its attribute is not declared yet."""
        if (attribute := self._attributes.get((of, key))) is not None:
            check_value(self.whole, attribute, key, value, line)
        else:
            self._later.append((of, key, value, line))

    def _once(self, seen: set[str], key: str, name: str) -> None:
        """Raise Unreadable for what is said a second time: NetworkX takes the last of two without a word."""
        if key in seen:
            raise Unreadable(_SAID_TWICE.format(key=shown(name)), self._parser.CurrentLineNumber)
        seen.add(key)

    def _check_direction(self, element: str, attributes: Mapping[str, str]) -> None:
        """Raise Unreadable for a direction that is none, which NetworkX takes for that of the graph."""
        name, words = _DIRECTIONS.get((self.whole, element), ("", ()))
        if name in attributes and attributes[name] not in words:
            said = _NO_DIRECTION.format(word=shown(attributes[name]), words=", ".join(words))
            raise Unreadable(said, self._parser.CurrentLineNumber)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        element = tag.rsplit(":", 1)[-1]
        self._inside -= element == "node"
        if self._text is not None and element in ("data", "default"):
            of, key, line = self._now
            self._check(of, key, "".join(self._text) or None, line)
        self._text = None
        if element in ("node", "edge"):
            self._valued.clear()

    def _node(self, attributes: Mapping[str, str]) -> None:
        name, line = attributes.get("id"), self._parser.CurrentLineNumber
        if name is None:
            raise Unreadable(LACKS.format(key="id"), line)
        if name in self.lines.vertices:
            raise twice(name, line)
        self.lines.vertices[name] = line
        self._inside += 1
        if self.whole == "gexf" and (self._inside > 1 or "pid" in attributes):
            self._note("pid")

    def _edge(self, attributes: Mapping[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        for side in ("source", "target"):
            if side not in attributes:
                raise Unreadable(LACKS.format(key=side), line)
            self._ends.setdefault(attributes[side], line)
        self.lines.ties.setdefault((attributes["source"], attributes["target"]), []).append(line)
        if self.whole == "gexf":
            check_value("gexf", Declared("weight", "double", line), "weight", attributes.get("weight"), line)
        if {"sourceport", "targetport"} & attributes.keys():
            self._note("port")
        of_gexf = attributes.get("type", "") if self.whole == "gexf" else ""
        said = {"true": "directed", "false": "undirected"}.get(attributes.get("directed", ""), of_gexf)
        if said in ("directed", "undirected") and said != self._default:
            raise Unreadable(_MIXED, line)

    def _value(self, attributes: Mapping[str, str]) -> None:
        """A value of GEXF, which may hold for a time only."""
        line = self._parser.CurrentLineNumber
        for needed in ("for", "value"):
            if needed not in attributes:
                raise Unreadable(LACKS.format(key=needed), line)
        key = attributes["for"]
        self._check(self._within, key, attributes["value"], line)
        attribute = self._attributes.get((self._within, key))
        title, dynamic = (attribute.title or key, attribute.timed) if attribute else (key, False)
        if not dynamic and not _TIMES & attributes.keys():
            self._once(self._valued, key, title)
            return
        if self._within == "edge" and title.casefold() == "weight":
            self._weights += 1
            if self._weights > 1:
                raise Unreadable(_WEIGHTS, line)
            return
        self.timed.setdefault(title, line)

    def _refuse(self, *_: object) -> None:
        raise Unreadable(_ENTITY, self._parser.CurrentLineNumber)

    def _note(self, name: str) -> None:
        self._first.setdefault(name, self._parser.CurrentLineNumber)
