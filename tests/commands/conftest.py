"""A workspace with the sample account, imported once; and a shell that runs commands in this process."""

import shutil
from pathlib import Path

import pytest

from graphcrm.commands.shell import run

ROOT = Path(__file__).parent.parent.parent
TODAY = "2026-06-30"


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """Workspace file with datasets/huayue; copy it before changing it."""
    return imported(tmp_path_factory.mktemp("sample") / "sample.graphcrm")


def imported(path):
    """The sample as a new workspace file."""
    assert run(["--workspace", str(path), "import", str(ROOT / "datasets" / "huayue"), "--today", TODAY]) == 0
    return path


@pytest.fixture
def workspace(sample, tmp_path):
    """A copy of the sample that a test may change."""
    return Path(shutil.copy(sample, tmp_path / "w.graphcrm"))


@pytest.fixture
def shell(capsys, monkeypatch):
    """Runs a command line; gives exit code, standard output and standard error."""
    monkeypatch.setenv("GRAPHCRM_LANG", "en")
    monkeypatch.delenv("GRAPHCRM_WORKSPACE", raising=False)

    def call(*words):
        capsys.readouterr()
        code = run([str(w) for w in words])
        out, err = capsys.readouterr()
        return code, out, err

    return call
