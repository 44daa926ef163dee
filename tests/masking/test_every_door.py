"""Every method of the door, asked of an anonymised workspace: ids and codes say the same, and what would show or change it is refused."""

from __future__ import annotations

import csv
import inspect
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from graphcrm.errors import UsageError
from graphcrm.rendering.document import as_json
from graphcrm.reports.page import as_page
from graphcrm.resources import resource
from graphcrm.workspace.anonymised import Anonymised
from graphcrm.workspace.base import Base
from graphcrm.workspace.door import Workspace

DAY = {"as_of": "2026-06-30"}
#: Every parameter of the door that is an id, and one that it may be; `to` and the like are options of a query or a map.
IDS = {
    "account": "HY",
    "opportunity": "HY-CORE",
    "vendor": "RIV",
    "person": "c4",
    "ours": "u3",
    "owner": "u3",
    "to": "c4",
}
WHERE = ("account", "opportunity", "vendor")
INVITATION = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260702T090000\nATTENDEE:mailto:who@else.example\nEND:VEVENT\nEND:VCALENDAR"


def said(path: Path) -> list[str]:
    """What a file says; of a workbook all but the moment when it was made."""
    if path.suffix != ".xlsx":
        return [path.read_text("utf-8")]
    with zipfile.ZipFile(path) as file:
        return [file.read(name).decode() for name in file.namelist() if "docProps" not in name]


def answers(masked: Anonymised, ids: Mapping[str, str]) -> list[str]:
    return [as_json(one.found) for one in masked.answers(**ids, **DAY)]  # type: ignore[arg-type]


#: How each method that takes ids is asked: the ids that it takes beside those of its signature, and what it then says.
ASKED: Mapping[str, tuple[tuple[str, ...], Callable[[Anonymised, Path, dict[str, Any]], Any]]] = {
    "account": ((), lambda w, to, ids: repr(w.account(**ids, **DAY))),
    "answers": (("vendor", "person", "to"), lambda w, to, ids: answers(w, ids)),
    "brief": ((), lambda w, to, ids: as_page(w.brief(to.with_name("m.ics"), **ids, **DAY), "en")),
    "document": (("person",), lambda w, to, ids: as_page(w.document("card", edition="internal", **ids, **DAY), "en")),
    "duplicates": (("account",), lambda w, to, ids: as_json(w.duplicates(**ids, **DAY))),
    "export": ((), lambda w, to, ids: said(*w.export("json", to, account=ids["account"], **DAY).files)),
    "influence_graph": ((), lambda w, to, ids: sorted(w.influence_graph(**ids, **DAY).edges)),
    "list": (("account",), lambda w, to, ids: w.list("people", **ids, **DAY).rows),
    "map": (("to",), lambda w, to, ids: said(*w.map("route", to, **ids, **DAY))),
    "portfolio": (("account", "vendor"), lambda w, to, ids: w.portfolio(**ids, **DAY).rows),
    "query": ((*WHERE, "person"), lambda w, to, ids: w.query("card", **ids, **DAY).rows),
    "report": ((), lambda w, to, ids: report(w, to, ids)),
    "write_answers": (("person",), lambda w, to, ids: said(*w.write_answers(to.with_suffix(".xlsx"), **ids, **DAY)[0])),
}


def report(masked: Anonymised, to: Path, ids: dict[str, Any]) -> list[str]:
    """A card and a handover: no report takes both of the ids that reports have for themselves."""
    person, ours = ids.pop("person"), ids.pop("ours")
    for kind, own in (("card", {"person": person}), ("handover", {"ours": ours})):
        masked.report(kind, to.with_name(f"{kind}.html"), edition="internal", **own, **ids, **DAY)
    return [to.with_name(f"{kind}.html").read_text("utf-8") for kind in ("card", "handover")]


#: What is refused, and with what it is asked.
REFUSED: Mapping[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "accept": (("gap:P45",), {"reason": "x", "by": "u1"}),
    "assess": (("c4",), {"by": "u1", "acceptance": 1}),
    "backup": (("copy",), {}),
    "copy_to": (("copy.graphcrm",), {}),
    "cypher": (("RETURN 1", {}), {}),
    "delete_scenario": (("peace",), {}),
    "edit": (("person", "P04"), {"title": "x"}),
    "fill": (("P12",), {"name": "x"}),
    "history": ((), {}),
    "import_network": (("e.csv",), {"ties": {"": "trusts"}}),
    "import_tables": ((resource("datasets", "huayue"),), {"today": "2026-06-30"}),
    "log": (("meeting", ["u1", "c4"]), {}),
    "merge": (("P04", "P05"), {}),
    "migrate": ((), {}),
    "privacy_erase": (("P04",), {"dry_run": True}),
    "privacy_export": (("P04",), {}),
    "privacy_object": (("P04",), {}),
    "privacy_retain": ((), {}),
    "redo": ((), {}),
    "redraw": ((), {}),
    "review": (("verdicts.csv",), {}),
    "save_scenario": (("peace",), {"account": "HY", "set": {"c4": 0}}),
    "trail": ((), {}),
    "undo": ((), {}),
    "vacate": (("P04",), {}),
}
#: What takes no id.
FREE = (
    *("anonymised", "check", "create", "fix", "guess", "names", "note", "open", "replayed"),
    *("portfolio_page", "snapshot", "templates", "tuning", "validate", "write_brief"),
)
PUBLIC = {name: of for name, of in inspect.getmembers(Workspace, inspect.isfunction) if not name.startswith("_")}


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> Anonymised:
    ws = Workspace(tmp_path_factory.mktemp("doors") / "w.graphcrm")
    ws.import_tables(resource("datasets", "huayue"), today="2026-06-30")
    return ws.anonymised()


@pytest.fixture(scope="module")
def codes(masked: Anonymised, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    key = masked.key_to_codes(tmp_path_factory.mktemp("key") / "codes.csv").read_text("utf-8-sig")
    return {row["id"]: row["code"] for row in csv.DictReader(key.splitlines())}


def test_every_method_is_looked_at() -> None:
    """A method that is new has to be put into one of the three, and so has a parameter that is an id."""
    assert sorted([*ASKED, *REFUSED, *FREE]) == sorted(PUBLIC)
    for name in FREE:
        assert not IDS.keys() & inspect.signature(PUBLIC[name]).parameters.keys(), name


@pytest.mark.parametrize("name", ASKED)
def test_ids_and_codes_say_the_same(
    masked: Anonymised, codes: Mapping[str, str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {query: masked.catalogue[query] for query in ("card", "route", "kpi")}
    monkeypatch.setattr(Base, "catalogue", property(lambda _: few))
    more, ask = ASKED[name]
    takes = [one for one in IDS if one in more or one in inspect.signature(PUBLIC[name]).parameters]
    told = []
    for say in (lambda one: one, codes.__getitem__):
        (folder := tmp_path / str(len(told))).mkdir()
        (folder / "m.ics").write_text(INVITATION, "utf-8")
        told.append(ask(masked, folder / "out", {one: say(IDS[one]) for one in takes}))
    assert told[0] == told[1] != []


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_show_or_change_it_is_refused(
    masked: Anonymised, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "e.csv").write_text("src,dst\na,b\n", "utf-8")
    (tmp_path / "verdicts.csv").write_text("keep,merge,verdict\nP04,P05,merge\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    given, named = REFUSED[name]
    with pytest.raises(UsageError, match="anonymised"):
        getattr(masked, name)(*given, **named)
