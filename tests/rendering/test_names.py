"""English names: read by people in English output, and by nobody else."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from graphcrm.asking.formats import FORMATS
from graphcrm.i18n import Name, Text
from graphcrm.model.records import Person
from graphcrm.rendering.document import as_json
from graphcrm.rendering.table import as_table
from graphcrm.spoken import arrows, joined


def test_a_name_is_the_recorded_one_to_programs() -> None:
    who = Person.of("p", {"name": "王工", "name_en": "Architect Wang", "org": "K"})
    assert who.name == "王工"
    assert f"{who.name}" == str(who.name) == json.loads(json.dumps(who.name)) == "王工"
    assert type(str(who.name)) is str


def test_a_name_is_said_in_the_language_of_the_sentence() -> None:
    names = [Name.of("王工", "Wang"), Name.of("Ann", ""), Name.of("Bob", "Bob")]
    assert Text("{p}离开", "{p} leaves").format(p=names[0]) == Text("王工离开", "Wang leaves")
    assert joined(names) == Text("王工、Ann、Bob", "Wang, Ann, Bob")
    assert arrows(names) == Text("王工 → Ann → Bob", "Wang → Ann → Bob")
    assert FORMATS["text"].cell(names[0], {}, "both") == "王工 / Wang"
    assert FORMATS["text"].csv(names[0], "en") == "王工"


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda name: pickle.loads(pickle.dumps(name))])
def test_a_copied_name_keeps_both(copied) -> None:
    again = copied(Name.of("王工", "Wang"))
    assert (again, again.label) == ("王工", Text("王工", "Wang"))


def test_tables_say_the_english_name_and_json_the_recorded_one(answered) -> None:
    result = answered("key-influencers")
    assert "President Lin" in as_table(result, "en").text
    assert "President Lin" not in as_table(result, "zh").text
    assert [row["name"] for row in json.loads(as_json(result))["rows"]][:2] == ["林行长", "吴CFO"]
