"""Nobody is named in what circulates widely: every name is looked for in every format, and every number stays what it was."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from email import message_from_string
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graphcrm.commands.shell import cli
from graphcrm.errors import UsageError
from graphcrm.folding import spellings
from graphcrm.maps.kinds.registry import EVERY
from graphcrm.rendering.delimited import as_csv
from graphcrm.rendering.document import as_json
from graphcrm.workspace.door import Workspace

ROOT = Path(__file__).parent.parent.parent
DAY = "2026-06-30"
ON = {"account": "HY", "as_of": DAY}
#: Names that are words of offices or of a single letter: as names they become codes, in texts nobody could tell them apart.
OFFICES = {"CFO", "CTO", "董事长", "Chairman", "张", "刘", "马", "Ma"}
#: Said in texts of all kinds; each names somebody in another way.
SAID = (
    "罗启明与 Ms Qiming 谈过,罗总反对",
    "LUO  Qiming told Huayue what luoqiming wants",
    "write to qm.luo@huayue.example; Keyan knows 科岩 and HY-CORE",
    "h1 问 Vice President Gao 与 Mingjian Advisory",
)
HINTS = (
    "罗启明",
    "Qiming",
    "qiming",
    "罗总",
    "Huayue",
    "华岳",
    "科岩",
    "Keyan",
    "Mingjian",
    "Gao",
    "qm.luo",
    "huayue.example",
)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample, with names in all its texts and an id that is a name."""
    tables = tmp_path_factory.mktemp("masked") / "tables"
    shutil.copytree(ROOT / "datasets" / "huayue", tables)
    for path in tables.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
        head, *body = rows
        texts = {
            "title",
            "statement",
            "our_response",
            "our_response_en",
            "result",
            "summary",
            "evidence",
            "override_reason",
            "event",
            "scope",
            "reason",
        }
        places = [i for i, name in enumerate(head) if name in texts]
        for n, row in enumerate(body):
            for at in (p for p in places if p < len(row) and row[p]):
                row[at] = (
                    f"{row[at]}, {SAID[n % len(SAID)]}".replace(";", ",")
                    if head[at] != "evidence"
                    else f"{row[at]};{SAID[n % 2]}"
                )
        out = io.StringIO()
        csv.writer(out).writerows([head, *body])
        path.write_text(re.sub(r"\bc6\b", "王工", out.getvalue()), "utf-8")
    found = Workspace(tables.parent / "w.graphcrm")
    outcome = found.import_tables(tables, today=DAY)
    assert outcome.change is not None, outcome.problems
    return found


def names() -> set[str]:
    found = set()
    for table in ("people", "orgs", "opportunities"):
        for row in csv.DictReader(io.StringIO((ROOT / "datasets" / "huayue" / f"{table}.csv").read_text("utf-8-sig"))):
            found |= {row["name"], row["name_en"], *(s for s in spellings(row["name"])[:2] if len(s) > 4)}
    return found - OFFICES - {""} | set(HINTS)


def named(text: str) -> list[str]:
    return sorted(name for name in names() if name in text)


def unpacked(path: Path) -> str:
    with zipfile.ZipFile(path) as file:
        return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def test_what_is_masked_here_is_named_without_it(ws: Workspace, tmp_path: Path) -> None:
    """The test can fail: the same files of the workspace itself hold the names."""
    ws.report("session", tmp_path / "s.html", edition="internal", **ON)
    found = named((tmp_path / "s.html").read_text("utf-8"))
    assert {"罗启明", "林行长", "华岳银行", "Huayue Bank", "王工", "罗总"} <= set(found)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", list(EVERY))
def test_no_map_names_anybody(ws: Workspace, tmp_path: Path, kind: str, lang: Any) -> None:
    own = {"route": {"to": "c4", "avoid": ("王工",)}, "change": {"since": "2026-03-31"}}.get(kind, {})
    ws.anonymised().map(kind, tmp_path / "m.html", edition="internal", lang=lang, **ON, **own)
    assert named((tmp_path / "m.html").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("kind", "own"),
    [("session", {"since": "2026-03-31"}), ("card", {"person": "c4"}), ("handover", {"ours": "u3"}), ("dossier", {})],
)
def test_no_report_names_anybody(ws: Workspace, tmp_path: Path, kind: str, own: dict[str, str]) -> None:
    paths = ws.anonymised().report(kind, tmp_path / "r.html", edition="internal", xlsx=True, pptx=True, **ON, **own)
    assert [path.suffix for path in paths] == [".html", ".xlsx", ".pptx"]
    for path in paths:
        text = path.read_text("utf-8") if path.suffix == ".html" else unpacked(path)
        assert named(text) == [], path


