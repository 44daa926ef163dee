"""The golden account is faultless input. Its numbers are held by ``tests/golden/test_shell.py`` and ``tests/oracle``."""

import csv
import re
from pathlib import Path

from graphcrm.ingest.plan import plan_import
from tests.ingest.conftest import options

#: What nobody may record of a person.
_PRIVATE = re.compile(
    r"生日|年龄|性别|身份证|住址|家人|配偶|子女|健康|宗教|民族|党|礼品|礼物|爱好|birth|gift|hobby|\b1[3-9]\d{9}\b|@"
)


def test_only_announced_warnings(datasets: Path) -> None:
    """On the day of the account; nothing in it was observed later."""
    found = plan_import([datasets / "huayue"], existing={}, options=options(today="2026-06-30"))
    rows = {(p.code, Path(p.file).stem, p.line): p.value for p in found.problems}
    files = {name: _rows(datasets / "huayue" / f"{name}.csv") for name in ("edges", "units")}
    told = {(code, files[name][line - 1][0], *files[name][line - 1][1:3]) for code, name, line in rows if line}
    assert told == {
        ("W02", "STANCE", "h7", "US"),
        ("W10", "KNOWS", "u10", "h7"),
        ("W07", "HYL-MKT", "市场部", "HYL"),
    }


def test_plain_utf8_with_unix_lines(datasets: Path) -> None:
    for path in (datasets / "huayue").glob("*.csv"):
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in raw
        assert raw.endswith(b"\n")
        assert all(c.isprintable() or c == "\n" for c in raw.decode("utf-8")), path.name


def test_professional_facts_only(datasets: Path) -> None:
    for path in (datasets / "huayue").glob("*.csv"):
        assert not _PRIVATE.search(path.read_text("utf-8")), path.name


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle, strict=True))
