"""In which encoding a text file is written: what Unicode says for itself, else the one reading that people would write.

Nothing is guessed that could be otherwise: where two encodings give different texts and neither is clearly the right one, the
file is refused, both are shown, and ``--encoding`` decides.
"""

from __future__ import annotations

import base64
import codecs
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.readings import ENCODINGS, Reading, read_as
from graphcrm.model.fields import shown

__all__ = ["Undecided", "codec_named", "encoding_of"]

_CHUNK = 256 * 1024
#: Longest line, in bytes.
_LONGEST_LINE = 1024 * 1024
#: Lines beyond ASCII that are looked at, and bytes of each.
_EVIDENCE, _LINE = 1000, 2000
#: Share of odd words that a reading may have, and by how much the best must be confirmed more often than any other.
_ODD, _MARGIN = 0.05, 0.3
#: Without such a reading: how odd the best one may be, and how odd every other must be.
_STILL, _HOPELESS = 0.35, 0.6
#: How many times likelier than any other the detector must call a reading that nothing else decides for: 1 + 2.5 / words.
#: Measured on names of ten languages, one to eight at a time: it was never wrong by more (two words: 2.04, eight: 1.01).
_DETECTED = 2.5
#: Encodings that differ in few letters, and how many words it takes before one language that has them all says something.
_LATIN, _ENOUGH = frozenset({"cp1252", "cp1250", "iso8859-2"}), 8
#: Chinese that is valid UTF-8 by accident is short: words beyond ASCII of a file that could be.
_FEW = 3
#: Names people know encodings by.
_NAMES = {
    "gb18030": "GB18030", "cp1252": "Windows-1252", "cp950": "Big5", "cp932": "Shift_JIS", "cp1250": "Windows-1250",
    "iso8859-2": "ISO-8859-2", "cp949": "EUC-KR", "euc_jp": "EUC-JP", "cp1251": "Windows-1251", "utf-8": "UTF-8",
}  # fmt: skip
#: Encodings that write other letters in ASCII, and how a run of them looks.
_IN_ASCII = (
    ("HZ", "hz", re.compile(rb"~\{(?:[!-w][!-~])+(?:~\}|(?=\r?\n)|\Z)")),
    ("UTF-7", "utf-7", re.compile(rb"(?<![0-9+/])\+(?=[a-z0-9/]*[A-Z])[A-Za-z0-9+/]{3,}-?")),
)
#: What stands before a word; a run that was cut off is told from one such as C+Software by beginning there.
_BEGINS = re.compile(rb"[,; \t\"\n]")
#: Encodings of which one has all letters of a word that is none by accident.
_LETTERS = ("cp1252", "cp1250", "gb2312", "cp950", "euc_jp")
_ADVICE = Text(
    "请另存为 UTF-8，或说明编码，例如 graphcrm import --encoding {name}",
    "Save it as UTF-8, or name the encoding, such as graphcrm import --encoding {name}",
)


@dataclass
class Undecided(Unreadable):
    """A file that several encodings read as text; `codecs` are those that are likely."""

    codecs: tuple[str, ...] = ()


def codec_named(name: str) -> str | None:
    """The codec with this name, if it is one for text; None otherwise.

    >>> codec_named("Windows-1252"), codec_named("GBK"), codec_named("base64"), codec_named("klingon")
    ('cp1252', 'gb18030', None, None)
    """
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name in (
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
    ):
        return None
    return {"gbk": "gb18030", "gb2312": "gb18030", "big5": "cp950", "shift_jis": "cp932", "iso8859-1": "cp1252"}.get(
        found.name, found.name
    )