def test_no_answer_names_anybody_and_every_number_stays(ws: Workspace, tmp_path: Path) -> None:
    own = {"to": "c4", "person": "c4", "ours": "u3", "owner": "u3", "since": "2026-03-31", "edition": "internal", **ON}
    masked = ws.anonymised()
    plain, found = ws.answers(**own, explain=True), masked.answers(**own, explain=True)
    assert len(found) > 50
    for before, after in zip(plain, found, strict=True):
        assert type(before.found) is type(after.found), after.query.name
        if not hasattr(after.found, "rows"):
            continue
        for text in (as_json(after.found), as_csv(after.found, "zh"), as_csv(after.found, "en")):
            assert named(text) == [], after.query.name
        assert [numbers(row) for row in before.found.rows] == [numbers(row) for row in after.found.rows], (
            after.query.name
        )
    masked.write_answers(tmp_path / "all.xlsx", **own)
    assert named(unpacked(tmp_path / "all.xlsx")) == []


def numbers(row: Any) -> list[Any]:
    return [value for value in row.values() if isinstance(value, int | float)]


@pytest.mark.usefixtures("chromium")
def test_no_picture_beside_a_map_names_anybody(ws: Workspace, tmp_path: Path) -> None:
    """PDF and PNG hold what the page draws; their own texts (title, producer, alternative texts) are looked at.

    What they compress has any three bytes somewhere, so there names of six or more are looked for.
    """
    paths = ws.anonymised().map(
        "influence", tmp_path / "m.html", edition="internal", pdf=True, svg=True, png=True, **ON
    )
    for path in paths:
        content = path.read_bytes()
        for name in names():
            for encoding in ("utf-8", "utf-16-be"):
                wanted = name.encode(encoding)
                if len(wanted) >= 6 or path.suffix not in (".pdf", ".png"):
                    assert wanted not in content, (path.suffix, name)


def test_codes_are_the_same_on_every_day_and_lead_back(ws: Workspace, tmp_path: Path) -> None:
    masked = ws.anonymised()
    rows = {day: masked.list("people", account="HY", as_of=day).rows for day in ("2026-01-31", DAY)}
    codes = [{row["id"]: row["grade"] for row in found} for found in rows.values()]
    assert codes[0].items() <= codes[1].items()
    key = list(csv.DictReader(io.StringIO(masked.key_to_codes(tmp_path / "codes.csv").read_text("utf-8-sig"))))
    mine = {row["id"]: row["code"] for row in key}
    assert len(set(mine.values())) == len(mine)
    asked = masked.query("card", person=mine["c4"], **ON)
    assert asked.rows == masked.query("card", person="c4", **ON).rows
    with pytest.raises(UsageError):
        masked.key_to_codes(tmp_path / "codes.csv")


def test_the_trail_says_of_whom_it_was(ws: Workspace) -> None:
    ws.anonymised().query("card", person="c4", **ON)
    last = ws.trail()[-1]
    assert (last.subject, last.detail) == ("HY", "anonymised")


def test_nothing_is_changed_through_it(ws: Workspace) -> None:
    with pytest.raises(UsageError):
        ws.anonymised().edit("person", "c4", title="x")


def test_no_code_is_somebody_elses_id(tmp_path: Path) -> None:
    from graphcrm.masking.codes import allot

    codes = allot({"person": {"P1": {"name": "A"}, "x": {"name": "B"}}, "org": {"O1": {"name": "C"}}})
    assert not set(codes.of) & set(codes.of.values())


def test_scenarios_stay_out(tmp_path: Path) -> None:
    """Their files hold ids and free words."""
    shutil.copytree(ROOT / "datasets" / "huayue", tmp_path / "data")
    workspace = Workspace(tmp_path / "w.graphcrm")
    workspace.create()
    workspace.import_tables(tmp_path / "data", today=DAY)
    workspace.save_scenario("Luo gives in", **ON, set={"c4": 0})
    masked = workspace.anonymised()
    assert "Luo" not in as_json(masked.query("scenarios", **ON))
    with pytest.raises(UsageError, match="anonymised view"):
        masked.save_scenario("again", **ON, set={"c4": 1})


