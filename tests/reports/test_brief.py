"""The brief of a meeting: who of an invitation is recognised, what is said of each, and to whom."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from graphcrm.commands.brief import _printed
from graphcrm.errors import InputError, UsageError
from graphcrm.ingest.guessing.texts.names import Written
from graphcrm.ingest.invitation import read_invitation, recognised
from graphcrm.model.records import Person
from graphcrm.reports.document import Document, Facts
from graphcrm.workspace.door import Workspace
from tests.reports.conftest import TODAY


def event(day: str, subject: str, *attendees: str) -> str:
    people = "".join(f"ATTENDEE;CN={name}:mailto:{name.split()[0]}@x.example\n" for name in attendees)
    return f"BEGIN:VEVENT\nDTSTART:{day}T090000Z\nSUMMARY:{subject}\n{people}END:VEVENT\n"


def calendar(folder: Path, *events: str) -> Path:
    (folder / "m.ics").write_text("BEGIN:VCALENDAR\n" + "".join(events) + "END:VCALENDAR\n", "utf-8")
    return folder / "m.ics"


def told(document: Document, section: int) -> dict[str, str]:
    (facts,) = document.sections[section].blocks
    assert isinstance(facts, Facts)
    return {label.en: value.en for label, value in facts.pairs}


def test_what_is_said_of_whom(sample: Workspace, tmp_path: Path) -> None:
    file = calendar(tmp_path, event("20260703", "方案讨论", "王工", "林行长", "CFO Wu", "Peter Pan", "高副总"))
    made = sample.brief(file, as_of=TODAY)
    assert [s.heading.en.split(",")[0] for s in made.sections] == [
        "President Lin",
        "CFO Wu",
        "Architect Wang",
        "Who else",
    ]
    assert "方案讨论 · 2026-07-03 09:00" in made.subject.zh
    lin, wu, others = told(made, 0), told(made, 1), told(made, 3)
    assert re.fullmatch(r"29% \(90% interval \d\d%–\d\d%\)", lin["Share"])
    assert (lin["Role"], lin["Our tie"]) == ("decider", "moderate; owner Vice President Gao")
    assert lin["Last contact"] == "2026-03-27"
    assert lin["Promises owed"] == "ours: A meeting with the president of another bank (broken)"
    assert wu["Promises owed"] == "ours: A first draft of the five-year total cost of ownership (overdue by 4 days)"
    assert wu["Support"].startswith("−1 (2026-06-30)")
    assert wu["Route"] == "Vice President Gao → President Lin → CFO Wu"
    assert "Route" not in lin
    assert others == {"Ours": "Vice President Gao", "Not recognised (find out who they are)": "Peter Pan"}


def test_a_route_is_told_to_whom_the_settings_call_out_of_reach(sample: Workspace, tmp_path: Path) -> None:
    shutil.copy(str(sample.url), tmp_path / "sample.graphcrm")
    (tmp_path / "config.toml").write_text("[tie]\nactive = 0.5\n", "utf-8")
    made = Workspace(tmp_path / "sample.graphcrm").brief(
        calendar(tmp_path, event("20260703", "x", "林行长")), as_of=TODAY
    )
    assert told(made, 0)["Our tie"] == "moderate; owner Vice President Gao"
    assert told(made, 0)["Route"] == "Vice President Gao → President Lin"


def test_what_was_kept_is_not_owed_and_a_veto_is_told(sample: Workspace, tmp_path: Path) -> None:
    """赵运维 holds only a promise that we kept; 梁思远 approves the leasing company's platform and can stop it."""
    ours = told(sample.brief(calendar(tmp_path, event("20260703", "x", "赵运维")), as_of=TODAY), 0)
    assert "Promises owed" not in ours
    lease = calendar(tmp_path, event("20260703", "x", "梁思远"))
    assert told(sample.brief(lease, "HYL", as_of=TODAY), 0)["Role"].endswith("has a veto")


def test_needs_are_of_the_account_team(sample: Workspace, tmp_path: Path) -> None:
    file = calendar(tmp_path, event("20260703", "x", "林行长"))
    assert "Needs" not in told(sample.brief(file, as_of=TODAY), 0)
    assert "No effect on corporate banking" in told(sample.brief(file, as_of=TODAY, edition="internal"), 0)["Needs"]
    with pytest.raises(UsageError, match="no customer-safe edition"):
        sample.brief(file, as_of=TODAY, edition="customer-safe")


