"""Run as a script by the tests: does something with a store as a user who has no special rights, and prints what came of it.

``unprivileged.py WORD PATH [HOME]``: *read* (what is stored, and whether an audit entry, a change and a backup are possible),
*hold* (read, wait for a line on standard input, read again). The superuser becomes *nobody* first; modules are loaded before,
since *nobody* may not be able to read them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

import graphcrm.store.copying
import graphcrm.store.trail
from graphcrm.errors import GraphcrmError
from graphcrm.store import AuditEntry, Store, open_store
from tests.contract.making import change, people

NOBODY = 65534
ENTRY = AuditEntry("2026-03-02T09:00", "nobody", "card", "c6")


def tried(what: Callable[[], object]) -> str:
    try:
        return f"done {what()}"
    except GraphcrmError as error:
        return f"{type(error).__name__}: {error.text.en}"


def names(store: Store) -> list[str]:
    batch = store.read().get("person")
    return [] if batch is None else list(batch.props)


def read(path: str, folder: str) -> None:
    with open_store(path) as store:
        said = {
            "names": names(store),
            "changes": len(store.history()[0]),
            "check": [text.en for text in store.check().damage],
            "dry run": store.apply(change(people(("z", "Z"))), dry_run=True).created,
            "apply": tried(lambda: store.apply(change(people(("z", "Z"))))),
            "erase": tried(lambda: store.erase(lambda version: None, ENTRY)),
            "audit": tried(lambda: store.audit(ENTRY)),
            "backup": tried(lambda: store.backup(os.path.join(folder, "backup.graphcrm"))),
            "kept": graphcrm.store.trail.keep(store, ENTRY, path).kept.value,
            "restricted": tried(lambda: graphcrm.store.trail.keep(store, ENTRY, path, restricted=True).kept.value),
            "still": names(store),
        }
    print(json.dumps(said))


def hold(path: str, _: str) -> None:
    with open_store(path) as store:
        print(json.dumps(names(store)), flush=True)
        for _line in sys.stdin:
            print(json.dumps(names(store)), flush=True)


if __name__ == "__main__":
    open_store(sys.argv[3], create=True).close()  # loads whatever is needed for opening one
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        {"read": read, "hold": hold}[sys.argv[1]](sys.argv[2], sys.argv[4])
    except GraphcrmError as error:
        print(json.dumps({"refused": f"{type(error).__name__}: {error.text.en}"}))
