"""Files of pins: what is read, what is refused and how that is said; what a page holds of them."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphcrm.edition import Edition
from graphcrm.errors import GraphcrmError, InputError, UsageError
from graphcrm.i18n import Text
from graphcrm.maps.draw import draw_map
from graphcrm.maps.page import render
from graphcrm.maps.pins import Pinned, read_pins, with_pins
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.pins import MapPins, MapPlace
from tests.analysis.golden import golden_snapshot
from tests.maps.crowd import crowd
from tests.maps.sample import sample

HY = MapPins("HY", {})
CFO = {"person": HY.person("c4"), "lane": 4, "line": 2, "order": 1}


def written(folder: Path, *pins: Any, **head: Any) -> Path:
    file = folder / "some.pins.json"
    data = {"kind": "influence", "account": "HY", "pins": list(pins), **head}
    file.write_text(json.dumps({k: v for k, v in data.items() if v is not None}), encoding="utf-8")
    return file


def test_a_file_is_read(tmp_path: Path) -> None:
    file = written(tmp_path, CFO, {**CFO, "picture": HY.picture("财务")})
    place = MapPlace(4, 2, 1)
    places = {("", CFO["person"]): place, (HY.picture("财务"), CFO["person"]): place}
    assert read_pins(file, "influence", "HY") == places
    pins = MapPins("HY", places)
    assert pins.on("", ["c3", "c4"]) == pins.on("财务", ["c3", "c4"]) == {"c4": place}
    assert pins.on("采购", ["c4"]) == {}
    assert pins.gone(["c3"]) == 1
    assert pins.gone(["c3", "c4"]) == 0


@pytest.mark.parametrize("place", [MapPlace(0, 1, 1), MapPlace(5, 99, 99)])
def test_the_first_and_the_last_place_are_read(tmp_path: Path, place: MapPlace) -> None:
    pin = {**CFO, "lane": place.lane, "line": place.line, "order": place.order}
    assert read_pins(written(tmp_path, pin), "influence", "HY") == {("", CFO["person"]): place}


def test_a_digest_names_nobody_and_differs_from_account_to_account() -> None:
    assert HY.person("c4") != MapPins("HYL", {}).person("c4")
    assert HY.person("c4") != HY.picture("c4")
    assert len(HY.person("林行长")) == 16
    assert HY.person("\ud800") != HY.person("\ud801")


@pytest.mark.parametrize(
    ("pins", "head", "says"),
    [
        ([{**CFO, "lnae": 4}], {}, "pins[0].lnae: unknown key. Did you mean line, lane?"),
        ([{k: v for k, v in CFO.items() if k != "order"}], {}, "pins[0].order: is missing"),
        ([CFO, {**CFO, "line": 1}], {}, "pins[1]: this person is there twice"),
        ([CFO, {**CFO, "person": HY.person("c3")}], {}, "pins[1]: another person has this place already"),
        ([{**CFO, "lane": 6}], {}, "pins[0].lane: is 6, should be a whole number from 0 to 5"),
        ([{**CFO, "lane": -1}], {}, "pins[0].lane: is -1"),
        *(
            ([{**CFO, key: value}], {}, f"pins[0].{key}: is {value}, should be a whole number from 1 to 99")
            for key in ("line", "order")
            for value in (0, 100)
        ),
        ([{**CFO, "order": True}], {}, "pins[0].order: is true"),
        ([{**CFO, "order": 1.5}], {}, "pins[0].order: is 1.5"),
        ([{**CFO, "person": "吴CFO"}], {}, "pins[0].person: is no key that a page has written"),
        ([{**CFO, "person": ""}], {}, "pins[0].person: is no key that a page has written"),
        ([{**CFO, "picture": ""}], {}, "pins[0].picture: is no key that a page has written"),
        ([{**CFO, "picture": "财务"}], {}, "pins[0].picture: is no key that a page has written"),
        (["c4"], {}, "pins[0]: should be an object with person, lane, line, order"),
        ([], {"pins": {}}, "pins: should be a list"),
        ([], {"pins": None}, "pins: is missing"),
        ([], {"knid": 1}, "knid: unknown key. Did you mean kind?"),
    ],
)
def test_a_bad_file_is_refused_with_the_place(tmp_path: Path, pins: list[Any], head: dict[str, Any], says: str) -> None:
    file = written(tmp_path, *pins, **head)
    with pytest.raises(InputError) as refusal:
        read_pins(file, "influence", "HY")
    assert str(refusal.value).startswith(f"{file}: {says}")
    assert refusal.value.problems[0].file == str(file)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"kind": "influence",\n "account" "HY"}', "x.json:2: this is not valid JSON: Expecting ':' delimiter"),
        (b"[1]", "should be an object with kind, account, pins"),
        (b"\xff\xfe\x00", "x.json:1: this is not valid JSON: byte 1 on is no UTF-8 text"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b" " * 1_048_577, "longer than 1 MB"),
        (b'{"kind": ' + b"9" * 5000 + b"}", "a number has too many digits"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content)
    with pytest.raises(InputError, match=says):
        read_pins(file, "influence", "HY")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pins.json")
    with pytest.raises(InputError, match="not an ordinary file"):
        read_pins(tmp_path / "pins.json", "influence", "HY")


def test_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_pins(tmp_path / "none.json", "influence", "HY")


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ({"kind": "formal"}, "kind is “formal”, that of this map is “influence”"),
        ({"account": "HYL"}, "account is “HYL”, that of this map is “HY”"),
    ],
)
def test_pins_of_another_kind_or_account_are_refused(tmp_path: Path, head: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        read_pins(written(tmp_path, CFO, **head), "influence", "HY")


def drawn(target: Path, **asked: Any) -> tuple[str, list[str]]:
    told: list[Text] = []
    draw_map(golden_snapshot(), target, account="HY", tell=told.append, **asked)
    return target.read_text(encoding="utf-8"), [text.en for text in told]


def test_the_file_of_the_folder_is_taken_and_told_and_the_same_pins_give_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "pins"
    folder.mkdir()
    plain, nothing = drawn(tmp_path / "a.html", pinned=Pinned(folder=folder))
    assert nothing == []
    file = written(folder, CFO, {**CFO, "person": HY.person("nobody"), "order": 2}).rename(folder / "HY.influence.json")
    pages = [drawn(tmp_path / f"{k}.html", pinned=p) for k, p in enumerate((Pinned(folder=folder), Pinned(file)))]
    assert pages[0] == pages[1]
    assert pages[0][0] != plain
    assert pages[0][1] == [
        f"places taken from {file} (--no-pins leaves them out)",
        "people in it who are no longer on the map: 1",
    ]
    assert drawn(tmp_path / "b.html", pinned=Pinned(folder=folder), kind="formal")[1] == []
    assert drawn(tmp_path / "c.html") == (plain, [])


@pytest.mark.parametrize("account", ["../HY", "a/b", "x\0y", ".."])
def test_an_id_that_is_a_path_has_no_file(tmp_path: Path, account: str) -> None:
    (tmp_path / "pins").mkdir()
    (tmp_path / "HY.influence.json").write_text("{}", encoding="utf-8")
    assert Pinned(folder=tmp_path / "pins").of(account, "influence") is None


@pytest.mark.parametrize(
    "asked", [{"kind": "route", "asked": MapAsked({"to": "c4"})}, {"kind": "grid"}, {"asked": MapAsked({"from": "c4"})}]
)
def test_maps_without_places_refuse_a_file(tmp_path: Path, asked: dict[str, Any]) -> None:
    file = written(tmp_path, CFO)
    with pytest.raises(
        GraphcrmError, match="this map has no places to keep; whole maps of these kinds have: influence, "
    ):
        drawn(tmp_path / "x.html", pinned=Pinned(file), **asked)
    assert not (tmp_path / "x.html").exists()


def test_more_people_than_cards_are_told(tmp_path: Path) -> None:
    told: list[Text] = []
    file = written(tmp_path, CFO)
    with_pins(crowd(201), "HY", Pinned(file), told.append)
    assert [t.en for t in told] == [f"{file} is not used: 201 people are drawn as dots, which have no places to keep"]


def page(model: MapModel, edition: Edition) -> str:
    return render(replace(model, edition=edition))


def test_a_page_has_digests_but_for_the_customers_which_only_has_the_places() -> None:
    model = sample()
    free = MapPins("HY", {})
    person = free.person("p03")
    bare, kept = replace(model, pins=free), replace(model, pins=MapPins("HY", {("", person): MapPlace(4, 1, 1)}))
    for edition in (Edition.INTERNAL, Edition.SHARED):
        free_page = page(bare, edition)
        assert person in free_page
        assert free_page != page(kept, edition)
        assert person not in page(model, edition)
    safe = page(kept, Edition.CUSTOMER_SAFE)
    assert person not in safe
    assert '"pins":{' not in safe
    assert '"slots":{' not in safe
    assert "Save positions" not in safe
    assert safe != page(bare, Edition.CUSTOMER_SAFE)
