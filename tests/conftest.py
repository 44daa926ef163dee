"""Property tests judge results, not the speed of a busy machine, and draw the same examples every time.

New examples are searched for by ``make fuzz``: it repeats every property test ``GRAPHCRM_FUZZ`` times, at random, and prints
with a failure how to get the same example again; a find becomes an ``@example``.

The folders that take longest come first, so that at the end no worker is alone with one of them.
"""

import functools
import gc
import os
from collections.abc import Generator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings

from graphcrm.collector import collect_seldom, collector_paused
from tests.chromium import chromium as chromium
from tests.logged import logged as logged
from tests.neo4j.shared import is_of_other_line
from tests.reading import few_draws as few_draws
from tests.reading import read_once as read_once

TESTS = Path(__file__).parent
#: Those that wait for servers and browsers, and use both cores best if they begin together.
LONGEST = ("neo4j", "cypher", "contract", "store", "browser", "maps", "oracle", "workspace", "ingest")

#: How often each property test is repeated with other examples; 0 in the normal run.
ROUNDS = int(os.environ.get("GRAPHCRM_FUZZ") or 0)

_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("graphcrm", _PATIENT, derandomize=True)
settings.register_profile("fuzz", _PATIENT, derandomize=False, print_blob=True)
settings.load_profile("fuzz" if ROUNDS else "graphcrm")


@pytest.fixture(scope="session")
def fuzz_round(request: pytest.FixtureRequest) -> int:
    """Which of the repetitions this is."""
    return int(request.param)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if ROUNDS and getattr(metafunc.function, "is_hypothesis_test", False):
        metafunc.fixturenames.append("fuzz_round")
        metafunc.parametrize("fuzz_round", range(1, ROUNDS + 1), indirect=True)


def pytest_configure(config: pytest.Config) -> None:
    """Workers take the files in our order, not by how many tests they hold; the collector is as seldom at work as in a command."""
    collect_seldom()
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Of a test that passed a worker reports only that it did: each report that is sent costs as much as an empty test.

    Whatever failed or was skipped, or did so while it was prepared or cleared away, is reported as ever.
    """
    if not hasattr(item.config, "workerinput"):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable(report: pytest.TestReport) -> Generator[None, Any, Any]:
    """Words by which a test is chosen are of no use where it has passed already."""
    data = yield
    if data and report.passed:
        data["keywords"] = {}
    return data


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """What is collected stays to the end: the cycle collector need not look at it, neither now nor in every test."""
    with collector_paused():
        _import_own_share(session.config)
        collected = yield
        gc.freeze()
    return collected


def _import_own_share(config: pytest.Config) -> None:
    """Of several workers each imports other tests first: compiling them takes longest, and what one has compiled the others read.

    What cannot be imported, or not here, is told when it is collected.
    """
    worker: dict[str, Any] = getattr(config, "workerinput", {})
    if worker and [Path(named).resolve() for named in config.args] == [TESTS]:
        every = sorted(TESTS.rglob("test_*.py"))
        for path in every[int(worker["workerid"].removeprefix("gw")) :: worker["workercount"]]:
            with suppress(Exception, pytest.skip.Exception):
                import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    elsewhere = [item for item in items if is_of_other_line(item.nodeid)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if not is_of_other_line(item.nodeid)]
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return _turn_of(item.path.parent)


@functools.cache
def _turn_of(place: Path) -> int:
    folder = next(iter(place.relative_to(TESTS).parts), "") if place.is_relative_to(TESTS) else ""
    return LONGEST.index(folder) if folder in LONGEST else len(LONGEST)
