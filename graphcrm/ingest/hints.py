"""What somebody says about how files are written, where the files leave it open."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.ingest.encodings import codec_named
from graphcrm.model.dates import ORDERS
from graphcrm.model.fields import DateOf, IntegerOf, ListOf, NumberOf, Parser, shown
from graphcrm.model.figures import SIGNS

__all__ = ["FILES", "Hints", "hints_of"]


@dataclass(frozen=True, slots=True)
class Hints:
    """How text is to be read.

    encoding
        Codec of text files; None where it is to be recognised.
    date_order
        ``dmy`` or ``mdy`` for days such as 03/05/2026; "" where those are refused.
    decimal
        ``.`` or ``,``; "" where each column has to tell.
    """

    encoding: str | None = None
    date_order: str = ""
    decimal: str = "."

    def parser(self, parse: Parser) -> Parser:
        """How a column is read under these hints."""
        if isinstance(parse, ListOf):
            return replace(parse, one=self.parser(parse.one))
        if isinstance(parse, DateOf):
            return DateOf(self.date_order)
        if isinstance(parse, NumberOf | IntegerOf):
            return replace(parse, decimal=self.decimal)
        return parse


#: Nothing is said: as files are read by default.
FILES = Hints(decimal="")


def hints_of(encoding: str | None = None, date_order: str | None = None, decimal: str | None = None) -> Hints:
    """The hints as they are named on a command line. Raises UsageError."""
    codec = None if encoding is None else codec_named(encoding)
    if encoding is not None and codec is None:
        raise UsageError(
            Text(
                f"graphcrm import --encoding：没有编码“{shown(encoding)}”；例如 utf-8、gb18030、cp1252、big5、utf-16-le",
                f"graphcrm import --encoding: there is no encoding “{shown(encoding)}”; such as utf-8, gb18030, cp1252, big5, utf-16-le",
            )
        )
    for option, value, known in (("--date-order", date_order, ORDERS), ("--decimal", decimal, SIGNS)):
        if value and value not in known:
            said, words = shown(value), " ".join(known)
            raise UsageError(Text(f"{option}：“{said}”不在 {words} 之中", f"{option}: “{said}” is not one of {words}"))
    return Hints(codec, date_order or "", decimal or "")
