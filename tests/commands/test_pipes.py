"""A reader that has seen enough, as `head` after its lines, is no failure: no message, exit code 0."""

import os
import subprocess
import sys

import pytest


@pytest.fixture(autouse=True)
def _buffered(monkeypatch):
    """What is printed waits to be written, as it does for people: what a test machine has set hides a failure at the end."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)


AT = ("--account", "HY", "--opportunity", "HY-CORE", "--as-of", "2026-06-30")


@pytest.mark.parametrize(
    "words",
    [
        ("query", "edges", *AT),
        ("query", "key-influencers", *AT, "--format", "json"),
        ("query", "edges", *AT, "--format", "csv"),
        ("query", "coverage", *AT, "--format", "html"),
        ("query",),
        ("history",),
        ("--help",),
        ("query", "--help"),
        ("--version",),
    ],
    ids=" ".join,
)
def test_a_reader_that_leaves_early_is_no_failure(workspace, words):
    reading, writing = os.pipe()
    os.close(reading)  # nobody will ever read: the first write fails
    try:
        done = subprocess.run(
            [sys.executable, "-m", "graphcrm", "-w", str(workspace), *words],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr.decode()) == (0, "")


def test_a_message_that_nobody_reads_keeps_its_exit_code(workspace):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        words = [sys.executable, "-m", "graphcrm", "-w", str(workspace), "query", "no-such-query"]
        done = subprocess.run(words, stdout=writing, stderr=writing, check=False)
    finally:
        os.close(writing)
    assert done.returncode == 2


def test_the_first_line_is_there_for_a_reader_of_one_line(workspace):
    line = f'"{sys.executable}" -m graphcrm -w "{workspace}" query edges --account HY --as-of 2026-06-30 --lang en'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{line} | head -1"], capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("Where every influence weight comes from")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="closing a stream in a command line is the shell's of POSIX")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize("words", ["query kpi --account HY", "edit person c4 title=Head", "store check", "history"])
def test_closed_streams_are_no_failure_and_nothing_is_printed_into_the_workspace(shell, workspace, words, closed):
    line = f'"{sys.executable}" -m graphcrm -w "{workspace}" {words} --lang en {closed}'
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, "fault" in done.stderr) == (0, False)
    assert shell("-w", workspace, "store", "check")[1].startswith("sound: ")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_output_that_finds_no_room_is_told_from_work_that_was_not_done(tmp_path):
    table = tmp_path / "orgs.csv"
    table.write_text("id,name,category\nus,We,our_company\n")
    words = [sys.executable, "-m", "graphcrm", "-w", str(tmp_path / "w.graphcrm"), "import", str(table), "--lang", "en"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 4
        assert "the output cannot be written" in done.stderr
        assert "is stored" in done.stderr
        again = subprocess.run(words, stdout=full, stderr=full, check=False)
        assert again.returncode == 4
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    assert said.startswith("0 created, 0 updated, 1 unchanged")