def encoding_of(stream: BinaryIO, lines_matter: bool = True, wanted: str | None = None) -> str:
    """Encoding of a text file, strictly; the stream is left at its beginning.

    UTF-8 and UTF-16 by their marks, UTF-8 by being valid, else the encoding in which the words beyond ASCII are words. The
    whole file is looked at. `wanted` is the codec that somebody named: nothing else is tried then.

    Raises
    ------
    Unreadable
        With the line: encodings are mixed, the encoding cannot be told, the text is damaged, there are NUL or other binary
        bytes, or a line of more than 1 MB.
    """
    head = stream.read(4)
    stream.seek(0)
    if wanted is not None:
        return _as_named(stream, wanted, lines_matter)
    if head in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        return _checked(stream, "utf-32", text_only=False)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") and head[2:] != b"\0\0":
        return _checked(stream, "utf-16", text_only=False)
    _look_for_binary(stream, lines_matter)
    if head.startswith(b"\xef\xbb\xbf"):
        return _checked(stream, "utf-8-sig")
    try:
        _checked(stream, "utf-8")
        if lines_matter:  # JSON and XML say themselves how they are written: in UTF-8, unless marked otherwise
            _refuse_disguised(stream)
            _refuse_shifted(stream)
        return "utf-8"
    except Unreadable as not_utf8:
        if not_utf8.suggestion is not None:
            raise
        lines = list(islice(_beyond_ascii(stream), _EVIDENCE))
        if _is_damaged_utf8(lines) or _has_halves(lines):
            text = Text(
                "文件是 UTF-8，但这一行有损坏的字节（被截断，或混用了两种编码）",
                "the file is UTF-8, but this line has damaged bytes: it was cut off, or it mixes encodings",
            )
            raise Unreadable(text, not_utf8.line) from None
        encoding = _recognised(lines, not_utf8.line)
        _checked(stream, encoding)
        _refuse_mixture(stream)
        return encoding


def _as_named(stream: BinaryIO, wanted: str, lines_matter: bool) -> str:
    if wanted.startswith(("utf-16", "utf-32")):
        return _checked(stream, wanted, text_only=False)
    _look_for_binary(stream, lines_matter)
    encoding = "utf-8-sig" if wanted == "utf-8" and stream.read(3) == b"\xef\xbb\xbf" else wanted
    stream.seek(0)
    return _checked(stream, encoding)


def _recognised(lines: Sequence[bytes], line: int | None) -> str:
    """The encoding of lines that are not UTF-8; raises Unreadable where it cannot be told."""
    readings = [r for r in (read_as(e, lines) for e in ENCODINGS) if r is not None]
    by_text: dict[tuple[str, ...], Reading] = {}
    for reading in readings:
        before = by_text.setdefault(tuple(reading.words), reading)
        if reading.odd < before.odd or (reading.odd == before.odd and reading.confirmed > before.confirmed):
            by_text[tuple(reading.words)] = reading
    best = _likely(by_text.values())
    if not best:
        text = Text("编码无法识别（从这一行起）", "from this line on the encoding is not known")
        least_odd = min(readings, key=lambda r: r.odd, default=None)
        raise Unreadable(text, line, suggestion=_ADVICE.format(name=least_odd.encoding if least_odd else "cp1252"))
    rivals = [r for r in best if best[0].confirmed - r.confirmed < _MARGIN or _are_close(best[0], r)]
    return best[0].encoding if len(rivals) == 1 else _detected(rivals) or _undecided(rivals, line)


def _likely(readings: Collection[Reading]) -> list[Reading]:
    """Readings without odd words, the most confirmed first; else the one that is far less odd than any other."""
    likely = [r for r in readings if r.odd <= _ODD]
    if not likely and readings:
        first, *others = sorted(readings, key=lambda r: r.odd)
        likely = [first] if first.odd <= _STILL and all(r.odd >= _HOPELESS for r in others) else []
    return sorted(likely, key=lambda r: (-r.confirmed, ENCODINGS.index(r.encoding)))


def _are_close(a: Reading, b: Reading) -> bool:
    """Whether two readings are in encodings that differ in few letters, and too few words to decide are there."""
    return {a.encoding, b.encoding} <= _LATIN and len(a.words) < _ENOUGH


def _detected(rivals: Sequence[Reading]) -> str:
    """What the detector of encodings says of the words that the rivals read differently, if it says it clearly."""
    import chardet

    codes = {r.encoding for r in rivals}
    words = [w for n, w in enumerate(rivals[0].words) if any(r.words[n : n + 1] != [w] for r in rivals[1:])]
    if len(words) < 2:
        return ""
    clearly = 1 + _DETECTED / len(words)
    text = " ".join(words).encode(rivals[0].encoding)
    found = dict.fromkeys(codes, 0.0)
    named = [_NAMES[c] for c in sorted(codes)]
    for guess in chardet.detect_all(text, ignore_threshold=True, include_encodings=named):
        codec = codec_named(guess["encoding"] or "")
        if codec in codes:
            found[codec] = max(found[codec], guess["confidence"])
    first, second = sorted(found, key=lambda c: (-found[c], ENCODINGS.index(c)))[:2]
    return first if found[first] > clearly * found[second] else ""


