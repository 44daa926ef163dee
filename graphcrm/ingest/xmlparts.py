"""XML parts of a workbook, as a stream: no document types, no entities, no endless tokens."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.zipguard import part
from graphcrm.model.fields import shown
from graphcrm.parsing import not_xml

__all__ = ["DAMAGED", "Element", "elements", "fed", "new_parser"]

_CHUNK = 64 * 1024
#: Bytes without a single ``>``; a cell holds 32,767 characters at most.
_LONGEST_TOKEN = 1024 * 1024
_MOST_PARTS = 100_000


#: What is said of a workbook that cannot be taken apart.
DAMAGED = Text("工作簿已损坏或不是 Excel 文件（{why}）", "the workbook is damaged or not from Excel ({why})")
_WHERE = Text("{part} 第 {line} 行：{why}", "{part}, line {line}: {why}")


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag: local name and attributes without their prefixes."""

    name: str
    attributes: dict[str, str]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


def _refuse(*_: object) -> None:
    raise Unreadable(
        Text(
            "工作簿的 XML 含有文档类型声明，不予读取",
            "the workbook's XML has a document type declaration; it is refused",
        )
    )


def new_parser() -> expat.XMLParserType:
    """A parser that refuses document types and so every entity."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return parser


def fed(parser: expat.XMLParserType, archive: zipfile.ZipFile, name: str) -> Iterator[None]:
    """Give a part to a parser, piece by piece.

    Raises
    ------
    Unreadable
        It is no XML; the text names the part and the line in it.
    """
    for data in _chunks(archive, name):
        try:
            parser.Parse(data, not data)
        except expat.ExpatError as error:
            fault = not_xml(error)
            why = _WHERE.format(part=shown(name), line=fault.line, why=fault.text)
            raise Unreadable(DAMAGED.format(why=why)) from error
        yield


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a part, piece by piece."""
    since = 0
    with part(archive, name) as stream:
        while data := stream.read(_CHUNK):
            last = data.rfind(b">")
            since = since + len(data) if last < 0 else len(data) - last
            if since > _LONGEST_TOKEN:
                raise Unreadable(Text("工作簿的 XML 不合理", "the workbook's XML is unreasonable"))
            yield data
    yield b""


def elements(archive: zipfile.ZipFile, name: str, wanted: set[str]) -> list[Element]:
    """Start tags with the wanted local names."""
    found: list[Element] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = tag.rsplit(":", 1)[-1]
        if local in wanted:
            found.append(Element(local, {k.rsplit(":", 1)[-1]: v for k, v in attributes.items()}))
            if len(found) > _MOST_PARTS:
                raise Unreadable(Text("工作簿的 XML 不合理", "the workbook's XML is unreasonable"))

    parser = new_parser()
    parser.StartElementHandler = start
    for _ in fed(parser, archive, name):
        pass
    return found
