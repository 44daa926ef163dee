"""A copy of the repository in which one file at a time is spoilt, and the tests that should notice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

__all__ = ["ROOT", "Workshop", "workshop"]

ROOT = Path(__file__).parent.parent.parent


class Workshop:
    """A copy in `folder`. Tests run in a process of their own, one after another, with no other copy of the package in sight."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)

    @contextmanager
    def spoilt(self, name: str, text: str) -> Iterator[None]:
        """The file has another text for a while."""
        path = self.folder / name
        kept = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(kept, encoding="utf-8")

    def noticed(self, tests: Sequence[str], *, seconds: float = 600) -> bool:
        """Whether a test fails; code that no longer ends is noticed, too.

        Raises
        ------
        RuntimeError
            There are no such tests.
        """
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "OMP_NUM_THREADS": "1",
        }
        words = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--tb=no", "-p", "no:randomly", *tests]
        try:
            done = subprocess.run(
                words, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            return True
        if done.returncode == 5:
            raise RuntimeError(
                f"pytest found nothing to run: {' '.join(tests)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
            )
        return done.returncode != 0


@contextmanager
def workshop() -> Iterator[Workshop]:
    """A workshop for as long as it is used."""
    with tempfile.TemporaryDirectory() as folder:
        yield Workshop(Path(folder).resolve())
