"""Workbooks that only a password opens are told from old ones that only want to be saved anew, by containers built here."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

import pytest

from graphcrm.ingest.files import PROTECTED, Unreadable
from graphcrm.ingest.sources import form_of
from tests.ingest.test_hostile import first_error, refused

SECTOR = 512
FREE, END, FAT, NOTHING = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def container(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of version 3 ([MS-CFB] 2.2–2.6): header, one sector of FAT, the directory, then the streams in turn."""
    padded = {
        name: data.ljust(4096, b"\0") for name, data in streams.items()
    }  # shorter ones would be in the mini stream
    held = -(-(1 + len(padded)) // 4)  # four entries of the directory a sector
    chains, starts = [FAT, *range(2, 1 + held), END], []
    for data in padded.values():
        starts.append(len(chains))
        chains += [*range(len(chains) + 1, len(chains) + -(-len(data) // SECTOR)), END]
    fat = struct.pack("<128I", *chains, *[FREE] * (128 - len(chains)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    entries += [
        _entry(name, 2, start, len(data), right=n + 2 if n + 1 < len(padded) else NOTHING)
        for n, ((name, data), start) in enumerate(zip(padded.items(), starts, strict=True))
    ]
    body = b"".join(data.ljust(-(-len(data) // SECTOR) * SECTOR, b"\0") for data in padded.values())
    return header + fat + b"".join(entries).ljust(held * SECTOR, b"\0") + body


def _entry(name: str, kind: int, start: int, size: int, right: int = NOTHING, child: int = NOTHING) -> bytes:
    letters = name.encode("utf-16-le")
    links = struct.pack("<64sHBB3I", letters, len(letters) + 2, kind, 1, NOTHING, right, child)
    return links + bytes(36) + struct.pack("<IQ", start, size)


def record(kind: int, data: bytes) -> bytes:
    """One record of BIFF ([MS-XLS] 2.1.4)."""
    return struct.pack("<HH", kind, len(data)) + data


BIFF8 = record(0x809, struct.pack("<4H8x", 0x600, 5, 0x18AF, 0x7CD))
BIFF5 = record(0x809, struct.pack("<4H", 0x500, 5, 0x96C, 0x7C9))
FILE_PASS = record(0x2F, struct.pack("<3H", 1, 1, 1) + bytes(range(48)))
XOR = record(0x2F, struct.pack("<HH", 0x1234, 0x5678))
WRITE_PROTECT, CODE_PAGE = record(0x86, b""), record(0x42, b"\xb0\x04")
PASSWORD = {"EncryptionInfo": struct.pack("<HHI", 4, 4, 0x40) + b"<encryption/>", "EncryptedPackage": bytes(5000)}


@pytest.mark.parametrize(
    ("streams", "locked"),
    [
        (PASSWORD, True),
        ({"\x06DataSpaces": b"", "Label": b"", "Author": b"", **PASSWORD}, True),
        ({"Workbook": BIFF8 + FILE_PASS + CODE_PAGE}, True),
        ({"Workbook": BIFF8 + WRITE_PROTECT + FILE_PASS}, True),
        ({"Book": BIFF5 + XOR}, True),
        ({"Workbook": BIFF8 + CODE_PAGE}, False),
        ({"Workbook": BIFF8 + WRITE_PROTECT + CODE_PAGE + bytes(6000)}, False),
        ({"Book": BIFF5 + CODE_PAGE}, False),
        ({"WordDocument": b"EncryptedPackage /"}, False),
        ({"EncryptionInfo": b""}, False),
    ],
)
@pytest.mark.parametrize("name", ["people.xls", "people.xlsx", "people.csv", "people"])
def test_a_password_is_told_from_an_old_format(
    tmp_path: Path, streams: Mapping[str, bytes], locked: bool, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(container(streams))
    with pytest.raises(Unreadable) as told:
        form_of(path)
    assert (told.value.text is PROTECTED) == locked
    assert ("old workbook (.xls)" in told.value.text.en) != locked


def test_the_sign_of_a_password_is_found_across_the_blocks_in_which_a_file_is_read(tmp_path: Path) -> None:
    for shift in range(0, 40, 3):
        path = tmp_path / f"people{shift}.xls"
        path.write_bytes(container({"a": b""})[:SECTOR].ljust(256 * 1024 - shift, b"\0") + BIFF8 + FILE_PASS)
        assert first_error(refused(path))[0] == "E15"
        with pytest.raises(Unreadable) as told:
            form_of(path)
        assert told.value.text is PROTECTED
