"""No edition holds what the declaration of the columns withholds from it: lists, answers, exports, reports and maps of one sample.

Every cell of a withheld column says a word that stands nowhere else, so that it is found wherever it leaks to.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest

from graphcrm.asking.listing.kinds import LISTS
from graphcrm.edition import Access, Edition
from graphcrm.errors import UsageError
from graphcrm.maps.kinds.registry import EVERY
from graphcrm.model.fields import Field, ListOf, TextOf, mail_address, reporter, system_key
from graphcrm.model.tables import TABLES
from graphcrm.rendering.document import as_json
from graphcrm.reports.kinds.registry import REPORTS
from graphcrm.reports.page import as_page
from graphcrm.resources import resource
from graphcrm.workspace.door import Workspace
from tests.export.conftest import DAY, at

EDITIONS = [edition for edition in Edition if edition is not Edition.INTERNAL]
#: The word in a column that no edition but the team's has, and in one that the customer's has not.
WORDS = {Access.PRIVATE: "Heimlich", Access.INSIGHT: "Zwinger"}
FORMS = ("json", "csv", "xlsx", "graphml", "gexf", "cypher")
ASKED = {"to": "c4", "person": "c6", "ours": "u1", "owner": "u1", "since": "2026-03-31"}


def marked(field: Field) -> str | None:
    """A cell with the word of its column's class, None where the column takes no free text."""
    word = WORDS.get(field.access)
    one = field.parse.one if isinstance(field.parse, ListOf) else field.parse
    if word is None or field.usual is not None or field.name == "key":
        return None
    if one is reporter:
        return f"import:{word}"
    if one is mail_address:
        return f"{word}@x.example"
    if one is system_key:
        return f"sap:{word}"
    return f"{word} {field.name}" if isinstance(one, TextOf) else None


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample with the word in every cell of every column that takes text, but for the names that a page is made of."""
    folder = tmp_path_factory.mktemp("marked")
    for of in TABLES:
        path = resource("datasets", "huayue") / f"{of.name}.csv"
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        words = {field.name: word for field in of.columns if (word := marked(field)) is not None}
        rows = [{**row, **words} for row in rows]
        with (folder / f"{of.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    found = at(folder / "w.graphcrm")
    assert found.import_tables(folder, today=DAY).plan.errors == 0
    return found


def given_away(ws: Workspace, edition: Edition, folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that an edition of the sample has, with a name."""
    where: dict[str, Any] = {"account": "HY", "as_of": DAY, "edition": edition.code}
    for name, kind in LISTS.items():
        if any(kind.query.admitted(edition)) and edition.code in _editions(kind.query):
            yield f"list {name}", as_json(ws.list(name, **where), explain=True)
    for one in ws.answers("HY", "HY-CORE", as_of=DAY, edition=edition.code, **ASKED):
        if not hasattr(one.found, "en"):
            yield f"query {one.query.name}", as_json(one.found, explain=True)
    for form in FORMS:
        for path in ws.export(form, folder / form, **where).files:
            yield f"export {path.name}", _text(path)
    for code, report in REPORTS.items():
        own = {key: ASKED[key] for key in report.needs}
        try:
            document = ws.document(code, "HY", "HY-CORE", as_of=DAY, edition=edition.code, **own)
        except UsageError:
            continue  # nothing of it may be shown
        yield f"report {code}", as_page(document, "zh") + as_page(document, "en")
    if edition.insight:
        made = ws.brief(_invitation(folder), as_of=DAY, edition=edition.code)
        yield "report brief", as_page(made, "zh") + as_page(made, "en")
    for code, kind in EVERY.items():
        if edition in kind.editions:
            takes = {option.key for option in getattr(kind, "options", ())}
            own = {key: ASKED[key] for key in ("to", "since") if key in takes}
            (page,) = ws.map(code, folder / f"{code}.html", **where, **own)
            yield f"map {code}", page.read_text("utf-8")


def _invitation(folder: Path) -> Path:
    who = "".join(f"ATTENDEE;CN={name}:mailto:{n}@x.example\n" for n, name in enumerate(("林行长", "吴CFO", "王工")))
    event = f"BEGIN:VEVENT\nDTSTART:20260703T090000Z\nSUMMARY:x\n{who}END:VEVENT\n"
    (folder / "m.ics").write_text(f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n", "utf-8")
    return folder / "m.ics"


def _editions(query: Any) -> set[str]:
    return {code for option in query.options if option.key == "edition" for code in option.choices}


def _text(path: Path) -> str:
    if not is_zipfile(path):
        return path.read_text("utf-8")
    with ZipFile(path) as book:
        return "".join(book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.code)
def test_no_edition_holds_what_it_may_not(ws: Workspace, edition: Edition, tmp_path: Path) -> None:
    withheld = [word.casefold() for access, word in WORDS.items() if access not in edition.admits]
    found = {name: text.casefold() for name, text in given_away(ws, edition, tmp_path)}
    least = {Edition.SHARED: (14, 50, 26, 9, 10), Edition.CUSTOMER_SAFE: (4, 0, 11, 3, 3)}[edition]
    counted = Counter(name.split()[0] for name in found)
    assert all(counted[what] >= n for what, n in zip(("list", "query", "export", "report", "map"), least, strict=True))
    assert not {name for name, text in found.items() if any(word in text for word in withheld)}


def test_the_words_are_where_a_leak_would_come_from(ws: Workspace, tmp_path: Path) -> None:
    ws.export("json", tmp_path / "all.json", as_of=DAY)
    tables = json.loads((tmp_path / "all.json").read_text("utf-8"))
    for of in TABLES:
        words = {field.name: word for field in of.columns if (word := marked(field)) is not None}
        for name, word in words.items() if of.name in tables else ():
            written = [str(row[name]).casefold() for row in tables[of.name] if name in row]
            assert any(word.casefold() in text for text in written), (of.name, name)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_admits_no_more_of_a_column_than_an_export(name: str) -> None:
    (of,) = (of for of in TABLES if of.name == {"meetings": "interactions", "reporters": "edges"}.get(name, name))
    for column in LISTS[name].columns:
        field = of.column(column.name)
        assert field is None or all(field.access in e.admits for e in Edition if column.access in e.admits)
