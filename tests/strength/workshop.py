"""A copy of the repository in which one file at a time is spoilt, and the tests that should notice."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

__all__ = ["ROOT", "Workshop", "run", "workshop"]

ROOT = Path(__file__).parent.parent.parent
#: What every test process needs, and what takes longer to load than most tests to run; nothing of our own.
_LOADED = [
    "pytest",
    "hypothesis",
    "numpy",
    "click",
    "jinja2",
    "rapidfuzz",
    "wcwidth",
    "scipy.sparse",
    "networkx",
    "pandas",
    "neo4j",
    "xdist",
    "multiprocessing",
]
_OURS = ("graphcrm", "tests", "benchmarks", "conftest")
_NOTHING_TO_RUN = 5
#: What a process adds to pytest's code, so that one that never came to its tests is not taken for tests that failed.
_RAN = 100
#: Seconds that one test may compute, and that tests may take where they wait for something that never comes.
_COMPUTING, _WAITING = 40, 3600


class Workshop:
    """A copy in `folder`. Tests run in a process of their own, one after another, with no other copy of the package in sight."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)
        self._processes = get_context("forkserver")
        self._processes.set_forkserver_preload(_LOADED)

    @contextmanager
    def spoilt(self, texts: Mapping[str, str]) -> Iterator[None]:
        """Files have other texts for a while."""
        kept = {name: (self.folder / name).read_text(encoding="utf-8") for name in texts}
        for name, text in texts.items():
            self._write(self.folder / name, text)
        try:
            yield
        finally:
            for name, text in kept.items():
                self._write(self.folder / name, text)

    def _write(self, path: Path, text: str) -> None:
        """Write a module and forget what was compiled of it: two texts of one length in one second look the same to Python."""
        path.write_text(text, encoding="utf-8")
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
            compiled.unlink()

    def noticed(self, tests: Sequence[str]) -> bool:
        """Whether one of some folders, files or tests fails, asked in their order; code that no longer ends is noticed, too: by the
        time that it computes, for a machine may be busy.

        Raises
        ------
        RuntimeError
            There are no such tests, or they could not be begun.
        """
        process = self._processes.Process(target=_run, args=(str(self.folder), list(tests)))
        process.start()
        process.join(_WAITING)
        if process.is_alive():
            process.kill()
            process.join()
            return True
        code = process.exitcode or 0
        if code - _RAN == _NOTHING_TO_RUN or 0 <= code < _RAN:
            raise RuntimeError(f"pytest did not run: {' '.join(tests)} ({code})")
        return code != _RAN

    def done(self, task: Callable[..., Any], *given: Any) -> Any:
        """What a function of a module gives that imports what it needs of ours when it is called, here that of the copy.

        Raises
        ------
        RuntimeError
            It gave nothing.
        """
        receiver, sender = Pipe(duplex=False)
        process = self._processes.Process(target=_do, args=(str(self.folder), sender, task, given))
        process.start()
        sender.close()
        try:
            return receiver.recv()
        except EOFError:
            raise RuntimeError(f"{task.__name__} failed for {given[0]}") from None
        finally:
            process.join()


def _run(folder: str, tests: list[str]) -> None:
    """Run tests of the copy in a process of their own, and leave with pytest's code."""
    _inside(folder)
    _bounded()
    places = dict.fromkeys(test.partition("::")[0] for test in tests)
    sys.exit(_RAN + run("-x", *places, plugin=_Asked([test for test in tests if "::" in test])))


def run(*words: str, plugin: object) -> int:
    """Run tests in this process, a plugin beside them: pytest's code."""
    loaded = "ignore::pytest.PytestAssertRewriteWarning"  # the plugins of those that were loaded before
    return int(pytest.main(["-q", "--no-header", "--tb=no", "-W", loaded, *words], plugins=[plugin]))


def _bounded() -> None:
    """What comes next in this process ends within some time of computing."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + _COMPUTING, resource.RLIM_INFINITY))


class _Asked:
    """A plugin: only the tests that were named, if any were, in their order, each for a while; the first example that fails is enough."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._turn = {test: turn for turn, test in enumerate(tests)}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        settings.register_profile("first example", settings.default, phases=[Phase.explicit, Phase.generate])
        settings.load_profile("first example")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self) -> None:
        _bounded()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self._turn:
            named = [item for item in items if item.nodeid in self._turn]
            items[:] = sorted(named, key=lambda item: self._turn[item.nodeid])


def _do(folder: str, result: Connection, task: Callable[..., Any], given: Sequence[Any]) -> None:
    """Do a task inside the copy, in a process of its own, and hand over what it gives."""
    _inside(folder)
    result.send(task(*given))


def _inside(folder: str) -> None:
    """See the copy as the only package of ours, forget what was loaded of another, and say nothing."""
    for name in [name for name in sys.modules if name.partition(".")[0] in _OURS]:
        del sys.modules[name]
    os.chdir(folder)
    os.environ |= {"PYTHONPATH": folder, "OMP_NUM_THREADS": "1"}
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False  # what was compiled serves the next process, too
    sys.path[:] = [folder, *(path for path in sys.path if path not in ("", str(ROOT)))]
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)


@contextmanager
def workshop() -> Iterator[Workshop]:
    """A workshop for as long as it is used."""
    with tempfile.TemporaryDirectory() as folder:
        yield Workshop(Path(folder).resolve())