def _undecided(rivals: Sequence[Reading], line: int | None) -> str:
    a, b = rivals[:2]
    one, other = next(((x, y) for x, y in zip(a.words, b.words, strict=False) if x != y), (a.words[0], b.words[0]))
    text = Text(
        f"编码无法断定：按 {_NAMES[a.encoding]} 是“{shown(one)}”，按 {_NAMES[b.encoding]} 是“{shown(other)}”",
        f"the encoding cannot be told: it reads “{shown(one)}” as {_NAMES[a.encoding]}, “{shown(other)}” as {_NAMES[b.encoding]}",
    )
    codecs = tuple(r.encoding for r in rivals)
    raise Undecided(text, line, suggestion=_ADVICE.format(name=a.encoding), codecs=codecs)


def _beyond_ascii(stream: BinaryIO) -> Iterator[bytes]:
    """Lines with bytes above 127, without what follows the first few thousand bytes of each."""
    stream.seek(0)
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).splitlines(keepends=True) or [b""]
        if rest.endswith((b"\n", b"\r")):
            whole.append(rest)
            rest = b""
        yield from (_beginning(line) for line in whole if not line.isascii())
    if not rest.isascii():
        yield _beginning(rest)


def _beginning(line: bytes) -> bytes:
    """A line, or so much of a long one that no character is cut: up to an ASCII byte that is no part of one."""
    if len(line) <= _LINE:
        return line
    cut = max(line.rfind(mark, 0, _LINE) for mark in (b",", b";", b" ", b'"', b"\t"))
    return line[:cut] if cut > 0 else line


def _refuse_disguised(stream: BinaryIO) -> None:
    """Raise for Chinese that happens to be valid UTF-8: a few names of which no Western language has the letters."""
    lines = list(islice(_beyond_ascii(stream), _FEW + 1))
    stream.seek(0)
    if not lines or len(lines) > _FEW:
        return
    chinese, other = read_as("gb18030", lines), read_as("utf-8", lines)
    if chinese and other and other.odd == 1 and not chinese.odd and chinese.confirmed == 1:
        _undecided([chinese, other], 1)


def _refuse_shifted(stream: BinaryIO) -> None:
    """Raise for what writes letters beyond ASCII in ASCII, as mail programs did: ISO-2022 between escape sequences, HZ, UTF-7."""
    head = stream.read(_CHUNK)
    stream.seek(0)
    for name, codec, sign in _IN_ASCII if head.isascii() else ():
        found = list(islice(sign.finditer(head), _EVIDENCE))
        if 2 * sum(_reads_beyond_ascii(one, codec) for one in found) > len(found):
            told = Text(
                f"文件用 ASCII 字符书写其他文字（{name}）",
                f"the file writes other letters in ASCII characters ({name})",
            )
            line = 1 + head.count(b"\n", 0, found[0].start())
            raise Unreadable(told, line, suggestion=_ADVICE.format(name=codec))
    at = head.find(b"\x1b$")
    if at >= 0:
        text = Text("文件用转义序列书写文字（ISO-2022）", "the file writes its text in escape sequences (ISO-2022)")
        raise Unreadable(text, 1 + head.count(b"\n", 0, at), suggestion=_ADVICE.format(name="iso2022_jp"))


def _reads_beyond_ascii(run: re.Match[bytes], codec: str) -> bool:
    """Whether a run of ASCII stands for letters beyond it that one older encoding has, and so for words."""
    try:
        said = run[0].decode(codec)
    except UnicodeError:
        said = _cut_short(run[0]) if codec == "utf-7" and _BEGINS.match(run.string, run.start() - 1) else ""
    return not said.isascii() and any(said.encode(one, "ignore").decode(one) == said for one in _LETTERS)


