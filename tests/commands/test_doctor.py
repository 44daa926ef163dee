"""The doctor looks for a browser where the printing does."""

from __future__ import annotations

import stat
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from graphcrm.commands import doctor
from graphcrm.commands.shell import run
from graphcrm.pages.browser import find_chromium


@pytest.mark.parametrize("name", ["google-chrome-stable", "microsoft-edge", "msedge", "chromium"])
def test_the_doctor_finds_the_browser_that_prints(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each browser that can print a PDF is one for the doctor too; a wrong name of one is a fault to mend."""
    browser = tmp_path / name
    browser.write_text("#!/bin/sh\n", encoding="utf-8")
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("GRAPHCRM_CHROMIUM", raising=False)
    assert find_chromium() == str(browser)
    run(["--lang", "en", "-w", str(tmp_path / "none.graphcrm"), "doctor"])
    assert f"✓ browser {browser}" in capsys.readouterr().out
    monkeypatch.setenv("GRAPHCRM_CHROMIUM", str(tmp_path / "gone"))
    assert run(["--lang", "en", "-w", str(tmp_path / "none.graphcrm"), "doctor"]) == 1
    assert "✗ GRAPHCRM_CHROMIUM names" in capsys.readouterr().out
    browser.unlink()
    monkeypatch.delenv("GRAPHCRM_CHROMIUM")
    monkeypatch.setattr("graphcrm.pages.browser._PLACES", {})
    assert run(["--lang", "en", "-w", str(tmp_path / "none.graphcrm"), "doctor"]) == 0
    assert "– A PDF, SVG or PNG needs Chromium" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("package", "extra", "lang", "use"),
    [
        ("numba", "fast", "en", "machine code"),
        ("numba", "fast", "zh", "机器码"),
        ("python-pptx", "office", "en", "there are no slides (graphcrm report --pptx)"),
        ("python-pptx", "office", "zh", "不能写幻灯片（graphcrm report --pptx）"),
    ],
)
def test_the_doctor_says_what_an_extra_is_for_and_does_not_ask_for_it(
    package: str,
    extra: str,
    lang: str,
    use: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def known(name: str, found: str | None) -> str:
        if name == package and found is None:
            raise PackageNotFoundError(name)
        return found if name == package and found else version(name)

    for found, begins in (("0.99", f"✓ {package} 0.99"), (None, "– ")):
        monkeypatch.setattr(doctor, "version", lambda name, found=found: known(name, found))
        assert run(["--lang", lang, "-w", str(tmp_path / "none.graphcrm"), "doctor"]) == 0
        (line,) = (line for line in capsys.readouterr().out.splitlines() if package in line)
        assert line.startswith(begins)
        if found is None:
            assert use in line
        assert (f"pip install 'graphcrm[{extra}]'" in line) == (found is None)


@pytest.mark.parametrize("package", ["chardet", "click", "opencc", "wcwidth"])
def test_the_doctor_misses_whatever_the_package_needs(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without(name: str) -> str:
        if name == package:
            raise PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(doctor, "version", without)
    assert run(["--lang", "en", "-w", str(tmp_path / "none.graphcrm"), "doctor"]) == 1
    assert f"✗ {package} is missing: pip install {package}" in capsys.readouterr().out.splitlines()
