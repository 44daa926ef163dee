"""Redaction by access class: what nobody listed reaches nobody but the account team."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import pytest

from graphcrm.edition import Access, Edition, banner
from graphcrm.i18n import Text
from graphcrm.pages.redaction import allow, may_travel, redacted


@dataclass(frozen=True)
class Remark:
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="text secret source")

    text: str = ""
    source: str = ""
    secret: bool = False

    @property
    def access(self) -> Access:
        return Access.PRIVATE if self.secret else Access.INSIGHT


@dataclass(frozen=True)
class Post:
    ACCESS: ClassVar[Mapping[str, Access]] = allow(open_="title label head", insight="score remarks")

    title: str
    label: Text | None = None
    head: Remark | None = None
    score: float = 0.0
    remarks: tuple[Remark, ...] = ()
    new: str = ""  # on no list
    bag: list[str] = field(default_factory=list)


POST = Post(
    "CFO",
    Text("财务", "Finance"),
    Remark("open?", "a", False),
    0.4,
    (Remark("said", "u1"), Remark("whispered", "u3", secret=True)),
    "not listed",
    ["x"],
)


def test_the_account_team_sees_everything() -> None:
    assert redacted(POST, Edition.INTERNAL) is POST


def test_colleagues_see_insight_but_no_secret() -> None:
    seen = redacted(POST, Edition.SHARED)
    assert (seen.title, seen.label, seen.score) == (POST.title, POST.label, POST.score)
    assert seen.remarks == (Remark("said", "u1"),)
    assert (seen.new, seen.bag) == ("", [])


def test_the_customer_sees_what_is_open() -> None:
    seen = redacted(POST, Edition.CUSTOMER_SAFE)
    assert seen == Post("CFO", POST.label, Remark())
    assert POST.remarks  # the record itself is as it was


def test_a_record_that_may_not_travel_is_left_out_as_a_whole() -> None:
    whispered = POST.remarks[1]
    assert [may_travel(whispered, e) for e in Edition] == [True, False, False]
    assert [may_travel(POST, e) for e in Edition] == [True, True, True]


def test_what_has_no_default_cannot_be_taken_away() -> None:
    bad = dataclasses.make_dataclass("Bad", [("name", str)], namespace={"ACCESS": {}}, frozen=True)
    with pytest.raises(TypeError, match=r"Bad\.name"):
        redacted(bad("x"), Edition.SHARED)


def test_each_edition_admits_what_the_wider_one_does_and_less() -> None:
    assert Edition.CUSTOMER_SAFE.admits < Edition.SHARED.admits < Edition.INTERNAL.admits == set(Access)
    assert [e.insight for e in Edition] == [True, True, False]
    assert banner(Edition.SHARED, Text("机密", "SECRET")) == Text("机密 · 共享版", "SECRET · shared edition")
