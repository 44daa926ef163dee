"""Ctrl-C ends a command wherever it falls: with its sentence and exit code 130."""

import subprocess
import sys

import pytest

from graphcrm.commands import shell
from graphcrm.errors import InterruptedAfter
from graphcrm.i18n import Text

#: A command that is interrupted where Python cannot raise: while an object is let go.
LETTING_GO = """
import signal, time, weakref
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started deaf
from graphcrm.commands import main, shell

class Thing: pass

def command(**_):
    thing = Thing()
    watch = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing
    time.sleep(120)
    print("went on")

shell.cli.main = command
main(["--lang", "en"])
"""


def test_one_that_comes_while_an_object_is_let_go_is_given_again():
    """And at once, in the middle of a wait."""
    done = subprocess.run([sys.executable, "-c", LETTING_GO], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Error: interrupted; nothing half-written.\n")


@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_one_that_comes_while_a_class_is_made_is_no_fault_of_ours(monkeypatch, capsys, debug):
    def command(**_):
        raise RuntimeError("Error calling __set_name__ on 'cached_property'") from KeyboardInterrupt()

    monkeypatch.setattr(shell.cli, "main", command)
    assert shell.run(["--lang", "en", *debug]) == 130
    assert capsys.readouterr().err == "Error: interrupted; nothing half-written.\n"


def test_one_that_comes_when_the_change_counts_says_that_it_does(monkeypatch, capsys):
    """What click makes of it, too."""

    def command(*_):
        raise InterruptedAfter(Text("已中断；第 2 次变更已写入。", "interrupted; change 2 is stored."))

    monkeypatch.setattr(shell.cli, "invoke", command)
    for lang in ("en", "zh"):
        assert shell.run(["--lang", lang, "doctor"]) == 130
    assert capsys.readouterr().err.split("\n") == [
        "",
        "Error: interrupted; change 2 is stored.",
        "",
        "错误：已中断；第 2 次变更已写入。",
        "",
    ]
