"""What a program reads is the same whatever the encoding of standard output, and so are the files that are written."""

import json
import os
import subprocess
import sys

import pytest

AT = ("--account", "HY", "--opportunity", "HY-CORE", "--as-of", "2026-06-30", "--lang", "zh")


def ask(workspace, *words, **environ):
    done = subprocess.run(
        [sys.executable, "-m", "graphcrm", "-w", str(workspace), *map(str, words)],
        env={**os.environ, **environ},
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "utf-8"])
def test_json_is_json_in_every_encoding(workspace, encoding):
    out = ask(workspace, "query", "decision-circle", *AT, "--format", "json", PYTHONIOENCODING=encoding)
    names = [row["name"] for row in json.loads(out.decode("utf-8"))["rows"]]
    assert "林行长" in names
    history = ask(workspace, "history", "c2", "--format", "json", PYTHONIOENCODING=encoding)
    assert any(v["props"].get("name") == "林行长" for v in json.loads(history.decode("utf-8")))


@pytest.mark.parametrize("encoding", ["gbk", "latin-1"])
def test_a_page_keeps_what_its_head_says(workspace, encoding):
    out = ask(workspace, "query", "decision-circle", *AT, "--format", "html", PYTHONIOENCODING=encoding)
    page = out.decode("utf-8")
    assert 'charset="utf-8"' in page
    assert "&#26519;&#34892;&#38271;" in page  # 林行长


def test_the_same_answer_from_every_process(workspace):
    answers = {
        ask(workspace, "query", "key-influencers", *AT, "--format", "json", PYTHONHASHSEED=seed) for seed in ("0", "1")
    }
    assert len(answers) == 1