def _cut_short(run: bytes) -> str:
    """The whole characters of a shift sequence of UTF-7 that has no end."""
    digits = run[1:].rstrip(b"-")
    units = base64.b64decode(digits + b"A" * (-len(digits) % 4))[: len(digits) * 6 // 16 * 2]
    return units.decode("utf-16-be", "ignore")


def _is_damaged_utf8(lines: Sequence[bytes]) -> bool:
    """Whether more of the bytes above 127 are characters of UTF-8 than are not, so that the others are damage."""
    whole = broken = 0
    for line in lines:
        for c in line.decode("utf-8", "surrogateescape"):
            if "\udc80" <= c <= "\udcff":
                broken += 1
            elif c > "\x7f":
                whole += 1
    return whole > broken


def _has_halves(lines: Sequence[bytes]) -> bool:
    """Whether all is UTF-8 but for halves of surrogate pairs, as careless programs write them."""
    try:
        return bool(lines) and all(line.decode("utf-8", "surrogatepass") for line in lines)
    except UnicodeDecodeError:
        return False


def _checked(stream: BinaryIO, encoding: str, text_only: bool = True) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    stream.seek(0)
    try:
        while chunk := stream.read(_CHUNK):
            text = decoder.decode(chunk)
            if not text_only and "\0" in text:
                raise Unreadable(Text("文件含有 NUL 字符", "the file contains NUL characters"), line)
            line += text.count("\n") if not text_only else 0
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        # The decoder may still hold bytes of the chunk before, so the place is counted from the start of the file.
        at = error.start - len(error.object) if isinstance(error, UnicodeDecodeError) else 0
        stop = stream.tell() + at
        stream.seek(0)
        raise Unreadable(
            Text(f"不是有效的 {encoding.upper()} 文本", f"the text is not valid {encoding.upper()}"),
            1 + sum(b.count(b"\n") for b in _until(stream, stop)),
        ) from error
    stream.seek(0)
    return encoding


def _until(stream: BinaryIO, stop: int) -> Iterator[bytes]:
    while stop > 0 and (chunk := stream.read(min(_CHUNK, stop))):
        stop -= len(chunk)
        yield chunk


def _look_for_binary(stream: BinaryIO, lines_matter: bool) -> None:
    line, open_line = 1, 0
    while chunk := stream.read(_CHUNK):
        nul = chunk.find(b"\0")
        if nul >= 0:
            line += chunk.count(b"\n", 0, nul)
            text = Text("文件含有 NUL 字节", "the file contains NUL bytes")
            codec = _unmarked(chunk[:_LINE])
            raise Unreadable(text, line, suggestion=_ADVICE.format(name=codec) if codec else None)
        line += chunk.count(b"\n")
        last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        open_line = open_line + len(chunk) if last < 0 else len(chunk) - last
        if lines_matter and open_line > _LONGEST_LINE:
            raise Unreadable(Text("有一行超过 1 MB", "a line is longer than 1 MB"), line)
    stream.seek(0)


def _unmarked(head: bytes) -> str:
    """UTF-16 or UTF-32 without its mark, by where the empty bytes of its characters are."""
    for codec, empty in (("utf-32-le", 3), ("utf-32-be", 0)):
        if len(head) >= 8 and not any(head[empty : len(head) // 4 * 4 : 4]) and _decodes(head, codec):
            return codec
    even, odd = head[::2].count(0), head[1::2].count(0)
    few = len(head) // 8
    return "utf-16-le" if odd > few and not even else "utf-16-be" if even > few and not odd else ""


def _decodes(head: bytes, codec: str) -> bool:
    try:
        return "\0" not in head[: len(head) // 4 * 4].decode(codec)
    except UnicodeError:
        return False


def _refuse_mixture(stream: BinaryIO) -> None:
    """Raise if a text in an older encoding is partly UTF-8.

    UTF-8 Chinese reads as GB18030 too, but as characters that GB 2312 does not have.
    """
    stream.seek(0)
    data = stream.read()
    stream.seek(0)
    for run in re.finditer(rb"(?<![\x80-\xff])(?:[\xe2-\xef][\x80-\xbf]{2}){2,}(?![\x80-\xff])", data):
        try:
            run.group().decode("gb2312")
        except UnicodeDecodeError:
            line = 1 + data.count(b"\n", 0, run.start())
            raise Unreadable(
                Text(
                    "文件混用了两种编码（这一行是 UTF-8，别处不是）",
                    "the file mixes encodings: this line is UTF-8, others are not",
                ),
                line,
            ) from None
