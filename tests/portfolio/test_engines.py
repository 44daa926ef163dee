"""Several processes give what one gives, a killed run goes on where it was, and a worker that dies costs one account."""

import builtins
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from graphcrm.errors import UsageError
from graphcrm.portfolio import spark
from graphcrm.portfolio.local import locally
from graphcrm.portfolio.parts import Part
from graphcrm.portfolio.task import Outcome, Task
from graphcrm.rendering.document import as_json
from graphcrm.threads import THREADS
from tests.portfolio.conftest import DAY

ROOT = Path(__file__).parent.parent.parent


def told(work, task):
    return Outcome(task.part.account, task.key, {"threads": [os.environ.get(name) for name in THREADS]})


class Threads:
    """Says with how many threads it runs; kills its process at the account "bad"."""

    def __call__(self, task):
        if task.part.account == "bad":
            os.kill(os.getpid(), signal.SIGKILL)
        return told(self, task)


def tasks(*accounts):
    return [Task(f"key-{a}", Part(a, {})) for a in accounts]


def test_processes_give_the_same_bytes(ws, found):
    parallel = ws.portfolio(as_of=DAY, jobs=2)
    assert parallel.computed == 12
    assert parallel.holdings == found.holdings
    assert as_json(parallel) == as_json(found)


def test_each_process_has_one_thread_and_one_death_costs_one_account():
    before = {name: os.environ.get(name) for name in THREADS}
    names = ["a", "b", "bad", "c", "d"]
    found = {o.account: o for o in locally(Threads(), tasks(*names), jobs=2)}
    assert sorted(found) == names
    assert found["bad"].record is None
    assert "died" in found["bad"].failure.en
    assert found["d"].record == {"threads": ["1"] * len(THREADS)}
    assert before == {name: os.environ.get(name) for name in THREADS}


#: A portfolio that hangs as soon as so many accounts are kept.
HANGING = """
import sys, time
from pathlib import Path
from types import SimpleNamespace
from graphcrm.commands.shell import run
from graphcrm.portfolio.kept import Kept

kept, wanted = Path(sys.argv[1]), int(sys.argv[2])
add = Kept.add

def hanging(self, outcome):
    add(self, outcome)
    if len(kept.read_bytes().splitlines()) >= wanted:
        time.sleep(600)

Kept.add = hanging
sys.exit(run(sys.argv[3:]))
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_twice_it_ends_as_if_it_had_not_been(ws, found, tmp_path, jobs):
    kept = Path(f"{ws.url}.portfolio.jsonl")
    words = ["--workspace", ws.url, "portfolio", "--as-of", DAY, "--jobs", jobs, "-o"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GRAPHCRM_LANG": "en"}
    for wanted in (2, 7):
        command = [sys.executable, "-c", HANGING, str(kept), str(wanted), *words, str(tmp_path / "cut.json")]
        process = subprocess.Popen(command, env=environment)
        deadline = time.monotonic() + 60
        while not kept.exists() or len(kept.read_bytes().splitlines()) < wanted:
            assert process.poll() is None, "it was over before it could be killed"
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.kill()
        process.wait()
    assert not (tmp_path / "cut.json").exists()
    had = len(kept.read_bytes().splitlines())
    assert 7 <= had < 12
    rest = ws.portfolio(as_of=DAY)
    assert rest.computed <= 12 - had + 1
    assert as_json(rest) == as_json(found)


def test_spark_that_is_not_installed_is_named(ws, monkeypatch):
    imported = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("pyspark"):
            raise ImportError(name)
        return imported(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"graphcrm\[spark\]"):
        ws.portfolio(as_of=DAY, engine="spark")
    with pytest.raises(UsageError, match="Did you mean spark"):
        ws.portfolio(as_of=DAY, engine="sparc")
    for jobs in (0, 1_001, 10**20):
        with pytest.raises(UsageError, match=f"from 1 to 1000, not {jobs}"):
            ws.portfolio(as_of=DAY, jobs=jobs)


def test_what_goes_to_a_cluster_comes_back_as_it_was(ws):
    """The row that is sent and the row that returns, without a cluster."""
    from datetime import date

    from graphcrm.graph.influence import GraphOptions
    from graphcrm.portfolio.parts import Parts
    from graphcrm.portfolio.task import Work, code_version
    from graphcrm.settings import DEFAULTS

    with ws.open() as store:
        part = Parts.read(store, DAY, lambda _: ["HY"]).part("HY")
    task = Task("key", part)
    again = spark._read(spark._written(task))
    assert again.part.digest == part.digest
    work = Work(date.fromisoformat(DAY), DEFAULTS, None, GraphOptions())
    sent = spark._written(task)
    for version in (code_version(), ""):  # and where the code is no files, nobody can tell
        assert spark._outcome(spark._computed(work, sent, version)) == work(task)
    other = spark._outcome(spark._computed(work, sent, "of another graphcrm"))
    assert (other.account, other.record) == ("HY", None)
    assert "another version" in other.failure.en


PYTHON = """An exception was thrown from the Python worker:
Traceback (most recent call last):
  File "graphcrm/portfolio/counted.py", line 8, in <module>
ModuleNotFoundError: No module named 'numpy'"""
JAVA = """An error occurred while calling o72.collectToPython.
: org.apache.spark.SparkException: Job aborted: Lost task 1.0 (localhost): java.io.IOException: Cannot run program "py"
\tat java.base/java.lang.ProcessBuilder.start(ProcessBuilder.java:1143)"""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (PYTHON, "ModuleNotFoundError: No module named 'numpy'"),
        (JAVA, 'IOException: Cannot run program "py"'),
        ("[JAVA_GATEWAY_EXITED] Java gateway process exited.\n", "[JAVA_GATEWAY_EXITED] Java gateway process exited."),
        ("", "RuntimeError"),
    ],
)
def test_what_spark_cannot_do_is_told_in_one_line(monkeypatch, said, why):
    class Cluster:
        def __getattr__(self, name):
            return lambda *_: self

        def collect(self):
            raise RuntimeError(said)

    monkeypatch.setattr(spark, "_session", Cluster)
    monkeypatch.setattr(spark, "_most_tasks", lambda _: 1)
    monkeypatch.setattr(spark, "_written", str)
    task = Task("key", SimpleNamespace(account="HY"))
    with pytest.raises(UsageError, match=f"did not get to the end: {re.escape(why)} \\(its executors"):
        list(spark.on_spark(None, [task]))


def test_on_spark_the_values_are_the_same(ws, found):
    if os.environ.get("GRAPHCRM_REQUIRE_SPARK") != "1":
        pytest.importorskip("pyspark", reason="the extra graphcrm[spark] is not installed (make test-spark)")
    assert ws.portfolio(as_of=DAY, engine="spark").holdings == found.holdings
