"""Ctrl-C ends a command wherever it falls: with its sentence and exit code 130."""

import signal
import subprocess
import sys

import pytest

from graphcrm.commands import shell
from graphcrm.errors import InterruptedAfter
from graphcrm.i18n import Text
from graphcrm.store import AuditEntry, open_store
from graphcrm.store.sqlite import applying
from graphcrm.store.sqlite import erasing as sqlite_erasing
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.store import SqliteStore

NOTHING = "Error: interrupted; no change was stored, and nothing is half-written.\n"
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
    assert (done.returncode, done.stdout, done.stderr) == (
        130,
        "",
        NOTHING,
    )


CANCELLED = """
import os, signal, sys
from asyncio import CancelledError
from graphcrm.commands import main, shell
signal.signal(signal.SIGINT, signal.default_int_handler)

def command(**_):
    sys.modules["neo4j"] = sys
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except CancelledError as error:
        print(isinstance(error, KeyboardInterrupt))
        raise

shell.cli.main = command
main(["--lang", "en"])
"""


def test_for_the_driver_of_a_team_store_it_is_a_cancellation():
    """Only of what is cancelled does it drop the connection, whose message may be cut."""
    done = subprocess.run([sys.executable, "-c", CANCELLED], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (143, "True\n", NOTHING)


def while_a_class_is_made(**_):
    raise RuntimeError("Error calling __set_name__ on 'cached_property'") from KeyboardInterrupt()


def while_a_library_lets_go_what_it_held(**_):
    try:
        raise KeyboardInterrupt
    finally:
        raise BufferError("Existing exports of data: object cannot be re-sized")


@pytest.mark.parametrize("debug", [[], ["--debug"]])
@pytest.mark.parametrize("command", [while_a_class_is_made, while_a_library_lets_go_what_it_held])
def test_one_that_ends_in_another_error_is_no_fault_of_ours(monkeypatch, capsys, command, debug):
    monkeypatch.setattr(shell.cli, "main", command)
    assert shell.run(["--lang", "en", *debug]) == 130
    assert capsys.readouterr().err == NOTHING


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


# -- before and after all that is done ---------------------------------------------------------------------------------

#: The command is interrupted when it is about to load a module, or when Python takes down what is left of it.
LOADING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
class Stopping:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            try:
                signal.raise_signal(int(sys.argv[2]))
            except KeyboardInterrupt as stop:
                if sys.argv[3] == "raised":
                    raise
                raise RuntimeError("Error calling __set_name__") from stop  # as of a class that is being made
sys.meta_path.insert(0, Stopping())
from graphcrm.commands import main
main(["--version"])
"""
ENDING = """
import atexit, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
atexit.register(signal.raise_signal, signal.SIGINT)
from graphcrm.commands import main
main(["--version"])
"""
LOADED = """
import sys
from importlib import import_module
before = set(sys.modules)
import graphcrm.commands
print(*sorted(set(sys.modules) - before))
"""


def python(code, *words):
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    ("module", "way"),
    [
        ("graphcrm.collector", "raised"),
        ("graphcrm.commands.shell", "raised"),
        ("click", "wrapped"),
        ("graphcrm.errors", "raised"),
    ],
)
def test_one_that_comes_while_the_command_is_loaded_ends_it_without_a_word(module, way, number):
    assert python(LOADING, module, str(int(number)), way) == (128 + number, "", "")


def test_nothing_is_loaded_before_a_command_can_be_interrupted():
    """Python would answer with a traceback: the package itself has to come without any library."""
    assert python(LOADED)[1].split() == ["__future__", "graphcrm", "graphcrm.commands"]


#: The command is interrupted within code that was made of a text, as classes of libraries are.
MADE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
from graphcrm.commands import main, shell
shell.cli.main = lambda **_: exec(f"signal.raise_signal({sys.argv[1]})")
main(["--lang", "en"])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_that_comes_within_code_made_of_a_text_leaves_its_exit_code(tmp_path, number):
    """Of ``python -m graphcrm``, which Python ends otherwise than a script."""
    (tmp_path / "made.py").write_text(MADE)
    words = [sys.executable, "-m", "made", str(int(number))]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, "", NOTHING)


def test_one_that_comes_when_all_is_done_changes_nothing():
    code, out, err = python(ENDING)
    assert (code, out.split()[0], err) == (0, "graphcrm", "")


# -- whether the change is stored --------------------------------------------------------------------------------------

STORED = "Error: interrupted; change 2 of {} is stored.\n"


def stop(*_, **__):
    raise KeyboardInterrupt


def stopping_after(function):
    def run(*given, **named):
        function(*given, **named)
        raise KeyboardInterrupt

    return run


def when_committed(execute):
    """Interrupted when the engine has carried the commit of a writer out."""
    begun = []

    def run(database, statement, parameters=()):
        begun.extend([statement] if statement.startswith("BEGIN") else [])
        cursor = execute(database, statement, parameters)
        if statement == "COMMIT" and begun[-1] == "BEGIN IMMEDIATE":
            raise KeyboardInterrupt
        return cursor

    return run


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "w.graphcrm"
    open_store(made, create=True).close()
    assert shell.run(["-w", str(made), "edit", "org", "o", "name=O", "category=customer"]) == 0
    return made


POINTS = {
    "before": lambda patch: patch.setattr(applying, "insert_versions", stop),
    "at the commit": lambda patch: patch.setattr(applying, "commit", stop),
    "committed": lambda patch: patch.setattr(Database, "execute", when_committed(Database.execute)),
    "the log": lambda patch: patch.setattr(Database, "_empty_log", stop),
    "acknowledged": lambda patch: patch.setattr(SqliteStore, "apply", stopping_after(SqliteStore.apply)),
    "closing": lambda patch: patch.setattr(SqliteStore, "close", stopping_after(SqliteStore.close)),
}


@pytest.mark.parametrize("point", POINTS)
def test_whoever_interrupts_a_change_is_told_whether_it_is_stored(path, monkeypatch, capsys, point):
    capsys.readouterr()
    with monkeypatch.context() as patch:
        POINTS[point](patch)
        assert shell.run(["--lang", "en", "-w", str(path), "edit", "person", "b", "name=B", "org=o"]) == 130
    said = capsys.readouterr().err
    with open_store(path) as store:
        there = len(store.history()[0]) == 2
        assert store.check().ok
    assert there == (point not in ("before", "at the commit"))
    assert said.lstrip("\n") == (STORED.format(path) if there else NOTHING)


@pytest.mark.parametrize(("words", "what"), [("backup", "the backup"), ("copy {}", "the copy at")])
def test_whoever_interrupts_when_a_workspace_is_copied_is_told_that_it_is(
    path, tmp_path, monkeypatch, capsys, words, what
):
    monkeypatch.setattr("graphcrm.commands.store.say", stop)
    to = tmp_path / "to.graphcrm"
    assert shell.run(["--lang", "en", "-w", str(path), "store", *words.format(path).split(), str(to)]) == 130
    assert capsys.readouterr().err.endswith(f"Error: interrupted; {what} {to} is stored.\n")


def test_an_erasure_that_is_interrupted_while_it_is_scrubbed_says_what_is_left(path, monkeypatch):
    monkeypatch.setattr(sqlite_erasing, "_scrub", stop)
    told = "the erasure is stored; run `graphcrm store check`"
    with open_store(path) as store, pytest.raises(InterruptedAfter, match=told):
        store.erase(lambda version: None, AuditEntry("2026-01-01", "a", "erase"))


ENDED = """
import os, signal, sys
from graphcrm.commands import main
from graphcrm.store.sqlite import applying
what, where = sys.argv[1:]
first = applying.commit
def commit(*given):
    first(*given)
    os.kill(os.getpid(), signal.SIGTERM)
applying.commit = commit
main(["--lang", "zh", "-w", where, *what.split()])
"""


def test_a_command_that_is_told_to_end_says_so_as_well(path):
    arguments = [sys.executable, "-c", ENDED, "edit person b name=B org=o", str(path)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr.lstrip("\n")) == (143, "错误：已中断；没有写入任何改动，也没有写入半成品。\n")
    with open_store(path) as store:
        assert len(store.history()[0]) == 1