def test_the_account_is_that_of_most(sample: Workspace, tmp_path: Path) -> None:
    file = calendar(tmp_path, event("20260703", "x", "林行长", "王工"))
    assert "华岳银行" in sample.brief(file, as_of=TODAY).subject.zh
    lease = sample.brief(file, "HYL", as_of=TODAY)
    assert "华岳租赁" in lease.subject.zh
    with pytest.raises(UsageError, match="nobody of a customer"):
        sample.brief(calendar(tmp_path, event("20260703", "x", "Peter Pan")), as_of=TODAY)


def test_the_next_meeting_is_taken_else_the_last(tmp_path: Path) -> None:
    file = calendar(
        tmp_path, event("20260801", "later", "A"), event("20260601", "past", "B"), event("20260702", "next", "C")
    )
    assert read_invitation(file, "2026-06-30").subject == "next"
    assert read_invitation(file, "2027-01-01").subject == "later"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "m.ics: "),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "m.ics: "),
        ("BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n", "m.ics: "),
        ("BEGIN:VEVENT\nSUMMARY:x\nDTSTART:20269901\nATTENDEE;CN=A:mailto:a@x\nEND:VEVENT\n", "m.ics:1: "),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n", "m.ics:2: "),
    ],
)
def test_a_file_without_a_meeting_is_refused(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "m.ics").write_text(content, "utf-8")
    with pytest.raises(InputError, match=re.escape(said) + ".*(invitation to a meeting|ATTENDEE)"):
        read_invitation(tmp_path / "m.ics", TODAY)
    with pytest.raises(InputError):
        read_invitation(tmp_path / "none.ics", TODAY)


def test_mail_goes_before_name_and_whoever_is_recorded_twice_is_one_of_both(sample: Workspace, tmp_path: Path) -> None:
    wang, other = Person("a", "王伟", "X", email="w@x.example"), Person("b", "王伟", "Y")
    assert recognised(Written("李娜", email="W@x.example"), [wang, other]) == [wang]
    assert recognised(Written("王伟"), [wang, other]) == [wang, other]
    assert recognised(Written("", email="nobody@x.example"), [wang, other]) == []
    shutil.copy(str(sample.url), tmp_path / "sample.graphcrm")
    twice = Workspace(tmp_path / "sample.graphcrm")
    twice.edit("person", "x9", name="王工", org="HY")
    made = twice.brief(calendar(tmp_path, event("20260703", "x", "林行长", "王工")), as_of=TODAY)
    assert told(made, 1) == {"Not recognised (find out who they are)": "王工 (one of c6, x9)"}


def test_the_reading_stands_in_the_trail(sample: Workspace, tmp_path: Path) -> None:
    before = len(sample.trail())
    sample.brief(calendar(tmp_path, event("20260703", "x", "林行长")), as_of=TODAY, edition="internal")
    assert [entry.action for entry in sample.trail()[before:]] == ["report brief internal"], "the day is read once"


def test_a_printed_brief_parts_label_and_value_as_its_language_does(sample: Workspace, tmp_path: Path) -> None:
    made = sample.brief(calendar(tmp_path, event("20260703", "x", "王工", "Peter Pan")), as_of=TODAY)
    chinese, english = _printed(made, "zh"), _printed(made, "en")
    assert "王工（系统架构师、科技部）\n  影响份额：8%（" in chinese
    assert "  没有认出的人（先弄清是谁）：Peter Pan" in chinese
    assert "  Share: 8% (" in english
    assert ": " not in chinese


def test_who_is_nobody_of_a_customer_is_listed_in_each_language(sample: Workspace, tmp_path: Path) -> None:
    """In English, too, the names stood with a Chinese comma between them."""
    with pytest.raises(UsageError) as refused:
        sample.brief(calendar(tmp_path, event("20260703", "x", "Peter Pan", "Ann Ray")), as_of=TODAY)
    assert "Peter Pan, Ann Ray. Record them" in refused.value.text.en
    assert "Peter Pan、Ann Ray" in refused.value.text.zh


def test_a_question_is_told_once_and_nobody_is_sent_to_himself(sample: Workspace, tmp_path: Path) -> None:
    def asked(*names: str) -> list[str]:
        made = sample.brief(calendar(tmp_path, event("20260703", "x", *names)), "HYL", as_of=TODAY)
        pairs = [p for s in made.sections for b in s.blocks if isinstance(b, Facts) for p in b.pairs]
        return [value.en for label, value in pairs if label.en == "To ask"]

    alone, both = asked("苏明哲"), asked("苏明哲", "韩启文", "高副总")
    assert any(
        "does Su Mingzhe really influence Han Qiwen" in one and one.endswith(" Ask Vice President Gao.")
        for one in alone
    )
    assert len([one for one in both if "does Su Mingzhe really influence Han Qiwen" in one]) == 1
    assert not any("Ask Vice President Gao" in one for one in both)
