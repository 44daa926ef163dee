"""One account to compute, and the pure function that does it: the same on this thread, in another process, on a cluster."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcrm.collector import collector_paused
from graphcrm.dataclass import dataclass
from graphcrm.errors import GraphcrmError
from graphcrm.graph.influence import GraphOptions
from graphcrm.i18n import Text
from graphcrm.settings import Settings
from graphcrm.threads import one_thread

if TYPE_CHECKING:
    from graphcrm.analysis.status.portfolio import Holding
    from graphcrm.portfolio.parts import Part

__all__ = ["Outcome", "Record", "Task", "Work", "code_version"]


#: Where the code stands on which a result rests.
_ROOMS = ("analysis", "graph", "snapshot", "model", "portfolio")
#: What an account comes to, in JSON values; `graphcrm.portfolio.run` makes a holding of it again.
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """An account with its facts; `key` says what the result rests on."""

    key: str
    part: Part


@dataclass(frozen=True, slots=True)
class Outcome:
    """The record of an account, or why there is none."""

    account: str
    key: str
    record: Record | None
    failure: Text | None = None


def _unforeseen(error: Exception) -> Text:
    """What is said of an account that could not be computed, by facts that no rule foresees or by a slip in our code."""
    said = f"{type(error).__name__}: {error}"
    return Text(
        f"内部错误，或事实已损坏（可用 graphcrm store check 查看）：{said}",
        f"a fault of ours, or damaged facts (graphcrm store check looks for these): {said}",
    )


@dataclass(frozen=True, slots=True)
class Work:
    """What is done to every account, called with a task: everything that the result depends on beside the facts."""

    as_of: date
    settings: Settings
    vendor: str | None
    options: GraphOptions

    @property
    def digest(self) -> str:
        """SHA-256 over the day, the settings, the options and the version of the code that computes."""
        about = [code_version(), self.as_of.isoformat(), self.vendor, dataclasses.asdict(self.options)]
        settings = {f.name: getattr(self.settings, f.name) for f in dataclasses.fields(self.settings)}
        text = json.dumps([*about, settings], sort_keys=True, default=_plain)
        return hashlib.sha256(text.encode()).hexdigest()

    @one_thread()
    def __call__(self, task: Task) -> Outcome:
        """Compute one account. Whatever goes wrong is this account's alone and becomes its failure."""
        account = task.part.account
        try:
            with collector_paused():
                found = self._holding(task.part)
        except GraphcrmError as error:
            return Outcome(account, task.key, None, error.text)
        except Exception as error:  # one account must not cost the others their numbers
            return Outcome(account, task.key, None, _unforeseen(error))
        record = {f.name: getattr(found, f.name) for f in dataclasses.fields(found) if f.name != "account"}
        # Through JSON always, so that what was just computed and what was kept are the same values.
        return Outcome(account, task.key, json.loads(json.dumps(record)))

    def _holding(self, part: Part) -> Holding:
        from graphcrm.analysis.situation import Situation
        from graphcrm.analysis.status.portfolio import holding
        from graphcrm.snapshot.taking import from_batches

        snapshot = from_batches(part.batches, self.as_of, self.settings)
        try:
            return holding(Situation.of(snapshot, part.account, None, self.vendor, self.options))
        finally:
            # Snapshot and index hold each other: parted, all is gone at once, and the collector finds nothing to look at.
            vars(snapshot).pop("index", None)


@cache
def code_version() -> str:
    """SHA-256 over the code itself: between two releases the number does not tell that a measure changed.

    "": the code is no files, as in an archive.
    """
    found = hashlib.sha256()
    paths = sorted(p for room in _ROOMS for p in (Path(__file__).parent.parent / room).rglob("*.py"))
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest() if paths else ""


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): value[key] for key in value}
    return repr(value)
