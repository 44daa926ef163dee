"""Linear algebra runs on one thread, whoever asks, and as the caller had it afterwards."""

import subprocess
import sys
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from graphcrm.threads import THREADS, one_thread
from graphcrm.workspace.door import Workspace

HUAYUE = Path(__file__).parents[1] / "datasets" / "huayue"

#: Asks from Python, without the settings of the command line, and says how many threads there were before, during and after.
ASKING = """
import sys
from datetime import date
import numpy
from threadpoolctl import threadpool_info
from graphcrm.analysis.status import portfolio
from graphcrm.asking import quality
from graphcrm.workspace.door import Workspace

def threads():
    return max(library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas")

seen = [threads()]
def watch(module, name):
    inner = getattr(module, name)
    def watched(*given, **named):
        seen.append(threads())
        return inner(*given, **named)
    setattr(module, name, watched)

workspace, day = Workspace(sys.argv[1]), date(2026, 6, 30)
watch(quality, "data_quality")
workspace.query("kpi", account="HY", opportunity="HY-CORE", as_of=day)
watch(portfolio, "holding")
for _ in workspace.portfolio(as_of=day, account="HY").holdings:
    seen.append(threads())
print(*seen, threads())
"""


def test_python_asks_on_one_thread_and_gets_its_own_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "w.graphcrm"
    Workspace(file).import_tables(HUAYUE)
    for name in THREADS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    done = subprocess.run([sys.executable, "-c", ASKING, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "1", "1", "2", "2"]


def test_where_one_thread_is_set_already_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in THREADS:
        monkeypatch.setenv(name, "1")
    monkeypatch.setitem(sys.modules, "threadpoolctl", None)
    with one_thread():
        pass


def test_tests_compute_on_one_thread() -> None:
    import numpy as np

    assert np.linalg.det(np.eye(2)) == 1
    assert {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"} == {1}