def test_a_portfolio_has_the_figures_of_its_accounts_and_their_codes(tmp_path):
    ws = Workspace(tmp_path / "w.graphcrm")
    ws.import_tables(ROOT / "datasets" / "huayue", today=DAY)
    plain, masked = ws.portfolio(as_of=DAY), ws.anonymised().portfolio(as_of=DAY)
    columns = [name for name in plain.rows[0] if name != "account"]
    assert [[row[name] for name in columns] for row in masked.rows] == [
        [row[name] for name in columns] for row in plain.rows
    ]
    assert masked.failures == ()
    assert not {row["account"] for row in masked.rows} & {row["account"] for row in plain.rows}


MEETING = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART:20260702T090000
SUMMARY:林行长 与 Adviser He 谈核心系统
ATTENDEE;CN=林行长:mailto:lin@huayue.example
ATTENDEE;CN=Architect Wang:mailto:wang@huayue.example
ATTENDEE;CN=张不识:mailto:who@huayue.example
END:VEVENT
END:VCALENDAR
"""


def test_no_brief_names_anybody_and_it_is_of_the_same_people(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "m.ics").write_text(MEETING, "utf-8")
    masked, plain = ws.anonymised(), ws.brief(tmp_path / "m.ics", as_of=DAY)
    found = masked.brief(tmp_path / "m.ics", as_of=DAY)
    masked.write_brief(found, tmp_path / "b.html", lang="en")
    page = (tmp_path / "b.html").read_text("utf-8")
    assert named(page) == []
    assert "张不识" not in page and "who@" not in page and "?1" in page  # noqa: PT018
    assert [len(s.blocks) for s in found.sections] == [len(s.blocks) for s in plain.sections]
    assert {"P04", "P06"} & set(re.findall(r"P\d\d", page))


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "graphml", "gexf", "cypher"])
def test_no_export_names_anybody_and_tables_come_back(ws: Workspace, tmp_path: Path, form: str) -> None:
    out, template = tmp_path / f"out.{form}", tmp_path / "template.xlsx"
    if form == "xlsx":
        ws.templates(template, lang="zh")
    done = ws.anonymised().export(form, out, account="HY", as_of=DAY, lang="zh")
    for path in done.files:
        if form == "xlsx":  # what its guide gives as an example stands in every template
            assert named(unpacked(path)) == named(unpacked(template))
        else:
            assert named(path.read_text("utf-8")) == [], path.name
    if form in ("csv", "json", "xlsx"):
        again = Workspace(tmp_path / "again.graphcrm")
        outcome = again.import_tables(out, today=DAY)
        assert outcome.change is not None, outcome.problems
        first, second = (
            [row["share_pct"] for row in one.key_influencers(account=who, as_of=DAY).rows]
            for one, who in ((ws, "HY"), (again, ws.anonymised().account("HY").id))
        )
        assert first == pytest.approx(second)


@pytest.mark.parametrize("form", ["salesforce", "hubspot", "ics"])
def test_what_is_matched_with_real_people_is_not_anonymised(ws: Workspace, tmp_path: Path, form: str) -> None:
    with pytest.raises(UsageError, match="cannot be anonymised"):
        ws.anonymised().export(form, tmp_path / "out", owner="u1")


def decoded(mail: str) -> str:
    """The texts of a mail, which carries them in base 64."""
    return "\n".join(
        str(part.get_payload(decode=True), "utf-8")
        for part in message_from_string(mail).walk()
        if not part.is_multipart()
    )


def test_every_command_that_hands_something_on_can_leave_names_out(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "m.ics").write_text(MEETING, "utf-8")
    (tmp_path / "kept").mkdir()
    day = ["--as-of", DAY, "--anonymise"]
    asked = {
        "list": ["list", "people", "--account", "HY", *day],
        "list edges": ["list", "edges", "--account", "HY", *day, "--format", "csv"],
        "digest": ["digest", "--owner", "u1", *day, "--format", "eml"],
        "portfolio": ["portfolio", *day, "--format", "json", "--cache", str(tmp_path / "kept")],
        "brief": ["brief", str(tmp_path / "m.ics"), *day],
        "export": ["export", "json", "-o", str(tmp_path / "e.json"), *day],
    }
    for name, words in asked.items():
        for lang in ("zh", "en"):
            done = CliRunner().invoke(
                cli, [*words, "--lang", lang, "-w", str(ws.url), *(["--force"] if name == "export" else [])]
            )
            assert done.exit_code == 0, (name, done.output)
            said = decoded(done.stdout) if name == "digest" else done.stdout
            assert named(said) == [], name
            assert re.search(r"\b[POD]\d+", said) or name == "export", name
    assert named((tmp_path / "e.json").read_text("utf-8")) == []
